//! Announcing and keeping checkpoints, in a transaction that holds the heads of both logs.
//!
//! Several programs may publish over one database. Each announces what it is about to sign; one that comes with an
//! older size than was announced is told so and leaves the field to the other.

use crate::backend::{StoreError, TileRow};
use crate::db::{Db, Runs, params};
use crate::read::{self, integer};
use crate::row::Log;
use crate::sql;
use base::Hash;

/// Records that this size and root are about to be signed; false if a larger size was announced before.
pub(crate) fn announce<D: Db>(db: &D, log: Log, size: u64, root: Hash) -> Result<bool, StoreError> {
    let head = read::head(db, log)?;
    if head.signed.as_ref().is_some_and(|signed| size < signed.size && signed.size <= head.size) {
        return Ok(false);
    }
    if head.may_sign(size, root)? {
        db.change(sql::SET_SIGNED, params![log.name(), integer(size)?, root.0])?;
    }
    Ok(true)
}

/// Writes the sizes of both logs as they are.
pub(crate) fn again<D: Db>(db: &D) -> Result<(), StoreError> {
    for log in Log::ALL {
        let size = read::head(db, log)?.size;
        db.change(sql::SET_SIZE, params![log.name(), integer(size)?])?;
    }
    Ok(())
}

/// Keeps the tiles and the note of the checkpoint announced for this size; false, and nothing is kept, if a larger one
/// was announced meanwhile.
pub(crate) fn publish<D: Db>(
    db: &D,
    log: Log,
    size: u64,
    tiles: &[TileRow],
    note: &str,
) -> Result<bool, StoreError> {
    let head = read::head(db, log)?;
    head.may_publish()?;
    if head.signed.is_some_and(|signed| signed.size != size) {
        return Ok(false);
    }
    let mut runs = Runs::of(sql::SET_TILE, 4);
    for TileRow { level, index, data } in tiles {
        runs.add(params![log.name(), i64::from(*level), integer(*index)?, data.as_slice()]);
    }
    if !runs.is_empty() {
        db.change_all(&runs)?;
    }
    db.change(sql::SET_NOTE, params![log.name(), note])?;
    Ok(true)
}
