//! How a case may go: the machine never refuses, every state can be reached and left, silence is bounded.

use crate::codes;
use crate::load::Parts;
use crate::sink::Sink;
use base::StateName;
use model::service::{DeadlineUnit, Favour, WorkState};
use model::{AppealTo, By, HoursLine, OnSilence, QuestionType, Queue, Require, Service, Source};
use std::collections::BTreeSet;

/// Checks the workflow of a service.
pub fn check(service: &Service, parts: &Parts, sink: &mut Sink) {
    decide(service, sink);
    moot(service, sink);
    for state in service.states.values() {
        actions(service, state, sink);
        silence(service, state, sink);
        hours(state, parts, sink);
    }
    reachable(service, parts, sink);
    ways_out(service, sink);
    appeal(service, parts, sink);
}

fn favour(service: &Service, state: &StateName) -> Option<Favour> {
    service.outcomes.get(state).map(|outcome| outcome.favour)
}

/// What a machine may bring about.
fn by_machine(favour: Favour) -> bool {
    matches!(favour, Favour::For | Favour::Moot)
}

/// Nothing comes of an outcome that decides nothing, and whoever thinks otherwise is heard.
fn moot(service: &Service, sink: &mut Sink) {
    for (name, outcome) in service.outcomes.iter().filter(|(_, outcome)| outcome.favour == Favour::Moot) {
        let gives = outcome.amount.is_some() || !outcome.write.is_empty() || !outcome.draw.is_empty();
        if gives || service.appeal.is_none() {
            let message =
                format!("`{name}` decides nothing, and yet it gives something or nobody hears an appeal");
            sink.error(codes::NOT_MOOT, service.at.clone(), message).help(
                "a `moot` outcome has no amount, writes and draws nothing, and its service has an `appeal`",
            );
        }
    }
}

fn decide(service: &Service, sink: &mut Sink) {
    let last = service.decide.len().saturating_sub(1);
    for (at, branch) in service.decide.iter().enumerate() {
        if favour(service, &branch.then).is_some_and(|favour| !by_machine(favour)) {
            sink.error(
                codes::MACHINE_REFUSES,
                branch.at.clone(),
                format!("`{}` is not for the applicant, and a machine decides here", branch.then),
            )
            .help("send the case to a state of work with a reason; only a named official refuses");
        }
        if branch.when.is_none() && at != last {
            sink.error(codes::BAD_BRANCH, branch.at.clone(), "`otherwise` is not the last line of `decide`")
                .help("move it to the end: the lines after it are never reached");
        }
        if service.states.contains_key(&branch.then) && branch.why.is_none() {
            sink.error(
                codes::NO_REASON,
                branch.at.clone(),
                "this sends the case to a person without a reason",
            )
            .help("add `why: REASON`: applicant and official must see why");
        }
    }
    let end = service.decide.last();
    match end {
        Some(branch) if branch.when.is_none() && service.states.contains_key(&branch.then) => {}
        Some(branch) if branch.when.is_none() && service.outcomes.contains_key(&branch.then) => {
            // a machine's refusal was reported already
            if favour(service, &branch.then) != Some(Favour::Against) {
                sink.error(
                    codes::NO_OTHERWISE,
                    branch.at.clone(),
                    format!("`otherwise` gives the outcome `{}`", branch.then),
                )
                .help("what no rule foresaw goes to a person: name a state of work");
            }
        }
        Some(branch) if branch.when.is_none() => {}
        other => {
            let at = other.map_or_else(|| service.at.clone(), |branch| branch.at.clone());
            sink.error(codes::NO_OTHERWISE, at, "`decide` does not end with `otherwise`")
                .help("add the last line `{otherwise: STATE, why: REASON}` with a state of work");
        }
    }
}

fn actions(service: &Service, state: &WorkState, sink: &mut Sink) {
    for action in state.actions.values() {
        let refuses = favour(service, &action.to) == Some(Favour::Against);
        if refuses && (action.by != By::Officer || !action.require.contains(&Require::Reason)) {
            let message = format!("`{}` refuses, but not by an official who gives a reason", action.id);
            sink.error(codes::REFUSAL_WITHOUT_REASON, state.at.clone(), message)
                .help("write `by: officer, require: [reason, note]`");
        }
    }
}

fn silence(service: &Service, state: &WorkState, sink: &mut Sink) {
    let Some(deadline) = &state.deadline else { return };
    let (to, wrong) = match &deadline.on_silence {
        OnSilence::Escalate(_) => return,
        OnSilence::To(to) => (to, service.outcomes.contains_key(to)),
        OnSilence::Grant { to, .. } => {
            (to, service.states.contains_key(to) || favour(service, to).is_some_and(|f| f != Favour::For))
        }
    };
    if !wrong {
        return;
    }
    let help = match &deadline.on_silence {
        OnSilence::Grant { .. } => "silence can only grant: name an outcome whose favour is `for`",
        _ => "`to` names a state of work; an outcome is reached by a person, or by `grant` with its article",
    };
    sink.error(codes::BAD_SILENCE, deadline.length.at.clone(), format!("silence may not lead to `{to}`"))
        .help(help);
}

/// A term in office hours ends only where the state's own opening hours go on without end.
fn hours(state: &WorkState, parts: &Parts, sink: &mut Sink) {
    let Some(deadline) =
        state.deadline.as_ref().filter(|deadline| deadline.unit == DeadlineUnit::OfficeHours)
    else {
        return;
    };
    let Some(info) = &parts.info else { return };
    let open = |line: &HoursLine| line.until.is_none() && !line.days.is_empty() && !line.spans.is_empty();
    if !info.calendar.hours.0.iter().any(open) {
        sink.error(
            codes::NO_HOURS,
            deadline.length.at.clone(),
            "a term in office hours, but the state's calendar has no opening hours without an end",
        )
        .help("add `hours` to `calendar` in state.yaml, the last line of them without `until`");
    }
}

fn targets(state: &WorkState) -> impl Iterator<Item = &StateName> {
    let silence = state.deadline.as_ref().and_then(|deadline| match &deadline.on_silence {
        OnSilence::To(to) | OnSilence::Grant { to, .. } => Some(to),
        OnSilence::Escalate(_) => None,
    });
    state.actions.values().map(|action| &action.to).chain(silence)
}

fn reachable(service: &Service, parts: &Parts, sink: &mut Sink) {
    let mut found: BTreeSet<&StateName> = BTreeSet::new();
    let mut next: Vec<&StateName> = service.decide.iter().map(|branch| &branch.then).collect();
    // an appeal may send a case to an outcome from outside
    let heard = service.appeal.as_ref().and_then(|appeal| parts.services.get(&appeal.service));
    next.extend(
        heard
            .into_iter()
            .flat_map(|service| service.outcomes.values())
            .filter_map(|outcome| outcome.attacked.as_ref()),
    );
    // what is not paid waits for it
    next.extend(service.fee.as_ref().map(|fee| &fee.wait));
    // a target that does not exist was reported where it stands, and may be the way here
    let known = |name: &StateName| service.states.contains_key(name) || service.outcomes.contains_key(name);
    let mut all =
        service.states.values().flat_map(targets).chain(service.decide.iter().map(|branch| &branch.then));
    if !all.all(known) {
        return;
    }
    while let Some(name) = next.pop() {
        if found.insert(name) {
            next.extend(service.states.get(name).into_iter().flat_map(targets));
        }
    }
    let mut report = |name: &StateName, at: Source| {
        sink.error(codes::UNREACHABLE_STATE, at, format!("no case ever comes to `{name}`"))
            .help("add a line of `decide` or an action that leads there, or remove it");
    };
    for state in service.states.values().filter(|state| !found.contains(&state.name)) {
        report(&state.name, state.at.clone());
    }
    for name in service.outcomes.keys().filter(|name| !found.contains(name)) {
        report(name, service.at.clone());
    }
}

/// From every state of work some outcome can be reached, and whoever has the case can do something.
fn ways_out(service: &Service, sink: &mut Sink) {
    let mut ends: BTreeSet<&StateName> = service.outcomes.keys().collect();
    loop {
        let more: Vec<&StateName> = service
            .states
            .values()
            .filter(|state| !ends.contains(&state.name) && targets(state).any(|to| ends.contains(to)))
            .map(|state| &state.name)
            .collect();
        if more.is_empty() {
            break;
        }
        ends.extend(more);
    }
    for state in service.states.values() {
        let worker = match state.queue {
            Queue::Role(_) => By::Officer,
            Queue::Applicant => By::Applicant,
        };
        let idle = !state.actions.values().any(|action| action.by == worker);
        // a target that does not exist was reported where it stands
        let broken =
            targets(state).any(|to| !service.states.contains_key(to) && !service.outcomes.contains_key(to));
        if !broken && (idle || !ends.contains(&state.name)) {
            let (message, help) = if idle {
                let who = if worker == By::Officer { "officer" } else { "applicant" };
                (
                    format!("whoever has a case in `{}` can do nothing", state.name),
                    format!("add an action with `by: {who}`"),
                )
            } else {
                (
                    format!("no outcome can be reached from `{}`", state.name),
                    "add an action that leads to an outcome".to_owned(),
                )
            };
            sink.error(codes::DEAD_END, state.at.clone(), message).help(help);
        }
    }
}

fn appeal(service: &Service, parts: &Parts, sink: &mut Sink) {
    let against = service.outcomes.iter().find(|(_, outcome)| outcome.favour == Favour::Against);
    match &service.appeal {
        None => {
            if let Some((name, _)) = against.filter(|_| !service.appeals) {
                sink.error(
                    codes::NO_APPEAL,
                    service.at.clone(),
                    format!("`{name}` is against the applicant, and nobody hears an appeal"),
                )
                .help("add `appeal: {working_days: …, to: superior, service: …, law: …}`");
            }
        }
        Some(appeal) => {
            let agency = parts.agencies.get(&service.agency);
            if let (AppealTo::Superior, Some(agency)) =
                (&appeal.to, agency.filter(|agency| agency.superior.is_none()))
            {
                sink.error(
                    codes::NO_SUPERIOR,
                    appeal.days.at.clone(),
                    format!("appeals go to the superior body, but `{}` has none", agency.id),
                )
                .help("add `superior` to the agency, or write `to: {agency: …}`")
                .related(agency.at.clone(), "this agency decides");
            }
        }
    }
    if service.appeals {
        for outcome in service.outcomes.values() {
            let Some(attacked) = &outcome.attacked else { continue };
            let heard = parts
                .services
                .values()
                .filter(|other| other.appeal.as_ref().is_some_and(|appeal| appeal.service == service.id));
            let has = |other: &Service| {
                other.outcomes.contains_key(attacked) || other.states.contains_key(attacked)
            };
            for other in heard.filter(|other| !has(other)) {
                sink.error(
                    codes::BAD_APPEALS,
                    service.at.clone(),
                    format!(
                        "an appeal sends attacked cases to `{attacked}`, which `{}` does not have",
                        other.id
                    ),
                )
                .help("give that service an outcome or a state of this name")
                .related(other.at.clone(), "its appeals are heard here");
            }
        }
        attacked_is_asked(service, sink);
        return;
    }
    let question = service
        .form
        .iter()
        .flat_map(|page| &page.ask)
        .find(|question| matches!(question.ty, QuestionType::Case));
    let attacked = service.outcomes.iter().find(|(_, outcome)| outcome.attacked.is_some());
    let at = match (question, attacked) {
        (Some(question), _) => question.at.clone(),
        (None, Some(_)) => service.at.clone(),
        (None, None) => return,
    };
    sink.error(codes::BAD_APPEALS, at, "only a service that hears appeals attacks another case")
        .help("add `appeals: true`, or remove the question of type `case` and `attacked`");
}

/// Nobody can file an appeal that does not say what it attacks.
fn attacked_is_asked(service: &Service, sink: &mut Sink) {
    let always =
        service.form.iter().filter(|page| page.when.is_none()).flat_map(|page| &page.ask).any(|question| {
            matches!(question.ty, QuestionType::Case) && question.required && question.when.is_none()
        });
    if !always {
        let message =
            format!("`{}` hears appeals and does not always ask which case they attack", service.id);
        sink.error(codes::BAD_APPEALS, service.at.clone(), message)
            .help("add a question `{id: case, type: case}` without `when` on a page without `when`");
    }
}
