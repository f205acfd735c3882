//! Receipts: `c2sp.org/tlog-proof@v1`, a leaf's index, its path and a checkpoint in one text.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    checkpoint::{Checkpoint, CheckpointError},
    error::{ParseError, ParseErrorKind},
    hash::Hash,
    key::NoteVerifier,
    note::{NOTE_BYTES_MAX, SignedNote},
    text::{self, Lines},
    tile::SIZE_MAX,
    verify::{ProofError, verify_inclusion},
};

/// First line of the file.
const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// Most hashes in a path: the height of the largest tree.
const PATH_MAX: usize = 63;
/// Largest file that is read, in bytes: a note, a path and as much extra data again.
const PROOF_BYTES_MAX: usize = 2 * NOTE_BYTES_MAX;

/// Why a receipt is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogProofError {
    /// The checkpoint in it is not good.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The path does not lead from the leaf to the root of the checkpoint.
    #[error(transparent)]
    Path(#[from] ProofError),
}

/// A receipt: enough to check, without a network, that a leaf is in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogProof {
    /// Position of the leaf in the log, from 0.
    pub index: u64,
    /// Data of the application. Nothing authenticates it: never trust it by itself.
    pub extra: Option<Vec<u8>>,
    /// Inclusion proof, the leaf's sibling first.
    pub path: Vec<Hash>,
    /// The signed checkpoint, as the log served it.
    pub checkpoint: SignedNote,
}

impl LogProof {
    /// Reads a `.tlog-proof` file without trusting it: [`Self::verify`] comes next.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        let file = text::plain_text(bytes, PROOF_BYTES_MAX)?;
        let mut lines = Lines::new(file);
        let (at, header) = lines.next_line("header")?;
        if header != HEADER {
            return Err(ParseError::new(at, ParseErrorKind::ProofHeader));
        }
        let (mut at, mut line) = lines.next_line("index")?;
        let mut extra = None;
        if let Some(data) = line.strip_prefix("extra ") {
            extra = Some(text::base64(data, at + "extra ".len())?);
            (at, line) = lines.next_line("index")?;
        }
        let index = line.strip_prefix("index ").ok_or(ParseError::new(at, ParseErrorKind::IndexLine))?;
        let index = text::decimal(index, at + "index ".len(), SIZE_MAX)?;
        let mut path = Vec::new();
        loop {
            let (at, line) = lines.next_line("empty separator")?;
            if line.is_empty() {
                break;
            }
            if path.len() == PATH_MAX {
                return Err(ParseError::new(at, ParseErrorKind::PathLength { limit: PATH_MAX }));
            }
            path.push(Hash::parse(line).map_err(|error| error.shifted(at))?);
        }
        let (at, note) = lines.rest();
        let checkpoint = SignedNote::parse(note.as_bytes()).map_err(|error| error.shifted(at))?;
        Ok(Self { index, extra, path, checkpoint })
    }

    /// The file that [`Self::parse`] reads, byte for byte.
    pub fn print(&self) -> String {
        let extra =
            self.extra.as_ref().map_or(String::new(), |data| format!("extra {}\n", STANDARD.encode(data)));
        let path: String = self.path.iter().flat_map(|hash| [hash.to_string(), "\n".to_owned()]).collect();
        format!("{HEADER}\n{extra}index {}\n{path}\n{}", self.index, self.checkpoint.print())
    }

    /// Checks that the log `origin`, by one of its `keys`, signed a tree with the leaf of hash `leaf` at this index.
    /// Returns the checkpoint that says so.
    pub fn verify(
        &self,
        leaf: Hash,
        origin: &str,
        keys: &[NoteVerifier],
    ) -> Result<Checkpoint, LogProofError> {
        let checkpoint = Checkpoint::of_note(&self.checkpoint, origin, keys)?;
        verify_inclusion(leaf, self.index, checkpoint.size(), &self.path, checkpoint.root())?;
        Ok(checkpoint)
    }
}
