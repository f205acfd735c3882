//! The store in a PostgreSQL database, perhaps of several programs: the same tables and statements as in SQLite.
//!
//! Whoever commits locks the heads of both logs first, so commits of all programs stand in one row, and the leaves
//! have neither gap nor fork. A program remembers what it wrote itself; whenever the heads are not where it left them,
//! it asks again.

mod bind;
pub(crate) mod client;
mod place;
mod translate;
pub(crate) mod views;

use crate::backend::{Backend, LeafMaker, Outcome, Snapshot, StoreError, TileRow};
use crate::commit;
use crate::copy::{Follow, copy};
use crate::db::{Db, Runs};
use crate::known::Known;
use crate::migrations;
use crate::pool::{Bound, Held, Pool};
use crate::prepared::Prepared;
use crate::read::View;
use crate::row::Log;
use crate::sign;
use base::Hash;
use client::Client;
use place::Place;
use std::fmt;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Connections for reading kept open.
const IDLE_READERS_MAX: usize = 8;
/// Connections for reading at most, where nobody says how many: PostgreSQL gives a hundred in all unless told otherwise,
/// and several programs share them.
const READERS: Bound = Bound { most: 32, wait: Duration::from_secs(5) };
/// Two programs that begin at once make the tables once. Any number that nothing else uses.
const SCHEMA_LOCK: &str = "select pg_advisory_xact_lock(7023178432451)";
const BEGIN_WRITE: &str = "begin isolation level read committed";
/// Nobody else commits before this transaction has ended.
const HOLD: &str = "select size from head order by log for update";
/// Whoever writes holds up everyone else, so a writer that hangs is cut off. A reader holds up nobody, and `koom verify`
/// may be busy with a row for long.
const WRITER: &str = "set idle_in_transaction_session_timeout = '60s'";

/// The server's version, and settings by name.
pub(crate) type ServerSettings = (u32, Vec<(&'static str, String)>);

/// A database.
pub struct Postgres {
    place: Place,
    readers: Pool<Client>,
    /// `None` if open for reading only.
    writer: Option<Mutex<Writing>>,
    /// The leaves of `/log` from the first of these to before the second are this program's, one after another.
    own: Mutex<Range<u64>>,
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
        let client = writing(&place)?;
        client.run("begin")?;
        client.run(SCHEMA_LOCK)?;
        let before = if tables(&client, "meta")? == 0 { 0 } else { check(&client)? };
        encoding(&client)?;
        migrations::apply(&client, before, |text| client.run(&translate::schema(text)))?;
        client.run("commit")?;
        let writer = Writing { client: Some(client), known: Known::default() };
        Ok(Self {
            place,
            readers: Pool::keeping(IDLE_READERS_MAX, Some(READERS)),
            writer: Some(Mutex::new(writer)),
            own: Mutex::default(),
        })
    }

    /// Opens a database for reading, beside programs that may be writing to it.
    pub fn open_read_only(url: &str) -> Result<Self, StoreError> {
        let place = Place::parse(url)?;
        let client = Client::connect(&place)?;
        if tables(&client, "meta")? == 0 {
            return Err(StoreError::Setup("it holds no state yet".to_owned()));
        }
        encoding(&client)?;
        check(&client)?;
        let readers = Pool::keeping(IDLE_READERS_MAX, Some(READERS));
        readers.give(client);
        Ok(Self { place, readers, writer: None, own: Mutex::default() })
    }

    /// True if our tables are there.
    pub fn holds_store(url: &str) -> Result<bool, StoreError> {
        Ok(tables(&Client::connect(&Place::parse(url)?)?, "meta")? > 0)
    }

    /// The schema of a database.
    pub(crate) fn schema(url: &str) -> Result<u32, StoreError> {
        check(&Client::connect(&Place::parse(url)?)?)
    }

    /// What the doctor asks of the server: its version as a number, and how each of these settings stands.
    pub(crate) fn settings(url: &str, names: &[&'static str]) -> Result<ServerSettings, StoreError> {
        let client = Client::connect(&Place::parse(url)?)?;
        let show = |name: &str| Ok(client.value(&format!("show {name}"))?.unwrap_or_default());
        let version = show("server_version_num")?.parse().unwrap_or(0);
        let settings =
            names.iter().map(|name| Ok((*name, show(name)?))).collect::<Result<_, StoreError>>()?;
        Ok((version, settings))
    }

    /// Writes rows durably and nothing else.
    pub(crate) fn bare(&self, group: &[Runs<'_>]) -> Result<(), StoreError> {
        let group: Vec<&Runs<'_>> = group.iter().collect();
        self.write(|client, _known, _sizes| client.change_each(&group)).map(|_done| ())
    }

    /// Copies another store into this database, which must hold nothing yet, in one transaction.
    pub(crate) fn copy_from(&self, from: &impl Db, follow: &mut dyn Follow) -> Result<(), StoreError> {
        self.write(|client, _known, _sizes| copy(from, client, follow)).map(|_done| ())
    }

    /// A connection that holds the heads of both logs, so that nobody writes until it is dropped, however long that takes.
    pub(crate) fn holding(&self) -> Result<Client, StoreError> {
        let client = Client::connect(&self.place)?;
        client.begin(BEGIN_WRITE, HOLD)?;
        Ok(client)
    }

    fn writer(&self) -> Result<MutexGuard<'_, Writing>, StoreError> {
        let writer = self.writer.as_ref().ok_or(StoreError::ReadOnly)?;
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A connection in a read transaction.
    pub(crate) fn reading(&self) -> Result<Client, StoreError> {
        let client = Client::connect(&self.place)?;
        client.begin_with_question();
        Ok(client)
    }

    /// One of the connections for reading, in a transaction.
    fn held(&self) -> Result<Held<'_, Client>, StoreError> {
        self.readers.hold(|idle| match idle {
            Some(client) => {
                client.begin_with_question();
                Ok(client)
            }
            None => self.reading(),
        })
    }

    /// Does something in a transaction that holds the heads of both logs, and is told their sizes.
    fn write<T>(
        &self,
        what: impl FnOnce(&Client, &mut Known, [u64; 2]) -> Result<T, StoreError>,
    ) -> Result<(T, MutexGuard<'_, Writing>), StoreError> {
        let mut writer = self.writer()?;
        let client = match writer.client.take().filter(|client| !client.is_closed()) {
            Some(client) => client,
            None => writing(&self.place)?,
        };
        let mut done = client.begin(BEGIN_WRITE, HOLD).and_then(|heads| {
            let [acts, reads] = heads.as_slice() else {
                return Err(StoreError::Damaged("the head of a log is missing".to_owned()));
            };
            what(&client, &mut writer.known, [size(*acts)?, size(*reads)?])
        });
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
        Ok(Box::new(View::of(self.held()?)))
    }

    fn shared(&self) -> bool {
        true
    }

    fn wrote_alone(&self, acts: Range<u64>) -> bool {
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        own.start <= acts.start && acts.end <= own.end
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        let held = self.held()?;
        let size = held.connection()?.value("select pg_database_size(current_database())")?;
        size.and_then(|size| size.parse().ok())
            .ok_or_else(|| StoreError::Damaged("the database does not know its size".to_owned()))
    }

    fn connections(&self) -> [usize; 2] {
        self.readers.counts()
    }

    fn try_write(&self) -> Result<(), StoreError> {
        self.write(|client, _known, _sizes| sign::again(client)).map(|_done| ())
    }

    fn commit(&self, group: Vec<Prepared>, maker: &dyn LeafMaker) -> Result<Vec<Outcome>, StoreError> {
        let mut began = 0;
        let ((outcomes, given), mut writer) = self.write(|client, known, sizes| {
            [began, _] = sizes;
            commit::write(client, known, sizes, group, maker)
        })?;
        let [ended, _] = given.sizes;
        writer.known.learn(given);
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let start = if own.end == began { own.start } else { began };
        *own = start..ended;
        Ok(outcomes)
    }

    fn about_to_sign(&self, log: Log, size: u64, root: Hash) -> Result<bool, StoreError> {
        Ok(self.write(|client, _known, _sizes| sign::announce(client, log, size, root))?.0)
    }

    fn publish(&self, log: Log, size: u64, tiles: Vec<TileRow>, note: &str) -> Result<bool, StoreError> {
        Ok(self.write(|client, _known, _sizes| sign::publish(client, log, size, &tiles, note))?.0)
    }
}

/// A connection that writes.
fn writing(place: &Place) -> Result<Client, StoreError> {
    let client = Client::connect(place)?;
    client.run(WRITER)?;
    Ok(client)
}

fn size(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number)
        .map_err(|_negative| StoreError::Damaged("the size of a log is below zero".to_owned()))
}

/// 1 if this table of ours is there where this connection looks.
fn tables(client: &Client, name: &str) -> Result<u32, StoreError> {
    let count = format!("select count(*) from pg_class where oid = to_regclass('{name}')::oid");
    Ok(client.value(&count)?.and_then(|count| count.parse().ok()).unwrap_or(0))
}

fn encoding(client: &Client) -> Result<(), StoreError> {
    let encoding = client.value("show server_encoding")?.unwrap_or_default();
    if encoding == "UTF8" {
        return Ok(());
    }
    Err(StoreError::Setup(format!(
        "its encoding is {encoding}; make the database with `createdb --encoding UTF8 --template template0`"
    )))
}

fn check(client: &Client) -> Result<u32, StoreError> {
    migrations::check(client, tables(client, "migration")? > 0)
}
