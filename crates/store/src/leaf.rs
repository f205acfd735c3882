//! A leaf made ready outside the writer's transaction: only the person tags and the hash are left to it.

use crate::backend::LeafMaker;
use crate::prepared::{Draft, PrepareError};
use crate::row::{Log, subjects_text};
use base::json::canonical;
use base::limit::LEAF_BYTES_MAX;
use base::{Date, Hash, Subject};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Characters of a tag: base64url of 32 bytes.
const TAG_CHARS: usize = 43;

/// A draft with its texts written, in which the tags still go between `before` and `after`.
#[derive(Debug)]
pub(crate) struct LeafForm {
    before: String,
    after: String,
    pub(crate) body: String,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) subjects_text: String,
    pub(crate) day: Date,
    pub(crate) tagged: bool,
}

/// A leaf ready to be stored.
#[derive(Debug)]
pub(crate) struct DoneLeaf {
    pub(crate) text: String,
    pub(crate) hash: Hash,
}

impl LeafForm {
    pub(crate) fn new(draft: Draft) -> Result<Self, PrepareError> {
        let Draft { leaf, mut body, subjects, day, tagged } = draft;
        if leaf.contains_key("tags") {
            return Err(PrepareError::Tags);
        }
        let subjects: Vec<Subject> = BTreeSet::from_iter(subjects).into_iter().collect();
        let tagged = tagged && !subjects.is_empty();
        let (before, after) = if tagged { split(leaf)? } else { (text(leaf)?, String::new()) };
        // A tag of another length is seen when the leaf is done; this finds a leaf too long before the writer does.
        let bytes =
            before.len() + after.len() + if tagged { subjects.len() * (TAG_CHARS + 3) - 1 } else { 0 };
        if bytes > LEAF_BYTES_MAX {
            return Err(PrepareError::Long { bytes });
        }
        body.insert("day".to_owned(), Value::from(day.to_string()));
        let subjects_text = subjects_text(&subjects);
        Ok(Self { before, after, body: text(body)?, subjects, subjects_text, day, tagged })
    }

    /// Puts the tags in, sorted, so that their order says nothing of the people, and hashes; `Err` is the size in bytes
    /// of a leaf that is too long.
    pub(crate) fn done(&self, mut tags: Vec<String>, maker: &dyn LeafMaker) -> Result<DoneLeaf, usize> {
        tags.sort_unstable();
        let mut text =
            String::with_capacity(self.before.len() + self.after.len() + tags.len() * (TAG_CHARS + 3));
        text.push_str(&self.before);
        for (index, tag) in tags.iter().enumerate() {
            text.push_str(if index > 0 { ",\"" } else { "\"" });
            text.push_str(tag);
            text.push('"');
        }
        text.push_str(&self.after);
        if text.len() > LEAF_BYTES_MAX {
            return Err(text.len());
        }
        let hash = maker.leaf_hash(text.as_bytes());
        Ok(DoneLeaf { text, hash })
    }
}

/// The number of a person's tag: how many they had that day in that log, counted from the log's own start.
pub(crate) fn tag_number(log: Log, had: u32) -> u32 {
    log.first_tag().saturating_add(had)
}

fn text(members: Map<String, Value>) -> Result<String, PrepareError> {
    Ok(canonical(&Value::Object(members))?)
}

/// The canonical text with an empty `tags` array in its place, cut inside the brackets. Canonical order is
/// by UTF-16 code units; against the ASCII name `tags` that is the order of bytes up to the first difference.
fn split(leaf: Map<String, Value>) -> Result<(String, String), PrepareError> {
    let (mut lower, mut upper) = (Map::new(), Map::new());
    for (name, value) in leaf {
        let place = if name.encode_utf16().lt("tags".encode_utf16()) { &mut lower } else { &mut upper };
        place.insert(name, value);
    }
    let (lower_empty, upper_empty) = (lower.is_empty(), upper.is_empty());
    let (mut before, after) = (text(lower)?, text(upper)?);
    before.pop();
    before.push_str(if lower_empty { "\"tags\":[" } else { ",\"tags\":[" });
    let rest = after.strip_prefix('{').unwrap_or(&after);
    Ok((before, format!("]{}{rest}", if upper_empty { "" } else { "," })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    struct Maker;

    impl LeafMaker for Maker {
        fn tag(&self, _key: &[u8; 32], _day: Date, n: u32) -> String {
            format!("{n:043}")
        }
        fn leaf_hash(&self, leaf: &[u8]) -> Hash {
            Hash::of(leaf)
        }
        fn new_key(&self) -> [u8; 32] {
            [0; 32]
        }
    }

    fn draft(leaf: Value, people: &[&str]) -> Draft {
        let Value::Object(leaf) = leaf else { panic!("an object") };
        Draft {
            leaf,
            body: Map::new(),
            subjects: people.iter().map(Subject::new).collect(),
            day: Date::constant(2026, 11, 22),
            tagged: true,
        }
    }

    #[test]
    fn the_tags_stand_where_canonical_json_puts_them() {
        for members in [
            json!({}),
            json!({"a":1}),
            json!({"v":1}),
            json!({"a":1,"tag":2,"tagsx":3,"v":[1]}),
            json!({"ө":1,"a":"ү"}),
        ] {
            let form = LeafForm::new(draft(members.clone(), &["p", "q", "p"])).unwrap();
            let done = form.done(vec!["y".into(), "x".into()], &Maker).unwrap();
            let mut whole = members;
            whole["tags"] = json!(["x", "y"]);
            assert_eq!(done.text, canonical(&whole).unwrap());
            assert_eq!(form.subjects.len(), 2, "each person once");
            assert_eq!(form.body, r#"{"day":"2026-11-22"}"#);
        }
    }

    #[test]
    fn a_leaf_about_nobody_has_no_tags() {
        let form = LeafForm::new(draft(json!({"v":1}), &[])).unwrap();
        assert_eq!(form.done(Vec::new(), &Maker).unwrap().text, r#"{"v":1}"#);
    }

    #[test]
    fn refuses_a_leaf_that_would_be_too_long_with_its_tags() {
        let filler = LEAF_BYTES_MAX - r#"{"a":"","tags":[""]}"#.len() - TAG_CHARS;
        let leaf = |length: usize| draft(json!({"a": "x".repeat(length)}), &["p"]);
        let exact = LeafForm::new(leaf(filler)).unwrap();
        let tag = Maker.tag(&[0; 32], Date::constant(2026, 1, 1), 0);
        assert_eq!(exact.done(vec![tag], &Maker).unwrap().text.len(), LEAF_BYTES_MAX);
        let bytes = LEAF_BYTES_MAX + 1;
        assert_eq!(LeafForm::new(leaf(filler + 1)).unwrap_err(), PrepareError::Long { bytes });
        assert_eq!(exact.done(vec!["x".repeat(44)], &Maker).unwrap_err(), bytes, "a tag of another length");
    }
}
