//! What the doctor asks of the records, wherever they are.

use super::{Answers, said};
use crate::cli::Doctor;
use crate::console::{Failure, app_failure};
use crate::installation::Installation;
use crate::{published, verify};
use app::MachineClock;
use base::Clock as _;
use store::{Address, Log, Sqlite, Store, health, migrations};

/// The oldest PostgreSQL this program is tested with, as `server_version_num`.
const SERVER_OLDEST: u32 = 150_000;
/// Leaves that a publisher who is at work leaves without a checkpoint, at most.
const UNPUBLISHED_MANY: u64 = 10_000;
/// Seconds by which the clock may be behind the last record.
const BEHIND_SECONDS: i64 = 5;

/// Asks the database, the logs in it, and the state it carries.
pub(super) fn ask(options: &Doctor, address: &Address, installation: &Installation, answers: &mut Answers) {
    if let Address::Postgres(url) = address {
        match health::server(url) {
            Ok(server) => of_server(&server, answers),
            Err(error) => return answers.bad("database", said(address, error)),
        }
    }
    match health::schema(address) {
        Ok(schema) if schema < migrations::KNOWN => answers.warn(
            "schema",
            format!(
                "it has schema {schema}, and the next start of a server brings it to {}, which no older program reads: make a backup first",
                migrations::KNOWN
            ),
        ),
        Ok(schema) => answers.well("schema", format!("schema {schema}, every migration as this program knows it")),
        Err(error) => return answers.bad("schema", said(address, error)),
    }
    let store = match address.open_read_only() {
        Ok(store) => store,
        Err(error) => return answers.bad("database", said(address, error)),
    };
    damage(options, address, answers);
    for answer in
        [logs(options, installation, &store, answers), time(&store, answers), state(&store, answers)]
    {
        if let Err(error) = answer {
            answers.bad("records", format!("they can't be read: {error}; run `koom verify`"));
        }
    }
    if options.deep {
        match verify::findings(&options.data, &options.database) {
            Ok(0) => answers.well("verify", "all of it fits"),
            Ok(found) => answers.bad("verify", format!("{found} findings: `koom verify` lists them")),
            Err(error) => answers.bad("verify", error.to_string()),
        }
    }
}

fn of_server(server: &health::Server, answers: &mut Answers) {
    let version = server.version / 10_000;
    if server.version < SERVER_OLDEST {
        answers.warn("database", format!("PostgreSQL {version} answers; 15 or newer is tested"));
    } else {
        answers.well("database", format!("PostgreSQL {version} answers"));
    }
    if server.off.is_empty() {
        answers.well("durability", "the server waits for its disk before it confirms");
    } else {
        answers.bad(
            "durability",
            format!(
                "{} is off: a power cut loses what was confirmed; set it on before anything else",
                server.off.join(", ")
            ),
        );
    }
}

fn damage(options: &Doctor, address: &Address, answers: &mut Answers) {
    let Address::Directory(dir) = address else { return };
    if options.quick {
        return;
    }
    match Sqlite::damage(dir) {
        Ok(found) => match found.first() {
            None => answers.well("file", "every page of koom.db is whole"),
            Some(first) => answers.bad(
                "file",
                format!("koom.db is damaged ({first}): stop the server, keep the file, and restore the last backup"),
            ),
        },
        Err(error) => answers.bad("file", said(address, error)),
    }
}

/// What was published, against what is there.
fn logs(
    options: &Doctor,
    installation: &Installation,
    store: &Store,
    answers: &mut Answers,
) -> Result<(), Failure> {
    match published::guard(&options.data, store, &installation.config(false)) {
        Ok(known) if known.is_empty() => answers.warn(
            "published",
            "nothing here remembers what was published; the next start does, if this is the newest database there is",
        ),
        Ok(_) => answers.well("published", "the database continues what was published"),
        Err(error) => answers.bad("published", error.to_string()),
    }
    for log in Log::ALL {
        let head = store.snapshot()?.head(log)?;
        let waiting = head.size.saturating_sub(head.signed.map_or(0, |point| point.size));
        let about = if log == Log::Acts { "/log" } else { "/reads" };
        let sentence = format!("{} leaves, {waiting} of them without a checkpoint yet", head.size);
        if waiting > UNPUBLISHED_MANY {
            answers.warn(
                about,
                format!("{sentence}: is a server running, and does it say why it can't publish?"),
            );
        } else {
            answers.well(about, sentence);
        }
    }
    Ok(())
}

fn time(store: &Store, answers: &mut Answers) -> Result<(), Failure> {
    let now = MachineClock.now();
    // A demonstration runs in its own time.
    let ahead = app::demo::ahead_micros(store).map_err(app_failure)?.unwrap_or(0);
    let own = base::Instant(now.0.saturating_add(ahead));
    match app::keeping::last_time(store).map_err(app_failure)? {
        Some(last) if own.plus_seconds(BEHIND_SECONDS) < last => answers.bad(
            "clock",
            format!("it says {own}, and the last record is of {last}: time stands still until it has caught up; set the clock right"),
        ),
        Some(last) => answers.well("clock", format!("it says {own}, the last record is of {last}")),
        None => answers.well("clock", format!("it says {own}, nothing is recorded yet")),
    }
    Ok(())
}

fn state(store: &Store, answers: &mut Answers) -> Result<(), Failure> {
    let files = app::state_folder::published(store).map_err(app_failure)?;
    if files.is_empty() {
        answers.bad("state", "no state is published here: `koom serve STATE --data DIR` publishes one");
    } else if app::Running::of_files(&files).is_err() {
        answers.bad("state", "this program can't run the published state: use the program that published it, or publish a folder that it checks");
    } else {
        answers.well(
            "state",
            format!("a state of {} files is published, and this program runs it", files.len()),
        );
    }
    Ok(())
}
