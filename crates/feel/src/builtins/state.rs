//! The functions of the state dialect: questions of the unknown, and age.

use super::arguments::{at, single, wrong};
use super::{Outcome, Problem};
use crate::eval::Interpreter;
use crate::temporal::Date;
use crate::value::Value;

/// Whether a value is null.
#[expect(clippy::unnecessary_wraps, reason = "all built-in functions share one signature")]
pub(super) fn is_unknown(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    Ok(Value::Bool(at(values, 0).is_null()))
}

/// Whether a value is not null.
#[expect(clippy::unnecessary_wraps, reason = "all built-in functions share one signature")]
pub(super) fn is_known(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    Ok(Value::Bool(!at(values, 0).is_null()))
}

fn date(values: &[Value], index: usize) -> Result<Date, Problem> {
    match single(at(values, index)) {
        Value::Date(date) => Ok(*date),
        other => Err(wrong(index, "date", other)),
    }
}

/// Completed years from a birth to a day. Born on 29 February, a year is complete on 1 March where there is no
/// 29th.
pub(super) fn age(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (born, on) = (date(values, 0)?, date(values, 1)?);
    if on < born {
        return Err(Problem::Borrowed("the birth is after the day asked for"));
    }
    Ok(Value::from(born.months_until(on) / 12))
}
