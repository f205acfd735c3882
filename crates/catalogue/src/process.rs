//! A service's states as a BPMN process.
//!
//! A case is filed, the rules decide, and their lines lead to states of work (user tasks) or to outcomes (end events). Whoever
//! works on a state chooses one of its actions; a term is a timer on the task. Where a term takes a case to
//! another role, that role has a task of its own with the same actions. An appeal that was allowed is a start of its own.

use crate::picture::{after_appeal, silence, target, worker};
use crate::site::{Site, state as state_text};
use app::Fault;
use app::view::term_by_law;
use base::StateName;
use bpmn::{Flow, Kind, Process};
use i18n::Locale;
use model::service::WorkState;
use model::{OnSilence, Service};
use std::collections::BTreeMap;

/// The process.
pub(crate) fn of(site: &Site<'_>, service: &Service) -> Result<Process, Fault> {
    let words = site.service_words(&service.id)?;
    let mut process =
        Process { id: format!("service_{}", service.id), name: words.text("title"), ..Process::default() };
    let start = process.add(Kind::Start, "filed", words.text("docs-filed"));
    let rules = process.add(Kind::Rules, "rules", words.text("docs-rules-decide"));
    let decided = process.add(Kind::Choice, "decided", "");
    process.link(start, rules, "");
    process.link(rules, decided, "");
    let mut at: BTreeMap<&StateName, usize> = BTreeMap::new();
    for (name, state) in &service.states {
        let label = format!("{}: {}", state_text(words, name), worker(site, words, state));
        at.insert(name, process.add(Kind::Task, format!("state_{name}"), label));
    }
    for name in service.outcomes.keys() {
        at.insert(name, process.add(Kind::End, format!("outcome_{name}"), state_text(words, name)));
    }
    for branch in &service.decide {
        let Some(to) = at.get(&branch.then) else { continue };
        let name = branch.why.as_ref().map(|why| words.text(&format!("reason-{why}")));
        process.flows.push(Flow {
            from: decided,
            to: *to,
            name: name.unwrap_or_default(),
            when: branch.when.as_ref().map(|when| when.text.trim().to_owned()).unwrap_or_default(),
            otherwise: branch.when.is_none(),
        });
    }
    if let Some(to) = service.fee.as_ref().and_then(|fee| at.get(&fee.wait)) {
        process.link(decided, *to, words.text("docs-fee-unpaid"));
    }
    let appealed = after_appeal(site, service);
    if !appealed.is_empty() {
        let begin = process.add(Kind::Start, "appealed", words.text("docs-appeal-allowed"));
        let choice = process.add(Kind::Choice, "after_appeal", "");
        process.link(begin, choice, "");
        for to in appealed.into_iter().filter_map(|state| at.get(state)) {
            process.link(choice, *to, "");
        }
    }
    for (name, state) in &service.states {
        if let Some(task) = at.get(name).copied() {
            work(site, words, &mut process, (name, state, task), (&at, rules));
        }
    }
    Ok(process)
}

/// The actions and the term of a state.
fn work(
    site: &Site<'_>,
    words: Locale<'_>,
    process: &mut Process,
    (name, state, task): (&StateName, &WorkState, usize),
    (at, rules): (&BTreeMap<&StateName, usize>, usize),
) {
    let choice = process.add(Kind::Choice, format!("choice_{name}"), "");
    process.link(task, choice, "");
    for action in state.actions.values() {
        let to = target(action).map_or(Some(rules), |to| at.get(to).copied());
        let Some(to) = to else { continue };
        process.flows.push(Flow {
            from: choice,
            to,
            name: words.text(&format!("action-{}", action.id)),
            when: action.when.as_ref().map(|when| when.text.trim().to_owned()).unwrap_or_default(),
            otherwise: false,
        });
    }
    let Some(deadline) = &state.deadline else { return };
    let term = term_by_law(site.running, site.on, &deadline.length, deadline.unit, &words);
    let timer = process.add(Kind::Timer { on: task }, format!("term_{name}"), term.unwrap_or_default());
    if let Some(node) = process.nodes.get_mut(timer) {
        node.note = silence(site, words, deadline);
    }
    match &deadline.on_silence {
        OnSilence::To(to) | OnSilence::Grant { to, .. } => {
            if let Some(to) = at.get(to) {
                process.link(timer, *to, "");
            }
        }
        OnSilence::Escalate(role) => {
            let label = format!("{}: {}", state_text(words, name), site.role(role));
            let over = process.add(Kind::Task, format!("overdue_{name}"), label);
            process.link(timer, over, "");
            process.link(over, choice, "");
        }
    }
}
