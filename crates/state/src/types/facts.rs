//! What a condition tells when it is true, when it is false, and what a value tells when it is known.
//!
//! Only what holds in FEEL's three-valued logic counts: `is known(x) and x > 3` is never unknown, because it is false
//! where `x` is; so `x` counts as known right of `and`.

use crate::types::env::{Env, Facts};
use feel::Value;
use feel::ast::{Arguments, BinaryOp, Callee, Expr, ExprKind};
use std::collections::HashMap;

/// What is known if a derived value is true, false or merely known.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_field_names, reason = "each field answers the same question: what holds if")]
pub struct Guard {
    /// If it is true.
    pub if_true: Facts,
    /// If it is false.
    pub if_false: Facts,
    /// If it is not null.
    pub if_known: Facts,
}

/// Reads facts off expressions.
pub struct Reader<'a> {
    /// The text the expressions stand in.
    pub text: &'a str,
    /// What derived values tell.
    pub guards: &'a HashMap<String, Guard>,
}

/// A name with members, as one text: `child.mother`.
pub fn path(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.to_string()),
        ExprKind::Path { object, member } => Some(format!("{}.{member}", path(object)?)),
        _ => None,
    }
}

/// A condition's text with single spaces, to be recognised elsewhere.
pub fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn literal(expr: &Expr) -> Option<&Value> {
    match &expr.kind {
        ExprKind::Literal(value) => Some(value),
        _ => None,
    }
}

fn is_null(expr: &Expr) -> bool {
    literal(expr).is_some_and(Value::is_null)
}

fn union(a: Facts, b: Facts) -> Facts {
    a.into_iter().chain(b).collect()
}

fn both(a: &Facts, b: &Facts) -> Facts {
    a.intersection(b).cloned().collect()
}

impl Reader<'_> {
    /// What holds if the expression is true (or false).
    pub fn facts(&self, expr: &Expr, truth: bool, env: &Env<'_>) -> Facts {
        let mut facts = self.inner(expr, truth, env);
        if truth {
            facts.insert(format!("?{}", normal(expr.span.of(self.text))));
        }
        facts
    }

    fn inner(&self, expr: &Expr, truth: bool, env: &Env<'_>) -> Facts {
        match &expr.kind {
            ExprKind::Binary { op: BinaryOp::And | BinaryOp::Or, left, right } => {
                let (a, b) = (self.facts(left, truth, env), self.facts(right, truth, env));
                let conjunction = matches!(&expr.kind, ExprKind::Binary { op: BinaryOp::And, .. });
                if conjunction == truth { union(a, b) } else { both(&a, &b) }
            }
            ExprKind::Binary { op, left, right } => self.compared(*op, left, right, truth, env),
            ExprKind::Call { callee: Callee::Builtin(builtin), arguments } => {
                let Arguments::Positional(arguments) = arguments else { return Facts::new() };
                let Some(first) = arguments.first() else { return Facts::new() };
                match (builtin.name, truth) {
                    ("is known", true) | ("is unknown", false) => self.known(first, env),
                    ("not", _) => self.facts(first, !truth, env),
                    _ => Facts::new(),
                }
            }
            ExprKind::Name(name) => {
                let mut facts = Facts::from([name.to_string()]);
                if let (Some(guard), true) = (self.guards.get(&**name), env.is_outermost(name)) {
                    facts.extend(if truth { &guard.if_true } else { &guard.if_false }.iter().cloned());
                }
                facts
            }
            ExprKind::Path { .. } => self.known(expr, env),
            ExprKind::If { condition, then, otherwise } => {
                let branch = |part: &Expr, taken: bool| {
                    let impossible = is_null(part) || literal(part).and_then(Value::as_bool) == Some(!truth);
                    (!impossible)
                        .then(|| union(self.facts(condition, taken, env), self.facts(part, truth, env)))
                };
                either(branch(then, true), branch(otherwise, false))
            }
            _ => Facts::new(),
        }
    }

    /// What holds if the expression is not null.
    pub fn known(&self, expr: &Expr, env: &Env<'_>) -> Facts {
        match &expr.kind {
            ExprKind::Name(name) => {
                let mut facts = Facts::from([name.to_string()]);
                if let (Some(guard), true) = (self.guards.get(&**name), env.is_outermost(name)) {
                    facts.extend(guard.if_known.iter().cloned());
                }
                facts
            }
            ExprKind::Path { object, .. } => {
                let mut facts = self.known(object, env);
                facts.extend(path(expr));
                facts
            }
            ExprKind::Binary { op, left, right }
                if !matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::Equal | BinaryOp::NotEqual) =>
            {
                union(self.known(left, env), self.known(right, env))
            }
            ExprKind::If { condition, then, otherwise } => {
                let branch = |part: &Expr, taken: bool| {
                    (!is_null(part)).then(|| union(self.facts(condition, taken, env), self.known(part, env)))
                };
                either(branch(then, true), branch(otherwise, false))
            }
            _ => Facts::new(),
        }
    }

    fn compared(&self, op: BinaryOp, left: &Expr, right: &Expr, truth: bool, env: &Env<'_>) -> Facts {
        let (value, other) = if literal(left).is_some() { (left, right) } else { (right, left) };
        let Some(constant) = literal(value) else { return Facts::new() };
        let equal = match op {
            BinaryOp::Equal => truth,
            BinaryOp::NotEqual => !truth,
            _ => return counted(op, left, right, truth),
        };
        match constant {
            Value::Null if !equal => self.known(other, env),
            // `x = true` is false where x is unknown
            Value::Bool(wanted) if equal => union(self.known(other, env), self.facts(other, *wanted, env)),
            Value::Number(_) => counted(op, left, right, truth),
            _ => Facts::new(),
        }
    }
}

fn either(a: Option<Facts>, b: Option<Facts>) -> Facts {
    match (a, b) {
        (Some(a), Some(b)) => both(&a, &b),
        (Some(facts), None) | (None, Some(facts)) => facts,
        (None, None) => Facts::new(),
    }
}

/// `count(x) > 0` and the like: the list has items.
fn counted(op: BinaryOp, left: &Expr, right: &Expr, truth: bool) -> Facts {
    let ExprKind::Call { callee: Callee::Builtin(builtin), arguments: Arguments::Positional(arguments) } =
        &left.kind
    else {
        return Facts::new();
    };
    let (Some(list), Some(Value::Number(number))) = (arguments.first().and_then(path), literal(right)) else {
        return Facts::new();
    };
    let (zero, one) = (feel::Decimal::from(0), feel::Decimal::from(1));
    let filled = builtin.name == "count"
        && match (op, truth) {
            (BinaryOp::Greater, true) | (BinaryOp::LessOrEqual, false) => *number >= zero,
            (BinaryOp::GreaterOrEqual | BinaryOp::Equal, true)
            | (BinaryOp::Less | BinaryOp::NotEqual, false) => *number >= one,
            (BinaryOp::Equal, false) | (BinaryOp::NotEqual, true) => *number == zero,
            _ => false,
        };
    if filled { Facts::from([format!("#{list}")]) } else { Facts::new() }
}
