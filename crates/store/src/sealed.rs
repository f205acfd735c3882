//! Personal data leaves the store sealed. It opens in two ways only:
//!
//! * inside an act, with a [`Pending`] token, which remembers whom it was opened about and which the
//!   commit consumes: [`crate::Prepared::new`] refuses an act whose leaves do not name everyone;
//! * afterwards, with the [`ReadReceipt`] of a durable read leaf that names the person.
//!
//! Only this crate makes either, so a page or adapter that forgets to log a read does not compile. The text
//! under the seal is out of reach, and there is no other way to a key for it:
//!
//! ```compile_fail,E0616
//! fn peek(sealed: &store::Sealed) -> &str {
//!     &sealed.doc
//! }
//! ```
//! ```compile_fail,E0624
//! fn peek(sealed: &store::Sealed) {
//!     let _ = sealed.read();
//! }
//! ```
//! ```compile_fail,E0624
//! let pending = store::Pending::new();
//! ```
//! ```compile_fail,E0624
//! let receipt = store::ReadReceipt::new(Default::default(), store::Log::Reads, None);
//! ```
//! ```compile_fail,E0451
//! let receipt = store::ReadReceipt { subjects: Default::default(), receipt: None, log: store::Log::Reads };
//! ```
//! ```compile_fail,E0277
//! fn token<T: Default + Clone>() {}
//! token::<store::Pending>();
//! ```
//! ```compile_fail,E0277
//! fn printed<T: std::fmt::Display>(_: &T) {}
//! fn peek(sealed: &store::Sealed) {
//!     printed(sealed);
//! }
//! ```
//! A token is used up by the act it was opened for:
//!
//! ```compile_fail,E0382
//! fn twice(pending: store::Pending) {
//!     let _ = store::Prepared::new(pending, store::Parts::default(), None);
//!     let _ = store::Prepared::new(pending, store::Parts::default(), None);
//! }
//! ```
//! What does compile:
//!
//! ```
//! fn read(sealed: &store::Sealed, pending: &store::Pending) -> bool {
//!     sealed.open_in(pending).is_ok()
//! }
//! fn read_again(sealed: &store::Sealed, receipt: &store::ReadReceipt) -> bool {
//!     sealed.open(receipt).is_ok()
//! }
//! ```

use crate::row::{Key, Log, Receipt, Valid};
use base::{FieldId, Instant, RecordId, RegisterId, Subject};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// What may be known of a record without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The register.
    pub register: RegisterId,
    /// The record.
    pub id: RecordId,
    /// Its version.
    pub version: u32,
    /// Index in `/log` of the act that wrote it.
    pub act: u64,
    /// When the state came to know.
    pub recorded: Instant,
    /// When it is so.
    pub valid: Valid,
    /// True if the version says that the record has ended.
    pub ended: bool,
}

/// A record's document under seal.
#[derive(Clone)]
pub struct Sealed {
    meta: Arc<Meta>,
    subjects: Arc<[Subject]>,
    keys: Arc<[(FieldId, Key)]>,
    doc: Arc<str>,
}

/// Why a seal does not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The receipt is of a read about other people.
    #[error("the read of register {0} was not logged for this person")]
    NotLogged(RegisterId),
    /// The stored document is not a JSON object.
    #[error("record {id} of register {register} holds no JSON object")]
    Damaged {
        /// The register.
        register: RegisterId,
        /// The record.
        id: RecordId,
    },
}

impl Sealed {
    pub(crate) fn new(meta: Meta, subjects: Vec<Subject>, keys: Vec<(FieldId, Key)>, doc: String) -> Self {
        Self { meta: Arc::new(meta), subjects: subjects.into(), keys: keys.into(), doc: doc.into() }
    }

    /// What may be known without opening.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Keys of the people it is about: for the engine's own checks (a conflict of interest); never to be shown.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// The record's values of a searchable field: what a search would have had to name to find it. For the
    /// engine's own checks (whose case, whose turn, until when); never to be shown of a person's record.
    pub fn search_values(&self, field: &str) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(move |(id, _)| id.as_str() == field).map(|(_, key)| key)
    }

    /// True if the record is about a person.
    pub fn is_personal(&self) -> bool {
        !self.subjects.is_empty()
    }

    /// Opens inside an act; the token remembers whom.
    pub fn open_in(&self, pending: &Pending) -> Result<Map<String, Value>, SealError> {
        pending.note(&self.subjects, &self.meta.register);
        self.read()
    }

    /// Opens with the receipt of a durable read leaf naming everyone whose data this is.
    pub fn open(&self, receipt: &ReadReceipt) -> Result<Map<String, Value>, SealError> {
        if self.subjects.iter().all(|subject| receipt.subjects.contains(subject)) {
            self.read()
        } else {
            Err(SealError::NotLogged(self.meta.register.clone()))
        }
    }

    /// Opens a record about no person; `None` if it is about one.
    pub fn open_public(&self) -> Option<Result<Map<String, Value>, SealError>> {
        self.subjects.is_empty().then(|| self.read())
    }

    fn read(&self) -> Result<Map<String, Value>, SealError> {
        serde_json::from_str(&self.doc).map_err(|_source| SealError::Damaged {
            register: self.meta.register.clone(),
            id: self.meta.id.clone(),
        })
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({:?})", self.meta)
    }
}

/// Whom an act opened, and in which registers.
pub type Opened = BTreeMap<Subject, BTreeSet<RegisterId>>;

/// The token with which an act opens facts before it is decided. It is consumed by
/// [`crate::Prepared::new`]; dropping it is allowed only when nothing of what was read leaves the act.
#[derive(Debug)]
#[must_use = "facts were opened: commit the act's leaves"]
pub struct Pending {
    opened: Mutex<Opened>,
}

impl Pending {
    pub(crate) fn new() -> Self {
        Self { opened: Mutex::new(Opened::new()) }
    }

    fn note(&self, subjects: &[Subject], register: &RegisterId) {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        for subject in subjects {
            opened.entry(subject.clone()).or_default().insert(register.clone());
        }
    }

    /// Whom this act opened so far.
    pub fn opened(&self) -> Opened {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Proof that a read is durably in the log, for the people it names.
#[derive(Clone, Debug)]
pub struct ReadReceipt {
    subjects: Arc<BTreeSet<Subject>>,
    receipt: Option<Receipt>,
    log: Log,
}

impl ReadReceipt {
    pub(crate) fn new(subjects: BTreeSet<Subject>, log: Log, receipt: Option<Receipt>) -> Self {
        Self { subjects: Arc::new(subjects), receipt, log }
    }

    /// True if the person is named by the read leaf.
    pub fn names(&self, subject: &Subject) -> bool {
        self.subjects.contains(subject)
    }

    /// Where the leaves stand, and in which log; `None` if nobody's data was read.
    pub fn leaves(&self) -> Option<(Log, &Receipt)> {
        self.receipt.as_ref().map(|receipt| (self.log, receipt))
    }
}
