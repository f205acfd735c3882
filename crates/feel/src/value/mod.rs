//! The values of FEEL. Every value is cheap to clone: what is large is shared.

mod collection;
mod compare;
mod display;
mod function;

pub use collection::{Context, List};
pub(crate) use compare::{compare, equal, identical};
pub use function::{Closure, Function, HostFunction, Parameter};

use crate::decimal::Decimal;
use crate::temporal::{Date, DateTime, DayTimeDuration, Time, YearMonthDuration};
use std::sync::Arc;

/// A value of FEEL. Null stands for "unknown" and for the result of an erroneous operation alike.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Unknown, or the result of an error.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A decimal number of 34 digits.
    Number(Decimal),
    /// A text.
    String(Arc<str>),
    /// A civil date.
    Date(Date),
    /// A time of day.
    Time(Arc<Time>),
    /// A date and time.
    DateTime(Arc<DateTime>),
    /// A duration in days, hours, minutes and seconds.
    DayTimeDuration(DayTimeDuration),
    /// A duration in years and months.
    YearMonthDuration(YearMonthDuration),
    /// A list.
    List(List),
    /// A context: named entries in order.
    Context(Context),
    /// A range between two ends.
    Range(Arc<Range>),
    /// A function.
    Function(Arc<Function>),
}

/// A range. An end that is null is open to infinity, as in `(>= 5)`.
#[derive(Clone, Debug)]
pub struct Range {
    /// The lower end.
    pub start: Value,
    /// Whether the lower end belongs to the range.
    pub start_included: bool,
    /// The upper end.
    pub end: Value,
    /// Whether the upper end belongs to the range.
    pub end_included: bool,
    /// How it is written; ranges written in different forms are not equal.
    pub form: RangeForm,
}

/// The forms of a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RangeForm {
    /// `[a..b]`
    #[default]
    Interval,
    /// `(< b)`, `(<= b)`, `(> a)`, `(>= a)`: one end is open to infinity.
    OneEnd,
    /// `(= a)`: both ends are `a`.
    Equal,
    /// `(!= a)`: both ends are `a`, which alone lies outside.
    NotEqual,
}

impl Value {
    /// A text.
    pub fn string(text: impl AsRef<str>) -> Self {
        Self::String(Arc::from(text.as_ref()))
    }

    /// A list of these items.
    pub fn list(items: Vec<Value>) -> Self {
        Self::List(List::new(items))
    }

    /// The date, time, date and time or duration that a text such as `2024-02-29` or `P1D` writes.
    pub fn temporal(text: &str) -> Option<Self> {
        crate::temporal::parse_temporal(text)
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The truth value, when it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The name of the value's kind, for messages: "number", "date and time".
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "date and time",
            Self::DayTimeDuration(_) => "days and time duration",
            Self::YearMonthDuration(_) => "years and months duration",
            Self::List(_) => "list",
            Self::Context(_) => "context",
            Self::Range(_) => "range",
            Self::Function(_) => "function",
        }
    }

    /// How much there is to go through in this value: one for each plain value in it, more for a long text. A part
    /// that occurs many times counts each time, although it is stored once.
    #[inline]
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Date(_) => 1,
            other => other.size_of_parts(),
        }
    }

    fn size_of_parts(&self) -> usize {
        match self {
            Self::String(text) => 1 + text.len() / 64,
            Self::List(list) => list.size(),
            Self::Context(context) => context.size(),
            Self::Function(function) => function.size(),
            Self::Range(range) => range.start.size().saturating_add(range.end.size()),
            _ => 1,
        }
    }

    /// How deep lists, contexts and closures are nested in this value; 0 for a plain one.
    pub(crate) fn depth(&self) -> u32 {
        match self {
            Self::List(list) => list.depth(),
            Self::Context(context) => context.depth(),
            Self::Function(function) => function.depth(),
            Self::Range(range) => 1 + range.start.depth().max(range.end.depth()),
            _ => 0,
        }
    }
}

impl PartialEq for Value {
    /// Sameness for programs and tests: null equals null, values of different kinds differ, times are the same to
    /// the nanosecond and in their zone. FEEL's own `=`, which may be null, is in the evaluator.
    fn eq(&self, other: &Self) -> bool {
        identical(self, other)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Decimal> for Value {
    fn from(value: Decimal) -> Self {
        Self::Number(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(Decimal::from(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::string(value)
    }
}

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Self::Date(value)
    }
}

impl From<DateTime> for Value {
    fn from(value: DateTime) -> Self {
        Self::DateTime(Arc::new(value))
    }
}

impl From<Time> for Value {
    fn from(value: Time) -> Self {
        Self::Time(Arc::new(value))
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::list(items)
    }
}

impl From<Context> for Value {
    fn from(context: Context) -> Self {
        Self::Context(context)
    }
}
