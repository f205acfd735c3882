//! The writer: a group of acts in one durable transaction.
//!
//! For each act everything is checked before anything is written, so an act that is left out leaves no trace. What the
//! group needs to know is asked at its beginning, and what it writes is sent at its end.

use crate::backend::{Committed, LeafMaker, Outcome, StoreError};
use crate::batch::Batch;
use crate::column;
use crate::db::{Db, Runs, params};
use crate::find;
use crate::known::{Counter, Given, Known};
use crate::leaf::{DoneLeaf, LeafForm, tag_number};
use crate::prepared::{Assert, Prepared};
use crate::read::{self, integer};
use crate::row::{Log, Receipt, Version};
use crate::sealed::ReadReceipt;
use crate::span::{Former, less};
use crate::sql;
use base::{Hash, RecordId, RegisterId, Subject};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Writes a group in the transaction that `db` is in and that holds the heads of both logs, which have these `sizes`; the
/// caller commits it. On an error nothing of it may be committed.
pub(crate) fn write(
    db: &impl Db,
    known: &mut Known,
    sizes: [u64; 2],
    mut group: Vec<Prepared>,
    maker: &dyn LeafMaker,
) -> Result<(Vec<Outcome>, Given), StoreError> {
    let named: Vec<BTreeSet<Subject>> = group.iter_mut().map(|act| std::mem::take(&mut act.named)).collect();
    known.begin(sizes);
    let given = Given { sizes, ..Given::default() };
    let mut writer = Writer {
        db,
        maker,
        records: HashMap::new(),
        batch: Batch::for_group(&group),
        sent: 0,
        sizes,
        known,
        given,
    };
    writer.ask_records(&group)?;
    writer.ask_counters(&group)?;
    let mut outcomes = Vec::with_capacity(group.len());
    for (act, named) in group.iter().zip(named) {
        outcomes.push(writer.act(act, named)?);
    }
    Ok((outcomes, writer.finish()?))
}

/// Where a record stands that the group is about.
struct Record {
    latest: u32,
    last: Option<Former>,
    /// How often the batch had been sent when the group wrote it.
    written: Option<u32>,
}

type RecordKey<'g> = (&'g RegisterId, &'g RecordId);

struct Writer<'g, D> {
    db: &'g D,
    maker: &'g dyn LeafMaker,
    /// Every record that the group writes, and those it asserts whose answer is not known.
    records: HashMap<RecordKey<'g>, Record>,
    batch: Batch<'g>,
    /// How often the batch was sent.
    sent: u32,
    /// Leaves in `/log` and `/reads`.
    sizes: [u64; 2],
    known: &'g mut Known,
    /// Given out by this group so far.
    given: Given,
}

/// What became of an act before it is written.
enum Verdict {
    Accept { done: Vec<DoneLeaf>, given: Given },
    Reject(Outcome),
}

impl<'g, D: Db> Writer<'g, D> {
    /// Asks where the records stand that the group writes.
    fn ask_records(&mut self, group: &'g [Prepared]) -> Result<(), StoreError> {
        let mut wanted: BTreeSet<RecordKey<'g>> = BTreeSet::new();
        for act in group {
            let mut answered: BTreeSet<RecordKey<'g>> = BTreeSet::new();
            for assert in &act.asserts {
                if let Assert::Latest { register, id, .. } = assert {
                    let known = self.known.recent.untouched(assert, act.seen);
                    if known { &mut answered } else { &mut wanted }.insert((register, id));
                }
            }
            for Version { register, id, version, .. } in act.versions.iter().map(|row| &row.version) {
                // Of a record that is new, and asserted to be, nothing more need be known.
                if *version > 1 || !answered.contains(&(register, id)) {
                    wanted.insert((register, id));
                }
            }
        }
        let mut runs = Runs::of(sql::LAST, 2);
        for (register, id) in &wanted {
            runs.add(params![register.as_str(), id.as_str()]);
        }
        let mut last: Vec<Option<Former>> = vec![None; wanted.len()];
        self.db.ask_all(&runs, &mut |place, row| {
            if let Some(slot) = last.get_mut(place) {
                *slot = Some(column::former(row)?);
            }
            Ok(())
        })?;
        self.records = wanted
            .into_iter()
            .zip(last)
            .map(|(key, last)| {
                let latest = last.as_ref().map_or(0, |former| former.version);
                (key, Record { latest, last, written: None })
            })
            .collect();
        Ok(())
    }

    /// Asks for the log keys and tag counters of everyone a leaf of the group is about, where they are not known.
    fn ask_counters(&mut self, group: &[Prepared]) -> Result<(), StoreError> {
        let (mut keys, mut counts) = (BTreeSet::new(), BTreeSet::new());
        for (log, form) in group.iter().flat_map(Prepared::leaves).filter(|(_, form)| form.tagged) {
            for subject in &form.subjects {
                if !self.known.keys.contains_key(subject) {
                    keys.insert(subject);
                }
                let counter = (log, subject.clone(), form.day);
                if !self.known.counts.contains_key(&counter) {
                    counts.insert(counter);
                }
            }
        }
        let mut runs = Runs::of(sql::SUBJECT_KEY, 1);
        for subject in &keys {
            runs.add(params![subject.as_str()]);
        }
        let keys: Vec<&Subject> = keys.into_iter().collect();
        self.db.ask_all(&runs, &mut |place, row| {
            let Hash(key) = column::hash(row, 0, "key")?;
            self.known.keys.extend(keys.get(place).map(|subject| ((*subject).clone(), key)));
            Ok(())
        })?;
        let counts: Vec<Counter> = counts.into_iter().collect();
        let mut runs = Runs::of(sql::TAG_COUNT, 3);
        for (log, subject, day) in &counts {
            runs.add(params![log.name(), subject.as_str(), day.to_string()]);
        }
        self.db.ask_all(&runs, &mut |place, row| {
            let n = column::count(row, 0, "n")?;
            self.known.counts.extend(counts.get(place).map(|counter| (counter.clone(), n)));
            Ok(())
        })
    }

    fn act(&mut self, act: &'g Prepared, named: BTreeSet<Subject>) -> Result<Outcome, StoreError> {
        match self.check(act)? {
            Verdict::Accept { done, given } => self.write(act, named, done, given).map(Outcome::Committed),
            Verdict::Reject(outcome) => Ok(outcome),
        }
    }

    fn check(&mut self, act: &'g Prepared) -> Result<Verdict, StoreError> {
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
        for (log, form) in act.leaves() {
            let tags = self.tags(log, form, &mut given);
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

    fn still(&mut self, assert: &Assert) -> Result<bool, StoreError> {
        match assert {
            Assert::Latest { register, id, version } => Ok(self.latest(register, id)? == *version),
            Assert::Same { query, result } => {
                self.send()?;
                Ok(find::versions(self.db, query)? == *result)
            }
            Assert::Digest { query, digest } => {
                self.send()?;
                Ok(find::digest(self.db, query)? == *digest)
            }
        }
    }

    fn latest(&mut self, register: &RegisterId, id: &RecordId) -> Result<u32, StoreError> {
        match self.records.get(&(register, id)) {
            Some(record) => Ok(record.latest),
            // The group has not written it: what waits to be sent does not matter.
            None => read::latest(self.db, register, id),
        }
    }

    /// True if each version's number is the next of its record.
    fn versions_follow(&mut self, act: &Prepared) -> Result<bool, StoreError> {
        // What the act asserts was found to be so.
        let mut latest: BTreeMap<(&RegisterId, &RecordId), u32> = (act.asserts.iter())
            .filter_map(|assert| match assert {
                Assert::Latest { register, id, version } => Some(((register, id), *version)),
                Assert::Same { .. } | Assert::Digest { .. } => None,
            })
            .collect();
        for version in act.versions.iter().map(|row| &row.version) {
            let record = (&version.register, &version.id);
            let last = match latest.get(&record) {
                Some(last) => *last,
                None => self.latest(&version.register, &version.id)?,
            };
            if last.checked_add(1) != Some(version.version) {
                return Ok(false);
            }
            latest.insert(record, version.version);
        }
        Ok(true)
    }

    /// The tags of a leaf, one for each person in the order of its subjects.
    fn tags(&self, log: Log, form: &LeafForm, given: &mut Given) -> Vec<String> {
        if !form.tagged {
            return Vec::new();
        }
        let mut tags = Vec::with_capacity(form.subjects.len());
        for subject in &form.subjects {
            let known = self.known.keys.get(subject).or_else(|| self.given.keys.get(subject));
            let key = match known {
                Some(key) => *key,
                None => *given.keys.entry(subject.clone()).or_insert_with(|| self.maker.new_key()),
            };
            let counter = (log, subject.clone(), form.day);
            let had = (given.counts.get(&counter))
                .or_else(|| self.given.counts.get(&counter))
                .or_else(|| self.known.counts.get(&counter));
            let had = had.copied().unwrap_or(0);
            tags.push(self.maker.tag(&key, form.day, tag_number(log, had)));
            given.counts.insert(counter, had.saturating_add(1));
        }
        tags
    }

    fn write(
        &mut self,
        act: &'g Prepared,
        named: BTreeSet<Subject>,
        done: Vec<DoneLeaf>,
        given: Given,
    ) -> Result<Committed, StoreError> {
        let [acts, reads] = self.sizes;
        if act.act.is_some() {
            self.known.recent.wrote(acts, &act.versions);
        }
        for row in &act.versions {
            let version = &row.version;
            if version.version > 1 {
                let formers = self.formers(version)?;
                self.batch.cut(version, &formers);
            }
            self.batch.version(row, integer(acts)?);
            let now = Record {
                latest: version.version,
                last: Some(Former::from(version)),
                written: Some(self.sent),
            };
            self.records.insert((&version.register, &version.id), now);
        }
        for (hash, bytes) in &act.blobs {
            self.batch.blob(*hash, bytes);
        }
        let mut receipts: [Option<Receipt>; 2] = [None, None];
        for ((log, form), leaf) in act.leaves().zip(done) {
            let size = self.size(log);
            let index = *size;
            *size += 1;
            let [in_acts, in_reads] = &mut receipts;
            let receipt = if log == Log::Acts { in_acts } else { in_reads };
            let first = || Receipt { first: index, count: 0, leaf_hash: leaf.hash.base64url() };
            receipt.get_or_insert_with(first).count += 1;
            self.batch.leaf(log, integer(index)?, form, leaf);
        }
        self.given.counts.extend(given.counts);
        self.given.keys.extend(given.keys);
        let [in_acts, in_reads] = receipts;
        let nothing = Receipt { first: reads, count: 0, leaf_hash: String::new() };
        Ok(Committed {
            receipt: in_acts.or_else(|| in_reads.clone()).unwrap_or(nothing),
            read: ReadReceipt::new(named, Log::Reads, in_reads),
        })
    }

    /// The versions of a record that may show on days of a new one, oldest first.
    fn formers(&mut self, new: &Version) -> Result<Vec<Former>, StoreError> {
        let key = (&new.register, &new.id);
        let Some(record) = self.records.get(&key) else { return Ok(Vec::new()) };
        let Some(last) = record.last.clone() else { return Ok(Vec::new()) };
        if record.written == Some(self.sent) {
            // Its index rows must be in the database before they can be taken from it.
            self.send()?;
        }
        // Days of the new version that no version since has; without any, nothing older shows there.
        let mut left = less(vec![new.valid], &[last.valid]);
        let number = last.version;
        let mut formers = vec![last];
        if !left.is_empty() && number > 1 {
            let before = params![new.register.as_str(), new.id.as_str(), number];
            self.db.each(sql::EARLIER, &before, &mut |row| {
                let former = column::former(row)?;
                left = less(std::mem::take(&mut left), &[former.valid]);
                formers.push(former);
                Ok(!left.is_empty())
            })?;
        }
        formers.reverse();
        Ok(formers)
    }

    fn size(&mut self, log: Log) -> &mut u64 {
        let [acts, reads] = &mut self.sizes;
        match log {
            Log::Acts => acts,
            Log::Reads => reads,
        }
    }

    fn send(&mut self) -> Result<(), StoreError> {
        self.sent += 1;
        self.batch.send(self.db, &[])
    }

    /// Writes what was kept for the group, and gives it for remembering.
    fn finish(mut self) -> Result<Given, StoreError> {
        let mut sizes = Runs::of(sql::SET_SIZE, 2);
        for (log, (size, began)) in Log::ALL.into_iter().zip(self.sizes.into_iter().zip(self.given.sizes)) {
            if size != began {
                sizes.add(params![log.name(), integer(size)?]);
            }
        }
        let mut keys = Runs::of(sql::ADD_SUBJECT_KEY, 2);
        for (subject, key) in &self.given.keys {
            keys.add(params![subject.as_str(), *key]);
        }
        let mut counts = Runs::of(sql::SET_TAG_COUNT, 4);
        for ((log, subject, day), n) in &self.given.counts {
            counts.add(params![log.name(), subject.as_str(), day.to_string(), *n]);
        }
        self.batch.send(self.db, &[&sizes, &keys, &counts])?;
        if self.batch.new_blobs > 0 {
            let kept = read::blobs_kept(self.db)?.saturating_add(self.batch.new_blobs);
            self.db.change(sql::SET_META, params!["blobs", kept.to_string()])?;
        }
        self.given.sizes = self.sizes;
        Ok(self.given)
    }
}
