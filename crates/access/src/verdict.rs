//! One question put to the policies.

use crate::compile::joined;
use crate::note::Note;
use crate::request::{ActorRef, Class, Request, Verdict};
use crate::{Access, On};
use cedar_policy::{
    Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId, Request as Question,
    RestrictedExpression,
};
use std::collections::{HashMap, HashSet};
use std::str::FromStr as _;

/// Names of the schema's types, read once.
#[derive(Debug)]
pub(crate) struct Names {
    role: EntityTypeName,
    agency: EntityTypeName,
    purpose: EntityTypeName,
    service: EntityTypeName,
    person: EntityTypeName,
    register: EntityTypeName,
    case: EntityTypeName,
    action: EntityTypeName,
    machine: EntityUid,
    nobody: EntityUid,
    installation: EntityUid,
}

impl Names {
    pub(crate) fn new() -> Result<Self, String> {
        let name = |text: &str| EntityTypeName::from_str(text).map_err(|error| error.to_string());
        let entity = |text: &str, id: &str| Ok::<_, String>(uid(&name(text)?, id));
        Ok(Self {
            role: name("Role")?,
            agency: name("Agency")?,
            purpose: name("Purpose")?,
            service: name("Service")?,
            person: name("Person")?,
            register: name("Register")?,
            case: name("CaseOf")?,
            action: name("Action")?,
            machine: entity("Machine", "engine")?,
            nobody: entity("Nobody", "anyone")?,
            installation: entity("Installation", "this")?,
        })
    }
}

fn uid(name: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(name.clone(), EntityId::new(id))
}

impl Access {
    /// Decides without looking for a kept answer. Whatever goes wrong on the way is a "no".
    pub(crate) fn decide(&self, request: &Request<'_>) -> Verdict {
        if !self.makes_sense(request) {
            return Verdict::no(Vec::new());
        }
        let (Some((question, entities)), Some(policies)) =
            (self.question(request), self.by_class.get(&On::of(request.class)))
        else {
            return Verdict::no(Vec::new());
        };
        let response = self.authorizer.is_authorized(&question, policies, &entities);
        // The engine skips a policy it can't evaluate; one that forbids must not be lost that way.
        if response.diagnostics().errors().next().is_some() {
            return Verdict::no(Vec::new());
        }
        let mut deciding: Vec<(&PolicyId, &Note)> =
            response.diagnostics().reason().filter_map(|id| self.notes.get_key_value(id)).collect();
        deciding.sort_by_key(|(_, note)| note.order);
        let ids = |policies: &[(&PolicyId, &Note)]| policies.iter().map(|(id, _)| id.to_string()).collect();
        if response.decision() == Decision::Deny {
            return Verdict::no(ids(&deciding));
        }
        deciding.retain(|(_, note)| {
            note.purpose.is_none() || request.purpose.is_none() || note.purpose.as_ref() == request.purpose
        });
        let Some(fields) = joined(deciding.iter().map(|(_, note)| *note)) else {
            return Verdict::no(Vec::new());
        };
        Verdict {
            allowed: true,
            law: deciding.iter().find_map(|(_, note)| note.law.clone()),
            purpose: request
                .purpose
                .cloned()
                .or_else(|| deciding.iter().find_map(|(_, note)| note.purpose.clone())),
            fields,
            policies: ids(&deciding),
        }
    }

    /// Names that exist, a right that fits the class, and a purpose where a register is touched. Also keeps words
    /// that strangers choose out of the cache.
    pub(crate) fn makes_sense(&self, request: &Request<'_>) -> bool {
        let class = match request.class {
            Class::Register(id) => self.registers.contains_key(id) && request.purpose.is_some(),
            Class::Case(id) => self.services.contains_key(id),
            Class::Installation => true,
        };
        class
            && request.class.knows(request.right)
            && request.purpose.is_none_or(|id| self.purposes.contains(id))
            && request.service.is_none_or(|id| self.services.contains_key(id))
    }

    pub(crate) fn question(&self, request: &Request<'_>) -> Option<(Question, Entities)> {
        let names = &self.names;
        let (principal, entities) = match request.actor {
            ActorRef::Nobody => (names.nobody.clone(), Entities::empty()),
            ActorRef::Machine => (names.machine.clone(), Entities::empty()),
            ActorRef::Person { posts } => {
                let person = uid(&names.person, "someone");
                let mut roles = HashSet::new();
                let mut held = Vec::new();
                for (role, agency, _) in posts {
                    let role = uid(&names.role, role.as_str());
                    let agency = uid(&names.agency, agency.as_str());
                    held.push(
                        RestrictedExpression::new_record([
                            ("role".to_owned(), RestrictedExpression::new_entity_uid(role.clone())),
                            ("agency".to_owned(), RestrictedExpression::new_entity_uid(agency)),
                        ])
                        .ok()?,
                    );
                    roles.insert(role);
                }
                let attributes = HashMap::from([("posts".to_owned(), RestrictedExpression::new_set(held))]);
                let entity = Entity::new(person.clone(), attributes, roles).ok()?;
                (person, Entities::from_entities([entity], None).ok()?)
            }
        };
        let resource = match request.class {
            Class::Register(id) => uid(&names.register, id.as_str()),
            Class::Case(id) => uid(&names.case, id.as_str()),
            Class::Installation => names.installation.clone(),
        };
        let action = uid(&names.action, request.right.as_str());
        let question =
            Question::new(principal, action, resource, self.circumstances(request)?, Some(&self.schema))
                .ok()?;
        Some((question, entities))
    }

    fn circumstances(&self, request: &Request<'_>) -> Option<Context> {
        let flag = |name: &str, value| (name.to_owned(), RestrictedExpression::new_bool(value));
        let entity =
            |name: &str, ty, id: &str| (name.to_owned(), RestrictedExpression::new_entity_uid(uid(ty, id)));
        // A register about no person has no one's own records.
        let own = request.own
            && match request.class {
                Class::Register(id) => self.registers.get(id).is_some_and(|(_, personal)| *personal),
                Class::Case(_) | Class::Installation => true,
            };
        let flags = [
            flag("own", own),
            flag("related", request.related),
            flag("assigned", request.assigned),
            flag("in_office", request.in_office),
            flag("demonstration", self.demonstration),
        ];
        let purpose = request.purpose.map(|id| entity("purpose", &self.names.purpose, id.as_str()));
        let service = request.service.map(|id| entity("service", &self.names.service, id.as_str()));
        Context::from_pairs(flags.into_iter().chain(purpose).chain(service)).ok()
    }
}
