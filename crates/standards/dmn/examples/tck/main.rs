//! Runs the DMN Technology Compatibility Kit: `cargo run -p dmn --example tck -- DIR [--quiet] [--only TEXT]`.
//!
//! Every folder under DIR with a `.dmn` file and `*-test-*.xml` files is run. The last line is
//! `N passed, M failed`; the exit code is 1 when a case failed.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line program speaks to its terminal"
)]

mod runner;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut folder = None;
    let mut quiet = false;
    let mut only = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quiet" => quiet = true,
            "--only" => only = arguments.next(),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        eprintln!("usage: tck DIR [--quiet] [--only TEXT], where DIR holds folders of the TCK's form");
        return ExitCode::from(2);
    };
    let report = match runner::run(&folder, only.as_deref()) {
        Ok(report) => report,
        Err(cause) => {
            eprintln!("{} cannot be read: {cause}", folder.display());
            return ExitCode::from(2);
        }
    };
    if !quiet {
        for failure in &report.failures {
            println!("{failure}");
        }
        for folder in report.folders.iter().filter(|folder| folder.failed > 0) {
            println!("{}: {} of {} failed", folder.name, folder.failed, folder.passed + folder.failed);
        }
    }
    println!("{} passed, {} failed", report.passed, report.failures.len());
    if report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
