//! `koom backup`: a folder with all records and both logs as they stood at one moment, beside a server that goes on.

use crate::cli::Backup;
use crate::console::{Failure, Progress, app_failure, failure, line, note};
use crate::database::{cannot, open_read_only};
use crate::installation::{self, Installation, parent, sync_folder, write_new};
use crate::manifest::{self, Manifest};
use app::MachineClock;
use base::Clock as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{Address, Sqlite, StoreError};

/// A demonstration's tokens.
pub(crate) const PERSONAS: &str = "demo-personas.json";

/// Writes a backup, reads it again, and gives it its name.
pub(crate) fn run(options: &Backup) -> Result<ExitCode, Failure> {
    let installation = Installation::of(&options.data)?;
    let from = options.database.of(&options.data, &installation)?;
    if let Address::Directory(dir) = &from
        && !from.holds_store()?
    {
        return Err(failure(format!("{} holds no records yet; start the server once", dir.display())));
    }
    let half = half(&options.to)?;
    let manifest = write(options, &from, installation, &half).inspect_err(|_error| {
        // What can't be taken away either stays under a name that is no backup's.
        let _left = std::fs::remove_dir_all(&half);
    })?;
    std::fs::rename(&half, &options.to)?;
    sync_folder(parent(&options.to))?;
    tell(options, &manifest)
}

/// The folder while it is no backup yet. What an interrupted backup left under this name is removed.
fn half(to: &Path) -> Result<PathBuf, Failure> {
    let name = to.file_name().ok_or_else(|| failure(format!("--to {} names no folder", to.display())))?;
    let taken = to.exists() && std::fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some());
    if taken || to.is_file() {
        return Err(failure(format!("{} is not empty; name a new folder with --to", to.display())));
    }
    let half = to.with_file_name(format!("{}.half", name.to_string_lossy()));
    std::fs::create_dir_all(parent(to))?;
    if half.exists() {
        note(format!("removing {}, which an interrupted backup left", half.display()));
        std::fs::remove_dir_all(&half)?;
    }
    std::fs::create_dir(&half)
        .map_err(|error| failure(format!("{} can't be made: {error}", half.display())))?;
    Ok(half)
}

fn write(
    options: &Backup,
    from: &Address,
    installation: Installation,
    half: &Path,
) -> Result<Manifest, Failure> {
    let mut progress = Progress::counting("rows or pages");
    let copied = store::copy::backup(from, half, &mut |_what, through| {
        progress.at(usize::try_from(through).unwrap_or(usize::MAX));
    });
    progress.end();
    copied.map_err(|error| match error {
        StoreError::Full => failure(format!(
            "no space is left for {}: make room, or name another place with --to; nothing was kept",
            half.display()
        )),
        error => failure(format!("copying {from} to {} stopped: {error}; nothing was kept", half.display())),
    })?;
    let mut names = vec!["koom.db".to_owned(), installation::FILE.to_owned()];
    // The records of the backup are in its folder, wherever they were.
    let origin = installation.origin.clone();
    let text = installation::moved_home(&options.data, None)?;
    write_new(&half.join(installation::FILE), &text, 0o644)?;
    if options.with_keys {
        names.extend(secrets(&options.data, half)?);
    }
    let address = Address::Directory(half.to_owned());
    let store = open_read_only(&address)?;
    let manifest = Manifest::of(half, &names, &store, &origin, MachineClock.now())?;
    // Read again, from the file: what was written, and that the logs in it are whole.
    let damaged = Sqlite::damage(half).map_err(|error| cannot(&address, error))?;
    if !damaged.is_empty() || !app::verify::signed_roots_fit(&store).map_err(app_failure)? {
        return Err(failure(format!(
            "{from} is damaged, and a backup of it would be: {}; run `koom verify`, and keep the last good backup",
            damaged.first().map_or("a signed root is not that of the leaves", String::as_str)
        )));
    }
    drop(store);
    let _unlocked = std::fs::remove_file(half.join("koom.lock"));
    write_new(&half.join(manifest::FILE), &serde_json::to_string_pretty(&manifest)?, 0o644)?;
    Ok(manifest)
}

/// Copies keys and tokens, readable for the owner alone; gives their names.
fn secrets(data: &Path, half: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    let keys = half.join(installation::KEYS);
    std::fs::create_dir(&keys)?;
    for path in installation::key_files(data)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        write_new(&keys.join(name), &std::fs::read_to_string(&path)?, 0o600)?;
        names.push(format!("{}/{name}", installation::KEYS));
    }
    if data.join(PERSONAS).exists() {
        write_new(&half.join(PERSONAS), &std::fs::read_to_string(data.join(PERSONAS))?, 0o600)?;
        names.push(PERSONAS.to_owned());
    }
    Ok(names)
}

fn tell(options: &Backup, manifest: &Manifest) -> Result<ExitCode, Failure> {
    if options.json {
        let mut told = serde_json::to_value(manifest)?;
        if let Some(told) = told.as_object_mut() {
            told.insert("folder".to_owned(), options.to.display().to_string().into());
        }
        line(told.to_string());
        return Ok(ExitCode::SUCCESS);
    }
    line(format!(
        "{}: {} leaves in /log, {} in /reads, up to {}, read again and as they were written",
        options.to.display(),
        manifest.log.size,
        manifest.reads.size,
        manifest.until.as_deref().unwrap_or("the beginning")
    ));
    if !manifest.keys {
        line(
            "the signing keys are not in it: a backup travels further than a key should; keep them apart with `koom key backup`, or add --with-keys",
        );
    }
    Ok(ExitCode::SUCCESS)
}
