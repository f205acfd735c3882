//! The door: one pipeline for pages, adapters and the clock.

use crate::attempt::Attempt;
use crate::chance::Chance;
use crate::clock::AppClock;
use crate::demo::Persona;
use crate::error::{AppError, Fault};
use crate::gate::{Gate, Line};
use crate::leaf::{Kind, LeafBuilder};
use crate::meter::Meters;
use crate::running::Running;
use crate::session::{Sessions, Who};
use crate::state_folder::{edition, take_edition};
use crate::worklist::Taking;
use crate::writer::{WriteError, Writer};
use arc_swap::ArcSwap;
use base::{AgencyId, CaseId, Clock, Date, Hash, Instant, PurposeId, ServiceId, Subject, limit};
use domain::Refusal;
use model::Service;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use store::{Committed, Draft, Log, Parts, Prepared, ReadReceipt, Receipt, Rows, Store, Version};

/// What belongs to this installation and not to the state.
#[derive(Clone, Debug)]
pub struct Config {
    /// Origin of `/log`; `/reads` has the same with `/reads` in place of its last part. Never changes.
    pub origin: String,
    /// Address that people reach it at, without a slash at the end; printed in documents.
    pub public_url: String,
    /// True for `koom demo`: sign-in by list, and a clock that may be moved.
    pub demonstration: bool,
    /// Acts decided at once; as many as there are processors if not given.
    pub acts_at_once: Option<usize>,
}

/// The application over a store.
pub struct App {
    pub(crate) store: Store,
    pub(crate) writer: Writer,
    pub(crate) gate: Gate,
    pub(crate) clock: Arc<AppClock>,
    pub(crate) chance: Arc<Chance>,
    pub(crate) running: ArcSwap<Running>,
    pub(crate) sessions: Sessions,
    pub(crate) taking: Taking,
    /// Leaves that `/log` had when the edition was last asked for, over a shared store.
    pub(crate) edition_asked: AtomicU64,
    pub(crate) vkeys: OnceLock<BTreeMap<Log, String>>,
    pub(crate) personas: OnceLock<Vec<Persona>>,
    pub(crate) meters: Meters,
    /// The installation.
    pub config: Config,
}

/// The time of an attempt and the state it runs under.
#[derive(Clone)]
pub struct Moment {
    /// Now.
    pub now: Instant,
    /// The civil day.
    pub today: Date,
    /// The state.
    pub running: Arc<Running>,
}

impl Moment {
    /// The service, if there is one.
    pub(crate) fn service(&self, id: &ServiceId) -> Result<&Service, AppError> {
        self.running.model().services.get(id).ok_or_else(|| Refusal::UnknownService.into())
    }
}

/// Why an act reads, for the leaves of whoever it reads about.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The purpose; `own` for one's own data.
    pub purpose: PurposeId,
    /// The article.
    pub law: String,
    /// For which agency.
    pub org: AgencyId,
    /// Who reads: `machine`, `person`, or a role.
    pub by: String,
    /// For which case, if for one.
    pub case: Option<String>,
    /// A stated reason or the service, shown to the subject.
    pub note: Option<String>,
}

/// What an attempt decided to do.
pub struct Plan<T> {
    /// Versions to write.
    pub versions: Vec<Version>,
    /// Contents to keep.
    pub blobs: Vec<(Hash, Vec<u8>)>,
    /// The leaf; needed if anything is written.
    pub leaf: Option<LeafBuilder>,
    /// For which case the reads are, where it was only now made.
    pub case: Option<String>,
    /// What the caller gets, once all is durable.
    pub value: T,
}

impl<T> Plan<T> {
    /// Nothing is written; reads are logged.
    pub fn only_read(value: T) -> Self {
        Self { versions: Vec::new(), blobs: Vec::new(), leaf: None, case: None, value }
    }
}

/// A durable act.
pub struct Done<T> {
    /// What the act gives.
    pub value: T,
    /// Where its leaf stands in `/log`; `None` if it only read, whatever `/reads` says of it.
    pub receipt: Option<Receipt>,
    /// Opens what it read.
    pub read: Option<ReadReceipt>,
}

/// An attempt that waits to be written.
struct Ready<T> {
    value: T,
    acts: bool,
    /// The kind of its leaf; none if it writes none.
    kind: Option<&'static str>,
    own: Option<ReadReceipt>,
    prepared: Option<Prepared>,
}

impl App {
    /// Over an open store. `running` is the published state.
    pub fn new(
        store: Store,
        running: Running,
        clock: Arc<AppClock>,
        chance: Arc<Chance>,
        config: Config,
    ) -> Result<Self, Fault> {
        let writer = Writer::start(Arc::clone(store.backend()), Arc::clone(&chance))
            .map_err(|error| Fault::Missing(format!("the writer's thread ({error})")))?;
        let gate = Gate::new(config.acts_at_once, writer.full_group());
        Ok(Self {
            store,
            writer,
            gate,
            clock,
            chance,
            running: ArcSwap::from_pointee(running),
            sessions: Sessions::default(),
            taking: Taking::default(),
            edition_asked: AtomicU64::new(u64::MAX),
            vkeys: OnceLock::new(),
            personas: OnceLock::new(),
            meters: Meters::default(),
            config,
        })
    }

    /// The state as it runs.
    pub fn running(&self) -> Arc<Running> {
        self.running.load_full()
    }

    /// Now, and the state it runs under.
    pub fn moment(&self) -> Moment {
        let running = self.running();
        let now = self.clock.now();
        Moment { now, today: running.date(now), running }
    }

    /// Does an act: `decide` is called with a consistent view and may be called again if what it saw changed
    /// meanwhile. Its value is given out only when its leaves are durable: one leaf in `/log` if it writes, and
    /// one in `/reads` for each person it opened (the actor's own data once a session). Leaves of reads are
    /// written even if the act is refused afterwards.
    pub fn act<T>(
        &self,
        who: &Who,
        reading: &Reading,
        decide: impl Fn(&Attempt<'_>, &Moment) -> Result<Plan<T>, AppError>,
    ) -> Result<Done<T>, AppError> {
        self.act_in(Line::Change, who, reading, decide)
    }

    /// As [`App::act`], from the line in which it waits for its turn.
    pub(crate) fn act_in<T>(
        &self,
        line: Line,
        who: &Who,
        reading: &Reading,
        decide: impl Fn(&Attempt<'_>, &Moment) -> Result<Plan<T>, AppError>,
    ) -> Result<Done<T>, AppError> {
        let mut kind = None;
        let end = self.tried(line, who, reading, decide, &mut kind);
        self.meters.ended(kind, &end);
        end
    }

    /// Decides until what is decided can be written. `kind` becomes the kind of what was.
    fn tried<T>(
        &self,
        line: Line,
        who: &Who,
        reading: &Reading,
        decide: impl Fn(&Attempt<'_>, &Moment) -> Result<Plan<T>, AppError>,
        kind: &mut Option<&'static str>,
    ) -> Result<Done<T>, AppError> {
        for turn in 0..limit::CONFLICT_RETRIES_MAX {
            let (ready, refusal) = {
                let _pass = self.gate.enter(line);
                let moment = self.moment();
                let snapshot = self.store.snapshot()?;
                let attempt = Attempt::new(&*snapshot, self.store.pending(), moment.today);
                let decided = decide(&attempt, &moment);
                // Asked afterwards, when the snapshot has begun with a question of the act's own.
                if self.store.shared() && !self.same_edition(&attempt, &moment, turn == 0)? {
                    // Another program has published another state: nothing is decided under this one any more.
                    drop(attempt);
                    drop(snapshot);
                    self.follow_edition()?;
                    continue;
                }
                let (plan, refusal) = match decided {
                    Ok(plan) => (plan.map(Some), None),
                    Err(AppError::Fault(fault)) => return Err(fault.into()),
                    Err(refused) => (Plan::only_read(None), Some(refused)),
                };
                (self.ready(who, reading, attempt, &moment, plan)?, refusal)
            };
            *kind = ready.kind;
            if let Some(done) = self.commit(ready)? {
                return match (refusal, done.value) {
                    (Some(refusal), _) => Err(refusal),
                    (None, Some(value)) => Ok(Done { value, receipt: done.receipt, read: done.read }),
                    (None, None) => Err(Fault::Missing("the value of an act".to_owned()).into()),
                };
            }
            self.meters.conflicts.fetch_add(1, Ordering::Relaxed);
        }
        Err(Fault::Contended(limit::CONFLICT_RETRIES_MAX).into())
    }

    /// True if what runs here is the edition that is published. What was found so is still so as long as nobody but this
    /// program has written; the act asserts it all the same, and if it is refused for that it is asked again.
    fn same_edition(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        first_turn: bool,
    ) -> Result<bool, AppError> {
        let (asked, acts) = (self.edition_asked.load(Ordering::Acquire), attempt.snapshot().acts());
        if first_turn && asked <= acts && self.store.wrote_alone(asked..acts) {
            take_edition(attempt, moment.running.edition);
            return Ok(true);
        }
        let same = edition(attempt)? == moment.running.edition;
        if same {
            self.edition_asked.store(acts, Ordering::Release);
        }
        Ok(same)
    }

    /// What an attempt decided, with its leaves.
    fn ready<T>(
        &self,
        who: &Who,
        reading: &Reading,
        attempt: Attempt<'_>,
        moment: &Moment,
        plan: Plan<T>,
    ) -> Result<Ready<T>, AppError> {
        let own = who.own_receipt();
        let Plan { versions, blobs, leaf, case, value } = plan;
        let case = case.or_else(|| reading.case.clone());
        let reads = self.read_leaves(who, reading, &attempt, moment, case.as_deref())?;
        let seen = attempt.snapshot().acts();
        let (pending, asserts) = attempt.finish();
        let acts = leaf.is_some();
        let silent = !acts && reads.is_empty();
        let kind = match &leaf {
            Some(leaf) => Some(leaf.kind().name()),
            None => (!silent).then(|| Kind::Read.name()),
        };
        let versions = Rows::from(versions);
        let rows = (!versions.versions().is_empty()).then(|| versions.root());
        let act = leaf.map(|leaf| leaf.build(&self.chance, rows)).transpose()?;
        let prepared =
            Prepared::new(pending, Parts { seen, asserts, versions, blobs, act, reads }, own.as_ref())?;
        // Silent: only one's own data, already logged in this session, or nobody's; there is nothing to write.
        Ok(Ready { value, acts, kind, own, prepared: (!silent).then_some(prepared) })
    }

    /// Writes what is ready. `None`: what it saw has changed.
    fn commit<T>(&self, ready: Ready<T>) -> Result<Option<Done<T>>, AppError> {
        let Ready { value, acts, own, prepared, .. } = ready;
        let Some(prepared) = prepared else { return Ok(Some(Done { value, receipt: None, read: own })) };
        match self.writer.write(prepared) {
            Ok(Committed { receipt, read }) => {
                Ok(Some(Done { value, receipt: acts.then_some(receipt), read: Some(read) }))
            }
            Err(WriteError::Conflict) => Ok(None),
            Err(WriteError::Busy) => Err(Refusal::Busy.into()),
            Err(WriteError::Stopping) => Err(Fault::Stopping.into()),
            Err(WriteError::Store(error)) => Err(error.into()),
        }
    }

    /// One leaf for each person opened, but for the actor's own data where this session logged it before.
    fn read_leaves(
        &self,
        who: &Who,
        reading: &Reading,
        attempt: &Attempt<'_>,
        moment: &Moment,
        case: Option<&str>,
    ) -> Result<Vec<Draft>, AppError> {
        let own = who.own_receipt();
        if attempt.is_bulk() {
            return crate::bulk::read_leaf(&self.chance, who, reading, attempt, moment);
        }
        attempt
            .opened()
            .into_iter()
            .filter(|(subject, _)| !own.as_ref().is_some_and(|receipt| receipt.names(subject)))
            .map(|(subject, registers)| {
                let mine = who.subject() == Some(&subject);
                let names: Vec<&str> = registers.iter().map(base::RegisterId::as_str).collect();
                let leaf = LeafBuilder::new(Kind::Read, moment.today)
                    .public("org", reading.org.as_str())
                    .public("reg", json!(names))
                    .public("purpose", if mine { "own" } else { reading.purpose.as_str() })
                    .public("law", reading.law.as_str())
                    .public("by", if mine { "person" } else { reading.by.as_str() })
                    .hidden("at", moment.now.to_string())
                    .hidden("actor", who.as_json())
                    .hidden("case", case.map_or(Value::Null, Value::from))
                    .hidden("note", reading.note.as_deref().map_or(Value::Null, Value::from))
                    .about([subject]);
                Ok(leaf.build(&self.chance, None)?)
            })
            .collect()
    }

    /// An id for a record or document, which nobody can guess.
    pub(crate) fn new_id(&self) -> String {
        self.chance.id(self.clock.now())
    }

    /// A number for a case.
    pub(crate) fn case_number(&self) -> CaseId {
        CaseId::from(self.chance.number(self.clock.now()))
    }
}

impl<T> Plan<T> {
    /// The same with another value.
    pub(crate) fn with<U>(self, value: U) -> Plan<U> {
        self.map(|_| value)
    }

    fn map<U>(self, f: impl FnOnce(T) -> U) -> Plan<U> {
        let Self { versions, blobs, leaf, case, value } = self;
        Plan { versions, blobs, leaf, case, value: f(value) }
    }
}

/// Whose data this is, as subjects.
pub(crate) fn subjects(keys: &[String]) -> Vec<Subject> {
    keys.iter().map(Subject::new).collect()
}
