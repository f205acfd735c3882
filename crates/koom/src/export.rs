//! `koom export`: a register of a data directory into a file, as bulk reads.

use crate::cli::Export;
use crate::console::{Failure, Progress, app_failure, failure, line};
use crate::serve::open_app;
use crate::table::{Format, Writer};
use app::exchange::{self, grounds};
use app::{AppError, Fault};
use base::{Date, RegisterId};
use std::process::ExitCode;

/// An error of the application or of the file.
enum Stop {
    App(AppError),
    File(Failure),
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::App(fault.into())
    }
}

/// Exports a register.
pub(crate) fn run(options: &Export) -> Result<ExitCode, Failure> {
    if !options.data.join("koom.db").exists() {
        return Err(failure(format!("{} is no data directory: it holds no koom.db", options.data.display())));
    }
    let Some(format) = options.format.or_else(|| Format::of(&options.out)) else {
        return Err(failure("say the format: --format jsonl or --format csv"));
    };
    let at = match &options.at {
        None => None,
        Some(text) => {
            Some(text.parse::<Date>().map_err(|_error| failure(format!("--at {text:?} is no date")))?)
        }
    };
    let opened = open_app(&options.data, &options.database, None, false)?;
    let running = opened.app.running();
    let id = RegisterId::new(&options.register);
    let register = running.model().registers.get(&id).ok_or_else(|| {
        let all: Vec<&str> = running.model().registers.keys().map(RegisterId::as_str).collect();
        failure(format!("there is no register {:?}; there are {}", options.register, all.join(", ")))
    })?;
    let grounds = grounds(running.model(), register, Some(&options.purpose), options.article.as_deref())
        .map_err(failure)?;
    let mut writer = Writer::create(&options.out, format, register)?;
    let mut progress = Progress::counting("lines");
    let mut count = 0;
    let done = opened.app.export(&id, at, &grounds, &mut |entry, version| {
        count += 1;
        progress.at(count);
        writer.write(&exchange::line(entry, version)).map_err(Stop::File)
    });
    progress.end();
    match done {
        Ok(()) => {}
        Err(Stop::App(error)) => return Err(app_failure(error)),
        Err(Stop::File(failure)) => return Err(failure),
    }
    let lines = writer.end()?;
    opened.publisher.publish(&opened.app).map_err(app_failure)?;
    if options.json {
        let told = serde_json::json!({"register": id.as_str(), "file": options.out.display().to_string(), "lines": lines});
        line(told.to_string());
    } else {
        line(format!("{lines} lines of {id} in {}", options.out.display()));
    }
    Ok(ExitCode::SUCCESS)
}
