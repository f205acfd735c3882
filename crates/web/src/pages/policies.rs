//! Who may do what, to which records, for which purpose: the answers of the policies themselves, and their text.

use crate::answer::{Answered, Sheet};
use crate::ask::Ask;
use crate::route::To;
use access::{Condition, Fields, On, Party, Row};
use ui::{Details, Markup, Table, TableColumn, html};

/// The page.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let title = ask.text("policies-title");
    let access = &ask.running.access;
    let heads: Vec<String> = ["who", "right", "on", "fields", "purpose", "only"]
        .map(|head| ask.text(&format!("policies-{head}")))
        .into();
    let columns: Vec<TableColumn<'_>> =
        heads.iter().map(|head| TableColumn { head, number: false }).collect();
    let rows = access.table().iter().map(|row| cells(ask, row)).collect();
    let main = html! {
        (ui::heading(&title, None))
        p { (ask.text("policies-lead")) }
        (Table { id: "policies", caption: &title, columns: &columns, rows, empty: "" }.render())
        (Details { summary: &ask.text("policies-text"), open: false, body: html! { pre.km-scroll tabindex="0" lang="en" dir="ltr" { code { (access.text()) } } } }.render())
    };
    Ok(Sheet::new(title, main).wide().into())
}

fn cells(ask: &Ask<'_>, row: &Row) -> Vec<Markup> {
    let only: Vec<String> = row.only.iter().map(|condition| condition_words(ask, condition)).collect();
    vec![
        html! { (party(ask, &row.who)) },
        html! { (ask.text(&format!("right-{}", row.right.as_str().replace('_', "-")))) },
        html! { (thing(ask, &row.on)) },
        html! { (fields(ask, row)) },
        html! { (purpose(ask, row)) },
        html! { (only.join(&ask.text("list-separator"))) },
    ]
}

fn service(ask: &Ask<'_>, id: &str) -> String {
    ask.service_words(id).map_or_else(|_stop| id.to_owned(), |words| words.text("title"))
}

fn party(ask: &Ask<'_>, who: &Party) -> String {
    match who {
        Party::Nobody => ask.text("policies-anyone"),
        Party::Person => ask.text("policies-person"),
        Party::Role(role) => ask
            .running
            .model()
            .info
            .roles
            .get(role)
            .map_or(role.as_str(), |title| title.get(&ask.lang))
            .to_owned(),
        Party::Service(id) => {
            ask.words.text_with("policies-machine", &[("service", service(ask, id.as_str()).into())])
        }
    }
}

fn thing(ask: &Ask<'_>, on: &On) -> String {
    match on {
        On::Register(id) => ask
            .running
            .model()
            .registers
            .get(id)
            .map_or(id.as_str(), |register| register.title.get(&ask.lang))
            .to_owned(),
        On::Case(id) => {
            ask.words.text_with("policies-cases", &[("service", service(ask, id.as_str()).into())])
        }
        On::Installation => ask.text("policies-installation"),
    }
}

fn fields(ask: &Ask<'_>, row: &Row) -> String {
    let On::Register(id) = &row.on else { return String::new() };
    match &row.fields {
        Fields::All => ask.text("policies-all"),
        Fields::Some(fields) => {
            let register = ask.running.model().registers.get(id);
            let label = |field: &base::FieldId| {
                let known = register.and_then(|register| register.field(field.as_str()));
                known.map_or(field.as_str(), |field| field.label.get(&ask.lang)).to_owned()
            };
            fields.iter().map(label).collect::<Vec<_>>().join(&ask.text("list-separator"))
        }
    }
}

fn purpose(ask: &Ask<'_>, row: &Row) -> Markup {
    let known = row.purpose.as_ref().and_then(|id| ask.running.model().info.purposes.get(id));
    html! {
        @if let Some(purpose) = known { (purpose.title.get(&ask.lang)) }
        @if let Some(cite) = &row.law {
            " " a.km-link href=(ask.to(To::Law(&cite.law, Some(&cite.article)))) { (law(ask, cite)) }
        }
    }
}

fn law(ask: &Ask<'_>, cite: &model::Cite) -> String {
    let title =
        ask.running.model().law.get(&cite.law).map_or(cite.law.as_str(), |law| law.title.get(&ask.lang));
    ask.words.text_with("law-article", &[("law", title.into()), ("article", (&cite.article).into())])
}

fn condition_words(ask: &Ask<'_>, condition: &Condition) -> String {
    let key = match condition {
        Condition::Own(true) => "condition-own",
        Condition::Own(false) => "condition-not-own",
        Condition::Related(true) => "condition-related",
        Condition::Related(false) => "condition-not-related",
        Condition::Assigned(true) => "condition-free",
        Condition::Assigned(false) => "condition-taken",
        Condition::InOffice(true) => "condition-in-office",
        Condition::InOffice(false) => "condition-not-in-office",
        Condition::Agency(agency) => {
            let name = ask
                .running
                .model()
                .agencies
                .get(agency)
                .map_or(agency.as_str(), |agency| agency.name.get(&ask.lang));
            return ask.words.text_with("condition-agency", &[("agency", name.into())]);
        }
    };
    ask.text(key)
}
