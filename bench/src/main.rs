//! Measures the rule language beside another engine in the same run: an eligibility rule, a decision table of ten rows,
//! and texts made to cost much. `cargo run --release --manifest-path bench/Cargo.toml`.
//!
//! The other engine has no decision tables without the rest of its programs: its cells are evaluated one by one as
//! `input in test`, rule after rule, which is what its own tables do.

mod allocations;
mod hostile;
mod rules;

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rounds that are measured; the shortest counts, since other programs only make one longer.
const ROUNDS: usize = 30;
/// How long a round lasts at least.
const ROUND: Duration = Duration::from_millis(20);

/// The time and the allocations of one run.
pub(crate) struct Measured {
    /// Nanoseconds, in the shortest round.
    pub(crate) nanos: f64,
    /// Allocations.
    pub(crate) allocations: u64,
}

/// Measures something that is run many times.
pub(crate) fn measured<T>(mut run: impl FnMut() -> T) -> Measured {
    black_box(run());
    let before = allocations::count();
    black_box(run());
    let allocations = allocations::count() - before;
    let mut runs = 1_u32;
    loop {
        let start = Instant::now();
        (0..runs).for_each(|_| drop(black_box(run())));
        if start.elapsed() >= ROUND {
            break;
        }
        runs *= 2;
    }
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        (0..runs).for_each(|_| drop(black_box(run())));
        best = best.min(start.elapsed().as_secs_f64() * 1e9 / f64::from(runs));
    }
    Measured { nanos: best, allocations }
}

fn main() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load {}", load.trim());
    rules::run();
    hostile::run();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load {}", load.trim());
}
