//! Which body and which of its offices has a case.

use crate::acts::{Office, Officer, Setting};
use crate::case::CaseDoc;
use crate::facts::Facts;
use crate::places;
use crate::refusal::{Refusal, Stop};
use base::AgencyId;
use model::Service;
use model::service::Applicant;

/// Which office decides: of an appeal, the body the law names, never the one that decided; otherwise the office
/// that serves the place, or the place's successor on the day of filing.
pub(crate) fn competent(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    officer: Option<&Officer>,
) -> Result<Office, Stop> {
    // An officer who applies in the office of another body sends the case to the body that decides.
    if let (Applicant::Role(_), Some(officer)) = (&service.applicant, officer)
        && officer.agency == service.agency
    {
        return Ok(Office { agency: officer.agency.clone(), office: Some(officer.office.clone()) });
    }
    let model = &setting.rules.model;
    let agency = match setting.attacked {
        Some((_, attacked)) => {
            let notice = attacked.decision.as_ref().and_then(|decision| decision.appeal.as_ref());
            match notice {
                Some(notice) if notice.service == service.id => notice.agency.clone(),
                // Failure to act is attacked before there is a decision: above the agency that is silent.
                None if attacked.overdue && silence_heard(setting, service, attacked) => {
                    model.superior(&attacked.agency).map(|a| a.id.clone()).ok_or(Refusal::NotAnAppeal)?
                }
                _ => return Err(Refusal::NotAnAppeal.into()),
            }
        }
        None => addressed(setting, service, facts),
    };
    Ok(office_of(setting, service, facts, agency))
}

/// True if this is where the law of the attacked case's service hears complaints that nobody has decided.
fn silence_heard(setting: &Setting<'_>, service: &Service, attacked: &CaseDoc) -> bool {
    let silent = setting.rules.model.services.get(&attacked.service);
    let appeal = silent.and_then(|silent| silent.appeal.as_ref());
    appeal.is_some_and(|appeal| appeal.service == service.id && appeal.silence.is_some())
}

/// The office of an agency that serves the case's place.
pub(crate) fn office_of(setting: &Setting<'_>, service: &Service, facts: &Facts, agency: AgencyId) -> Office {
    let place = service.place.as_ref().map(|formula| facts.vars.eval(formula));
    let place = match &place {
        Some(feel::Value::String(code)) => Some(places::served(setting.places, code, setting.today)),
        _ => None,
    };
    let office = setting
        .rules
        .model
        .agencies
        .get(&agency)
        .and_then(|agency| agency.office_for(place.as_deref()))
        .map(|office| office.id.clone());
    Office { agency, office }
}

/// The agency a case goes to: the one that an answer or a record names, if the state has it.
fn addressed(setting: &Setting<'_>, service: &Service, facts: &Facts) -> AgencyId {
    let named = match service.addressed.as_ref().map(|formula| facts.vars.eval(formula)) {
        Some(feel::Value::String(id)) => Some(AgencyId::new(&*id)),
        _ => None,
    };
    named
        .filter(|agency| setting.rules.model.agencies.contains_key(agency))
        .unwrap_or_else(|| service.agency.clone())
}

/// A corrected claim may be addressed to another body than before.
pub(crate) fn readdress(setting: &Setting<'_>, service: &Service, facts: &Facts, case: &mut CaseDoc) {
    // What a body has handed on stays where it came to.
    if service.addressed.is_none() || !case.passed.is_empty() {
        return;
    }
    let agency = addressed(setting, service, facts);
    if agency != case.agency {
        let office = office_of(setting, service, facts, agency);
        (case.agency, case.office) = (office.agency, office.office);
    }
}
