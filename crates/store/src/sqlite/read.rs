//! Reading: a snapshot is one connection in one read transaction.

use super::column::{self, fault};
use super::{Sqlite, db_integer, find};
use crate::backend::{Checkpoint, Head, IndexRow, Snapshot, StoreError, TileRow, WrittenVersion};
use crate::query::{AsOf, Query};
use crate::row::{Log, StoredLeaf};
use crate::sealed::Sealed;
use crate::sql::{self, OPEN};
use base::{Date, Hash, Instant, RecordId, RegisterId, Subject};
use rusqlite::{Connection, Params, Row, params};

/// A consistent view; gives its connection back when dropped.
pub(super) struct View<'s> {
    store: &'s Sqlite,
    /// `None` only while it is given back.
    connection: Option<Connection>,
    acts: u64,
}

impl<'s> View<'s> {
    pub(super) fn begin(store: &'s Sqlite) -> Result<Self, StoreError> {
        let connection = store.reader()?;
        connection.execute_batch("begin").map_err(fault)?;
        let mut view = Self { store, connection: Some(connection), acts: 0 };
        // The first read fixes the moment. A damaged head is for `verify` to find; then nothing counts as seen.
        view.acts = match head(view.db()?, Log::Acts) {
            Ok(head) => head.size,
            Err(StoreError::Damaged(_)) => 0,
            Err(error) => return Err(error),
        };
        Ok(view)
    }

    fn db(&self) -> Result<&Connection, StoreError> {
        self.connection.as_ref().ok_or_else(|| StoreError::Database("the snapshot has ended".into()))
    }
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && connection.execute_batch("rollback").is_ok()
        {
            self.store.give_back(connection);
        }
    }
}

/// Every row of a statement, each read by `read` and given to `each`.
fn every<T>(
    db: &Connection,
    statement: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    mut each: impl FnMut(T),
) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(statement).map_err(fault)?;
    let mut rows = statement.query(params).map_err(fault)?;
    while let Some(row) = rows.next().map_err(fault)? {
        each(read(row)?);
    }
    Ok(())
}

fn list<T>(
    db: &Connection,
    statement: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    every(db, statement, params, read, |item| found.push(item))?;
    Ok(found)
}

/// The first row, if there is one.
pub(super) fn one<T>(
    db: &Connection,
    statement: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = db.prepare_cached(statement).map_err(fault)?;
    let mut rows = statement.query(params).map_err(fault)?;
    rows.next().map_err(fault)?.map(read).transpose()
}

pub(super) fn get(
    db: &Connection,
    register: &RegisterId,
    id: &RecordId,
    at: &AsOf,
) -> Result<Option<Sealed>, StoreError> {
    let at = params![register.as_str(), id.as_str(), at.valid.to_string(), known_at(at)];
    Ok(one(db, sql::EFFECTIVE, at, column::sealed)?.filter(|sealed| !sealed.meta().ended))
}

/// The time of knowledge as the statements compare it: everything was recorded before [`OPEN`].
pub(super) fn known_at(at: &AsOf) -> i64 {
    at.recorded.map_or(OPEN - 1, |Instant(time)| time.min(OPEN - 1))
}

pub(super) fn latest(db: &Connection, register: &RegisterId, id: &RecordId) -> Result<u32, StoreError> {
    let at = params![register.as_str(), id.as_str()];
    Ok(one(db, sql::LATEST, at, |row| column::count(row, 0, "version"))?.unwrap_or(0))
}

pub(super) fn head(db: &Connection, log: Log) -> Result<Head, StoreError> {
    let read = |row: &Row<'_>| {
        let signed = match row.get_ref(1).map_err(fault)? {
            rusqlite::types::ValueRef::Null => None,
            _ => Some(Checkpoint {
                size: column::count(row, 1, "signed_size")?,
                root: column::hash(row, 2, "signed_root")?,
                note: row.get(3).map_err(fault)?,
            }),
        };
        Ok(Head { size: column::count(row, 0, "size")?, signed })
    };
    one(db, sql::HEAD, [log.name()], read)?
        .ok_or_else(|| StoreError::Damaged(format!("the head of log {} is missing", log.name())))
}

pub(super) fn subject_key(db: &Connection, subject: &Subject) -> Result<Option<[u8; 32]>, StoreError> {
    one(db, sql::SUBJECT_KEY, [subject.as_str()], |row| column::hash(row, 0, "key").map(|Hash(key)| key))
}

pub(super) fn blobs_kept(db: &Connection) -> Result<u64, StoreError> {
    one(db, sql::META, ["blobs"], |row| Ok(column::text(row, 0, "value")?.parse().ok()))?
        .flatten()
        .ok_or_else(|| StoreError::Damaged("the number of contents in meta is no number".to_owned()))
}

/// "To the end" is any number beyond the largest the database knows.
fn position(index: u64) -> i64 {
    db_integer(index).unwrap_or(i64::MAX)
}

impl Snapshot for View<'_> {
    fn acts(&self) -> u64 {
        self.acts
    }

    fn get(&self, register: &RegisterId, id: &RecordId, at: &AsOf) -> Result<Option<Sealed>, StoreError> {
        get(self.db()?, register, id, at)
    }

    fn latest(&self, register: &RegisterId, id: &RecordId) -> Result<u32, StoreError> {
        latest(self.db()?, register, id)
    }

    fn find(&self, query: &Query) -> Result<Vec<Sealed>, StoreError> {
        let db = self.db()?;
        let mut found = Vec::new();
        for (id, version) in find::versions(db, query)? {
            let sealed = get(db, &query.register, &id, &query.at)?;
            found.extend(sealed.filter(|sealed| sealed.meta().version == version));
        }
        Ok(found)
    }

    fn count(&self, query: &Query) -> Result<u64, StoreError> {
        find::count(self.db()?, query)
    }

    fn history(&self, register: &RegisterId, id: &RecordId) -> Result<Vec<Sealed>, StoreError> {
        list(self.db()?, sql::HISTORY, params![register.as_str(), id.as_str()], column::sealed)
    }

    fn versions_after(
        &self,
        register: &RegisterId,
        (id, version): (&RecordId, u32),
        limit: usize,
    ) -> Result<Vec<Sealed>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let of = params![register.as_str(), id.as_str(), version, limit];
        list(self.db()?, sql::VERSIONS_AFTER, of, column::sealed)
    }

    fn head(&self, log: Log) -> Result<Head, StoreError> {
        head(self.db()?, log)
    }

    fn leaves(&self, log: Log, from: u64, to: u64) -> Result<Vec<StoredLeaf>, StoreError> {
        list(self.db()?, sql::LEAVES, params![log.name(), position(from), position(to)], column::leaf)
    }

    fn leaves_of(
        &self,
        log: Log,
        subject: &Subject,
        before: u64,
        limit: usize,
    ) -> Result<Vec<StoredLeaf>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let of = params![log.name(), subject.as_str(), position(before), limit];
        list(self.db()?, sql::LEAVES_OF, of, column::leaf)
    }

    fn subject_key(&self, subject: &Subject) -> Result<Option<[u8; 32]>, StoreError> {
        subject_key(self.db()?, subject)
    }

    fn tile(&self, log: Log, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let at = params![log.name(), level, position(index)];
        one(self.db()?, sql::TILE, at, |row| Ok(column::bytes(row, 0, "data")?.to_vec()))
    }

    fn blob(&self, hash: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        one(self.db()?, sql::BLOB, [hash.0], |row| Ok(column::bytes(row, 0, "bytes")?.to_vec()))
    }

    fn scan_versions(&self, each: &mut dyn FnMut(WrittenVersion)) -> Result<(), StoreError> {
        every(self.db()?, sql::SCAN_VERSIONS, [], column::written, each)
    }

    fn scan_index(&self, each: &mut dyn FnMut(IndexRow)) -> Result<(), StoreError> {
        every(self.db()?, sql::SCAN_INDEX, [], column::index_row, each)
    }

    fn scan_leaf_subjects(&self, each: &mut dyn FnMut(Log, Subject, u64)) -> Result<(), StoreError> {
        let read = |row: &Row<'_>| {
            let subject = Subject::new(column::text(row, 1, "subject")?);
            Ok((column::log(row, 0)?, subject, column::count(row, 2, "idx")?))
        };
        every(self.db()?, sql::SCAN_LEAF_SUBJECTS, [], read, |(log, subject, index)| {
            each(log, subject, index);
        })
    }

    fn scan_subject_keys(&self, each: &mut dyn FnMut(Subject)) -> Result<(), StoreError> {
        let read = |row: &Row<'_>| Ok(Subject::new(column::text(row, 0, "subject")?));
        every(self.db()?, sql::SCAN_SUBJECT_KEYS, [], read, each)
    }

    fn scan_tag_counts(&self, each: &mut dyn FnMut(Log, Subject, Date, u32)) -> Result<(), StoreError> {
        let read = |row: &Row<'_>| {
            let subject = Subject::new(column::text(row, 1, "subject")?);
            Ok((column::log(row, 0)?, subject, column::date(row, 2, "day")?, column::count(row, 3, "n")?))
        };
        every(self.db()?, sql::SCAN_TAG_COUNTS, [], read, |(log, subject, day, n)| {
            each(log, subject, day, n);
        })
    }

    fn scan_blobs(&self, each: &mut dyn FnMut(Hash, &[u8])) -> Result<(), StoreError> {
        let db = self.db()?;
        let mut statement = db.prepare_cached(sql::SCAN_BLOBS).map_err(fault)?;
        let mut rows = statement.query([]).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            each(column::hash(row, 0, "hash")?, column::bytes(row, 1, "bytes")?);
        }
        Ok(())
    }

    fn blobs_kept(&self) -> Result<u64, StoreError> {
        blobs_kept(self.db()?)
    }

    fn scan_tiles(&self, log: Log, each: &mut dyn FnMut(TileRow)) -> Result<(), StoreError> {
        every(self.db()?, sql::SCAN_TILES, [log.name()], column::tile, each)
    }
}
