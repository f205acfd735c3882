//! Who may do what, to which records, for which purpose: the answers of the policies themselves, and their text.

use crate::answer::{Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use access::{Condition, Fields, On, Party, Row};
use ui::{Markup, Table, TableColumn, html};

/// Everyone who may do anything, each leading to what that is.
pub(crate) fn list(ask: &Ask<'_>) -> Answered {
    let title = ask.text("policies-title");
    let table = ask.running.access.table();
    let mut parties: Vec<&Party> = Vec::new();
    for row in table {
        if !parties.contains(&&row.who) {
            parties.push(&row.who);
        }
    }
    let main = html! {
        (ui::heading(&title, None))
        p { (ask.text("policies-lead")) }
        ul.km-services {
            @for who in parties {
                li { a.km-link href=(ask.to(To::PoliciesOf(&address(who)))) { (party(ask, who)) } }
            }
        }
        p.km-row { a.km-link href=(ask.to(To::PoliciesText)) { (ask.text("policies-text")) } }
    };
    Ok(Sheet::new(title, main).into())
}

/// What one of them may do.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let asked = ask.param("who");
    let table = ask.running.access.table();
    let of: Vec<&Row> = table.iter().filter(|row| address(&row.who) == asked).collect();
    let who = of.first().map(|row| party(ask, &row.who)).ok_or(Stop::NotFound)?;
    let heads: Vec<String> =
        ["right", "on", "fields", "purpose", "only"].map(|head| ask.text(&format!("policies-{head}"))).into();
    let columns: Vec<TableColumn<'_>> =
        heads.iter().map(|head| TableColumn { head, number: false }).collect();
    let rows = of.iter().map(|row| cells(ask, row)).collect();
    let title = ask.text("policies-title");
    let main = html! {
        (ui::heading(&who, Some(&title)))
        (Table { id: "policies", caption: &who, columns: &columns, rows, empty: "" }.render())
    };
    Ok(Sheet::new(format!("{who} · {title}"), main).back(ask.to(To::Policies)).wide().into())
}

/// The policies as Cedar reads them.
pub(crate) fn text(ask: &Ask<'_>) -> Answered {
    let title = ask.text("policies-text");
    let main = html! {
        (ui::heading(&title, None))
        pre.km-scroll tabindex="0" lang="en" dir="ltr" { code { (ask.running.access.text()) } }
    };
    Ok(Sheet::new(title, main).back(ask.to(To::Policies)).wide().into())
}

/// The last part of the address of what they may do.
fn address(who: &Party) -> String {
    match who {
        Party::Nobody => "anyone".to_owned(),
        Party::Person => "person".to_owned(),
        Party::Role(id) => format!("role-{id}"),
        Party::Service(id) => format!("service-{id}"),
    }
}

fn cells(ask: &Ask<'_>, row: &Row) -> Vec<Markup> {
    let only: Vec<String> = row.only.iter().map(|condition| condition_words(ask, condition)).collect();
    vec![
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
