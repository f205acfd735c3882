//! What a program that commits need not ask the database again.

use crate::recent::Recent;
use crate::row::Log;
use base::{Date, Subject};
use std::collections::BTreeMap;

/// People whose log keys and counters are remembered, a few MiB: those of the last minutes, whose acts and reads
/// come in rows.
const KNOWN_MAX: usize = 32_768;

/// What the database is known to say, as of the last durable commit of this program.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) keys: BTreeMap<Subject, [u8; 32]>,
    pub(crate) counts: BTreeMap<Counter, u32>,
    pub(crate) recent: Recent,
    /// Where the logs stood then.
    pub(crate) sizes: [u64; 2],
}

impl Known {
    /// Begins a group where the logs have these sizes. If another program has written meanwhile, only the keys, which
    /// never change, are still known.
    pub(crate) fn begin(&mut self, sizes: [u64; 2]) {
        if self.sizes != sizes || self.counts.len() > KNOWN_MAX {
            self.counts.clear();
        }
        if self.keys.len() > KNOWN_MAX {
            self.keys.clear();
        }
        self.sizes = sizes;
        let [acts, _] = sizes;
        self.recent.begin(acts);
    }

    /// After a group was committed.
    pub(crate) fn learn(&mut self, given: Given) {
        self.keys.extend(given.keys);
        self.counts.extend(given.counts);
        self.sizes = given.sizes;
    }
}

/// Whose tags, of which log and day.
pub(crate) type Counter = (Log, Subject, Date);

/// What a group, or an act of it, gives out.
#[derive(Default)]
pub(crate) struct Given {
    pub(crate) counts: BTreeMap<Counter, u32>,
    pub(crate) keys: BTreeMap<Subject, [u8; 32]>,
    /// Leaves in `/log` and `/reads` afterwards.
    pub(crate) sizes: [u64; 2],
}
