//! The who-looked list: every read of a person's data, by whom, what, why, by which article.

use crate::mark::Sign;
use crate::part::Link;
use base::Date;
use i18n::Locale;
use maud::{Markup, html};

/// Who read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looker<'a> {
    /// The rules of a service, by machine.
    Rules {
        /// The service.
        service: &'a str,
    },
    /// An official.
    Official {
        /// The name.
        name: &'a str,
        /// Role and office.
        office: &'a str,
    },
    /// The person.
    Oneself,
}

/// One read.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// On which day.
    pub day: Date,
    /// At which hour and minute.
    pub time: (i8, i8),
    /// Who.
    pub who: Looker<'a>,
    /// Which register.
    pub register: &'a str,
    /// Which fields, named and listed.
    pub fields: &'a str,
    /// Why.
    pub purpose: &'a str,
    /// By which article.
    pub article: Option<Link<'a>>,
    /// In which case.
    pub case: Option<Link<'a>>,
    /// Where to ask about it.
    pub ask: Option<&'a str>,
}

/// The list, grouped by day.
#[derive(Clone, Copy, Debug)]
pub struct WhoLooked<'a> {
    /// The reads, the latest first.
    pub looks: &'a [Look<'a>],
}

impl WhoLooked<'_> {
    /// The list.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let days: Vec<&[Look<'_>]> = self.looks.chunk_by(|one, next| one.day == next.day).collect();
        html! {
            @if days.is_empty() { p.km-empty { (words.text("looked-empty")) } }
            @for looks in days {
                @if let Some(first) = looks.first() {
                    h3.km-day-head { time datetime=(first.day) { (words.date(first.day)) } }
                    ul.km-looks { @for look in looks { li { (look.render(words)) } } }
                }
            }
        }
    }
}

impl Look<'_> {
    fn render(&self, words: Locale<'_>) -> Markup {
        let (hour, minute) = self.time;
        let what = [("register", self.register.into()), ("fields", self.fields.into())];
        html! {
            (Sign::Eye.svg())
            div {
                p {
                    @match self.who {
                        Looker::Rules { service } => {
                            b { (words.text("looked-rules")) } " " (service)
                        }
                        Looker::Official { name, office } => { b { (name) } " " (office) }
                        Looker::Oneself => { b { (words.text("looked-oneself")) } }
                    }
                    time.km-time { (words.time(hour, minute)) }
                }
                p { (words.text_with("looked-what", &what)) }
                p.km-source {
                    (self.purpose)
                    @if let Some(article) = self.article { " · " (article.render()) }
                    @if let Some(case) = self.case { " · " (case.render()) }
                    @if let Some(ask) = self.ask { " · " a.km-link href=(ask) { (words.text("looked-ask")) } }
                }
            }
        }
    }
}
