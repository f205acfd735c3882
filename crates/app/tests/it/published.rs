//! Records that a state publishes with its folder.

use crate::common::{Demo, files};
use base::{Date, FieldId, Instant, RegisterId};

use store::{AsOf, Key, Match, Query, Sqlite, Store};

/// The name of a district on a day, as known at a time.
fn name(store: &Store, code: &str, year: i16, recorded: Option<Instant>) -> Option<String> {
    let query = Query {
        register: RegisterId::new("districts"),
        conditions: vec![(FieldId::new("code"), Match::In(vec![Key::from(code)]))],
        at: AsOf { valid: Date::constant(year, 6, 1), recorded },
        limit: 2,
    };
    let found = store.snapshot().unwrap().find(&query).unwrap();
    assert!(found.len() < 2, "{code} stands twice");
    let doc = found.first()?.open_public().unwrap().unwrap();
    doc.get("name").and_then(|name| name.as_str()).map(str::to_owned)
}

fn acts(store: &Store) -> u64 {
    store.snapshot().unwrap().acts()
}

#[test]
fn a_changed_file_becomes_new_versions_and_what_was_so_stays_known() {
    let demo = Demo::new("mini", 0);
    let store = Store::new(std::sync::Arc::new(Sqlite::open_read_only(demo.dir.path()).unwrap()));
    let now = |code, year| name(&store, code, year, None);
    assert_eq!(now("P1", 2026).as_deref(), Some("Marbordo"));
    assert_eq!((now("P2", 2010).as_deref(), now("P2", 2026)), (Some("Norda Kajo"), None), "it ended in 2020");

    let first = demo.app.moment().now;
    demo.still.set(Instant(first.0 + 60_000_000));
    let mut changed = files("mini");
    let text = changed.get_mut("records/districts.csv").unwrap();
    *text = text
        .replace("P1,Marbordo", "P1,Granda Marbordo")
        .replace("H1,Monteto,hill,,\n", "P9,Insuleto,port,,\n");
    assert!(demo.app.publish_state(&changed).is_ok());
    assert_eq!(now("P1", 2026).as_deref(), Some("Granda Marbordo"));
    assert_eq!(name(&store, "P1", 2026, Some(first)).as_deref(), Some("Marbordo"), "as it was known before");
    assert_eq!((now("H1", 2026), now("P9", 2026).as_deref()), (None, Some("Insuleto")));

    let size = acts(&store);
    assert!(demo.app.publish_state(&changed).is_ok());
    let same =
        store.snapshot().unwrap().history(&RegisterId::new("districts"), &id_of(&store, "P1")).unwrap();
    assert_eq!((acts(&store), same.len()), (size + 1, 2), "publishing the same folder writes no record");
    assert!(demo.app.publish_state(&files("mini")).is_ok());
    assert_eq!((now("P1", 2026).as_deref(), now("H1", 2026).as_deref()), (Some("Marbordo"), Some("Monteto")));
    assert_eq!(now("P9", 2026), None);
    assert_eq!(demo.verify().findings, []);
}

fn id_of(store: &Store, code: &str) -> base::RecordId {
    let query = Query {
        register: RegisterId::new("districts"),
        conditions: vec![(FieldId::new("code"), Match::In(vec![Key::from(code)]))],
        at: AsOf { valid: Date::constant(2026, 6, 1), recorded: None },
        limit: 1,
    };
    store.snapshot().unwrap().find(&query).unwrap().first().unwrap().meta().id.clone()
}
