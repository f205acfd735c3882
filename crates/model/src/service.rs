//! `services/<id>/service.yaml`: what a person can ask for, what it reads and asks, how it decides, what it gives.

use crate::calendar::TermUnit;
use crate::diagnostic::Source;
use crate::formula::Formula;
use crate::law::Cite;
use crate::ledger::{Fee, Pay};
use crate::migrate::Migration;
use crate::pick_up::PickUp;
use crate::register::FieldType;
use base::{ActionId, AgencyId, FieldId, PurposeId, RegisterId, RoleId, ServiceId, StateName};
use std::collections::BTreeMap;

pub use crate::appeal::{Again, Appeal, AppealTo};
pub use crate::forward::Forward;
pub use crate::table::How;

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Its version; a case pins it.
    pub version: u32,
    /// The agency that decides. For an appeal service: the agency above the one that decided (see [`Service::appeals`]).
    pub agency: AgencyId,
    /// Articles it stands on; the first is named first.
    pub law: Vec<Cite>,
    /// Why it reads.
    pub purpose: PurposeId,
    /// True if the service or its rule was invented for demonstration.
    pub demonstration: bool,
    /// Who may apply.
    pub applicant: Applicant,
    /// From which age, in years, a person applies alone; absent: the state's majority.
    pub applicant_age: Option<Formula>,
    /// True if the service hears appeals against decisions of other services.
    pub appeals: bool,
    /// What is read and derived, in an order in which each step needs only earlier ones, the answers, the
    /// applicant, the case and the law. (In the file `read:` and `derive:` are two maps; the loader sorts.)
    pub steps: Vec<Step>,
    /// Whom the case is about besides the applicant: each gives a key, a list of keys or null.
    pub subjects: Vec<Formula>,
    /// Who besides the applicant may read the case and gets its letter: each gives a key, a list of keys or null.
    pub concerned: Vec<Formula>,
    /// The agency a case goes to, where an answer or a record says it; null, or no agency of this state: `agency`.
    pub addressed: Option<Formula>,
    /// The place whose office decides; null or absent: the agency's first office.
    pub place: Option<Formula>,
    /// What is not asked, because a register knows it.
    pub known: Vec<Known>,
    /// What is asked.
    pub form: Vec<Page>,
    /// First match decides.
    pub decide: Vec<Branch>,
    /// What it costs.
    pub fee: Option<Fee>,
    /// Codes with which a person may refuse or a branch may send to review, each with its article.
    pub reasons: BTreeMap<String, Cite>,
    /// States in which something is still to be done.
    pub states: BTreeMap<StateName, WorkState>,
    /// What each final state gives.
    pub outcomes: BTreeMap<StateName, Outcome>,
    /// How a decision can be attacked.
    pub appeal: Option<Appeal>,
    /// When a granted case is decided again.
    pub again: Option<Again>,
    /// What becomes of open cases of earlier versions.
    pub migrate: Vec<Migration>,
    /// Where it stands.
    pub at: Source,
}

/// Who may apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applicant {
    /// Any person of age for the service, for themselves or as the rules derive.
    Person,
    /// Officers in a role, in their office.
    Role(RoleId),
}

/// A step of gathering facts.
#[derive(Clone, Debug)]
pub enum Step {
    /// Read records.
    Read(Read),
    /// Compute a value.
    Derive(Derive),
}

impl Step {
    /// The name formulas know it by.
    pub fn name(&self) -> &str {
        match self {
            Self::Read(read) => &read.name,
            Self::Derive(derive) => &derive.name,
        }
    }
}

/// Records to read. In formulas the name is a list of records, or with `one` a record or null. A condition that
/// is null (unknown) makes the whole read null.
#[derive(Clone, Debug)]
pub struct Read {
    /// The name formulas know it by.
    pub name: String,
    /// The register.
    pub from: RegisterId,
    /// Fields that must equal a value, or one of a list of values.
    pub filter: Vec<(FieldId, Formula)>,
    /// At most one record is meant: the one with the latest valid date.
    pub one: bool,
    /// On which date it must hold; the day of filing if not said.
    pub at: ReadAt,
    /// Where it stands.
    pub source: Source,
}

/// On which date a read record must hold.
#[derive(Clone, Debug)]
pub enum ReadAt {
    /// The day the case was filed.
    Filed,
    /// The day of the decision.
    Today,
    /// The day a formula gives, which may lie in the past or ahead; nothing is read while it is unknown.
    On(Formula),
}

/// A named value.
#[derive(Clone, Debug)]
pub struct Derive {
    /// The name formulas know it by.
    pub name: String,
    /// How it is computed.
    pub how: How,
    /// Which article says so; a derived value with an article is a line of the trace, with the message
    /// `rule-NAME` in each language.
    pub law: Option<Cite>,
    /// Where it stands.
    pub source: Source,
}

/// A value not asked. Its words are the message `known-ID`.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its id.
    pub id: FieldId,
    /// The value shown.
    pub value: Formula,
    /// The record it stands in (for register and date); null hides the line.
    pub of: Formula,
    /// For a list of contexts: the members shown, in this order; empty for a single value.
    pub columns: Vec<Column>,
}

/// A column of a value that is a list. Its words are the message `known-ID-COLUMN`.
#[derive(Clone, Debug)]
pub struct Column {
    /// The member of each row.
    pub id: FieldId,
    /// Codes that are shown in words, by the messages `known-ID-COLUMN-CODE`; empty if none.
    pub codes: Vec<String>,
}

/// A page of the form: one thing a page. Its words are the message `page-ID`.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its id.
    pub id: String,
    /// Shown only if true.
    pub when: Option<Formula>,
    /// What it asks.
    pub ask: Vec<Question>,
}

/// A question. Its words are the messages `ask-ID`, `ask-ID-hint` (optional) and `ask-ID-why`.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id: `answers.ID` in formulas.
    pub id: FieldId,
    /// What an answer looks like.
    pub ty: QuestionType,
    /// Must be answered (when asked).
    pub required: bool,
    /// Asked only if true.
    pub when: Option<Formula>,
    /// Must be true of the answers; otherwise the message `else_message` of the service is shown at the field.
    pub check: Option<Formula>,
    /// The message for a failed check.
    pub else_message: Option<String>,
    /// An answer that is accepted, for API users and tests; a constant, or a formula over what is known.
    pub example: Option<Formula>,
    /// Where it stands.
    pub at: Source,
}

/// Types of answers.
#[derive(Clone, Debug)]
pub enum QuestionType {
    /// As a register field.
    Field(FieldType),
    /// A choice whose options a formula gives: a list of `{value, label}`.
    Options(Formula),
    /// A case of the applicant that can be attacked (appeal services).
    Case,
}

/// A line of `decide`.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Taken if true; `None` is `otherwise`.
    pub when: Option<Formula>,
    /// The state that follows.
    pub then: StateName,
    /// Why, one of the service's reasons; needed for a state of work.
    pub why: Option<String>,
    /// Where it stands.
    pub at: Source,
}

/// A state in which someone has to act.
#[derive(Clone, Debug)]
pub struct WorkState {
    /// Its name.
    pub name: StateName,
    /// Who works on it.
    pub queue: Queue,
    /// How long they have; counted from the entry into the state.
    pub deadline: Option<Deadline>,
    /// What may be done.
    pub actions: BTreeMap<ActionId, Action>,
    /// Where it stands.
    pub at: Source,
}

/// Who works on a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Officers of this role in the office of the case.
    Role(RoleId),
    /// The applicant.
    Applicant,
}

/// A deadline and what silence means.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// How many days or hours, a number at the filing date; hours may be parts of one, in whole minutes.
    pub length: Formula,
    /// Of what.
    pub unit: DeadlineUnit,
    /// What happens when it passes.
    pub on_silence: OnSilence,
}

/// What a deadline counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineUnit {
    /// Days: it ends with a day.
    Days(TermUnit),
    /// Hours during which the office is open: it ends at a moment.
    OfficeHours,
}

/// What silence means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnSilence {
    /// The case goes to this role of the same office, marked overdue.
    Escalate(RoleId),
    /// The case goes to a state of work.
    To(StateName),
    /// Silence grants, because this article says so. Allowed only where the rules did not say no.
    Grant {
        /// The state that follows.
        to: StateName,
        /// The article.
        law: Cite,
    },
}

/// Something an actor may do with a case.
#[derive(Clone, Debug)]
pub struct Action {
    /// Its id.
    pub id: ActionId,
    /// The state that follows.
    pub to: StateName,
    /// After new answers or a payment: `decide` says what follows, and `to` is where it sends what it has no other line for.
    pub by_rules: bool,
    /// Who may.
    pub by: By,
    /// What must be given.
    pub require: Vec<Require>,
    /// The service's reasons that fit it; empty: all of them.
    pub reasons: Vec<String>,
    /// Allowed only if true.
    pub when: Option<Formula>,
    /// The message of the service that says why not, if `when` is not true.
    pub else_message: Option<String>,
    /// With this action an officer takes what is still to be paid of the fee, in cash.
    pub collect: bool,
    /// With this action what was paid of the fee is to be given back.
    pub refund: bool,
    /// With this action the case goes to another body.
    pub forward: Option<Forward>,
}

/// Who may take an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The officer who has the case.
    Officer,
    /// The applicant.
    Applicant,
}

/// What an action must give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Require {
    /// One of the service's reason codes; its article is the article.
    Reason,
    /// An article, one of the service's law or reasons.
    Article,
    /// The questions to be answered again.
    Fields,
    /// A text in the officer's words.
    Note,
    /// New answers (the applicant correcting).
    Answers,
}

/// What a final state gives.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Whether it is for or against the applicant.
    pub favour: Favour,
    /// The amount granted, if any.
    pub amount: Option<Formula>,
    /// How often it is paid: `once` or `month`.
    pub every: Option<String>,
    /// To whom the amount is paid, if the state's own ledger pays it.
    pub pay: Option<Pay>,
    /// What was paid of the fee is to be given back.
    pub refund: bool,
    /// Identifiers to be drawn, by name: `drawn.NAME` in the formulas below.
    pub draw: Vec<(String, String)>,
    /// Records to be written.
    pub write: Vec<Write>,
    /// Values handed to the applicant; words are the message `give-ID`.
    pub give: Vec<(String, Formula)>,
    /// What is to be fetched at the office, and from when.
    pub pick_up: Option<PickUp>,
    /// The template of the document, a path under `documents/`.
    pub document: Option<String>,
    /// For an appeal service: the state into which the attacked case goes.
    pub attacked: Option<StateName>,
}

/// Whether an outcome is for or against the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Favour {
    /// For: a machine may.
    For,
    /// Against: only a named person may.
    Against,
    /// Neither: the applicant withdrew, or a person answered.
    Neutral,
    /// There is nothing to decide: a machine may say so, as nothing is written, paid or refused, and whoever thinks
    /// otherwise can appeal.
    Moot,
}

/// A record to be written.
#[derive(Clone, Debug)]
pub struct Write {
    /// The register.
    pub register: RegisterId,
    /// One record for each item, known as `item` in the formulas; absent: one record.
    pub for_each: Option<Formula>,
    /// The fields.
    pub record: Vec<(FieldId, Formula)>,
    /// From when it is so; the day of the decision if absent.
    pub valid_from: Option<Formula>,
    /// Until when, not including.
    pub valid_until: Option<Formula>,
}

impl Service {
    /// A question by id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.form.iter().flat_map(|page| &page.ask).find(|question| question.id.as_str() == id)
    }

    /// What becomes of open cases of an earlier version; none if it does not say.
    pub fn migration(&self, from: u32) -> Option<&Migration> {
        self.migrate.iter().find(|migration| migration.from == from)
    }
}
