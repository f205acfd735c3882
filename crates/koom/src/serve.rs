//! `koom serve`, and what `koom demo` shares with it: opening a data directory.

use crate::cli::Serve;
use crate::console::{Failure, app_failure, failure, line, note};
use crate::database::{Database, Named, cannot};
use crate::folder;
use crate::installation::{First, Installation, keys, keys_or_first, mark_database};
use crate::published;
use crate::server::serve;
use app::publish::Publisher;
use app::{App, AppClock, Chance, FolderError, MachineClock, Running};
use base::{Clock as _, Hash, Instant};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use store::{Address, Store};

/// A clock that is less behind the last record is not worth a word: two machines' clocks never agree.
const CLOCK_BEHIND_SECONDS: i64 = 5;

/// An open installation.
pub(crate) struct Opened {
    pub(crate) app: Arc<App>,
    pub(crate) publisher: Publisher,
    pub(crate) clock: Arc<AppClock>,
    pub(crate) installation: Installation,
    /// The key of tokens in forms: the same after a restart, and at every node of the installation.
    pub(crate) form_key: [u8; 32],
}

/// Opens a data directory: `files` is the folder to run, or the published one goes on.
pub(crate) fn open_app(
    data: &Path,
    database: &Database,
    files: Option<&BTreeMap<String, String>>,
    demonstration: bool,
) -> Result<Opened, Failure> {
    let installation = Installation::open(data, || First {
        origin: if demonstration { "demo.koom.invalid/log".to_owned() } else { "localhost/log".to_owned() },
        public_url: "http://127.0.0.1:8080".to_owned(),
        requests_per_second: None,
    })?;
    open_with(data, database, files, installation, demonstration, None)
}

/// As [`open_app`], with what belongs to the installation, and the time at which a new demonstration begins.
pub(crate) fn open_with(
    data: &Path,
    database: &Database,
    files: Option<&BTreeMap<String, String>>,
    installation: Installation,
    demonstration: bool,
    now: Option<&str>,
) -> Result<Opened, Failure> {
    let (store, moved) = open_store(data, database, &installation)?;
    let known = published::guard(data, &store, &installation.config(demonstration))?;
    // Only now: what is refused changes nothing.
    mark_database(data, moved)?;
    let seeds = seeds(data, &store)?;
    let before = app::state_folder::published(&store).map_err(app_failure)?;
    let running_files = files.unwrap_or(&before);
    if running_files.is_empty() {
        return Err(failure(format!("{} holds no published state; name a state folder", data.display())));
    }
    let mut running = running(running_files)?;
    running.edition = app::state_folder::edition_now(&store).map_err(app_failure)?;
    let clock = Arc::new(AppClock::over(Arc::new(MachineClock)));
    if let Some(ahead) = app::demo::ahead_micros(&store).map_err(app_failure)? {
        clock.ahead_by(ahead);
    } else if let Some(now) = now {
        let time = Instant::parse(now, &running.zone).ok_or_else(|| {
            failure(format!("--now {now:?} is no time; write 2026-11-22 or 2026-11-22T09:00:00+06:00"))
        })?;
        clock.ahead_by(clock.offset_to(time));
    }
    follow_last_record(&clock, &store)?;
    let chance =
        Chance::of_machine().map_err(|error| failure(format!("the machine gives no randomness: {error}")))?;
    let app =
        App::new(store, running, Arc::clone(&clock), Arc::new(chance), installation.config(demonstration))
            .map_err(|fault| -> Failure { Box::new(fault) })?;
    let app = Arc::new(app);
    let publisher = Publisher::resume(&app, &seeds).map_err(app_failure)?;
    let publisher = publisher.remembering(published::remember(data, known));
    let form_key = Hash::of_parts([b"koom/form-key/v1".as_slice(), seeds.first().map_or(&[], |seed| seed)]).0;
    // Under both keys: the checkpoint over this leaf is signed by the old one too.
    app.name_next_key(&seeds).map_err(app_failure)?;
    if files.is_some_and(|files| *files != before) {
        app.publish_state(running_files).map_err(|error| folder_failure(error, running_files))?;
    }
    Ok(Opened { app, publisher, clock, installation, form_key })
}

/// The store of an installation, and whether it is in a database: what `koom.toml` notes at the first start there.
fn open_store(
    data: &Path,
    database: &Database,
    installation: &Installation,
) -> Result<(Store, bool), Failure> {
    if data.join(crate::restore::STAGE).exists() {
        return Err(failure(format!(
            "a restore into {} was interrupted: run `koom restore` again, or remove {} if nothing else is there",
            data.display(),
            data.join(crate::restore::STAGE).display()
        )));
    }
    let address = database.of(data, installation)?;
    let named = Named(&address);
    if let Address::Postgres(_) = address {
        let holds = address.holds_store().map_err(|error| cannot(&address, error))?;
        if !holds && Address::Directory(data.to_owned()).holds_store()? {
            return Err(failure(format!(
                "{} holds the records of this installation and {named} none; `koom copy --from {} --to …` moves them",
                data.display(),
                data.display()
            )));
        }
        if holds && Address::Directory(data.to_owned()).holds_store()? {
            return Err(failure(format!(
                "{} holds records of this installation, and {named} does too: leave --database-url out to serve those of the directory, or put its koom.db aside if those of the database are the newer ones",
                data.display()
            )));
        }
        if holds && keys(data)?.is_empty() {
            return Err(failure(format!(
                "{named} holds the log of an installation whose signing keys are not in {}; copy its koom.toml and keys/ there",
                data.display()
            )));
        }
    }
    let store = crate::database::open(&address, installation)?;
    Ok((store, matches!(address, Address::Postgres(_))))
}

/// Nothing is recorded before what was recorded earlier: a clock that is behind stands still until it has caught up.
fn follow_last_record(clock: &AppClock, store: &Store) -> Result<(), Failure> {
    let Some(last) = app::keeping::last_time(store).map_err(app_failure)? else { return Ok(()) };
    let now = clock.now();
    clock.not_before(last);
    if now.plus_seconds(CLOCK_BEHIND_SECONDS) < last {
        note(format!(
            "this machine's clock says {now}, and the last record is of {last}: until the clock has caught up, time stands still; set the clock right"
        ));
    }
    Ok(())
}

/// The signing keys; the first is made where nothing was ever signed.
fn seeds(data: &Path, store: &Store) -> Result<Vec<[u8; 32]>, Failure> {
    let signed = store.snapshot()?.head(store::Log::Acts)?.signed.is_some();
    if signed && keys(data)?.is_empty() {
        return Err(failure(format!(
            "the log of {} is signed, and its keys are not in {}: bring them back from where they are kept; a new key would sign what nobody can verify",
            data.display(),
            data.join("keys").display()
        )));
    }
    keys_or_first(data)
}

pub(crate) fn running(files: &BTreeMap<String, String>) -> Result<Running, Failure> {
    Running::of_files(files).map_err(|error| folder_failure(error, files))
}

fn folder_failure(error: FolderError, files: &BTreeMap<String, String>) -> Failure {
    match error {
        FolderError::Diagnostics(diagnostics) => {
            folder::print(&diagnostics, files);
            failure("the state folder has errors; `koom check` shows them, `koom explain CODE` tells more")
        }
        FolderError::Fault(fault) => Box::new(fault),
    }
}

/// Serves a state.
pub(crate) fn run(options: &Serve) -> Result<ExitCode, Failure> {
    let files = match &options.state {
        Some(state) => Some(folder::read(state)?),
        None if Installation::is_at(&options.data) => None,
        None => Some(folder::read(&folder::given(None))?),
    };
    let installation =
        Installation::open(&options.data, || first_installation(&options.data, options.url.as_deref()))?;
    if let Some(url) = options.url.as_ref().filter(|url| installation.public_url != url.trim_end_matches('/'))
    {
        return Err(failure(format!(
            "{} began as {}, not as {url}: its log is named {} for ever; leave --url out, or begin another directory",
            options.data.display(),
            installation.public_url,
            installation.origin
        )));
    }
    let listen = options.listen.unwrap_or(installation.listen);
    let opened = open_with(&options.data, &options.database, files.as_ref(), installation, false, None)?;
    serve(opened, listen)
}

/// The installation named after its address.
pub(crate) fn first_installation(data: &Path, url: Option<&str>) -> First {
    let url = url.unwrap_or("http://127.0.0.1:8080").trim_end_matches('/');
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    let origin = format!("{host}/log");
    note(format!(
        "the log of {} is named {origin} for ever; --url names another at the first start",
        data.display()
    ));
    First { origin, public_url: url.to_owned(), requests_per_second: None }
}

/// Every address the server answers.
pub(crate) fn routes(json: bool) -> ExitCode {
    let mut rows: Vec<(String, String, String)> = Vec::new();
    rows.extend(
        web::routes()
            .iter()
            .map(|route| (route.method.to_string(), route.path.to_owned(), format!("{:?}", route.access))),
    );
    rows.extend(
        api::routes()
            .iter()
            .map(|route| (route.method.to_string(), route.path.to_owned(), format!("{:?}", route.access))),
    );
    if json {
        let list: Vec<_> = rows.iter().map(|(method, path, access)| serde_json::json!({"method": method, "path": path, "access": access})).collect();
        line(serde_json::Value::from(list).to_string());
    } else {
        for (method, path, access) in rows {
            line(format!("{method:<5} {path:<50} {access}"));
        }
    }
    ExitCode::SUCCESS
}
