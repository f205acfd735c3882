//! Opening hours of state bodies, and terms that run only while they are open.
//!
//! Hours are dated data: lines by weekday, each with the first day on which it holds. An office may have its own, its
//! agency may, and the state has those of everyone else. Everything is counted in minutes of the wall clock.

use crate::calendar::Calendar;
use base::time::{DateTime, TimeZone, Weekday};
use base::{Date, Instant};

/// Minutes of a day.
pub const DAY_MINUTES: u16 = 24 * 60;

/// Opening hours, as dated lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours(pub Vec<HoursLine>);

/// On some days of the week, from some day on: open in these spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursLine {
    /// The first day on which it holds.
    pub from: Date,
    /// The first day on which it no longer holds.
    pub until: Option<Date>,
    /// On which days of the week.
    pub days: Vec<Weekday>,
    /// When it is open, in order: minutes of the day, the end not later than [`DAY_MINUTES`].
    pub spans: Vec<(u16, u16)>,
}

impl HoursLine {
    /// True if the line holds on a day, whatever day of the week it is.
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// A minute of the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minute {
    /// The day.
    pub day: Date,
    /// Minutes since its midnight, at most [`DAY_MINUTES`].
    pub of_day: u16,
}

impl Minute {
    /// The first full minute that is not before a point in time. `None` beyond the calendar's range.
    pub fn not_before(at: Instant, zone: &TimeZone) -> Option<Self> {
        let civil = at.civil(zone);
        let begun = u16::from(civil.second() != 0 || civil.subsec_nanosecond() != 0);
        let of_day = of_civil(civil)?.checked_add(begun)?;
        if of_day < DAY_MINUTES {
            return Some(Self { day: civil.date(), of_day });
        }
        Some(Self { day: civil.date().tomorrow().ok()?, of_day: 0 })
    }

    /// The point in time. `None` beyond the calendar's range.
    pub fn instant(self, zone: &TimeZone) -> Option<Instant> {
        if self.of_day >= DAY_MINUTES {
            return Instant::start_of(self.day.tomorrow().ok()?, zone);
        }
        let hour = i8::try_from(self.of_day / 60).ok()?;
        let minute = i8::try_from(self.of_day % 60).ok()?;
        Instant::of_civil(self.day.at(hour, minute, 0, 0), zone)
    }
}

fn of_civil(civil: DateTime) -> Option<u16> {
    Some(u16::try_from(civil.hour()).ok()? * 60 + u16::try_from(civil.minute()).ok()?)
}

/// When one office is open.
#[derive(Clone, Debug)]
pub struct Opening<'m> {
    calendar: &'m Calendar,
    /// The office's own hours, its agency's, the state's: the first that say something of a day say all of it.
    layers: Vec<&'m Hours>,
}

impl<'m> Opening<'m> {
    /// The hours of an office: its own or its agency's, nearest first, and the state's behind them.
    pub fn new(calendar: &'m Calendar, own: impl IntoIterator<Item = &'m Hours>) -> Self {
        Self { calendar, layers: own.into_iter().chain([&calendar.hours]).collect() }
    }

    /// When the office is open on a day, in order; nothing on days off, and where no line holds.
    pub fn on(&self, day: Date) -> &'m [(u16, u16)] {
        let calendar = self.calendar;
        if calendar.days_off.contains_key(&day) {
            return &[];
        }
        let weekday = calendar.worked_days.get(&day).map_or(day.weekday(), |worked| worked.like);
        let layer = self.layers.iter().find(|hours| hours.0.iter().any(|line| line.holds(day)));
        layer
            .and_then(|hours| hours.0.iter().find(|line| line.holds(day) && line.days.contains(&weekday)))
            .map_or(&[], |line| line.spans.as_slice())
    }

    /// The minute in which so many open minutes have passed since `from`: never outside opening hours, at the latest
    /// at closing time. `None` if the office is not open so long within [`Calendar::TERM_DAYS_MAX`] days.
    pub fn end(&self, from: Minute, minutes: u32) -> Option<Minute> {
        let mut left = minutes;
        let (mut day, mut floor) = (from.day, from.of_day);
        for _ in 0..Calendar::TERM_DAYS_MAX {
            for (opens, closes) in self.on(day) {
                let opens = (*opens).max(floor);
                let length = u32::from(closes.saturating_sub(opens));
                if length > 0 && left <= length {
                    return Some(Minute { day, of_day: opens + u16::try_from(left).ok()? });
                }
                left -= length;
            }
            day = day.tomorrow().ok()?;
            floor = 0;
        }
        None
    }

    /// Open minutes between two minutes; 0 if `to` is not later.
    pub fn between(&self, from: Minute, to: Minute) -> u32 {
        let (mut day, mut floor) = (from.day, from.of_day);
        let mut sum: u32 = 0;
        for _ in 0..=Calendar::TERM_DAYS_MAX {
            if day > to.day {
                break;
            }
            let ceiling = if day == to.day { to.of_day } else { DAY_MINUTES };
            for (opens, closes) in self.on(day) {
                let (opens, closes) = ((*opens).max(floor), (*closes).min(ceiling));
                sum = sum.saturating_add(u32::from(closes.saturating_sub(opens)));
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            floor = 0;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkedDay;
    use base::LangText;
    use proptest::prelude::*;

    const WEEK: [Weekday; 5] =
        [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

    fn line(from: &str, until: Option<&str>, days: &[Weekday], spans: &[(u16, u16)]) -> HoursLine {
        HoursLine {
            from: from.parse().unwrap(),
            until: until.map(|until| until.parse().unwrap()),
            days: days.to_vec(),
            spans: spans.to_vec(),
        }
    }

    /// From nine to six with an hour at noon; shorter in the summer of 2026; a holiday, and a Saturday worked as a Friday.
    fn calendar() -> Calendar {
        let summer = ("2026-06-01", "2026-09-01");
        let hours = Hours(vec![
            line("2020-01-01", Some(summer.0), &WEEK, &[(540, 720), (780, 1080)]),
            line(summer.0, Some(summer.1), &WEEK, &[(480, 900)]),
            line(summer.1, None, &WEEK, &[(540, 720), (780, 1080)]),
        ]);
        let worked = WorkedDay { like: Weekday::Friday, name: LangText::default() };
        Calendar {
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            days_off: [("2026-08-31".parse().unwrap(), LangText::default())].into(),
            worked_days: [("2026-09-05".parse().unwrap(), worked)].into(),
            hours,
        }
    }

    fn minute(text: &str) -> Minute {
        let at: DateTime = text.parse().unwrap();
        Minute { day: at.date(), of_day: of_civil(at).unwrap() }
    }

    #[test]
    fn office_hours_run_only_while_the_office_is_open() {
        let calendar = calendar();
        let opening = Opening::new(&calendar, []);
        let table = [
            ("2026-11-23T10:00", 180, "2026-11-23T14:00"),
            ("2026-11-23T09:00", 180, "2026-11-23T12:00"),
            ("2026-11-23T12:00", 1, "2026-11-23T13:01"),
            ("2026-11-20T16:30", 180, "2026-11-23T10:30"),
            ("2026-11-21T03:00", 60, "2026-11-23T10:00"),
            // the last minutes of summer hours, and a holiday between
            ("2026-08-28T14:00", 120, "2026-09-01T10:00"),
            // a Saturday worked as a Friday
            ("2026-09-04T17:30", 60, "2026-09-05T09:30"),
        ];
        for (from, minutes, end) in table {
            assert_eq!(opening.end(minute(from), minutes), Some(minute(end)), "{from} + {minutes}");
            assert_eq!(opening.between(minute(from), minute(end)), minutes, "{from} to {end}");
        }
        let never = Calendar::default();
        assert_eq!(Opening::new(&never, []).end(minute("2026-11-23T10:00"), 1), None);
    }

    #[test]
    fn an_office_s_own_hours_replace_the_state_s_while_they_hold() {
        let calendar = calendar();
        let own = Hours(vec![line("2026-11-01", Some("2026-12-01"), &[Weekday::Saturday], &[(600, 660)])]);
        let opening = Opening::new(&calendar, [&own]);
        // in November only on Saturdays, afterwards as everyone
        assert_eq!(opening.end(minute("2026-11-23T10:00"), 90), Some(minute("2026-12-01T09:30")));
    }

    proptest! {
        #[test]
        fn a_term_ends_in_opening_hours_grows_with_its_start_and_adds_up(
            day in 0_i64..900, of_day in 0_u16..1440, later in 0_u32..4_000, a in 1_u32..3_000, b in 1_u32..3_000,
        ) {
            let calendar = calendar();
            let opening = Opening::new(&calendar, []);
            let zone = TimeZone::get("Asia/Tokyo").unwrap();
            let first = Instant::parse("2026-01-01", &zone).unwrap();
            let start = first.plus_seconds(day * 86_400 + i64::from(of_day) * 60);
            let start = Minute::not_before(start, &zone).unwrap();
            let end = opening.end(start, a).unwrap();
            prop_assert!(opening.on(end.day).iter().any(|(opens, closes)| (*opens..=*closes).contains(&end.of_day)));
            prop_assert_eq!(opening.between(start, end), a);
            let halves = opening.end(end, b);
            prop_assert_eq!(halves, opening.end(start, a + b));
            let moved = start.instant(&zone).unwrap().plus_seconds(i64::from(later) * 60);
            prop_assert!(opening.end(Minute::not_before(moved, &zone).unwrap(), a).unwrap() >= end);
        }
    }
}
