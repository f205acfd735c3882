//! What whoever looks at a case may do with it, and what not now.

use super::OptionView;
use schemars::JsonSchema;
use serde::Serialize;

/// Something the reader may do with a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionView {
    /// Its id in the address.
    pub id: String,
    /// In words.
    pub label: String,
    /// What to look at before it is taken, if the service says so.
    pub hint: Option<String>,
    /// What must be given: `agency`, `reason`, `article`, `fields`, `note`, `answers`.
    pub requires: Vec<String>,
    /// The bodies it may hand the case on to, where `agency` must be given.
    pub agencies: Vec<OptionView>,
    /// Codes of the reasons that fit it.
    pub reasons: Vec<String>,
    /// True if it ends against the applicant.
    pub against: bool,
}

/// An action of the case's state that cannot be taken as its facts are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosedView {
    /// Its id.
    pub id: String,
    /// In words.
    pub label: String,
    /// What stands in its way, in words.
    pub why: String,
}
