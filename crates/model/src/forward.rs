//! Handing a case on to another body.

use crate::calendar::TermUnit;
use crate::diagnostic::Source;
use crate::formula::Formula;
use crate::law::Cite;
use base::AgencyId;

/// An action by which an officer hands a case on to a body that is competent for it.
#[derive(Clone, Debug)]
pub struct Forward {
    /// The bodies it may go to; none of them gets it twice.
    pub to: Vec<AgencyId>,
    /// The article that says so.
    pub law: Cite,
    /// How many days a body has for it, from the day on which it got the case.
    pub within: Formula,
    /// Of what kind.
    pub unit: TermUnit,
    /// The length of a term that begins anew at the other body, in what the state's own term counts, if it was handed on
    /// in time. Absent or null: the running term goes on.
    pub term: Option<Formula>,
    /// Where it stands.
    pub at: Source,
}
