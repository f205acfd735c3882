//! Terms in words: the one place for pages of services, cases and lists, so that they never differ.

use crate::running::Running;
use base::Date;
use domain::CaseDoc;
use i18n::{Arg, Locale};
use model::Formula;
use model::Service;
use model::calendar::{Term, TermUnit};
use model::service::{DeadlineUnit, OnSilence, Queue, WorkState};
use schemars::JsonSchema;
use serde::Serialize;

/// Whose term runs in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Runs {
    /// The office's, to decide.
    Office,
    /// The payer's: until the fee is paid nothing runs for the office.
    Payment,
    /// The applicant's, to answer.
    Applicant,
    /// That of whoever is to come; when it passes, the office goes on without them.
    Visit,
}

impl Runs {
    /// Whose term runs in a state of work; none for other states.
    pub(crate) fn of(service: &Service, state: &str) -> Option<Self> {
        service.states.get(state).map(|state| Self::in_state(service, state))
    }

    fn in_state(service: &Service, state: &WorkState) -> Self {
        let passes = state.deadline.as_ref().map(|deadline| &deadline.on_silence);
        match (&state.queue, passes) {
            (Queue::Applicant, _) => Self::Applicant,
            _ if service.fee.as_ref().is_some_and(|fee| fee.wait == state.name) => Self::Payment,
            (Queue::Role(_), Some(OnSilence::To(_))) => Self::Visit,
            (Queue::Role(_), _) => Self::Office,
        }
    }

    /// Why no term of the office runs, and until when it is waited; `own` if the applicant reads.
    pub(crate) fn stands(self, words: &Locale<'_>, own: bool, until: Option<&str>) -> Option<String> {
        let key = match self {
            Self::Office => return None,
            Self::Payment => "stands-payment",
            Self::Applicant if own => "stands-you",
            Self::Applicant => "stands-applicant",
            Self::Visit => "stands-visit",
        };
        let why = words.text(key);
        Some(match until {
            Some(until) => {
                format!("{why} {}", words.text_with("stands-until", &[("date", Arg::from(until))]))
            }
            None => why,
        })
    }
}

/// A length in words: "14 working days".
fn length(words: &Locale<'_>, length: &feel::Decimal, unit: DeadlineUnit) -> String {
    let days = [("days", Arg::from(length.to_i64().unwrap_or_default()))];
    match unit {
        DeadlineUnit::Days(TermUnit::WorkingDays) => words.text_with("term-working", &days),
        DeadlineUnit::Days(TermUnit::CalendarDays) => words.text_with("term-calendar", &days),
        DeadlineUnit::OfficeHours => {
            let hours = words.number(&length.to_string());
            words.text_with("term-hours", &[("hours", Arg::from(&hours))])
        }
    }
}

/// A term in words by the law of a day; none where that depends on a case.
pub fn term_by_law(
    running: &Running,
    on: Date,
    long: &Formula,
    unit: DeadlineUnit,
    words: &Locale<'_>,
) -> Option<String> {
    by_law(running, long, on).map(|long| length(words, &long, unit))
}

/// How long a term is by the law of a day; none where that depends on a case.
fn by_law(running: &Running, long: &Formula, on: Date) -> Option<feel::Decimal> {
    let mut vars = domain::scope::Vars::default();
    vars.set("law", running.rules.law_on(on));
    match vars.eval(long) {
        feel::Value::Number(length) => Some(length),
        _ => None,
    }
}

/// The terms an office has to decide, in words: one sentence, or a line for each state where they differ.
pub(crate) fn terms(running: &Running, on: Date, service: &Service, words: &Locale<'_>) -> Vec<String> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for state in service.states.values().filter(|state| Runs::in_state(service, state) == Runs::Office) {
        let Some(deadline) = &state.deadline else { continue };
        let Some(text) = term_by_law(running, on, &deadline.length, deadline.unit, words) else { continue };
        if found.iter().all(|(_, known)| *known != text) {
            found.push((state.name.as_str(), text));
        }
    }
    match found.as_slice() {
        [(_, term)] => vec![words.text_with("service-time-term", &[("term", Arg::from(term))])],
        several => several
            .iter()
            .map(|(state, term)| {
                let state = words.text(&format!("state-{state}"));
                words.text_with(
                    "service-time-state",
                    &[("state", Arg::from(&state)), ("term", Arg::from(term))],
                )
            })
            .collect(),
    }
}

/// How long the running term of a case is by the law of the day it was filed; none where only a rest of it runs.
pub(crate) fn term_of(
    running: &Running,
    words: &Locale<'_>,
    service: &Service,
    case: &CaseDoc,
) -> Option<String> {
    let deadline = service.states.get(&case.state)?.deadline.as_ref()?;
    let long = by_law(running, &deadline.length, case.filed_on)?;
    if let DeadlineUnit::Days(unit) = deadline.unit {
        let days = u32::try_from(long.to_i64()?).ok()?;
        let last = running.model().info.calendar.last_day(case.since, Term { days, unit })?;
        if case.due != Some(last) {
            return None;
        }
    }
    Some(length(words, &long, deadline.unit))
}
