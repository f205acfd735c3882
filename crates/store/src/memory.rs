//! The store as plain collections: small, slow and obviously right. Property tests compare the databases with
//! it; it is not for serving.

use crate::backend::{
    Backend, Checkpoint, Committed, Head, IndexRow, LeafMaker, Outcome, Snapshot, StoreError, TileRow,
    WrittenVersion,
};
use crate::leaf::{LeafForm, tag_number};
use crate::prepared::{AnswerDigest, Assert, Prepared};
use crate::query::{AsOf, Query};
use crate::row::{Key, Log, Receipt, StoredLeaf};
use crate::sealed::{Meta, ReadReceipt, Sealed};
use crate::span;
use base::{Date, FieldId, Hash, RecordId, RegisterId, Subject};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A store that lives as long as the program.
#[derive(Debug, Default)]
pub struct Memory {
    state: Mutex<Arc<State>>,
}

#[derive(Clone, Debug, Default)]
struct State {
    versions: BTreeMap<(RegisterId, RecordId), Vec<WrittenVersion>>,
    leaves: BTreeMap<Log, Vec<StoredLeaf>>,
    keys: BTreeMap<Subject, [u8; 32]>,
    counts: BTreeMap<(Log, Subject, Date), u32>,
    signed: BTreeMap<Log, Checkpoint>,
    tiles: BTreeMap<(Log, u8, u64), Vec<u8>>,
    blobs: BTreeMap<Hash, Vec<u8>>,
}

impl Memory {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, Arc<State>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Backend for Memory {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        Ok(Box::new(View(Arc::clone(&self.state()))))
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        Ok(0)
    }

    fn connections(&self) -> [usize; 2] {
        [0, 0]
    }

    fn try_write(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn commit(&self, group: Vec<Prepared>, maker: &dyn LeafMaker) -> Result<Vec<Outcome>, StoreError> {
        let mut state = self.state();
        let mut outcomes = Vec::new();
        for act in group {
            let mut next = State::clone(&state);
            match next.act(act, maker)? {
                Ok(committed) => {
                    *state = Arc::new(next);
                    outcomes.push(Outcome::Committed(committed));
                }
                Err(outcome) => outcomes.push(outcome),
            }
        }
        Ok(outcomes)
    }

    fn about_to_sign(&self, log: Log, size: u64, root: Hash) -> Result<bool, StoreError> {
        let mut state = self.state();
        let head = state.head(log);
        if head.signed.as_ref().is_some_and(|signed| size < signed.size && signed.size <= head.size) {
            return Ok(false);
        }
        if head.may_sign(size, root)? {
            Arc::make_mut(&mut state)
                .signed
                .entry(log)
                .and_modify(|point| {
                    point.size = size;
                    point.root = root;
                })
                .or_insert(Checkpoint { size, root, note: None });
        }
        Ok(true)
    }

    fn publish(&self, log: Log, size: u64, tiles: Vec<TileRow>, note: &str) -> Result<bool, StoreError> {
        let mut state = self.state();
        let head = state.head(log);
        head.may_publish()?;
        if head.signed.is_some_and(|signed| signed.size != size) {
            return Ok(false);
        }
        let state = Arc::make_mut(&mut state);
        state.tiles.extend(tiles.into_iter().map(|tile| ((log, tile.level, tile.index), tile.data)));
        if let Some(signed) = state.signed.get_mut(&log) {
            signed.note = Some(note.to_owned());
        }
        Ok(true)
    }
}

impl State {
    /// Writes one act; on an inner error this state is of no use any more.
    fn act(
        &mut self,
        act: Prepared,
        maker: &dyn LeafMaker,
    ) -> Result<Result<Committed, Outcome>, StoreError> {
        for assert in &act.asserts {
            if !self.still(assert)? {
                return Ok(Err(Outcome::Conflict));
            }
        }
        let index = self.leaves_in(Log::Acts);
        for row in act.versions {
            let version = row.version;
            let record = self.versions.entry((version.register.clone(), version.id.clone())).or_default();
            if u64::from(version.version) != len(record) + 1 {
                return Ok(Err(Outcome::Conflict));
            }
            record.push(WrittenVersion { act: index, version });
        }
        self.blobs.extend(act.blobs);
        let firsts = Log::ALL.map(|log| self.leaves_in(log));
        let own = act.act.into_iter().map(|form| (Log::Acts, form));
        for (log, form) in own.chain(act.reads.into_iter().map(|form| (Log::Reads, form))) {
            if let Err(outcome) = self.add_leaf(log, form, maker) {
                return Ok(Err(outcome));
            }
        }
        let mut receipts = Log::ALL.into_iter().zip(firsts).map(|(log, first)| self.receipt(log, first));
        let (in_acts, in_reads) = (receipts.next().flatten(), receipts.next().flatten());
        let nothing = || Receipt { first: self.leaves_in(Log::Reads), count: 0, leaf_hash: String::new() };
        Ok(Ok(Committed {
            receipt: in_acts.or_else(|| in_reads.clone()).unwrap_or_else(nothing),
            read: ReadReceipt::new(act.named, Log::Reads, in_reads),
        }))
    }

    fn still(&self, assert: &Assert) -> Result<bool, StoreError> {
        Ok(match assert {
            Assert::Latest { register, id, version } => self.latest(register, id) == *version,
            Assert::Same { query, result } => {
                let found: Vec<_> =
                    self.matching(query)?.into_iter().map(|row| row.version).take(query.limit).collect();
                found.len() == result.len()
                    && found.iter().zip(result).all(|(v, (id, number))| v.id == *id && v.version == *number)
            }
            Assert::Digest { query, digest } => {
                let mut found = AnswerDigest::default();
                for row in self.matching(query)?.iter().take(query.limit) {
                    found.add(&row.version.id, row.version.version);
                }
                found == *digest
            }
        })
    }

    fn add_leaf(&mut self, log: Log, form: LeafForm, maker: &dyn LeafMaker) -> Result<(), Outcome> {
        let mut tags = Vec::new();
        for subject in form.subjects.iter().filter(|_| form.tagged) {
            let key = *self.keys.entry(subject.clone()).or_insert_with(|| maker.new_key());
            let count = self.counts.entry((log, subject.clone(), form.day)).or_default();
            tags.push(maker.tag(&key, form.day, tag_number(log, *count)));
            *count += 1;
        }
        let leaf = form.done(tags, maker).map_err(|bytes| {
            Outcome::Refused(StoreError::Damaged(format!("a leaf of {bytes} bytes is too long")))
        })?;
        let index = self.leaves_in(log);
        let LeafForm { body, subjects, .. } = form;
        let leaf = StoredLeaf { index, leaf: leaf.text, hash: leaf.hash, body, subjects };
        self.leaves.entry(log).or_default().push(leaf);
        Ok(())
    }

    fn latest(&self, register: &RegisterId, id: &RecordId) -> u32 {
        self.record(register, id).last().map_or(0, |row| row.version.version)
    }

    fn head(&self, log: Log) -> Head {
        Head { size: self.leaves_in(log), signed: self.signed.get(&log).cloned() }
    }

    fn leaves_of_log(&self, log: Log) -> std::slice::Iter<'_, StoredLeaf> {
        self.leaves.get(&log).map_or(&[][..], Vec::as_slice).iter()
    }

    fn leaves_in(&self, log: Log) -> u64 {
        len(self.leaves_of_log(log).as_slice())
    }

    fn receipt(&self, log: Log, first: u64) -> Option<Receipt> {
        let added = self.leaves.get(&log)?.iter().filter(|leaf| leaf.index >= first);
        let leaf_hash = added.clone().next()?.hash.base64url();
        Some(Receipt { first, count: self.leaves_in(log) - first, leaf_hash })
    }

    /// The version recorded last whose range holds the date, of those recorded by then.
    fn effective<'s>(record: &'s [WrittenVersion], at: &AsOf) -> Option<&'s WrittenVersion> {
        record
            .iter()
            .filter(|row| at.recorded.is_none_or(|time| row.version.recorded <= time))
            .rfind(|row| row.version.valid.holds(at.valid))
            .filter(|row| !row.version.ended)
    }

    /// What a query gives, in order, without its limit.
    fn matching(&self, query: &Query) -> Result<Vec<WrittenVersion>, StoreError> {
        let (field, first) = query.first()?;
        let mut found: Vec<(&Key, &RecordId, &WrittenVersion)> = self
            .versions
            .iter()
            .filter(|((register, _), _)| *register == query.register)
            .filter_map(|(_, record)| Self::effective(record, &query.at))
            .filter(|row| query.met_by(&row.version.keys))
            .filter_map(|row| {
                let keys = row.version.keys.iter().filter(|(name, key)| name == field && first.matches(key));
                Some((keys.map(|(_, key)| key).min()?, &row.version.id, row))
            })
            .collect();
        found.sort_by_key(|(key, id, _)| (*key, *id));
        Ok(found.into_iter().map(|(_, _, row)| row.clone()).collect())
    }

    fn record(&self, register: &RegisterId, id: &RecordId) -> &[WrittenVersion] {
        self.versions.get(&(register.clone(), id.clone())).map_or(&[], Vec::as_slice)
    }
}

fn len<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

fn seal(row: &WrittenVersion) -> Sealed {
    let v = &row.version;
    let meta = Meta {
        register: v.register.clone(),
        id: v.id.clone(),
        version: v.version,
        act: row.act,
        recorded: v.recorded,
        valid: v.valid,
        ended: v.ended,
    };
    Sealed::new(meta, v.subjects.clone(), v.keys.clone(), v.doc.clone())
}

/// The state at one moment.
struct View(Arc<State>);

impl Snapshot for View {
    fn acts(&self) -> u64 {
        self.0.leaves_in(Log::Acts)
    }

    fn get(&self, register: &RegisterId, id: &RecordId, at: &AsOf) -> Result<Option<Sealed>, StoreError> {
        Ok(State::effective(self.0.record(register, id), at).map(seal))
    }

    fn latest(&self, register: &RegisterId, id: &RecordId) -> Result<u32, StoreError> {
        Ok(self.0.latest(register, id))
    }

    fn find(&self, query: &Query) -> Result<Vec<Sealed>, StoreError> {
        Ok(self.0.matching(query)?.iter().take(query.limit).map(seal).collect())
    }

    fn count(&self, query: &Query) -> Result<u64, StoreError> {
        Ok(len(&self.0.matching(query)?))
    }

    fn history(&self, register: &RegisterId, id: &RecordId) -> Result<Vec<Sealed>, StoreError> {
        Ok(self.0.record(register, id).iter().map(seal).collect())
    }

    fn ever(
        &self,
        register: &RegisterId,
        field: &FieldId,
        key: &Key,
        limit: usize,
    ) -> Result<Vec<RecordId>, StoreError> {
        let records = self.0.versions.iter().filter(|((of, _), _)| of == register);
        let had = |rows: &[WrittenVersion]| {
            let versions: Vec<_> = rows.iter().map(|row| row.version.clone()).collect();
            span::index_rows(&versions).iter().any(|row| row.field == *field && row.key == *key)
        };
        let ids = records.filter(|(_, rows)| had(rows)).map(|((_, id), _)| id.clone());
        Ok(ids.take(limit).collect())
    }

    fn versions_after(
        &self,
        register: &RegisterId,
        (id, version): (&RecordId, u32),
        limit: usize,
    ) -> Result<Vec<Sealed>, StoreError> {
        let records = self.0.versions.iter().filter(|((of, _), _)| of == register);
        let versions = records.flat_map(|(_, versions)| versions);
        let after = versions.filter(|row| (&row.version.id, row.version.version) > (id, version));
        Ok(after.take(limit).map(seal).collect())
    }

    fn head(&self, log: Log) -> Result<Head, StoreError> {
        Ok(self.0.head(log))
    }

    fn leaves(&self, log: Log, from: u64, to: u64) -> Result<Vec<StoredLeaf>, StoreError> {
        Ok(self.0.leaves_of_log(log).filter(|leaf| from <= leaf.index && leaf.index < to).cloned().collect())
    }

    fn leaves_of(
        &self,
        log: Log,
        subject: &Subject,
        before: u64,
        limit: usize,
    ) -> Result<Vec<StoredLeaf>, StoreError> {
        let of = self.0.leaves_of_log(log).filter(|leaf| leaf.index < before);
        Ok(of.filter(|leaf| leaf.subjects.contains(subject)).rev().take(limit).cloned().collect())
    }

    fn subject_key(&self, subject: &Subject) -> Result<Option<[u8; 32]>, StoreError> {
        Ok(self.0.keys.get(subject).copied())
    }

    fn tile(&self, log: Log, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.tiles.get(&(log, level, index)).cloned())
    }

    fn blob(&self, hash: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.blobs.get(hash).cloned())
    }

    fn scan_versions(&self, each: &mut dyn FnMut(WrittenVersion)) -> Result<(), StoreError> {
        self.0.versions.values().flatten().cloned().for_each(each);
        Ok(())
    }

    fn scan_index(&self, each: &mut dyn FnMut(IndexRow)) -> Result<(), StoreError> {
        for record in self.0.versions.values() {
            let versions: Vec<_> = record.iter().map(|row| row.version.clone()).collect();
            span::index_rows(&versions).into_iter().for_each(&mut *each);
        }
        Ok(())
    }

    fn scan_leaf_subjects(&self, each: &mut dyn FnMut(Log, Subject, u64)) -> Result<(), StoreError> {
        for log in Log::ALL {
            for leaf in self.0.leaves_of_log(log) {
                leaf.subjects.iter().for_each(|subject| each(log, subject.clone(), leaf.index));
            }
        }
        Ok(())
    }

    fn scan_subject_keys(&self, each: &mut dyn FnMut(Subject)) -> Result<(), StoreError> {
        self.0.keys.keys().cloned().for_each(each);
        Ok(())
    }

    fn scan_tag_counts(&self, each: &mut dyn FnMut(Log, Subject, Date, u32)) -> Result<(), StoreError> {
        self.0.counts.iter().for_each(|((log, subject, day), n)| each(*log, subject.clone(), *day, *n));
        Ok(())
    }

    fn scan_blobs(&self, each: &mut dyn FnMut(Hash, &[u8])) -> Result<(), StoreError> {
        self.0.blobs.iter().for_each(|(hash, bytes)| each(*hash, bytes));
        Ok(())
    }

    fn blobs_kept(&self) -> Result<u64, StoreError> {
        Ok(u64::try_from(self.0.blobs.len()).unwrap_or(u64::MAX))
    }

    fn scan_tiles(&self, log: Log, each: &mut dyn FnMut(TileRow)) -> Result<(), StoreError> {
        let own = self.0.tiles.iter().filter(|((of, _, _), _)| *of == log);
        own.map(|((_, level, index), data)| TileRow { level: *level, index: *index, data: data.clone() })
            .for_each(each);
        Ok(())
    }
}
