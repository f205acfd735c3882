//! A backup is of one moment, whatever is written beside it; a store that is taken back is what it was.

use crate::cluster;
use crate::edits::{acts, publish};
use crate::moving::{content, findings};
use crate::support::{Maker, prepared, version, write};
use base::Hash;
use std::sync::Arc;
use store::{Address, Log, Parts, Sqlite, Store, StoreError, WrittenVersion, copy, cut};

fn in_directory() -> (tempfile::TempDir, Address, Store) {
    let dir = tempfile::tempdir().unwrap();
    let address = Address::Directory(dir.path().to_owned());
    let store = Store::new(Arc::new(Sqlite::open(dir.path()).unwrap()));
    (dir, address, store)
}

#[test]
fn a_backup_is_of_one_moment() {
    let (_dir, here, store) = in_directory();
    let postgres = cluster::fresh().map(|(url, store)| (Address::parse(&url), store));
    for (from, store) in [(here, store)].into_iter().chain(postgres) {
        store.backend().commit(acts(&store), &Maker::default()).unwrap();
        publish(&store, Log::Acts);
        let before = content(&from);
        let mut n = 0;
        let to = tempfile::tempdir().unwrap();
        copy::backup(&from, to.path(), &mut |_what, _through| {
            n += 1;
            let act = write(&store, vec![version("r", &format!("m{n}"), 1, &[])]);
            store.backend().commit(vec![act], &Maker::default()).unwrap();
        })
        .unwrap();
        assert!(n > 0 && content(&from) != before, "nothing was written meanwhile");
        let backup = Address::Directory(to.path().to_owned());
        assert_eq!(content(&backup), before);
        assert_eq!(findings(&backup), vec![]);
        let names: Vec<_> = std::fs::read_dir(to.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(!names.iter().any(|name| name == "koom.db-wal" || name == "koom.db.half"), "{names:?}");
        let again = copy::backup(&from, to.path(), &mut |_what, _through| {}).unwrap_err();
        assert!(matches!(again, StoreError::Setup(_)), "{again}");
    }
}

#[test]
fn a_backup_that_stops_half_way_is_not_there() {
    let (_dir, here, store) = in_directory();
    store.backend().commit(acts(&store), &Maker::default()).unwrap();
    let to = tempfile::tempdir().unwrap();
    let target = Address::Directory(to.path().to_owned());
    let stopped =
        std::panic::catch_unwind(|| copy::backup(&here, to.path(), &mut |_what, _through| panic!("stopped")));
    assert!(stopped.is_err() && !target.holds_store().unwrap());
    copy::backup(&here, to.path(), &mut |_what, _through| {}).unwrap();
    assert_eq!(content(&target), content(&here));
}

/// Versions, and the leaves of both logs.
fn written(address: &Address) -> (Vec<WrittenVersion>, Vec<store::StoredLeaf>, Vec<store::StoredLeaf>) {
    let store = address.open_read_only().unwrap();
    let view = store.snapshot().unwrap();
    let mut versions = Vec::new();
    view.scan_versions(&mut |version| versions.push(version)).unwrap();
    let leaves = |log| view.leaves(log, 0, u64::MAX).unwrap();
    (versions, leaves(Log::Acts), leaves(Log::Reads))
}

#[test]
fn a_store_taken_back_is_what_it_was() {
    let (_dir, here, store) = in_directory();
    store.backend().commit(acts(&store), &Maker::default()).unwrap();
    publish(&store, Log::Acts);
    publish(&store, Log::Reads);
    let (versions, leaves, reads) = written(&here);
    let size = u64::try_from(leaves.len()).unwrap();
    assert!(size >= 6 && versions.len() >= 8);
    for cut_at in 0..=size {
        let dir = tempfile::tempdir().unwrap();
        let back = Address::Directory(dir.path().to_owned());
        copy::backup(&here, dir.path(), &mut |_what, _through| {}).unwrap();
        // The contents were kept by the last act.
        let contents = if cut_at < size { vec![Hash::of(b"one"), Hash::of(b"two")] } else { vec![] };
        cut::to(dir.path(), cut_at, &contents).unwrap();
        let first: Vec<_> = versions.iter().filter(|version| version.act < cut_at).cloned().collect();
        let kept: Vec<_> = leaves.iter().filter(|leaf| leaf.index < cut_at).cloned().collect();
        assert_eq!(written(&back), (first, kept, reads.clone()), "cut at {cut_at}");
        assert_eq!(findings(&back), vec![], "cut at {cut_at}");
        // It goes on: the next act stands where the first that was taken back stood.
        let store = back.open().unwrap();
        let more = write(&store, vec![version("r", "new", 1, &[("name", "li".into())])]);
        store.backend().commit(vec![more], &Maker::default()).unwrap();
        assert_eq!(store.snapshot().unwrap().head(Log::Acts).unwrap().size, cut_at + 1);
        assert_eq!(findings(&back), vec![], "after {cut_at}");
        drop(store);
        assert!(cut::to(dir.path(), size + 2, &[]).is_err(), "more than there is");
    }
}

#[test]
fn a_store_that_is_served_is_not_taken_back() {
    let (dir, _here, store) = in_directory();
    let act = prepared(
        &store,
        Parts {
            act: Some(crate::support::act_draft(&[], vec![], crate::support::day(1))),
            ..Parts::default()
        },
    );
    store.backend().commit(vec![act], &Maker::default()).unwrap();
    assert!(matches!(cut::to(dir.path(), 0, &[]).unwrap_err(), StoreError::Locked));
}
