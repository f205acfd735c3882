//! The command line.

mod exchange;
mod keeping;
mod writing;

use crate::console::Failure;
use crate::database::Database;
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) use exchange::{Export, Import, Simulate, SimulatePeople};
pub(crate) use keeping::{Backup, Doctor, Restore};
pub(crate) use writing::{Check, Docs, Explain, Format, Schema, Test};

/// Runs a digital state from a folder of text.
#[derive(Parser)]
#[command(name = "koom", version, about, after_help = "Example: koom demo --people 2000 --data ./demo")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Builds, seeds and serves a demonstration state
    Demo(Demo),
    /// Serves a state from a data directory
    Serve(Serve),
    /// Reads a state folder and reports every mistake (exit 1 if there is one)
    Check(Check),
    /// Explains a diagnostic code, like K0203
    Explain(Explain),
    /// Runs the cases of every service (exit 1 if one fails)
    Test(Test),
    /// Prints the JSON Schema of a kind of file
    Schema(Schema),
    /// Writes the catalogue of a state as a site of plain files: services in words, their states as pictures and BPMN
    Docs(Docs),
    /// Recomputes everything a data directory holds and says what does not fit (exit 1 if something does not)
    Verify(Verify),
    /// Prints the journal and balances, writes payment orders
    #[command(subcommand)]
    Ledger(Ledger),
    /// Invents a population as files of records
    #[command(subcommand)]
    Simulate(Simulate),
    /// Enters files of records into registers (exit 3 if some lines are bad: they stand in FILE.bad)
    Import(Import),
    /// Gives out a register as a file
    Export(Export),
    /// Makes tokens for `koom serve`
    #[command(subcommand)]
    Token(Token),
    /// Backs up or rotates the key that signs the log
    #[command(subcommand)]
    Key(Key),
    /// Measures acts and requests on this machine
    #[command(subcommand)]
    Bench(Bench),
    /// Copies all records and both logs into an empty database or data directory
    Copy(Copy),
    /// Writes all records and both logs as they stand into a folder, while the server runs
    Backup(Backup),
    /// Puts a backup into an empty data directory or database
    Restore(Restore),
    /// Asks an installation how it is, and says what to do (exit 1 if something is bad, 3 for warnings)
    Doctor(Doctor),
    /// Prints what the registers say is open data as views for analysts, or makes them in a PostgreSQL database
    Views(Views),
    /// Lists every address the server answers
    Routes(Routes),
}

#[derive(Args)]
#[command(after_help = "Example: koom demo --listen 127.0.0.1:8080 --now 2026-11-22")]
pub(crate) struct Demo {
    /// The state folder; the demonstration state inside the program if not given
    pub(crate) state: Option<PathBuf>,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Directory to keep, resumed if it exists; a fresh one if not given. With --database-url name it too: a later start
    /// needs its keys
    #[arg(long)]
    pub(crate) data: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) database: Database,
    /// How many people to invent
    #[arg(long, default_value_t = 20_000)]
    pub(crate) people: usize,
    /// The same seed invents the same people
    #[arg(long, default_value_t = 2017)]
    pub(crate) seed: u64,
    /// The time it is when the demonstration begins: RFC 3339 or YYYY-MM-DD
    #[arg(long)]
    pub(crate) now: Option<String>,
}

#[derive(Args)]
#[command(after_help = "Example: koom serve states/kg --data /var/lib/koom --listen 127.0.0.1:8080")]
pub(crate) struct Serve {
    /// The state folder to publish and serve. If not given: what the data directory already serves; at its first start,
    /// the folder you stand in
    pub(crate) state: Option<PathBuf>,
    /// The data directory
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// Address to listen on; otherwise KOOM_LISTEN, then `listen` of koom.toml, then 127.0.0.1:8080
    #[arg(long)]
    pub(crate) listen: Option<SocketAddr>,
    /// At the first start: where people reach it, as https://services.example.org. The log is named after it, for ever
    #[arg(long)]
    pub(crate) url: Option<String>,
}

#[derive(Args)]
#[command(after_help = "Example: koom verify --data ./demo")]
pub(crate) struct Verify {
    /// The data directory
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Ledger {
    /// Prints a journal that hledger reads; it names no person
    Journal(LedgerRange),
    /// Prints what went through each account
    Balances {
        #[command(flatten)]
        range: LedgerRange,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes a file of payment orders of all that is owed to accounts, once
    Orders(LedgerOrders),
}

#[derive(Args)]
#[command(after_help = "Example: koom ledger journal --data ./demo | hledger -f - check --strict")]
pub(crate) struct LedgerRange {
    /// The data directory; a server may be running on it
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// The first day
    #[arg(long)]
    pub(crate) from: Option<base::Date>,
    /// The last day
    #[arg(long)]
    pub(crate) until: Option<base::Date>,
}

#[derive(Args)]
#[command(after_help = "Example: koom ledger orders --data /var/lib/koom --out orders.csv")]
pub(crate) struct LedgerOrders {
    /// The data directory; the server must be stopped
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// The new file; it holds names and accounts
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Writes a file again that was ordered before, by its number
    #[arg(long)]
    pub(crate) order: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum Token {
    /// Makes a token for a person of the people register; it is shown once, only its hash is kept
    New(TokenNew),
}

#[derive(Args)]
#[command(after_help = "Example: koom token new --data /var/lib/koom --person-file key.txt --days 30")]
pub(crate) struct TokenNew {
    /// The data directory; the server must be stopped
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
    /// File with the person's key, or `-` for standard input: identifiers do not belong on a command line
    #[arg(long)]
    pub(crate) person_file: PathBuf,
    /// How many days it lasts
    #[arg(long, default_value_t = 30)]
    pub(crate) days: u16,
}

#[derive(Subcommand)]
pub(crate) enum Key {
    /// Copies the signing keys to a new file that only you can read
    Backup {
        /// The data directory
        #[arg(long)]
        data: PathBuf,
        /// The new file
        file: PathBuf,
    },
    /// Makes a new signing key; checkpoints carry both signatures from then on
    Rotate {
        /// The data directory; the server must be stopped
        #[arg(long)]
        data: PathBuf,
    },
    /// Ends the overlap: checkpoints carry the newest key's signature only
    Retire {
        /// The data directory; the server must be stopped
        #[arg(long)]
        data: PathBuf,
        #[command(flatten)]
        database: Database,
    },
}

#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Durable acts through the door, beside a bare SQLite loop that writes the same bytes
    Acts {
        /// How many acts
        #[arg(long, default_value_t = 50_000)]
        acts: usize,
        #[command(flatten)]
        database: Database,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Granted cases over HTTP, one eligible newborn each, with logged reads beside them
    Http {
        /// How many cases
        #[arg(long, default_value_t = 5_000)]
        cases: usize,
        /// Requests in flight
        #[arg(long, default_value_t = 64)]
        in_flight: usize,
        #[command(flatten)]
        database: Database,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// A registry's day over HTTP: reads, task lists, forms, starts, completions, writes by decision, pages
    Mix {
        /// How many people to invent
        #[arg(long, default_value_t = 20_000)]
        people: usize,
        /// How long
        #[arg(long, default_value_t = 20)]
        seconds: u64,
        /// Requests in flight
        #[arg(long, default_value_t = 32)]
        in_flight: usize,
        #[command(flatten)]
        database: Database,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Reads of a large register of people, in a data directory that `koom import` filled; it logs each there
    People {
        /// The data directory
        #[arg(long)]
        data: PathBuf,
        /// How many reads of each kind
        #[arg(long, default_value_t = 2_000)]
        reads: usize,
        #[command(flatten)]
        database: Database,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
#[command(
    after_help = "Example: koom copy --from /var/lib/koom --to postgres://koom@/koom?host=/run/postgresql"
)]
pub(crate) struct Copy {
    /// A data directory or postgres://…; nothing may write to it meanwhile
    #[arg(long)]
    pub(crate) from: String,
    /// A data directory or postgres://… that holds no records yet
    #[arg(long)]
    pub(crate) to: String,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
#[command(after_help = "Example: koom views --data /var/lib/koom --make --reader analyst")]
pub(crate) struct Views {
    /// The state folder; the folder you stand in if neither it nor --data is given
    pub(crate) state: Option<PathBuf>,
    /// The data directory, whose published state is taken
    #[arg(long)]
    pub(crate) data: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) database: Database,
    /// Makes the views anew in the installation's database, in the schema `open`
    #[arg(long)]
    pub(crate) make: bool,
    /// A role of the database that may then read the views
    #[arg(long)]
    pub(crate) reader: Option<String>,
}

#[derive(Args)]
pub(crate) struct Routes {
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

impl Command {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Demo(demo) => crate::demo::run(&demo),
            Self::Serve(serve) => crate::serve::run(&serve),
            Self::Check(check) => crate::check::check(&check),
            Self::Explain(explain) => crate::check::explain(&explain),
            Self::Test(test) => crate::test::run(&test),
            Self::Schema(schema) => crate::check::schema(&schema),
            Self::Docs(docs) => crate::docs::run(&docs),
            Self::Verify(verify) => crate::verify::run(&verify),
            Self::Ledger(command) => crate::ledger::run(&command),
            Self::Simulate(Simulate::People(people)) => crate::simulate::people(&people),
            Self::Import(import) => crate::import::run(&import),
            Self::Export(export) => crate::export::run(&export),
            Self::Token(Token::New(new)) => crate::token::new(&new),
            Self::Key(Key::Backup { data, file }) => crate::key::backup(&data, &file),
            Self::Key(Key::Rotate { data }) => crate::key::rotate(&data),
            Self::Key(Key::Retire { data, database }) => crate::key::retire(&data, &database),
            Self::Bench(Bench::Acts { acts, database, json }) => crate::bench::acts(acts, &database, json),
            Self::Bench(Bench::Http { cases, in_flight, database, json }) => {
                crate::bench::http(cases, in_flight, &database, json)
            }
            Self::Bench(Bench::Mix { people, seconds, in_flight, database, json }) => {
                crate::bench::mix(people, seconds, in_flight, &database, json)
            }
            Self::Bench(Bench::People { data, reads, database, json }) => {
                crate::bench::people(&data, reads, &database, json)
            }
            Self::Copy(copy) => crate::copy::run(&copy),
            Self::Backup(backup) => crate::backup::run(&backup),
            Self::Restore(restore) => crate::restore::run(&restore),
            Self::Doctor(doctor) => Ok(crate::doctor::run(&doctor)),
            Self::Views(views) => crate::views::run(&views),
            Self::Routes(routes) => Ok(crate::serve::routes(routes.json)),
        }
    }
}
