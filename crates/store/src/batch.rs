//! What a group of acts writes, kept until it goes to the database all at once: a database at the other end of a
//! connection is asked a dozen times for a group, however many acts it has.

use crate::backend::StoreError;
use crate::column::{self, end_text};
use crate::db::{Db, Param, Runs, params};
use crate::leaf::{DoneLeaf, LeafForm};
use crate::prepared::{Prepared, Row};
use crate::row::{Key, Log, Version};
use crate::span::{Former, Part, cut, shown};
use crate::sql::{self, OPEN};
use base::{FieldId, Hash};

/// The rows of a group that are not sent yet.
pub(crate) struct Batch<'g> {
    versions: Runs<'g>,
    taken: Runs<'g>,
    index: Runs<'g>,
    leaves: Runs<'g>,
    leaf_subjects: Runs<'g>,
    blobs: Runs<'g>,
    /// Contents that were not kept before, of those sent.
    pub(crate) new_blobs: u64,
}

impl<'g> Batch<'g> {
    /// With room for what these acts write, if each version takes the place of one before it.
    pub(crate) fn for_group(group: &[Prepared]) -> Self {
        let versions = group.iter().flat_map(|act| &act.versions);
        let keys: usize = versions.clone().map(|row| row.version.keys.len()).sum();
        let leaves = || group.iter().flat_map(Prepared::leaves);
        Self {
            versions: Runs::with_room(sql::ADD_VERSION, 11, versions.count()),
            taken: Runs::with_room(sql::TAKE_INDEX, 10, keys),
            index: Runs::with_room(sql::ADD_INDEX, 12, 2 * keys),
            leaves: Runs::with_room(sql::ADD_LEAF, 6, leaves().count()),
            leaf_subjects: Runs::with_room(
                sql::ADD_LEAF_SUBJECT,
                3,
                leaves().map(|(_, form)| form.subjects.len()).sum(),
            ),
            blobs: Runs::of(sql::ADD_BLOB, 2),
            new_blobs: 0,
        }
    }

    /// Adds a version, with what the index holds of it.
    pub(crate) fn version(&mut self, row: &'g Row, act: i64) {
        let Version { register, id, version, recorded, valid, ended, keys, doc, .. } = &row.version;
        self.versions.add(params![
            register.as_str(),
            id.as_str(),
            *version,
            act,
            recorded.0,
            row.valid_from.as_str(),
            row.valid_until.as_str(),
            *ended,
            row.subjects.as_str(),
            row.keys.as_str(),
            doc.as_str()
        ]);
        if *ended || valid.is_empty() {
            return;
        }
        let part = Part { valid: *valid, from: *recorded, until: None };
        for (field, key) in distinct(keys) {
            let key = key_params(key);
            self.show(&row.version, *version, field.as_str().into(), key, &part);
        }
    }

    /// Takes the days of a new version from what shows of those before it (see [`crate::span`]). `formers` are these,
    /// oldest first.
    pub(crate) fn cut(&mut self, new: &'g Version, formers: &[Former]) {
        let mut after = formers;
        while let Some((former, later)) = after.split_first() {
            after = later;
            for part in shown(former, later, &new.valid) {
                let cut = cut(part, (new.valid, new.recorded));
                for (field, key) in distinct(&former.keys) {
                    let field = Param::from(field.as_str().to_owned());
                    let key = key_params(key).map(Param::into_owned);
                    self.take(new, former.version, field.clone(), key.clone(), &part);
                    for part in cut.closed.iter().chain(&cut.rest) {
                        self.show(new, former.version, field.clone(), key.clone(), part);
                    }
                }
            }
        }
    }

    /// Adds an index row: a key of a version of this record.
    fn show(
        &mut self,
        of: &'g Version,
        version: u32,
        field: Param<'g>,
        [kind, tval, nval]: [Param<'g>; 3],
        part: &Part,
    ) {
        let live = part.until.is_none() && part.valid.until.is_none();
        self.index.add([
            of.register.as_str().into(),
            field,
            live.into(),
            kind,
            tval,
            nval,
            part.until.map_or(OPEN, |until| until.0).into(),
            end_text(part.valid.until).into(),
            of.id.as_str().into(),
            version.into(),
            part.valid.from.to_string().into(),
            part.from.0.into(),
        ]);
    }

    /// Removes the open index row of a key for this part.
    fn take(
        &mut self,
        of: &'g Version,
        version: u32,
        field: Param<'g>,
        [kind, tval, nval]: [Param<'g>; 3],
        part: &Part,
    ) {
        self.taken.add([
            of.register.as_str().into(),
            field,
            part.valid.until.is_none().into(),
            kind,
            tval,
            nval,
            end_text(part.valid.until).into(),
            of.id.as_str().into(),
            version.into(),
            part.valid.from.to_string().into(),
        ]);
    }

    pub(crate) fn leaf(&mut self, log: Log, index: i64, form: &'g LeafForm, leaf: DoneLeaf) {
        self.leaves.add(params![
            log.name(),
            index,
            leaf.text,
            leaf.hash.0,
            form.body.as_str(),
            form.subjects_text.as_str()
        ]);
        for subject in &form.subjects {
            self.leaf_subjects.add(params![log.name(), subject.as_str(), index]);
        }
    }

    pub(crate) fn blob(&mut self, hash: Hash, bytes: &'g [u8]) {
        self.blobs.add(params![hash.0, bytes]);
    }

    /// Sends everything, and `more` behind it.
    pub(crate) fn send(&mut self, db: &impl Db, more: &[&Runs<'_>]) -> Result<(), StoreError> {
        // What earlier versions showed is taken before the new ones show.
        let own = [&self.taken, &self.blobs, &self.versions, &self.index, &self.leaves, &self.leaf_subjects];
        let changed = db.change_each(&[&own, more].concat())?;
        let (taken, new_blobs) = match changed.as_slice() {
            [taken, new_blobs, ..] => (*taken, *new_blobs),
            _ => (0, 0),
        };
        let missing = u64::try_from(self.taken.len()).unwrap_or(u64::MAX).saturating_sub(taken);
        if missing > 0 {
            return Err(StoreError::Damaged(format!(
                "{missing} index rows of earlier versions are missing; `koom verify` says which"
            )));
        }
        self.new_blobs += new_blobs;
        for runs in [
            &mut self.taken,
            &mut self.blobs,
            &mut self.versions,
            &mut self.index,
            &mut self.leaves,
            &mut self.leaf_subjects,
        ] {
            runs.clear();
        }
        Ok(())
    }
}

fn key_params(key: &Key) -> [Param<'_>; 3] {
    let (kind, tval, nval) = column::key_columns(key);
    params![kind, tval, nval]
}

/// Each pair once.
fn distinct(keys: &[(FieldId, Key)]) -> impl Iterator<Item = &(FieldId, Key)> {
    keys.iter()
        .enumerate()
        .filter(|(place, pair)| !keys.iter().take(*place).any(|other| other == *pair))
        .map(|(_, pair)| pair)
}
