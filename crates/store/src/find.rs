//! Searches: candidates from the index, each with the version that really holds.
//!
//! Rows that hold for good stream from the database in the asked order; those with an end, which are few
//! among what is asked about the present, are sorted here and merged in.

use crate::backend::StoreError;
use crate::column;
use crate::db::{Db, Param, Row, params};
use crate::prepared::AnswerDigest;
use crate::query::{Match, Query};
use crate::read::known_at;
use crate::row::Key;
use crate::sealed::Sealed;
use crate::sql;
use base::{FieldId, RecordId};
use std::collections::BTreeSet;

/// The statements of one way of searching: what is read of a version differs, the rest does not.
struct Statements<T> {
    live: &'static str,
    live_texts: &'static str,
    live_texts_from: &'static str,
    live_numbers: &'static str,
    bounded: &'static str,
    bounded_all: &'static str,
    known: &'static str,
    known_all: &'static str,
    /// Reads what comes after the key; `None` if not every condition is met.
    read: ReadHit<T>,
}

/// Takes a hit; false asks for no more.
type Take<'t, T> = &'t mut dyn FnMut(Hit<T>) -> Result<bool, StoreError>;
type ReadHit<T> = fn(&dyn Row, &Query) -> Result<Option<Hit<T>>, StoreError>;

/// How rows are fetched where the database is at the other end of a connection.
#[derive(Clone, Copy)]
enum Way {
    /// In as few messages as the answer needs, and held until they are taken.
    Few,
    /// Page by page, whatever the length of the answer.
    Paged,
}

/// A record that meets all conditions.
struct Hit<T> {
    id: RecordId,
    version: u32,
    item: T,
}

/// Where the columns of the version begin.
const VERSION: usize = 3;

const WHOLE: Statements<Sealed> = Statements {
    live: sql::FIND_LIVE,
    live_texts: sql::FIND_LIVE_TEXTS,
    live_texts_from: sql::FIND_LIVE_TEXTS_FROM,
    live_numbers: sql::FIND_LIVE_NUMBERS,
    bounded: sql::FIND_BOUNDED,
    bounded_all: sql::FIND_BOUNDED_ALL,
    known: sql::FIND_KNOWN,
    known_all: sql::FIND_KNOWN_ALL,
    read: |row, query| {
        if !query.met_by(&column::keys(row, VERSION + 9)?) {
            return Ok(None);
        }
        let item = column::sealed(row, VERSION)?;
        Ok(Some(Hit { id: item.meta().id.clone(), version: item.meta().version, item }))
    },
};

const BRIEF: Statements<()> = Statements {
    live: sql::MATCH_LIVE,
    live_texts: sql::MATCH_LIVE_TEXTS,
    live_texts_from: sql::MATCH_LIVE_TEXTS_FROM,
    live_numbers: sql::MATCH_LIVE_NUMBERS,
    bounded: sql::MATCH_BOUNDED,
    bounded_all: sql::MATCH_BOUNDED_ALL,
    known: sql::MATCH_KNOWN,
    known_all: sql::MATCH_KNOWN_ALL,
    read: |row, query| {
        let id = column::text(row, VERSION, "id")?.into();
        let version = column::count(row, VERSION + 1, "version")?;
        let met = query.met_by(&column::keys(row, VERSION + 2)?);
        Ok(met.then_some(Hit { id, version, item: () }))
    },
};

/// Gives the records of a query, in order, until told to stop by `false`.
pub(crate) fn each(
    db: &impl Db,
    query: &Query,
    each: &mut dyn FnMut(Sealed) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    limited(db, &WHOLE, Way::Paged, query, &mut |one| each(one.item))
}

/// The records that a query gives, in order.
pub(crate) fn records(db: &impl Db, query: &Query) -> Result<Vec<Sealed>, StoreError> {
    let mut found = Vec::new();
    limited(db, &WHOLE, Way::Few, query, &mut |one| {
        found.push(one.item);
        Ok(true)
    })?;
    Ok(found)
}

/// A digest of the records that a query gives with their versions, in order.
pub(crate) fn digest(db: &impl Db, query: &Query) -> Result<AnswerDigest, StoreError> {
    let mut digest = AnswerDigest::default();
    limited(db, &BRIEF, Way::Paged, query, &mut |one| {
        digest.add(&one.id, one.version);
        Ok(true)
    })?;
    Ok(digest)
}

/// The records that a query gives with their versions, in order.
pub(crate) fn versions(db: &impl Db, query: &Query) -> Result<Vec<(RecordId, u32)>, StoreError> {
    let mut found = Vec::new();
    limited(db, &BRIEF, Way::Few, query, &mut |one| {
        found.push((one.id, one.version));
        Ok(true)
    })?;
    Ok(found)
}

/// How many records a query gives, whatever its limit.
pub(crate) fn count(db: &impl Db, query: &Query) -> Result<u64, StoreError> {
    let mut count = 0_u64;
    each_match(db, &BRIEF, Way::Few, query, &mut |_one| {
        count += 1;
        Ok(true)
    })?;
    Ok(count)
}

/// Gives as many records as the query wants, or fewer if told to stop.
fn limited<T>(
    db: &impl Db,
    statements: &Statements<T>,
    way: Way,
    query: &Query,
    each: Take<'_, T>,
) -> Result<(), StoreError> {
    let mut left = query.limit;
    if left == 0 {
        return Ok(());
    }
    each_match(db, statements, way, query, &mut |one| {
        left -= 1;
        Ok(each(one)? && left > 0)
    })
}

/// Gives each record once, in order, until told to stop by `false`.
fn each_match<T>(
    db: &impl Db,
    statements: &Statements<T>,
    way: Way,
    query: &Query,
    each: Take<'_, T>,
) -> Result<(), StoreError> {
    let (field, first) = query.first()?;
    let probes = probes(statements, first);
    // One key gives a record once; several may give it again.
    let many = probes.len() > 1 || probes.iter().any(|probe| !probe.single());
    let mut seen = BTreeSet::new();
    let mut visit = |hit: Hit<T>| if many && !seen.insert(hit.id.clone()) { Ok(true) } else { each(hit) };
    for probe in &probes {
        let walk = Walk { db, statements, way, query, field, condition: first, probe };
        if !walk.run(&mut visit)? {
            break;
        }
    }
    Ok(())
}

/// One walk through the index: a single key, or a range of keys of one kind.
struct Probe<'q> {
    live: &'static str,
    /// What the `live` statement compares keys with.
    bounds: Vec<Param<'q>>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One key, which the other statements also compare.
    Single,
    Texts,
    Numbers,
}

impl Probe<'_> {
    fn single(&self) -> bool {
        self.kind == Kind::Single
    }
}

/// In the order of keys: texts before numbers.
fn probes<'q, T>(statements: &Statements<T>, condition: &'q Match) -> Vec<Probe<'q>> {
    match condition {
        Match::In(keys) => {
            let keys: BTreeSet<&Key> = keys.iter().collect();
            keys.into_iter().map(|key| single(statements, key)).collect()
        }
        Match::Range(from, until) => {
            let texts =
                matches!(from, None | Some(Key::Text(_))) && matches!(until, None | Some(Key::Text(_)));
            let numbers =
                matches!(from, None | Some(Key::Number(_))) && matches!(until, None | Some(Key::Number(_)));
            let texts = texts.then(|| text_range(statements, from.as_ref(), until.as_ref()));
            let numbers = numbers.then(|| number_range(statements, from.as_ref(), until.as_ref())).flatten();
            texts.into_iter().chain(numbers).collect()
        }
    }
}

fn single<'q, T>(statements: &Statements<T>, key: &'q Key) -> Probe<'q> {
    let (kind, text, number) = column::key_columns(key);
    Probe { live: statements.live, bounds: params![kind, text, number].to_vec(), kind: Kind::Single }
}

fn text_range<'q, T>(statements: &Statements<T>, from: Option<&'q Key>, until: Option<&'q Key>) -> Probe<'q> {
    let from = match from {
        Some(Key::Text(text)) => text.as_str(),
        _ => "",
    };
    let (live, bounds) = match until {
        Some(Key::Text(until)) => (statements.live_texts, params![from, until.as_str()].to_vec()),
        _ => (statements.live_texts_from, params![from].to_vec()),
    };
    Probe { live, bounds, kind: Kind::Texts }
}

/// `None` if no number lies in the range.
fn number_range<'q, T>(
    statements: &Statements<T>,
    from: Option<&Key>,
    until: Option<&Key>,
) -> Option<Probe<'q>> {
    let from = match from {
        Some(Key::Number(number)) => *number,
        _ => i64::MIN,
    };
    let last = match until {
        Some(Key::Number(until)) => until.checked_sub(1)?,
        _ => i64::MAX,
    };
    Some(Probe { live: statements.live_numbers, bounds: params![from, last].to_vec(), kind: Kind::Numbers })
}

/// A probe under way.
struct Walk<'w, D, T> {
    db: &'w D,
    statements: &'w Statements<T>,
    way: Way,
    query: &'w Query,
    field: &'w FieldId,
    condition: &'w Match,
    probe: &'w Probe<'w>,
}

impl<D: Db, T> Walk<'_, D, T> {
    /// The probe's hits in order; false if told to stop.
    fn run(&self, visit: Take<'_, T>) -> Result<bool, StoreError> {
        let Self { query, probe, .. } = self;
        let at = params![
            query.register.as_str(),
            self.field.as_str(),
            query.at.valid.to_string(),
            known_at(&query.at)
        ];
        let bounds = [at.as_slice(), &probe.bounds].concat();
        let mut ending = self.ending(if probe.single() { &bounds } else { &at })?.into_iter().peekable();
        let mut go_on = true;
        let mut take = |row: &dyn Row| {
            let Some(hit) = (self.statements.read)(row, query)? else { return Ok(true) };
            let key = column::key(row, 0)?;
            while go_on
                && let Some((_, earlier)) = ending.next_if(|(of, other)| before(of, other, &key, &hit))
            {
                go_on = visit(earlier)?;
            }
            go_on = go_on && visit(hit)?;
            Ok(go_on)
        };
        match self.way {
            // Some rows do not meet the other conditions.
            Way::Few => self.db.search(probe.live, &bounds, query.limit.saturating_mul(2), &mut take)?,
            Way::Paged => self.db.scan(probe.live, &bounds, &mut take)?,
        }
        while go_on && let Some((_, hit)) = ending.next() {
            go_on = visit(hit)?;
        }
        Ok(go_on)
    }

    /// What ends, or is no longer known, sorted.
    fn ending(&self, bounds: &[Param<'_>]) -> Result<Vec<(Key, Hit<T>)>, StoreError> {
        let Self { statements, query, condition, probe, .. } = self;
        let statement = match (query.at.recorded.is_none(), probe.single()) {
            (true, true) => statements.bounded,
            (true, false) => statements.bounded_all,
            (false, true) => statements.known,
            (false, false) => statements.known_all,
        };
        let mut found = Vec::new();
        self.db.each(statement, bounds, &mut |row| {
            let key = column::key(row, 0)?;
            let wanted = match probe.kind {
                Kind::Single => true,
                Kind::Texts => matches!(key, Key::Text(_)) && condition.matches(&key),
                Kind::Numbers => matches!(key, Key::Number(_)) && condition.matches(&key),
            };
            if wanted && let Some(hit) = (statements.read)(row, query)? {
                found.push((key, hit));
            }
            Ok(true)
        })?;
        found.sort_unstable_by(|(key, hit), (other_key, other)| {
            (key, &hit.id, hit.version).cmp(&(other_key, &other.id, other.version))
        });
        Ok(found)
    }
}

/// The order of hits: by key, then by record.
fn before<T>(key: &Key, hit: &Hit<T>, other_key: &Key, other: &Hit<T>) -> bool {
    (key, &hit.id, hit.version) < (other_key, &other.id, other.version)
}
