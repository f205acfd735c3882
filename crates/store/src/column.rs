//! Columns to values and back. What does not read back exactly as this program writes it is damaged; messages
//! name the column, never its value.

use crate::backend::{IndexRow, StoreError, TileRow, WrittenVersion};
use crate::db::Row;
use crate::row::{Key, Log, StoredLeaf, Valid, Version, keys_text, subjects_text};
use crate::sealed::{Meta, Sealed};
use crate::span::Former;
use crate::sql::{EVER, OPEN};
use base::{Date, FieldId, Hash, Instant, Subject};

fn damaged(column: &str) -> StoreError {
    StoreError::Damaged(format!("column {column} holds what was never written there"))
}

pub(crate) fn text<'r>(row: &'r dyn Row, place: usize, column: &str) -> Result<&'r str, StoreError> {
    row.text(place).ok_or_else(|| damaged(column))
}

pub(crate) fn integer(row: &dyn Row, place: usize, column: &str) -> Result<i64, StoreError> {
    row.integer(place).ok_or_else(|| damaged(column))
}

pub(crate) fn bytes<'r>(row: &'r dyn Row, place: usize, column: &str) -> Result<&'r [u8], StoreError> {
    row.bytes(place).ok_or_else(|| damaged(column))
}

/// A number that is never negative.
pub(crate) fn count<N: TryFrom<i64>>(row: &dyn Row, place: usize, column: &str) -> Result<N, StoreError> {
    N::try_from(integer(row, place, column)?).map_err(|_range| damaged(column))
}

pub(crate) fn hash(row: &dyn Row, place: usize, column: &str) -> Result<Hash, StoreError> {
    bytes(row, place, column)?.try_into().map(Hash).map_err(|_length| damaged(column))
}

pub(crate) fn log(row: &dyn Row, place: usize) -> Result<Log, StoreError> {
    let name = text(row, place, "log")?;
    Log::ALL.into_iter().find(|log| log.name() == name).ok_or_else(|| damaged("log"))
}

pub(crate) fn date(row: &dyn Row, place: usize, column: &str) -> Result<Date, StoreError> {
    let text = text(row, place, column)?;
    // Of the forms of ISO 8601 that read as this date, the one that sorts.
    let sorts = text.len() == 10 && text.as_bytes().get(7) == Some(&b'-');
    text.parse().ok().filter(|_| sorts).ok_or_else(|| damaged(column))
}

fn end_date(row: &dyn Row, place: usize, column: &str) -> Result<Option<Date>, StoreError> {
    if text(row, place, column)? == EVER { Ok(None) } else { date(row, place, column).map(Some) }
}

/// The stored text of the end of a range of days.
pub(crate) fn end_text(until: Option<Date>) -> String {
    until.map_or_else(|| EVER.to_owned(), |date| date.to_string())
}

pub(crate) fn valid(row: &dyn Row, from: usize, until: usize) -> Result<Valid, StoreError> {
    Ok(Valid { from: date(row, from, "valid_from")?, until: end_date(row, until, "valid_until")? })
}

pub(crate) fn flag(row: &dyn Row, place: usize, column: &str) -> Result<bool, StoreError> {
    match integer(row, place, column)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(damaged(column)),
    }
}

fn subjects(row: &dyn Row, place: usize) -> Result<Vec<Subject>, StoreError> {
    let text = text(row, place, "subjects")?;
    if text == "[]" {
        return Ok(Vec::new());
    }
    let list: Vec<String> = serde_json::from_str(text).map_err(|_form| damaged("subjects"))?;
    let list: Vec<Subject> = list.into_iter().map(Subject::new).collect();
    if subjects_text(&list) == text { Ok(list) } else { Err(damaged("subjects")) }
}

pub(crate) fn keys(row: &dyn Row, place: usize) -> Result<Vec<(FieldId, Key)>, StoreError> {
    let text = text(row, place, "keys")?;
    serde_json::from_str(text)
        .ok()
        .filter(|list: &Vec<(FieldId, Key)>| keys_text(list) == text)
        .ok_or_else(|| damaged("keys"))
}

/// The kind, text and number by which a key is stored.
pub(crate) fn key_columns(key: &Key) -> (i64, &str, i64) {
    match key {
        Key::Text(text) => (0, text, 0),
        Key::Number(number) => (1, "", *number),
    }
}

/// Reads `kind, tval, nval` from this place on.
pub(crate) fn key(row: &dyn Row, place: usize) -> Result<Key, StoreError> {
    let (tval, nval) = (text(row, place + 1, "tval")?, integer(row, place + 2, "nval")?);
    match (integer(row, place, "kind")?, tval, nval) {
        (0, text, 0) => Ok(Key::Text(text.to_owned())),
        (1, "", number) => Ok(Key::Number(number)),
        _ => Err(damaged("kind")),
    }
}

fn meta(row: &dyn Row, first: usize) -> Result<Meta, StoreError> {
    Ok(Meta {
        register: text(row, first, "register")?.into(),
        id: text(row, first + 1, "id")?.into(),
        version: count(row, first + 2, "version")?,
        act: count(row, first + 3, "act")?,
        recorded: Instant(integer(row, first + 4, "recorded")?),
        valid: valid(row, first + 5, first + 6)?,
        ended: flag(row, first + 7, "ended")?,
    })
}

/// The columns of a version, from this place on.
pub(crate) fn sealed(row: &dyn Row, first: usize) -> Result<Sealed, StoreError> {
    let doc = text(row, first + 10, "doc")?.to_owned();
    Ok(Sealed::new(meta(row, first)?, subjects(row, first + 8)?, keys(row, first + 9)?, doc))
}

/// A row of [`crate::sql::LAST`] or `EARLIER`: what of a version later ones take days from.
pub(crate) fn former(row: &dyn Row) -> Result<Former, StoreError> {
    Ok(Former {
        version: count(row, 0, "version")?,
        recorded: Instant(integer(row, 1, "recorded")?),
        valid: valid(row, 2, 3)?,
        ended: flag(row, 4, "ended")?,
        keys: keys(row, 5)?,
    })
}

pub(crate) fn written(row: &dyn Row) -> Result<WrittenVersion, StoreError> {
    let Meta { register, id, version, act, recorded, valid, ended } = meta(row, 0)?;
    let (subjects, keys, doc) = (subjects(row, 8)?, keys(row, 9)?, text(row, 10, "doc")?.to_owned());
    let version = Version { register, id, version, recorded, valid, ended, subjects, keys, doc };
    Ok(WrittenVersion { act, version })
}

/// A row of [`crate::sql::SCAN_INDEX`].
pub(crate) fn index_row(row: &dyn Row) -> Result<IndexRow, StoreError> {
    let (live, known_until) = (flag(row, 2, "live")?, integer(row, 6, "recorded_until")?);
    let valid_until = end_date(row, 7, "valid_until")?;
    if live != (known_until == OPEN && valid_until.is_none()) {
        return Err(damaged("live"));
    }
    Ok(IndexRow {
        register: text(row, 0, "register")?.into(),
        field: text(row, 1, "field")?.into(),
        key: key(row, 3)?,
        id: text(row, 8, "id")?.into(),
        version: count(row, 9, "version")?,
        valid_from: date(row, 10, "valid_from")?,
        valid_until,
        recorded_from: Instant(integer(row, 11, "recorded_from")?),
        recorded_until: Some(Instant(known_until)).filter(|until| until.0 != OPEN),
    })
}

/// A row of [`crate::sql::LEAVES`].
pub(crate) fn leaf(row: &dyn Row) -> Result<StoredLeaf, StoreError> {
    Ok(StoredLeaf {
        index: count(row, 0, "idx")?,
        leaf: text(row, 1, "leaf")?.to_owned(),
        hash: hash(row, 2, "hash")?,
        body: text(row, 3, "body")?.to_owned(),
        subjects: subjects(row, 4)?,
    })
}

/// A row of [`crate::sql::SCAN_TILES`].
pub(crate) fn tile(row: &dyn Row) -> Result<TileRow, StoreError> {
    Ok(TileRow {
        level: count(row, 0, "level")?,
        index: count(row, 1, "idx")?,
        data: bytes(row, 2, "data")?.to_vec(),
    })
}
