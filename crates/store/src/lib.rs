//! The store: records in versions, two logs, one durable transaction for an act and its leaves.
//!
//! **Invariant:** nothing here knows a register's meaning, a rule, a person's rights or a clock. Documents are
//! opaque canonical JSON. Personal documents leave sealed (see [`sealed`]).

pub mod address;
pub mod backend;
pub mod bare;
mod batch;
pub mod check;
mod column;
mod commit;
pub mod copy;
pub mod cut;
mod db;
mod find;
pub mod health;
mod known;
mod leaf;
pub mod memory;
pub mod migrations;
mod pool;
pub mod postgres;
pub mod prepared;
pub mod query;
mod read;
mod recent;
pub mod row;
pub mod sealed;
mod sign;
mod span;
mod sql;
pub mod sqlite;

/// Views of open data in a PostgreSQL database.
pub mod views {
    pub use crate::postgres::views::{ColumnKind, OpenColumn, OpenView, views};
}

pub use address::Address;
pub use backend::{
    Backend, Checkpoint, Committed, Head, IndexRow, LeafMaker, Outcome, Snapshot, StoreError, TileRow,
    WrittenVersion,
};
pub use memory::Memory;
pub use postgres::Postgres;
pub use prepared::{AnswerDigest, Assert, Draft, Parts, PrepareError, Prepared};
pub use query::{AsOf, Match, Query};
pub use row::{Key, Log, Receipt, Rows, RowsRoot, StoredLeaf, Valid, Version};
pub use sealed::{Meta, Opened, Pending, ReadReceipt, SealError, Sealed};
pub use sqlite::Sqlite;

use std::sync::Arc;

/// The store as the rest of the program sees it.
#[derive(Clone)]
pub struct Store {
    backend: Arc<dyn Backend>,
}

impl Store {
    /// Over a database.
    pub fn new(backend: Arc<dyn Backend>) -> Self {
        Self { backend }
    }

    /// A consistent view of everything committed so far.
    pub fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        self.backend.snapshot()
    }

    /// Begins an act: the token opens its facts and is consumed by [`Prepared::new`].
    pub fn pending(&self) -> Pending {
        Pending::new()
    }

    /// True if other programs may write beside this one.
    pub fn shared(&self) -> bool {
        self.backend.shared()
    }

    /// True if this program is known to have written these leaves of `/log` itself.
    pub fn wrote_alone(&self, acts: std::ops::Range<u64>) -> bool {
        self.backend.wrote_alone(acts)
    }

    /// The database below, for the writer and the publisher.
    pub fn backend(&self) -> &Arc<dyn Backend> {
        &self.backend
    }
}
