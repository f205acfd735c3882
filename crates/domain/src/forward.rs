//! Handing a case on to the body that is competent for it. None gets it twice, so it comes to rest; and whoever is late
//! gives the other body no new term at the applicant's cost.

use crate::acts::{ActInput, Decided, Setting};
use crate::case::{By, CaseDoc, Entry, Passed};
use crate::facts::Facts;
use crate::office::office_of;
use crate::outcome::{days, minutes};
use crate::refusal::{Broken, Refusal, Stop};
use crate::term::{end, enter_state};
use base::AgencyId;
use model::calendar::Term;
use model::service::{DeadlineUnit, Forward};
use model::{Action, Service};

/// The bodies to which a case may still be handed on.
pub fn open_to<'a>(case: &'a CaseDoc, forward: &'a Forward) -> impl Iterator<Item = &'a AgencyId> {
    let had = |agency: &AgencyId| case.passed.iter().any(|passed| passed.from == *agency);
    forward.to.iter().filter(move |agency| **agency != case.agency && !had(agency))
}

/// Hands a case on.
pub(crate) fn forward(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    mut case: CaseDoc,
    action: &Action,
    by: By,
    input: ActInput,
) -> Result<Decided, Stop> {
    let field = || "agency".to_owned();
    // An action that hands nothing on takes no body.
    let forward = action.forward.as_ref().ok_or_else(|| Refusal::BadChoice { field: field() })?;
    let to = input.agency.ok_or_else(|| Refusal::MissingAnswer { field: field() })?;
    if !open_to(&case, forward).any(|agency| *agency == to) {
        return Err(Refusal::BadChoice { field: field() }.into());
    }
    let in_time = in_time(setting, service, facts, &case, forward)?;
    let office = office_of(setting, service, facts, to.clone());
    case.passed.push(Passed {
        from: std::mem::replace(&mut case.agency, office.agency),
        office: std::mem::replace(&mut case.office, office.office),
        to: to.clone(),
        on: setting.today,
        in_time,
    });
    case.history.push(Entry {
        at: setting.now,
        action: action.id.clone(),
        by,
        state: action.to.clone(),
        reason: input.reason,
        note: input.note,
        agency: Some(to),
    });
    term(setting, service, facts, &mut case, (action, forward), in_time)?;
    Ok(Decided::of(case))
}

/// True if the body that has the case still has time to hand it on.
fn in_time(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    case: &CaseDoc,
    forward: &Forward,
) -> Result<bool, Broken> {
    let got = case.passed.last().map_or(case.filed_on, |passed| passed.on);
    let term = Term { days: days(&facts.vars, &forward.within, service, "forward")?, unit: forward.unit };
    let last = setting.rules.model.info.calendar.last_day(got, term).ok_or(Broken::Calendar)?;
    Ok(setting.today <= last)
}

/// Enters the state that follows, with a new term where the service gives one, otherwise with the running one.
fn term(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    case: &mut CaseDoc,
    (action, forward): (&Action, &Forward),
    in_time: bool,
) -> Result<(), Broken> {
    let (due, due_at, overdue, queue) = (case.due, case.due_at, case.overdue, case.queue.clone());
    enter_state(setting, service, facts, case, &action.to)?;
    let deadline = service.states.get(&action.to).and_then(|state| state.deadline.as_ref());
    let Some(deadline) = deadline else { return Ok(()) };
    let anew = forward.term.as_ref().filter(|_| in_time);
    if let Some(term) = anew.filter(|term| !matches!(facts.vars.eval(term), feel::Value::Null)) {
        let length = match deadline.unit {
            DeadlineUnit::Days(_) => days(&facts.vars, term, service, "forward")?,
            DeadlineUnit::OfficeHours => minutes(&facts.vars, term, service)?,
        };
        (case.due, case.due_at) = end(setting, case, deadline, length)?;
        case.overdue = false;
        return Ok(());
    }
    (case.due, case.due_at, case.overdue) = (due, due_at, overdue);
    if overdue {
        // Whoever was to look because nobody had answered is also to look at the other body.
        case.queue = queue;
    }
    Ok(())
}
