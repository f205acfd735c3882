//! Which part of each version shows, in both times: the definition of what stands in the index.
//!
//! A version shows on the days of its range, until a later version takes days from it. What was known before
//! stays known as of then, so the old part is closed, not changed, and the remaining days go on as new parts.

use crate::backend::IndexRow;
use crate::row::{Key, Valid, Version};
use base::{FieldId, Instant};
use std::collections::BTreeSet;

/// A part of a version's range and the time in which the state knew it like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) valid: Valid,
    pub(crate) from: Instant,
    pub(crate) until: Option<Instant>,
}

/// What has to be known of a version to tell what of it shows under a later one.
#[derive(Clone, Debug)]
pub(crate) struct Former {
    pub(crate) version: u32,
    pub(crate) recorded: Instant,
    pub(crate) valid: Valid,
    pub(crate) ended: bool,
    pub(crate) keys: Vec<(FieldId, Key)>,
}

impl From<&Version> for Former {
    fn from(version: &Version) -> Self {
        Self {
            version: version.version,
            recorded: version.recorded,
            valid: version.valid,
            ended: version.ended,
            keys: version.keys.clone(),
        }
    }
}

/// The index rows of one record, from all its versions, oldest first.
pub(crate) fn index_rows(versions: &[Version]) -> BTreeSet<IndexRow> {
    let mut rows = BTreeSet::new();
    for (place, version) in versions.iter().enumerate() {
        if version.ended || version.valid.is_empty() {
            continue;
        }
        let later = versions.iter().skip(place + 1);
        let later = later.map(|version| (version.valid, version.recorded));
        for part in parts((version.valid, version.recorded), later) {
            rows.extend(version.keys.iter().map(|(field, key)| IndexRow {
                register: version.register.clone(),
                field: field.clone(),
                key: key.clone(),
                id: version.id.clone(),
                version: version.version,
                valid_from: part.valid.from,
                valid_until: part.valid.until,
                recorded_from: part.from,
                recorded_until: part.until,
            }));
        }
    }
    rows
}

/// How a version shows under those written after it; each is its range and when it was recorded.
fn parts(version: (Valid, Instant), later: impl Iterator<Item = (Valid, Instant)>) -> Vec<Part> {
    let (valid, recorded) = version;
    let mut closed = Vec::new();
    let mut open = vec![Part { valid, from: recorded, until: None }];
    for next in later {
        let (touched, mut kept): (Vec<Part>, Vec<Part>) =
            open.into_iter().partition(|part| part.valid.overlaps(&next.0));
        for part in touched {
            let Cut { closed: before, rest } = cut(part, next);
            closed.extend(before);
            kept.extend(rest);
        }
        open = kept;
    }
    closed.extend(open);
    closed
}

/// What becomes of a part that shares days with a version written later.
pub(crate) struct Cut {
    /// The part as it was known until then; none if it was known for no time at all, as within one act.
    pub(crate) closed: Option<Part>,
    /// The days that are left of it.
    pub(crate) rest: Vec<Part>,
}

/// Takes the days of a later version, recorded at that time, from a part.
pub(crate) fn cut(part: Part, (valid, recorded): (Valid, Instant)) -> Cut {
    let from = part.from.max(recorded);
    let rest = part.valid.minus(&valid).into_iter().map(|valid| Part { valid, from, until: None });
    let closed = (part.from < recorded).then_some(Part { until: Some(recorded), ..part });
    Cut { closed, rest: rest.collect() }
}

/// The open parts of a version that show under those written after it and share days with a new one.
pub(crate) fn shown(version: &Former, later: &[Former], new: &Valid) -> Vec<Part> {
    if version.ended || version.valid.is_empty() {
        return Vec::new();
    }
    let later = later.iter().map(|version| (version.valid, version.recorded));
    let mut shown = parts((version.valid, version.recorded), later);
    shown.retain(|part| part.until.is_none() && part.valid.overlaps(new));
    shown
}

/// The days of these ranges that lie in none of the others.
pub(crate) fn less(ranges: Vec<Valid>, others: &[Valid]) -> Vec<Valid> {
    let mut ranges: Vec<Valid> = ranges.into_iter().filter(|range| !range.is_empty()).collect();
    for other in others {
        ranges = ranges.iter().flat_map(|range| range.minus(other)).collect();
    }
    ranges
}
