//! Everything `koom verify` can check of a store without knowing registers: that each table says what the others
//! make necessary.
//!
//! Not seen here, but above: the Merkle roots, the checkpoints and tiles above level 0, whether a leaf that was
//! replaced together with its hash was ever signed, the kinds and cases of leaves, and the body of a leaf: of it
//! only `day` and `rows` are used here, the rest is committed to by salted digests in the leaf.
//!
//! A table is read as a stream, several times if need be, so that memory stays bounded however many rows
//! there are. Findings name tables, registers, record ids and leaf positions, never a value about a person.

mod balance;
mod logs;
mod records;
mod tags;

use crate::backend::{LeafMaker, Snapshot, StoreError};
use std::fmt;

pub(crate) use tags::tagged;

/// Findings spelled out of one kind; more are only counted.
const FINDINGS_MAX: usize = 100;

/// Something that is not as this program writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The table.
    pub table: &'static str,
    /// Which row or rows.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "table {}, {}: {}", self.table, self.place, self.what)
    }
}

/// Findings of one kind of check.
struct Findings {
    table: &'static str,
    found: Vec<Finding>,
    more: usize,
}

impl Findings {
    fn new(table: &'static str) -> Self {
        Self { table, found: Vec::new(), more: 0 }
    }

    fn add(&mut self, place: impl fmt::Display, what: impl fmt::Display) {
        self.add_in(self.table, place, what);
    }

    fn add_in(&mut self, table: &'static str, place: impl fmt::Display, what: impl fmt::Display) {
        if self.found.len() < FINDINGS_MAX {
            self.found.push(Finding { table, place: place.to_string(), what: what.to_string() });
        } else {
            self.more += 1;
        }
    }

    fn finish(mut self) -> Vec<Finding> {
        if self.more > 0 {
            let what = format!("{} more are wrong", self.more);
            self.found.push(Finding { table: self.table, place: "other rows".to_owned(), what });
        }
        self.found
    }
}

type Check = fn(&dyn Snapshot, &dyn LeafMaker, &mut Findings) -> Result<(), StoreError>;

/// Every check, with the table it reads first: what can't be read is said of that table.
const CHECKS: &[(&str, Check)] = &[
    ("leaf", logs::leaves),
    ("leaf_subject", logs::leaf_subjects),
    ("leaf", tags::tags),
    ("subject_key", tags::subject_keys),
    ("tile", logs::tiles),
    ("version", records::versions),
    ("version", records::rows_of_acts),
    ("idx", records::index),
    ("blob", records::blobs),
];

/// Checks a snapshot; empty if all is well. See the module for what is left to others.
pub fn structure(snapshot: &dyn Snapshot, maker: &dyn LeafMaker) -> Vec<Finding> {
    let mut all = Vec::new();
    for (table, check) in CHECKS {
        let mut findings = Findings::new(table);
        if let Err(error) = check(snapshot, maker, &mut findings) {
            findings.add("reading it", sources(&error));
        }
        all.extend(findings.finish());
    }
    all
}

/// An error with what caused it.
fn sources(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
