//! The folder inside a data directory in which a restore is made ready: nothing outside it changes until all is there and
//! checked. While it is there, no server starts. A restore that was interrupted before it was ready is begun again; one that
//! was interrupted while it was put in place is finished.

use crate::backup::PERSONAS;
use crate::console::{Failure, Progress, app_failure, failure};
use crate::database::{Database, cannot, open_read_only};
use crate::installation::{self, sync_folder, write_new};
use crate::manifest::{self, Manifest};
use crate::published::{self, Published};
use crate::serve::open_app;
use app::keeping::Former;
use base::Hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::{Address, Log, Store};

use super::Restored;

/// Its name in the data directory.
pub(crate) const FOLDER: &str = "restoring";
const STORE: &str = "koom.db";
/// The file that says that all is there and checked: from then on the restore is only finished.
const READY: &str = "ready.json";
/// What the folder is called once all is in place, until it is gone.
const DONE: &str = "restoring.done";

/// A restore that is ready to be put in place.
#[derive(Serialize, Deserialize)]
pub(super) struct Ready {
    /// What was asked for, in words.
    pub(super) asked: String,
    /// What it gives.
    pub(super) restored: Restored,
}

/// The folder.
pub(super) struct Stage {
    data: PathBuf,
    dir: PathBuf,
}

impl Stage {
    /// An empty one; what an interrupted restore left is taken away. The directory is held by the caller.
    pub(super) fn begin(data: &Path) -> Result<Self, Failure> {
        let dir = data.join(FOLDER);
        if dir.exists() {
            std::fs::remove_dir_all(&dir)?;
        }
        std::fs::create_dir(&dir)?;
        sync_folder(data)?;
        Ok(Self { data: data.to_owned(), dir })
    }

    /// The one that an interrupted restore left ready; the directory is held by the caller.
    pub(super) fn ready(data: &Path) -> Result<Option<(Self, Ready)>, Failure> {
        let dir = data.join(FOLDER);
        let text = match std::fs::read_to_string(dir.join(READY)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        // Half written: nothing was put in place yet.
        let Ok(ready) = serde_json::from_str(&text) else { return Ok(None) };
        Ok(Some((Self { data: data.to_owned(), dir }, ready)))
    }

    /// As a store.
    pub(super) fn address(&self) -> Address {
        Address::Directory(self.dir.clone())
    }

    /// Takes it away after a failure. What can't be taken away keeps a server from starting, and says so.
    pub(super) fn clear(&self) {
        let _left = std::fs::remove_dir_all(&self.dir);
    }

    /// Copies the backup into it, each file as it was written.
    pub(super) fn fill(&self, from: &Path, manifest: &Manifest) -> Result<(), Failure> {
        std::fs::create_dir(self.dir.join(installation::KEYS))?;
        let mut progress = Progress::new("files", manifest.files.len());
        for (done, kept) in manifest.files.iter().enumerate() {
            progress.at(done);
            let secret = match kept.name.as_str() {
                STORE | installation::FILE => false,
                PERSONAS => true,
                name if is_key(name) => true,
                name => return Err(failure(format!("{}: {name:?} belongs to no backup", manifest::FILE))),
            };
            manifest::copy(from, kept, &self.dir.join(&kept.name), secret)?;
        }
        progress.end();
        for name in [STORE, installation::FILE] {
            if !self.dir.join(name).exists() {
                return Err(failure(format!("{}: the backup has no {name}", manifest::FILE)));
            }
        }
        Ok(())
    }

    /// Leaves the keys that the directory has, or else takes those of the backup; true if there are any.
    pub(super) fn keep_keys(&self, data: &Path) -> Result<bool, Failure> {
        if data.join(installation::KEYS).exists() {
            std::fs::remove_dir_all(self.dir.join(installation::KEYS))?;
            return Ok(!installation::key_files(data)?.is_empty());
        }
        Ok(!installation::key_files(&self.dir)?.is_empty())
    }

    /// Makes a new log of it: cut, without the old one's signatures and keys, and with the leaf that says what it continues.
    pub(super) fn begin_new_log(
        &self,
        origin: &str,
        former: &Former,
        contents: &[Hash],
    ) -> Result<(), Failure> {
        named(origin, &former.origin)?;
        std::fs::remove_dir_all(self.dir.join(installation::KEYS))?;
        let [kept, _] = former.kept;
        store::cut::to(&self.dir, kept, contents).map_err(|error| cannot(&self.address(), error))?;
        let text = installation::moved_home(&self.dir, Some(origin))?;
        std::fs::remove_file(self.dir.join(installation::FILE))?;
        write_new(&self.dir.join(installation::FILE), &text, 0o644)?;
        {
            let opened = open_app(&self.dir, &Database::default(), None, false)?;
            opened.app.note_restore(former).map_err(app_failure)?;
        }
        let found = crate::verify::findings(&self.dir, &Database::default())?;
        if found > 0 {
            return Err(failure(format!(
                "what was restored does not verify ({found} findings): the backup was damaged before it was made, or {kept} leaves are no whole state; run \
                 `koom verify` on the backup"
            )));
        }
        Ok(())
    }

    /// Notes durably that all is there; `known` is what was published before.
    pub(super) fn make_ready(&self, ready: &Ready, known: &BTreeMap<Log, Published>) -> Result<(), Failure> {
        // Written by now into the database itself: else a move of the file would leave acts behind.
        let left = std::fs::metadata(self.dir.join("koom.db-wal")).map_or(0, |file| file.len());
        if left > 0 {
            return Err(failure(format!("{} is still in use by another program", self.dir.display())));
        }
        if !known.is_empty() {
            published::write(&self.dir, known)?;
        }
        write_new(&self.dir.join(READY), &serde_json::to_string(ready)?, 0o644)
    }

    /// Puts everything in its place, the records last; what an interrupted restore has put there already stays.
    pub(super) fn place(&self, to: &Address) -> Result<(), Failure> {
        let mut moved = Vec::new();
        let placed = self.move_files(&mut moved).and_then(|()| self.move_records(to));
        if placed.is_err() {
            for name in moved {
                let _back = std::fs::rename(self.data.join(name), self.dir.join(name));
            }
        }
        placed?;
        sync_folder(&self.data)?;
        // In one step: a folder half removed would look like a restore half done.
        let done = self.data.join(DONE);
        if done.exists() {
            std::fs::remove_dir_all(&done)?;
        }
        std::fs::rename(&self.dir, &done)?;
        sync_folder(&self.data)?;
        std::fs::remove_dir_all(&done)?;
        sync_folder(&self.data)
    }

    fn move_files(&self, moved: &mut Vec<&'static str>) -> Result<(), Failure> {
        let published = self.dir.join(published::FILE);
        if published.exists() {
            std::fs::rename(published, self.data.join(published::FILE))?;
        }
        for name in [installation::FILE, installation::KEYS, PERSONAS] {
            let (from, to) = (self.dir.join(name), self.data.join(name));
            if from.exists() && !to.exists() {
                std::fs::rename(&from, &to)?;
                moved.push(name);
            }
        }
        sync_folder(&self.data)
    }

    fn move_records(&self, to: &Address) -> Result<(), Failure> {
        let Address::Postgres(_) = to else {
            let (from, to) = (self.dir.join(STORE), self.data.join(STORE));
            if from.exists() || !to.exists() {
                std::fs::rename(from, to)?;
            }
            return Ok(());
        };
        if self.is_in(to)? {
            return installation::mark_database(&self.data, true);
        }
        let mut progress = Progress::counting("rows");
        let copied = store::copy::between(&self.address(), to, &mut |_table, through| {
            progress.at(usize::try_from(through).unwrap_or(usize::MAX));
        });
        progress.end();
        copied.map_err(|error| cannot(to, error))?;
        installation::mark_database(&self.data, true)
    }
}

impl Stage {
    /// True if a database holds these records already; refused if it holds others.
    fn is_in(&self, to: &Address) -> Result<bool, Failure> {
        if !super::holds_records(to)? {
            return Ok(false);
        }
        let (here, there) = (open_read_only(&self.address())?, open_read_only(to)?);
        for log in Log::ALL {
            let size = |store: &Store| Ok::<_, Failure>(store.snapshot()?.head(log)?.size);
            let root = |store: &Store| app::publish::root(store, log).map_err(app_failure);
            if (size(&here)?, root(&here)?) != (size(&there)?, root(&there)?) {
                return Err(failure(format!(
                    "{to} holds other records than the interrupted restore: name another database, or move them away and keep them"
                )));
            }
        }
        Ok(true)
    }
}

/// `keys/log-NNNN.key` and nothing that leads elsewhere.
fn is_key(name: &str) -> bool {
    name.strip_prefix("keys/log-")
        .and_then(|rest| rest.strip_suffix(".key"))
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Refuses a name that no log can have, or that the old one has.
fn named(origin: &str, before: &str) -> Result<(), Failure> {
    if origin == before {
        return Err(failure(format!(
            "--new-origin {origin} is the name of the old log; a new one needs another"
        )));
    }
    let whole = origin.strip_suffix("/log").is_some_and(|host| !host.is_empty() && !host.contains("://"));
    if !whole || tlog::NoteSigner::from_seed(origin, &[0; 32]).is_err() {
        return Err(failure(format!(
            "--new-origin {origin:?} is no name of a log: write HOST/…/log, without a scheme, a space or a plus"
        )));
    }
    Ok(())
}
