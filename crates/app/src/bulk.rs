//! Bulk acts: many records of one register in one act with one leaf, which each person concerned sees under "me".

use crate::attempt::{Attempt, key, subject_of};
use crate::chance::Chance;
use crate::door::{App, Moment, Plan, Reading};
use crate::error::{AppError, Fault};
use crate::leaf::{KEEPING, Kind, LeafBuilder};
use crate::session::{Who, own_reading};
use base::{Instant, RecordId, RegisterId, Subject};
use domain::index;
use model::Register;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use store::{Draft, Valid, Version};

/// Records in one bulk act, about: versions of one record that come together stay together.
pub(crate) const BATCH_RECORDS: usize = 2_000;

/// A version of a record that is to be entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its register.
    pub register: RegisterId,
    /// Its fields, as documents hold them.
    pub doc: Map<String, Value>,
    /// When it is so.
    pub valid: Valid,
    /// It says that the record has ended.
    pub ended: bool,
}

/// On what grounds records are entered or given out.
#[derive(Clone, Debug)]
pub struct Grounds {
    /// Id of a purpose of the state, or `keeping`.
    pub purpose: String,
    /// The article, `LAW/ARTICLE`.
    pub law: String,
}

impl Grounds {
    /// What a register's keeper enters by itself.
    pub fn keeping(register: &Register) -> Self {
        Self { purpose: KEEPING.to_owned(), law: register.law.to_string() }
    }
}

/// Where the versions of a batch go: which record they continue.
pub(crate) type Place = (RecordId, u32);
/// Which record an entry goes on with, by its place in the batch.
pub(crate) type Continues<'f> = dyn Fn(&Attempt<'_>, usize, &Entry) -> Result<Option<Place>, AppError> + 'f;
/// Versions of the engine's own that are written with a batch.
pub(crate) type More<'f> = dyn Fn(&Attempt<'_>, &Moment) -> Result<Vec<Version>, AppError> + 'f;

impl App {
    /// Adds entries of one register in one bulk act. `before` says which record an entry (by its place
    /// among them) continues, if it is no record of this batch; `more` are versions of the engine's own that are written with them.
    pub(crate) fn add_entries(
        &self,
        register: &RegisterId,
        entries: Vec<Entry>,
        grounds: &Grounds,
        before: &Continues<'_>,
        more: &More<'_>,
    ) -> Result<(), AppError> {
        let reading = bulk_reading(&self.moment(), register, grounds)?;
        let entries = RefCell::new(entries);
        self.act(&Who::Engine, &reading, |attempt, moment| {
            let found = found(moment, register)?;
            let entries = entries.borrow();
            let mut versions = self.versions(attempt, moment, found, &entries, before)?;
            let subjects: BTreeSet<Subject> =
                versions.iter().flat_map(|version| version.subjects.iter().cloned()).collect();
            let leaf = LeafBuilder::new(Kind::RecordsAdd, moment.today)
                .public("org", found.owner.as_str())
                .public("reg", register.as_str())
                .public("count", versions.len())
                .public("purpose", grounds.purpose.as_str())
                .public("law", grounds.law.as_str())
                .hidden("at", moment.now.to_string())
                .about(subjects)
                .untagged();
            versions.extend(more(attempt, moment)?);
            Ok(Plan { versions, leaf: Some(leaf), ..Plan::only_read(()) })
        })?;
        Ok(())
    }

    /// An id of 128 bits for a record of a batch. It begins with the time, so that what is entered together stands
    /// together on the disk; 64 bits are random.
    fn bulk_id(&self, now: Instant, nth: usize) -> RecordId {
        let time = (now.0 / 1_000).to_be_bytes().into_iter().skip(2);
        let nth = u16::try_from(nth % (1 << 16)).unwrap_or(0).to_be_bytes();
        let bytes: Vec<u8> = time.chain(nth).chain(self.chance.bytes::<8>()).collect();
        RecordId::from(base::hash::base64url(&bytes))
    }

    fn versions(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        register: &Register,
        entries: &[Entry],
        before: &Continues<'_>,
    ) -> Result<Vec<Version>, AppError> {
        let model = moment.running.model();
        let mut places: BTreeMap<&str, Place> = BTreeMap::new();
        let mut versions = Vec::with_capacity(entries.len());
        for (nth, entry) in entries.iter().enumerate() {
            let value = register.key.as_ref().and_then(|key| entry.doc.get(key.as_str())?.as_str());
            let known = value.and_then(|value| places.get(value).cloned());
            let place = match known {
                Some(place) => Some(place),
                None => before(attempt, nth, entry)?,
            };
            let (id, version) = if let Some((id, last)) = place {
                (id, last + 1)
            } else {
                let id = self.bulk_id(moment.now, nth);
                attempt.is_new(&register.id, &id);
                (id, 1)
            };
            if let Some(value) = value {
                places.insert(value, (id.clone(), version));
            }
            versions.push(Version {
                register: register.id.clone(),
                id,
                version,
                recorded: moment.now,
                valid: entry.valid,
                ended: entry.ended,
                subjects: subject_of(register, &entry.doc).into_iter().collect(),
                keys: index::keys(model, register, &entry.doc)
                    .into_iter()
                    .map(|(field, value)| (field, key(value)))
                    .collect(),
                doc: base::json::canonical_object(&entry.doc)?,
            });
        }
        Ok(versions)
    }
}

/// The register of a bulk act.
pub(crate) fn found<'m>(moment: &'m Moment, register: &RegisterId) -> Result<&'m Register, Fault> {
    let registers = &moment.running.model().registers;
    registers.get(register).ok_or_else(|| Fault::Missing(format!("register {register}")))
}

/// The reading of a bulk act: for the register's owner, on these grounds.
pub(crate) fn bulk_reading(
    moment: &Moment,
    register: &RegisterId,
    grounds: &Grounds,
) -> Result<Reading, Fault> {
    Ok(Reading {
        purpose: base::PurposeId::new(&grounds.purpose),
        law: grounds.law.clone(),
        org: found(moment, register)?.owner.clone(),
        by: "operator".to_owned(),
        ..own_reading(moment)
    })
}

/// The one leaf of an attempt that gave out many people's data; none if it was nobody's.
pub(crate) fn read_leaf(
    chance: &Chance,
    who: &Who,
    reading: &Reading,
    attempt: &Attempt<'_>,
    moment: &Moment,
) -> Result<Vec<Draft>, AppError> {
    let opened = attempt.opened();
    let Some(register) = opened.values().flatten().next() else { return Ok(Vec::new()) };
    let leaf = LeafBuilder::new(Kind::ReadBulk, moment.today)
        .public("org", reading.org.as_str())
        .public("reg", register.as_str())
        .public("count", opened.len())
        .public("purpose", reading.purpose.as_str())
        .public("law", reading.law.as_str())
        .public("by", reading.by.as_str())
        .hidden("at", moment.now.to_string())
        .hidden("actor", who.as_json())
        .about(opened.keys().cloned())
        .untagged();
    Ok(vec![leaf.build(chance, None)?])
}

/// Entries of all registers that may wait, some MiB; then those of one register are written before they are a whole
/// batch.
const WAITING_MAX: usize = 8_000;

/// Entries waiting until a batch is full, by register.
#[derive(Default)]
pub(crate) struct Batches {
    waiting: BTreeMap<RegisterId, Vec<Entry>>,
}

impl Batches {
    /// Adds entries that stay together; gives the batches that are full.
    pub(crate) fn add(&mut self, entries: Vec<Entry>) -> Vec<Vec<Entry>> {
        for entry in entries {
            self.waiting.entry(entry.register.clone()).or_default().push(entry);
        }
        let full = self.waiting.values_mut().filter(|waiting| waiting.len() >= BATCH_RECORDS);
        let mut full: Vec<Vec<Entry>> = full.map(std::mem::take).collect();
        if self.waiting.values().map(Vec::len).sum::<usize>() >= WAITING_MAX {
            full.extend(self.waiting.values_mut().max_by_key(|waiting| waiting.len()).map(std::mem::take));
        }
        full
    }

    /// What is left.
    pub(crate) fn rest(self) -> Vec<Vec<Entry>> {
        self.waiting.into_values().filter(|waiting| !waiting.is_empty()).collect()
    }
}
