//! Columns to values and back. What does not read back exactly as this program writes it is damaged; messages
//! name the column, never its value.

use crate::backend::{IndexRow, StoreError, TileRow, WrittenVersion};
use crate::row::{Key, Log, StoredLeaf, Valid, Version, keys_text, subjects_text};
use crate::sealed::{Meta, Sealed};
use crate::sql::{EVER, OPEN};
use base::{Date, FieldId, Hash, Instant, Subject};
use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, Row};

/// What the database said, as the store's error. A full disk is the one that people can mend.
pub(super) fn fault(error: rusqlite::Error) -> StoreError {
    use rusqlite::Error as Sql;
    match error {
        // The shared memory file of the WAL could not be extended: also no space.
        Sql::SqliteFailure(failure, _)
            if failure.code == ErrorCode::DiskFull
                || failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE =>
        {
            StoreError::Full
        }
        Sql::SqliteFailure(failure, _)
            if matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) =>
        {
            StoreError::Damaged(format!("the database file is corrupt ({failure})"))
        }
        other => StoreError::Database(Box::new(other)),
    }
}

fn damaged(column: &str) -> StoreError {
    StoreError::Damaged(format!("column {column} holds what was never written there"))
}

fn value<'r>(row: &'r Row<'_>, place: usize) -> Result<ValueRef<'r>, StoreError> {
    row.get_ref(place).map_err(fault)
}

pub(super) fn text<'r>(row: &'r Row<'_>, place: usize, column: &str) -> Result<&'r str, StoreError> {
    value(row, place)?.as_str().map_err(|_kind| damaged(column))
}

pub(super) fn integer(row: &Row<'_>, place: usize, column: &str) -> Result<i64, StoreError> {
    value(row, place)?.as_i64().map_err(|_kind| damaged(column))
}

pub(super) fn bytes<'r>(row: &'r Row<'_>, place: usize, column: &str) -> Result<&'r [u8], StoreError> {
    value(row, place)?.as_blob().map_err(|_kind| damaged(column))
}

/// A number that is never negative.
pub(super) fn count<N: TryFrom<i64>>(row: &Row<'_>, place: usize, column: &str) -> Result<N, StoreError> {
    N::try_from(integer(row, place, column)?).map_err(|_range| damaged(column))
}

pub(super) fn hash(row: &Row<'_>, place: usize, column: &str) -> Result<Hash, StoreError> {
    bytes(row, place, column)?.try_into().map(Hash).map_err(|_length| damaged(column))
}

pub(super) fn log(row: &Row<'_>, place: usize) -> Result<Log, StoreError> {
    let name = text(row, place, "log")?;
    Log::ALL.into_iter().find(|log| log.name() == name).ok_or_else(|| damaged("log"))
}

pub(super) fn date(row: &Row<'_>, place: usize, column: &str) -> Result<Date, StoreError> {
    let text = text(row, place, column)?;
    // Of the forms of ISO 8601 that read as this date, the one that sorts.
    let sorts = text.len() == 10 && text.as_bytes().get(7) == Some(&b'-');
    text.parse().ok().filter(|_| sorts).ok_or_else(|| damaged(column))
}

fn end_date(row: &Row<'_>, place: usize, column: &str) -> Result<Option<Date>, StoreError> {
    if text(row, place, column)? == EVER { Ok(None) } else { date(row, place, column).map(Some) }
}

/// The stored text of the end of a range of days.
pub(super) fn end_text(until: Option<Date>) -> String {
    until.map_or_else(|| EVER.to_owned(), |date| date.to_string())
}

pub(super) fn valid(row: &Row<'_>, from: usize, until: usize) -> Result<Valid, StoreError> {
    Ok(Valid { from: date(row, from, "valid_from")?, until: end_date(row, until, "valid_until")? })
}

pub(super) fn flag(row: &Row<'_>, place: usize, column: &str) -> Result<bool, StoreError> {
    match integer(row, place, column)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(damaged(column)),
    }
}

fn subjects(row: &Row<'_>, place: usize) -> Result<Vec<Subject>, StoreError> {
    let text = text(row, place, "subjects")?;
    if text == "[]" {
        return Ok(Vec::new());
    }
    let list: Vec<String> = serde_json::from_str(text).map_err(|_form| damaged("subjects"))?;
    let list: Vec<Subject> = list.into_iter().map(Subject::new).collect();
    if subjects_text(&list) == text { Ok(list) } else { Err(damaged("subjects")) }
}

pub(super) fn keys(row: &Row<'_>, place: usize) -> Result<Vec<(FieldId, Key)>, StoreError> {
    let text = text(row, place, "keys")?;
    serde_json::from_str(text)
        .ok()
        .filter(|list: &Vec<(FieldId, Key)>| keys_text(list) == text)
        .ok_or_else(|| damaged("keys"))
}

/// The kind, text and number by which a key is stored.
pub(super) fn key_columns(key: &Key) -> (i64, &str, i64) {
    match key {
        Key::Text(text) => (0, text, 0),
        Key::Number(number) => (1, "", *number),
    }
}

/// Reads `kind, tval, nval` from this place on.
pub(super) fn key(row: &Row<'_>, place: usize) -> Result<Key, StoreError> {
    let (tval, nval) = (text(row, place + 1, "tval")?, integer(row, place + 2, "nval")?);
    match (integer(row, place, "kind")?, tval, nval) {
        (0, text, 0) => Ok(Key::Text(text.to_owned())),
        (1, "", number) => Ok(Key::Number(number)),
        _ => Err(damaged("kind")),
    }
}

fn meta(row: &Row<'_>) -> Result<Meta, StoreError> {
    Ok(Meta {
        register: text(row, 0, "register")?.into(),
        id: text(row, 1, "id")?.into(),
        version: count(row, 2, "version")?,
        act: count(row, 3, "act")?,
        recorded: Instant(integer(row, 4, "recorded")?),
        valid: valid(row, 5, 6)?,
        ended: flag(row, 7, "ended")?,
    })
}

/// A row of [`crate::sql::EFFECTIVE`] or `HISTORY`.
pub(super) fn sealed(row: &Row<'_>) -> Result<Sealed, StoreError> {
    Ok(Sealed::new(meta(row)?, subjects(row, 8)?, keys(row, 9)?, text(row, 10, "doc")?.to_owned()))
}

pub(super) fn written(row: &Row<'_>) -> Result<WrittenVersion, StoreError> {
    let Meta { register, id, version, act, recorded, valid, ended } = meta(row)?;
    let (subjects, keys, doc) = (subjects(row, 8)?, keys(row, 9)?, text(row, 10, "doc")?.to_owned());
    let version = Version { register, id, version, recorded, valid, ended, subjects, keys, doc };
    Ok(WrittenVersion { act, version })
}

/// A row of [`crate::sql::SCAN_INDEX`].
pub(super) fn index_row(row: &Row<'_>) -> Result<IndexRow, StoreError> {
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
pub(super) fn leaf(row: &Row<'_>) -> Result<StoredLeaf, StoreError> {
    Ok(StoredLeaf {
        index: count(row, 0, "idx")?,
        leaf: text(row, 1, "leaf")?.to_owned(),
        hash: hash(row, 2, "hash")?,
        body: text(row, 3, "body")?.to_owned(),
        subjects: subjects(row, 4)?,
    })
}

/// A row of [`crate::sql::SCAN_TILES`].
pub(super) fn tile(row: &Row<'_>) -> Result<TileRow, StoreError> {
    Ok(TileRow {
        level: count(row, 0, "level")?,
        index: count(row, 1, "idx")?,
        data: bytes(row, 2, "data")?.to_vec(),
    })
}
