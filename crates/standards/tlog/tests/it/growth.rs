//! A log that grows: tiles, resumption, proofs at every size around the borders of tiles, audit.

use crate::common::{MemoryLog, entry, root_by_definition};
use tlog::{
    AuditError, Bundle, Hash, HashReader, Node, ProofError, Tile, TileHashes, TileReadError, TreeError,
    TreeState, audit, changed_tiles, consistency_proof, inclusion_proof, leaf_hash, merkle_root, node_hash,
    state::StateError, tree_root, verify_consistency, verify_inclusion,
};

const BORDERS: [u64; 12] = [0, 1, 2, 3, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537];

#[test]
fn every_border_size_has_its_root_its_tiles_and_resumes() {
    let mut log = MemoryLog::default();
    for size in BORDERS {
        let old = log.state.size();
        let before = log.files.len();
        log.append(size - old);
        let root = root_by_definition(&log.leaves());
        assert_eq!(log.state.root(), root, "state at {size}");
        assert_eq!(merkle_root(&log.leaves()), root, "leaves at {size}");
        assert_eq!(tree_root(&TileHashes::new(&log, size), size), Ok(root), "tiles at {size}");
        assert_eq!(TreeState::resume(&log, size, root).unwrap(), log.state, "resumed at {size}");
        let other = StateError::Root { size, expected: Hash([1; 32]), found: root };
        assert_eq!(TreeState::resume(&log, size, Hash([1; 32])), Err(other));
        let all = changed_tiles(old, size);
        assert!(all.iter().all(|tile| log.files.contains_key(&tile.path())), "all tiles at {size}");
        let new_bundles = tlog::changed_bundles(old, size).len();
        assert_eq!(log.files.len() - before, all.len() + new_bundles, "no other files at {size}");
        let done = audit(&log, size, root).unwrap();
        assert_eq!((done.leaves, done.bundles), (size, size.div_ceil(256)));
        assert_eq!(done.tiles, u64::try_from(changed_tiles(0, size).len()).unwrap());
    }
}

#[test]
fn the_extension_gives_exactly_the_changed_tiles() {
    let (mut state, mut old) = (TreeState::new(), 0);
    for step in [1, 254, 1, 1, 0, 300, 65_000, 4_096] {
        let leaves: Vec<Hash> = (old..old + step).map(|i| leaf_hash(&entry(i))).collect();
        let grown = state.extend(&leaves).unwrap();
        let mut tiles: Vec<Tile> = grown.tiles.iter().map(|data| data.tile).collect();
        tiles.sort();
        assert_eq!(tiles, changed_tiles(old, old + step), "{old} + {step}");
        assert!(grown.tiles.iter().all(|data| data.bytes.len() == 32 * usize::from(data.tile.width())));
        old += step;
    }
}

#[test]
fn proofs_at_the_borders_of_tiles() {
    let log = MemoryLog::with_leaves(65_537);
    let leaves = log.leaves();
    // older partial tiles are gone here, as in a log that was written in one go: wider tiles stand in
    let wide = Stretching(&log);
    for size in BORDERS {
        let reader = TileHashes::new(&wide, size);
        let root = tree_root(&reader, size).unwrap();
        assert_eq!(root, merkle_root(&leaves[..usize::try_from(size).unwrap()]));
        for index in [0, 1, 254, 255, 256, 257, 511, 65_534, 65_535, 65_536] {
            let path = inclusion_proof(&reader, index, size);
            if index >= size {
                assert_eq!(path, Err(TreeError::NoSuchLeaf { index, size }));
                continue;
            }
            let leaf = leaf_hash(&entry(index));
            assert_eq!(
                verify_inclusion(leaf, index, size, &path.unwrap(), root),
                Ok(()),
                "{index} of {size}"
            );
        }
        for old in BORDERS {
            let proof = consistency_proof(&reader, old, size);
            if old > size {
                assert_eq!(proof, Err(TreeError::Shrunk { old, new: size }));
                continue;
            }
            let old_root = merkle_root(&leaves[..usize::try_from(old).unwrap()]);
            assert_eq!(
                verify_consistency(old, old_root, size, root, &proof.unwrap()),
                Ok(()),
                "{old} to {size}"
            );
        }
    }
}

#[test]
fn an_older_tree_is_taken_up_from_wider_tiles() {
    let log = MemoryLog::with_leaves(1000);
    for size in [3, 256, 257, 700, 999] {
        let root = merkle_root(&log.leaves()[..usize::try_from(size).unwrap()]);
        assert_eq!(TreeState::resume(&Stretching(&log), size, root), Ok(MemoryLog::with_leaves(size).state));
    }
}

#[test]
fn a_reader_that_fails_or_returns_too_few_hashes_is_named() {
    struct Short;
    impl HashReader for Short {
        type Error = std::convert::Infallible;

        fn read(&self, nodes: &[Node]) -> Result<Vec<Hash>, Self::Error> {
            Ok(vec![Hash([1; 32]); nodes.len() - 1])
        }
    }
    assert_eq!(tree_root(&Short, 7), Err(TreeError::Count { asked: 3, got: 2 }));
    assert_eq!(inclusion_proof(&Short, 6, 7), Err(TreeError::Count { asked: 2, got: 1 }));
    assert_eq!(tree_root(&Short, 1 << 63), Err(TreeError::TooLarge));

    let mut log = MemoryLog::with_leaves(300);
    let tile = Tile::edge(0, 300).unwrap();
    log.files.insert(tile.path(), vec![0; 43 * 32]);
    let short = TileReadError::Length { tile, bytes: 43 * 32 };
    assert_eq!(tree_root(&TileHashes::new(&log, 300), 300), Err(TreeError::Reader(short)));
    log.files.remove(&tile.path());
    let gone = TileReadError::Tile { tile, source: "no file tile/0/001.p/44".to_owned() };
    assert_eq!(tree_root(&TileHashes::new(&log, 300), 300), Err(TreeError::Reader(gone)));
}

/// A proof with a hash too many must not be read as one of another tree.
#[test]
fn proofs_of_other_trees_are_refused() {
    let [a, b, c] = [0, 1, 2].map(|i| leaf_hash(&entry(i)));
    let ab = node_hash(a, b);
    assert_eq!(verify_inclusion(b, 0, 1, &[a], ab), Err(ProofError::Length));
    assert_eq!(verify_inclusion(a, 1, 1, &[], a), Err(ProofError::NoSuchLeaf { index: 1, size: 1 }));
    assert_eq!(verify_inclusion(a, 0, 0, &[], a), Err(ProofError::NoSuchLeaf { index: 0, size: 0 }));
    assert_eq!(verify_inclusion(a, 0, 2, &[], a), Err(ProofError::Length));
    assert_eq!(verify_consistency(2, ab, 3, node_hash(ab, c), &[c]), Ok(()));
    let above = node_hash(c, node_hash(ab, c));
    assert_eq!(verify_consistency(2, ab, 3, above, &[c, c]), Err(ProofError::Length));
    assert_eq!(verify_consistency(2, ab, 3, ab, &[]), Err(ProofError::Length));
    assert_eq!(verify_consistency(3, ab, 2, ab, &[]), Err(ProofError::Shrunk { old: 3, new: 2 }));
    assert_eq!(verify_consistency(0, a, 2, ab, &[]), Err(ProofError::OldRoot));
    assert_eq!(verify_consistency(0, Hash::empty_tree(), 2, ab, &[]), Ok(()));
    assert_eq!(verify_consistency(0, Hash::empty_tree(), 2, ab, &[a]), Err(ProofError::Length));
    assert_eq!(verify_consistency(2, ab, 2, ab, &[]), Ok(()));
    assert_eq!(verify_consistency(2, ab, 2, a, &[]), Err(ProofError::Root));
}

/// Answers with the full tile, or the widest partial one, in place of a narrower one.
struct Stretching<'a>(&'a MemoryLog);

impl tlog::TileReader for Stretching<'_> {
    type Error = String;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, String> {
        let widest = Tile::at(tile.level(), tile.index(), self.0.state.size()).unwrap();
        Ok(self.0.files[&widest.path()].clone())
    }
}

#[test]
fn an_audit_finds_each_changed_byte() {
    let log = MemoryLog::with_leaves(700);
    let root = log.state.root();
    assert!(audit(&log, 700, root).is_ok());
    for (path, bytes) in &log.files {
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = log.clone();
            changed.files.get_mut(path).unwrap()[at] ^= 1;
            assert!(audit(&changed, 700, root).is_err(), "{path} byte {at}");
        }
        let mut missing = log.clone();
        missing.files.remove(path);
        assert!(audit(&missing, 700, root).is_err(), "{path} missing");
        let mut longer = log.clone();
        longer.files.get_mut(path).unwrap().push(0);
        assert!(audit(&longer, 700, root).is_err(), "{path} longer");
    }
    let other = Hash([7; 32]);
    assert_eq!(audit(&log, 700, other), Err(AuditError::Root { expected: other, found: root }));
    let bundle = Bundle::at(2, 701).unwrap();
    let source = "no file tile/entries/002.p/189".to_owned();
    assert_eq!(audit(&log, 701, root), Err(AuditError::ReadBundle { bundle, source }));
}

// unoptimised hashing says nothing about the product
#[cfg(not(debug_assertions))]
#[test]
fn ten_thousand_leaves_take_well_under_50_milliseconds() {
    let leaves: Vec<Hash> = (0..10_000).map(|i| leaf_hash(&entry(i))).collect();
    use std::time::{Duration, Instant};
    // the best of several runs: other work on the machine must not fail a test
    let best = (0..5).map(|_| {
        let mut state = TreeState::new();
        let start = Instant::now();
        state.extend(&leaves).unwrap();
        start.elapsed()
    });
    let best = best.min().unwrap();
    println!("10,000 leaves in {best:?}");
    assert!(best < Duration::from_millis(50), "{best:?}");
}
