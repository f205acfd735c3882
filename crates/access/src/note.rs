//! What a policy says about itself, read once: by which article, for which purpose, which fields.

use crate::request::Fields;
use base::{FieldId, PurposeId};
use cedar_policy::Policy;
use model::{Cite, Source};
use std::str::FromStr as _;

/// `@fields("*")`: every field.
pub(crate) const ALL_FIELDS: &str = "*";

/// The annotations of a policy and where it came from.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    /// Its place in the text of all policies; verdicts name policies in this order.
    pub(crate) order: usize,
    pub(crate) law: Option<Cite>,
    pub(crate) purpose: Option<PurposeId>,
    pub(crate) fields: Fields,
    pub(crate) at: Source,
    /// The policy stands in a file of the state word for word, so that spans within its text are spans of the file.
    pub(crate) verbatim: bool,
}

impl Note {
    pub(crate) fn of(policy: &Policy, order: usize, at: Source, verbatim: bool) -> Self {
        let fields = match policy.annotation("fields") {
            None | Some(ALL_FIELDS) => Fields::All,
            Some(list) => Fields::Some(
                list.split(',').map(str::trim).filter(|id| !id.is_empty()).map(FieldId::new).collect(),
            ),
        };
        Self {
            order,
            law: policy.annotation("law").and_then(|law| Cite::from_str(law).ok()),
            purpose: policy.annotation("purpose").map(PurposeId::new),
            fields,
            at,
            verbatim,
        }
    }
}
