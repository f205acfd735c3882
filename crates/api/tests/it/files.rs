//! The files of the logs, as a mirror fetches them.

use crate::ground::{Ask, Ground};

#[test]
fn a_mirror_gets_everything_under_the_checkpoint() {
    let ground = Ground::new();
    let early = ground.ask(Ask::get("/log/checkpoint"));
    assert_eq!(early.problem(), (404, "not-yet-published".to_owned()));
    let size = ground.leaves();
    for log in ["log", "reads"] {
        let checkpoint = ground.ask(Ask::get(&format!("/{log}/checkpoint")));
        assert_eq!(
            (checkpoint.status.as_u16(), checkpoint.header("content-type")),
            (200, "text/plain; charset=utf-8")
        );
        assert!(checkpoint.text().starts_with(&format!("test.invalid/{log}\n")), "{}", checkpoint.text());
        let key = ground.ask(Ask::get(&format!("/{log}/vkey"))).text();
        assert!(key.starts_with(&format!("test.invalid/{log}+")), "{key}");
    }
    let entries = ground.ask(Ask::get(&format!("/log/tile/entries/000.p/{size}")));
    assert_eq!((entries.status.as_u16(), entries.header("content-type")), (200, "application/octet-stream"));
    let first = usize::from(u16::from_be_bytes([entries.body[0], entries.body[1]]));
    assert!(serde_json::from_slice::<serde_json::Value>(&entries.body[2..2 + first]).is_ok());
    let tile = ground.ask(Ask::get(&format!("/log/tile/0/000.p/{size}")));
    assert_eq!(u64::try_from(tile.body.len()).unwrap(), size * 32);
    assert!(!tile.header("cache-control").contains("immutable"));
    for beyond in [
        format!("/log/tile/0/000.p/{}", size + 1),
        "/log/tile/0/000".into(),
        "/log/tile/0/1".into(),
        "/log/tile/x".into(),
    ] {
        assert_eq!(ground.ask(Ask::get(&beyond)).problem(), (404, "unknown-address".to_owned()), "{beyond}");
    }
}

#[test]
fn a_full_tile_is_kept_for_ever() {
    let ground = Ground::new();
    let person = base::Subject::new(&ground.persona("mother").pin);
    while ground.leaves() < 256 {
        for _ in 0..64 {
            ground.app.new_token(&person, "test", 60).unwrap();
        }
    }
    for file in ["/log/tile/0/000", "/log/tile/entries/000", "/log/tile/0/000?mirror=1"] {
        let got = ground.ask(Ask::get(file));
        assert_eq!(got.status.as_u16(), 200, "{file}");
        assert_eq!(got.header("cache-control"), "public, max-age=31536000, immutable", "{file}");
    }
}
