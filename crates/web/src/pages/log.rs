//! The public log in plain words, with the latest checkpoint and where everything is to be had.

use crate::answer::{Answered, Sheet};
use crate::ask::Ask;
use crate::markdown;
use app::publish::origin;
use app::{AppError, Log};
use ui::{Details, Markup, Row, Source, SummaryList, html};

/// Leaves that the page shows in words.
const LINES: u64 = 20;

/// The page.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let own = ask.running.model().pages.get("log").and_then(|texts| texts.get(&ask.lang));
    let title =
        own.and_then(|text| markdown::title(text)).map_or_else(|| ask.text("log-title"), str::to_owned);
    let main = html! {
        (ui::heading(&title, None))
        p { (ask.text("log-lead")) }
        section { h2.km-h2 { (ask.text("log-latest")) } (latest(ask, Log::Acts)?) }
        (last(ask)?)
        @match own {
            Some(text) => { (markdown::render(text)) }
            None => { (explained(ask)) }
        }
        section {
            h2.km-h2 { (ask.text("log-reads")) }
            p { (ask.words.text_with("log-reads-text", &[("days", ask.running.model().info.reads_kept_days.into())])) }
            (latest(ask, Log::Reads)?)
        }
    };
    Ok(Sheet::new(title, main).into())
}

/// The last leaves in words, each as it stands in the log, with its proof.
fn last(ask: &Ask<'_>) -> Result<Markup, AppError> {
    let lines = ask.app().latest_lines(LINES, &ask.lang)?;
    Ok(html! {
        @if !lines.is_empty() {
            section {
                h2.km-h2 { (ask.text("log-last")) }
                p { (ask.text("log-last-lead")) }
                @for line in &lines {
                    @let entry = [("number", line.number.into()), ("date", (&line.date_text).into())];
                    @let about: Vec<&str> = line.agency.iter().chain(&line.service).map(String::as_str).collect();
                    div.km-row {
                        p { b { (line.text) } " " (ask.words.text_with("log-entry", &entry)) }
                        @if !about.is_empty() { p.km-source { (about.join(" · ")) } }
                        (Details { summary: &ask.text("log-public"), open: false, body: html! {
                            p { code dir="ltr" { (line.leaf) } }
                            p { a.km-link href={ "/api/v1/log/" (line.number) "/proof" } { (ask.text("log-proof")) } }
                        } }.render())
                    }
                }
            }
        }
    })
}

/// The latest checkpoint of a log.
fn latest(ask: &Ask<'_>, log: Log) -> Result<Markup, AppError> {
    let point = match ask.app().checkpoint(log) {
        Ok(point) => point,
        Err(AppError::Refused(_)) => return Ok(html! { p.km-empty { (ask.text("log-none")) } }),
        Err(error) => return Err(error),
    };
    let labels = [ask.text("log-size"), ask.text("log-root"), ask.text("log-origin"), ask.text("log-key")];
    let [size, root, name, key] = &labels;
    let code = |text: &str| html! { code { (text) } };
    let mut rows = vec![
        Row::text(size, &ask.words.number(&point.size.to_string()), Source::Unsaid),
        Row { key: root, value: code(&point.root), ..Default::default() },
        Row { key: name, value: code(&origin(&ask.app().config, log)), ..Default::default() },
    ];
    if let Some(vkey) = ask.app().vkey(log) {
        rows.push(Row { key, value: code(vkey), ..Default::default() });
    }
    Ok(html! {
        (SummaryList { rows: &rows }.render(ask.words))
        ul {
            li { a.km-link href={ "/" (log.name()) "/checkpoint" } { (ask.text("log-checkpoint")) } }
            li { a.km-link href={ "/" (log.name()) "/vkey" } { (ask.text("log-key")) } }
        }
    })
}

/// What is said where the state says nothing itself.
fn explained(ask: &Ask<'_>) -> Markup {
    html! {
        section { h2.km-h2 { (ask.text("log-in")) } p { (ask.text("log-in-text")) } }
        section { h2.km-h2 { (ask.text("log-out")) } p { (ask.text("log-out-text")) } }
        section {
            h2.km-h2 { (ask.text("log-check")) }
            ol { @for step in 1..=3 { li { (ask.text(&format!("log-check-{step}"))) } } }
        }
    }
}
