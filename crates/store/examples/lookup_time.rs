//! How long reads take in a register of many people, most of whose past no longer holds.
//!
//! `cargo run --release -p store --example lookup_time [PEOPLE] [DIR]`. Each person is registered as "open" with a
//! due day, and on a later day all but one in a thousand become "done". What is asked for are the few: a search
//! must not walk along the many that once were.

#![expect(clippy::print_stdout, reason = "it is a program that prints its result")]

use base::{Date, Hash, Instant, Subject};
use serde_json::{Map, json};
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};
use store::{
    AsOf, Draft, Key, LeafMaker, Log, Match, Parts, Prepared, Query, Rows, Sqlite, Store, Valid, Version,
    check,
};

const REGISTERED: Date = Date::constant(2026, 1, 1);
const DONE: Date = Date::constant(2026, 2, 1);
const NOW: AsOf = AsOf { valid: Date::constant(2026, 6, 1), recorded: None };
const THEN: AsOf = AsOf { valid: Date::constant(2026, 1, 15), recorded: Some(Instant(10)) };
/// Versions in one act.
const ACT: u32 = 200;
const ROUNDS: u32 = 200;

struct Maker;

impl LeafMaker for Maker {
    fn tag(&self, key: &[u8; 32], day: Date, n: u32) -> String {
        Hash::of_parts([key.as_slice(), day.to_string().as_bytes(), &n.to_be_bytes()]).base64url()
    }
    fn leaf_hash(&self, leaf: &[u8]) -> Hash {
        Hash::of(leaf)
    }
    fn new_key(&self) -> [u8; 32] {
        [0; 32]
    }
}

fn scattered(person: u32) -> u32 {
    person.wrapping_mul(2_654_435_761)
}

fn version(person: u32, number: u32, people: u32) -> Version {
    let done = number == 2;
    let pin = format!("{:010}", scattered(person));
    let mut keys: Vec<(base::FieldId, Key)> = vec![
        ("pin".into(), pin.as_str().into()),
        ("family".into(), format!("family{}", scattered(person) % (people / 50 + 1)).as_str().into()),
        ("state".into(), if done { "done" } else { "open" }.into()),
    ];
    if !done {
        keys.push(("due".into(), i64::from(scattered(person) % 365).into()));
    }
    Version {
        register: "people".into(),
        id: format!("019a{person:028x}").into(),
        version: number,
        recorded: Instant(i64::from(number) * 10),
        valid: Valid { from: if done { DONE } else { REGISTERED }, until: None },
        ended: false,
        subjects: vec![Subject::new(&pin)],
        keys,
        doc: json!({"pin": pin, "text": "x".repeat(300)}).to_string(),
    }
}

fn act(store: &Store, versions: Vec<Version>) -> Result<Prepared, Box<dyn Error>> {
    let versions = Rows::from(versions);
    let rows = versions.root();
    let body =
        Map::from_iter([("rows".to_owned(), json!({"count": rows.count, "root": rows.root.base64url()}))]);
    let draft = Draft { leaf: Map::new(), body, subjects: vec![], day: REGISTERED, tagged: true };
    Ok(Prepared::new(store.pending(), Parts { versions, act: Some(draft), ..Parts::default() }, None)?)
}

fn query(at: AsOf, conditions: &[(&str, Match)], limit: usize) -> Query {
    let conditions =
        conditions.iter().map(|(field, condition)| ((*field).into(), condition.clone())).collect();
    Query { register: "people".into(), conditions, at, limit }
}

fn one(key: impl Into<Key>) -> Match {
    Match::In(vec![key.into()])
}

/// Prints the middle and the slowest of the rounds; `ask` is told the round and says how many it found.
fn measure(
    what: &str,
    mut ask: impl FnMut(u32) -> Result<usize, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let mut times: Vec<Duration> = Vec::new();
    let mut found = 0;
    for round in 0..ROUNDS {
        let begin = Stopwatch::now();
        found = ask(round)?;
        times.push(begin.elapsed());
    }
    times.sort_unstable();
    let (middle, last) = (times.get(times.len() / 2), times.last());
    println!(
        "{what:<44} {found:>6} found   {middle:>10.1?} {last:>10.1?}",
        middle = middle.unwrap_or(&Duration::ZERO),
        last = last.unwrap_or(&Duration::ZERO)
    );
    Ok(())
}

fn fill(store: &Store, people: u32) -> Result<(), Box<dyn Error>> {
    for number in [1, 2] {
        let mut versions = Vec::new();
        for person in 0..people {
            if number == 1 || person % 1_000 != 0 {
                versions.push(version(person, number, people));
            }
            if versions.len() >= usize::try_from(ACT)? {
                store.backend().commit(vec![act(store, std::mem::take(&mut versions))?], &Maker)?;
            }
        }
        store.backend().commit(vec![act(store, versions)?], &Maker)?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let people: u32 = arguments.next().map_or(Ok(100_000), |text| text.parse())?;
    let dir = tempfile::tempdir_in(arguments.next().unwrap_or_else(|| ".".to_owned()))?;
    let store = Store::new(Arc::new(Sqlite::open(dir.path())?));
    let begin = Stopwatch::now();
    fill(&store, people)?;
    println!("{people} people in {:.1?}; each line: found, middle and slowest of {ROUNDS}", begin.elapsed());
    let view = store.snapshot()?;
    let pick = |round: u32| version(scattered(round) % people, 1, people);
    measure("a record by its id", |round| {
        Ok(view.get(&"people".into(), &pick(round).id, &NOW)?.iter().len())
    })?;
    let key =
        |round: u32, place: usize| pick(round).keys.get(place).map_or(Key::Number(0), |(_, key)| key.clone());
    measure("by a unique key", |round| {
        Ok(view.find(&query(NOW, &[("pin", one(key(round, 0)))], 10))?.len())
    })?;
    measure("by a unique key, as known and so then", |round| {
        Ok(view.find(&query(THEN, &[("pin", one(key(round, 0)))], 10))?.len())
    })?;
    measure("by a common key and another", |round| {
        let conditions = [("family", one(key(round, 1))), ("pin", one(key(round, 0)))];
        Ok(view.find(&query(NOW, &conditions, 10))?.len())
    })?;
    measure("the ten first that are still open", |_| {
        Ok(view.find(&query(NOW, &[("state", one("open"))], 10))?.len())
    })?;
    measure("the open ones due before day 100", |_| {
        let due = Match::Range(None, Some(Key::Number(100)));
        Ok(view.find(&query(NOW, &[("due", due), ("state", one("open"))], 10))?.len())
    })?;
    measure("the ten first of all that are done", |_| {
        Ok(view.find(&query(NOW, &[("state", one("done"))], 10))?.len())
    })?;
    measure("a leaf", |round| {
        let size = view.head(Log::Acts)?.size;
        let at = u64::from(scattered(round)) % size;
        Ok(view.leaves(Log::Acts, at, at + 1)?.len())
    })?;
    let begin = Stopwatch::now();
    let findings = check::structure(&*view, &Maker);
    println!("verify of the structure: {} findings in {:.1?}", findings.len(), begin.elapsed());
    Ok(())
}
