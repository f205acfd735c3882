//! Civil dates and points in time. Time is an argument everywhere: only a [`Clock`] knows what it is now.

use serde::{Deserialize, Serialize};
use std::fmt;

pub use jiff::civil::{Date, DateTime, Weekday};
pub use jiff::tz::TimeZone;

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// Reads an RFC 3339 time with an offset, or `YYYY-MM-DD` as its midnight in the zone.
    pub fn parse(text: &str, zone: &TimeZone) -> Option<Self> {
        if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
            return Some(Self(timestamp.as_microsecond()));
        }
        text.parse::<Date>().ok().and_then(|date| Self::start_of(date, zone))
    }

    /// Midnight at the start of a civil date in a zone; `None` beyond the calendar's range.
    pub fn start_of(date: Date, zone: &TimeZone) -> Option<Self> {
        date.to_zoned(zone.clone()).ok().map(|zoned| Self(zoned.timestamp().as_microsecond()))
    }

    /// The civil date in a zone. Outside jiff's range (years −9999 to 9999) the nearest end is given.
    pub fn date(self, zone: &TimeZone) -> Date {
        self.timestamp().to_zoned(zone.clone()).date()
    }

    /// The civil date and time of day in a zone, as `YYYY-MM-DD HH:MM`.
    pub fn minute(self, zone: &TimeZone) -> String {
        self.timestamp().to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// A civil date and time of day in a zone; `None` beyond the calendar's range. An hour that a change of clocks
    /// leaves out is read as the hour after it, one that it doubles as the first of the two.
    pub fn of_civil(civil: DateTime, zone: &TimeZone) -> Option<Self> {
        civil.to_zoned(zone.clone()).ok().map(|zoned| Self(zoned.timestamp().as_microsecond()))
    }

    /// The civil date and time of day in a zone.
    pub fn civil(self, zone: &TimeZone) -> DateTime {
        self.timestamp().to_zoned(zone.clone()).datetime()
    }

    /// RFC 3339 with the zone's offset: the same point in time as [`fmt::Display`] gives in UTC.
    pub fn in_zone(self, zone: &TimeZone) -> String {
        self.timestamp().to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// Later by so many seconds.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    fn timestamp(self) -> jiff::Timestamp {
        let end = if self.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(end)
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.timestamp())
    }
}

/// The day so many months later; the last day of a month that has no such day. `None` beyond the calendar's range.
pub fn plus_months(date: Date, months: u32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

/// What time it is. The machine's clock, a test's, or the demonstration's, which people may move forward.
pub trait Clock: Send + Sync {
    /// The present.
    fn now(&self) -> Instant;
}

/// Completed years between two dates; a birthday on 29 February completes on 1 March in common years.
pub fn completed_years(born: Date, on: Date) -> i16 {
    let years = on.year() - born.year();
    if (on.month(), on.day()) < (born.month(), born.day()) { years - 1 } else { years }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_begins_at_the_zone_s_midnight() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let instant = Instant::parse("2026-11-22", &zone).unwrap();
        assert_eq!(instant.to_string(), "2026-11-21T15:00:00Z");
        assert_eq!(instant.date(&zone), date(2026, 11, 22));
        assert_eq!(instant.minute(&zone), "2026-11-22 00:00");
        assert_eq!(Instant::parse("2026-11-21T15:00:00Z", &zone), Some(instant));
        assert_eq!(Instant::parse("2026-02-30", &zone), None);
        assert_eq!(instant.in_zone(&zone), "2026-11-22T00:00:00+09:00");
        let half_past_nine = date(2026, 11, 22).at(9, 30, 0, 0);
        let morning = Instant::of_civil(half_past_nine, &zone).unwrap();
        assert_eq!(
            (morning.to_string().as_str(), morning.civil(&zone)),
            ("2026-11-22T00:30:00Z", half_past_nine)
        );
    }

    #[test]
    fn years_complete_on_the_birthday() {
        let table = [((2010, 11, 22), 16), ((2010, 11, 23), 15), ((2026, 11, 22), 0), ((2027, 1, 1), -1)];
        for ((y, m, d), years) in table {
            assert_eq!(completed_years(date(y, m, d), date(2026, 11, 22)), years);
        }
        assert_eq!(completed_years(date(2008, 2, 29), date(2026, 2, 28)), 17);
    }
}
