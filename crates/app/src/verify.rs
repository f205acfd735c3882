//! `koom verify`: recomputes everything that can be recomputed from a store, and says what does not fit.
//!
//! Structure (rows against the acts that wrote them, search values, tags, contents) is the store's own check;
//! here follow what needs the format of leaves, the Merkle trees and the meaning of documents.

use crate::chance::Chance;
use crate::door::Config;
use crate::error::AppError;
use crate::leaf::{Maker, body_opens};
use crate::ledger::Audit;
use crate::publish::origin;
use base::CaseId;
use domain::system;
use std::collections::BTreeMap;
use store::{Log, Snapshot, Store, TileRow};
use tlog::{NoteVerifier, SignedNote, TreeState};

/// What does not fit, in one sentence without personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: a table or log.
    pub place: String,
    /// What.
    pub sentence: String,
}

/// What was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Leaves of `/log` and `/reads`.
    pub leaves: [u64; 2],
    /// Record versions.
    pub versions: u64,
    /// What does not fit; empty is well.
    pub findings: Vec<Finding>,
}

/// Leaves read at once.
const BATCH: u64 = 8_192;

/// Checks a store. `verifiers` are the public keys of the logs, where known; without them signatures are not checked.
pub fn verify(
    store: &Store,
    config: &Config,
    verifiers: &BTreeMap<Log, Vec<NoteVerifier>>,
) -> Result<Report, AppError> {
    let snapshot = store.snapshot()?;
    let chance = Chance::of_seed(0);
    let mut report = Report::default();
    for finding in store::check::structure(&*snapshot, &Maker(&chance)) {
        report.findings.push(Finding {
            place: finding.table.to_owned(),
            sentence: format!("{}: {}", finding.place, finding.what),
        });
    }
    for (slot, log) in report.leaves.iter_mut().zip(Log::ALL) {
        *slot = snapshot.head(log)?.size;
        check_log(
            &*snapshot,
            log,
            &origin(config, log),
            verifiers.get(&log).map(Vec::as_slice),
            &mut report.findings,
        )?;
    }
    report.versions = check_documents(&*snapshot, &mut report.findings)?;
    Ok(report)
}

/// True if the leaves of both logs lead to the roots that were recorded before signing.
pub fn signed_roots_fit(store: &Store) -> Result<bool, AppError> {
    for log in Log::ALL {
        if let Some(point) = store.snapshot()?.head(log)?.signed
            && !crate::publish::grows_to(store, log, point.size, tlog::Hash(point.root.0))?
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Every leaf's body opens its digests; the kept tiles are the tree's; the signed root is the tree's.
fn check_log(
    snapshot: &dyn Snapshot,
    log: Log,
    origin: &str,
    verifiers: Option<&[NoteVerifier]>,
    findings: &mut Vec<Finding>,
) -> Result<(), AppError> {
    let mut find = |sentence: String| findings.push(Finding { place: log.name().to_owned(), sentence });
    let head = snapshot.head(log)?;
    let signed = head.signed;
    let note = signed.as_ref().and_then(|point| point.note.as_ref());
    let noted = match note {
        Some(note) => check_note(note, origin, verifiers).map_err(&mut find).ok(),
        None => None,
    };
    let mut tree = TreeState::new();
    let mut tiles: BTreeMap<(u8, u64), Vec<u8>> = BTreeMap::new();
    let mut stops: Vec<u64> =
        signed.iter().map(|point| point.size).chain(noted.as_ref().map(tlog::Checkpoint::size)).collect();
    stops.sort_unstable();
    stops.push(head.size);
    for stop in stops {
        while tree.size() < stop {
            let from = tree.size();
            let leaves = snapshot.leaves(log, from, stop.min(from + BATCH))?;
            if leaves.is_empty() {
                find(format!("leaves {from} to {stop} are missing"));
                return Ok(());
            }
            for leaf in leaves.iter().filter(|leaf| !body_opens(&leaf.leaf, &leaf.body)) {
                find(format!("the body of leaf {} does not open its digests", leaf.index));
            }
            let hashes: Vec<_> = leaves.iter().map(|leaf| tlog::leaf_hash(leaf.leaf.as_bytes())).collect();
            match tree.extend(&hashes) {
                Ok(extension) if noted.as_ref().is_some_and(|point| tree.size() <= point.size()) => {
                    tiles.extend(
                        extension
                            .tiles
                            .into_iter()
                            .map(|data| ((data.tile.level(), data.tile.index()), data.bytes)),
                    );
                }
                Ok(_) => {}
                Err(error) => {
                    find(format!("the tree can't grow at {from}: {error}"));
                    return Ok(());
                }
            }
        }
        let root = tree.root();
        let wrong = |at: u64, expected: [u8; 32]| tree.size() == at && root.0 != expected;
        if signed.as_ref().is_some_and(|point| wrong(point.size, point.root.0)) {
            find(format!("the root over {stop} leaves is not the one that was recorded before signing"));
        }
        if noted.as_ref().is_some_and(|point| wrong(point.size(), point.root().0)) {
            find(format!("the root over {stop} leaves is not the one of the signed checkpoint"));
        }
    }
    let mut extra = Vec::new();
    snapshot.scan_tiles(log, &mut |row: TileRow| match tiles.remove(&(row.level, row.index)) {
        Some(data) if data == row.data => {}
        Some(_) => extra.push(format!("tile {}/{} is not the tree's", row.level, row.index)),
        None => extra.push(format!("tile {}/{} belongs to no tree that was signed", row.level, row.index)),
    })?;
    extra.extend(tiles.keys().map(|(level, index)| format!("tile {level}/{index} is missing")));
    extra.into_iter().for_each(find);
    Ok(())
}

fn check_note(
    note: &str,
    origin: &str,
    verifiers: Option<&[NoteVerifier]>,
) -> Result<tlog::Checkpoint, String> {
    let signed = SignedNote::parse(note.as_bytes())
        .map_err(|error| format!("the checkpoint is no signed note: {error}"))?;
    match verifiers {
        Some(keys) => tlog::Checkpoint::of_note(&signed, origin, keys)
            .map_err(|error| format!("the checkpoint's signature does not verify: {error}")),
        None => tlog::Checkpoint::parse(signed.text())
            .map_err(|error| format!("the checkpoint can't be read: {error}")),
    }
}

/// Documents of cases: the digest of each decision is the one its public record states, and a case's search values
/// are those of its document. Gives the number of versions.
fn check_documents(snapshot: &dyn Snapshot, findings: &mut Vec<Finding>) -> Result<u64, AppError> {
    let mut count = 0_u64;
    let mut digests: BTreeMap<String, String> = BTreeMap::new();
    let mut stated: BTreeMap<String, String> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut ledger = Audit::default();
    snapshot.scan_versions(&mut |written| {
        count += 1;
        let version = &written.version;
        match version.register.as_str() {
            system::CASES => {
                let Ok(case) = serde_json::from_str::<domain::CaseDoc>(&version.doc) else {
                    wrong.push(format!(
                        "case version {} of act {} can't be read",
                        version.version, written.act
                    ));
                    return;
                };
                ledger.case(version, &case);
                let id = CaseId::new(version.id.as_str());
                if let (Some(decision), Ok(digest)) = (&case.decision, crate::documents::digest(&id, &case))
                    && decision.template.is_some()
                {
                    digests.insert(decision.document.clone(), digest.base64url());
                }
                if !keys_fit(version, &case) {
                    wrong.push(format!(
                        "the search values of a case (act {}) are not those of its document",
                        written.act
                    ));
                }
            }
            system::DOCUMENTS => {
                let digest = serde_json::from_str::<serde_json::Value>(&version.doc).ok();
                let digest =
                    digest.as_ref().and_then(|doc| doc.get("digest")).and_then(serde_json::Value::as_str);
                let digest = digest.unwrap_or_default().to_owned();
                if !found_by(version, &digest) {
                    wrong.push(format!(
                        "the code of a document (act {}) is not that of its digest",
                        written.act
                    ));
                }
                stated.insert(version.id.as_str().to_owned(), digest);
            }
            _ => ledger.version(written.act, version),
        }
    })?;
    wrong.extend(ledger.findings());
    for (document, digest) in &stated {
        if digests.get(document) != Some(digest) {
            wrong.push("a document's public record does not state the digest of its decision".to_owned());
        }
    }
    if digests.len() != stated.len() {
        wrong.push(format!(
            "{} decisions have a document, {} documents are recorded",
            digests.len(),
            stated.len()
        ));
    }
    findings.extend(wrong.into_iter().map(|sentence| Finding { place: "version".to_owned(), sentence }));
    Ok(count)
}

/// A document is found by its short code, or, if it was recorded before there were any, by none.
fn found_by(version: &store::Version, digest: &str) -> bool {
    let code = crate::documents::document_keys(digest);
    version.keys.is_empty()
        || code.is_some_and(|(field, code)| {
            version.keys.iter().all(|(stored, key)| stored.as_str() == field && *key == code)
        })
}

fn keys_fit(version: &store::Version, case: &domain::CaseDoc) -> bool {
    let expected = crate::records::case_keys(case);
    expected.len() == version.keys.len()
        && expected
            .iter()
            .zip(&version.keys)
            .all(|((field, key), (stored, value))| *field == stored.as_str() && key == value)
}
