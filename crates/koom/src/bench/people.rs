//! Reads of a large register of people: in the store, through the door, and by names as officials mistype them.

use super::client::{Client, Served};
use super::stage::{Answers, purpose_of};
use super::{ms, now, percentiles};
use crate::console::{Failure, app_failure, failure, line};
use crate::database::Database;
use crate::serve::{Opened, open_app};
use app::bench::{BenchPeople, Sampled};
use app::demo::token_of;
use base::{FieldId, Subject};
use hyper::body::Bytes;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

/// Seed of the personas that are added.
const SEED: u64 = 2017;
/// Hits that a search is asked for, as at a counter.
const HITS: usize = 11;

/// Measures reads in a data directory, whose log gets a leaf for each.
pub(crate) fn people(
    data: &Path,
    reads: usize,
    database: &Database,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let began = now();
    let opened = open_app(data, database, None, true)?;
    let start = ms(began);
    let served = Served::start(&opened.app)?;
    let people = BenchPeople::of(&opened.app).map_err(app_failure)?;
    let (sample, count) = people.sample(reads).map_err(app_failure)?;
    let point = in_store(&people, &sample, |one| &one.key, 1)?;
    let names = in_store(&people, &sample, |one| &one.names, HITS)?;
    let (token, purpose) = searcher(&opened, &sample)?;
    let path = format!("/api/v1/registers/{}/search", people.register());
    let ask = |conditions: &[&[(FieldId, String)]]| {
        let conditions: Answers = (conditions.iter().copied().flatten())
            .map(|(field, value)| (field.as_str().to_owned(), value.as_str().into()))
            .collect();
        Bytes::from(json!({"purpose": purpose, "where": conditions}).to_string())
    };
    let logged = sample.iter().map(|one| ask(&[&one.key])).collect();
    let logged = over_http(&served, &path, &token, logged)?;
    let named = sample.iter().map(|one| ask(&[&one.names, &one.born])).collect();
    let named = over_http(&served, &path, &token, named)?;
    let (resident, peak) = memory();
    served.stop();
    opened.publisher.publish(&opened.app).map_err(app_failure)?;
    let figures = [
        ("point read in the store", point),
        ("search by names in the store", names),
        ("logged personal read over HTTP", logged),
        ("logged search by names and birth over HTTP", named),
    ];
    if as_json {
        let mut told = json!({"people": count, "reads": sample.len(), "start_ms": start.round(),
            "resident_mib": resident, "peak_mib": peak});
        let figures =
            figures.map(|(name, (p50, p95))| (name.to_owned(), json!({"p50_ms": p50, "p95_ms": p95})));
        if let Some(told) = told.as_object_mut() {
            told.extend(figures);
        }
        line(told.to_string());
    } else {
        line(format!("{count} people, opened in {start:.0} ms; {resident} MiB resident, {peak} MiB at most"));
        for (name, (p50, p95)) in figures {
            line(format!("{name}: p50 {p50:.2} ms, p95 {p95:.2} ms, of {}", sample.len()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Milliseconds of searches in the store, each in a snapshot of its own and finding at least one.
fn in_store<'s>(
    people: &BenchPeople<'_>,
    sample: &'s [Sampled],
    conditions: impl Fn(&'s Sampled) -> &'s [(FieldId, String)],
    limit: usize,
) -> Result<(f64, f64), Failure> {
    let mut times = Vec::with_capacity(sample.len());
    for one in sample {
        let at = now();
        let found = people.find(conditions(one), limit).map_err(app_failure)?;
        times.push(ms(at));
        if found == 0 {
            return Err(failure("a sampled person was not found"));
        }
    }
    Ok(percentiles(times))
}

/// Someone who may find people, and for which purpose; the personas are added if they are not there yet.
fn searcher(opened: &Opened, sample: &[Sampled]) -> Result<(String, String), Failure> {
    let app = &*opened.app;
    let cast = app.cast(SEED).map_err(app_failure)?;
    let there = cast.iter().filter(|one| one.sign_in).any(|one| app.who(&token_of(SEED, &one.id)).is_ok());
    if !there {
        app.seed(0, SEED, &|_done| {}).map_err(app_failure)?;
        app.give_tokens(&cast, SEED).map_err(app_failure)?;
    }
    let known = sample.first().and_then(|one| one.key.first()).map_or("", |(_, key)| key.as_str());
    cast.iter()
        .filter(|one| one.sign_in)
        .map(|one| token_of(SEED, &one.id))
        .find_map(|token| {
            let purpose = purpose_of(app, &token, &Subject::new(known))?;
            Some((token, purpose))
        })
        .ok_or_else(|| failure("nobody of the demonstration may search the register of people"))
}

/// One request after another; each must find someone or say that there are too many.
fn over_http(served: &Served, path: &str, token: &str, bodies: Vec<Bytes>) -> Result<(f64, f64), Failure> {
    let address = served.address;
    let times = served.asking.block_on(async move {
        let mut client = Client::connect(address).await?;
        let mut times = Vec::with_capacity(bodies.len());
        for body in bodies {
            let at = now();
            let (status, reply) = client.send("POST", path, token, Some(("", body))).await?;
            times.push(ms(at));
            let found = serde_json::from_slice::<Value>(&reply).is_ok_and(|found| {
                found.get("hits").and_then(Value::as_array).is_some_and(|hits| !hits.is_empty())
            });
            if status != 200 || !found {
                return Err(failure(format!(
                    "a search answered {status}: {}",
                    String::from_utf8_lossy(&reply)
                )));
            }
        }
        Ok::<_, Failure>(times)
    })?;
    Ok(percentiles(times))
}

/// Resident memory of this process now and at most, in MiB; 0 where the machine does not say.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok().map(|kib| kib / 1_024)
    };
    (of("VmRSS:").unwrap_or(0), of("VmHWM:").unwrap_or(0))
}
