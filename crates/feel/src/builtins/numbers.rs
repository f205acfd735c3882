//! Functions of numbers.

use super::arguments::{at, integer, number};
use super::{Outcome, Problem};
use crate::decimal::{Decimal, Rounding};
use crate::eval::{Interpreter, LOGARITHM_STEPS};
use crate::value::Value;

fn checked(result: Option<Decimal>) -> Outcome {
    result.map(Value::Number).ok_or(Problem::Borrowed("the result is not defined or out of range"))
}

fn rounded(values: &[Value], mode: Rounding) -> Outcome {
    let n = number(values, 0)?;
    let scale = i32::try_from(integer(values, 1)?).unwrap_or(i32::MAX);
    checked(n.round(scale, mode))
}

/// `decimal(n, scale)`; a scale with a fraction counts by its integer part.
pub(super) fn decimal(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let n = number(values, 0)?;
    let scale = i32::try_from(super::arguments::truncated(values, 1)?).unwrap_or(i32::MAX);
    checked(n.round(scale, Rounding::HalfEven))
}

fn with_optional_scale(values: &[Value], mode: Rounding) -> Outcome {
    if values.len() > 1 && !at(values, 1).is_null() {
        return rounded(values, mode);
    }
    if values.len() > 1 {
        return Err(Problem::Borrowed("argument 2 must be a number, not null"));
    }
    checked(number(values, 0)?.round(0, mode))
}

pub(super) fn floor(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    with_optional_scale(values, Rounding::Floor)
}

pub(super) fn ceiling(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    with_optional_scale(values, Rounding::Ceiling)
}

pub(super) fn round_up(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    rounded(values, Rounding::Up)
}

pub(super) fn round_down(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    rounded(values, Rounding::Down)
}

pub(super) fn round_half_up(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    rounded(values, Rounding::HalfUp)
}

pub(super) fn round_half_down(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    rounded(values, Rounding::HalfDown)
}

/// `abs(n)`, also of durations.
pub(super) fn abs(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    use crate::temporal::YearMonthDuration;
    match super::arguments::single(at(values, 0)) {
        Value::DayTimeDuration(duration) if duration.nanos() < 0 => duration
            .negate()
            .map(Value::DayTimeDuration)
            .ok_or(Problem::Borrowed("the duration is out of range")),
        Value::YearMonthDuration(duration) => YearMonthDuration::from_months(duration.months().abs())
            .map(Value::YearMonthDuration)
            .ok_or(Problem::Borrowed("the duration is out of range")),
        duration @ Value::DayTimeDuration(_) => Ok(duration.clone()),
        _ => Ok(Value::Number(number(values, 0)?.abs())),
    }
}

pub(super) fn modulo(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    checked(number(values, 0)?.modulo(number(values, 1)?))
}

pub(super) fn sqrt(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    interpreter.charge(ROOT_STEPS);
    checked(number(values, 0)?.sqrt())
}

pub(super) fn log(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    interpreter.charge(LOGARITHM_STEPS);
    checked(number(values, 0)?.ln())
}

pub(super) fn exp(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    interpreter.charge(SERIES_STEPS);
    checked(number(values, 0)?.exp())
}

/// What an exponential series costs, in steps.
const SERIES_STEPS: usize = 1_500;
/// What a square root costs, in steps.
const ROOT_STEPS: usize = 64;

fn parity(values: &[Value], odd: bool) -> Outcome {
    let n = number(values, 0)?;
    if !n.is_integer() {
        return Err(Problem::Borrowed("the number is not whole"));
    }
    let rest = n.modulo(Decimal::from(2)).unwrap_or(Decimal::ZERO);
    Ok(Value::Bool(rest.is_zero() != odd))
}

pub(super) fn odd(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    parity(values, true)
}

pub(super) fn even(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    parity(values, false)
}
