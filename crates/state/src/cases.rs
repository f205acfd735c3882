//! `services/ID/cases.yaml`: tests of a service that a lawyer can read. Reading them is here, running them is not.

use crate::codes;
use crate::index::Index;
use crate::shape::Checker;
use crate::sink::{Sink, did_you_mean};
use crate::tables;
use crate::view::{File, View};
use crate::yaml::{self, Kind, Node, Style};
use base::time::DateTime;
use base::{ActionId, AgencyId, FieldId, Lang, OfficeId, RegisterId, RoleId, ServiceId, StateName};
use model::ledger::PAY_OUT;
use model::service::By;
use model::{Cite, Diagnostic, Service, Source};
use std::sync::Arc;

/// A value as it was written; what it means is said by the field it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseValue {
    /// `null`: known to be nothing.
    Null,
    /// A single value: a text, number, date, `true` or `false`.
    Text(String),
    /// A list of values.
    List(Vec<CaseValue>),
}

/// A record as it was written: field and value.
pub type CaseRecord = Vec<(FieldId, CaseValue)>;

/// One test.
#[derive(Clone, Debug)]
pub struct TestCase {
    /// What is shown, in words.
    pub name: String,
    /// When it is filed: midnight of a day if the case names no time.
    pub now: DateTime,
    /// The applicant's key.
    pub applicant: String,
    /// The role in which an officer applies.
    pub role: Option<RoleId>,
    /// Answers by question.
    pub answers: Vec<(FieldId, CaseValue)>,
    /// Records by register.
    pub registers: Vec<(RegisterId, Vec<CaseRecord>)>,
    /// For an appeal service: the case that is attacked.
    pub attacked: Option<AttackedCase>,
    /// What happens afterwards, in order.
    pub then: Vec<CaseStep>,
    /// What must be so at the end.
    pub expect: Expectation,
    /// Where it stands.
    pub at: Source,
}

/// What happens after filing.
#[derive(Clone, Debug)]
pub enum CaseStep {
    /// Someone acts.
    Act {
        /// The action.
        action: ActionId,
        /// Who.
        by: By,
        /// A reason of the service.
        reason: Option<String>,
        /// An article.
        article: Option<Cite>,
        /// A text.
        note: Option<String>,
        /// The body that the case is handed on to.
        agency: Option<AgencyId>,
        /// Questions to be answered again.
        fields: Vec<FieldId>,
        /// New answers.
        answers: Vec<(FieldId, CaseValue)>,
    },
    /// Time passes until then.
    Pass(DateTime),
    /// Records appear.
    Records(Vec<(RegisterId, Vec<CaseRecord>)>),
}

/// The case that an appeal attacks.
#[derive(Clone, Debug)]
pub struct AttackedCase {
    /// Its service.
    pub service: ServiceId,
    /// Its state.
    pub state: StateName,
    /// What was answered in it.
    pub answers: Vec<(FieldId, CaseValue)>,
}

/// What must be so at the end. `None` is not looked at; an inner `None` must be null.
#[derive(Clone, Debug, Default)]
pub struct Expectation {
    /// The state of the case.
    pub state: Option<StateName>,
    /// The state of the case that it attacks.
    pub attacked: Option<StateName>,
    /// The reason it waits for.
    pub why: Option<Option<String>>,
    /// The amount granted, in major units; over all decisions if there are several.
    pub amount: Option<Option<String>>,
    /// Questions that are asked, in any order.
    pub asked: Option<Vec<FieldId>>,
    /// Questions that are not asked.
    pub never_asked: Vec<FieldId>,
    /// The day from which something waits at the office, or `unknown`.
    pub pick_up: Option<Option<String>>,
    /// Whether a deadline has passed.
    pub overdue: Option<bool>,
    /// The last day of the running term, as `2026-12-30`, or its last minute, as `2026-12-30 14:30`.
    pub due: Option<Option<String>>,
    /// The last day for an appeal against the decision.
    pub appeal_until: Option<Option<String>>,
    /// The role or `applicant` that has to act.
    pub queue: Option<String>,
    /// The agency the case belongs to.
    pub agency: Option<AgencyId>,
    /// The office of it.
    pub office: Option<OfficeId>,
    /// Filing is refused with this code.
    pub refused: Option<String>,
    /// Records written, each with at least these fields. A register without records: nothing is written to it; no
    /// register: nothing is written at all.
    pub written: Option<Vec<(RegisterId, Vec<CaseRecord>)>>,
    /// How many decisions there are.
    pub decisions: Option<u32>,
    /// What is to be paid, in major units.
    pub fee: Option<Option<String>>,
    /// What was paid and not given back, in major units.
    pub paid: Option<String>,
    /// What the state owes and has neither ordered nor handed out, in major units.
    pub owed: Option<String>,
    /// Every transfer of the case, by the end of its number.
    pub transfers: Option<Vec<String>>,
}

/// Reads the cases of a service. What names a state, action, question, reason or register that the service does not
/// have is a finding, if the service is given.
pub fn parse_cases(path: &str, text: &str, service: Option<&Service>) -> (Vec<TestCase>, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let cases = read(path, text, service, None, &mut sink);
    (cases, sink.finish())
}

/// As [`parse_cases`], with findings into a sink; and registers must be in the index, if it is given.
pub fn read(
    path: &str,
    text: &str,
    service: Option<&Service>,
    index: Option<&Index>,
    sink: &mut Sink,
) -> Vec<TestCase> {
    let file = File { path: Arc::from(path), text };
    let Some(documents) = yaml::read_all(&file.path, text, sink) else { return Vec::new() };
    let languages: &[Lang] = &[];
    let mut out = Vec::new();
    for node in documents.iter().filter(|node| !matches!(node.kind, Kind::Empty)) {
        Checker { path: &file.path, languages, sink }.check(node, &tables::CASE);
        let view = View { file: &file, node };
        if let Some(service) = service {
            resolve(view, service, sink);
        }
        if let Some(index) = index {
            resolve_registers(view, index, sink);
        }
        out.extend(case(view));
    }
    out
}

fn value(node: &Node) -> CaseValue {
    match &node.kind {
        Kind::Empty => CaseValue::Null,
        Kind::Scalar(text, Style::Plain) if text == "null" || text == "~" => CaseValue::Null,
        Kind::Scalar(text, _) => CaseValue::Text(text.clone()),
        Kind::List(items) => CaseValue::List(items.iter().map(value).collect()),
        Kind::Map(_) => CaseValue::Null,
    }
}

fn record(view: View<'_>) -> CaseRecord {
    view.pairs().map(|pair| (FieldId::new(pair.key), value(pair.value.node))).collect()
}

fn records(view: View<'_>, key: &str) -> Vec<(RegisterId, Vec<CaseRecord>)> {
    view.map(key).map(|pair| (RegisterId::new(pair.key), pair.value.items().map(record).collect())).collect()
}

fn fields(view: View<'_>, key: &str) -> Vec<FieldId> {
    view.list(key).filter_map(|item| item.text().map(FieldId::new)).collect()
}

fn case(view: View<'_>) -> Option<TestCase> {
    let given = view.get("given")?;
    let attacked = given.get("attacked").and_then(|attacked| {
        Some(AttackedCase {
            service: ServiceId::new(attacked.text_of("service")?),
            state: StateName::new(attacked.text_of("state")?),
            answers: attacked.get("answers").map(record).unwrap_or_default(),
        })
    });
    Some(TestCase {
        name: view.text_of("case")?.to_owned(),
        now: view.moment("today")?,
        applicant: given.text_of("applicant")?.to_owned(),
        role: given.text_of("role").map(RoleId::new),
        answers: given.get("answers").map(record).unwrap_or_default(),
        registers: records(given, "registers"),
        attacked,
        then: view.list("then").filter_map(step).collect(),
        expect: expectation(view.get("expect")?),
        at: view.get("case")?.at(),
    })
}

fn step(view: View<'_>) -> Option<CaseStep> {
    if let Some(to) = view.moment("pass") {
        return Some(CaseStep::Pass(to));
    }
    if view.get("registers").is_some() {
        return Some(CaseStep::Records(records(view, "registers")));
    }
    Some(CaseStep::Act {
        action: ActionId::new(view.text_of("act")?),
        by: if view.text_of("by") == Some("applicant") { By::Applicant } else { By::Officer },
        reason: view.text_of("reason").map(str::to_owned),
        article: view.text_of("article").and_then(|cite| cite.parse().ok()),
        note: view.text_of("note").map(str::to_owned),
        agency: view.text_of("agency").map(AgencyId::new),
        fields: fields(view, "fields"),
        answers: view.get("answers").map(record).unwrap_or_default(),
    })
}

fn expectation(view: View<'_>) -> Expectation {
    let nullable = |key: &str| {
        view.get(key).map(|view| match value(view.node) {
            CaseValue::Text(text) => Some(text),
            _ => None,
        })
    };
    Expectation {
        state: view.text_of("state").map(StateName::new),
        attacked: view.text_of("attacked").map(StateName::new),
        why: nullable("why"),
        amount: nullable("amount"),
        asked: view.get("asked").map(|_| fields(view, "asked")),
        never_asked: fields(view, "never_asked"),
        pick_up: nullable("pick_up"),
        overdue: view.text_of("overdue").map(|text| text == "true"),
        due: nullable("due"),
        appeal_until: nullable("appeal_until"),
        queue: view.text_of("queue").map(str::to_owned),
        agency: view.text_of("agency").map(AgencyId::new),
        office: view.text_of("office").map(OfficeId::new),
        refused: view.text_of("refused").map(str::to_owned),
        written: view.get("written").map(|_| records(view, "written")),
        decisions: view.number("decisions"),
        fee: nullable("fee"),
        paid: view.text_of("paid").map(str::to_owned),
        owed: view.text_of("owed").map(str::to_owned),
        transfers: view
            .get("transfers")
            .map(|list| list.items().filter_map(|item| item.text().map(str::to_owned)).collect()),
    }
}

/// Names in a case that the service must have.
fn resolve(view: View<'_>, service: &Service, sink: &mut Sink) {
    let states = || service.states.keys().chain(service.outcomes.keys()).map(StateName::as_str);
    let actions = || {
        let own = service.states.values().flat_map(|state| state.actions.keys()).map(ActionId::as_str);
        own.chain([PAY_OUT])
    };
    let questions = || service.form.iter().flat_map(|page| &page.ask).map(|question| question.id.as_str());
    let reasons = || service.reasons.keys().map(String::as_str);
    let mut known = |view: Option<View<'_>>, all: Vec<&str>, what: &str, many: &str| {
        let Some((view, name)) = view.and_then(|view| Some((view, view.text()?))) else { return };
        let nothing = what == "reason" && name == "null";
        if !nothing && !all.contains(&name) {
            let help = did_you_mean(name, all.iter().copied(), many);
            sink.error(
                codes::UNKNOWN_IN_CASE,
                view.at(),
                format!("the service `{}` has no {what} `{name}`", service.id),
            )
            .help(help);
        }
    };
    let expect = view.get("expect");
    known(expect.and_then(|view| view.get("state")), states().collect(), "state", "states");
    known(expect.and_then(|view| view.get("why")), reasons().collect(), "reason", "reasons");
    for item in expect.into_iter().flat_map(|view| view.list("asked").chain(view.list("never_asked"))) {
        known(Some(item), questions().collect(), "question", "questions");
    }
    for step in view.list("then") {
        known(step.get("act"), actions().collect(), "action", "actions");
        known(step.get("reason"), reasons().collect(), "reason", "reasons");
        for item in step.list("fields") {
            known(Some(item), questions().collect(), "question", "questions");
        }
    }
    let answers = view.get("given").into_iter().chain(view.list("then")).flat_map(|view| view.map("answers"));
    for pair in answers {
        if service.question(pair.key).is_none() {
            let help = did_you_mean(pair.key, questions(), "questions");
            sink.error(
                codes::UNKNOWN_IN_CASE,
                pair.at,
                format!("the service `{}` has no question `{}`", service.id, pair.key),
            )
            .help(help);
        }
    }
}

/// Registers and fields in a case that the folder must have.
fn resolve_registers(view: View<'_>, index: &Index, sink: &mut Sink) {
    let given = view.get("given").into_iter().chain(view.list("then")).flat_map(|view| view.map("registers"));
    let written = view.get("expect").into_iter().flat_map(|view| view.map("written"));
    for pair in given.chain(written) {
        let Some(fields) = index.registers.get(pair.key) else {
            let help = did_you_mean(pair.key, index.registers.keys().map(String::as_str), "registers");
            sink.error(codes::UNKNOWN_IN_CASE, pair.at, format!("unknown register `{}`", pair.key))
                .help(help);
            continue;
        };
        // a register that can't be read was reported where it stands
        let Some(fields) = fields else { continue };
        for field in pair.value.items().flat_map(View::pairs) {
            let time = ["valid_from", "valid_until"].contains(&field.key);
            if !time && !fields.contains(field.key) {
                let help = did_you_mean(field.key, fields.iter().map(String::as_str), "fields");
                let message = format!("the register `{}` has no field `{}`", pair.key, field.key);
                sink.error(codes::UNKNOWN_IN_CASE, field.at, message).help(help);
            }
        }
    }
}
