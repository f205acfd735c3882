//! Reading: a snapshot is one connection in one read transaction.

use crate::backend::{Checkpoint, Head, IndexRow, Snapshot, StoreError, TileRow, WrittenVersion};
use crate::column;
use crate::db::{Db, Param, Row, params};
use crate::find;
use crate::pool::{Held, Reading};
use crate::query::{AsOf, Query};
use crate::row::{Key, Log, StoredLeaf};
use crate::sealed::Sealed;
use crate::sql::{self, OPEN};
use base::{Date, FieldId, Hash, Instant, RecordId, RegisterId, Subject};

/// A consistent view; `db` ends its transaction when dropped.
pub(crate) struct View<'p, C: Reading> {
    db: Held<'p, C>,
}

impl<'p, C: Reading> View<'p, C> {
    /// Over a connection in a transaction.
    pub(crate) fn of(db: Held<'p, C>) -> Self {
        Self { db }
    }

    /// Every row of a statement that may have very many, each read by `read` and given to `each`.
    fn every<T>(
        &self,
        statement: &'static str,
        params: &[Param<'_>],
        read: impl Fn(&dyn Row) -> Result<T, StoreError>,
        mut each: impl FnMut(T),
    ) -> Result<(), StoreError> {
        self.db.scan(statement, params, &mut |row| {
            each(read(row)?);
            Ok(true)
        })
    }
}

/// Where [`sql::STANDING`] has the number of the latest version: behind the version's own columns.
const LATEST: usize = 11;

/// The time of knowledge as the statements compare it: everything was recorded before [`OPEN`].
pub(crate) fn known_at(at: &AsOf) -> i64 {
    at.recorded.map_or(OPEN - 1, |Instant(time)| time.min(OPEN - 1))
}

pub(crate) fn latest(db: &impl Db, register: &RegisterId, id: &RecordId) -> Result<u32, StoreError> {
    let at = params![register.as_str(), id.as_str()];
    Ok(db.one(sql::LATEST, &at, |row| column::count(row, 0, "version"))?.unwrap_or(0))
}

pub(crate) fn head(db: &impl Db, log: Log) -> Result<Head, StoreError> {
    let read = |row: &dyn Row| {
        let signed = if row.is_null(1) {
            None
        } else {
            let note = if row.is_null(3) { None } else { Some(column::text(row, 3, "note")?.to_owned()) };
            let (size, root) = (column::count(row, 1, "signed_size")?, column::hash(row, 2, "signed_root")?);
            Some(Checkpoint { size, root, note })
        };
        Ok(Head { size: column::count(row, 0, "size")?, signed })
    };
    db.one(sql::HEAD, &params![log.name()], read)?
        .ok_or_else(|| StoreError::Damaged(format!("the head of log {} is missing", log.name())))
}

/// How many leaves both logs have.
pub(crate) fn sizes(db: &impl Db) -> Result<[u64; 2], StoreError> {
    Ok([head(db, Log::Acts)?.size, head(db, Log::Reads)?.size])
}

pub(crate) fn subject_key(db: &impl Db, subject: &Subject) -> Result<Option<[u8; 32]>, StoreError> {
    db.one(sql::SUBJECT_KEY, &params![subject.as_str()], |row| {
        column::hash(row, 0, "key").map(|Hash(key)| key)
    })
}

pub(crate) fn blobs_kept(db: &impl Db) -> Result<u64, StoreError> {
    db.one(sql::META, &params!["blobs"], |row| Ok(column::text(row, 0, "value")?.parse().ok()))?
        .flatten()
        .ok_or_else(|| StoreError::Damaged("the number of contents in meta is no number".to_owned()))
}

/// "To the end" is any number beyond the largest the database knows.
fn position(index: u64) -> i64 {
    integer(index).unwrap_or(i64::MAX)
}

/// An index or size as the database keeps it. The largest stands for "to the end".
pub(crate) fn integer(value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_large| StoreError::Damaged(format!("{value} is beyond any log")))
}

impl<C: Reading> Snapshot for View<'_, C> {
    fn acts(&self) -> u64 {
        self.db.acts()
    }

    fn get(&self, register: &RegisterId, id: &RecordId, at: &AsOf) -> Result<Option<Sealed>, StoreError> {
        let at = params![register.as_str(), id.as_str(), at.valid.to_string(), known_at(at)];
        let found = self.db.one(sql::EFFECTIVE, &at, |row| column::sealed(row, 0))?;
        Ok(found.filter(|sealed| !sealed.meta().ended))
    }

    fn latest(&self, register: &RegisterId, id: &RecordId) -> Result<u32, StoreError> {
        latest(&self.db, register, id)
    }

    fn standing(
        &self,
        register: &RegisterId,
        id: &RecordId,
        at: &AsOf,
    ) -> Result<(u32, Option<Sealed>), StoreError> {
        let of = params![register.as_str(), id.as_str(), at.valid.to_string(), known_at(at)];
        let read = |row: &dyn Row| Ok((column::count(row, LATEST, "version")?, column::sealed(row, 0)?));
        match self.db.one(sql::STANDING, &of, read)? {
            Some((latest, sealed)) => Ok((latest, Some(sealed).filter(|sealed| !sealed.meta().ended))),
            // Nothing holds then: nearly always because there is no such record.
            None => Ok((self.latest(register, id)?, None)),
        }
    }

    fn find(&self, query: &Query) -> Result<Vec<Sealed>, StoreError> {
        find::records(&self.db, query)
    }

    fn each(
        &self,
        query: &Query,
        each: &mut dyn FnMut(Sealed) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        find::each(&self.db, query, each)
    }

    fn count(&self, query: &Query) -> Result<u64, StoreError> {
        find::count(&self.db, query)
    }

    fn history(&self, register: &RegisterId, id: &RecordId) -> Result<Vec<Sealed>, StoreError> {
        self.db.list(sql::HISTORY, &params![register.as_str(), id.as_str()], |row| column::sealed(row, 0))
    }

    fn ever(
        &self,
        register: &RegisterId,
        field: &FieldId,
        key: &Key,
        limit: usize,
    ) -> Result<Vec<RecordId>, StoreError> {
        let (kind, text, number) = column::key_columns(key);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let of = params![register.as_str(), field.as_str(), kind, text, number, limit];
        self.db.list(sql::HAD, &of, |row| Ok(column::text(row, 0, "id")?.into()))
    }

    fn versions_after(
        &self,
        register: &RegisterId,
        (id, version): (&RecordId, u32),
        limit: usize,
    ) -> Result<Vec<Sealed>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let of = params![register.as_str(), id.as_str(), version, limit];
        self.db.list(sql::VERSIONS_AFTER, &of, |row| column::sealed(row, 0))
    }

    fn head(&self, log: Log) -> Result<Head, StoreError> {
        head(&self.db, log)
    }

    fn leaves(&self, log: Log, from: u64, to: u64) -> Result<Vec<StoredLeaf>, StoreError> {
        self.db.list(sql::LEAVES, &params![log.name(), position(from), position(to)], column::leaf)
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
        self.db.list(sql::LEAVES_OF, &of, column::leaf)
    }

    fn subject_key(&self, subject: &Subject) -> Result<Option<[u8; 32]>, StoreError> {
        subject_key(&self.db, subject)
    }

    fn tile(&self, log: Log, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let at = params![log.name(), i64::from(level), position(index)];
        self.db.one(sql::TILE, &at, |row| Ok(column::bytes(row, 0, "data")?.to_vec()))
    }

    fn blob(&self, hash: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        self.db.one(sql::BLOB, &params![hash.0], |row| Ok(column::bytes(row, 0, "bytes")?.to_vec()))
    }

    fn scan_versions(&self, each: &mut dyn FnMut(WrittenVersion)) -> Result<(), StoreError> {
        self.every(sql::SCAN_VERSIONS, &[], column::written, each)
    }

    fn scan_index(&self, each: &mut dyn FnMut(IndexRow)) -> Result<(), StoreError> {
        self.every(sql::SCAN_INDEX, &[], column::index_row, each)
    }

    fn scan_leaf_subjects(&self, each: &mut dyn FnMut(Log, Subject, u64)) -> Result<(), StoreError> {
        let read = |row: &dyn Row| {
            let subject = Subject::new(column::text(row, 1, "subject")?);
            Ok((column::log(row, 0)?, subject, column::count(row, 2, "idx")?))
        };
        self.every(sql::SCAN_LEAF_SUBJECTS, &[], read, |(log, subject, index)| {
            each(log, subject, index);
        })
    }

    fn scan_subject_keys(&self, each: &mut dyn FnMut(Subject)) -> Result<(), StoreError> {
        let read = |row: &dyn Row| Ok(Subject::new(column::text(row, 0, "subject")?));
        self.every(sql::SCAN_SUBJECT_KEYS, &[], read, each)
    }

    fn scan_tag_counts(&self, each: &mut dyn FnMut(Log, Subject, Date, u32)) -> Result<(), StoreError> {
        let read = |row: &dyn Row| {
            let subject = Subject::new(column::text(row, 1, "subject")?);
            Ok((column::log(row, 0)?, subject, column::date(row, 2, "day")?, column::count(row, 3, "n")?))
        };
        self.every(sql::SCAN_TAG_COUNTS, &[], read, |(log, subject, day, n)| {
            each(log, subject, day, n);
        })
    }

    fn scan_blobs(&self, each: &mut dyn FnMut(Hash, &[u8])) -> Result<(), StoreError> {
        self.db.scan(sql::SCAN_BLOBS, &[], &mut |row| {
            each(column::hash(row, 0, "hash")?, column::bytes(row, 1, "bytes")?);
            Ok(true)
        })
    }

    fn blobs_kept(&self) -> Result<u64, StoreError> {
        blobs_kept(&self.db)
    }

    fn scan_tiles(&self, log: Log, each: &mut dyn FnMut(TileRow)) -> Result<(), StoreError> {
        self.every(sql::SCAN_TILES, &params![log.name()], column::tile, each)
    }
}
