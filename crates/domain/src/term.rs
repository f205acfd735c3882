//! Whose turn it is, and until when. While it is the applicant's turn the office's term stands still: sending a case
//! back neither lengthens the term nor makes a term that has passed forgotten.

use crate::acts::{Setting, work_state};
use crate::case::{CaseDoc, Paused};
use crate::facts::Facts;
use crate::outcome;
use crate::refusal::Broken;
use base::{Date, StateName};
use model::Service;
use model::calendar::Term;
use model::service::{Deadline, Queue};

/// Enters a state of work.
pub(crate) fn enter_state(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    case: &mut CaseDoc,
    name: &StateName,
) -> Result<(), Broken> {
    let state = work_state(service, name)?;
    let paused = paused(setting, service, case);
    case.state = name.clone();
    case.since = setting.today;
    case.assigned = None;
    case.overdue = false;
    case.paused = None;
    let deadline = state.deadline.as_ref();
    match (&state.queue, paused) {
        (Queue::Role(_), Some(paused)) if paused.state == *name => {
            case.due = match (deadline, paused.left) {
                // Who corrects on the last day leaves the office one more.
                (Some(deadline), Some(left)) => Some(last_day(setting, deadline, left.max(1))?),
                _ => None,
            };
            case.queue = Some(paused.queue);
            case.overdue = paused.overdue;
            return Ok(());
        }
        (Queue::Role(role), _) => case.queue = Some(role.clone()),
        (Queue::Applicant, paused) => {
            case.queue = None;
            case.paused = paused;
        }
    }
    case.due = match deadline {
        None => None,
        Some(deadline) => {
            let days = outcome::days(&facts.vars, &deadline.days, service, "deadline")?;
            Some(last_day(setting, deadline, days)?)
        }
    };
    Ok(())
}

/// The office's term as it stands: running now, or paused before.
fn paused(setting: &Setting<'_>, service: &Service, case: &CaseDoc) -> Option<Paused> {
    let Some(queue) = case.queue.clone() else { return case.paused.clone() };
    let unit = service.states.get(&case.state)?.deadline.as_ref()?.unit;
    let calendar = &setting.rules.model.info.calendar;
    let left = case.due.map(|due| calendar.left(setting.today, due, unit));
    Some(Paused { state: case.state.clone(), queue, left, overdue: case.overdue })
}

fn last_day(setting: &Setting<'_>, deadline: &Deadline, days: u32) -> Result<Date, Broken> {
    let term = Term { days, unit: deadline.unit };
    setting.rules.model.info.calendar.last_day(setting.today, term).ok_or(Broken::Calendar)
}
