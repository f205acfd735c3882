//! A case as a record: loading it, who may see it, why it is read, its versions.

use crate::attempt::Attempt;
use crate::door::{App, Moment, Reading, subjects};
use crate::error::{AppError, Fault};
use crate::gather::related;
use crate::permit::Circumstance;
use crate::permit::verdict;
use crate::records::{case_keys, own_version, register, typed};
use crate::session::{Session, Who};
use crate::view::ReceiptView;
use crate::worklist::queue_of;
use access::{Class, Right};
use base::{AgencyId, CaseId, Hash, Lang, RecordId, ServiceId, Subject};
use domain::facts::{Attacked, Frame};
use domain::system::{self, case_field};
use domain::{CaseDoc, Officer, Refusal};
use model::Service;
use std::cell::OnceCell;
use store::{AsOf, Key, Version};

/// A case as loaded.
pub(crate) struct Loaded {
    pub(crate) id: CaseId,
    pub(crate) version: u32,
    pub(crate) doc: CaseDoc,
    digest: OnceCell<Hash>,
}

impl Loaded {
    /// A case in a version that is there, or about to be.
    pub(crate) fn new(id: CaseId, version: u32, doc: CaseDoc) -> Self {
        Self { id, version, doc, digest: OnceCell::new() }
    }

    /// The digest of the decision's content, computed once: ask when nothing of the case changes any more.
    pub(crate) fn decision_digest(&self) -> Result<Hash, AppError> {
        if let Some(digest) = self.digest.get() {
            return Ok(*digest);
        }
        let digest = crate::documents::digest(&self.id, &self.doc)?;
        Ok(*self.digest.get_or_init(|| digest))
    }
}

/// In what quality someone reads a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    pub(crate) own: bool,
    pub(crate) officer: Option<Officer>,
    pub(crate) related: bool,
}

impl App {
    /// Why someone reads a case: its service's purpose. The service is known without opening.
    pub(crate) fn reading_of_case(&self, moment: &Moment, id: &CaseId) -> Result<Reading, AppError> {
        let snapshot = self.store.snapshot()?;
        let at = AsOf { valid: moment.today, recorded: None };
        let sealed = snapshot
            .get(&register(system::CASES), &RecordId::new(id.as_str()), &at)?
            .ok_or(Refusal::UnknownCase)?;
        let service = service_of(&sealed)?;
        let mut reading = reading_for(moment, moment.service(&service)?, Some(id));
        "person".clone_into(&mut reading.by);
        // The body whose case it is, which need not be the service's own.
        if let Some(Key::Text(figure)) = sealed.search_values(case_field::FIGURE).next()
            && let Some((agency, _)) = figure.split_once('/')
        {
            reading.org = AgencyId::new(agency);
        }
        Ok(reading)
    }
}

/// The service of a case, known without opening.
pub(crate) fn service_of(sealed: &store::Sealed) -> Result<ServiceId, AppError> {
    match sealed.search_values(case_field::SERVICE).next() {
        Some(Key::Text(service)) => Ok(ServiceId::new(service)),
        _ => Err(Fault::Missing("the service of a case".to_owned()).into()),
    }
}

/// The case that an appeal attacks.
pub(crate) fn attacked_of(attempt: &Attempt<'_>, case: &CaseDoc) -> Result<Option<Loaded>, AppError> {
    case.attacked.as_ref().map(|id| load(attempt, id)).transpose()
}

/// The frame of a case that exists.
pub(crate) fn frame_of(moment: &Moment, loaded: &Loaded, attacked: Option<&Loaded>) -> Frame {
    let applicant = Subject::new(&loaded.doc.applicant);
    let filed_by = Subject::new(&loaded.doc.filed_by);
    let mut frame = frame(moment, &loaded.id, &applicant, &filed_by, attacked);
    (frame.filed_at, frame.filed_on) = (loaded.doc.filed_at, loaded.doc.filed_on);
    frame.paid = domain::ledger::paid_in(&moment.running.rules, &loaded.doc, None);
    frame
}

/// The frame of a case that is filed now.
pub(crate) fn frame(
    moment: &Moment,
    id: &CaseId,
    applicant: &Subject,
    filed_by: &Subject,
    attacked: Option<&Loaded>,
) -> Frame {
    Frame {
        applicant: applicant.clone(),
        filed_by: filed_by.clone(),
        filed_at: moment.now,
        filed_on: moment.today,
        today: moment.today,
        number: id.as_str().to_owned(),
        attacked: attacked.map(|loaded| Attacked::of(&loaded.id, &loaded.doc)),
        paid: feel::Decimal::ZERO,
    }
}

/// A version of a case.
pub(crate) fn case_version(
    moment: &Moment,
    id: &CaseId,
    version: u32,
    case: &CaseDoc,
) -> Result<Version, AppError> {
    own_version(system::CASES, id.as_str(), version, moment, case, subjects(&case.subjects), case_keys(case))
}

/// A receipt that was given before: where the act of a record's version stands, and when it was.
pub(crate) fn receipt_again(
    attempt: &Attempt<'_>,
    moment: &Moment,
    act: u64,
    lang: &Lang,
) -> Result<Option<ReceiptView>, AppError> {
    let Some(leaf) = attempt.snapshot().leaves(store::Log::Acts, act, act + 1)?.pop() else {
        return Ok(None);
    };
    let words = moment.running.words(lang)?;
    Ok(Some(ReceiptView {
        first: act,
        count: 1,
        leaf_hash: leaf.hash.base64url(),
        at_text: crate::keeping::at(&leaf).map(|time| words.instant(time, &moment.running.zone)),
    }))
}

/// Why a service reads.
pub(crate) fn reading_for(moment: &Moment, service: &Service, case: Option<&CaseId>) -> Reading {
    let purpose = moment.running.model().info.purposes.get(&service.purpose);
    Reading {
        purpose: service.purpose.clone(),
        law: purpose.map_or_else(String::new, |purpose| purpose.law.to_string()),
        org: service.agency.clone(),
        by: "machine".to_owned(),
        case: case.map(|case| case.as_str().to_owned()),
        note: Some(service.id.as_str().to_owned()),
    }
}

/// A case, opened. Whoever it concerns will be named by a read leaf.
pub(crate) fn load(attempt: &Attempt<'_>, id: &CaseId) -> Result<Loaded, AppError> {
    let record =
        attempt.get(&register(system::CASES), &RecordId::new(id.as_str()))?.ok_or(Refusal::UnknownCase)?;
    let version = record.meta.version;
    Ok(Loaded::new(id.clone(), version, typed(record)?))
}

/// True if an officer may not act on a case because of what they did before. Opens nothing.
pub(crate) fn barred(sealed: &store::Sealed, officer: &Subject) -> bool {
    sealed.search_values(case_field::BARRED).any(|key| *key == Key::from(officer.as_str()))
}

/// In what quality someone may see a case; nobody else learns that it exists. Opens nothing.
pub(crate) fn may_see(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    id: &CaseId,
) -> Result<Reader, AppError> {
    let session = who.session()?;
    let at = AsOf { valid: moment.today, recorded: None };
    let sealed = attempt
        .snapshot()
        .get(&register(system::CASES), &RecordId::new(id.as_str()), &at)?
        .ok_or(Refusal::UnknownCase)?;
    let me = Key::from(session.person.as_str());
    let own = sealed.search_values(case_field::APPLICANT).any(|key| *key == me);
    // Whom the service shows the case to reads it as a person and never in office.
    let concerned = sealed.search_values(case_field::CONCERNED).any(|key| *key == me);
    let queues: Vec<&Key> = sealed.search_values(case_field::QUEUE).collect();
    let post = session.posts.iter().find(|post| queues.contains(&&Key::Text(queue_of(post))));
    let post = post.or_else(|| at_desk(moment, session, &sealed)).filter(|_| !concerned);
    let decided = sealed.search_values(case_field::DECIDED_BY).any(|key| *key == me);
    let service = service_of(&sealed)?;
    let related = match post {
        Some(post) if !own => {
            barred(&sealed, &post.key) || related(attempt, moment, &post.key, sealed.subjects())?
        }
        _ => false,
    };
    let circumstance = Circumstance {
        own: own || concerned,
        related,
        assigned: decided,
        in_office: post.is_some() || decided,
    };
    let verdict = verdict(moment, who, Right::View, Class::Case(&service), None, circumstance);
    if !verdict.allowed {
        return Err(if related { Refusal::ConflictOfInterest } else { Refusal::UnknownCase }.into());
    }
    Ok(Reader { own, officer: post.cloned(), related })
}

/// True if a case waits for money at a desk of the session: to take it or to hand it out. Opens nothing.
pub(crate) fn waits_for_desk(moment: &Moment, session: &Session, sealed: &store::Sealed) -> bool {
    let Some(ledger) = &moment.running.model().ledger else { return false };
    let queues: Vec<&Key> = sealed.search_values(case_field::QUEUE).collect();
    let queued = session
        .posts
        .iter()
        .any(|post| post.role == ledger.desk && queues.contains(&&Key::Text(queue_of(post))));
    queued || at_desk(moment, session, sealed).is_some()
}

/// The post of a desk that is to hand out cash of a case. Opens nothing.
fn at_desk<'s>(moment: &Moment, session: &'s Session, sealed: &store::Sealed) -> Option<&'s Officer> {
    let desk = &moment.running.model().ledger.as_ref()?.desk;
    let desks: Vec<&Key> = sealed.search_values(case_field::DESK).collect();
    session.posts.iter().find(|post| {
        post.role == *desk && desks.contains(&&Key::Text(format!("{}/{}", post.agency, post.office)))
    })
}
