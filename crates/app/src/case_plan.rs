//! What a decided move writes: the case, records of registers, the document, work that follows, the leaf.

use crate::attempt::Attempt;
use crate::case_record::{Loaded, case_version, frame_of, load};
use crate::case_view::case_view;
use crate::door::{App, Moment, Plan, subjects};
use crate::error::{AppError, Fault};
use crate::gather::{gather, place_on};
use crate::leaf::{Kind, LeafBuilder};
use crate::permit::permit_service;
use crate::records::versions;
use crate::session::Who;
use crate::versions::moment_of;
use crate::view::CaseView;
use access::Right;
use base::{CaseId, Date, Lang};
use domain::facts::Facts;
use domain::{By, CaseDoc, Decided, Move};
use model::Service;
use serde_json::json;
use store::Version;

impl App {
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
        let places = |code: &str, day: Date| match place_on(attempt, moment, code, day) {
            Ok(place) => place,
            Err(error) => {
                failed.replace(Some(error));
                None
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
            places: &places,
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
        let Decided { case, writes, attacked, transfers } = decided;
        permit_writes(moment, &case, &writes)?;
        let mut rows = versions(attempt, moment, &writes, || self.new_id())?;
        rows.extend(self.jobs_for(attempt, moment, &writes)?);
        let mut leaf = case_leaf(moment, who, kind, id, &case);
        let loaded = Loaded::new(id.clone(), version, case);
        let case = &loaded.doc;
        if let Some(version) = crate::documents::registered(moment, &loaded)? {
            leaf = leaf.hidden("decision", loaded.decision_digest()?.base64url());
            rows.push(version);
        }
        rows.push(case_version(moment, id, version, case)?);
        rows.extend(crate::ledger::rows(attempt, moment, id, &transfers)?);
        if let (Some(to), Some(attacked_id)) = (&attacked, &case.attacked) {
            rows.extend(self.overturn(attempt, moment, attacked_id, to, case)?);
        }
        let view = case_view(attempt, moment, who, &loaded, lang)?;
        Ok(Plan {
            versions: rows,
            leaf: Some(leaf),
            case: Some(id.as_str().to_owned()),
            ..Plan::only_read(view)
        })
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
        let loaded = load(attempt, id)?;
        let moment = &moment_of(attempt, moment, &loaded.doc)?;
        let service = moment.service(&loaded.doc.service)?;
        let facts = gather(attempt, moment, service, &frame_of(moment, &loaded, None), &loaded.doc.answers)?;
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
        permit_writes(moment, &decided.case, &decided.writes)?;
        let mut rows = versions(attempt, moment, &decided.writes, || self.new_id())?;
        rows.extend(self.jobs_for(attempt, moment, &decided.writes)?);
        let overturned = Loaded::new(id.clone(), loaded.version + 1, decided.case);
        rows.extend(crate::documents::registered(moment, &overturned)?);
        rows.extend(crate::ledger::rows(attempt, moment, id, &decided.transfers)?);
        rows.push(case_version(moment, id, overturned.version, &overturned.doc)?);
        Ok(rows)
    }
}

/// The attacked case notes the appeal.
pub(crate) fn noted_appeal(
    moment: &Moment,
    mut attacked: Loaded,
    appeal: &CaseId,
) -> Result<Version, AppError> {
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
    // Whoever hands a case on acts for the body that had it.
    let passed =
        case.history.last().and_then(|entry| entry.agency.as_ref().map(|to| (entry.by.agency(case), to)));
    let leaf = match passed {
        Some((from, to)) => {
            LeafBuilder::new(kind, moment.today).public("org", from.as_str()).public("passed", to.as_str())
        }
        None => LeafBuilder::new(kind, moment.today).public("org", case.agency.as_str()),
    };
    leaf.public("svc", svc(case))
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

pub(crate) fn svc(case: &CaseDoc) -> String {
    format!("{}@{}", case.service, case.service_version)
}

/// The engine writes registers for the case's service: only where an access line grants it.
fn permit_writes(moment: &Moment, case: &CaseDoc, writes: &[domain::RecordWrite]) -> Result<(), AppError> {
    let service = moment.service(&case.service)?;
    for write in writes {
        permit_service(moment, Right::Write, &service.id, &write.register, &service.purpose)?;
    }
    Ok(())
}
