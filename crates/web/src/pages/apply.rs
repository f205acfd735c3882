//! Applying for a service.

use super::interview::{Interview, Next, State};
use super::question::Answers;
use crate::answer::{Answer, Answered, Stop};
use crate::ask::Ask;
use crate::route::To;
use app::cases::Filing;
use base::ServiceId;
use model::Service;
use model::service::QuestionType;
use serde_json::Value;

fn service<'a>(ask: &'a Ask<'_>) -> Result<&'a Service, Stop> {
    ask.running.model().services.get(ask.param("id")).ok_or(Stop::NotFound)
}

fn interview<'a>(ask: &'a Ask<'a>, service: &'a Service) -> Interview<'a> {
    let id = service.id.as_str();
    Interview {
        ask,
        service,
        action: ask.to(To::Apply(id)),
        back: ask.to(To::Service(id)),
        hidden: Vec::new(),
        send: ask.text("check-send"),
        note: None,
    }
}

/// The first question. An appeal comes with the case it attacks already chosen.
pub(crate) fn begin(ask: &Ask<'_>) -> Answered {
    let service = service(ask)?;
    let mut answers = Answers::new();
    let attacked = service
        .form
        .iter()
        .flat_map(|page| &page.ask)
        .find(|question| matches!(question.ty, QuestionType::Case));
    if let (Some(question), Some(case)) = (attacked, ask.query.text("case")) {
        answers.insert(question.id.as_str().to_owned(), Value::String(case.to_owned()));
    }
    interview(ask, service).begin(State { answers, seen: Vec::new() })
}

/// The next question, or the case that was filed.
pub(crate) fn go_on(ask: &Ask<'_>) -> Answered {
    let service = service(ask)?;
    let interview = interview(ask, service);
    let (state, key) = match interview.go_on()? {
        Next::Screen(answer) => return Ok(answer),
        Next::Send { state, key } => (state, key),
    };
    let filing = Filing {
        service: ServiceId::new(service.id.as_str()),
        answers: state.answers.clone(),
        lang: ask.lang.clone(),
        idempotency_key: Some(key.clone()),
    };
    match ask.app().file(&ask.who, &filing) {
        Ok(view) => Ok(Answer::See(ask.to(To::Case(&view.case)))),
        Err(error) => interview.refused(state, &key, error),
    }
}
