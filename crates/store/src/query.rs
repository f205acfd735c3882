//! How records are asked for. Only declared, searchable fields can be asked for: they stand in the index.

use crate::backend::StoreError;
use crate::row::Key;
use base::{Date, FieldId, Instant, RegisterId};

/// The point in both times at which a question is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// What was so on this date …
    pub valid: Date,
    /// … as the state knew it at this time; `None` is the present knowledge.
    pub recorded: Option<Instant>,
}

/// A condition on one indexed field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Equal to one of the keys. An empty list matches nothing.
    In(Vec<Key>),
    /// From (including) to (excluding); an open end is `None`. A bound speaks only of keys of its own kind:
    /// from a text on, no number follows.
    Range(Option<Key>, Option<Key>),
}

impl Match {
    /// True if the key meets the condition.
    pub fn matches(&self, key: &Key) -> bool {
        match self {
            Self::In(keys) => keys.contains(key),
            Self::Range(from, until) => {
                let same_kind = |bound: &Key| {
                    matches!((bound, key), (Key::Text(_), Key::Text(_)) | (Key::Number(_), Key::Number(_)))
                };
                from.as_ref().is_none_or(|from| same_kind(from) && from <= key)
                    && until.as_ref().is_none_or(|until| same_kind(until) && key < until)
            }
        }
    }
}

/// All conditions must hold. At most [`Query::CONDITIONS_MAX`], at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The register.
    pub register: RegisterId,
    /// Conditions; the first should be the most selective.
    pub conditions: Vec<(FieldId, Match)>,
    /// When.
    pub at: AsOf,
    /// At most so many records, in the order of the first condition's key, then of the record id. A record
    /// with several keys of that field that match stands at the smallest.
    pub limit: usize,
}

impl Query {
    /// Each further condition is checked on every record that meets the first.
    pub const CONDITIONS_MAX: usize = 4;

    /// The first condition, if the query has as many as it may.
    pub(crate) fn first(&self) -> Result<&(FieldId, Match), StoreError> {
        self.conditions
            .first()
            .filter(|_| self.conditions.len() <= Self::CONDITIONS_MAX)
            .ok_or(StoreError::Query(self.conditions.len()))
    }

    /// True if a version with these keys meets every condition.
    pub(crate) fn met_by(&self, keys: &[(FieldId, Key)]) -> bool {
        self.conditions
            .iter()
            .all(|(field, condition)| keys.iter().any(|(name, key)| name == field && condition.matches(key)))
    }
}
