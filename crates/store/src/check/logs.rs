//! The two logs: leaves without gaps, each with its own hash, found by the people it is about, and kept as tiles.

use super::Findings;
use super::balance::compare;
use crate::backend::{Head, LeafMaker, Snapshot, StoreError, TileRow};
use crate::row::{Log, StoredLeaf};
use base::json::canonical;
use base::{Hash, Subject};
use serde_json::Value;

/// Leaves read at a time.
const CHUNK: u64 = 1_024;
/// Hashes in a full tile, and their bytes.
const TILE_HASHES: u64 = 256;
const HASH_BYTES: usize = 32;

/// Gives every leaf from `from` to `to` in order; where one is missing, the next follows. After a gap of
/// [`CHUNK`] nothing follows: a head that was made to count billions must not be walked along.
pub(super) fn each_leaf(
    snapshot: &dyn Snapshot,
    log: Log,
    from: u64,
    to: u64,
    each: &mut dyn FnMut(StoredLeaf),
) -> Result<(), StoreError> {
    let mut at = from;
    while at < to {
        let end = to.min(at.saturating_add(CHUNK));
        let leaves = snapshot.leaves(log, at, end)?;
        if leaves.is_empty() {
            break;
        }
        leaves.into_iter().for_each(&mut *each);
        at = end;
    }
    Ok(())
}

/// Leaves stand at 0, 1, 2 … up to the head's size, each with the hash of its text and a canonical body.
pub(super) fn leaves(
    snapshot: &dyn Snapshot,
    maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    for log in Log::ALL {
        let size = snapshot.head(log)?.size;
        let mut next = 0;
        each_leaf(snapshot, log, 0, size, &mut |leaf| {
            if leaf.index != next {
                let what = format!("the leaves from {next} up to this one are missing");
                findings.add(format_args!("log {}, leaf {}", log.name(), leaf.index), what);
            }
            next = leaf.index.saturating_add(1);
            if maker.leaf_hash(leaf.leaf.as_bytes()) != leaf.hash {
                let what = "the stored hash is not the hash of its text";
                findings.add(format_args!("log {}, leaf {}", log.name(), leaf.index), what);
            }
            let body: Option<Value> = serde_json::from_str(&leaf.body).ok();
            if body.and_then(|body| canonical(&body).ok()).as_ref() != Some(&leaf.body) {
                let what = "its body is not canonical JSON";
                findings.add(format_args!("log {}, leaf {}", log.name(), leaf.index), what);
            }
        })?;
        if next < size {
            let what = format!("the head counts {size} leaves, the last one found is before {next}");
            findings.add_in("head", format_args!("log {}", log.name()), what);
        }
        if !snapshot.leaves(log, size, size.saturating_add(CHUNK))?.is_empty()
            || !snapshot.leaves(log, size.saturating_add(CHUNK), u64::MAX)?.is_empty()
        {
            let what = format!("the head counts {size} leaves, there are more");
            findings.add_in("head", format_args!("log {}", log.name()), what);
        }
    }
    Ok(())
}

/// A person finds exactly the leaves that name them.
pub(super) fn leaf_subjects(
    snapshot: &dyn Snapshot,
    _maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let named = |each: &mut dyn FnMut((Log, u64, Subject))| {
        for log in Log::ALL {
            let size = snapshot.head(log)?.size;
            each_leaf(snapshot, log, 0, size, &mut |leaf| {
                leaf.subjects.into_iter().for_each(|subject| each((log, leaf.index, subject)));
            })?;
        }
        Ok(())
    };
    let kept = |each: &mut dyn FnMut((Log, u64, Subject))| {
        snapshot.scan_leaf_subjects(&mut |log, subject, index| each((log, index, subject)))
    };
    let digest = |(log, index, subject): &(Log, u64, Subject)| {
        Hash::of_parts([log.name().as_bytes(), &index.to_be_bytes(), subject.as_str().as_bytes()])
    };
    let difference = compare(&named, &kept, &digest)?;
    for (log, index, _) in difference.missing {
        let what = "a person named by the leaf would not find it";
        findings.add(format_args!("log {}, leaf {index}", log.name()), what);
    }
    for (log, index, _) in difference.extra {
        let what = "it is kept for a person whom the leaf does not name";
        findings.add(format_args!("log {}, leaf {index}", log.name()), what);
    }
    if difference.unread_parts > 0 {
        findings.add("other rows", format_args!("more differ, in {} parts of 4096", difference.unread_parts));
    }
    Ok(())
}

/// Tiles are as long as the published size makes them, none is missing, and those of level 0 hold the hashes
/// of the leaves. What stands in higher levels is checked above, with the roots.
pub(super) fn tiles(
    snapshot: &dyn Snapshot,
    _maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    for log in Log::ALL {
        let head = snapshot.head(log)?;
        let size = head.size;
        let signed = head.signed.as_ref().map_or(0, |checkpoint| checkpoint.size);
        if signed > size {
            let what = format!("a checkpoint over {signed} leaves was signed, the log has {size}");
            findings.add_in("head", format_args!("log {}", log.name()), what);
        }
        let mut kept: Vec<(u8, u64, u64)> = Vec::new();
        let mut error = None;
        snapshot.scan_tiles(log, &mut |tile| {
            let place = format!("log {}, level {}, tile {}", log.name(), tile.level, tile.index);
            match tile_hashes(&tile) {
                None => findings.add(&place, "it is not a row of 1 to 256 hashes"),
                Some(hashes) => kept.push((tile.level, tile.index, hashes)),
            }
            if tile.level == 0 {
                match holds_leaves(snapshot, log, &tile) {
                    Ok(true) => {}
                    Ok(false) => findings.add(&place, "it does not hold the hashes of its leaves"),
                    Err(fault) => error = Some(fault),
                }
            }
        })?;
        error.map_or(Ok(()), Err)?;
        coverage(log, &head, &kept, findings);
    }
    Ok(())
}

/// How many hashes a tile has; `None` if no tile has so many bytes.
fn tile_hashes(tile: &TileRow) -> Option<u64> {
    let hashes = u64::try_from(tile.data.len() / HASH_BYTES).ok()?;
    let whole = tile.data.len().is_multiple_of(HASH_BYTES);
    (whole && (1..=TILE_HASHES).contains(&hashes)).then_some(hashes)
}

fn holds_leaves(snapshot: &dyn Snapshot, log: Log, tile: &TileRow) -> Result<bool, StoreError> {
    let Some(from) = tile.index.checked_mul(TILE_HASHES) else { return Ok(false) };
    let hashes = u64::try_from(tile.data.len() / HASH_BYTES).unwrap_or(0);
    let leaves = snapshot.leaves(log, from, from.saturating_add(hashes))?;
    Ok(leaves.iter().flat_map(|leaf| leaf.hash.0).eq(tile.data.iter().copied()))
}

/// With a note, the tiles are those of its size. While a checkpoint is being signed they may be of the one before.
fn coverage(log: Log, head: &Head, kept: &[(u8, u64, u64)], findings: &mut Findings) {
    let Some(signed) = &head.signed else {
        if !kept.is_empty() {
            findings.add(format_args!("log {}", log.name()), "there are tiles, and nothing was ever signed");
        }
        return;
    };
    let sizes = (0..8_u8).map(|level| (level, signed.size.checked_shr(8 * u32::from(level)).unwrap_or(0)));
    for (level, size) in sizes {
        let mut next = 0;
        for (_, index, hashes) in kept.iter().filter(|(of, _, _)| *of == level) {
            let place = format!("log {}, level {level}, tile {index}", log.name());
            if *index != next {
                findings.add(&place, format_args!("tiles from {next} up to this one are missing"));
            }
            next = index.saturating_add(1);
            let due = size.saturating_sub(index.saturating_mul(TILE_HASHES)).min(TILE_HASHES);
            if *hashes > due || (signed.note.is_some() && *hashes < due) {
                findings.add(&place, format_args!("it has {hashes} hashes, {due} are signed"));
            }
        }
        if signed.note.is_some() && next < size.div_ceil(TILE_HASHES) {
            let place = format!("log {}, level {level}", log.name());
            findings.add(place, format_args!("tiles from {next} on are missing"));
        }
    }
    if kept.iter().any(|(level, _, _)| *level >= 8) {
        findings.add(format_args!("log {}", log.name()), "there are tiles above every possible level");
    }
}
