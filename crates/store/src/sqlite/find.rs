//! Searches: candidates from the index, each checked against the version that really holds.
//!
//! Rows that hold for good stream from the database in the asked order; those with an end, which are few
//! among what is asked about the present, are sorted here and merged in.

use super::column::{self, fault};
use super::read::{known_at, one};
use crate::backend::StoreError;
use crate::query::{Match, Query};
use crate::row::Key;
use crate::sql;
use base::{FieldId, RecordId};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, Rows, params, params_from_iter};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// An index row that meets the first condition.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    key: Key,
    id: RecordId,
    version: u32,
}

/// One walk through the index: a single key, or a range of keys of one kind.
struct Probe {
    live: &'static str,
    /// What the `live` statement compares keys with.
    bounds: Vec<Value>,
    /// For a single key, which the other statements also compare.
    single: bool,
}

/// The records that a query gives, with their versions, in order.
pub(super) fn versions(db: &Connection, query: &Query) -> Result<Vec<(RecordId, u32)>, StoreError> {
    let mut found = Vec::new();
    if query.limit > 0 {
        each_match(db, query, &mut |id, version| {
            found.push((id, version));
            found.len() < query.limit
        })?;
    }
    Ok(found)
}

/// How many records a query gives, whatever its limit.
pub(super) fn count(db: &Connection, query: &Query) -> Result<u64, StoreError> {
    let mut count = 0_u64;
    each_match(db, query, &mut |_id, _version| {
        count += 1;
        true
    })?;
    Ok(count)
}

/// Gives each record once, in order, until told to stop by `false`.
fn each_match(
    db: &Connection,
    query: &Query,
    each: &mut dyn FnMut(RecordId, u32) -> bool,
) -> Result<(), StoreError> {
    let (field, first) = query.first()?;
    let probes = probes(first);
    // One key gives a record once; several may give it again.
    let many = probes.len() > 1 || probes.iter().any(|probe| !probe.single);
    let mut seen = BTreeSet::new();
    let mut visit = |candidate: Candidate| -> Result<bool, StoreError> {
        if many && seen.contains(&candidate.id) {
            return Ok(true);
        }
        if !holds(db, query, &candidate)? {
            return Ok(true);
        }
        if many {
            seen.insert(candidate.id.clone());
        }
        Ok(each(candidate.id, candidate.version))
    };
    for probe in probes {
        if !walk(db, query, field, first, &probe, &mut visit)? {
            break;
        }
    }
    Ok(())
}

/// In the order of keys: texts before numbers.
fn probes(condition: &Match) -> Vec<Probe> {
    match condition {
        Match::In(keys) => {
            let keys: BTreeSet<&Key> = keys.iter().collect();
            keys.into_iter().map(single).collect()
        }
        Match::Range(from, until) => {
            let texts =
                matches!(from, None | Some(Key::Text(_))) && matches!(until, None | Some(Key::Text(_)));
            let numbers =
                matches!(from, None | Some(Key::Number(_))) && matches!(until, None | Some(Key::Number(_)));
            let texts = texts.then(|| text_range(from.as_ref(), until.as_ref()));
            let numbers = numbers.then(|| number_range(from.as_ref(), until.as_ref())).flatten();
            texts.into_iter().chain(numbers).collect()
        }
    }
}

fn single(key: &Key) -> Probe {
    let (kind, text, number) = column::key_columns(key);
    let bounds = vec![Value::from(kind), Value::from(text.to_owned()), Value::from(number)];
    Probe { live: sql::FIND_LIVE, bounds, single: true }
}

fn text_range(from: Option<&Key>, until: Option<&Key>) -> Probe {
    let from = match from {
        Some(Key::Text(text)) => text.clone(),
        _ => String::new(),
    };
    match until {
        Some(Key::Text(until)) => Probe {
            live: sql::FIND_LIVE_TEXTS,
            bounds: vec![Value::from(from), Value::from(until.clone())],
            single: false,
        },
        _ => Probe { live: sql::FIND_LIVE_TEXTS_FROM, bounds: vec![Value::from(from)], single: false },
    }
}

/// `None` if no number lies in the range.
fn number_range(from: Option<&Key>, until: Option<&Key>) -> Option<Probe> {
    let from = match from {
        Some(Key::Number(number)) => *number,
        _ => i64::MIN,
    };
    let last = match until {
        Some(Key::Number(until)) => until.checked_sub(1)?,
        _ => i64::MAX,
    };
    let bounds = vec![Value::from(from), Value::from(last)];
    Some(Probe { live: sql::FIND_LIVE_NUMBERS, bounds, single: false })
}

/// One probe's candidates in order; false if told to stop.
fn walk(
    db: &Connection,
    query: &Query,
    field: &FieldId,
    condition: &Match,
    probe: &Probe,
    visit: &mut dyn FnMut(Candidate) -> Result<bool, StoreError>,
) -> Result<bool, StoreError> {
    let mut bounds = vec![
        Value::from(query.register.as_str().to_owned()),
        Value::from(field.as_str().to_owned()),
        Value::from(query.at.valid.to_string()),
        Value::from(known_at(&query.at)),
    ];
    let text_kind = matches!(probe.live, sql::FIND_LIVE_TEXTS | sql::FIND_LIVE_TEXTS_FROM);
    let wanted =
        |key: &Key| probe.single || (condition.matches(key) && matches!(key, Key::Text(_)) == text_kind);
    let rest = match (query.at.recorded.is_none(), probe.single) {
        (true, true) => sql::FIND_BOUNDED,
        (true, false) => sql::FIND_BOUNDED_ALL,
        (false, true) => sql::FIND_KNOWN,
        (false, false) => sql::FIND_KNOWN_ALL,
    };
    if probe.single {
        bounds.extend(probe.bounds.iter().cloned());
    }
    let mut ending = rest_of(db, rest, &bounds, wanted)?.into_iter().peekable();
    if !probe.single {
        bounds.extend(probe.bounds.iter().cloned());
    }
    let mut statement = db.prepare_cached(probe.live).map_err(fault)?;
    let mut live = statement.query(params_from_iter(&bounds)).map_err(fault)?;
    let mut next = next_candidate(&mut live)?;
    loop {
        let ending_first = match (&next, ending.peek()) {
            (None, None) => return Ok(true),
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some(live), Some(ending)) => ending.cmp(live) == Ordering::Less,
        };
        let candidate = if ending_first {
            ending.next()
        } else {
            let taken = next.take();
            next = next_candidate(&mut live)?;
            taken
        };
        if let Some(candidate) = candidate
            && !visit(candidate)?
        {
            return Ok(false);
        }
    }
}

fn next_candidate(rows: &mut Rows<'_>) -> Result<Option<Candidate>, StoreError> {
    rows.next().map_err(fault)?.map(candidate).transpose()
}

fn candidate(row: &Row<'_>) -> Result<Candidate, StoreError> {
    Ok(Candidate {
        key: column::key(row, 0)?,
        id: column::text(row, 3, "id")?.into(),
        version: column::count(row, 4, "version")?,
    })
}

/// Candidates that end, sorted.
fn rest_of(
    db: &Connection,
    statement: &str,
    bounds: &[Value],
    wanted: impl Fn(&Key) -> bool,
) -> Result<Vec<Candidate>, StoreError> {
    let mut statement = db.prepare_cached(statement).map_err(fault)?;
    let mut rows = statement.query(params_from_iter(bounds)).map_err(fault)?;
    let mut found = Vec::new();
    while let Some(candidate) = next_candidate(&mut rows)? {
        if wanted(&candidate.key) {
            found.push(candidate);
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// True if the candidate is the version that holds, has not ended and meets every condition: the index may
/// leave a record out if it is damaged, but can't bring one in.
fn holds(db: &Connection, query: &Query, candidate: &Candidate) -> Result<bool, StoreError> {
    let at = params![
        query.register.as_str(),
        candidate.id.as_str(),
        query.at.valid.to_string(),
        known_at(&query.at)
    ];
    let holds = one(db, sql::EFFECTIVE_KEYS, at, |row| {
        let version: u32 = column::count(row, 0, "version")?;
        Ok(version == candidate.version
            && !column::flag(row, 1, "ended")?
            && query.met_by(&column::keys(row, 2)?))
    })?;
    Ok(holds.unwrap_or(false))
}
