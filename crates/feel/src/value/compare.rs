//! Equality and order between values (DMN tables 44 to 48): three-valued, since values of different kinds neither
//! equal nor differ.

use super::{Range, Value};
use crate::temporal::SECOND_NANOS;
use std::cmp::Ordering;
use std::sync::Arc;

/// FEEL's `=`. `None` when the values cannot be compared. Times are compared to the second, as their `second`
/// property (an integer) takes part in DMN's definition of their equality.
pub(crate) fn equal(a: &Value, b: &Value) -> Option<bool> {
    let second = i128::from(SECOND_NANOS);
    match (a, b) {
        (Value::Null, Value::Null) => Some(true),
        (Value::Null, _) | (_, Value::Null) => Some(false),
        (Value::Bool(a), Value::Bool(b)) => Some(a == b),
        (Value::Number(a), Value::Number(b)) => Some(a == b),
        (Value::String(a), Value::String(b)) => Some(a == b),
        (Value::Date(a), Value::Date(b)) => Some(a == b),
        (Value::Time(a), Value::Time(b)) => {
            let ((a_zoned, a), (b_zoned, b)) = (a.instant(), b.instant());
            Some(a_zoned == b_zoned && a.div_euclid(second) == b.div_euclid(second))
        }
        (Value::DateTime(a), Value::DateTime(b)) => {
            let ((a_zoned, a), (b_zoned, b)) = (a.instant(), b.instant());
            Some(a_zoned == b_zoned && a.div_euclid(second) == b.div_euclid(second))
        }
        (Value::DayTimeDuration(a), Value::DayTimeDuration(b)) => Some(a == b),
        (Value::YearMonthDuration(a), Value::YearMonthDuration(b)) => Some(a == b),
        (Value::List(a), Value::List(b)) => {
            Some(a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| equal(a, b) == Some(true)))
        }
        (Value::Context(a), Value::Context(b)) => Some(
            a.entries().len() == b.entries().len()
                && a.entries()
                    .iter()
                    .all(|(name, value)| b.get(name).is_some_and(|other| equal(value, other) == Some(true))),
        ),
        (Value::Range(a), Value::Range(b)) => Some(equal_ranges(a, b)),
        (Value::Function(a), Value::Function(b)) => Arc::ptr_eq(a, b).then_some(true),
        _ => None,
    }
}

fn equal_ranges(a: &Range, b: &Range) -> bool {
    a.form == b.form
        && a.start_included == b.start_included
        && a.end_included == b.end_included
        && equal(&a.start, &b.start) == Some(true)
        && equal(&a.end, &b.end) == Some(true)
}

/// FEEL's order. `None` when the values have no order between them.
pub(crate) fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => ordered(a.instant(), b.instant()),
        (Value::DateTime(a), Value::DateTime(b)) => ordered(a.instant(), b.instant()),
        (Value::DayTimeDuration(a), Value::DayTimeDuration(b)) => Some(a.cmp(b)),
        (Value::YearMonthDuration(a), Value::YearMonthDuration(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

fn ordered(a: (bool, i128), b: (bool, i128)) -> Option<Ordering> {
    (a.0 == b.0).then(|| a.1.cmp(&b.1))
}

/// FEEL's `is`: the same element of the semantic domain. Times must have the same zone, written the same way.
pub(crate) fn identical(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Time(a), Value::Time(b)) => a == b,
        (Value::DateTime(a), Value::DateTime(b)) => a == b,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| identical(a, b))
        }
        (Value::Context(a), Value::Context(b)) => {
            a.entries().len() == b.entries().len()
                && a.entries()
                    .iter()
                    .all(|(name, value)| b.get(name).is_some_and(|other| identical(value, other)))
        }
        _ => equal(a, b) == Some(true),
    }
}
