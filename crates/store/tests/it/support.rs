//! Making acts for tests.

use base::{Date, Hash, Instant, Subject};
use serde_json::{Map, Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use store::{Draft, Key, LeafMaker, Parts, Prepared, RowsRoot, Store, Valid, Version};

/// Tags and keys that need no cryptography, but are as long and as different as the real ones.
#[derive(Default)]
pub struct Maker {
    keys: AtomicU64,
}

impl LeafMaker for Maker {
    fn tag(&self, key: &[u8; 32], day: Date, n: u32) -> String {
        Hash::of_parts([key.as_slice(), day.to_string().as_bytes(), &n.to_be_bytes()]).base64url()
    }

    fn leaf_hash(&self, leaf: &[u8]) -> Hash {
        Hash::of_parts([b"leaf".as_slice(), leaf])
    }

    fn new_key(&self) -> [u8; 32] {
        Hash::of(&self.keys.fetch_add(1, Ordering::Relaxed).to_be_bytes()).0
    }
}

/// A day of January 2026.
pub fn day(n: i8) -> Date {
    Date::constant(2026, 1, n)
}

pub fn people(names: &[&str]) -> Vec<Subject> {
    names.iter().map(Subject::new).collect()
}

pub fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        other => panic!("not an object: {other}"),
    }
}

/// A version that holds from 1 January 2026 on.
pub fn version(register: &str, id: &str, version: u32, keys: &[(&str, Key)]) -> Version {
    Version {
        register: register.into(),
        id: id.into(),
        version,
        recorded: Instant(i64::from(version) * 1_000),
        valid: Valid { from: day(1), until: None },
        ended: false,
        subjects: people(&["ann"]),
        keys: keys.iter().map(|(field, key)| ((*field).into(), key.clone())).collect(),
        doc: format!(r#"{{"id":"{id}","version":{version}}}"#),
    }
}

pub fn draft(kind: &str, body: Value, subjects: Vec<Subject>, day: Date, tagged: bool) -> Draft {
    Draft { leaf: object(json!({"k": kind, "v": 1})), body: object(body), subjects, day, tagged }
}

/// The leaf of an act that writes these versions.
pub fn act_draft(versions: &[Version], subjects: Vec<Subject>, day: Date) -> Draft {
    let rows = RowsRoot::of(versions);
    let body = json!({"rows": {"count": rows.count, "root": rows.root.base64url()}});
    draft("change", body, subjects, day, true)
}

pub fn prepared(store: &Store, parts: Parts) -> Prepared {
    Prepared::new(store.pending(), parts, None).unwrap()
}

/// An act that writes versions about `ann` and reads nothing.
pub fn write(store: &Store, versions: Vec<Version>) -> Prepared {
    let act = act_draft(&versions, people(&["ann"]), day(1));
    prepared(store, Parts { versions: versions.into(), act: Some(act), ..Parts::default() })
}
