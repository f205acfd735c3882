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
    /// Where the records of an installation are: the option or the environment's KOOM_DATABASE_URL, then the file that
    /// `koom.toml` names, then the data directory. An installation that moved to a database is not opened without it.
    pub(crate) fn of(&self, data: &Path, installation: &Installation) -> Result<Address, Failure> {
        let from_file = match (&self.database_url, &installation.database_url_file) {
            (None, Some(file)) => Some(url_in(&data.join(file))?),
            _ => None,
        };
        match self.database_url.as_deref().or(from_file.as_deref()) {
            Some(url) => postgres(url),
            None if installation.in_database => Err(failure(format!(
                "{} keeps its records in a PostgreSQL database: name it with --database-url, KOOM_DATABASE_URL or database_url_file in koom.toml",
                data.display()
            ))),
            None => Ok(Address::Directory(data.to_owned())),
        }
    }

    /// The same for a directory that may not be an installation yet.
    pub(crate) fn given(&self, data: &Path) -> Result<Address, Failure> {
        match &self.database_url {
            Some(url) => postgres(url),
            None => Ok(Address::Directory(data.to_owned())),
        }
    }

    /// Opens the records of an installation for reading, beside a server that may be writing to it.
    pub(crate) fn read(&self, data: &Path) -> Result<Store, Failure> {
        open_read_only(&self.of(data, &Installation::of(data)?)?)
    }
}

fn postgres(url: &str) -> Result<Address, Failure> {
    match Address::parse(url) {
        address @ Address::Postgres(_) => Ok(address),
        Address::Directory(_) => Err(failure(
            "the database's address begins with postgres://; a data directory is named by --data",
        )),
    }
}

/// The address that a file holds, in its first line. A relative path begins in the data directory.
fn url_in(file: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| failure(format!("database_url_file: {} can't be read: {error}", file.display())))?;
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}

/// Opens a store for writing, with the bounds of the installation.
pub(crate) fn open(address: &Address, installation: &Installation) -> Result<Store, Failure> {
    let (most, wait) = (installation.database_connections, installation.database_wait);
    address.open_bounded(most, wait).map_err(|error| cannot(address, error))
}

/// Opens a store for reading.
pub(crate) fn open_read_only(address: &Address) -> Result<Store, Failure> {
    address.open_read_only().map_err(|error| cannot(address, error))
}

/// The store's error as a sentence that names the place.
pub(crate) fn cannot(address: &Address, error: StoreError) -> Failure {
    failure(format!("{address} can't be opened: {error}"))
}
