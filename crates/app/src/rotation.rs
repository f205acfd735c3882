//! The rotation of the signing keys, said in the log itself: one leaf names the next keys, each under a signature of the key
//! before it. So whoever holds only an old key can go on to the new one, also after the old one has ceased to sign.

use crate::door::{App, Plan};
use crate::error::{AppError, Fault};
use crate::leaf::{Kind, LeafBuilder};
use crate::publish::origin;
use crate::records::{beginning, own_plain, register, typed};
use crate::session::{Who, own_reading};
use base::RecordId;
use domain::system;
use serde::{Deserialize, Serialize};
use store::{AsOf, Log, Receipt, Store};
use tlog::{NoteSigner, SignedNote};

/// The record of the keys that were named last.
const SIGNING: &str = "signing";

/// The keys that were named last.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    /// Of `/log`, as `vkey` serves it.
    key: String,
    /// Of `/reads`.
    reads_key: String,
}

/// A key of a log as anyone may know it, and under the signature of the one before.
struct Next {
    key: String,
    note: String,
}

fn signer(origin: &str, seed: &[u8; 32]) -> Result<NoteSigner, Fault> {
    NoteSigner::from_seed(origin, seed).map_err(|error| Fault::Log(error.to_string()))
}

fn next(origin: &str, seed: &[u8; 32], before: &[u8; 32]) -> Result<Next, Fault> {
    let key = signer(origin, seed)?.verifier().to_string();
    // No text of a checkpoint: there the second line is a number.
    let text = format!("{origin}\nnext key\n{key}\n");
    let note = SignedNote::sign(&text, &[&signer(origin, before)?])
        .map_err(|error| Fault::Log(error.to_string()))?
        .print();
    Ok(Next { key, note })
}

impl App {
    /// Names the newest signing key in the log, if it signs beside an older one and no leaf names it yet. `seeds` are the
    /// installation's keys, the newest first.
    pub fn name_next_key(&self, seeds: &[[u8; 32]]) -> Result<Option<Receipt>, AppError> {
        let [newest, before, ..] = seeds else { return Ok(None) };
        let acts = next(&origin(&self.config, Log::Acts), newest, before)?;
        let reads = next(&origin(&self.config, Log::Reads), newest, before)?;
        let done = self.act(&Who::Engine, &own_reading(&self.moment()), |attempt, moment| {
            let last = attempt.get(&register(system::KEYS), &RecordId::new(SIGNING))?;
            let version = last.as_ref().map_or(1, |record| record.meta.version + 1);
            let named = Named { key: acts.key.clone(), reads_key: reads.key.clone() };
            if last.map(typed::<Named>).transpose()?.as_ref() == Some(&named) {
                return Ok(Plan::only_read(()));
            }
            let leaf = LeafBuilder::new(Kind::LogKey, moment.today)
                .public("key", acts.key.as_str())
                .public("note", acts.note.as_str())
                .public("reads_key", reads.key.as_str())
                .public("reads_note", reads.note.as_str())
                .hidden("at", moment.now.to_string());
            let row = own_plain(system::KEYS, SIGNING, version, moment, &named)?;
            Ok(Plan { versions: vec![row], leaf: Some(leaf), ..Plan::only_read(()) })
        })?;
        Ok(done.receipt)
    }
}

/// True if the newest of these keys, of the log with this origin, is named by a leaf that a published checkpoint covers.
pub fn is_named(store: &Store, origin: &str, seeds: &[[u8; 32]]) -> Result<bool, AppError> {
    let Some(newest) = seeds.first() else { return Ok(false) };
    let key = signer(origin, newest)?.verifier().to_string();
    let snapshot = store.snapshot()?;
    let at = AsOf { valid: beginning(), recorded: None };
    let Some(sealed) = snapshot.get(&register(system::KEYS), &RecordId::new(SIGNING), &at)? else {
        return Ok(false);
    };
    let doc = sealed.open_public().ok_or_else(|| Fault::Missing("the keys that sign".to_owned()))??;
    let covered = snapshot.head(Log::Acts)?.signed.is_some_and(|point| point.size > sealed.meta().act);
    Ok(covered && doc.get("key").and_then(serde_json::Value::as_str) == Some(key.as_str()))
}
