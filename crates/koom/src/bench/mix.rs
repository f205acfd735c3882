//! A registry's day: the mix of requests that a national platform published for its own load test, over HTTP, with the
//! generator of the load in the same process. 40 % reads of a register, 12 % task lists, 12 % forms, 3 % starts, 6 %
//! completions, 3 % writes by a decision, and pages for the rest.

use super::client::{Client, Served};
use super::stage::{Queued, Stage};
use super::{demonstration, ms, now, percentiles, rate};
use crate::console::{Failure, app_failure, failure, line, note};
use crate::database::Database;
use crate::verify;
use hyper::body::Bytes;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// What is asked for, and how often in a hundred requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// An officer finds a person by the key: logged.
    Read,
    /// An officer's list of work.
    List,
    /// A form, with what registers know already.
    Form,
    /// A request that an officer will have to look at.
    Start,
    /// An officer takes the next case, or decides it.
    Complete,
    /// A request that the rules grant at once: a record, money, a document.
    Grant,
    /// A page for everyone.
    Page,
}

impl Kind {
    const SHARES: [(Self, usize); 7] = [
        (Self::Read, 40),
        (Self::List, 12),
        (Self::Form, 12),
        (Self::Start, 3),
        (Self::Complete, 6),
        (Self::Grant, 3),
        (Self::Page, 24),
    ];

    /// What the `turn`-th request asks for: a hundred turns in a row have each kind in its share, well mixed.
    fn of(turn: usize) -> Self {
        let mut place = turn * 37 % 100;
        for (kind, share) in Self::SHARES {
            if place < share {
                return kind;
            }
            place -= share;
        }
        Self::Page
    }

    fn name(self) -> &'static str {
        match self {
            Self::Read => "register read",
            Self::List => "task list",
            Self::Form => "form",
            Self::Start => "start",
            Self::Complete => "completion",
            Self::Grant => "write by decision",
            Self::Page => "page",
        }
    }
}

/// Milliseconds of each request by its kind.
type Times = BTreeMap<Kind, Vec<f64>>;

/// What the clients share.
struct Load {
    stage: Stage,
    turn: AtomicUsize,
    granted: AtomicUsize,
    until: std::time::Instant,
}

/// Runs the mix for some seconds.
pub(crate) fn mix(
    people: usize,
    seconds: u64,
    in_flight: usize,
    database: &Database,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let (dir, _address, opened) = demonstration(database)?;
    // A third more citizens than can be granted something at two thousand requests a second.
    let citizens = usize::try_from(seconds).unwrap_or(1) * 80 + in_flight;
    let stage = Stage::set(&opened, people, citizens, in_flight)?;
    note(format!("granted at once: {}; waits for an officer: {}", stage.granted.0, stage.queued.service));
    let served = Served::start(&opened.app)?;
    let began = now();
    let load = Arc::new(Load {
        stage,
        turn: AtomicUsize::new(0),
        granted: AtomicUsize::new(0),
        until: began + Duration::from_secs(seconds),
    });
    let address = served.address;
    let times = served.asking.block_on(async {
        let clients: Vec<_> =
            (0..in_flight).map(|number| tokio::spawn(client(Arc::clone(&load), address, number))).collect();
        let mut all = Times::new();
        for client in clients {
            for (kind, times) in client.await?? {
                all.entry(kind).or_default().extend(times);
            }
        }
        Ok::<_, Failure>(all)
    })?;
    let took = began.elapsed().as_secs_f64();
    served.stop();
    opened.publisher.publish(&opened.app).map_err(app_failure)?;
    drop(load);
    drop(opened);
    let findings = verify::findings(dir.path(), database)?;
    tell(&times, took, (people, in_flight), findings, as_json);
    Ok(if findings == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn tell(times: &Times, seconds: f64, (people, in_flight): (usize, usize), findings: usize, as_json: bool) {
    let all: Vec<f64> = times.values().flatten().copied().collect();
    let per_second = rate(all.len(), seconds);
    let (p50, p95) = percentiles(all.clone());
    if as_json {
        let kinds: Vec<Value> = (times.iter())
            .map(|(kind, times)| {
                let (p50, p95) = percentiles(times.clone());
                json!({"kind": kind.name(), "requests": times.len(), "p50_ms": p50, "p95_ms": p95})
            })
            .collect();
        let told = json!({"people": people, "in_flight": in_flight, "requests": all.len(),
            "requests_per_second": per_second.round(), "p50_ms": p50, "p95_ms": p95, "kinds": kinds,
            "verify_findings": findings});
        line(told.to_string());
        return;
    }
    line(format!(
        "{} requests of the mix, {people} people, {in_flight} in flight: {per_second:.0}/s, p50 {p50:.1} ms, p95 {p95:.1} ms",
        all.len()
    ));
    for (kind, times) in times {
        let (p50, p95) = percentiles(times.clone());
        line(format!("  {:<18} {:>7}  p50 {p50:.1} ms, p95 {p95:.1} ms", kind.name(), times.len()));
    }
    line(format!("verify afterwards: {findings} findings"));
}

/// One client: an officer and many citizens, one request after another.
async fn client(load: Arc<Load>, address: std::net::SocketAddr, number: usize) -> Result<Times, Failure> {
    let mut client = Client::connect(address).await?;
    let mut times = Times::new();
    let mut desk = Desk { officer: load.stage.officer(number).to_owned(), holds: None };
    while now() < load.until {
        let turn = load.turn.fetch_add(1, Ordering::Relaxed);
        let kind = Kind::of(turn);
        let at = now();
        request(&mut client, &load, kind, turn, &mut desk).await?;
        times.entry(kind).or_default().push(ms(at));
    }
    Ok(times)
}

/// An officer at work.
struct Desk {
    officer: String,
    /// The case that was taken.
    holds: Option<Value>,
}

/// One request; an answer that is not the one it must get ends the run.
async fn request(
    client: &mut Client,
    load: &Load,
    kind: Kind,
    turn: usize,
    desk: &mut Desk,
) -> Result<(), Failure> {
    let stage = &load.stage;
    let (citizen, key) = stage.citizen(turn).ok_or_else(|| failure("there are no citizens"))?;
    let (method, path, token, body) = match kind {
        Kind::Read => {
            let body = stage.search(key);
            ("POST", stage.search_path.clone(), stage.searcher.as_str(), Some(body))
        }
        Kind::List => ("GET", format!("/{}/work", stage.lang), desk.officer.as_str(), None),
        Kind::Form => ("GET", format!("/api/v1/services/{}/form", stage.queued.service), citizen, None),
        Kind::Start => {
            let body = json!({"answers": stage.queued.answers});
            ("POST", format!("/api/v1/services/{}/cases", stage.queued.service), citizen, Some(body))
        }
        Kind::Grant => {
            let next = load.granted.fetch_add(1, Ordering::Relaxed);
            let token =
                stage.grantee(next).ok_or_else(|| failure("more citizens are needed for this long"))?;
            let body = json!({"answers": stage.granted.1});
            ("POST", format!("/api/v1/services/{}/cases", stage.granted.0), token, Some(body))
        }
        Kind::Complete => match &desk.holds {
            None => ("POST", "/api/v1/work/next".to_owned(), desk.officer.as_str(), None),
            Some(case) => {
                let number = case.get("case").and_then(Value::as_str).unwrap_or_default();
                let Queued { action, .. } = &stage.queued;
                let path = format!("/api/v1/cases/{number}/acts/{action}");
                ("POST", path, desk.officer.as_str(), Some(stage.decision(case)))
            }
        },
        Kind::Page => ("GET", stage.page(turn).to_owned(), "", None),
    };
    let post = body.map(|body| Bytes::from(body.to_string()));
    let key = format!("mix-{turn}");
    let (status, reply) = client.send(method, &path, token, post.map(|body| (key.as_str(), body))).await?;
    let wanted: &[u16] = match kind {
        Kind::Start | Kind::Grant => &[201],
        Kind::Complete => &[200, 204],
        _ => &[200],
    };
    if !wanted.contains(&status) {
        let said = String::from_utf8_lossy(&reply);
        return Err(failure(format!("{} answered {status}: {said}", kind.name())));
    }
    if kind == Kind::Complete {
        let taken = desk.holds.is_none() && status == 200;
        desk.holds = if taken { serde_json::from_slice(&reply).ok() } else { None };
    }
    Ok(())
}
