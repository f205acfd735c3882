//! Commands for whoever writes a state folder.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For editors and code hosts
    Sarif,
}

#[derive(Args)]
#[command(after_help = "Example: koom check states/kg --format sarif > koom.sarif")]
pub(crate) struct Check {
    /// The state folder; the folder you stand in if not given
    pub(crate) state: Option<PathBuf>,
    /// How findings are written: text on standard error, or on standard output json, or sarif for editors and code hosts
    /// (SARIF 2.1.0)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// As JSON: the same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
    /// Says what each service asks of people: answers, papers, desks
    #[arg(long)]
    pub(crate) burden: bool,
    /// Set each template of documents from samples too, as `koom test` does; takes longer
    #[arg(long)]
    pub(crate) documents: bool,
}

#[derive(Args)]
#[command(after_help = "Example: koom explain K0203")]
pub(crate) struct Explain {
    /// The code; `words` lists the interface's keys; nothing lists all codes
    pub(crate) code: Option<String>,
}

#[derive(Args)]
#[command(after_help = TEST_HELP)]
pub(crate) struct Test {
    /// The state folder; the folder you stand in if not given
    pub(crate) state: Option<PathBuf>,
    /// Only cases whose service or title contains this
    #[arg(long)]
    pub(crate) run: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Says what of each service no case ever reached
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Plays the cases over rules with one thing wrong, and says which wrong ones no case notices
    #[arg(long, conflicts_with = "coverage")]
    pub(crate) mutate: bool,
    /// With --coverage or --mutate: exit 1 if less than this share was reached or noticed, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) threshold: Option<u8>,
    /// With --mutate: begin no more after so long; what was not tried then is said, and no threshold is met
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub(crate) time: u64,
}

/// What is counted, for whoever asks for a share.
const TEST_HELP: &str = "\
What --coverage counts, of each service:
  derived values   yes and no, or known once; unknown too where it may be
  decide           each line taken, and its condition false
  when, check      true and false
  if, and, or      each condition and each side true and false
  states, actions, outcomes, reasons, terms that pass: each once

What --mutate changes, one at a time:
  a comparison turned or its border moved, `and` for `or`, + for -, * for /, `every` for `some`, a condition negated,
  a number, day or span of time one more, an end of a range; a `when` or `check` always true; a line of `decide` left
  out, or two in the other order; a term or an amount one more. What `koom check` would refuse is not counted.
Neither looks at what is only shown or handed over: known values, subjects, `give`, `pay.to`, `pay.account`.

Example: koom test states/kg --run balaga --coverage --threshold 90";

#[derive(Args)]
#[command(after_help = "Example: koom schema service > service.schema.json")]
pub(crate) struct Schema {
    /// state, agency, law, register, service, cases, people or personas
    pub(crate) kind: String,
}

#[derive(Args)]
#[command(after_help = "Example: koom docs states/kg --out ./site --lang en")]
pub(crate) struct Docs {
    /// The state folder; the folder you stand in if not given
    pub(crate) state: Option<PathBuf>,
    /// The folder to write into; made if it is not there. It must be empty or hold an earlier site
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Only this language; all languages of the state if not given
    #[arg(long)]
    pub(crate) lang: Option<String>,
    /// By the law of which day terms are told; today if not given
    #[arg(long)]
    pub(crate) on: Option<base::Date>,
}
