//! Which searchable values a record has. The store keeps them in one index table; a register says which fields.

use base::{Date, FieldId, text::fold};
use model::register::Search;
use model::{Field, FieldType, Model, Register};
use serde_json::{Map, Value as Json};

/// A value to search by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchValue {
    /// Text, identifiers, dates as ISO text.
    Text(String),
    /// Numbers and money, in ten-thousandths.
    Number(i64),
}

/// Digits kept after the point in numeric search values.
const SCALE: u32 = 4;

/// The search values of a record, by the register's declarations.
pub fn keys(model: &Model, register: &Register, doc: &Map<String, Json>) -> Vec<(FieldId, SearchValue)> {
    let mut out = Vec::new();
    for field in &register.fields {
        if field.search != Search::No
            && let Some(value) = doc.get(field.id.as_str()).and_then(|json| of_json(model, field, json))
        {
            out.push((field.id.clone(), value));
        }
    }
    for (name, fields) in &register.search {
        let mut values: Vec<SearchValue> = fields
            .iter()
            .filter_map(|id| register.field(id.as_str()))
            .filter_map(|field| doc.get(field.id.as_str()).and_then(|json| of_json(model, field, json)))
            .collect();
        values.sort_unstable();
        values.dedup();
        out.extend(values.into_iter().map(|value| (name.clone(), value)));
    }
    out
}

/// The search value of one stored field.
pub fn of_json(model: &Model, field: &Field, json: &Json) -> Option<SearchValue> {
    match (&field.ty, json) {
        (FieldType::Number | FieldType::Money, Json::String(text)) => number(text),
        (FieldType::Bool, Json::Bool(yes)) => {
            Some(SearchValue::Text(if *yes { "yes" } else { "no" }.to_owned()))
        }
        (_, Json::String(text)) => Some(SearchValue::Text(match field.search {
            Search::Folded => fold(text, &model.info.letters),
            Search::Exact | Search::No => text.clone(),
        })),
        _ => None,
    }
}

/// The search value of a date.
pub fn of_date(date: Date) -> SearchValue {
    SearchValue::Text(date.to_string())
}

fn number(text: &str) -> Option<SearchValue> {
    let scaled = text.parse::<feel::Decimal>().ok()?.to_scaled(SCALE)?;
    i64::try_from(scaled).ok().map(SearchValue::Number)
}
