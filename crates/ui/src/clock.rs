//! The legal clock: a row of days, paused ones marked, and beside it the same as a sentence and a table.

use crate::mark::Sign;
use base::Date;
use i18n::Locale;
use maud::{Markup, html};

/// What a day of the clock is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// The day from which a term in days runs, which is not counted; true if it is the day of filing.
    Start(bool),
    /// A counted day that has passed.
    Past,
    /// The present day, counted.
    Today,
    /// A counted day to come.
    Ahead,
    /// Not counted: weekend or holiday, which may have a name.
    Off(Option<&'a str>),
    /// Not counted because the clock stands still, and why.
    Paused(&'a str),
}

impl DayKind<'_> {
    fn class(self) -> &'static str {
        match self {
            Self::Start(_) => "km-off",
            Self::Past => "km-past",
            Self::Today => "km-today",
            Self::Ahead => "km-ahead",
            Self::Off(_) => "km-off",
            Self::Paused(_) => "km-paused",
        }
    }

    fn counted(self) -> bool {
        matches!(self, Self::Past | Self::Today | Self::Ahead)
    }
}

/// A day of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockDay<'a> {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: DayKind<'a>,
}

/// The clock of a term.
#[derive(Clone, Copy, Debug)]
pub struct LegalClock<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Every day from the start of the term to its end (and to today, if that is later). None: only the sentence.
    pub days: &'a [ClockDay<'a>],
    /// The last day.
    pub deadline: Date,
    /// Counted days left; zero on the last day, negative when overdue.
    pub left: i64,
    /// Working days are counted (else calendar days).
    pub working: bool,
    /// For a term in office hours: what is said instead of days.
    pub hours: Option<HoursLeft<'a>>,
    /// It stands still now.
    pub paused: bool,
}

/// How long a term in office hours still runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoursLeft<'a> {
    /// The moment at which it ends, in words.
    pub until: &'a str,
    /// Minutes of opening hours left.
    pub minutes: u32,
}

impl LegalClock<'_> {
    /// The clock.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let late = self.left < 0 && !self.paused;
        let sign = if self.paused {
            Sign::Pause
        } else if late {
            Sign::Warning
        } else {
            Sign::Clock
        };
        let until = match self.hours {
            Some(hours) => words.text_with("clock-until-moment", &[("moment", hours.until.into())]),
            None => words.text_with("clock-until", &[("date", words.date(self.deadline).into())]),
        };
        html! {
            div.km-clock.km-late[late] {
                p.km-clock-words {
                    (sign.svg())
                    span {
                        b { (self.sentence(words)) } " "
                        span { (until) }
                    }
                }
                @if !self.days.is_empty() {
                    (self.row(words))
                    details.km-details { summary { (words.text("clock-table")) } div { (self.table(words)) } }
                }
            }
        }
    }

    /// How many days or hours are left, in words.
    fn sentence(&self, words: Locale<'_>) -> String {
        if self.paused {
            return words.text("clock-paused");
        }
        if let Some(HoursLeft { minutes, .. }) = self.hours {
            let (hours, minutes) = ((minutes / 60).to_string(), (minutes % 60).to_string());
            let left = [("hours", hours.into()), ("minutes", minutes.into())];
            return words.text_with("clock-left-hours", &left);
        }
        let days = [("days", self.left.saturating_abs().into())];
        match (self.left, self.working) {
            (0, _) => words.text("clock-today"),
            (1.., true) => words.text_with("clock-left-working", &days),
            (1.., false) => words.text_with("clock-left", &days),
            (_, true) => words.text_with("clock-over-working", &days),
            (_, false) => words.text_with("clock-over", &days),
        }
    }

    /// The row of days: for the eye only, since the table says the same.
    fn row(&self, words: Locale<'_>) -> Markup {
        let before = std::iter::once(None).chain(self.days.iter().map(|day| Some(day.date)));
        html! {
            ol.km-days aria-hidden="true" { @for (day, before) in self.days.iter().zip(before) {
                @if before.is_none_or(|before| before.month() != day.date.month()) {
                    li.km-month { (words.month(day.date)) }
                }
                li class={ "km-day " (day.kind.class()) @if day.date == self.deadline { " km-last" } } {
                    span { (day.date.day()) }
                }
            } }
        }
    }

    fn table(&self, words: Locale<'_>) -> Markup {
        let mut number = 0_i64;
        let days = self.days.iter().map(|day| {
            number += i64::from(day.kind.counted());
            (day, number)
        });
        html! {
            table.km-table id=(self.id) {
                caption.km-hidden { (words.text("clock-caption")) }
                thead { tr { th scope="col" { (words.text("clock-day")) } th scope="col" { (words.text("clock-what")) } } }
                tbody { @for (day, number) in days {
                    tr {
                        th scope="row" {
                            time datetime=(day.date) { (words.date(day.date)) } ", " (words.weekday(day.date))
                        }
                        td { (what(day.kind, number, words)) @if day.date == self.deadline { " " (words.text("clock-last")) } }
                    }
                } }
            }
        }
    }
}

/// What a day is, in words.
fn what(kind: DayKind<'_>, number: i64, words: Locale<'_>) -> String {
    let number = [("number", number.into())];
    match kind {
        DayKind::Start(true) => words.text("clock-filed"),
        DayKind::Start(false) => words.text("clock-start"),
        DayKind::Past => words.text_with("clock-past", &number),
        DayKind::Today => words.text_with("clock-now", &number),
        DayKind::Ahead => words.text_with("clock-ahead", &number),
        DayKind::Off(None) => words.text("clock-off"),
        DayKind::Off(Some(name)) => words.text_with("clock-off-named", &[("name", name.into())]),
        DayKind::Paused(why) => words.text_with("clock-paused-day", &[("why", why.into())]),
    }
}
