//! What the state has promised: item by item, with what of the state carries it, and who answers for it by when.

use crate::answer::{Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use app::state_folder::Changed;
use model::{Item, ItemKind, Programme};
use std::collections::BTreeMap;
use ui::{Figure, Figures, Markup, Tag, Tone, html};

/// The last act on each item, by its id.
type Acts = BTreeMap<String, Changed>;

/// The programmes.
pub(crate) fn list(ask: &Ask<'_>) -> Answered {
    let title = ask.text("programme-title");
    let main = html! {
        (ui::heading(&title, None))
        p { (ask.text("programme-lead")) }
        ul.km-services {
            @for programme in &ask.running.model().programmes {
                li {
                    a.km-link href=(ask.to(To::Programme(&programme.id))) { b { (programme.title.get(&ask.lang)) } }
                    p { (programme.note.get(&ask.lang)) }
                }
            }
        }
    };
    Ok(Sheet::new(title, main).into())
}

/// One programme.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let programmes = &ask.running.model().programmes;
    let programme =
        programmes.iter().find(|programme| programme.id == ask.param("id")).ok_or(Stop::NotFound)?;
    let title = programme.title.get(&ask.lang);
    let attested =
        [("by", (&programme.attested_by).into()), ("date", ask.words.date(programme.attested_on).into())];
    let changed = ask.app().promised(&programme.id)?;
    let announced = programme.announced.map(|date| ask.words.date(date));
    let main = html! {
        (ui::heading(title, announced.as_deref()))
        p { (programme.note.get(&ask.lang)) }
        p.km-source { (ask.words.text_with("service-attested", &attested)) " " (programme.source) }
        (sums(ask, programme))
        @for kind in ItemKind::ALL.into_iter().filter(|kind| *kind != ItemKind::Subtask) {
            @let items: Vec<&Item> = programme.items.iter().filter(|item| item.kind == kind).collect();
            @if !items.is_empty() {
                section {
                    h2.km-h2 { (ask.text(&format!("programme-{}", kind.name()))) }
                    @for (number, item) in (1..).zip(items) { (one(ask, (programme, &changed), item, &number.to_string())) }
                }
            }
        }
    };
    Ok(Sheet::new(title, main).back(ask.to(To::Programmes)).into())
}

/// How many items there are, and of how many one can say anything.
fn sums(ask: &Ask<'_>, programme: &Programme) -> Markup {
    let count = |of: fn(&Item) -> bool| programme.items.iter().filter(|item| of(item)).count();
    let counts = [
        ("items", count(|_| true)),
        ("carried", count(|item| !(item.registers.is_empty() && item.services.is_empty()))),
        ("owned", count(|item| item.owner.is_some())),
        ("dated", count(|item| item.due.is_some())),
        ("evident", count(|item| !item.evidence.is_empty())),
    ]
    .map(|(key, count)| (ask.words.number(&count.to_string()), ask.text(&format!("programme-{key}"))));
    let items: Vec<Figure<'_>> =
        counts.iter().map(|(number, label)| Figure { number, label, grave: false }).collect();
    Figures { items: &items }.render()
}

fn one(ask: &Ask<'_>, (programme, changed): (&Programme, &Acts), item: &Item, number: &str) -> Markup {
    let parts = programme.items.iter().filter(|part| part.parent.as_deref() == Some(item.id.as_str()));
    html! {
        section id=(item.id) {
            h3.km-h3 { (number) ". " (item.text.get(&ask.lang)) }
            (facts(ask, item, changed.get(&item.id)))
            @for (part, place) in parts.zip(1..) { (one(ask, (programme, changed), part, &format!("{number}.{place}"))) }
        }
    }
}

/// What carries an item, and who answers for it: what nobody holds is said in the same place.
fn facts(ask: &Ask<'_>, item: &Item, changed: Option<&Changed>) -> Markup {
    let model = ask.running.model();
    let registers = item.registers.iter().filter_map(|id| model.registers.get(id));
    let registers: Vec<&str> = registers.map(|register| register.title.get(&ask.lang)).collect();
    let goals: Vec<String> = item.sdg.iter().map(ToString::to_string).collect();
    let owner = item.owner.as_ref().and_then(|id| model.agencies.get(id));
    let separator = ask.text("list-separator");
    html! {
        dl.km-summary {
            @if !goals.is_empty() { (line(ask, "sdg", html! { (goals.join(&separator)) })) }
            @if !item.services.is_empty() {
                (line(ask, "services", html! {
                    @for (place, id) in item.services.iter().enumerate() {
                        @if place > 0 { (separator) }
                        a.km-link href=(ask.to(To::Service(id.as_str()))) { (service(ask, id.as_str())) }
                    }
                }))
            }
            @if !registers.is_empty() { (line(ask, "registers", html! { (registers.join(&separator)) })) }
            @if !item.indicators.is_empty() {
                (line(ask, "figures", html! {
                    @for (place, figure) in item.indicators.iter().enumerate() {
                        @if place > 0 { (separator) }
                        a.km-link href=(ask.to(To::Figures)) { (ask.text(&format!("figures-{figure}"))) }
                    }
                }))
            }
            (line(ask, "owner", html! { (owner.map_or_else(|| ask.text("programme-nobody"), |owner| owner.name.get(&ask.lang).to_owned())) }))
            (line(ask, "due", due(ask, item)))
            (line(ask, "evidence", html! {
                @if item.evidence.is_empty() { (ask.text("programme-nothing")) }
                @for (place, evidence) in item.evidence.iter().enumerate() {
                    @if place > 0 { (separator) }
                    a.km-link href=(address(ask, &evidence.address)) { (evidence.text.get(&ask.lang)) }
                }
            }))
            @if let Some(changed) = changed { (line(ask, "changed", act(ask, changed))) }
        }
    }
}

/// The last act on what can be held to: what it changed, when, and the proof that it stands in the public log.
fn act(ask: &Ask<'_>, changed: &Changed) -> Markup {
    let what: Vec<String> = changed.what.iter().map(|what| ask.text(&format!("programme-{what}"))).collect();
    let what =
        if what.is_empty() { ask.text("programme-first") } else { what.join(&ask.text("list-separator")) };
    let leaf = [("leaf", changed.leaf.into())];
    html! {
        (what) " · " (ask.words.instant(changed.at, &ask.running.zone)) " · "
        a.km-link href={ "/api/v1/log/" (changed.leaf) "/proof" } { (ask.words.text_with("programme-leaf", &leaf)) }
    }
}

fn line(ask: &Ask<'_>, key: &str, value: Markup) -> Markup {
    html! { div { dt { (ask.text(&format!("programme-{key}"))) } dd { (value) } } }
}

/// The date; one that has passed without evidence is missed.
fn due(ask: &Ask<'_>, item: &Item) -> Markup {
    let Some(date) = item.due else { return html! { (ask.text("programme-no-date")) } };
    let missed = item.evidence.is_empty() && date < ask.app().moment().today;
    html! {
        (ask.words.date(date))
        @if missed { " " (Tag { text: &ask.text("programme-missed"), tone: Tone::Bad }.render()) }
    }
}

fn service(ask: &Ask<'_>, id: &str) -> String {
    ask.service_words(id).map_or_else(|_stop| id.to_owned(), |words| words.text("title"))
}

/// A path of this installation stands for the page in the reader's language.
fn address(ask: &Ask<'_>, address: &str) -> String {
    if address.starts_with('/') { format!("/{}{address}", ask.lang) } else { address.to_owned() }
}
