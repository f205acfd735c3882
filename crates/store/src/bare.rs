//! What a database can do by itself, for benchmarks: the rows of a register's acts written again, as they stand and in
//! groups of the same size, without looking at anything.

use crate::address::Address;
use crate::backend::StoreError;
use crate::copy::{TABLES, values};
use crate::db::{Db, Param, Runs};
use crate::sql;
use crate::{Postgres, Sqlite};
use base::RegisterId;
use std::path::Path;

/// The rows of one table, those of one act behind those of the one before.
struct Rows {
    add: &'static str,
    rows: Vec<Vec<Param<'static>>>,
}

/// Takes the work of all groups and does it once.
pub type Timed<'t> = &'t mut dyn FnMut(&mut dyn FnMut() -> Result<(), StoreError>) -> Result<(), StoreError>;

/// Writes the rows that the acts on a register wrote into empty tables, `per_group` acts in each durable commit: into an
/// empty directory, or into a schema `koom_bare` of the same database. `timed` is called once with the whole work.
pub fn again(
    from: &Address,
    empty: &Path,
    register: &RegisterId,
    acts: usize,
    per_group: usize,
    timed: Timed<'_>,
) -> Result<(), StoreError> {
    let rows = match from {
        Address::Directory(dir) => rows(&Sqlite::open_read_only(dir)?.reading()?, register)?,
        Address::Postgres(url) => rows(&Postgres::open_read_only(url)?.reading()?, register)?,
    };
    let groups: Vec<Vec<Runs<'static>>> =
        (0..acts.div_ceil(per_group)).map(|group| runs(&rows, acts, group, per_group)).collect();
    match from {
        Address::Directory(_) => {
            let store = Sqlite::open(empty)?;
            timed(&mut || groups.iter().try_for_each(|group| store.bare(group)))
        }
        Address::Postgres(url) => {
            let store = Postgres::beside(url, "koom_bare")?;
            timed(&mut || groups.iter().try_for_each(|group| store.bare(group)))
        }
    }
}

fn rows(db: &impl Db, register: &RegisterId) -> Result<Vec<Rows>, StoreError> {
    let scans = [("version", sql::AGAIN_VERSIONS), ("idx", sql::AGAIN_INDEX), ("leaf", sql::AGAIN_LEAVES)];
    let tables =
        scans.into_iter().filter_map(|(name, scan)| Some((TABLES.iter().find(|t| t.name == name)?, scan)));
    tables
        .map(|(table, scan)| {
            let of = [Param::from(register.as_str().to_owned())];
            Ok(Rows { add: table.add, rows: db.list(scan, &of, |row| values(table, row))? })
        })
        .collect()
}

/// What one group writes.
fn runs(tables: &[Rows], acts: usize, group: usize, per_group: usize) -> Vec<Runs<'static>> {
    let (first, last) = (group * per_group, acts.min((group + 1) * per_group));
    tables
        .iter()
        .map(|Rows { add, rows }| {
            let each = rows.len() / acts.max(1);
            let mut runs = Runs::of(add, rows.first().map_or(1, Vec::len));
            rows.iter()
                .skip(first * each)
                .take((last - first) * each)
                .for_each(|row| runs.add_row(row.clone()));
            runs
        })
        .collect()
}
