//! Leaves as `docs/log-format.md` defines them. Only here are they made.
//!
//! Public members are those of an allow-list per kind; everything about a person or a case is a salted digest
//! (`_sd`) whose opening stays in the private body.

use crate::chance::Chance;
use base::{Date, Hash};
use serde_json::{Map, Value, json};
use store::{Draft, LeafMaker, RowsRoot};
use tlog::tag::{Day, PersonKey};

/// The version of the leaf format.
pub const FORMAT: u8 = 1;

/// The purpose of what a register's keeper enters by itself.
pub(crate) const KEEPING: &str = "keeping";

/// Kinds of leaves. A new kind is a row in `docs/log-format.md` first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A state folder was published.
    StatePublish,
    /// Records were added by a bulk act.
    RecordsAdd,
    /// A case was filed, and perhaps decided.
    CaseFile,
    /// An action was taken on a case.
    CaseAct,
    /// A case was taken by an officer.
    CaseTake,
    /// A term passed in silence.
    CaseSilence,
    /// A granted case was decided again.
    CaseAgain,
    /// An open case goes on under a new version of its service.
    CaseMigrate,
    /// Money of a case moved, and nothing was decided.
    CasePay,
    /// Money was brought to a drawer or handed in from it.
    CashMove,
    /// A day of the ledger was proven.
    LedgerDay,
    /// A document was rendered.
    DocumentIssue,
    /// A session or token began.
    SessionStart,
    /// A session or token ended.
    SessionEnd,
    /// The demonstration's clock was moved.
    ClockMove,
    /// Work that came of an act was done.
    JobDone,
    /// The records were restored, and this log begins in place of another.
    LogRestore,
    /// The next signing keys were named.
    LogKey,
    /// A record was changed in a benchmark.
    BenchAct,
    /// A person's data was read.
    Read,
    /// Data of many people was given out at once.
    ReadBulk,
}

impl Kind {
    /// The member `k`.
    pub fn name(self) -> &'static str {
        match self {
            Self::StatePublish => "state.publish",
            Self::RecordsAdd => "records.add",
            Self::CaseFile => "case.file",
            Self::CaseAct => "case.act",
            Self::CaseTake => "case.take",
            Self::CaseSilence => "case.silence",
            Self::CaseAgain => "case.again",
            Self::CaseMigrate => "case.migrate",
            Self::CasePay => "case.pay",
            Self::CashMove => "cash.move",
            Self::LedgerDay => "ledger.day",
            Self::DocumentIssue => "document.issue",
            Self::SessionStart => "session.start",
            Self::SessionEnd => "session.end",
            Self::ClockMove => "clock.move",
            Self::JobDone => "job.done",
            Self::LogRestore => "log.restore",
            Self::LogKey => "log.key",
            Self::BenchAct => "bench.act",
            Self::Read => "read",
            Self::ReadBulk => "read.bulk",
        }
    }

    /// Public members a leaf of this kind may have, besides `v`, `k`, `d`, `_sd` and `tags`.
    pub fn public_members(self) -> &'static [&'static str] {
        match self {
            Self::StatePublish => &["rules", "policy", "org", "plan", "signers"],
            Self::RecordsAdd => &["org", "reg", "count", "purpose", "law"],
            Self::CaseFile | Self::CaseSilence | Self::CaseAgain => {
                &["org", "svc", "out", "by", "law", "rules", "policy"]
            }
            Self::CaseAct => &["org", "svc", "out", "by", "law", "rules", "policy", "passed"],
            Self::CaseTake => &["org", "svc"],
            Self::CaseMigrate => &["org", "svc", "from", "rules"],
            Self::CasePay => &["org", "svc", "by"],
            Self::CashMove => &["org"],
            Self::LedgerDay => &["day", "difference", "count", "debits", "credits"],
            Self::DocumentIssue => &["org", "svc"],
            Self::SessionStart | Self::SessionEnd => &["how"],
            Self::ClockMove => &["to"],
            Self::JobDone => &[],
            Self::LogRestore => &["origin", "kept", "last", "root", "reads_kept", "reads_last", "reads_root"],
            Self::LogKey => &["key", "note", "reads_key", "reads_note"],
            Self::BenchAct => &["org", "rules"],
            Self::Read => &["org", "reg", "purpose", "law", "by"],
            Self::ReadBulk => &["org", "reg", "count", "purpose", "law", "by"],
        }
    }
}

/// A leaf while it is composed.
#[derive(Clone, Debug)]
pub struct LeafBuilder {
    kind: Kind,
    day: Date,
    public: Map<String, Value>,
    hidden: Vec<(&'static str, Value)>,
    subjects: Vec<base::Subject>,
    tagged: bool,
}

impl LeafBuilder {
    /// What kind of act it tells of.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// A leaf of a kind on a civil day.
    pub fn new(kind: Kind, day: Date) -> Self {
        Self { kind, day, public: Map::new(), hidden: Vec::new(), subjects: Vec::new(), tagged: true }
    }

    /// A public member. Members that the kind does not list are left out of the public part: see
    /// [`LeafBuilder::build`].
    #[must_use]
    pub fn public(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.public.insert(name.to_owned(), value.into());
        self
    }

    /// A member that only its digest stands for.
    #[must_use]
    pub fn hidden(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    /// Whom it is about.
    #[must_use]
    pub fn about(mut self, subjects: impl IntoIterator<Item = base::Subject>) -> Self {
        self.subjects.extend(subjects);
        self.subjects.sort_unstable();
        self.subjects.dedup();
        self
    }

    /// One leaf for a batch of people: no tags.
    #[must_use]
    pub fn untagged(mut self) -> Self {
        self.tagged = false;
        self
    }

    /// The draft. `rows` is what the act writes.
    pub fn build(self, chance: &Chance, rows: Option<RowsRoot>) -> Result<Draft, LeafError> {
        let allowed = self.kind.public_members();
        if let Some(stray) = self.public.keys().find(|name| !allowed.contains(&name.as_str())) {
            return Err(LeafError::NotPublic { kind: self.kind.name(), member: stray.clone() });
        }
        let mut leaf = self.public;
        leaf.insert("v".to_owned(), json!(FORMAT));
        leaf.insert("k".to_owned(), json!(self.kind.name()));
        leaf.insert("d".to_owned(), json!(self.day.to_string()));
        let mut body = Map::new();
        let mut hidden = self.hidden;
        if !self.subjects.is_empty() && self.tagged {
            let keys: Vec<&str> = self.subjects.iter().map(base::Subject::as_str).collect();
            hidden.push(("subjects", json!(keys)));
        }
        if let Some(rows) = rows.filter(|rows| rows.count > 0) {
            let rows = json!({"count": rows.count, "root": rows.root.base64url()});
            body.insert("rows".to_owned(), rows.clone());
            hidden.push(("rows", rows));
        }
        let mut digests = Vec::with_capacity(hidden.len());
        let mut openings = Vec::with_capacity(hidden.len());
        for (name, value) in hidden {
            let disclosure = tlog::Disclosure::new(&chance.bytes(), name, value)
                .map_err(|error| LeafError::Hidden(error.to_string()))?;
            digests.push(disclosure.digest());
            openings.push(disclosure.encoded().to_owned());
        }
        if !digests.is_empty() {
            // Sorted, so that their order says nothing (RFC 9901, 4.2.4.1).
            digests.sort_unstable();
            leaf.insert("_sd".to_owned(), json!(digests));
            body.insert("open".to_owned(), json!(openings));
        }
        Ok(Draft { leaf, body, subjects: self.subjects, day: self.day, tagged: self.tagged })
    }
}

/// A leaf that may not be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    /// A member that its kind keeps private.
    #[error("a leaf of kind {kind} has no public member {member}")]
    NotPublic {
        /// The kind.
        kind: &'static str,
        /// The member.
        member: String,
    },
    /// A hidden member that has no digest.
    #[error("a hidden member can't be digested: {0}")]
    Hidden(String),
}

/// The openings of a leaf's body, by name.
pub fn openings(body: &str) -> Option<Map<String, Value>> {
    let body: Map<String, Value> = serde_json::from_str(body).ok()?;
    let mut out = Map::new();
    for encoded in body.get("open").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default() {
        let disclosure = tlog::Disclosure::parse(encoded.as_str()?).ok()?;
        out.insert(disclosure.name().to_owned(), disclosure.value().clone());
    }
    Some(out)
}

/// True if the body's openings are exactly the leaf's digests, and its rows are the ones it digested.
pub fn body_opens(leaf: &str, body: &str) -> bool {
    let Ok(leaf) = serde_json::from_str::<Map<String, Value>>(leaf) else { return false };
    let Ok(body_map) = serde_json::from_str::<Map<String, Value>>(body) else { return false };
    let list = |value: Option<&Value>| -> Vec<String> {
        value
            .and_then(Value::as_array)
            .map(|items| items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            .unwrap_or_default()
    };
    let digests = list(leaf.get("_sd"));
    let mut opened = Vec::new();
    let mut rows = None;
    for encoded in list(body_map.get("open")) {
        let Ok(disclosure) = tlog::Disclosure::parse(&encoded) else { return false };
        opened.push(disclosure.digest());
        if disclosure.name() == "rows" {
            rows = Some(disclosure.value().clone());
        }
    }
    opened.sort_unstable();
    opened == digests && rows.as_ref() == body_map.get("rows")
}

/// What the writer needs to finish leaves.
pub struct Maker<'a>(pub &'a Chance);

impl LeafMaker for Maker<'_> {
    fn tag(&self, key: &[u8; 32], day: Date, n: u32) -> String {
        // A civil date of our calendar always prints in the form a `Day` has.
        Day::parse(&day.to_string())
            .map_or_else(|_error| String::new(), |day| PersonKey::from_bytes(*key).tag(day, n).to_string())
    }

    fn leaf_hash(&self, leaf: &[u8]) -> Hash {
        Hash(tlog::leaf_hash(leaf).0)
    }

    fn new_key(&self) -> [u8; 32] {
        self.0.bytes()
    }
}
