//! `koom demo`: builds, seeds and serves a demonstration state.

use crate::cli::Demo;
use crate::console::{Failure, app_failure, failure, note};
use crate::database::cannot;
use crate::installation::{First, Installation, sync_folder, write_new};
use crate::serve::{Opened, open_with};
use crate::server::serve;
use crate::{embedded, folder};
use app::Who;
use app::demo::Persona;
use base::Clock as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const PERSONAS: &str = "demo-personas.json";

/// Builds, seeds, serves.
pub(crate) fn run(options: &Demo) -> Result<ExitCode, Failure> {
    let (opened, _dir) = open(options)?;
    serve(opened, options.listen)
}

/// Everything but serving.
pub(crate) fn open(options: &Demo) -> Result<(Opened, PathBuf), Failure> {
    let dir = match &options.data {
        Some(dir) => dir.clone(),
        None => fresh_dir()?,
    };
    let files = match &options.state {
        Some(state) => folder::read(state)?,
        None => embedded::files(),
    };
    let resumed = dir.join(PERSONAS).exists();
    let address = options.database.given(&dir)?;
    if !resumed && address.holds_store().map_err(|error| cannot(&address, error))? {
        return Err(failure(format!(
            "{address} holds records and {} no {PERSONAS}: it is no demonstration's, or one that was broken off while people were invented. \
             Name another place with --data or --database-url; nothing was changed",
            dir.display()
        )));
    }
    let mut installation = Installation::open(&dir, || First {
        origin: "demo.koom.invalid/log".to_owned(),
        public_url: String::new(),
        requests_per_second: Some(500),
    })?;
    installation.public_url = format!("http://{}", options.listen);
    let opened = open_with(
        &dir,
        &options.database,
        (!resumed).then_some(&files),
        installation,
        true,
        options.now.as_deref(),
    )?;
    if resumed {
        let personas: Vec<Persona> = serde_json::from_str(&std::fs::read_to_string(dir.join(PERSONAS))?)?;
        opened.app.offer_personas(personas);
        note(format!("resumed {}", dir.display()));
    } else {
        begin(&opened, options, &dir)?;
    }
    Ok((opened, dir))
}

/// Sets the clock, invents people, gives tokens.
fn begin(opened: &Opened, options: &Demo, dir: &Path) -> Result<(), Failure> {
    let app = &opened.app;
    if options.now.is_some() {
        // On record, so that a resumed demonstration goes on in its own time.
        let now = opened.clock.now().plus_seconds(1);
        app.move_clock(&Who::Engine, now).map_err(app_failure)?;
    }
    note(format!("inventing {} people in {}", options.people, dir.display()));
    let cast = app.seed(options.people, options.seed, &|_done| {}).map_err(app_failure)?;
    let personas = app.give_tokens(&cast, options.seed).map_err(app_failure)?;
    // Written last and at once: a directory without it was not seeded to its end.
    let text = serde_json::to_string_pretty(&personas)?;
    let half = dir.join(format!("{PERSONAS}.new"));
    write_new(&half, &text, 0o600)?;
    std::fs::rename(half, dir.join(PERSONAS))?;
    sync_folder(dir)?;
    app.offer_personas(personas);
    Ok(())
}

fn fresh_dir() -> Result<PathBuf, Failure> {
    let mut random = [0_u8; 6];
    getrandom::fill(&mut random)
        .map_err(|error| failure(format!("the machine gives no randomness: {error}")))?;
    let dir = std::env::temp_dir().join(format!("koom-demo-{}", base::hash::base64url(&random)));
    std::fs::create_dir(&dir)
        .map_err(|error| failure(format!("{} can't be made: {error}", dir.display())))?;
    Ok(dir)
}
