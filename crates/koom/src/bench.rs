//! `koom bench`: figures of this machine, each beside a peer or a check in the same run.

mod acts;
mod client;
mod http;
mod mix;
mod people;
mod stage;

pub(crate) use acts::acts;
pub(crate) use http::http;
pub(crate) use mix::mix;
pub(crate) use people::people;

use crate::console::{Failure, failure};
use crate::database::Database;
use crate::embedded;
use crate::serve::{Opened, open_app};
use std::path::Path;
use std::time::Instant;
use store::Address;

/// Requests or acts in flight, at most.
const IN_FLIGHT: usize = 256;

/// Where a benchmark writes: an empty place of its own.
fn empty(dir: &Path, database: &Database) -> Result<Address, Failure> {
    let address = database.given(dir)?;
    if matches!(address, Address::Postgres(_)) && address.holds_store()? {
        return Err(failure(format!(
            "{address} holds records; a benchmark needs an empty database of its own"
        )));
    }
    Ok(address)
}

/// An empty demonstration to measure: its directory, where it writes, and itself.
fn demonstration(database: &Database) -> Result<(tempfile::TempDir, Address, Opened), Failure> {
    let dir = tempfile::tempdir()?;
    let address = empty(dir.path(), database)?;
    let opened = open_app(dir.path(), database, Some(&embedded::files()), true)?;
    Ok((dir, address, opened))
}

fn now() -> Instant {
    Instant::now()
}

/// Milliseconds since then.
fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
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
