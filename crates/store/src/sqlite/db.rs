//! One SQLite connection, as the store asks it.

use crate::backend::StoreError;
use crate::db::{Db, Each, EachOf, Param, Row, Runs};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, Statement, ToSql};

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
        Sql::SqliteFailure(failure, _) if failure.code == ErrorCode::SystemIoFailure => {
            StoreError::Disk(failure.to_string())
        }
        Sql::SqliteFailure(failure, _)
            if matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) =>
        {
            StoreError::Damaged(format!("the database file is corrupt ({failure})"))
        }
        other => StoreError::Database(Box::new(other)),
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Row for rusqlite::Row<'_> {
    fn text(&self, place: usize) -> Option<&str> {
        self.get_ref(place).ok()?.as_str().ok()
    }

    fn integer(&self, place: usize) -> Option<i64> {
        self.get_ref(place).ok()?.as_i64().ok()
    }

    fn bytes(&self, place: usize) -> Option<&[u8]> {
        self.get_ref(place).ok()?.as_blob().ok()
    }

    fn is_null(&self, place: usize) -> bool {
        matches!(self.get_ref(place), Ok(ValueRef::Null))
    }
}

impl Db for Connection {
    fn each(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError> {
        let mut statement = self.prepare_cached(statement).map_err(fault)?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(fault)? {
            if !each(row)? {
                break;
            }
        }
        Ok(())
    }

    /// Rows come one by one in any case.
    fn search(
        &self,
        statement: &'static str,
        params: &[Param<'_>],
        _likely: usize,
        each: Each<'_>,
    ) -> Result<(), StoreError> {
        self.each(statement, params, each)
    }

    fn scan(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.each(statement, params, each)
    }

    fn ask_all(&self, runs: &Runs<'_>, each: EachOf<'_>) -> Result<(), StoreError> {
        let mut statement = self.prepare_cached(runs.statement()).map_err(fault)?;
        for (place, params) in runs.iter().enumerate() {
            bind(&mut statement, params)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next().map_err(fault)? {
                each(place, row)?;
            }
        }
        Ok(())
    }

    fn change_all(&self, runs: &Runs<'_>) -> Result<u64, StoreError> {
        let mut statement = self.prepare_cached(runs.statement()).map_err(fault)?;
        let mut changed = 0;
        for params in runs.iter() {
            bind(&mut statement, params)?;
            changed += statement.raw_execute().map_err(fault)?;
        }
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }
}

fn bind(statement: &mut Statement<'_>, params: &[Param<'_>]) -> Result<(), StoreError> {
    for (place, param) in params.iter().enumerate() {
        statement.raw_bind_parameter(place + 1, param).map_err(fault)?;
    }
    Ok(())
}
