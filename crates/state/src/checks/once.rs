//! Promise 3: what a readable register answers is not asked.
//!
//! The rule, chosen so that it never blames a sensible question: the applicant is a person; a register that the service
//! may read, whose subject is the applicant and which holds one record a person (its key is its subject), or that the
//! service reads as `one` by the applicant's key, has a field that is always filled; and the question has that field's
//! id, or is of the same kind of identifier. A question whose `when` or page's `when` names what was read asks only
//! where the register does not know, which is allowed.

use crate::codes;
use crate::load::Parts;
use crate::sink::Sink;
use crate::types::{facts, walk};
use model::{Applicant, Field, FieldType, Page, Question, QuestionType, Register, Right, Service, Step};
use std::collections::BTreeSet;

/// Checks the questions of a service.
pub fn check(service: &Service, parts: &Parts, sink: &mut Sink) {
    if service.applicant != Applicant::Person {
        return;
    }
    let sources = sources(service, parts);
    for page in &service.form {
        for question in &page.ask {
            let known = sources.iter().find_map(|source| Some((source, source.answers(service, question)?)));
            let Some((source, field)) = known else { continue };
            if source.guards(service, page, question) {
                continue;
            }
            sink.error(
                codes::REGISTER_KNOWS,
                question.at.clone(),
                format!("the register `{}` knows `{}`: it is not asked again", source.register.id, field.id),
            )
            .help(match source.read {
                Some(read) => format!("use `{read}.{}` and show it under `known`", field.id),
                None => format!(
                    "read it: `read: {{x: {{from: {}, where: {{…: \"= applicant.…\"}}, one: true}}}}`",
                    source.register.id
                ),
            })
            .related(field.at.clone(), "the register has it here");
        }
    }
}

/// A register with one record about the applicant.
struct Source<'a> {
    register: &'a Register,
    /// The name under which the service reads it; none if it only could.
    read: Option<&'a str>,
}

fn sources<'a>(service: &'a Service, parts: &'a Parts) -> Vec<Source<'a>> {
    let Some(info) = &parts.info else { return Vec::new() };
    let key = format!("applicant.{}", info.people.key);
    let mut found = Vec::new();
    for step in &service.steps {
        let Step::Read(read) = step else { continue };
        let Some(register) = parts.registers.get(&read.from) else { continue };
        let about_applicant = read.filter.iter().any(|(id, formula)| {
            register.subject.as_ref() == Some(id)
                && facts::path(&formula.expr).is_some_and(|path| path == key)
        });
        if read.one && about_applicant {
            found.push(Source { register, read: Some(&read.name) });
        }
    }
    for register in parts.registers.values() {
        if register.id == info.people.register {
            found.push(Source { register, read: Some("applicant") });
        } else if register.subject.is_some() && register.key == register.subject {
            found.push(Source { register, read: None });
        }
    }
    found
}

impl<'a> Source<'a> {
    /// The field that answers a question.
    fn answers(&self, service: &Service, question: &Question) -> Option<&'a Field> {
        let QuestionType::Field(ty) = &question.ty else { return None };
        let readable = |field: &Field| {
            self.register
                .access_of(&service.id, Right::Read)
                .filter(|line| line.purpose == service.purpose)
                .any(|line| line.fields.as_ref().is_none_or(|fields| fields.contains(&field.id)))
        };
        self.register.fields.iter().filter(|field| !field.optional && readable(field)).find(|field| {
            let kind = match (&field.ty, ty) {
                // two choices have two sets of words; the id says whether they mean one thing
                (FieldType::Choice(_), FieldType::Choice(_)) => true,
                (a, b) => a == b,
            };
            let subject = self.register.subject.as_ref() == Some(&field.id);
            let identifier = matches!(ty, FieldType::Identifier(_)) && !subject;
            kind && (field.id == question.id || identifier)
        })
    }

    /// True if the question is asked only by what was read.
    fn guards(&self, service: &Service, page: &Page, question: &Question) -> bool {
        let Some(read) = self.read else { return false };
        // derived values may stand between the condition and what was read
        let mut names: BTreeSet<String> = BTreeSet::new();
        for when in page.when.iter().chain(&question.when) {
            walk::names(&when.expr, &mut |name| {
                names.insert(name.to_owned());
            });
        }
        for step in service.steps.iter().rev() {
            if let Step::Derive(derive) = step
                && names.contains(&derive.name)
            {
                walk::names_of(&derive.how, &mut |name| {
                    names.insert(name.to_owned());
                });
            }
        }
        names.contains(read)
    }
}
