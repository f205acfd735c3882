//! `object.member`: entries of contexts, and the parts of dates, times, durations and ranges (DMN table 65).

use super::{Held, Interpreter, Scope};
use crate::ast::Expr;
use crate::decimal::Decimal;
use crate::temporal::{Date, DayTimeDuration, Time};
use crate::value::Value;
use std::sync::Arc;

impl Interpreter<'_> {
    pub(super) fn path<'s>(
        &mut self,
        expr: &Expr,
        object: &'s Expr,
        member: &str,
        scope: &'s Scope<'_>,
    ) -> Held<'s> {
        let object = self.value(object, scope);
        // an entry of a borrowed context stays borrowed
        if let Held::Ref(Value::Context(context)) = object {
            return match context.get(member) {
                Some(value) => Held::Ref(value),
                None => Held::Own(self.no_member(expr, "context", member)),
            };
        }
        Held::Own(self.member(expr, &object, member))
    }

    fn no_member(&mut self, expr: &Expr, kind: &str, member: &str) -> Value {
        self.fail(expr.span, format_args!("this {kind} has no member '{member}'"))
    }

    fn member(&mut self, expr: &Expr, object: &Value, member: &str) -> Value {
        match object {
            Value::Context(context) => match context.get(member) {
                Some(value) => value.clone(),
                None => self.no_member(expr, "context", member),
            },
            Value::List(list) => {
                let items = list.iter().map(|item| self.member(expr, item, member)).collect();
                self.list(items)
            }
            other => match part(other, member) {
                Some(value) => value,
                None => self.no_member(expr, other.kind(), member),
            },
        }
    }
}

fn number(n: impl Into<Decimal>) -> Value {
    Value::Number(n.into())
}

/// A part of a value of FEEL's own types; `None` when it has no such part.
pub(crate) fn part(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Date(date) => date_part(*date, name),
        Value::Time(time) => time_part(time, time.offset_seconds(), name),
        Value::DateTime(moment) => {
            date_part(moment.date, name).or_else(|| time_part(&moment.time, moment.offset_seconds(), name))
        }
        Value::DayTimeDuration(duration) => {
            let (neg, days, hours, minutes, seconds, _) = duration.split();
            let size = match name {
                "days" => days,
                "hours" => hours,
                "minutes" => minutes,
                "seconds" => seconds,
                _ => return None,
            };
            let size = Decimal::from(size);
            Some(number(if neg { size.negate() } else { size }))
        }
        Value::YearMonthDuration(duration) => match name {
            "years" => Some(number(duration.months() / 12)),
            "months" => Some(number(duration.months() % 12)),
            _ => None,
        },
        Value::Range(range) => match name {
            "start" => Some(range.start.clone()),
            "end" => Some(range.end.clone()),
            "start included" => Some(Value::Bool(range.start_included)),
            "end included" => Some(Value::Bool(range.end_included)),
            _ => None,
        },
        _ => None,
    }
}

fn date_part(date: Date, name: &str) -> Option<Value> {
    match name {
        "year" => Some(number(date.year())),
        "month" => Some(number(date.month())),
        "day" => Some(number(date.day())),
        "weekday" => Some(number(date.weekday())),
        _ => None,
    }
}

fn time_part(time: &Time, offset: Option<i32>, name: &str) -> Option<Value> {
    match name {
        "hour" => Some(number(time.hour())),
        "minute" => Some(number(time.minute())),
        "second" => Some(number(time.second())),
        "time offset" => Some(offset.map_or(Value::Null, |seconds| {
            Value::DayTimeDuration(DayTimeDuration::from_seconds(i64::from(seconds)))
        })),
        "timezone" => {
            let zone = time.zone().and_then(|zone| zone.name());
            Some(zone.map_or(Value::Null, |zone| Value::String(Arc::from(zone))))
        }
        _ => None,
    }
}
