//! Arithmetic, comparison and logic (DMN tables 42 to 53).

use super::{Interpreter, Scope};
use crate::ast::{BinaryOp, Expr, ExprKind};
use crate::decimal::Decimal;
use crate::temporal::{DateTime, DayTimeDuration, YearMonthDuration};
use crate::types::Type;
use crate::value::{Range, Value, compare, equal};
use std::cmp::Ordering;
use std::sync::Arc;

/// Whether the ends of a range can be compared; an open end always can.
pub(crate) fn valid_range(range: &Range) -> bool {
    match (&range.start, &range.end) {
        (Value::Null, Value::Null) => false,
        (Value::Null, end) => compare(end, end).is_some(),
        (start, Value::Null) => compare(start, start).is_some(),
        (start, end) => compare(start, end).is_some(),
    }
}

/// What a natural logarithm costs, in steps: several exponential series.
pub(crate) const LOGARITHM_STEPS: usize = 8_000;

impl Interpreter<'_> {
    pub(super) fn logic(
        &mut self,
        expr: &Expr,
        dominant: bool,
        left: &Expr,
        right: &Expr,
        scope: &Scope<'_>,
    ) -> Value {
        // `false` decides `and`, `true` decides `or`; what is neither true nor false is unknown
        let first = self.truth(left, scope);
        if first == Some(dominant) {
            return Value::Bool(dominant);
        }
        let second = self.truth(right, scope);
        self.span = expr.span;
        match (first, second) {
            (_, Some(second)) if second == dominant => Value::Bool(dominant),
            (Some(_), Some(second)) => Value::Bool(second),
            _ => Value::Null,
        }
    }

    fn truth(&mut self, expr: &Expr, scope: &Scope<'_>) -> Option<bool> {
        let value = self.value(expr, scope);
        self.decided(expr, &value);
        match &*value {
            Value::Bool(value) => Some(*value),
            Value::Null => None,
            other => {
                let kind = other.kind();
                self.fail(expr.span, format_args!("expected true or false here, but this is a {kind}"));
                None
            }
        }
    }

    pub(super) fn binary(
        &mut self,
        expr: &Expr,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        scope: &Scope<'_>,
    ) -> Value {
        let left = self.value(left, scope);
        let right = self.value(right, scope);
        // most operands are numbers, which need no counting
        if let (Value::Number(a), Value::Number(b)) = (&*left, &*right)
            && let Some(value) = of_numbers(op, *a, *b)
        {
            return value;
        }
        self.charge_comparison(&left, &right);
        if op == BinaryOp::Power && !self.charge_power(&right) {
            return Value::Null;
        }
        let result = if op.is_comparison() {
            compared(op, &left, &right).map(Value::Bool)
        } else {
            calculated(op, &left, &right)
        };
        match result {
            Some(Value::String(text)) => self.string(&text),
            Some(value) => value,
            None => {
                let problem = problem_of(op, &left, &right);
                self.fail(expr.span, problem)
            }
        }
    }

    /// Counts the steps of a power: one with a small whole exponent is some products, any other a series.
    fn charge_power(&mut self, exponent: &Value) -> bool {
        let small =
            matches!(exponent, Value::Number(n) if n.to_i64().is_some_and(|n| n.unsigned_abs() <= 34));
        small || self.charge(LOGARITHM_STEPS)
    }

    pub(super) fn negate(&mut self, expr: &Expr, operand: &Expr, scope: &Scope<'_>) -> Value {
        let value = self.value(operand, scope);
        let result = match &*value {
            Value::Number(number) => Some(Value::Number(number.negate())),
            Value::DayTimeDuration(duration) => duration.negate().map(Value::DayTimeDuration),
            Value::YearMonthDuration(duration) => {
                YearMonthDuration::from_months(-duration.months()).map(Value::YearMonthDuration)
            }
            _ => None,
        };
        let kind = value.kind();
        result.unwrap_or_else(|| self.fail(expr.span, format_args!("'-' cannot stand before a {kind}")))
    }

    pub(super) fn between(
        &mut self,
        expr: &Expr,
        value: &Expr,
        low: &Expr,
        high: &Expr,
        scope: &Scope<'_>,
    ) -> Value {
        let value = self.value(value, scope);
        let low = self.value(low, scope);
        let high = self.value(high, scope);
        if let (Some(low), Some(high)) = (compare(&value, &low), compare(&value, &high)) {
            Value::Bool(low != Ordering::Less && high != Ordering::Greater)
        } else {
            let kinds = (value.kind(), low.kind(), high.kind());
            self.fail(
                expr.span,
                format_args!("a {} cannot be compared with a {} and a {}", kinds.0, kinds.1, kinds.2),
            )
        }
    }

    pub(super) fn instance_of(&mut self, expr: &Expr, value: &Expr, kind: &Type, scope: &Scope<'_>) -> Value {
        let value = self.value(value, scope);
        if !kind.is_resolved() {
            return self.fail(expr.span, format_args!("there is no type '{kind}'"));
        }
        Value::Bool(kind.admits(&value))
    }

    pub(super) fn range(&mut self, expr: &Expr, scope: &Scope<'_>) -> Value {
        let ExprKind::Range { start, start_included, end, end_included, form } = &expr.kind else {
            return Value::Null;
        };
        let low = start.as_ref().map(|e| self.evaluate(e, scope));
        let high = end.as_ref().map(|e| self.evaluate(e, scope));
        let missing = low.as_ref().is_some_and(Value::is_null) || high.as_ref().is_some_and(Value::is_null);
        let range = Range {
            start: low.unwrap_or(Value::Null),
            start_included: *start_included,
            end: high.unwrap_or(Value::Null),
            end_included: *end_included,
            form: *form,
        };
        if missing || !valid_range(&range) {
            let kinds = (range.start.kind(), range.end.kind());
            return self
                .fail(expr.span, format_args!("a range cannot go from a {} to a {}", kinds.0, kinds.1));
        }
        Value::Range(Arc::new(range))
    }
}

/// The outcome of the operators that cost little on numbers; `None` for the others, and when the result is out of range.
fn of_numbers(op: BinaryOp, a: Decimal, b: Decimal) -> Option<Value> {
    Some(match op {
        BinaryOp::Less => Value::Bool(a < b),
        BinaryOp::LessOrEqual => Value::Bool(a <= b),
        BinaryOp::Greater => Value::Bool(a > b),
        BinaryOp::GreaterOrEqual => Value::Bool(a >= b),
        BinaryOp::Equal => Value::Bool(a == b),
        BinaryOp::NotEqual => Value::Bool(a != b),
        BinaryOp::Add => Value::Number(a.add(b)?),
        BinaryOp::Subtract => Value::Number(a.sub(b)?),
        BinaryOp::Multiply => Value::Number(a.mul(b)?),
        BinaryOp::Divide => Value::Number(a.div(b)?),
        BinaryOp::And | BinaryOp::Or | BinaryOp::Power => return None,
    })
}

/// The outcome of a comparison; `None` when the values cannot be compared.
pub(super) fn compared(op: BinaryOp, left: &Value, right: &Value) -> Option<bool> {
    match op {
        BinaryOp::Equal => equal(left, right),
        BinaryOp::NotEqual => equal(left, right).map(|same| !same),
        BinaryOp::Less => compare(left, right).map(Ordering::is_lt),
        BinaryOp::LessOrEqual => compare(left, right).map(Ordering::is_le),
        BinaryOp::Greater => compare(left, right).map(Ordering::is_gt),
        BinaryOp::GreaterOrEqual => compare(left, right).map(Ordering::is_ge),
        _ => None,
    }
}

#[cold]
fn problem_of(op: BinaryOp, left: &Value, right: &Value) -> String {
    let symbol = op.symbol();
    match (op, left, right) {
        (BinaryOp::Divide, Value::Number(_), Value::Number(divisor)) if divisor.is_zero() => {
            "division by zero".to_owned()
        }
        (_, Value::Number(_), Value::Number(_)) => format!("the result of '{symbol}' is out of range"),
        (_, Value::Null, _) | (_, _, Value::Null) => format!("one side of '{symbol}' is null"),
        _ => format!("'{symbol}' cannot join a {} and a {}", left.kind(), right.kind()),
    }
}

fn calculated(op: BinaryOp, left: &Value, right: &Value) -> Option<Value> {
    match op {
        BinaryOp::Add => add(left, right),
        BinaryOp::Subtract => subtract(left, right),
        BinaryOp::Multiply => multiply(left, right),
        BinaryOp::Divide => divide(left, right),
        BinaryOp::Power => match (left, right) {
            (Value::Number(base), Value::Number(exponent)) => base.pow(*exponent).map(Value::Number),
            _ => None,
        },
        _ => None,
    }
}

fn add(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.add(*b).map(Value::Number),
        (Value::String(a), Value::String(b)) => Some(Value::String(Arc::from(format!("{a}{b}")))),
        (Value::DayTimeDuration(a), Value::DayTimeDuration(b)) => a.plus(*b).map(Value::DayTimeDuration),
        (Value::YearMonthDuration(a), Value::YearMonthDuration(b)) => {
            YearMonthDuration::from_months(a.months() + b.months()).map(Value::YearMonthDuration)
        }
        (Value::DayTimeDuration(duration), other) | (other, Value::DayTimeDuration(duration)) => {
            shift(other, *duration)
        }
        (Value::YearMonthDuration(duration), other) | (other, Value::YearMonthDuration(duration)) => {
            shift_months(other, duration.months())
        }
        _ => None,
    }
}

fn shift(value: &Value, duration: DayTimeDuration) -> Option<Value> {
    match value {
        Value::Date(date) => date.add_duration(duration).map(Value::Date),
        Value::Time(time) => Some(Value::from(time.add_duration(duration))),
        Value::DateTime(moment) => moment.add_duration(duration).map(Value::from),
        _ => None,
    }
}

fn shift_months(value: &Value, months: i64) -> Option<Value> {
    match value {
        Value::Date(date) => date.add_months(months).map(Value::Date),
        Value::DateTime(moment) => moment.add_months(months).map(Value::from),
        _ => None,
    }
}

fn subtract(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.sub(*b).map(Value::Number),
        (Value::Date(a), Value::Date(b)) => {
            DayTimeDuration::from_days(a.days() - b.days()).map(Value::DayTimeDuration)
        }
        (Value::Date(a), Value::DateTime(b)) => difference(&DateTime::midnight_utc(*a), b),
        (Value::DateTime(a), Value::Date(b)) => difference(a, &DateTime::midnight_utc(*b)),
        (Value::DateTime(a), Value::DateTime(b)) => difference(a, b),
        (Value::Time(a), Value::Time(b)) => {
            let ((a_zoned, a), (b_zoned, b)) = (a.instant(), b.instant());
            (a_zoned == b_zoned)
                .then(|| DayTimeDuration::from_nanos(a - b).map(Value::DayTimeDuration))
                .flatten()
        }
        (Value::DayTimeDuration(a), Value::DayTimeDuration(b)) => {
            a.plus(b.negate()?).map(Value::DayTimeDuration)
        }
        (Value::YearMonthDuration(a), Value::YearMonthDuration(b)) => {
            YearMonthDuration::from_months(a.months() - b.months()).map(Value::YearMonthDuration)
        }
        (value, Value::DayTimeDuration(duration)) => shift(value, duration.negate()?),
        (value, Value::YearMonthDuration(duration)) => shift_months(value, -duration.months()),
        _ => None,
    }
}

/// The time between two moments; a moment with a zone has none to one without.
fn difference(a: &DateTime, b: &DateTime) -> Option<Value> {
    let ((a_zoned, a), (b_zoned, b)) = (a.instant(), b.instant());
    if a_zoned != b_zoned {
        return None;
    }
    DayTimeDuration::from_nanos(a - b).map(Value::DayTimeDuration)
}

fn multiply(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.mul(*b).map(Value::Number),
        (Value::DayTimeDuration(duration), Value::Number(factor))
        | (Value::Number(factor), Value::DayTimeDuration(duration)) => {
            DayTimeDuration::from_decimal(duration.to_decimal()?.mul(*factor)?).map(Value::DayTimeDuration)
        }
        (Value::YearMonthDuration(duration), Value::Number(factor))
        | (Value::Number(factor), Value::YearMonthDuration(duration)) => {
            let months = Decimal::from(duration.months()).mul(*factor)?;
            YearMonthDuration::from_decimal(months).map(Value::YearMonthDuration)
        }
        _ => None,
    }
}

fn divide(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.div(*b).map(Value::Number),
        (Value::DayTimeDuration(duration), Value::Number(divisor)) => {
            DayTimeDuration::from_decimal(duration.to_decimal()?.div(*divisor)?).map(Value::DayTimeDuration)
        }
        (Value::YearMonthDuration(duration), Value::Number(divisor)) => {
            let months = Decimal::from(duration.months()).div(*divisor)?;
            YearMonthDuration::from_decimal(months).map(Value::YearMonthDuration)
        }
        (Value::DayTimeDuration(a), Value::DayTimeDuration(b)) => {
            a.to_decimal()?.div(b.to_decimal()?).map(Value::Number)
        }
        (Value::YearMonthDuration(a), Value::YearMonthDuration(b)) => {
            let (a, b) = (a.months(), b.months());
            Decimal::from(a).div(Decimal::from(b)).map(Value::Number)
        }
        _ => None,
    }
}
