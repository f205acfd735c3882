//! Functions of strings. Positions and lengths count characters (Unicode code points), from 1.

use super::arguments::{at, list, optional_string, string, truncated, wrong};
use super::{Outcome, Problem, patterns};
use crate::eval::{Interpreter, Pattern};
use crate::value::Value;

pub(super) fn substring(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let text = string(values, 0)?;
    let position = truncated(values, 1)?;
    let count = text.chars().count();
    let offset = usize::try_from(position.unsigned_abs()).unwrap_or(usize::MAX);
    let skip = match position {
        0 => return Err(Problem::Borrowed("positions count from 1, or from -1 backward")),
        1.. if offset <= count => offset - 1,
        ..0 if offset <= count => count - offset,
        _ => return Err(Problem::from(format!("there is no position {position} in {count} characters"))),
    };
    let length = if at(values, 2).is_null() {
        usize::MAX
    } else {
        match truncated(values, 2)? {
            length @ 1.. => usize::try_from(length).unwrap_or(usize::MAX),
            _ => return Err(Problem::Borrowed("the length must be at least 1")),
        }
    };
    Ok(Value::string(text.chars().skip(skip).take(length).collect::<String>()))
}

pub(super) fn length(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let count = i64::try_from(string(values, 0)?.chars().count()).unwrap_or(i64::MAX);
    Ok(Value::from(count))
}

/// Bytes whose case is changed in one step.
const CASED_BYTES: usize = 16;

pub(super) fn upper(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let text = string(values, 0)?;
    interpreter.charge(text.len() / CASED_BYTES);
    Ok(interpreter.string(&text.to_uppercase()))
}

pub(super) fn lower(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let text = string(values, 0)?;
    interpreter.charge(text.len() / CASED_BYTES);
    Ok(interpreter.string(&text.to_lowercase()))
}

pub(super) fn before(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (text, part) = (string(values, 0)?, string(values, 1)?);
    Ok(Value::string(text.split_once(&**part).map_or("", |(before, _)| before)))
}

pub(super) fn after(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (text, part) = (string(values, 0)?, string(values, 1)?);
    Ok(Value::string(text.split_once(&**part).map_or("", |(_, after)| after)))
}

pub(super) fn contains(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    Ok(Value::Bool(string(values, 0)?.contains(&**string(values, 1)?)))
}

pub(super) fn starts_with(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    Ok(Value::Bool(string(values, 0)?.starts_with(&**string(values, 1)?)))
}

pub(super) fn ends_with(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    Ok(Value::Bool(string(values, 0)?.ends_with(&**string(values, 1)?)))
}

/// Counts the steps of matching a text, before it is done.
fn charge_match(interpreter: &mut Interpreter<'_>, pattern: &Pattern, text: &str) -> bool {
    interpreter.charge(text.len().saturating_mul(pattern.steps_per_byte).saturating_add(pattern.search_steps))
}

pub(super) fn matches(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let text = string(values, 0)?;
    let flags = optional_string(values, 2)?.map_or("", |flags| flags);
    let pattern = patterns::compiled(interpreter, string(values, 1)?, flags)?;
    if !charge_match(interpreter, &pattern, text) {
        return Ok(Value::Null);
    }
    pattern.matcher.is_match(text).map(Value::Bool)
}

pub(super) fn replace(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let text = string(values, 0)?;
    let replacement = string(values, 2)?;
    let flags = optional_string(values, 3)?.map_or("", |flags| flags);
    let pattern = patterns::compiled(interpreter, string(values, 1)?, flags)?;
    if !charge_match(interpreter, &pattern, text) {
        return Ok(Value::Null);
    }
    let replaced = patterns::replaced(interpreter, text, &pattern, replacement, flags.contains('q'))?;
    Ok(interpreter.string(&replaced))
}

pub(super) fn split(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let text = string(values, 0)?;
    let pattern = patterns::compiled(interpreter, string(values, 1)?, "")?;
    if !charge_match(interpreter, &pattern, text) {
        return Ok(Value::Null);
    }
    let most = interpreter.limits.list_length_max + 1;
    let parts = patterns::split(interpreter, text, &pattern, most)?;
    Ok(interpreter.list(parts.into_iter().map(Value::string).collect()))
}

/// `string join(list, delimiter?)`; null items are left out.
pub(super) fn join(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let delimiter = optional_string(values, 1)?.map_or("", |delimiter| delimiter);
    let mut joined = String::new();
    let mut first = true;
    for item in items.iter() {
        let text = match item {
            Value::Null => continue,
            Value::String(text) => text,
            other => return Err(wrong(0, "list of strings", other)),
        };
        if !first {
            joined.push_str(delimiter);
        }
        first = false;
        joined.push_str(text);
        if joined.len() > interpreter.limits.string_bytes_max {
            break;
        }
    }
    Ok(interpreter.string(&joined))
}
