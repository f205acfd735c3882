//! Signed notes (c2sp.org/signed-note): text with signature lines below it.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    error::{ParseError, ParseErrorKind},
    key::{NoteSigner, NoteVerifier, is_key_name},
    text::{self, Lines},
};

/// Largest note that is read, in bytes: 64 post-quantum signatures of 5 kB in base64 stay well below.
pub const NOTE_BYTES_MAX: usize = 1024 * 1024;
/// Most signature lines that are read; the specification asks for 16 at least.
pub const NOTE_SIGNATURES_MAX: usize = 64;

/// What a signature line begins with.
const DASH: &str = "— ";

/// Why a well-formed note is not trusted, or why it is not well formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The bytes are not a signed note.
    #[error("malformed note: {0}")]
    Malformed(#[from] ParseError),
    /// No line is signed by a key that the reader knows.
    #[error("no signature of a known key")]
    NoKnownKey,
    /// A line carries the name and id of a known key, but its signature does not verify.
    #[error("the signature of {name}+{id:08x} does not verify")]
    BadSignature {
        /// Name of the known key.
        name: String,
        /// Id of the known key.
        id: u32,
    },
}

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    name: String,
    id: u32,
    bytes: Vec<u8>,
}

impl NoteSignature {
    pub(crate) fn from_parts(name: String, id: u32, bytes: Vec<u8>) -> Self {
        Self { name, id, bytes }
    }

    /// Reads one line, without its newline.
    pub fn parse(line: &str) -> Result<Self, ParseError> {
        let malformed = ParseError::new(0, ParseErrorKind::SignatureLine);
        let (name, base64) = line.strip_prefix(DASH).and_then(|l| l.split_once(' ')).ok_or(malformed)?;
        if !is_key_name(name) {
            return Err(ParseError::new(DASH.len(), ParseErrorKind::KeyName));
        }
        let at = DASH.len() + name.len() + 1;
        let bytes = text::base64(base64, at)?;
        match bytes.split_first_chunk::<4>() {
            Some((id, rest)) if !rest.is_empty() => {
                Ok(Self::from_parts(name.to_owned(), u32::from_be_bytes(*id), rest.to_vec()))
            }
            _ => Err(ParseError::new(at, ParseErrorKind::SignatureLength)),
        }
    }

    /// Name of the key that signed.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Id of the key that signed.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The line, with its newline.
    fn print(&self) -> String {
        let mut bytes = self.id.to_be_bytes().to_vec();
        bytes.extend(&self.bytes);
        format!("{DASH}{} {}\n", self.name, STANDARD.encode(bytes))
    }
}

/// A text and the signature lines under it. Printing gives back the very bytes that were parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<NoteSignature>,
}

impl SignedNote {
    /// Signs `text` with each of `signers`. The text must end with a newline and have no other control character.
    pub fn sign(text: &str, signers: &[&NoteSigner]) -> Result<Self, ParseError> {
        text::plain_text(text.as_bytes(), NOTE_BYTES_MAX)?;
        if !text.ends_with('\n') {
            return Err(ParseError::new(text.len(), ParseErrorKind::MissingNewline));
        }
        if signers.is_empty() {
            return Err(ParseError::new(text.len(), ParseErrorKind::MissingLine("signature")));
        }
        let signatures = signers.iter().map(|signer| signer.sign(text)).collect();
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// Reads a note without trusting it: [`Self::verify`] comes next.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        let note = text::plain_text(bytes, NOTE_BYTES_MAX)?;
        // the last empty line separates: the text may have empty lines too
        let blank = note.rfind("\n\n").ok_or(ParseError::new(0, ParseErrorKind::NoBlankLine))?;
        let (text, rest) =
            note.split_at_checked(blank + 1).ok_or(ParseError::new(blank, ParseErrorKind::NoBlankLine))?;
        let mut lines = Lines::new(rest);
        lines.next_line("separator")?;
        let mut signatures = Vec::new();
        loop {
            let (at, line) = lines.next_line("signature").map_err(|e| e.shifted(text.len()))?;
            if signatures.len() == NOTE_SIGNATURES_MAX {
                let kind = ParseErrorKind::TooManySignatures { limit: NOTE_SIGNATURES_MAX };
                return Err(ParseError::new(text.len() + at, kind));
            }
            signatures.push(NoteSignature::parse(line).map_err(|e| e.shifted(text.len() + at))?);
            if lines.rest().1.is_empty() {
                return Ok(Self { text: text.to_owned(), signatures });
            }
        }
    }

    /// The keys out of `known` that signed. Lines of unknown keys are ignored; one bad line of a known key
    /// refuses the whole note, and so does the absence of any known key.
    pub fn verify<'k>(&self, known: &'k [NoteVerifier]) -> Result<Vec<&'k NoteVerifier>, NoteError> {
        let mut signed_by: Vec<&NoteVerifier> = Vec::new();
        for signature in &self.signatures {
            let key = known.iter().find(|key| key.name() == signature.name && key.id() == signature.id);
            let Some(key) = key else { continue };
            if !key.verify(&self.text, &signature.bytes) {
                return Err(NoteError::BadSignature { name: signature.name.clone(), id: signature.id });
            }
            if !signed_by.contains(&key) {
                signed_by.push(key);
            }
        }
        if signed_by.is_empty() { Err(NoteError::NoKnownKey) } else { Ok(signed_by) }
    }

    /// Adds a line, for example a witness's, in place of an earlier one of the same key. It is not verified here.
    pub fn add(&mut self, signature: NoteSignature) {
        self.signatures.retain(|old| (&old.name, old.id) != (&signature.name, signature.id));
        self.signatures.push(signature);
    }

    /// The signed text, with its last newline. Not to be trusted before [`Self::verify`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines in their order.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// The note as it is served.
    pub fn print(&self) -> String {
        let lines: String = self.signatures.iter().map(NoteSignature::print).collect();
        format!("{}\n{lines}", self.text)
    }
}
