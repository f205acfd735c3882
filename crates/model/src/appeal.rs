//! What may follow a decision: an appeal, or the same case again.

use crate::calendar::TermUnit;
use crate::formula::Formula;
use crate::law::Cite;
use base::{AgencyId, FieldId, RegisterId, ServiceId};

/// How a decision can be attacked.
#[derive(Clone, Debug)]
pub struct Appeal {
    /// Days to do it in.
    pub days: Formula,
    /// Of what kind.
    pub unit: TermUnit,
    /// Who hears it.
    pub to: AppealTo,
    /// The service in which it is heard.
    pub service: ServiceId,
    /// The article that says so.
    pub law: Cite,
    /// The article by which one complains to the body above that nobody has decided in time; none where the law has no
    /// such complaint.
    pub silence: Option<Cite>,
}

/// Who hears an appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppealTo {
    /// The agency above the one that decided.
    Superior,
    /// This agency.
    Agency(AgencyId),
}

/// A granted case is decided again when a record appears in a register with the same value: what the rules
/// then give beyond what was granted becomes a second decision.
#[derive(Clone, Debug)]
pub struct Again {
    /// The register.
    pub on: RegisterId,
    /// Its field.
    pub field: FieldId,
    /// The value, from the case's facts.
    pub value: Formula,
}
