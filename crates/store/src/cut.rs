//! Taking a store back to what it was when its log was shorter, for a restore to an earlier moment.
//!
//! What is left is exactly what the first acts wrote, as if the others had never been; only `/reads` stays whole: what
//! was seen was seen. Nothing that was signed may be signed again for another tree, so the store forgets what was signed
//! and its tiles: whoever goes on with it begins another log, under another name.

use crate::Sqlite;
use crate::backend::{IndexRow, StoreError};
use crate::check::tagged;
use crate::column::{self, end_text};
use crate::db::{Db, Param, Runs, params};
use crate::known::Counter;
use crate::read::{self, integer};
use crate::row::{Log, Version};
use crate::span::index_rows;
use crate::sql::{self, OPEN};
use base::{Hash, RecordId, RegisterId, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Leaves read at once.
const LEAVES: u64 = 1_024;

/// Leaves the first `size` acts in the store of a directory that nobody else has open, and forgets what was signed.
/// `contents` are those that only later acts kept. All of it is durable, or nothing was done.
pub fn to(dir: &Path, size: u64, contents: &[Hash]) -> Result<(), StoreError> {
    Sqlite::cut(dir, |db| {
        let head = read::head(db, Log::Acts)?;
        if size > head.size {
            return Err(StoreError::Damaged(format!("asked for {size} leaves, the log has {}", head.size)));
        }
        records(db, size)?;
        leaves(db, size, head.size)?;
        let mut dropped = Runs::of(sql::DROP_BLOB, 1);
        for hash in contents {
            dropped.add(params![hash.0]);
        }
        if !dropped.is_empty() {
            let kept = read::blobs_kept(db)?.saturating_sub(db.change_all(&dropped)?);
            db.change(sql::SET_META, params!["blobs", kept.to_string()])?;
        }
        db.change(sql::SET_SIZE, params![Log::Acts.name(), integer(size)?])?;
        for log in Log::ALL {
            db.change(sql::DROP_TILES, params![log.name()])?;
            db.change(sql::DROP_SIGNED, params![log.name()])?;
        }
        Ok(())
    })
}

/// Takes back the versions that later acts wrote, and what the index says because of them.
fn records(db: &impl Db, size: u64) -> Result<(), StoreError> {
    let touched: Vec<(RegisterId, RecordId)> =
        db.list(sql::RECORDS_SINCE, &params![integer(size)?], |row| {
            Ok((
                RegisterId::new(column::text(row, 0, "register")?),
                RecordId::new(column::text(row, 1, "id")?),
            ))
        })?;
    for (register, id) in &touched {
        let of = params![register.as_str(), id.as_str()];
        let written = db.list(sql::HISTORY, &of, column::written)?;
        let (mut all, mut kept) = (Vec::new(), Vec::new());
        let mut dropped = Runs::of(sql::DROP_VERSION, 3);
        for one in written {
            if one.act < size {
                kept.push(one.version.clone());
            } else {
                dropped.add(params![register.as_str(), id.as_str(), one.version.version]);
            }
            all.push(one.version);
        }
        index(db, &all, &kept)?;
        db.change_all(&dropped)?;
    }
    Ok(())
}

/// Makes the index say what the kept versions say, where it said what all did.
fn index(db: &impl Db, all: &[Version], kept: &[Version]) -> Result<(), StoreError> {
    let (before, after) = (index_rows(all), index_rows(kept));
    let mut gone = Runs::of(sql::DROP_INDEX, 11);
    for row in before.difference(&after) {
        let mut place = place(row);
        place.truncate(11);
        gone.add_row(place);
    }
    let mut back = Runs::of(sql::ADD_INDEX, 12);
    after.difference(&before).for_each(|row| back.add_row(place(row)));
    let missing = u64::try_from(gone.len()).unwrap_or(u64::MAX);
    let found = if gone.is_empty() { 0 } else { db.change_all(&gone)? };
    if found != missing {
        return Err(StoreError::Damaged(format!(
            "{} index rows are missing; `koom verify` says which",
            missing - found
        )));
    }
    if !back.is_empty() {
        db.change_all(&back)?;
    }
    Ok(())
}

/// The columns of an index row: those of its key first.
fn place(row: &IndexRow) -> Vec<Param<'_>> {
    let live = row.recorded_until.is_none() && row.valid_until.is_none();
    let (kind, tval, nval) = column::key_columns(&row.key);
    params![
        row.register.as_str(),
        row.field.as_str(),
        live,
        kind,
        tval,
        nval,
        row.recorded_until.map_or(OPEN, |until| until.0),
        end_text(row.valid_until),
        row.id.as_str(),
        row.version,
        row.valid_from.to_string(),
        row.recorded_from.0
    ]
    .into()
}

/// Takes back the leaves of later acts: who finds them, and the tags they gave out.
fn leaves(db: &impl Db, size: u64, until: u64) -> Result<(), StoreError> {
    let log = Log::Acts;
    let mut named: BTreeSet<Subject> = BTreeSet::new();
    let mut given: BTreeMap<Counter, u32> = BTreeMap::new();
    let mut at = size;
    while at < until {
        let end = until.min(at.saturating_add(LEAVES));
        let part = db.list(sql::LEAVES, &params![log.name(), integer(at)?, integer(end)?], column::leaf)?;
        let mut found = Runs::of(sql::DROP_LEAF_SUBJECT, 3);
        let mut dropped = Runs::of(sql::DROP_LEAF, 2);
        for leaf in &part {
            let index = integer(leaf.index)?;
            let day = tagged(leaf).map_err(|what| StoreError::Damaged(format!("leaf {index}: {what}")))?;
            for subject in &*leaf.subjects {
                found.add(params![log.name(), subject.as_str(), index]);
                if let Some(day) = day {
                    let count = given.entry((log, subject.clone(), day)).or_default();
                    *count = count.saturating_add(1);
                }
                named.insert(subject.clone());
            }
            dropped.add(params![log.name(), index]);
        }
        for runs in [&found, &dropped].into_iter().filter(|runs| !runs.is_empty()) {
            db.change_all(runs)?;
        }
        at = end;
    }
    counters(db, &given)?;
    keys(db, &named)
}

fn counters(db: &impl Db, given: &BTreeMap<Counter, u32>) -> Result<(), StoreError> {
    for ((log, subject, day), given) in given {
        let counter = || params![log.name(), subject.as_str(), day.to_string()];
        let had: u32 = db.one(sql::TAG_COUNT, &counter(), |row| column::count(row, 0, "n"))?.unwrap_or(0);
        match had.checked_sub(*given) {
            Some(0) => db.change(sql::DROP_TAG_COUNT, counter())?,
            Some(left) => {
                let [log, subject, day] = counter();
                db.change(sql::SET_TAG_COUNT, [log, subject, day, left.into()])?;
            }
            None => return Err(StoreError::Damaged("fewer tags were counted than leaves have".to_owned())),
        }
    }
    Ok(())
}

/// A log key is made with a person's first leaf: whom no leaf names any more has none.
fn keys(db: &impl Db, named: &BTreeSet<Subject>) -> Result<(), StoreError> {
    for subject in named {
        let mut left = false;
        for log in Log::ALL {
            let of = params![log.name(), subject.as_str(), i64::MAX, 1_i64];
            left = left || db.one(sql::LEAVES_OF, &of, column::leaf)?.is_some();
        }
        if !left {
            db.change(sql::DROP_SUBJECT_KEY, params![subject.as_str()])?;
        }
    }
    Ok(())
}
