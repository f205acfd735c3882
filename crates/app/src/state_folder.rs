//! The published state folder, kept in the store: publishing is itself an act, and a data directory carries the
//! law it runs under.

use crate::attempt::Attempt;
use crate::door::{App, Moment, Plan};
use crate::error::{AppError, Fault};
use crate::leaf::{Kind, LeafBuilder};
use crate::migration::Unsaid;
use crate::published;
use crate::records::{beginning, own_version, register};
use crate::running::{FolderError, Running};
use crate::session::{Who, own_reading};
use base::{FieldId, Hash, Instant, RecordId};
use domain::system;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{AsOf, Key, Match, Query, Snapshot, Store};

/// A file of the folder.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileDoc {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The search field of the folder's current files.
pub(crate) const CURRENT: &str = "current";
/// Files of a folder.
const FILES_MAX: usize = 10_000;

/// The files of records that a folder publishes.
fn records_of(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(path, _)| path.starts_with("records/"))
}

/// The files of the published folder; empty if none was published.
pub fn published(store: &Store) -> Result<BTreeMap<String, String>, AppError> {
    files(&*store.snapshot()?)
}

pub(crate) fn files(snapshot: &dyn Snapshot) -> Result<BTreeMap<String, String>, AppError> {
    let query = Query {
        register: register(system::STATE),
        conditions: vec![(FieldId::new(CURRENT), Match::In(vec![Key::from("yes")]))],
        at: AsOf { valid: beginning(), recorded: None },
        limit: FILES_MAX,
    };
    let mut files = BTreeMap::new();
    for sealed in snapshot.find(&query)? {
        let doc = sealed.open_public().ok_or_else(|| Fault::Missing("a state file's text".to_owned()))??;
        let FileDoc { path, text } = crate::records::of_map(doc)?;
        files.insert(path, text);
    }
    Ok(files)
}

/// The record that says which edition runs.
const EDITION_ID: &str = "edition";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionDoc {
    rules: String,
}

/// The edition that a store was last published in; 0 before the first. What an act sees of it must still be so when it
/// is written.
pub(crate) fn edition(attempt: &Attempt<'_>) -> Result<u32, AppError> {
    attempt.latest(&register(system::EDITION), &RecordId::new(EDITION_ID))
}

/// Takes this for the edition without looking: it must be so when the act is written.
pub(crate) fn take_edition(attempt: &Attempt<'_>, edition: u32) {
    attempt.take_latest(&register(system::EDITION), &RecordId::new(EDITION_ID), edition);
}

/// The same, of the store as it stands.
pub fn edition_now(store: &Store) -> Result<u32, AppError> {
    Ok(store.snapshot()?.latest(&register(system::EDITION), &RecordId::new(EDITION_ID))?)
}

/// In what way a folder is published.
#[derive(Clone, Debug)]
pub struct Publishing {
    /// Only over this edition.
    pub over: Option<u32>,
    /// What becomes of open cases of which the folder says nothing.
    pub unsaid: Unsaid,
    /// The plan that is applied.
    pub signed: Option<SignedPlan>,
}

impl Default for Publishing {
    fn default() -> Self {
        Self { over: None, unsaid: Unsaid::Refused, signed: None }
    }
}

/// A plan that was signed.
#[derive(Clone, Debug)]
pub struct SignedPlan {
    /// Its digest.
    pub plan: Hash,
    /// The names of the keys that signed it, sorted.
    pub by: Vec<String>,
}

impl App {
    /// Runs the edition that another program over the same store has published; true if there was one.
    pub fn follow_edition(&self) -> Result<bool, AppError> {
        let edition = edition_now(&self.store)?;
        if edition == self.running().edition {
            return Ok(false);
        }
        // Read after its number: if yet another one comes between, it is followed the next time.
        match Running::of_files(&self.published_now()?) {
            Ok(mut running) => {
                running.edition = edition;
                self.running.store(Arc::new(running));
                self.sessions.forget_all();
                Ok(true)
            }
            Err(FolderError::Fault(fault)) => Err(fault.into()),
            // A newer program's folder that this one can't read: it must not decide under the one before.
            Err(FolderError::Diagnostics(_)) => Err(Fault::State.into()),
        }
    }

    /// Publishes a folder: checks it, stores what changed in one act, and runs it from then on.
    pub fn publish_state(&self, files: &BTreeMap<String, String>) -> Result<(), FolderError> {
        self.publish_as(files, &Publishing::default()).map(|_published| ())
    }

    /// As [`App::publish_state`], in the way that a plan says; false, and nothing is changed, if another edition runs by
    /// now than the one it is for.
    pub fn publish_as(
        &self,
        files: &BTreeMap<String, String>,
        way: &Publishing,
    ) -> Result<bool, FolderError> {
        let mut running = Running::of_files(files)?;
        let (rules, policy) = running.hashes();
        let fault = |error: AppError| match error {
            AppError::Fault(fault) => FolderError::Fault(fault),
            AppError::Refused(_) => FolderError::Fault(Fault::State),
        };
        let before = self.published_now().map_err(fault)?;
        if !before.is_empty() {
            let refused = self.against(files, running.model(), way.unsaid).map_err(fault)?;
            if !refused.is_empty() {
                return Err(FolderError::Diagnostics(refused));
            }
        }
        // The folder before is read again only if its records differ; one that this program can't read any more has none.
        let same = records_of(&before).eq(records_of(files));
        let read = if same { None } else { state::load(&before).0 };
        let old = if same { Some(running.model()) } else { read.as_ref() };
        let reading = own_reading(&self.moment());
        let done = self.act(&Who::Engine, &reading, |attempt, moment| {
            let mut versions = published::versions(attempt, moment, old, running.model())?;
            let changed = files.iter().filter(|(path, text)| before.get(*path) != Some(*text));
            let removed = before.keys().filter(|path| !files.contains_key(*path));
            for (path, text) in changed {
                let version = attempt.latest(&register(system::STATE), &RecordId::new(path))? + 1;
                versions.push(file_version(moment, path, text, version, true)?);
            }
            for path in removed {
                let version = attempt.latest(&register(system::STATE), &RecordId::new(path))? + 1;
                versions.push(file_version(moment, path, "", version, false)?);
            }
            let edition = edition(attempt)? + 1;
            if way.over.is_some_and(|over| over + 1 != edition) {
                return Ok(Plan::only_read(None));
            }
            let doc = EditionDoc { rules: rules.base64url() };
            let keys = Vec::new();
            versions.push(own_version(system::EDITION, EDITION_ID, edition, moment, &doc, Vec::new(), keys)?);
            let mut leaf = LeafBuilder::new(Kind::StatePublish, moment.today)
                .public("org", running.model().info.id.as_str())
                .public("rules", rules.base64url())
                .public("policy", policy.base64url())
                .hidden("at", moment.now.to_string());
            if let Some(signed) = &way.signed {
                leaf = leaf.public("plan", signed.plan.base64url()).public("signers", json!(signed.by));
            }
            Ok(Plan { versions, leaf: Some(leaf), ..Plan::only_read(Some(edition)) })
        });
        let Some(edition) = done.map_err(fault)?.value else { return Ok(false) };
        running.edition = edition;
        self.running.store(Arc::new(running));
        self.sessions.forget_all();
        Ok(true)
    }

    fn published_now(&self) -> Result<BTreeMap<String, String>, AppError> {
        published(&self.store)
    }
}

/// The last act that changed something of a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its leaf in `/log`.
    pub leaf: u64,
    /// When.
    pub at: Instant,
    /// What: `owner`, `due`, `evidence`; nothing where the item has stood as it is since it was first published.
    pub what: Vec<&'static str>,
}

impl App {
    /// For each item of a programme the act that last changed who answers for it, by when, or what shows that it was done.
    /// Nobody moves a date unseen: every edition of the file is kept with its act.
    pub fn promised(&self, programme: &str) -> Result<BTreeMap<String, Changed>, AppError> {
        const WHAT: [&str; 3] = ["owner", "due", "evidence"];
        let path = format!("programme/{programme}.yaml");
        let mut before = BTreeMap::new();
        let mut changed = BTreeMap::new();
        for sealed in self.store.snapshot()?.history(&register(system::STATE), &RecordId::new(&path))? {
            let doc =
                sealed.open_public().ok_or_else(|| Fault::Missing("a state file's text".to_owned()))??;
            let FileDoc { path, text } = crate::records::of_map(doc)?;
            let now = state::promises(&path, &text);
            for (item, facts) in &now {
                let what: Vec<&'static str> = match before.get(item) {
                    None => Vec::new(),
                    Some(old) => differing(old, facts).filter_map(|at| WHAT.get(at).copied()).collect(),
                };
                if !what.is_empty() || !before.contains_key(item) {
                    let (leaf, at) = (sealed.meta().act, sealed.meta().recorded);
                    changed.insert(item.clone(), Changed { leaf, at, what });
                }
            }
            before = now;
        }
        Ok(changed)
    }
}

fn differing<'a>(old: &'a [String; 3], new: &'a [String; 3]) -> impl Iterator<Item = usize> + 'a {
    old.iter().zip(new).enumerate().filter(|(_, (old, new))| old != new).map(|(at, _)| at)
}

fn file_version(
    moment: &Moment,
    path: &str,
    text: &str,
    version: u32,
    current: bool,
) -> Result<store::Version, AppError> {
    let doc = FileDoc { path: path.to_owned(), text: text.to_owned() };
    let keys = if current { vec![(CURRENT, Key::from("yes"))] } else { Vec::new() };
    own_version(system::STATE, path, version, moment, &doc, Vec::new(), keys)
}
