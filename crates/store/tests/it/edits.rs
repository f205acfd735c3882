//! `check::structure` finds nothing in good data, and every hand edit that it promises to find: each column of
//! each table, rows taken away and rows put in.

use crate::support::{Maker, act_draft, day, draft, people, prepared, version};
use base::{Hash, Instant};
use rusqlite::Connection;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use store::{
    Backend, Key, LeafMaker, Log, Memory, Outcome, Parts, Prepared, Snapshot, Sqlite, Store, TileRow, Valid,
    Version, check,
};

/// Versions with corrections of the past, ends, bounded ranges, several registers and several keys.
fn versions() -> Vec<Vec<Version>> {
    let keys: [(&str, Key); 3] = [("name", "lee".into()), ("born", 5.into()), ("name", "li".into())];
    let at = |mut version: Version, recorded, from, until: Option<i8>| {
        version.recorded = Instant(recorded);
        version.valid = Valid { from: day(from), until: until.map(day) };
        version
    };
    let mut ended = at(version("people", "p2", 2, &keys), 30, 9, None);
    ended.ended = true;
    let mut public = at(version("offices", "o1", 1, &[("place", "here".into())]), 12, 1, None);
    public.subjects.clear();
    vec![
        vec![
            at(version("people", "p1", 1, &keys), 10, 1, None),
            at(version("people", "p2", 1, &keys), 10, 2, None),
        ],
        vec![at(version("people", "p1", 2, &keys[..2]), 20, 5, Some(9)), public],
        vec![at(version("people", "p1", 3, &keys[1..]), 30, 3, Some(7)), ended],
        vec![at(version("cases", "p1", 1, &[("state", "open".into())]), 40, 3, None)],
        vec![at(version("cases", "p1", 2, &[("state", "done".into())]), 50, 3, None)],
    ]
}

pub fn acts(store: &Store) -> Vec<Prepared> {
    let mut acts: Vec<Prepared> = versions()
        .into_iter()
        .zip(1..)
        .map(|(versions, on)| {
            let mut act = act_draft(&versions, people(&["ann", "bo"]), day(on));
            act.body.insert("opened".into(), json!(["salt"]));
            let reads = vec![draft("read", json!({"opened": ["salt"]}), people(&["ann"]), day(on), true)];
            prepared(store, Parts { versions: versions.into(), act: Some(act), reads, ..Parts::default() })
        })
        .collect();
    let kept = |bytes: &[u8]| (Hash::of(bytes), bytes.to_vec());
    let act = Some(act_draft(&[], vec![], day(3)));
    acts.push(prepared(store, Parts { blobs: vec![kept(b"one"), kept(b"two")], act, ..Parts::default() }));
    let bulk = vec![draft("bulk", json!({}), people(&["ann", "cy", "di"]), day(3), false)];
    acts.push(prepared(store, Parts { reads: bulk, ..Parts::default() }));
    for n in 0..300_u16 {
        let reader = people(&[format!("p{}", n % 7).as_str()]);
        let reads = vec![draft("read", json!({"n": n}), reader, day(4), true)];
        acts.push(prepared(store, Parts { reads, ..Parts::default() }));
    }
    acts
}

/// Signs and keeps tiles as a publisher would; the nodes above the leaves are not the store's business.
pub fn publish(store: &Store, log: Log) {
    let view = store.snapshot().unwrap();
    let size = view.head(log).unwrap().size;
    let mut hashes: Vec<Hash> =
        view.leaves(log, 0, size).unwrap().into_iter().map(|leaf| leaf.hash).collect();
    drop(view);
    let mut tiles = Vec::new();
    for level in 0.. {
        if hashes.is_empty() {
            break;
        }
        for (index, row) in hashes.chunks(256).enumerate() {
            let data = row.iter().flat_map(|hash| hash.0).collect();
            tiles.push(TileRow { level, index: u64::try_from(index).unwrap(), data });
        }
        let full = hashes.chunks_exact(256);
        hashes = full.map(|row| Hash::of_parts(row.iter().map(|hash| hash.0.as_slice()))).collect();
    }
    assert!(store.backend().about_to_sign(log, size, Hash::of(log.name().as_bytes())).unwrap());
    assert!(store.backend().publish(log, size, tiles, "a signed note").unwrap());
}

fn fill(backend: Arc<dyn Backend>) -> Store {
    let store = Store::new(backend);
    let outcomes = store.backend().commit(acts(&store), &Maker::default()).unwrap();
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Committed(_))), "{outcomes:?}");
    for log in Log::ALL {
        publish(&store, log);
    }
    store
}

fn findings(view: &dyn Snapshot) -> Vec<String> {
    check::structure(view, &Maker::default()).iter().map(ToString::to_string).collect()
}

/// The good database in one file.
fn good() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    drop(fill(Arc::new(Sqlite::open(dir.path()).unwrap())));
    dir
}

/// The findings after an edit of a copy; `None` if the edit changes no row or the database forbids it.
fn after(good: &Path, edit: &str) -> Option<Vec<String>> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("koom.db");
    std::fs::copy(good.join("koom.db"), &file).unwrap();
    let raw = Connection::open(&file).unwrap();
    raw.pragma_update(None, "ignore_check_constraints", true).unwrap();
    // A row that would stand beside another of the same key is no edit.
    let changed = raw.execute_batch(edit).map(|()| raw.changes());
    drop(raw);
    match changed {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(match Sqlite::open_read_only(dir.path()) {
            Ok(store) => findings(&*store.snapshot().unwrap()),
            Err(refused) => vec![format!("not opened: {refused}")],
        }),
    }
}

#[test]
fn good_data_has_no_findings() {
    let dir = good();
    let sqlite = Sqlite::open(dir.path()).unwrap();
    assert_eq!(findings(&*sqlite.snapshot().unwrap()), Vec::<String>::new());
    let memory = fill(Arc::new(Memory::new()));
    assert_eq!(findings(&*memory.snapshot().unwrap()), Vec::<String>::new());
}

/// Edits of one column that are seen only above: by the roots over the leaves, or by the signatures.
const SEEN_ABOVE: [(&str, &str); 2] = [("head", "signed_root"), ("head", "note")];

#[test]
fn each_column_of_each_table_is_watched() {
    let dir = good();
    let raw = Connection::open(dir.path().join("koom.db")).unwrap();
    let columns: Vec<(String, String, String)> = raw
        .prepare("select m.name, c.name, c.type from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    drop(raw);
    assert!(columns.len() > 50, "{columns:?}");
    let (mut tried, mut missed, mut seen) = (0, Vec::new(), std::collections::BTreeSet::new());
    for (table, column, kind) in &columns {
        let above = SEEN_ABOVE.contains(&(table, column));
        let edits: &[&str] = match kind.as_str() {
            "TEXT" => &["{c} || 'x'", "''", "' ' || {c}", "substr({c}, 1, length({c}) - 1)"],
            "INTEGER" => &["{c} + 1", "{c} - 1", "1 - {c}", "{c} + 4294967296", "-7"],
            _ => &["zeroblob(32)", "zeroblob(31)", "{c} || x'00'", "x''"],
        };
        for edit in edits {
            for row in ["asc limit 1", "desc limit 1", "asc limit 1 offset 1"] {
                let edit = edit.replace("{c}", column);
                // The key of a clustered table, or the row number of a heap, finds one row.
                let key = match table.as_str() {
                    "meta" => "name",
                    "idx" => {
                        "register || field || tval || nval || recorded_until || valid_until || id || version || valid_from"
                    }
                    "leaf_subject" | "tag_count" => "log || subject || idx",
                    "subject_key" => "subject",
                    _ => "rowid",
                };
                let key = if table == "tag_count" { "log || subject || day" } else { key };
                // Level 0 only: the levels above are checked above.
                let only = if table == "tile" { "where level = 0" } else { "" };
                let sql = format!(
                    "update {table} set {column} = {edit} where {column} is not {edit} and {key} = \
                     (select {key} from {table} {only} order by {key} {row});"
                );
                let Some(found) = after(dir.path(), &sql) else { continue };
                tried += 1;
                assert!(!found.iter().any(|finding| finding.contains("ann")), "names a person: {found:?}");
                if above {
                    continue;
                }
                seen.insert((table.clone(), column.clone()));
                if found.is_empty() {
                    missed.push(sql);
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} of {tried} not found:\n{}", missed.len(), missed.join("\n"));
    assert!(tried > 300, "{tried}");
    let unwatched: Vec<_> = columns
        .iter()
        .filter(|(table, column, _)| !SEEN_ABOVE.contains(&(table, column)))
        .filter(|(table, column, _)| !seen.contains(&(table.clone(), column.clone())))
        .collect();
    assert!(unwatched.is_empty(), "no edit was possible in {unwatched:?}");
}

/// Rows taken away, put in and exchanged, and values replaced by others that are as good in themselves.
const EDITS: [&str; 46] = [
    "delete from version where register = 'people' and id = 'p1' and version = 1",
    "delete from version where register = 'people' and id = 'p1' and version = 3",
    "delete from version where register = 'offices'",
    "delete from version",
    "insert into version select register, 'p9', 1, 0, recorded, valid_from, valid_until, ended, subjects, keys, doc \
     from version where id = 'p2' and version = 1",
    "insert into version select register, id, 3, 4, recorded, valid_from, valid_until, 1, subjects, '[]', doc \
     from version where id = 'p2' and version = 2",
    "update version set doc = '{\"id\":\"p1\",\"version\":9}' where id = 'p1' and version = 1",
    "update version set valid_until = '2026-01-30' where id = 'p2' and version = 1",
    "update version set valid_from = '20260102' where id = 'p2' and version = 1",
    "update version set ended = 0 where ended = 1",
    "update version set subjects = '[\"bo\"]' where id = 'p1' and version = 1",
    "update version set subjects = '[ \"ann\"]' where id = 'p1' and version = 1",
    "update version set keys = '[[\"name\",{\"t\":\"lo\"}]]' where id = 'p1' and version = 1",
    "update version set act = 3 where id = 'p1' and version = 1 and register = 'people'",
    "update version set act = 99",
    "delete from idx where tval = 'lee'",
    "delete from idx where live = 0",
    "delete from idx",
    "delete from idx where field = 'state' and recorded_until < 60",
    "insert into idx select register, field, live, kind, 'lo', nval, recorded_until, valid_until, id, version, \
     valid_from, recorded_from from idx where tval = 'lee' limit 1",
    "insert into idx select register, field, 1, kind, tval, nval, 9223372036854775807, 'ever', id, 1, \
     valid_from, recorded_from from idx where tval = 'open'",
    "update idx set id = 'p2' where id = 'p1' and register = 'cases' and live = 1",
    "update idx set recorded_until = 45 where tval = 'open'",
    "update idx set live = 0 where tval = 'done'",
    "delete from leaf where log = 'log' and idx = 5",
    "delete from leaf where log = 'log' and idx = 0",
    "delete from leaf where log = 'reads' and idx = 305",
    "insert into leaf select log, 6, leaf, hash, body, subjects from leaf where log = 'log' and idx = 5",
    "insert into leaf select log, 99999, leaf, hash, body, subjects from leaf where log = 'log' and idx = 5",
    "update leaf set leaf = replace(leaf, 'change', 'chance') where log = 'log' and idx = 1",
    "update leaf set body = replace(body, '2026-01-02', '2026-01-03') where log = 'log' and idx = 1",
    "update leaf set body = replace(body, '\"count\":2', '\"count\":3') where log = 'log' and idx = 1",
    "update leaf set body = '{\"day\":\"2026-01-02\"}' where log = 'log' and idx = 1",
    "update leaf set subjects = '[\"bo\",\"ann\"]' where log = 'log' and idx = 1",
    "update leaf set subjects = '[\"ann\",\"cy\"]' where log = 'log' and idx = 1",
    "delete from leaf_subject where subject = 'di'",
    "insert into leaf_subject values ('reads', 'di', 0)",
    "insert into subject_key values ('nobody', zeroblob(32))",
    "delete from subject_key where subject = 'p3'",
    "update subject_key set key = (select key from subject_key where subject = 'p4') where subject = 'p3'",
    "delete from tag_count where subject = 'p3'",
    "insert into tag_count values ('log', 'cy', '2026-01-03', 1)",
    "delete from tile where log = 'reads' and level = 0 and idx = 0",
    "delete from tile where log = 'reads' and level = 1",
    "delete from blob where bytes = x'6f6e65'",
    "insert into blob values (zeroblob(32), x'00')",
];

#[test]
fn rows_taken_put_in_or_exchanged_are_found() {
    let dir = good();
    let missed: Vec<_> = EDITS
        .iter()
        .filter(|edit| after(dir.path(), edit).unwrap_or_else(|| panic!("no row: {edit}")).is_empty())
        .collect();
    assert!(missed.is_empty(), "not found: {missed:#?}");
}

/// What only the layers above can see; if one is found here one day, say so in [`check`].
#[test]
fn what_is_left_to_the_layers_above() {
    let dir = good();
    let leaf = r#"{"k":"other","tags":[],"v":1}"#;
    let hash = Maker::default().leaf_hash(leaf.as_bytes());
    let edits = [
        // Salted digests in the leaf commit to the body.
        "update leaf set body = replace(body, 'salt', 'sold') where log = 'log' and idx = 1".to_owned(),
        // Roots and signatures.
        "update head set signed_root = zeroblob(32) where log = 'log'".to_owned(),
        "update head set note = 'another' where log = 'log'".to_owned(),
        "update tile set data = zeroblob(32) where log = 'reads' and level = 1".to_owned(),
    ];
    for edit in edits {
        assert_eq!(after(dir.path(), &edit), Some(vec![]), "{edit}");
    }
    // A leaf replaced together with its hash is found here only because its tile holds the old one.
    let edit = format!("update leaf set leaf = '{leaf}', hash = x'{hash}' where log = 'log' and idx = 5");
    let found = after(dir.path(), &edit).unwrap();
    assert!(found.iter().all(|finding| finding.starts_with("table tile")) && !found.is_empty(), "{found:?}");
}
