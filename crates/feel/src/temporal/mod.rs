//! Civil dates, times and durations as DMN chapter 10.3.2.3 defines them: proleptic Gregorian calendar, years from
//! -999,999,999 to 999,999,999, nanoseconds, offsets and named time zones. No clock is read here.

mod duration;
mod text;
mod zone;

pub use duration::{DayTimeDuration, YearMonthDuration};
pub use text::ParseTemporalError;
pub(crate) use text::{parse_date, parse_date_time, parse_duration, parse_temporal, parse_time};
pub use zone::Zone;

/// Nanoseconds of a day.
pub(crate) const DAY_NANOS: i128 = 86_400_000_000_000;
/// Nanoseconds of a second.
pub(crate) const SECOND_NANOS: u64 = 1_000_000_000;
/// The largest year either way.
pub const YEAR_MAX: i32 = 999_999_999;

/// A civil date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// A time of day, perhaps with an offset or a named zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    /// Nanoseconds since midnight.
    nanos: u64,
    zone: Option<Zone>,
}

/// A date with a time of day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DateTime {
    /// The civil date.
    pub date: Date,
    /// The time of that day.
    pub time: Time,
}

/// Days of a month.
pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// A date that exists; `None` otherwise.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let valid = (-YEAR_MAX..=YEAR_MAX).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        valid.then_some(Self { year, month, day })
    }

    /// The year, negative before the year zero.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        // years begin in March here, so that the leap day comes last
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_shifted = (month + 9) % 12;
        let day_of_year = (153 * month_shifted + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The date that many days after 1970-01-01; `None` outside the calendar.
    pub fn from_days(days: i64) -> Option<Self> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_shifted + 2) / 5 + 1;
        let month = if month_shifted < 10 { month_shifted + 3 } else { month_shifted - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Self::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Day of the week: Monday is 1, Sunday is 7.
    pub fn weekday(self) -> u8 {
        u8::try_from((self.days() + 3).rem_euclid(7) + 1).unwrap_or(1)
    }

    /// Day of the year, 1 to 366.
    pub fn day_of_year(self) -> u16 {
        let first = Self { month: 1, day: 1, ..self };
        u16::try_from(self.days() - first.days() + 1).unwrap_or(1)
    }

    /// Week of the year by ISO 8601: the week belongs to the year of its Thursday.
    pub fn week_of_year(self) -> u8 {
        let thursday = self.days() + 4 - i64::from(self.weekday());
        let day = Self::from_days(thursday).map_or(self.day_of_year(), Self::day_of_year);
        u8::try_from((day - 1) / 7 + 1).unwrap_or(1)
    }

    /// The date some months later; the day is cut to the length of the month reached.
    pub fn add_months(self, months: i64) -> Option<Self> {
        let index = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = i32::try_from(index.div_euclid(12)).ok()?;
        let month = u8::try_from(index.rem_euclid(12) + 1).ok()?;
        Self::new(year, month, self.day.min(days_in_month(year, month)))
    }

    /// Whole months from this date to a later one (negative to an earlier one), cut toward zero.
    pub fn months_until(self, to: Self) -> i64 {
        let index = |date: Self| i64::from(date.year) * 12 + i64::from(date.month);
        let months = index(to) - index(self);
        if months > 0 && to.day < self.day {
            months - 1
        } else if months < 0 && to.day > self.day {
            months + 1
        } else {
            months
        }
    }

    /// The date shifted by a duration: counted from midnight, the time of day reached is dropped.
    pub fn add_duration(self, duration: DayTimeDuration) -> Option<Self> {
        let days = duration.nanos().div_euclid(DAY_NANOS);
        Self::from_days(self.days().checked_add(i64::try_from(days).ok()?)?)
    }
}

impl Time {
    /// A time of day from nanoseconds since midnight; `None` from 24 hours on.
    pub fn from_nanos(nanos: u64, zone: Option<Zone>) -> Option<Self> {
        (i128::from(nanos) < DAY_NANOS).then_some(Self { nanos, zone })
    }

    /// A time of day; `None` when a part is out of range.
    pub fn new(hour: u8, minute: u8, second: u8, nanos: u32, zone: Option<Zone>) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let seconds = (u64::from(hour) * 60 + u64::from(minute)) * 60 + u64::from(second);
        Self::from_nanos(seconds * SECOND_NANOS + u64::from(nanos), zone)
    }

    /// Nanoseconds since midnight.
    pub fn nanos(&self) -> u64 {
        self.nanos
    }

    /// The offset or zone, when there is one.
    pub fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    /// Whole seconds since midnight.
    pub(crate) fn seconds(&self) -> u64 {
        self.nanos / SECOND_NANOS
    }

    /// The hour, 0 to 23.
    pub fn hour(&self) -> u8 {
        u8::try_from(self.seconds() / 3600).unwrap_or(0)
    }

    /// The minute, 0 to 59.
    pub fn minute(&self) -> u8 {
        u8::try_from(self.seconds() / 60 % 60).unwrap_or(0)
    }

    /// The second, 0 to 59.
    pub fn second(&self) -> u8 {
        u8::try_from(self.seconds() % 60).unwrap_or(0)
    }

    /// Seconds east of UTC. A time alone has no date, so a named zone is asked for 1970-01-01.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.zone.as_ref().map(|zone| zone.offset_at(Date { year: 1970, month: 1, day: 1 }, self.nanos))
    }

    /// Nanoseconds since midnight UTC where there is a zone, since local midnight where there is none; with it,
    /// whether there was one. Values of different kinds do not compare.
    pub(crate) fn instant(&self) -> (bool, i128) {
        let offset = self.offset_seconds();
        let shift = i128::from(offset.unwrap_or(0)) * i128::from(SECOND_NANOS);
        (offset.is_some(), i128::from(self.nanos) - shift)
    }

    /// The time shifted around the clock.
    #[must_use]
    pub fn add_duration(&self, duration: DayTimeDuration) -> Self {
        let nanos = (i128::from(self.nanos) + duration.nanos()).rem_euclid(DAY_NANOS);
        Self { nanos: u64::try_from(nanos).unwrap_or(0), zone: self.zone.clone() }
    }
}

impl DateTime {
    /// Midnight of a date, without a zone.
    pub fn midnight(date: Date) -> Self {
        Self { date, time: Time { nanos: 0, zone: None } }
    }

    /// Midnight UTC of a date: what FEEL takes a date for when it meets a date and time with a zone.
    pub(crate) fn midnight_utc(date: Date) -> Self {
        Self { date, time: Time { nanos: 0, zone: Some(Zone::Offset(0)) } }
    }

    /// Seconds east of UTC, when there is an offset or zone.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.time.zone.as_ref().map(|zone| zone.offset_at(self.date, self.time.nanos))
    }

    fn local_nanos(&self) -> i128 {
        i128::from(self.date.days()) * DAY_NANOS + i128::from(self.time.nanos)
    }

    /// Nanoseconds since 1970-01-01T00:00 UTC where there is a zone, local otherwise; with it, whether there was one.
    pub(crate) fn instant(&self) -> (bool, i128) {
        let offset = self.offset_seconds();
        let shift = i128::from(offset.unwrap_or(0)) * i128::from(SECOND_NANOS);
        (offset.is_some(), self.local_nanos() - shift)
    }

    /// The same civil clock some months later.
    pub fn add_months(&self, months: i64) -> Option<Self> {
        Some(Self { date: self.date.add_months(months)?, time: self.time.clone() })
    }

    /// That much time later. In a named zone the clocks may have been changed on the way, and the civil time shows it.
    pub fn add_duration(&self, duration: DayTimeDuration) -> Option<Self> {
        let nanos = match &self.time.zone {
            Some(zone @ Zone::Named(_)) => {
                let (_, instant) = self.instant();
                let instant = instant.checked_add(duration.nanos())?;
                instant + i128::from(zone.offset_since_epoch(instant)) * i128::from(SECOND_NANOS)
            }
            _ => self.local_nanos().checked_add(duration.nanos())?,
        };
        let date = Date::from_days(i64::try_from(nanos.div_euclid(DAY_NANOS)).ok()?)?;
        let nanos = u64::try_from(nanos.rem_euclid(DAY_NANOS)).ok()?;
        Some(Self { date, time: Time { nanos, zone: self.time.zone.clone() } })
    }
}
