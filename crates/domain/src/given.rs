//! Who may take an action, and what must be given with it.

use crate::acts::{ActInput, Officer};
use crate::case::{By, CaseDoc};
use crate::facts::Facts;
use crate::refusal::{Refusal, Stop};
use base::Subject;
use model::service::{Action, Favour, Require};
use model::{Service, service};

/// Who acts, if they may: the applicant on their own case; an officer of the role and office whose turn it is,
/// not related, and not barred.
///
/// # Errors
/// `NotAllowed` where it is not their turn, `ConflictOfInterest` where they have a part in it.
pub fn competent_actor(
    case: &CaseDoc,
    action: &Action,
    officer: Option<&Officer>,
    related: bool,
    actor: &Subject,
) -> Result<By, Refusal> {
    match action.by {
        service::By::Applicant if case.is_of(actor) => Ok(By::Applicant),
        service::By::Applicant => Err(Refusal::NotAllowed),
        service::By::Officer => {
            let officer = officer.ok_or(Refusal::NotAllowed)?;
            let barred = case.barred.iter().any(|key| key == officer.key.as_str());
            if related || case.is_of(actor) || barred {
                return Err(Refusal::ConflictOfInterest);
            }
            let in_queue = case.queue.as_ref() == Some(&officer.role)
                && case.agency == officer.agency
                && case.office.as_ref().is_none_or(|office| *office == officer.office);
            let has_it = case.assigned.as_ref().is_none_or(|key| key == officer.key.as_str());
            if !in_queue || !has_it {
                return Err(Refusal::NotAllowed);
            }
            Ok(By::from(officer))
        }
    }
}

/// Whether the fee lets an action be taken: there is something to take where it takes money, and nothing is granted
/// before the fee is paid.
///
/// # Errors
/// `NothingToPay` or `FeeUnpaid`.
pub fn fee_allows(service: &Service, case: &CaseDoc, action: &Action) -> Result<(), Refusal> {
    let unpaid = case.outstanding() > 0;
    if action.collect {
        return if unpaid { Ok(()) } else { Err(Refusal::NothingToPay) };
    }
    let decides = !action.by_rules && !action.refund && action.forward.is_none();
    let grants = service.outcomes.get(&action.to).is_some_and(|outcome| outcome.favour == Favour::For);
    let anew = action.require.contains(&Require::Answers);
    if unpaid && decides && grants && !anew { Err(Refusal::FeeUnpaid) } else { Ok(()) }
}

/// Whether an action's own condition holds with these facts.
///
/// # Errors
/// `Check` with the code of the service's message that says why not.
pub fn condition_holds(service: &Service, action: &Action, facts: &Facts) -> Result<(), Refusal> {
    if facts.vars.holds(action.when.as_ref()) {
        return Ok(());
    }
    Err(Refusal::Check {
        field: action.id.as_str().to_owned(),
        service: service.id.clone(),
        code: action.else_message.clone().unwrap_or_default(),
    })
}

/// True if a reason is one of those that fit the action.
fn fits(action: &Action, code: &str) -> bool {
    action.reasons.is_empty() || action.reasons.iter().any(|reason| reason == code)
}

/// What the action needs is there; gives the articles the decision stands on.
pub(crate) fn required(
    service: &Service,
    case: &CaseDoc,
    action: &Action,
    input: &ActInput,
) -> Result<Vec<String>, Stop> {
    let mut wrong = Vec::new();
    let needs = |what| action.require.contains(&what);
    let mut law: Vec<String> = Vec::new();
    match &input.reason {
        None if needs(Require::Reason) => wrong.push(Refusal::ReasonNeeded),
        None => {}
        Some(code) => match service.reasons.get(code).filter(|_| fits(action, code)) {
            Some(cite) => law.push(cite.to_string()),
            None => wrong.push(Refusal::UnknownReason),
        },
    }
    match &input.article {
        None if needs(Require::Article) => wrong.push(Refusal::ArticleNeeded),
        None => {}
        Some(article) => {
            let known =
                service.law.iter().chain(service.reasons.values()).any(|cite| cite.to_string() == *article);
            if known {
                law.retain(|cite| cite != article);
                law.insert(0, article.clone());
            } else {
                wrong.push(Refusal::UnknownArticle);
            }
        }
    }
    if needs(Require::Fields) && input.fields.is_empty() {
        wrong.push(Refusal::FieldsNeeded);
    }
    for field in &input.fields {
        if !case.answers.contains_key(field.as_str()) && service.question(field.as_str()).is_none() {
            wrong.push(Refusal::UnknownField { field: field.as_str().to_owned(), did_you_mean: None });
        }
    }
    match &input.note {
        None if needs(Require::Note) => wrong.push(Refusal::NoteNeeded),
        Some(note) if needs(Require::Note) && note.trim().is_empty() => wrong.push(Refusal::NoteNeeded),
        Some(note) if note.chars().count() > base::limit::TEXT_CHARS_MAX => {
            wrong.push(Refusal::TooLong { field: "note".to_owned(), max: base::limit::TEXT_CHARS_MAX });
        }
        _ => {}
    }
    if law.is_empty() {
        law = service.law.iter().map(ToString::to_string).collect();
    }
    if wrong.is_empty() { Ok(law) } else { Err(Stop::Refused(wrong)) }
}
