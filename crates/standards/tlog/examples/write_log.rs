//! Writes a log of small leaves as static files, to try verifiers on.
//!
//! `cargo run --release -p tlog --example write_log -- DIR N [WORD]` makes DIR with
//!
//! - `log/checkpoint`, `log/tile/…`: the log of N leaves, as a web server would serve it;
//! - `old-checkpoint`: the checkpoint at N/2 leaves, for a check that the log only grew;
//! - `vkey`: the public key, beside the log and not in it: a verifier never takes it from whom it verifies;
//! - `last.tlog-proof` and `last.leaf`: a receipt of the last leaf, and the leaf.
//!
//! WORD stands in every leaf, so that another one makes another log under the same key: a fork. That key is made
//! of zeros: whatever it signs proves nothing outside a test.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use tlog::{
    Checkpoint, Hash, LogProof, NoteSigner, SIZE_MAX, Tile, TileHashes, TileReader, TreeState,
    changed_bundles, inclusion_proof, leaf_hash, print_bundle,
};

const ORIGIN: &str = "log.example/acts";
/// Leaves hashed at once, so that memory does not grow with the log.
const BATCH: u64 = 65_536;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, leaves, word) = match arguments.as_slice() {
        [folder, leaves] => (folder, leaves, "example"),
        [folder, leaves, word] => (folder, leaves, word.as_str()),
        _ => return Err("usage: write_log DIR N [WORD]   e.g. write_log /tmp/log 70000".into()),
    };
    let size = leaves.parse::<u64>().ok().filter(|size| (1..=SIZE_MAX).contains(size));
    let size = size.ok_or("N must be a number of leaves, at least 1")?;
    let log = Folder { path: PathBuf::from(folder), word: word.to_owned() };
    if log.path.join("log/checkpoint").exists() {
        return Err(format!("{folder} already has a checkpoint; give a folder that is not there yet").into());
    }
    let signer = NoteSigner::from_seed(ORIGIN, &[0; 32])?;
    let mut state = TreeState::new();
    log.grow(&mut state, size / 2)?;
    log.write("old-checkpoint", checkpoint(&state)?.sign(&[&signer])?.print())?;
    log.grow(&mut state, size)?;
    let signed = checkpoint(&state)?.sign(&[&signer])?;
    let receipt = LogProof {
        index: size - 1,
        extra: None,
        path: inclusion_proof(&TileHashes::new(&log, size), size - 1, size)
            .map_err(|error| error.to_string())?,
        checkpoint: signed.clone(),
    };
    log.write("last.leaf", log.leaf(size - 1))?;
    log.write("last.tlog-proof", receipt.print())?;
    log.write("vkey", format!("{}\n", signer.verifier()))?;
    // last, so that nobody sees a checkpoint before its tiles
    log.write("log/checkpoint", signed.print())
}

fn checkpoint(state: &TreeState) -> Result<Checkpoint, Box<dyn Error>> {
    Ok(Checkpoint::new(ORIGIN, state.size(), state.root())?)
}

struct Folder {
    path: PathBuf,
    word: String,
}

impl Folder {
    fn leaf(&self, index: u64) -> String {
        let word = &self.word;
        format!(r#"{{"d":"2026-11-20","k":"{word}","n":{index},"v":1}}"#)
    }

    fn write(&self, path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Result<(), Box<dyn Error>> {
        let path = self.path.join(path);
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        Ok(fs::write(path, bytes)?)
    }

    fn grow(&self, state: &mut TreeState, size: u64) -> Result<(), Box<dyn Error>> {
        let old = state.size();
        while state.size() < size {
            // whole batches end on the border of a tile, so no partial tile is written that no checkpoint needs
            let next = size.min((state.size() / BATCH + 1) * BATCH);
            let hashes: Vec<Hash> =
                (state.size()..next).map(|i| leaf_hash(self.leaf(i).as_bytes())).collect();
            let grown = state.extend(&hashes)?;
            for data in grown.tiles.iter().filter(|data| data.tile.is_full() || next == size) {
                self.write(format!("log/{}", data.tile.path()), &data.bytes)?;
            }
        }
        for data in state.edge_tiles() {
            self.write(format!("log/{}", data.tile.path()), &data.bytes)?;
        }
        for bundle in changed_bundles(old, size) {
            let entries: Vec<String> = bundle.leaves().map(|i| self.leaf(i)).collect();
            self.write(format!("log/{}", bundle.path()), print_bundle(&entries)?)?;
        }
        Ok(())
    }
}

impl TileReader for Folder {
    type Error = std::io::Error;

    fn tile(&self, tile: Tile) -> std::io::Result<Vec<u8>> {
        fs::read(self.path.join("log").join(tile.path()))
    }
}
