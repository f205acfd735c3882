//! Constants computed once, when the text is read.

use crate::ast::{Expr, ExprKind};
use crate::builtins::{self, Builtin};
use crate::value::{Range, Value};
use std::sync::Arc;

fn constant(expr: &Expr) -> Option<&Value> {
    match &expr.kind {
        ExprKind::Literal(value) => Some(value),
        _ => None,
    }
}

/// `-5`
pub(super) fn negated(operand: &Expr) -> Option<Value> {
    match constant(operand)? {
        Value::Number(number) => Some(Value::Number(number.negate())),
        _ => None,
    }
}

/// A range between constants, when it is a valid one; otherwise what it was, to warn when it is evaluated.
pub(super) fn range(kind: ExprKind) -> ExprKind {
    let ExprKind::Range { start, start_included, end, end_included, form } = &kind else { return kind };
    let value = |end: &Option<Box<Expr>>| match end {
        None => Some(Value::Null),
        Some(expr) => constant(expr).filter(|value| !value.is_null()).cloned(),
    };
    let (Some(low), Some(high)) = (value(start), value(end)) else { return kind };
    let range = Range {
        start: low,
        start_included: *start_included,
        end: high,
        end_included: *end_included,
        form: *form,
    };
    if crate::eval::valid_range(&range) { ExprKind::Literal(Value::Range(Arc::new(range))) } else { kind }
}

/// A list of constants.
pub(super) fn list(items: Vec<Expr>) -> ExprKind {
    let constants: Option<Vec<Value>> = items.iter().map(|item| constant(item).cloned()).collect();
    match constants {
        Some(values) => ExprKind::Literal(Value::list(values)),
        None => ExprKind::List(items),
    }
}

/// `date("2024-01-01")` and its like, when they are not in error.
pub(super) fn called(builtin: &'static Builtin, arguments: &[Expr]) -> Option<Value> {
    if !matches!(builtin.name, "date" | "time" | "date and time" | "duration") {
        return None;
    }
    let values: Option<Vec<Value>> = arguments.iter().map(|argument| constant(argument).cloned()).collect();
    builtins::constant_call(builtin, &values?)
}
