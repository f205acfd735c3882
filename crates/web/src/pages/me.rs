//! My page: my cases, and who looked at my data.

use super::parts;
use crate::answer::{Answered, Sheet};
use crate::ask::Ask;
use crate::route::To;
use app::me::ENTRIES_MAX;
use app::owed::OwedView;
use app::view::AccessEntry;
use base::Instant;
use ui::{Markup, Notice, Tone, html};

/// The page.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let me = ask.app().me(&ask.who, &ask.lang)?;
    let before = ask.query.get("before").and_then(|text| text.parse().ok());
    let looks = ask.app().access_log(&ask.who, before, &ask.lang)?;
    let title = ask.text("me-title");
    let kept = [("days", ask.running.model().info.reads_kept_days.into())];
    let main = html! {
        (ui::heading(&title, Some(&me.name)))
        p { a.km-link href=(ask.to(To::MyRecords)) { (ask.text("records-title")) } }
        @if !me.posts.is_empty() { ul { @for post in &me.posts { li { (post) } } } }
        @if before.is_none() && !me.owed.is_empty() { (owed(ask, &me.owed)) }
        @if before.is_none() {
            section {
                h2.km-h2 { (ask.text("me-cases")) }
                @if me.cases.is_empty() { p.km-empty { (ask.text("me-cases-empty")) } }
                (parts::case_lines(ask, &me.cases, |case| ask.to(To::Case(case))))
            }
        }
        section #looked {
            h2.km-h2 { (ask.text("me-looked")) }
            p { (ask.text("me-looked-lead")) }
            p.km-source { (ask.words.text_with("me-looked-kept", &kept)) }
            (list(ask, &looks))
            (older(ask, &looks, before.is_some()))
        }
    };
    Ok(Sheet::new(title, main).into())
}

/// What is to be paid: what, how much, by when, and where.
fn owed(ask: &Ask<'_>, bills: &[OwedView]) -> Markup {
    Notice {
        id: "owed",
        tone: if bills.iter().any(|bill| bill.late) { Tone::Bad } else { Tone::Notice },
        title: &ask.text("me-owed"),
        body: html! {
            ul { @for bill in bills { li {
                (bill.title) ": " b { (bill.amount_text) }
                ". "
                @match &bill.until_text {
                    Some(until) => { (ask.words.text_with(if bill.late { "me-owed-late" } else { "me-owed-until" }, &[("date", until.into())])) }
                    None => { (ask.text("me-owed-undated")) }
                }
                br; (ask.text("me-owed-where")) " " a.km-link href=(ask.to(To::Service(&bill.service))) { (bill.service_title) }
            } } }
        },
    }
    .render()
}

fn list(ask: &Ask<'_>, looks: &[AccessEntry]) -> Markup {
    let zone = &ask.running.zone;
    let dated: Vec<(Option<Instant>, &AccessEntry)> =
        looks.iter().map(|entry| (Instant::parse(&entry.at, zone), entry)).collect();
    let day = |one: &(Option<Instant>, &AccessEntry)| one.0.map(|at| at.date(zone));
    html! {
        @if dated.is_empty() { p.km-empty { (ask.text("looked-empty")) } }
        @for looks in dated.chunk_by(|one, next| day(one) == day(next)) {
            @if let Some(date) = looks.first().and_then(day) {
                h3.km-day-head { time datetime=(date) { (ask.words.date(date)) } }
            }
            ul.km-looks { @for visit in looks.chunk_by(|one, next| same_visit(ask, one, next)) { li { (look(ask, visit)) } } }
        }
    }
}

/// True if two looks belong to one visit: the same minute, the same actor, for the same purpose and case.
fn same_visit(
    ask: &Ask<'_>,
    one: &(Option<Instant>, &AccessEntry),
    next: &(Option<Instant>, &AccessEntry),
) -> bool {
    let minute = |at: Option<Instant>| at.map(|at| at.minute(&ask.running.zone));
    let ((a, one), (b, next)) = (one, next);
    let same = |of: fn(&AccessEntry) -> &str| of(one) == of(next);
    minute(*a) == minute(*b)
        && same(|entry| &entry.actor)
        && same(|entry| &entry.agency)
        && same(|entry| &entry.purpose)
        && same(|entry| &entry.article)
        && one.case == next.case
}

/// The looks of one visit in one line, with a link to the proof of each.
fn look(ask: &Ask<'_>, visit: &[(Option<Instant>, &AccessEntry)]) -> Markup {
    let Some((at, entry)) = visit.first() else { return html! {} };
    let minute = at.map(|at| at.minute(&ask.running.zone));
    let clock = minute
        .as_deref()
        .and_then(|minute| minute.split_once(' '))
        .and_then(|(_, clock)| clock.split_once(':'));
    let time =
        clock.and_then(|(hour, minute)| Some(ask.words.time(hour.parse().ok()?, minute.parse().ok()?)));
    let mut registers: Vec<&str> = Vec::new();
    for register in visit.iter().flat_map(|(_, entry)| &entry.registers) {
        if !registers.contains(&register.as_str()) {
            registers.push(register);
        }
    }
    let registers = registers.join(&ask.text("list-separator"));
    let oneself = entry.actor == ask.text("looked-oneself");
    let why = Some(&entry.purpose_text).filter(|text| **text != entry.actor);
    let case = entry.case.as_ref().map(|case| ask.words.text_with("case-title", &[("number", case.into())]));
    html! {
        div {
            p {
                b { (entry.actor) } @if !oneself { " " (entry.agency) }
                @if let Some(time) = time { span.km-time { (time) } }
            }
            @if !registers.is_empty() { p { (registers) } }
            p.km-source { (why.into_iter().chain(&case).map(String::as_str).collect::<Vec<_>>().join(" · ")) }
            @if let Some(law) = &entry.law { p.km-source { (parts::article_link(ask, law)) } }
            p.km-source { @for (_, entry) in visit { (leaf_link(ask, entry)) " " } }
        }
    }
}

/// The leaf behind a look: its number, as a link to its proof.
fn leaf_link(ask: &Ask<'_>, entry: &AccessEntry) -> Markup {
    let href = format!("/api/v1/{}/{}/proof", entry.log, entry.leaf);
    let number = [("number", entry.leaf.into())];
    html! { a.km-link href=(href) { (ask.words.text_with("receipt-leaf", &number)) } }
}

/// The way to older entries, if there may be some.
fn older(ask: &Ask<'_>, looks: &[AccessEntry], later: bool) -> Markup {
    let last = looks.iter().filter(|entry| entry.log == "reads").map(|entry| entry.leaf).min();
    let next = last.filter(|leaf| looks.len() == ENTRIES_MAX && *leaf > 0);
    html! {
        @if later || next.is_some() {
            nav.km-pages aria-label=(ask.text("pages-label")) {
                @if later { a.km-link href=(ask.to(To::Me)) { (ask.text("looks-newest")) } }
                @if let Some(leaf) = next { a.km-link rel="next" href=(ask.to(To::LooksBefore(leaf))) { (ask.text("looks-older")) } }
            }
        }
    }
}
