//! Commands for whoever writes a state folder.

use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Example: koom check states/kg --json")]
pub(crate) struct Check {
    /// The state folder; the folder you stand in if not given
    pub(crate) state: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
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
#[command(after_help = "Example: koom test states/kg --run balaga")]
pub(crate) struct Test {
    /// The state folder; the folder you stand in if not given
    pub(crate) state: Option<PathBuf>,
    /// Only cases whose service or title contains this
    #[arg(long)]
    pub(crate) run: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

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
