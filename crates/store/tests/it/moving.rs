//! A store goes from SQLite to PostgreSQL and back and stays the same; a copy that stops half-way is not there.

use crate::cluster;
use crate::edits::acts;
use crate::support::Maker;
use std::sync::Arc;
use store::{Address, Log, Outcome, Sqlite, Store, StoreError, check, copy};

/// Leaves, roots signed and versions, as text.
pub fn content(address: &Address) -> String {
    let store = address.open_read_only().unwrap();
    let view = store.snapshot().unwrap();
    let mut out = Vec::new();
    for log in Log::ALL {
        out.push(format!("{:?} {:?}", view.head(log).unwrap(), view.leaves(log, 0, u64::MAX).unwrap()));
    }
    view.scan_versions(&mut |version| out.push(format!("{version:?}"))).unwrap();
    out.join("\n")
}

pub fn findings(address: &Address) -> Vec<check::Finding> {
    check::structure(&*address.open_read_only().unwrap().snapshot().unwrap(), &Maker::default())
}

#[test]
fn a_store_goes_to_the_other_database_and_back() {
    let Some(url) = cluster::fresh_url() else { return };
    let (first, last) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let here = Address::Directory(first.path().to_owned());
    let there = Address::parse(&url);
    let back = Address::Directory(last.path().to_owned());
    let store = Store::new(Arc::new(Sqlite::open(first.path()).unwrap()));
    let outcomes = store.backend().commit(acts(&store), &Maker::default()).unwrap();
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Committed(_))));
    crate::edits::publish(&store, Log::Acts);
    drop(store);

    let mut rows = 0;
    copy::between(&here, &there, &mut |_table, _through| rows += 1).unwrap();
    assert!(rows >= 8, "every table is told of");
    copy::between(&there, &back, &mut |_table, _through| {}).unwrap();
    for address in [&there, &back] {
        assert_eq!(content(address), content(&here));
        assert_eq!(findings(address), vec![]);
        let again = copy::between(&here, address, &mut |_table, _through| {}).unwrap_err();
        assert!(matches!(again, StoreError::Setup(_)), "{again}");
    }
    // What came back can be written to.
    let store = back.open().unwrap();
    let more = crate::support::write(&store, vec![crate::support::version("r", "new", 1, &[])]);
    store.backend().commit(vec![more], &Maker::default()).unwrap();
}

#[test]
fn a_copy_that_stops_half_way_is_not_there() {
    let first = tempfile::tempdir().unwrap();
    let here = Address::Directory(first.path().to_owned());
    let store = Store::new(Arc::new(Sqlite::open(first.path()).unwrap()));
    store.backend().commit(acts(&store), &Maker::default()).unwrap();
    drop(store);
    let dir = tempfile::tempdir().unwrap();
    let mut targets = vec![Address::Directory(dir.path().to_owned())];
    targets.extend(cluster::fresh_url().map(Address::Postgres));
    for target in targets {
        let stopped = std::panic::catch_unwind(|| {
            copy::between(&here, &target, &mut |table, _through| assert_ne!(table, "tile", "stopped"))
        });
        assert!(stopped.is_err());
        let empty = !target.holds_store().unwrap() || content(&target).matches("size: 0").count() == 2;
        assert!(empty, "{target}");
        copy::between(&here, &target, &mut |_table, _through| {}).unwrap();
        assert_eq!(content(&target), content(&here));
    }
}

#[test]
fn a_copy_of_what_is_written_meanwhile_is_not_there() {
    let Some(url) = cluster::fresh_url() else { return };
    let from = Address::parse(&url);
    let store = from.open().unwrap();
    store.backend().commit(acts(&store), &Maker::default()).unwrap();
    let target = tempfile::tempdir().unwrap();
    let to = Address::Directory(target.path().to_owned());
    let write = |id: &str| {
        let act = crate::support::write(&store, vec![crate::support::version("r", id, 1, &[])]);
        store.backend().commit(vec![act], &Maker::default()).unwrap();
    };
    let mut written = false;
    let error = copy::between(&from, &to, &mut |_table, _through| {
        if !std::mem::replace(&mut written, true) {
            write("meanwhile");
        }
    })
    .unwrap_err();
    assert!(error.to_string().contains("stop all servers"), "{error}");
    assert!(!to.holds_store().unwrap());
    // Whoever wrote goes on, and a copy of what then stands still is there.
    write("after");
    copy::between(&from, &to, &mut |_table, _through| {}).unwrap();
    assert_eq!(content(&to), content(&from));
}
