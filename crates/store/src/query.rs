//! How records are asked for. Only declared, searchable fields can be asked for: they stand in the index.

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
    /// From (including) to (excluding); an open end is `None`.
    Range(Option<Key>, Option<Key>),
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
    /// At most so many records, in the order of the first condition's key, then of the record id.
    pub limit: usize,
}

impl Query {
    /// Each condition is one join.
    pub const CONDITIONS_MAX: usize = 4;
}
