//! Pages and questions that no answer can reach: their conditions can't all be true.

use crate::codes;
use crate::sink::Sink;
use crate::types::facts::{normal, path};
use feel::Value;
use feel::ast::{Arguments, BinaryOp, Callee, Expr, ExprKind};
use model::{Formula, Service};

/// Warns of pages and questions that nobody ever sees.
pub fn check(service: &Service, sink: &mut Sink) {
    for page in &service.form {
        let shown = page.when.as_ref();
        if let Some(when) = shown.filter(|when| never(&[when])) {
            let message = format!("no answer ever leads to the page `{}`: its `when` is never true", page.id);
            sink.warning(codes::NEVER_SHOWN, when.at.clone(), message)
                .help("remove the page, or correct its condition");
            continue;
        }
        for question in &page.ask {
            let Some(when) = &question.when else { continue };
            if never(&shown.into_iter().chain([when]).collect::<Vec<_>>()) {
                let message = format!(
                    "no answer ever leads to the question `{}`: its `when` is never true here",
                    question.id
                );
                sink.warning(codes::NEVER_SHOWN, when.at.clone(), message)
                    .help("remove the question, or correct its condition or that of its page");
            }
        }
    }
}

/// True if all these conditions can't be true together. Where that can't be told it is false.
fn never(conditions: &[&Formula]) -> bool {
    let mut parts = Vec::new();
    for formula in conditions {
        conjuncts(&formula.expr, &formula.text, &mut parts);
    }
    parts.iter().any(|(expr, _)| constant(expr) == Some(false))
        || parts.iter().enumerate().any(|(index, one)| {
            parts.iter().skip(index + 1).any(|other| contradict(*one, *other) || contradict(*other, *one))
        })
}

/// What must all be true for an expression to be true, each with the text it stands in.
fn conjuncts<'e>(expr: &'e Expr, text: &'e str, found: &mut Vec<(&'e Expr, &'e str)>) {
    if let ExprKind::Binary { op: BinaryOp::And, left, right } = &expr.kind {
        conjuncts(left, text, found);
        conjuncts(right, text, found);
    } else {
        found.push((expr, text));
    }
}

/// What an expression gives whatever the facts are.
fn constant(expr: &Expr) -> Option<bool> {
    match &expr.kind {
        ExprKind::Literal(value) => Some(value.as_bool() == Some(true)),
        ExprKind::Binary { op, left, right } => match (op, literal(left), literal(right)) {
            (BinaryOp::Or, ..) => match (constant(left), constant(right)) {
                (Some(false), Some(false)) => Some(false),
                (Some(true), _) | (_, Some(true)) => Some(true),
                _ => None,
            },
            (BinaryOp::And, ..) => match (constant(left), constant(right)) {
                (Some(true), Some(true)) => Some(true),
                (Some(false), _) | (_, Some(false)) => Some(false),
                _ => None,
            },
            (_, Some(_), Some(_)) => {
                let value = feel::evaluate(expr, &feel::Scope::empty(), &feel::Limits::default()).value;
                Some(value.as_bool() == Some(true))
            }
            _ => None,
        },
        _ => negated(expr).and_then(|inner| match constant(inner) {
            Some(true) => Some(false),
            // of what is unknown the opposite is unknown too
            _ => None,
        }),
    }
}

fn literal(expr: &Expr) -> Option<&Value> {
    match &expr.kind {
        ExprKind::Literal(value) => Some(value),
        _ => None,
    }
}

/// What stands in `not(…)`.
fn negated(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Call { callee: Callee::Builtin(builtin), arguments: Arguments::Positional(arguments) }
            if builtin.name == "not" =>
        {
            arguments.first()
        }
        _ => None,
    }
}

/// True if the second can't be true where the first is: another value of the same thing, or its opposite.
fn contradict((one, text): (&Expr, &str), (other, other_text): (&Expr, &str)) -> bool {
    if let Some(inner) = negated(other) {
        return normal(inner.span.of(other_text)) == normal(one.span.of(text));
    }
    let said = |expr: &'_ Expr| match &expr.kind {
        ExprKind::Binary { op: op @ (BinaryOp::Equal | BinaryOp::NotEqual), left, right } => {
            let (name, value) = match (literal(left), literal(right)) {
                (None, Some(value)) => (path(left)?, value.clone()),
                (Some(value), None) => (path(right)?, value.clone()),
                _ => return None,
            };
            Some((*op, name, value))
        }
        _ => None,
    };
    match (said(one), said(other)) {
        (Some((BinaryOp::Equal, name, value)), Some((BinaryOp::Equal, same, another))) => {
            name == same && value != another
        }
        (Some((BinaryOp::Equal, name, value)), Some((BinaryOp::NotEqual, same, another))) => {
            name == same && value == another
        }
        _ => false,
    }
}
