//! Tests that need the connections themselves.

use super::*;
use crate::prepared::{Draft, Parts};
use crate::sealed::Pending;
use crate::sql;
use base::{Date, Subject};
use serde_json::{Map, Value};

struct Maker;

impl LeafMaker for Maker {
    fn tag(&self, key: &[u8; 32], _day: Date, n: u32) -> String {
        Hash::of_parts([key.as_slice(), &n.to_be_bytes()]).base64url()
    }
    fn leaf_hash(&self, leaf: &[u8]) -> Hash {
        Hash::of(leaf)
    }
    fn new_key(&self) -> [u8; 32] {
        [7; 32]
    }
}

fn read_of(people: &[String]) -> Prepared {
    let body = Map::from_iter([("filler".to_owned(), Value::from("x".repeat(2_000)))]);
    let subjects = people.iter().map(Subject::new).collect();
    let day = Date::constant(2026, 11, 22);
    let reads = vec![Draft { leaf: Map::new(), body, subjects, day, tagged: true }];
    Prepared::new(Pending::new(), Parts { reads, ..Parts::default() }, None).unwrap()
}

fn opened() -> (tempfile::TempDir, Sqlite) {
    let dir = tempfile::tempdir().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    (dir, store)
}

#[test]
fn a_full_disk_stops_a_group_whole_and_nothing_else() {
    let (_dir, store) = opened();
    let group = || (0..20).map(|n| read_of(&[format!("p{n}")])).collect::<Vec<_>>();
    store.commit(group(), &Maker).unwrap();
    let limit = |pages: i64| {
        let writer = store.writer().unwrap();
        writer
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |row| row.get::<_, i64>(0))
            .unwrap();
    };
    let size = || store.snapshot().unwrap().head(Log::Reads).unwrap().size;
    let pages: i64 = {
        let writer = store.writer().unwrap();
        writer.connection.query_row("pragma page_count", [], |row| row.get(0)).unwrap()
    };
    limit(pages + 2);
    for _ in 0..3 {
        assert!(matches!(store.commit(group(), &Maker).unwrap_err(), StoreError::Full));
        assert_eq!(size(), 20, "nothing of the group is written");
    }
    let findings = crate::check::structure(&*store.snapshot().unwrap(), &Maker);
    assert_eq!(findings, vec![]);
    limit(1_000_000);
    store.commit(group(), &Maker).unwrap();
    assert_eq!(size(), 40);
    assert_eq!(crate::check::structure(&*store.snapshot().unwrap(), &Maker), vec![]);
}

#[test]
fn every_statement_prepares() {
    let (_dir, store) = opened();
    let writer = store.writer().unwrap();
    assert!(sql::ALL.len() > 40 && sql::ALL.len() <= STATEMENTS_MAX, "{}", sql::ALL.len());
    for (name, statement) in sql::ALL {
        writer.connection.prepare(statement).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// What keeps a search short must not depend on statistics or luck.
#[test]
fn searches_go_the_way_they_are_meant_to() {
    let (_dir, store) = opened();
    let writer = store.writer().unwrap();
    let plan = |statement: &str| -> String {
        let mut explained = writer.connection.prepare(&format!("explain query plan {statement}")).unwrap();
        let rows = explained.raw_bind_nulls();
        rows.join("; ")
    };
    let eq = "register=? AND field=? AND live=? AND kind=? AND tval=? AND nval";
    let table = [
        (sql::EFFECTIVE, "register=? AND id=?"),
        (sql::EARLIER, "register=? AND id=? AND version<?"),
        (sql::LAST, "register=? AND id=?"),
        (sql::FIND_LIVE, eq),
        (sql::MATCH_LIVE, eq),
        (sql::FIND_LIVE_TEXTS, "register=? AND field=? AND live=? AND kind=? AND tval>? AND tval<?"),
        (sql::FIND_LIVE_TEXTS_FROM, "register=? AND field=? AND live=? AND kind=? AND tval>?"),
        (sql::FIND_LIVE_NUMBERS, "live=? AND kind=? AND tval=? AND nval>? AND nval<?"),
        (sql::MATCH_LIVE_NUMBERS, "live=? AND kind=? AND tval=? AND nval>? AND nval<?"),
        (sql::FIND_BOUNDED, "nval=? AND recorded_until=? AND valid_until>?"),
        (sql::FIND_BOUNDED_ALL, "idx_bounded (register=? AND field=? AND live=? AND valid_until>?"),
        (sql::MATCH_BOUNDED_ALL, "idx_bounded (register=? AND field=? AND live=? AND valid_until>?"),
        (sql::FIND_KNOWN, "nval=? AND recorded_until>?"),
        (sql::TAKE_INDEX, "valid_until=? AND id=? AND version=? AND valid_from=?"),
        (sql::LEAVES_OF, "log=? AND subject=? AND idx<?"),
    ];
    for (statement, way) in table {
        let plan = plan(statement);
        assert!(plan.contains(way), "{statement}\n{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{statement}\n{plan}");
        assert!(!plan.contains("SCAN"), "{statement}\n{plan}");
    }
    assert!(!plan(sql::SCAN_VERSIONS).contains("TEMP B-TREE"), "{}", plan(sql::SCAN_VERSIONS));
}

/// The plan's lines, with every parameter left null.
trait Explained {
    fn raw_bind_nulls(&mut self) -> Vec<String>;
}

impl Explained for rusqlite::Statement<'_> {
    fn raw_bind_nulls(&mut self) -> Vec<String> {
        let mut rows = self.raw_query();
        let mut lines = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            lines.push(row.get::<_, String>(3).unwrap());
        }
        lines
    }
}

#[test]
fn snapshots_share_a_transaction_until_something_is_committed() {
    let (dir, store) = opened();
    let commit = |store: &Sqlite, person: &str| {
        store.commit(vec![read_of(&[person.to_owned()])], &Maker).unwrap();
    };
    let size = |of: &dyn Snapshot| of.head(Log::Reads).unwrap().size;
    let in_transaction = |store: &Sqlite| {
        let mut begun = Vec::new();
        store.readers.retain_idle(|reader| {
            begun.push(!crate::pool::Reading::db(reader).is_autocommit());
            true
        });
        begun
    };
    commit(&store, "one");
    let long = store.snapshot().unwrap();
    for _turn in 0..2 {
        assert_eq!(size(&*store.snapshot().unwrap()), 1);
        assert_eq!(in_transaction(&store), [true], "kept for whoever reads next");
    }
    commit(&store, "two");
    assert_eq!(in_transaction(&store), [false], "nobody holds up the log");
    assert_eq!(size(&*store.snapshot().unwrap()), 2, "whoever was told that it is written reads it");
    assert_eq!(size(&*long), 1, "a snapshot stays what it was");
    drop(long);
    assert_eq!(size(&*store.snapshot().unwrap()), 2, "what ended after the commit is not used again");
    // Beside a program that writes, nobody knows when it commits.
    let beside = Sqlite::open_read_only(dir.path()).unwrap();
    assert_eq!(size(&*beside.snapshot().unwrap()), 2);
    commit(&store, "three");
    assert_eq!(size(&*beside.snapshot().unwrap()), 3);
}
