//! The writer: one thread that groups acts into durable commits. While one commit waits for the disk the next
//! group fills, so the group grows with the load and no timer is needed. Looks, which wait for nothing but their own
//! leaf, go first; a group ends where its commit would make everyone wait too long.

mod seat;

use crate::chance::Chance;
use crate::leaf::Maker;
use crate::meter::Commits;
use base::limit;
use seat::{Reply, Seat};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use store::{Backend, Committed, Outcome, Prepared, StoreError};

/// Why an act was not written.
#[derive(Debug)]
pub enum WriteError {
    /// Too many acts are waiting; nothing of this one was done.
    Busy,
    /// What it saw has changed: decide it anew.
    Conflict,
    /// The store failed; nothing was done.
    Store(Arc<StoreError>),
    /// The program is stopping.
    Stopping,
}

struct Job {
    prepared: Prepared,
    reply: Reply,
}

/// The queue before the writer.
pub struct Writer {
    told: Arc<Told>,
    queue: Arc<Queue>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// What the thread tells of its work.
#[derive(Default)]
struct Told {
    groups: AtomicU64,
    commits: Commits,
    /// The last commit found the disk full.
    full: AtomicBool,
}

impl Writer {
    /// Starts the thread.
    pub fn start(backend: Arc<dyn Backend>, chance: Arc<Chance>) -> std::io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let told = Arc::new(Told::default());
        let (telling, waiting) = (Arc::clone(&told), Arc::clone(&queue));
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(&*backend, &chance, &waiting, &telling))?;
        Ok(Self { told, queue, thread: Some(thread) })
    }

    /// Durable commits so far.
    pub fn groups(&self) -> u64 {
        self.told.groups.load(Ordering::Relaxed)
    }

    /// Sizes and durations of commits.
    pub fn commits(&self) -> &Commits {
        &self.told.commits
    }

    /// True while there waits as much as the next group will take.
    pub fn full_group(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.queue.full)
    }

    /// Acts that wait.
    pub fn queued(&self) -> usize {
        let waiting = self.queue.waiting();
        waiting.looks.len() + waiting.changes.len()
    }

    /// True if the last commit found the disk full.
    pub fn is_full(&self) -> bool {
        self.told.full.load(Ordering::Relaxed)
    }

    /// A write has shown that there is room again.
    pub fn has_room(&self) {
        self.told.full.store(false, Ordering::Relaxed);
    }

    /// Writes an act durably; waits for its group.
    pub fn write(&self, prepared: Prepared) -> Result<Committed, WriteError> {
        let seat = Arc::new(Seat::taken());
        self.queue.put(Job { prepared, reply: Reply::to(&seat) })?;
        seat.wait()
    }
}

impl Drop for Writer {
    /// Lets what is queued be written, then ends the thread.
    fn drop(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// Groups without a look after which groups may be long: whoever looks next waits for one of them, once.
const QUIET_GROUPS: u32 = 50;

#[derive(Default)]
struct Queue {
    full: Arc<AtomicBool>,
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    looks: VecDeque<Job>,
    changes: VecDeque<Job>,
    /// Rows of all that wait.
    rows: usize,
    /// Groups since the last look.
    quiet: u32,
    pace: Pace,
    closed: bool,
}

impl Queue {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, job: Job) -> Result<(), WriteError> {
        let mut waiting = self.waiting();
        if waiting.closed {
            return Err(WriteError::Stopping);
        }
        if waiting.looks.len() + waiting.changes.len() >= limit::QUEUE_ACTS_MAX {
            return Err(WriteError::Busy);
        }
        let line = if job.prepared.only_reads() { &mut waiting.looks } else { &mut waiting.changes };
        let rows = job.prepared.rows();
        line.push_back(job);
        waiting.rows += rows;
        self.full.store(waiting.rows >= waiting.most(), Ordering::Relaxed);
        // The writer asks for more by itself while there is any.
        let first = waiting.looks.len() + waiting.changes.len() == 1;
        drop(waiting);
        if first {
            self.arrived.notify_one();
        }
        Ok(())
    }

    fn close(&self) {
        self.waiting().closed = true;
        self.arrived.notify_one();
    }

    /// Learns from a commit how long the next may be.
    fn learn(&self, rows: usize, took: Duration) {
        self.waiting().pace.learn(rows, took);
    }

    /// The next group; `None` once the queue is closed and empty.
    fn group(&self) -> Option<Vec<Job>> {
        let mut waiting = self.waiting();
        while waiting.looks.is_empty() && waiting.changes.is_empty() {
            if waiting.closed {
                return None;
            }
            waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        let group = waiting.group();
        self.full.store(waiting.rows >= waiting.most(), Ordering::Relaxed);
        Some(group)
    }
}

/// How fast this machine commits, as it was found lately.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    /// Nanoseconds for a row, with its share of what a commit costs by itself; 0 before the first.
    row_nanos: u64,
}

impl Pace {
    /// A commit of so many rows took so long. Eight commits make a mean, so that one slow sync changes little.
    fn learn(&mut self, rows: usize, took: Duration) {
        let Some(now) = u64::try_from(took.as_nanos())
            .ok()
            .and_then(|nanos| nanos.checked_div(u64::try_from(rows).ok()?))
        else {
            return;
        };
        self.row_nanos = if self.row_nanos == 0 { now } else { (self.row_nanos * 7 + now) / 8 };
    }

    /// As many rows as are committed within the time for which people may be made to wait.
    fn rows_beside_looks(self) -> usize {
        let rows = (limit::GROUP_MICROS_BESIDE_LOOKS * 1_000).checked_div(self.row_nanos).unwrap_or(0);
        usize::try_from(rows).unwrap_or(usize::MAX).clamp(limit::GROUP_ROWS_MIN, limit::GROUP_ROWS_MAX)
    }
}

impl Waiting {
    /// Looks first, but never so many that nothing else is ever written.
    fn group(&mut self) -> Vec<Job> {
        self.quiet = if self.looks.is_empty() { self.quiet.saturating_add(1) } else { 0 };
        let most = self.most();
        let mut group = Vec::new();
        let mut rows = 0;
        for (line, most) in [(&mut self.looks, most / 2), (&mut self.changes, most)] {
            while rows < most {
                let Some(job) = line.pop_front() else { break };
                rows += job.prepared.rows();
                group.push(job);
            }
        }
        self.rows = self.rows.saturating_sub(rows);
        group
    }

    /// About how many rows the next group takes.
    fn most(&self) -> usize {
        if self.quiet > QUIET_GROUPS { limit::GROUP_ROWS_MAX } else { self.pace.rows_beside_looks() }
    }
}

fn run(backend: &dyn Backend, chance: &Chance, queue: &Queue, told: &Told) {
    while let Some(group) = queue.group() {
        let (prepared, replies): (Vec<_>, Vec<_>) =
            group.into_iter().map(|job| (job.prepared, job.reply)).unzip();
        told.groups.fetch_add(1, Ordering::Relaxed);
        told.commits.acts.count(u64::try_from(prepared.len()).unwrap_or(u64::MAX));
        let rows = prepared.iter().map(Prepared::rows).sum();
        let began = Instant::now();
        let done = backend.commit(prepared, &Maker(chance));
        let took = began.elapsed();
        queue.learn(rows, took);
        told.commits.micros.count(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
        told.full.store(matches!(done, Err(StoreError::Full)), Ordering::Relaxed);
        match done {
            Ok(outcomes) => {
                let answers = outcomes.into_iter().map(|outcome| match outcome {
                    Outcome::Committed(committed) => Ok(committed),
                    Outcome::Conflict => Err(WriteError::Conflict),
                    Outcome::Refused(error) => Err(WriteError::Store(Arc::new(error))),
                });
                seat::answer_all(replies, answers);
            }
            Err(error) => {
                told.commits.failed.fetch_add(1, Ordering::Relaxed);
                let error = Arc::new(error);
                seat::answer_all(
                    replies,
                    std::iter::repeat_with(|| Err(WriteError::Store(Arc::clone(&error)))),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_beside_looks_are_as_long_as_the_disk_is_fast() {
        let rows = |per_row: u64| {
            let mut pace = Pace::default();
            (0..64).for_each(|_| pace.learn(100, Duration::from_nanos(per_row * 100)));
            pace.rows_beside_looks()
        };
        assert_eq!(Pace::default().rows_beside_looks(), limit::GROUP_ROWS_MIN, "nothing is known yet");
        assert_eq!(rows(80_000), 75, "6 ms at 80 microseconds a row");
        assert_eq!(rows(1_000), limit::GROUP_ROWS_MAX);
        assert_eq!(rows(10_000_000), limit::GROUP_ROWS_MIN);
        let mut pace = Pace::default();
        pace.learn(0, Duration::from_secs(1));
        pace.learn(100, Duration::from_millis(4));
        assert_eq!(pace.rows_beside_looks(), 150);
        pace.learn(100, Duration::from_millis(40));
        assert_eq!(pace.rows_beside_looks(), 70, "ten times as slow, once");
    }
}
