//! What is read, derived or named as a reason, and used by nothing.

use crate::build::order;
use crate::codes;
use crate::sink::Sink;
use crate::types::walk;
use model::service::ReadAt;
use model::{Formula, QuestionType, Require, Service, Step};
use std::collections::BTreeSet;

/// Warns of what nothing uses.
pub fn check(service: &Service, sink: &mut Sink) {
    let mut used: BTreeSet<String> = BTreeSet::new();
    formulas(service, &mut |formula| {
        walk::names(&formula.expr, &mut |name| {
            used.insert(name.to_owned());
        });
    });
    // a line of the trace is used by being shown; from the last step to the first, what a used step needs is used
    for step in service.steps.iter().rev() {
        let shown = matches!(step, Step::Derive(derive) if derive.law.is_some());
        if !shown && !used.contains(step.name()) {
            let (what, help) = match step {
                Step::Read(_) => ("read", "remove it: personal data that nothing needs is not read"),
                Step::Derive(_) => ("derived", "remove it, or give it a `law` if it belongs in the trace"),
            };
            sink.warning(
                codes::UNUSED,
                order::source(step).clone(),
                format!("`{}` is {what} and used by nothing", step.name()),
            )
            .help(help);
            continue;
        }
        let mut note = |name: &str| {
            used.insert(name.to_owned());
        };
        match step {
            Step::Read(read) => {
                for (_, formula) in &read.filter {
                    walk::names(&formula.expr, &mut note);
                }
                if let ReadAt::On(day) = &read.at {
                    walk::names(&day.expr, &mut note);
                }
            }
            Step::Derive(derive) => walk::names_of(&derive.how, &mut note),
        }
    }
    let given = |code: &String| {
        let mut actions = service.states.values().flat_map(|state| state.actions.values());
        actions.any(|action| {
            let all = action.reasons.is_empty() && action.require.contains(&Require::Reason);
            all || action.reasons.contains(code)
        })
    };
    for code in service.reasons.keys().filter(|code| !given(code)) {
        if !service.decide.iter().any(|branch| branch.why.as_ref() == Some(code)) {
            sink.warning(
                codes::UNUSED_REASON,
                service.at.clone(),
                format!("nothing gives the reason `{code}`"),
            )
            .help("remove it from `reasons`, or use it in `decide`");
        }
    }
}

/// Calls `visit` with every formula of a service but those of its steps.
fn formulas(service: &Service, visit: &mut dyn FnMut(&Formula)) {
    service
        .subjects
        .iter()
        .chain(&service.concerned)
        .chain(&service.place)
        .chain(&service.addressed)
        .chain(&service.applicant_age)
        .for_each(&mut *visit);
    service.fee.iter().for_each(|fee| visit(&fee.amount));
    for known in &service.known {
        visit(&known.value);
        visit(&known.of);
    }
    for page in &service.form {
        page.when.iter().for_each(&mut *visit);
        for question in &page.ask {
            question.when.iter().chain(&question.check).for_each(&mut *visit);
            if let QuestionType::Options(options) = &question.ty {
                visit(options);
            }
        }
    }
    service.decide.iter().filter_map(|branch| branch.when.as_ref()).for_each(&mut *visit);
    for state in service.states.values() {
        state.deadline.iter().for_each(|deadline| visit(&deadline.length));
        state.actions.values().filter_map(|action| action.when.as_ref()).for_each(&mut *visit);
        for forward in state.actions.values().filter_map(|action| action.forward.as_ref()) {
            std::iter::once(&forward.within).chain(&forward.term).for_each(&mut *visit);
        }
    }
    for outcome in service.outcomes.values() {
        outcome.amount.iter().for_each(&mut *visit);
        if let Some(pay) = &outcome.pay {
            pay.to.iter().chain(&pay.account).chain(&pay.from).chain(&pay.until).for_each(&mut *visit);
        }
        outcome.give.iter().for_each(|(_, formula)| visit(formula));
        if let Some(pick_up) = &outcome.pick_up {
            pick_up.when.iter().for_each(&mut *visit);
            visit(&pick_up.after);
        }
        for write in &outcome.write {
            write.for_each.iter().chain(&write.valid_from).chain(&write.valid_until).for_each(&mut *visit);
            write.record.iter().for_each(|(_, formula)| visit(formula));
        }
    }
    service.appeal.iter().for_each(|appeal| visit(&appeal.days));
    service.again.iter().for_each(|again| visit(&again.value));
}
