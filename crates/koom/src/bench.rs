//! `koom bench`: figures of this machine, each beside a peer or a check in the same run.

use crate::console::{Failure, app_failure, failure, line};
use crate::database::Database;
use crate::serve::{Opened, open_app};
use crate::server::{Limits, Watch, router};
use crate::{embedded, verify};
use app::bench::BenchActs;
use base::{Lang, ServiceId};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::Address;

/// Acts in flight.
const IN_FLIGHT: usize = 256;
/// Logged reads beside the load: one after another, with a pause.
const READ_PAUSE: Duration = Duration::from_millis(20);

/// Durable acts through the door, beside a bare loop that writes the same bytes.
pub(crate) fn acts(acts: usize, database: &Database, as_json: bool) -> Result<ExitCode, Failure> {
    let dir = tempfile::tempdir()?;
    let address = database.given(dir.path())?;
    if matches!(address, Address::Postgres(_)) && address.holds_store()? {
        return Err(failure(format!(
            "{address} holds records; a benchmark needs an empty database of its own"
        )));
    }
    let opened = open_app(dir.path(), database, Some(&embedded::files()), true)?;
    let bench = Arc::new(BenchActs::new(Arc::clone(&opened.app)).map_err(app_failure)?);
    let before = bench.groups();
    let started = now();
    let turns = acts.div_ceil(IN_FLIGHT);
    std::thread::scope(|scope| -> Result<(), Failure> {
        let workers: Vec<_> = (0..IN_FLIGHT)
            .map(|worker| {
                let bench = Arc::clone(&bench);
                scope.spawn(move || -> Result<(), app::AppError> {
                    for turn in 0..turns {
                        bench.act(worker, u32::try_from(turn).unwrap_or(u32::MAX))?;
                    }
                    Ok(())
                })
            })
            .collect();
        for worker in workers {
            worker.join().map_err(|_panic| failure("a worker stopped"))?.map_err(app_failure)?;
        }
        Ok(())
    })?;
    let seconds = started.elapsed().as_secs_f64();
    let done = turns * IN_FLIGHT;
    let groups = bench.groups() - before;
    let per_group = done.div_ceil(usize::try_from(groups.max(1)).unwrap_or(1));
    let findings = verified(dir.path(), database, opened, bench)?;
    let bare = bare_loop(&address, done, per_group)?;
    let rate = rate(done, seconds);
    let ratio = rate / bare;
    if as_json {
        line(json!({"acts": done, "acts_per_second": rate.round(), "bare_per_second": bare.round(), "ratio": (ratio * 100.0).round() / 100.0, "acts_per_commit": per_group, "verify_findings": findings}).to_string());
    } else {
        line(format!("{done} durable acts, {IN_FLIGHT} in flight, {per_group} a commit: {rate:.0}/s"));
        line(format!("bare loop over the same database, same rows, same grouping: {bare:.0}/s"));
        line(format!("ratio {:.0} %; verify afterwards: {findings} findings", ratio * 100.0));
    }
    Ok(if findings == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Closes the application and verifies what it wrote.
fn verified(
    dir: &Path,
    database: &Database,
    opened: Opened,
    bench: Arc<BenchActs>,
) -> Result<usize, Failure> {
    opened.publisher.publish(&opened.app).map_err(app_failure)?;
    drop(bench);
    drop(opened);
    verify::findings(dir, database)
}

/// Writes the rows of the acts again, as they stand and in groups of the same size, into empty tables of the same
/// database: the floor that it sets by itself. Acts per second.
fn bare_loop(from: &Address, acts: usize, per_group: usize) -> Result<f64, Failure> {
    let dir = tempfile::tempdir()?;
    let mut seconds = 0.0;
    store::bare::again(from, dir.path(), &BenchActs::register(), acts, per_group, &mut |write| {
        let started = now();
        write()?;
        seconds = started.elapsed().as_secs_f64();
        Ok(())
    })?;
    Ok(rate(acts, seconds))
}

/// Granted cases over HTTP, the load generator in the same process.
pub(crate) fn http(cases: usize, in_flight: usize, as_json: bool) -> Result<ExitCode, Failure> {
    let dir = tempfile::tempdir()?;
    let database = Database::default();
    let opened = open_app(dir.path(), &database, Some(&embedded::files()), true)?;
    let mothers = opened.app.seed_newborns(cases + 1, 5).map_err(app_failure)?;
    let mut tokens = Vec::with_capacity(mothers.len());
    for mother in &mothers {
        tokens.push(opened.app.new_token(mother, "benchmark", 86_400).map_err(app_failure)?);
    }
    let Some(probe) = tokens.pop() else { return Err(failure("at least one case is needed")) };
    let (service, answers) = granting(&opened, &probe)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(IN_FLIGHT)
        .enable_all()
        .build()?;
    let app = Arc::clone(&opened.app);
    // Whoever asks has a runtime of its own, as it would have a machine of its own.
    let asking = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let load = asking.block_on(load(runtime.handle(), app, tokens, service.clone(), answers, in_flight))?;
    asking.shutdown_timeout(Duration::from_secs(5));
    runtime.shutdown_timeout(Duration::from_secs(5));
    opened.publisher.publish(&opened.app).map_err(app_failure)?;
    drop(opened);
    let findings = verify::findings(dir.path(), &database)?;
    let rate = rate(load.granted, load.seconds);
    if as_json {
        line(json!({"service": service.as_str(), "granted": load.granted, "other": load.other, "granted_per_second": rate.round(), "file_p50_ms": load.file.0, "file_p95_ms": load.file.1, "read_p50_ms": load.read.0, "read_p95_ms": load.read.1, "verify_findings": findings}).to_string());
    } else {
        line(format!(
            "{} cases of {service} granted over HTTP, {in_flight} in flight: {rate:.0}/s ({} not granted)",
            load.granted, load.other
        ));
        line(format!(
            "filing p50 {:.1} ms, p95 {:.1} ms; logged personal read beside it p50 {:.1} ms, p95 {:.1} ms",
            load.file.0, load.file.1, load.read.0, load.read.1
        ));
        line(format!("verify afterwards: {findings} findings"));
    }
    Ok(if findings == 0 && load.other == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A service that grants the mother of a newborn at once when every question is answered by its example.
fn granting(opened: &Opened, token: &str) -> Result<(ServiceId, Value), Failure> {
    let who = opened.app.who(token).map_err(app_failure)?;
    let running = opened.app.running();
    let lang: Lang = running.model().info.default_language();
    for id in running.model().services.keys() {
        let Ok(form) = opened.app.form(&who, id, &lang) else { continue };
        let answers: serde_json::Map<String, Value> = form
            .fields
            .iter()
            .filter_map(|field| Some((field.id.clone(), serde_json::to_value(&field.example).ok()?)))
            .collect();
        let filing = app::cases::Filing {
            service: id.clone(),
            answers: answers.clone(),
            lang: lang.clone(),
            idempotency_key: None,
        };
        if opened.app.file(&who, &filing).is_ok_and(|case| {
            case.decision.is_some_and(|decision| decision.favour && decision.by == "machine")
        }) {
            return Ok((id.clone(), Value::Object(answers)));
        }
    }
    Err(failure("no service of the state grants the mother of a newborn at once"))
}

struct Load {
    granted: usize,
    other: usize,
    seconds: f64,
    file: (f64, f64),
    read: (f64, f64),
}

async fn load(
    serving: &tokio::runtime::Handle,
    app: Arc<app::App>,
    tokens: Vec<String>,
    service: ServiceId,
    answers: Value,
    in_flight: usize,
) -> Result<Load, Failure> {
    let bound = std::net::TcpListener::bind("127.0.0.1:0")?;
    bound.set_nonblocking(true)?;
    let address = bound.local_addr()?;
    let router = router(&app, &Limits::none(), [0; 32], &Watch::quiet())
        .layer(axum::Extension(axum::extract::ConnectInfo(address)));
    let server = serving.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(bound)?;
        axum::serve(listener, router).await
    });
    let tokens = Arc::new(tokens);
    let next = Arc::new(AtomicUsize::new(0));
    let body = Bytes::from(json!({ "answers": answers }).to_string());
    let path = format!("/api/v1/services/{service}/cases");
    let first = Arc::new(tokio::sync::OnceCell::<(String, String)>::new());
    let started = now();
    let mut clients = Vec::new();
    for _ in 0..in_flight {
        let (tokens, next, body, path, first) =
            (Arc::clone(&tokens), Arc::clone(&next), body.clone(), path.clone(), Arc::clone(&first));
        clients.push(tokio::spawn(async move {
            let mut times = Vec::new();
            let mut other = 0;
            let mut client = Client::connect(address).await?;
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(token) = tokens.get(index) else { return Ok::<_, Failure>((times, other)) };
                let at = now();
                let (status, reply) = client
                    .send("POST", &path, token, Some((&format!("bench-{index}"), body.clone())))
                    .await?;
                times.push(at.elapsed().as_secs_f64() * 1_000.0);
                let case: Value = serde_json::from_slice(&reply).unwrap_or_default();
                if status != 201 || case.pointer("/decision/favour") != Some(&Value::Bool(true)) {
                    other += 1;
                } else if let Some(number) = case.get("case").and_then(Value::as_str) {
                    let _already = first.set((number.to_owned(), token.clone()));
                }
            }
        }));
    }
    let done = Arc::new(AtomicUsize::new(0));
    let reader = tokio::spawn(reads(address, Arc::clone(&first), Arc::clone(&done)));
    let (mut times, mut other) = (Vec::new(), 0);
    for client in clients {
        let (more, not) = client.await??;
        times.extend(more);
        other += not;
    }
    let seconds = started.elapsed().as_secs_f64();
    done.store(1, Ordering::SeqCst);
    let read = reader.await??;
    server.abort();
    Ok(Load {
        granted: times.len() - other,
        other,
        seconds,
        file: percentiles(times),
        read: percentiles(read),
    })
}

/// Reads the first granted case again and again: its child's data is read, so each is logged.
async fn reads(
    address: std::net::SocketAddr,
    first: Arc<tokio::sync::OnceCell<(String, String)>>,
    done: Arc<AtomicUsize>,
) -> Result<Vec<f64>, Failure> {
    let mut client = Client::connect(address).await?;
    let mut times = Vec::new();
    while done.load(Ordering::SeqCst) == 0 {
        if let Some((case, token)) = first.get() {
            let at = now();
            let (status, _body) = client.send("GET", &format!("/api/v1/cases/{case}"), token, None).await?;
            if status != 200 {
                return Err(failure(format!("a logged read answered {status}")));
            }
            times.push(at.elapsed().as_secs_f64() * 1_000.0);
        }
        tokio::time::sleep(READ_PAUSE).await;
    }
    Ok(times)
}

/// One kept-alive connection.
struct Client {
    sender: hyper::client::conn::http1::SendRequest<Full<Bytes>>,
}

impl Client {
    async fn connect(address: std::net::SocketAddr) -> Result<Self, Failure> {
        let stream = tokio::net::TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender })
    }

    async fn send(
        &mut self,
        method: &str,
        path: &str,
        token: &str,
        post: Option<(&str, Bytes)>,
    ) -> Result<(u16, Bytes), Failure> {
        let mut request = hyper::Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1")
            .header("authorization", format!("Bearer {token}"));
        let mut body = Bytes::new();
        if let Some((key, bytes)) = post {
            request = request.header("idempotency-key", key).header("content-type", "application/json");
            body = bytes;
        }
        let response = self.sender.send_request(request.body(Full::new(body))?).await?;
        let status = response.status().as_u16();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }
}

fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a figure for people")]
fn rate(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds.max(0.000_001)
}

/// The middle and the 95th of a hundred, in milliseconds with one decimal.
fn percentiles(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| {
        times.get(times.len() * part / 100).copied().map_or(0.0, |ms| (ms * 10.0).round() / 10.0)
    };
    (at(50), at(95))
}
