//! Figures for whoever watches the server: OpenMetrics text at an address of its own. Counts and times only; a label is a
//! word of this program, so no figure is about a person.

mod page;

use crate::console::{Failure, failure};
use crate::events::Answered;
use app::App;
use app::meter::{DURATIONS, Histogram, Standing};
use app::{AppError, Log, MachineClock};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use base::{Clock as _, Hash};
use page::{Page, seconds};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, AtomicUsize, Ordering};

/// The media type of what [`Metrics::text`] gives.
pub(crate) const MEDIA: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// A request that no route fits.
pub(crate) const NO_ROUTE: &str = "none";
/// Methods that are told apart.
const METHODS: [&str; 3] = ["GET", "HEAD", "POST"];
/// Any other.
const OTHER_METHOD: &str = "other";

/// What the server counts.
pub(crate) struct Metrics {
    routes: HashMap<&'static str, Route>,
    under_way: AtomicUsize,
    /// Requests turned away, by limit.
    turned_away: BTreeMap<&'static str, AtomicU64>,
    /// Connections that are open.
    pub(crate) connections: AtomicUsize,
    /// When both logs were last published, in microseconds since 1970 of the machine's clock.
    pub(crate) published_at: AtomicI64,
    /// Whether acts can be done, as the clockwork last saw it.
    pub(crate) ready: AtomicBool,
    began: base::Instant,
}

/// What is counted of a route.
struct Route {
    /// By method, then by the first digit of the status.
    answers: BTreeMap<&'static str, [AtomicU64; 5]>,
    micros: Histogram,
}

impl Default for Route {
    fn default() -> Self {
        let answers = METHODS.into_iter().chain([OTHER_METHOD]).map(|method| (method, Default::default()));
        Self { answers: answers.collect(), micros: Histogram::over(DURATIONS) }
    }
}

/// A limit that turns requests away.
pub(crate) const LIMITS: [&str; 3] = ["requests_per_second", "requests_under_way", "connections"];

impl Metrics {
    /// Nothing counted yet.
    pub(crate) fn new(began: base::Instant) -> Self {
        let pages = web::routes().into_iter().map(|route| route.path);
        let calls = api::routes().iter().map(|route| route.path);
        let routes = pages.chain(calls).chain([NO_ROUTE]).map(|path| (path, Route::default())).collect();
        Self {
            routes,
            under_way: AtomicUsize::new(0),
            turned_away: LIMITS.into_iter().map(|limit| (limit, AtomicU64::new(0))).collect(),
            connections: AtomicUsize::new(0),
            published_at: AtomicI64::new(0),
            ready: AtomicBool::new(true),
            began,
        }
    }

    /// The pattern of a route as this program wrote it; what is not known is no route.
    pub(crate) fn route(&self, pattern: Option<&str>) -> &'static str {
        pattern.and_then(|pattern| self.routes.get_key_value(pattern)).map_or(NO_ROUTE, |(known, _)| known)
    }

    /// A method by name.
    pub(crate) fn method(name: &str) -> &'static str {
        METHODS.into_iter().find(|method| *method == name).unwrap_or(OTHER_METHOD)
    }

    /// Counts a request while it is under way.
    pub(crate) fn under_way(self: &Arc<Self>) -> UnderWay {
        self.under_way.fetch_add(1, Ordering::Relaxed);
        UnderWay(Arc::clone(self))
    }

    /// Counts an answer.
    pub(crate) fn answered(&self, answered: &Answered, micros: u64) {
        let Some(route) = self.routes.get(answered.route) else { return };
        route.micros.count(micros);
        let class = usize::from(answered.status / 100).saturating_sub(1);
        let counts = route.answers.get(answered.method);
        if let Some(count) = counts.and_then(|counts| counts.get(class)) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts a request, or a connection, that a limit turned away.
    pub(crate) fn turned_away(&self, limit: &'static str) {
        if let Some(count) = self.turned_away.get(limit) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How often each limit turned something away.
    pub(crate) fn limits(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.turned_away.iter().map(|(limit, count)| (*limit, count.load(Ordering::Relaxed)))
    }

    /// Everything, as OpenMetrics text. `now` is the machine's time.
    pub(crate) fn text(&self, app: &App, now: base::Instant) -> String {
        let mut page = Page::default();
        self.requests(&mut page);
        self.limits_of(&mut page);
        acts(&mut page, app);
        match app.standing() {
            Ok(standing) => stands(&mut page, &standing),
            // The database does not answer: what it would say is left out, and `koom_ready` says so.
            Err(AppError::Refused(_) | AppError::Fault(_)) => {}
        }
        let published = self.published_at.load(Ordering::Relaxed);
        if published > 0 {
            page.family(
                "koom_checkpoint_age_seconds",
                "gauge",
                "Seconds since both logs were last published.",
            );
            page.line("koom_checkpoint_age_seconds", &[], seconds(positive(now.0 - published)));
        }
        page.gauge(
            "koom_ready",
            "1 if acts can be done, 0 while the database is away or its disk full.",
            u8::from(self.ready.load(Ordering::Relaxed)),
        );
        process(&mut page, self.began);
        page.end()
    }

    fn requests(&self, page: &mut Page) {
        let mut routes: Vec<_> = self.routes.iter().collect();
        routes.sort_by_key(|(path, _)| **path);
        page.family("koom_http_requests", "counter", "Requests answered, by route and class of status.");
        for (path, route) in &routes {
            for (method, classes) in &route.answers {
                for (class, count) in ["1xx", "2xx", "3xx", "4xx", "5xx"].into_iter().zip(classes) {
                    let count = count.load(Ordering::Relaxed);
                    if count > 0 {
                        let labels = [("route", **path), ("method", *method), ("status", class)];
                        page.line("koom_http_requests_total", &labels, count);
                    }
                }
            }
        }
        page.family("koom_http_request_seconds", "histogram", "Time until an answer's head was ready.");
        for (path, route) in routes {
            if route.micros.cumulative().last().is_some_and(|(_, all)| *all > 0) {
                page.histogram("koom_http_request_seconds", &[("route", path)], &route.micros, seconds);
            }
        }
        page.gauge(
            "koom_http_requests_under_way",
            "Requests that are not answered yet.",
            self.under_way.load(Ordering::Relaxed),
        );
        page.gauge("koom_http_connections", "Open connections.", self.connections.load(Ordering::Relaxed));
    }

    fn limits_of(&self, page: &mut Page) {
        page.family("koom_http_turned_away", "counter", "Requests and connections that a limit turned away.");
        for (limit, count) in self.limits() {
            page.line("koom_http_turned_away_total", &[("limit", limit)], count);
        }
    }
}

/// A request under way, until this is dropped.
pub(crate) struct UnderWay(Arc<Metrics>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

fn acts(page: &mut Page, app: &App) {
    let meters = app.meters();
    page.family("koom_acts", "counter", "Durable acts, by the kind of their leaf.");
    for (kind, count) in meters.acts.all() {
        page.line("koom_acts_total", &[("kind", kind)], count);
    }
    page.family("koom_acts_refused", "counter", "Acts that were refused, by the refusal's code.");
    for (code, count) in meters.refused.all() {
        page.line("koom_acts_refused_total", &[("code", code)], count);
    }
    page.counter("koom_acts_failed", "Acts that ended in a fault.", meters.faults.load(Ordering::Relaxed));
    page.counter(
        "koom_acts_decided_again",
        "Times an act was decided again because its facts had changed.",
        meters.conflicts.load(Ordering::Relaxed),
    );
    let commits = app.commits();
    page.family("koom_commit_acts", "histogram", "Acts in one durable commit.");
    page.histogram("koom_commit_acts", &[], &commits.acts, |count| count.to_string());
    page.family("koom_commit_seconds", "histogram", "Time of one durable commit.");
    page.histogram("koom_commit_seconds", &[], &commits.micros, seconds);
    page.counter(
        "koom_commits_failed",
        "Commits that failed as a whole.",
        commits.failed.load(Ordering::Relaxed),
    );
    page.gauge("koom_writer_queue", "Acts that wait for the writer.", app.queued());
    page.family("koom_gate_waiting", "gauge", "Acts that wait to be decided.");
    for (line, count) in ["look", "change"].into_iter().zip(app.waiting()) {
        page.line("koom_gate_waiting", &[("line", line)], count);
    }
}

fn stands(page: &mut Page, standing: &Standing) {
    page.family("koom_log_leaves", "gauge", "Leaves committed to each log.");
    for (log, size) in Log::ALL.into_iter().zip(standing.leaves) {
        page.line("koom_log_leaves", &[("log", log.name())], size);
    }
    page.family("koom_log_signed_leaves", "gauge", "Leaves under each log's checkpoint.");
    for (log, size) in Log::ALL.into_iter().zip(standing.signed) {
        page.line("koom_log_signed_leaves", &[("log", log.name())], size);
    }
    page.gauge("koom_database_bytes", "Size of the database.", standing.database_bytes);
    page.family("koom_database_connections", "gauge", "Connections to the database for reading.");
    for (state, count) in ["used", "idle"].into_iter().zip(standing.connections) {
        page.line("koom_database_connections", &[("state", state)], count);
    }
}

/// What the operating system says of this process. Where it says nothing, nothing is printed.
fn process(page: &mut Page, began: base::Instant) {
    page.family("koom_build", "info", "The program.");
    page.line("koom_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
    page.family("process_start_time_seconds", "gauge", "When the process began, since 1970.");
    page.line("process_start_time_seconds", &[], seconds(positive(began.0)));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    if let Some(kilobytes) = field("VmRSS") {
        page.gauge("process_resident_memory_bytes", "Memory in use.", kilobytes.saturating_mul(1_024));
    }
    if let Some(threads) = field("Threads") {
        page.gauge("process_threads", "Threads.", threads);
    }
    if let Ok(files) = std::fs::read_dir("/proc/self/fd") {
        page.gauge("process_open_fds", "Open files and sockets.", files.count());
    }
}

fn positive(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// The token that whoever asks for figures shows; `None` if none is needed.
pub(crate) fn token(file: Option<&std::path::Path>) -> Result<Option<String>, Failure> {
    let Some(file) = file else { return Ok(None) };
    let text = std::fs::read_to_string(file)
        .map_err(|error| failure(format!("metrics_token_file: {} can't be read: {error}", file.display())))?;
    let token = text.trim();
    if token.len() < 16 || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(failure(format!(
            "metrics_token_file: {} holds no token; write 16 or more visible ASCII characters into it",
            file.display()
        )));
    }
    Ok(Some(token.to_owned()))
}

/// The one route of the address for figures.
pub(crate) fn router(app: Arc<App>, metrics: Arc<Metrics>, token: Option<String>) -> Router {
    let token = token.map(|token| Hash::of(token.as_bytes()));
    let show = move |headers: HeaderMap| async move {
        if !shown(&headers, token) {
            return plain(
                StatusCode::UNAUTHORIZED,
                "show the token of metrics_token_file as a bearer token\n",
            );
        }
        let text = tokio::task::spawn_blocking(move || metrics.text(&app, MachineClock.now())).await;
        let Ok(text) = text else { return plain(StatusCode::INTERNAL_SERVER_ERROR, "") };
        let mut response = Response::new(Body::from(text));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA));
        response
    };
    Router::new().route("/metrics", get(show))
}

/// Whether the token was shown, if one is needed. Hashes are compared, so that no time tells how much of it was right.
fn shown(headers: &HeaderMap, token: Option<Hash>) -> bool {
    let Some(token) = token else { return true };
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.strip_prefix("Bearer ").is_some_and(|given| Hash::of(given.as_bytes()) == token)
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_patterns_of_known_routes_become_labels() {
        let metrics = Metrics::new(base::Instant(0));
        assert_eq!(metrics.route(Some("/{lang}/cases/{id}")), "/{lang}/cases/{id}");
        assert_eq!(metrics.route(Some("/en/cases/ABC")), NO_ROUTE);
        assert_eq!(metrics.route(None), NO_ROUTE);
        assert_eq!(Metrics::method("POST"), "POST");
        assert_eq!(Metrics::method("12345678901234"), OTHER_METHOD);
    }
}
