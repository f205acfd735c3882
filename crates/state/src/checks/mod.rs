//! What must hold beyond forms, names and types: the promises a state folder makes.

mod access;
pub mod burden;
mod filing;
mod flow;
mod forward;
mod money;
mod never;
mod once;
mod unread;
mod unused;
mod words;

pub use words::check_words;

use crate::codes;
use crate::load::{Files, Parts};
use crate::sink::Sink;
use base::AgencyId;
use model::register::Search;
use model::{FieldType, QuestionType, Service, Source};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Checks all parts. The files are for places that the parts do not keep.
pub fn check(parts: &Parts, files: &Files, sink: &mut Sink) {
    superiors(parts, sink);
    people(parts, files, sink);
    home(parts, files, sink);
    places(parts, files, sink);
    open(parts, sink);
    filing::registers(parts, sink);
    unread::registers(parts, sink);
    for service in parts.services.values() {
        check_service(service, parts, sink);
    }
}

/// Checks one service, which need not be the one the parts hold.
pub fn check_service(service: &Service, parts: &Parts, sink: &mut Sink) {
    examples(service, parts, sink);
    flow::check(service, parts, sink);
    money::check(service, parts, sink);
    access::check(service, parts, sink);
    filing::check(service, parts, sink);
    forward::check(service, sink);
    once::check(service, parts, sink);
    unused::check(service, sink);
    unread::questions(service, sink);
    never::check(service, sink);
    burden::check(service, parts, sink);
}

/// Examples of answers have the form of their identifier: programs that fill in a form begin with them.
fn examples(service: &Service, parts: &Parts, sink: &mut Sink) {
    let identifiers = parts.info.as_ref().map(|info| &info.identifiers);
    for question in service.form.iter().flat_map(|page| &page.ask) {
        let QuestionType::Field(FieldType::Identifier(name)) = &question.ty else { continue };
        let form = identifiers.and_then(|all| all.get(name)).map(|identifier| &identifier.form);
        // an example that begins with `=` is computed for each person
        // a constant is kept as the literal it is; what a formula gives is known only with the facts
        let example =
            question.example.as_ref().and_then(|example| example.text.strip_prefix('"')?.strip_suffix('"'));
        if let (Some(form), Some(example)) = (form, example)
            && !form.matches(example)
        {
            sink.error(
                codes::EXAMPLE_UNLIKE_FORM,
                question.at.clone(),
                format!("the example `{example}` does not have the form of `{name}`"),
            )
            .help("write an answer that would be accepted");
        }
    }
}

/// Agencies are above each other without a circle.
fn superiors(parts: &Parts, sink: &mut Sink) {
    let mut done: BTreeSet<&AgencyId> = BTreeSet::new();
    for start in parts.agencies.values() {
        let mut chain: Vec<&AgencyId> = Vec::new();
        let mut at = Some(start);
        while let Some(agency) = at {
            if let Some(from) = chain.iter().position(|id| **id == agency.id) {
                let circle = chain.get(from..).unwrap_or_default();
                if circle.iter().all(|id| !done.contains(*id)) {
                    let names: Vec<String> =
                        circle.iter().chain([&&agency.id]).map(|id| format!("`{id}`")).collect();
                    sink.error(
                        codes::AGENCY_CYCLE,
                        agency.at.clone(),
                        format!("agencies stand in a circle: {}", names.join(" is under ")),
                    )
                    .help("remove `superior` from the highest of them");
                }
                break;
            }
            if done.contains(&agency.id) {
                break;
            }
            chain.push(&agency.id);
            at = agency.superior.as_ref().and_then(|id| parts.agencies.get(id));
        }
        done.extend(chain);
    }
}

/// The registers of people and appointments have the fields that the engine needs, of the right types.
fn people(parts: &Parts, files: &Files, sink: &mut Sink) {
    let Some(info) = &parts.info else { return };
    let mut wrong = |block: &str, key: &str, message: String, help: &str| {
        let at = in_state(files, block, key);
        sink.error(codes::BAD_PEOPLE, at, message).help(help);
    };
    if let Some(register) = parts.registers.get(&info.people.register) {
        let key = &info.people.key;
        if register
            .field(key.as_str())
            .is_some_and(|field| !matches!(field.ty, FieldType::Identifier(_)) || field.optional)
        {
            let message = format!("`{key}` does not identify people: it is no required identifier");
            wrong("people", "key", message, "the key is a required field whose type is one of `identifiers`");
        } else if register.subject.as_ref() != Some(key) || register.key.as_ref() != Some(key) {
            let message = format!("the register `{}` is not keyed by `{key}`", register.id);
            wrong(
                "people",
                "register",
                message,
                "in the register of people `subject` and `key` are this field",
            );
        }
        let born = &info.people.born;
        if register.field(born.as_str()).is_some_and(|field| field.ty != FieldType::Date) {
            wrong("people", "born", format!("`{born}` is no date"), "name the field with the date of birth");
        }
    }
    if let Some(register) = parts.registers.get(&info.appointments.register) {
        let person = &info.appointments.person;
        if register.subject.as_ref() != Some(person) {
            let message = format!("the subject of `{}` is not `{person}`", register.id);
            wrong(
                "appointments",
                "person",
                message,
                "an appointment is data of the officer: add `subject` to the register",
            );
        }
        let appointments = &info.appointments;
        for field in [&appointments.role, &appointments.agency, &appointments.office, &appointments.name] {
            let text = |ty: &FieldType| matches!(ty, FieldType::Text | FieldType::Choice(_));
            if register.field(field.as_str()).is_some_and(|field| field.optional || !text(&field.ty)) {
                wrong(
                    "appointments",
                    "register",
                    format!("`{field}` is no required text"),
                    "role, agency and office are ids, and nobody decides without a name: all four are required texts",
                );
            }
        }
    }
}

/// Where people live is a place, and is found by the person whose home it is.
fn home(parts: &Parts, files: &Files, sink: &mut Sink) {
    let Some(home) = parts.info.as_ref().and_then(|info| info.people.home.as_ref()) else { return };
    let Some(register) = parts.registers.get(&home.register) else { return };
    let place = register.field(home.place.as_str()).is_some_and(|field| field.ty != FieldType::Place);
    // A subject that is no person was reported where it is named.
    let someone = |id: &base::FieldId| {
        let ty = register.field(id.as_str()).map(|field| &field.ty);
        *id != home.person && matches!(ty, Some(FieldType::Person | FieldType::Identifier(_)))
    };
    if place || register.subject.as_ref().is_some_and(someone) {
        let message = format!("the register `{}` does not say where a person lives", register.id);
        sink.error(codes::BAD_PEOPLE, in_state(files, "people", "home"), message)
            .help("`person` is its `subject`, and `place` a field of the type `place`");
    }
}

/// An identifier of people is not open data, whatever register it stands in.
fn open(parts: &Parts, sink: &mut Sink) {
    let Some(people) = parts.info.as_ref().map(|info| &info.people) else { return };
    let key = parts.registers.get(&people.register).and_then(|register| register.field(people.key.as_str()));
    let Some(key) = key else { return };
    for register in parts.registers.values().filter(|register| register.subject.is_none()) {
        let fields = register.open.iter().filter_map(|id| register.field(id.as_str()));
        for field in fields.filter(|field| field.ty == key.ty) {
            sink.error(
                codes::OPEN_PERSONAL,
                field.at.clone(),
                format!("the field `{}` identifies people, so it is no open data", field.id),
            )
            .help("take it out of `open`")
            .related(key.at.clone(), "people are known by this identifier");
        }
    }
}

/// The register of places is about no person, is found by its code, and has a name in every language.
fn places(parts: &Parts, files: &Files, sink: &mut Sink) {
    let Some(info) = &parts.info else { return };
    let Some(places) = &info.places else { return };
    let Some(register) = parts.registers.get(&places.register) else { return };
    let mut wrong = |key: &str, message: String, help: &str| {
        sink.error(codes::BAD_PEOPLE, in_state(files, "places", key), message).help(help);
    };
    let searched = register.field(places.code.as_str()).is_some_and(|field| field.search == Search::Exact);
    if register.subject.is_some() || register.key.as_ref() != Some(&places.code) || !searched {
        wrong(
            "register",
            format!("the register `{}` does not hold places by `{}`", register.id, places.code),
            "the register of places has no `subject`, and its `key` is the code, with `search: exact`",
        );
    }
    let missing: Vec<&str> = info
        .languages
        .iter()
        .filter(|lang| !places.name.contains_key(lang))
        .map(base::Lang::as_str)
        .collect();
    if !missing.is_empty() {
        let message = format!("no field has the names of places in {}", crate::shape::list_of(&missing));
        wrong("name", message, "name a field for each language");
    }
}

/// Where a key of a block of `state.yaml` stands. Read again from the text: it is needed only for findings.
fn in_state(files: &Files, block: &str, key: &str) -> Source {
    let path: Arc<str> = Arc::from("state.yaml");
    let text = files.get("state.yaml").map_or("", String::as_str);
    let mut silent = Sink::default();
    let node = crate::yaml::read(&path, text, &mut silent);
    let span =
        node.as_ref().and_then(|node| node.get(block)).and_then(|block| block.get(key)).map(|node| node.span);
    Source { path, span: span.unwrap_or_default() }
}
