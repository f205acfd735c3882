//! An act ready to be written: rows, leaves, and what must still be true when it is written.

use crate::query::Query;
use crate::row::Version;
use crate::sealed::{Opened, Pending, ReadReceipt};
use base::{Date, Hash, RecordId, RegisterId, Subject};
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
}

/// A leaf before its person tags are known; the writer adds `tags` (member of `leaf`) in commit order.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Public members, without `tags`.
    pub leaf: Map<String, Value>,
    /// Private members.
    pub body: Map<String, Value>,
    /// Whom the leaf is about: each finds it under "me".
    pub subjects: Vec<Subject>,
    /// The civil day of the leaf, for the tags.
    pub day: Date,
    /// False for a bulk act, whose one leaf stands for a batch of subjects and carries no tags.
    pub tagged: bool,
}

/// An act ready to be written. The order of `versions` is the order of writing.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) asserts: Vec<Assert>,
    pub(crate) versions: Vec<Version>,
    pub(crate) blobs: Vec<(Hash, Vec<u8>)>,
    pub(crate) act: Option<Draft>,
    pub(crate) reads: Vec<Draft>,
    pub(crate) named: BTreeSet<Subject>,
}

/// What goes into [`Prepared::new`].
#[derive(Debug, Default)]
pub struct Parts {
    /// What must still be true.
    pub asserts: Vec<Assert>,
    /// Versions to add.
    pub versions: Vec<Version>,
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
}

impl Prepared {
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
        if parts.act.is_none() && !(parts.versions.is_empty() && parts.blobs.is_empty()) {
            return Err(PrepareError::Unwitnessed(parts.versions.len()));
        }
        let Parts { asserts, versions, blobs, act, reads } = parts;
        Ok(Self { asserts, versions, blobs, act, reads, named })
    }

    /// Leaves this act will add, in `/log` and `/reads`.
    pub fn leaf_counts(&self) -> (usize, usize) {
        (usize::from(self.act.is_some()), self.reads.len())
    }
}
