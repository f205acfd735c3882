//! Whoever wants to know which ways an evaluation took: a tool that asks what was ever tried.

use super::{Interpreter, Scope};
use crate::ast::Expr;
use crate::eval::Evaluation;
use crate::limits::Limits;
use crate::value::Value;

/// Is told what each condition gave: that of an `if`, and each side of `and` and `or` that was looked at.
pub trait Observer {
    /// An expression decided something, or helped to, and had this value. The same expression of the tree is told each
    /// time it is looked at.
    fn saw(&self, expr: &Expr, value: &Value);
}

/// Evaluates an expression under the eyes of an observer, who is told the value of the whole too.
pub fn evaluate_observed(
    expr: &Expr,
    scope: &Scope<'_>,
    limits: &Limits,
    observer: &dyn Observer,
) -> Evaluation {
    let mut interpreter = Interpreter::new(limits, scope);
    interpreter.observer = Some(observer);
    let value = interpreter.evaluate(expr, scope);
    observer.saw(expr, &value);
    interpreter.finish(value)
}

impl Interpreter<'_> {
    /// Tells the observer, if there is one.
    pub(super) fn decided(&self, expr: &Expr, value: &Value) {
        if let Some(observer) = self.observer {
            observer.saw(expr, value);
        }
    }
}
