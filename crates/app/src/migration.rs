//! Open cases when a folder is published over one that runs: what would be refused, and how they go on under a new version.

use crate::case_record::{Loaded, case_version, frame_of, load};
use crate::door::{App, Moment, Plan, subjects};
use crate::error::{AppError, Fault};
use crate::gather::{gather, place_on};
use crate::leaf::{Kind, LeafBuilder};
use crate::records::{beginning, pinned, register};
use crate::session::Who;
use crate::versions::{fits, published_otherwise};
use base::{CaseId, Date, FieldId, ServiceId, StateName, limit};
use domain::rules::Naming;
use domain::system::{self, case_field};
use model::{Code, Diagnostic, Migration, Model, OpenCases, Service, Severity, Source};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::{AsOf, Key, Match, Query, Snapshot};

/// Open cases of one version of a service, by their state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenVersion {
    /// The service.
    pub service: ServiceId,
    /// The version that the cases keep.
    pub version: u32,
    /// How many are in which state.
    pub states: BTreeMap<String, u64>,
}

impl OpenVersion {
    /// How many there are.
    pub fn count(&self) -> u64 {
        self.states.values().sum()
    }
}

/// Open cases of one version.
fn open_query(service: &ServiceId, version: u32, limit: usize) -> Query {
    Query {
        register: register(system::CASES),
        conditions: vec![(
            FieldId::new(case_field::PINNED),
            Match::In(vec![Key::Text(pinned(service, version))]),
        )],
        at: AsOf { valid: beginning(), recorded: None },
        limit,
    }
}

/// All open cases, by service and version. Opens nobody's data.
pub(crate) fn open_versions(snapshot: &dyn Snapshot, model: &Model) -> Result<Vec<OpenVersion>, AppError> {
    let mut all = Vec::new();
    for service in model.services.keys() {
        for version in crate::versions::published_versions(snapshot, service)? {
            let mut states: BTreeMap<String, u64> = BTreeMap::new();
            snapshot.each(&open_query(service, version, usize::MAX), &mut |sealed| {
                if let Some(Key::Text(state)) = sealed.search_values(case_field::STATE).next() {
                    *states.entry(state.clone()).or_default() += 1;
                }
                Ok(true)
            })?;
            if !states.is_empty() {
                all.push(OpenVersion { service: service.clone(), version, states });
            }
        }
    }
    Ok(all)
}

/// What becomes of open cases of a version where nobody says it: undoing a plan leaves them their version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// It must be said.
    Refused,
    /// They keep their version.
    Kept,
}

/// A folder that is to be published over the one that runs.
struct Next<'a> {
    model: &'a Model,
    files: &'a BTreeMap<String, String>,
    unsaid: Unsaid,
}

/// Why a folder can't be published over the one that runs; nothing if it can.
fn against(snapshot: &dyn Snapshot, now: &Model, next: &Next<'_>) -> Result<Vec<Diagnostic>, AppError> {
    if now.info.id != next.model.info.id {
        let message = format!(
            "this is a folder of the state `{}`, and `{}` runs there",
            next.model.info.id, now.info.id
        );
        return Ok(vec![finding(
            state::OTHER_STATE,
            file("state.yaml"),
            message,
            "nothing was changed; name the folder of that state",
        )]);
    }
    let mut found = Vec::new();
    for open in open_versions(snapshot, now)? {
        found.extend(about(snapshot, next, &open)?);
    }
    Ok(found)
}

/// What is said against publishing because of the open cases of one version.
fn about(
    snapshot: &dyn Snapshot,
    next: &Next<'_>,
    open: &OpenVersion,
) -> Result<Option<Diagnostic>, AppError> {
    let (id, version, count) = (&open.service, open.version, open.count());
    let path = format!("services/{id}/service.yaml");
    let Some(service) = next.model.services.get(id) else {
        let message = format!("{count} cases of `{id}` are open, and the service is gone");
        let help = "let the service stay until the last of them is decided";
        return Ok(Some(finding(state::SERVICE_GONE, file(&path), message, help)));
    };
    if service.version == version {
        let text = next.files.get(&path).map(String::as_str).unwrap_or_default();
        if !published_otherwise(snapshot, id, version, text)? {
            return Ok(None);
        }
        let message = format!("{count} cases of version {version} are open, and its rules are others here");
        let help = format!(
            "give it a new `version` and say under `migrate` what becomes of cases of version {version}"
        );
        return Ok(Some(finding(state::SAME_VERSION, service.at.clone(), message, help)));
    }
    let (rule, at) = match (service.migration(version), next.unsaid) {
        (Some(Migration { open_cases, at, .. }), _) => (open_cases, at),
        (None, Unsaid::Kept) => (&OpenCases::Keep, &service.at),
        (None, Unsaid::Refused) => {
            let message =
                format!("{count} cases of version {version} are open, and nothing says what becomes of them");
            let help = format!("write `migrate: [{{from: {version}, open_cases: keep}}]`, or `fast_forward`");
            return Ok(Some(finding(state::NO_MIGRATION, service.at.clone(), message, help)));
        }
    };
    match rule {
        OpenCases::Keep => unfit(snapshot, next, open, at),
        OpenCases::FastForward { .. } => Ok(state_gone(service, rule, open, at)),
    }
}

/// What does not fit of a version that open cases keep.
fn unfit(
    snapshot: &dyn Snapshot,
    next: &Next<'_>,
    open: &OpenVersion,
    at: &Source,
) -> Result<Option<Diagnostic>, AppError> {
    let (id, version) = (&open.service, open.version);
    let Some(errors) = fits(snapshot, next.files, id, version)? else {
        return Err(Fault::Missing(format!("version {version} of the service {id}")).into());
    };
    let Some(first) = errors.first() else { return Ok(None) };
    let message = format!(
        "{} cases keep version {version}, which does not fit this folder: {} {}",
        open.count(),
        first.code,
        first.message
    );
    let help = "leave in place what it needs, or write `open_cases: fast_forward`";
    Ok(Some(finding(state::VERSION_UNFIT, at.clone(), message, help)))
}

/// A state in which cases are and which is not there any more.
fn state_gone(service: &Service, rule: &OpenCases, open: &OpenVersion, at: &Source) -> Option<Diagnostic> {
    let (gone, count) = open.states.iter().find(|(state, _)| {
        let state = StateName::new(state);
        !service.states.contains_key(rule.state(&state))
    })?;
    let message = format!("{count} open cases are in the state `{gone}`, which this version does not have");
    let help = format!("say what it is called now: `states: {{{gone}: …}}`");
    Some(finding(state::STATE_GONE, at.clone(), message, help))
}

fn file(path: &str) -> Source {
    Source { path: Arc::from(path), ..Source::default() }
}

fn finding(code: Code, at: Source, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic { code, severity: Severity::Error, at, message, help: Some(help.into()), related: None }
}

impl App {
    /// Why a folder can't be published over the one that runs; nothing if it can. Opens nobody's data.
    pub fn against(
        &self,
        files: &BTreeMap<String, String>,
        model: &Model,
        unsaid: Unsaid,
    ) -> Result<Vec<Diagnostic>, AppError> {
        against(&*self.store.snapshot()?, self.running().model(), &Next { model, files, unsaid })
    }

    /// Cases that go on under a new version of their service, each in an act of its own. Gives how many did; call again
    /// while it is not 0.
    pub(crate) fn migrate(&self) -> Result<usize, AppError> {
        let moment = self.moment();
        if moment.running.migrated.load(Ordering::Acquire) {
            return Ok(0);
        }
        let mut done = 0;
        for service in moment.running.model().services.values() {
            for migration in &service.migrate {
                if migration.open_cases == OpenCases::Keep {
                    continue;
                }
                let query = open_query(&service.id, migration.from, limit::JOBS_MAX);
                for sealed in &self.store.snapshot()?.find(&query)? {
                    done += usize::from(self.migrate_case(&CaseId::new(sealed.meta().id.as_str()))?);
                }
            }
        }
        if done == 0 {
            moment.running.migrated.store(true, Ordering::Release);
        }
        Ok(done)
    }

    /// One case goes on under the version that runs; false if it need not, or is not open any more.
    fn migrate_case(&self, id: &CaseId) -> Result<bool, AppError> {
        let reading = self.machine_reading(id)?;
        let done = self.act(&Who::Engine, &reading, |attempt, moment| {
            let loaded = load(attempt, id)?;
            let service = moment.service(&loaded.doc.service)?;
            let from = loaded.doc.service_version;
            let rule = service.migration(from).map(|migration| &migration.open_cases);
            let Some(rule) = rule.filter(|_| loaded.doc.open && from != service.version) else {
                return Ok(Plan::only_read(false));
            };
            let answers = domain::migrate::answers(service, rule, &loaded.doc.answers).answers;
            let attacked = crate::case_record::attacked_of(attempt, &loaded.doc)?;
            let frame = frame_of(moment, &loaded, attacked.as_ref());
            let facts = gather(attempt, moment, service, &frame, &answers)?;
            let failed = std::cell::RefCell::new(None);
            let places = |code: &str, day: Date| match place_on(attempt, moment, code, day) {
                Ok(place) => place,
                Err(error) => {
                    failed.replace(Some(error));
                    None
                }
            };
            let naming = Naming { rules: &moment.running.rules, places: &places, on: moment.today };
            let case =
                domain::migrate::fast_forward(&naming, service, rule, &facts, loaded.doc.clone(), moment.now);
            if let Some(error) = failed.into_inner() {
                return Err(error);
            }
            // Publishing was refused where a state would be gone: a case that came into one since keeps its version.
            let Some(case) = case else { return Ok(Plan::only_read(false)) };
            migrated(moment, loaded, case)
        })?;
        Ok(done.value)
    }
}

/// The act by which a case goes on.
fn migrated(moment: &Moment, before: Loaded, case: domain::CaseDoc) -> Result<Plan<bool>, AppError> {
    let leaf = LeafBuilder::new(Kind::CaseMigrate, moment.today)
        .public("org", case.agency.as_str())
        .public("svc", crate::case_plan::svc(&case))
        .public("from", before.doc.service_version)
        .public("rules", moment.running.hashes().0.base64url())
        .hidden("at", moment.now.to_string())
        .hidden("case", before.id.as_str())
        .about(subjects(&case.subjects));
    Ok(Plan {
        versions: vec![case_version(moment, &before.id, before.version + 1, &case)?],
        leaf: Some(leaf),
        ..Plan::only_read(true)
    })
}
