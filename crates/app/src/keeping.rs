//! What keeping an installation needs to know of its records: when the last act was, where a moment lies in the log, and
//! the one leaf with which a restored log says what it continues.

use crate::door::{App, Plan};
use crate::error::{AppError, Fault};
use crate::leaf::{Kind, LeafBuilder, openings};
use crate::session::{Who, own_reading};
use base::{Hash, Instant};
use jiff::tz::TimeZone;
use store::{Log, Receipt, Snapshot, Store, StoredLeaf};

/// Leaves read at once.
const BATCH: u64 = 1_024;

/// When a leaf's act was, if its body says so.
pub(crate) fn at(leaf: &StoredLeaf) -> Option<Instant> {
    Instant::parse(openings(&leaf.body)?.get("at")?.as_str()?, &TimeZone::UTC)
}

/// How many leaves at the end of each log may be in another order than their times: of acts, those that are decided at once;
/// of reads, a whole group of acts that looks went before. A leaf of a bulk act tells of many people and is long, so that no
/// more of `/log` are read than must be.
const OUT_OF_ORDER: [(Log, u64); 2] = [(Log::Acts, 16), (Log::Reads, BATCH)];

/// The latest time of the last leaves of both logs; `None` if there is none.
pub fn last_time(store: &Store) -> Result<Option<Instant>, AppError> {
    let snapshot = store.snapshot()?;
    let mut last = None;
    for (log, count) in OUT_OF_ORDER {
        let size = snapshot.head(log)?.size;
        let leaves = snapshot.leaves(log, size.saturating_sub(count), size)?;
        last = leaves.iter().filter_map(at).chain(last).max();
    }
    Ok(last)
}

/// How many acts there are until the first that was after a moment.
pub fn size_at(store: &Store, moment: Instant) -> Result<u64, AppError> {
    let snapshot = store.snapshot()?;
    let mut first_after = None;
    each_since(&*snapshot, 0, &mut |leaf| {
        let time =
            at(leaf).ok_or_else(|| Fault::Log(format!("the time of leaf {} can't be read", leaf.index)))?;
        if time > moment {
            first_after = Some(leaf.index);
        }
        Ok(first_after.is_none())
    })?;
    first_after.map_or_else(|| Ok(snapshot.head(Log::Acts)?.size), Ok)
}

/// Contents that acts from this one on kept: papers at their first download.
pub fn contents_since(store: &Store, size: u64) -> Result<Vec<Hash>, AppError> {
    let snapshot = store.snapshot()?;
    let mut contents = Vec::new();
    each_since(&*snapshot, size, &mut |leaf| {
        let pdf = openings(&leaf.body).and_then(|open| Hash::from_base64url(open.get("pdf")?.as_str()?));
        contents.extend(pdf);
        Ok(true)
    })?;
    Ok(contents)
}

/// Gives every leaf of `/log` from one on, until told to stop.
fn each_since(
    snapshot: &dyn Snapshot,
    from: u64,
    each: &mut dyn FnMut(&StoredLeaf) -> Result<bool, Fault>,
) -> Result<(), AppError> {
    let size = snapshot.head(Log::Acts)?.size;
    let mut at = from;
    while at < size {
        let end = size.min(at.saturating_add(BATCH));
        for leaf in snapshot.leaves(Log::Acts, at, end)? {
            if !each(&leaf)? {
                return Ok(());
            }
        }
        at = end;
    }
    Ok(())
}

/// The log whose place another takes: the last checkpoint that is known of it, and what is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// Its origin.
    pub origin: String,
    /// Leaves of `/log` and `/reads` that the new log begins with.
    pub kept: [u64; 2],
    /// Size and root of the last checkpoint of each that is known.
    pub last: [Option<(u64, tlog::Hash)>; 2],
}

impl App {
    /// Why nothing more is written until a restart, if so.
    pub fn halted(&self) -> Option<String> {
        self.store.backend().halted()
    }

    /// The act with which a restored log begins its own part: it says which log it continues, and how much of it.
    pub fn note_restore(&self, former: &Former) -> Result<Receipt, AppError> {
        let done = self.act(&Who::Engine, &own_reading(&self.moment()), |_attempt, moment| {
            let [kept, reads_kept] = former.kept;
            let [last, reads_last] = former.last;
            let mut leaf = LeafBuilder::new(Kind::LogRestore, moment.today)
                .public("origin", former.origin.as_str())
                .public("kept", kept)
                .public("reads_kept", reads_kept)
                .hidden("at", moment.now.to_string());
            if let Some((size, root)) = last {
                leaf = leaf.public("last", size).public("root", Hash(root.0).base64url());
            }
            if let Some((size, root)) = reads_last {
                leaf = leaf.public("reads_last", size).public("reads_root", Hash(root.0).base64url());
            }
            Ok(Plan { leaf: Some(leaf), ..Plan::only_read(()) })
        })?;
        done.receipt.ok_or_else(|| Fault::Missing("the receipt of a restore".to_owned()).into())
    }
}
