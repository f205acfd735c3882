//! Known answers: the eight leaves that implementations of RFC 6962 compare themselves by, and roots, proofs and
//! a note made by Debian's `golang.org/x/mod/sumdb` from leaves and a key stated here.

use crate::common::{MemoryLog, from_hex};
use tlog::{
    Checkpoint, Hash, NoteSigner, NoteVerifier, SignedNote, TileHashes, consistency_proof, inclusion_proof,
    leaf_hash, merkle_root, tree_root, verify_consistency, verify_inclusion,
};

const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const N5: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const N6: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const N9: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const NB: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const NC: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const N0: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

fn eight_leaves() -> MemoryLog {
    let mut log = MemoryLog::default();
    let leaves: Vec<Hash> = LEAVES.iter().map(|leaf| leaf_hash(leaf)).collect();
    for data in log.state.extend(&leaves).unwrap().tiles {
        log.files.insert(data.tile.path(), data.bytes);
    }
    log
}

/// Reads smaller trees out of the one tile of eight hashes.
struct Wide<'a>(&'a MemoryLog);

impl tlog::TileReader for Wide<'_> {
    type Error = String;

    fn tile(&self, _: tlog::Tile) -> Result<Vec<u8>, String> {
        Ok(self.0.files["tile/0/000.p/8"].clone())
    }
}

#[test]
fn roots_of_the_known_leaves() {
    let log = eight_leaves();
    for (size, root) in (0..).zip(ROOTS) {
        let leaves: Vec<Hash> = LEAVES[..size].iter().map(|leaf| leaf_hash(leaf)).collect();
        assert_eq!(merkle_root(&leaves), from_hex(root), "merkle_root of {size}");
        let size = u64::try_from(size).unwrap();
        let reader = Wide(&log);
        assert_eq!(
            tree_root(&TileHashes::new(&reader, size), size),
            Ok(from_hex(root)),
            "tree_root of {size}"
        );
    }
}

#[test]
fn inclusion_proofs_of_the_known_leaves() {
    let log = eight_leaves();
    let cases: [(u64, u64, &[&str]); 4] = [
        (0, 8, &[N9, N5, N6]),
        (5, 8, &[NB, NC, ROOTS[4]]),
        (2, 3, &[ROOTS[2]]),
        (1, 5, &[ROOTS[1], N5, NB]),
    ];
    for (index, size, path) in cases {
        let path: Vec<Hash> = path.iter().map(|hash| from_hex(hash)).collect();
        let reader = Wide(&log);
        assert_eq!(inclusion_proof(&TileHashes::new(&reader, size), index, size), Ok(path.clone()));
        let place = usize::try_from(index).unwrap();
        let root = from_hex(ROOTS[usize::try_from(size).unwrap()]);
        assert_eq!(verify_inclusion(leaf_hash(LEAVES[place]), index, size, &path, root), Ok(()));
    }
}

#[test]
fn consistency_proofs_of_the_known_leaves() {
    let log = eight_leaves();
    let cases: [(u64, u64, &[&str]); 5] =
        [(1, 1, &[]), (0, 5, &[]), (1, 8, &[N9, N5, N6]), (6, 8, &[N0, NC, ROOTS[4]]), (2, 5, &[N5, NB])];
    for (old, new, proof) in cases {
        let proof: Vec<Hash> = proof.iter().map(|hash| from_hex(hash)).collect();
        let reader = Wide(&log);
        assert_eq!(
            consistency_proof(&TileHashes::new(&reader, new), old, new),
            Ok(proof.clone()),
            "{old} {new}"
        );
        let root = |size: u64| from_hex(ROOTS[usize::try_from(size).unwrap()]);
        assert_eq!(verify_consistency(old, root(old), new, root(new), &proof), Ok(()));
    }
}

/// `tlog.TreeHash` over the entries `leaf 0`, `leaf 1`, …
#[test]
fn roots_that_go_computed() {
    let cases = [
        (255, "d71592a219d4067663eede247f9b54c3f9e0290682d55de09b495b07f1de41c9"),
        (256, "cf5effdb11d0927a2edf53b0e73c7837f659414e00537da5d90eb5c4c49ff274"),
        (257, "855b936aa00cb98b5114484249ad39d78a6be93623e26c01e8e487dc02184a5a"),
        (65_535, "b592480df20f0dd456e39db9cdb0a1fa85f3617ec2d30cffc52760c38776f393"),
        (65_536, "e100ba54d69a91012fc13b7890feac78d6996a097268b6f735d17311c7402a60"),
        (65_537, "689b22742cab2adeb36ba622ff2736336464858f5de4a2c02f33bf163e7dca5f"),
    ];
    let mut log = MemoryLog::default();
    for (size, root) in cases {
        let grown = log.append(size - log.state.size());
        assert_eq!(grown, from_hex(root), "state at {size}");
        assert_eq!(tree_root(&TileHashes::new(&log, size), size), Ok(from_hex(root)), "tiles at {size}");
    }
}

/// `tlog.ProveRecord(1000, 999)` and `tlog.ProveTree(1000, 257)` over the same entries.
#[test]
fn proofs_that_go_made() {
    let record = "DR42sX/a+cvjSxSrNdjJDks8anD/K9wG48GnYGl/Dak= 3XC+GJeLzkNFT7MmibqOUr6ie0Z5+yz5cFMzdlweOUk= \
        ANoJtQ55mHFi5KJJ329fqz2p/QGwVYSOpBHrhJDQ8fA= K9kKuoTVZCLdX6HT9PtznhveG6NaSWdeqEfjjuyLmy8= \
        z/VG6DHRlZrGj1Tz4rz/HJqrYOc5LISqFtzx6OgZxGk= LQEhU5MFwfitImtuOsK9hIjBO8JM0rRwzhB5ubXh/uk= \
        3G999mXH96ARabsX5SNisgMsggIwu/sI3s3a9/hiasM= 2VeYcxZqpZvI032oZJI79j2s8P/xnqLKumOyDKuCzTA=";
    let tree = "lVXli2LZ+J1czWRiKj189v2hRXNHNjyaTObWIuUek9k= esKb+hwSZA0n8wGaLqfyLVbGQ+47mZ8j4MtCoNa33c0= \
        OYzke+0gPd3Z3lG8Bn9zPbRD5ntlpCapHYdgDNE74ck= CgAZV5VwCzI1U+4bfadtxy2zyKP5xR8wwbPqnHtIzsE= \
        H3OBkkC7mXie00K6VuqFW5X77rWyJ26L2+WURtmxCe4= 12Z1BPajpRcMVr7W2e7EX3+/xwCm8lKTvDNG1dInV/I= \
        aiuHd8YbpcBieFERMm8WBQIMS0cTSoUOknmb/3KYWXk= 93TTw5TzET3kAlSpRcarO3dFr6mGXk5WeEQKj2mDaJw= \
        X9Jhh5exsHYc0E1OsdLntsnQZPQ6cm7SsUsvPB+bBKU= z17/2xHQknou31Ow5zx4N/ZZQU4AU32l2Q61xMSf8nQ= \
        GegvUsbiDiiEWo4Tah2c8+rHuivcCtzMCPOW6pp8rK4=";
    let hashes =
        |text: &str| text.split_whitespace().map(|hash| Hash::parse(hash).unwrap()).collect::<Vec<_>>();
    let log = MemoryLog::with_leaves(1000);
    let reader = TileHashes::new(&log, 1000);
    assert_eq!(inclusion_proof(&reader, 999, 1000), Ok(hashes(record)));
    assert_eq!(consistency_proof(&reader, 257, 1000), Ok(hashes(tree)));
}

/// `note.GenerateKey` from the seed 0, 1, … 31 and `note.Sign` over the checkpoint of 1,000 entries.
#[test]
fn keys_and_a_checkpoint_that_go_made() {
    let secret = "PRIVATE+KEY+log.example/acts+1b8744ab+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
    let vkey = "log.example/acts+1b8744ab+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    let note = "log.example/acts\n1000\nL/M/udjxT4nKMGKJYzM2oWj/P0Uy6PdBoAGdy0wdYKE=\n\n\
        — log.example/acts G4dEq5dts/DcyJnVyEnThusmRnwZRKeY7JU5IzbRC4070n+AvQQ5jM58YdRC7dR6/LUk4CBy65E8ZoMaECh+Pu1cyg8=\n";
    let signer =
        NoteSigner::from_seed("log.example/acts", &std::array::from_fn(|i| u8::try_from(i).unwrap()))
            .unwrap();
    assert_eq!(signer.secret_text(), secret);
    assert_eq!(NoteSigner::parse(secret).unwrap().secret_text(), secret);
    assert_eq!(signer.verifier().to_string(), vkey);
    assert_eq!(NoteVerifier::parse(vkey), Ok(signer.verifier()));

    let root = MemoryLog::with_leaves(1000).state.root();
    let checkpoint = Checkpoint::new("log.example/acts", 1000, root).unwrap();
    assert_eq!(checkpoint.sign(&[&signer]).unwrap().print(), note);
    assert_eq!(Checkpoint::open(note.as_bytes(), "log.example/acts", &[signer.verifier()]), Ok(checkpoint));
    assert_eq!(SignedNote::parse(note.as_bytes()).unwrap().print(), note);
}
