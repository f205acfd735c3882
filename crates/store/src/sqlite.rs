//! The store in one SQLite file, `DIR/koom.db`: one writer, many readers, every commit synced.
//!
//! `DIR/koom.lock` is held as long as the writer lives, so a second server or a stray command can't write.

mod carry;
mod db;
mod reader;
#[cfg(test)]
mod tests;
mod whole;

use crate::backend::{Backend, LeafMaker, Outcome, Snapshot, StoreError, TileRow};
use crate::commit;
use crate::db::{Db as _, Runs};
use crate::known::Known;
use crate::migrations;
use crate::pool::Pool;
use crate::prepared::Prepared;
use crate::read::{self, View};
use crate::row::Log;
use crate::sign;
use base::Hash;
use carry::Carrier;
use db::fault;
use reader::{Reader, Writes};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// Page cache of the writer: the upper parts of all indexes and the leaves of the busiest.
const WRITER_CACHE_KIB: i64 = 48 * 1024;
/// Page cache of one reader; what it does not hold the operating system does.
const READER_CACHE_KIB: i64 = 2 * 1024;
/// Readers kept open. More may be open at a time, one for each snapshot; the rest are closed after use.
const IDLE_READERS_MAX: usize = 8;
/// Statements kept prepared for each connection: all there are.
const STATEMENTS_MAX: usize = 96;
/// Measured on commits: a tenth less work than the usual 4 KiB, as leaves and versions are long rows.
const PAGE_BYTES: i64 = 8_192;
/// What the write-ahead log shrinks to after a long reader made it grow.
const WAL_KEPT_BYTES: i64 = 128 * 1024 * 1024;
/// How long a reader waits while another process recovers or closes the database.
const BUSY: Duration = Duration::from_secs(5);

/// The database in a data directory.
pub(crate) const FILE: &str = "koom.db";

/// What is written and taken away again to see whether there is room, and how much of it.
const ROOM: &str = "koom.room";
const ROOM_BYTES: usize = 1024 * 1024;

/// A data directory.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    /// Idle ones. They are dropped before the writer, which then carries its log over into the database file.
    readers: Pool<Reader>,
    /// `None` if another process may be writing.
    writes: Option<Arc<Writes>>,
    /// `None` if open for reading only.
    writer: Option<Mutex<Writing>>,
    /// Why nothing more is written. A sync that failed may succeed when it is asked again, though what it should have kept
    /// is gone; only what is read from the disk at the next start is known to be there.
    halted: Arc<OnceLock<String>>,
    /// Held until this is dropped.
    _lock: Option<File>,
}

/// The one connection that writes, and what it need not ask again.
#[derive(Debug)]
struct Writing {
    connection: Connection,
    known: Known,
    carrier: Carrier,
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.carrier.stop(&mut self.connection);
    }
}

impl Sqlite {
    /// Opens a data directory for writing, making the database if there is none. The directory must exist.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let lock = lock(dir)?;
        let path = dir.join(FILE);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = connect(&path, flags, WRITER_CACHE_KIB)?;
        prepare_writer(&mut connection)?;
        let own = connect(
            &path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            READER_CACHE_KIB,
        )?;
        let halted = Arc::new(OnceLock::new());
        let carrier = Carrier::start(own, &mut connection, Arc::clone(&halted))?;
        let writer = Writing { connection, known: Known::default(), carrier };
        // The file's name must survive a power cut as well as its content.
        File::open(dir).and_then(|dir| dir.sync_all()).map_err(io)?;
        Ok(Self {
            path,
            writer: Some(Mutex::new(writer)),
            readers: Pool::keeping(IDLE_READERS_MAX, None),
            writes: Some(Arc::default()),
            halted,
            _lock: Some(lock),
        })
    }

    /// Opens a data directory for reading, beside a server that may be writing to it.
    pub fn open_read_only(dir: &Path) -> Result<Self, StoreError> {
        let store = Self {
            path: dir.join(FILE),
            writer: None,
            readers: Pool::keeping(IDLE_READERS_MAX, None),
            writes: None,
            halted: Arc::default(),
            _lock: None,
        };
        let connection = store.reader()?;
        check_schema(&connection)?;
        store.readers.give(Reader::new(connection, None));
        Ok(store)
    }

    /// Writes rows durably and nothing else.
    pub(crate) fn bare(&self, group: &[Runs<'_>]) -> Result<(), StoreError> {
        let group: Vec<_> = group.iter().collect();
        self.write(|tx, _known| tx.change_each(&group)).map(|_done| ())
    }

    /// A connection in a read transaction.
    pub(crate) fn reading(&self) -> Result<Connection, StoreError> {
        let connection = self.reader()?;
        connection.execute_batch("begin").map_err(fault)?;
        Ok(connection)
    }

    fn writer(&self) -> Result<MutexGuard<'_, Writing>, StoreError> {
        let writer = self.writer.as_ref().ok_or(StoreError::ReadOnly)?;
        if let Some(why) = self.halted.get() {
            return Err(StoreError::Disk(why.clone()));
        }
        // A panic under the lock dropped its transaction, which rolled it back.
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes in one durable transaction; after a disk has failed, never again.
    fn write<T>(
        &self,
        what: impl FnOnce(&Transaction<'_>, &mut Known) -> Result<T, StoreError>,
    ) -> Result<(T, MutexGuard<'_, Writing>), StoreError> {
        let mut writer = self.writer()?;
        let Writing { connection, known, carrier } = &mut *writer;
        let write = || {
            if carrier.has_carried() {
                self.end_log(connection)?;
            }
            let tx = begin(connection)?;
            let done = what(&tx, known)?;
            tx.commit().map_err(fault)?;
            self.committed();
            Ok(done)
        };
        let done = write();
        if let Err(StoreError::Disk(why)) = &done {
            let _known = self.halted.set(why.clone());
        }
        Ok((done?, writer))
    }

    /// Whoever reads from here on sees what was committed.
    fn committed(&self) {
        if let Some(writes) = &self.writes {
            writes.committed();
        }
        self.rest_readers();
    }

    fn rest_readers(&self) {
        self.readers.retain_idle(|reader| reader.rest().is_ok());
    }

    /// Carries the rest of the log over and begins it anew.
    fn end_log(&self, writer: &Connection) -> Result<(), StoreError> {
        let log_ends = |ends| self.writes.iter().for_each(|writes| writes.log_ends(ends));
        log_ends(true);
        self.rest_readers();
        let ended = Carrier::finish(writer, BUSY);
        log_ends(false);
        ended
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        connect(&self.path, flags, READER_CACHE_KIB)
    }
}

impl Backend for Sqlite {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        let held = self.readers.hold(|idle| {
            let mut reader = match idle {
                Some(reader) => reader,
                None => Reader::new(self.reader()?, self.writes.clone()),
            };
            reader.begin()?;
            Ok(reader)
        })?;
        Ok(Box::new(View::of(held)))
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        let log = self.path.with_file_name(format!("{FILE}-wal"));
        let size = |path: &Path| match std::fs::metadata(path) {
            Ok(file) => Ok(file.len()),
            // The log is there only while someone has the database open.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(io(error)),
        };
        Ok(size(&self.path)?.saturating_add(size(&log)?))
    }

    fn connections(&self) -> [usize; 2] {
        self.readers.counts()
    }

    fn try_write(&self) -> Result<(), StoreError> {
        let mut writer = self.writer()?;
        // A few rows might fit into what the log already holds: the next group of acts must too.
        let room = self.path.with_file_name(ROOM);
        let kept = std::fs::write(&room, vec![0; ROOM_BYTES]).map_err(io);
        let taken = std::fs::remove_file(&room).map_err(io);
        kept.and(taken)?;
        let tx = begin(&mut writer.connection)?;
        sign::again::<Connection>(&tx)?;
        tx.commit().map_err(fault)?;
        self.committed();
        Ok(())
    }

    fn halted(&self) -> Option<String> {
        self.halted.get().cloned()
    }

    fn commit(&self, group: Vec<Prepared>, maker: &dyn LeafMaker) -> Result<Vec<Outcome>, StoreError> {
        let ((outcomes, given), mut writer) = self.write(|tx, known| {
            let sizes = read::sizes(&**tx)?;
            commit::write(&**tx, known, sizes, group, maker)
        })?;
        writer.known.learn(given);
        Ok(outcomes)
    }

    fn about_to_sign(&self, log: Log, size: u64, root: Hash) -> Result<bool, StoreError> {
        Ok(self.write(|tx, _known| sign::announce::<Connection>(tx, log, size, root))?.0)
    }

    fn publish(&self, log: Log, size: u64, tiles: Vec<TileRow>, note: &str) -> Result<bool, StoreError> {
        Ok(self.write(|tx, _known| sign::publish::<Connection>(tx, log, size, &tiles, note))?.0)
    }
}

/// A transaction that writes: the one writer holds the heads of both logs from its beginning.
fn begin(connection: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)
}

fn io(error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => StoreError::Full,
        _ => StoreError::Database(Box::new(error)),
    }
}

fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join("koom.lock");
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked),
        Err(TryLockError::Error(error)) => Err(io(error)),
    }
}

fn connect(path: &Path, flags: OpenFlags, cache_kib: i64) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags).map_err(fault)?;
    connection.busy_timeout(BUSY).map_err(fault)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // Plans must not depend on the values bound: else some statements are planned anew at every use.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
    // Negative: a size in KiB instead of pages. Sorts and temporary tables of `verify` go to files, not memory.
    connection.pragma_update(None, "cache_size", -cache_kib).map_err(fault)?;
    connection.pragma_update(None, "temp_store", "FILE").map_err(fault)?;
    Ok(connection)
}

fn prepare_writer(writer: &mut Connection) -> Result<(), StoreError> {
    // Takes effect in a new file only.
    writer.pragma_update(None, "page_size", PAGE_BYTES).map_err(fault)?;
    let mode: String =
        writer.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).map_err(fault)?;
    if mode != "wal" {
        return Err(StoreError::Database("this file system does not carry a write-ahead log".into()));
    }
    writer.pragma_update(None, "synchronous", "FULL").map_err(fault)?;
    writer.pragma_update(None, "journal_size_limit", WAL_KEPT_BYTES).map_err(fault)?;
    let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
    let tables: i64 =
        tx.query_row("select count(*) from sqlite_master", [], |row| row.get(0)).map_err(fault)?;
    let before = if tables == 0 { 0 } else { check_schema(&tx)? };
    migrate(&tx, before)?;
    tx.commit().map_err(fault)?;
    // What a program left in the write-ahead log when its disk failed may be in the machine's memory and not on the disk, and no
    // sync writes it again. Carried over, it is written anew. Busy readers are an answer, not an error.
    writer.query_row("pragma wal_checkpoint(truncate)", [], |_row| Ok(())).map_err(fault)
}

/// Applies what is missing of the schema; 0 stands for a new file.
fn migrate(connection: &Connection, before: u32) -> Result<(), StoreError> {
    migrations::apply(connection, before, |text| connection.execute_batch(text).map_err(fault))
}

fn check_schema(connection: &Connection) -> Result<u32, StoreError> {
    let count = "select count(*) from sqlite_master where type = 'table' and name = 'migration'";
    let noted: i64 = connection.query_row(count, [], |row| row.get(0)).map_err(fault)?;
    migrations::check(connection, noted > 0)
}
