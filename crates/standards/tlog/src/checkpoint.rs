//! Checkpoints: the signed head of a log (c2sp.org/tlog-checkpoint).

use crate::{
    error::{ParseError, ParseErrorKind},
    hash::Hash,
    key::{NoteSigner, NoteVerifier},
    note::{NoteError, SignedNote},
    text::{self, Lines},
    tile::SIZE_MAX,
};

/// Largest checkpoint text that is read, in bytes, signatures apart.
const TEXT_BYTES_MAX: usize = 64 * 1024;

/// Why a checkpoint is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a note, or not signed by a known key.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A good note whose text is no checkpoint.
    #[error("malformed checkpoint: {0}")]
    Malformed(#[from] ParseError),
    /// The checkpoint of another log.
    #[error("this is a checkpoint of {found}, not of {expected}")]
    Origin {
        /// The log that was asked for.
        expected: String,
        /// The log that signed.
        found: String,
    },
}

/// The head of a log: which log, how many leaves, which root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

impl Checkpoint {
    /// The head of log `origin` with `size` leaves. Refuses an origin that is empty or has a control character,
    /// a size over [`SIZE_MAX`], and an empty tree with a root of its own.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, ParseError> {
        Self::parse(&format!("{origin}\n{size}\n{root}\n")).and_then(|checkpoint| {
            // a newline inside would make other lines than the caller meant
            if checkpoint.origin == origin {
                Ok(checkpoint)
            } else {
                Err(ParseError::new(0, ParseErrorKind::Origin))
            }
        })
    }

    /// Reads the text of a note. The signatures are not looked at: use [`Self::open`] on what others serve.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        text::plain_text(text.as_bytes(), TEXT_BYTES_MAX)?;
        let mut lines = Lines::new(text);
        let (at, origin) = lines.next_line("origin")?;
        if origin.is_empty() {
            return Err(ParseError::new(at, ParseErrorKind::Origin));
        }
        let (at, size) = lines.next_line("tree size")?;
        let size = text::decimal(size, at, SIZE_MAX)?;
        let (at, root) = lines.next_line("root hash")?;
        let root = Hash::parse(root).map_err(|error| error.shifted(at))?;
        if size == 0 && root != Hash::empty_tree() {
            return Err(ParseError::new(at, ParseErrorKind::EmptyRoot));
        }
        let mut extensions = Vec::new();
        while !lines.rest().1.is_empty() {
            let (at, line) = lines.next_line("extension")?;
            if line.is_empty() {
                return Err(ParseError::new(at, ParseErrorKind::ExtensionEmpty));
            }
            extensions.push(line.to_owned());
        }
        Ok(Self { origin: origin.to_owned(), size, root, extensions })
    }

    /// Reads and verifies a served checkpoint: signed by one of the log's `keys`, no signature of these keys bad,
    /// and of the log `origin`.
    pub fn open(bytes: &[u8], origin: &str, keys: &[NoteVerifier]) -> Result<Self, CheckpointError> {
        let note = SignedNote::parse(bytes).map_err(NoteError::from)?;
        Self::of_note(&note, origin, keys)
    }

    /// As [`Self::open`], for a note already parsed.
    pub fn of_note(note: &SignedNote, origin: &str, keys: &[NoteVerifier]) -> Result<Self, CheckpointError> {
        note.verify(keys)?;
        let checkpoint = Self::parse(note.text())?;
        if checkpoint.origin != origin {
            return Err(CheckpointError::Origin { expected: origin.to_owned(), found: checkpoint.origin });
        }
        Ok(checkpoint)
    }

    /// The note to serve. A log must never sign two checkpoints that contradict each other: the caller keeps the
    /// last signed size and root before it publishes.
    pub fn sign(&self, signers: &[&NoteSigner]) -> Result<SignedNote, ParseError> {
        SignedNote::sign(&self.print(), signers)
    }

    /// The text that is signed.
    pub fn print(&self) -> String {
        let head = [self.origin.clone(), self.size.to_string(), self.root.to_string()];
        let lines = head.iter().chain(&self.extensions);
        lines.flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// Which log this is: its address without the scheme. It never changes.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree of these leaves.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// Lines after the root; logs of this project have none, for nobody can audit them.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}
