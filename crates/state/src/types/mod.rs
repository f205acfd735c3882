//! Static types over formulas: what names mean, what may be unknown, what goes together. The evaluator is dynamic, as
//! DMN has it; here is what a state folder must prove before it may be used.

pub mod calls;
pub mod env;
pub mod facts;
pub mod infer;
pub mod operators;
pub mod service;
mod shown;
pub mod signatures;
pub mod simulate;
mod table;
pub mod ty;
pub mod walk;

use crate::codes;
use crate::load::{Files, Parts};
use crate::recheck::Derived;
use crate::sink::Sink;
use env::Env;
use infer::{Infer, Shared};
use model::law::Parameter;
use model::{Formula, ParameterValue, Service};
use std::collections::{BTreeSet, HashMap};
use ty::{Kind, Ty};

/// What is common to all formulas of a folder.
pub struct Common<'a> {
    /// The parts.
    pub parts: &'a Parts,
    /// The texts of the files, for places inside formulas.
    pub files: &'a Files,
    /// `law`
    pub law: Ty,
    /// Parameters whose values are numbers other than zero.
    pub nonzero: BTreeSet<(String, String)>,
    /// Parameters that some formula names.
    pub used_law: BTreeSet<(String, String)>,
    /// What was found out about the derived values of the service checked last.
    pub derived: Vec<Derived>,
    /// Where findings go.
    pub sink: &'a mut Sink,
}

/// Checks the formulas of one service, which need not be the one the parts hold.
pub fn check_service(service: &Service, parts: &Parts, files: &Files, sink: &mut Sink) -> Vec<Derived> {
    let mut common = Common::new(parts, files, sink);
    service::check(service, &mut common);
    common.derived
}

/// Checks the formulas of all parts.
pub fn check(parts: &Parts, files: &Files, sink: &mut Sink) {
    let mut common = Common::new(parts, files, sink);
    people(&mut common);
    for service in parts.services.values() {
        service::check(service, &mut common);
    }
    simulate::check(&mut common);
    let Common { used_law, sink, .. } = common;
    for (law, parameter) in used_law {
        if let Some(parameter) = parts.law.get(&law).and_then(|law| law.parameters.get(&parameter)) {
            gaps(parameter, sink);
        }
    }
}

/// A parameter that formulas use has a value on every day between its first and its last.
fn gaps(parameter: &Parameter, sink: &mut Sink) {
    for pair in parameter.values.windows(2) {
        let [before, after] = pair else { continue };
        if let Some(until) = before.until.filter(|until| *until < after.from) {
            sink.error(
                codes::PARAMETER_GAP,
                parameter.at.clone(),
                format!("this parameter is used in formulas and has no value from {until} to {}", after.from),
            )
            .help("add what holds in between; a law that paused needs an article that says so");
        }
    }
}

/// The type of `law`, and which parameters are never zero.
fn law(parts: &Parts) -> (Ty, BTreeSet<(String, String)>) {
    let mut nonzero = BTreeSet::new();
    let mut laws = Vec::new();
    for (id, law) in &parts.law {
        let mut members = Vec::new();
        for (name, parameter) in &law.parameters {
            let numbers =
                |dated: &model::law::Dated| matches!(&dated.value, ParameterValue::Number(n) if !n.is_zero());
            if parameter.values.iter().all(numbers) {
                nonzero.insert((id.clone(), name.clone()));
            }
            let kind = match parameter.values.first().map(|dated| &dated.value) {
                Some(ParameterValue::Number(_)) => Kind::Number,
                Some(ParameterValue::Text(_)) => Kind::Text(None),
                Some(ParameterValue::Date(_)) => Kind::Date,
                Some(ParameterValue::Table(_)) => Kind::Table(std::rc::Rc::new(Ty::known(Kind::Number))),
                None => Kind::Any,
            };
            let mut ty = Ty::known(kind);
            if let Some(until) = parameter.values.last().and_then(|dated| dated.until) {
                ty = ty.maybe(name.clone(), format!("the law gives no value from {until} on"));
            }
            members.push((name.clone(), ty));
        }
        laws.push((id.clone(), Ty::record(format!("the law `{id}`"), members)));
    }
    (Ty::record("the laws", laws), nonzero)
}

/// The name of a person, from a record's fields.
fn people(common: &mut Common<'_>) {
    let parts = common.parts;
    let Some(info) = &parts.info else { return };
    let Some(register) = parts.registers.get(&info.people.register) else { return };
    let Kind::Record(record) = ty::of_register(register, |_| None, |_| false).kind else { return };
    let env = Env::root(record.members.clone());
    let mut place = Place::new(common);
    place.expect(&info.people.name, &env, &Want::of(Kind::Text(None), "the name of a person"));
}

impl<'a> Common<'a> {
    fn new(parts: &'a Parts, files: &'a Files, sink: &'a mut Sink) -> Self {
        let (law, nonzero) = law(parts);
        Self { parts, files, law, nonzero, used_law: BTreeSet::new(), derived: Vec::new(), sink }
    }
}

/// What a formula must give.
#[derive(Clone, Debug)]
pub struct Want {
    /// Its kind.
    pub kind: Kind,
    /// A list of such values will do too.
    pub or_list: bool,
    /// What for, for messages.
    pub what: String,
    /// It must be known.
    pub known: bool,
}

impl Want {
    /// A value of a kind that may be unknown.
    pub fn of(kind: Kind, what: impl Into<String>) -> Self {
        Self { kind, or_list: false, what: what.into(), known: false }
    }

    /// The same, and it must be known.
    #[must_use]
    pub fn known(mut self) -> Self {
        self.known = true;
        self
    }

    /// The same, or a list of such values.
    #[must_use]
    pub fn or_list(mut self) -> Self {
        self.or_list = true;
        self
    }
}

/// The formulas of one place: a service, the simulation.
pub struct Place<'c, 'a> {
    common: &'c mut Common<'a>,
    /// What derived values tell.
    pub guards: HashMap<String, facts::Guard>,
    /// Conditions of answers.
    pub asked_when: HashMap<String, Vec<String>>,
}

impl<'c, 'a> Place<'c, 'a> {
    /// A place without derived values and answers.
    pub fn new(common: &'c mut Common<'a>) -> Self {
        Self { common, guards: HashMap::new(), asked_when: HashMap::new() }
    }

    /// The sink, for findings about the place itself.
    pub fn sink(&mut self) -> &mut Sink {
        self.common.sink
    }

    /// Keeps what was found out about derived values.
    pub fn derived(&mut self, derived: Vec<Derived>) {
        self.common.derived = derived;
    }

    /// What is common to all formulas.
    pub fn common(&self) -> &Common<'a> {
        self.common
    }

    /// Runs with a formula at hand.
    pub fn with<T>(&mut self, formula: &Formula, run: impl FnOnce(&mut Infer<'_, '_>) -> T) -> T {
        let files: &Files = self.common.files;
        let file = files.get(&*formula.at.path).map_or("", String::as_str);
        let mut shared = Shared {
            sink: self.common.sink,
            guards: std::mem::take(&mut self.guards),
            asked_when: std::mem::take(&mut self.asked_when),
            used_law: &mut self.common.used_law,
            nonzero: &self.common.nonzero,
        };
        let result = run(&mut Infer { shared: &mut shared, formula, file });
        let Shared { guards, asked_when, .. } = shared;
        self.guards = guards;
        self.asked_when = asked_when;
        result
    }

    /// Infers a formula's type.
    pub fn infer(&mut self, formula: &Formula, env: &Env<'_>) -> Ty {
        self.with(formula, |infer| infer.infer(&formula.expr, env))
    }

    /// Checks a condition and gives what holds if it is true, and if it is false.
    pub fn condition(&mut self, formula: &Formula, env: &Env<'_>) -> (env::Facts, env::Facts) {
        self.with(formula, |infer| {
            infer.condition(&formula.expr, env);
            (infer.facts(&formula.expr, true, env), infer.facts(&formula.expr, false, env))
        })
    }

    /// Checks that a formula gives what is wanted.
    pub fn expect(&mut self, formula: &Formula, env: &Env<'_>, want: &Want) -> Ty {
        self.with(formula, |infer| {
            let ty = infer.infer(&formula.expr, env);
            let fits = |kind: &Kind| want.kind.same(kind);
            let ok = match &ty.kind {
                Kind::List { item, .. } if want.or_list => fits(&item.kind) || fits(&ty.kind),
                kind => fits(kind),
            };
            if !ok {
                let message = format!("{} is {}, this is {}", want.what, want.kind, ty.kind);
                let help = if matches!(ty.kind, Kind::List { .. }) {
                    "take one item of the list: `[1]`"
                } else {
                    "give a value of the type that is needed here"
                };
                infer.report(&formula.expr, codes::WRONG_RESULT, message, help);
            }
            infer.code_of(&formula.expr, &Ty::known(want.kind.clone()));
            if let (true, Some(unknown)) = (want.known, &ty.unknown) {
                let message = format!(
                    "{} must be known, but `{}` may not be: {}",
                    want.what, unknown.name, unknown.why
                );
                let help = format!("let only cases come here where `is known({})`", unknown.name);
                infer.report(&formula.expr, codes::MAY_BE_UNKNOWN, message, help);
            }
            ty
        })
    }

    /// Checks the record of a register that is to be written.
    pub fn write(&mut self, write: &model::Write, env: &Env<'_>, leave_out: bool) {
        let parts = self.common.parts;
        let mut inner = env.layer(Vec::new());
        if let Some(list) = &write.for_each {
            let any = Ty::list(Ty::any()).kind;
            let ty = self.expect(list, env, &Want::of(any, "what is written for each item"));
            inner.set("item", ty.item().cloned().unwrap_or_else(Ty::any));
        }
        let dates = [
            (&write.valid_from, "the day from which a record holds"),
            (&write.valid_until, "the day a record ends"),
        ];
        for (formula, what) in dates {
            if let Some(formula) = formula {
                self.expect(formula, &inner, &Want::of(Kind::Date, what));
            }
        }
        let Some(register) = parts.registers.get(&write.register) else { return };
        for (id, formula) in &write.record {
            let Some(field) = register.field(id.as_str()) else { continue };
            let want = Want::of(
                ty::of_field(&field.ty),
                format!("the field `{id}` of the register `{}`", register.id),
            );
            self.expect(formula, &inner, &if field.optional { want } else { want.known() });
        }
        let missing: Vec<&str> = register
            .fields
            .iter()
            .filter(|field| !field.optional && !write.record.iter().any(|(id, _)| *id == field.id))
            .map(|field| field.id.as_str())
            .collect();
        if let (false, Some((_, first)), false) = (missing.is_empty(), write.record.first(), leave_out) {
            let names = crate::shape::list_of(&missing);
            self.sink()
                .error(
                    codes::FIELD_NOT_WRITTEN,
                    first.at.clone(),
                    format!("this record of `{}` lacks {names}", register.id),
                )
                .help("write every field that is not optional")
                .related(register.at.clone(), "the register");
        }
    }
}
