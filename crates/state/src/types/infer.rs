//! The type of an expression, and what is wrong in it.

use crate::build::formula::part;
use crate::codes;
use crate::sink::{Sink, did_you_mean};
use crate::types::env::{Env, Facts};
use crate::types::facts::{Guard, Reader, path};
use crate::types::ty::{Kind, Record, Ty, Unknown, of_value};
use feel::Value;
use feel::ast::{Binding, Callee, Domain, Expr, ExprKind};
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

/// What a loop does with the variables it adds, whether its list may be unknown, and whether it has items.
type Body<'b, I> = dyn FnMut(&mut I, &Env<'_>, Option<Rc<Unknown>>, bool) -> Ty + 'b;

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

    /// What an expression says when it is not null.
    pub fn known(&self, expr: &Expr, env: &Env<'_>) -> Facts {
        Reader { text: &self.formula.text, guards: &self.shared.guards }.known(expr, env)
    }

    /// The text of a part of the formula.
    pub fn text(&self, expr: &Expr) -> String {
        expr.span.of(&self.formula.text).to_owned()
    }

    /// Infers a condition: true or false, and never unknown.
    pub fn condition(&mut self, expr: &Expr, env: &Env<'_>) {
        let ty = self.infer(expr, env);
        self.must_be_condition(expr, &ty);
    }

    fn must_be_condition(&mut self, expr: &Expr, ty: &Ty) {
        match (&ty.kind, &ty.unknown) {
            (Kind::Bool | Kind::Any, None) => {}
            (Kind::Bool | Kind::Any | Kind::Null, unknown) => {
                let (name, why) = unknown.as_ref().map_or_else(
                    || (self.text(expr), "it is null".to_owned()),
                    |unknown| (unknown.name.clone(), unknown.why.clone()),
                );
                self.report(
                    expr,
                    codes::UNGUARDED,
                    format!("this condition may be unknown, because `{name}` may be: {why}"),
                    format!(
                        "{GUARD_HELP}: write `is known({name}) and …`, or treat `is unknown({name})` before"
                    ),
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
                Ty::known(Kind::Bool).unknown_like(a).unknown_like(b).unknown_like(c)
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
                    *unknown = Rc::new(Unknown { name: self.text(expr), why: unknown.why.clone() });
                }
                ty
            }
            ExprKind::For { bindings, body, .. } => {
                self.repeat(bindings, env, &mut |this, env, unknown, filled| {
                    let item = this.infer(body, env);
                    Ty { kind: Kind::List { item: Rc::new(item), filled }, unknown }
                })
            }
            ExprKind::Quantified { bindings, condition, .. } => {
                self.repeat(bindings, env, &mut |this, env, unknown, _| {
                    this.condition(condition, env);
                    Ty { kind: Kind::Bool, unknown }
                })
            }
            ExprKind::Path { object, member } => self.member(expr, object, member, env),
            ExprKind::Filter { list, condition } => self.filter(list, condition, env),
            ExprKind::Call { callee: Callee::Builtin(builtin), arguments } => {
                self.builtin(expr, builtin, arguments, env)
            }
            ExprKind::Call { callee: Callee::Expr(callee), arguments } => self.call(callee, arguments, env),
            ExprKind::Function { parameters, body, .. } => {
                let vars =
                    parameters.iter().map(|parameter| (parameter.name.to_string(), Ty::any())).collect();
                let result = self.infer(body, &env.layer(vars));
                Ty::known(Kind::Function(Rc::new(result)))
            }
            ExprKind::List(items) => {
                let types: Vec<Ty> = items.iter().map(|item| self.infer(item, env)).collect();
                let item = types
                    .iter()
                    .skip(1)
                    .fold(types.first().cloned().unwrap_or_else(Ty::any), |all, ty| all.join(ty));
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
            if let (Some("law"), Some(law), Some(parameter), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            {
                self.shared.used_law.insert((law.to_owned(), parameter.to_owned()));
            }
        }
        let mut ty = self.member_of(expr, &owner, member).unknown_like(&owner);
        if let Some(path) = path {
            if let Some(unknown) = ty.unknown.as_mut().filter(|unknown| unknown.name == member) {
                *unknown = Rc::new(Unknown { name: path.clone(), why: unknown.why.clone() });
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
                self.report(
                    expr,
                    codes::UNKNOWN_MEMBER,
                    format!("a table is not read with `.{member}`"),
                    help,
                );
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
                let help =
                    did_you_mean(member, record.members.iter().map(|(name, _)| name.as_str()), "members");
                let of = if record.what.is_empty() { "this context" } else { &record.what };
                self.report(expr, codes::UNKNOWN_MEMBER, format!("{of} has no `{member}`"), help);
                return Ty::any();
            }
            Kind::List { item, filled } => {
                let member = self.member_of(expr, item, member).unknown_like(item);
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
        let selector = self.infer(condition, &inner);
        if !matches!(selector.kind, Kind::Number) {
            self.must_be_condition(condition, &selector);
            let kind = Kind::List { item: Rc::new(item), filled: false };
            return Ty { kind, unknown: owner.unknown };
        }
        let first =
            matches!(&condition.kind, ExprKind::Literal(Value::Number(n)) if *n == feel::Decimal::from(1));
        let filled = filled || path(list).is_some_and(|path| env.holds("#", &path));
        let text = format!("{}[{}]", self.text(list), self.text(condition));
        let ty = item.unknown_like(&owner);
        if first && filled { ty } else { ty.maybe(text, "there may be no such item in the list") }
    }

    fn denied_in(&mut self, condition: &Expr, record: &Record) {
        let mut named: Vec<(&Expr, &str)> = Vec::new();
        collect(condition, record, &mut named);
        for (expr, name) in named {
            let why = record.denied.iter().find(|(member, _)| member == name).map(|(_, why)| why.clone());
            let message = format!("{} does not let this service read `{name}`", record.what);
            self.report(expr, codes::FIELD_NOT_GRANTED, message, why.unwrap_or_default());
        }
    }

    fn repeat(&mut self, bindings: &[Binding], env: &Env<'_>, body: &mut Body<'_, Self>) -> Ty {
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

fn collect<'a>(expr: &'a Expr, record: &'a Record, found: &mut Vec<(&'a Expr, &'a str)>) {
    if let ExprKind::Name(name) = &expr.kind
        && let Some((denied, _)) = record.denied.iter().find(|(denied, _)| **denied == **name)
    {
        found.push((expr, denied));
    }
    crate::types::walk::parts(expr, &mut |part| collect(part, record, found));
}
