//! Open cases when their service gets a new version: what is called otherwise, and what is no longer asked.

use crate::case::{By, CaseDoc, Entry};
use crate::facts::Facts;
use crate::rules::{self, Naming};
use base::{ActionId, FieldId, Instant};
use model::migrate::OpenCases;
use model::{Queue, Service};
use serde_json::{Map, Value as Json};

/// What the history calls it when a case goes on under another version.
pub const FAST_FORWARD: &str = "fast-forward";

/// Answers under the names of a later version.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renamed {
    /// Those that the version asks for, under its names.
    pub answers: Map<String, Json>,
    /// Questions that it does not ask any more, by their names of before.
    pub gone: Vec<FieldId>,
}

/// Takes answers over into a later version. Nothing else is lost: what has a question there is kept as it is.
pub fn answers(service: &Service, rule: &OpenCases, before: &Map<String, Json>) -> Renamed {
    let mut renamed = Renamed::default();
    for (name, value) in before {
        let name = FieldId::new(name);
        let now = rule.answer(&name);
        // What was called so by somebody's own words is not overwritten by what is called so now.
        let named = now != &name || !taken(rule, &name);
        if named && service.question(now.as_str()).is_some() {
            renamed.answers.insert(now.as_str().to_owned(), value.clone());
        } else {
            renamed.gone.push(name);
        }
    }
    renamed
}

/// True if another question has this name now.
fn taken(rule: &OpenCases, name: &FieldId) -> bool {
    match rule {
        OpenCases::Keep => false,
        OpenCases::FastForward { answers, .. } => answers.values().any(|to| to == name),
    }
}

/// An open case as it goes on under a later version. `facts` were gathered for that version with the answers it takes over.
/// Nothing is decided: a person, or the next act, does that by the new rules. `None` if the version has no such state.
pub fn fast_forward(
    naming: &Naming<'_>,
    service: &Service,
    rule: &OpenCases,
    facts: &Facts,
    mut case: CaseDoc,
    now: Instant,
) -> Option<CaseDoc> {
    let state = rule.state(&case.state).clone();
    let queue = &service.states.get(&state)?.queue;
    let renamed = answers(service, rule, &case.answers);
    case.answers = renamed.answers;
    case.labels = case.labels.into_iter().map(|(id, label)| (rule.answer(&id).clone(), label)).collect();
    case.labels.retain(|id, _| case.answers.contains_key(id.as_str()));
    if let Some(returned) = &mut case.returned {
        returned.fields = returned.fields.iter().map(|id| rule.answer(id).clone()).collect();
        returned.fields.retain(|id| service.question(id.as_str()).is_some());
    }
    if let Some(paused) = &mut case.paused {
        paused.state = rule.state(&paused.state).clone();
        service.states.get(&paused.state)?;
    }
    // Whoever has it because a term passed keeps it.
    if !case.overdue {
        case.queue = match queue {
            Queue::Role(role) => Some(role.clone()),
            Queue::Applicant => None,
        };
    }
    case.why = case.why.filter(|why| service.reasons.contains_key(why));
    case.service_version = service.version;
    case.subjects = rules::subjects(service, facts, &base::Subject::new(&case.applicant));
    case.concerned = rules::concerned(service, facts);
    case.facts.clone_from(&facts.read);
    case.known = rules::known(naming, service, facts);
    case.trace = rules::trace(service, facts);
    case.state = state.clone();
    case.history.push(Entry {
        at: now,
        action: ActionId::new(FAST_FORWARD),
        by: By::Machine,
        state,
        reason: None,
        note: None,
        agency: None,
    });
    Some(case)
}
