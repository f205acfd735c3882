//! Values between JSON documents (decimals, money and dates are strings) and FEEL, by declared type.

use base::time::TimeZone;
use base::{Date, Instant, LangText};
use feel::{Context, Decimal, Value};
use model::{Column, FieldType, Register};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// A FEEL date of a civil date.
pub fn date(date: Date) -> Value {
    feel::Date::new(
        i32::from(date.year()),
        u8::try_from(date.month()).unwrap_or(1),
        u8::try_from(date.day()).unwrap_or(1),
    )
    .map_or(Value::Null, Value::Date)
}

/// A FEEL date and time of a point in time, as the clocks of a zone show it: without an offset, so that rules compare
/// it with the hours the law names.
pub fn moment(at: Instant, zone: &TimeZone) -> Value {
    let civil = at.civil(zone);
    let part = |part: i8| u8::try_from(part).ok();
    let time = || {
        let nanos = u32::try_from(civil.subsec_nanosecond()).ok()?;
        feel::Time::new(part(civil.hour())?, part(civil.minute())?, part(civil.second())?, nanos, None)
    };
    match (date(civil.date()), time()) {
        (Value::Date(date), Some(time)) => Value::DateTime(Arc::new(feel::DateTime { date, time })),
        _ => Value::Null,
    }
}

/// The civil date of a FEEL date within our calendar.
pub fn civil(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Date::new(
            i16::try_from(date.year()).ok()?,
            i8::try_from(date.month()).ok()?,
            i8::try_from(date.day()).ok()?,
        )
        .ok(),
        _ => None,
    }
}

/// A field of a document as a FEEL value. What does not have its type is null, as is what is absent.
pub fn from_json(ty: &FieldType, json: Option<&Json>) -> Value {
    match (ty, json) {
        (_, None | Some(Json::Null)) => Value::Null,
        (FieldType::Bool, Some(Json::Bool(yes))) => Value::Bool(*yes),
        (FieldType::Number | FieldType::Money, Some(Json::String(text))) => {
            text.parse::<Decimal>().map_or(Value::Null, Value::Number)
        }
        (FieldType::Date, Some(Json::String(text))) => text.parse::<Date>().map_or(Value::Null, date),
        (FieldType::Bool | FieldType::Number | FieldType::Money | FieldType::Date, Some(_)) => Value::Null,
        (_, Some(Json::String(text))) => Value::string(text),
        (_, Some(_)) => Value::Null,
    }
}

/// A FEEL value as a document stores it; `None` if it does not have the type.
pub fn to_json(ty: &FieldType, value: &Value) -> Option<Json> {
    match (ty, value) {
        (_, Value::Null) => Some(Json::Null),
        (FieldType::Bool, Value::Bool(yes)) => Some(Json::Bool(*yes)),
        (FieldType::Number | FieldType::Money, Value::Number(number)) => {
            Some(Json::String(number.to_string()))
        }
        (FieldType::Date, date @ Value::Date(_)) => civil(date).map(|date| Json::String(date.to_string())),
        (FieldType::Bool | FieldType::Number | FieldType::Money | FieldType::Date, _) => None,
        (_, Value::String(text)) => Some(Json::String(text.to_string())),
        _ => None,
    }
}

/// Any plain FEEL value as JSON for a snapshot or view: numbers and dates as strings with a type beside.
pub fn shown(value: &Value) -> Shown {
    match value {
        Value::Null => Shown::Unknown,
        Value::Bool(yes) => Shown::YesNo(*yes),
        Value::Number(number) => Shown::Number(number.to_string()),
        Value::Date(_) => civil(value).map_or(Shown::Unknown, Shown::Date),
        Value::String(text) => Shown::Text(text.to_string()),
        Value::List(items) => Shown::Count(items.len()),
        other => Shown::Text(other.to_string()),
    }
}

/// A value as people are shown it; words and forms come from the language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Shown {
    /// No register knows.
    Unknown,
    /// Yes or no.
    YesNo(bool),
    /// A decimal number as text.
    Number(String),
    /// An amount in major units of the state's currency.
    Money(String),
    /// A date.
    Date(Date),
    /// A text.
    Text(String),
    /// A text of a choice, in the state's languages.
    Choice(LangText),
    /// How many things.
    Count(usize),
    /// A code that the service has words for.
    Code(String),
    /// A list of things, one in a row.
    Table {
        /// The members shown of each.
        columns: Vec<String>,
        /// What they are, in the order of the columns.
        rows: Vec<Vec<Shown>>,
    },
}

/// A list of contexts by its columns; what is no list of contexts is shown as any value.
pub fn table(columns: &[Column], value: &Value) -> Shown {
    let Value::List(items) = value else { return shown(value) };
    let cell = |row: &Context, column: &Column| match row.get(column.id.as_str()) {
        Some(Value::String(code)) if column.codes.iter().any(|known| **known == **code) => {
            Shown::Code(code.to_string())
        }
        Some(value) => shown(value),
        None => Shown::Unknown,
    };
    let row = |item: &Value| match item {
        Value::Context(row) => Some(columns.iter().map(|column| cell(row, column)).collect()),
        _ => None,
    };
    match items.iter().map(row).collect() {
        Some(rows) => Shown::Table {
            columns: columns.iter().map(|column| column.id.as_str().to_owned()).collect(),
            rows,
        },
        None => shown(value),
    }
}

/// A record as formulas see it: the fields given, typed, plus `record {register, since, id}`.
pub fn record(
    register: &Register,
    fields: Option<&[base::FieldId]>,
    doc: &Map<String, Json>,
    since: Date,
    id: &str,
) -> Value {
    let mut entries: Vec<(Arc<str>, Value)> = register
        .fields
        .iter()
        .filter(|field| fields.is_none_or(|allowed| allowed.contains(&field.id)))
        .map(|field| (field.id.as_str().into(), from_json(&field.ty, doc.get(field.id.as_str()))))
        .collect();
    let origin = [
        ("register".into(), Value::string(register.id.as_str())),
        ("since".into(), date(since)),
        ("id".into(), Value::string(id)),
    ];
    entries.push(("record".into(), Value::Context(Context::new(origin))));
    Value::Context(Context::new(entries))
}
