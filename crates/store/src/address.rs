//! Where a store is: a data directory, or a PostgreSQL database.

use crate::backend::{Backend, StoreError};
use crate::{Postgres, Sqlite, Store};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Where a store is.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// `DIR/koom.db`.
    Directory(PathBuf),
    /// `postgres://…`, as libpq reads it.
    Postgres(String),
}

impl Address {
    /// From text: `postgres://…`, or a directory.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Directory(Path::new(text.strip_prefix("sqlite:").unwrap_or(text)).to_owned())
        }
    }

    /// Opens it for writing, empty if nothing is there. The directory or database itself must exist.
    pub fn open(&self) -> Result<Store, StoreError> {
        let backend: Arc<dyn Backend> = match self {
            Self::Directory(dir) => Arc::new(Sqlite::open(dir)?),
            Self::Postgres(url) => Arc::new(Postgres::open(url)?),
        };
        Ok(Store::new(backend))
    }

    /// As [`Address::open`], with at most so many connections for reading to a server of databases, for one of which one
    /// waits so long. A file knows no such bound.
    pub fn open_bounded(&self, most: usize, wait: Duration) -> Result<Store, StoreError> {
        match self {
            Self::Directory(_) => self.open(),
            Self::Postgres(url) => Ok(Store::new(Arc::new(Postgres::open(url)?.bounded(most, wait)))),
        }
    }

    /// Opens it for reading, beside whoever writes to it.
    pub fn open_read_only(&self) -> Result<Store, StoreError> {
        let backend: Arc<dyn Backend> = match self {
            Self::Directory(dir) => Arc::new(Sqlite::open_read_only(dir)?),
            Self::Postgres(url) => Arc::new(Postgres::open_read_only(url)?),
        };
        Ok(Store::new(backend))
    }

    /// True if a store was made there.
    pub fn holds_store(&self) -> Result<bool, StoreError> {
        match self {
            Self::Directory(dir) => Ok(dir.join(crate::sqlite::FILE).exists()),
            Self::Postgres(url) => Postgres::holds_store(url),
        }
    }
}

impl fmt::Display for Address {
    /// Without the password that an address may hold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(dir) => write!(f, "{}", dir.display()),
            Self::Postgres(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let place = rest.split_once('@').map_or(rest, |(_user, place)| place);
                let place = place.split('?').next().unwrap_or_default();
                write!(f, "{scheme}://{place}")
            }
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (text, shown) in [
            (
                "postgres://koom:secret@db.example:5432/koom?sslmode=disable",
                "postgres://db.example:5432/koom",
            ),
            ("postgresql:///koom?host=/run/postgresql&password=secret", "postgresql:///koom"),
            ("sqlite:./data", "./data"),
            ("/var/lib/koom", "/var/lib/koom"),
        ] {
            assert_eq!(Address::parse(text).to_string(), shown);
            assert!(!format!("{:?}", Address::parse(text)).contains("secret"));
        }
    }
}
