//! Acts per second of the writer, beside a bare loop that inserts the same bytes into equivalent tables with the
//! same grouping.
//!
//! `cargo run --release -p store --example commit_rate [ACTS] [DIR]`. An act here writes two versions with
//! four keys each, one leaf in `/log` and two in `/reads`. The bare loop gets every value ready made: it neither
//! hashes nor encodes nor checks anything. The rounds of both alternate, so that both meet the same machine.

#![expect(clippy::print_stdout, reason = "it is a program that prints its result")]

use base::{Date, Hash, Instant, Subject};
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params, params_from_iter};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant as Stopwatch};
use store::{Draft, LeafMaker, Outcome, Parts, Prepared, Rows, Sqlite, Store, Valid, Version};

/// Acts in one durable commit.
const GROUP: u64 = 256;
/// People the acts are about.
const PEOPLE: u64 = 20_000;
const DAY: Date = Date::constant(2026, 11, 22);

/// About the work of the real one: a tag is two HMACs, four blocks each.
#[derive(Default)]
struct Maker(AtomicU64);

impl LeafMaker for Maker {
    fn tag(&self, key: &[u8; 32], day: Date, n: u32) -> String {
        let of_day = Hash::of_parts([key.as_slice(), day.to_string().as_bytes(), &[0; 64]]);
        Hash::of_parts([of_day.0.as_slice(), &n.to_be_bytes(), &[0; 128]]).base64url()
    }

    fn leaf_hash(&self, leaf: &[u8]) -> Hash {
        Hash::of_parts([leaf])
    }

    fn new_key(&self) -> [u8; 32] {
        Hash::of(&self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes()).0
    }
}

/// Numbers that look random and are the same every time.
fn mixed(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

fn versions(act: u64) -> Vec<Version> {
    let person = mixed(act) % PEOPLE;
    ["benefits", "cases"]
        .into_iter()
        .map(|register| Version {
            register: register.into(),
            id: format!("019a{act:012x}{:08x}", mixed(act) >> 32).into(),
            version: 1,
            recorded: Instant(1_700_000_000_000_000 + i64::try_from(act).unwrap_or(0)),
            valid: Valid { from: DAY, until: None },
            ended: false,
            subjects: vec![Subject::new(format!("{person:014}"))],
            keys: vec![
                ("subject".into(), format!("{person:014}").as_str().into()),
                ("office".into(), format!("office-{}", act % 60).as_str().into()),
                ("state".into(), "granted".into()),
                ("due".into(), i64::try_from(act % 365).unwrap_or(0).into()),
            ],
            doc: json!({"act": act, "text": "x".repeat(360), "person": format!("{person:014}")}).to_string(),
        })
        .collect()
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(members) = value { members } else { Map::new() }
}

fn draft(kind: &str, body: Value, person: u64) -> Draft {
    let digest = |n: u8| Hash::of(&[n]).base64url();
    let leaf = json!({"v": 1, "k": kind, "d": "2026-11-22", "org": "agency-of-something", "who": "office:17/officer",
        "law": "some-law art. 24", "_sd_alg": "sha-256", "_sd": [digest(1), digest(2), digest(3)]});
    Draft {
        leaf: object(leaf),
        body: object(body),
        subjects: vec![Subject::new(format!("{person:014}"))],
        day: DAY,
        tagged: true,
    }
}

fn parts(act: u64) -> Parts {
    let versions = Rows::from(versions(act));
    let rows = versions.root();
    let person = mixed(act) % PEOPLE;
    let opened =
        json!([["c2FsdHNhbHRzYWx0c2FsdA", "case", "2026-000188"], ["c2FsdHNhbHRzYWx0c2FsdA", "who", "x"]]);
    let body = json!({"rows": {"count": rows.count, "root": rows.root.base64url()}, "opened": opened});
    let read = |n| draft("access.read", json!({"opened": opened}), mixed(act + n) % PEOPLE);
    Parts {
        versions,
        act: Some(draft("registry.change", body, person)),
        reads: vec![read(1), read(2)],
        ..Parts::default()
    }
}

/// The group of acts with this number, ready for the writer.
fn group(store: &Store, number: u64) -> Result<Vec<Prepared>, Box<dyn Error>> {
    let acts = number * GROUP..(number + 1) * GROUP;
    Ok(acts.map(|act| Prepared::new(store.pending(), parts(act), None)).collect::<Result<_, _>>()?)
}

fn own_store(dir: &Path) -> Result<Store, Box<dyn Error>> {
    Ok(Store::new(Arc::new(Sqlite::open(dir)?)))
}

type Row = Vec<SqlValue>;

/// What one group writes, as ready values, in the order in which it is written.
#[derive(Default)]
struct BareGroup {
    acts: Vec<[Vec<Row>; 4]>,
    keys: Vec<Row>,
    counts: Vec<Row>,
    sizes: [i64; 2],
}

/// The statements of the bare loop. The first four are run for each act.
const BARE: [&str; 6] = [
    "insert into version values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    "insert into idx values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    "insert into leaf values (?1, ?2, ?3, ?4, ?5, ?6)",
    "insert into leaf_subject values (?1, ?2, ?3)",
    "insert into subject_key values (?1, ?2)",
    "insert into tag_count values (?1, ?2, ?3, ?4) on conflict (log, subject, day) do update set n = excluded.n",
];

fn rows(db: &Connection, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<Vec<Row>> {
    let mut statement = db.prepare_cached(sql)?;
    let columns = statement.column_count();
    let found = statement.query_map(params, |row| (0..columns).map(|column| row.get(column)).collect())?;
    found.collect()
}

/// Reads back what a finished run wrote, as the groups in which it was written.
fn written(db: &Connection, groups: u64) -> Result<Vec<BareGroup>, Box<dyn Error>> {
    let text = |row: &Row, column: usize| match row.get(column) {
        Some(SqlValue::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let mut index: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows(db, "select * from idx", [])? {
        index.entry(format!("{} {}", text(&row, 0), text(&row, 8))).or_default().push(row);
    }
    let mut keys: BTreeMap<String, Row> =
        rows(db, "select * from subject_key", [])?.into_iter().map(|row| (text(&row, 0), row)).collect();
    let mut counts: BTreeMap<(String, String), i64> = BTreeMap::new();
    let mut found = Vec::new();
    for number in 0..groups {
        let mut group = BareGroup::default();
        let mut touched = BTreeSet::new();
        for act in number * GROUP..(number + 1) * GROUP {
            let act = i64::try_from(act)?;
            let mut versions = Vec::new();
            for register in ["benefits", "cases"] {
                let id = versions_of(act)?;
                let of = params![register, id];
                versions.extend(rows(db, "select * from version where register = ?1 and id = ?2", of)?);
            }
            let entries =
                versions.iter().filter_map(|row| index.remove(&format!("{} {}", text(row, 0), text(row, 1))));
            let entries = entries.flatten().collect();
            let (mut leaves, mut about) = (Vec::new(), Vec::new());
            for (log, place) in [("log", act), ("reads", 2 * act), ("reads", 2 * act + 1)] {
                leaves.extend(rows(
                    db,
                    "select * from leaf where log = ?1 and idx = ?2",
                    params![log, place],
                )?);
                let person: Vec<String> = serde_json::from_str(&text(leaves.last().ok_or("no leaf")?, 5))?;
                let person = person.first().ok_or("no person")?.clone();
                about.push(vec![log.to_owned().into(), person.clone().into(), place.into()]);
                group.keys.extend(keys.remove(&person));
                *counts.entry((log.to_owned(), person.clone())).or_default() += 1;
                touched.insert((log.to_owned(), person));
            }
            group.acts.push([versions, entries, leaves, about]);
        }
        let count = |counter: (String, String)| {
            let n = counts.get(&counter).copied().unwrap_or(0);
            vec![counter.0.into(), counter.1.into(), DAY.to_string().into(), n.into()]
        };
        group.counts = touched.into_iter().map(count).collect();
        let acts = i64::try_from((number + 1) * GROUP)?;
        group.sizes = [acts, 2 * acts];
        found.push(group);
    }
    Ok(found)
}

fn versions_of(act: i64) -> Result<String, Box<dyn Error>> {
    Ok(versions(u64::try_from(act)?).first().ok_or("no version")?.id.to_string())
}

/// An empty database with the tables of another.
fn bare_database(like: &Connection, dir: &Path) -> Result<Connection, Box<dyn Error>> {
    let bare = Connection::open(dir.join("bare.db"))?;
    bare.pragma_update(None, "page_size", 8_192)?;
    bare.pragma_update(None, "journal_mode", "WAL")?;
    for (pragma, value) in [("synchronous", 2), ("cache_size", -48 * 1024), ("wal_autocheckpoint", 8192)] {
        bare.pragma_update(None, pragma, value)?;
    }
    for table in rows(like, "select sql from sqlite_master where sql is not null", [])? {
        if let Some(SqlValue::Text(sql)) = table.first() {
            bare.execute_batch(sql)?;
        }
    }
    bare.execute_batch("insert into head (log, size) values ('log', 0), ('reads', 0)")?;
    Ok(bare)
}

fn insert(bare: &mut Connection, group: &BareGroup) -> rusqlite::Result<()> {
    let tx = bare.transaction()?;
    {
        let [mut version, mut index, mut leaf, mut about, mut key, mut count] = [
            tx.prepare_cached(BARE[0])?,
            tx.prepare_cached(BARE[1])?,
            tx.prepare_cached(BARE[2])?,
            tx.prepare_cached(BARE[3])?,
            tx.prepare_cached(BARE[4])?,
            tx.prepare_cached(BARE[5])?,
        ];
        for [versions, entries, leaves, subjects] in &group.acts {
            let each = [
                (&mut version, versions),
                (&mut index, entries),
                (&mut leaf, leaves),
                (&mut about, subjects),
            ];
            for (statement, rows) in each {
                for row in rows {
                    statement.execute(params_from_iter(row))?;
                }
            }
        }
        for (statement, rows) in [(&mut key, &group.keys), (&mut count, &group.counts)] {
            for row in rows {
                statement.execute(params_from_iter(row))?;
            }
        }
        let mut head = tx.prepare_cached("update head set size = ?2 where log = ?1")?;
        let [acts, reads] = group.sizes;
        head.execute(params!["log", acts])?;
        head.execute(params!["reads", reads])?;
    }
    tx.commit()
}

/// Rows of each table and their bytes, to see that both wrote the same.
fn contents(db: &Connection) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut found = Vec::new();
    for table in ["version", "idx", "leaf", "leaf_subject", "subject_key", "tag_count", "head"] {
        let columns = rows(
            db,
            "select group_concat('total(length(' || name || '))', '+') from pragma_table_info(?1)",
            [table],
        )?;
        let Some(Some(SqlValue::Text(bytes))) = columns.first().map(|row| row.first()) else { continue };
        found.extend(rows(db, &format!("select '{table}', count(*), {bytes} from {table}"), [])?);
    }
    Ok(found)
}

fn per_second(acts: u64, time: Duration) -> f64 {
    f64::from(u32::try_from(acts).unwrap_or(u32::MAX)) / time.as_secs_f64()
}

/// A measured stretch: by the wall, and on the processor, which a busy machine disturbs less.
#[derive(Clone, Copy, Default)]
struct Spent {
    wall: Duration,
    cpu: Duration,
}

impl Spent {
    fn on<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (begin, cpu) = (Stopwatch::now(), cpu_time());
        let result = work();
        self.wall += begin.elapsed();
        self.cpu += cpu_time().saturating_sub(cpu);
        result
    }
}

/// Time of this thread on the processor, as Linux counts it; zero elsewhere.
fn cpu_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let groups = arguments.next().map_or(Ok(25_600), |text| text.parse::<u64>())?.div_ceil(GROUP);
    let home = arguments.next().unwrap_or_else(|| ".".to_owned());
    let dirs = [tempfile::tempdir_in(&home)?, tempfile::tempdir_in(&home)?, tempfile::tempdir_in(&home)?];
    let [first, own, bare] = &dirs;

    // A first run, to know what is written and to warm up.
    let (store, maker) = (own_store(first.path())?, Maker::default());
    for number in 0..groups {
        store.backend().commit(group(&store, number)?, &maker)?;
    }
    let template = Connection::open(first.path().join("koom.db"))?;
    let bare_groups = written(&template, groups)?;

    let (store, maker) = (own_store(own.path())?, Maker::default());
    let mut bare = bare_database(&template, bare.path())?;
    let (mut preparing, mut committing, mut inserting) =
        (Spent::default(), Spent::default(), Spent::default());
    for (number, values) in (0..groups).zip(&bare_groups) {
        let acts = preparing.on(|| group(&store, number))?;
        let outcomes = committing.on(|| store.backend().commit(acts, &maker))?;
        if !outcomes.iter().all(|outcome| matches!(outcome, Outcome::Committed(_))) {
            return Err("an act was left out".into());
        }
        inserting.on(|| insert(&mut bare, values))?;
    }
    let own = Connection::open(own.path().join("koom.db"))?;
    if contents(&own)? != contents(&bare)? {
        return Err(format!(
            "the two did not write the same:\n{:?}\n{:?}",
            contents(&own)?,
            contents(&bare)?
        )
        .into());
    }
    let acts = groups * GROUP;
    let rate = |spent: Spent| (per_second(acts, spent.wall), per_second(acts, spent.cpu));
    let ((own, own_cpu), (bare, bare_cpu)) = (rate(committing), rate(inserting));
    let (making, making_cpu) = rate(preparing);
    println!("{acts} acts in groups of {GROUP}; acts per second by the wall, and per second of processor");
    println!("bare loop          {bare:>9.0} {bare_cpu:>9.0}");
    println!("store              {own:>9.0} {own_cpu:>9.0}");
    println!("ratio              {:>9.2} {:>9.2}", own / bare, own_cpu / bare_cpu);
    println!("making, preparing  {making:>9.0} {making_cpu:>9.0}   on one thread, outside the writer");
    Ok(())
}
