//! `koom serve`, and everything `koom demo` shares with it: opening a data directory, the server, the clockwork.

use crate::cli::Serve;
use crate::console::{Failure, app_failure, failure, line, note};
use crate::database::{Database, cannot};
use crate::folder;
use crate::guard::{Guard, IN_FLIGHT_MAX, guard};
use crate::installation::{Installation, keys, keys_or_first, mark_database};
use crate::published;
use crate::rate::Rates;
use app::publish::Publisher;
use app::{App, AppClock, Chance, FolderError, MachineClock, Running};
use axum::Router;
use axum::extract::ConnectInfo;
use base::{Clock as _, Hash, Instant};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::{Address, Store, StoreError};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How often checkpoints are published and terms are looked at.
const TICK: Duration = Duration::from_secs(1);
/// How long a client may take to send a request's head.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// How long requests under way may take once the server stops.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// Open connections.
const CONNECTIONS_MAX: usize = 2_000;

/// Exit code after the disk failed.
const HALTED: u8 = 4;

/// A clock that is less behind the last record is not worth a word: two machines' clocks never agree.
const CLOCK_BEHIND_SECONDS: i64 = 5;

/// An open installation.
pub(crate) struct Opened {
    pub(crate) app: Arc<App>,
    pub(crate) publisher: Publisher,
    pub(crate) clock: Arc<AppClock>,
    pub(crate) installation: Installation,
    /// The key of tokens in forms: the same after a restart, and at every node of the installation.
    pub(crate) form_key: [u8; 32],
}

/// Opens a data directory: `files` is the folder to run, or the published one goes on.
pub(crate) fn open_app(
    data: &Path,
    database: &Database,
    files: Option<&BTreeMap<String, String>>,
    demonstration: bool,
) -> Result<Opened, Failure> {
    let installation = Installation::open(data, || Installation {
        origin: if demonstration { "demo.koom.invalid/log".to_owned() } else { "localhost/log".to_owned() },
        public_url: "http://127.0.0.1:8080".to_owned(),
        database: None,
        requests_per_second: 200,
    })?;
    open_with(data, database, files, installation, demonstration, None)
}

/// As [`open_app`], with what belongs to the installation, and the time at which a new demonstration begins.
pub(crate) fn open_with(
    data: &Path,
    database: &Database,
    files: Option<&BTreeMap<String, String>>,
    installation: Installation,
    demonstration: bool,
    now: Option<&str>,
) -> Result<Opened, Failure> {
    let store = open_store(data, database, &installation)?;
    let known = published::guard(data, &store, &installation.config(demonstration))?;
    let seeds = seeds(data, &store)?;
    let before = app::state_folder::published(&store).map_err(app_failure)?;
    let running_files = files.unwrap_or(&before);
    if running_files.is_empty() {
        return Err(failure(format!("{} holds no published state; name a state folder", data.display())));
    }
    let mut running = running(running_files)?;
    running.edition = app::state_folder::edition_now(&store).map_err(app_failure)?;
    let clock = Arc::new(AppClock::over(Arc::new(MachineClock)));
    if let Some(ahead) = app::demo::ahead_micros(&store).map_err(app_failure)? {
        clock.ahead_by(ahead);
    } else if let Some(now) = now {
        let time = Instant::parse(now, &running.zone).ok_or_else(|| {
            failure(format!("--now {now:?} is no time; write 2026-11-22 or 2026-11-22T09:00:00+06:00"))
        })?;
        clock.ahead_by(clock.offset_to(time));
    }
    follow_last_record(&clock, &store)?;
    let chance =
        Chance::of_machine().map_err(|error| failure(format!("the machine gives no randomness: {error}")))?;
    let app =
        App::new(store, running, Arc::clone(&clock), Arc::new(chance), installation.config(demonstration))
            .map_err(|fault| -> Failure { Box::new(fault) })?;
    let app = Arc::new(app);
    let publisher = Publisher::resume(&app, &seeds).map_err(app_failure)?;
    let publisher = publisher.remembering(published::remember(data, known));
    let form_key = Hash::of_parts([b"koom/form-key/v1".as_slice(), seeds.first().map_or(&[], |seed| seed)]).0;
    if files.is_some_and(|files| *files != before) {
        app.publish_state(running_files).map_err(|error| folder_failure(error, running_files))?;
    }
    Ok(Opened { app, publisher, clock, installation, form_key })
}

/// The store of an installation. The first start with a database notes in `koom.toml` that the records are there.
fn open_store(data: &Path, database: &Database, installation: &Installation) -> Result<Store, Failure> {
    if data.join(crate::restore::STAGE).exists() {
        return Err(failure(format!(
            "a restore into {} was interrupted: run `koom restore` again, or remove {} if nothing else is there",
            data.display(),
            data.join(crate::restore::STAGE).display()
        )));
    }
    let address = database.address(data, installation.database.as_deref())?;
    if let Address::Postgres(_) = address {
        let holds = address.holds_store().map_err(|error| cannot(&address, error))?;
        if !holds && Address::Directory(data.to_owned()).holds_store()? {
            return Err(failure(format!(
                "{} holds the records of this installation and {address} none; `koom copy --from {} --to …` moves them",
                data.display(),
                data.display()
            )));
        }
        if holds && keys(data)?.is_empty() {
            return Err(failure(format!(
                "{address} holds the log of an installation whose signing keys are not in {}; copy its koom.toml and keys/ there",
                data.display()
            )));
        }
    }
    let store = crate::database::open(&address)?;
    mark_database(data, matches!(address, Address::Postgres(_)))?;
    Ok(store)
}

/// Nothing is recorded before what was recorded earlier: a clock that is behind stands still until it has caught up.
fn follow_last_record(clock: &AppClock, store: &Store) -> Result<(), Failure> {
    let Some(last) = app::keeping::last_time(store).map_err(app_failure)? else { return Ok(()) };
    let now = clock.now();
    clock.not_before(last);
    if now.plus_seconds(CLOCK_BEHIND_SECONDS) < last {
        note(format!(
            "this machine's clock says {now}, and the last record is of {last}: until the clock has caught up, time stands still; set the clock right"
        ));
    }
    Ok(())
}

/// The signing keys; the first is made where nothing was ever signed.
fn seeds(data: &Path, store: &Store) -> Result<Vec<[u8; 32]>, Failure> {
    let signed = store.snapshot()?.head(store::Log::Acts)?.signed.is_some();
    if signed && keys(data)?.is_empty() {
        return Err(failure(format!(
            "the log of {} is signed, and its keys are not in {}: bring them back from where they are kept; a new key would sign what nobody can verify",
            data.display(),
            data.join("keys").display()
        )));
    }
    keys_or_first(data)
}

pub(crate) fn running(files: &BTreeMap<String, String>) -> Result<Running, Failure> {
    Running::of_files(files).map_err(|error| folder_failure(error, files))
}

fn folder_failure(error: FolderError, files: &BTreeMap<String, String>) -> Failure {
    match error {
        FolderError::Diagnostics(diagnostics) => {
            folder::print(&diagnostics, files);
            failure("the state folder has errors; `koom check` shows them, `koom explain CODE` tells more")
        }
        FolderError::Fault(fault) => Box::new(fault),
    }
}

/// Serves a state.
pub(crate) fn run(options: &Serve) -> Result<ExitCode, Failure> {
    let files = match &options.state {
        Some(state) => Some(folder::read(state)?),
        None if Installation::is_at(&options.data) => None,
        None => Some(folder::read(&folder::given(None))?),
    };
    let installation =
        Installation::open(&options.data, || first_installation(&options.data, options.url.as_deref()))?;
    if let Some(url) = options.url.as_ref().filter(|url| installation.public_url != url.trim_end_matches('/'))
    {
        return Err(failure(format!(
            "{} began as {}, not as {url}: its log is named {} for ever; leave --url out, or begin another directory",
            options.data.display(),
            installation.public_url,
            installation.origin
        )));
    }
    let opened = open_with(&options.data, &options.database, files.as_ref(), installation, false, None)?;
    serve(opened, options.listen)
}

/// The installation named after its address.
pub(crate) fn first_installation(data: &Path, url: Option<&str>) -> Installation {
    let url = url.unwrap_or("http://127.0.0.1:8080").trim_end_matches('/');
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    let origin = format!("{host}/log");
    note(format!(
        "the log of {} is named {origin} for ever; --url names another at the first start",
        data.display()
    ));
    Installation { origin, public_url: url.to_owned(), database: None, requests_per_second: 200 }
}

/// Every address the server answers.
pub(crate) fn routes(json: bool) -> ExitCode {
    let mut rows: Vec<(String, String, String)> = Vec::new();
    rows.extend(
        web::routes()
            .iter()
            .map(|route| (route.method.to_string(), route.path.to_owned(), format!("{:?}", route.access))),
    );
    rows.extend(
        api::routes()
            .iter()
            .map(|route| (route.method.to_string(), route.path.to_owned(), format!("{:?}", route.access))),
    );
    if json {
        let list: Vec<_> = rows.iter().map(|(method, path, access)| serde_json::json!({"method": method, "path": path, "access": access})).collect();
        line(serde_json::Value::from(list).to_string());
    } else {
        for (method, path, access) in rows {
            line(format!("{method:<5} {path:<50} {access}"));
        }
    }
    ExitCode::SUCCESS
}

/// Runs the server until it is told to stop.
pub(crate) fn serve(opened: Opened, listen: SocketAddr) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(IN_FLIGHT_MAX + 16)
        // Blocking work is shallow; a small stack keeps many waiting requests small.
        .thread_stack_size(1024 * 1024)
        .build()?;
    runtime.block_on(async move {
        let listener = TcpListener::bind(listen).await.map_err(|error| {
            failure(format!(
                "{listen} can't be listened on: {error}; stop what uses it or choose another with --listen"
            ))
        })?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let clockwork = clockwork(Arc::clone(&opened.app), opened.publisher, Arc::clone(&stopping))?;
        let router = router(&opened.app, opened.installation.requests_per_second, opened.form_key);
        line(format!("ready http://{address}"));
        accept(listener, router).await;
        stopping.store(true, Ordering::SeqCst);
        let _ended = tokio::task::spawn_blocking(move || clockwork.join()).await;
        Ok(ExitCode::SUCCESS)
    })
}

/// All routes behind the guard.
pub(crate) fn router(app: &Arc<App>, requests_per_second: u32, form_key: [u8; 32]) -> Router {
    let pages = Arc::new(web::Server::new(Arc::clone(app), Box::new(incident)).with_key(form_key));
    let calls = Arc::new(api::Server::new(Arc::clone(app), Box::new(incident)));
    let (pages_too, calls_too) = (Arc::clone(&pages), Arc::clone(&calls));
    let state = Arc::new(Guard {
        in_flight: Semaphore::new(IN_FLIGHT_MAX),
        rates: Rates::new(requests_per_second),
        clock: MachineClock,
        refuse: Box::new(move |request, status| {
            if request.uri().path().starts_with("/api/") {
                api::turned_away(&calls_too, request, status)
            } else {
                web::turned_away(&pages_too, request, status)
            }
        }),
    });
    web::router(pages).merge(api::router(calls)).layer(axum::middleware::from_fn_with_state(state, guard))
}

/// A fault, logged once, as JSON, without personal data: the error's words name tables and kinds, never values.
fn incident(id: &str, fault: &app::Fault) {
    let mut causes = Vec::new();
    let mut cause = std::error::Error::source(fault);
    while let Some(inner) = cause {
        causes.push(inner.to_string());
        cause = inner.source();
    }
    note(serde_json::json!({"incident": id, "fault": fault.to_string(), "causes": causes}).to_string());
}

/// Publishes and passes terms once a second, until the server stops.
fn clockwork(
    app: Arc<App>,
    publisher: Publisher,
    stopping: Arc<AtomicBool>,
) -> std::io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new().name("clockwork".to_owned()).spawn(move || {
        loop {
            if let Some(why) = app.halted() {
                halt(&why);
            }
            let last = stopping.load(Ordering::SeqCst);
            if let Err(app::AppError::Fault(fault)) = publisher.publish(&app) {
                incident("publisher", &fault);
            }
            if last {
                return;
            }
            if let Err(app::AppError::Fault(fault)) = app.follow_edition() {
                incident("edition", &fault);
            }
            if let Err(app::AppError::Fault(fault)) = app.work() {
                incident("jobs", &fault);
            }
            std::thread::sleep(TICK);
        }
    })
}

/// Ends the program at once, as a crash would: only the next start, which reads what the disk has kept, knows what that is.
fn halt(why: &str) -> ! {
    let sentence = StoreError::Disk(why.to_owned()).to_string();
    note(serde_json::json!({"stopped": sentence}).to_string());
    std::process::exit(i32::from(HALTED));
}

/// Accepts connections until a signal; then lets those under way finish.
async fn accept(listener: TcpListener, router: Router) {
    let connections = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let graceful = hyper_util::server::graceful::GracefulShutdown::new();
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    let signal = stop_signal();
    tokio::pin!(signal);
    loop {
        tokio::select! {
            () = &mut signal => break,
            accepted = listener.accept() => {
                let Ok((stream, peer)) = accepted else { continue };
                let Ok(permit) = Arc::clone(&connections).try_acquire_owned() else { continue };
                let service = router.clone().layer(axum::Extension(ConnectInfo(peer)));
                let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
                let watched = graceful.watch(connection);
                tokio::spawn(async move {
                    // A client that goes away in the middle is its own affair.
                    let _ended = watched.await;
                    drop(permit);
                });
            }
        }
    }
    let _all_or_timeout = tokio::time::timeout(STOP_TIMEOUT, graceful.shutdown()).await;
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _interrupted = interrupt.await;
        }
    }
}
