//! A connection for reading whose transaction goes on, between one snapshot and the next, for as long as nothing new was
//! committed: they see the same, and what was read of the file need not be read again.

use super::db::fault;
use crate::backend::StoreError;
use crate::pool::Reading;
use crate::read;
use crate::row::Log;
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What readers must know of the writer. Nobody else writes to this database while this program does.
#[derive(Debug, Default)]
pub(super) struct Writes {
    /// How many commits there were: what was read at one number is what would be read again.
    commits: AtomicU64,
    /// The log is to begin anew, which it can only while nobody reads from it.
    log_ends: AtomicBool,
}

impl Writes {
    /// From here on no snapshot may begin that sees only what was before.
    pub(super) fn committed(&self) {
        self.commits.fetch_add(1, Ordering::AcqRel);
    }

    /// Whether readers are to end their transactions between one snapshot and the next.
    pub(super) fn log_ends(&self, ends: bool) {
        self.log_ends.store(ends, Ordering::Release);
    }
}

/// A connection, perhaps in a transaction.
#[derive(Debug)]
pub(super) struct Reader {
    connection: Connection,
    /// `None` where others write: then each snapshot has a transaction of its own.
    writes: Option<Arc<Writes>>,
    begun: Option<Begun>,
}

/// A transaction as it began.
#[derive(Clone, Copy, Debug)]
struct Begun {
    /// Commits before it, at least.
    commits: u64,
    /// Leaves in `/log`.
    acts: u64,
}

impl Reader {
    pub(super) fn new(connection: Connection, writes: Option<Arc<Writes>>) -> Self {
        Self { connection, writes, begun: None }
    }

    fn is_current(&self) -> bool {
        let (Some(begun), Some(writes)) = (self.begun, &self.writes) else { return false };
        !writes.log_ends.load(Ordering::Acquire) && begun.commits == writes.commits.load(Ordering::Acquire)
    }

    /// Sees everything that was committed until now.
    pub(super) fn begin(&mut self) -> Result<(), StoreError> {
        if self.is_current() {
            return Ok(());
        }
        self.rest()?;
        // Asked before the transaction begins: it may see a commit more than it says, never one less.
        let commits = self.writes.as_ref().map_or(0, |writes| writes.commits.load(Ordering::Acquire));
        self.execute("begin")?;
        // The first read fixes the moment. A damaged head is for `verify` to find; then nothing counts as seen.
        let acts = match read::head(&self.connection, Log::Acts) {
            Ok(head) => head.size,
            Err(StoreError::Damaged(_)) => 0,
            Err(error) => return Err(error),
        };
        self.begun = Some(Begun { commits, acts });
        Ok(())
    }

    /// Ends the transaction, if there is one.
    pub(super) fn rest(&mut self) -> Result<(), StoreError> {
        match self.begun.take() {
            Some(_) => self.execute("rollback"),
            None => Ok(()),
        }
    }

    fn execute(&self, statement: &'static str) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(statement).map_err(fault)?;
        statement.raw_execute().map(|_changed| ()).map_err(fault)
    }
}

impl Reading for Reader {
    type Db = Connection;

    fn db(&self) -> &Connection {
        &self.connection
    }

    fn acts(&self) -> u64 {
        self.begun.map_or(0, |begun| begun.acts)
    }

    fn end(&mut self) -> bool {
        self.is_current() || self.rest().is_ok()
    }
}
