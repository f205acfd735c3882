//! What a state's own policies take away from its services. A `forbid` wins over every access line, so a service may be
//! written well and yet be refused when someone files: the same questions are asked of the policies beforehand.

use access::{Access, ActorRef, Class, Request, Right};
use model::service::{Applicant, Step};
use model::{Diagnostic, Model, Service, Severity, Source};

/// Something a service does, with the words and the place to name it by.
struct Need<'m> {
    right: Right,
    class: Class<'m>,
    what: String,
    at: &'m Source,
}

/// Everything that services need and a policy forbids.
pub(crate) fn forbidden(model: &Model, access: &Access) -> Vec<Diagnostic> {
    model.services.values().flat_map(|service| of_service(model, access, service)).collect()
}

fn of_service(model: &Model, access: &Access, service: &Service) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = needs(model, service)
        .into_iter()
        .filter(|need| {
            let register = matches!(need.class, Class::Register(_));
            !access
                .verdict(&Request {
                    actor: ActorRef::Machine,
                    right: need.right,
                    class: need.class,
                    purpose: register.then_some(&service.purpose),
                    service: Some(&service.id),
                    ..NOBODY
                })
                .allowed
        })
        .map(|need| finding(service, &need.what, need.at))
        .collect();
    if !may_be_filed(model, access, service) {
        findings.push(finding(service, "be filed by whom it is for", &service.at));
    }
    findings
}

/// A question without an actor, to which the rest is added.
const NOBODY: Request<'static> = Request {
    actor: ActorRef::Nobody,
    right: Right::File,
    class: Class::Installation,
    purpose: None,
    service: None,
    own: false,
    related: false,
    assigned: false,
    in_office: false,
};

/// What the engine does for a service, whoever files.
fn needs<'m>(model: &'m Model, service: &'m Service) -> Vec<Need<'m>> {
    let people = &model.info.people.register;
    let mut needs = vec![
        Need {
            right: Right::Read,
            class: Class::Register(people),
            what: format!("look the applicant up in `{people}`"),
            at: &service.at,
        },
        Need {
            right: Right::Act,
            class: Class::Case(&service.id),
            what: "go on when a term has passed".to_owned(),
            at: &service.at,
        },
    ];
    for step in &service.steps {
        let Step::Read(read) = step else { continue };
        needs.push(Need {
            right: Right::Read,
            class: Class::Register(&read.from),
            what: format!("read `{}`", read.from),
            at: &read.source,
        });
    }
    for write in service.outcomes.values().flat_map(|outcome| &outcome.write) {
        needs.push(Need {
            right: Right::Write,
            class: Class::Register(&write.register),
            what: format!("write `{}`", write.register),
            at: write.record.first().map_or(&service.at, |(_, formula)| &formula.at),
        });
    }
    needs
}

/// True if someone of those a service is for may file it: a person without any post, or an officer of the agency in the
/// role it names.
fn may_be_filed(model: &Model, access: &Access, service: &Service) -> bool {
    let office = model.agencies.get(&service.agency).and_then(|agency| agency.offices.first());
    let post = match (&service.applicant, office) {
        (Applicant::Role(role), Some(office)) => {
            vec![(role.clone(), service.agency.clone(), office.id.clone())]
        }
        _ => Vec::new(),
    };
    let actor = ActorRef::Person { posts: &post };
    access.verdict(&Request { actor, class: Class::Case(&service.id), own: true, ..NOBODY }).allowed
}

fn finding(service: &Service, what: &str, at: &Source) -> Diagnostic {
    Diagnostic {
        code: state::FORBIDDEN,
        severity: Severity::Error,
        at: at.clone(),
        message: format!("the service `{}` can't {what}: a policy forbids it", service.id),
        help: Some("narrow the `forbid` in policies/*.cedar so that it lets this through".to_owned()),
        related: None,
    }
}
