//! `koom key`: the keys that sign the log.

use crate::console::{Failure, app_failure, failure, line};
use crate::database::Database;
use crate::installation::{Installation, KEYS, key_files, keys, new_key, sync_folder, write_new};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Copies all signing keys to a new file, newest first, one a line.
pub(crate) fn backup(data: &Path, file: &Path) -> Result<ExitCode, Failure> {
    Installation::of(data)?;
    let found = keys(data)?;
    if found.is_empty() {
        return Err(failure(format!("{} holds no signing key yet; start the server once", data.display())));
    }
    let mut text = String::new();
    for seed in &found {
        writeln!(text, "{}", base::Hash(*seed))?;
    }
    write_new(file, &text, 0o600)?;
    line(format!(
        "{} key(s) written to {}; keep it offline, whoever has it can sign in your name",
        found.len(),
        file.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Nobody else may use the directory meanwhile. Programs over a database read the keys at their next start.
fn locked(data: &Path) -> Result<Option<store::Sqlite>, Failure> {
    if Installation::of(data)?.in_database {
        return Ok(None);
    }
    Ok(Some(store::Sqlite::open(data)?))
}

/// Makes a new key. Checkpoints carry both signatures until the old one is retired.
pub(crate) fn rotate(data: &Path) -> Result<ExitCode, Failure> {
    Installation::of(data)?;
    let _lock = locked(data)?;
    if keys(data)?.len() > 1 {
        return Err(failure("a rotation is under way: run `koom key retire` before the next one"));
    }
    new_key(data)?;
    line(
        "a new key signs from the next start on, beside the old one, and a leaf `log.key` names it; publish /log/vkey, then run `koom key retire`",
    );
    Ok(ExitCode::SUCCESS)
}

/// Puts the old keys aside: only the newest signs. Not before a leaf under a published checkpoint names it.
pub(crate) fn retire(data: &Path, database: &Database) -> Result<ExitCode, Failure> {
    let installation = Installation::of(data)?;
    let _lock = locked(data)?;
    let seeds = keys(data)?;
    if seeds.len() < 2 {
        return Err(failure("there is only one key; run `koom key rotate` first"));
    }
    let store = database.read(data)?;
    if !app::rotation::is_named(&store, &installation.origin, &seeds).map_err(app_failure)? {
        return Err(failure(
            "no published leaf names the new key yet, so nobody could follow: start the server once, and stop it when a checkpoint is out",
        ));
    }
    let old = key_files(data)?.into_iter().skip(1);
    for file in old {
        let retired = file.with_extension("key.retired");
        std::fs::rename(&file, retired)?;
    }
    sync_folder(&data.join(KEYS))?;
    line("the newest key signs alone from the next start on; the retired ones are kept beside it");
    Ok(ExitCode::SUCCESS)
}
