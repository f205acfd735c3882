//! Parts of the workbench: a case as a card, claim and registers and trace side by side, what happened so far.

use crate::decision::{Trace, TraceLine};
use crate::mark::Sign;
use crate::part::Tag;
use crate::summary::{Row, SummaryList};
use base::Date;
use i18n::Locale;
use maud::{Markup, html};

/// A case in a list. It shows no personal field: those are read in the case, where the read is logged.
#[derive(Clone, Copy, Debug)]
pub struct TaskCard<'a> {
    /// The case's page.
    pub href: &'a str,
    /// Its number.
    pub number: &'a str,
    /// The service.
    pub service: &'a str,
    /// Its state.
    pub state: Tag<'a>,
    /// When it was filed.
    pub filed_on: Date,
    /// The last day, if it has a term.
    pub deadline: Option<Date>,
    /// Working days left; negative when overdue.
    pub left: Option<i64>,
    /// Why it is with a person.
    pub why: Option<&'a str>,
}

impl TaskCard<'_> {
    /// The card.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let late = self.left.is_some_and(|left| left < 0);
        html! {
            article.km-task.km-late[late] {
                div {
                    h3.km-h3 { a.km-link href=(self.href) { (self.number) } " " (self.state.render()) }
                    p { (self.service) }
                    @if let Some(why) = self.why { p.km-source { (why) } }
                }
                div {
                    @if let Some(left) = self.left {
                        p.km-clock-words {
                            (if late { Sign::Warning } else { Sign::Clock }.svg()) b { (left_words(left, words)) }
                        }
                    }
                    p.km-source {
                        (words.text_with("task-filed", &[("date", words.date(self.filed_on).into())]))
                        @if let Some(deadline) = self.deadline {
                            br; (words.text_with("clock-until", &[("date", words.date(deadline).into())]))
                        }
                    }
                }
            }
        }
    }
}

fn left_words(left: i64, words: Locale<'_>) -> String {
    let days = [("days", left.saturating_abs().into())];
    match left {
        0 => words.text("clock-today"),
        1.. => words.text_with("clock-left-working", &days),
        _ => words.text_with("clock-over-working", &days),
    }
}

/// What was claimed, what registers say, and what the rules made of it, side by side.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// The applicant's answers.
    pub claim: &'a [Row<'a>],
    /// Values from registers.
    pub registers: &'a [Row<'a>],
    /// The rules applied.
    pub trace: &'a [TraceLine<'a>],
}

impl Columns<'_> {
    /// The three columns; on a narrow screen one below the other.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        html! {
            div.km-columns {
                section aria-labelledby="column-claim" {
                    h2.km-h3 #column-claim { (words.text("column-claim")) }
                    (list_or_empty(self.claim, words))
                }
                section aria-labelledby="column-registers" {
                    h2.km-h3 #column-registers { (words.text("column-registers")) }
                    (list_or_empty(self.registers, words))
                }
                section aria-labelledby="column-trace" {
                    h2.km-h3 #column-trace { (words.text("column-trace")) }
                    (Trace { lines: self.trace }.render())
                }
            }
        }
    }
}

fn list_or_empty(rows: &[Row<'_>], words: Locale<'_>) -> Markup {
    html! {
        @if rows.is_empty() { p.km-empty { (words.text("column-empty")) } }
        @else { (SummaryList { rows }.render(words)) }
    }
}

/// Something that happened to a case.
#[derive(Clone, Copy, Debug)]
pub struct HistoryItem<'a> {
    /// When, in words.
    pub when: &'a str,
    /// What.
    pub what: &'a str,
    /// By whom.
    pub who: Option<&'a str>,
    /// More about it.
    pub note: Option<&'a str>,
}

/// What happened to a case, the latest last.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// The events.
    pub items: &'a [HistoryItem<'a>],
}

impl History<'_> {
    /// The list.
    pub fn render(&self) -> Markup {
        html! {
            ol.km-history { @for item in self.items {
                li {
                    p { b { (item.what) } @if let Some(who) = item.who { " " span { (who) } } }
                    @if let Some(note) = item.note { p { (note) } }
                    p.km-source { (item.when) }
                }
            } }
        }
    }
}
