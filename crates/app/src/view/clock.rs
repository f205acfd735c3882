//! The running term of a case, and what follows when it passes.

use super::{LawView, Runs};
use schemars::JsonSchema;
use serde::Serialize;

/// The running term of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockView {
    /// Whose term it is.
    pub runs: Runs,
    /// How long it is by law, in words; none where a part of it ran before.
    pub term: Option<String>,
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub until: String,
    /// The last day in words; of a term in office hours, the day and the time.
    pub until_text: String,
    /// Working days still left; 0 on and after the last.
    pub left: u32,
    /// The days from first to last: ISO 8601 and whether state bodies work.
    pub days: Vec<DayView>,
    /// For a term in office hours: the moment at which it ends.
    pub hours: Option<HoursView>,
}

/// A term that runs only while the office is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursView {
    /// The moment at which it ends, RFC 3339 in the state's zone.
    pub until: String,
    /// Minutes of opening hours still left; 0 once it has passed.
    pub minutes_left: u32,
}

/// A day of the legal clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayView {
    /// ISO 8601.
    pub date: String,
    /// State bodies work on it.
    pub working: bool,
    /// It has passed.
    pub passed: bool,
}

/// How one complains that nobody has decided in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SilenceView {
    /// The service in which it is heard.
    pub service: String,
    /// The body that hears it, in words.
    pub agency: String,
    /// The article.
    pub law: Option<LawView>,
}

/// A case in a list: no personal field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseLine {
    /// Its number.
    pub case: String,
    /// The service's title.
    pub title: String,
    /// The state.
    pub state: String,
    /// The state in words.
    pub state_text: String,
    /// The day it was filed, in words.
    pub filed_text: String,
    /// Why no term of the office runs, in words, and until when it is waited; none while one runs.
    pub stands: Option<String>,
    /// The last day of the running term in words; of one in office hours, day and time.
    pub due_text: Option<String>,
    /// True if the term ends at a minute of that day and not with it.
    pub due_minute: bool,
    /// True once a term has passed.
    pub overdue: bool,
}
