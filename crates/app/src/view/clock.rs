//! The running term of a case.

use schemars::JsonSchema;
use serde::Serialize;

/// The running term of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockView {
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
