//! `services/ID/service.yaml`: what is read, derived, shown, asked. The workflow is in `workflow`.

use crate::build::formula::{self, Expect, Scope};
use crate::build::{ledger, order, register, table, workflow};
use crate::codes;
use crate::index::Resolver;
use crate::sink::Sink;
use crate::view::{File, Pair, View};
use crate::yaml;
use base::{FieldId, RegisterId};
use feel::Names;
use model::service::{Derive, ReadAt};
use model::{
    Applicant, Column, FieldType, Formula, Known, Page, Question, QuestionType, Read, Register, Service,
    Source, Step,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Names that mean something in every formula of a service.
pub const RESERVED: [&str; 7] = ["applicant", "answers", "case", "law", "drawn", "item", "record"];

/// Reads a service; its steps are in the order of the file.
pub fn service(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    people: Option<&RegisterId>,
    names: &mut Resolver<'_>,
) -> Option<Service> {
    let scope = scope(view, registers, people);
    let steps = steps(view, registers, &scope, names);
    let applicant = match view.get("applicant")?.get("role") {
        Some(role) => Applicant::Role(names.role(Some(role))),
        None => Applicant::Person,
    };
    let mut service = Service {
        id: view.text_of("service")?.into(),
        version: view.number("version").unwrap_or(1),
        agency: names.agency(view.get("agency")),
        law: view.list("law").map(|cite| names.cite(Some(cite))).collect(),
        purpose: names.purpose(view.get("purpose")),
        demonstration: view.flag("demonstration"),
        applicant,
        applicant_age: formula_of(view, "applicant_age", Expect::Number, &scope, names),
        appeals: view.flag("appeals"),
        steps,
        subjects: view
            .list("subjects")
            .filter_map(|item| formula::read(item, Expect::Text, &scope, names.sink))
            .collect(),
        concerned: view
            .list("concerned")
            .filter_map(|item| formula::read(item, Expect::Text, &scope, names.sink))
            .collect(),
        addressed: formula_of(view, "addressed", Expect::Text, &scope, names),
        place: formula_of(view, "place", Expect::Text, &scope, names),
        known: known(view, &scope, names),
        form: form(view, &scope, names),
        decide: Vec::new(),
        fee: view.get("fee").and_then(|view| ledger::fee(view, &scope, names)),
        reasons: view
            .map("reasons")
            .map(|pair| (pair.key.to_owned(), names.cite(Some(pair.value))))
            .collect(),
        states: BTreeMap::new(),
        outcomes: BTreeMap::new(),
        appeal: None,
        again: None,
        migrate: Vec::new(),
        at: view.get("service")?.at(),
    };
    if let Some(law) = view.get("law").filter(|law| law.is_list() && service.law.is_empty()) {
        names
            .sink
            .error(codes::WRONG_KIND, law.at(), "a service stands on at least one article")
            .help("write `[law/article]`");
    }
    workflow::fill(view, &mut service, registers, &scope, names);
    order::sort(&mut service, names.sink);
    Some(service)
}

/// What stands under a key in the place of a formula.
pub fn formula_of(
    view: View<'_>,
    key: &str,
    expect: Expect,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Option<Formula> {
    formula::read(view.get(key)?, expect, scope, names.sink)
}

fn members(register: Option<&Register>) -> Arc<Names> {
    let mut names = Names::default();
    for field in register.into_iter().flat_map(|register| &register.fields) {
        names.add(field.id.as_str());
    }
    names.add("record");
    Arc::new(names)
}

/// The names of a service's formulas with their members, for the parser.
fn scope(view: View<'_>, registers: &BTreeMap<RegisterId, Register>, people: Option<&RegisterId>) -> Scope {
    let mut names = Names::default();
    names.add_shared("applicant", members(people.and_then(|id| registers.get(id))));
    for name in ["answers", "case", "law", "drawn", "item"] {
        names.add(name);
    }
    // a derived list may hold records of any register the service reads
    let mut any = Names::default();
    for pair in view.map("read") {
        let register = pair.value.text_of("from").and_then(|id| registers.get(id));
        for field in register.into_iter().flat_map(|register| &register.fields) {
            any.add(field.id.as_str());
        }
        names.add_shared(pair.key, members(register));
    }
    any.add("record");
    let any = Arc::new(any);
    for pair in view.map("derive") {
        names.add_shared(pair.key, Arc::clone(&any));
    }
    Scope { names }
}

fn steps(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut seen: BTreeMap<String, Source> = BTreeMap::new();
    let mut name_it = |name: &str, at: &Source, names: &mut Resolver<'_>| {
        if RESERVED.contains(&name) {
            names
                .sink
                .error(
                    codes::RESERVED_NAME,
                    at.clone(),
                    format!("`{name}` has a meaning of its own in formulas"),
                )
                .help("choose another name");
        }
        if let Some(first) = seen.get(name) {
            names
                .sink
                .error(codes::DEFINED_TWICE, at.clone(), format!("`{name}` is both read and derived"))
                .help("give one of the two another name")
                .related(first.clone(), "first here");
        }
        seen.insert(name.to_owned(), at.clone());
    };
    for pair in view.map("read") {
        name_it(pair.key, &pair.at, names);
        let from = names.register(pair.value.get("from"));
        let register = registers.get(&from);
        let filter = pair
            .value
            .map("where")
            .filter_map(|condition| {
                let alias = register.is_some_and(|register| {
                    register.search.iter().any(|(id, _)| id.as_str() == condition.key)
                });
                if !alias {
                    let aliases = register.map(|register| register.search.as_slice()).unwrap_or_default();
                    let aliases = aliases.iter().map(|(id, _)| id.as_str());
                    names.field_or(from.as_str(), condition.key, condition.at.clone(), aliases);
                }
                let ty = register.and_then(|register| register.field(condition.key)).map(|field| &field.ty);
                let expect = ty.map_or(Expect::Text, Expect::of_field);
                Some((
                    FieldId::new(condition.key),
                    formula::read(condition.value, expect, scope, names.sink)?,
                ))
            })
            .collect::<Vec<_>>();
        if let Some(at) = pair.value.get("where").filter(|map| map.is_map() && map.pairs().next().is_none()) {
            names
                .sink
                .error(codes::WRONG_KIND, at.at(), "a read names at least one field and its value")
                .help("write `where: {field: \"= …\"}`: whole registers are never read");
        }
        let at = pair.value.get("at").map_or(Some(ReadAt::Filed), |at| read_at(at, scope, names));
        let Some(at) = at else { continue };
        steps.push(Step::Read(Read {
            name: pair.key.to_owned(),
            from,
            filter,
            one: pair.value.flag("one"),
            at,
            source: pair.at,
        }));
    }
    for pair in view.map("derive") {
        name_it(pair.key, &pair.at, names);
        let Some(how) = table::how(&pair, scope, names.sink) else { continue };
        let law = pair.value.get("law").map(|cite| names.cite(Some(cite)));
        steps.push(Step::Derive(Derive { name: pair.key.to_owned(), how, law, source: pair.at }));
    }
    steps
}

/// On which date a read record must hold.
fn read_at(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<ReadAt> {
    match view.text()? {
        "filed" => Some(ReadAt::Filed),
        "today" => Some(ReadAt::Today),
        formula if formula.starts_with('=') => {
            formula::read(view, Expect::Date, scope, names.sink).map(ReadAt::On)
        }
        other => {
            names
                .sink
                .error(codes::NOT_ONE_OF, view.at(), format!("`{other}` is not a value of this key"))
                .help("write `filed`, `today`, or a formula that gives a date");
            None
        }
    }
}

fn known(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Vec<Known> {
    view.map("known")
        .filter_map(|pair| {
            let value = formula_of(pair.value, "value", Expect::Text, scope, names);
            let of = formula_of(pair.value, "of", Expect::FormulaOnly, scope, names);
            let columns = pair.value.map("columns").map(column).collect();
            Some(Known { id: FieldId::new(pair.key), value: value?, of: of?, columns })
        })
        .collect()
}

fn column(pair: Pair<'_>) -> Column {
    let codes = pair.value.items().filter_map(|code| code.text().map(str::to_owned)).collect();
    Column { id: FieldId::new(pair.key), codes }
}

fn form(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut asked: BTreeMap<String, Source> = BTreeMap::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for item in view.list("form") {
        let id = item.text_of("page").unwrap_or_default().to_owned();
        if !ids.insert(id.clone()) {
            names
                .sink
                .error(
                    codes::DEFINED_TWICE,
                    item.key_at("page"),
                    format!("the page `{id}` stands twice in the form"),
                )
                .help("give each page an id of its own");
        }
        let mut ask = Vec::new();
        for view in item.list("ask") {
            let Some(question) = question(view, scope, names) else { continue };
            if let Some(first) = asked.insert(question.id.to_string(), question.at.clone()) {
                names
                    .sink
                    .error(
                        codes::ASKED_TWICE,
                        question.at.clone(),
                        format!("`{}` is asked twice", question.id),
                    )
                    .help("ask once and use `answers` in formulas, or give the second question another id")
                    .related(first, "first here");
            }
            ask.push(question);
        }
        pages.push(Page { id, when: formula_of(item, "when", Expect::Bool, scope, names), ask });
    }
    pages
}

fn question(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<Question> {
    let id = view.get("id")?;
    let ty = question_type(view, scope, names)?;
    let check = formula_of(view, "check", Expect::Bool, scope, names);
    let else_message = view.text_of("else").map(str::to_owned);
    if let (Some(at), None) = (view.get("check"), &else_message) {
        names
            .sink
            .error(codes::CHECK_WITHOUT_WORDS, at.at(), "a check needs a message for answers that fail it")
            .help("add `else: CODE` and the message `error-CODE` in each language");
    }
    let question = Question {
        id: FieldId::new(id.text()?),
        ty,
        required: view.text_of("required") != Some("false"),
        when: formula_of(view, "when", Expect::Bool, scope, names),
        check,
        else_message,
        example: formula_of(view, "example", Expect::Text, scope, names),
        at: id.at(),
    };
    Some(question)
}

fn question_type(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<QuestionType> {
    match view.text_of("type")? {
        "case" => Some(QuestionType::Case),
        "choice" => match view.get("options") {
            Some(options) if options.is_list() => Some(QuestionType::Field(FieldType::Choice(
                options
                    .items()
                    .filter_map(|item| Some((item.text()?.to_owned(), base::LangText::default())))
                    .collect(),
            ))),
            Some(options) => {
                Some(QuestionType::Options(formula::read(options, Expect::FormulaOnly, scope, names.sink)?))
            }
            None => register::field_type(view, names, &["case"]).map(QuestionType::Field),
        },
        _ => register::field_type(view, names, &["case"]).map(QuestionType::Field),
    }
}

/// The version that the text of a `service.yaml` states; `None` if it states none.
pub fn service_version(path: &str, text: &str) -> Option<u32> {
    let file = File { path: Arc::from(path), text };
    let node = yaml::read(&file.path, text, &mut Sink::default())?;
    View { file: &file, node: &node }.number("version")
}
