//! Why bytes were refused.

/// Refusal of malformed bytes: what is wrong and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{kind} (at byte {at})")]
pub struct ParseError {
    /// Offset in bytes from the start of what was parsed.
    pub at: usize,
    /// What is wrong there.
    pub kind: ParseErrorKind,
}

impl ParseError {
    pub(crate) fn new(at: usize, kind: ParseErrorKind) -> Self {
        Self { at, kind }
    }

    /// The same error inside a larger text whose part began at byte `start`.
    pub(crate) fn shifted(self, start: usize) -> Self {
        Self { at: self.at.saturating_add(start), kind: self.kind }
    }
}

/// What can be wrong with a note, key, checkpoint, tile path, bundle, proof file, disclosure, day or tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseErrorKind {
    // text in general
    /// Not valid UTF-8.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// A control character other than newline.
    #[error("the text has a control character")]
    ControlCharacter,
    /// Longer than this crate reads.
    #[error("longer than the limit of {limit} bytes")]
    TooLong {
        /// Largest accepted length in bytes.
        limit: usize,
    },
    /// The text ends where a line was expected.
    #[error("the line with the {0} is missing")]
    MissingLine(&'static str),
    /// The last line does not end with a newline.
    #[error("the last line has no newline")]
    MissingNewline,
    /// Base64 that is malformed, not padded, or not in its one canonical form.
    #[error("not canonical base64")]
    Base64,
    /// Not a decimal number without leading zeros.
    #[error("not a decimal number without leading zeros")]
    Number,
    /// A number above the largest one accepted here.
    #[error("number over the limit of {limit}")]
    NumberTooLarge {
        /// Largest accepted value.
        limit: u64,
    },
    /// A hash that is not 32 bytes long.
    #[error("a hash must have 32 bytes")]
    HashLength,

    // signed notes and keys
    /// No empty line between text and signatures.
    #[error("no empty line before the signatures")]
    NoBlankLine,
    /// A signature line that does not have the form "— name base64".
    #[error("not a signature line")]
    SignatureLine,
    /// A key name that is empty or has a space, a plus or a control character.
    #[error("not a key name")]
    KeyName,
    /// A signature too short to hold a key id and a byte of signature.
    #[error("the signature is too short")]
    SignatureLength,
    /// More signature lines than this crate reads.
    #[error("more than {limit} signatures")]
    TooManySignatures {
        /// Largest accepted number of lines.
        limit: usize,
    },
    /// Not the text form of a key.
    #[error("not the text form of a key")]
    KeyForm,
    /// The key id is not the one of this name and key.
    #[error("the key id does not belong to this name and key")]
    KeyId,
    /// A signature type other than Ed25519 (1).
    #[error("signature type {0} is not supported")]
    Algorithm(u8),
    /// Key bytes of the wrong length, or not a point of the curve.
    #[error("not an Ed25519 key")]
    KeyBytes,

    // checkpoints
    /// An empty origin line.
    #[error("the origin is empty")]
    Origin,
    /// An empty extension line.
    #[error("an extension line is empty")]
    ExtensionEmpty,
    /// A tree of size 0 with another root than SHA-256 of nothing.
    #[error("the root of an empty tree must be SHA-256 of nothing")]
    EmptyRoot,

    // tiles and bundles
    /// Not a path of a tile or of an entry bundle.
    #[error("not the path of a tile")]
    TilePath,
    /// A tile level over 63.
    #[error("a tile level is at most 63")]
    TileLevel,
    /// A partial width outside 1 to 255.
    #[error("a partial width is from 1 to 255")]
    TileWidth,
    /// A second spelling of a path that has one spelling.
    #[error("the path is not in its canonical spelling")]
    NotCanonical,
    /// The bundle ends inside an entry.
    #[error("the bundle ends inside an entry")]
    EntryTruncated,
    /// The bundle has more or fewer entries than its path says.
    #[error("the bundle does not have its {expected} entries")]
    EntryCount {
        /// Number of entries that the path promises.
        expected: u16,
    },

    // proof files
    /// The first line is not `c2sp.org/tlog-proof@v1`.
    #[error("the first line is not c2sp.org/tlog-proof@v1")]
    ProofHeader,
    /// The line does not begin with `index `.
    #[error("not an index line")]
    IndexLine,
    /// More hashes than the deepest tree has levels.
    #[error("more than {limit} hashes in a path")]
    PathLength {
        /// Largest accepted number of hashes.
        limit: usize,
    },

    // disclosures, days, tags
    /// Not a JSON array of salt, name and value.
    #[error("not a JSON array of salt, name and value")]
    DisclosureForm,
    /// A salt that holds less than 128 bits.
    #[error("the salt is shorter than 128 bits")]
    SaltLength,
    /// A name that RFC 9901 keeps for itself.
    #[error("the name is reserved")]
    ReservedName,
    /// Not a day in the form YYYY-MM-DD.
    #[error("not a day in the form YYYY-MM-DD")]
    Day,
}
