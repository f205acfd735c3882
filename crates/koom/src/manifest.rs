//! What a backup says of itself: `backup.json`, written last, so that a folder without it is no backup.

use crate::console::{Failure, app_failure, failure};
use app::publish::root;
use base::Hash;
use base::hash::Digest;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::path::Path;
use store::{Log, Store};

/// The file.
pub(crate) const FILE: &str = "backup.json";
/// The form of the file that this program writes and reads.
const FORMAT: u32 = 1;
/// Bytes read at once.
const CHUNK: usize = 1024 * 1024;

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    format: u32,
    /// The program that wrote it.
    pub(crate) koom: String,
    /// When, by the machine's clock, RFC 3339.
    pub(crate) made: String,
    /// The time of the last act or read in it.
    pub(crate) until: Option<String>,
    /// Origin of `/log`.
    pub(crate) origin: String,
    /// True if the signing keys are in it.
    pub(crate) keys: bool,
    /// `/log`.
    pub(crate) log: Tree,
    /// `/reads`.
    pub(crate) reads: Tree,
    /// Every other file, by its path in the folder.
    pub(crate) files: Vec<Kept>,
}

/// Where a log stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tree {
    pub(crate) size: u64,
    /// Over all its leaves, base64url.
    pub(crate) root: String,
    /// The signed checkpoint, of this size or a smaller one.
    pub(crate) checkpoint: Option<String>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    /// SHA-256 in hexadecimal.
    pub(crate) sha256: String,
}

impl Manifest {
    /// Of a folder that holds these files and this store.
    pub(crate) fn of(
        folder: &Path,
        names: &[String],
        store: &Store,
        origin: &str,
        made: base::Instant,
    ) -> Result<Self, Failure> {
        let mut files = Vec::new();
        for name in names {
            let (bytes, hash) = digest(&folder.join(name))?;
            files.push(Kept { name: name.clone(), bytes, sha256: hash.to_string() });
        }
        let until = app::keeping::last_time(store).map_err(app_failure)?;
        Ok(Self {
            format: FORMAT,
            koom: env!("CARGO_PKG_VERSION").to_owned(),
            made: made.to_string(),
            until: until.map(|time| time.to_string()),
            origin: origin.to_owned(),
            keys: names.iter().any(|name| name.starts_with("keys/")),
            log: tree(store, Log::Acts)?,
            reads: tree(store, Log::Reads)?,
            files,
        })
    }

    /// Of a backup.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            failure(format!(
                "{} is no whole backup: {FILE} can't be read ({error}); a backup that was interrupted has none",
                folder.display()
            ))
        })?;
        let form = |error: String| failure(format!("{}: {error}", path.display()));
        let any: serde_json::Value = serde_json::from_str(&text).map_err(|error| form(error.to_string()))?;
        match any.get("format").and_then(serde_json::Value::as_u64) {
            Some(format) if format == u64::from(FORMAT) => {}
            other => {
                let other = other.map_or_else(|| "unknown".to_owned(), |format| format.to_string());
                return Err(form(format!(
                    "its format is {other}, this program reads {FORMAT}; use the program that wrote it or a newer one"
                )));
            }
        }
        serde_json::from_value(any).map_err(|error| form(error.to_string()))
    }

    /// Both logs.
    pub(crate) fn trees(&self) -> [&Tree; 2] {
        [&self.log, &self.reads]
    }

    /// True if a store holds both logs as the backup says.
    pub(crate) fn describes(&self, store: &Store) -> Result<bool, Failure> {
        Ok(tree(store, Log::Acts)? == self.log && tree(store, Log::Reads)? == self.reads)
    }
}

fn tree(store: &Store, log: Log) -> Result<Tree, Failure> {
    let head = store.snapshot()?.head(log)?;
    let root = root(store, log).map_err(app_failure)?.base64url();
    Ok(Tree { size: head.size, root, checkpoint: head.signed.and_then(|point| point.note) })
}

/// The size and digest of a file.
pub(crate) fn digest(path: &Path) -> Result<(u64, Hash), Failure> {
    pass(path, &mut std::io::sink())
}

/// Copies a file of a backup to a new one, durably; `Err` if it is not what the backup says.
pub(crate) fn copy(from: &Path, kept: &Kept, to: &Path, secret: bool) -> Result<(), Failure> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mode = if secret { 0o600 } else { 0o644 };
    let stopped = |error: Failure| failure(format!("{} can't be written: {error}", to.display()));
    let opened = std::fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(to);
    let mut file = opened.map_err(|error| stopped(error.into()))?;
    let (bytes, hash) = pass(&from.join(&kept.name), &mut file).map_err(stopped)?;
    file.sync_all().map_err(|error| stopped(error.into()))?;
    if bytes != kept.bytes || hash.to_string() != kept.sha256 {
        return Err(failure(format!(
            "{} is not as it was written: {FILE} says {} bytes with SHA-256 {}; use another copy of this backup",
            from.join(&kept.name).display(),
            kept.bytes,
            kept.sha256
        )));
    }
    Ok(())
}

fn pass(path: &Path, to: &mut dyn Write) -> Result<(u64, Hash), Failure> {
    let mut file = std::fs::File::open(path)
        .map_err(|error| failure(format!("{} can't be read: {error}", path.display())))?;
    let (mut buffer, mut digest, mut bytes) = (vec![0; CHUNK], Digest::default(), 0_u64);
    loop {
        let read = file.read(&mut buffer)?;
        let part = buffer.get(..read).unwrap_or_default();
        if part.is_empty() {
            return Ok((bytes, digest.end()));
        }
        digest.add(part);
        to.write_all(part)?;
        bytes = bytes.saturating_add(u64::try_from(read)?);
    }
}
