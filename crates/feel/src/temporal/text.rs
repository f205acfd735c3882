//! The written forms: ISO 8601 as XML Schema restricts it, with FEEL's `@Zone/Name` suffix.

use super::{DAY_NANOS, Date, DateTime, DayTimeDuration, Time, YearMonthDuration, Zone};
use crate::value::Value;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The farthest offset from UTC, in seconds: 18 hours, as in ISO 8601 libraries.
const OFFSET_SECONDS_MAX: i32 = 18 * 3600;

/// Reads a number of exactly `width` digits from the front.
fn fixed(text: &str, width: usize) -> Option<(u8, &str)> {
    let (head, rest) = text.split_at_checked(width)?;
    if !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((head.parse().ok()?, rest))
}

fn date_prefix(text: &str) -> Option<(Date, &str)> {
    let (neg, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (year_text, rest) = body.split_once('-')?;
    let length = year_text.len();
    let plain = (4..=9).contains(&length) && year_text.bytes().all(|b| b.is_ascii_digit());
    if !plain || (length > 4 && year_text.starts_with('0')) {
        return None;
    }
    let year: i32 = year_text.parse().ok()?;
    if neg && year == 0 {
        return None;
    }
    let (month, rest) = fixed(rest, 2)?;
    let (day, rest) = fixed(rest.strip_prefix('-')?, 2)?;
    Some((Date::new(if neg { -year } else { year }, month, day)?, rest))
}

/// A date: `2024-02-29`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let (date, rest) = date_prefix(text)?;
    rest.is_empty().then_some(date)
}

/// A time; the flag says that it was 24:00:00, the midnight at the end of the day.
fn time_parts(text: &str) -> Option<(Time, bool)> {
    let (hour, rest) = fixed(text, 2)?;
    let (minute, rest) = fixed(rest.strip_prefix(':')?, 2)?;
    let (second, mut rest) = fixed(rest.strip_prefix(':')?, 2)?;
    let mut nanos = 0;
    if let Some(after) = rest.strip_prefix('.') {
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (fraction, tail) = after.split_at_checked(end)?;
        if fraction.is_empty() {
            return None;
        }
        // digits below a nanosecond are dropped
        for i in 0..9 {
            nanos = nanos * 10 + u32::from(fraction.as_bytes().get(i).map_or(0, |b| b - b'0'));
        }
        rest = tail;
    }
    let zone = parse_zone(rest)?;
    if hour == 24 && minute == 0 && second == 0 && nanos == 0 {
        return Some((Time::new(0, 0, 0, 0, zone)?, true));
    }
    Some((Time::new(hour, minute, second, nanos, zone)?, false))
}

/// Nothing, `Z`, `+02:00`, `+02:00:30` or `@Europe/Paris`.
#[expect(clippy::option_option, reason = "outer: readable or not; inner: there is a zone or not")]
fn parse_zone(text: &str) -> Option<Option<Zone>> {
    if text.is_empty() {
        return Some(None);
    }
    if text == "Z" || text == "z" {
        return Some(Some(Zone::Offset(0)));
    }
    if let Some(name) = text.strip_prefix('@') {
        return Zone::named(name).map(Some);
    }
    let (neg, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+')?),
    };
    let (hour, rest) = fixed(rest, 2)?;
    let (minute, rest) = fixed(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => fixed(rest, 2)?,
        None => (0, rest),
    };
    let seconds = (i32::from(hour) * 60 + i32::from(minute)) * 60 + i32::from(second);
    if !rest.is_empty() || minute > 59 || second > 59 || seconds > OFFSET_SECONDS_MAX {
        return None;
    }
    Some(Some(Zone::Offset(if neg { -seconds } else { seconds })))
}

/// A time: `10:30:00`, `10:30:00.5Z`, `10:30:00@Europe/Paris`.
pub(crate) fn parse_time(text: &str) -> Option<Time> {
    time_parts(text).map(|(time, _)| time)
}

/// A date and time: `2024-02-29T10:30:00+06:00`; a date alone is its midnight.
pub(crate) fn parse_date_time(text: &str) -> Option<DateTime> {
    let (date, rest) = date_prefix(text)?;
    if rest.is_empty() {
        return Some(DateTime::midnight(date));
    }
    let (time, next_day) = time_parts(rest.strip_prefix('T')?)?;
    let midnight = DateTime { date, time };
    if next_day { midnight.add_duration(DayTimeDuration::from_nanos(DAY_NANOS)?) } else { Some(midnight) }
}

/// A duration of either kind: `P1DT2H`, `-P1Y6M`.
pub(crate) fn parse_duration(text: &str) -> Option<Value> {
    let (neg, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let body = body.strip_prefix('P')?;
    if !body.contains(['D', 'T']) {
        return parse_years_months(neg, body);
    }
    let (days, clock) = match body.split_once('T') {
        Some((_, "")) => return None,
        Some((days, clock)) => (days, clock),
        None => (body, ""),
    };
    let mut nanos: i128 = 0;
    if !days.is_empty() {
        let count: i64 = unsigned(days.strip_suffix('D')?)?;
        nanos += i128::from(count) * DAY_NANOS;
    }
    let mut rest = clock;
    for (unit, seconds) in [('H', 3600_i128), ('M', 60)] {
        if let Some((count, tail)) = rest.split_once(unit) {
            nanos += i128::from(unsigned(count)?) * seconds * 1_000_000_000;
            rest = tail;
        }
    }
    if !rest.is_empty() {
        nanos += seconds_nanos(rest.strip_suffix('S')?)?;
    }
    DayTimeDuration::from_nanos(if neg { -nanos } else { nanos }).map(Value::DayTimeDuration)
}

fn parse_years_months(neg: bool, body: &str) -> Option<Value> {
    let (years, rest) = match body.split_once('Y') {
        Some((years, rest)) => (unsigned(years)?, rest),
        None => (0, body),
    };
    let months = match rest {
        "" if body.contains('Y') => 0,
        rest => unsigned(rest.strip_suffix('M')?)?,
    };
    let total = years.checked_mul(12)?.checked_add(months)?;
    YearMonthDuration::from_months(if neg { -total } else { total }).map(Value::YearMonthDuration)
}

fn unsigned(text: &str) -> Option<i64> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn seconds_nanos(text: &str) -> Option<i128> {
    let (whole, fraction) = match text.split_once('.') {
        Some((_, "")) => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut nanos: i128 = 0;
    for i in 0..9 {
        nanos = nanos * 10 + i128::from(fraction.as_bytes().get(i).map_or(0, |b| b - b'0'));
    }
    Some(i128::from(unsigned(whole)?) * 1_000_000_000 + nanos)
}

/// What an `@"…"` literal means: a date, time, date and time or duration.
pub(crate) fn parse_temporal(text: &str) -> Option<Value> {
    if text.contains('P') && text.trim_start_matches('-').starts_with('P') {
        return parse_duration(text);
    }
    if let Some(date) = parse_date(text) {
        return Some(Value::Date(date));
    }
    if text.contains('T')
        && let Some(date_time) = parse_date_time(text)
    {
        return Some(Value::DateTime(Arc::new(date_time)));
    }
    parse_time(text).map(|time| Value::Time(Arc::new(time)))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

fn write_fraction(f: &mut fmt::Formatter<'_>, nanos: u64) -> fmt::Result {
    if nanos == 0 {
        return Ok(());
    }
    let digits = format!("{nanos:09}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset(0) => f.write_str("Z"),
            Self::Offset(seconds) => {
                let size = seconds.unsigned_abs();
                let sign = if *seconds < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", size / 3600, size / 60 % 60)?;
                if size % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", size % 60) }
            }
            Self::Named(_) => write!(f, "@{}", self.name().unwrap_or("")),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour(), self.minute(), self.second())?;
        write_fraction(f, self.nanos() % super::SECOND_NANOS)?;
        self.zone().map_or(Ok(()), |zone| zone.fmt(f))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

impl fmt::Display for DayTimeDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (neg, days, hours, minutes, seconds, nanos) = self.split();
        if neg {
            f.write_str("-")?;
        }
        f.write_str("P")?;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        let clock = hours > 0 || minutes > 0 || seconds > 0 || nanos > 0;
        if clock || days == 0 {
            f.write_str("T")?;
        }
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        if seconds > 0 || nanos > 0 || (days == 0 && !clock) {
            write!(f, "{seconds}")?;
            write_fraction(f, u64::from(nanos))?;
            f.write_str("S")?;
        }
        Ok(())
    }
}

impl fmt::Display for YearMonthDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let months = self.months().unsigned_abs();
        if self.months() < 0 {
            f.write_str("-")?;
        }
        f.write_str("P")?;
        if months >= 12 {
            write!(f, "{}Y", months / 12)?;
        }
        if !months.is_multiple_of(12) || months == 0 {
            write!(f, "{}M", months % 12)?;
        }
        Ok(())
    }
}

/// A text that is no date, time, or date and time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a {0}: write it as in {1}")]
pub struct ParseTemporalError(&'static str, &'static str);

impl FromStr for Date {
    type Err = ParseTemporalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_date(text).ok_or(ParseTemporalError("date", "2024-02-29"))
    }
}

impl FromStr for Time {
    type Err = ParseTemporalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_time(text).ok_or(ParseTemporalError("time", "10:30:00"))
    }
}

impl FromStr for DateTime {
    type Err = ParseTemporalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_date_time(text).ok_or(ParseTemporalError("date and time", "2024-02-29T10:30:00"))
    }
}
