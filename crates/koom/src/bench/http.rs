//! Granted cases over HTTP.

use super::client::{Client, Served};
use super::stage::{Answers, citizens_of, granting};
use super::{demonstration, ms, now, percentiles, rate};
use crate::console::{Failure, app_failure, failure, line};
use crate::database::Database;
use crate::verify;
use base::ServiceId;
use hyper::body::Bytes;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Logged reads beside the load: one after another, with a pause.
const READ_PAUSE: Duration = Duration::from_millis(20);

/// Granted cases over HTTP, the load generator in the same process.
pub(crate) fn http(
    cases: usize,
    in_flight: usize,
    database: &Database,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let (dir, _address, opened) = demonstration(database)?;
    let mut tokens: Vec<String> =
        citizens_of(&opened.app, cases + 1)?.into_iter().map(|(_, token)| token).collect();
    let Some(probe) = tokens.pop() else { return Err(failure("at least one case is needed")) };
    let (service, answers) = granting(&opened.app, &probe)?;
    let served = Served::start(&opened.app)?;
    let load = served.asking.block_on(load(served.address, tokens, service.clone(), answers, in_flight))?;
    served.stop();
    opened.publisher.publish(&opened.app).map_err(app_failure)?;
    drop(opened);
    let findings = verify::findings(dir.path(), database)?;
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

struct Load {
    granted: usize,
    other: usize,
    seconds: f64,
    file: (f64, f64),
    read: (f64, f64),
}

async fn load(
    address: SocketAddr,
    tokens: Vec<String>,
    service: ServiceId,
    answers: Answers,
    in_flight: usize,
) -> Result<Load, Failure> {
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
                times.push(ms(at));
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
    address: SocketAddr,
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
            times.push(ms(at));
        }
        tokio::time::sleep(READ_PAUSE).await;
    }
    Ok(times)
}
