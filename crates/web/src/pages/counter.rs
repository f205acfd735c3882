//! The counter: finding a person in the register of people, for a purpose, as a logged read.

use super::desk;
use super::question::typed_date;
use super::services::items;
use crate::answer::{Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::frame::serves;
use crate::route::To;
use crate::words::{self, Problems};
use app::AppError;
use app::search::{Hit, HitField, Searching};
use base::PurposeId;
use domain::Refusal;
use model::register::{Field as RegisterField, Search};
use model::{FieldType, Register, Right, Who};
use serde_json::{Map, Value};
use ui::{
    Button, Choice, DateInput, Field, InputKind, Markup, Radios, Row, Source, SummaryList, TextInput, Width,
    html,
};

/// The register of people, and the purposes for which the reader may search it.
fn people<'a>(ask: &'a Ask<'_>) -> Result<(&'a Register, Vec<&'a PurposeId>), Stop> {
    let model = ask.running.model();
    let session = ask.who.session().map_err(AppError::from)?;
    let register = model.registers.get(&model.info.people.register).ok_or(Stop::NotFound)?;
    if !session.posts.iter().any(|post| serves(ask, &post.role)) {
        return Err(Refusal::NotAllowed.into());
    }
    let mine =
        |who: &Who| matches!(who, Who::Role(role) if session.posts.iter().any(|post| post.role == *role));
    let mut purposes: Vec<&PurposeId> = Vec::new();
    for line in register.access.iter().filter(|line| mine(&line.who) && line.may.contains(&Right::Search)) {
        if !purposes.contains(&&line.purpose) {
            purposes.push(&line.purpose);
        }
    }
    Ok((register, purposes))
}

/// The empty form.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let (register, purposes) = people(ask)?;
    Ok(page(ask, register, &purposes, &Vec::new(), None)?.into())
}

/// The page with what was wrong at the desk.
pub(crate) fn failed(ask: &Ask<'_>, problems: &Problems) -> Answered {
    let (register, purposes) = people(ask)?;
    Ok(page(ask, register, &purposes, problems, None)?.failed(422).into())
}

/// What was found.
pub(crate) fn search(ask: &Ask<'_>) -> Answered {
    let (register, purposes) = people(ask)?;
    let mut conditions = Map::new();
    for field in searchable(register) {
        let value = match field.ty {
            FieldType::Date => typed_date(&ask.form, field.id.as_str()),
            _ => ask.form.text(field.id.as_str()).map(str::to_owned),
        };
        if let Some(value) = value {
            conditions.insert(field.id.as_str().to_owned(), Value::String(value));
        }
    }
    let purpose = ask.form.text("_purpose").unwrap_or_default();
    let searching = Searching {
        register: register.id.clone(),
        purpose: PurposeId::new(purpose),
        r#where: conditions,
        as_of: None,
        lang: ask.lang.clone(),
    };
    if purpose.is_empty() {
        let problems = vec![(Some("_purpose".to_owned()), ask.text("refusal-purpose-needed"))];
        return Ok(page(ask, register, &purposes, &problems, None)?.failed(422).into());
    }
    match ask.app().search(&ask.who, &searching) {
        Ok(hits) => Ok(page(ask, register, &purposes, &Vec::new(), Some(&hits))?.into()),
        Err(AppError::Refused(refusals)) if refusals.first().is_some_and(|first| first.status() == 422) => {
            let problems = refusals.iter().map(|refusal| problem(ask, register, refusal)).collect();
            Ok(page(ask, register, &purposes, &problems, None)?.failed(422).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn problem(ask: &Ask<'_>, register: &Register, refusal: &Refusal) -> (Option<String>, String) {
    let field = refusal.field().and_then(|id| register.field(id));
    let named = field
        .map(|field| words::Named { label: field.label.get(&ask.lang).to_owned(), example: String::new() });
    let text = words::sentence(ask, refusal, &named.unwrap_or_default());
    (field.map(|field| field.id.as_str().to_owned()), text)
}

fn searchable(register: &Register) -> impl Iterator<Item = &RegisterField> {
    register.fields.iter().filter(|field| field.search != Search::No)
}

fn page(
    ask: &Ask<'_>,
    register: &Register,
    purposes: &[&PurposeId],
    problems: &Problems,
    hits: Option<&[Hit]>,
) -> Result<Sheet, Stop> {
    let title = ask.text("counter-title");
    let main = html! {
        (words::summary(ask, problems))
        (ui::heading(&title, None))
        p { (ask.text("counter-lead")) }
        (desk::section(ask, problems)?)
        (own_services(ask))
        @if let Some(hits) = hits { (found(ask, register, hits)) }
        section {
            h2.km-h2 { (ask.text("search-title")) }
            p { (ask.text("search-lead")) }
            (form(ask, register, purposes, problems))
        }
    };
    Ok(Sheet::new(title, main).wide())
}

/// Services that officials in the reader's role begin.
fn own_services(ask: &Ask<'_>) -> Markup {
    let services = ask.app().services(&ask.lang).unwrap_or_default();
    let mine: Vec<_> = services
        .iter()
        .filter(|service| ask.who.post(&base::RoleId::new(&service.applicant)).is_some())
        .collect();
    html! {
        @if !mine.is_empty() {
            section { h2.km-h2 { (ask.text("services-title")) } (items(ask, &mine)) }
        }
    }
}

fn form(ask: &Ask<'_>, register: &Register, purposes: &[&PurposeId], problems: &Problems) -> Markup {
    let lang = &ask.lang;
    let known = &ask.running.model().info.purposes;
    let label = ask.text("search-purpose");
    let choices: Vec<Choice<'_>> = purposes
        .iter()
        .map(|id| Choice {
            value: id.as_str(),
            label: known.get(*id).map_or(id.as_str(), |purpose| purpose.title.get(lang)),
            hint: None,
        })
        .collect();
    let only = choices.first().filter(|_| choices.len() == 1).map(|choice| choice.value);
    let chosen = ask.form.text("_purpose").or(only);
    let body = html! {
        (Radios { field: Field { id: "_purpose", label: &label, error: words::at(problems, "_purpose"), ..Default::default() }, choices: &choices, chosen }.render(ask.words))
        @for field in searchable(register) { (input(ask, field, words::at(problems, field.id.as_str()))) }
        (Button { text: &ask.text("search-button"), ..Default::default() }.render())
    };
    ask.form(&ask.to(To::Counter), &[], body)
}

fn input(ask: &Ask<'_>, field: &RegisterField, error: Option<&str>) -> Markup {
    let id = field.id.as_str();
    let common = Field { id, label: field.label.get(&ask.lang), error, ..Default::default() };
    let typed = |name: &str| ask.form.get(name).unwrap_or_default();
    match &field.ty {
        FieldType::Date => {
            let [day, month, year] = ["day", "month", "year"].map(|part| format!("{id}-{part}"));
            DateInput {
                field: common,
                day: typed(&day),
                month: typed(&month),
                year: typed(&year),
                ..Default::default()
            }
            .render(ask.words)
        }
        FieldType::Choice(options) => {
            let choices: Vec<Choice<'_>> = options
                .iter()
                .map(|(value, label)| Choice { value, label: label.get(&ask.lang), hint: None })
                .collect();
            Radios {
                field: common,
                choices: &choices,
                chosen: Some(typed(id)).filter(|value| !value.is_empty()),
            }
            .render(ask.words)
        }
        FieldType::Text => {
            TextInput { field: common, value: typed(id), width: Width::Twenty, ..Default::default() }
                .render(ask.words)
        }
        _ => TextInput {
            field: common,
            value: typed(id),
            kind: InputKind::Code,
            width: Width::Twenty,
            ..Default::default()
        }
        .render(ask.words),
    }
}

fn found(ask: &Ask<'_>, register: &Register, hits: &[Hit]) -> Markup {
    html! {
        section aria-live="polite" {
            h2.km-h2 { (ask.words.text_with("search-found", &[("count", hits.len().into())])) }
            @if hits.is_empty() { p.km-empty { (ask.text("search-none")) } }
            @for hit in hits {
                @let values: Vec<(&str, String)> = hit.fields.iter().map(|field| (field.label.as_str(), shown(ask, register, field))).collect();
                @let rows: Vec<Row<'_>> = values.iter().map(|(label, value)| Row::text(label, value, Source::Unsaid)).collect();
                div.km-row { (SummaryList { rows: &rows }.render(ask.words)) }
            }
        }
    }
}

/// A stored value in words.
fn shown(ask: &Ask<'_>, register: &Register, field: &HitField) -> String {
    let same = || field.value.clone();
    match register.field(&field.id).map(|field| &field.ty) {
        Some(FieldType::Date) => {
            field.value.parse().map_or_else(|_error| same(), |date| ask.words.date(date))
        }
        Some(FieldType::Choice(options)) => options
            .iter()
            .find(|(code, _)| *code == field.value)
            .map_or_else(same, |(_, label)| label.get(&ask.lang).to_owned()),
        Some(FieldType::Bool) => ask.text(if field.value == "true" { "yes" } else { "no" }),
        _ => same(),
    }
}
