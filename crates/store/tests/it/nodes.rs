//! Two programs commit to one database side by side: the logs have neither gap nor fork, and no act is done twice.

use crate::cluster;
use crate::support::{Maker, prepared, version, write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Assert, Key, LeafMaker, Log, Match, Outcome, Parts, Postgres, Query, Store, check};

const NOW: store::AsOf = store::AsOf { valid: base::Date::constant(2026, 6, 1), recorded: None };
const EACH: u32 = 60;

/// Keys that no other node draws: as a real one's are random.
struct NodeMaker(Maker, u8);

impl LeafMaker for NodeMaker {
    fn tag(&self, key: &[u8; 32], day: base::Date, n: u32) -> String {
        self.0.tag(key, day, n)
    }

    fn leaf_hash(&self, leaf: &[u8]) -> base::Hash {
        self.0.leaf_hash(leaf)
    }

    fn new_key(&self) -> [u8; 32] {
        let mut key = self.0.new_key();
        key[0] = self.1;
        key
    }
}

/// One more version of the record that all nodes write, and a record that only one may make: `None` if another
/// node was first.
fn count_up(store: &Store, maker: &NodeMaker, turn: u32) -> Option<u32> {
    let view = store.snapshot().unwrap();
    let (register, id) = ("r".into(), "shared".into());
    let before = view.latest(&register, &id).unwrap();
    let seen = view.acts();
    let once = Match::In(vec![Key::from(i64::from(turn))]);
    let query = Query { register: "once".into(), conditions: vec![("turn".into(), once)], at: NOW, limit: 1 };
    let found: Vec<_> =
        view.find(&query).unwrap().iter().map(|s| (s.meta().id.clone(), s.meta().version)).collect();
    drop(view);
    let first = found.is_empty();
    let mut versions = vec![version("r", "shared", before + 1, &[("n", Key::from(i64::from(before)))])];
    if first {
        let id = format!("{turn}-{}", maker.1);
        versions.push(version("once", &id, 1, &[("turn", Key::from(i64::from(turn)))]));
    }
    let asserts =
        vec![Assert::Latest { register, id, version: before }, Assert::Same { query, result: found }];
    let act =
        Some(crate::support::act_draft(&versions, crate::support::people(&["ann"]), crate::support::day(1)));
    let act = prepared(store, Parts { seen, asserts, versions: versions.into(), act, ..Parts::default() });
    let outcomes = store.backend().commit(vec![act], maker).unwrap();
    matches!(outcomes.as_slice(), [Outcome::Committed(_)]).then_some(before + 1)
}

#[test]
fn two_nodes_write_one_log() {
    let Some(url) = cluster::fresh_url() else { return };
    let open = || Store::new(Arc::new(Postgres::open(&url).unwrap()));
    let (nodes, conflicts) = ([open(), open()], AtomicU32::new(0));
    std::thread::scope(|threads| {
        for (node, store) in (1..).zip(&nodes) {
            let conflicts = &conflicts;
            threads.spawn(move || {
                let maker = NodeMaker(Maker::default(), node);
                for turn in 0..EACH {
                    while count_up(store, &maker, turn).is_none() {
                        conflicts.fetch_add(1, Ordering::Relaxed);
                    }
                    // Beside it, what no other node touches.
                    let own = version("own", &format!("{node}-{turn}"), 1, &[]);
                    let outcomes = store.backend().commit(vec![write(store, vec![own])], &maker).unwrap();
                    assert!(matches!(outcomes.as_slice(), [Outcome::Committed(_)]));
                }
            });
        }
    });
    let view = nodes[0].snapshot().unwrap();
    assert_eq!(view.latest(&"r".into(), &"shared".into()).unwrap(), 2 * EACH, "every turn counted once");
    assert_eq!(view.head(Log::Acts).unwrap().size, u64::from(4 * EACH));
    assert_eq!(view.leaves(Log::Acts, 0, u64::MAX).unwrap().len(), usize::try_from(4 * EACH).unwrap());
    for turn in 0..EACH {
        let conditions = vec![("turn".into(), Match::In(vec![Key::from(i64::from(turn))]))];
        let query = Query { register: "once".into(), conditions, at: NOW, limit: 9 };
        assert_eq!(view.count(&query).unwrap(), 1, "turn {turn} was done once");
    }
    assert_eq!(check::structure(&*view, &Maker::default()), vec![]);
    assert!(conflicts.load(Ordering::Relaxed) > 0, "the nodes never met: this shows nothing");
}
