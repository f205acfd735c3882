//! Reading arguments, with FEEL's conversion of a list of one to its item and of an item to the list of it.

use super::Problem;
use crate::decimal::Decimal;
use crate::value::{Context, List, Value};
use std::sync::Arc;

/// The argument at a position; a missing one is null.
pub(super) fn at(values: &[Value], index: usize) -> &Value {
    values.get(index).unwrap_or(&Value::Null)
}

/// The item of a list of one, or the value itself.
pub(super) fn single(value: &Value) -> &Value {
    match value {
        Value::List(list) => match list.as_slice() {
            [only] => only,
            _ => value,
        },
        value => value,
    }
}

#[cold]
pub(super) fn wrong(index: usize, expected: &str, value: &Value) -> Problem {
    Problem::from(format!("argument {} must be a {expected}, not {}", index + 1, value.kind()))
}

pub(super) fn number(values: &[Value], index: usize) -> Result<Decimal, Problem> {
    match single(at(values, index)) {
        Value::Number(number) => Ok(*number),
        other => Err(wrong(index, "number", other)),
    }
}

/// A whole number.
pub(super) fn integer(values: &[Value], index: usize) -> Result<i64, Problem> {
    let number = number(values, index)?;
    number.to_i64().ok_or_else(|| Problem::from(format!("argument {} must be a whole number", index + 1)))
}

/// A number of which only the integer part counts.
pub(super) fn truncated(values: &[Value], index: usize) -> Result<i64, Problem> {
    let number = number(values, index)?;
    let whole = number.round(0, crate::decimal::Rounding::Down).and_then(Decimal::to_i64);
    whole.ok_or_else(|| Problem::from(format!("argument {} is too large", index + 1)))
}

pub(super) fn string(values: &[Value], index: usize) -> Result<&Arc<str>, Problem> {
    match single(at(values, index)) {
        Value::String(text) => Ok(text),
        other => Err(wrong(index, "string", other)),
    }
}

/// A string that may be missing or null.
pub(super) fn optional_string(values: &[Value], index: usize) -> Result<Option<&Arc<str>>, Problem> {
    if at(values, index).is_null() { Ok(None) } else { string(values, index).map(Some) }
}

/// A list; a value that is none stands for the list of it. Null is no list.
pub(super) fn list(values: &[Value], index: usize) -> Result<List, Problem> {
    match at(values, index) {
        Value::List(list) => Ok(list.clone()),
        Value::Null => Err(wrong(index, "list", &Value::Null)),
        other => Ok(List::new(vec![other.clone()])),
    }
}

pub(super) fn context(values: &[Value], index: usize) -> Result<&Context, Problem> {
    match single(at(values, index)) {
        Value::Context(context) => Ok(context),
        other => Err(wrong(index, "context", other)),
    }
}

/// The items of a function that takes one list or its items one by one.
pub(super) fn items(values: &[Value]) -> Result<List, Problem> {
    match values {
        [Value::List(list)] => Ok(list.clone()),
        [Value::Null] => Err(wrong(0, "list", &Value::Null)),
        many => Ok(List::new(many.to_vec())),
    }
}

/// A zero-based place in a list of `length` items from a position that counts from 1, or from -1 backward.
pub(super) fn place(position: i64, length: usize) -> Result<usize, Problem> {
    let offset = usize::try_from(position.unsigned_abs()).unwrap_or(usize::MAX);
    if position == 0 || offset > length {
        return Err(Problem::from(format!("there is no position {position} in a list of {length}")));
    }
    Ok(if position > 0 { offset - 1 } else { length - offset })
}
