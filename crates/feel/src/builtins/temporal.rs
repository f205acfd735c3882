//! Functions that make dates, times and durations, and those that take them apart.

use super::arguments::{at, integer, number, single, wrong};
use super::{Outcome, Problem};
use crate::decimal::Decimal;
use crate::eval::Interpreter;
use crate::temporal::{
    Date, DateTime, Time, YearMonthDuration, Zone, parse_date, parse_date_time, parse_duration, parse_time,
};
use crate::value::Value;

const NO_DATE: Problem = Problem::Borrowed("there is no such date");
const NO_TIME: Problem = Problem::Borrowed("there is no such time");
/// The farthest offset from UTC, in seconds.
const OFFSET_SECONDS_MAX: i64 = 18 * 3600;

fn date_of(values: &[Value]) -> Result<Date, Problem> {
    let year = i32::try_from(integer(values, 0)?).unwrap_or(i32::MAX);
    let month = u8::try_from(integer(values, 1)?).unwrap_or(u8::MAX);
    let day = u8::try_from(integer(values, 2)?).unwrap_or(u8::MAX);
    Date::new(year, month, day).ok_or(NO_DATE)
}

/// `date(from)`, `date(year, month, day)`.
pub(super) fn date(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    match values {
        [from] => match single(from) {
            Value::String(text) => parse_date(text).map(Value::Date).ok_or(NO_DATE),
            Value::Date(date) => Ok(Value::Date(*date)),
            Value::DateTime(moment) => Ok(Value::Date(moment.date)),
            other => Err(wrong(0, "string or date", other)),
        },
        [_, _, _] => date_of(values).map(Value::Date),
        _ => Err(Problem::Borrowed("it takes one argument or three")),
    }
}

/// `date and time(from)`, `date and time(date, time)`, or all parts one by one.
pub(super) fn date_and_time(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    match values {
        [from] => match single(from) {
            Value::String(text) => parse_date_time(text).map(Value::from).ok_or(NO_DATE),
            Value::DateTime(moment) => Ok(Value::DateTime(std::sync::Arc::clone(moment))),
            Value::Date(date) => Ok(Value::from(DateTime::midnight_utc(*date))),
            other => Err(wrong(0, "string or date and time", other)),
        },
        [date, time] => {
            let date = match single(date) {
                Value::Date(date) => *date,
                Value::DateTime(moment) => moment.date,
                other => return Err(wrong(0, "date", other)),
            };
            match single(time) {
                Value::Time(time) => Ok(Value::from(DateTime { date, time: (**time).clone() })),
                other => Err(wrong(1, "time", other)),
            }
        }
        parts if parts.len() >= 6 => {
            let date = date_of(parts)?;
            let zone = zone_of(at(parts, 6))?;
            let time = time_of(parts.get(3..6).unwrap_or(&[]), zone)?;
            Ok(Value::from(DateTime { date, time }))
        }
        _ => Err(Problem::Borrowed("it takes one argument, two, or six and more")),
    }
}

/// An offset (a duration, or hours) or the name of a zone; null is none.
fn zone_of(value: &Value) -> Result<Option<Zone>, Problem> {
    let seconds = match single(value) {
        Value::Null => return Ok(None),
        Value::String(name) => {
            let zone = Zone::named(name.trim_start_matches('@'));
            return zone.map(Some).ok_or(Problem::Borrowed("there is no time zone of that name"));
        }
        Value::DayTimeDuration(offset) => i64::try_from(offset.nanos() / 1_000_000_000).ok(),
        Value::Number(hours) => hours.mul(Decimal::from(3600)).and_then(Decimal::to_i64),
        other => return Err(wrong(3, "duration", other)),
    };
    let seconds = seconds.filter(|s| s.abs() <= OFFSET_SECONDS_MAX).and_then(|s| i32::try_from(s).ok());
    seconds.map(|s| Some(Zone::Offset(s))).ok_or(Problem::Borrowed("the offset is out of range"))
}

/// A time from hour, minute and second; the second may have a fraction.
fn time_of(values: &[Value], zone: Option<Zone>) -> Result<Time, Problem> {
    let part = |index| integer(values, index).map(|n| u8::try_from(n).unwrap_or(u8::MAX));
    let (hour, minute) = (part(0)?, part(1)?);
    let nanos = number(values, 2)?.mul(Decimal::from(1_000_000_000)).and_then(Decimal::to_i64);
    let nanos = nanos.and_then(|n| u64::try_from(n).ok()).ok_or(NO_TIME)?;
    let second = u8::try_from(nanos / 1_000_000_000).unwrap_or(u8::MAX);
    let fraction = u32::try_from(nanos % 1_000_000_000).unwrap_or(0);
    Time::new(hour, minute, second, fraction, zone).ok_or(NO_TIME)
}

/// `time(from)`, `time(hour, minute, second, offset?)`.
pub(super) fn time(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    match values {
        [from] => match single(from) {
            Value::String(text) => parse_time(text).map(Value::from).ok_or(NO_TIME),
            Value::Time(time) => Ok(Value::Time(std::sync::Arc::clone(time))),
            Value::DateTime(moment) => Ok(Value::from(moment.time.clone())),
            Value::Date(date) => Ok(Value::from(DateTime::midnight_utc(*date).time)),
            other => Err(wrong(0, "string or time", other)),
        },
        [_, _, _] | [_, _, _, _] => {
            let zone = zone_of(at(values, 3))?;
            time_of(values, zone).map(Value::from)
        }
        _ => Err(Problem::Borrowed("it takes one argument, three or four")),
    }
}

pub(super) fn duration(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    match single(at(values, 0)) {
        Value::String(text) => {
            parse_duration(text).ok_or(Problem::Borrowed("the text is no duration such as P1DT2H or P1Y6M"))
        }
        duration @ (Value::DayTimeDuration(_) | Value::YearMonthDuration(_)) => Ok(duration.clone()),
        other => Err(wrong(0, "string", other)),
    }
}

fn civil_date(values: &[Value], index: usize) -> Result<Date, Problem> {
    match single(at(values, index)) {
        Value::Date(date) => Ok(*date),
        Value::DateTime(moment) => Ok(moment.date),
        other => Err(wrong(index, "date", other)),
    }
}

/// The whole months between two dates; of a date and time, the date counts.
pub(super) fn years_and_months(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (from, to) = (civil_date(values, 0)?, civil_date(values, 1)?);
    YearMonthDuration::from_months(from.months_until(to)).map(Value::YearMonthDuration).ok_or(NO_DATE)
}

const NO_CLOCK: Problem = Problem::Borrowed("the evaluation was given no current time");

pub(super) fn now(interpreter: &mut Interpreter<'_>, _: &[Value]) -> Outcome {
    interpreter.now.map(|now| Value::from(now.clone())).ok_or(NO_CLOCK)
}

pub(super) fn today(interpreter: &mut Interpreter<'_>, _: &[Value]) -> Outcome {
    interpreter.now.map(|now| Value::Date(now.date)).ok_or(NO_CLOCK)
}

pub(super) fn day_of_year(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    Ok(Value::from(i64::from(civil_date(values, 0)?.day_of_year())))
}

pub(super) fn week_of_year(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    Ok(Value::from(i64::from(civil_date(values, 0)?.week_of_year())))
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn day_of_week(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let index = usize::from(civil_date(values, 0)?.weekday()) - 1;
    DAYS.get(index).map(Value::string).ok_or(NO_DATE)
}

pub(super) fn month_of_year(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let index = usize::from(civil_date(values, 0)?.month()) - 1;
    MONTHS.get(index).map(Value::string).ok_or(NO_DATE)
}
