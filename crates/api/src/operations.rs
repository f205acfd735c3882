//! What each operation asks of the application.

use crate::answer::Answer;
use crate::call::Call;
use crate::problem::{Kind, Trouble};
use crate::request::{ActRequest, CaseRequest, SearchRequest};
use crate::response::{AccessLog, Hits, Services};
use crate::routes::Operation;
use crate::{log_files, openapi};
use app::cases::{Acting, Filing};
use app::me::ENTRIES_MAX;
use app::search::Searching;
use app::view::CaseView;
use app::{App, AppError, Log, Who};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, LOCATION};
use base::{ActionId, CaseId, PurposeId, RegisterId, ServiceId};
use domain::Refusal;
use serde::Serialize;

/// Does a call.
pub fn perform(app: &App, call: &Call, who: &Who) -> Result<Answer, Trouble> {
    match call.route.operation {
        Operation::Services => told(call, &Services { services: app.services(&call.lang)? }),
        Operation::Service => told(call, &app.service_view(&ServiceId::new(call.param("id")), &call.lang)?),
        Operation::Form => told(call, &app.form(who, &ServiceId::new(call.param("id")), &call.lang)?),
        Operation::File => file(app, call, who),
        Operation::Case => told(call, &app.case(who, &CaseId::new(call.param("id")), &call.lang)?),
        Operation::Act => act(app, call, who),
        Operation::Document => document(app, call, who),
        Operation::Search => search(app, call, who),
        Operation::Me => told(call, &app.me(who, &call.lang)?),
        Operation::AccessLog => access_log(app, call, who),
        Operation::Next => next(app, call, who),
        Operation::Proof(log) => proof(app, call, log),
        Operation::OpenApi => Answer::json(&openapi::document(app)),
        Operation::Checkpoint(log) => log_files::checkpoint(app, log),
        Operation::Vkey(log) => log_files::vkey(app, log),
        Operation::Tile(log) => log_files::tile(app, log, call.param("path")),
        Operation::Health => {
            app.can_act()?;
            Ok(Answer::text("ok\n"))
        }
        Operation::Problem => explain(app, call),
    }
}

/// JSON with words in the reader's language.
fn told(call: &Call, view: &impl Serialize) -> Result<Answer, Trouble> {
    Ok(Answer::json(view)?.speaking(&call.lang))
}

fn file(app: &App, call: &Call, who: &Who) -> Result<Answer, Trouble> {
    let key = call.idempotency_key()?;
    let request = CaseRequest::read(call.json()?)?;
    let view = app.file(
        who,
        &Filing {
            service: ServiceId::new(call.param("id")),
            answers: request.answers.0,
            lang: call.lang.clone(),
            idempotency_key: Some(key),
        },
    )?;
    let location = format!("/api/v1/cases/{}", view.case);
    Ok(told(call, &view)?.status(StatusCode::CREATED).header(LOCATION, location))
}

fn act(app: &App, call: &Call, who: &Who) -> Result<Answer, Trouble> {
    let request = ActRequest::read(call.json()?)?;
    let view: CaseView = app.act_on_case(
        who,
        &Acting {
            case: CaseId::new(call.param("id")),
            action: ActionId::new(call.param("action")),
            version: request.version,
            input: request.input(),
            lang: call.lang.clone(),
        },
    )?;
    told(call, &view)
}

/// The file's name tells nothing about whom it is.
fn document(app: &App, call: &Call, who: &Who) -> Result<Answer, Trouble> {
    let pdf = app.document(who, &CaseId::new(call.param("id")))?;
    Ok(Answer::of("application/pdf", pdf)
        .header(CONTENT_DISPOSITION, "attachment; filename=\"decision.pdf\""))
}

fn search(app: &App, call: &Call, who: &Who) -> Result<Answer, Trouble> {
    let request = SearchRequest::read(call.json()?)?;
    let hits = app.search(
        who,
        &Searching {
            register: RegisterId::new(call.param("id")),
            purpose: PurposeId::from(request.purpose),
            r#where: request.r#where.0,
            as_of: request.as_of,
            lang: call.lang.clone(),
        },
    )?;
    told(call, &Hits { hits })
}

fn access_log(app: &App, call: &Call, who: &Who) -> Result<Answer, Trouble> {
    let before = call.query_number("before")?;
    let entries = app.access_log(who, before, &call.lang)?;
    told(call, &AccessLog::page(entries, ENTRIES_MAX))
}

fn next(app: &App, call: &Call, who: &Who) -> Result<Answer, Trouble> {
    call.no_body()?;
    match app.take_next(who, &call.lang)? {
        Some(view) => told(call, &view),
        None => Ok(Answer::nothing()),
    }
}

fn proof(app: &App, call: &Call, log: Log) -> Result<Answer, Trouble> {
    match app.proof(log, call.number("n")?) {
        Ok(proof) => Ok(Answer::text(proof)),
        // The log has no such leaf: nothing stands at this address.
        Err(AppError::Refused(refusals)) if refusals.contains(&Refusal::UnknownCase) => Err(Trouble::Address),
        Err(error) => Err(error.into()),
    }
}

fn explain(app: &App, call: &Call) -> Result<Answer, Trouble> {
    let code = call.param("code");
    let kind = Kind::all().into_iter().find(|kind| kind.code == code).ok_or(Trouble::Address)?;
    let running = app.running();
    let words = running.words(&call.lang).map_err(Trouble::Fault)?;
    let (title, text) = (kind.title(&words), kind.explanation(&running, &words));
    Ok(Answer::text(format!("{title}\n\n{text}\n\n{} · HTTP {}\n", kind.code, kind.status))
        .speaking(&call.lang))
}
