//! Which part of each version shows, in both times: the definition of what stands in the index.
//!
//! A version shows on the days of its range, until a later version takes days from it. What was known before
//! stays known as of then, so the old part is closed, not changed, and the remaining days go on as new parts.

use crate::backend::IndexRow;
use crate::row::{Valid, Version};
use base::Instant;
use std::collections::BTreeSet;

/// A part of a version's range and the time in which the state knew it like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    valid: Valid,
    from: Instant,
    until: Option<Instant>,
}

/// The index rows of one record, from all its versions, oldest first.
pub(crate) fn index_rows(versions: &[Version]) -> BTreeSet<IndexRow> {
    let mut rows = BTreeSet::new();
    for (place, version) in versions.iter().enumerate() {
        if version.ended || version.valid.is_empty() {
            continue;
        }
        let later = versions.iter().skip(place + 1);
        for part in parts(version, later) {
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

/// How a version shows under those recorded after it.
fn parts<'a>(version: &Version, later: impl Iterator<Item = &'a Version>) -> Vec<Part> {
    let mut closed = Vec::new();
    let mut open = vec![Part { valid: version.valid, from: version.recorded, until: None }];
    for next in later {
        let (touched, mut kept): (Vec<Part>, Vec<Part>) =
            open.into_iter().partition(|part| part.valid.overlaps(&next.valid));
        for part in touched {
            let from = part.from.max(next.recorded);
            kept.extend(part.valid.minus(&next.valid).into_iter().map(|valid| Part {
                valid,
                from,
                until: None,
            }));
            // Known for no time at all, as within one act: leaves no row.
            if part.from < next.recorded {
                closed.push(Part { until: Some(next.recorded), ..part });
            }
        }
        open = kept;
    }
    closed.extend(open);
    closed
}
