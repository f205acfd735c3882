//! Every problem code has words in every language of every state of this repository.

use crate::ground::{Ask, Ground};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn each_code_is_explained_at_its_type() {
    let ground = Ground::new();
    for code in [
        "stale-version",
        "check",
        "too-long",
        "bad-body",
        "fault",
        "wrong-media-type",
        "disk-full",
        "too-many-requests",
    ] {
        let mut texts = BTreeSet::new();
        for lang in ["eo", "he"] {
            let got = ground.ask(Ask::get(&format!("/problems/{code}")).header("accept-language", lang));
            assert_eq!((got.status.as_u16(), got.header("content-language")), (200, lang), "{code}");
            assert_eq!(got.header("content-type"), "text/plain; charset=utf-8");
            assert!(!got.text().contains('[') && !got.text().contains("{ $"), "{code}: {}", got.text());
            texts.insert(got.text());
        }
        assert_eq!(texts.len(), 2, "{code} says the same in two languages");
    }
}

#[test]
fn every_state_has_every_title_and_refusal() {
    let states = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states");
    let keys: Vec<&str> = i18n::required_keys()
        .iter()
        .copied()
        .filter(|key| key.starts_with("refusal-") || key.starts_with("error-"))
        .collect();
    let mut files = 0;
    for state in std::fs::read_dir(states).unwrap() {
        for words in std::fs::read_dir(state.unwrap().path().join("words")).unwrap() {
            let path = words.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let missing: Vec<&&str> =
                keys.iter().filter(|key| !text.contains(&format!("\n{key} ="))).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", path.display());
            files += 1;
        }
    }
    assert!(files >= 5, "{files}");
}

#[test]
fn a_service_s_own_check_speaks_its_own_words() {
    let ground = Ground::new();
    let body = serde_json::json!({"answers": {"damage": "x", "cost": "0"}});
    let ask = || Ask::post("/api/v1/services/home-repair/cases").key("k").json(&body);
    let own = ground.ask_as("mother", ask()).json()["errors"][0]["detail"].as_str().unwrap().to_owned();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states/mini/services/home-repair/eo.ftl");
    let text = std::fs::read_to_string(file).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("error-cost_zero =")).unwrap().trim();
    assert_eq!(own, line);
}
