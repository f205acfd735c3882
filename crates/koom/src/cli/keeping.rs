//! Commands that keep an installation safe.

use crate::database::Database;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: koom backup --data /var/lib/koom --to /backup/koom-2026-11-22\n\nA server may be running. The backup is of one moment, is read again and compared before it gets its name, and is itself a data\ndirectory for `koom verify`. Exit codes: 0 written and verified, 1 nothing was kept."
)]
pub(crate) struct Backup {
    /// The data directory
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// The folder to write, new or empty
    #[arg(long)]
    pub(crate) to: PathBuf,
    /// Also the signing keys, and a demonstration's tokens: whoever has them can sign in the installation's name
    #[arg(long)]
    pub(crate) with_keys: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
#[command(
    after_help = "Example: koom restore --from /backup/koom-2026-11-22 --data /var/lib/koom\n         koom restore --from … --data … --at 2026-11-22T14:00:00+06:00 --new-origin services.example.org/2026-11-22/log\n\nWhat was published must never be published otherwise: a backup older than the last checkpoint, or an earlier moment, goes on\nonly as a new log. Exit codes: 0 restored, 1 nothing was restored."
)]
pub(crate) struct Restore {
    /// The backup
    #[arg(long)]
    pub(crate) from: PathBuf,
    /// The data directory, without a koom.db
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// To this moment: acts after it are left out. RFC 3339 or YYYY-MM-DD; asks for --new-origin
    #[arg(long, conflicts_with = "size")]
    pub(crate) at: Option<String>,
    /// To so many leaves in /log; asks for --new-origin
    #[arg(long)]
    pub(crate) size: Option<u64>,
    /// Goes on as a new log of this name, which says what it continues: HOST/…/log
    #[arg(long)]
    pub(crate) new_origin: Option<String>,
    /// The last checkpoint known, of /log or /reads, or the published.json of a lost directory
    #[arg(long)]
    pub(crate) checkpoint: Vec<PathBuf>,
    /// Nothing was published after the backup: the server was stopped before it
    #[arg(long)]
    pub(crate) nothing_published_since: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
#[command(
    after_help = "Example: koom doctor --data /var/lib/koom\n\nIt changes nothing; a server may be running. Exit codes: 0 all is well, 1 something is bad, 3 warnings only."
)]
pub(crate) struct Doctor {
    /// The data directory
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// Does not read every page of koom.db
    #[arg(long, conflicts_with = "deep")]
    pub(crate) quick: bool,
    /// Also recomputes everything, as `koom verify`
    #[arg(long)]
    pub(crate) deep: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}
