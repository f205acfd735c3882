//! What happens to a case without its parties: a term passes, a register grows, an appeal is heard.

use crate::acts::{Decided, Setting, new_case, outcome_of, refresh, work_state};
use crate::case::{Awaited, By, CaseDoc, Entry};
use crate::facts::Facts;
use crate::ledger;
use crate::outcome::{self, Grounds};
use crate::refusal::{Broken, Refusal, Stop};
use crate::rules;
use crate::term::enter_state;
use base::{ActionId, CaseId, StateName, Subject};
use model::service::OnSilence;
use model::{Service, service};

/// An appeal that was heard moves the attacked case: to an outcome, with what its own rules give; or back into work,
/// to be decided anew by someone else.
pub(crate) fn overturn(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    mut case: CaseDoc,
    to: &StateName,
    by: By,
    law: Vec<String>,
) -> Result<Decided, Stop> {
    refresh(setting, service, facts, &mut case);
    if service.states.contains_key(to) {
        let decided: Vec<String> = case.officers().cloned().collect();
        case.barred.extend(decided);
        case.history.push(Entry {
            at: setting.now,
            action: ActionId::new("overturn"),
            by,
            state: to.clone(),
            reason: None,
            note: None,
            agency: None,
        });
        case.decision = None;
        // What was booked stays; whether more follows is for the next decision.
        if let Some(pay) = case.pay.as_mut() {
            pay.next = None;
        }
        // A fee that the refusal gave back is to be paid again before anything is granted.
        ledger::charge(setting.rules, setting.today, service, facts, &mut case)?;
        enter_state(setting, service, facts, &mut case, to)?;
        return Ok(Decided::of(case));
    }
    let outcome = outcome_of(service, to)?;
    let amount = rules::amount(setting.rules, service, outcome, facts)?;
    if outcome::gives_nothing(outcome, amount.as_ref()) {
        return Err(Refusal::NothingToGrant.into());
    }
    if outcome.favour == service::Favour::For {
        ledger::charge(setting.rules, setting.today, service, facts, &mut case)?;
    }
    let awaited = Awaited { state: to.clone(), by, law };
    let unpaid = service.fee.as_ref().filter(|_| case.outstanding() > 0);
    if let Some(fee) = unpaid.filter(|_| outcome.favour == service::Favour::For) {
        // What can't be given once it is paid is not promised now.
        give(setting, service, facts, case.clone(), awaited.clone())?;
        case.history.push(Entry {
            at: setting.now,
            action: ActionId::new("overturn"),
            by: awaited.by.clone(),
            state: fee.wait.clone(),
            reason: None,
            note: None,
            agency: None,
        });
        case.decision = None;
        case.awaits = Some(awaited);
        enter_state(setting, service, facts, &mut case, &fee.wait)?;
        return Ok(Decided::of(case));
    }
    give(setting, service, facts, case, awaited)
}

/// The fee of what an appeal gave has been paid.
pub(crate) fn paid_at_last(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    mut case: CaseDoc,
    action: &model::Action,
    by: By,
) -> Result<Decided, Stop> {
    let Some(awaited) = case.awaits.take() else { return Ok(Decided::of(case)) };
    case.history.push(Entry {
        at: setting.now,
        action: action.id.clone(),
        by,
        state: awaited.state.clone(),
        reason: None,
        note: None,
        agency: None,
    });
    give(setting, service, facts, case, awaited)
}

/// Gives what an appeal gave.
fn give(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    mut case: CaseDoc,
    awaited: Awaited,
) -> Result<Decided, Stop> {
    let Awaited { state, by, law } = awaited;
    let outcome = outcome_of(service, &state)?;
    case.state = state;
    let grounds = Grounds { action: Some(ActionId::new("overturn")), law, ..Grounds::default() };
    let writes = match outcome::conclude(setting, service, outcome, &mut case, facts, by, grounds) {
        // What a grant would write hangs on facts that no register knows.
        Err(Stop::Broken(Broken::Value { .. })) => return Err(Refusal::NothingToGrant.into()),
        concluded => concluded?,
    };
    Ok(Decided { writes, ..Decided::of(case) })
}

/// A term has passed without an act.
pub(crate) fn silence(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    mut case: CaseDoc,
) -> Result<Decided, Stop> {
    let state = work_state(service, &case.state)?;
    let deadline = state.deadline.as_ref().ok_or_else(|| Broken::Missing {
        service: service.id.clone(),
        what: format!("a deadline of state {}", state.name),
    })?;
    let entry = |case: &mut CaseDoc, to: &StateName| {
        case.history.push(Entry {
            at: setting.now,
            action: ActionId::new("silence"),
            by: By::Silence,
            state: to.clone(),
            reason: None,
            note: None,
            agency: None,
        });
    };
    match &deadline.on_silence {
        OnSilence::Escalate(role) => {
            let here = case.state.clone();
            entry(&mut case, &here);
            case.queue = Some(role.clone());
            case.assigned = None;
            case.overdue = true;
            case.missed = case.due;
            (case.due, case.due_at) = (None, None);
            Ok(Decided::of(case))
        }
        OnSilence::To(to) => {
            entry(&mut case, to);
            enter_state(setting, service, facts, &mut case, to)?;
            Ok(Decided::of(case))
        }
        OnSilence::Grant { to, law } => {
            let outcome = outcome_of(service, to)?;
            // Silence never grants where a rule said no: only where every way into the state is `otherwise`.
            let rules_said_no =
                service.decide.iter().any(|branch| branch.then == case.state && branch.when.is_some());
            if outcome.favour != service::Favour::For || rules_said_no {
                return Err(Broken::MachineAgainst { service: service.id.clone(), state: to.clone() }.into());
            }
            if let Some(fee) = service.fee.as_ref().filter(|_| case.outstanding() > 0) {
                entry(&mut case, &fee.wait);
                enter_state(setting, service, facts, &mut case, &fee.wait)?;
                return Ok(Decided::of(case));
            }
            case.state = to.clone();
            refresh(setting, service, facts, &mut case);
            let grounds = Grounds {
                action: Some(ActionId::new("silence")),
                law: vec![law.to_string()],
                ..Grounds::default()
            };
            let writes =
                outcome::conclude(setting, service, outcome, &mut case, facts, By::Silence, grounds)?;
            Ok(Decided { writes, ..Decided::of(case) })
        }
    }
}

/// A granted case decided again. Only more can come of it: anything else leaves the first decision as it is.
pub(crate) fn again(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    granted: &(CaseId, CaseDoc),
) -> Result<Option<Decided>, Stop> {
    let (id, first) = granted;
    let branch = rules::branch(service, facts)?;
    let Some(outcome) = rules::machine_may(service, branch).ok().flatten() else { return Ok(None) };
    let more = rules::amount(setting.rules, service, outcome, facts)?;
    if more.is_none_or(|amount| amount.is_zero() || amount.is_negative()) {
        return Ok(None);
    }
    let applicant = Subject::new(&first.applicant);
    let filed_by = Subject::new(&first.filed_by);
    let mut case =
        new_case(setting, service, facts, &applicant, &filed_by, None, first.answers.clone(), &first.lang)?;
    case.labels.clone_from(&first.labels);
    case.follows = Some(id.clone());
    case.state = branch.then.clone();
    case.history.push(Entry {
        at: setting.now,
        action: ActionId::new("again"),
        by: By::Machine,
        state: branch.then.clone(),
        reason: None,
        note: None,
        agency: None,
    });
    let grounds =
        Grounds { law: service.law.iter().map(ToString::to_string).collect(), ..Grounds::default() };
    let writes = outcome::conclude(setting, service, outcome, &mut case, facts, By::Machine, grounds)?;
    Ok(Some(Decided { writes, ..Decided::of(case) }))
}
