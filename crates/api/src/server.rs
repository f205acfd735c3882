//! The router, and the way every call takes.

use crate::call::Call;
use crate::language;
use crate::operations;
use crate::problem::Trouble;
use crate::routes::{RouteInfo, routes};
use app::{App, Fault, Who};
use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::{MethodFilter, any, on};
use base::Lang;
use domain::Refusal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Logs a fault under its number, once, without personal data.
pub type IncidentLog = Box<dyn Fn(&str, &Fault) + Send + Sync>;

/// What the API serves.
pub struct Server {
    pub(crate) app: Arc<App>,
    log: IncidentLog,
    incidents: AtomicU64,
}

impl Server {
    /// Over an application. `log` gets every fault with its incident number.
    pub fn new(app: Arc<App>, log: IncidentLog) -> Self {
        Self { app, log, incidents: AtomicU64::new(0) }
    }

    /// Logs a fault; gives the number people are told. It says nothing but when, and which since the start.
    pub(crate) fn incident(&self, fault: &Fault) -> String {
        let count = self.incidents.fetch_add(1, Ordering::Relaxed);
        let number = format!("A-{:x}-{count}", self.app.moment().now.0);
        (self.log)(&number, fault);
        number
    }

    fn language(&self, headers: &HeaderMap) -> Lang {
        let preferred = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        language::choose(&self.app.running().model().info, preferred)
    }
}

/// Every route of [`routes`], and problem details for whatever else is asked under `/api`.
pub fn router(server: Arc<Server>) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let method = if route.method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
        let handler = move |State(server): State<Arc<Server>>,
                            params: Result<RawPathParams, RawPathParamsRejection>,
                            request: Request| { serve(route, server, params, request) };
        router = router.route(route.path, on(method, handler));
    }
    router
        .route("/api", any(no_address))
        .route("/api/{*rest}", any(no_address))
        .method_not_allowed_fallback(no_method)
        .with_state(server)
}

/// What a request gets that is not let in: 429, or 503 while too many run.
pub fn turned_away(server: &Server, request: &Request, status: u16) -> Response {
    let trouble = if status == 429 { Trouble::TooMany } else { Refusal::Busy.into() };
    trouble.respond(server, &server.language(request.headers()))
}

async fn no_address(State(server): State<Arc<Server>>, request: Request) -> Response {
    Trouble::Address.respond(&server, &server.language(request.headers()))
}

async fn no_method(State(server): State<Arc<Server>>, request: Request) -> Response {
    Trouble::Method.respond(&server, &server.language(request.headers()))
}

/// Reads the request, then does it where it may block.
async fn serve(
    route: &'static RouteInfo,
    server: Arc<Server>,
    params: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
) -> Response {
    let lang = server.language(request.headers());
    let call = match Call::read(route, lang.clone(), params, request).await {
        Ok(call) => call,
        Err(trouble) => return trouble.respond(&server, &lang),
    };
    let doing = Arc::clone(&server);
    let done = tokio::task::spawn_blocking(move || {
        let answered = who(&doing, &call).and_then(|who| operations::perform(&doing.app, &call, &who));
        match answered {
            Ok(answer) => answer.respond(),
            Err(trouble) => trouble.respond(&doing, &call.lang),
        }
    });
    match done.await {
        Ok(response) => response,
        Err(_) => Trouble::Fault(Fault::Missing("the answer of a call that panicked".to_owned()))
            .respond(&server, &lang),
    }
}

fn who(server: &Server, call: &Call) -> Result<Who, Trouble> {
    let Some(token) = &call.token else { return Ok(Who::Nobody) };
    server.app.who(token).map_err(|error| match error.into() {
        Trouble::Refused(refusals) if refusals.contains(&Refusal::NotSignedIn) => Trouble::BadToken,
        trouble => trouble,
    })
}
