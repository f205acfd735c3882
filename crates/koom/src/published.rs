//! What this installation has published, remembered beside its database: `published.json` holds the last signed checkpoint
//! of each log, written durably before anyone can see it. It is never read for anything but one question: does the database
//! still continue what was published? An older `koom.db` put in its place does not, and a server over it would sign a second
//! history of one log.

use crate::console::{Failure, app_failure, failure};
use crate::installation::sync_folder;
use app::publish::{Remember, continues, origin};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use store::{Log, Store};
use tlog::{Checkpoint, SignedNote};

/// The file.
pub(crate) const FILE: &str = "published.json";

/// A checkpoint as it was published.
#[derive(Clone)]
pub(crate) struct Published {
    pub(crate) point: Checkpoint,
    pub(crate) note: String,
}

impl Published {
    /// Of a signed note.
    pub(crate) fn of(note: &str) -> Result<Self, Failure> {
        let parsed = SignedNote::parse(note.as_bytes())?;
        Ok(Self { point: Checkpoint::parse(parsed.text())?, note: note.to_owned() })
    }
}

/// The last checkpoint of each log that a directory remembers; none if it never published.
pub(crate) fn read(dir: &Path) -> Result<BTreeMap<Log, Published>, Failure> {
    let path = dir.join(FILE);
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    of_text(&std::fs::read_to_string(&path)?).map_err(|error| {
        failure(format!(
            "{} can't be read: {error}; it says what this installation has published: bring it back from a copy, do not delete it",
            path.display()
        ))
    })
}

/// Of the text of such a file.
pub(crate) fn of_text(text: &str) -> Result<BTreeMap<Log, Published>, Failure> {
    let notes: BTreeMap<String, String> = serde_json::from_str(text)?;
    let mut all = BTreeMap::new();
    for (name, note) in notes {
        let log = Log::ALL.into_iter().find(|log| log.name() == name);
        let log = log.ok_or_else(|| failure(format!("there is no log {name:?}")))?;
        all.insert(log, Published::of(&note)?);
    }
    Ok(all)
}

/// Replaces the file, durably and at once.
pub(crate) fn write(dir: &Path, all: &BTreeMap<Log, Published>) -> Result<(), Failure> {
    let notes: BTreeMap<&str, &str> =
        all.iter().map(|(log, published)| (log.name(), published.note.as_str())).collect();
    let half = dir.join(format!("{FILE}.new"));
    let mut file = std::fs::File::create(&half)?;
    file.write_all(serde_json::to_string_pretty(&notes)?.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&half, dir.join(FILE))?;
    sync_folder(dir)
}

/// Refuses a store that does not continue what was published from a directory.
pub(crate) fn guard(
    dir: &Path,
    store: &Store,
    config: &app::Config,
) -> Result<BTreeMap<Log, Published>, Failure> {
    let all = read(dir)?;
    for (log, published) in &all {
        let (point, name) = (&published.point, log.name());
        if point.origin() != origin(config, *log) {
            return Err(failure(format!(
                "{} remembers a checkpoint of {}, and koom.toml names {}: one of the two belongs to another installation",
                dir.join(FILE).display(),
                point.origin(),
                origin(config, *log)
            )));
        }
        if !continues(store, *log, point.size(), point.root()).map_err(app_failure)? {
            let has = store.snapshot()?.head(*log)?.size;
            return Err(failure(format!(
                "a checkpoint over {} leaves of /{name} was published from {}, and the database, with {has}, does not continue it: an older or other \
                 database was put in place. Going on would make a second history of one log, which nothing can mend. Put the newer database back, or restore \
                 a backup as a new log: `koom restore --new-origin …`; nothing was changed",
                point.size(),
                dir.display()
            )));
        }
    }
    Ok(all)
}

/// Remembers, for the publisher. Several programs over one database each remember what they published themselves.
pub(crate) fn remember(dir: &Path, known: BTreeMap<Log, Published>) -> Remember {
    let (dir, known) = (dir.to_owned(), Mutex::new(known));
    Box::new(move |log, point, note| {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.get(&log).map(|before| (before.point.size(), before.point.root()));
        if before == Some((point.size(), point.root())) {
            return Ok(());
        }
        if before
            .is_some_and(|(size, root)| size > point.size() || (size == point.size() && root != point.root()))
        {
            return Err(format!("/{} is behind the checkpoint that was published last", log.name()));
        }
        let mut next = known.clone();
        next.insert(log, Published { point: point.clone(), note: note.to_owned() });
        write(&dir, &next)
            .map_err(|error| format!("{} can't be written: {error}", dir.join(FILE).display()))?;
        *known = next;
        Ok(())
    })
}
