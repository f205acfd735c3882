//! Everything the state holds about me, register by register, with where one asks for a correction.

use super::parts;
use crate::answer::{Answered, Sheet};
use crate::ask::Ask;
use crate::route::To;
use app::own::{OwnRecord, OwnRegister, OwnVersion};
use ui::{Details, Markup, Row, Source, SummaryList, html};

/// The page.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let registers = ask.app().own_records(&ask.who, &ask.lang)?;
    let title = ask.text("records-title");
    let main = html! {
        (ui::heading(&title, None))
        p { (ask.text("records-lead")) }
        p { a.km-link href={ (ask.to(To::Me)) "#looked" } { (ask.text("me-looked")) } }
        @if registers.is_empty() { p.km-empty { (ask.text("records-empty")) } }
        @for one in &registers { (register(ask, one)) }
    };
    Ok(Sheet::new(title, main).back(ask.to(To::Me)).into())
}

fn register(ask: &Ask<'_>, register: &OwnRegister) -> Markup {
    html! {
        section id={ "register-" (register.id) } {
            h2.km-h2 { (register.title) }
            @if let Some(law) = &register.law { p.km-source { (parts::article_link(ask, law)) } }
            @for one in &register.records { (record(ask, one)) }
            p.km-source { (correction(ask, register)) }
        }
    }
}

/// Where one asks for a correction.
fn correction(ask: &Ask<'_>, register: &OwnRegister) -> String {
    match &register.office {
        Some((office, address)) => ask.words.text_with(
            "records-correct",
            &[("keeper", (&register.keeper).into()), ("office", office.into()), ("address", address.into())],
        ),
        None => register.keeper.clone(),
    }
}

fn record(ask: &Ask<'_>, record: &OwnRecord) -> Markup {
    let former = html! { @for version in &record.other { (self::version(ask, version)) } };
    let count = [("count", record.other.len().into())];
    let summary = ask.words.text_with("records-former", &count);
    html! {
        @match &record.now {
            Some(now) => { (version(ask, now)) }
            None => { p.km-empty { (ask.text("records-over")) } }
        }
        @if !record.other.is_empty() { (Details { summary: &summary, open: false, body: former }.render()) }
    }
}

fn version(ask: &Ask<'_>, version: &OwnVersion) -> Markup {
    let rows: Vec<Row<'_>> =
        version.fields.iter().map(|(label, value)| Row::text(label, value, Source::Unsaid)).collect();
    let text = |key, args: &[(&str, i18n::Arg<'_>)]| ask.words.text_with(key, args);
    let span = match (&version.from, &version.until) {
        (Some(from), _) if version.ended => text("records-ended", &[("from", from.into())]),
        (Some(from), Some(until)) => text("records-until", &[("from", from.into()), ("until", until.into())]),
        (Some(from), None) => text("records-since", &[("from", from.into())]),
        (None, Some(until)) => text("records-before", &[("until", until.into())]),
        (None, None) => ask.text("records-always"),
    };
    html! {
        (SummaryList { rows: &rows }.render(ask.words))
        p.km-source { (span) " · " (ask.words.text_with("records-entered", &[("at", (&version.entered).into())])) }
    }
}
