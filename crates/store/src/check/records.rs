//! Records: versions without gaps, each witnessed by its act's leaf, and found by the keys they say.

use super::Findings;
use super::balance::compare;
use super::logs::each_leaf;
use crate::backend::{IndexRow, LeafMaker, Snapshot, StoreError, WrittenVersion};
use crate::prepared::StatedRows;
use crate::row::{Key, Log, RowsRoot, Version};
use crate::span::index_rows;
use base::Hash;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Display;

/// Acts whose row digests are held at a time; the versions are read once for each such window.
const WINDOW: u64 = 1_000_000;

fn place(version: &Version) -> impl Display + use<> {
    format!("register {}, record {}, version {}", version.register, version.id, version.version)
}

/// Versions count 1, 2, 3 …, and later ones were not written by earlier acts; each act is in the log.
pub(super) fn versions(
    snapshot: &dyn Snapshot,
    _maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let acts = snapshot.head(Log::Acts)?.size;
    let mut last: Option<WrittenVersion> = None;
    snapshot.scan_versions(&mut |row| {
        let before = last.take().filter(|last| {
            last.version.register == row.version.register && last.version.id == row.version.id
        });
        let (number, act) = before.map_or((0, 0), |before| (before.version.version, before.act));
        if row.version.version != number.saturating_add(1) {
            findings.add(place(&row.version), format_args!("the version before it is {number}"));
        }
        if row.act < act {
            let what = format!("act {} wrote it, after act {act} wrote the version before", row.act);
            findings.add(place(&row.version), what);
        }
        if row.act >= acts {
            findings.add(place(&row.version), format_args!("its act {} is not in the log", row.act));
        }
        last = Some(row);
    })
}

#[derive(Deserialize)]
struct Body {
    rows: Option<StatedRows>,
}

/// The rows that an act wrote are those that its leaf's body states.
pub(super) fn rows_of_acts(
    snapshot: &dyn Snapshot,
    _maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let acts = snapshot.head(Log::Acts)?.size;
    let mut from = 0;
    while from < acts {
        let to = acts.min(from.saturating_add(WINDOW));
        let mut digests: BTreeMap<u64, Vec<Hash>> = BTreeMap::new();
        // In the order of register, record and version, which is that of the root.
        snapshot.scan_versions(&mut |row| {
            if (from..to).contains(&row.act) {
                digests.entry(row.act).or_default().push(row.version.hash());
            }
        })?;
        let mut any = false;
        each_leaf(snapshot, Log::Acts, from, to, &mut |leaf| {
            any = true;
            let place = format!("act {}", leaf.index);
            let written = digests.remove(&leaf.index).unwrap_or_default();
            let stated = match serde_json::from_str::<Body>(&leaf.body) {
                Ok(Body { rows: None }) => Some(RowsRoot::of([])),
                Ok(Body { rows: Some(rows) }) => rows.root(),
                Err(_form) => None,
            };
            match stated {
                None => findings.add_in("leaf", place, "its body does not state rows as they are stated"),
                Some(stated) if stated == RowsRoot::of_sorted(&written) => {}
                Some(stated) => findings.add(
                    place,
                    format_args!(
                        "the {} rows that it wrote are not the {} that its leaf commits to",
                        written.len(),
                        stated.count
                    ),
                ),
            }
        })?;
        for act in digests.keys() {
            findings.add(format_args!("act {act}"), "rows say it wrote them, it has no leaf");
        }
        if !any {
            break;
        }
        from = to;
    }
    Ok(())
}

/// The index is what the versions make it.
pub(super) fn index(
    snapshot: &dyn Snapshot,
    _maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let should = |each: &mut dyn FnMut(IndexRow)| {
        let mut record: Vec<Version> = Vec::new();
        snapshot.scan_versions(&mut |mut row| {
            if record.first().is_some_and(|v| v.register != row.version.register || v.id != row.version.id) {
                index_rows(&record).into_iter().for_each(&mut *each);
                record.clear();
            }
            // Not needed here, and long.
            row.version.doc = String::new();
            record.push(row.version);
        })?;
        index_rows(&record).into_iter().for_each(each);
        Ok(())
    };
    let is = |each: &mut dyn FnMut(IndexRow)| snapshot.scan_index(each);
    let difference = compare(&should, &is, &digest)?;
    let place = |row: &IndexRow| {
        format!("register {}, record {}, version {}, field {}", row.register, row.id, row.version, row.field)
    };
    for row in difference.missing {
        findings.add(place(&row), "a key of the version is missing or not as the version says");
    }
    for row in difference.extra {
        findings.add(place(&row), "it is not a key of the version, or not for that time");
    }
    if difference.unread_parts > 0 {
        findings.add("other rows", format_args!("more differ, in {} parts of 4096", difference.unread_parts));
    }
    Ok(())
}

fn digest(row: &IndexRow) -> Hash {
    let (kind, key) = match &row.key {
        Key::Text(text) => (b"t", text.as_bytes().to_vec()),
        Key::Number(number) => (b"n", number.to_be_bytes().to_vec()),
    };
    let until = row.recorded_until.map(|until| until.0.to_be_bytes());
    Hash::of_parts([
        row.register.as_str().as_bytes(),
        row.field.as_str().as_bytes(),
        kind,
        &key,
        row.id.as_str().as_bytes(),
        &row.version.to_be_bytes(),
        row.valid_from.to_string().as_bytes(),
        row.valid_until.map(|date| date.to_string()).unwrap_or_default().as_bytes(),
        &row.recorded_from.0.to_be_bytes(),
        until.as_ref().map_or(&[], |bytes| bytes.as_slice()),
    ])
}

/// Contents are what their names say, and as many as were kept.
pub(super) fn blobs(
    snapshot: &dyn Snapshot,
    _maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut found = 0_u64;
    snapshot.scan_blobs(&mut |hash, bytes| {
        found += 1;
        if Hash::of(bytes) != hash {
            findings.add(format_args!("content {hash}"), "its bytes are not what its name says");
        }
    })?;
    let kept = snapshot.blobs_kept()?;
    if found != kept {
        findings.add("all rows", format_args!("{kept} contents were kept, there are {found}"));
    }
    Ok(())
}
