//! `koom doctor`: short questions to an installation, each answered by a sentence that says what to do. It changes nothing,
//! and asks beside a running server.

mod records;

use crate::cli::Doctor;
use crate::console::line;
use crate::database::cannot;
use crate::installation::{self, Installation};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::ExitCode;
use store::Address;

/// Exit code where something is not as it should be, and nothing is lost by it yet.
const WARNED: u8 = 3;
/// Free bytes under which it is worth a word, and under which the next hours are in danger.
const FREE_LOW: u64 = 2 * 1024 * 1024 * 1024;
const FREE_BAD: u64 = 128 * 1024 * 1024;
/// Bytes of a write-ahead log that no reader should make it grow to.
const WAL_MANY: u64 = 1024 * 1024 * 1024;

/// How an answer is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Well,
    Warned,
    Bad,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Warned => "warning",
            Self::Bad => "bad",
        }
    }
}

/// The answers so far.
#[derive(Default)]
pub(super) struct Answers(Vec<(&'static str, State, String)>);

impl Answers {
    pub(super) fn well(&mut self, about: &'static str, sentence: impl Into<String>) {
        self.0.push((about, State::Well, sentence.into()));
    }

    pub(super) fn warn(&mut self, about: &'static str, sentence: impl Into<String>) {
        self.0.push((about, State::Warned, sentence.into()));
    }

    pub(super) fn bad(&mut self, about: &'static str, sentence: impl Into<String>) {
        self.0.push((about, State::Bad, sentence.into()));
    }
}

/// Asks everything; 0 if all is well, 1 if something is bad, 3 if there are warnings only.
pub(crate) fn run(options: &Doctor) -> ExitCode {
    let mut answers = Answers::default();
    let data = &options.data;
    match Installation::of(data) {
        Ok(installation) => {
            answers.well("koom.toml", format!("it reads; the log is {}", installation.origin));
            match options.database.of(data, &installation) {
                Ok(address) => {
                    place(data, &address, &mut answers);
                    records::ask(options, &address, &installation, &mut answers);
                }
                Err(error) => answers.bad("database", error.to_string()),
            }
        }
        Err(error) => answers.bad("koom.toml", format!("{error}; bring it back from a backup")),
    }
    keys(data, &mut answers);
    let worst = answers.0.iter().map(|(_, state, _)| *state).max().unwrap_or(State::Well);
    if options.json {
        let answers: Vec<_> = (answers.0.iter())
            .map(|(about, state, sentence)| serde_json::json!({"about": about, "state": state.name(), "sentence": sentence}))
            .collect();
        line(serde_json::json!({"state": worst.name(), "answers": answers}).to_string());
    } else {
        for (about, state, sentence) in &answers.0 {
            line(format!("{:<8} {about}: {sentence}", state.name()));
        }
    }
    match worst {
        State::Well => ExitCode::SUCCESS,
        State::Warned => ExitCode::from(WARNED),
        State::Bad => ExitCode::from(1),
    }
}

/// The directory: space, who writes, what was left half.
fn place(data: &Path, address: &Address, answers: &mut Answers) {
    match rustix::fs::statvfs(data) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let sentence = format!("{} MiB are free", free / (1024 * 1024));
            if free < FREE_BAD {
                answers.bad("disk", format!("{sentence}: make room now; a full disk stops every act and every look at personal data"));
            } else if free < FREE_LOW {
                answers.warn("disk", format!("{sentence}: make room"));
            } else {
                answers.well("disk", sentence);
            }
        }
        Err(error) => answers.warn("disk", format!("how much is free can't be read: {error}")),
    }
    if data.join(crate::restore::STAGE).exists() {
        answers.bad("restore", "a restore was interrupted, and no server starts: run `koom restore` again");
    }
    let Address::Directory(dir) = address else { return };
    match holder(dir) {
        Some(who) => answers.well("lock", format!("{who} writes here; other programs only read")),
        None => answers.well("lock", "no program writes here now"),
    }
    let wal = store::health::write_ahead_log(dir);
    let sentence = format!("{} MiB wait in the write-ahead log", wal / (1024 * 1024));
    if wal > WAL_MANY {
        answers
            .warn("write-ahead log", format!("{sentence}: something has been reading for very long; end it"));
    } else {
        answers.well("write-ahead log", sentence);
    }
}

/// The program that holds a directory's lock, as the kernel lists it.
fn holder(dir: &Path) -> Option<String> {
    let inode = std::fs::metadata(dir.join("koom.lock")).ok()?.ino();
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    let ending = format!(":{inode}");
    let number = locks.lines().find_map(|lock| {
        let words: Vec<&str> = lock.split_whitespace().collect();
        let held =
            words.get(1) == Some(&"FLOCK") && words.get(5).is_some_and(|place| place.ends_with(&ending));
        held.then(|| words.get(4).map(|number| (*number).to_owned())).flatten()
    })?;
    let name = std::fs::read_to_string(format!("/proc/{number}/comm")).unwrap_or_default();
    Some(format!("process {number} ({})", name.trim()))
}

/// The signing keys: there, readable, and for nobody else.
fn keys(data: &Path, answers: &mut Answers) {
    let files = match installation::key_files(data) {
        Ok(files) => files,
        Err(error) => return answers.bad("keys", error.to_string()),
    };
    if files.is_empty() {
        return answers.bad("keys", "there is no signing key; bring keys/ back from where it is kept");
    }
    if let Err(error) = installation::keys(data) {
        return answers.bad("keys", error.to_string());
    }
    let open: Vec<String> = (files.iter())
        .filter(|path| std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0))
        .map(|path| path.display().to_string())
        .collect();
    if open.is_empty() {
        answers.well("keys", format!("{} key(s), readable for the owner alone", files.len()));
    } else {
        answers.bad(
            "keys",
            format!("others may read {}: chmod 600, and think about `koom key rotate`", open.join(", ")),
        );
    }
}

/// What a store said when it was asked.
pub(super) fn said(address: &Address, error: store::StoreError) -> String {
    cannot(address, error).to_string()
}
