//! Runs the cases of `services/ID/cases.yaml` over the rules of a state, without a database: `koom test`.
//!
//! Each case has a small world of its own: its records, its clock, its sequence of numbers. What is decided comes
//! from [`domain::decide`] alone, asked in the order in which the application asks it (see `cases` and `jobs`), so
//! that a case that passes here is what a person would get. The same case gives the same result every time.
//!
//! What a case leaves out: an applicant who stands nowhere in the register of people is of age; an officer who acts
//! is one of the role and office whose turn it is, and related to nobody.

mod coverage;
mod edits;
mod expect;
mod money;
mod mutate;
mod runner;
mod setting;
#[cfg(test)]
mod tests;
mod time;
#[cfg(test)]
mod tried_tests;
mod world;

pub use coverage::{Coverage, Item, ItemKind, Seen, coverage};
pub use mutate::{Bench, Fate, Mutant, judge, mutants};
pub use world::Published;

use base::ServiceId;
use coverage::Notes;
use domain::Rules;
use feel::Value;
use model::service::Step;
use model::{Service, Source};
use runner::Runner;
use state::{Files, TestCase};
use std::sync::Arc;

/// What came of one case.
#[derive(Clone, Debug)]
pub struct CaseResult {
    /// The service.
    pub service: ServiceId,
    /// The case, in its author's words.
    pub name: String,
    /// Where it stands.
    pub at: Source,
    /// What was expected and what came, a sentence each; empty if the case passed.
    pub failures: Vec<String>,
    /// The rules with the values they had last, in the order in which they were derived; empty if the case passed.
    pub rules: Vec<(String, String)>,
}

impl CaseResult {
    /// True if all that was expected came.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }

    /// The failure in one sentence: the case, what was expected, what came, and what the rules said.
    pub fn sentence(&self) -> String {
        let mut text = format!("{}: {}", self.name, self.failures.join("; "));
        if !self.rules.is_empty() {
            let rules: Vec<String> =
                self.rules.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            text.push_str("; the rules: ");
            text.push_str(&rules.join(", "));
        }
        text
    }
}

/// Runs cases of a service. `published` is what each of them begins with.
pub fn run(rules: &Rules, service: &Service, cases: &[TestCase], published: &Published) -> Vec<CaseResult> {
    cases.iter().map(|case| run_one(rules, service, case, published, None)).collect()
}

/// Runs cases of a service and notes what each of them reached.
pub fn run_noted(
    rules: &Rules,
    service: &Service,
    cases: &[TestCase],
    published: &Published,
) -> Vec<(CaseResult, Seen)> {
    let one = |case| {
        let notes = Arc::new(Notes::default());
        let watched = rules.watched(Arc::<Notes>::clone(&notes));
        let result = run_one(&watched, service, case, published, Some(&notes));
        (result, notes.seen())
    };
    cases.iter().map(one).collect()
}

/// The cases of every service of a folder, in the order of services; a service without `cases.yaml` has none.
/// The folder's files must be those the rules were made from.
pub fn cases_of<'m>(rules: &'m Rules, files: &Files) -> Vec<(&'m Service, Vec<TestCase>)> {
    let services = rules.model.services.values();
    services
        .map(|service| {
            let path = format!("services/{}/cases.yaml", service.id);
            let cases = files.get(&path).map(|text| state::parse_cases(&path, text, Some(service)).0);
            (service, cases.unwrap_or_default())
        })
        .collect()
}

fn run_one(
    rules: &Rules,
    service: &Service,
    case: &TestCase,
    published: &Published,
    notes: Option<&Notes>,
) -> CaseResult {
    let mut runner = Runner::new(rules, case.now, published, notes);
    let failures = match runner.play(service, case) {
        Ok(id) => expect::check(&runner, &case.expect, id.as_ref()),
        Err(sentence) => vec![sentence],
    };
    let rules = if failures.is_empty() {
        Vec::new()
    } else {
        runner.facts.as_ref().map(|facts| trace(service, facts)).unwrap_or_default()
    };
    CaseResult { service: service.id.clone(), name: case.name.clone(), at: case.at.clone(), failures, rules }
}

/// Every derived value as it was last; more than the trace that people see, because this one looks for mistakes.
fn trace(service: &Service, facts: &domain::facts::Facts) -> Vec<(String, String)> {
    let derived = service.steps.iter().filter_map(|step| match step {
        Step::Derive(derive) => Some(derive.name.as_str()),
        Step::Read(_) => None,
    });
    derived
        .map(|name| (name.to_owned(), facts.vars.get(name).map_or_else(|| "unknown".to_owned(), short)))
        .collect()
}

/// Longest text of a value in a sentence, in characters.
const VALUE_CHARS_MAX: usize = 80;
/// Most members of a list that are written out.
const VALUE_ITEMS_MAX: usize = 6;

/// A value in few words.
fn short(value: &Value) -> String {
    let plain = |value: &Value| !matches!(value, Value::List(_) | Value::Context(_));
    match value {
        Value::Null => "unknown".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Context(context) => match origin(context) {
            Some(register) => format!("a record of {register}"),
            None => value.to_string().chars().take(VALUE_CHARS_MAX).collect(),
        },
        Value::List(items) if items.len() > VALUE_ITEMS_MAX || !items.iter().all(plain) => {
            format!("{} item{}", items.len(), if items.len() == 1 { "" } else { "s" })
        }
        Value::List(items) => format!("[{}]", items.iter().map(short).collect::<Vec<_>>().join(", ")),
        other => other.to_string().chars().take(VALUE_CHARS_MAX).collect(),
    }
}

/// The register of a record.
fn origin(context: &feel::Context) -> Option<&str> {
    match context.get("record")? {
        Value::Context(origin) => match origin.get("register")? {
            Value::String(register) => Some(register),
            _ => None,
        },
        _ => None,
    }
}
