//! A line of a file as a version of a record: each value of its field's type, or what to write instead.

use super::TIMES;
use crate::bulk::Entry;
use base::{Date, limit};
use feel::Decimal;
use model::{Field, FieldType, Model, Register};
use serde_json::{Map, Value};
use store::Valid;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field or column.
    pub field: String,
    /// What to write there. Never what stands there: it may be about a person.
    pub wanted: String,
}

impl Wrong {
    fn new(field: &str, wanted: impl Into<String>) -> Self {
        Self { field: field.to_owned(), wanted: wanted.into() }
    }
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.wanted)
    }
}

/// What is wrong with the head of a table: columns that are no fields, and required fields without a column.
pub fn check_columns<'c>(register: &Register, columns: impl Iterator<Item = &'c str> + Clone) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for (place, name) in columns.clone().enumerate() {
        if register.field(name).is_none() && !TIMES.contains(&name) {
            wrong.push(unknown(register, name));
        } else if columns.clone().take(place).any(|other| other == name) {
            wrong.push(Wrong::new(name, "name a column once"));
        }
    }
    for field in register.fields.iter().filter(|field| !field.optional) {
        if !columns.clone().any(|name| name == field.id.as_str()) {
            wrong.push(Wrong::new(field.id.as_str(), "add this column; the register requires it"));
        }
    }
    wrong
}

fn unknown(register: &Register, name: &str) -> Wrong {
    let fields: Vec<&str> = register.fields.iter().map(|field| field.id.as_str()).collect();
    let known = format!("{}, {}", fields.join(", "), TIMES.join(", "));
    Wrong::new(name, format!("leave this out, or name a field of {}: {known}", register.id))
}

/// The version that a line says. An empty text or null is an absent value. `from` is the first day where the line
/// names none.
pub fn entry(
    model: &Model,
    register: &Register,
    line: &Map<String, Value>,
    from: Option<Date>,
) -> Result<Entry, Vec<Wrong>> {
    let mut wrong: Vec<Wrong> = (line.keys())
        .filter(|name| register.field(name).is_none() && !TIMES.contains(&name.as_str()))
        .map(|name| unknown(register, name))
        .collect();
    let given = |name: &str| line.get(name).filter(|value| !value.is_null() && value.as_str() != Some(""));
    let mut doc = Map::new();
    for field in &register.fields {
        let id = field.id.as_str();
        match given(id) {
            None if field.optional => {}
            None => {
                let wanted = format!("write {}; the field is required", wanted(model, field));
                wrong.push(Wrong::new(id, wanted));
            }
            Some(value) => match typed(model, field, value) {
                Some(value) => {
                    doc.insert(id.to_owned(), value);
                }
                None => wrong.push(Wrong::new(id, format!("write {}", wanted(model, field)))),
            },
        }
    }
    let mut date = |name: &str| {
        let value = given(name)?;
        let date = value.as_str().and_then(|text| text.parse::<Date>().ok()).filter(|date| date.year() > 0);
        if date.is_none() {
            wrong.push(Wrong::new(name, "write a date, YYYY-MM-DD"));
        }
        date
    };
    let (first, until) = (date("valid_from"), date("valid_until"));
    let first = if given("valid_from").is_some() { first } else { from };
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    if given("version").is_some_and(|value| number(value).is_none()) {
        wrong.push(Wrong::new("version", "write a whole number, or nothing"));
    }
    let ended = match given("ended") {
        None => Some(false),
        Some(value) => yes_or_no(value),
    };
    if first.is_none() && given("valid_from").is_none() {
        let text = "write the first day, YYYY-MM-DD, or name one for all lines with --valid-from";
        wrong.push(Wrong::new("valid_from", text));
    }
    if first.zip(until).is_some_and(|(first, until)| until <= first) {
        wrong.push(Wrong::new(
            "valid_until",
            "write a day after valid_from: the first day it no longer holds",
        ));
    }
    match (first, ended) {
        (Some(from), Some(ended)) if wrong.is_empty() => {
            Ok(Entry { register: register.id.clone(), doc, valid: Valid { from, until }, ended })
        }
        (_, None) => {
            wrong.push(Wrong::new("ended", "write true or false"));
            Err(wrong)
        }
        _ => Err(wrong),
    }
}

fn yes_or_no(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.parse().ok())
}

/// A value as documents store it, if it has the field's type.
fn typed(model: &Model, field: &Field, value: &Value) -> Option<Value> {
    let text = value.as_str();
    match &field.ty {
        FieldType::Bool => yes_or_no(value).map(Value::Bool),
        // A number with a point may have lost digits on its way through other programs; a text has not.
        FieldType::Number | FieldType::Money => match value {
            Value::Number(number) => number.as_i64().map(|number| Value::String(number.to_string())),
            _ => text?.parse::<Decimal>().ok().map(|number| Value::String(number.to_string())),
        },
        FieldType::Date => {
            let date = text?.parse::<Date>().ok().filter(|date| date.year() > 0)?;
            Some(Value::String(date.to_string()))
        }
        FieldType::Choice(options) => {
            options.iter().any(|(code, _)| Some(code.as_str()) == text).then(|| value.clone())
        }
        FieldType::Identifier(form) => of_form(model, form, text?).then(|| value.clone()),
        FieldType::Person => {
            let people = &model.info.people;
            let key = model.registers.get(&people.register)?.field(people.key.as_str())?;
            match &key.ty {
                FieldType::Identifier(form) => of_form(model, form, text?).then(|| value.clone()),
                _ => text.map(|_| value.clone()),
            }
        }
        FieldType::Text | FieldType::Place => {
            (text?.chars().count() <= limit::TEXT_CHARS_MAX).then(|| value.clone())
        }
    }
}

fn of_form(model: &Model, form: &str, text: &str) -> bool {
    model.info.identifiers.get(form).is_some_and(|identifier| identifier.form.matches(text))
}

/// What a field takes, in words.
fn wanted(model: &Model, field: &Field) -> String {
    let form = |name: &str| {
        let identifier = model.info.identifiers.get(name);
        identifier.map_or_else(|| name.to_owned(), |identifier| format!("{name} like {}", identifier.example))
    };
    match &field.ty {
        FieldType::Bool => "true or false".to_owned(),
        FieldType::Number => "a number as text, with a point before decimals".to_owned(),
        FieldType::Money => "an amount as text, with a point before decimals".to_owned(),
        FieldType::Date => "a date, YYYY-MM-DD".to_owned(),
        FieldType::Choice(options) => {
            let codes: Vec<&str> = options.iter().map(|(code, _)| code.as_str()).collect();
            format!("one of {}", codes.join(", "))
        }
        FieldType::Identifier(name) => form(name),
        FieldType::Person => {
            let people = &model.info.people;
            let key = model
                .registers
                .get(&people.register)
                .and_then(|register| register.field(people.key.as_str()));
            match key.map(|key| &key.ty) {
                Some(FieldType::Identifier(name)) => format!("a person's {}", form(name)),
                _ => "a person's key".to_owned(),
            }
        }
        FieldType::Text => format!("a text of at most {} characters", limit::TEXT_CHARS_MAX),
        FieldType::Place => "the code of a place".to_owned(),
    }
}
