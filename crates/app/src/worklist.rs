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
use crate::view::{self, CaseView};
use access::{Class, Right};
use base::{CaseId, Date, Instant, Lang, limit};
use domain::system::{self, case_field};
use domain::{Officer, Refusal};
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

impl App {
    /// The next case by the published rule: the one whose term ends first, then the one filed first, among those
    /// of the officer's office and role that nobody has and that concern nobody the officer is related to.
    /// An officer who still has a case gets that one.
    pub fn take_next(&self, who: &Who, lang: &Lang) -> Result<Option<CaseView>, AppError> {
        let session = who.session()?;
        let moment = self.moment();
        let Some(officer) = session.posts.first().cloned() else { return Err(Refusal::NotAllowed.into()) };
        let Some(id) = self.next_for(&moment, who, &session.posts)? else { return Ok(None) };
        let reading = self.reading_of_case(&moment, &id)?;
        let done = self.act(who, &reading, |attempt, moment| {
            let reader = may_see(attempt, moment, who, &id)?;
            let mut loaded = load(attempt, &id)?;
            let officer = reader.officer.clone().unwrap_or_else(|| officer.clone());
            if loaded.doc.assigned.as_deref() == Some(officer.key.as_str()) {
                return Ok(Plan::only_read(case_view(attempt, moment, who, &loaded, lang)?));
            }
            if loaded.doc.assigned.is_some() || loaded.doc.queue.as_ref() != Some(&officer.role) {
                return Err(Refusal::NotAllowed.into());
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
                versions: vec![case_version(moment, &id, loaded.version, &loaded.doc)?],
                leaf: Some(leaf),
                ..Plan::only_read(view)
            })
        })?;
        Ok(Some(with_receipt(done.value, done.receipt.as_ref())))
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
                let line = crate::case_view::line(&moment.running, &sealed, lang)?;
                list.overdue += usize::from(line.overdue);
                match sealed.search_values(case_field::ASSIGNED).next() {
                    None => list.waiting += 1,
                    Some(key) if *key == Key::from(post.key.as_str()) => list.mine.push(line),
                    Some(_) => list.taken += 1,
                }
            }
        }
        Ok(list)
    }

    /// The case an officer gets next. Opens nothing: queues, terms and subjects are known without.
    fn next_for(&self, moment: &Moment, who: &Who, posts: &[Officer]) -> Result<Option<CaseId>, AppError> {
        let snapshot = self.store.snapshot()?;
        let attempt = Attempt::new(&*snapshot, self.store.pending(), moment.today);
        let mut waiting: Vec<(bool, Option<Instant>, u64, CaseId)> = Vec::new();
        for post in posts {
            for sealed in attempt.find(in_queue(moment, post))? {
                let holder = sealed.search_values(case_field::ASSIGNED).next().cloned();
                let mine = holder.as_ref() == Some(&Key::from(post.key.as_str()));
                let related =
                    barred(&sealed, &post.key) || related(&attempt, moment, &post.key, sealed.subjects())?;
                let circumstance =
                    Circumstance { own: false, related, assigned: holder.is_none() || mine, in_office: true };
                let class = service_of(&sealed)?;
                if verdict(moment, who, Right::Take, Class::Case(&class), None, circumstance).allowed {
                    let due = term_ends(moment, &sealed);
                    waiting.push((!mine, due, sealed.meta().act, CaseId::new(sealed.meta().id.as_str())));
                }
            }
        }
        // Cases without a running term come after those with one.
        waiting.sort_by_key(|case| (case.0, case.1.is_none(), case.1, case.2));
        Ok(waiting.into_iter().next().map(|(_, _, _, id)| id))
    }
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
