//! Warns of a service that asks more of people than the state itself wants to.

use crate::codes;
use crate::load::Parts;
use crate::sink::Sink;
use model::burden::Burden;
use model::{FieldType, Service};

/// The type of the identifier by which people are known.
pub fn person(parts: &Parts) -> Option<&FieldType> {
    let people = &parts.info.as_ref()?.people;
    Some(&parts.registers.get(&people.register)?.field(people.key.as_str())?.ty)
}

/// Compares the burden of a service with the limits of `state.yaml`.
pub fn check(service: &Service, parts: &Parts, sink: &mut Sink) {
    let Some(limits) = parts.info.as_ref().map(|info| &info.burden) else { return };
    let burden = Burden::of(service, person(parts));
    for (what, found, most, help) in [
        ("answers", burden.fields, limits.fields, "leave out what registers know or nobody needs"),
        ("papers", burden.documents, limits.documents, "read the register that has the number"),
        (
            "desks",
            burden.desks,
            limits.desks,
            "let people apply themselves, pay from afar, or get it by post",
        ),
    ] {
        let Some(most) = most.filter(|most| usize::try_from(*most).is_ok_and(|most| found > most)) else {
            continue;
        };
        let message = format!(
            "the service `{}` asks people for more {what} than the state wants: {found}, and no more than {most}",
            service.id
        );
        sink.warning(codes::BURDEN, service.at.clone(), message).help(format!(
            "{help}; `koom check --burden` lists every service, `burden` in state.yaml says the limits"
        ));
    }
}
