//! What the program counts about itself while it runs: how many acts, how long commits take, who waits. Numbers only, and
//! names that this program gives; nothing here knows who acted or about whom.

use crate::door::App;
use crate::error::{AppError, Fault};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use store::{Log, StoreError};

/// Upper bounds of durations, in microseconds.
pub const DURATIONS: &[u64] = &[
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
    10_000_000,
];
/// Upper bounds of acts in one commit.
const GROUPS: &[u64] = &[1, 2, 4, 8, 16, 32, 64, 128, 256];

/// How often values fell below each of some bounds.
#[derive(Debug)]
pub struct Histogram {
    bounds: &'static [u64],
    /// One more than there are bounds: the last counts what is above all of them.
    counts: Vec<AtomicU64>,
    sum: AtomicU64,
}

impl Histogram {
    /// Over bounds in rising order.
    pub fn over(bounds: &'static [u64]) -> Self {
        Self {
            bounds,
            counts: (0..=bounds.len()).map(|_| AtomicU64::new(0)).collect(),
            sum: AtomicU64::new(0),
        }
    }

    /// Counts a value.
    pub fn count(&self, value: u64) {
        let place = self.bounds.partition_point(|bound| *bound < value);
        if let Some(count) = self.counts.get(place) {
            count.fetch_add(1, Ordering::Relaxed);
            self.sum.fetch_add(value, Ordering::Relaxed);
        }
    }

    /// For each bound, how many values were not above it; the last is `None`, for all of them.
    pub fn cumulative(&self) -> Vec<(Option<u64>, u64)> {
        let mut all = 0;
        let bounds = self.bounds.iter().copied().map(Some).chain([None]);
        bounds
            .zip(&self.counts)
            .map(|(bound, count)| {
                all += count.load(Ordering::Relaxed);
                (bound, all)
            })
            .collect()
    }

    /// All values together.
    pub fn sum(&self) -> u64 {
        self.sum.load(Ordering::Relaxed)
    }
}

/// Counts by names of the program.
#[derive(Debug, Default)]
pub struct Tally(Mutex<BTreeMap<&'static str, u64>>);

impl Tally {
    /// One more of this name.
    pub fn count(&self, name: &'static str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default() += 1;
    }

    /// Every name that was counted, and how often.
    pub fn all(&self) -> BTreeMap<&'static str, u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What is counted at the door.
#[derive(Debug, Default)]
pub struct Meters {
    /// Durable acts by the kind of their leaf; `read` for those that only read.
    pub acts: Tally,
    /// Acts that were refused, by the refusal's code.
    pub refused: Tally,
    /// Times an act was decided again because its facts had changed.
    pub conflicts: AtomicU64,
    /// Acts that ended in a fault.
    pub faults: AtomicU64,
}

impl Meters {
    /// An act that came to its end.
    pub(crate) fn ended<T>(&self, kind: Option<&'static str>, end: &Result<T, AppError>) {
        match end {
            Ok(_) => {
                if let Some(kind) = kind {
                    self.acts.count(kind);
                }
            }
            Err(AppError::Refused(refusals)) => {
                self.refused.count(refusals.first().map_or("unknown", domain::Refusal::code));
            }
            Err(AppError::Fault(_)) => {
                self.faults.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

/// What the writer counts.
#[derive(Debug)]
pub struct Commits {
    /// Acts in each commit.
    pub acts: Histogram,
    /// Microseconds of each commit.
    pub micros: Histogram,
    /// Commits that failed as a whole.
    pub failed: AtomicU64,
}

impl Default for Commits {
    fn default() -> Self {
        Self { acts: Histogram::over(GROUPS), micros: Histogram::over(DURATIONS), failed: AtomicU64::new(0) }
    }
}

/// How things stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Leaves in `/log` and `/reads`.
    pub leaves: [u64; 2],
    /// Leaves under the checkpoints of both.
    pub signed: [u64; 2],
    /// Bytes of the database.
    pub database_bytes: u64,
    /// Connections to the database for reading: in use, idle.
    pub connections: [usize; 2],
}

impl App {
    /// What was counted at the door.
    pub fn meters(&self) -> &Meters {
        &self.meters
    }

    /// What the writer counted.
    pub fn commits(&self) -> &Commits {
        self.writer.commits()
    }

    /// Acts waiting for the writer.
    pub fn queued(&self) -> usize {
        self.writer.queued()
    }

    /// Acts waiting at the gate to be decided: looks, changes.
    pub fn waiting(&self) -> [usize; 2] {
        self.gate.waiting()
    }

    /// How the database stands.
    pub fn standing(&self) -> Result<Standing, AppError> {
        let database_bytes = self.store.backend().bytes()?;
        let connections = self.store.backend().connections();
        let snapshot = self.store.snapshot()?;
        let (mut leaves, mut signed) = ([0; 2], [0; 2]);
        for ((log, leaves), signed) in Log::ALL.into_iter().zip(&mut leaves).zip(&mut signed) {
            let head = snapshot.head(log)?;
            *leaves = head.size;
            *signed = head.signed.map_or(0, |point| point.size);
        }
        Ok(Standing { leaves, signed, database_bytes, connections })
    }

    /// Leaves under a log's checkpoint.
    pub fn signed(&self, log: Log) -> Result<u64, AppError> {
        Ok(self.store.snapshot()?.head(log)?.signed.map_or(0, |point| point.size))
    }

    /// True if other programs may write to the same database.
    pub fn is_shared(&self) -> bool {
        self.store.shared()
    }

    /// Whether acts can be done: the database answers and, after a commit that found the disk full, takes a write again.
    pub fn can_act(&self) -> Result<(), AppError> {
        self.store.snapshot()?.head(Log::Acts)?;
        if self.writer.is_full() {
            self.store.backend().try_write()?;
            self.writer.has_room();
        }
        Ok(())
    }
}

/// Why nothing can be done, in a word; `None` where it is something else.
pub fn unready(error: &AppError) -> Option<&'static str> {
    match error {
        AppError::Refused(refusals) => match refusals.first()? {
            domain::Refusal::StoreAway => Some("database-away"),
            domain::Refusal::DiskFull => Some("disk-full"),
            domain::Refusal::Busy => Some("busy"),
            _ => None,
        },
        AppError::Fault(Fault::Stopping) => Some("stopping"),
        AppError::Fault(Fault::Store(error)) if matches!(**error, StoreError::Damaged(_)) => Some("damaged"),
        AppError::Fault(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_under_the_first_bound_that_holds_them() {
        let histogram = Histogram::over(&[1, 4, 16]);
        for value in [0, 1, 2, 4, 5, 17, 1_000] {
            histogram.count(value);
        }
        assert_eq!(histogram.cumulative(), [(Some(1), 2), (Some(4), 4), (Some(16), 5), (None, 7)]);
        assert_eq!(histogram.sum(), 1_029);
    }
}
