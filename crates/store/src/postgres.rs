//! The store in a PostgreSQL database, perhaps of several programs: the same tables and statements as in SQLite.
//!
//! Whoever commits locks the heads of both logs first, so commits of all programs stand in one row, and the leaves
//! have neither gap nor fork. A program remembers what it wrote itself; whenever the heads are not where it left them,
//! it asks again.

pub(crate) mod client;
mod place;
mod translate;
pub(crate) mod views;

use crate::backend::{Backend, LeafMaker, Outcome, Snapshot, StoreError, TileRow};
use crate::commit;
use crate::copy::copy;
use crate::db::{Db, Runs};
use crate::known::Known;
use crate::pool::{Bound, Pool};
use crate::prepared::Prepared;
use crate::read::View;
use crate::row::Log;
use crate::sign;
use crate::sql;
use base::Hash;
use client::Client;
use place::Place;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Connections for reading kept open.
const IDLE_READERS_MAX: usize = 8;
/// Connections for reading at most, where nobody says how many: PostgreSQL gives a hundred in all unless told otherwise,
/// and several programs share them.
const READERS: Bound = Bound { most: 32, wait: Duration::from_secs(5) };
/// Two programs that begin at once make the tables once. Any number that nothing else uses.
const SCHEMA_LOCK: &str = "select pg_advisory_xact_lock(7023178432451)";
const BEGIN_READ: &str = "begin isolation level repeatable read read only";
/// Whoever writes holds up everyone else, so a writer that hangs is cut off. A reader holds up nobody, and `koom verify`
/// may be busy with a row for long.
const BEGIN_WRITE: &str = "begin isolation level read committed; \
    set local idle_in_transaction_session_timeout = '60s'; select 1 from head order by log for update";

/// A database.
pub struct Postgres {
    place: Place,
    readers: Pool<Client>,
    /// `None` if open for reading only.
    writer: Option<Mutex<Writing>>,
}

/// The connection that writes, and what it need not ask again.
#[derive(Default)]
struct Writing {
    /// None before the first use and after an error, whose transaction ends with the connection.
    client: Option<Client>,
    known: Known,
}

impl fmt::Debug for Postgres {
    /// The address may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postgres").finish_non_exhaustive()
    }
}

impl Postgres {
    /// Opens a database for writing, making the tables if there are none. `url` is `postgres://…` as libpq reads it.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(Place::parse(url)?)
    }

    /// With so many connections for reading at most, for one of which one waits so long.
    #[must_use]
    pub fn bounded(mut self, most: usize, wait: Duration) -> Self {
        self.readers = Pool::keeping(IDLE_READERS_MAX.min(most), Some(Bound { most, wait }));
        self
    }

    /// An empty store in a schema of the same database; what the schema held before is dropped.
    pub(crate) fn beside(url: &str, schema: &str) -> Result<Self, StoreError> {
        let mut place = Place::parse(url)?;
        let client = Client::connect(&place)?;
        client.run(&format!("drop schema if exists {schema} cascade; create schema {schema}"))?;
        place.config.options(format!("-c search_path={schema}"));
        Self::open_with(place)
    }

    fn open_with(place: Place) -> Result<Self, StoreError> {
        let client = Client::connect(&place)?;
        client.run("begin")?;
        client.run(SCHEMA_LOCK)?;
        if tables(&client)? == 0 {
            client.run(&translate::schema(sql::SCHEMA))?;
        }
        check(&client)?;
        client.run("commit")?;
        let writer = Writing { client: Some(client), known: Known::default() };
        Ok(Self {
            place,
            readers: Pool::keeping(IDLE_READERS_MAX, Some(READERS)),
            writer: Some(Mutex::new(writer)),
        })
    }

    /// Opens a database for reading, beside programs that may be writing to it.
    pub fn open_read_only(url: &str) -> Result<Self, StoreError> {
        let place = Place::parse(url)?;
        let client = Client::connect(&place)?;
        if tables(&client)? == 0 {
            return Err(StoreError::Setup("it holds no state yet".to_owned()));
        }
        check(&client)?;
        let readers = Pool::keeping(IDLE_READERS_MAX, Some(READERS));
        readers.give(client);
        Ok(Self { place, readers, writer: None })
    }

    /// True if our tables are there.
    pub fn holds_store(url: &str) -> Result<bool, StoreError> {
        Ok(tables(&Client::connect(&Place::parse(url)?)?)? > 0)
    }

    /// Writes rows durably and nothing else.
    pub(crate) fn bare(&self, group: &[Runs<'_>]) -> Result<(), StoreError> {
        let write = |client: &Client, _known: &mut Known| {
            group.iter().try_for_each(|runs| client.change_all(runs).map(|_changed| ()))
        };
        self.write(write).map(|_done| ())
    }

    /// Copies another store into this database, which must hold nothing yet, in one transaction.
    pub(crate) fn copy_from(
        &self,
        from: &impl Db,
        done: &mut dyn FnMut(&'static str, u64),
    ) -> Result<(), StoreError> {
        self.write(|client, _known| copy(from, client, done)).map(|_done| ())
    }

    fn writer(&self) -> Result<MutexGuard<'_, Writing>, StoreError> {
        let writer = self.writer.as_ref().ok_or(StoreError::ReadOnly)?;
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A connection in a read transaction.
    pub(crate) fn reading(&self) -> Result<Client, StoreError> {
        self.begun(None)
    }

    fn begun(&self, idle: Option<Client>) -> Result<Client, StoreError> {
        if let Some(client) = idle {
            match client.run(BEGIN_READ) {
                Ok(()) => return Ok(client),
                // The others were lost together with this one.
                Err(StoreError::Away(_)) => self.readers.clear(),
                Err(error) => return Err(error),
            }
        }
        let client = Client::connect(&self.place)?;
        client.run(BEGIN_READ)?;
        Ok(client)
    }

    /// Does something in a transaction that holds the heads of both logs.
    fn write<T>(
        &self,
        what: impl FnOnce(&Client, &mut Known) -> Result<T, StoreError>,
    ) -> Result<(T, MutexGuard<'_, Writing>), StoreError> {
        let mut writer = self.writer()?;
        let client = match writer.client.take().filter(|client| !client.is_closed()) {
            Some(client) => client,
            None => Client::connect(&self.place)?,
        };
        let mut done = client.run(BEGIN_WRITE).and_then(|()| what(&client, &mut writer.known));
        if done.is_ok() {
            // An error here may mean that it was written and nobody could say so.
            done = client.run("commit").and(done);
        }
        match done {
            Ok(done) => {
                writer.client = Some(client);
                Ok((done, writer))
            }
            Err(error) => {
                writer.known = Known::default();
                Err(error)
            }
        }
    }
}

impl Backend for Postgres {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        Ok(Box::new(View::begin(self.readers.hold(|idle| self.begun(idle))?)?))
    }

    fn shared(&self) -> bool {
        true
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        let held = self.readers.hold(|idle| self.begun(idle))?;
        let size = held.connection()?.value("select pg_database_size(current_database())")?;
        size.and_then(|size| size.parse().ok())
            .ok_or_else(|| StoreError::Damaged("the database does not know its size".to_owned()))
    }

    fn connections(&self) -> [usize; 2] {
        self.readers.counts()
    }

    fn try_write(&self) -> Result<(), StoreError> {
        self.write(|client, _known| sign::again(client)).map(|_done| ())
    }

    fn commit(&self, group: Vec<Prepared>, maker: &dyn LeafMaker) -> Result<Vec<Outcome>, StoreError> {
        let ((outcomes, given), mut writer) =
            self.write(|client, known| commit::write(client, known, group, maker))?;
        writer.known.learn(given);
        Ok(outcomes)
    }

    fn about_to_sign(&self, log: Log, size: u64, root: Hash) -> Result<bool, StoreError> {
        Ok(self.write(|client, _known| sign::announce(client, log, size, root))?.0)
    }

    fn publish(&self, log: Log, size: u64, tiles: Vec<TileRow>, note: &str) -> Result<bool, StoreError> {
        Ok(self.write(|client, _known| sign::publish(client, log, size, &tiles, note))?.0)
    }
}

/// How many of our tables there are where this connection looks.
fn tables(client: &Client) -> Result<u32, StoreError> {
    let count = "select count(*) from pg_class where oid = to_regclass('meta')::oid";
    Ok(client.value(count)?.and_then(|count| count.parse().ok()).unwrap_or(0))
}

fn check(client: &Client) -> Result<(), StoreError> {
    let encoding = client.value("show server_encoding")?.unwrap_or_default();
    if encoding != "UTF8" {
        return Err(StoreError::Setup(format!(
            "its encoding is {encoding}; make the database with `createdb --encoding UTF8 --template template0`"
        )));
    }
    let found = client.value("select value from meta where name = 'schema'")?.unwrap_or_default();
    match found.parse() {
        Ok(sql::SCHEMA_VERSION) => Ok(()),
        Ok(found) => Err(StoreError::Schema { found, known: sql::SCHEMA_VERSION }),
        Err(_) => Err(StoreError::Damaged("the schema number is no number".to_owned())),
    }
}
