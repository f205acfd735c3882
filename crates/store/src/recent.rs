//! What was written lately. An act that looked at the store after the last change of what it asks about need not have
//! the database asked again whether that still holds: nothing else can have changed it.
//!
//! The clock of this memory is the size of `/log`: every act that writes a version has a leaf there.

use crate::prepared::{Assert, Row};
use crate::query::Match;
use crate::row::Key;
use base::{FieldId, RecordId, RegisterId};
use std::collections::HashMap;

/// Records and keys remembered, a few tens of MiB; then everything is forgotten and begins anew.
const REMEMBERED_MAX: usize = 131_072;

/// Which act wrote a record, or a key of some record, last.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    /// Every write by the acts `since..until` is remembered.
    since: u64,
    until: u64,
    records: HashMap<RegisterId, HashMap<RecordId, u64>>,
    keys: HashMap<(RegisterId, FieldId), HashMap<Key, u64>>,
    /// Which act last wrote a version of a record that was there before.
    changed: HashMap<RegisterId, u64>,
    count: usize,
}

impl Recent {
    /// Begins a group where the log has `size` leaves. If someone else has written meanwhile, nothing is known.
    pub(crate) fn begin(&mut self, size: u64) {
        if self.until != size || self.count > REMEMBERED_MAX {
            self.forget(size);
        }
    }

    /// Forgets everything: what the acts before `size` wrote is no longer known.
    pub(crate) fn forget(&mut self, size: u64) {
        *self = Self { since: size, until: size, ..Self::default() };
    }

    /// The act at this place of the log wrote these versions.
    pub(crate) fn wrote<'r>(&mut self, act: u64, rows: impl IntoIterator<Item = &'r Row>) {
        self.until = act + 1;
        for version in rows.into_iter().map(|row| &row.version) {
            self.records.entry(version.register.clone()).or_default().insert(version.id.clone(), act);
            if version.version > 1 {
                self.changed.insert(version.register.clone(), act);
            }
            self.count += 1 + version.keys.len();
            for (field, key) in &version.keys {
                let of = (version.register.clone(), field.clone());
                self.keys.entry(of).or_default().insert(key.clone(), act);
            }
        }
    }

    /// True if nothing that the act asked about was written since it looked, when the log had `seen` leaves. False
    /// means only that the database must be asked.
    pub(crate) fn untouched(&self, assert: &Assert, seen: u64) -> bool {
        if seen == 0 || seen < self.since {
            return false;
        }
        match assert {
            Assert::Latest { register, id, .. } => !self.record_written(register, id, seen),
            Assert::Same { query, result } => {
                // What leaves the answer stood in it; what enters has a key that the first condition asks for.
                let Some((field, condition)) = query.conditions.first() else { return false };
                !result.iter().any(|(id, _)| self.record_written(&query.register, id, seen))
                    && !self.key_written(&query.register, field, condition, seen)
            }
            Assert::Digest { query, .. } => {
                // Which records stood in the answer is not known: none of the register that was there may have changed.
                let Some((field, condition)) = query.conditions.first() else { return false };
                self.changed.get(&query.register).is_none_or(|act| *act < seen)
                    && !self.key_written(&query.register, field, condition, seen)
            }
        }
    }

    fn record_written(&self, register: &RegisterId, id: &RecordId, seen: u64) -> bool {
        let act = self.records.get(register).and_then(|records| records.get(id));
        act.is_some_and(|act| *act >= seen)
    }

    fn key_written(&self, register: &RegisterId, field: &FieldId, condition: &Match, seen: u64) -> bool {
        let Some(keys) = self.keys.get(&(register.clone(), field.clone())) else { return false };
        let written = |key: &Key| keys.get(key).is_some_and(|act| *act >= seen);
        match condition {
            Match::In(asked) => asked.iter().any(written),
            Match::Range(..) => keys.iter().any(|(key, act)| *act >= seen && condition.matches(key)),
        }
    }
}
