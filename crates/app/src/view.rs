//! What pages and adapters get: finished, in the reader's language, after the leaves are durable.

mod action;
mod clock;
mod money;
mod office;
mod passed;
mod service;
mod term;
mod values;

use schemars::JsonSchema;
use serde::Serialize;

pub use action::{ActionView, ClosedView};
pub use clock::{CaseLine, ClockView, DayView, HoursView, SilenceView};
pub use money::{FeeView, MoneyView, PaymentView};
pub(crate) use money::{fee, major, money_of};
pub(crate) use office::{cash, office, office_text, pick_up};
pub use passed::PassedView;
pub(crate) use passed::passed;
pub use service::{ServiceSummary, ServiceView};
pub use term::{Runs, term_by_law};
pub(crate) use term::{term_of, terms};
pub use values::law;
pub(crate) use values::{agency, answers, article_order, cell, known, money, receipt, service, shown, trace};

/// An article behind a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LawView {
    /// `law/article`.
    pub cite: String,
    /// The law's title.
    pub law: String,
    /// The article's number.
    pub article: String,
    /// What it says, in our words.
    pub text: String,
    /// True if it was invented for the demonstration.
    pub demonstration: bool,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionView {
    /// What to answer.
    pub value: String,
    /// Its words.
    pub label: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldView {
    /// Its id in `answers`.
    pub id: String,
    /// `text`, `number`, `money`, `bool`, `date`, `identifier`, `person`, `place`, `choice`, `case`.
    pub r#type: String,
    /// The question.
    pub label: String,
    /// Why it is asked.
    pub why: String,
    /// How to answer.
    pub hint: Option<String>,
    /// Must be answered.
    pub required: bool,
    /// For a choice.
    pub options: Vec<OptionView>,
    /// An answer that is accepted: a string, or a boolean for `bool`.
    pub example: Example,
    /// The page it stands on.
    pub page: String,
    /// A formula over the answers, if it is asked only for some of them.
    pub asked_if: Option<String>,
}

/// An example answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Example {
    /// Yes or no.
    Bool(bool),
    /// Everything else.
    Text(String),
}

/// A value that is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownView {
    /// Its id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The value in words.
    pub value: String,
    /// The register's id.
    pub register: String,
    /// The register's title.
    pub register_title: String,
    /// From when it is so, ISO 8601.
    pub date: String,
    /// The date in words.
    pub date_text: String,
}

/// A form as it stands with these answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormView {
    /// The service.
    pub service: String,
    /// Its title.
    pub title: String,
    /// What is asked.
    pub fields: Vec<FieldView>,
    /// What is not asked.
    pub known: Vec<KnownView>,
    /// What is to be paid with these answers; none for nothing.
    pub fee: Option<FeeView>,
}

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerView {
    /// The question's id.
    pub id: String,
    /// The question.
    pub label: String,
    /// The answer in words.
    pub value: String,
}

/// A line of the trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TraceView {
    /// The rule's name.
    pub rule: String,
    /// What it says here, in words.
    pub text: String,
    /// `yes`, `no`, `unknown`, or the value.
    pub value: String,
    /// The article behind it.
    pub law: Option<LawView>,
}

/// A value handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenView {
    /// Its id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// How a decision can be attacked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealView {
    /// The service to use.
    pub service: String,
    /// The body that hears it.
    pub agency: String,
    /// The court after it.
    pub court: Option<String>,
    /// Last day, ISO 8601.
    pub until: String,
    /// The day in words.
    pub until_text: String,
    /// The article that says so.
    pub law: Option<LawView>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionView {
    /// The state it led to.
    pub outcome: String,
    /// In words.
    pub outcome_text: String,
    /// True if it is not against the applicant.
    pub favour: bool,
    /// True if it is neither for nor against them: an answer, or that there was nothing to decide.
    pub neutral: bool,
    /// The amount, major units.
    pub amount: Option<String>,
    /// The amount in words and how often.
    pub amount_text: Option<String>,
    /// `machine`, `officer`, `silence` or `applicant`.
    pub by: String,
    /// In words.
    pub by_text: String,
    /// The day, ISO 8601.
    pub date: String,
    /// The day in words.
    pub date_text: String,
    /// The reason code.
    pub reason: Option<String>,
    /// In words.
    pub reason_text: Option<String>,
    /// Articles.
    pub law: Vec<LawView>,
    /// The officer's words.
    pub note: Option<String>,
    /// What is handed over.
    pub gives: Vec<GivenView>,
    /// What is to be fetched at which office, from when, and what to bring, in words.
    pub pick_up: Option<String>,
    /// The document's code, `ID.DIGEST`, as `/verify/` takes it.
    pub document: Option<String>,
    /// How it can be attacked.
    pub appeal: Option<AppealView>,
    /// The court, where no body above hears an appeal.
    pub court: Option<String>,
}

/// A reason code an officer may give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonView {
    /// The code.
    pub code: String,
    /// In words.
    pub label: String,
    /// Its article.
    pub law: Option<LawView>,
}

/// A line of what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryView {
    /// When, RFC 3339.
    pub at: String,
    /// When, in words.
    pub at_text: String,
    /// What, in words.
    pub text: String,
    /// Who, in words.
    pub by: String,
    /// The state after it, in words.
    pub state: String,
    /// A note that was given.
    pub note: Option<String>,
}

/// A receipt: where the act's leaves stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptView {
    /// Index of the first leaf.
    pub first: u64,
    /// How many.
    pub count: u64,
    /// Hash of the first leaf, base64url.
    pub leaf_hash: String,
    /// When the act was, in words; absent in the answer to the act itself.
    pub at_text: Option<String>,
}

/// As what someone reads a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReaderKind {
    /// As its applicant, or whoever filed it.
    Applicant,
    /// As someone whom it concerns: they may read it and do nothing else.
    Concerned,
    /// In office.
    Officer,
    /// At the desk that takes or hands out money: number, name, what for and how much.
    Desk,
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseView {
    /// As what it is read.
    pub reader: ReaderKind,
    /// Its number.
    pub case: String,
    /// Its version; an action names it.
    pub version: u32,
    /// The service.
    pub service: String,
    /// Its version; the case keeps it.
    pub service_version: u32,
    /// Its title.
    pub title: String,
    /// The state.
    pub state: String,
    /// In words.
    pub state_text: String,
    /// What comes next, in the service's own words for this state.
    pub next: Option<String>,
    /// Why a person has to look.
    pub why: Option<String>,
    /// In words.
    pub why_text: Option<String>,
    /// The applicant's name.
    pub applicant: String,
    /// The day it was filed, ISO 8601.
    pub filed_on: String,
    /// In words.
    pub filed_text: String,
    /// Bodies that handed it on, oldest first.
    pub passed: Vec<PassedView>,
    /// The agency that decides.
    pub agency: String,
    /// The office.
    pub office: Option<String>,
    /// Body, office and address in one, for whoever has to go there.
    pub office_text: String,
    /// The running term.
    pub clock: Option<ClockView>,
    /// True once a term has passed without an act.
    pub overdue: bool,
    /// The last day of the term that passed, in words.
    pub missed_text: Option<String>,
    /// How its applicant complains that nobody has decided, once the term has passed.
    pub silence: Option<SilenceView>,
    /// What was answered.
    pub answers: Vec<AnswerView>,
    /// What registers said.
    pub known: Vec<KnownView>,
    /// The rules' way.
    pub trace: Vec<TraceView>,
    /// The decision.
    pub decision: Option<DecisionView>,
    /// What is to be paid, was paid and is owed.
    pub money: MoneyView,
    /// What the reader may do.
    pub actions: Vec<ActionView>,
    /// What else an officer could do, and why not now.
    pub closed: Vec<ClosedView>,
    /// Reasons an officer may give; empty for others.
    pub reasons: Vec<ReasonView>,
    /// Articles an officer may name; empty for others.
    pub articles: Vec<LawView>,
    /// Questions that were sent back, and why.
    pub returned: Option<ReturnedView>,
    /// What happened.
    pub history: Vec<EntryView>,
    /// The attacked case, for an appeal.
    pub attacked: Option<String>,
    /// The attacked case as it stands, for the officer who hears the appeal.
    pub attacked_case: Option<Box<CaseView>>,
    /// Appeals against it.
    pub appeals: Vec<String>,
    /// The case it follows, for a second decision.
    pub follows: Option<String>,
    /// Where the act stands in the log that was answered, or that wrote the case last.
    pub receipt: Option<ReceiptView>,
    /// Sentence that the rules are a reading of the law.
    pub reading: String,
    /// What documents and pages say while this is no real state.
    pub demonstration: Option<String>,
}

/// What an officer sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnedView {
    /// Ids of the questions.
    pub fields: Vec<String>,
    /// The officer's words.
    pub note: Option<String>,
}

/// Who looked at one's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessEntry {
    /// When, RFC 3339.
    pub at: String,
    /// When, in words.
    pub at_text: String,
    /// What was done: the leaf's kind (`read`, `records.add`, `case.file` and the like).
    pub act: String,
    /// Who: agency, office and role, or the rules of a service, in words.
    pub actor: String,
    /// The agency.
    pub agency: String,
    /// Why, the purpose's id.
    pub purpose: String,
    /// In words.
    pub purpose_text: String,
    /// The article.
    pub law: Option<LawView>,
    /// `law/article` as logged.
    pub article: String,
    /// The case, if for one.
    pub case: Option<String>,
    /// Registers that were read: titles.
    pub registers: Vec<String>,
    /// The leaf's index.
    pub leaf: u64,
    /// The log it stands in: `log` or `reads`.
    pub log: String,
}
