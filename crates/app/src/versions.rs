//! The versions of services that cases keep. A case goes on under the version it was filed under, together with everything
//! else of the state as it runs now: registers, access, agencies and dated law. Where that does not fit together any more, the
//! case goes on under the version that runs; `koom plan` says so before.

use crate::attempt::Attempt;
use crate::door::{App, Moment};
use crate::error::{AppError, Fault};
use crate::records::{of_map, register};
use crate::running::{FolderError, Running};
use crate::state_folder::{CURRENT, FileDoc, files};
use base::{RecordId, ServiceId};
use domain::{CaseDoc, system};
use model::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::Snapshot;

/// Versions of files read at a time.
const PAGE: usize = 200;

/// A version of a service that does not run for new cases.
#[derive(Clone)]
enum Earlier {
    /// It runs for cases that keep it.
    Fits(Arc<Running>),
    /// It was never published, or does not fit what runs.
    Unfit,
}

/// Versions of services beside those that run, as they are asked for.
#[derive(Default)]
pub(crate) struct Kept(Mutex<BTreeMap<(ServiceId, u32), Earlier>>);

impl Kept {
    fn known(&self, key: &(ServiceId, u32)) -> Option<Earlier> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn keep(&self, key: (ServiceId, u32), earlier: Earlier) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, earlier);
    }
}

impl Moment {
    /// The same moment under the version of the service that a case keeps.
    pub(crate) fn of_case(&self, snapshot: &dyn Snapshot, case: &CaseDoc) -> Result<Self, AppError> {
        self.of_version(snapshot, &case.service, case.service_version)
    }

    /// True if this is the version that runs.
    fn runs(&self, service: &ServiceId, version: u32) -> bool {
        self.running.model().services.get(service).is_some_and(|runs| runs.version == version)
    }

    /// The same moment under a version of a service.
    pub(crate) fn of_version(
        &self,
        snapshot: &dyn Snapshot,
        service: &ServiceId,
        version: u32,
    ) -> Result<Self, AppError> {
        if self.runs(service, version) {
            return Ok(self.clone());
        }
        let key = (service.clone(), version);
        let kept = if let Some(known) = self.running.kept.known(&key) {
            known
        } else {
            let kept = keep(snapshot, &self.running, service, version)?;
            self.running.kept.keep(key, kept.clone());
            kept
        };
        Ok(match kept {
            Earlier::Fits(running) => Self { running, ..self.clone() },
            Earlier::Unfit => self.clone(),
        })
    }
}

impl App {
    /// The state under the version of a service that a case keeps: for forms and words that belong to the case.
    pub fn running_of(&self, service: &ServiceId, version: u32) -> Result<Arc<Running>, AppError> {
        let moment = self.moment();
        if moment.runs(service, version) {
            return Ok(moment.running);
        }
        Ok(moment.of_version(&*self.store.snapshot()?, service, version)?.running)
    }
}

/// A version as it runs with the rest of the state.
fn keep(
    snapshot: &dyn Snapshot,
    now: &Arc<Running>,
    service: &ServiceId,
    version: u32,
) -> Result<Earlier, AppError> {
    let Some(folder) = folder_of(snapshot, service, version)? else { return Ok(Earlier::Unfit) };
    let current = files(snapshot)?;
    match Running::of_files(&put_back(&current, &folder, service)) {
        Ok(mut running) => {
            running.edition = now.edition;
            Ok(Earlier::Fits(Arc::new(running)))
        }
        Err(FolderError::Fault(fault)) => Err(fault.into()),
        Err(FolderError::Diagnostics(_)) => Ok(Earlier::Unfit),
    }
}

/// Why a version does not fit a folder that is to be published; nothing if it does. `None` if it was never published.
pub(crate) fn fits(
    snapshot: &dyn Snapshot,
    files: &BTreeMap<String, String>,
    service: &ServiceId,
    version: u32,
) -> Result<Option<Vec<Diagnostic>>, AppError> {
    let Some(folder) = folder_of(snapshot, service, version)? else { return Ok(None) };
    match Running::of_files(&put_back(files, &folder, service)) {
        Ok(_) => Ok(Some(Vec::new())),
        Err(FolderError::Diagnostics(found)) => {
            Ok(Some(found.into_iter().filter(|one| one.severity == model::Severity::Error).collect()))
        }
        Err(FolderError::Fault(fault)) => Err(fault.into()),
    }
}

/// A folder with the files of a service as they are in another.
fn put_back(
    files: &BTreeMap<String, String>,
    other: &BTreeMap<String, String>,
    service: &ServiceId,
) -> BTreeMap<String, String> {
    let own = format!("services/{service}/");
    let rest = files.iter().filter(|(path, _)| !path.starts_with(&own));
    let kept = other.iter().filter(|(path, _)| path.starts_with(&own) && !path.ends_with("cases.yaml"));
    rest.chain(kept).map(|(path, text)| (path.clone(), text.clone())).collect()
}

/// The files of a service as they last were with one of its versions; `None` if they never were. By acts and not by times:
/// two may fall on one instant.
fn folder_of(
    snapshot: &dyn Snapshot,
    service: &ServiceId,
    version: u32,
) -> Result<Option<BTreeMap<String, String>>, AppError> {
    let own = format!("services/{service}/");
    let all = file_versions(snapshot, &own)?;
    let rules = format!("{own}service.yaml");
    // The acts from which on, and before which, the version was the last time.
    let mut last: Option<(u64, Option<u64>)> = None;
    for one in all.iter().filter(|one| one.path == rules) {
        let is = one.text.as_deref().and_then(version_of) == Some(version);
        match &mut last {
            Some((_, None)) if is => {}
            Some((_, until @ None)) => *until = Some(one.act),
            _ if is => last = Some((one.act, None)),
            _ => {}
        }
    }
    let Some((_, until)) = last else { return Ok(None) };
    let mut folder = BTreeMap::new();
    for one in all.into_iter().filter(|one| until.is_none_or(|until| one.act < until)) {
        match one.text {
            Some(text) => folder.insert(one.path, text),
            None => folder.remove(&one.path),
        };
    }
    Ok(Some(folder))
}

/// A version of a file of the published folder.
struct FileVersion {
    path: String,
    /// Nothing where it was taken away.
    text: Option<String>,
    act: u64,
}

/// Every version of the files under a path, each file's in their order.
fn file_versions(snapshot: &dyn Snapshot, under: &str) -> Result<Vec<FileVersion>, AppError> {
    let mut all = Vec::new();
    let mut after = (RecordId::new(under), 0);
    loop {
        let page = snapshot.versions_after(&register(system::STATE), (&after.0, after.1), PAGE)?;
        let Some(last) = page.last() else { return Ok(all) };
        after = (last.meta().id.clone(), last.meta().version);
        for sealed in &page {
            if !sealed.meta().id.as_str().starts_with(under) {
                return Ok(all);
            }
            let doc =
                sealed.open_public().ok_or_else(|| Fault::Missing("a state file's text".to_owned()))??;
            let FileDoc { path, text } = of_map(doc)?;
            let current = sealed.search_values(CURRENT).next().is_some();
            all.push(FileVersion { path, text: current.then_some(text), act: sealed.meta().act });
        }
    }
}

/// The texts of a service's file as they were published, oldest first.
fn texts(snapshot: &dyn Snapshot, service: &ServiceId) -> Result<Vec<String>, AppError> {
    let rules = format!("services/{service}/service.yaml");
    Ok(file_versions(snapshot, &rules)?.into_iter().filter_map(|one| one.text).collect())
}

/// The version that a text states.
fn version_of(text: &str) -> Option<u32> {
    state::service_version("service.yaml", text)
}

/// Every version of a service that was ever published.
pub(crate) fn published_versions(
    snapshot: &dyn Snapshot,
    service: &ServiceId,
) -> Result<BTreeSet<u32>, AppError> {
    Ok(texts(snapshot, service)?.iter().filter_map(|text| version_of(text)).collect())
}

/// True if a version of a service was ever published with another text than this.
pub(crate) fn published_otherwise(
    snapshot: &dyn Snapshot,
    service: &ServiceId,
    version: u32,
    text: &str,
) -> Result<bool, AppError> {
    let texts = texts(snapshot, service)?;
    // Before the last text of the version there may have been others that no case kept.
    let last = texts.iter().rev().find(|before| version_of(before) == Some(version));
    Ok(last.is_some_and(|before| before != text))
}

/// A case's moment, under the version it keeps.
pub(crate) fn moment_of(attempt: &Attempt<'_>, moment: &Moment, case: &CaseDoc) -> Result<Moment, AppError> {
    moment.of_case(attempt.snapshot(), case)
}
