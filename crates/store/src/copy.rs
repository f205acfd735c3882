//! Copying a store into another database: table by table, row by row, as they stand. A copy is there whole or not at
//! all, and only where nothing was before. [`between`] moves an installation, so nothing may be written meanwhile; a
//! [`backup`] is of one moment, whatever is written beside it.

use crate::address::Address;
use crate::backend::{Head, StoreError};
use crate::db::{Db, Param, Row, Runs, params};
use crate::postgres::client::Client;
use crate::read;
use crate::row::Log;
use crate::sql;
use crate::{Postgres, Sqlite};
use std::path::Path;

/// Rows sent at once.
const ROWS: usize = 4_096;

/// What stands in a column.
#[derive(Clone, Copy)]
enum Kind {
    Int,
    Text,
    Bytes,
}

/// A table: how all its rows are read, how one is added, and what a row is.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    scan: &'static str,
    pub(crate) add: &'static str,
    columns: &'static [Kind],
}

use Kind::{Bytes, Int, Text};

pub(crate) const TABLES: [Table; 8] = [
    Table {
        name: "version",
        scan: sql::SCAN_VERSIONS,
        add: sql::ADD_VERSION,
        columns: &[Text, Text, Int, Int, Int, Text, Text, Int, Text, Text, Text],
    },
    Table {
        name: "idx",
        scan: sql::SCAN_INDEX,
        add: sql::ADD_INDEX,
        columns: &[Text, Text, Int, Int, Text, Int, Int, Text, Text, Int, Text, Int],
    },
    Table {
        name: "leaf",
        scan: sql::SCAN_LEAVES,
        add: sql::ADD_LEAF,
        columns: &[Text, Int, Text, Bytes, Text, Text],
    },
    Table {
        name: "leaf_subject",
        scan: sql::SCAN_LEAF_SUBJECTS,
        add: sql::ADD_LEAF_SUBJECT,
        columns: &[Text, Text, Int],
    },
    Table { name: "subject_key", scan: sql::SCAN_KEYS, add: sql::ADD_SUBJECT_KEY, columns: &[Text, Bytes] },
    Table {
        name: "tag_count",
        scan: sql::SCAN_TAG_COUNTS,
        add: sql::SET_TAG_COUNT,
        columns: &[Text, Text, Text, Int],
    },
    Table { name: "tile", scan: sql::SCAN_ALL_TILES, add: sql::SET_TILE, columns: &[Text, Int, Int, Bytes] },
    Table { name: "blob", scan: sql::SCAN_BLOBS, add: sql::ADD_BLOB, columns: &[Bytes, Bytes] },
];

/// Who follows a copy.
pub(crate) trait Follow {
    /// So many rows of a table are through.
    fn through(&mut self, table: &'static str, rows: u64);

    /// All rows are through, and nothing of it can be seen yet; an error takes the copy back.
    fn before_commit(&mut self, copied: &[Head; 2]) -> Result<(), StoreError>;
}

/// Follows a copy that may be older than what is written meanwhile.
struct OfOneMoment<'d>(&'d mut dyn FnMut(&'static str, u64));

impl Follow for OfOneMoment<'_> {
    fn through(&mut self, table: &'static str, rows: u64) {
        (self.0)(table, rows);
    }

    fn before_commit(&mut self, _copied: &[Head; 2]) -> Result<(), StoreError> {
        Ok(())
    }
}

/// Follows a copy out of a database in which others might write: at its end it stops them, and sees whether they did.
struct Unchanged<'d> {
    done: &'d mut dyn FnMut(&'static str, u64),
    from: Option<Postgres>,
    /// Holds the heads until the copy can be seen.
    held: Option<Client>,
}

impl Follow for Unchanged<'_> {
    fn through(&mut self, table: &'static str, rows: u64) {
        (self.done)(table, rows);
    }

    fn before_commit(&mut self, copied: &[Head; 2]) -> Result<(), StoreError> {
        let Some(from) = &self.from else { return Ok(()) };
        let held = self.held.insert(from.holding()?);
        if heads(held)? == *copied {
            return Ok(());
        }
        Err(StoreError::Setup(
            "something was written to the source during the copy, and nothing was kept of it; stop all servers and begin again".to_owned(),
        ))
    }
}

/// Moves a store to an address that holds none yet. `done` is told how many rows of which table are through. Nothing is
/// kept of the copy if something was written to the source meanwhile; the caller holds the lock of a data directory.
pub fn between(
    from: &Address,
    to: &Address,
    done: &mut dyn FnMut(&'static str, u64),
) -> Result<(), StoreError> {
    match from {
        Address::Directory(dir) => {
            let reading = Sqlite::open_read_only(dir)?.reading()?;
            into(&reading, to, &mut Unchanged { done, from: None, held: None })
        }
        Address::Postgres(url) => {
            let from = Postgres::open_read_only(url)?;
            let reading = from.reading()?;
            into(&reading, to, &mut Unchanged { done, from: Some(from), held: None })
        }
    }
}

/// Copies a store, as it stands at this moment, beside whoever writes to it, into `dir/koom.db`, which must not be there
/// yet. `done` is told how many rows of which table are through, of a data directory how many pages.
pub fn backup(from: &Address, dir: &Path, done: &mut dyn FnMut(&'static str, u64)) -> Result<(), StoreError> {
    match from {
        Address::Directory(from) => Sqlite::back_up(from, dir, done),
        Address::Postgres(url) => {
            let reading = Postgres::open_read_only(url)?.reading()?;
            Sqlite::copy_from(dir, &reading, &mut OfOneMoment(done))
        }
    }
}

fn into(from: &impl Db, to: &Address, follow: &mut dyn Follow) -> Result<(), StoreError> {
    match to {
        Address::Directory(dir) => Sqlite::copy_from(dir, from, follow),
        Address::Postgres(url) => Postgres::open(url)?.copy_from(from, follow),
    }
}

fn heads(db: &impl Db) -> Result<[Head; 2], StoreError> {
    Ok([read::head(db, Log::Acts)?, read::head(db, Log::Reads)?])
}

/// Copies everything from one transaction into another, which is of an empty store.
pub(crate) fn copy<F: Db, T: Db>(from: &F, to: &T, follow: &mut dyn Follow) -> Result<(), StoreError> {
    if Log::ALL.into_iter().map(|log| read::head(to, log)).any(|head| head.is_ok_and(|head| head.size > 0)) {
        return Err(StoreError::Setup("it holds a store already; copy into an empty one".to_owned()));
    }
    for table in &TABLES {
        copy_table(table, from, to, follow)?;
    }
    let heads = heads(from)?;
    for (log, head) in Log::ALL.into_iter().zip(&heads) {
        to.change(sql::SET_SIZE, params![log.name(), read::integer(head.size)?])?;
        if let Some(signed) = &head.signed {
            let size = read::integer(signed.size)?;
            to.change(sql::SET_SIGNED, params![log.name(), size, signed.root.0])?;
            if let Some(note) = &signed.note {
                to.change(sql::SET_NOTE, params![log.name(), note.as_str()])?;
            }
        }
    }
    to.change(sql::SET_META, params!["blobs", read::blobs_kept(from)?.to_string()])?;
    follow.before_commit(&heads)
}

fn copy_table(
    table: &Table,
    from: &impl Db,
    to: &impl Db,
    follow: &mut dyn Follow,
) -> Result<(), StoreError> {
    let mut rows = Runs::of(table.add, table.columns.len());
    let mut through = 0;
    let mut send = |rows: &mut Runs<'_>| -> Result<(), StoreError> {
        if !rows.is_empty() {
            through += to.change_all(rows)?;
            rows.clear();
        }
        follow.through(table.name, through);
        Ok(())
    };
    from.scan(table.scan, &[], &mut |row| {
        rows.add_row(values(table, row)?);
        if rows.len() >= ROWS {
            send(&mut rows)?;
        }
        Ok(true)
    })?;
    send(&mut rows)
}

/// The values of a row that outlive it.
pub(crate) fn values<'o>(table: &Table, row: &dyn Row) -> Result<Vec<Param<'o>>, StoreError> {
    let value = |(place, kind): (usize, &Kind)| match kind {
        Int => row.integer(place).map(Param::from),
        Text => row.text(place).map(|text| Param::from(text.to_owned())),
        Bytes => row.bytes(place).map(|bytes| Param::Bytes(bytes.to_vec().into())),
    };
    let values = table.columns.iter().enumerate().map(value).collect::<Option<Vec<_>>>();
    values.ok_or_else(|| {
        StoreError::Damaged(format!("table {} holds what was never written there", table.name))
    })
}
