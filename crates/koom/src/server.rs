//! The running server: sockets, what stands before every route, the clockwork, and how it all stops.

use crate::console::{Failure, failure, line, note};
use crate::events::{Event, Events, Level};
use crate::guard::{Guard, guard};
use crate::installation::Installation;
use crate::metrics::{self, Metrics};
use crate::rate::Rates;
use crate::serve::Opened;
use app::meter::unready;
use app::publish::Publisher;
use app::{App, AppError, Log, MachineClock};
use axum::Router;
use axum::extract::ConnectInfo;
use base::Clock as _;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use store::StoreError;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How often the clockwork looks for terms and for what other nodes published.
const TICK: Duration = Duration::from_secs(1);
/// How often it is told which limits were reached.
const LIMITS_TOLD: Duration = Duration::from_secs(10);

/// Exit code after the disk failed.
const HALTED: u8 = 4;

/// What of `koom.toml` stands before every route.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    requests_per_second: u32,
    requests_under_way: usize,
    trusted_proxies: Vec<IpAddr>,
    slow: Duration,
}

impl Limits {
    fn of(installation: &Installation) -> Self {
        Self {
            requests_per_second: installation.requests_per_second,
            requests_under_way: installation.requests_under_way,
            trusted_proxies: installation.trusted_proxies.clone(),
            slow: installation.slow_request,
        }
    }

    /// For benchmarks: as many as come.
    pub(crate) fn none() -> Self {
        Self {
            requests_per_second: u32::MAX / 8,
            requests_under_way: 400,
            trusted_proxies: Vec::new(),
            slow: Duration::MAX,
        }
    }
}

/// Where events go and what is counted.
#[derive(Clone)]
pub(crate) struct Watch {
    pub(crate) events: Events,
    pub(crate) metrics: Arc<Metrics>,
}

impl Watch {
    fn new(level: Level, format: &str) -> Self {
        Self { events: Events::new(level, format), metrics: Arc::new(Metrics::new(MachineClock.now())) }
    }

    /// For benchmarks: faults only.
    pub(crate) fn quiet() -> Self {
        Self::new(Level::Error, "auto")
    }
}

/// Runs the server until it is told to stop.
pub(crate) fn serve(opened: Opened, listen: SocketAddr) -> Result<ExitCode, Failure> {
    let installation = opened.installation.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(installation.requests_under_way + 16)
        // Blocking work is shallow; a small stack keeps many waiting requests small.
        .thread_stack_size(1024 * 1024)
        .build()?;
    let watch = Watch::new(Level::named(&installation.log_level), &installation.log_format);
    watch.events.take_panics();
    runtime.block_on(async move {
        let listener = bound(listen, "--listen").await?;
        let address = listener.local_addr()?;
        figures(&opened.app, &installation, &watch).await?;
        let stopping = Arc::new(AtomicBool::new(false));
        let work = Clockwork {
            app: Arc::clone(&opened.app),
            publisher: opened.publisher,
            watch: watch.clone(),
            every: installation.publish_every,
            away: None,
            told: BTreeMap::new(),
        };
        let stop = Arc::clone(&stopping);
        let clockwork =
            std::thread::Builder::new().name("clockwork".to_owned()).spawn(move || work.run(&stop))?;
        let router = router(&opened.app, &Limits::of(&installation), opened.form_key, &watch);
        if !address.ip().is_loopback() && !installation.public_url.starts_with("https://") {
            note("nobody can sign in from another machine over plain http: put a server with TLS in front and name its https address in public_url");
        }
        line(format!("ready http://{address}"));
        watch.events.tell(Event::Start {
            listen: address,
            database: if opened.app.is_shared() { "postgresql" } else { "sqlite" },
            demonstration: opened.app.config.demonstration,
        });
        let connections_cut = accept(listener, router, &installation, &watch).await;
        stopping.store(true, Ordering::SeqCst);
        let _ended = tokio::task::spawn_blocking(move || clockwork.join()).await;
        watch.events.tell(Event::Stop { connections_cut });
        Ok(ExitCode::SUCCESS)
    })
}

async fn bound(listen: SocketAddr, option: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(listen).await.map_err(|error| {
        failure(format!(
            "{listen} can't be listened on: {error}; stop what uses it or choose another with {option}"
        ))
    })
}

/// All routes behind the guard.
pub(crate) fn router(app: &Arc<App>, limits: &Limits, form_key: [u8; 32], watch: &Watch) -> Router {
    let told = |events: &Events| {
        let events = events.clone();
        Box::new(move |id: &str, fault: &app::Fault| events.fault(id, fault))
    };
    let pages = Arc::new(web::Server::new(Arc::clone(app), told(&watch.events)).with_key(form_key));
    let calls = Arc::new(api::Server::new(Arc::clone(app), told(&watch.events)));
    let (pages_too, calls_too) = (Arc::clone(&pages), Arc::clone(&calls));
    let state = Arc::new(Guard {
        in_flight: Semaphore::new(limits.requests_under_way),
        rates: Rates::new(limits.requests_per_second),
        clock: MachineClock,
        trusted_proxies: limits.trusted_proxies.clone(),
        refuse: Box::new(move |request, status| {
            if request.uri().path().starts_with("/api/") {
                api::turned_away(&calls_too, request, status)
            } else {
                web::turned_away(&pages_too, request, status)
            }
        }),
        metrics: Arc::clone(&watch.metrics),
        events: watch.events.clone(),
        slow: limits.slow,
    });
    web::router(pages).merge(api::router(calls)).layer(axum::middleware::from_fn_with_state(state, guard))
}

/// Gives figures out, if `koom.toml` says where.
async fn figures(app: &Arc<App>, installation: &Installation, watch: &Watch) -> Result<(), Failure> {
    let Some(listen) = installation.metrics_listen else { return Ok(()) };
    let token = metrics::token(installation.metrics_token_file.as_deref())?;
    if token.is_none() && !listen.ip().is_loopback() {
        return Err(failure(format!(
            "metrics_listen = {listen} is open to other machines and nothing guards it; name a metrics_token_file, or listen on 127.0.0.1"
        )));
    }
    let listener = bound(listen, "metrics_listen").await?;
    watch.events.tell(Event::Metrics { listen: listener.local_addr()? });
    let router = metrics::router(Arc::clone(app), Arc::clone(&watch.metrics), token);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(())
}

/// Publishes and passes terms once a second, until the server stops.
struct Clockwork {
    app: Arc<App>,
    publisher: Publisher,
    watch: Watch,
    every: Duration,
    /// Why nothing could be done the last time.
    away: Option<&'static str>,
    /// How often each limit had been reached when it was last told.
    told: BTreeMap<&'static str, u64>,
}

impl Clockwork {
    fn run(mut self, stopping: &AtomicBool) {
        let (mut published, mut told): (Option<Instant>, Instant) = (None, Instant::now());
        let mut sizes = [u64::MAX; 2];
        loop {
            if let Some(why) = self.app.halted() {
                self.halt(&why);
            }
            let last = stopping.load(Ordering::SeqCst);
            if last || published.is_none_or(|at| at.elapsed() + TICK / 2 >= self.every) {
                published = Some(Instant::now());
                self.publish(&mut sizes);
            }
            if last {
                self.limits();
                return;
            }
            self.look();
            if told.elapsed() >= LIMITS_TOLD {
                told = Instant::now();
                self.limits();
            }
            std::thread::sleep(TICK);
        }
    }

    /// Ends the program at once, as a crash would: only the next start, which reads what the disk has kept, knows what
    /// that is.
    fn halt(&self, why: &str) -> ! {
        let sentence = StoreError::Disk(why.to_owned()).to_string();
        self.watch.events.tell(Event::Halted { why: &sentence });
        std::process::exit(i32::from(HALTED));
    }

    /// A fault is an incident; what will pass by itself is told of in [`Clockwork::look`].
    fn done<T>(&self, what: &'static str, result: Result<T, AppError>) -> Option<T> {
        match result {
            Ok(done) => Some(done),
            Err(AppError::Fault(fault)) => {
                self.watch.events.fault(what, &fault);
                None
            }
            Err(AppError::Refused(_)) => None,
        }
    }

    fn publish(&mut self, told: &mut [u64; 2]) {
        if self.done("publisher", self.publisher.publish(&self.app)).is_none() {
            return;
        }
        self.watch.metrics.published_at.store(MachineClock.now().0, Ordering::Relaxed);
        let sizes = Log::ALL.map(|log| self.app.signed(log).unwrap_or(0));
        if sizes != *told {
            *told = sizes;
            let [log, reads] = sizes;
            self.watch.events.tell(Event::Publish { log, reads });
        }
    }

    /// Whether acts can be done; then what other nodes published, and what is due.
    fn look(&mut self) {
        let now = self.app.can_act();
        let why = now.as_ref().err().and_then(unready);
        self.watch.metrics.ready.store(now.is_ok(), Ordering::Relaxed);
        if why != self.away {
            self.away = why;
            self.watch.events.tell(why.map_or(Event::Ready, |why| Event::Unready { why }));
        }
        if self.done("readiness", now).is_none() {
            return;
        }
        if self.done("edition", self.app.follow_edition()).unwrap_or(false) {
            self.watch.events.tell(Event::Edition);
        }
        let acts = self.done("jobs", self.app.work()).unwrap_or(0);
        if acts > 0 {
            self.watch.events.tell(Event::Jobs { acts: u64::try_from(acts).unwrap_or(u64::MAX) });
        }
    }

    /// One line for each limit that was reached since the last time.
    fn limits(&mut self) {
        for (limit, count) in self.watch.metrics.limits() {
            let before = self.told.insert(limit, count).unwrap_or(0);
            if count > before {
                self.watch.events.tell(Event::Limit { limit, times: count - before });
            }
        }
    }
}

/// Accepts connections until a signal; then lets those under way finish. Gives how many did not in time.
async fn accept(listener: TcpListener, router: Router, installation: &Installation, watch: &Watch) -> usize {
    let connections = Arc::new(Semaphore::new(installation.connections));
    let graceful = hyper_util::server::graceful::GracefulShutdown::new();
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(installation.head_timeout);
    let metrics = &watch.metrics;
    let signal = stop_signal();
    tokio::pin!(signal);
    loop {
        tokio::select! {
            () = &mut signal => break,
            accepted = listener.accept() => {
                let Ok((stream, peer)) = accepted else { continue };
                let Ok(permit) = Arc::clone(&connections).try_acquire_owned() else {
                    metrics.turned_away("connections");
                    continue;
                };
                metrics.connections.fetch_add(1, Ordering::Relaxed);
                let service = router.clone().layer(axum::Extension(ConnectInfo(peer)));
                let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
                let watched = graceful.watch(connection);
                let metrics = Arc::clone(metrics);
                tokio::spawn(async move {
                    // A client that goes away in the middle is its own affair.
                    let _ended = watched.await;
                    metrics.connections.fetch_sub(1, Ordering::Relaxed);
                    drop(permit);
                });
            }
        }
    }
    watch.events.tell(Event::Stopping);
    // Nobody is to wait at a door behind which nothing happens any more.
    drop(listener);
    let _all_or_timeout = tokio::time::timeout(installation.stop_timeout, graceful.shutdown()).await;
    metrics.connections.load(Ordering::Relaxed)
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
