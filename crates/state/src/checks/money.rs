//! Money: whoever is to pay can, and what is paid has an amount and an account.

use crate::codes;
use crate::load::Parts;
use crate::sink::Sink;
use model::service::Favour;
use model::{By, Queue, Service};

/// Checks what a service says of money.
pub fn check(service: &Service, parts: &Parts, sink: &mut Sink) {
    let actions = || service.states.values().flat_map(|state| state.actions.values());
    let pays = service.outcomes.values().any(|outcome| outcome.pay.is_some());
    if parts.ledger.is_none() && (service.fee.is_some() || pays) {
        let at = service.fee.as_ref().map_or_else(|| service.at.clone(), |fee| fee.at.clone());
        sink.error(
            codes::NO_LEDGER,
            at,
            format!("`{}` moves money, and the state has no ledger", service.id),
        )
        .help("write `ledger.yaml` with the accounts; `koom explain K0528` shows one");
        return;
    }
    taken(service, parts, sink);
    let given = service.outcomes.values().any(|outcome| outcome.refund);
    if service.fee.is_none() && (given || actions().any(|action| action.collect || action.refund)) {
        sink.error(
            codes::BAD_FEE,
            service.at.clone(),
            format!("`{}` takes or gives back a fee and has none", service.id),
        )
        .help("add `fee: {amount: …, law: …, wait: STATE}`, or remove `collect` and `refund`");
    }
    for (name, outcome) in service.outcomes.iter().filter(|(_, outcome)| outcome.pay.is_some()) {
        if outcome.amount.is_none() || outcome.every.is_none() || outcome.favour != Favour::For {
            sink.error(
                codes::BAD_PAY,
                service.at.clone(),
                format!("`{name}` is to be paid, but does not grant an amount once or each month"),
            )
            .help("write `favour: for`, `amount:` and `every: once` or `every: month` beside `pay:`");
        }
    }
}

/// The state in which a case waits for its fee has a way to pay, and only officers of the desk take money.
fn taken(service: &Service, parts: &Parts, sink: &mut Sink) {
    let (Some(fee), Some(ledger)) = (&service.fee, &parts.ledger) else { return };
    // a state that does not exist was reported where it is named
    let waits = service.states.get(&fee.wait);
    let payable = waits.is_some_and(|state| state.actions.values().any(|action| action.collect));
    if !payable && (waits.is_some() || service.outcomes.contains_key(&fee.wait)) {
        sink.error(
            codes::BAD_FEE,
            fee.at.clone(),
            format!("a case waits in `{}` until it is paid, and nobody can take the money there", fee.wait),
        )
        .help("give that state of work an action `{by: officer, collect: fee}`");
    }
    if service.again.is_some() {
        sink.error(codes::BAD_FEE, fee.at.clone(), "a service with a fee decides no case a second time")
            .help("remove `again` or `fee`");
    }
    for state in service.states.values() {
        let at_desk = matches!(&state.queue, Queue::Role(role) if *role == ledger.desk);
        let taken = state.actions.values().find(|action| action.collect);
        if let Some(action) = taken.filter(|action| !at_desk || action.by != By::Officer) {
            sink.error(
                codes::BAD_FEE,
                state.at.clone(),
                format!("`{}` takes money, but it is not the turn of `{}`", action.id, ledger.desk),
            )
            .help(format!("write `queue: {{role: {}}}` and `by: officer`", ledger.desk));
        }
    }
}
