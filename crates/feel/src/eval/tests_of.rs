//! Unary tests: `in` and the cells of decision tables.

use super::operators::compared;
use super::{Interpreter, Scope, TraceKind};
use crate::ast::{Expr, ExprKind, UnaryTest, UnaryTestKind, UnaryTests};
use crate::value::{Range, RangeForm, Value, compare, equal};
use std::cmp::Ordering;

/// Whether a value lies in a range; `None` when it cannot be compared with an end.
pub(crate) fn contains(range: &Range, value: &Value) -> Option<bool> {
    if range.form == RangeForm::NotEqual {
        return compare(value, &range.start).map(|order| order != Ordering::Equal);
    }
    let above = match &range.start {
        Value::Null => Some(true),
        start => compare(value, start)
            .map(|order| order == Ordering::Greater || (range.start_included && order == Ordering::Equal)),
    };
    let below = match &range.end {
        Value::Null => Some(true),
        end => compare(value, end)
            .map(|order| order == Ordering::Less || (range.end_included && order == Ordering::Equal)),
    };
    Some(above? && below?)
}

/// Whether an input equals a value, lies in it or is among it; `None` when that cannot be said.
fn matches(input: &Value, value: &Value) -> Option<bool> {
    match value {
        Value::Range(range) if !matches!(input, Value::Range(_)) => contains(range, input),
        Value::List(list) => {
            if equal(input, value) == Some(true) {
                return Some(true);
            }
            Some(list.iter().any(|item| match item {
                Value::Range(range) if !matches!(input, Value::Range(_)) => {
                    contains(range, input) == Some(true)
                }
                item => equal(input, item) == Some(true),
            }))
        }
        value => equal(input, value),
    }
}

impl Interpreter<'_> {
    pub(super) fn in_tests(
        &mut self,
        expr: &Expr,
        value: &Expr,
        tests: &UnaryTests,
        scope: &Scope<'_>,
    ) -> Value {
        let input = self.value(value, scope);
        let inner = scope.with("?", &input);
        let result = self.any_test(tests, &input, &inner, false);
        if let Some(holds) = result {
            Value::Bool(holds)
        } else {
            let kind = input.kind();
            self.fail(expr.span, format_args!("a {kind} cannot be tested against this"))
        }
    }

    /// Whether an input passes the tests of a cell; `None` when that cannot be said.
    pub fn passes(&mut self, tests: &UnaryTests, input: &Value, scope: &Scope<'_>) -> Option<bool> {
        match tests {
            UnaryTests::Any => Some(true),
            UnaryTests::Tests { .. } if self.recorder().is_some() => {
                if let Some(recorder) = self.recorder() {
                    recorder.enter();
                }
                let inner = scope.with("?", input);
                let result = self.any_test(tests, input, &inner, true);
                let span = tests_span(tests);
                let value = result.map_or(Value::Null, Value::Bool);
                if let Some(recorder) = self.recorder() {
                    recorder.leave(span, TraceKind::Test, &value);
                }
                result
            }
            UnaryTests::Tests { .. } => {
                let inner = scope.with("?", input);
                self.any_test(tests, input, &inner, true)
            }
        }
    }

    /// Whether an input passes one test of a cell.
    pub(crate) fn passes_one(&mut self, test: &UnaryTest, input: &Value, scope: &Scope<'_>) -> Option<bool> {
        let inner = scope.with("?", input);
        self.test(test, input, &inner, true)
    }

    fn any_test(&mut self, tests: &UnaryTests, input: &Value, scope: &Scope<'_>, cell: bool) -> Option<bool> {
        let UnaryTests::Tests { negated, tests } = tests else { return Some(true) };
        let mut result = Some(false);
        for test in tests {
            match self.test(test, input, scope, cell) {
                Some(true) => return Some(!negated),
                Some(false) => {}
                None => result = None,
            }
        }
        result.map(|holds| holds != *negated)
    }

    fn test(&mut self, test: &UnaryTest, input: &Value, scope: &Scope<'_>, cell: bool) -> Option<bool> {
        match &test.kind {
            UnaryTestKind::Compare(op, operand) => {
                let operand = self.value(operand, scope);
                self.charge_comparison(input, &operand);
                compared(*op, input, &operand)
            }
            UnaryTestKind::Value(expr) => {
                let value = self.value(expr, scope);
                self.charge(value.size() / 8);
                match &*value {
                    // in a cell, a condition that does not speak of the input decides by itself
                    Value::Bool(holds) if cell && !matches!(input, Value::Bool(_) | Value::Null) => {
                        Some(*holds)
                    }
                    // a range that is in error says nothing of the input
                    Value::Null if matches!(expr.kind, ExprKind::Range { .. }) => None,
                    value => matches(input, value),
                }
            }
            UnaryTestKind::Condition(expr) => {
                let value = self.value(expr, scope);
                self.charge(value.size() / 8);
                match &*value {
                    Value::Bool(holds) => Some(*holds),
                    Value::Null => None,
                    value => matches(input, value),
                }
            }
        }
    }
}

fn tests_span(tests: &UnaryTests) -> crate::span::Span {
    match tests {
        UnaryTests::Any => crate::span::Span::default(),
        UnaryTests::Tests { tests, .. } => match (tests.first(), tests.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => crate::span::Span::default(),
        },
    }
}
