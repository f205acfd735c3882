//! A case as its applicant sees it.

use super::interview::known_list;
use super::{correct, decision, money, parts};
use crate::answer::{Answer, Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use app::AppError;
use app::cases::Acting;
use app::view::{ActionView, CaseView, ReaderKind, Runs};
use base::{ActionId, CaseId};
use domain::{ActInput, Refusal};
use ui::{
    Button, ButtonKind, History, HistoryItem, LinkButton, Markup, Next, Notice, Row, Source, SummaryList,
    Tone, html,
};

pub(crate) fn load(ask: &Ask<'_>) -> Result<CaseView, Stop> {
    Ok(ask.app().case(&ask.who, &CaseId::new(ask.param("id")), &ask.lang)?)
}

/// True if the reader sees the case in office.
pub(crate) fn in_office(view: &CaseView) -> bool {
    matches!(view.reader, ReaderKind::Officer | ReaderKind::Desk)
}

/// The case.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let view = load(ask)?;
    if in_office(&view) {
        return Ok(Answer::See(ask.to(To::WorkCase(&view.case))));
    }
    let number = [("number", (&view.case).into())];
    let title = ask.words.text_with("case-title", &number);
    let office = view.office.as_ref().unwrap_or(&view.agency);
    let main = html! {
        p.km-above { (title) }
        h1.km-h1 { (view.title) " " (parts::state_tag(ask, &view)) }
        p.km-source {
            (ask.words.text_with("case-filed", &[("date", (&view.filed_text).into())])) " · " (view.agency)
            @if view.office.is_some() { ", " (office) }
        }
        @if let Some(follows) = &view.follows {
            (Notice { id: "more", tone: Tone::Good, title: &ask.text("case-more"), body: html! {
                p { (ask.text("case-more-text")) " " (case_link(ask, follows)) }
            } }.render())
        }
        (passed_on(ask, &view))
        (money::notices(ask, &view))
        @match &view.decision {
            Some(made) => { (decision::card(ask, &view, made, true)) }
            None if parts::ended(ask, &view) => { (closed(ask, &view)) }
            None => { (waiting(ask, &view)) }
        }
        (money::section(ask, &view))
        (links(ask, &view))
        (receipt(ask, &view)?)
        (told(ask, &view))
        (history(ask, &view))
        (withdrawals(ask, &view))
    };
    Ok(Sheet::new(title, main).back(ask.to(To::Me)).into())
}

fn case_link(ask: &Ask<'_>, case: &str) -> Markup {
    let href = ask.to(To::Case(case));
    html! { a.km-link href=(href) { (ask.words.text_with("case-title", &[("number", case.into())])) } }
}

/// Which body the case was handed on to, as long as none has decided.
fn passed_on(ask: &Ask<'_>, view: &CaseView) -> Markup {
    let Some(last) = view.passed.last().filter(|_| view.decision.is_none()) else { return html! {} };
    let names =
        [("from", (&last.from).into()), ("to", (&last.to).into()), ("date", (&last.date_text).into())];
    Notice {
        id: "passed",
        tone: Tone::Notice,
        title: &ask.text("case-passed"),
        body: html! { p { (ask.words.text_with("case-passed-text", &names)) } },
    }
    .render()
}

/// What the applicant ended.
fn closed(ask: &Ask<'_>, view: &CaseView) -> Markup {
    Notice {
        id: "closed",
        tone: Tone::Plain,
        title: &view.state_text,
        body: html! {
            p { (ask.text("case-closed-text")) }
            p { a.km-link href=(ask.to(To::Service(&view.service))) { (view.title) } }
        },
    }
    .render()
}

/// What is going on while nothing is decided.
fn waiting(ask: &Ask<'_>, view: &CaseView) -> Markup {
    if let (Some(returned), Some(_)) = (&view.returned, correct::action(view)) {
        let labels = view
            .answers
            .iter()
            .filter(|answer| returned.fields.contains(&answer.id))
            .map(|answer| answer.label.as_str());
        return html! {
            (Notice { id: "returned", tone: Tone::Notice, title: &ask.text("case-waiting-you"), body: html! {
                p { (ask.text("case-correct-text")) }
                @if let Some(note) = &returned.note { blockquote.km-inset { p { (note) } } }
                ul { @for label in labels { li { (label) } } }
                p.km-row { (LinkButton { href: &ask.to(To::Correct(&view.case)), text: &ask.text("case-correct"), ..Default::default() }.render()) }
            } }.render())
            (clock(ask, view))
        };
    }
    let why = view.why_text.as_deref();
    let due = view
        .clock
        .as_ref()
        .filter(|clock| clock.runs == Runs::Office)
        .map(|clock| ask.words.text_with("next-official", &[("date", (&clock.until_text).into())]));
    let silence =
        ask.text(if grants_by_silence(ask, view) { "next-grant-by-silence" } else { "next-silence" });
    let news = ask.text("next-news");
    let steps: Vec<&str> =
        due.as_deref().map_or_else(|| vec![news.as_str()], |due| vec![due, silence.as_str(), news.as_str()]);
    html! {
        @if view.money.left.is_some() && !view.overdue {
            (clock(ask, view))
        } @else if view.overdue {
            (Notice { id: "overdue", tone: Tone::Bad, title: &ask.text("case-overdue"), body: html! {
                (parts::overdue(ask, view))
                (complain(ask, view))
            } }.render())
        } @else {
            (Notice { id: "waiting", tone: Tone::Notice, title: &ask.text("case-waiting"), body: html! {
                p { (view.next.clone().unwrap_or_else(|| ask.text("confirm-review-text"))) }
                @if let Some(why) = why { p { b { (ask.text("confirm-why")) } ": " (why) } }
            } }.render())
        }
        @if view.money.left.is_none() || view.overdue { (clock(ask, view)) }
        @if !view.overdue && view.money.left.is_none() { (Next { steps: &steps }.render(ask.words)) }
    }
}

/// What the law gives against silence: not an appeal, for nothing was decided.
fn complain(ask: &Ask<'_>, view: &CaseView) -> Markup {
    let Some(silence) = &view.silence else { return html! {} };
    let href = ask.to(To::Appeal(&silence.service, &view.case));
    html! {
        p {
            (ask.words.text_with("silence-text", &[("body", (&silence.agency).into())])) " "
            @if let Some(law) = &silence.law { (parts::article_link(ask, law)) }
        }
        p.km-row { (LinkButton { href: &href, text: &ask.text("silence-button"), kind: ButtonKind::Secondary, start: false }.render()) }
    }
}

fn grants_by_silence(ask: &Ask<'_>, view: &CaseView) -> bool {
    let state = ask
        .running
        .model()
        .services
        .get(view.service.as_str())
        .and_then(|service| service.states.get(view.state.as_str()));
    let silence = state.and_then(|state| state.deadline.as_ref()).map(|deadline| &deadline.on_silence);
    matches!(silence, Some(model::OnSilence::Grant { .. }))
}

fn clock(ask: &Ask<'_>, view: &CaseView) -> Markup {
    html! {
        @if parts::awaits_money(ask, view) { (parts::clock(ask, view)) }
        @else if let Some(clock) = &view.clock {
            section {
                h2.km-h2 { (ask.text(match clock.runs {
                    Runs::Office => "case-clock",
                    Runs::Applicant => "case-clock-you",
                    Runs::Payment | Runs::Visit => "case-clock-step",
                })) }
                (parts::clock(ask, view))
            }
        }
    }
}

/// Cases that belong to this one.
fn links(ask: &Ask<'_>, view: &CaseView) -> Markup {
    html! {
        @if view.attacked.is_some() || !view.appeals.is_empty() {
            section {
                h2.km-h2 { (ask.text("case-appeals")) }
                ul { @for case in view.attacked.iter().chain(&view.appeals) { li { (case_link(ask, case)) } } }
            }
        }
    }
}

fn receipt(ask: &Ask<'_>, view: &CaseView) -> Result<Markup, Stop> {
    view.receipt.as_ref().map_or_else(|| Ok(html! {}), |receipt| parts::receipt(ask, receipt))
}

/// What was answered, and what registers said where no card shows it.
fn told(ask: &Ask<'_>, view: &CaseView) -> Markup {
    let answers: Vec<Row<'_>> =
        view.answers.iter().map(|answer| Row::text(&answer.label, &answer.value, Source::Answer)).collect();
    html! {
        @if !answers.is_empty() {
            section { h2.km-h2 { (ask.text("case-answers")) } (SummaryList { rows: &answers }.render(ask.words)) }
        }
        @if view.decision.is_none() {
            @if !view.known.is_empty() {
                section { h2.km-h2 { (ask.text("case-known")) } (known_list(ask, &view.known)) }
            }
            @if !view.trace.is_empty() {
                @let articles = decision::Articles::of(ask, view.trace.iter().map(|line| line.law.as_ref()));
                section {
                    h2.km-h2 { (ask.text("column-trace")) }
                    (ui::Trace { lines: &decision::trace(&view.trace, &articles) }.render())
                }
            }
        }
    }
}

/// What happened so far.
pub(crate) fn history(ask: &Ask<'_>, view: &CaseView) -> Markup {
    let items: Vec<HistoryItem<'_>> = view
        .history
        .iter()
        .map(|entry| HistoryItem {
            when: &entry.at_text,
            what: &entry.text,
            who: Some(&entry.by),
            note: entry.note.as_deref(),
        })
        .collect();
    html! { section { h2.km-h2 { (ask.text("case-history")) } (History { items: &items }.render()) } }
}

/// Actions of the applicant that need nothing but being sure.
fn simple(view: &CaseView) -> impl Iterator<Item = &ActionView> {
    view.actions.iter().filter(|action| action.requires.is_empty())
}

fn withdrawals(ask: &Ask<'_>, view: &CaseView) -> Markup {
    html! {
        @for action in simple(view) {
            p.km-row {
                (LinkButton { href: &ask.to(To::Act(&view.case, &action.id)), text: &action.label, kind: ButtonKind::Grave, start: false }.render())
            }
        }
    }
}

/// Asks whether one is sure.
pub(crate) fn confirm(ask: &Ask<'_>) -> Answered {
    let view = load(ask)?;
    let action = simple(&view)
        .find(|action| action.id == ask.param("action"))
        .filter(|_| !in_office(&view))
        .ok_or(Stop::NotFound)?;
    let here = ask.to(To::Case(&view.case));
    let body = html! {
        (Button { text: &ask.text("case-withdraw-sure"), kind: ButtonKind::Grave, value: None }.render())
        (LinkButton { href: &here, text: &ask.text("case-withdraw-keep"), kind: ButtonKind::Secondary, start: false }.render())
    };
    let main = html! {
        (ui::heading(&action.label, Some(&view.title)))
        p { (ask.text("case-withdraw-text")) }
        (ask.form(&ask.to(To::Act(&view.case, &action.id)), &[("_version", &view.version.to_string())], body))
    };
    Ok(Sheet::new(action.label.clone(), main).back(here).into())
}

/// Does it.
pub(crate) fn act(ask: &Ask<'_>) -> Answered {
    let id = ask.param("id");
    let acting = Acting {
        case: CaseId::new(id),
        action: ActionId::new(ask.param("action")),
        version: ask.form.get("_version").and_then(|text| text.parse().ok()).unwrap_or(0),
        input: ActInput::default(),
        lang: ask.lang.clone(),
    };
    match ask.app().act_on_case(&ask.who, &acting) {
        Ok(view) => Ok(Answer::See(ask.to(To::Case(&view.case)))),
        Err(AppError::Refused(refusals))
            if matches!(refusals.first(), Some(Refusal::StaleVersion { .. })) =>
        {
            let title = ask.text("error-409-title");
            let main = html! {
                (ui::heading(&title, None))
                p { (ask.text("error-409-text")) }
                p.km-row { (LinkButton { href: &ask.to(To::Case(id)), text: &ask.text("error-case"), ..Default::default() }.render()) }
            };
            Ok(Sheet::new(title, main).failed(409).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// The decision on paper. Its file name says nothing about anyone.
pub(crate) fn document(ask: &Ask<'_>) -> Answered {
    let bytes = ask.app().document(&ask.who, &CaseId::new(ask.param("id")))?;
    Ok(Answer::File {
        media: "application/pdf",
        name: Some("decision.pdf".to_owned()),
        immutable: false,
        bytes,
    })
}
