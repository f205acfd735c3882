//! Values with where they come from: known to a register since a day, or answered by the person.

use base::Date;
use i18n::Locale;
use maud::{Markup, html};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source<'a> {
    /// Not said.
    #[default]
    Unsaid,
    /// The reader's own answer ("your answer"; where an officer reads, leave it unsaid).
    Answer,
    /// A register.
    Register {
        /// Its title.
        title: &'a str,
        /// Since when the record says so.
        since: Date,
    },
}

impl Source<'_> {
    /// In words, or nothing.
    pub(crate) fn render(self, words: Locale<'_>) -> Markup {
        html! {
            @match self {
                Self::Unsaid => {}
                Self::Answer => { span.km-source { (words.text("source-answer")) } }
                Self::Register { title, since } => {
                    // What holds from the first day there is has no day worth naming.
                    span.km-source { @if since.year() <= 1 { (title) } @else {
                        (words.text_with("source-register", &[("register", title.into()), ("date", words.date(since).into())]))
                    } }
                }
            }
        }
    }
}

/// A value with its name.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// Its name.
    pub key: &'a str,
    /// The value; text is escaped by `html! { (text) }`.
    pub value: Markup,
    /// Where it comes from.
    pub source: Source<'a>,
    /// Where it is changed.
    pub change: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// A value that is text.
    pub fn text(key: &'a str, value: &str, source: Source<'a>) -> Self {
        Self { key, value: html! { (value) }, source, change: None }
    }
}

/// A list of values.
#[derive(Clone, Copy, Debug)]
pub struct SummaryList<'a> {
    /// The values.
    pub rows: &'a [Row<'a>],
}

impl SummaryList<'_> {
    /// The list.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        html! {
            dl.km-summary { @for row in self.rows {
                div {
                    dt { (row.key) }
                    dd { (row.value) (row.source.render(words)) }
                    @if let Some(href) = row.change {
                        dd.km-change {
                            a.km-link href=(href) { (words.text("change")) span.km-hidden { ": " (row.key) } }
                        }
                    }
                }
            } }
        }
    }
}
