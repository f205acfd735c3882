//! Connections for reading: each snapshot holds one, in one transaction, and gives it back when it ends.

use crate::backend::StoreError;
use crate::db::{Db, Each, EachOf, Param, Runs};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A connection that can be in a read transaction.
pub(crate) trait Reading: Db {
    /// Ends the transaction; false if the connection can't be used again.
    fn end(&self) -> bool;
}

/// Idle connections, at most `keep`. More may be in use; the rest are closed after it.
#[derive(Debug)]
pub(crate) struct Pool<C> {
    idle: Mutex<Vec<C>>,
    keep: usize,
}

impl<C: Reading> Pool<C> {
    pub(crate) fn keeping(keep: usize) -> Self {
        Self { idle: Mutex::default(), keep }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<C>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn take(&self) -> Option<C> {
        self.idle().pop()
    }

    pub(crate) fn give(&self, connection: C) {
        let mut idle = self.idle();
        if idle.len() < self.keep {
            idle.push(connection);
        }
    }

    /// Closes every idle connection.
    pub(crate) fn clear(&self) {
        self.idle().clear();
    }

    /// Holds a connection that is in a transaction until this is dropped.
    pub(crate) fn hold(&self, connection: C) -> Held<'_, C> {
        Held { pool: self, connection: Some(connection) }
    }
}

/// A connection in a transaction.
pub(crate) struct Held<'p, C: Reading> {
    pool: &'p Pool<C>,
    /// `None` only while it is given back.
    connection: Option<C>,
}

impl<C: Reading> Held<'_, C> {
    fn connection(&self) -> Result<&C, StoreError> {
        self.connection.as_ref().ok_or_else(|| StoreError::Database("the snapshot has ended".into()))
    }
}

impl<C: Reading> Drop for Held<'_, C> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take().filter(Reading::end) {
            self.pool.give(connection);
        }
    }
}

impl<C: Reading> Db for Held<'_, C> {
    fn each(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.connection()?.each(statement, params, each)
    }

    fn search(
        &self,
        statement: &'static str,
        params: &[Param<'_>],
        likely: usize,
        each: Each<'_>,
    ) -> Result<(), StoreError> {
        self.connection()?.search(statement, params, likely, each)
    }

    fn scan(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.connection()?.scan(statement, params, each)
    }

    fn ask_all(&self, runs: &Runs<'_>, each: EachOf<'_>) -> Result<(), StoreError> {
        self.connection()?.ask_all(runs, each)
    }

    fn change_all(&self, runs: &Runs<'_>) -> Result<u64, StoreError> {
        self.connection()?.change_all(runs)
    }
}
