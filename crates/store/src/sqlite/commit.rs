//! The writer: a group of acts in one durable transaction.
//!
//! For each act everything is checked before anything is written, so an act that is left out leaves no trace.
//! Log keys, tag counters and heads are kept for the whole group and written once at its end.

use super::column::{self, fault};
use super::read::{self, one};
use super::rows::Rows;
use super::{db_integer, find};
use crate::backend::{Committed, LeafMaker, Outcome, StoreError};
use crate::leaf::{DoneLeaf, LeafForm, tag_number};
use crate::prepared::{Assert, Prepared, Row};
use crate::recent::Recent;
use crate::row::{Log, Receipt};
use crate::sealed::ReadReceipt;
use crate::sql;
use base::{Date, RecordId, RegisterId, Subject};
use rusqlite::{CachedStatement, Connection, Transaction, TransactionBehavior, params};
use std::collections::BTreeMap;

/// People whose log keys and counters are remembered, a few MiB: those of the last minutes, whose acts and reads
/// come in rows.
const KNOWN_MAX: usize = 32_768;

/// What the database is known to say, as of the last durable commit. Only the one writer changes it.
#[derive(Debug, Default)]
pub(super) struct Known {
    keys: BTreeMap<Subject, [u8; 32]>,
    counts: BTreeMap<Counter, u32>,
    recent: Recent,
}

impl Known {
    fn learn(&mut self, changed: Given) {
        if self.keys.len() + changed.keys.len() > KNOWN_MAX {
            self.keys.clear();
        }
        if self.counts.len() + changed.counts.len() > KNOWN_MAX {
            self.counts.clear();
        }
        self.keys.extend(changed.keys);
        self.counts.extend(changed.counts);
    }
}

/// Commits a group; on an error nothing of it is written.
pub(super) fn commit(
    connection: &mut Connection,
    known: &mut Known,
    group: Vec<Prepared>,
    maker: &dyn LeafMaker,
) -> Result<Vec<Outcome>, StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
    let mut writer = Writer::begin(&tx, known, maker)?;
    let outcomes = group.into_iter().map(|act| writer.act(act)).collect::<Result<_, _>>()?;
    let changed = writer.finish()?;
    tx.commit().map_err(fault)?;
    known.learn(changed);
    Ok(outcomes)
}

/// Whose tags, of which log and day.
type Counter = (Log, Subject, Date);

/// What an act would give out; taken over when the act is accepted.
#[derive(Default)]
struct Given {
    counts: BTreeMap<Counter, u32>,
    keys: BTreeMap<Subject, [u8; 32]>,
}

struct Writer<'t> {
    db: &'t Connection,
    maker: &'t dyn LeafMaker,
    rows: Rows<'t>,
    leaf: CachedStatement<'t>,
    leaf_subject: CachedStatement<'t>,
    /// Leaves in `/log` and `/reads`, and whether any were added.
    sizes: [u64; 2],
    began: [u64; 2],
    known: &'t mut Known,
    /// Given out by this group so far.
    given: Given,
    blobs: u64,
}

/// What became of an act before it is written.
enum Verdict {
    Accept { done: Vec<DoneLeaf>, given: Given },
    Reject(Outcome),
}

impl<'t> Writer<'t> {
    fn begin(
        tx: &'t Transaction<'_>,
        known: &'t mut Known,
        maker: &'t dyn LeafMaker,
    ) -> Result<Self, StoreError> {
        let db: &Connection = tx;
        let sizes = [read::head(db, Log::Acts)?.size, read::head(db, Log::Reads)?.size];
        let [acts, _] = sizes;
        known.recent.begin(acts);
        Ok(Self {
            db,
            maker,
            rows: Rows::begin(db)?,
            leaf: db.prepare_cached(sql::ADD_LEAF).map_err(fault)?,
            leaf_subject: db.prepare_cached(sql::ADD_LEAF_SUBJECT).map_err(fault)?,
            sizes,
            began: sizes,
            known,
            given: Given::default(),
            blobs: 0,
        })
    }

    fn size(&mut self, log: Log) -> &mut u64 {
        let [acts, reads] = &mut self.sizes;
        match log {
            Log::Acts => acts,
            Log::Reads => reads,
        }
    }

    fn act(&mut self, act: Prepared) -> Result<Outcome, StoreError> {
        match self.check(&act)? {
            Verdict::Accept { done, given } => self.write(act, done, given).map(Outcome::Committed),
            Verdict::Reject(outcome) => Ok(outcome),
        }
    }

    fn check(&mut self, act: &Prepared) -> Result<Verdict, StoreError> {
        for assert in &act.asserts {
            if !self.known.recent.untouched(assert, act.seen) && !self.still(assert)? {
                return Ok(Verdict::Reject(Outcome::Conflict));
            }
        }
        if !self.versions_follow(act)? {
            return Ok(Verdict::Reject(Outcome::Conflict));
        }
        let mut given = Given::default();
        let mut done = Vec::with_capacity(1 + act.reads.len());
        for (log, form) in leaves(act) {
            let tags = self.tags(log, form, &mut given)?;
            match form.done(tags, self.maker) {
                Ok(leaf) => done.push(leaf),
                Err(bytes) => {
                    let why = StoreError::Damaged(format!("a leaf of {bytes} bytes is too long"));
                    return Ok(Verdict::Reject(Outcome::Refused(why)));
                }
            }
        }
        Ok(Verdict::Accept { done, given })
    }

    fn still(&self, assert: &Assert) -> Result<bool, StoreError> {
        match assert {
            Assert::Latest { register, id, version } => Ok(read::latest(self.db, register, id)? == *version),
            Assert::Same { query, result } => Ok(find::versions(self.db, query)? == *result),
        }
    }

    /// True if each version's number is the next of its record.
    fn versions_follow(&self, act: &Prepared) -> Result<bool, StoreError> {
        // What the act asserts was found to be so.
        let mut latest: BTreeMap<(&RegisterId, &RecordId), u32> = (act.asserts.iter())
            .filter_map(|assert| match assert {
                Assert::Latest { register, id, version } => Some(((register, id), *version)),
                Assert::Same { .. } => None,
            })
            .collect();
        for Row { version, .. } in &act.versions {
            let record = (&version.register, &version.id);
            let last = match latest.get(&record) {
                Some(last) => *last,
                None => read::latest(self.db, &version.register, &version.id)?,
            };
            if last.checked_add(1) != Some(version.version) {
                return Ok(false);
            }
            latest.insert(record, version.version);
        }
        Ok(true)
    }

    /// The tags of a leaf, one for each person in the order of its subjects.
    fn tags(&mut self, log: Log, form: &LeafForm, given: &mut Given) -> Result<Vec<String>, StoreError> {
        if !form.tagged {
            return Ok(Vec::new());
        }
        let mut tags = Vec::with_capacity(form.subjects.len());
        for subject in &form.subjects {
            let key = self.key(subject, given)?;
            let counter = (log, subject.clone(), form.day);
            let had = match given.counts.get(&counter).or_else(|| self.given.counts.get(&counter)) {
                Some(had) => *had,
                None => self.count(&counter)?,
            };
            tags.push(self.maker.tag(&key, form.day, tag_number(log, had)));
            given.counts.insert(counter, had.saturating_add(1));
        }
        Ok(tags)
    }

    fn count(&self, counter: &Counter) -> Result<u32, StoreError> {
        if let Some(had) = self.known.counts.get(counter) {
            return Ok(*had);
        }
        let (log, subject, day) = counter;
        let of = params![log.name(), subject.as_str(), day.to_string()];
        Ok(one(self.db, sql::TAG_COUNT, of, |row| column::count(row, 0, "n"))?.unwrap_or(0))
    }

    fn key(&mut self, subject: &Subject, given: &mut Given) -> Result<[u8; 32], StoreError> {
        let known = self.known.keys.get(subject).or_else(|| self.given.keys.get(subject));
        if let Some(key) = known.or_else(|| given.keys.get(subject)) {
            return Ok(*key);
        }
        if let Some(key) = read::subject_key(self.db, subject)? {
            self.known.keys.insert(subject.clone(), key);
            return Ok(key);
        }
        let key = self.maker.new_key();
        given.keys.insert(subject.clone(), key);
        Ok(key)
    }

    fn write(&mut self, act: Prepared, done: Vec<DoneLeaf>, given: Given) -> Result<Committed, StoreError> {
        let [acts, reads] = self.sizes;
        if act.act.is_some() {
            self.known.recent.wrote(acts, &act.versions);
        }
        for row in &act.versions {
            self.rows.add(row, db_integer(acts)?)?;
        }
        for (hash, bytes) in &act.blobs {
            let mut add = self.db.prepare_cached(sql::ADD_BLOB).map_err(fault)?;
            let added = add.execute(params![hash.0, bytes]).map_err(fault)?;
            self.blobs += u64::from(added > 0);
        }
        let mut receipts: [Option<Receipt>; 2] = [None, None];
        for ((log, form), leaf) in leaves(&act).zip(&done) {
            let index = *self.size(log);
            self.add_leaf(log, index, form, leaf)?;
            *self.size(log) += 1;
            let [in_acts, in_reads] = &mut receipts;
            let receipt = if log == Log::Acts { in_acts } else { in_reads };
            let first = || Receipt { first: index, count: 0, leaf_hash: leaf.hash.base64url() };
            receipt.get_or_insert_with(first).count += 1;
        }
        self.given.counts.extend(given.counts);
        self.given.keys.extend(given.keys);
        let [in_acts, in_reads] = receipts;
        let nothing = Receipt { first: reads, count: 0, leaf_hash: String::new() };
        Ok(Committed {
            receipt: in_acts.or_else(|| in_reads.clone()).unwrap_or(nothing),
            read: ReadReceipt::new(act.named, Log::Reads, in_reads),
        })
    }

    fn add_leaf(&mut self, log: Log, index: u64, form: &LeafForm, leaf: &DoneLeaf) -> Result<(), StoreError> {
        let index = db_integer(index)?;
        self.leaf
            .execute(params![log.name(), index, leaf.text, leaf.hash.0, form.body, form.subjects_text])
            .map_err(fault)?;
        for subject in &form.subjects {
            self.leaf_subject.execute(params![log.name(), subject.as_str(), index]).map_err(fault)?;
        }
        Ok(())
    }

    /// Writes what was kept for the group, and gives it for remembering.
    fn finish(self) -> Result<Given, StoreError> {
        for (log, (size, began)) in Log::ALL.into_iter().zip(self.sizes.into_iter().zip(self.began)) {
            if size != began {
                let mut set = self.db.prepare_cached(sql::SET_SIZE).map_err(fault)?;
                set.execute(params![log.name(), db_integer(size)?]).map_err(fault)?;
            }
        }
        let mut add = self.db.prepare_cached(sql::ADD_SUBJECT_KEY).map_err(fault)?;
        for (subject, key) in &self.given.keys {
            add.execute(params![subject.as_str(), key]).map_err(fault)?;
        }
        let mut set = self.db.prepare_cached(sql::SET_TAG_COUNT).map_err(fault)?;
        for ((log, subject, day), n) in &self.given.counts {
            set.execute(params![log.name(), subject.as_str(), day.to_string(), n]).map_err(fault)?;
        }
        if self.blobs > 0 {
            let kept = read::blobs_kept(self.db)?.saturating_add(self.blobs);
            let mut set = self.db.prepare_cached(sql::SET_META).map_err(fault)?;
            set.execute(params!["blobs", kept.to_string()]).map_err(fault)?;
        }
        Ok(self.given)
    }
}

/// An act's leaves in the order in which they are written.
fn leaves(act: &Prepared) -> impl Iterator<Item = (Log, &LeafForm)> {
    let own = act.act.iter().map(|form| (Log::Acts, form));
    own.chain(act.reads.iter().map(|form| (Log::Reads, form)))
}
