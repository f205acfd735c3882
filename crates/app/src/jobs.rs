//! Work that time or another act brings: terms that pass, granted cases that are decided again, months and days of
//! the ledger. Every piece is an
//! act of its own through the door; if the program stops in between, it is done at the next start.

use crate::attempt::{Attempt, equals};
use crate::case_record::{Loaded, frame_of, load};
use crate::door::{App, Moment, Plan};
use crate::error::AppError;
use crate::gather::gather;
use crate::leaf::{Kind, LeafBuilder};
use crate::records::{beginning, own_plain, own_version, register, typed};
use crate::session::{Who, own_reading};
use crate::versions::moment_of;
use base::{CaseId, FieldId, RecordId, limit};
use domain::system::{self, case_field};
use domain::{Move, RecordWrite};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{AsOf, Key, Match, Query, Version};

/// A value that appeared in a register, and for which granted cases wait.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JobDoc {
    watch: String,
    done: bool,
}

/// The search field of open jobs.
const OPEN: &str = "open";

impl App {
    /// Does what is due now. Gives how many acts were done; call again while it is not 0.
    pub fn work(&self) -> Result<usize, AppError> {
        Ok(self.migrate()? + self.pass_terms()? + self.do_jobs()? + self.pay_months()? + self.prove_day()?)
    }

    /// Cases whose term has passed, each in an act of its own.
    fn pass_terms(&self) -> Result<usize, AppError> {
        let moment = self.moment();
        let terms = [
            (case_field::DUE, Key::Text(moment.today.to_string())),
            (case_field::DUE_AT, Key::Number(moment.now.0)),
        ];
        let mut done = 0;
        for (field, before) in terms {
            let query = Query {
                register: register(system::CASES),
                conditions: vec![(FieldId::new(field), Match::Range(None, Some(before)))],
                at: AsOf { valid: moment.today, recorded: None },
                limit: limit::JOBS_MAX,
            };
            for sealed in &self.store.snapshot()?.find(&query)? {
                done += usize::from(self.pass_term(&CaseId::new(sealed.meta().id.as_str()))?);
            }
        }
        Ok(done)
    }

    /// Passes the term of a case, in an act of its own; false if it runs after all.
    fn pass_term(&self, id: &CaseId) -> Result<bool, AppError> {
        let reading = self.machine_reading(id)?;
        let document = self.new_id();
        let done = self.act(&Who::Engine, &reading, |attempt, moment| {
            let loaded = load(attempt, id)?;
            let moment = &moment_of(attempt, moment, &loaded.doc)?;
            if !loaded.doc.term_passed(moment.now, moment.today) {
                return Ok(Plan::only_read(false));
            }
            let service = moment.service(&loaded.doc.service)?;
            let facts =
                gather(attempt, moment, service, &frame_of(moment, &loaded, None), &loaded.doc.answers)?;
            let act = Move::Silence { case: loaded.doc.clone() };
            match self.decide(attempt, moment, service, &facts, &document, None, act)? {
                Some(decided) => {
                    let lang = loaded.doc.lang.clone();
                    let plan = self.plan_decided(
                        attempt,
                        moment,
                        &Who::Engine,
                        Kind::CaseSilence,
                        id,
                        loaded.version + 1,
                        decided,
                        &lang,
                    )?;
                    Ok(with_value(plan, true))
                }
                None => Ok(Plan::only_read(false)),
            }
        })?;
        Ok(done.value)
    }

    pub(crate) fn machine_reading(&self, id: &CaseId) -> Result<crate::door::Reading, AppError> {
        let mut reading = self.reading_of_case(&self.moment(), id)?;
        "machine".clone_into(&mut reading.by);
        Ok(reading)
    }

    /// Jobs for values that just appeared in a register, if a granted case waits for them.
    pub(crate) fn jobs_for(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        writes: &[RecordWrite],
    ) -> Result<Vec<Version>, AppError> {
        let mut rows = Vec::new();
        for write in writes {
            for again in moment.running.model().services.values().filter_map(|service| service.again.as_ref())
            {
                if again.on != write.register {
                    continue;
                }
                let Some(value) = write.doc.get(again.field.as_str()).and_then(Value::as_str) else {
                    continue;
                };
                let watch = domain::rules::watch_key(again.on.as_str(), again.field.as_str(), value);
                let waiting = watching(moment, &watch, 1);
                if !attempt.find(waiting)?.is_empty() {
                    let doc = JobDoc { watch, done: false };
                    rows.push(own_version(
                        system::JOBS,
                        &self.new_id(),
                        1,
                        moment,
                        &doc,
                        Vec::new(),
                        vec![(OPEN, Key::from("yes"))],
                    )?);
                }
            }
        }
        Ok(rows)
    }

    fn do_jobs(&self) -> Result<usize, AppError> {
        let open = equals(&register(system::JOBS), &FieldId::new(OPEN), "yes", beginning(), limit::JOBS_MAX);
        let jobs = self.store.snapshot()?.find(&open)?;
        for sealed in &jobs {
            self.do_job(&sealed.meta().id)?;
        }
        Ok(jobs.len())
    }

    /// Decides again every granted case that waits for the job's value, then closes the job.
    fn do_job(&self, id: &RecordId) -> Result<(), AppError> {
        let at = AsOf { valid: beginning(), recorded: None };
        let Some(sealed) = self.store.snapshot()?.get(&register(system::JOBS), id, &at)? else {
            return Ok(());
        };
        let Some(doc) = sealed.open_public() else { return Ok(()) };
        let job: JobDoc = crate::records::of_map(doc?)?;
        let waiting =
            self.store.snapshot()?.find(&watching(&self.moment(), &job.watch, limit::FACT_RECORDS_MAX))?;
        for case in waiting {
            self.decide_again(&CaseId::new(case.meta().id.as_str()))?;
        }
        self.act(&Who::Engine, &own_reading(&self.moment()), |attempt, moment| {
            let Some(record) = attempt.get(&register(system::JOBS), id)? else {
                return Ok(Plan::only_read(()));
            };
            let version = record.meta.version + 1;
            let mut doc: JobDoc = typed(record)?;
            doc.done = true;
            Ok(Plan {
                versions: vec![own_plain(system::JOBS, id.as_str(), version, moment, &doc)?],
                leaf: Some(
                    LeafBuilder::new(Kind::JobDone, moment.today).hidden("at", moment.now.to_string()),
                ),
                ..Plan::only_read(())
            })
        })?;
        Ok(())
    }

    /// A granted case decided again: what the rules give beyond what was granted becomes a second decision.
    fn decide_again(&self, id: &CaseId) -> Result<(), AppError> {
        let reading = self.machine_reading(id)?;
        self.act(&Who::Engine, &reading, |attempt, moment| {
            let (number, document) = (self.case_number(), self.new_id());
            let loaded = load(attempt, id)?;
            let moment = &moment_of(attempt, moment, &loaded.doc)?;
            if loaded.doc.follows.is_some() {
                return Ok(Plan::only_read(()));
            }
            let service = moment.service(&loaded.doc.service)?;
            let mut frame = frame_of(moment, &loaded, None);
            number.as_str().clone_into(&mut frame.number);
            let facts = gather(attempt, moment, service, &frame, &loaded.doc.answers)?;
            let Loaded { doc, .. } = loaded;
            let lang = doc.lang.clone();
            let granted = (id.clone(), doc);
            match self.decide(
                attempt,
                moment,
                service,
                &facts,
                &document,
                None,
                Move::Again { granted: &granted },
            )? {
                Some(decided) => {
                    let plan = self.plan_decided(
                        attempt,
                        moment,
                        &Who::Engine,
                        Kind::CaseAgain,
                        &number,
                        1,
                        decided,
                        &lang,
                    )?;
                    Ok(with_value(plan, ()))
                }
                None => Ok(Plan::only_read(())),
            }
        })?;
        Ok(())
    }
}

fn watching(moment: &Moment, watch: &str, limit: usize) -> Query {
    equals(&register(system::CASES), &FieldId::new(case_field::WATCH), watch, moment.today, limit)
}

/// The engine shows nobody anything: the view is for callers that answer someone.
fn with_value<T, U>(plan: Plan<T>, value: U) -> Plan<U> {
    let Plan { versions, blobs, leaf, case, .. } = plan;
    Plan { versions, blobs, leaf, case, value }
}
