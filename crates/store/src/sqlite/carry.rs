//! Carrying the write-ahead log over into the database file beside the writer: within a commit it would hold up everyone
//! who waits for that commit, a tenth of a second each time.
//!
//! A thread with a connection of its own copies what is there; the little that was written meanwhile the writer copies
//! itself before its next transaction, and begins the log anew.

use super::db::fault;
use crate::backend::StoreError;
use rusqlite::Connection;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Pages of the write-ahead log after which they are carried over (64 MiB).
const PAGES_MAX: i32 = 8_192;
/// How long the writer waits for readers that still need the log before it goes on writing behind it.
const PATIENCE: Duration = Duration::from_millis(10);

/// The thread that carries.
#[derive(Debug)]
pub(super) struct Carrier {
    carried: Arc<AtomicBool>,
    /// Dropped first: the thread ends when nobody can call it.
    call: Option<SyncSender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Carrier {
    /// Starts the thread and has the writer call it. `own` is its connection.
    pub(super) fn start(
        own: Connection,
        writer: &mut Connection,
        halted: Arc<OnceLock<String>>,
    ) -> Result<Self, StoreError> {
        let (call, calls) = sync_channel(1);
        let carried = Arc::new(AtomicBool::new(false));
        let done = Arc::clone(&carried);
        let thread = std::thread::Builder::new()
            .name("carrier".to_owned())
            .spawn(move || carry(&own, &calls, &done, &halted))
            .map_err(super::io)?;
        let hook = call.clone();
        let hook = move |_: &mut rusqlite::hooks::Wal, pages: i32| {
            if pages >= PAGES_MAX {
                // Full: it was called already.
                let _called = hook.try_send(());
            }
            Ok(())
        };
        writer.wal_hook(Some(hook)).map_err(fault)?;
        Ok(Self { carried, call: Some(call), thread: Some(thread) })
    }

    /// True once after the thread has copied the most.
    pub(super) fn has_carried(&self) -> bool {
        self.carried.swap(false, Ordering::AcqRel)
    }

    /// Copies the rest, before a transaction of the writer.
    pub(super) fn finish(writer: &Connection, patience_otherwise: Duration) -> Result<(), StoreError> {
        writer.busy_timeout(PATIENCE).map_err(fault)?;
        // Busy is an answer, not an error: then the log goes on growing until the next time.
        let restarted = writer.query_row("pragma wal_checkpoint(restart)", [], |_row| Ok(()));
        writer.busy_timeout(patience_otherwise).map_err(fault)?;
        restarted.map_err(fault)
    }

    /// Ends the thread; the writer must not be used afterwards.
    pub(super) fn stop(&mut self, writer: &mut Connection) {
        // The hook holds the other end.
        let _removed = writer.wal_hook(None::<fn(&mut rusqlite::hooks::Wal, i32) -> rusqlite::Result<()>>);
        self.call = None;
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

fn carry(own: &Connection, calls: &Receiver<()>, carried: &AtomicBool, halted: &OnceLock<String>) {
    while calls.recv().is_ok() {
        match own.query_row("pragma wal_checkpoint(passive)", [], |_row| Ok(())).map_err(fault) {
            Ok(()) => carried.store(true, Ordering::Release),
            Err(StoreError::Disk(why)) => {
                // The first reason stays.
                let _known = halted.set(why);
            }
            // A full disk is tried again at the next call, and said where it hurts: at a commit.
            Err(_) => {}
        }
    }
}
