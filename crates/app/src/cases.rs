//! Acts on cases: file, act, take, view. Each is one pass through the door.

use crate::attempt::Attempt;
use crate::door::{App, Moment, Plan, Reading, subjects};
use crate::error::{AppError, Fault};
use crate::leaf::{Kind, LeafBuilder};
use crate::permit::Circumstance;
use crate::records::{case_keys, own_version, queue_key, register, typed, versions};
use crate::session::Who;
use crate::view::{self, CaseView, ReceiptView};
use access::{Class, Right};
use base::{ActionId, CaseId, Hash, Lang, RecordId, ServiceId, Subject, limit};
use domain::facts::{Attacked, Facts, Frame};
use domain::system::{self, case_field};
use domain::{ActInput, By, CaseDoc, Decided, Move, Officer, Refusal};
use model::{Applicant, Service};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use store::{AsOf, Key, Query, Version};

/// A request for a service.
pub struct Filing {
    /// The service.
    pub service: ServiceId,
    /// Answers.
    pub answers: Map<String, Value>,
    /// The applicant's language.
    pub lang: Lang,
    /// The caller's key for this request: the same key with the same content gives the same case.
    pub idempotency_key: Option<String>,
}

/// An action on a case.
pub struct Acting {
    /// The case.
    pub case: CaseId,
    /// The action.
    pub action: ActionId,
    /// The version of the case that the actor saw.
    pub version: u32,
    /// What is given with it.
    pub input: ActInput,
    /// The reader's language.
    pub lang: Lang,
}

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

/// A request already answered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestDoc {
    body: String,
    case: String,
}

/// A case as loaded.
pub(crate) struct Loaded {
    pub(crate) id: CaseId,
    pub(crate) version: u32,
    pub(crate) doc: CaseDoc,
}

/// In what quality someone reads a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    pub(crate) own: bool,
    pub(crate) officer: Option<Officer>,
    pub(crate) related: bool,
}

impl App {
    /// Files a case; the rules may decide it at once.
    pub fn file(&self, who: &Who, filing: &Filing) -> Result<CaseView, AppError> {
        let session = who.session()?;
        let moment = self.moment();
        let service = self.service(&moment, &filing.service)?;
        let reading = self.reading_for(&moment, service, None);
        let id = self.case_number();
        let document = self.new_id();
        let request = filing.idempotency_key.as_ref().map(|key| request_id(&session.person, key));
        let body =
            Hash::of(base::json::canonical(&json!([filing.service, filing.answers]))?.as_bytes()).base64url();
        let done = self.act(who, &reading, |attempt, moment| {
            if let Some(request) = &request {
                if let Some(before) = attempt.get(&register(system::REQUESTS), &RecordId::new(request))? {
                    let before: RequestDoc = typed(before)?;
                    if before.body != body {
                        return Err(Refusal::IdempotencyMismatch.into());
                    }
                    return Ok(Plan::only_read(self.filed_before(
                        attempt,
                        moment,
                        who,
                        &CaseId::new(&before.case),
                        &filing.lang,
                    )?));
                }
            }
            let mut plan = self.plan_file(attempt, moment, who, filing, &id, &document)?;
            if let Some(request) = &request {
                let doc = RequestDoc { body: body.clone(), case: id.as_str().to_owned() };
                plan.versions.push(own_version(
                    system::REQUESTS,
                    request,
                    1,
                    moment,
                    &doc,
                    Vec::new(),
                    Vec::new(),
                )?);
            }
            Ok(plan)
        })?;
        Ok(with_receipt(done.value, done.receipt.as_ref()))
    }

    /// What was answered to the same request before, with the receipt that was given then.
    fn filed_before(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        who: &Who,
        id: &CaseId,
        lang: &Lang,
    ) -> Result<CaseView, AppError> {
        let loaded = self.load(attempt, id)?;
        let first = attempt
            .snapshot()
            .history(&register(system::CASES), &RecordId::new(id.as_str()))?
            .into_iter()
            .next();
        let mut view = self.case_view(attempt, moment, who, &loaded, lang)?;
        view.receipt = first.map(|first| receipt_again(attempt, first.meta().act)).transpose()?.flatten();
        Ok(view)
    }

    fn plan_file(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        who: &Who,
        filing: &Filing,
        id: &CaseId,
        document: &str,
    ) -> Result<Plan<CaseView>, AppError> {
        let session = who.session()?;
        let service = self.service(moment, &filing.service)?;
        self.permit(
            moment,
            who,
            Right::File,
            Class::Case(&service.id),
            None,
            Circumstance { own: true, ..Circumstance::default() },
        )?;
        let officer = match &service.applicant {
            Applicant::Person => None,
            Applicant::Role(role) => Some(who.post(role).ok_or(Refusal::NotAllowed)?),
        };
        let attacked = self.attacked(attempt, service, &session.person, &filing.answers)?;
        let frame = frame(moment, id, &session.person, &session.person, attacked.as_ref(), moment.today);
        let facts = self.gather(attempt, moment, service, &frame, &filing.answers)?;
        if let Some(officer) = officer {
            let others: Vec<Subject> = facts
                .read
                .iter()
                .skip(1)
                .flat_map(|(_, records)| records)
                .filter_map(|record| record.subject.as_ref())
                .map(Subject::new)
                .collect();
            if self.related(attempt, moment, &officer.key, &others)? {
                return Err(Refusal::ConflictOfInterest.into());
            }
        }
        let act = Move::File {
            applicant: &session.person,
            filed_by: &session.person,
            officer,
            answers: filing.answers.clone(),
            lang: &filing.lang,
        };
        let pair = attacked.as_ref().map(|loaded| (loaded.id.clone(), loaded.doc.clone()));
        let decided = self
            .decide(attempt, moment, service, &facts, document, pair.as_ref(), act)?
            .ok_or(Refusal::UnknownAction)?;
        let mut plan =
            self.plan_decided(attempt, moment, who, Kind::CaseFile, id, 1, decided, &filing.lang)?;
        if let Some(attacked) = attacked {
            plan.versions.push(noted_appeal(moment, attacked, id)?);
        }
        Ok(plan)
    }

    /// Takes an action on a case.
    pub fn act_on_case(&self, who: &Who, acting: &Acting) -> Result<CaseView, AppError> {
        let session = who.session()?;
        let moment = self.moment();
        let reading = self.reading_of_case(&moment, &acting.case)?;
        let document = self.new_id();
        let done = self.act(who, &reading, |attempt, moment| {
            let mut reader = self.may_see(attempt, moment, who, &acting.case)?;
            let loaded = self.load(attempt, &acting.case)?;
            if loaded.version != acting.version {
                return Err(Refusal::StaleVersion { given: acting.version, now: loaded.version }.into());
            }
            if let Some(officer) = &reader.officer {
                reader.related =
                    self.related(attempt, moment, &officer.key, &subjects(&loaded.doc.subjects))?;
            }
            self.permit_act(moment, who, &loaded, &reader)?;
            let service = self.service(moment, &loaded.doc.service)?;
            let attacked = self.attacked_of(attempt, &loaded.doc)?;
            let answers = acting.input.answers.clone().unwrap_or_else(|| loaded.doc.answers.clone());
            let facts = self.gather(
                attempt,
                moment,
                service,
                &frame_of(moment, &loaded, attacked.as_ref()),
                &answers,
            )?;
            let act = Move::Act {
                case: loaded.doc.clone(),
                action: &acting.action,
                input: acting.input.clone(),
                officer: reader.officer.as_ref(),
                related: reader.related,
                actor: &session.person,
            };
            let pair = attacked.as_ref().map(|loaded| (loaded.id.clone(), loaded.doc.clone()));
            let decided = self
                .decide(attempt, moment, service, &facts, &document, pair.as_ref(), act)?
                .ok_or(Refusal::UnknownAction)?;
            self.plan_decided(
                attempt,
                moment,
                who,
                Kind::CaseAct,
                &loaded.id,
                loaded.version + 1,
                decided,
                &acting.lang,
            )
        })?;
        Ok(with_receipt(done.value, done.receipt.as_ref()))
    }

    fn permit_act(
        &self,
        moment: &Moment,
        who: &Who,
        loaded: &Loaded,
        reader: &Reader,
    ) -> Result<(), AppError> {
        let mine =
            |officer: &Officer| loaded.doc.assigned.as_deref().is_none_or(|key| key == officer.key.as_str());
        let circumstance = Circumstance {
            own: reader.own,
            related: reader.related,
            assigned: reader.officer.as_ref().is_some_and(mine),
            in_office: reader.officer.is_some(),
        };
        self.permit(moment, who, Right::Act, Class::Case(&loaded.doc.service), None, circumstance)?;
        Ok(())
    }

    /// A case, as its reader may see it.
    pub fn case(&self, who: &Who, id: &CaseId, lang: &Lang) -> Result<CaseView, AppError> {
        who.session()?;
        let reading = self.reading_of_case(&self.moment(), id)?;
        let done = self.act(who, &reading, |attempt, moment| {
            self.may_see(attempt, moment, who, id)?;
            let loaded = self.load(attempt, id)?;
            Ok(Plan::only_read(self.case_view(attempt, moment, who, &loaded, lang)?))
        })?;
        Ok(done.value)
    }

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
            let reader = self.may_see(attempt, moment, who, &id)?;
            let mut loaded = self.load(attempt, &id)?;
            let officer = reader.officer.clone().unwrap_or_else(|| officer.clone());
            if loaded.doc.assigned.as_deref() == Some(officer.key.as_str()) {
                return Ok(Plan::only_read(self.case_view(attempt, moment, who, &loaded, lang)?));
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
            let view = self.case_view(attempt, moment, who, &loaded, lang)?;
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
        let mut waiting: Vec<(bool, Option<Key>, u64, CaseId)> = Vec::new();
        for post in posts {
            for sealed in attempt.find(in_queue(moment, post))? {
                let holder = sealed.search_values(case_field::ASSIGNED).next().cloned();
                let mine = holder.as_ref() == Some(&Key::from(post.key.as_str()));
                let related = self.related(&attempt, moment, &post.key, sealed.subjects())?;
                let circumstance =
                    Circumstance { own: false, related, assigned: holder.is_none() || mine, in_office: true };
                let class = service_of(&sealed)?;
                if self.verdict(moment, who, Right::Take, Class::Case(&class), None, circumstance).allowed {
                    let due = sealed.search_values(case_field::DUE).next().cloned();
                    waiting.push((!mine, due, sealed.meta().act, CaseId::new(sealed.meta().id.as_str())));
                }
            }
        }
        // Cases without a running term come after those with one.
        waiting.sort_by(|a, b| (a.0, a.1.is_none(), &a.1, a.2).cmp(&(b.0, b.1.is_none(), &b.1, b.2)));
        Ok(waiting.into_iter().next().map(|(_, _, _, id)| id))
    }

    // ---- shared by filing, acting and jobs ----

    /// The service, if there is one.
    pub(crate) fn service<'m>(&self, moment: &'m Moment, id: &ServiceId) -> Result<&'m Service, AppError> {
        moment.running.model().services.get(id).ok_or_else(|| Refusal::UnknownService.into())
    }

    /// Why a service reads.
    pub(crate) fn reading_for(&self, moment: &Moment, service: &Service, case: Option<&CaseId>) -> Reading {
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

    /// Why someone reads a case: its service's purpose. The service is known without opening.
    pub(crate) fn reading_of_case(&self, moment: &Moment, id: &CaseId) -> Result<Reading, AppError> {
        let snapshot = self.store.snapshot()?;
        let at = AsOf { valid: moment.today, recorded: None };
        let sealed = snapshot
            .get(&register(system::CASES), &RecordId::new(id.as_str()), &at)?
            .ok_or(Refusal::UnknownCase)?;
        let service = service_of(&sealed)?;
        let mut reading = self.reading_for(moment, self.service(moment, &service)?, Some(id));
        "person".clone_into(&mut reading.by);
        Ok(reading)
    }

    /// In what quality someone may see a case; nobody else learns that it exists. Opens nothing.
    pub(crate) fn may_see(
        &self,
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
        let queues: Vec<&Key> = sealed.search_values(case_field::QUEUE).collect();
        let post = session.posts.iter().find(|post| queues.contains(&&Key::Text(queue_of(post))));
        let decided = sealed.search_values(case_field::DECIDED_BY).any(|key| *key == me);
        let service = service_of(&sealed)?;
        let related = match post {
            Some(post) if !own => self.related(attempt, moment, &post.key, sealed.subjects())?,
            _ => false,
        };
        let circumstance =
            Circumstance { own, related, assigned: decided, in_office: post.is_some() || decided };
        let verdict = self.verdict(moment, who, Right::View, Class::Case(&service), None, circumstance);
        if !verdict.allowed {
            return Err(if related { Refusal::ConflictOfInterest } else { Refusal::UnknownCase }.into());
        }
        Ok(Reader { own, officer: post.cloned(), related })
    }

    /// A case, opened. Whoever it concerns will be named by a read leaf.
    pub(crate) fn load(&self, attempt: &Attempt<'_>, id: &CaseId) -> Result<Loaded, AppError> {
        let record = attempt
            .get(&register(system::CASES), &RecordId::new(id.as_str()))?
            .ok_or(Refusal::UnknownCase)?;
        let version = record.meta.version;
        Ok(Loaded { id: id.clone(), version, doc: typed(record)? })
    }

    /// The case an appeal attacks: the applicant's own, named in the answer to the question of type `case`.
    fn attacked(
        &self,
        attempt: &Attempt<'_>,
        service: &Service,
        applicant: &Subject,
        answers: &Map<String, Value>,
    ) -> Result<Option<Loaded>, AppError> {
        if !service.appeals {
            return Ok(None);
        }
        let mut questions = service.form.iter().flat_map(|page| &page.ask);
        let Some(question) = questions.find(|question| matches!(question.ty, model::QuestionType::Case))
        else {
            return Ok(None);
        };
        let id = question.id.as_str();
        let Some(number) = answers.get(id).and_then(Value::as_str) else {
            return Err(Refusal::MissingAnswer { field: id.to_owned() }.into());
        };
        let at = AsOf { valid: crate::records::beginning(), recorded: None };
        let sealed = attempt.snapshot().get(&register(system::CASES), &RecordId::new(number), &at)?;
        let own = sealed.is_some_and(|sealed| {
            sealed.search_values(case_field::APPLICANT).any(|key| *key == Key::from(applicant.as_str()))
        });
        if !own {
            return Err(Refusal::BadChoice { field: id.to_owned() }.into());
        }
        self.load(attempt, &CaseId::new(number)).map(Some)
    }

    fn attacked_of(&self, attempt: &Attempt<'_>, case: &CaseDoc) -> Result<Option<Loaded>, AppError> {
        case.attacked.as_ref().map(|id| self.load(attempt, id)).transpose()
    }

    /// Decides a move with what belongs to it: time, drawn identifiers, who exists.
    #[expect(clippy::too_many_arguments, reason = "the parts of a move; each is named at its calls")]
    pub(crate) fn decide(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        service: &Service,
        facts: &Facts,
        document: &str,
        attacked: Option<&(CaseId, CaseDoc)>,
        act: Move<'_>,
    ) -> Result<Option<Decided>, AppError> {
        let people = &moment.running.model().info.people;
        let failed = std::cell::RefCell::new(None);
        let exists = |key: &str| match attempt.exists(&people.register, &people.key, key) {
            Ok(exists) => exists,
            Err(error) => {
                failed.replace(Some(error));
                false
            }
        };
        let drawn = self.draw(attempt, moment, service)?;
        let setting = domain::Setting {
            rules: &moment.running.rules,
            now: moment.now,
            today: moment.today,
            document,
            drawn: &drawn,
            exists: &exists,
            attacked,
        };
        let decided = domain::decide(&setting, service, facts, act);
        match failed.into_inner() {
            Some(error) => Err(error),
            None => Ok(decided?),
        }
    }

    /// Everything a decided move writes: the case, records, the document, work that follows, the leaf.
    #[expect(clippy::too_many_arguments, reason = "the parts of an act; each is named at its calls")]
    pub(crate) fn plan_decided(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        who: &Who,
        kind: Kind,
        id: &CaseId,
        version: u32,
        decided: Decided,
        lang: &Lang,
    ) -> Result<Plan<CaseView>, AppError> {
        let Decided { case, writes, attacked } = decided;
        self.permit_writes(moment, &case, &writes)?;
        let mut rows = versions(attempt, moment, &writes, || self.new_id())?;
        rows.extend(self.jobs_for(attempt, moment, &writes)?);
        let mut leaf = case_leaf(moment, who, kind, id, &case);
        if let Some(version) = crate::documents::registered(moment, id, &case)? {
            leaf = leaf.hidden("decision", crate::documents::digest(id, &case)?.base64url());
            rows.push(version);
        }
        rows.push(case_version(moment, id, version, &case)?);
        if let (Some(to), Some(attacked_id)) = (&attacked, &case.attacked) {
            rows.extend(self.overturn(attempt, moment, attacked_id, to, &case)?);
        }
        let loaded = Loaded { id: id.clone(), version, doc: case };
        let view = self.case_view(attempt, moment, who, &loaded, lang)?;
        Ok(Plan {
            versions: rows,
            leaf: Some(leaf),
            case: Some(id.as_str().to_owned()),
            ..Plan::only_read(view)
        })
    }

    /// The engine writes registers for the case's service: only where an access line grants it.
    fn permit_writes(
        &self,
        moment: &Moment,
        case: &CaseDoc,
        writes: &[domain::RecordWrite],
    ) -> Result<(), AppError> {
        let service = self.service(moment, &case.service)?;
        for write in writes {
            self.permit_service(moment, Right::Write, &service.id, &write.register, &service.purpose)?;
        }
        Ok(())
    }

    /// What an appeal gives: the attacked case goes into the state the appeal's outcome names.
    fn overturn(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        id: &CaseId,
        to: &base::StateName,
        appeal: &CaseDoc,
    ) -> Result<Vec<Version>, AppError> {
        let loaded = self.load(attempt, id)?;
        let service = self.service(moment, &loaded.doc.service)?;
        let facts =
            self.gather(attempt, moment, service, &frame_of(moment, &loaded, None), &loaded.doc.answers)?;
        let decision =
            appeal.decision.as_ref().ok_or_else(|| Fault::Missing("the appeal's decision".to_owned()))?;
        let act = Move::Overturn {
            case: loaded.doc.clone(),
            to,
            by: decision.by.clone(),
            law: decision.law.clone(),
        };
        let document = self.new_id();
        let Some(decided) = self.decide(attempt, moment, service, &facts, &document, None, act)? else {
            return Ok(Vec::new());
        };
        self.permit_writes(moment, &decided.case, &decided.writes)?;
        let mut rows = versions(attempt, moment, &decided.writes, || self.new_id())?;
        rows.extend(crate::documents::registered(moment, id, &decided.case)?);
        rows.push(case_version(moment, id, loaded.version + 1, &decided.case)?);
        Ok(rows)
    }

    /// A case number that people can say over the phone: twelve letters and digits without those that look alike.
    fn case_number(&self) -> CaseId {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut number = String::with_capacity(14);
        for position in 0..12 {
            if position == 4 || position == 8 {
                number.push('-');
            }
            number.push(LETTERS.get(self.chance.below(LETTERS.len())).map_or('0', |byte| char::from(*byte)));
        }
        CaseId::from(number)
    }

    pub(crate) fn new_case_number(&self) -> CaseId {
        self.case_number()
    }
}

/// The service of a case, known without opening.
fn service_of(sealed: &store::Sealed) -> Result<ServiceId, AppError> {
    match sealed.search_values(case_field::SERVICE).next() {
        Some(Key::Text(service)) => Ok(ServiceId::new(service)),
        _ => Err(Fault::Missing("the service of a case".to_owned()).into()),
    }
}

/// The frame of a case that exists.
pub(crate) fn frame_of(moment: &Moment, loaded: &Loaded, attacked: Option<&Loaded>) -> Frame {
    let applicant = Subject::new(&loaded.doc.applicant);
    let filed_by = Subject::new(&loaded.doc.filed_by);
    frame(moment, &loaded.id, &applicant, &filed_by, attacked, loaded.doc.filed_on)
}

fn frame(
    moment: &Moment,
    id: &CaseId,
    applicant: &Subject,
    filed_by: &Subject,
    attacked: Option<&Loaded>,
    filed_on: base::Date,
) -> Frame {
    Frame {
        applicant: applicant.clone(),
        filed_by: filed_by.clone(),
        filed_on,
        today: moment.today,
        number: id.as_str().to_owned(),
        attacked: attacked.map(|loaded| Attacked {
            number: loaded.id.as_str().to_owned(),
            service: loaded.doc.service.as_str().to_owned(),
            state: loaded.doc.state.as_str().to_owned(),
        }),
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

/// The attacked case notes the appeal.
fn noted_appeal(moment: &Moment, mut attacked: Loaded, appeal: &CaseId) -> Result<Version, AppError> {
    attacked.doc.appeals.push(appeal.clone());
    case_version(moment, &attacked.id, attacked.version + 1, &attacked.doc)
}

/// The leaf of an act on a case.
fn case_leaf(moment: &Moment, who: &Who, kind: Kind, id: &CaseId, case: &CaseDoc) -> LeafBuilder {
    let (rules, policy) = moment.running.hashes();
    let by = match case
        .decision
        .as_ref()
        .map(|decision| &decision.by)
        .or_else(|| case.history.last().map(|entry| &entry.by))
    {
        Some(By::Officer { .. }) => "officer",
        Some(By::Silence) => "silence",
        Some(By::Applicant) => "applicant",
        Some(By::Machine) | None => "machine",
    };
    let law = case.decision.as_ref().map(|decision| decision.law.clone()).unwrap_or_default();
    LeafBuilder::new(kind, moment.today)
        .public("org", case.agency.as_str())
        .public("svc", svc(case))
        .public("out", case.state.as_str())
        .public("by", by)
        .public("law", json!(law))
        .public("rules", rules.base64url())
        .public("policy", policy.base64url())
        .hidden("at", moment.now.to_string())
        .hidden("actor", who.as_json())
        .hidden("case", id.as_str())
        .about(subjects(&case.subjects))
}

fn svc(case: &CaseDoc) -> String {
    format!("{}@{}", case.service, case.service_version)
}

fn queue_of(post: &Officer) -> String {
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

/// The record id of an idempotency key: nobody can ask for another's.
fn request_id(person: &Subject, key: &str) -> String {
    Hash::of_parts([b"koom/request/v1".as_slice(), person.as_str().as_bytes(), key.as_bytes()]).base64url()
}

fn with_receipt(mut view: CaseView, receipt: Option<&store::Receipt>) -> CaseView {
    if let Some(receipt) = receipt {
        view.receipt = Some(view::receipt(receipt));
    }
    view
}

/// A receipt that was given before: where the act of a record's version stands.
pub(crate) fn receipt_again(attempt: &Attempt<'_>, act: u64) -> Result<Option<ReceiptView>, AppError> {
    let leaf = attempt.snapshot().leaves(store::Log::Acts, act, act + 1)?.into_iter().next();
    Ok(leaf.map(|leaf| ReceiptView { first: act, count: 1, leaf_hash: leaf.hash.base64url() }))
}
