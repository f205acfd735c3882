//! The running term of a case, as a page draws it.

use schemars::JsonSchema;
use serde::Serialize;

/// A step of the legal clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockView {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub until: String,
    /// The last day in words.
    pub until_text: String,
    /// Working days still left; 0 on and after the last.
    pub left: u32,
    /// The days from first to last: ISO 8601 and whether state bodies work.
    pub days: Vec<DayView>,
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
