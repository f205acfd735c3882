//! Conversions between text, numbers and ranges; `not` and `is`.

use super::arguments::{at, optional_string, single, string as string_at, wrong};
use super::{Outcome, Problem};
use crate::ast::ExprKind;
use crate::decimal::Decimal;
use crate::eval::Interpreter;
use crate::names::Names;
use crate::value::{Value, compare, identical};
use std::cmp::Ordering;

/// `number(from, grouping separator, decimal separator)`.
pub(super) fn number(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    if let ([_], Value::Number(number)) = (values, single(at(values, 0))) {
        return Ok(Value::Number(*number));
    }
    let text = string_at(values, 0)?;
    let grouping = optional_string(values, 1)?;
    let decimal = optional_string(values, 2)?;
    if grouping.is_some_and(|g| !matches!(&**g, " " | "," | ".")) {
        return Err(Problem::Borrowed("the grouping separator may be a space, a comma, a point or null"));
    }
    if decimal.is_some_and(|d| !matches!(&**d, "," | ".")) {
        return Err(Problem::Borrowed("the decimal separator may be a comma, a point or null"));
    }
    if grouping.is_some() && grouping == decimal {
        return Err(Problem::Borrowed("the two separators must differ"));
    }
    let mut plain = text.to_string();
    if let Some(grouping) = grouping {
        plain = plain.replace(&**grouping, "");
    }
    if let Some(decimal) = decimal
        && &**decimal == ","
    {
        if plain.contains('.') {
            return Err(Problem::Borrowed("the text holds a point, but the decimal separator is a comma"));
        }
        plain = plain.replace(',', ".");
    }
    plain.parse::<Decimal>().map(Value::Number).map_err(|cause| Problem::from(cause.to_string()))
}

/// `string(from)`: texts as they are, other values as they are written.
pub(super) fn string(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    if let Value::Null = single(at(values, 0)) {
        Err(wrong(0, "value", &Value::Null))
    } else {
        let text = match at(values, 0) {
            Value::String(text) => return Ok(Value::String(std::sync::Arc::clone(text))),
            Value::Date(value) => value.to_string(),
            Value::Time(value) => value.to_string(),
            Value::DateTime(value) => value.to_string(),
            Value::DayTimeDuration(value) => value.to_string(),
            Value::YearMonthDuration(value) => value.to_string(),
            other => other.to_string(),
        };
        Ok(interpreter.string(&text))
    }
}

/// `range(from)`: a range literal between constants, low end first.
pub(super) fn range(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let text = string_at(values, 0)?;
    let expr = crate::parser::parse_expression(text, &Names::new())
        .map_err(|error| Problem::from(format!("the text is no range: {}", error.message)))?;
    let ExprKind::Literal(Value::Range(range)) = &expr.kind else {
        return Err(Problem::Borrowed("the text is no range between constants"));
    };
    match compare(&range.start, &range.end) {
        Some(Ordering::Less | Ordering::Equal) => Ok(Value::Range(std::sync::Arc::clone(range))),
        _ => Err(Problem::Borrowed("the low end must come first")),
    }
}

/// `not(negand)`; what is neither true nor false stays unknown.
pub(super) fn not(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    match single(at(values, 0)) {
        Value::Bool(value) => Ok(Value::Bool(!value)),
        other => Err(wrong(0, "boolean", other)),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "all built-in functions share one signature")]
pub(super) fn is(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    Ok(Value::Bool(identical(at(values, 0), at(values, 1))))
}
