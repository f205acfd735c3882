//! Writing versions and what the index holds of them.

use super::column::{self, end_text, fault};
use crate::backend::StoreError;
use crate::prepared::Row;
use crate::row::{Key, Valid, Version};
use crate::sql::{self, OPEN};
use base::{FieldId, Instant};
use rusqlite::{CachedStatement, Connection, params};

type Keys = Vec<(FieldId, Key)>;

/// The statements that every act needs, prepared once for a group.
pub(super) struct Rows<'t> {
    db: &'t Connection,
    version: CachedStatement<'t>,
    index: CachedStatement<'t>,
}

impl<'t> Rows<'t> {
    pub(super) fn begin(db: &'t Connection) -> Result<Self, StoreError> {
        let version = db.prepare_cached(sql::ADD_VERSION).map_err(fault)?;
        let index = db.prepare_cached(sql::ADD_INDEX).map_err(fault)?;
        Ok(Self { db, version, index })
    }

    /// Adds a version; its number is known to be the next.
    pub(super) fn add(&mut self, row: &Row, act: i64) -> Result<(), StoreError> {
        let Version { register, id, version, recorded, valid, ended, doc, .. } = &row.version;
        self.version
            .execute(params![
                register.as_str(),
                id.as_str(),
                version,
                act,
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
            self.index
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
    fn shown_under(&self, new: &Version) -> Result<Vec<(Part, Keys)>, StoreError> {
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
