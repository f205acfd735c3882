//! Handing a case on: to a body that can take it, with words for the applicant.

use crate::codes;
use crate::sink::Sink;
use model::service::{Action, Forward, Queue, WorkState};
use model::{By, Require, Service};

/// Checks every action that hands a case on.
pub fn check(service: &Service, sink: &mut Sink) {
    for action in service.states.values().flat_map(|state| state.actions.values()) {
        let Some(forward) = &action.forward else { continue };
        if let Some((message, help)) = wrong(service, action, forward) {
            sink.error(codes::BAD_FORWARD, forward.at.clone(), format!("`{}` {message}", action.id))
                .help(help);
        }
    }
}

fn wrong(service: &Service, action: &Action, forward: &Forward) -> Option<(&'static str, &'static str)> {
    let work = |state: &WorkState| matches!(state.queue, Queue::Role(_));
    if action.by != By::Officer || action.collect || action.require.contains(&Require::Answers) {
        return Some((
            "hands a case on, which only an officer does",
            "write `by: officer`, and neither `collect` nor `answers`",
        ));
    }
    if !service.states.get(&action.to).is_some_and(work) {
        return Some((
            "hands a case on to where no officer works on it",
            "`to` names a state of work with `queue: {role: …}`",
        ));
    }
    if !action.require.contains(&Require::Note) && !action.require.contains(&Require::Reason) {
        return Some((
            "does not tell the applicant why",
            "write `require: [reason, note]`, or one of the two",
        ));
    }
    let elsewhere = forward.to.iter().any(|agency| *agency != service.agency);
    (!elsewhere).then_some(("names no other body", "list the bodies under `forward: {to: [agency, …], …}`"))
}
