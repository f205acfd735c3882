//! What a doctor asks of a store without touching it.

use crate::address::Address;
use crate::backend::StoreError;
use crate::{Postgres, Sqlite};
use std::path::Path;

/// Settings of a PostgreSQL server without which it may lose what it has confirmed.
const DURABLE: [&str; 3] = ["fsync", "full_page_writes", "synchronous_commit"];

/// The schema that is there; the newest one known is [`crate::migrations::KNOWN`].
pub fn schema(address: &Address) -> Result<u32, StoreError> {
    match address {
        Address::Directory(dir) => Sqlite::schema(dir),
        Address::Postgres(url) => Postgres::schema(url),
    }
}

/// A PostgreSQL server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// As `server_version_num`: 150004 for 15.4.
    pub version: u32,
    /// Settings that are off and must be on.
    pub off: Vec<&'static str>,
}

/// Asks a PostgreSQL server. Of `synchronous_commit` every value but `off` waits for this server's disk.
pub fn server(url: &str) -> Result<Server, StoreError> {
    let (version, settings) = Postgres::settings(url, &DURABLE)?;
    let off = settings.into_iter().filter(|(_, value)| value == "off").map(|(name, _)| name).collect();
    Ok(Server { version, off })
}

/// Bytes of the write-ahead log beside the database of a directory.
pub fn write_ahead_log(dir: &Path) -> u64 {
    std::fs::metadata(dir.join("koom.db-wal")).map_or(0, |file| file.len())
}
