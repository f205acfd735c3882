//! The narrow trait that a database implements. Everything above speaks to [`crate::Store`].
//!
//! The statements are one table of portable SQL for SQLite and PostgreSQL (`sql.rs`); no floats, no
//! database clock, no identifiers made by the database, no DDL when a state is published.

use crate::prepared::Prepared;
use crate::query::{AsOf, Query};
use crate::row::{Key, Log, Receipt, StoredLeaf, Version};
use crate::sealed::{ReadReceipt, Sealed};
use base::{Date, FieldId, Hash, Instant, RecordId, RegisterId, Subject};
use std::ops::Range;

/// Why the store failed. All are ours or the machine's; a person sees an incident number.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No space: nothing is written and no personal data is read until there is.
    #[error(
        "the disk is full; free space in the data directory, nothing was lost and nothing new was accepted"
    )]
    Full,
    /// Another process holds the data directory.
    #[error("another process is using this data directory; stop it first, one writer is allowed")]
    Locked,
    /// The schema is not one this program knows.
    #[error(
        "the data directory has schema {found}, this program knows {known}; use the program that wrote it, or a newer one"
    )]
    Schema {
        /// What the data directory says.
        found: u32,
        /// What this program knows.
        known: u32,
    },
    /// A step of the schema was applied with another text than this program has for it, or is not noted.
    #[error(
        "migration {number} was not applied to this database as this program knows it; use the program that applied it, and change no tables by hand"
    )]
    Migration {
        /// Its number.
        number: u32,
    },
    /// A row is not as it was written.
    #[error("damaged data: {0}")]
    Damaged(String),
    /// The query has no condition, or more than [`Query::CONDITIONS_MAX`].
    #[error("a query has one to four conditions, this one has {0}")]
    Query(usize),
    /// The data directory was opened for reading only.
    #[error("the data directory is open for reading only; nothing can be written")]
    ReadOnly,
    /// The database does not answer. What was under way may or may not have been written; a repeated act with the same
    /// idempotency key is done once.
    #[error("the database can't be reached: {0}; nothing confirmed is lost, try again")]
    Away(String),
    /// The disk did not do what it was told. What was under way may or may not have been written; a repeated act with the
    /// same idempotency key is done once. Whoever opened this store for writing writes nothing more.
    #[error(
        "the disk failed ({0}): nothing confirmed is lost, what was under way may or may not be there, and nothing more is written until a restart; look at the disk first"
    )]
    Disk(String),
    /// All connections that may be open at once are in use, so many.
    #[error(
        "all {0} connections for reading are in use; raise `database_connections` if the database has more to give"
    )]
    Busy(usize),
    /// The database can't hold a state as it is set up.
    #[error("the database is not set up for koom: {0}")]
    Setup(String),
    /// The database said no.
    #[error("the database failed")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What became of one act of a group.
#[derive(Debug)]
pub enum Outcome {
    /// Durable.
    Committed(Committed),
    /// What the act saw has changed; decide it anew.
    Conflict,
    /// The act can't be written as it is: [`StoreError::Damaged`] says why. The others of its group can.
    Refused(StoreError),
}

/// A durable act.
#[derive(Clone, Debug)]
pub struct Committed {
    /// Where its leaves stand: in `/log`, or in `/reads` for an act that only read.
    pub receipt: Receipt,
    /// Opens what the act read.
    pub read: ReadReceipt,
}

/// What the writer needs from above to finish a leaf: cryptography is not the store's business.
pub trait LeafMaker: Send + Sync {
    /// The tag of a person's `n`-th leaf of a day, 43 characters (docs/log-format.md). `n` begins at
    /// [`Log::first_tag`], so that no tag stands in both logs.
    fn tag(&self, key: &[u8; 32], day: Date, n: u32) -> String;
    /// The hash of a leaf in the Merkle tree.
    fn leaf_hash(&self, leaf: &[u8]) -> Hash;
    /// A fresh random log key for a person who has none yet.
    fn new_key(&self) -> [u8; 32];
}

/// A checkpoint as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Leaves covered.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
    /// The signed note; `None` between "about to sign" and "signed".
    pub note: Option<String>,
}

/// Where a log stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Leaves committed.
    pub size: u64,
    /// The last size and root that were (or were about to be) signed. Stored before publishing, so that no
    /// second root can ever be signed for one size.
    pub signed: Option<Checkpoint>,
}

impl Head {
    /// Whether this size and root must be recorded before signing: no, if they already are. `Err` if signing
    /// them would make two histories, or sign what is not there.
    pub(crate) fn may_sign(&self, size: u64, root: Hash) -> Result<bool, StoreError> {
        let signed = self.signed.as_ref().map(|checkpoint| (checkpoint.size, checkpoint.root));
        match signed {
            _ if size > self.size => {
                Err(StoreError::Damaged(format!("asked to sign {size} leaves, the log has {}", self.size)))
            }
            Some((last, _)) if size < last => {
                Err(StoreError::Damaged(format!("asked to sign {size} leaves after {last} were signed")))
            }
            Some((last, other)) if size == last && other != root => {
                Err(StoreError::Damaged(format!("asked to sign a second root for {size} leaves")))
            }
            _ => Ok(signed != Some((size, root))),
        }
    }

    /// `Err` if nothing was announced.
    pub(crate) fn may_publish(&self) -> Result<(), StoreError> {
        self.signed.as_ref().map(|_| ()).ok_or_else(|| {
            StoreError::Damaged("asked to publish a checkpoint that was not announced".to_owned())
        })
    }
}

/// A tile to keep: the hashes of one level, 32 bytes each, up to 256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileRow {
    /// Level, 0 at the leaves.
    pub level: u8,
    /// Position in the level.
    pub index: u64,
    /// 32 to 8,192 bytes.
    pub data: Vec<u8>,
}

/// One index row, for `verify`: a key of a version, for a part of the version's range in which it held as the
/// state knew it from one moment until another. When a later version takes days from that part, the row is
/// closed and what remains goes on as new rows. Versions that say "ended" have none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndexRow {
    /// The register.
    pub register: RegisterId,
    /// The field.
    pub field: FieldId,
    /// The value.
    pub key: Key,
    /// The record.
    pub id: RecordId,
    /// The version it was expanded from.
    pub version: u32,
    /// First day.
    pub valid_from: Date,
    /// First day it no longer holds.
    pub valid_until: Option<Date>,
    /// Since when it was known like this.
    pub recorded_from: Instant,
    /// When a version that took days from this range was recorded.
    pub recorded_until: Option<Instant>,
}

/// A version with the act that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenVersion {
    /// Index of the act's leaf in `/log`.
    pub act: u64,
    /// The row.
    pub version: Version,
}

/// A consistent view of the store at one moment.
pub trait Snapshot {
    /// How many leaves `/log` had at this moment; 0 as long as nothing was asked that would tell.
    fn acts(&self) -> u64;
    /// The version of a record that holds at this point in both times; `None` if there is none or it has ended.
    fn get(&self, register: &RegisterId, id: &RecordId, at: &AsOf) -> Result<Option<Sealed>, StoreError>;
    /// The number of the record's latest version, 0 if it does not exist.
    fn latest(&self, register: &RegisterId, id: &RecordId) -> Result<u32, StoreError>;
    /// Both at once: the number of the record's latest version, and what holds at this point.
    fn standing(
        &self,
        register: &RegisterId,
        id: &RecordId,
        at: &AsOf,
    ) -> Result<(u32, Option<Sealed>), StoreError> {
        Ok((self.latest(register, id)?, self.get(register, id, at)?))
    }
    /// Records that match and hold. Ended ones are left out.
    fn find(&self, query: &Query) -> Result<Vec<Sealed>, StoreError>;
    /// The same, one after another until told to stop by `false`, without holding them: for answers of any length. A query
    /// with one key in its first condition needs the same memory whatever it gives; in a store that is in memory anyway, all of it.
    fn each(
        &self,
        query: &Query,
        each: &mut dyn FnMut(Sealed) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        for sealed in self.find(query)? {
            if !each(sealed)? {
                break;
            }
        }
        Ok(())
    }
    /// How many match (no limit).
    fn count(&self, query: &Query) -> Result<u64, StoreError>;
    /// All versions of a record, oldest first.
    fn history(&self, register: &RegisterId, id: &RecordId) -> Result<Vec<Sealed>, StoreError>;
    /// Records that had a key in an indexed field on any day, as known now or before, in the order of their ids: at most
    /// so many. For showing a person all that was ever held about them.
    fn ever(
        &self,
        register: &RegisterId,
        field: &FieldId,
        key: &Key,
        limit: usize,
    ) -> Result<Vec<RecordId>, StoreError>;
    /// Versions of a register in the order of record and number, after one of them (an empty id: from the first), at
    /// most so many: for giving out a whole register, page by page.
    fn versions_after(
        &self,
        register: &RegisterId,
        after: (&RecordId, u32),
        limit: usize,
    ) -> Result<Vec<Sealed>, StoreError>;
    /// Where a log stands.
    fn head(&self, log: Log) -> Result<Head, StoreError>;
    /// Leaves `from..to`, fewer at the end of the log.
    fn leaves(&self, log: Log, from: u64, to: u64) -> Result<Vec<StoredLeaf>, StoreError>;
    /// A person's leaves before `before` (exclusive), newest first.
    fn leaves_of(
        &self,
        log: Log,
        subject: &Subject,
        before: u64,
        limit: usize,
    ) -> Result<Vec<StoredLeaf>, StoreError>;
    /// A person's log key, if one was made.
    fn subject_key(&self, subject: &Subject) -> Result<Option<[u8; 32]>, StoreError>;
    /// A kept tile.
    fn tile(&self, log: Log, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError>;
    /// A kept content.
    fn blob(&self, hash: &Hash) -> Result<Option<Vec<u8>>, StoreError>;
    /// For `verify`: every version in the order of register, record, version.
    fn scan_versions(&self, each: &mut dyn FnMut(WrittenVersion)) -> Result<(), StoreError>;
    /// For `verify`: every index row, in no promised order.
    fn scan_index(&self, each: &mut dyn FnMut(IndexRow)) -> Result<(), StoreError>;
    /// For `verify`: every `(log, subject, leaf index)`.
    fn scan_leaf_subjects(&self, each: &mut dyn FnMut(Log, Subject, u64)) -> Result<(), StoreError>;
    /// For `verify`: everyone who has a log key.
    fn scan_subject_keys(&self, each: &mut dyn FnMut(Subject)) -> Result<(), StoreError>;
    /// For `verify`: every `(log, subject, day, count)` of tags given out.
    fn scan_tag_counts(&self, each: &mut dyn FnMut(Log, Subject, Date, u32)) -> Result<(), StoreError>;
    /// For `verify`: every kept content's name and bytes.
    fn scan_blobs(&self, each: &mut dyn FnMut(Hash, &[u8])) -> Result<(), StoreError>;
    /// For `verify`: how many contents were ever kept.
    fn blobs_kept(&self) -> Result<u64, StoreError>;
    /// For `verify`: every kept tile, in the order of level and position.
    fn scan_tiles(&self, log: Log, each: &mut dyn FnMut(TileRow)) -> Result<(), StoreError>;
}

/// A database.
pub trait Backend: Send + Sync {
    /// A consistent view of everything committed so far.
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError>;
    /// True if other programs may write beside this one, so that what this one remembers may be out of date.
    fn shared(&self) -> bool {
        false
    }
    /// True if this program is known to have written these leaves of `/log` itself, so that nobody else has written
    /// anything between them. False means only that it is not known.
    fn wrote_alone(&self, acts: Range<u64>) -> bool {
        let _ = acts;
        !self.shared()
    }
    /// Why nothing more is written until a restart, if so: after a disk has failed once, nobody knows what it kept of
    /// what it was given before.
    fn halted(&self) -> Option<String> {
        None
    }
    /// Bytes of the database, with what is still in its write-ahead log; 0 in memory.
    fn bytes(&self) -> Result<u64, StoreError>;
    /// Connections for reading: in use, idle.
    fn connections(&self) -> [usize; 2];
    /// Writes what is there already, to see whether the database takes a write.
    fn try_write(&self) -> Result<(), StoreError>;
    /// Writes a group of acts in one durable transaction, in order. Acts in conflict are left out; the
    /// others commit. The log head is locked first, so that any node may commit.
    fn commit(&self, group: Vec<Prepared>, maker: &dyn LeafMaker) -> Result<Vec<Outcome>, StoreError>;
    /// Records that this size and root are about to be signed; false, and nothing may be signed, if another program
    /// has announced a larger size. Refused as [`StoreError::Damaged`] if another root was recorded for that size,
    /// or a size is beyond the log.
    fn about_to_sign(&self, log: Log, size: u64, root: Hash) -> Result<bool, StoreError>;
    /// Keeps tiles and the signed note of the checkpoint announced for this size, in one durable transaction; false,
    /// and nothing is kept, if a larger size was announced meanwhile. A tile that is already there is replaced: a
    /// partial one grows.
    fn publish(&self, log: Log, size: u64, tiles: Vec<TileRow>, note: &str) -> Result<bool, StoreError>;
}
