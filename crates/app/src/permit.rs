//! One access verdict per act and record class.

use crate::door::Moment;
use crate::error::AppError;
use crate::session::Who;
use access::{ActorRef, Class, Request, Right, Verdict};
use base::{PurposeId, RegisterId, ServiceId};
use domain::Refusal;
use std::sync::Arc;

/// What is asked of the policies.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the policies' context")]
pub(crate) struct Circumstance {
    /// The data is the actor's own.
    pub(crate) own: bool,
    /// The actor is related to someone it is about.
    pub(crate) related: bool,
    /// The actor has the case.
    pub(crate) assigned: bool,
    /// The case stands in the actor's office and role.
    pub(crate) in_office: bool,
}

/// The verdict on an act of a person or the engine.
pub(crate) fn verdict(
    moment: &Moment,
    who: &Who,
    right: Right,
    class: Class<'_>,
    purpose: Option<&PurposeId>,
    circumstance: Circumstance,
) -> Arc<Verdict> {
    let posts: Vec<_> = match who {
        Who::Person(session) => session
            .posts
            .iter()
            .map(|post| (post.role.clone(), post.agency.clone(), post.office.clone()))
            .collect(),
        _ => Vec::new(),
    };
    let actor = match who {
        Who::Nobody => ActorRef::Nobody,
        Who::Person(_) => ActorRef::Person { posts: &posts },
        Who::Engine => ActorRef::Machine,
    };
    let Circumstance { own, related, assigned, in_office } = circumstance;
    moment.running.access.verdict(&Request {
        actor,
        right,
        class,
        purpose,
        service: None,
        own,
        related,
        assigned,
        in_office,
    })
}

/// The verdict, as a refusal where it is no: nobody is asked to sign in, related officers are told why.
pub(crate) fn permit(
    moment: &Moment,
    who: &Who,
    right: Right,
    class: Class<'_>,
    purpose: Option<&PurposeId>,
    circumstance: Circumstance,
) -> Result<Arc<Verdict>, AppError> {
    let verdict = verdict(moment, who, right, class, purpose, circumstance);
    if verdict.allowed {
        return Ok(verdict);
    }
    Err(match who {
        Who::Nobody => Refusal::NotSignedIn,
        _ if circumstance.related => Refusal::ConflictOfInterest,
        _ => Refusal::NotAllowed,
    }
    .into())
}

/// The engine acts on a case by itself.
pub(crate) fn permit_machine(moment: &Moment, service: &ServiceId) -> Result<(), AppError> {
    let verdict = moment.running.access.verdict(&Request {
        actor: ActorRef::Machine,
        right: Right::Act,
        class: Class::Case(service),
        purpose: None,
        service: Some(service),
        own: false,
        related: false,
        assigned: false,
        in_office: false,
    });
    if verdict.allowed { Ok(()) } else { Err(Refusal::NotAllowed.into()) }
}

/// The engine reads or writes a register for a service: only what an access line grants to it.
pub(crate) fn permit_service(
    moment: &Moment,
    right: Right,
    service: &ServiceId,
    register: &RegisterId,
    purpose: &PurposeId,
) -> Result<Arc<Verdict>, AppError> {
    let verdict = moment.running.access.verdict(&Request {
        actor: ActorRef::Machine,
        right,
        class: Class::Register(register),
        purpose: Some(purpose),
        service: Some(service),
        own: false,
        related: false,
        assigned: false,
        in_office: false,
    });
    if verdict.allowed { Ok(verdict) } else { Err(Refusal::NotAllowed.into()) }
}
