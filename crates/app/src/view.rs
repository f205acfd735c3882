//! What pages and adapters get: finished, in the reader's language, after the leaves are durable.

use crate::error::Fault;
use crate::running::Running;
use base::{Date, Lang, ServiceId};
use domain::value::Shown;
use i18n::{Arg, Locale};
use model::Cite;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

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

/// A service in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceSummary {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// The agency that decides.
    pub agency: String,
    /// True if it was invented for the demonstration.
    pub demonstration: bool,
    /// `person`, or the role that applies.
    pub applicant: String,
}

/// A service before sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceView {
    /// The summary.
    pub service: ServiceSummary,
    /// Its version.
    pub version: u32,
    /// What one gets.
    pub outcome: String,
    /// Articles it stands on.
    pub law: Vec<LawView>,
    /// What is asked: labels.
    pub asks: Vec<String>,
    /// What is not asked: labels.
    pub knows: Vec<String>,
    /// How long a person may take, in words; absent where the law sets no term.
    pub term: Option<String>,
    /// Sentence that the rules are a reading of the law.
    pub reading: String,
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
    /// True if it is for the applicant.
    pub favour: bool,
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
    /// The document's code, `ID.DIGEST`, as `/verify/` takes it.
    pub document: Option<String>,
    /// How it can be attacked.
    pub appeal: Option<AppealView>,
}

/// Something the reader may do with a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionView {
    /// Its id in the address.
    pub id: String,
    /// In words.
    pub label: String,
    /// What must be given: `reason`, `article`, `fields`, `note`, `answers`.
    pub requires: Vec<String>,
    /// True if it ends against the applicant.
    pub against: bool,
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

/// A step of the legal clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockView {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub until: String,
    /// The last day in words.
    pub until_text: String,
    /// Working days still left; 0 on and after the last.
    pub left: u32,
    /// The days from first to last: ISO 8601 and whether state bodies work.
    pub days: Vec<DayView>,
}

/// A day of the legal clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayView {
    /// ISO 8601.
    pub date: String,
    /// State bodies work on it.
    pub working: bool,
    /// It has passed.
    pub passed: bool,
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
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseView {
    /// Its number.
    pub case: String,
    /// Its version; an action names it.
    pub version: u32,
    /// The service.
    pub service: String,
    /// Its title.
    pub title: String,
    /// The state.
    pub state: String,
    /// In words.
    pub state_text: String,
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
    /// The agency that decides.
    pub agency: String,
    /// The office.
    pub office: Option<String>,
    /// The running term.
    pub clock: Option<ClockView>,
    /// True once a term has passed without an act.
    pub overdue: bool,
    /// What was answered.
    pub answers: Vec<AnswerView>,
    /// What registers said.
    pub known: Vec<KnownView>,
    /// The rules' way.
    pub trace: Vec<TraceView>,
    /// The decision.
    pub decision: Option<DecisionView>,
    /// What the reader may do.
    pub actions: Vec<ActionView>,
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
    /// Where the act stands in the log.
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

/// A case in a list: no personal field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseLine {
    /// Its number.
    pub case: String,
    /// The service's title.
    pub title: String,
    /// The state.
    pub state: String,
    /// The state in words.
    pub state_text: String,
    /// The day it was filed, in words.
    pub filed_text: String,
    /// The last day of the running term in words.
    pub due_text: Option<String>,
    /// True once a term has passed.
    pub overdue: bool,
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

/// An article of a cite as text.
pub(crate) fn law(running: &Running, cite: &str, lang: &Lang) -> Option<LawView> {
    let cite: Cite = cite.parse().ok()?;
    let (law, article) = running.model().article(&cite)?;
    Some(LawView {
        cite: cite.to_string(),
        law: law.title.get(lang).to_owned(),
        article: cite.article.clone(),
        text: article.text.get(lang).to_owned(),
        demonstration: article.demonstration,
    })
}

/// A value in words.
pub(crate) fn shown(running: &Running, words: &Locale<'_>, value: &Shown) -> String {
    match value {
        Shown::Unknown => words.text("unknown"),
        Shown::YesNo(true) => words.text("yes"),
        Shown::YesNo(false) => words.text("no"),
        Shown::Number(number) => words.number(number),
        Shown::Money(amount) => money(running, words, amount),
        Shown::Date(date) => words.date(*date),
        Shown::Text(text) => text.clone(),
        Shown::Choice(texts) => texts.get(words.lang()).to_owned(),
        Shown::Count(count) => words.number(&count.to_string()),
    }
}

/// A value as a program reads it.
pub(crate) fn plain(value: &Shown) -> String {
    match value {
        Shown::Unknown => "unknown".to_owned(),
        Shown::YesNo(true) => "yes".to_owned(),
        Shown::YesNo(false) => "no".to_owned(),
        Shown::Number(text) | Shown::Money(text) | Shown::Text(text) => text.clone(),
        Shown::Date(date) => date.to_string(),
        Shown::Choice(texts) => texts.0.values().next().cloned().unwrap_or_default(),
        Shown::Count(count) => count.to_string(),
    }
}

/// An amount of the state's currency.
pub(crate) fn money(running: &Running, words: &Locale<'_>, major: &str) -> String {
    let unit = running.model().info.currency_name.get(words.lang());
    words.money(major, unit)
}

/// A line of the trace in words: message `rule-NAME` with `$value` (`yes`, `no`, `unknown` or the value in words).
pub(crate) fn trace(running: &Running, words: &Locale<'_>, line: &domain::TraceLine) -> TraceView {
    let value = plain(&line.value);
    let spoken = match &line.value {
        Shown::Unknown | Shown::YesNo(_) => value.clone(),
        other => shown(running, words, other),
    };
    TraceView {
        rule: line.rule.clone(),
        text: words.text_with(&format!("rule-{}", line.rule), &[("value", Arg::from(&spoken))]),
        value,
        law: law(running, &line.law, words.lang()),
    }
}

/// A known value in words.
pub(crate) fn known(running: &Running, words: &Locale<'_>, line: &domain::KnownLine) -> KnownView {
    let title =
        running.model().registers.get(&line.register).map_or("", |register| register.title.get(words.lang()));
    KnownView {
        id: line.id.as_str().to_owned(),
        label: words.text(&format!("known-{}", line.id)),
        value: shown(running, words, &line.value),
        register: line.register.as_str().to_owned(),
        register_title: title.to_owned(),
        date: line.since.to_string(),
        date_text: words.date(line.since),
    }
}

/// A receipt for showing.
pub(crate) fn receipt(receipt: &store::Receipt) -> ReceiptView {
    ReceiptView { first: receipt.first, count: receipt.count, leaf_hash: receipt.leaf_hash.clone() }
}

/// An agency's name.
pub(crate) fn agency(running: &Running, id: &base::AgencyId, lang: &Lang) -> String {
    running
        .model()
        .agencies
        .get(id)
        .map_or_else(|| id.as_str().to_owned(), |agency| agency.name.get(lang).to_owned())
}

/// An answer in words.
pub(crate) fn answer(
    running: &Running,
    words: &Locale<'_>,
    service: &model::Service,
    id: &str,
    json: &Value,
) -> AnswerView {
    let label = words.text(&format!("ask-{id}"));
    let value = match json {
        Value::Bool(true) => words.text("yes"),
        Value::Bool(false) => words.text("no"),
        Value::String(text) => answer_text(running, words, service, id, text),
        other => other.to_string(),
    };
    AnswerView { id: id.to_owned(), label, value }
}

fn answer_text(
    running: &Running,
    words: &Locale<'_>,
    service: &model::Service,
    id: &str,
    text: &str,
) -> String {
    use model::{FieldType, QuestionType};
    match service.question(id).map(|question| &question.ty) {
        Some(QuestionType::Field(FieldType::Choice(_))) => words.text(&format!("ask-{id}-{text}")),
        Some(QuestionType::Field(FieldType::Date)) => {
            text.parse::<Date>().map_or_else(|_error| text.to_owned(), |date| words.date(date))
        }
        Some(QuestionType::Field(FieldType::Money)) => money(running, words, text),
        Some(QuestionType::Field(FieldType::Number)) => words.number(text),
        _ => text.to_owned(),
    }
}

/// A service in a list.
pub(crate) fn service(running: &Running, id: &ServiceId, lang: &Lang) -> Result<ServiceSummary, Fault> {
    let service = running.model().services.get(id).ok_or_else(|| Fault::Missing(format!("service {id}")))?;
    let words = running.service_words(id, lang)?;
    Ok(ServiceSummary {
        id: id.as_str().to_owned(),
        title: words.text("title"),
        summary: words.text("summary"),
        agency: agency(running, &service.agency, lang),
        demonstration: service.demonstration,
        applicant: match &service.applicant {
            model::Applicant::Person => "person".to_owned(),
            model::Applicant::Role(role) => role.as_str().to_owned(),
        },
    })
}
