//! The type of an expression, and what is wrong in it.

use crate::build::formula::part;
use crate::codes;
use crate::sink::{Sink, did_you_mean};
use crate::types::env::{Env, Facts};
use crate::types::facts::{Guard, Reader, path};
use crate::types::ty::{Kind, Ty};
use feel::Value;
use feel::ast::{BinaryOp, Binding, Callee, Domain, Expr, ExprKind, UnaryTestKind, UnaryTests};
use model::{Code, Formula};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// What the formulas of one service (or other place) share.
pub struct Shared<'s> {
    /// Where findings go.
    pub sink: &'s mut Sink,
    /// What derived values tell when they are true, false or known.
    pub guards: HashMap<String, Guard>,
    /// Conditions under which an answer that is not always asked is asked.
    pub asked_when: HashMap<String, Vec<String>>,
    /// Parameters of law that were named, as `law.parameter`.
    pub used_law: &'s mut BTreeSet<(String, String)>,
    /// Parameters of law whose values are numbers other than zero.
    pub nonzero: &'s BTreeSet<(String, String)>,
}

/// Infers the types of one formula.
pub struct Infer<'i, 's> {
    /// What is shared.
    pub shared: &'i mut Shared<'s>,
    /// The formula.
    pub formula: &'i Formula,
    /// The file it stands in.
    pub file: &'i str,
}

const GUARD_HELP: &str = "unknown is never \"no\": say what happens then";

impl Infer<'_, '_> {
    /// Reports something about a part of the formula.
    pub fn report(&mut self, expr: &Expr, code: Code, message: impl Into<String>, help: impl Into<String>) {
        let at = part(self.file, self.formula, expr.span);
        self.shared.sink.error(code, at, message).help(help);
    }

    /// What an expression says when it is true or false.
    pub fn facts(&self, expr: &Expr, truth: bool, env: &Env<'_>) -> Facts {
        Reader { text: &self.formula.text, guards: &self.shared.guards }.facts(expr, truth, env)
    }

    /// The text of a part of the formula.
    pub fn text(&self, expr: &Expr) -> String {
        expr.span.of(&self.formula.text).to_owned()
    }

    /// Infers a condition: true or false, and never unknown.
    pub fn condition(&mut self, expr: &Expr, env: &Env<'_>) {
        let ty = self.infer(expr, env);
        match (&ty.kind, &ty.unknown) {
            (Kind::Bool | Kind::Any, None) => {}
            (Kind::Bool | Kind::Any | Kind::Null, unknown) => {
                let (name, why) = unknown
                    .as_ref()
                    .map_or_else(|| (self.text(expr), "it is null".to_owned()), |unknown| (unknown.name.clone(), unknown.why.clone()));
                self.report(
                    expr,
                    codes::UNGUARDED,
                    format!("this condition may be unknown, because `{name}` may be: {why}"),
                    format!("{GUARD_HELP}: write `is known({name}) and …`, or treat `is unknown({name})` before"),
                );
            }
            (kind, _) => {
                let message = format!("a condition is true or false, this is {kind}");
                self.report(expr, codes::WRONG_RESULT, message, "compare it with something");
            }
        }
    }

    /// Infers an expression.
    pub fn infer(&mut self, expr: &Expr, env: &Env<'_>) -> Ty {
        match &expr.kind {
            ExprKind::Literal(value) => of_value(value),
            ExprKind::Name(name) => self.name(expr, name, env),
            ExprKind::Builtin(_) => Ty::known(Kind::Function(Rc::new(Ty::any()))),
            ExprKind::Negate(inner) => self.negate(expr, inner, env),
            ExprKind::Binary { op, left, right } => self.binary(expr, *op, left, right, env),
            ExprKind::Between { value, low, high } => {
                let types = [value, low, high].map(|part| self.infer(part, env));
                let [a, b, c] = &types;
                self.comparable(expr, a, b, "between");
                self.comparable(expr, a, c, "between");
                Ty::known(Kind::Bool).as_unknown_as(a).as_unknown_as(b).as_unknown_as(c)
            }
            ExprKind::In { value, tests } => self.is_in(value, tests, env),
            ExprKind::InstanceOf { value, .. } => {
                self.infer(value, env);
                Ty::known(Kind::Bool)
            }
            ExprKind::If { condition, then, otherwise } => {
                self.condition(condition, env);
                let (yes, no) = (self.facts(condition, true, env), self.facts(condition, false, env));
                let then = self.infer(then, &env.assuming(yes));
                let otherwise = self.infer(otherwise, &env.assuming(no));
                let mut ty = then.join(&otherwise);
                if let Some(unknown) = ty.unknown.as_mut().filter(|unknown| unknown.name == "this") {
                    *unknown = Rc::new(crate::types::ty::Unknown { name: self.text(expr), why: unknown.why.clone() });
                }
                ty
            }
            ExprKind::For { bindings, body, .. } => self.repeat(bindings, env, &mut |this, env, unknown, filled| {
                let item = this.infer(body, env);
                Ty { kind: Kind::List { item: Rc::new(item), filled }, unknown }
            }),
            ExprKind::Quantified { bindings, condition, .. } => self.repeat(bindings, env, &mut |this, env, unknown, _| {
                this.condition(condition, env);
                Ty { kind: Kind::Bool, unknown }
            }),
            ExprKind::Path { object, member } => self.member(expr, object, member, env),
            ExprKind::Filter { list, condition } => self.filter(list, condition, env),
            ExprKind::Call { callee: Callee::Builtin(builtin), arguments } => self.builtin(expr, builtin, arguments, env),
            ExprKind::Call { callee: Callee::Expr(callee), arguments } => self.call(callee, arguments, env),
            ExprKind::Function { parameters, body, .. } => {
                let vars = parameters.iter().map(|parameter| (parameter.name.to_string(), Ty::any())).collect();
                let result = self.infer(body, &env.layer(vars));
                Ty::known(Kind::Function(Rc::new(result)))
            }
            ExprKind::List(items) => {
                let types: Vec<Ty> = items.iter().map(|item| self.infer(item, env)).collect();
                let item = types.iter().skip(1).fold(types.first().cloned().unwrap_or_else(Ty::any), |all, ty| all.join(ty));
                Ty::known(Kind::List { item: Rc::new(item), filled: !items.is_empty() })
            }
            ExprKind::Context(entries) => {
                let mut inner = env.layer(Vec::new());
                let mut members = Vec::new();
                for entry in entries {
                    let ty = self.infer(&entry.value, &inner);
                    inner.set(&entry.name, ty.clone());
                    members.push((entry.name.to_string(), ty));
                }
                Ty::record("", members)
            }
            ExprKind::Range { start, end, .. } => {
                let ends: Vec<Ty> = start.iter().chain(end).map(|end| self.infer(end, env)).collect();
                let end = ends.first().cloned().unwrap_or_else(Ty::any);
                if let Some(other) = ends.get(1) {
                    self.comparable(expr, &end, other, "..");
                }
                Ty::known(Kind::Range(Rc::new(end)))
            }
        }
    }

    fn name(&mut self, expr: &Expr, name: &str, env: &Env<'_>) -> Ty {
        let Some(ty) = env.get(name) else {
            let known = env.names();
            let message = format!("unknown name `{name}`");
            let help = did_you_mean(name, known, "names here");
            self.report(expr, codes::UNKNOWN_NAME, message, help);
            return Ty::any();
        };
        let mut ty = ty.clone();
        narrow(&mut ty, name, env);
        ty
    }

    /// `object.member`
    fn member(&mut self, expr: &Expr, object: &Expr, member: &str, env: &Env<'_>) -> Ty {
        let owner = self.infer(object, env);
        let path = path(expr);
        if let Some(path) = &path {
            let mut parts = path.split('.');
            if let (Some("law"), Some(law), Some(parameter), None) = (parts.next(), parts.next(), parts.next(), parts.next()) {
                self.shared.used_law.insert((law.to_owned(), parameter.to_owned()));
            }
        }
        let mut ty = self.member_of(expr, &owner, member).as_unknown_as(&owner);
        if let Some(path) = path {
            if let Some(unknown) = ty.unknown.as_mut().filter(|unknown| unknown.name == member) {
                *unknown = Rc::new(crate::types::ty::Unknown { name: path.clone(), why: unknown.why.clone() });
            }
            narrow(&mut ty, &path, env);
            let asked = path.strip_prefix("answers.").and_then(|id| self.shared.asked_when.get(id));
            if asked.is_some_and(|conditions| conditions.iter().all(|text| env.condition_holds(text))) {
                ty.unknown = None;
            }
        }
        ty
    }

    fn member_of(&mut self, expr: &Expr, owner: &Ty, member: &str) -> Ty {
        let parts: &[&str] = match &owner.kind {
            Kind::Any | Kind::Null | Kind::Function(_) => return Ty::any(),
            Kind::Table(_) => {
                let help = format!("write `get value(…, \"{member}\")`: the table may not have this code");
                self.report(expr, codes::UNKNOWN_MEMBER, format!("a table is not read with `.{member}`"), help);
                return Ty::any();
            }
            Kind::Record(record) => {
                if let Some(ty) = record.get(member) {
                    return ty.clone();
                }
                if let Some((_, why)) = record.denied.iter().find(|(name, _)| name == member) {
                    let message = format!("{} does not let this service read `{member}`", record.what);
                    self.report(expr, codes::FIELD_NOT_GRANTED, message, why.clone());
                    return Ty::any();
                }
                let help = did_you_mean(member, record.members.iter().map(|(name, _)| name.as_str()), "members");
                let of = if record.what.is_empty() { "this context" } else { &record.what };
                self.report(expr, codes::UNKNOWN_MEMBER, format!("{of} has no `{member}`"), help);
                return Ty::any();
            }
            Kind::List { item, filled } => {
                let member = self.member_of(expr, item, member).as_unknown_as(item);
                return Ty::known(Kind::List { item: Rc::new(member), filled: *filled });
            }
            Kind::Date => &["year", "month", "day", "weekday"],
            Kind::DateTime => &["year", "month", "day", "weekday", "hour", "minute", "second"],
            Kind::Time => &["hour", "minute", "second"],
            Kind::Days => &["days", "hours", "minutes", "seconds"],
            Kind::Months => &["years", "months"],
            Kind::Range(end) => match member {
                "start" | "end" => return (**end).clone(),
                _ => &["start", "end"],
            },
            Kind::Bool | Kind::Number | Kind::Text(_) => &[],
        };
        if parts.contains(&member) {
            return Ty::known(Kind::Number);
        }
        let help = did_you_mean(member, parts.iter().copied(), "members");
        self.report(expr, codes::UNKNOWN_MEMBER, format!("{} has no `{member}`", owner.kind), help);
        Ty::any()
    }

    /// `list[condition]` or `list[index]`
    fn filter(&mut self, list: &Expr, condition: &Expr, env: &Env<'_>) -> Ty {
        let owner = self.infer(list, env);
        let (item, filled) = match &owner.kind {
            Kind::List { item, filled } => ((**item).clone(), *filled),
            Kind::Any => (Ty::any(), false),
            // a single value is taken for a list of it
            _ => (Ty { kind: owner.kind.clone(), unknown: None }, true),
        };
        let mut vars = vec![("item".to_owned(), item.clone())];
        if let Kind::Record(record) = &item.kind {
            vars.extend(record.members.iter().cloned());
            // a denied field is reported when it is named
            vars.extend(record.denied.iter().map(|(name, _)| (name.clone(), Ty::any())));
            self.denied_in(condition, record);
        }
        let inner = env.layer(vars);
        let index = matches!(&condition.kind, ExprKind::Literal(Value::Number(_)) | ExprKind::Negate(_))
            || matches!(self.quiet(condition, &inner).kind, Kind::Number);
        if !index {
            self.condition(condition, &inner);
            let kind = Kind::List { item: Rc::new(item), filled: false };
            return Ty { kind, unknown: owner.unknown };
        }
        self.infer(condition, &inner);
        let first = matches!(&condition.kind, ExprKind::Literal(Value::Number(n)) if *n == feel::Decimal::from(1));
        let filled = filled || path(list).is_some_and(|path| env.holds("#", &path));
        let text = format!("{}[{}]", self.text(list), self.text(condition));
        let ty = item.as_unknown_as(&owner);
        if first && filled { ty } else { ty.maybe(text, "there may be no such item in the list") }
    }

    fn denied_in(&mut self, condition: &Expr, record: &crate::types::ty::Record) {
        let mut named: Vec<(&Expr, &str)> = Vec::new();
        collect(condition, record, &mut named);
        for (expr, name) in named {
            let why = record.denied.iter().find(|(member, _)| member == name).map(|(_, why)| why.clone());
            let message = format!("{} does not let this service read `{name}`", record.what);
            self.report(expr, codes::FIELD_NOT_GRANTED, message, why.unwrap_or_default());
        }
    }

    /// Infers without saying anything: to find out what kind of thing stands here.
    fn quiet(&mut self, expr: &Expr, env: &Env<'_>) -> Ty {
        let mut silent = Sink::default();
        let mut used = BTreeSet::new();
        let mut shared = Shared {
            sink: &mut silent,
            guards: std::mem::take(&mut self.shared.guards),
            asked_when: std::mem::take(&mut self.shared.asked_when),
            used_law: &mut used,
            nonzero: self.shared.nonzero,
        };
        let ty = Infer { shared: &mut shared, formula: self.formula, file: self.file }.infer(expr, env);
        (self.shared.guards, self.shared.asked_when) = (shared.guards, shared.asked_when);
        ty
    }

    fn repeat(
        &mut self,
        bindings: &[Binding],
        env: &Env<'_>,
        body: &mut dyn FnMut(&mut Self, &Env<'_>, Option<Rc<crate::types::ty::Unknown>>, bool) -> Ty,
    ) -> Ty {
        let mut inner = env.layer(Vec::new());
        let mut unknown = None;
        let mut all_filled = true;
        for binding in bindings {
            let item = match &binding.domain {
                Domain::Range(start, end) => {
                    let (start, _) = (self.infer(start, &inner), self.infer(end, &inner));
                    Ty { kind: start.kind, unknown: None }
                }
                Domain::List(list) => {
                    let list = self.infer(list, &inner);
                    unknown = unknown.or_else(|| list.unknown.clone());
                    match list.kind {
                        Kind::List { item, filled } => {
                            all_filled &= filled;
                            (*item).clone()
                        }
                        Kind::Range(end) => (*end).clone(),
                        kind => Ty::known(kind),
                    }
                }
            };
            inner.set(&binding.name, item);
        }
        body(self, &inner, unknown, all_filled)
    }

    fn negate(&mut self, expr: &Expr, inner: &Expr, env: &Env<'_>) -> Ty {
        let ty = self.infer(inner, env);
        if !matches!(ty.kind, Kind::Any | Kind::Null | Kind::Number | Kind::Days | Kind::Months) {
            let message = format!("`-` can't stand before {}", ty.kind);
            self.report(expr, codes::MIXED_TYPES, message, "use a number or a duration");
        }
        ty
    }

    fn binary(&mut self, expr: &Expr, op: BinaryOp, left: &Expr, right: &Expr, env: &Env<'_>) -> Ty {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let first = self.truth(left, env);
                // the right side matters only where the left one does not decide
                let facts = self.facts(left, op == BinaryOp::And, env);
                let second = self.truth(right, &env.assuming(facts));
                Ty::known(Kind::Bool).as_unknown_as(&first).as_unknown_as(&second)
            }
            BinaryOp::Equal | BinaryOp::NotEqual => {
                let (a, b) = (self.infer(left, env), self.infer(right, env));
                self.equals(expr, (left, &a), (right, &b))
            }
            _ if op.is_comparison() => {
                let (a, b) = (self.infer(left, env), self.infer(right, env));
                self.comparable(expr, &a, &b, op.symbol());
                Ty::known(Kind::Bool).as_unknown_as(&a).as_unknown_as(&b)
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

    fn comparable(&mut self, expr: &Expr, a: &Ty, b: &Ty, symbol: &str) {
        let ordered = a.kind.ordered() && b.kind.ordered();
        if ordered && a.kind.same(&b.kind) {
            return;
        }
        let message = format!("{} and {} can't be compared with `{symbol}`", a.kind, b.kind);
        self.report(expr, codes::MIXED_TYPES, message, "compare two numbers, two dates, two durations or two texts");
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
            (Multiply | Divide, Kind::Days, Kind::Number) | (Multiply, Kind::Number, Kind::Days) => Kind::Days,
            (Multiply | Divide, Kind::Months, Kind::Number) | (Multiply, Kind::Number, Kind::Months) => Kind::Months,
            (Divide, Kind::Days, Kind::Days) | (Divide, Kind::Months, Kind::Months) => Kind::Number,
            _ => {
                let help = match (op, &a.kind, &b.kind) {
                    (Add | Subtract, Kind::Date, Kind::Number) => "add a duration: `duration(\"P1D\") * n` for days".to_owned(),
                    (Add, Kind::Text(_), _) | (Add, _, Kind::Text(_)) => "`string(x)` makes a text, `number(x)` a number".to_owned(),
                    (Power, ..) => "both must be numbers".to_owned(),
                    _ => "use numbers, dates with durations, or texts with texts".to_owned(),
                };
                let message = format!("`{}` can't join {} and {}", op.symbol(), a.kind, b.kind);
                self.report(expr, codes::MIXED_TYPES, message, help);
                Kind::Any
            }
        };
        Ty::known(kind).as_unknown_as(a).as_unknown_as(b)
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
    fn is_in(&mut self, value: &Expr, tests: &UnaryTests, env: &Env<'_>) -> Ty {
        let tested = self.infer(value, env);
        if let Some(unknown) = &tested.unknown {
            self.equals_unknown(value, &unknown.name.clone(), &unknown.why.clone());
        }
        let UnaryTests::Tests { tests, .. } = tests else { return Ty::known(Kind::Bool) };
        let inner = env.layer(vec![("?".to_owned(), Ty { kind: tested.kind.clone(), unknown: None })]);
        for test in tests {
            match &test.kind {
                UnaryTestKind::Condition(condition) => self.condition(condition, &inner),
                UnaryTestKind::Compare(op, expr) => {
                    let other = self.infer(expr, &inner);
                    self.comparable(expr, &tested, &other, op.symbol());
                }
                UnaryTestKind::Value(expr) => {
                    let other = self.infer(expr, &inner);
                    let item = match &other.kind {
                        Kind::List { item, .. } if !matches!(tested.kind, Kind::List { .. }) => (**item).clone(),
                        Kind::Range(end) => (**end).clone(),
                        _ => other.clone(),
                    };
                    if !item.kind.same(&tested.kind) {
                        let message = format!("{} is never in {}", tested.kind, other.kind);
                        self.report(expr, codes::MIXED_TYPES, message, "test against values of the same type");
                    }
                    let listed: &[Expr] = if let ExprKind::List(items) = &expr.kind { items } else { std::slice::from_ref(expr) };
                    listed.iter().for_each(|item| self.code_of(item, &tested));
                }
            }
        }
        Ty::known(Kind::Bool)
    }
}

/// Strips "may be unknown" where a fact says otherwise, and notes lists that have items.
fn narrow(ty: &mut Ty, path: &str, env: &Env<'_>) {
    if ty.unknown.is_some() && env.holds("", path) {
        ty.unknown = None;
    }
    if let Kind::List { filled, .. } = &mut ty.kind
        && env.holds("#", path)
    {
        *filled = true;
        ty.unknown = None;
    }
}

fn collect<'a>(expr: &'a Expr, record: &'a crate::types::ty::Record, found: &mut Vec<(&'a Expr, &'a str)>) {
    if let ExprKind::Name(name) = &expr.kind
        && let Some((denied, _)) = record.denied.iter().find(|(denied, _)| **denied == **name)
    {
        found.push((expr, denied));
    }
    crate::types::walk::parts(expr, &mut |part| collect(part, record, found));
}

/// The type of a constant.
fn of_value(value: &Value) -> Ty {
    Ty::known(match value {
        Value::Null => return Ty::known(Kind::Null).maybe("null", "null is unknown"),
        Value::Bool(_) => Kind::Bool,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::Text(None),
        Value::Date(_) => Kind::Date,
        Value::Time(_) => Kind::Time,
        Value::DateTime(_) => Kind::DateTime,
        Value::DayTimeDuration(_) => Kind::Days,
        Value::YearMonthDuration(_) => Kind::Months,
        Value::List(list) => {
            let items: Vec<Ty> = list.iter().map(of_value).collect();
            let item = items.iter().skip(1).fold(items.first().cloned().unwrap_or_else(Ty::any), |all, ty| all.join(ty));
            Kind::List { item: Rc::new(item), filled: !items.is_empty() }
        }
        Value::Context(context) => {
            let members = context.entries().iter().map(|(name, value)| (name.to_string(), of_value(value))).collect();
            return Ty::record("", members);
        }
        Value::Range(range) => {
            let end = if range.start.is_null() { &range.end } else { &range.start };
            Kind::Range(Rc::new(of_value(end)))
        }
        Value::Function(_) => Kind::Function(Rc::new(Ty::any())),
    })
}
