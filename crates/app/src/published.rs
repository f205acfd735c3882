//! Records that the state publishes with its folder (`records/*.csv`): what a new folder changes of them becomes new
//! versions in the very act that publishes it.

use crate::attempt::{Attempt, key};
use crate::door::Moment;
use crate::error::{AppError, Fault};
use crate::records::beginning;
use base::{Date, Hash, RecordId, RegisterId};
use domain::index;
use model::{FieldType, Model, PublishedRecord, Register};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use store::{Valid, Version};

/// Lines of a register's file, by key and first day.
type Lines<'a> = BTreeMap<(&'a str, Option<Date>), &'a PublishedRecord>;

/// The versions that lead from the records of one folder to those of the next. What acts changed meanwhile stays,
/// unless the new folder says otherwise of the same record.
pub(crate) fn versions(
    attempt: &Attempt<'_>,
    moment: &Moment,
    before: Option<&Model>,
    now: &Model,
) -> Result<Vec<Version>, AppError> {
    let nothing = Vec::new();
    let mut versions = Vec::new();
    for (id, records) in &now.published {
        let register = now.registers.get(id).ok_or_else(|| Fault::Missing(format!("register {id}")))?;
        let old = lines(before.and_then(|before| before.published.get(id)).unwrap_or(&nothing));
        let new = lines(records);
        let gone = old.iter().filter(|(line, _)| !new.contains_key(*line)).map(|(_, record)| (*record, true));
        let changed = new
            .iter()
            .filter(|(line, record)| old.get(*line) != Some(*record))
            .map(|(_, record)| (*record, false));
        let mut numbers = BTreeMap::new();
        for (record, ended) in gone.chain(changed) {
            let id = record_id(&register.id, &record.key);
            let number = match numbers.get(&id) {
                Some(number) => *number,
                None => attempt.latest(&register.id, &id)?,
            } + 1;
            numbers.insert(id.clone(), number);
            versions.push(version(moment, now, register, record, (id, number), ended)?);
        }
    }
    Ok(versions)
}

fn lines(records: &[PublishedRecord]) -> Lines<'_> {
    records.iter().map(|record| ((record.key.as_str(), record.from), record)).collect()
}

/// The same record has the same id wherever the folder is published.
fn record_id(register: &RegisterId, key: &str) -> RecordId {
    let parts = [b"koom/published/v1".as_slice(), register.as_str().as_bytes(), key.as_bytes()];
    RecordId::from(Hash::of_parts(parts).base64url())
}

fn version(
    moment: &Moment,
    model: &Model,
    register: &Register,
    record: &PublishedRecord,
    (id, version): (RecordId, u32),
    ended: bool,
) -> Result<Version, AppError> {
    let mut doc = Map::new();
    for (id, text) in &record.fields {
        let yes_or_no = register.field(id.as_str()).is_some_and(|field| field.ty == FieldType::Bool);
        let value = if yes_or_no { Value::Bool(text == "true") } else { Value::String(text.clone()) };
        doc.insert(id.as_str().to_owned(), value);
    }
    let keys = index::keys(model, register, &doc).into_iter().map(|(field, value)| (field, key(value)));
    Ok(Version {
        register: register.id.clone(),
        id,
        version,
        recorded: moment.now,
        valid: Valid { from: record.from.unwrap_or_else(beginning), until: record.until },
        ended,
        subjects: Vec::new(),
        keys: keys.collect(),
        doc: base::json::canonical(&Value::Object(doc))?,
    })
}
