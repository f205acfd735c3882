//! A log in memory, built by the crate, for the tests.

use std::collections::BTreeMap;

use tlog::{Bundle, Hash, LogReader, Tile, TileReader, TreeState, changed_bundles, leaf_hash, print_bundle};

/// The files of a log by their paths.
#[derive(Clone, Default)]
pub struct MemoryLog {
    pub files: BTreeMap<String, Vec<u8>>,
    pub entries: Vec<Vec<u8>>,
    pub state: TreeState,
}

impl MemoryLog {
    /// A log with the entries `leaf 0`, `leaf 1`, …
    pub fn with_leaves(size: u64) -> Self {
        let mut log = Self::default();
        log.append(size);
        log
    }

    /// Appends `count` entries and writes what changed.
    pub fn append(&mut self, count: u64) -> Hash {
        let old = self.state.size();
        self.entries.extend((old..old + count).map(entry));
        let leaves: Vec<Hash> = (old..old + count).map(|i| leaf_hash(&entry(i))).collect();
        let grown = self.state.extend(&leaves).unwrap();
        for data in grown.tiles {
            self.files.insert(data.tile.path(), data.bytes);
        }
        for bundle in changed_bundles(old, grown.size) {
            let range = bundle.leaves();
            let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
            self.files.insert(bundle.path(), print_bundle(&self.entries[range]).unwrap());
        }
        grown.root
    }

    pub fn leaves(&self) -> Vec<Hash> {
        self.entries.iter().map(|entry| leaf_hash(entry)).collect()
    }

    fn file(&self, path: &str) -> Result<Vec<u8>, String> {
        self.files.get(path).cloned().ok_or(format!("no file {path}"))
    }
}

impl TileReader for MemoryLog {
    type Error = String;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, String> {
        self.file(&tile.path())
    }
}

impl LogReader for MemoryLog {
    fn bundle(&self, bundle: Bundle) -> Result<Vec<u8>, String> {
        self.file(&bundle.path())
    }
}

pub fn entry(index: u64) -> Vec<u8> {
    format!("leaf {index}").into_bytes()
}

/// The root by the recursive definition of RFC 6962, 2.1, written apart from the crate.
pub fn root_by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of(b""),
        [leaf] => *leaf,
        _ => {
            let left = leaves.len().next_power_of_two() / 2;
            let mut both = vec![1];
            both.extend(root_by_definition(&leaves[..left]).0);
            both.extend(root_by_definition(&leaves[left..]).0);
            Hash::of(&both)
        }
    }
}

pub fn from_hex(hex: &str) -> Hash {
    let byte = |i: usize| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap();
    Hash(std::array::from_fn(byte))
}
