//! What belongs to an installation and not to a state: `koom.toml` and the signing keys in the data directory.

use crate::console::{Failure, failure};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// `koom.toml`.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Installation {
    /// Origin of the log: the address of `/log` without a scheme. Never changes.
    pub(crate) origin: String,
    /// Address people reach the installation at; printed in documents.
    pub(crate) public_url: String,
    /// `postgresql` if the records are in a database that is named at each start, and not in this directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) database: Option<String>,
    /// Requests a second that one client may make.
    #[serde(default = "default_rate")]
    pub(crate) requests_per_second: u32,
}

fn default_rate() -> u32 {
    200
}

/// The file.
pub(crate) const FILE: &str = "koom.toml";
/// The folder of keys.
pub(crate) const KEYS: &str = "keys";

impl Installation {
    /// Reads `koom.toml`, or writes it on first use.
    pub(crate) fn open(dir: &Path, first: impl FnOnce() -> Self) -> Result<Self, Failure> {
        std::fs::create_dir_all(dir)
            .map_err(|error| failure(format!("{} can't be made: {error}", dir.display())))?;
        let path = dir.join(FILE);
        if !path.exists() {
            let installation = first();
            write_new(&path, &toml::to_string(&installation)?, 0o644)?;
            return Ok(installation);
        }
        let text = std::fs::read_to_string(&path)?;
        toml::from_str(&text).map_err(|error| failure(format!("{}: {error}", path.display())))
    }

    /// True if this directory was used before.
    pub(crate) fn is_at(dir: &Path) -> bool {
        dir.join(FILE).exists()
    }

    /// Reads `koom.toml` of a directory that was used before.
    pub(crate) fn of(dir: &Path) -> Result<Self, Failure> {
        let path = dir.join(FILE);
        let text = std::fs::read_to_string(&path).map_err(|_missing| {
            failure(format!("{} is no data directory: it holds no {FILE}", dir.display()))
        })?;
        toml::from_str(&text).map_err(|error| failure(format!("{}: {error}", path.display())))
    }

    /// For the application.
    pub(crate) fn config(&self, demonstration: bool) -> app::Config {
        app::Config { origin: self.origin.clone(), public_url: self.public_url.clone(), demonstration }
    }
}

/// Writes into `koom.toml`, if there is one, whether the records are in a PostgreSQL database.
pub(crate) fn mark_database(dir: &Path, moved: bool) -> Result<(), Failure> {
    if !dir.join(FILE).exists() {
        return Ok(());
    }
    let mut installation = Installation::of(dir)?;
    let database = moved.then(|| "postgresql".to_owned());
    if installation.database == database {
        return Ok(());
    }
    installation.database = database;
    let half = dir.join(format!("{FILE}.new"));
    if half.exists() {
        std::fs::remove_file(&half)?;
    }
    write_new(&half, &toml::to_string(&installation)?, 0o644)?;
    std::fs::rename(half, dir.join(FILE))?;
    sync_folder(dir)
}

/// Signing keys of a data directory, newest first: each file holds 32 bytes in hexadecimal.
pub(crate) fn keys(dir: &Path) -> Result<Vec<[u8; 32]>, Failure> {
    key_files(dir)?.iter().map(|path| read_key(path)).collect()
}

/// Their files, newest first; none where there is no folder of keys.
pub(crate) fn key_files(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let folder = dir.join(KEYS);
    let mut files = Vec::new();
    match std::fs::read_dir(&folder) {
        Ok(entries) => {
            for entry in entries {
                files.push(entry?.path());
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(failure(format!("{} can't be read: {error}", folder.display()))),
    }
    files.retain(|path| path.extension().is_some_and(|kind| kind == "key"));
    files.sort();
    files.reverse();
    Ok(files)
}

/// The signing keys; makes the first.
pub(crate) fn keys_or_first(dir: &Path) -> Result<Vec<[u8; 32]>, Failure> {
    let found = keys(dir)?;
    if !found.is_empty() {
        return Ok(found);
    }
    new_key(dir)?;
    keys(dir)
}

/// Makes a new signing key, the newest.
pub(crate) fn new_key(dir: &Path) -> Result<(), Failure> {
    let number = keys(dir)?.len() + 1;
    let mut seed = [0_u8; 32];
    getrandom::fill(&mut seed)
        .map_err(|error| failure(format!("the machine gives no randomness: {error}")))?;
    std::fs::create_dir_all(dir.join(KEYS))?;
    write_new(&dir.join(KEYS).join(format!("log-{number:04}.key")), &format!("{}\n", base::Hash(seed)), 0o600)
}

fn read_key(path: &Path) -> Result<[u8; 32], Failure> {
    let bad = || failure(format!("{} is no signing key: 64 hexadecimal digits are needed", path.display()));
    let text = std::fs::read_to_string(path)?;
    let text = text.trim();
    if text.len() != 64 || !text.is_ascii() {
        return Err(bad());
    }
    let mut seed = [0_u8; 32];
    for (byte, pair) in seed.iter_mut().zip(text.as_bytes().chunks(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_error| bad())?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_error| bad())?;
    }
    Ok(seed)
}

/// Writes a file that must not exist, durably, readable as told.
pub(crate) fn write_new(path: &Path, text: &str, mode: u32) -> Result<(), Failure> {
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)
        .map_err(|error| failure(format!("{}: {error}; nothing was overwritten", path.display())))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes the names in a folder durable: a new or renamed file is only then there after a power cut.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Failure> {
    Ok(std::fs::File::open(folder)?.sync_all()?)
}
