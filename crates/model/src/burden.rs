//! What a service asks of whoever applies: answers, papers, ways.

use crate::Model;
use crate::register::FieldType;
use crate::service::{Applicant, QuestionType, Service};

/// From how much on a service is a burden; what is not said has no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BurdenLimits {
    /// Most questions that must be answered.
    pub fields: Option<u32>,
    /// Most papers that must be at hand.
    pub documents: Option<u32>,
    /// Most desks one must come to.
    pub desks: Option<u32>,
}

/// The burden of a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Burden {
    /// Questions that must be answered where they are asked, wherever that is.
    pub fields: usize,
    /// Of these, numbers that stand on some paper: identifiers, but for those of people.
    pub documents: usize,
    /// Desks one must come to: where an officer files, where the fee is paid, where something is fetched.
    pub desks: usize,
}

impl Model {
    /// The burden of a service of this state.
    pub fn burden_of(&self, service: &Service) -> Burden {
        let people = &self.info.people;
        let key =
            self.registers.get(&people.register).and_then(|register| register.field(people.key.as_str()));
        Burden::of(service, key.map(|field| &field.ty))
    }
}

impl Burden {
    /// The burden of a service; `person` is the type of people's own identifier.
    pub fn of(service: &Service, person: Option<&FieldType>) -> Self {
        let required = || service.form.iter().flat_map(|page| &page.ask).filter(|question| question.required);
        let paper = |ty: &QuestionType| match ty {
            QuestionType::Field(ty @ FieldType::Identifier(_)) => Some(ty) != person,
            _ => false,
        };
        let desks = [
            matches!(service.applicant, Applicant::Role(_)),
            service.fee.is_some(),
            service.outcomes.values().any(|outcome| outcome.pick_up.is_some()),
        ];
        Self {
            fields: required().count(),
            documents: required().filter(|question| paper(&question.ty)).count(),
            desks: desks.into_iter().filter(|desk| *desk).count(),
        }
    }
}
