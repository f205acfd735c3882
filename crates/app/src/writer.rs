//! The writer: one thread that groups acts into durable commits. While one commit waits for the disk the next
//! group fills, so the group grows with the load and no timer is needed.

use crate::chance::Chance;
use crate::leaf::Maker;
use base::limit;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
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
    reply: SyncSender<Result<Committed, WriteError>>,
}

/// The queue before the writer.
pub struct Writer {
    groups: Arc<AtomicU64>,
    queue: SyncSender<Job>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(backend: Arc<dyn Backend>, chance: Arc<Chance>) -> std::io::Result<Self> {
        let (queue, jobs) = sync_channel(limit::QUEUE_ACTS_MAX);
        let groups = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&groups);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(&*backend, &chance, &jobs, &counted))?;
        Ok(Self { groups, queue, thread: Some(thread) })
    }

    /// Durable commits so far.
    pub fn groups(&self) -> u64 {
        self.groups.load(Ordering::Relaxed)
    }

    /// Writes an act durably; waits for its group.
    pub fn write(&self, prepared: Prepared) -> Result<Committed, WriteError> {
        let (reply, answer) = sync_channel(1);
        self.queue.try_send(Job { prepared, reply }).map_err(|error| match error {
            TrySendError::Full(_) => WriteError::Busy,
            TrySendError::Disconnected(_) => WriteError::Stopping,
        })?;
        answer.recv().unwrap_or(Err(WriteError::Stopping))
    }
}

impl Drop for Writer {
    /// Lets what is queued be written, then ends the thread.
    fn drop(&mut self) {
        let (closed, _) = sync_channel(0);
        self.queue = closed;
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

fn run(backend: &dyn Backend, chance: &Chance, jobs: &Receiver<Job>, groups: &AtomicU64) {
    while let Ok(first) = jobs.recv() {
        let mut prepared = vec![first.prepared];
        let mut replies = vec![first.reply];
        while prepared.len() < limit::GROUP_ACTS_MAX {
            let Ok(job) = jobs.try_recv() else { break };
            prepared.push(job.prepared);
            replies.push(job.reply);
        }
        groups.fetch_add(1, Ordering::Relaxed);
        match backend.commit(prepared, &Maker(chance)) {
            Ok(outcomes) => {
                for (reply, outcome) in replies.into_iter().zip(outcomes) {
                    let _gone = reply.send(match outcome {
                        Outcome::Committed(committed) => Ok(committed),
                        Outcome::Conflict => Err(WriteError::Conflict),
                        Outcome::Refused(error) => Err(WriteError::Store(Arc::new(error))),
                    });
                }
            }
            Err(error) => {
                let error = Arc::new(error);
                for reply in replies {
                    let _gone = reply.send(Err(WriteError::Store(Arc::clone(&error))));
                }
            }
        }
    }
}
