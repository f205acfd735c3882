//! An act ready to be written: rows, leaves, and what must still be true when it is written.

use crate::column::end_text;
use crate::leaf::LeafForm;
use crate::query::Query;
use crate::row::{Log, Rows, RowsRoot, Valid, Version, keys_text, subjects_text};
use crate::sealed::{Opened, Pending, ReadReceipt};
use base::json::CanonicalError;
use base::limit::LEAF_BYTES_MAX;
use base::{Date, Hash, RecordId, RegisterId, Subject};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What an act saw and still must see when it is written; otherwise it is decided anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assert {
    /// The record's latest version is this (0: it does not exist).
    Latest {
        /// The register.
        register: RegisterId,
        /// The record.
        id: RecordId,
        /// Version number.
        version: u32,
    },
    /// The query gives exactly these records in these versions.
    Same {
        /// The question that was put.
        query: Query,
        /// What it gave, in order.
        result: Vec<(RecordId, u32)>,
    },
    /// As `Same`, for an answer too long to be held: only its digest is.
    Digest {
        /// The question that was put.
        query: Query,
        /// Of what it gave, in order.
        digest: AnswerDigest,
    },
}

/// A digest over records and their versions, taken in one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDigest(Hash);

impl Default for AnswerDigest {
    fn default() -> Self {
        Self(Hash::of(b""))
    }
}

impl AnswerDigest {
    /// Takes in the next record.
    pub fn add(&mut self, id: &RecordId, version: u32) {
        self.0 = Hash::of_parts([self.0.0.as_slice(), id.as_str().as_bytes(), &version.to_be_bytes()]);
    }
}

/// A leaf before its person tags are known; the writer adds `tags` (member of `leaf`) in commit order.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Public members, without `tags`.
    pub leaf: Map<String, Value>,
    /// Private members. The leaf of an act that writes versions states them as
    /// `"rows": {"count": n, "root": base64url}` of [`RowsRoot`]. The store adds `"day"`.
    pub body: Map<String, Value>,
    /// Whom the leaf is about: each finds it under "me". A person named twice counts once.
    pub subjects: Vec<Subject>,
    /// The civil day of the leaf, for the tags.
    pub day: Date,
    /// False for a bulk act, whose one leaf stands for a batch of subjects and carries no tags.
    pub tagged: bool,
}

/// An act ready to be written. The order of `versions` is the order of writing.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) seen: u64,
    pub(crate) asserts: Vec<Assert>,
    pub(crate) versions: Vec<Row>,
    pub(crate) blobs: Vec<(Hash, Vec<u8>)>,
    pub(crate) act: Option<LeafForm>,
    pub(crate) reads: Vec<LeafForm>,
    pub(crate) named: BTreeSet<Subject>,
}

/// A version with the texts of its columns, written before the writer has to wait for them.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) version: Version,
    pub(crate) subjects: String,
    pub(crate) keys: String,
    pub(crate) valid_from: String,
    pub(crate) valid_until: String,
}

impl From<Version> for Row {
    fn from(version: Version) -> Self {
        Self {
            subjects: subjects_text(&version.subjects),
            keys: keys_text(&version.keys),
            valid_from: version.valid.from.to_string(),
            valid_until: end_text(version.valid.until),
            version,
        }
    }
}

/// What goes into [`Prepared::new`].
#[derive(Debug, Default)]
pub struct Parts {
    /// Leaves in `/log` when the act looked ([`Snapshot::acts`](crate::Snapshot::acts)): what nobody wrote since
    /// need not be asked again. 0 is always right, and slower; anything else promises that `asserts` say what was so
    /// at that moment.
    pub seen: u64,
    /// What must still be true.
    pub asserts: Vec<Assert>,
    /// Versions to add.
    pub versions: Rows,
    /// Contents addressed by their SHA-256, for what a version refers to.
    pub blobs: Vec<(Hash, Vec<u8>)>,
    /// The leaf in `/log`. An act that writes anything has one.
    pub act: Option<Draft>,
    /// One leaf in `/reads` for each person whose data was read.
    pub reads: Vec<Draft>,
}

/// Why an act can't be written: a fault of ours, never of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrepareError {
    /// Someone's data was opened and no leaf says so.
    #[error("the act opened data of {0} people whom no read leaf names")]
    Unlogged(usize),
    /// Something is written without a leaf.
    #[error("the act writes {0} record versions without a leaf in the log")]
    Unwitnessed(usize),
    /// The body of the act's leaf does not state the rows that the act writes.
    #[error("the body of the act's leaf does not state the {0} record versions that the act writes")]
    Rows(usize),
    /// A date before the year 0, or a time at the end of all time: their stored forms would not sort.
    #[error("version {version} of a record of register {register} has a date or time that can't be stored")]
    Range {
        /// The register.
        register: RegisterId,
        /// The version number.
        version: u32,
    },
    /// A content under a name that is not its SHA-256.
    #[error("a content is not what its name says")]
    Blob,
    /// The draft has `tags`, which only the writer may give.
    #[error("a leaf draft already has tags")]
    Tags,
    /// The leaf would be longer than a leaf may be.
    #[error("a leaf has {bytes} bytes, at most {LEAF_BYTES_MAX} are allowed")]
    Long {
        /// Its length with its tags.
        bytes: usize,
    },
    /// Not every value has a canonical form.
    #[error("a leaf has no canonical form")]
    Canonical(#[from] CanonicalError),
}

impl Prepared {
    /// About how many rows of the database it writes: what a commit's length goes by.
    pub fn rows(&self) -> usize {
        let versions = self.versions.iter().map(|row| 1 + row.version.keys.len());
        let leaves = self.act.iter().chain(&self.reads).map(|leaf| 1 + leaf.subjects.len());
        versions.chain(leaves).sum()
    }

    /// True if it only logs what was looked at.
    pub fn only_reads(&self) -> bool {
        self.act.is_none()
    }

    /// Consumes the token. `own` is the receipt under which the actor's reading of their own data was
    /// already logged in this session.
    pub fn new(pending: Pending, parts: Parts, own: Option<&ReadReceipt>) -> Result<Self, PrepareError> {
        let opened: Opened = pending.opened();
        let mut named: BTreeSet<Subject> =
            parts.reads.iter().flat_map(|draft| draft.subjects.iter().cloned()).collect();
        named.extend(
            opened.keys().filter(|subject| own.is_some_and(|receipt| receipt.names(subject))).cloned(),
        );
        let unlogged = opened.keys().filter(|subject| !named.contains(*subject)).count();
        if unlogged > 0 {
            return Err(PrepareError::Unlogged(unlogged));
        }
        let versions = parts.versions.versions();
        if parts.act.is_none() && !(versions.is_empty() && parts.blobs.is_empty()) {
            return Err(PrepareError::Unwitnessed(versions.len()));
        }
        if let Some(version) = versions.iter().find(|version| !storable(version)) {
            let Version { register, version, .. } = version.clone();
            return Err(PrepareError::Range { register, version });
        }
        if parts.act.as_ref().is_some_and(|act| !states_rows(&act.body, &parts.versions)) {
            return Err(PrepareError::Rows(versions.len()));
        }
        if parts.blobs.iter().any(|(hash, bytes)| Hash::of(bytes) != *hash) {
            return Err(PrepareError::Blob);
        }
        let Parts { seen, asserts, versions, blobs, act, reads } = parts;
        Ok(Self {
            seen,
            asserts,
            versions: versions.into_versions().into_iter().map(Row::from).collect(),
            blobs,
            act: act.map(LeafForm::new).transpose()?,
            reads: reads.into_iter().map(LeafForm::new).collect::<Result<_, _>>()?,
            named,
        })
    }

    /// Its leaves in the order in which they are written.
    pub(crate) fn leaves(&self) -> impl Iterator<Item = (Log, &LeafForm)> {
        let own = self.act.iter().map(|form| (Log::Acts, form));
        own.chain(self.reads.iter().map(|form| (Log::Reads, form)))
    }

    /// Leaves this act will add, in `/log` and `/reads`.
    pub fn leaf_counts(&self) -> (usize, usize) {
        (usize::from(self.act.is_some()), self.reads.len())
    }
}

/// Dates are compared as text, which sorts right from the year 0 on.
fn storable(version: &Version) -> bool {
    let Valid { from, until } = version.valid;
    from.year() >= 0 && until.is_none_or(|date| date.year() >= 0) && version.recorded.0 < i64::MAX
}

/// True if the body's `rows` are these versions; no `rows` means none.
fn states_rows(body: &Map<String, Value>, rows: &Rows) -> bool {
    let stated = match body.get("rows") {
        None => return rows.versions().is_empty(),
        Some(stated) => StatedRows::deserialize(stated).ok().and_then(|rows| rows.root()),
    };
    stated == Some(rows.root())
}

/// The member `rows` of an act leaf's body.
#[derive(Deserialize)]
pub(crate) struct StatedRows {
    count: usize,
    root: String,
}

impl StatedRows {
    /// `None` if the root is no digest.
    pub(crate) fn root(&self) -> Option<RowsRoot> {
        Some(RowsRoot { count: self.count, root: Hash::from_base64url(&self.root)? })
    }
}
