//! Whole databases: made by a copy from another store, or by a backup of this one. Until all of a database is there and
//! synced it has another name, so that what an interrupted copy leaves is no store, and is written over by the next.

use super::db::fault;
use super::{FILE, PAGE_BYTES, WRITER_CACHE_KIB, begin, check_schema, connect, io, lock, migrate};
use crate::Sqlite;
use crate::backend::StoreError;
use crate::copy::{Follow, copy};
use crate::db::Db;
use crate::read;
use crate::row::Log;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The database while it is copied from elsewhere.
const HALF: &str = "koom.db.half";
/// Pages copied before it is said how far it is.
const PAGES: i32 = 4_096;
/// How long to wait where the file is held by another.
const AGAIN: Duration = Duration::from_millis(20);

impl Sqlite {
    /// Copies another store into this directory, which must hold none yet.
    pub(crate) fn copy_from(dir: &Path, from: &impl Db, follow: &mut dyn Follow) -> Result<(), StoreError> {
        let _lock = lock(dir)?;
        let (half, mut connection) = begin_half(dir)?;
        let tx = begin(&mut connection)?;
        migrate(&tx, 0)?;
        copy::<_, Connection>(from, &tx, follow)?;
        tx.commit().map_err(fault)?;
        connection.close().map_err(|(_connection, error)| fault(error))?;
        end_half(dir, &half)
    }

    /// Copies the store of a directory, as it stands at this moment, into another, which must hold none yet: page by
    /// page, beside whoever writes to it.
    pub(crate) fn back_up(
        from: &Path,
        dir: &Path,
        done: &mut dyn FnMut(&'static str, u64),
    ) -> Result<(), StoreError> {
        let source = Self::open_read_only(from)?.reading()?;
        // The first read fixes the moment; all pages are read in this transaction.
        read::head(&source, Log::Acts)?;
        let _lock = lock(dir)?;
        let (half, mut target) = begin_half(dir)?;
        {
            let backup = Backup::new(&source, &mut target).map_err(fault)?;
            loop {
                let step = backup.step(PAGES).map_err(fault)?;
                let progress = backup.progress();
                done("pages", u64::try_from(progress.pagecount - progress.remaining).unwrap_or(0));
                match step {
                    StepResult::Done => break,
                    StepResult::More => {}
                    _ => std::thread::sleep(AGAIN),
                }
            }
        }
        target.close().map_err(|(_connection, error)| fault(error))?;
        // Its first page says, as the source's does, that it has a write-ahead log. One file is easier to keep, and can be
        // read where nothing may be written.
        let target = connect(&half, writing(), WRITER_CACHE_KIB)?;
        target.pragma_update(None, "journal_mode", "delete").map_err(fault)?;
        target.close().map_err(|(_connection, error)| fault(error))?;
        end_half(dir, &half)
    }
}

impl Sqlite {
    /// Takes back part of what the store of a directory holds, in one transaction; then the file holds nothing of it
    /// either.
    pub(crate) fn cut(
        dir: &Path,
        take: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let store = Self::open(dir)?;
        let mut writer = store.writer()?;
        let tx = begin(&mut writer.connection)?;
        take(&tx)?;
        tx.commit().map_err(fault)?;
        writer.connection.execute_batch("vacuum").map_err(fault)
    }
}

impl Sqlite {
    /// What the database of a directory finds wrong with its own file, a sentence each; empty if nothing. Reads every page,
    /// and does not compare indexes with tables: `koom verify` does, and more.
    pub fn damage(dir: &Path) -> Result<Vec<String>, StoreError> {
        let connection = Self::open_read_only(dir)?.reading()?;
        let mut statement = connection.prepare("pragma quick_check").map_err(fault)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(fault)?;
        let said: Result<Vec<String>, _> = rows.collect();
        let mut said = said.map_err(fault)?;
        said.retain(|line| line != "ok");
        Ok(said)
    }

    /// The schema of the database of a directory.
    pub(crate) fn schema(dir: &Path) -> Result<u32, StoreError> {
        check_schema(&Self::open_read_only(dir)?.reading()?)
    }

    /// Keeps every other program from writing to a directory, until this is dropped; there need be no store in it.
    pub fn hold(dir: &Path) -> Result<File, StoreError> {
        lock(dir)
    }
}

fn writing() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// A new database that is no store yet.
fn begin_half(dir: &Path) -> Result<(PathBuf, Connection), StoreError> {
    if dir.join(FILE).exists() {
        return Err(StoreError::Setup("it holds a store already; copy into an empty one".to_owned()));
    }
    let half = dir.join(HALF);
    if half.exists() {
        std::fs::remove_file(&half).map_err(io)?;
    }
    let connection = connect(&half, writing(), WRITER_CACHE_KIB)?;
    connection.pragma_update(None, "page_size", PAGE_BYTES).map_err(fault)?;
    connection.pragma_update(None, "journal_mode", "off").map_err(fault)?;
    connection.pragma_update(None, "synchronous", "off").map_err(fault)?;
    Ok((half, connection))
}

/// Makes it the store of the directory, durably.
fn end_half(dir: &Path, half: &Path) -> Result<(), StoreError> {
    File::open(half).and_then(|file| file.sync_all()).map_err(io)?;
    std::fs::rename(half, dir.join(FILE)).map_err(io)?;
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(io)
}
