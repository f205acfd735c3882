//! Lists: services, what happens next, figures, tables, pages of results.

use crate::part::{Link, Tag};
use i18n::Locale;
use maud::{Markup, html};

/// A service to be chosen.
#[derive(Clone, Copy, Debug)]
pub struct ServiceItem<'a> {
    /// Its page, by its name.
    pub link: Link<'a>,
    /// What it gives, in a sentence.
    pub summary: &'a str,
    /// A remark (a demonstration).
    pub tag: Option<Tag<'a>>,
}

/// Services to choose from.
#[derive(Clone, Copy, Debug)]
pub struct ServiceList<'a> {
    /// The services.
    pub items: &'a [ServiceItem<'a>],
    /// True under a heading of their own; otherwise the page's title is the heading above them.
    pub nested: bool,
}

impl ServiceList<'_> {
    /// The list.
    pub fn render(&self) -> Markup {
        html! {
            ul.km-services { @for item in self.items {
                @let name = html! { (item.link.render()) @if let Some(tag) = item.tag { " " (tag.render()) } };
                li {
                    @if self.nested { h3.km-h3 { (name) } } @else { h2.km-h3 { (name) } }
                    p { (item.summary) }
                }
            } }
        }
    }
}

/// What happens next, step by step, on a warm ground.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    /// The steps, in order.
    pub steps: &'a [&'a str],
}

impl Next<'_> {
    /// The steps with their heading.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        html! {
            section.km-next {
                h2.km-h2 { (words.text("next-heading")) }
                @match self.steps {
                    [only] => { p { (only) } }
                    steps => { ol { @for step in steps { li { (step) } } } }
                }
            }
        }
    }
}

/// A figure and what it counts.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// The number, shaped.
    pub number: &'a str,
    /// What it counts.
    pub label: &'a str,
    /// Something to be noticed (overdue cases).
    pub grave: bool,
}

/// A few figures beside each other.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// The figures.
    pub items: &'a [Figure<'a>],
}

impl Figures<'_> {
    /// The figures.
    pub fn render(&self) -> Markup {
        html! {
            dl.km-figures { @for item in self.items {
                div.km-grave-figure[item.grave] { dt { (item.label) } dd { (item.number) } }
            } }
        }
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableColumn<'a> {
    /// Its head.
    pub head: &'a str,
    /// Holds numbers.
    pub number: bool,
}

/// A table. On a narrow screen it scrolls by itself, not the page.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// What it shows.
    pub caption: &'a str,
    /// Columns; the first names the row.
    pub columns: &'a [TableColumn<'a>],
    /// Rows, a cell a column.
    pub rows: Vec<Vec<Markup>>,
    /// Said instead of the table if there is no row.
    pub empty: &'a str,
}

impl Table<'_> {
    /// The table.
    pub fn render(&self) -> Markup {
        let caption_id = format!("{}-caption", self.id);
        html! {
            @if self.rows.is_empty() {
                p.km-empty { (self.empty) }
            } @else {
                div.km-scroll role="region" tabindex="0" aria-labelledby=(caption_id) {
                    table.km-table id=(self.id) {
                        caption id=(caption_id) { (self.caption) }
                        thead { tr { @for column in self.columns {
                            th scope="col" class=[column.number.then_some("km-num")] { (column.head) }
                        } } }
                        tbody { @for row in &self.rows {
                            tr { @for (at, (cell, column)) in row.iter().zip(self.columns).enumerate() {
                                @if at == 0 { th scope="row" { (cell) } }
                                @else { td class=[column.number.then_some("km-num")] { (cell) } }
                            } }
                        } }
                    }
                }
            }
        }
    }
}

/// Pages of results.
#[derive(Clone, Copy, Debug)]
pub struct Pagination<'a> {
    /// The page before.
    pub previous: Option<&'a str>,
    /// The page after.
    pub next: Option<&'a str>,
    /// Which page it is, from 1.
    pub page: u32,
    /// Of how many.
    pub pages: u32,
}

impl Pagination<'_> {
    /// The links; nothing if there is one page.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let place =
            words.text_with("pages-place", &[("page", self.page.into()), ("pages", self.pages.into())]);
        html! {
            @if self.pages > 1 {
                nav.km-pages aria-label=(words.text("pages-label")) {
                    @if let Some(href) = self.previous { a.km-link rel="prev" href=(href) { (words.text("pages-previous")) } }
                    span { (place) }
                    @if let Some(href) = self.next { a.km-link rel="next" href=(href) { (words.text("pages-next")) } }
                }
            }
        }
    }
}
