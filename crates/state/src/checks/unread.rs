//! What is kept or asked and nothing ever needs: fields of registers, questions of forms.

use crate::codes;
use crate::load::Parts;
use crate::sink::Sink;
use crate::types::walk;
use base::FieldId;
use feel::ast::{Expr, ExprKind};
use model::register::Search;
use model::{FieldType, QuestionType, Register, Right, Service, Source, Who};
use std::collections::{BTreeMap, BTreeSet};

/// Every name and member that formulas of a service say.
fn said(service: &Service) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    service.clone().each_formula(&mut |_, formula| words_of(&formula.expr, &mut words));
    for read in service.steps.iter().filter_map(|step| match step {
        model::Step::Read(read) => Some(read),
        model::Step::Derive(_) => None,
    }) {
        words.extend(read.filter.iter().map(|(field, _)| field.to_string()));
    }
    words
}

fn words_of(expr: &Expr, words: &mut BTreeSet<String>) {
    match &expr.kind {
        ExprKind::Name(name) => drop(words.insert(name.to_string())),
        ExprKind::Path { member, .. } => drop(words.insert(member.to_string())),
        _ => {}
    }
    walk::parts(expr, &mut |part| words_of(part, words));
}

/// Warns of fields that no officer may see, no service reads or writes, and nobody finds a record by. Records about a
/// person are shown to that person, so it is only registers about no person.
pub fn registers(parts: &Parts, sink: &mut Sink) {
    let words: BTreeMap<_, _> = parts.services.values().map(|service| (&service.id, said(service))).collect();
    for register in parts.registers.values().filter(|register| register.subject.is_none()) {
        let meant = meant(register, parts);
        for field in &register.fields {
            let id = field.id.as_str();
            let granted = register.access.iter().any(|access| {
                let covers = access.fields.as_ref().is_none_or(|fields| fields.contains(&field.id));
                covers
                    && match &access.who {
                        Who::Role(_) => true,
                        Who::Service(service) => {
                            access.may.contains(&Right::Read)
                                && words.get(service).is_some_and(|words| words.contains(id))
                        }
                    }
            });
            let mut writes = parts
                .services
                .values()
                .flat_map(|service| service.outcomes.values())
                .flat_map(|outcome| &outcome.write);
            let written = writes.any(|write| {
                write.register == register.id && write.record.iter().any(|(name, _)| *name == field.id)
            });
            if !granted && !written && field.search == Search::No && !meant.contains(id) {
                let message = format!(
                    "nobody reads, shows or writes the field `{id}` of the register `{}`",
                    register.id
                );
                sink.warning(codes::UNREAD_FIELD, field.at.clone(), message)
                    .help("remove it, or grant it to whoever needs it: what nobody needs is not kept");
            }
        }
    }
}

/// Fields that mean something to the engine or to everybody.
fn meant<'p>(register: &'p Register, parts: &'p Parts) -> BTreeSet<&'p str> {
    let mut meant: BTreeSet<&str> = register.key.iter().chain(&register.open).map(FieldId::as_str).collect();
    meant.extend(register.search.iter().flat_map(|(_, fields)| fields).map(FieldId::as_str));
    meant.extend(
        register
            .relations
            .iter()
            .flat_map(|relation| relation.from.iter().chain(&relation.to))
            .map(FieldId::as_str),
    );
    if let Some(owed) = &register.owed {
        meant.extend([&owed.amount, &owed.paid].into_iter().chain(&owed.until).map(FieldId::as_str));
    }
    let Some(info) = &parts.info else { return meant };
    if info.people.register == register.id {
        meant.insert(info.people.born.as_str());
        let mut named = BTreeSet::new();
        words_of(&info.people.name.expr, &mut named);
        meant.extend(register.fields.iter().map(|field| field.id.as_str()).filter(|id| named.contains(*id)));
    }
    if let Some(home) = info.people.home.as_ref().filter(|home| home.register == register.id) {
        meant.insert(home.place.as_str());
    }
    let posts = &info.appointments;
    if posts.register == register.id {
        meant.extend([&posts.role, &posts.agency, &posts.office, &posts.name].map(FieldId::as_str));
    }
    if let Some(places) = info.places.as_ref().filter(|places| places.register == register.id) {
        meant.extend(places.name.values().chain(&places.into).chain(&places.parent).map(FieldId::as_str));
    }
    meant
}

/// Warns of questions whose answers no rule needs. A text is for whoever reads the case, and needs no rule.
pub fn questions(service: &Service, sink: &mut Sink) {
    let mut named: Vec<(Source, BTreeSet<String>)> = Vec::new();
    service.clone().each_formula(&mut |_, formula| {
        let mut answers = BTreeSet::new();
        answers_named(&formula.expr, &mut answers);
        named.push((formula.at.clone(), answers));
    });
    for question in service.form.iter().flat_map(|page| &page.ask) {
        if matches!(question.ty, QuestionType::Field(FieldType::Text) | QuestionType::Case) {
            continue;
        }
        // whether it is asked says nothing of what for
        let own = |at: &Source| question.when.as_ref().is_some_and(|when| when.at == *at);
        let id = question.id.as_str();
        if !named.iter().any(|(at, answers)| !own(at) && (answers.contains(id) || answers.contains(ALL))) {
            let message = format!("nothing needs the answer to the question `{id}`");
            sink.warning(codes::UNUSED_QUESTION, question.at.clone(), message)
                .help("do not ask it, or use `answers.ID` where it matters: in `derive`, `decide`, `write` or `give`");
        }
    }
}

/// Stands for all answers, where an expression takes them together: no question has this id.
const ALL: &str = "*";

/// The answers an expression names.
fn answers_named(expr: &Expr, found: &mut BTreeSet<String>) {
    match &expr.kind {
        ExprKind::Path { object, member } if matches!(&object.kind, ExprKind::Name(name) if &**name == "answers") =>
        {
            found.insert(member.to_string());
            return;
        }
        ExprKind::Name(name) if &**name == "answers" => drop(found.insert(ALL.to_owned())),
        _ => {}
    }
    walk::parts(expr, &mut |part| answers_named(part, found));
}
