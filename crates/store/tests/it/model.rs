//! Random acts give the same answers on the in-memory model, on SQLite and on PostgreSQL, also after reopening.

use crate::cluster;
use crate::specs::{ActSpec, AssertSpec, FIELDS, PEOPLE, RECORDS, REGISTERS, VersionSpec, act_spec, query};
use crate::support::{Maker, act_draft, day, draft, prepared};
use base::{Hash, Instant, RecordId, RegisterId, Subject};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use store::{
    AnswerDigest, AsOf, Assert, Backend, Log, Match, Memory, Outcome, Parts, Postgres, Prepared, Query,
    Sealed, Snapshot, Sqlite, Store, Valid, Version, check,
};

fn subjects(places: &[usize]) -> Vec<Subject> {
    places.iter().map(|place| Subject::new(PEOPLE[*place])).collect()
}

/// What acts are prepared from: the numbers of the latest versions, as if every act before had succeeded.
struct Planner<'m> {
    model: &'m Store,
    latest: BTreeMap<(usize, usize), u32>,
    clock: i64,
}

impl Planner<'_> {
    fn latest(&mut self, register: usize, record: usize) -> &mut u32 {
        let model = self.model.snapshot().unwrap();
        self.latest
            .entry((register, record))
            .or_insert_with(|| model.latest(&REGISTERS[register].into(), &RECORDS[record].into()).unwrap())
    }

    /// The same act twice: once for the model and once for the database.
    fn act(&mut self, spec: &ActSpec) -> [Prepared; 2] {
        // Mostly forward, sometimes a step back, as a machine's clock does.
        self.clock += spec.recorded - 1;
        let asserts: Vec<Assert> = spec.asserts.iter().map(|assert| self.assert(assert)).collect();
        let seen = self.seen(&asserts);
        let versions: Vec<Version> = spec.versions.iter().map(|version| self.version(version)).collect();
        let blobs: Vec<(Hash, Vec<u8>)> =
            spec.blob.iter().map(|byte| (Hash::of(&[*byte]), vec![*byte])).collect();
        let writes = !versions.is_empty() || !blobs.is_empty() || !spec.leaf_subjects.is_empty();
        let make = || {
            let act = writes.then(|| act_draft(&versions, subjects(&spec.leaf_subjects), day(spec.day)));
            let reads = spec
                .reads
                .iter()
                .map(|(who, tagged)| draft("read", json!({}), subjects(who), day(spec.day), *tagged));
            let (asserts, versions, blobs) = (asserts.clone(), versions.clone().into(), blobs.clone());
            prepared(self.model, Parts { seen, asserts, versions, blobs, act, reads: reads.collect() })
        };
        [make(), make()]
    }

    fn assert(&mut self, spec: &AssertSpec) -> Assert {
        match spec {
            AssertSpec::Latest { register, record, wrong_by } => Assert::Latest {
                register: REGISTERS[*register].into(),
                id: RECORDS[*record].into(),
                version: *self.latest(*register, *record) + wrong_by,
            },
            AssertSpec::Same { query, wrong } => {
                let found = self.model.snapshot().unwrap().find(query).unwrap();
                let mut result: Vec<_> =
                    found.iter().map(|s| (s.meta().id.clone(), s.meta().version)).collect();
                if *wrong {
                    result.push(("none".into(), 1));
                }
                Assert::Same { query: query.clone(), result }
            }
            AssertSpec::Digest { query, wrong } => {
                let mut digest = digest(&*self.model.snapshot().unwrap(), query);
                if *wrong {
                    digest.add(&"none".into(), 1);
                }
                Assert::Digest { query: query.clone(), digest }
            }
        }
    }

    /// The moment of the model, if these asserts say what was seen then: others must be asked of the database.
    fn seen(&self, asserts: &[Assert]) -> u64 {
        let view = self.model.snapshot().unwrap();
        let honest = asserts.iter().all(|assert| match assert {
            Assert::Latest { register, id, version } => view.latest(register, id).unwrap() == *version,
            Assert::Same { query, result } => {
                let found = view.find(query).unwrap();
                found.iter().map(|s| (s.meta().id.clone(), s.meta().version)).eq(result.iter().cloned())
            }
            Assert::Digest { query, digest } => self::digest(&*view, query) == *digest,
        });
        if honest { view.acts() } else { 0 }
    }

    fn version(&mut self, spec: &VersionSpec) -> Version {
        let latest = self.latest(spec.register, spec.record);
        *latest += 1;
        let version = *latest + spec.wrong_by;
        let from = day(spec.from);
        Version {
            register: REGISTERS[spec.register].into(),
            id: RECORDS[spec.record].into(),
            version,
            recorded: Instant(self.clock),
            valid: Valid { from, until: spec.days.map(|days| day(spec.from + days)) },
            ended: spec.ended,
            subjects: subjects(spec.subject.as_slice()),
            keys: spec.keys.iter().map(|(field, key)| (FIELDS[*field].into(), key.clone())).collect(),
            doc: json!({"clock": self.clock, "version": version}).to_string(),
        }
    }
}

/// Of what a query gives one after another.
fn digest(view: &dyn Snapshot, query: &Query) -> AnswerDigest {
    let mut digest = AnswerDigest::default();
    let taken = view.each(query, &mut |sealed| {
        digest.add(&sealed.meta().id, sealed.meta().version);
        Ok(true)
    });
    taken.unwrap();
    digest
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Committed(committed) => format!("{:?} {:?}", committed.receipt, committed.read),
        Outcome::Conflict => "conflict".to_owned(),
        Outcome::Refused(why) => format!("refused: {why}"),
    }
}

fn open(store: &Store, sealed: &[Sealed]) -> String {
    let pending = store.pending();
    let docs: Vec<_> = sealed.iter().map(|s| (s.meta().clone(), s.open_in(&pending).unwrap())).collect();
    format!("{docs:?} {:?}", pending.opened().keys().map(Subject::as_str).collect::<Vec<_>>())
}

/// Everything that can be asked, as text.
fn answers(store: &Store, queries: &[Query]) -> Vec<String> {
    let view = store.snapshot().unwrap();
    let mut out = Vec::new();
    for register in REGISTERS.map(RegisterId::from) {
        for id in RECORDS.map(RecordId::from) {
            out.push(view.latest(&register, &id).unwrap().to_string());
            out.push(open(store, &view.history(&register, &id).unwrap()));
            for on in 1..14 {
                for recorded in [None, Some(0), Some(3), Some(8), Some(20)] {
                    let at = AsOf { valid: day(on), recorded: recorded.map(Instant) };
                    let (latest, sealed) = view.standing(&register, &id, &at).unwrap();
                    assert_eq!(latest, view.latest(&register, &id).unwrap());
                    let sealed = open(store, sealed.as_slice());
                    assert_eq!(sealed, open(store, view.get(&register, &id, &at).unwrap().as_slice()));
                    out.push(sealed);
                }
            }
        }
    }
    for register in REGISTERS.map(RegisterId::from) {
        for (after, version) in RECORDS.map(|id| (RecordId::from(id), 1)).into_iter().chain([("".into(), 0)])
        {
            let page = view.versions_after(&register, (&after, version), 3).unwrap();
            out.push(open(store, &page));
        }
    }
    for query in queries {
        for (field, condition) in &query.conditions {
            let Match::In(keys) = condition else { continue };
            for key in keys {
                let ever = view.ever(&query.register, field, key, 3).unwrap();
                out.push(format!("{:?}", ever.iter().map(RecordId::as_str).collect::<Vec<_>>()));
            }
        }
        out.push(format!("{query:?} {}", open(store, &view.find(query).unwrap())));
        out.push(view.count(query).unwrap().to_string());
        let mut streamed = Vec::new();
        let taken = view.each(query, &mut |sealed| {
            streamed.push(sealed);
            Ok(streamed.len() < 2)
        });
        taken.unwrap();
        out.push(open(store, &streamed));
    }
    for log in Log::ALL {
        out.push(format!("{:?} {:?}", view.head(log).unwrap(), view.leaves(log, 0, u64::MAX).unwrap()));
        out.push(format!("{:?}", view.leaves(log, 2, 5).unwrap()));
        for subject in PEOPLE.map(Subject::new) {
            out.push(format!("{:?}", view.subject_key(&subject).unwrap()));
            out.push(format!("{:?}", view.leaves_of(log, &subject, u64::MAX, 100).unwrap()));
            out.push(format!("{:?}", view.leaves_of(log, &subject, 4, 2).unwrap()));
        }
    }
    out.push(scans(&*view));
    out
}

fn scans(view: &dyn Snapshot) -> String {
    let (mut versions, mut index, mut subjects) = (Vec::new(), Vec::new(), Vec::new());
    let (mut keys, mut counts, mut blobs) = (Vec::new(), Vec::new(), Vec::new());
    view.scan_versions(&mut |row| versions.push(row)).unwrap();
    view.scan_index(&mut |row| index.push(row)).unwrap();
    view.scan_leaf_subjects(&mut |log, who, at| subjects.push((log, who.as_str().to_owned(), at))).unwrap();
    view.scan_subject_keys(&mut |who| keys.push(who.as_str().to_owned())).unwrap();
    view.scan_tag_counts(&mut |log, who, on, n| counts.push((log, who.as_str().to_owned(), on, n))).unwrap();
    view.scan_blobs(&mut |hash, bytes| blobs.push((hash, bytes.to_vec()))).unwrap();
    index.sort();
    subjects.sort();
    keys.sort();
    counts.sort();
    blobs.sort();
    let kept = view.blobs_kept().unwrap();
    format!("{versions:?}\n{index:?}\n{subjects:?}\n{keys:?}\n{counts:?}\n{blobs:?} {kept}")
}

/// A database under test, and how to open it again.
struct Tested {
    name: &'static str,
    store: Store,
    maker: Maker,
    reopen: Box<dyn Fn() -> Store>,
}

impl Tested {
    fn new(name: &'static str, reopen: impl Fn() -> Store + 'static) -> Self {
        Self { name, store: reopen(), maker: Maker::default(), reopen: Box::new(reopen) }
    }

    fn sqlite(dir: &Path) -> Self {
        let dir = dir.to_owned();
        Self::new("SQLite", move || Store::new(Arc::new(Sqlite::open(&dir).unwrap())))
    }

    fn postgres(url: String) -> Self {
        Self::new("PostgreSQL", move || Store::new(Arc::new(Postgres::open(&url).unwrap())))
    }

    /// The same store, opened anew: a data directory is closed before.
    fn reopened(self) -> Self {
        let Self { name, store, maker, reopen } = self;
        drop(store);
        Self { name, store: reopen(), maker, reopen }
    }
}

fn run(mut tested: Tested, groups: &[Vec<ActSpec>], queries: &[Query]) -> Result<(), TestCaseError> {
    let model: Arc<dyn Backend> = Arc::new(Memory::new());
    let model = Store::new(model);
    let model_maker = Maker::default();
    let mut clock = 0;
    for group in groups {
        let mut planner = Planner { model: &model, latest: BTreeMap::new(), clock };
        let (ours, theirs): (Vec<_>, Vec<_>) =
            group.iter().map(|spec| planner.act(spec)).map(|[one, other]| (one, other)).unzip();
        clock = planner.clock;
        let expected = model.backend().commit(ours, &model_maker).unwrap();
        let got = tested.store.backend().commit(theirs, &tested.maker).unwrap();
        let (expected, got): (Vec<_>, Vec<_>) =
            (expected.iter().map(outcome).collect(), got.iter().map(outcome).collect());
        prop_assert_eq!(expected, got);
    }
    let wrong = check::structure(&*model.snapshot().unwrap(), &model_maker);
    prop_assert!(wrong.is_empty(), "{wrong:?}");
    let wrong = check::structure(&*tested.store.snapshot().unwrap(), &tested.maker);
    prop_assert!(wrong.is_empty(), "{}: {wrong:?}", tested.name);
    for reopened in [false, true] {
        if reopened {
            tested = tested.reopened();
        }
        for (expected, got) in answers(&model, queries).iter().zip(answers(&tested.store, queries)) {
            prop_assert_eq!(expected, &got, "{}, reopened: {}", tested.name, reopened);
        }
    }
    Ok(())
}

fn groups() -> impl Strategy<Value = Vec<Vec<ActSpec>>> {
    vec(vec(act_spec(), 1..6), 1..5)
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn sqlite_answers_as_the_model_does(groups in groups(), queries in vec(query(), 40)) {
        let dir = tempfile::tempdir().unwrap();
        run(Tested::sqlite(dir.path()), &groups, &queries)?;
    }
}

proptest! {
    // Each has tables of its own to make and some thousand answers to wait for.
    #![proptest_config(cases(32))]

    #[test]
    fn postgres_answers_as_the_model_does(groups in groups(), queries in vec(query(), 40)) {
        if let Some(url) = cluster::fresh_url() {
            run(Tested::postgres(url), &groups, &queries)?;
        }
    }
}
