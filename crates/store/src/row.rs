//! What the store keeps: versions of records, their keys for search, and leaves.

use base::{Date, FieldId, Hash, Instant, RecordId, RegisterId, Subject};
use serde::{Deserialize, Serialize};

/// A searchable value. Dates are ISO text, money is minor units.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    /// Compared by bytes.
    #[serde(rename = "t")]
    Text(String),
    /// Compared as an integer.
    #[serde(rename = "n")]
    Number(i64),
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Key {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// When a version holds: from a date, until (not including) a date or for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Valid {
    /// First day.
    pub from: Date,
    /// First day it no longer holds.
    pub until: Option<Date>,
}

impl Valid {
    /// True if the date lies in the range.
    pub fn holds(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on < until)
    }

    /// True if every day of `other` is a day of this range.
    pub fn covers(&self, other: &Self) -> bool {
        self.from <= other.from
            && match (self.until, other.until) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(own), Some(others)) => others <= own,
            }
    }

    /// True if no day lies in the range.
    pub fn is_empty(&self) -> bool {
        self.until.is_some_and(|until| until <= self.from)
    }

    /// True if some day lies in both ranges.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.is_empty()
            && !other.is_empty()
            && other.until.is_none_or(|until| self.from < until)
            && self.until.is_none_or(|until| other.from < until)
    }

    /// The days of this range that are not days of `other`: up to two ranges, earlier first.
    pub fn minus(&self, other: &Self) -> Vec<Self> {
        if self.is_empty() {
            return Vec::new();
        }
        if !self.overlaps(other) {
            return vec![*self];
        }
        let before = (self.from < other.from).then_some(Self { from: self.from, until: Some(other.from) });
        let after = other
            .until
            .filter(|end| self.until.is_none_or(|until| *end < until))
            .map(|end| Self { from: end, until: self.until });
        before.into_iter().chain(after).collect()
    }
}

/// One version of one record, as an act writes it. Versions are only ever added: the version recorded
/// last whose range holds a date is what was so on that date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The register.
    pub register: RegisterId,
    /// The record.
    pub id: RecordId,
    /// 1 for the first version, then one more each.
    pub version: u32,
    /// When the state came to know.
    pub recorded: Instant,
    /// When it is so.
    pub valid: Valid,
    /// True if this version says that the record does not exist in its range (annulled, ended).
    pub ended: bool,
    /// Whose data it is; empty for a record about no person.
    pub subjects: Vec<Subject>,
    /// The declared, searchable values, computed by whoever knows the register.
    pub keys: Vec<(FieldId, Key)>,
    /// Canonical JSON; opaque here.
    pub doc: String,
}

impl Version {
    /// The digest that the act's leaf commits to: every column of the row.
    pub fn hash(&self) -> Hash {
        let version = self.version.to_string();
        let recorded = self.recorded.0.to_string();
        let from = self.valid.from.to_string();
        let until = self.valid.until.map(|date| date.to_string()).unwrap_or_default();
        let subjects = subjects_text(&self.subjects);
        let keys = keys_text(&self.keys);
        Hash::of_parts([
            self.register.as_str().as_bytes(),
            self.id.as_str().as_bytes(),
            version.as_bytes(),
            recorded.as_bytes(),
            from.as_bytes(),
            until.as_bytes(),
            if self.ended { b"1".as_slice() } else { b"0" },
            subjects.as_bytes(),
            keys.as_bytes(),
            self.doc.as_bytes(),
        ])
    }
}

/// The stored text of a version's subjects: a JSON array of strings.
pub fn subjects_text(subjects: &[Subject]) -> String {
    let mut out = String::with_capacity(2 + subjects.len() * 24);
    out.push('[');
    for (index, subject) in subjects.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_text(subject.as_str(), &mut out);
    }
    out.push(']');
    out
}

/// The stored text of a version's keys: a JSON array of `[field, key]`, a key being `{"t":text}` or
/// `{"n":integer}`.
pub fn keys_text(keys: &[(FieldId, Key)]) -> String {
    let mut out = String::with_capacity(2 + keys.len() * 48);
    out.push('[');
    for (index, (field, key)) in keys.iter().enumerate() {
        out.push_str(if index > 0 { ",[" } else { "[" });
        push_text(field.as_str(), &mut out);
        match key {
            Key::Text(text) => {
                out.push_str(",{\"t\":");
                push_text(text, &mut out);
            }
            Key::Number(number) => {
                out.push_str(",{\"n\":");
                out.push_str(&number.to_string());
            }
        }
        out.push_str("}]");
    }
    out.push(']');
    out
}

/// A JSON string; by far most need no escape.
fn push_text(text: &str, out: &mut String) {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(&serde_json::Value::from(text).to_string());
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

/// What an act's leaf commits to about its rows: how many, and one digest over their digests in the
/// order of register, record and version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowsRoot {
    /// Number of versions written.
    pub count: usize,
    /// Digest over the digests.
    pub root: Hash,
}

impl RowsRoot {
    /// Computes it; the order of the versions given does not matter.
    pub fn of<'a>(versions: impl IntoIterator<Item = &'a Version>) -> Self {
        let mut rows: Vec<_> =
            versions.into_iter().map(|v| ((&v.register, &v.id, v.version), v.hash())).collect();
        rows.sort_unstable();
        Self { count: rows.len(), root: Hash::of_parts(rows.iter().map(|(_, hash)| hash.0.as_slice())) }
    }

    /// From the digests of the versions, in the order of register, record and version.
    pub(crate) fn of_sorted(digests: &[Hash]) -> Self {
        Self { count: digests.len(), root: Hash::of_parts(digests.iter().map(|hash| hash.0.as_slice())) }
    }
}

/// Versions together with what the leaf of their act commits to, computed once from themselves.
#[derive(Clone, Debug)]
pub struct Rows {
    versions: Vec<Version>,
    root: RowsRoot,
}

impl Rows {
    /// What the leaf says.
    pub fn root(&self) -> RowsRoot {
        self.root
    }

    /// The versions.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    pub(crate) fn into_versions(self) -> Vec<Version> {
        self.versions
    }
}

impl From<Vec<Version>> for Rows {
    fn from(versions: Vec<Version>) -> Self {
        Self { root: RowsRoot::of(&versions), versions }
    }
}

impl Default for Rows {
    fn default() -> Self {
        Vec::new().into()
    }
}

/// The two logs of an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Log {
    /// `/log`: acts, kept for ever.
    Acts,
    /// `/reads`: reads of personal data, kept as long as the published retention says.
    Reads,
}

impl Log {
    /// Both, in the order in which a commit locks them.
    pub const ALL: [Self; 2] = [Self::Acts, Self::Reads];

    /// The name in tables and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acts => "log",
            Self::Reads => "reads",
        }
    }

    /// Number of a person's first tag of a day in this log. The two logs count apart, and from different
    /// starts, so that no tag ever stands in both: else anyone could join a person's acts and reads.
    pub fn first_tag(self) -> u32 {
        match self {
            Self::Acts => 0,
            Self::Reads => 1 << 31,
        }
    }
}

/// A leaf as stored: the public text, and the private body that opens its digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLeaf {
    /// Position in its log, from 0.
    pub index: u64,
    /// Canonical JSON, public.
    pub leaf: String,
    /// Hash of the leaf in the Merkle tree (RFC 6962).
    pub hash: Hash,
    /// Canonical JSON, private: disclosures and what `verify` needs.
    pub body: String,
    /// Whom the leaf is about, each once.
    pub subjects: Vec<Subject>,
}

/// A receipt: where the leaves of an act stand. Given at once, durable when given. An act that had neither
/// a leaf in `/log` nor read anyone's data has `count` 0 and an empty `leaf_hash`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Index of the first leaf in `/log`; of `/reads` for an act that only read.
    pub first: u64,
    /// Number of leaves in that log.
    pub count: u64,
    /// Hash of the first leaf, base64url.
    pub leaf_hash: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i8) -> Date {
        Date::constant(2026, 1, n)
    }

    fn range(from: i8, until: Option<i8>) -> Valid {
        Valid { from: day(from), until: until.map(day) }
    }

    #[test]
    fn a_range_less_another_holds_exactly_the_other_days() {
        let ends = [None, Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)];
        let ranges: Vec<Valid> = (1..=5).flat_map(|from| ends.map(|until| range(from, until))).collect();
        for own in &ranges {
            for other in &ranges {
                let rest = own.minus(other);
                for on in (1..=7).map(day) {
                    let holds = rest.iter().filter(|piece| piece.holds(on)).count();
                    assert_eq!(holds, usize::from(own.holds(on) && !other.holds(on)), "{own:?} {other:?}");
                }
                let both = (1..=7).map(day).any(|on| own.holds(on) && other.holds(on));
                assert_eq!(own.overlaps(other), both, "{own:?} {other:?}");
            }
        }
    }

    #[test]
    fn stored_texts_are_json_and_read_back() {
        let keys: Vec<(FieldId, Key)> =
            vec![("name".into(), "A \"b\" \\ \n ө".into()), ("n".into(), i64::MIN.into())];
        assert_eq!(keys_text(&keys), serde_json::to_string(&keys).unwrap());
        assert_eq!(keys_text(&[]), "[]");
        let subjects = [Subject::new("1\t2"), Subject::new("x")];
        assert_eq!(subjects_text(&subjects), serde_json::to_string(&["1\t2", "x"]).unwrap());
    }
}
