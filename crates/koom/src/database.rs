//! Where an installation keeps its records: in its data directory, or in a PostgreSQL database named beside it.

use crate::console::{Failure, failure};
use crate::installation::Installation;
use clap::Args;
use std::path::Path;
use store::{Address, Store, StoreError};

/// The option that commands on a data directory share.
#[derive(Args, Clone, Default)]
pub(crate) struct Database {
    /// A PostgreSQL database, as postgres://user@host/name; keys and koom.toml stay in the data directory
    #[arg(long, env = "KOOM_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
}

impl Database {
    /// Where the records of the installation in this directory are. `marked` is what its `koom.toml` says: an
    /// installation that moved to a database is not opened without it.
    pub(crate) fn address(&self, data: &Path, marked: Option<&str>) -> Result<Address, Failure> {
        match (&self.database_url, marked) {
            (Some(url), _) => match Address::parse(url) {
                address @ Address::Postgres(_) => Ok(address),
                Address::Directory(_) => Err(failure(
                    "--database-url begins with postgres://; a data directory is named by --data",
                )),
            },
            (None, Some(_)) => Err(failure(format!(
                "{} keeps its records in a PostgreSQL database: name it with --database-url or KOOM_DATABASE_URL",
                data.display()
            ))),
            (None, None) => Ok(Address::Directory(data.to_owned())),
        }
    }
}

impl Database {
    /// Opens the records of an installation for reading, beside a server that may be writing to them.
    pub(crate) fn read(&self, data: &Path) -> Result<Store, Failure> {
        let marked = Installation::of(data)?.database;
        open_read_only(&self.address(data, marked.as_deref())?)
    }
}

/// Opens a store for writing.
pub(crate) fn open(address: &Address) -> Result<Store, Failure> {
    address.open().map_err(|error| cannot(address, error))
}

/// Opens a store for reading.
pub(crate) fn open_read_only(address: &Address) -> Result<Store, Failure> {
    address.open_read_only().map_err(|error| cannot(address, error))
}

/// The store's error as a sentence that names the place.
pub(crate) fn cannot(address: &Address, error: StoreError) -> Failure {
    failure(format!("{address} can't be opened: {error}"))
}
