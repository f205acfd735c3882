//! Readers beside a writer see whole groups, and keep seeing what they saw.

use crate::cluster::{databases, everywhere};
use crate::support::{Maker, prepared, version, write};
use base::Hash;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{AnswerDigest, AsOf, Assert, Key, Log, Match, Outcome, Parts, Query, Snapshot, Store};

const NOW: AsOf = AsOf { valid: base::Date::constant(2026, 6, 1), recorded: None };
const ROUNDS: u32 = 40;

/// How many records say they are in this round, how many say it in the index, and the leaves of `/log`.
fn state(view: &dyn Snapshot) -> (Vec<u32>, u64, u64) {
    let ids = ["a", "b", "c"];
    let versions = ids.map(|id| view.latest(&"r".into(), &id.into()).unwrap());
    let found = |round: u32| {
        let same = Match::In(vec![Key::from(i64::from(round))]);
        let conditions = vec![("round".into(), same)];
        view.count(&Query { register: "r".into(), conditions, at: NOW, limit: 10 }).unwrap()
    };
    (versions.to_vec(), found(versions[0]), view.head(Log::Acts).unwrap().size)
}

#[test]
fn readers_see_whole_groups_only() {
    for (_dir, store) in databases() {
        whole_groups_only(&store);
    }
}

fn whole_groups_only(store: &Store) {
    let done = AtomicBool::new(false);
    // Nothing is written before each reader has seen that nothing is.
    let begun = Barrier::new(4);
    std::thread::scope(|threads| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                threads.spawn(|| {
                    let mut seen = std::collections::BTreeSet::new();
                    loop {
                        // Asked first, so that the last view is one of after the last commit.
                        let last = done.load(Ordering::Acquire);
                        let view = store.snapshot().unwrap();
                        let first = state(&*view);
                        let (versions, found, leaves) = &first;
                        let round = versions[0];
                        assert!(versions.iter().all(|version| *version == round), "{versions:?}");
                        assert_eq!(u64::from(round) * 3, *leaves);
                        assert_eq!(*found, if round == 0 { 0 } else { 3 });
                        std::thread::yield_now();
                        assert_eq!(state(&*view), first, "the same view gives another answer");
                        if seen.is_empty() {
                            begun.wait();
                        }
                        seen.insert(round);
                        if last {
                            return seen.len();
                        }
                    }
                })
            })
            .collect();
        begun.wait();
        for round in 1..=ROUNDS {
            let key = [("round", Key::from(i64::from(round)))];
            let group = ["a", "b", "c"].map(|id| write(store, vec![version("r", id, round, &key)]));
            let outcomes = store.backend().commit(group.into(), &Maker::default()).unwrap();
            assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Committed(_))));
        }
        done.store(true, Ordering::Release);
        for reader in readers {
            assert!(reader.join().unwrap() > 1, "the reader never saw a commit happen");
        }
    });
    assert_eq!(state(&*store.snapshot().unwrap()), (vec![ROUNDS; 3], 3, u64::from(ROUNDS) * 3));
}

#[test]
fn a_content_is_kept_once() {
    for (_dir, store) in everywhere() {
        kept_once(&store);
    }
}

fn kept_once(store: &Store) {
    let keep = || {
        let blobs = vec![(Hash::of(b"x"), b"x".to_vec())];
        let act = Some(crate::support::act_draft(&[], vec![], crate::support::day(1)));
        prepared(store, Parts { blobs, act, ..Parts::default() })
    };
    store.backend().commit(vec![keep(), keep()], &Maker::default()).unwrap();
    store.backend().commit(vec![keep()], &Maker::default()).unwrap();
    let view = store.snapshot().unwrap();
    assert_eq!(view.blob(&Hash::of(b"x")).unwrap().as_deref(), Some(b"x".as_slice()));
    assert_eq!(view.blob(&Hash::of(b"y")).unwrap(), None);
    assert_eq!(view.blobs_kept().unwrap(), 1);
}

#[test]
fn whoever_scans_may_ask_other_things_meanwhile() {
    const LEAVES: u32 = 3_000;
    for (_dir, store) in databases() {
        let acts = (1..=LEAVES).map(|n| write(&store, vec![version("r", "a", n, &[])])).collect();
        store.backend().commit(acts, &Maker::default()).unwrap();
        let view = store.snapshot().unwrap();
        let mut seen = 0;
        view.scan_versions(&mut |written| {
            let leaves = view.leaves(Log::Acts, written.act, written.act + 1).unwrap();
            assert_eq!(leaves.len(), 1);
            seen += 1;
        })
        .unwrap();
        assert_eq!(seen, LEAVES);
    }
}

/// More than a database's pages hold.
const MANY: u32 = 2_500;

#[test]
fn an_answer_of_any_length_is_taken_piece_by_piece() {
    for (_dir, store) in databases() {
        piece_by_piece(&store);
    }
}

fn piece_by_piece(store: &Store) {
    let on = |day: i64| Query {
        register: "r".into(),
        conditions: vec![("day".into(), Match::In(vec![Key::from(day)]))],
        at: NOW,
        limit: usize::MAX,
    };
    let record = |n: u32, day: i64| version("r", &format!("t{n:05}"), 1, &[("day", Key::from(day))]);
    let commit = |act| store.backend().commit(vec![act], &Maker::default()).unwrap();
    commit(write(store, (0..MANY).map(|n| record(n, 1)).collect()));
    let (mut digest, mut ids) = (AnswerDigest::default(), Vec::new());
    let view = store.snapshot().unwrap();
    let taken = view.each(&on(1), &mut |sealed| {
        digest.add(&sealed.meta().id, sealed.meta().version);
        ids.push(sealed.meta().id.clone());
        Ok(true)
    });
    taken.unwrap();
    let whole: Vec<_> = view.find(&on(1)).unwrap().iter().map(|sealed| sealed.meta().id.clone()).collect();
    assert_eq!((ids.len(), &ids), (2_500, &whole), "the same as in one piece, in its order");
    let mut some = 0;
    let stopped = view.each(&on(1), &mut |_sealed| {
        some += 1;
        Ok(some < 1_500)
    });
    stopped.unwrap();
    assert_eq!((some, view.count(&on(1)).unwrap()), (1_500, 2_500), "told to stop, and asked again");
    let seen = view.acts();
    drop(view);

    // Whoever summed up the first day writes what it found, unless something was added to that day meanwhile.
    let sum_up = |seen: u64, name: &str| {
        let versions = vec![version("sums", name, 1, &[])];
        let act = Some(crate::support::act_draft(&versions, vec![], crate::support::day(1)));
        let asserts = vec![Assert::Digest { query: on(1), digest: digest.clone() }];
        commit(prepared(store, Parts { seen, asserts, versions: versions.into(), act, ..Parts::default() }))
    };
    commit(write(store, vec![record(MANY, 2)]));
    for (seen, name) in [(seen, "remembered"), (0, "asked")] {
        assert!(matches!(sum_up(seen, name).as_slice(), [Outcome::Committed(_)]), "another day grew: {name}");
    }
    commit(write(store, vec![record(MANY + 1, 1)]));
    for (seen, name) in [(seen, "remembered again"), (0, "asked again")] {
        assert!(matches!(sum_up(seen, name).as_slice(), [Outcome::Conflict]), "the day grew: {name}");
    }
}
