//! Copying a store into another database: table by table, row by row, as they stand. A copy is there whole or not at
//! all, and only where nothing was before.

use crate::address::Address;
use crate::backend::StoreError;
use crate::db::{Db, Param, Row, Runs, params};
use crate::read;
use crate::row::Log;
use crate::sql;
use crate::{Postgres, Sqlite};

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

/// Copies a store, as it stands at this moment, to an address that holds none yet. `done` is told how many rows of
/// which table are through.
pub fn between(
    from: &Address,
    to: &Address,
    done: &mut dyn FnMut(&'static str, u64),
) -> Result<(), StoreError> {
    match from {
        Address::Directory(dir) => into(&Sqlite::open_read_only(dir)?.reading()?, to, done),
        Address::Postgres(url) => into(&Postgres::open_read_only(url)?.reading()?, to, done),
    }
}

fn into(from: &impl Db, to: &Address, done: &mut dyn FnMut(&'static str, u64)) -> Result<(), StoreError> {
    match to {
        Address::Directory(dir) => Sqlite::copy_from(dir, from, done),
        Address::Postgres(url) => Postgres::open(url)?.copy_from(from, done),
    }
}

/// Copies everything from one transaction into another, which is of an empty store.
pub(crate) fn copy<F: Db, T: Db>(
    from: &F,
    to: &T,
    done: &mut dyn FnMut(&'static str, u64),
) -> Result<(), StoreError> {
    if Log::ALL.into_iter().map(|log| read::head(to, log)).any(|head| head.is_ok_and(|head| head.size > 0)) {
        return Err(StoreError::Setup("it holds a store already; copy into an empty one".to_owned()));
    }
    for table in &TABLES {
        copy_table(table, from, to, done)?;
    }
    for log in Log::ALL {
        let head = read::head(from, log)?;
        to.change(sql::SET_SIZE, params![log.name(), read::integer(head.size)?])?;
        if let Some(signed) = head.signed {
            let size = read::integer(signed.size)?;
            to.change(sql::SET_SIGNED, params![log.name(), size, signed.root.0])?;
            if let Some(note) = signed.note {
                to.change(sql::SET_NOTE, params![log.name(), note])?;
            }
        }
    }
    to.change(sql::SET_META, params!["blobs", read::blobs_kept(from)?.to_string()])
}

fn copy_table(
    table: &Table,
    from: &impl Db,
    to: &impl Db,
    done: &mut dyn FnMut(&'static str, u64),
) -> Result<(), StoreError> {
    let mut rows = Runs::of(table.add, table.columns.len());
    let mut through = 0;
    let mut send = |rows: &mut Runs<'_>| -> Result<(), StoreError> {
        if !rows.is_empty() {
            through += to.change_all(rows)?;
            rows.clear();
        }
        done(table.name, through);
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
