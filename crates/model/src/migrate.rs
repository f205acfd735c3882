//! What becomes of open cases when a service gets a new version.

use crate::diagnostic::Source;
use base::{FieldId, StateName};
use std::collections::BTreeMap;

/// What becomes of open cases of one earlier version of a service.
#[derive(Clone, Debug)]
pub struct Migration {
    /// The version that they keep so far.
    pub from: u32,
    /// What becomes of them.
    pub open_cases: OpenCases,
    /// Where it stands.
    pub at: Source,
}

/// What becomes of open cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenCases {
    /// They keep their version to the end.
    Keep,
    /// They go on under the version that says so. What is not named keeps its name.
    FastForward {
        /// States of work that are called otherwise now: from, to.
        states: BTreeMap<StateName, StateName>,
        /// Questions that are called otherwise now: from, to.
        answers: BTreeMap<FieldId, FieldId>,
    },
}

impl OpenCases {
    /// What a state of work is called in the version that they go on under.
    pub fn state<'a>(&'a self, before: &'a StateName) -> &'a StateName {
        match self {
            Self::Keep => before,
            Self::FastForward { states, .. } => states.get(before).unwrap_or(before),
        }
    }

    /// What a question is called in the version that they go on under.
    pub fn answer<'a>(&'a self, before: &'a FieldId) -> &'a FieldId {
        match self {
            Self::Keep => before,
            Self::FastForward { answers, .. } => answers.get(before).unwrap_or(before),
        }
    }
}
