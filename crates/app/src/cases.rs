//! Acts on cases: file, act, take, view. Each is one pass through the door.

use crate::attempt::Attempt;
use crate::case_plan::noted_appeal;
use crate::case_record::may_see;
use crate::case_record::{Loaded, Reader, attacked_of, frame, frame_of, load, reading_for, receipt_again};
use crate::case_view::case_view;
use crate::door::{App, Moment, Plan, subjects};
use crate::error::AppError;
use crate::gate::Line;
use crate::gather::gather;
use crate::gather::related;
use crate::leaf::Kind;
use crate::ledger::{permit_desk, plan_pay_out};
use crate::permit::Circumstance;
use crate::permit::permit;
use crate::records::{own_version, register, typed};
use crate::session::Who;
use crate::versions::moment_of;
use crate::view::{self, CaseView};
use access::{Class, Right};
use base::{ActionId, CaseId, Hash, Lang, RecordId, ServiceId, Subject};
use domain::facts::Frame;
use domain::system::{self, case_field};
use domain::{ActInput, Move, Officer, Refusal};
use model::ledger::PAY_OUT;
use model::{Applicant, Service};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use store::{AsOf, Key};

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

/// A request already answered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestDoc {
    body: String,
    case: String,
}

impl App {
    /// Files a case; the rules may decide it at once.
    pub fn file(&self, who: &Who, filing: &Filing) -> Result<CaseView, AppError> {
        let session = who.session()?;
        let moment = self.moment();
        let service = moment.service(&filing.service)?;
        let reading = reading_for(&moment, service, None);
        let request = filing.idempotency_key.as_ref().map(|key| request_id(&session.person, key));
        let body =
            Hash::of(base::json::canonical(&json!([filing.service, filing.answers]))?.as_bytes()).base64url();
        let done = self.act(who, &reading, |attempt, moment| {
            if let Some(request) = &request
                && let Some(before) = attempt.get(&register(system::REQUESTS), &RecordId::new(request))?
            {
                let before: RequestDoc = typed(before)?;
                if before.body != body {
                    return Err(Refusal::IdempotencyMismatch.into());
                }
                let id = CaseId::new(&before.case);
                return Ok(Plan::only_read(filed_before(attempt, moment, who, &id, &filing.lang)?));
            }
            // Drawn here: if by chance the number is another case's, the next attempt has another.
            let (id, document) = (self.case_number(), self.new_id());
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
        let service = moment.service(&filing.service)?;
        permit(
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
        let attacked = attacked(attempt, service, &session.person, &filing.answers)?;
        let frame = frame(moment, id, &session.person, &session.person, attacked.as_ref());
        let facts = gather(attempt, moment, service, &frame, &filing.answers)?;
        if let Some(officer) = officer {
            let others: Vec<Subject> = facts
                .read
                .iter()
                .skip(1)
                .flat_map(|(_, records)| records)
                .filter_map(|record| record.subject.as_ref())
                .map(Subject::new)
                .collect();
            if related(attempt, moment, &officer.key, &others)? {
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
            let mut reader = may_see(attempt, moment, who, &acting.case)?;
            let loaded = load(attempt, &acting.case)?;
            let moment = &moment_of(attempt, moment, &loaded.doc)?;
            if loaded.version != acting.version {
                return Err(Refusal::StaleVersion { given: acting.version, now: loaded.version }.into());
            }
            if let Some(officer) = &reader.officer {
                reader.related = related(attempt, moment, &officer.key, &subjects(&loaded.doc.subjects))?;
            }
            if acting.action.as_str() == PAY_OUT {
                permit_desk(moment, who, &loaded, reader.related)?;
                return plan_pay_out(attempt, moment, who, acting, &loaded, reader.related);
            }
            permit_act(moment, who, &loaded, &reader)?;
            let service = moment.service(&loaded.doc.service)?;
            let attacked = attacked_of(attempt, &loaded.doc)?;
            let answers = acting.input.answers.clone().unwrap_or_else(|| loaded.doc.answers.clone());
            let state = service.states.get(&loaded.doc.state);
            let action = state.and_then(|state| state.actions.get(&acting.action));
            let frame = Frame {
                paid: domain::ledger::paid_in(&moment.running.rules, &loaded.doc, action),
                ..frame_of(moment, &loaded, attacked.as_ref())
            };
            let facts = gather(attempt, moment, service, &frame, &answers)?;
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

    /// A case, as its reader may see it.
    pub fn case(&self, who: &Who, id: &CaseId, lang: &Lang) -> Result<CaseView, AppError> {
        who.session()?;
        let reading = self.reading_of_case(&self.moment(), id)?;
        let done = self.act_in(Line::Look, who, &reading, |attempt, moment| {
            may_see(attempt, moment, who, id)?;
            let loaded = load(attempt, id)?;
            let moment = &moment_of(attempt, moment, &loaded.doc)?;
            let receipt = last_receipt(attempt, moment, id, lang)?;
            Ok(Plan::only_read(CaseView { receipt, ..case_view(attempt, moment, who, &loaded, lang)? }))
        })?;
        Ok(done.value)
    }

    // ---- shared by filing, acting and jobs ----
}

/// The record id of an idempotency key: nobody can ask for another's.
fn request_id(person: &Subject, key: &str) -> String {
    Hash::of_parts([b"koom/request/v1".as_slice(), person.as_str().as_bytes(), key.as_bytes()]).base64url()
}

pub(crate) fn with_receipt(mut view: CaseView, receipt: Option<&store::Receipt>) -> CaseView {
    if let Some(receipt) = receipt {
        view.receipt = Some(view::receipt(receipt));
    }
    view
}

/// Where the act stands that wrote a case last.
fn last_receipt(
    attempt: &Attempt<'_>,
    moment: &Moment,
    id: &CaseId,
    lang: &Lang,
) -> Result<Option<view::ReceiptView>, AppError> {
    let at = AsOf { valid: moment.today, recorded: None };
    let case = attempt.snapshot().get(&register(system::CASES), &RecordId::new(id.as_str()), &at)?;
    case.map_or(Ok(None), |case| receipt_again(attempt, moment, case.meta().act, lang))
}

/// The verdict on an action of a case.
pub(crate) fn permit_act(
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
    permit(moment, who, Right::Act, Class::Case(&loaded.doc.service), None, circumstance)?;
    Ok(())
}

/// The case an appeal attacks: the applicant's own, named in the answer to the question of type `case`.
fn attacked(
    attempt: &Attempt<'_>,
    service: &Service,
    applicant: &Subject,
    answers: &Map<String, Value>,
) -> Result<Option<Loaded>, AppError> {
    if !service.appeals {
        return Ok(None);
    }
    let mut questions = service.form.iter().flat_map(|page| &page.ask);
    let Some(question) = questions.find(|question| matches!(question.ty, model::QuestionType::Case)) else {
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
    load(attempt, &CaseId::new(number)).map(Some)
}

/// What was answered to the same request before, with the receipt that was given then.
fn filed_before(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    id: &CaseId,
    lang: &Lang,
) -> Result<CaseView, AppError> {
    let loaded = load(attempt, id)?;
    let moment = &moment_of(attempt, moment, &loaded.doc)?;
    let first =
        attempt.snapshot().history(&register(system::CASES), &RecordId::new(id.as_str()))?.into_iter().next();
    let mut view = case_view(attempt, moment, who, &loaded, lang)?;
    let receipt = first.map(|first| receipt_again(attempt, moment, first.meta().act, lang)).transpose()?;
    // Word for word the answer that was given.
    view.receipt = receipt.flatten().map(|receipt| view::ReceiptView { at_text: None, ..receipt });
    Ok(view)
}
