//! Working days. The calendar is dated data of the state; terms in days are counted here, terms in office hours in
//! [`crate::hours`], and nowhere else.

use crate::hours::Hours;
use base::time::Weekday;
use base::{Date, LangText};
use std::collections::BTreeMap;

/// Weekend days, single days off or made working days, and opening hours.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Days of the week without work.
    pub weekend: Vec<Weekday>,
    /// Days off by date, with their names.
    pub days_off: BTreeMap<Date, LangText>,
    /// Days of a weekend on which state bodies work.
    pub worked_days: BTreeMap<Date, WorkedDay>,
    /// Opening hours of state bodies; empty if the state names none.
    pub hours: Hours,
}

/// A day that would be without work and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkedDay {
    /// The day of the week whose opening hours it has.
    pub like: Weekday,
    /// What the day is called.
    pub name: LangText,
}

/// What a term counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermUnit {
    /// Days on which state bodies work.
    WorkingDays,
    /// All days.
    CalendarDays,
}

/// How long someone has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// How many.
    pub days: u32,
    /// Of what.
    pub unit: TermUnit,
}

impl Calendar {
    /// Longest term, in days: a search over the calendar always ends.
    pub const TERM_DAYS_MAX: u32 = 3_660;

    /// True if state bodies work on this day.
    pub fn is_working(&self, day: Date) -> bool {
        self.worked_days.contains_key(&day)
            || (!self.weekend.contains(&day.weekday()) && !self.days_off.contains_key(&day))
    }

    /// The last day of a term that begins on the day after `from`. A term whose last calendar day is not a
    /// working day ends on the next working day. `None` beyond the calendar's range.
    pub fn last_day(&self, from: Date, term: Term) -> Option<Date> {
        let mut day = from;
        let mut left = term.days.min(Self::TERM_DAYS_MAX);
        while left > 0 {
            day = day.tomorrow().ok()?;
            if term.unit == TermUnit::CalendarDays || self.is_working(day) {
                left -= 1;
            }
        }
        let mut guard = 0;
        while !self.is_working(day) && guard < 366 {
            day = day.tomorrow().ok()?;
            guard += 1;
        }
        Some(day)
    }

    /// Working days from the day after `from` up to and including `to`; 0 if `to` is not later.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        self.left(from, to, TermUnit::WorkingDays)
    }

    /// Days of a term of this unit from the day after `from` up to and including `to`; 0 if `to` is not later.
    pub fn left(&self, from: Date, to: Date, unit: TermUnit) -> u32 {
        let mut day = from;
        let mut count = 0;
        for _ in 0..Self::TERM_DAYS_MAX {
            match day.tomorrow() {
                Ok(next) if next <= to => day = next,
                _ => break,
            }
            count += u32::from(unit == TermUnit::CalendarDays || self.is_working(day));
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let off = ["2026-05-01", "2026-05-04", "2026-05-05"]
            .iter()
            .map(|d| (d.parse().unwrap(), LangText::default()));
        let worked = WorkedDay { like: Weekday::Friday, name: LangText::default() };
        Calendar {
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            days_off: off.collect(),
            worked_days: [("2026-05-16".parse().unwrap(), worked)].into(),
            ..Calendar::default()
        }
    }

    #[test]
    fn terms_skip_what_is_not_a_working_day() {
        let table = [
            ("2026-04-27", 3, TermUnit::WorkingDays, "2026-04-30"),
            ("2026-04-29", 2, TermUnit::WorkingDays, "2026-05-06"),
            ("2026-04-28", 3, TermUnit::CalendarDays, "2026-05-06"),
            ("2026-04-28", 2, TermUnit::CalendarDays, "2026-04-30"),
            ("2026-05-14", 2, TermUnit::WorkingDays, "2026-05-16"),
            ("2026-05-14", 3, TermUnit::WorkingDays, "2026-05-18"),
        ];
        for (from, days, unit, last) in table {
            let end = calendar().last_day(from.parse().unwrap(), Term { days, unit }).unwrap();
            assert_eq!(end.to_string(), last, "{from} + {days}");
        }
        assert_eq!(
            calendar().working_days_between("2026-04-29".parse().unwrap(), "2026-05-06".parse().unwrap()),
            2
        );
    }
}
