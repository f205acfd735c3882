//! Operators: what they join, and when their value is unknown.

use crate::codes;
use crate::sink::did_you_mean;
use crate::types::env::Env;
use crate::types::facts::path;
use crate::types::infer::Infer;
use crate::types::ty::{Kind, Ty};
use feel::Value;
use feel::ast::{BinaryOp, Expr, ExprKind, UnaryTestKind, UnaryTests};

impl Infer<'_, '_> {
    /// `-x`
    pub fn negate(&mut self, expr: &Expr, inner: &Expr, env: &Env<'_>) -> Ty {
        let ty = self.infer(inner, env);
        if !matches!(ty.kind, Kind::Any | Kind::Null | Kind::Number | Kind::Days | Kind::Months) {
            let message = format!("`-` can't stand before {}", ty.kind);
            self.report(expr, codes::MIXED_TYPES, message, "use a number or a duration");
        }
        ty
    }

    /// Two operands and an operator.
    pub fn binary(&mut self, expr: &Expr, op: BinaryOp, left: &Expr, right: &Expr, env: &Env<'_>) -> Ty {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let first = self.truth(left, env);
                // the right side matters only where the left one does not decide
                let facts = self.facts(left, op == BinaryOp::And, env);
                let second = self.truth(right, &env.assuming(facts));
                Ty::known(Kind::Bool).unknown_like(&first).unknown_like(&second)
            }
            BinaryOp::Equal | BinaryOp::NotEqual => {
                let (a, b) = (self.infer(left, env), self.infer(right, env));
                self.equals(expr, (left, &a), (right, &b))
            }
            _ if op.is_comparison() => {
                let (a, b) = (self.infer(left, env), self.infer(right, env));
                self.comparable(expr, &a, &b, op.symbol());
                Ty::known(Kind::Bool).unknown_like(&a).unknown_like(&b)
            }
            _ => {
                let (a, b) = (self.infer(left, env), self.infer(right, env));
                let ty = self.calculated(expr, op, &a, &b);
                let safe = op != BinaryOp::Divide || self.never_zero(right);
                if safe { ty } else { ty.maybe(self.text(expr), "a division by zero is unknown") }
            }
        }
    }

    fn truth(&mut self, expr: &Expr, env: &Env<'_>) -> Ty {
        let ty = self.infer(expr, env);
        if !matches!(ty.kind, Kind::Any | Kind::Null | Kind::Bool) {
            let message = format!("`and` and `or` join what is true or false, this is {}", ty.kind);
            self.report(expr, codes::MIXED_TYPES, message, "compare it with something");
        }
        if matches!(ty.kind, Kind::Null) { ty.maybe("null", "null is unknown") } else { ty }
    }

    /// `a = b` is false in FEEL where one of them is unknown; so neither may be.
    fn equals(&mut self, expr: &Expr, left: (&Expr, &Ty), right: (&Expr, &Ty)) -> Ty {
        let plain = Ty::known(Kind::Bool);
        if matches!(left.1.kind, Kind::Null) || matches!(right.1.kind, Kind::Null) {
            return plain;
        }
        if !left.1.kind.same(&right.1.kind) {
            let message = format!("{} is never equal to {}", left.1.kind, right.1.kind);
            self.report(expr, codes::MIXED_TYPES, message, "compare two values of one type");
            return plain;
        }
        self.code_of(left.0, right.1);
        self.code_of(right.0, left.1);
        let bool_literal = |expr: &Expr| matches!(&expr.kind, ExprKind::Literal(Value::Bool(_)));
        if bool_literal(left.0) || bool_literal(right.0) {
            // `x = true` says: known to be true
            return plain;
        }
        if let Some(unknown) = left.1.unknown.as_ref().or(right.1.unknown.as_ref()) {
            self.equals_unknown(expr, &unknown.name.clone(), &unknown.why.clone());
        }
        plain
    }

    /// Reports a test that would take unknown for "no".
    pub fn equals_unknown(&mut self, expr: &Expr, name: &str, why: &str) {
        self.report(
            expr,
            codes::EQUALS_UNKNOWN,
            format!("this would take unknown for \"no\", because `{name}` may be unknown: {why}"),
            format!("write `is known({name}) and …`, or treat `is unknown({name})` before"),
        );
    }

    /// A text compared with a choice must be one of its codes.
    pub fn code_of(&mut self, expr: &Expr, choice: &Ty) {
        if let (ExprKind::Literal(Value::String(text)), Kind::Text(Some(codes))) = (&expr.kind, &choice.kind)
            && !codes.iter().any(|code| **code == **text)
        {
            let help = did_you_mean(text, codes.iter().map(String::as_str), "codes");
            self.report(expr, codes::NEVER_EQUAL, format!("`{text}` is no code of this choice"), help);
        }
    }

    /// Reports operands that have no order in common.
    pub fn comparable(&mut self, expr: &Expr, a: &Ty, b: &Ty, symbol: &str) {
        let ordered = a.kind.ordered() && b.kind.ordered();
        if ordered && a.kind.same(&b.kind) {
            return;
        }
        let message = format!("{} and {} can't be compared with `{symbol}`", a.kind, b.kind);
        self.report(
            expr,
            codes::MIXED_TYPES,
            message,
            "compare two numbers, two dates, two durations or two texts",
        );
    }

    fn calculated(&mut self, expr: &Expr, op: BinaryOp, a: &Ty, b: &Ty) -> Ty {
        use BinaryOp::{Add, Divide, Multiply, Power, Subtract};
        let kind = match (op, &a.kind, &b.kind) {
            (_, Kind::Any | Kind::Null, _) | (_, _, Kind::Any | Kind::Null) => Kind::Any,
            (_, Kind::Number, Kind::Number) => Kind::Number,
            (Add, Kind::Text(_), Kind::Text(_)) => Kind::Text(None),
            (Add | Subtract, Kind::Date, Kind::Days | Kind::Months) => Kind::Date,
            (Add | Subtract, Kind::DateTime, Kind::Days | Kind::Months) => Kind::DateTime,
            (Add | Subtract, Kind::Time, Kind::Days) => Kind::Time,
            (Add, Kind::Days | Kind::Months, Kind::Date) => Kind::Date,
            (Add, Kind::Days | Kind::Months, Kind::DateTime) => Kind::DateTime,
            (Subtract, Kind::Date | Kind::DateTime, Kind::Date | Kind::DateTime) => Kind::Days,
            (Add | Subtract, Kind::Days, Kind::Days) => Kind::Days,
            (Add | Subtract, Kind::Months, Kind::Months) => Kind::Months,
            (Multiply | Divide, Kind::Days, Kind::Number) | (Multiply, Kind::Number, Kind::Days) => {
                Kind::Days
            }
            (Multiply | Divide, Kind::Months, Kind::Number) | (Multiply, Kind::Number, Kind::Months) => {
                Kind::Months
            }
            (Divide, Kind::Days, Kind::Days) | (Divide, Kind::Months, Kind::Months) => Kind::Number,
            _ => {
                let help = match (op, &a.kind, &b.kind) {
                    (Add | Subtract, Kind::Date, Kind::Number) => {
                        "add a duration: `duration(\"P1D\") * n` for days".to_owned()
                    }
                    (Add, Kind::Text(_), _) | (Add, _, Kind::Text(_)) => {
                        "`string(x)` makes a text, `number(x)` a number".to_owned()
                    }
                    (Power, ..) => "both must be numbers".to_owned(),
                    _ => "use numbers, dates with durations, or texts with texts".to_owned(),
                };
                let message = format!("`{}` can't join {} and {}", op.symbol(), a.kind, b.kind);
                self.report(expr, codes::MIXED_TYPES, message, help);
                Kind::Any
            }
        };
        Ty::known(kind).unknown_like(a).unknown_like(b)
    }

    fn never_zero(&self, divisor: &Expr) -> bool {
        if let ExprKind::Literal(Value::Number(number)) = &divisor.kind {
            return !number.is_zero();
        }
        let Some(path) = path(divisor) else { return false };
        let mut parts = path.splitn(3, '.');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("law"), Some(law), Some(parameter)) => {
                self.shared.nonzero.contains(&(law.to_owned(), parameter.to_owned()))
            }
            _ => false,
        }
    }

    /// `value in tests`
    pub fn is_in(&mut self, value: &Expr, tests: &UnaryTests, env: &Env<'_>) -> Ty {
        let tested = self.infer(value, env);
        if let Some(unknown) = &tested.unknown {
            self.equals_unknown(value, &unknown.name.clone(), &unknown.why.clone());
        }
        self.tests(&tested, tests, env);
        Ty::known(Kind::Bool)
    }

    /// Unary tests of a value of this type.
    pub fn tests(&mut self, tested: &Ty, tests: &UnaryTests, env: &Env<'_>) {
        let UnaryTests::Tests { tests, .. } = tests else { return };
        let inner = env.layer(vec![("?".to_owned(), Ty { kind: tested.kind.clone(), unknown: None })]);
        for test in tests {
            match &test.kind {
                UnaryTestKind::Condition(condition) => self.condition(condition, &inner),
                UnaryTestKind::Compare(op, expr) => {
                    let other = self.infer(expr, &inner);
                    self.comparable(expr, tested, &other, op.symbol());
                }
                UnaryTestKind::Value(expr) => {
                    let other = self.infer(expr, &inner);
                    let item = match &other.kind {
                        Kind::List { item, .. } if !matches!(tested.kind, Kind::List { .. }) => {
                            (**item).clone()
                        }
                        Kind::Range(end) => (**end).clone(),
                        _ => other.clone(),
                    };
                    if !item.kind.same(&tested.kind) {
                        let message = format!("{} is never in {}", tested.kind, other.kind);
                        self.report(
                            expr,
                            codes::MIXED_TYPES,
                            message,
                            "test against values of the same type",
                        );
                    }
                    let listed: &[Expr] = if let ExprKind::List(items) = &expr.kind {
                        items
                    } else {
                        std::slice::from_ref(expr)
                    };
                    for item in listed {
                        self.code_of(item, tested);
                    }
                }
            }
        }
    }
}
