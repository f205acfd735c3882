//! The formulas of a service, in the order in which a case meets them.

use crate::codes;
use crate::recheck::Derived;
use crate::types::env::{Env, Facts};
use crate::types::facts::{Guard, Reader, normal};
use crate::types::ty::{self, Kind, Ty};
use crate::types::{Common, Place, Want};
use crate::types::{shown, table};
use base::StateName;
use model::service::{Favour, How, ReadAt};
use model::{FieldType, Formula, Question, QuestionType, Read, Register, Right, Service, Step};
use std::collections::HashMap;
use std::rc::Rc;

/// Checks the formulas of a service.
pub fn check(service: &Service, common: &mut Common<'_>) {
    let (answers, asked_when) = answers(service);
    let vars = vec![
        ("applicant".to_owned(), applicant(service, common)),
        ("answers".to_owned(), answers),
        ("case".to_owned(), case(service)),
        ("law".to_owned(), common.law.clone()),
    ];
    let mut env = Env::root(vars);
    let mut derived = Vec::new();
    let mut place = Place::new(common);
    place.asked_when = asked_when;
    // steps that need each other were reported; what they are is not known
    service.steps.iter().for_each(|step| env.set(step.name(), Ty::any()));
    for step in &service.steps {
        let ty = match step {
            Step::Read(read) => self::read(service, read, &env, &mut place),
            Step::Derive(derive) => {
                let ty = match &derive.how {
                    How::Formula(formula) => {
                        let ty = place.infer(formula, &env);
                        let guard = guard(formula, &env, &place.guards);
                        place.guards.insert(derive.name.clone(), guard);
                        ty
                    }
                    How::Table(table) => {
                        let ty = table::check(table, &env, &mut place);
                        let guard = table::guard(table, &env, &mut place);
                        place.guards.insert(derive.name.clone(), guard);
                        ty
                    }
                };
                derived.push(Derived {
                    name: derive.name.clone(),
                    yes_or_no: matches!(ty.kind, Kind::Bool),
                    may_be_unknown: ty.unknown.is_some(),
                });
                named(ty, &derive.name)
            }
        };
        env.set(step.name(), ty);
    }
    place.derived(derived);
    shown::check(service, &env, &mut place);
    if let Some(age) = &service.applicant_age {
        place.expect(age, &env, &Want::of(Kind::Number, "an age").known());
    }
    form(service, &env, &mut place);
    let ways = workflow(service, &env, &mut place);
    outcomes(service, &env, &ways, &mut place);
    if let Some(fee) = &service.fee {
        place.expect(&fee.amount, &env, &Want::of(Kind::Number, "the fee"));
    }
    if let Some(appeal) = &service.appeal {
        place.expect(&appeal.days, &env, &Want::of(Kind::Number, "the term of an appeal").known());
    }
    if let Some(again) = &service.again {
        let register = place.common().parts.registers.get(&again.on);
        let kind = register
            .and_then(|register| register.field(again.field.as_str()))
            .map_or(Kind::Any, |field| ty::of_field(&field.ty));
        place.expect(&again.value, &env, &Want::of(kind, format!("the field `{}`", again.field)));
    }
}

/// A value that may be unknown goes by its own name from here on.
fn named(mut ty: Ty, name: &str) -> Ty {
    if let Some(unknown) = ty.unknown.as_mut() {
        *unknown = Rc::new(ty::Unknown { name: name.to_owned(), why: unknown.why.clone() });
    }
    ty
}

fn guard(formula: &Formula, env: &Env<'_>, guards: &HashMap<String, Guard>) -> Guard {
    let reader = Reader { text: &formula.text, guards };
    Guard {
        if_true: reader.facts(&formula.expr, true, env),
        if_false: reader.facts(&formula.expr, false, env),
        if_known: reader.known(&formula.expr, env),
    }
}

/// The kind of an answer.
fn answer(question: &Question) -> Kind {
    match &question.ty {
        QuestionType::Field(FieldType::Choice(options)) => {
            Kind::Text(Some(Rc::new(options.iter().map(|(code, _)| code.clone()).collect())))
        }
        QuestionType::Field(ty) => ty::of_field(ty),
        QuestionType::Options(_) | QuestionType::Case => Kind::Text(None),
    }
}

/// The type of `answers`, and when those are asked that are not always asked.
fn answers(service: &Service) -> (Ty, HashMap<String, Vec<String>>) {
    let mut members = Vec::new();
    let mut asked_when = HashMap::new();
    for page in &service.form {
        for question in &page.ask {
            let id = question.id.to_string();
            let conditions: Vec<String> =
                page.when.iter().chain(&question.when).map(|formula| normal(&formula.text)).collect();
            let mut ty = Ty::known(answer(question));
            if !question.required {
                ty = ty.maybe(&id, format!("the question `{id}` need not be answered"));
            } else if !conditions.is_empty() {
                ty = ty.maybe(&id, format!("the question `{id}` is not always asked"));
                asked_when.insert(id.clone(), conditions);
            }
            members.push((id, ty));
        }
    }
    (Ty::record("the answers", members), asked_when)
}

/// The applicant's record in the register of people: what the service may read of it.
fn applicant(service: &Service, common: &Common<'_>) -> Ty {
    let Some(info) = &common.parts.info else { return Ty::any() };
    let Some(register) = common.parts.registers.get(&info.people.register) else { return Ty::any() };
    let granted = granted(service, register);
    let key = info.people.key.as_str();
    let mut ty =
        ty::of_register(register, |field| (field != key).then(|| granted(field)).flatten(), |_| false);
    if let Kind::Record(record) = &ty.kind {
        let record = ty::Record {
            what: "the applicant's record".to_owned(),
            members: record.members.clone(),
            denied: record.denied.clone(),
        };
        ty.kind = Kind::Record(Rc::new(record));
    }
    ty
}

/// Says of a field why a service may not read it.
fn granted<'a>(service: &'a Service, register: &'a Register) -> impl Fn(&str) -> Option<String> + 'a {
    move |field| {
        let mut lines =
            register.access_of(&service.id, Right::Read).filter(|line| line.purpose == service.purpose);
        let ok = lines.any(|line| {
            line.fields.as_ref().is_none_or(|fields| fields.iter().any(|id| id.as_str() == field))
        });
        (!ok).then(|| {
            format!(
                "grant it in registers/{}.yaml: `{{service: {}, may: [read], fields: [{field}, …], purpose: {}}}`",
                register.id, service.id, service.purpose
            )
        })
    }
}

fn case(service: &Service) -> Ty {
    let mut members: Vec<(String, Ty)> = ["filed_on", "decided_on", "today"]
        .into_iter()
        .map(|name| (name.to_owned(), Ty::known(Kind::Date)))
        .collect();
    members.push(("filed_at".to_owned(), Ty::known(Kind::DateTime)));
    members.extend(["number", "applicant", "filed_by"].into_iter().map(|name| (name.to_owned(), Ty::text())));
    members.push(("paid".to_owned(), Ty::known(Kind::Number)));
    if service.appeals {
        let mut attacked: Vec<(String, Ty)> =
            ["number", "service", "state"].into_iter().map(|name| (name.to_owned(), Ty::text())).collect();
        attacked.push((
            "until".to_owned(),
            Ty::known(Kind::Date)
                .maybe("case.attacked.until", "a case that nobody decided in time has no last day"),
        ));
        members.push(("attacked".to_owned(), Ty::record("the attacked case", attacked)));
    }
    Ty::record("the case", members)
}

/// The type of what is read: a list of records, or with `one` a record or null.
fn read(service: &Service, read: &Read, env: &Env<'_>, place: &mut Place<'_, '_>) -> Ty {
    let Some(register) = place.common().parts.registers.get(&read.from) else { return Ty::any() };
    let line = register.access_of(&service.id, Right::Read).find(|line| line.purpose == service.purpose);
    let allowed = granted(service, register);
    // without any line the whole read is the mistake, not each field
    let granted = |field: &str| line.and_then(|_| allowed(field));
    if line.is_none() {
        let other = register.access_of(&service.id, Right::Read).next();
        let message = match other {
            Some(line) => format!(
                "the register `{}` lets this service read for `{}`, not for `{}`",
                register.id, line.purpose, service.purpose
            ),
            None => format!("the register `{}` does not let this service read", register.id),
        };
        let related = other.map_or_else(|| register.at.clone(), |line| line.at.clone());
        place
            .sink()
            .error(codes::READ_NOT_GRANTED, read.source.clone(), message)
            .help(format!(
                "add to registers/{}.yaml: `{{service: {}, may: [read], fields: [field, …], purpose: {}}}`",
                register.id, service.id, service.purpose
            ))
            .related(related, "access is granted here");
    }
    let mut unknown = None;
    for (id, formula) in &read.filter {
        let alias = register.search.iter().find(|(name, _)| name == id);
        let fields: Vec<&str> = match alias {
            Some((_, fields)) => fields.iter().map(base::FieldId::as_str).collect(),
            None => vec![id.as_str()],
        };
        let kind = fields
            .first()
            .and_then(|field| register.field(field))
            .map_or(Kind::Any, |field| ty::of_field(&field.ty));
        let want = Want::of(kind, format!("the field `{id}` of the register `{}`", register.id)).or_list();
        let ty = place.expect(formula, env, &want);
        unknown = unknown.or(ty.unknown);
        for field in fields
            .into_iter()
            .filter(|field| register.subject.as_ref().is_none_or(|subject| subject.as_str() != *field))
        {
            if let (Some(_), Some(help)) = (register.field(field), granted(field)) {
                let message =
                    format!("the register `{}` does not let this service read `{field}`", register.id);
                place.sink().error(codes::FIELD_NOT_GRANTED, formula.at.clone(), message).help(help);
            }
        }
    }
    if let ReadAt::On(day) = &read.at {
        unknown = unknown.or(place.expect(day, env, &Want::of(Kind::Date, "the day of a read")).unknown);
    }
    // what a record was found by is not absent in it
    let filled = |field: &str| read.filter.iter().any(|(id, _)| id.as_str() == field);
    let record = ty::of_register(register, granted, filled);
    let ty = if read.one {
        record.maybe(&read.name, format!("the register `{}` may have no such record", register.id))
    } else {
        Ty::list(record)
    };
    match unknown {
        Some(unknown) => ty.maybe(&read.name, format!("what it is read by may be unknown: {}", unknown.why)),
        None => ty,
    }
}

fn form(service: &Service, env: &Env<'_>, place: &mut Place<'_, '_>) {
    for page in &service.form {
        let shown = match &page.when {
            Some(when) => place.condition(when, env).0,
            None => Facts::new(),
        };
        let env = env.assuming(shown);
        for question in &page.ask {
            let mut facts = match &question.when {
                Some(when) => place.condition(when, &env).0,
                None => Facts::new(),
            };
            if let QuestionType::Options(options) = &question.ty {
                self::options(options, &env.assuming(facts.clone()), place);
            }
            if let Some(check) = &question.check {
                // a check looks at an answer that was given
                facts.insert(format!("answers.{}", question.id));
                place.condition(check, &env.assuming(facts));
            }
        }
    }
}

/// Options are a list of `{value, label}`, and `amount` for a sum of money.
fn options(formula: &Formula, env: &Env<'_>, place: &mut Place<'_, '_>) {
    let ty = place.infer(formula, env);
    let ok = match ty.item().map(|item| &item.kind) {
        Some(Kind::Record(record)) => {
            let is = |name: &str, fits: fn(&Kind) -> bool| {
                record.get(name).is_some_and(|ty| fits(&ty.kind) || matches!(ty.kind, Kind::Any))
            };
            let amount = record.get("amount").is_none() || is("amount", |kind| matches!(kind, Kind::Number));
            is("value", |kind| matches!(kind, Kind::Text(_)))
                && is("label", |kind| matches!(kind, Kind::Text(_) | Kind::Date))
                && amount
        }
        Some(Kind::Any) => true,
        _ => ty.is_any(),
    };
    if !ok {
        place
            .sink()
            .error(
                codes::WRONG_RESULT,
                formula.at.clone(),
                "options are a list of {value, label}, a text and a text or a date, with an `amount` if one has it",
            )
            .help("write `= for x in list return {value: x.code, label: x.name}`");
    }
}

/// What holds on every way into an outcome.
type Ways = HashMap<StateName, Vec<Facts>>;

fn workflow(service: &Service, env: &Env<'_>, place: &mut Place<'_, '_>) -> Ways {
    let mut ways = Ways::new();
    // what the lines before have ruled out
    let mut so_far = Facts::new();
    for branch in &service.decide {
        let mut facts = so_far.clone();
        if let Some(when) = &branch.when {
            let (yes, no) = place.condition(when, &env.assuming(so_far.clone()));
            facts.extend(yes);
            so_far.extend(no);
        }
        ways.entry(branch.then.clone()).or_default().push(facts);
    }
    for state in service.states.values() {
        if let Some(deadline) = &state.deadline {
            place.expect(&deadline.length, env, &Want::of(Kind::Number, "a term").known());
            if let model::OnSilence::Grant { to, .. } = &deadline.on_silence {
                ways.entry(to.clone()).or_default().push(Facts::new());
            }
        }
        for action in state.actions.values() {
            let facts = match &action.when {
                Some(when) => place.condition(when, env).0,
                None => Facts::new(),
            };
            ways.entry(action.to.clone()).or_default().push(facts);
            if let Some(forward) = &action.forward {
                place.expect(&forward.within, env, &Want::of(Kind::Number, "a term").known());
                if let Some(term) = &forward.term {
                    place.expect(term, env, &Want::of(Kind::Number, "a term"));
                }
            }
        }
    }
    ways
}

/// Whom an amount is paid to must be known; an account that is not is cash.
fn pay(pay: &model::Pay, env: &Env<'_>, place: &mut Place<'_, '_>) {
    if let Some(to) = &pay.to {
        place.expect(to, env, &Want::of(Kind::Text(None), "whoever is paid").known());
    }
    if let Some(account) = &pay.account {
        place.expect(account, env, &Want::of(Kind::Text(None), "the account paid to"));
    }
    if let Some(from) = &pay.from {
        place.expect(from, env, &Want::of(Kind::Date, "the first day").known());
    }
    if let Some(until) = &pay.until {
        place.expect(until, env, &Want::of(Kind::Date, "the day after the last"));
    }
}

fn outcomes(service: &Service, env: &Env<'_>, ways: &Ways, place: &mut Place<'_, '_>) {
    for (name, outcome) in &service.outcomes {
        let facts = ways.get(name).map(Vec::as_slice).unwrap_or_default();
        let facts = facts.iter().skip(1).fold(facts.first().cloned().unwrap_or_default(), |all, way| {
            all.intersection(way).cloned().collect()
        });
        let drawn = outcome.draw.iter().map(|(name, _)| (name.clone(), Ty::text())).collect();
        let mut inner = env.assuming(facts);
        inner.set("drawn", Ty::record("what is drawn", drawn));
        if let Some(amount) = &outcome.amount {
            let want = Want::of(Kind::Number, "the amount");
            place.expect(amount, &inner, &if outcome.favour == Favour::For { want.known() } else { want });
        }
        for write in &outcome.write {
            place.write(write, &inner, false);
        }
        if let Some(pay) = &outcome.pay {
            self::pay(pay, &inner, place);
        }
        if let Some(pick_up) = &outcome.pick_up {
            if let Some(when) = &pick_up.when {
                place.condition(when, &inner);
            }
            place.expect(&pick_up.after, &inner, &Want::of(Kind::Number, "a term"));
        }
        for (_, formula) in &outcome.give {
            place.infer(formula, &inner);
        }
    }
}
