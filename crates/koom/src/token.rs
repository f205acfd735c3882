//! `koom token`: bearer tokens for `koom serve`. Real sign-in comes with its own feature.

use crate::cli::TokenNew;
use crate::console::{Failure, app_failure, line, note};
use crate::serve::open_app;
use base::Subject;
use std::io::Read as _;
use std::process::ExitCode;

const DAY_SECONDS: i64 = 24 * 3_600;

/// Makes a token and shows it once.
pub(crate) fn new(options: &TokenNew) -> Result<ExitCode, Failure> {
    let mut key = String::new();
    if options.person_file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut key)?;
    } else {
        key = std::fs::read_to_string(&options.person_file)?;
    }
    let opened = open_app(&options.data, &options.database, None, false)?;
    let token = opened
        .app
        .new_token(&Subject::new(key.trim()), "operator", i64::from(options.days) * DAY_SECONDS)
        .map_err(app_failure)?;
    note("shown once; only its hash is kept:");
    line(token);
    Ok(ExitCode::SUCCESS)
}
