//! Whose turn it is, and until when. While it is the applicant's turn the office's term stands still: sending a case
//! back neither lengthens the term nor makes a term that has passed forgotten.

use crate::acts::{Setting, work_state};
use crate::case::{CaseDoc, Paused};
use crate::facts::Facts;
use crate::outcome;
use crate::refusal::Broken;
use base::{Date, Instant, StateName};
use model::calendar::Term;
use model::hours::{Minute, Opening};
use model::service::{Deadline, DeadlineUnit, Queue};
use model::{Service, TermUnit};

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
    case.open = true;
    case.since = setting.today;
    case.assigned = None;
    case.overdue = false;
    case.paused = None;
    let deadline = state.deadline.as_ref();
    match (&state.queue, paused) {
        (Queue::Role(_), Some(paused)) if paused.state == *name => {
            (case.due, case.due_at) = match (deadline, paused.left) {
                // Who corrects on the last day (or in the last minute) leaves the office one more.
                (Some(deadline), Some(left)) => end(setting, case, deadline, left.max(1))?,
                _ => (None, None),
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
    (case.due, case.due_at) = match deadline {
        None => (None, None),
        Some(deadline) => {
            let length = match deadline.unit {
                DeadlineUnit::Days(_) => outcome::days(&facts.vars, &deadline.length, service, "deadline")?,
                DeadlineUnit::OfficeHours => outcome::minutes(&facts.vars, &deadline.length, service)?,
            };
            end(setting, case, deadline, length)?
        }
    };
    Ok(())
}

/// The office's term as it stands: running now, or paused before.
fn paused(setting: &Setting<'_>, service: &Service, case: &CaseDoc) -> Option<Paused> {
    let Some(queue) = case.queue.clone() else { return case.paused.clone() };
    let unit = service.states.get(&case.state)?.deadline.as_ref()?.unit;
    let left = match (unit, case.due_at) {
        (DeadlineUnit::Days(unit), _) => case.due.map(|due| days_left(setting, due, unit)),
        (DeadlineUnit::OfficeHours, due) => due.and_then(|due| minutes_left(setting, case, due)),
    };
    Some(Paused { state: case.state.clone(), queue, left, overdue: case.overdue })
}

fn days_left(setting: &Setting<'_>, due: Date, unit: TermUnit) -> u32 {
    setting.rules.model.info.calendar.left(setting.today, due, unit)
}

/// Minutes of a term in office hours that are left at the moment of the act.
fn minutes_left(setting: &Setting<'_>, case: &CaseDoc, due: Instant) -> Option<u32> {
    let zone = &setting.rules.model.info.time_zone;
    let (now, due) = (Minute::not_before(setting.now, zone)?, Minute::not_before(due, zone)?);
    Some(opening(setting, case).between(now, due))
}

/// When the office of a case is open.
fn opening<'m>(setting: &Setting<'m>, case: &CaseDoc) -> Opening<'m> {
    setting.rules.model.opening(&case.agency, case.office.as_ref())
}

/// The last day of a term that begins now, and the moment on it for one in office hours (whose length is in minutes).
pub(crate) fn end(
    setting: &Setting<'_>,
    case: &CaseDoc,
    deadline: &Deadline,
    length: u32,
) -> Result<(Option<Date>, Option<Instant>), Broken> {
    let info = &setting.rules.model.info;
    match deadline.unit {
        DeadlineUnit::Days(unit) => {
            let term = Term { days: length, unit };
            let last = info.calendar.last_day(setting.today, term).ok_or(Broken::Calendar)?;
            Ok((Some(last), None))
        }
        DeadlineUnit::OfficeHours => {
            let begun = Minute::not_before(setting.now, &info.time_zone).ok_or(Broken::Calendar)?;
            let end = opening(setting, case).end(begun, length).ok_or(Broken::Calendar)?;
            let moment = end.instant(&info.time_zone).ok_or(Broken::Calendar)?;
            Ok((Some(end.day), Some(moment)))
        }
    }
}
