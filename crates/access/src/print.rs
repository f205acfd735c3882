//! Access blocks and services as Cedar text. What is printed here is parsed again before it is used, so that the
//! public text and what decides are the same.

use model::service::{Applicant, OnSilence, Queue};
use model::{Access, Model, Register, Right, Service, Source, Who};
use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

/// One policy as text, with the place it was made from.
pub(crate) struct Piece {
    pub(crate) id: String,
    pub(crate) at: Source,
    pub(crate) text: String,
}

/// A text in quotes, as Cedar reads it.
pub(crate) fn quoted(text: impl fmt::Display) -> String {
    format!("{:?}", text.to_string())
}

/// One policy for each access line of each register, in order.
pub(crate) fn of_registers(model: &Model) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for register in model.registers.values() {
        for (line, access) in register.access.iter().enumerate().filter(|(_, access)| !access.may.is_empty())
        {
            let id = format!("{}#{}", register.id, line + 1);
            pieces.push(Piece { text: of_line(model, register, access, &id), id, at: access.at.clone() });
        }
    }
    pieces
}

fn of_line(model: &Model, register: &Register, access: &Access, id: &str) -> String {
    let law =
        access.law.as_ref().or_else(|| model.info.purposes.get(&access.purpose).map(|purpose| &purpose.law));
    let fields = access.fields.as_ref().map_or_else(
        || "*".to_owned(),
        |fields| fields.iter().map(base::FieldId::as_str).collect::<Vec<_>>().join(", "),
    );
    let mut text = Annotated::new(id);
    if let Some(law) = law {
        text.note("law", law);
    }
    text.note("purpose", &access.purpose).note("fields", fields);
    let rights: BTreeSet<Right> = access.may.iter().copied().collect();
    let mut when = Vec::new();
    let principal = match &access.who {
        Who::Service(service) => {
            when.push(format!("context has service && context.service == Service::{}", quoted(service)));
            "principal is Machine".to_owned()
        }
        Who::Role(role) => {
            // Only officers of the agency that keeps a register write to it, whatever role they share with others.
            if rights.contains(&Right::Write) {
                let post = format!(
                    "principal.posts.contains({{role: Role::{}, agency: Agency::{}}})",
                    quoted(role),
                    quoted(&register.owner)
                );
                when.push(if rights.len() == 1 {
                    post
                } else {
                    format!("(action != Action::\"write\" || {post})")
                });
            }
            format!("principal is Person in Role::{}", quoted(role))
        }
    };
    when.push(format!("context has purpose && context.purpose == Purpose::{}", quoted(&access.purpose)));
    let rights: Vec<&str> = rights.into_iter().map(|right| crate::Right::from(right).as_str()).collect();
    text.permit(&principal, &rights, &format!("Register::{}", quoted(&register.id)), &when)
}

/// The policies that follow from what services say: who files, who works on cases, what the machine does.
pub(crate) fn of_services(model: &Model) -> Vec<Piece> {
    model.services.values().flat_map(|service| of_service(model, service)).collect()
}

fn of_service(model: &Model, service: &Service) -> Vec<Piece> {
    let cases = format!("CaseOf::{}", quoted(&service.id));
    let piece = |what: &str, why: &str, principal: &str, right: &str, when: &[String]| {
        let id = format!("{}#{what}", service.id);
        let mut text = Annotated::new(&id);
        text.note("why", why);
        if let Some(law) = service.law.first() {
            text.note("law", law);
        }
        text.note("purpose", &service.purpose);
        Piece { text: text.permit(principal, &[right], &cases, when), id, at: service.at.clone() }
    };
    let in_role = |role| format!("principal is Person in Role::{}", quoted(role));
    let mut pieces = vec![match &service.applicant {
        Applicant::Person => piece("file", "Any person files.", "principal is Person", "file", &[]),
        Applicant::Role(role) => piece("file", "Officers in this role file.", &in_role(role), "file", &[]),
    }];
    let roles: BTreeSet<_> = working_roles(service).into_iter().chain(desk(model, service)).collect();
    for role in roles {
        let who = in_role(role);
        let office = "context.in_office".to_owned();
        let seen = [office.clone()];
        let why = "Officers whose turn it is see the case, in their office.";
        pieces.push(piece(&format!("view:{role}"), why, &who, "view", &seen));
        let free = [office, "context.assigned".to_owned(), "!context.own".to_owned()];
        let why =
            "Officers whose turn it is act on the case, in their office, unless another officer has it.";
        pieces.push(piece(&format!("act:{role}"), why, &who, "act", &free));
        let why = "Officers take the next case of their queue.";
        pieces.push(piece(&format!("take:{role}"), why, &who, "take", &[]));
    }
    let mut for_services = vec![format!("Service::{}", quoted(&service.id))];
    if let Some(appeal) =
        service.appeal.as_ref().filter(|appeal| model.services.contains_key(&appeal.service))
    {
        for_services.push(format!("Service::{}", quoted(&appeal.service)));
    }
    let when = [format!("context has service && [{}].contains(context.service)", for_services.join(", "))];
    let why =
        "The engine does what follows by itself: a term runs out, a case is decided again or by appeal.";
    pieces.push(piece("machine", why, "principal is Machine", "act", &when));
    pieces
}

/// Roles whose turn it can be: those of the queues, and those to whom silence brings a case.
fn working_roles(service: &Service) -> BTreeSet<&base::RoleId> {
    let mut roles = BTreeSet::new();
    for state in service.states.values() {
        if let Queue::Role(role) = &state.queue {
            roles.insert(role);
        }
        if let Some(OnSilence::Escalate(role)) = state.deadline.as_ref().map(|deadline| &deadline.on_silence)
        {
            roles.insert(role);
        }
    }
    roles
}

/// The role that takes and hands out money, if the service moves any: its officers see a case as long as it is owed cash.
fn desk<'m>(model: &'m Model, service: &Service) -> Option<&'m base::RoleId> {
    let moves = service.fee.is_some() || service.outcomes.values().any(|outcome| outcome.pay.is_some());
    model.ledger.as_ref().filter(|_| moves).map(|ledger| &ledger.desk)
}

struct Annotated(String);

impl Annotated {
    fn new(id: &str) -> Self {
        let mut text = Self(String::new());
        text.note("id", id);
        text
    }

    fn note(&mut self, name: &str, value: impl fmt::Display) -> &mut Self {
        // Writing to a string can't fail.
        let _ = writeln!(self.0, "@{name}({})", quoted(value));
        self
    }

    fn permit(&self, principal: &str, rights: &[&str], resource: &str, when: &[String]) -> String {
        let actions: Vec<String> = rights.iter().map(|right| format!("Action::{}", quoted(right))).collect();
        let action = match actions.as_slice() {
            [one] => format!("action == {one}"),
            many => format!("action in [{}]", many.join(", ")),
        };
        let when =
            if when.is_empty() { String::new() } else { format!("\nwhen {{ {} }}", when.join(" && ")) };
        format!("{}permit (\n  {principal},\n  {action},\n  resource == {resource}\n){when};\n", self.0)
    }
}
