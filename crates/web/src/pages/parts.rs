//! Pieces of several pages: articles as links, the legal clock, the receipt, lists of cases.

use crate::answer::Stop;
use crate::ask::Ask;
use crate::route::To;
use app::view::{CaseLine, CaseView, LawView, ReceiptView};
use app::{AppError, Fault, Log, Running};
use base::ServiceId;
use domain::Refusal;
use model::DeadlineUnit;
use model::calendar::TermUnit;
use std::sync::Arc;
use ui::{
    ClockDay, DayKind, HoursLeft, LegalClock, Link, Markup, PathStep, Published, Receipt, Tag, Tone, html,
};

/// An article as a link: its address and its words.
pub(crate) fn article(ask: &Ask<'_>, law: &LawView) -> (String, String) {
    let (id, article) = law.cite.split_once('/').unwrap_or((&law.cite, ""));
    let href = ask.to(To::Law(id, Some(article)));
    let text =
        ask.words.text_with("law-article", &[("law", (&law.law).into()), ("article", (&law.article).into())]);
    (href, text)
}

/// An article as a link.
pub(crate) fn article_link(ask: &Ask<'_>, law: &LawView) -> Markup {
    let (href, text) = article(ask, law);
    Link { href: &href, text: &text }.render()
}

/// The state under the version of its service that a case keeps.
pub(crate) fn running(ask: &Ask<'_>, view: &CaseView) -> Arc<Running> {
    let kept = ask.app().running_of(&ServiceId::new(&view.service), view.service_version);
    // What can't be read now is no reason to show no page: the version that runs is nearest.
    kept.unwrap_or_else(|_error| ask.app().running())
}

/// True while a case waits for its fee: the term that runs is the payer's, not the office's.
pub(crate) fn awaits_money(ask: &Ask<'_>, view: &CaseView) -> bool {
    let running = running(ask, view);
    let service = running.model().services.get(view.service.as_str());
    let state = service.and_then(|service| service.states.get(view.state.as_str()));
    let takes = state.is_some_and(|state| state.actions.values().any(|action| action.collect));
    takes && view.money.left.is_some()
}

/// The legal clock of a case, if a term runs.
pub(crate) fn clock(ask: &Ask<'_>, view: &CaseView) -> Markup {
    let Some(clock) = &view.clock else { return html! {} };
    if awaits_money(ask, view) {
        let until = [("date", (&clock.until_text).into())];
        return html! { p { (ask.words.text_with("clock-pay-until", &until)) } };
    }
    let Ok(deadline) = clock.until.parse() else { return html! {} };
    let running = running(ask, view);
    let model = running.model();
    let state =
        model.services.get(view.service.as_str()).and_then(|service| service.states.get(view.state.as_str()));
    let working = state
        .and_then(|state| state.deadline.as_ref())
        .is_none_or(|deadline| deadline.unit != DeadlineUnit::Days(TermUnit::CalendarDays));
    let today = ask.app().moment().today;
    let counted = |working_day: bool| working_day || !working;
    let days: Vec<ClockDay<'_>> = clock
        .days
        .iter()
        .filter_map(|day| {
            let date: base::Date = day.date.parse().ok()?;
            // A term in days begins on the next day; one in office hours counts this day's hours too.
            let kind = if day.date == clock.from && clock.hours.is_none() {
                DayKind::Start(clock.from == view.filed_on)
            } else if !counted(day.working) {
                let name = model.info.calendar.days_off.get(&date).map(|name| name.get(&ask.lang));
                DayKind::Off(name)
            } else if date == today {
                DayKind::Today
            } else if day.passed {
                DayKind::Past
            } else {
                DayKind::Ahead
            };
            Some(ClockDay { date, kind })
        })
        .collect();
    let ahead = days.iter().filter(|day| day.date > today && matches!(day.kind, DayKind::Ahead)).count();
    let left = if working { i64::from(clock.left) } else { i64::try_from(ahead).unwrap_or(i64::MAX) };
    let hours = clock.hours.as_ref();
    let hours = hours.map(|hours| HoursLeft { until: &clock.until_text, minutes: hours.minutes_left });
    html! {
        @if let Some(term) = &clock.term { p { (ask.words.text_with("case-term", &[("term", term.into())])) } }
        (LegalClock { id: "clock", days: &days, deadline, left, working, hours, paused: false }.render(ask.words))
    }
}

/// An act's receipt, with its path to the published root if there is one already.
pub(crate) fn receipt(ask: &Ask<'_>, receipt: &ReceiptView) -> Result<Markup, Stop> {
    let proof = match ask.app().proof(Log::Acts, receipt.first) {
        Ok(text) => Some(read_proof(&text)?),
        Err(AppError::Refused(refusals)) if refusals.contains(&Refusal::NotYetPublished) => None,
        Err(error) => return Err(error.into()),
    };
    let path: Vec<PathStep<'_>> = proof
        .iter()
        .flat_map(|proof| &proof.path)
        .map(|(before, hash)| PathStep { before: *before, hash })
        .collect();
    let address = format!("/api/v1/log/{}/proof", receipt.first);
    let published = proof.as_ref().map(|proof| Published {
        size: proof.size,
        root: &proof.root,
        path: &path,
        proof: &address,
    });
    let drawn = Receipt {
        first: receipt.first,
        count: receipt.count,
        leaf_hash: &receipt.leaf_hash,
        stored: receipt.at_text.as_deref().unwrap_or_default(),
        published,
    };
    Ok(drawn.render(ask.words))
}

/// A proof for drawing.
struct Proof {
    size: u64,
    root: String,
    /// From the leaf up: whether the sibling stands before, and its hash.
    path: Vec<(bool, String)>,
}

fn read_proof(text: &str) -> Result<Proof, Stop> {
    let broken = |what: String| Stop::from(Fault::Log(what));
    let proof = tlog::LogProof::parse(text.as_bytes()).map_err(|error| broken(error.to_string()))?;
    let point =
        tlog::Checkpoint::parse(proof.checkpoint.text()).map_err(|error| broken(error.to_string()))?;
    let sides = sides(proof.index, point.size(), proof.path.len());
    let path = sides.into_iter().zip(proof.path.iter().map(ToString::to_string)).collect();
    Ok(Proof { size: point.size(), root: point.root().to_string(), path })
}

/// For each step from leaf `index` of `size` leaves to the root: whether the sibling stands before (RFC 9162, 2.1.3.2).
fn sides(index: u64, size: u64, steps: usize) -> Vec<bool> {
    let (mut node, mut last) = (index, size.saturating_sub(1));
    let mut sides = Vec::with_capacity(steps);
    for _ in 0..steps {
        let before = node % 2 == 1 || node == last;
        sides.push(before);
        if before {
            while node % 2 == 0 && node != 0 {
                node /= 2;
                last /= 2;
            }
        }
        node /= 2;
        last /= 2;
    }
    sides
}

/// How a state looks beside its words.
pub(crate) fn tone(ask: &Ask<'_>, service: Option<&str>, state: &str, overdue: bool) -> Tone {
    use model::service::Favour;
    if overdue {
        return Tone::Bad;
    }
    match outcome(ask, service, state).map(|outcome| outcome.favour) {
        Some(Favour::For) => Tone::Good,
        Some(Favour::Against) => Tone::Bad,
        Some(Favour::Neutral | Favour::Moot) => Tone::Plain,
        None => Tone::Notice,
    }
}

/// What a case stands at, beside its heading: of an overdue one, that its term has passed.
pub(crate) fn state_tag(ask: &Ask<'_>, view: &CaseView) -> Markup {
    let late = ask.text("case-overdue");
    let text = if view.overdue { &late } else { &view.state_text };
    Tag { text, tone: tone(ask, Some(&view.service), &view.state, view.overdue) }.render()
}

/// That the term has passed, and since when.
pub(crate) fn overdue(ask: &Ask<'_>, view: &CaseView) -> Markup {
    html! {
        @if let Some(day) = &view.missed_text {
            p { (ask.words.text_with("case-overdue-since", &[("date", day.into())])) }
        }
        p { (ask.text("case-overdue-text")) }
    }
}

/// The outcome of this name; `None` while officials or the applicant work on a case.
fn outcome<'a>(ask: &'a Ask<'_>, service: Option<&str>, state: &str) -> Option<&'a model::service::Outcome> {
    let services = &ask.running.model().services;
    match service {
        Some(id) => services.get(id).and_then(|service| service.outcomes.get(state)),
        // A list names no service; the same name of a state means the same favour everywhere or nothing is said.
        None => services.values().find_map(|service| service.outcomes.get(state)),
    }
}

/// True once nothing is to be done with a case any more.
pub(crate) fn ended(ask: &Ask<'_>, view: &CaseView) -> bool {
    let running = running(ask, view);
    let service = running.model().services.get(view.service.as_str());
    service.is_some_and(|service| service.outcomes.contains_key(view.state.as_str()))
}

/// Cases in a list, without a personal field.
pub(crate) fn case_lines(ask: &Ask<'_>, lines: &[CaseLine], href: impl Fn(&str) -> String) -> Markup {
    html! {
        @for line in lines {
            article.km-task.km-late[line.overdue] {
                div {
                    h3.km-h3 {
                        a.km-link href=(href(&line.case)) { (line.title) } " "
                        (Tag { text: &line.state_text, tone: tone(ask, None, &line.state, line.overdue) }.render())
                    }
                    p.km-source { (ask.words.text_with("case-title", &[("number", (&line.case).into())])) }
                }
                div {
                    @if line.overdue { p { b { (ask.text("case-overdue")) } } }
                    p.km-source {
                        (ask.words.text_with("task-filed", &[("date", (&line.filed_text).into())]))
                        @if let Some(stands) = &line.stands { br; (stands) }
                        @else if let Some(due) = &line.due_text { br; (until(ask, line.due_minute, due)) }
                    }
                }
            }
        }
    }
}

/// Until when a term runs: a day, or a minute of it.
fn until(ask: &Ask<'_>, minute: bool, due: &str) -> String {
    if minute {
        return ask.words.text_with("clock-until-moment", &[("moment", due.into())]);
    }
    ask.words.text_with("clock-until", &[("date", due.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlog::{Hash, leaf_hash, node_hash};

    /// The path of every leaf of every small tree leads to its root when siblings stand where `sides` says.
    #[test]
    fn siblings_stand_where_the_root_needs_them() {
        for size in 1..=40_u64 {
            let leaves: Vec<Hash> = (0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect();
            let root = tlog::merkle_root(&leaves);
            for index in 0..size {
                let path = path_of(&leaves, usize::try_from(index).unwrap());
                let mut node = leaves[usize::try_from(index).unwrap()];
                for (before, sibling) in sides(index, size, path.len()).into_iter().zip(&path) {
                    node = if before { node_hash(*sibling, node) } else { node_hash(node, *sibling) };
                }
                assert_eq!(node, root, "{index} of {size}");
            }
        }
    }

    /// RFC 9162, 2.1.3.1, by its recursive words.
    fn path_of(leaves: &[Hash], index: usize) -> Vec<Hash> {
        if leaves.len() < 2 {
            return Vec::new();
        }
        let split = leaves.len().next_power_of_two() / 2;
        let (left, right) = leaves.split_at(split);
        let (mut path, sibling) =
            if index < split { (path_of(left, index), right) } else { (path_of(right, index - split), left) };
        path.push(tlog::merkle_root(sibling));
        path
    }
}
