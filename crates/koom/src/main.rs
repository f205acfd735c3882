//! `koom`: runs a digital state from a folder of text.

mod backup;
mod bench;
mod check;
mod cli;
mod console;
mod copy;
mod database;
mod demo;
mod docs;
mod doctor;
mod embedded;
mod events;
mod export;
mod folder;
mod guard;
mod import;
mod installation;
mod key;
mod ledger;
mod manifest;
mod metrics;
mod published;
mod rate;
mod restore;
mod serve;
mod server;
mod settings;
mod simulate;
mod table;
mod test;
mod token;
mod verify;
mod views;

use clap::Parser as _;
use std::process::ExitCode;

/// Acts are decided on some threads and written by another, which frees what they made: glibc's allocator makes the threads wait
/// for one another there (`docs/benchmarks.md`). SQLite's memory comes from it too.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match cli.command.run() {
        Ok(code) => code,
        Err(failure) => {
            console::error(&failure);
            ExitCode::from(1)
        }
    }
}
