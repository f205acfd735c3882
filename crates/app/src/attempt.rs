//! One attempt at an act: a consistent view, the token that opens its facts, and the memory of what was seen.
//!
//! Everything an act looks at through an attempt becomes something that must still be so when it is written;
//! otherwise the act is decided anew. So two acts that would each be right alone can't both be written when
//! together they are wrong (one benefit granted twice, one identifier given to two people).

use crate::error::AppError;
use base::{Date, FieldId, RecordId, RegisterId, Subject};
use domain::SearchValue;
use serde_json::{Map, Value};
use std::cell::{Cell, RefCell};
use store::{AnswerDigest, AsOf, Assert, Key, Match, Pending, Query, Sealed, Snapshot};

/// One attempt.
pub struct Attempt<'s> {
    snapshot: &'s dyn Snapshot,
    pending: Pending,
    asserts: RefCell<Vec<Assert>>,
    bulk: Cell<bool>,
    today: Date,
}

/// A record and its open document.
#[derive(Clone, Debug)]
pub struct OpenRecord {
    /// What may be known without opening.
    pub meta: store::Meta,
    /// The document.
    pub doc: Map<String, Value>,
}

impl<'s> Attempt<'s> {
    pub(crate) fn new(snapshot: &'s dyn Snapshot, pending: Pending, today: Date) -> Self {
        Self { snapshot, pending, asserts: RefCell::new(Vec::new()), bulk: Cell::new(false), today }
    }

    pub(crate) fn finish(self) -> (Pending, Vec<Assert>) {
        (self.pending, self.asserts.into_inner())
    }

    /// The view below, for what needs no memory.
    pub fn snapshot(&self) -> &'s dyn Snapshot {
        self.snapshot
    }

    /// This attempt gives out many people's data at once: one leaf without tags names them all.
    pub(crate) fn in_bulk(&self) {
        self.bulk.set(true);
    }

    /// True if one leaf names all whose data is opened.
    pub(crate) fn is_bulk(&self) -> bool {
        self.bulk.get()
    }

    /// Whose records were opened so far.
    pub fn opened(&self) -> store::Opened {
        self.pending.opened()
    }

    /// A record that holds today, opened; remembered by its latest version.
    pub fn get(&self, register: &RegisterId, id: &RecordId) -> Result<Option<OpenRecord>, AppError> {
        let at = AsOf { valid: self.today, recorded: None };
        let (version, sealed) = self.snapshot.standing(register, id, &at)?;
        self.take_latest(register, id, version);
        sealed.map(|sealed| self.open(&sealed)).transpose()
    }

    /// The latest version number of a record; remembered.
    pub fn latest(&self, register: &RegisterId, id: &RecordId) -> Result<u32, AppError> {
        let version = self.snapshot.latest(register, id)?;
        self.take_latest(register, id, version);
        Ok(version)
    }

    /// Remembers that a record must have this many versions, without looking.
    pub(crate) fn take_latest(&self, register: &RegisterId, id: &RecordId, version: u32) {
        let (register, id) = (register.clone(), id.clone());
        self.asserts.borrow_mut().push(Assert::Latest { register, id, version });
    }

    /// Remembers that a record must not be there yet. For an id just drawn: it is not looked up, as nobody has
    /// drawn its random bits before.
    pub(crate) fn is_new(&self, register: &RegisterId, id: &RecordId) {
        self.take_latest(register, id, 0);
    }

    /// Records that match; sealed, remembered.
    pub fn find(&self, query: Query) -> Result<Vec<Sealed>, AppError> {
        let found = self.snapshot.find(&query)?;
        let result = found.iter().map(|sealed| (sealed.meta().id.clone(), sealed.meta().version)).collect();
        self.asserts.borrow_mut().push(Assert::Same { query, result });
        Ok(found)
    }

    /// Gives records that match one after another, however many; sealed, remembered by a digest.
    pub fn each(
        &self,
        query: Query,
        each: &mut dyn FnMut(&Sealed) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let (mut digest, mut wrong) = (AnswerDigest::default(), None);
        self.snapshot.each(&query, &mut |sealed| {
            digest.add(&sealed.meta().id, sealed.meta().version);
            wrong = each(&sealed).err();
            Ok(wrong.is_none())
        })?;
        self.asserts.borrow_mut().push(Assert::Digest { query, digest });
        wrong.map_or(Ok(()), Err)
    }

    /// Opens a record for this act: whose it is will be named by a read leaf.
    pub fn open(&self, sealed: &Sealed) -> Result<OpenRecord, AppError> {
        Ok(OpenRecord { meta: sealed.meta().clone(), doc: sealed.open_in(&self.pending)? })
    }

    /// True if a current record has this value in a searchable field. Opens nothing.
    pub fn exists(&self, register: &RegisterId, field: &FieldId, value: &str) -> Result<bool, AppError> {
        let query = equals(register, field, value, self.today, 1);
        Ok(!self.find(query)?.is_empty())
    }
}

/// A query for records with one value in one field.
pub fn equals(register: &RegisterId, field: &FieldId, value: &str, today: Date, limit: usize) -> Query {
    Query {
        register: register.clone(),
        conditions: vec![(field.clone(), Match::In(vec![Key::from(value)]))],
        at: AsOf { valid: today, recorded: None },
        limit,
    }
}

/// A search value as the store keeps it.
pub fn key(value: SearchValue) -> Key {
    match value {
        SearchValue::Text(text) => Key::Text(text),
        SearchValue::Number(number) => Key::Number(number),
    }
}

/// The subject of a record by its register's declaration.
pub fn subject_of(register: &model::Register, doc: &Map<String, Value>) -> Option<Subject> {
    let field = register.subject.as_ref()?;
    doc.get(field.as_str()).and_then(Value::as_str).map(Subject::new)
}
