//! Commands that write and read files of records.

use crate::database::Database;
use crate::table::Format;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand)]
pub(crate) enum Simulate {
    /// People, their families and everything the state folder says of them; one file a register
    People(SimulatePeople),
}

#[derive(Args)]
#[command(
    after_help = "Example: koom simulate people --people 100000 --now 2026-11-22 --out ./people\n\nThe same state, seed and date give the same bytes on every machine."
)]
pub(crate) struct SimulatePeople {
    /// The state folder; the demonstration state inside the program if not given
    pub(crate) state: Option<PathBuf>,
    /// How many people to invent, about: the last household is whole
    #[arg(long, default_value_t = 20_000)]
    pub(crate) people: usize,
    /// The same seed invents the same people
    #[arg(long, default_value_t = 2017)]
    pub(crate) seed: u64,
    /// The day as of which they live: YYYY-MM-DD
    #[arg(long)]
    pub(crate) now: String,
    /// The folder to write, new or empty
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// How files are written
    #[arg(long, value_enum, default_value = "jsonl")]
    pub(crate) format: Format,
    /// What was written, as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
#[command(
    after_help = "Example: koom import ./people --data /var/lib/koom --state states/kg\n\nFiles end in .jsonl or .csv and are named after their register. What is in already is not entered again: a stopped\nimport goes on when the command is given again. Exit codes: 0 all is in, 1 nothing more was entered, 3 bad lines."
)]
pub(crate) struct Import {
    /// Files, or folders of files
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// The data directory; the server must be stopped
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// The state folder to publish first; needed for a new directory
    #[arg(long)]
    pub(crate) state: Option<PathBuf>,
    /// For a new directory: where people will reach it. The log is named after it, for ever
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// The register of a file that is not named after it
    #[arg(long)]
    pub(crate) register: Option<String>,
    /// Why: a purpose of the state; if not given, the keeping of the register
    #[arg(long)]
    pub(crate) purpose: Option<String>,
    /// By which article, LAW/ARTICLE; the purpose's or the register's own if not given
    #[arg(long)]
    pub(crate) article: Option<String>,
    /// The first day of lines that name none: YYYY-MM-DD
    #[arg(long)]
    pub(crate) valid_from: Option<String>,
    /// Also look whether the people and places that lines name are in already; slower. People first
    #[arg(long)]
    pub(crate) check_references: bool,
    /// Enter nothing if any line is bad
    #[arg(long)]
    pub(crate) strict: bool,
    /// What was done, as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
#[command(
    after_help = "Example: koom export births --data /var/lib/koom --out births.csv --purpose birth_registration\n\nWithout --at every version of every record; whose data it is, finds it among the looks at their data."
)]
pub(crate) struct Export {
    /// The register
    pub(crate) register: String,
    /// The data directory; the server must be stopped
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// The new file
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// How it is written; by the end of its name if not given
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Only what holds on this day: YYYY-MM-DD
    #[arg(long)]
    pub(crate) at: Option<String>,
    /// Why: a purpose of the state
    #[arg(long)]
    pub(crate) purpose: String,
    /// By which article, LAW/ARTICLE; the purpose's own if not given
    #[arg(long)]
    pub(crate) article: Option<String>,
    /// What was done, as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
