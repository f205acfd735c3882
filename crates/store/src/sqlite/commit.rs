//! The writer: a group of acts in one durable transaction.
//!
//! For each act everything is checked before anything is written, so an act that is left out leaves no trace.
//! Log keys, tag counters and heads are kept for the whole group and written once at its end.

use super::column::{self, end_text, fault};
use super::read::{self, one};
use super::{db_integer, find};
use crate::backend::{Committed, LeafMaker, Outcome, StoreError};
use crate::leaf::{DoneLeaf, LeafForm, tag_number};
use crate::prepared::{Assert, Prepared, Row};
use crate::row::{Key, Log, Receipt, Valid, Version};
use crate::sealed::ReadReceipt;
use crate::sql::{self, OPEN};
use base::{Date, FieldId, Instant, RecordId, RegisterId, Subject};
use rusqlite::{CachedStatement, Connection, Transaction, TransactionBehavior, params};
use std::collections::BTreeMap;

/// Commits a group; on an error nothing of it is written.
pub(super) fn commit(
    connection: &mut Connection,
    group: Vec<Prepared>,
    maker: &dyn LeafMaker,
) -> Result<Vec<Outcome>, StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
    let mut writer = Writer::begin(&tx, maker)?;
    let outcomes = group.into_iter().map(|act| writer.act(act)).collect::<Result<_, _>>()?;
    writer.finish()?;
    tx.commit().map_err(fault)?;
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

/// The statements that every act needs, prepared once for a group.
struct Statements<'t> {
    version: CachedStatement<'t>,
    index: CachedStatement<'t>,
    leaf: CachedStatement<'t>,
    leaf_subject: CachedStatement<'t>,
}

struct Writer<'t> {
    db: &'t Connection,
    maker: &'t dyn LeafMaker,
    add: Statements<'t>,
    /// Leaves in `/log` and `/reads`, and whether any were added.
    sizes: [u64; 2],
    began: [u64; 2],
    counts: BTreeMap<Counter, u32>,
    keys: BTreeMap<Subject, [u8; 32]>,
    new_keys: BTreeMap<Subject, [u8; 32]>,
    blobs: u64,
}

/// What became of an act before it is written.
enum Verdict {
    Accept { done: Vec<DoneLeaf>, given: Given },
    Reject(Outcome),
}

impl<'t> Writer<'t> {
    fn begin(tx: &'t Transaction<'_>, maker: &'t dyn LeafMaker) -> Result<Self, StoreError> {
        let db: &Connection = tx;
        let sizes = [read::head(db, Log::Acts)?.size, read::head(db, Log::Reads)?.size];
        let prepare = |statement| db.prepare_cached(statement).map_err(fault);
        let add = Statements {
            version: prepare(sql::ADD_VERSION)?,
            index: prepare(sql::ADD_INDEX)?,
            leaf: prepare(sql::ADD_LEAF)?,
            leaf_subject: prepare(sql::ADD_LEAF_SUBJECT)?,
        };
        let (counts, keys, new_keys) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Ok(Self { db, maker, add, sizes, began: sizes, counts, keys, new_keys, blobs: 0 })
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
            if !self.still(assert)? {
                return Ok(Verdict::Reject(Outcome::Conflict));
            }
        }
        if !self.versions_follow(&act.versions)? {
            return Ok(Verdict::Reject(Outcome::Conflict));
        }
        let mut given = Given::default();
        let mut done = Vec::with_capacity(1 + act.reads.len());
        for (log, form) in leaves(act) {
            let tags = self.tags(log, form, &mut given)?;
            match form.done(&tags, self.maker) {
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
    fn versions_follow(&self, rows: &[Row]) -> Result<bool, StoreError> {
        let mut latest: BTreeMap<(&RegisterId, &RecordId), u32> = BTreeMap::new();
        for Row { version, .. } in rows {
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
    fn tags(&self, log: Log, form: &LeafForm, given: &mut Given) -> Result<Vec<String>, StoreError> {
        if !form.tagged {
            return Ok(Vec::new());
        }
        let mut tags = Vec::with_capacity(form.subjects.len());
        for subject in &form.subjects {
            let key = self.key(subject, given)?;
            let counter = (log, subject.clone(), form.day);
            let had = match given.counts.get(&counter).or_else(|| self.counts.get(&counter)) {
                Some(had) => *had,
                None => self.count(&counter)?,
            };
            tags.push(self.maker.tag(&key, form.day, tag_number(log, had)));
            given.counts.insert(counter, had.saturating_add(1));
        }
        Ok(tags)
    }

    fn count(&self, (log, subject, day): &Counter) -> Result<u32, StoreError> {
        let of = params![log.name(), subject.as_str(), day.to_string()];
        Ok(one(self.db, sql::TAG_COUNT, of, |row| column::count(row, 0, "n"))?.unwrap_or(0))
    }

    fn key(&self, subject: &Subject, given: &mut Given) -> Result<[u8; 32], StoreError> {
        if let Some(key) =
            self.keys.get(subject).or_else(|| self.new_keys.get(subject)).or_else(|| given.keys.get(subject))
        {
            return Ok(*key);
        }
        if let Some(key) = read::subject_key(self.db, subject)? {
            return Ok(key);
        }
        let key = self.maker.new_key();
        given.keys.insert(subject.clone(), key);
        Ok(key)
    }

    fn write(&mut self, act: Prepared, done: Vec<DoneLeaf>, given: Given) -> Result<Committed, StoreError> {
        let [acts, reads] = self.sizes;
        for row in &act.versions {
            self.add_version(row, acts)?;
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
        self.counts.extend(given.counts);
        self.new_keys.extend(given.keys);
        let [in_acts, in_reads] = receipts;
        let nothing = Receipt { first: reads, count: 0, leaf_hash: String::new() };
        Ok(Committed {
            receipt: in_acts.or_else(|| in_reads.clone()).unwrap_or(nothing),
            read: ReadReceipt::new(act.named, Log::Reads, in_reads),
        })
    }

    fn add_leaf(&mut self, log: Log, index: u64, form: &LeafForm, leaf: &DoneLeaf) -> Result<(), StoreError> {
        let index = db_integer(index)?;
        self.add
            .leaf
            .execute(params![log.name(), index, leaf.text, leaf.hash.0, form.body, form.subjects_text])
            .map_err(fault)?;
        for subject in &form.subjects {
            self.add.leaf_subject.execute(params![log.name(), subject.as_str(), index]).map_err(fault)?;
        }
        Ok(())
    }

    fn add_version(&mut self, row: &Row, act: u64) -> Result<(), StoreError> {
        let Version { register, id, version, recorded, valid, ended, doc, .. } = &row.version;
        self.add
            .version
            .execute(params![
                register.as_str(),
                id.as_str(),
                version,
                db_integer(act)?,
                recorded.0,
                valid.from.to_string(),
                end_text(valid.until),
                ended,
                row.subjects,
                row.keys,
                doc
            ])
            .map_err(fault)?;
        if *version > 1 {
            self.cut(&row.version)?;
        }
        if !ended && !valid.is_empty() {
            let part = Part { version: *version, valid: *valid };
            let known = (*recorded, OPEN);
            self.add_index(&row.version, &row.version.keys, &part, known)?;
        }
        Ok(())
    }

    fn add_index(
        &mut self,
        of: &Version,
        keys: &[(FieldId, Key)],
        part: &Part,
        (known_from, known_until): (Instant, i64),
    ) -> Result<(), StoreError> {
        let (from, until) = (part.valid.from.to_string(), end_text(part.valid.until));
        let live = known_until == OPEN && part.valid.until.is_none();
        for (place, (field, key)) in keys.iter().enumerate() {
            if keys.iter().take(place).any(|earlier| earlier.0 == *field && earlier.1 == *key) {
                continue;
            }
            let (kind, tval, nval) = column::key_columns(key);
            self.add
                .index
                .execute(params![
                    of.register.as_str(),
                    field.as_str(),
                    live,
                    kind,
                    tval,
                    nval,
                    known_until,
                    until,
                    of.id.as_str(),
                    part.version,
                    from,
                    known_from.0
                ])
                .map_err(fault)?;
        }
        Ok(())
    }

    /// Takes the days of a new version from what shows of those before it (see [`crate::span`]).
    fn cut(&mut self, new: &Version) -> Result<(), StoreError> {
        for (part, keys) in self.shown_under(new)? {
            let (from, until) = (part.valid.from.to_string(), end_text(part.valid.until));
            for (place, pair) in keys.iter().enumerate() {
                if keys.iter().take(place).any(|earlier| earlier == pair) {
                    continue;
                }
                let known_from = self.take_index(new, pair, &part, &from, &until)?;
                let pair = std::slice::from_ref(pair);
                if known_from < new.recorded {
                    self.add_index(new, pair, &part, (known_from, new.recorded.0))?;
                }
                for valid in part.valid.minus(&new.valid) {
                    let rest = Part { valid, ..part };
                    self.add_index(new, pair, &rest, (known_from.max(new.recorded), OPEN))?;
                }
            }
        }
        Ok(())
    }

    /// Removes the open index row of a key for this part, and says since when it was known.
    fn take_index(
        &self,
        of: &Version,
        (field, key): &(FieldId, Key),
        part: &Part,
        from: &str,
        until: &str,
    ) -> Result<Instant, StoreError> {
        let live = part.valid.until.is_none();
        let (kind, tval, nval) = column::key_columns(key);
        let row = params![
            of.register.as_str(),
            field.as_str(),
            live,
            kind,
            tval,
            nval,
            until,
            of.id.as_str(),
            part.version,
            from
        ];
        let mut take = self.db.prepare_cached(sql::TAKE_INDEX).map_err(fault)?;
        let mut rows = take.query(row).map_err(fault)?;
        let known_from = match rows.next().map_err(fault)? {
            Some(row) => Instant(column::integer(row, 0, "recorded_from")?),
            None => {
                return Err(StoreError::Damaged(format!(
                    "an index row of version {} of record {} in register {} is missing",
                    part.version, of.id, of.register
                )));
            }
        };
        // A statement is done only when it has been asked for the row after the last.
        rows.next().map_err(fault)?;
        Ok(known_from)
    }

    /// The parts of earlier versions that share days with a new one and still show, with their keys.
    fn shown_under(&self, new: &Version) -> Result<Vec<(Part, Vec<(FieldId, Key)>)>, StoreError> {
        let mut earlier = self.db.prepare_cached(sql::EARLIER).map_err(fault)?;
        let mut rows =
            earlier.query(params![new.register.as_str(), new.id.as_str(), new.version]).map_err(fault)?;
        let mut shown = Vec::new();
        let mut between: Vec<Valid> = Vec::new();
        // Days of the new version that no version in between has; without any, nothing older shows there.
        let mut left = vec![new.valid];
        while let Some(row) = rows.next().map_err(fault)? {
            let valid = column::valid(row, 1, 2)?;
            if !column::flag(row, 3, "ended")? {
                let version = column::count(row, 0, "version")?;
                let mut parts = less(vec![valid], &between);
                parts.retain(|part| part.overlaps(&new.valid));
                for valid in parts {
                    shown.push((Part { version, valid }, column::keys(row, 4)?));
                }
            }
            left = less(left, &[valid]);
            if left.is_empty() {
                break;
            }
            between.push(valid);
        }
        Ok(shown)
    }

    /// Writes what was kept for the group.
    fn finish(self) -> Result<(), StoreError> {
        for (log, (size, began)) in Log::ALL.into_iter().zip(self.sizes.into_iter().zip(self.began)) {
            if size != began {
                let mut set = self.db.prepare_cached(sql::SET_SIZE).map_err(fault)?;
                set.execute(params![log.name(), db_integer(size)?]).map_err(fault)?;
            }
        }
        let mut add = self.db.prepare_cached(sql::ADD_SUBJECT_KEY).map_err(fault)?;
        for (subject, key) in &self.new_keys {
            add.execute(params![subject.as_str(), key]).map_err(fault)?;
        }
        let mut set = self.db.prepare_cached(sql::SET_TAG_COUNT).map_err(fault)?;
        for ((log, subject, day), n) in &self.counts {
            set.execute(params![log.name(), subject.as_str(), day.to_string(), n]).map_err(fault)?;
        }
        if self.blobs > 0 {
            let kept = read::blobs_kept(self.db)?.saturating_add(self.blobs);
            let mut set = self.db.prepare_cached(sql::SET_META).map_err(fault)?;
            set.execute(params!["blobs", kept.to_string()]).map_err(fault)?;
        }
        Ok(())
    }
}

/// Days of a version that no later one has taken.
#[derive(Clone, Copy)]
struct Part {
    version: u32,
    valid: Valid,
}

/// The days of these ranges that lie in none of the others.
fn less(ranges: Vec<Valid>, others: &[Valid]) -> Vec<Valid> {
    let mut ranges: Vec<Valid> = ranges.into_iter().filter(|range| !range.is_empty()).collect();
    for other in others {
        ranges = ranges.iter().flat_map(|range| range.minus(other)).collect();
    }
    ranges
}

/// An act's leaves in the order in which they are written.
fn leaves(act: &Prepared) -> impl Iterator<Item = (Log, &LeafForm)> {
    let own = act.act.iter().map(|form| (Log::Acts, form));
    own.chain(act.reads.iter().map(|form| (Log::Reads, form)))
}
