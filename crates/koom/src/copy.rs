//! `koom copy`: all records and both logs from one database to another, as they stand.

use crate::cli::Copy;
use crate::console::{Failure, app_failure, failure, line, note};
use crate::database::{Named, cannot, open_read_only};
use crate::installation::{self, Installation, sync_folder};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use store::{Address, Log, Sqlite, StoreError};

/// How often it is said how far it is.
const PROGRESS: Duration = Duration::from_secs(1);

/// Copies, and says where the installation keeps its records from now on.
pub(crate) fn run(options: &Copy) -> Result<ExitCode, Failure> {
    let (from, to) = (Address::parse(&options.from), Address::parse(&options.to));
    let (from_name, to_name) = (Named(&from), Named(&to));
    if let Address::Directory(dir) = &to {
        std::fs::create_dir_all(dir).map_err(|error| failure(format!("{to_name} can't be made: {error}")))?;
    }
    if !from.holds_store().map_err(|error| cannot(&from, error))? {
        return Err(failure(format!(
            "{from_name} holds no records; if they moved from there, name where they are with --from"
        )));
    }
    // Nothing may be written to the directory meanwhile: it would be missing in the copy.
    let lock = match &from {
        Address::Directory(dir) => Some(Sqlite::open(dir).map_err(|error| cannot(&from, error))?),
        Address::Postgres(_) => None,
    };
    let mut rows: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut told = Instant::now();
    let copied = store::copy::between(&from, &to, &mut |table, through| {
        rows.insert(table, through);
        if told.elapsed() > PROGRESS {
            told = Instant::now();
            note(format!("{table}: {through} rows"));
        }
    });
    copied.map_err(|error| match error {
        StoreError::Setup(why) => failure(format!("{to_name}: {why}")),
        error => failure(format!(
            "copying from {from_name} to {to_name} stopped: {error}; nothing was changed in either"
        )),
    })?;
    let heads = same_heads(&from, &to)?;
    drop(lock);
    let aside = settle(&from, &to, heads)?;
    if options.json {
        line(serde_json::json!({"rows": rows, "log": heads[0], "reads": heads[1]}).to_string());
    } else {
        let rows: u64 = rows.values().sum();
        line(format!(
            "{rows} rows copied: {} leaves in /log, {} in /reads, the same roots in both; serve only {to_name} from now on",
            heads[0], heads[1]
        ));
        if let Some(aside) = aside {
            line(format!("the records as they were stand aside in {}", aside.display()));
        }
        if let Address::Directory(dir) = &to
            && !Installation::is_at(dir)
        {
            line(format!(
                "{to_name} has the records only: put koom.toml (without the line `database`), keys and published.json of the installation beside them"
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Notes where the records are from now on, for only one of the two goes on: a log that is written in two places is two logs.
/// What moved away from a directory is put aside in it, so that the way back ends in the same directory; gives its name.
fn settle(from: &Address, to: &Address, heads: [u64; 2]) -> Result<Option<PathBuf>, Failure> {
    match (from, to) {
        (Address::Directory(dir), Address::Postgres(_)) => {
            installation::mark_database(dir, true)?;
            let aside = dir.join(format!("koom.db.until-{}-{}", heads[0], heads[1]));
            std::fs::rename(dir.join("koom.db"), &aside)?;
            sync_folder(dir)?;
            Ok(Some(aside))
        }
        (_, Address::Directory(dir)) => installation::mark_database(dir, false).map(|()| None),
        (Address::Postgres(_), Address::Postgres(_)) => Ok(None),
    }
}

/// The sizes of both logs, which must be the same in both places, as must the signed roots and the roots of what stands
/// there.
fn same_heads(from: &Address, to: &Address) -> Result<[u64; 2], Failure> {
    let (one, other) = (open_read_only(from)?, open_read_only(to)?);
    let (from, to) = (Named(from), Named(to));
    let mut sizes = [0; 2];
    for (size, log) in sizes.iter_mut().zip(Log::ALL) {
        let (head, copied) = (one.snapshot()?.head(log)?, other.snapshot()?.head(log)?);
        let root = |store| app::publish::root(store, log).map_err(app_failure);
        if head != copied || root(&one)? != root(&other)? {
            return Err(failure(format!(
                "/{} differs between {from} and {to}: something was written during the copy; stop all servers, empty {to} and begin again",
                log.name()
            )));
        }
        *size = head.size;
    }
    Ok(sizes)
}
