//! The way of a case: a picture of states and actions, and the same as a table.

use crate::site::{Site, formula, state as state_text, table};
use app::view::term_by_law;
use base::StateName;
use bpmn::layout::{Edge, Layout, Rect, Size, layout};
use i18n::{Direction, Locale};
use model::service::{Action, Deadline, WorkState};
use model::{By, OnSilence, Queue, Service};
use std::collections::BTreeMap;
use ui::{Markup, html};

/// Letters in a line of a box.
const LINE: usize = 22;
/// The height of a line.
const LINE_HEIGHT: i32 = 17;
/// The width of a box.
const WIDTH: i32 = 176;

/// How a box looks.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    /// Where a case begins, and what rules do.
    Rules,
    /// A state in which somebody works.
    Work,
    /// What somebody may do, or time does.
    Action,
    /// A final state.
    End,
}

/// Boxes and ways between them.
#[derive(Default)]
struct Graph {
    boxes: Vec<(Look, Vec<String>)>,
    edges: Vec<Edge>,
}

impl Graph {
    fn add(&mut self, look: Look, text: &str) -> usize {
        self.boxes.push((look, wrap(text)));
        self.boxes.len() - 1
    }

    fn link(&mut self, from: usize, to: usize) {
        let edge = Edge { from, to, low: false };
        if !self.edges.contains(&edge) {
            self.edges.push(edge);
        }
    }
}

/// Where an action leads: back to the rules, or to a state.
pub(crate) fn target(action: &Action) -> Option<&StateName> {
    (!action.by_rules).then_some(&action.to)
}

/// Who works on a state, in words.
pub(crate) fn worker(site: &Site<'_>, words: Locale<'_>, state: &WorkState) -> String {
    match &state.queue {
        Queue::Role(role) => site.role(role).to_owned(),
        Queue::Applicant => words.text("docs-applicant"),
    }
}

/// What happens when a term passes, in words.
pub(crate) fn silence(site: &Site<'_>, words: Locale<'_>, deadline: &Deadline) -> String {
    match &deadline.on_silence {
        OnSilence::Escalate(role) => {
            words.text_with("docs-silence-escalate", &[("role", site.role(role).into())])
        }
        OnSilence::To(state) | OnSilence::Grant { to: state, .. } => {
            words.text_with("docs-silence-to", &[("state", state_text(words, state).into())])
        }
    }
}

/// The states into which an allowed appeal may send a case.
pub(crate) fn after_appeal<'m>(site: &Site<'m>, service: &'m Service) -> Vec<&'m StateName> {
    let heard = service.appeal.as_ref().and_then(|appeal| site.model().services.get(&appeal.service));
    let into = heard
        .iter()
        .flat_map(|heard| heard.outcomes.values())
        .filter_map(|outcome| outcome.attacked.as_ref());
    let mut known: Vec<&StateName> = into
        .filter(|state| service.states.contains_key(*state) || service.outcomes.contains_key(*state))
        .collect();
    known.sort();
    known.dedup();
    known
}

fn graph(site: &Site<'_>, words: Locale<'_>, service: &Service) -> Graph {
    let mut graph = Graph::default();
    let rules = graph.add(Look::Rules, &words.text("docs-rules-decide"));
    let mut at: BTreeMap<&StateName, usize> = BTreeMap::new();
    for name in service.states.keys() {
        at.insert(name, graph.add(Look::Work, &state_text(words, name)));
    }
    for name in service.outcomes.keys() {
        at.insert(name, graph.add(Look::End, &state_text(words, name)));
    }
    for branch in &service.decide {
        if let Some(to) = at.get(&branch.then) {
            graph.link(rules, *to);
        }
    }
    if let Some(to) = service.fee.as_ref().and_then(|fee| at.get(&fee.wait)) {
        graph.link(rules, *to);
    }
    let appealed = after_appeal(site, service);
    if !appealed.is_empty() {
        let own = graph.add(Look::Rules, &words.text("docs-appeal-allowed"));
        for to in appealed.into_iter().filter_map(|state| at.get(state)) {
            graph.link(own, *to);
        }
    }
    for (name, state) in &service.states {
        let Some(from) = at.get(name).copied() else { continue };
        for action in state.actions.values() {
            let own = graph.add(Look::Action, &words.text(&format!("action-{}", action.id)));
            graph.link(from, own);
            let to = target(action).map_or(Some(rules), |to| at.get(to).copied());
            if let Some(to) = to {
                graph.link(own, to);
            }
        }
        if let Some(deadline) = &state.deadline {
            let own = graph.add(Look::Action, &silence(site, words, deadline));
            graph.link(from, own);
            let to = match &deadline.on_silence {
                OnSilence::Escalate(_) => Some(from),
                OnSilence::To(to) | OnSilence::Grant { to, .. } => at.get(to).copied(),
            };
            if let Some(to) = to {
                graph.link(own, to);
            }
        }
    }
    graph
}

/// The picture. Whoever cannot see it reads the table below.
pub(crate) fn picture(site: &Site<'_>, words: Locale<'_>, service: &Service, title: &str) -> Markup {
    let graph = graph(site, words, service);
    let height = |lines: &Vec<String>| i32::try_from(lines.len()).unwrap_or(1) * LINE_HEIGHT + 18;
    let sizes: Vec<Size> = graph.boxes.iter().map(|(_, lines)| Size { w: WIDTH, h: height(lines) }).collect();
    let made = layout(&sizes, &graph.edges);
    let Layout { boxes, paths, width, height } = &made;
    // In a language written from right to left a case goes from right to left too.
    let flip = words.direction() == Direction::Rtl;
    let place = |x: i32, w: i32| if flip { width - x - w } else { x };
    html! {
        div.km-scroll role="region" tabindex="0" aria-labelledby="picture-title" {
            svg role="img" aria-labelledby="picture-title" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) font-size="14" fill="none" stroke="currentColor" {
                title id="picture-title" { (words.text_with("docs-picture", &[("service", title.into())])) }
                defs { marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" {
                    path d="M0 0L8 4L0 8z" fill="currentColor" stroke="none" {}
                } }
                @for path in paths {
                    polyline marker-end="url(#arrow)" points=(points(path, place)) {}
                }
                @for ((look, lines), rect) in graph.boxes.iter().zip(boxes) {
                    (shape(*look, lines, Rect { x: place(rect.x, rect.w), ..*rect }))
                }
            }
        }
    }
}

fn points(path: &[(i32, i32)], place: impl Fn(i32, i32) -> i32) -> String {
    path.iter().map(|(x, y)| format!("{},{y}", place(*x, 0))).collect::<Vec<_>>().join(" ")
}

fn shape(look: Look, lines: &[String], at: Rect) -> Markup {
    let (round, wide) = match look {
        Look::Rules => (0, "1.5"),
        Look::Work => (6, "1.5"),
        Look::Action => (at.h / 2, "1"),
        Look::End => (6, "4"),
    };
    html! {
        rect x=(at.x) y=(at.y) width=(at.w) height=(at.h) rx=(round) stroke-width=(wide) {}
        text fill="currentColor" stroke="none" text-anchor="middle" {
            @for (line, y) in lines.iter().zip((at.y + 21..).step_by(17)) { tspan x=(at.x + at.w / 2) y=(y) { (line) } }
        }
    }
}

/// A text in lines.
fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The same as a table: a row for each action, and one for each term that may pass.
pub(crate) fn table_of(site: &Site<'_>, words: Locale<'_>, service: &Service) -> Markup {
    let mut rows = Vec::new();
    for (name, state) in &service.states {
        let own = state_text(words, name);
        for action in state.actions.values() {
            let by = match action.by {
                By::Officer => worker(site, words, state),
                By::Applicant => words.text("docs-applicant"),
            };
            let to =
                target(action).map_or_else(|| words.text("docs-rules-decide"), |to| state_text(words, to));
            rows.push(vec![
                html! { (own) },
                html! { (by) },
                html! { (words.text(&format!("action-{}", action.id))) @if let Some(when) = &action.when { " " (formula(&when.text)) } },
                html! { (to) },
            ]);
        }
        if let Some(deadline) = &state.deadline {
            let term = term_by_law(site.running, site.on, &deadline.length, deadline.unit, &words);
            rows.push(vec![
                html! { (own) },
                html! { (words.text("docs-time")) },
                html! { @match &term { Some(term) => { (term) } None => { (formula(&deadline.length.text)) } } },
                html! {
                    (silence(site, words, deadline))
                    @if let OnSilence::Grant { law, .. } = &deadline.on_silence { " " (site.article(words, law)) }
                },
            ]);
        }
    }
    if let Some(fee) = &service.fee {
        rows.push(vec![
            html! { (words.text("docs-filed")) },
            html! { (words.text("docs-rules-decide")) },
            html! { (words.text("docs-fee-unpaid")) },
            html! { (state_text(words, &fee.wait)) },
        ]);
    }
    for state in after_appeal(site, service) {
        rows.push(vec![
            html! { (words.text("docs-appeal")) },
            html! { "–" },
            html! { (words.text("docs-appeal-allowed")) },
            html! { (state_text(words, state)) },
        ]);
    }
    let heads = ["docs-state", "docs-who", "docs-action", "docs-leads-to"];
    table(words, "way-table", &words.text("docs-way"), &heads, rows)
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_hold_what_fits_and_long_words_stand_alone() {
        assert_eq!(wrap("one two"), ["one two"]);
        assert_eq!(wrap("twenty letters in one and more"), ["twenty letters in one", "and more"]);
        assert_eq!(wrap("a aworddefinitelylongerthanaline b"), ["a", "aworddefinitelylongerthanaline", "b"]);
    }
}
