//! For random sizes, places and bytes: what is good verifies, what was changed is refused, nothing panics.

use crate::common::{MemoryLog, entry};
use proptest::{prelude::*, test_runner::RngSeed};
use tlog::{
    Bundle, Checkpoint, Day, Disclosure, Hash, LogProof, NoteSigner, NoteVerifier, SignedNote, Tag, Tile,
    TileHashes, TreeState, consistency_proof, inclusion_proof, leaf_hash, merkle_root, parse_bundle,
    print_bundle, verify_consistency, verify_inclusion,
};

const ORIGIN: &str = "log.example/acts";

fn signer() -> NoteSigner {
    NoteSigner::from_seed(ORIGIN, &[3; 32]).unwrap()
}

/// A log, one of its leaves and an older size.
fn log_and_places() -> impl Strategy<Value = (u64, u64, u64)> {
    // small trees and sizes next to each other are where the shapes differ most
    let size = prop_oneof![1u64..10, 250u64..260, 1u64..1500];
    size.prop_flat_map(|size| {
        let old = prop_oneof![Just(0), Just(size), Just(size - 1), 0..=size];
        (Just(size), 0..size, old)
    })
}

fn receipt(log: &MemoryLog, index: u64, extra: Option<Vec<u8>>) -> LogProof {
    let size = log.state.size();
    let path = inclusion_proof(&TileHashes::new(log, size), index, size).unwrap();
    let checkpoint = Checkpoint::new(ORIGIN, size, log.state.root()).unwrap().sign(&[&signer()]).unwrap();
    LogProof { index, extra, path, checkpoint }
}

fn flipped(bytes: &[u8], at: prop::sample::Index, bit: u8) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[at.index(bytes.len())] ^= 1 << bit;
    changed
}

proptest! {
    // a fixed seed: a test that fails here fails everywhere, and nothing is written beside the sources
    #![proptest_config(ProptestConfig {
        cases: 256,
        rng_seed: RngSeed::Fixed(20_261_120),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn inclusion_holds_and_no_changed_part_does(
        (size, index, _) in log_and_places(), at in any::<prop::sample::Index>(), bit in 0u8..8, other in any::<u64>(),
    ) {
        let log = MemoryLog::with_leaves(size);
        let (leaf, root) = (leaf_hash(&entry(index)), log.state.root());
        let path = inclusion_proof(&TileHashes::new(&log, size), index, size).unwrap();
        prop_assert_eq!(verify_inclusion(leaf, index, size, &path, root), Ok(()));

        let bad = |hash: Hash| Hash(flipped(&hash.0, at, bit).try_into().unwrap());
        prop_assert!(verify_inclusion(bad(leaf), index, size, &path, root).is_err());
        prop_assert!(verify_inclusion(leaf, index, size, &path, bad(root)).is_err());
        if !path.is_empty() {
            let mut changed = path.clone();
            let place = at.index(path.len());
            changed[place] = bad(changed[place]);
            prop_assert!(verify_inclusion(leaf, index, size, &changed, root).is_err());
            prop_assert!(verify_inclusion(leaf, index, size, &path[1..], root).is_err());
        }
        let mut longer = path.clone();
        longer.push(leaf);
        prop_assert!(verify_inclusion(leaf, index, size, &longer, root).is_err());
        let elsewhere = other % size;
        prop_assert_eq!(verify_inclusion(leaf, elsewhere, size, &path, root).is_ok(), elsewhere == index);
        prop_assert!(verify_inclusion(leaf, size, size, &path, root).is_err());
    }

    #[test]
    fn consistency_holds_and_no_changed_part_does(
        (new, _, old) in log_and_places(), at in any::<prop::sample::Index>(), bit in 0u8..8,
    ) {
        let log = MemoryLog::with_leaves(new);
        let old_root = merkle_root(&log.leaves()[..usize::try_from(old).unwrap()]);
        let new_root = log.state.root();
        let proof = consistency_proof(&TileHashes::new(&log, new), old, new).unwrap();
        prop_assert_eq!(verify_consistency(old, old_root, new, new_root, &proof), Ok(()));

        let bad = |hash: Hash| Hash(flipped(&hash.0, at, bit).try_into().unwrap());
        prop_assert!(verify_consistency(old, bad(old_root), new, new_root, &proof).is_err());
        // from nothing everything follows
        prop_assert_eq!(verify_consistency(old, old_root, new, bad(new_root), &proof).is_ok(), old == 0);
        if !proof.is_empty() {
            let mut changed = proof.clone();
            let place = at.index(proof.len());
            changed[place] = bad(changed[place]);
            prop_assert!(verify_consistency(old, old_root, new, new_root, &changed).is_err());
            prop_assert!(verify_consistency(old, old_root, new, new_root, &proof[1..]).is_err());
        }
        let mut longer = proof;
        longer.push(new_root);
        prop_assert!(verify_consistency(old, old_root, new, new_root, &longer).is_err());
        prop_assert!(verify_consistency(new + 1, old_root, new, new_root, &[]).is_err());
    }

    #[test]
    fn growing_in_steps_is_growing_at_once(steps in prop::collection::vec(0u64..400, 1..8)) {
        let mut stepwise = MemoryLog::default();
        for step in &steps {
            stepwise.append(*step);
            let size = stepwise.state.size();
            let resumed = TreeState::resume(&stepwise, size, stepwise.state.root()).unwrap();
            prop_assert_eq!(&resumed, &stepwise.state);
            stepwise.state = resumed;
        }
        let at_once = MemoryLog::with_leaves(steps.iter().sum());
        prop_assert_eq!(&stepwise.state, &at_once.state);
        prop_assert!(at_once.files.iter().all(|(path, bytes)| stepwise.files.get(path) == Some(bytes)));
    }

    #[test]
    fn a_receipt_with_any_flipped_bit_is_refused(
        (size, index, _) in log_and_places(), at in any::<prop::sample::Index>(), bit in 0u8..8,
    ) {
        let log = MemoryLog::with_leaves(size);
        let proof = receipt(&log, index, None);
        let (leaf, keys) = (leaf_hash(&entry(index)), [signer().verifier()]);
        prop_assert!(proof.verify(leaf, ORIGIN, &keys).is_ok());
        prop_assert!(proof.verify(leaf, "other.example/acts", &keys).is_err());
        prop_assert!(proof.verify(leaf_hash(b"other"), ORIGIN, &keys).is_err());
        let text = proof.print();
        prop_assert_eq!(LogProof::parse(text.as_bytes()), Ok(proof));
        let changed = LogProof::parse(&flipped(text.as_bytes(), at, bit));
        prop_assert!(changed.is_err() || changed.unwrap().verify(leaf, ORIGIN, &keys).is_err());
    }

    #[test]
    fn a_checkpoint_with_any_flipped_bit_is_refused(
        size in 1u64..u64::MAX / 2, root in any::<[u8; 32]>(), at in any::<prop::sample::Index>(), bit in 0u8..8,
    ) {
        let checkpoint = Checkpoint::new(ORIGIN, size, Hash(root)).unwrap();
        let served = checkpoint.sign(&[&signer()]).unwrap().print();
        let keys = [signer().verifier()];
        prop_assert_eq!(Checkpoint::open(served.as_bytes(), ORIGIN, &keys), Ok(checkpoint));
        prop_assert!(Checkpoint::open(&flipped(served.as_bytes(), at, bit), ORIGIN, &keys).is_err());
    }

    #[test]
    fn a_key_with_any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let bad = |text: &str| String::from_utf8(flipped(text.as_bytes(), at, bit));
        if let Ok(vkey) = bad(&signer().verifier().to_string()) {
            prop_assert!(NoteVerifier::parse(&vkey).is_err(), "{}", vkey);
        }
        if let Ok(secret) = bad(&signer().secret_text()) {
            prop_assert!(NoteSigner::parse(&secret).is_err(), "{}", secret);
        }
    }

    #[test]
    fn bundles_and_paths_round_trip(
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..=256),
        level in 0u8..64, index in 0u64..1 << 55, width in 1u16..=256,
    ) {
        let count = u16::try_from(entries.len()).unwrap();
        let bytes = print_bundle(&entries).unwrap();
        prop_assert_eq!(parse_bundle(&bytes, count).unwrap(), entries);
        let tile = Tile::new(level, index, width).unwrap();
        prop_assert_eq!(Tile::parse(&tile.path()), Ok(tile));
        let bundle = Bundle::new(index, width).unwrap();
        prop_assert_eq!(Bundle::parse(&bundle.path()), Ok(bundle));
    }

    #[test]
    fn arbitrary_bytes_never_panic_and_what_parses_prints_the_same(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        exercise(&bytes)?;
    }

    #[test]
    fn near_misses_never_panic_and_what_parses_prints_the_same(
        size in 1u64..600, at in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(),
        insert in prop::collection::vec(prop::sample::select(b"\n \0+=AZ09/.x\xe2\x80\x94\xff".to_vec()), 0..4),
    ) {
        let log = MemoryLog::with_leaves(size);
        let proof = receipt(&log, size - 1, Some(b"extra".to_vec())).print().into_bytes();
        let note = receipt(&log, 0, None).checkpoint.print().into_bytes();
        for good in [proof, note, b"tile/0/x001/234.p/5".to_vec(), signer().secret_text().into_bytes()] {
            let (at, cut) = (at.index(good.len()), cut.index(good.len()));
            let spliced = [&good[..at], &insert, &good[at.max(cut)..]].concat();
            exercise(&spliced)?;
        }
    }
}

/// Every parser on the same bytes.
fn exercise(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(note) = SignedNote::parse(bytes) {
        prop_assert_eq!(note.print().into_bytes(), bytes);
    }
    if let Ok(proof) = LogProof::parse(bytes) {
        prop_assert_eq!(proof.print().into_bytes(), bytes);
    }
    let _ = Checkpoint::open(bytes, ORIGIN, &[signer().verifier()]);
    for width in [0, 1, 2, 256] {
        if let Ok(entries) = parse_bundle(bytes, width) {
            prop_assert!(width == 0 || print_bundle(&entries).unwrap() == bytes);
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        prop_assert_eq!(checkpoint.print(), text);
    }
    if let Ok(tile) = Tile::parse(text) {
        prop_assert_eq!(tile.path(), text);
    }
    if let Ok(bundle) = Bundle::parse(text) {
        prop_assert_eq!(bundle.path(), text);
    }
    if let Ok(key) = NoteVerifier::parse(text) {
        prop_assert_eq!(key.to_string(), text);
    }
    if let Ok(key) = NoteSigner::parse(text) {
        prop_assert_eq!(key.secret_text(), text);
    }
    if let Ok(hash) = Hash::parse(text) {
        prop_assert_eq!(hash.to_string(), text);
    }
    if let Ok(day) = Day::parse(text) {
        prop_assert_eq!(day.to_string(), text);
    }
    if let Ok(tag) = Tag::parse(text) {
        prop_assert_eq!(tag.to_string(), text);
    }
    if let Ok(disclosure) = Disclosure::parse(text) {
        prop_assert_eq!(disclosure.encoded(), text);
    }
    Ok(())
}
