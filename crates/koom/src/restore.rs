//! `koom restore`: a backup into a place that holds no records.
//!
//! A log that has signed two trees of which neither continues the other has betrayed its readers for good. So a restore
//! that keeps the log's name needs to know that nothing was published after the backup; every other one goes on as a new
//! log, under a name and a key of its own, whose first own leaf says what it continues (docs/adr/0010).

mod stage;

use crate::cli::Restore;
use crate::console::{Failure, app_failure, failure, line};
use crate::database::{cannot, open_read_only};
use crate::installation::{self, Installation};
use crate::manifest::Manifest;
use crate::published::{self, Published};
use app::keeping::Former;
use app::publish::continues;
use base::Instant;
use serde::{Deserialize, Serialize};
pub(crate) use stage::FOLDER as STAGE;
use stage::{Ready, Stage};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;
use store::{Address, Log, Sqlite, Store};

/// Where both logs end in what is restored, and under which name they go on.
#[derive(Serialize, Deserialize)]
struct Restored {
    sizes: [u64; 2],
    origin: String,
    keys: bool,
}

/// Restores, or says why not and leaves nothing behind.
pub(crate) fn run(options: &Restore) -> Result<ExitCode, Failure> {
    let manifest = Manifest::read(&options.from)?;
    let to = target(options)?;
    let _held = Sqlite::hold(&options.data).map_err(|error| cannot(&to, error))?;
    let asked = asked(options, &manifest, &to);
    let (stage, ready) = match Stage::ready(&options.data)? {
        Some((stage, ready)) if ready.asked == asked => (stage, ready),
        Some((_, ready)) => {
            return Err(failure(format!(
                "a restore into {} was interrupted while it was put in place: finish it first, as {}. Nothing was changed",
                options.data.display(),
                ready.asked
            )));
        }
        None => {
            holds_nothing(&options.data, &to)?;
            let stage = Stage::begin(&options.data)?;
            let prepared = prepare(options, &manifest, &stage).and_then(|(restored, known)| {
                let ready = Ready { asked, restored };
                stage.make_ready(&ready, &known)?;
                Ok(ready)
            });
            let ready = prepared.inspect_err(|_error| stage.clear())?;
            (stage, ready)
        }
    };
    stage.place(&to).inspect_err(|_error| stage.clear())?;
    tell(options, &to, &ready.restored);
    Ok(ExitCode::SUCCESS)
}

/// What was asked for, in words: whoever finishes an interrupted restore must ask for the same.
fn asked(options: &Restore, manifest: &Manifest, to: &Address) -> String {
    let mut words = format!("the backup of {} of {} into {to}", manifest.made, manifest.origin);
    let more = [
        ("--new-origin", options.new_origin.clone()),
        ("--at", options.at.clone()),
        ("--size", options.size.map(|size| size.to_string())),
    ];
    for (name, value) in more {
        words.extend(value.map(|value| format!(" {name} {value}")));
    }
    words
}

/// The place.
fn target(options: &Restore) -> Result<Address, Failure> {
    let data = &options.data;
    std::fs::create_dir_all(data)
        .map_err(|error| failure(format!("{} can't be made: {error}", data.display())))?;
    if Installation::is_at(data) {
        options.database.of(data, &Installation::of(data)?)
    } else {
        options.database.given(data)
    }
}

/// True if records are there. In a database tables are made before the rows come, so an interrupted restore may have left
/// empty ones.
fn holds_records(place: &Address) -> Result<bool, Failure> {
    let tables = place.holds_store().map_err(|error| cannot(place, error))?;
    if !tables || matches!(place, Address::Directory(_)) {
        return Ok(tables);
    }
    let store = open_read_only(place)?;
    let snapshot = store.snapshot()?;
    let size = |log| Ok::<_, Failure>(snapshot.head(log)?.size);
    Ok(size(Log::Acts)? > 0 || size(Log::Reads)? > 0)
}

/// Refuses a place that holds records.
fn holds_nothing(data: &Path, to: &Address) -> Result<(), Failure> {
    let here = Address::Directory(data.to_owned());
    for place in [&here, to] {
        if holds_records(place)? {
            return Err(failure(format!(
                "{place} holds records: move them away first, and keep them; what they hold beyond the backup is nowhere else. Nothing was changed"
            )));
        }
    }
    Ok(())
}

/// Makes the restored installation in the stage, whole and checked.
fn prepare(
    options: &Restore,
    manifest: &Manifest,
    stage: &Stage,
) -> Result<(Restored, BTreeMap<Log, Published>), Failure> {
    stage.fill(&options.from, manifest)?;
    let store = open_read_only(&stage.address())?;
    if !manifest.describes(&store)? {
        return Err(failure(format!(
            "{} does not hold the logs that its backup.json describes; use another copy of this backup",
            options.from.display()
        )));
    }
    let known = known(options, manifest)?;
    let head = |log| -> Result<u64, Failure> { Ok(store.snapshot()?.head(log)?.size) };
    let sizes = [head(Log::Acts)?, head(Log::Reads)?];
    let Some(origin) = &options.new_origin else {
        if options.at.is_some() || options.size.is_some() {
            return Err(failure(format!(
                "an earlier moment goes on only as a new log: {} has published what came after it, and must not publish anything else in its place. Name the \
                 new log with --new-origin, as {}; nothing was changed",
                manifest.origin,
                another_name(manifest)
            )));
        }
        same_log(options, manifest, &store, &known)?;
        let keys = stage.keep_keys(&options.data)?;
        return Ok((Restored { sizes, origin: manifest.origin.clone(), keys }, known.0));
    };
    empty_for_new_log(&options.data)?;
    let size = size(options, &store)?;
    if size > sizes[0] {
        return Err(failure(format!("--size {size}: the backup holds {} leaves of /log", sizes[0])));
    }
    let contents = app::keeping::contents_since(&store, size).map_err(app_failure)?;
    drop(store);
    let last = Log::ALL.map(|log| known.0.get(&log).map(|one| (one.point.size(), one.point.root())));
    let former = Former { origin: manifest.origin.clone(), kept: [size, sizes[1]], last };
    stage.begin_new_log(origin, &former, &contents)?;
    let restored = Restored { sizes: [size, sizes[1]], origin: origin.clone(), keys: true };
    Ok((restored, BTreeMap::new()))
}

/// A name like the old one, with the day of the backup.
fn another_name(manifest: &Manifest) -> String {
    let host = manifest.origin.strip_suffix("/log").unwrap_or(&manifest.origin);
    format!("{host}/{}/log", manifest.made.get(..10).unwrap_or("2"))
}

/// The largest checkpoint of each log that is known: of the backup, of the directory, and of the files given; and of which
/// logs something else than the backup says it.
fn known(
    options: &Restore,
    manifest: &Manifest,
) -> Result<(BTreeMap<Log, Published>, BTreeSet<Log>), Failure> {
    let mut all: Vec<(Log, Published)> = Vec::new();
    all.extend(published::read(&options.data)?);
    for path in &options.checkpoint {
        let text = std::fs::read_to_string(path)
            .map_err(|error| failure(format!("{} can't be read: {error}", path.display())))?;
        if text.trim_start().starts_with('{') {
            all.extend(published::of_text(&text)?);
            continue;
        }
        let one = Published::of(&text).map_err(|error| {
            failure(format!("{} is no checkpoint and no published.json: {error}", path.display()))
        })?;
        let log = if one.point.origin() == manifest.origin { Log::Acts } else { Log::Reads };
        all.push((log, one));
    }
    let told = all.iter().map(|(log, _)| *log).collect();
    for (log, tree) in Log::ALL.into_iter().zip(manifest.trees()) {
        if let Some(note) = &tree.checkpoint {
            all.push((log, Published::of(note)?));
        }
    }
    let config = app::Config {
        origin: manifest.origin.clone(),
        public_url: String::new(),
        demonstration: false,
        acts_at_once: None,
    };
    let mut known: BTreeMap<Log, Published> = BTreeMap::new();
    for (log, one) in all {
        let origin = app::publish::origin(&config, log);
        if one.point.origin() != origin {
            return Err(failure(format!(
                "a checkpoint of {} was given, the backup is of {origin}: they belong to two installations",
                one.point.origin()
            )));
        }
        if known.get(&log).is_none_or(|other| other.point.size() < one.point.size()) {
            known.insert(log, one);
        }
    }
    Ok((known, told))
}

/// Refuses to go on as the same log where more was published than the backup holds, or where nobody knows.
fn same_log(
    options: &Restore,
    manifest: &Manifest,
    store: &Store,
    (known, told): &(BTreeMap<Log, Published>, BTreeSet<Log>),
) -> Result<(), Failure> {
    if Installation::is_at(&options.data) {
        let there = Installation::of(&options.data)?.origin;
        if there != manifest.origin {
            return Err(failure(format!(
                "{} is the installation of {there}, the backup is of {}: restore it elsewhere",
                options.data.display(),
                manifest.origin
            )));
        }
    }
    for (log, one) in known {
        let size = one.point.size();
        if !continues(store, *log, size, one.point.root()).map_err(app_failure)? {
            let has = store.snapshot()?.head(*log)?.size;
            return Err(failure(format!(
                "{} has published {size} leaves of /{}, and the backup, with {has}, does not hold them: going on from it would make a second history of one log. \
                 Use a newer backup or the lost directory's koom.db; or go on as a new log with --new-origin, as {}. Nothing was changed",
                manifest.origin,
                log.name(),
                another_name(manifest)
            )));
        }
    }
    let Some(log) = Log::ALL.into_iter().find(|log| !told.contains(log)) else { return Ok(()) };
    if options.nothing_published_since {
        return Ok(());
    }
    Err(failure(format!(
        "nothing here says what {} published last in /{}, and the backup can't know. Give its last checkpoint with --checkpoint (the published.json of the lost \
         directory, or what a mirror or a reader kept); or say --nothing-published-since if the server was stopped before the backup of {}; or go on as a \
         new log with --new-origin, as {}. Nothing was changed",
        manifest.origin,
        log.name(),
        manifest.made,
        another_name(manifest)
    )))
}

/// A new log has keys of its own, and no memory of what another published.
fn empty_for_new_log(data: &Path) -> Result<(), Failure> {
    for name in [installation::FILE, installation::KEYS, published::FILE] {
        if data.join(name).exists() {
            return Err(failure(format!(
                "{} holds {name} of the old log: a new one begins in a directory of its own. Name another with --data, and give what was published last with \
                 --checkpoint {}",
                data.display(),
                data.join(published::FILE).display()
            )));
        }
    }
    Ok(())
}

/// How many leaves of `/log` to keep.
fn size(options: &Restore, store: &Store) -> Result<u64, Failure> {
    if let Some(size) = options.size {
        return Ok(size);
    }
    let Some(text) = &options.at else { return Ok(store.snapshot()?.head(Log::Acts)?.size) };
    let files = app::state_folder::published(store).map_err(app_failure)?;
    let zone = crate::serve::running(&files)?.zone;
    let at = Instant::parse(text, &zone).ok_or_else(|| {
        failure(format!("--at {text:?} is no time; write 2026-11-22 or 2026-11-22T09:00:00+06:00"))
    })?;
    app::keeping::size_at(store, at).map_err(app_failure)
}

fn tell(options: &Restore, to: &Address, restored: &Restored) {
    let Restored { sizes: [log, reads], origin, keys } = restored;
    if options.json {
        let told = serde_json::json!({"to": to.to_string(), "log": log, "reads": reads, "origin": origin, "keys": keys});
        return line(told.to_string());
    }
    line(format!("{to}: restored with {log} leaves in /log and {reads} in /reads; its log is {origin}"));
    if options.new_origin.is_some() {
        line(
            "it is a new log with a key of its own, and its next leaf says what it continues: publish /log/vkey, and keep the old log's files for its readers",
        );
    } else if !keys {
        line(format!(
            "the signing keys are not in the backup: put them into {} before the server starts; it does not start without",
            options.data.join(installation::KEYS).display()
        ));
    }
}
