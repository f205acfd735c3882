//! What a state is, as types: agencies, law, registers, services, people, calendar; and what can be wrong
//! with its text, as diagnostics. Made from a state folder by the crate `state`; pure and without a country.
//!
//! Every type here mirrors one YAML shape of the folder, described in `docs/state-folder.md`.

pub mod agency;
pub mod appeal;
pub mod burden;
pub mod calendar;
pub mod diagnostic;
pub mod formula;
pub mod formulas;
pub mod forward;
pub mod hours;
pub mod identifier;
pub mod info;
pub mod law;
pub mod ledger;
pub mod migrate;
pub mod pick_up;
pub mod programme;
pub mod register;
pub mod service;
pub mod simulate;
pub mod table;

pub use agency::{Agency, Office};
pub use calendar::{Calendar, Term, TermUnit, WorkedDay};
pub use diagnostic::{Code, Diagnostic, Severity, Source, Span};
pub use formula::{Formula, Sourced};
pub use formulas::{Slot, Use};
pub use hours::{Hours, HoursLine, Minute, Opening};
pub use identifier::Form;
pub use info::{Appointments, Home, People, Places, Purpose, Script, StateInfo};
pub use law::{Article, Cite, Law, ParameterValue};
pub use ledger::{Account, AccountKind, AccountName, Fee, Ledger, Part, Pay, Per, Whose};
pub use migrate::{Migration, OpenCases};
pub use pick_up::PickUp;
pub use programme::{Evidence, Item, ItemKind, Programme};
pub use register::{Access, Field, FieldType, PublishedRecord, Register, Relation, Right, Who};
pub use service::{
    Action, Again, Appeal, AppealTo, Applicant, Branch, By, Column, DeadlineUnit, Known, OnSilence, Outcome,
    Page, Question, QuestionType, Queue, Read, Require, Service, Step, Write,
};
pub use simulate::{Persona, Simulation};

use base::{AgencyId, Hash, Lang, OfficeId, RegisterId, ServiceId};
use std::collections::BTreeMap;

/// A whole state, checked: every name in it resolves.
#[derive(Clone, Debug)]
pub struct Model {
    /// `state.yaml`.
    pub info: StateInfo,
    /// `agencies/*.yaml`.
    pub agencies: BTreeMap<AgencyId, Agency>,
    /// `law/*.yaml`, by law id.
    pub law: BTreeMap<String, Law>,
    /// `registers/*.yaml`.
    pub registers: BTreeMap<RegisterId, Register>,
    /// `services/<id>/service.yaml`.
    pub services: BTreeMap<ServiceId, Service>,
    /// `services/<id>/<lang>.ftl`: Fluent text of each service in each language.
    pub messages: BTreeMap<ServiceId, BTreeMap<Lang, String>>,
    /// `words/<lang>.ftl`: the interface's own words in each language.
    pub words: BTreeMap<Lang, String>,
    /// `documents/*.typ`, by path within the folder.
    pub documents: BTreeMap<String, String>,
    /// `policies/*.cedar`, by path within the folder.
    pub policies: BTreeMap<String, String>,
    /// `pages/*.<lang>.md`, by page name and language.
    pub pages: BTreeMap<String, BTreeMap<Lang, String>>,
    /// `records/*.csv`: what the state publishes of registers that are about no person.
    pub published: BTreeMap<RegisterId, Vec<PublishedRecord>>,
    /// `ledger.yaml`, if the state moves money.
    pub ledger: Option<Ledger>,
    /// `programme/*.yaml`.
    pub programmes: Vec<Programme>,
    /// `simulate/*.yaml`: invented people for demonstrations, if the folder has them.
    pub simulation: Option<Simulation>,
    /// Digest of every file of the folder, by path.
    pub files: BTreeMap<String, Hash>,
    /// Digest over every path and text of the folder, in the order of paths.
    pub hash: Hash,
}

impl Model {
    /// The agency above, if any.
    pub fn superior(&self, agency: &AgencyId) -> Option<&Agency> {
        self.agencies.get(self.agencies.get(agency)?.superior.as_ref()?)
    }

    /// When an office is open: its own hours, its agency's or the state's.
    pub fn opening(&self, agency: &AgencyId, office: Option<&OfficeId>) -> Opening<'_> {
        let agency = self.agencies.get(agency);
        let office = agency.and_then(|agency| agency.office(office?));
        let own = office.map(|office| &office.hours).into_iter().chain(agency.map(|agency| &agency.hours));
        Opening::new(&self.info.calendar, own)
    }

    /// The article a citation names, with its law.
    pub fn article(&self, cite: &Cite) -> Option<(&Law, &Article)> {
        let law = self.law.get(&cite.law)?;
        Some((law, law.articles.get(&cite.article)?))
    }
}
