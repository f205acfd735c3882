//! What belongs to an installation and not to a state: `koom.toml` and the signing keys in the data directory.

use crate::console::{Failure, failure};
use crate::settings::Settings;
use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `koom.toml`, with what the environment says on top of it. `docs/operating.md` has a table of its keys.
#[derive(Clone, Debug)]
pub(crate) struct Installation {
    /// Origin of the log: the address of `/log` without a scheme. Never changes.
    pub(crate) origin: String,
    /// Address people reach the installation at; printed in documents.
    pub(crate) public_url: String,
    /// True if the records are in a database that is named at each start, and not in this directory.
    pub(crate) in_database: bool,
    /// A file that holds the database's address.
    pub(crate) database_url_file: Option<PathBuf>,
    /// Connections to the database for reading, and how long to wait for one.
    pub(crate) database_connections: usize,
    pub(crate) database_wait: Duration,
    pub(crate) listen: SocketAddr,
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// Open connections of clients.
    pub(crate) connections: usize,
    /// Requests that may run at once; each waits on a thread of its own for its commit.
    pub(crate) requests_under_way: usize,
    /// Requests a second that one client may make.
    pub(crate) requests_per_second: u32,
    /// How long a client may take to send a request's head.
    pub(crate) head_timeout: Duration,
    /// How long requests under way may take once the server stops.
    pub(crate) stop_timeout: Duration,
    /// Acts decided at once; as many as there are processors if not given.
    pub(crate) acts_at_once: Option<usize>,
    /// How often checkpoints are published.
    pub(crate) publish_every: Duration,
    pub(crate) log_level: String,
    pub(crate) log_format: String,
    /// Requests that take longer are told of.
    pub(crate) slow_request: Duration,
    /// Where figures are given out; nowhere if not given.
    pub(crate) metrics_listen: Option<SocketAddr>,
    pub(crate) metrics_token_file: Option<PathBuf>,
}

/// What the program writes into a new `koom.toml`: what must never change, and nothing that has a default.
#[derive(Clone, Debug)]
pub(crate) struct First {
    pub(crate) origin: String,
    pub(crate) public_url: String,
    /// Where the usual rate is too low: a demonstration is asked by one machine.
    pub(crate) requests_per_second: Option<u32>,
}

impl First {
    fn text(&self) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let mut lines = vec![
            "# docs/operating.md lists every key.".to_owned(),
            format!("origin = {}", quoted(&self.origin)),
            format!("public_url = {}", quoted(&self.public_url)),
        ];
        lines.extend(self.requests_per_second.map(|rate| format!("requests_per_second = {rate}")));
        lines.join("\n") + "\n"
    }
}

/// The file.
pub(crate) const FILE: &str = "koom.toml";
/// The folder of keys.
pub(crate) const KEYS: &str = "keys";
/// The line that says that the records are elsewhere.
const MARK: &str = "database = \"postgresql\"";

impl Installation {
    /// Reads `koom.toml`, or writes it on first use.
    pub(crate) fn open(dir: &Path, first: impl FnOnce() -> First) -> Result<Self, Failure> {
        std::fs::create_dir_all(dir)
            .map_err(|error| failure(format!("{} can't be made: {error}", dir.display())))?;
        let path = dir.join(FILE);
        if !path.exists() {
            write_new(&path, &first().text(), 0o644)?;
        }
        Self::of(dir)
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
        let place = path.display().to_string();
        let settings = Settings::read(&text, &place, |name| std::env::var(name).ok())?;
        Self::from_settings(&settings, &place)
    }

    fn from_settings(settings: &Settings, place: &str) -> Result<Self, Failure> {
        let needed = |name: &str| {
            settings.text(name).ok_or_else(|| {
                failure(format!(
                    "{place}: {name} is missing; take it from a copy of the file, the log is named by it"
                ))
            })
        };
        let word = |name: &str| settings.text(name).unwrap_or_default();
        let count = |name: &str| settings.whole(name).and_then(|number| Ok(usize::try_from(number)?));
        let seconds = |name: &str| Ok::<_, Failure>(Duration::from_secs(settings.whole(name)?.into()));
        let listen = settings.socket("listen").ok_or_else(|| failure("listen has no default"))?;
        Ok(Self {
            origin: needed("origin")?,
            public_url: needed("public_url")?,
            in_database: settings.text("database").is_some(),
            database_url_file: settings.text("database_url_file").map(PathBuf::from),
            database_connections: count("database_connections")?,
            database_wait: seconds("database_wait")?,
            listen,
            trusted_proxies: settings.addresses("trusted_proxies"),
            connections: count("connections")?,
            requests_under_way: count("requests_under_way")?,
            requests_per_second: settings.whole("requests_per_second")?,
            head_timeout: seconds("head_timeout")?,
            stop_timeout: seconds("stop_timeout")?,
            acts_at_once: settings.number("acts_at_once").map(usize::try_from).transpose()?,
            publish_every: seconds("publish_every")?,
            log_level: word("log_level"),
            log_format: word("log_format"),
            slow_request: Duration::from_millis(settings.whole("slow_request")?.into()),
            metrics_listen: settings.socket("metrics_listen"),
            metrics_token_file: settings.text("metrics_token_file").map(PathBuf::from),
        })
    }

    /// For the application.
    pub(crate) fn config(&self, demonstration: bool) -> app::Config {
        app::Config {
            origin: self.origin.clone(),
            public_url: self.public_url.clone(),
            demonstration,
            acts_at_once: self.acts_at_once,
        }
    }
}

/// Writes into `koom.toml`, if there is one, whether the records are in a PostgreSQL database. What else stands in it, and
/// whoever wrote why, stays.
pub(crate) fn mark_database(dir: &Path, moved: bool) -> Result<(), Failure> {
    if !dir.join(FILE).exists() || Installation::of(dir)?.in_database == moved {
        return Ok(());
    }
    let before = std::fs::read_to_string(dir.join(FILE))?;
    let text = edited(&before, "database", moved.then_some(MARK));
    let half = dir.join(format!("{FILE}.new"));
    if half.exists() {
        std::fs::remove_file(&half)?;
    }
    write_new(&half, &text, 0o644)?;
    std::fs::rename(half, dir.join(FILE))?;
    sync_folder(dir)
}

/// The text of a `koom.toml` with a line for this key or without one; every other line stays as it is.
fn edited(text: &str, key: &str, line: Option<&str>) -> String {
    let is_it = |line: &&str| line.split('=').next().is_some_and(|name| name.trim() == key);
    let lines: Vec<&str> = line.into_iter().chain(text.lines().filter(|line| !is_it(line))).collect();
    lines.join("\n") + "\n"
}

/// The text of a directory's `koom.toml` for one whose records are in the directory itself, perhaps for another log.
pub(crate) fn moved_home(dir: &Path, origin: Option<&str>) -> Result<String, Failure> {
    let text = std::fs::read_to_string(dir.join(FILE))?;
    let home = edited(&edited(&text, "database", None), "database_url_file", None);
    Ok(match origin {
        Some(origin) => edited(&home, "origin", Some(&format!("origin = {}", toml::Value::from(origin)))),
        None => home,
    })
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
    let number = last_number(dir)? + 1;
    let mut seed = [0_u8; 32];
    getrandom::fill(&mut seed)
        .map_err(|error| failure(format!("the machine gives no randomness: {error}")))?;
    std::fs::create_dir_all(dir.join(KEYS))?;
    write_new(&dir.join(KEYS).join(format!("log-{number:04}.key")), &format!("{}\n", base::Hash(seed)), 0o600)
}

/// The number of the newest key there ever was, the retired ones too; 0 if there was none.
fn last_number(dir: &Path) -> Result<u32, Failure> {
    let folder = dir.join(KEYS);
    if !folder.exists() {
        return Ok(0);
    }
    let mut last = 0;
    for entry in std::fs::read_dir(&folder)? {
        let name = entry?.file_name();
        let digits = name.to_str().and_then(|name| name.strip_prefix("log-")?.split('.').next());
        last = last.max(digits.and_then(|digits| digits.parse().ok()).unwrap_or(0));
    }
    Ok(last)
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
    sync_folder(parent(path))
}

/// The folder that a path stands in; the one we stand in for a bare name.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes the names in a folder durable: a new or renamed file is only then there after a power cut.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Failure> {
    Ok(std::fs::File::open(folder)?.sync_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_short_and_a_mark_leaves_the_rest_of_it_alone() {
        let dir = tempfile::tempdir().unwrap();
        let first = First {
            origin: "a \"b\"/log".to_owned(),
            public_url: "https://a.example/".to_owned(),
            requests_per_second: None,
        };
        let opened = Installation::open(dir.path(), || first).unwrap();
        assert_eq!(
            (opened.origin.as_str(), opened.public_url.as_str()),
            ("a \"b\"/log", "https://a.example")
        );
        let path = dir.path().join(FILE);
        let mut text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 3);
        text.push_str("# because of the balancer\nstop_timeout = 30\n");
        std::fs::write(&path, &text).unwrap();
        mark_database(dir.path(), true).unwrap();
        assert!(Installation::of(dir.path()).unwrap().in_database);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{MARK}\n{text}"));
        mark_database(dir.path(), false).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        assert_eq!(Installation::of(dir.path()).unwrap().stop_timeout, Duration::from_secs(30));
    }

    #[test]
    fn without_the_logs_name_nothing_starts() {
        let settings = Settings::read("public_url = \"http://a\"", "koom.toml", |_| None).unwrap();
        let error = Installation::from_settings(&settings, "koom.toml").unwrap_err().to_string();
        assert!(error.contains("koom.toml: origin is missing"), "{error}");
    }
}
