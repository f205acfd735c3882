//! The test vectors that docs/log-format.md states, against the crate.
//!
//! The document has them in fenced blocks marked `vector NAME`, one `key: value` a line; a value that begins with
//! `|` goes on over the following indented lines. A vector that nothing here reads fails the test, and so does one
//! that is read and not there.

use std::collections::BTreeMap;

use serde_json::Value;
use tlog::{
    Checkpoint, Day, Disclosure, Hash, LEAF_BYTES_MAX, LogProof, NoteSigner, NoteVerifier, PersonKey, Tag,
    leaf_hash, merkle_root, parse_bundle, print_bundle, verify_consistency, verify_inclusion,
};

use crate::common::from_hex;

/// The vectors by name, each with its keys; reading one takes it out.
struct Vectors(BTreeMap<String, BTreeMap<String, String>>);

impl Vectors {
    fn of_document() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/log-format.md");
        let document = std::fs::read_to_string(path).unwrap();
        let mut vectors = BTreeMap::new();
        let mut lines = document.lines();
        while let Some(line) = lines.next() {
            let Some(name) = line.strip_prefix("```vector ") else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            assert!(
                vectors.insert(name.to_owned(), Self::keys(&block)).is_none(),
                "two vectors named {name}"
            );
        }
        Self(vectors)
    }

    fn keys(block: &[&str]) -> BTreeMap<String, String> {
        let mut keys: BTreeMap<String, String> = BTreeMap::new();
        let mut open = String::new();
        for line in block {
            if let Some(more) = line.strip_prefix("  ").or(line.is_empty().then_some("")) {
                let text = keys.get_mut(&open).unwrap();
                text.push_str(more);
                text.push('\n');
            } else {
                let (key, value) = line.split_once(':').unwrap();
                key.clone_into(&mut open);
                let value = value.trim_start();
                assert!(
                    keys.insert(open.clone(), value.strip_prefix('|').unwrap_or(value).to_owned()).is_none()
                );
            }
        }
        keys
    }

    /// The values of the vector `name`, which must have exactly `keys`.
    fn take<const N: usize>(&mut self, name: &str, keys: [&str; N]) -> [String; N] {
        let mut vector = self.0.remove(name).ok_or(format!("no vector {name}")).unwrap();
        let values = keys.map(|key| vector.remove(key).ok_or(format!("no {key} in {name}")).unwrap());
        assert!(vector.is_empty(), "unread in {name}: {vector:?}");
        values
    }
}

fn bytes_from_hex(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn seed(hex: &str) -> [u8; 32] {
    from_hex(hex).0
}

#[test]
fn the_vectors_of_the_document_hold() {
    let mut vectors = Vectors::of_document();
    tree(&mut vectors);
    checkpoint_and_proofs(&mut vectors);
    disclosure(&mut vectors);
    tags(&mut vectors);
    assert!(vectors.0.is_empty(), "vectors that no test reads: {:?}", vectors.0.keys());
}

fn tree(vectors: &mut Vectors) {
    let keys =
        ["entry 0", "entry 1", "entry 2", "leaf hash 0", "leaf hash 1", "leaf hash 2", "node 0-1", "root"];
    let [e0, e1, e2, h0, h1, h2, node, root] = vectors.take("tree", keys);
    let leaves = [&e0, &e1, &e2].map(|entry| leaf_hash(entry.as_bytes()));
    assert!([&e0, &e1, &e2].iter().all(|entry| entry.len() <= LEAF_BYTES_MAX));
    assert_eq!(leaves, [h0, h1, h2].map(|hash| from_hex(&hash)));
    assert_eq!(merkle_root(&leaves[..2]), from_hex(&node));
    assert_eq!(merkle_root(&leaves), from_hex(&root));
    let [empty] = vectors.take("empty tree", ["root"]);
    assert_eq!(merkle_root(&[]), from_hex(&empty));

    let [first, second, bytes] = vectors.take("bundle", ["entry 0", "entry 1", "bytes"]);
    let bytes = bytes_from_hex(&bytes);
    assert_eq!(print_bundle(&[&first, &second]).unwrap(), bytes);
    assert_eq!(parse_bundle(&bytes, 2).unwrap(), [first.as_bytes(), second.as_bytes()]);
}

fn checkpoint_and_proofs(vectors: &mut Vectors) {
    let [origin, secret, vkey] = vectors.take("key", ["origin", "seed", "vkey"]);
    let signer = NoteSigner::from_seed(&origin, &seed(&secret)).unwrap();
    assert_eq!(signer.verifier().to_string(), vkey);
    let keys = [NoteVerifier::parse(&vkey).unwrap()];

    let [root, note] = vectors.take("checkpoint", ["root", "note"]);
    let root = from_hex(&root);
    let checkpoint = Checkpoint::new(&origin, 3, root).unwrap();
    assert_eq!(checkpoint.sign(&[&signer]).unwrap().print(), note);
    assert_eq!(Checkpoint::open(note.as_bytes(), &origin, &keys), Ok(checkpoint.clone()));

    let [entry, file] = vectors.take("proof", ["entry", "file"]);
    let proof = LogProof::parse(file.as_bytes()).unwrap();
    assert_eq!(proof.print(), file);
    assert_eq!(proof.verify(leaf_hash(entry.as_bytes()), &origin, &keys), Ok(checkpoint));
    assert_eq!(verify_inclusion(leaf_hash(entry.as_bytes()), proof.index, 3, &proof.path, root), Ok(()));

    let [old_root, hash] = vectors.take("consistency", ["root at 2", "proof"]);
    assert_eq!(verify_consistency(2, from_hex(&old_root), 3, root, &[from_hex(&hash)]), Ok(()));
}

fn disclosure(vectors: &mut Vectors) {
    let keys = ["salt", "name", "value", "json", "disclosure", "digest"];
    let [salt, name, value, json, encoded, digest] = vectors.take("disclosure", keys);
    let value: Value = serde_json::from_str(&value).unwrap();
    let salt_bytes: [u8; 16] = bytes_from_hex(&salt).try_into().unwrap();
    let made = Disclosure::new(&salt_bytes, &name, value.clone()).unwrap();
    assert_eq!(made.encoded(), encoded);
    assert_eq!(made.digest(), digest);
    let read = Disclosure::parse(&encoded).unwrap();
    assert_eq!((read.name(), read.value()), (name.as_str(), &value));
    assert_eq!(
        serde_json::from_str::<Value>(&json).unwrap(),
        Value::from(vec![read.salt().into(), name.into(), value])
    );
    assert!(read.opens(&[digest]));
}

fn tags(vectors: &mut Vectors) {
    let [key, day, day_key, tag0, tag1] = vectors.take("tag", ["key", "day", "day key", "tag 0", "tag 1"]);
    let person = PersonKey::from_bytes(seed(&key));
    let day = Day::parse(&day).unwrap();
    assert_eq!(Hash(*person.day_key(day).as_bytes()), from_hex(&day_key));
    for (n, tag) in [(0, tag0), (1, tag1)] {
        assert_eq!(person.tag(day, n).to_string(), tag);
        assert!(person.day_key(day).has_tag(Tag::parse(&tag).unwrap(), n));
    }
}
