//! How many requests one client may make: a token bucket for each bearer token, cookie or address.

use base::Instant;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Clients remembered at once; beyond it the table is begun anew.
const CLIENTS_MAX: usize = 20_000;
/// Requests a client may make at once beyond its rate, as a multiple of it.
const BURST: i64 = 3;
const MICROS: i64 = 1_000_000;

/// Buckets by client.
pub(crate) struct Rates {
    per_second: i64,
    buckets: Mutex<HashMap<u64, (i64, Instant)>>,
}

impl Rates {
    /// So many requests a second for each client.
    pub(crate) fn new(per_second: u32) -> Self {
        Self { per_second: i64::from(per_second.max(1)), buckets: Mutex::default() }
    }

    /// Takes one request from a client's bucket (in millionths of a request). False if it is empty.
    pub(crate) fn take(&self, client: u64, now: Instant) -> bool {
        let full = self.per_second * BURST * MICROS;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= CLIENTS_MAX {
            buckets.clear();
        }
        let (left, last) = buckets.entry(client).or_insert((full, now));
        let passed = now.0.saturating_sub(last.0).max(0);
        *left = left.saturating_add(passed.saturating_mul(self.per_second)).min(full);
        *last = now;
        if *left < MICROS {
            return false;
        }
        *left -= MICROS;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills() {
        let rates = Rates::new(2);
        let now = Instant(0);
        let taken = (0..20).filter(|_| rates.take(1, now)).count();
        assert_eq!(taken, 6);
        assert!(rates.take(2, now), "another client has a bucket of its own");
        assert!(rates.take(1, Instant(500_000)));
        assert!(!rates.take(1, Instant(500_000)));
    }
}
