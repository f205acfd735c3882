//! What would be found only when someone files a case: what the engine itself reads, terms and amounts that can't be
//! taken, bodies that do not exist.

use crate::codes;
use crate::load::Parts;
use crate::sink::{Sink, did_you_mean};
use feel::ast::{Arguments, Callee, Expr, ExprKind};
use feel::{Decimal, Value};
use model::register::Search;
use model::service::{DeadlineUnit, Favour};
use model::{Applicant, FieldType, Formula, ParameterValue, Register, Right, Service, Source};

/// Oldest age from which one may apply, in years.
const AGE_YEARS_MAX: i64 = 100;
/// Longest term that may be written: a hundred years, in days.
const TERM_DAYS_MAX: i64 = 36_525;
/// The same in minutes, for terms in hours.
const TERM_MINUTES_MAX: i64 = TERM_DAYS_MAX * 24 * 60;

/// Checks what a service needs to be filed at all.
pub fn check(service: &Service, parts: &Parts, sink: &mut Sink) {
    applicant(service, parts, sink);
    age(service, parts, sink);
    addressed(service, parts, sink);
    terms(service, parts, sink);
    amounts(service, parts, sink);
    written(service, parts, sink);
}

/// Whoever files is looked up in the register of people, as everything is: for the service and its purpose.
fn applicant(service: &Service, parts: &Parts, sink: &mut Sink) {
    let Some(people) = parts.info.as_ref().map(|info| &info.people) else { return };
    let Some(register) = parts.registers.get(&people.register) else { return };
    let mut lines = register.access_of(&service.id, Right::Read);
    // A purpose that does not exist was reported where it stands.
    let known = parts.info.as_ref().is_some_and(|info| info.purposes.contains_key(&service.purpose));
    if !known || lines.any(|line| line.purpose == service.purpose) {
        return;
    }
    let message =
        format!("nobody can file this: the register of people, `{}`, does not let it read", register.id);
    sink.error(codes::READ_NOT_GRANTED, service.at.clone(), message)
        .help(format!(
            "add to registers/{}.yaml: `{{service: {}, may: [read], fields: [{}], purpose: {}, law: LAW/ARTICLE}}`",
            register.id, service.id, people.key, service.purpose
        ))
        .related(register.at.clone(), "every service looks the applicant up here");
}

/// The age from which one applies is one that people reach, and is asked of people only.
fn age(service: &Service, parts: &Parts, sink: &mut Sink) {
    let Some(age) = &service.applicant_age else { return };
    if service.applicant != Applicant::Person {
        sink.error(codes::BAD_AGE, age.at.clone(), "officers apply here, of whom no age is asked")
            .help("leave `applicant_age` out, or write `applicant: person`");
    }
    let fits = |number: &Decimal| {
        let years = Some(*number).filter(|years| years.is_integer()).and_then(Decimal::to_i64);
        years.is_some_and(|years| (0..=AGE_YEARS_MAX).contains(&years))
    };
    for (number, at) in numbers(age, parts).into_iter().filter(|(number, _)| !fits(number)) {
        let message = format!("{number} is no age from which a person applies");
        let finding = sink.error(codes::BAD_AGE, age.at.clone(), message);
        let finding = finding.help(format!("write whole years, from 0 to {AGE_YEARS_MAX}"));
        if at != age.at {
            finding.related(at, "its value is written here");
        }
    }
}

/// A body that is named word for word is one of the state's.
fn addressed(service: &Service, parts: &Parts, sink: &mut Sink) {
    let Some(formula) = &service.addressed else { return };
    let mut texts = Vec::new();
    results(&formula.expr, &mut texts);
    for text in texts.iter().filter(|text| !parts.agencies.contains_key(text.as_str())) {
        let help = did_you_mean(text, parts.agencies.keys().map(base::AgencyId::as_str), "agencies");
        sink.error(codes::UNKNOWN_AGENCY, formula.at.clone(), format!("unknown agency `{text}`")).help(help);
    }
}

/// Texts that an expression says word for word where it gives its result.
fn results(expr: &Expr, texts: &mut Vec<String>) {
    match &expr.kind {
        ExprKind::Literal(Value::String(text)) => texts.push(text.to_string()),
        ExprKind::If { then, otherwise, .. } => [then, otherwise].into_iter().for_each(|e| results(e, texts)),
        ExprKind::Call { callee: Callee::Builtin(function), arguments } if function.name == "get value" => {
            let table = match arguments {
                Arguments::Positional(list) => list.first(),
                Arguments::Named(_) => None,
            };
            match table.map(|table| &table.kind) {
                Some(ExprKind::Context(entries)) => {
                    for entry in entries {
                        results(&entry.value, texts);
                    }
                }
                Some(ExprKind::Literal(Value::Context(context))) => {
                    texts.extend(context.entries().iter().filter_map(|(_, value)| match value {
                        Value::String(text) => Some(text.to_string()),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        _ => {}
    }
}

/// The numbers that a formula is, if it is one, or a parameter of the law and nothing else.
fn numbers(formula: &Formula, parts: &Parts) -> Vec<(Decimal, Source)> {
    match &formula.expr.kind {
        ExprKind::Literal(Value::Number(number)) => vec![(*number, formula.at.clone())],
        ExprKind::Path { object, member } => {
            let ExprKind::Path { object, member: law } = &object.kind else { return Vec::new() };
            let of_law = matches!(&object.kind, ExprKind::Name(name) if &**name == "law");
            let law = parts.law.get(&**law).filter(|_| of_law);
            let Some(parameter) = law.and_then(|law| law.parameters.get(&**member)) else {
                return Vec::new();
            };
            let values = parameter.values.iter().filter_map(|dated| match dated.value {
                ParameterValue::Number(number) => Some((number, parameter.at.clone())),
                _ => None,
            });
            values.collect()
        }
        _ => Vec::new(),
    }
}

/// Terms are counted in whole days, or in whole minutes of office hours.
fn terms(service: &Service, parts: &Parts, sink: &mut Sink) {
    for (length, hours) in lengths(service) {
        let fits = |number: Decimal| {
            let counted = if hours { number.mul(Decimal::from(60)) } else { Some(number) };
            let max = if hours { TERM_MINUTES_MAX } else { TERM_DAYS_MAX };
            counted
                .filter(|counted| counted.is_integer())
                .and_then(Decimal::to_i64)
                .is_some_and(|counted| (0..=max).contains(&counted))
        };
        for (number, at) in numbers(length, parts).into_iter().filter(|(number, _)| !fits(*number)) {
            let unit = if hours { "hours in whole minutes" } else { "whole days" };
            let finding = sink.error(
                codes::BAD_LENGTH,
                length.at.clone(),
                format!("a term of {number} is none in {unit}"),
            );
            let finding = finding.help("write a number from 0 on, of at most a hundred years");
            if at != length.at {
                finding.related(at, "its value is written here");
            }
        }
    }
}

/// The lengths of all terms, and whether each counts hours.
fn lengths(service: &Service) -> Vec<(&Formula, bool)> {
    let mut lengths: Vec<(&Formula, bool)> =
        service.appeal.iter().map(|appeal| (&appeal.days, false)).collect();
    let fetched = service.outcomes.values().filter_map(|outcome| outcome.pick_up.as_ref());
    lengths.extend(fetched.map(|pick_up| (&pick_up.after, false)));
    for state in service.states.values() {
        let hours =
            state.deadline.as_ref().is_some_and(|deadline| deadline.unit == DeadlineUnit::OfficeHours);
        lengths.extend(state.deadline.iter().map(|deadline| (&deadline.length, hours)));
        for action in state.actions.values() {
            let Some(forward) = &action.forward else { continue };
            let entered = service.states.get(&action.to).and_then(|state| state.deadline.as_ref());
            let hours = entered.is_some_and(|deadline| deadline.unit == DeadlineUnit::OfficeHours);
            lengths.push((&forward.within, false));
            lengths.extend(forward.term.iter().map(|term| (term, hours)));
        }
    }
    lengths
}

/// A grant of nothing is none, and a fee is not below zero.
fn amounts(service: &Service, parts: &Parts, sink: &mut Sink) {
    for (name, outcome) in service.outcomes.iter().filter(|(_, outcome)| outcome.favour == Favour::For) {
        let Some(amount) = &outcome.amount else { continue };
        if numbers(amount, parts).iter().any(|(number, _)| number.is_zero() || number.is_negative()) {
            let message = format!("`{name}` grants nothing or less, and such a grant is never made");
            sink.error(codes::BAD_AMOUNT, amount.at.clone(), message)
                .help("write an amount above zero, or leave `amount` out of an outcome that pays nothing");
        }
    }
    let Some(fee) = &service.fee else { return };
    if numbers(&fee.amount, parts).iter().any(|(number, _)| number.is_negative()) {
        sink.error(codes::BAD_AMOUNT, fee.amount.at.clone(), "a fee below zero can't be taken")
            .help("write 0 or `null` where nothing is to be paid");
    }
}

/// A text that is written word for word into a field has the form of its identifier.
fn written(service: &Service, parts: &Parts, sink: &mut Sink) {
    let identifiers = parts.info.as_ref().map(|info| &info.identifiers);
    for write in service.outcomes.values().flat_map(|outcome| &outcome.write) {
        let Some(register) = parts.registers.get(&write.register) else { continue };
        for (id, formula) in &write.record {
            let Some(FieldType::Identifier(name)) = register.field(id.as_str()).map(|field| &field.ty) else {
                continue;
            };
            let form = identifiers.and_then(|all| all.get(name)).map(|identifier| &identifier.form);
            let mut texts = Vec::new();
            results(&formula.expr, &mut texts);
            for text in texts.iter().filter(|text| form.is_some_and(|form| !form.matches(text))) {
                let message = format!("`{text}` does not have the form of `{name}`");
                sink.error(codes::UNLIKE_FORM, formula.at.clone(), message)
                    .help("write what has the form, or a formula that gives it");
            }
        }
    }
}

/// What the engine finds records by: their key, whose data they are, who is related to whom.
pub fn registers(parts: &Parts, sink: &mut Sink) {
    for register in parts.registers.values() {
        let key = register.key.iter().map(|id| (id, "its key"));
        // A subject that is no person was reported where it is named.
        let person = |id: &&base::FieldId| {
            let ty = register.field(id.as_str()).map(|field| &field.ty);
            matches!(ty, Some(FieldType::Person | FieldType::Identifier(_)))
        };
        let subject = register.subject.iter().filter(person).map(|id| (id, "whose data it holds"));
        let related = register.relations.iter().flat_map(|relation| relation.from.iter().chain(&relation.to));
        let mut missing: Vec<(&base::FieldId, &str)> = key
            .chain(subject)
            .chain(related.map(|id| (id, "who is related to whom")))
            .filter(|(id, _)| !found_by(register, id))
            .collect();
        missing.dedup_by_key(|(id, _)| *id);
        for (id, what) in missing {
            let Some(field) = register.field(id.as_str()) else { continue };
            let message = format!("records of `{}` are not found by `{id}`, which says {what}", register.id);
            sink.error(codes::NOT_SEARCHABLE, field.at.clone(), message)
                .help("add `search: exact` to the field");
        }
    }
}

/// True if the value of a field is searched as it is, by itself or with others under a name of their own.
pub fn found_by(register: &Register, id: &base::FieldId) -> bool {
    match register.field(id.as_str()) {
        Some(field) => {
            field.search == Search::Exact || register.search.iter().any(|(_, fields)| fields.contains(id))
        }
        None => register.search.iter().any(|(name, _)| name == id),
    }
}
