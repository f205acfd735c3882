//! Reads by searchable fields, writes and second decisions that registers allow.

use crate::codes;
use crate::load::Parts;
use crate::shape::list_of;
use crate::sink::Sink;
use model::{Right, Service, Step};

/// Checks what a service does with registers.
pub fn check(service: &Service, parts: &Parts, sink: &mut Sink) {
    for step in &service.steps {
        let Step::Read(read) = step else { continue };
        let Some(register) = parts.registers.get(&read.from) else { continue };
        for (id, formula) in &read.filter {
            let Some(field) = register.field(id.as_str()) else { continue };
            // A key or subject that is not searched was reported in its register.
            let own = register.key.as_ref() == Some(id) || register.subject.as_ref() == Some(id);
            if !own && !super::filing::found_by(register, id) {
                sink.error(
                    codes::NOT_SEARCHABLE,
                    formula.at.clone(),
                    format!("records of `{}` are not found by `{id}`", register.id),
                )
                .help(format!("add `search: exact` to the field in registers/{}.yaml", register.id))
                .related(field.at.clone(), "this field");
            }
        }
    }
    writes(service, parts, sink);
    again(service, parts, sink);
}

fn writes(service: &Service, parts: &Parts, sink: &mut Sink) {
    for write in service.outcomes.values().flat_map(|outcome| &outcome.write) {
        let Some(register) = parts.registers.get(&write.register) else { continue };
        let lines: Vec<_> = register
            .access_of(&service.id, Right::Write)
            .filter(|line| line.purpose == service.purpose)
            .collect();
        let granted = |id: &base::FieldId| {
            lines.iter().any(|line| line.fields.as_ref().is_none_or(|fields| fields.contains(id)))
        };
        let missing: Vec<&str> = write
            .record
            .iter()
            .map(|(id, _)| id)
            .filter(|id| !granted(id))
            .map(base::FieldId::as_str)
            .collect();
        let Some((_, first)) = write.record.first().filter(|_| !missing.is_empty()) else { continue };
        let message = if lines.is_empty() {
            format!("the register `{}` does not let this service write", register.id)
        } else {
            format!("the register `{}` does not let this service write {}", register.id, list_of(&missing))
        };
        sink.error(codes::WRITE_NOT_GRANTED, first.at.clone(), message)
            .help(format!(
                "add to registers/{}.yaml: `{{service: {}, may: [write], fields: all, purpose: {}}}`",
                register.id, service.id, service.purpose
            ))
            .related(register.at.clone(), "the register");
    }
}

fn again(service: &Service, parts: &Parts, sink: &mut Sink) {
    let Some(again) = &service.again else { return };
    let Some(register) = parts.registers.get(&again.on) else { return };
    let readable = register
        .access_of(&service.id, Right::Read)
        .filter(|line| line.purpose == service.purpose)
        .any(|line| line.fields.as_ref().is_none_or(|fields| fields.contains(&again.field)));
    if !readable {
        sink.error(
            codes::BAD_AGAIN,
            again.value.at.clone(),
            format!(
                "cases are decided again by `{}` of `{}`, which this service may not read",
                again.field, register.id
            ),
        )
        .help("grant the field to the service in the register")
        .related(register.at.clone(), "the register");
    }
}
