//! Chores of the repository. `cargo xtask tidy` checks what neither the compiler nor clippy can see: which crate may
//! use which, licences, sizes, words that do not belong into the engine, and that the documents name what the code has.

mod exceptions;
mod meta;
mod rust;
mod tidy;
mod tree;

use std::io::Write as _;
use std::process::ExitCode;

const USAGE: &str = "cargo xtask tidy    checks the house rules; ends with 0 findings or with status 1";

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    let command = std::env::args().nth(1);
    let written = match command.as_deref() {
        Some("tidy") => match tidy::run() {
            Ok(findings) => {
                let written = findings
                    .iter()
                    .try_for_each(|finding| writeln!(out, "{finding}"))
                    .and_then(|()| writeln!(out, "tidy: {} findings", findings.len()));
                written.map(|()| if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
            }
            Err(error) => writeln!(out, "tidy could not look: {error}").map(|()| ExitCode::from(2)),
        },
        _ => writeln!(out, "{USAGE}").map(|()| ExitCode::from(2)),
    };
    // A reader that hangs up (`| head`) has seen what it wanted, but nothing was proved.
    written.unwrap_or(ExitCode::from(2))
}
