//! Durable acts of the ordinary kind, beside a bare loop over the same database.

use super::{IN_FLIGHT, demonstration, now, rate};
use crate::console::{Failure, app_failure, failure, line};
use crate::database::Database;
use crate::serve::Opened;
use crate::verify;
use app::bench::BenchActs;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use store::Address;

/// Durable acts through the door, beside a bare loop that writes the same bytes.
pub(crate) fn acts(acts: usize, database: &Database, as_json: bool) -> Result<ExitCode, Failure> {
    let (dir, address, opened) = demonstration(database)?;
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
