//! An officer's work: the next case by the published rule, and how many wait.

use crate::attempt::Attempt;
use crate::case_plan::svc;
use crate::case_record::may_see;
use crate::case_record::{barred, case_version, load, service_of};
use crate::case_view::case_view;
use crate::cases::with_receipt;
use crate::door::{App, Moment, Plan, subjects};
use crate::error::AppError;
use crate::gather::related;
use crate::leaf::{Kind, LeafBuilder};
use crate::permit::Circumstance;
use crate::permit::verdict;
use crate::records::{queue_key, register};
use crate::session::Who;
use crate::versions::moment_of;
use crate::view::{self, CaseView};
use access::{Class, Right};
use base::{CaseId, Date, Instant, Lang, Subject, limit};
use domain::system::{self, case_field};
use domain::{Officer, Refusal};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{Key, Query, Sealed};

/// An officer's work: no personal field in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkList {
    /// Cases the officer has.
    pub mine: Vec<view::CaseLine>,
    /// Cases that wait for anyone in the officer's queues.
    pub waiting: usize,
    /// Cases that colleagues have.
    pub taken: usize,
    /// Cases in these queues whose term has passed.
    pub overdue: usize,
}

/// Cases that one process may be giving out at a time.
const CLAIMED_MAX: usize = 256;

/// Cases that officers are taking right now, so that two who ask at once don't run after the same one. Only a courtesy:
/// whether a case is still free the act itself finds out.
#[derive(Default)]
pub(crate) struct Taking(Mutex<Vec<(CaseId, Subject)>>);

/// A case that one officer goes for; ends when dropped.
struct Claim<'t> {
    of: &'t Taking,
    case: CaseId,
    officer: Subject,
}

impl Taking {
    fn claims(&self) -> MutexGuard<'_, Vec<(CaseId, Subject)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first case that no colleague is taking; whoever asks twice at once goes for the same case twice.
    fn claim(&self, waiting: &[CaseId], officer: &Subject) -> Option<Claim<'_>> {
        let mut claims = self.claims();
        let mine = |case: &&CaseId| claims.iter().any(|(other, by)| other == *case && by == officer);
        let free = |case: &&CaseId| !claims.iter().any(|(other, _)| other == *case);
        let case = waiting.iter().find(mine).or_else(|| waiting.iter().find(free))?.clone();
        claims.push((case.clone(), officer.clone()));
        Some(Claim { of: self, case, officer: officer.clone() })
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        let mut claims = self.of.claims();
        if let Some(place) = claims.iter().position(|(case, by)| *case == self.case && *by == self.officer) {
            claims.swap_remove(place);
        }
    }
}

impl App {
    /// The next case by the published rule: the one whose term ends first, then the one filed first, among those
    /// of the officer's office and role that nobody has and that concern nobody the officer is related to.
    /// An officer who still has a case gets that one.
    pub fn take_next(&self, who: &Who, lang: &Lang) -> Result<Option<CaseView>, AppError> {
        let session = who.session()?;
        let Some(officer) = session.posts.first() else { return Err(Refusal::NotAllowed.into()) };
        for _ in 0..limit::CONFLICT_RETRIES_MAX {
            let moment = self.moment();
            let waiting = self.next_for(&moment, who, &session.posts)?;
            // Of colleagues who ask at the same moment each goes for another case.
            let Some(claim) = self.taking.claim(&waiting, &session.person) else { return Ok(None) };
            let taken = self.take(who, officer, &claim.case, lang)?;
            if taken.is_some() {
                return Ok(taken);
            }
        }
        Err(Refusal::Busy.into())
    }

    /// Takes a case; `None` if a colleague was quicker.
    fn take(
        &self,
        who: &Who,
        officer: &Officer,
        id: &CaseId,
        lang: &Lang,
    ) -> Result<Option<CaseView>, AppError> {
        let moment = self.moment();
        let reading = self.reading_of_case(&moment, id)?;
        let done = self.act(who, &reading, |attempt, moment| {
            let reader = match may_see(attempt, moment, who, id) {
                // It was in the queue a moment ago: a colleague has it now.
                Err(AppError::Refused(refusals)) if refusals.contains(&Refusal::UnknownCase) => {
                    return Ok(Plan::only_read(None));
                }
                seen => seen?,
            };
            let mut loaded = load(attempt, id)?;
            let moment = &moment_of(attempt, moment, &loaded.doc)?;
            let officer = reader.officer.clone().unwrap_or_else(|| officer.clone());
            if loaded.doc.assigned.as_deref() == Some(officer.key.as_str()) {
                return Ok(Plan::only_read(Some(case_view(attempt, moment, who, &loaded, lang)?)));
            }
            if loaded.doc.assigned.is_some() || loaded.doc.queue.as_ref() != Some(&officer.role) {
                return Ok(Plan::only_read(None));
            }
            loaded.doc.assigned = Some(officer.key.as_str().to_owned());
            loaded.version += 1;
            let leaf = LeafBuilder::new(Kind::CaseTake, moment.today)
                .public("org", loaded.doc.agency.as_str())
                .public("svc", svc(&loaded.doc))
                .hidden("at", moment.now.to_string())
                .hidden("actor", who.as_json())
                .hidden("case", id.as_str())
                .about(subjects(&loaded.doc.subjects));
            let view = case_view(attempt, moment, who, &loaded, lang)?;
            Ok(Plan {
                versions: vec![case_version(moment, id, loaded.version, &loaded.doc)?],
                leaf: Some(leaf),
                ..Plan::only_read(Some(view))
            })
        })?;
        Ok(done.value.map(|view| with_receipt(view, done.receipt.as_ref())))
    }

    /// The cases an officer has, and how many wait in their queues, of them overdue.
    pub fn work_list(&self, who: &Who, lang: &Lang) -> Result<WorkList, AppError> {
        let session = who.session()?;
        if session.posts.is_empty() {
            return Err(Refusal::NotAllowed.into());
        }
        let moment = self.moment();
        let snapshot = self.store.snapshot()?;
        let mut list = WorkList::default();
        for post in &session.posts {
            for sealed in snapshot.find(&in_queue(&moment, post))? {
                let line = crate::case_line::line(&moment, &*snapshot, &sealed, false, lang)?;
                list.overdue += usize::from(line.overdue);
                match sealed.search_values(case_field::ASSIGNED).next() {
                    // Whoever is to pay comes to the desk with the number: nobody is handed such a case.
                    None if waits_for_fee(&moment, &sealed)? => {}
                    None => list.waiting += 1,
                    Some(key) if *key == Key::from(post.key.as_str()) => list.mine.push(line),
                    Some(_) => list.taken += 1,
                }
            }
        }
        Ok(list)
    }

    /// The cases an officer may take, the one that is next first. Opens nothing: queues, terms and subjects are known
    /// without.
    fn next_for(&self, moment: &Moment, who: &Who, posts: &[Officer]) -> Result<Vec<CaseId>, AppError> {
        let snapshot = self.store.snapshot()?;
        let attempt = Attempt::new(&*snapshot, self.store.pending(), moment.today);
        let mut waiting: Vec<(bool, Option<Instant>, u64, CaseId)> = Vec::new();
        for post in posts {
            for sealed in attempt.find(in_queue(moment, post))? {
                let holder = sealed.search_values(case_field::ASSIGNED).next().cloned();
                let mine = holder.as_ref() == Some(&Key::from(post.key.as_str()));
                if holder.is_some() && !mine || holder.is_none() && waits_for_fee(moment, &sealed)? {
                    continue;
                }
                let related =
                    barred(&sealed, &post.key) || related(&attempt, moment, &post.key, sealed.subjects())?;
                let circumstance = Circumstance { own: false, related, assigned: true, in_office: true };
                let class = service_of(&sealed)?;
                if verdict(moment, who, Right::Take, Class::Case(&class), None, circumstance).allowed {
                    let due = term_ends(moment, &sealed);
                    waiting.push((!mine, due, sealed.meta().act, CaseId::new(sealed.meta().id.as_str())));
                }
            }
        }
        // Cases without a running term come after those with one.
        waiting.sort_by_key(|case| (case.0, case.1.is_none(), case.1, case.2));
        // One's own case stands alone: nobody has two at a time.
        let own = waiting.first().is_some_and(|case| !case.0);
        let most = if own { 1 } else { CLAIMED_MAX };
        Ok(waiting.into_iter().take(most).map(|(_, _, _, id)| id).collect())
    }
}

/// True if all that officers can do with a case is to take its fee. Opens nothing.
fn waits_for_fee(moment: &Moment, sealed: &Sealed) -> Result<bool, AppError> {
    let service = moment.service(&service_of(sealed)?)?;
    let state = match sealed.search_values(case_field::STATE).next() {
        Some(Key::Text(state)) => service.states.get(state.as_str()),
        _ => None,
    };
    Ok(state.is_some_and(crate::case_view::only_takes))
}

/// When the running term of a case ends: one in days with its last day.
fn term_ends(moment: &Moment, sealed: &Sealed) -> Option<Instant> {
    if let Some(Key::Number(micros)) = sealed.search_values(case_field::DUE_AT).next() {
        return Some(Instant(*micros));
    }
    match sealed.search_values(case_field::DUE).next() {
        Some(Key::Text(day)) => {
            Instant::start_of(day.parse::<Date>().ok()?.tomorrow().ok()?, &moment.running.zone)
        }
        _ => None,
    }
}

pub(crate) fn queue_of(post: &Officer) -> String {
    queue_key(post.agency.as_str(), post.office.as_str(), post.role.as_str())
}

/// Cases in an officer's queue.
pub(crate) fn in_queue(moment: &Moment, post: &Officer) -> Query {
    crate::attempt::equals(
        &register(system::CASES),
        &base::FieldId::new(case_field::QUEUE),
        &queue_of(post),
        moment.today,
        limit::FACT_RECORDS_MAX,
    )
}
