//! What may not be written, and who may write.

use crate::cluster::everywhere;
use crate::support::{Maker, act_draft, day, draft, people, prepared, version, write};
use base::Hash;
use serde_json::json;
use std::sync::Arc;
use store::{AsOf, Backend, Log, Outcome, Parts, PrepareError, Prepared, Sqlite, Store, StoreError};

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::new(Arc::new(Sqlite::open(dir.path()).unwrap()));
    (dir, store)
}

const NOW: AsOf = AsOf { valid: base::Date::constant(2026, 6, 1), recorded: None };

#[test]
fn what_was_opened_must_be_named_by_a_read_leaf() {
    let (_dir, store) = store();
    let outcomes = store
        .backend()
        .commit(vec![write(&store, vec![version("r", "1", 1, &[])])], &Maker::default())
        .unwrap();
    let [Outcome::Committed(written)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
    assert!(!written.read.names(&people(&["ann"])[0]), "writing is not reading");
    let view = store.snapshot().unwrap();
    let sealed = view.get(&"r".into(), &"1".into(), &NOW).unwrap().unwrap();
    assert!(sealed.open_public().is_none());
    assert!(sealed.open(&written.read).is_err());

    let opened = || {
        let pending = store.pending();
        assert_eq!(sealed.open_in(&pending).unwrap()["version"], 1);
        pending
    };
    let reads = |who: &[&str]| vec![draft("read", json!({}), people(who), day(2), true)];
    let nothing = Prepared::new(opened(), Parts::default(), None);
    assert_eq!(nothing.unwrap_err(), PrepareError::Unlogged(1));
    let other = Prepared::new(opened(), Parts { reads: reads(&["bo"]), ..Parts::default() }, None);
    assert_eq!(other.unwrap_err(), PrepareError::Unlogged(1));
    // A leaf that says "changed" does not say "read".
    let changed = Parts { act: Some(act_draft(&[], people(&["ann"]), day(2))), ..Parts::default() };
    assert_eq!(Prepared::new(opened(), changed, None).unwrap_err(), PrepareError::Unlogged(1));

    let named = Prepared::new(opened(), Parts { reads: reads(&["ann"]), ..Parts::default() }, None).unwrap();
    let outcomes = store.backend().commit(vec![named], &Maker::default()).unwrap();
    let [Outcome::Committed(read)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
    assert_eq!(read.receipt.count, 1);
    assert_eq!(read.read.leaves(), Some((Log::Reads, &read.receipt)));
    assert_eq!(sealed.open(&read.read).unwrap()["version"], 1);
    // In the same session the receipt stands for the leaf.
    let again = Prepared::new(opened(), Parts::default(), Some(&read.read)).unwrap();
    assert_eq!(again.leaf_counts(), (0, 0));
}

#[test]
fn an_act_states_what_it_writes() {
    let (_dir, store) = store();
    let row = version("r", "1", 1, &[]);
    let new = |parts: Parts| Prepared::new(store.pending(), parts, None).map(|_| ()).unwrap_err();
    let with = |versions: Vec<_>, act| Parts { versions: versions.into(), act, ..Parts::default() };
    assert_eq!(new(with(vec![row.clone()], None)), PrepareError::Unwitnessed(1));
    assert_eq!(new(with(vec![row.clone()], Some(act_draft(&[], vec![], day(1))))), PrepareError::Rows(1));
    assert_eq!(
        new(with(vec![], Some(act_draft(std::slice::from_ref(&row), vec![], day(1))))),
        PrepareError::Rows(0)
    );
    let mut early = row.clone();
    early.valid.from = base::Date::constant(-1, 1, 1);
    let act = act_draft(std::slice::from_ref(&early), vec![], day(1));
    assert_eq!(new(with(vec![early], Some(act))), PrepareError::Range { register: "r".into(), version: 1 });
    let blobs = vec![(Hash::of(b"a"), b"b".to_vec())];
    let act = Some(act_draft(&[], vec![], day(1)));
    assert_eq!(new(Parts { blobs, act, ..Parts::default() }), PrepareError::Blob);
    let mut tags = act_draft(&[], vec![], day(1));
    tags.leaf.insert("tags".into(), json!([]));
    assert_eq!(new(with(vec![], Some(tags))), PrepareError::Tags);
    let mut fraction = act_draft(&[], vec![], day(1));
    fraction.leaf.insert("n".into(), json!(0.5));
    assert!(matches!(new(with(vec![], Some(fraction))), PrepareError::Canonical(_)));
}

#[test]
fn a_leaf_too_long_is_left_out_and_the_others_commit() {
    struct Long(Maker);
    impl store::LeafMaker for Long {
        fn tag(&self, key: &[u8; 32], day: base::Date, n: u32) -> String {
            self.0.tag(key, day, n).repeat(if day == crate::support::day(2) { 30 } else { 1 })
        }
        fn leaf_hash(&self, leaf: &[u8]) -> Hash {
            self.0.leaf_hash(leaf)
        }
        fn new_key(&self) -> [u8; 32] {
            self.0.new_key()
        }
    }
    let (_dir, store) = store();
    let read = |on| {
        let reads = vec![draft("read", json!({}), people(&["ann"]), day(on), true)];
        prepared(&store, Parts { reads, ..Parts::default() })
    };
    let outcomes = store.backend().commit(vec![read(2), read(1)], &Long(Maker::default())).unwrap();
    assert!(
        matches!(outcomes.as_slice(), [Outcome::Refused(StoreError::Damaged(_)), Outcome::Committed(_)]),
        "{outcomes:?}"
    );
    assert_eq!(store.snapshot().unwrap().head(Log::Reads).unwrap().size, 1);
}

#[test]
fn one_process_writes_and_any_may_read() {
    let (dir, store) = store();
    assert!(matches!(Sqlite::open(dir.path()).unwrap_err(), StoreError::Locked));
    store.backend().commit(vec![write(&store, vec![version("r", "1", 1, &[])])], &Maker::default()).unwrap();

    let reader = Sqlite::open_read_only(dir.path()).unwrap();
    assert_eq!(reader.snapshot().unwrap().latest(&"r".into(), &"1".into()).unwrap(), 1);
    assert!(matches!(reader.commit(vec![], &Maker::default()).unwrap_err(), StoreError::ReadOnly));
    assert!(matches!(reader.about_to_sign(Log::Acts, 0, Hash::default()), Err(StoreError::ReadOnly)));

    drop(store);
    assert_eq!(reader.snapshot().unwrap().head(Log::Acts).unwrap().size, 1);
    Sqlite::open(dir.path()).unwrap();
}

#[test]
fn a_newer_schema_is_not_touched() {
    let (dir, store) = store();
    drop(store);
    let raw = rusqlite::Connection::open(dir.path().join("koom.db")).unwrap();
    raw.execute("update meta set value = '7' where name = 'schema'", []).unwrap();
    for opened in [Sqlite::open(dir.path()), Sqlite::open_read_only(dir.path())] {
        assert!(matches!(opened.unwrap_err(), StoreError::Schema { found: 7, known: 2 }));
    }
}

/// A store as the first schema left it.
const AS_BEFORE: &str = "drop table migration; update meta set value = '1' where name = 'schema'";

#[test]
fn an_older_schema_is_read_as_it_stands_and_migrated_at_the_next_writing() {
    let (dir, store) = store();
    store.backend().commit(vec![write(&store, vec![version("r", "1", 1, &[])])], &Maker::default()).unwrap();
    drop(store);
    let raw = rusqlite::Connection::open(dir.path().join("koom.db")).unwrap();
    raw.execute_batch(AS_BEFORE).unwrap();
    let here = store::Address::Directory(dir.path().to_owned());
    assert_eq!(store::health::schema(&here).unwrap(), 1);
    let reader = Sqlite::open_read_only(dir.path()).unwrap();
    assert_eq!(reader.snapshot().unwrap().head(Log::Acts).unwrap().size, 1);
    drop(reader);
    drop(Sqlite::open(dir.path()).unwrap());
    assert_eq!(store::health::schema(&here).unwrap(), store::migrations::KNOWN);
    let store = here.open().unwrap();
    assert_eq!(store.snapshot().unwrap().head(Log::Acts).unwrap().size, 1);
    assert_eq!(store::check::structure(&*store.snapshot().unwrap(), &Maker::default()), vec![]);
}

#[test]
fn a_migration_that_was_applied_otherwise_is_refused() {
    let (dir, store) = store();
    drop(store);
    let raw = rusqlite::Connection::open(dir.path().join("koom.db")).unwrap();
    let edits = [
        "update migration set sha256 = '00' where number = 2",
        "delete from migration where number = 1",
        "insert into migration values (3, 'mine', '')",
        "update meta set value = '1' where name = 'schema'",
    ];
    for edit in edits {
        raw.execute_batch(edit).unwrap();
        for opened in [Sqlite::open(dir.path()), Sqlite::open_read_only(dir.path())] {
            let error = opened.unwrap_err();
            assert!(
                matches!(error, StoreError::Migration { .. } | StoreError::Damaged(_)),
                "{edit}: {error}"
            );
        }
        raw.execute_batch(AS_BEFORE).unwrap();
        drop(Sqlite::open(dir.path()).unwrap());
    }
}

#[test]
fn an_older_schema_in_postgresql_is_migrated_too() {
    let Some((url, store)) = crate::cluster::fresh() else { return };
    store.backend().commit(vec![write(&store, vec![version("r", "1", 1, &[])])], &Maker::default()).unwrap();
    drop(store);
    crate::cluster::run(&url, AS_BEFORE);
    let there = store::Address::parse(&url);
    assert_eq!(store::health::schema(&there).unwrap(), 1);
    let store = there.open().unwrap();
    assert_eq!(store::health::schema(&there).unwrap(), store::migrations::KNOWN);
    assert_eq!(store.snapshot().unwrap().head(Log::Acts).unwrap().size, 1);
    crate::cluster::run(&url, "update migration set sha256 = '00' where number = 1");
    assert!(matches!(there.open().err(), Some(StoreError::Migration { number: 1 })));
}

#[test]
fn no_second_root_is_signed_for_one_size() {
    for (_dir, store) in everywhere() {
        let acts = (1..=3).map(|n| write(&store, vec![version("r", "1", n, &[])])).collect();
        let backend = store.backend();
        assert!(backend.publish(Log::Acts, 0, vec![], "note").is_err(), "nothing announced");
        backend.commit(acts, &Maker::default()).unwrap();
        let (one, other) = (Hash::of(b"1"), Hash::of(b"2"));
        let signed = || store.snapshot().unwrap().head(Log::Acts).unwrap().signed.unwrap();
        assert!(backend.about_to_sign(Log::Acts, 2, one).unwrap());
        assert_eq!((signed().size, signed().root, signed().note), (2, one, None));
        assert!(backend.publish(Log::Acts, 2, vec![], "two").unwrap());
        assert!(backend.about_to_sign(Log::Acts, 2, one).unwrap());
        assert_eq!(signed().note.as_deref(), Some("two"), "the same again changes nothing");
        for (size, root) in [(2, other), (4, one)] {
            let refused = backend.about_to_sign(Log::Acts, size, root).unwrap_err();
            assert!(matches!(refused, StoreError::Damaged(_)), "{size}: {refused}");
        }
        assert!(!backend.about_to_sign(Log::Acts, 1, one).unwrap(), "another program is ahead");
        assert!(!backend.publish(Log::Acts, 1, vec![], "one").unwrap(), "another program is ahead");
        assert_eq!(signed().note.as_deref(), Some("two"));
        let tile = |data: &[u8]| store::TileRow { level: 0, index: 0, data: data.to_vec() };
        assert!(backend.about_to_sign(Log::Acts, 3, other).unwrap());
        assert!(backend.publish(Log::Acts, 3, vec![tile(&[1; 64])], "three").unwrap());
        assert!(backend.publish(Log::Acts, 3, vec![tile(&[2; 96])], "three").unwrap());
        let view = store.snapshot().unwrap();
        assert_eq!(view.tile(Log::Acts, 0, 0).unwrap(), Some(vec![2; 96]));
        assert_eq!(view.tile(Log::Reads, 0, 0).unwrap(), None);
        assert_eq!(view.head(Log::Reads).unwrap().signed, None);
    }
}
