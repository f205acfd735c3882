//! Where an installation keeps its records: in its data directory, or in a PostgreSQL database named beside it.

use crate::console::{Failure, failure};
use crate::installation::Installation;
use clap::Args;
use std::fmt;
use std::path::Path;
use store::{Address, Store, StoreError};

/// The option that commands on a data directory share.
#[derive(Args, Clone, Default)]
pub(crate) struct Database {
    /// Keeps the records in this PostgreSQL database, which must exist, as postgres://user@host/name; keys and koom.toml
    /// stay in the data directory
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
    failure(format!("{} can't be opened: {error}", Named(address)))
}

/// An address as its reader may type it again: with user and host, never with a password.
pub(crate) struct Named<'a>(pub(crate) &'a Address);

/// What of an address's parameters says where the database is; no other is shown.
const WHERE: [&str; 5] = ["host", "hostaddr", "port", "user", "dbname"];

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Address::Postgres(url) = self.0 else { return write!(f, "{}", self.0) };
        let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (user, place) = match place.rsplit_once('@') {
            Some((user, place)) => (user.split(':').next().filter(|user| !user.is_empty()), place),
            // A question mark of a password that was not encoded: nothing after it is what it looks like.
            None if query.contains('@') => return write!(f, "{scheme}://…"),
            None => (None, place),
        };
        let shown = |part: &&str| part.split_once('=').is_some_and(|(key, _)| WHERE.contains(&key));
        let query: Vec<&str> = query.split('&').filter(shown).collect();
        write!(f, "{scheme}://")?;
        if let Some(user) = user {
            write!(f, "{user}@")?;
        }
        f.write_str(place)?;
        if query.is_empty() { Ok(()) } else { write!(f, "?{}", query.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_named_with_user_and_host_and_without_its_password() {
        for (text, named) in [
            (
                "postgres://koom:secret@db.example:5432/koom?sslmode=disable",
                "postgres://koom@db.example:5432/koom",
            ),
            ("postgres://koom:se@cret@db.example/koom", "postgres://koom@db.example/koom"),
            ("postgres://koom:sec?ret@db.example/koom", "postgres://…"),
            ("postgres://koom@/koom?host=/run/postgresql", "postgres://koom@/koom?host=/run/postgresql"),
            (
                "postgresql:///koom?user=koom&password=secret&host=/run/postgresql",
                "postgresql:///koom?user=koom&host=/run/postgresql",
            ),
            ("/var/lib/koom", "/var/lib/koom"),
        ] {
            assert_eq!(Named(&Address::parse(text)).to_string(), named);
        }
    }
}
