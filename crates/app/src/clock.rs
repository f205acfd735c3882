//! What time it is: the machine's clock, moved forward by a demonstration's acts, never backwards.

use base::{Clock, Instant};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The machine's clock.
pub struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Instant {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands where it is put; for tests.
#[derive(Default)]
pub struct StillClock(AtomicI64);

impl StillClock {
    /// Stands at this time.
    pub fn at(now: Instant) -> Self {
        Self(AtomicI64::new(now.0))
    }

    /// Puts it.
    pub fn set(&self, now: Instant) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

/// The installation's clock: a clock below, an offset, and the last time given out: time never goes backwards
/// within one process, whatever the machine's clock does.
pub struct AppClock {
    below: Arc<dyn Clock>,
    offset: AtomicI64,
    last: AtomicI64,
}

impl AppClock {
    /// Over another clock.
    pub fn over(below: Arc<dyn Clock>) -> Self {
        Self { below, offset: AtomicI64::new(0), last: AtomicI64::new(i64::MIN) }
    }

    /// Time is not before this (the last time recorded in the store).
    pub fn not_before(&self, time: Instant) {
        self.last.fetch_max(time.0, Ordering::SeqCst);
    }

    /// Runs ahead of the clock below by so many microseconds: how a demonstration goes on where it stood.
    pub fn ahead_by(&self, micros: i64) {
        self.offset.store(micros, Ordering::SeqCst);
    }

    /// By how many microseconds it would run ahead if it were now this time.
    pub fn offset_to(&self, time: Instant) -> i64 {
        time.0.saturating_sub(self.below.now().0)
    }

    /// Moves so that it is now this time; only a logged act calls it.
    pub(crate) fn move_to(&self, time: Instant) {
        self.offset.store(time.0.saturating_sub(self.below.now().0), Ordering::SeqCst);
        self.not_before(time);
    }
}

impl Clock for AppClock {
    fn now(&self) -> Instant {
        let now = self.below.now().0.saturating_add(self.offset.load(Ordering::SeqCst));
        Instant(self.last.fetch_max(now, Ordering::SeqCst).max(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_goes_backwards() {
        let machine = Arc::new(StillClock::at(Instant(1_000)));
        let clock = AppClock::over(machine.clone());
        assert_eq!(clock.now(), Instant(1_000));
        machine.set(Instant(400));
        assert_eq!(clock.now(), Instant(1_000));
        clock.move_to(Instant(5_000));
        machine.set(Instant(401));
        assert_eq!(clock.now(), Instant(5_001));
    }
}
