//! Ed25519 note keys and their text forms (c2sp.org/signed-note).

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{SECRET_KEY_LENGTH, Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::{
    error::{ParseError, ParseErrorKind},
    note::NoteSignature,
    text,
};

/// Signature type of plain Ed25519 note signatures.
const ED25519: u8 = 1;
/// Largest text form of a key that is read, in bytes: room for a long name.
const KEY_TEXT_BYTES_MAX: usize = 1024;
/// What a signer's text form begins with.
const PRIVATE: &str = "PRIVATE+KEY+";

/// Whether `name` may stand in a signature line: not empty, no space of any script, no plus, no control character.
pub(crate) fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

/// The key id of signed-note: the first four bytes of SHA-256(name, newline, type, public key).
fn key_id(name: &str, public: &VerifyingKey) -> u32 {
    let digest = Sha256::new()
        .chain_update(name.as_bytes())
        .chain_update([b'\n', ED25519])
        .chain_update(public.as_bytes())
        .finalize();
    let [a, b, c, d, ..] = <[u8; 32]>::from(digest);
    u32::from_be_bytes([a, b, c, d])
}

/// A public key that checks note signatures. Printed as the `vkey` text form `name+id+base64`.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteVerifier {
    name: String,
    id: u32,
    public: VerifyingKey,
}

impl NoteVerifier {
    /// The verifier for the 32 bytes of a public key. Refuses a bad name and bytes that are no safe key.
    pub fn from_public_key(name: &str, public: &[u8; 32]) -> Result<Self, ParseError> {
        if !is_key_name(name) {
            return Err(ParseError::new(0, ParseErrorKind::KeyName));
        }
        let public = VerifyingKey::from_bytes(public).ok();
        // a key of small order accepts signatures that nobody made
        let public =
            public.filter(|key| !key.is_weak()).ok_or(ParseError::new(0, ParseErrorKind::KeyBytes))?;
        Ok(Self { name: name.to_owned(), id: key_id(name, &public), public })
    }

    /// Reads the text form `name+id+base64`.
    pub fn parse(vkey: &str) -> Result<Self, ParseError> {
        let parts = KeyText::parse(vkey)?;
        let verifier = Self::from_public_key(parts.name, &parts.key).map_err(|e| e.shifted(parts.key_at))?;
        parts.check_id(verifier.id)?;
        Ok(verifier)
    }

    /// The name that stands in signature lines; for a log's own key, the origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id that stands in signature lines.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Whether `signature` is one of this key over `text`. Name and id are not looked at.
    pub fn verify(&self, text: &str, signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|s| self.public.verify_strict(text.as_bytes(), &s).is_ok())
    }
}

impl fmt::Display for NoteVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![ED25519];
        key.extend(self.public.as_bytes());
        write!(f, "{}+{:08x}+{}", self.name, self.id, STANDARD.encode(key))
    }
}

impl fmt::Debug for NoteVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteVerifier({self})")
    }
}

/// A secret key that signs notes. Its memory is wiped when it is dropped; it is never printed by `Debug`.
#[derive(Clone)]
pub struct NoteSigner {
    name: String,
    id: u32,
    secret: SigningKey,
}

impl NoteSigner {
    /// The signer of 32 secret random bytes. Refuses a bad name.
    pub fn from_seed(name: &str, seed: &[u8; SECRET_KEY_LENGTH]) -> Result<Self, ParseError> {
        if !is_key_name(name) {
            return Err(ParseError::new(0, ParseErrorKind::KeyName));
        }
        let secret = SigningKey::from_bytes(seed);
        Ok(Self { name: name.to_owned(), id: key_id(name, &secret.verifying_key()), secret })
    }

    /// Reads the text form `PRIVATE+KEY+name+id+base64`. Errors never quote the text.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let Some(rest) = text.strip_prefix(PRIVATE) else {
            return Err(ParseError::new(0, ParseErrorKind::KeyForm));
        };
        let read = || {
            let parts = KeyText::parse(rest)?;
            let signer = Self::from_seed(parts.name, &parts.key)?;
            parts.check_id(signer.id)?;
            Ok(signer)
        };
        read().map_err(|error: ParseError| error.shifted(PRIVATE.len()))
    }

    /// The text form that [`Self::parse`] reads. It is the secret itself: keep it as one.
    pub fn secret_text(&self) -> String {
        let mut key = vec![ED25519];
        key.extend(self.secret.as_bytes());
        format!("{PRIVATE}{}+{:08x}+{}", self.name, self.id, STANDARD.encode(key))
    }

    /// The name that stands in signature lines.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id that stands in signature lines.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The public half.
    pub fn verifier(&self) -> NoteVerifier {
        NoteVerifier { name: self.name.clone(), id: self.id, public: self.secret.verifying_key() }
    }

    /// The signature line of this key for a note with this text.
    pub fn sign(&self, text: &str) -> NoteSignature {
        let bytes = self.secret.sign(text.as_bytes()).to_bytes().to_vec();
        NoteSignature::from_parts(self.name.clone(), self.id, bytes)
    }
}

impl fmt::Debug for NoteSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteSigner({}+{:08x}+secret)", self.name, self.id)
    }
}

/// The three parts that both text forms share.
struct KeyText<'a> {
    name: &'a str,
    id: u32,
    id_at: usize,
    key: [u8; 32],
    key_at: usize,
}

impl<'a> KeyText<'a> {
    fn parse(text: &'a str) -> Result<Self, ParseError> {
        text::plain_text(text.as_bytes(), KEY_TEXT_BYTES_MAX)?;
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(ParseError::new(0, ParseErrorKind::KeyForm));
        };
        if !is_key_name(name) {
            return Err(ParseError::new(0, ParseErrorKind::KeyName));
        }
        let id_at = name.len() + 1;
        let key_at = id_at + id.len() + 1;
        let spelled = id.len() == 8 && id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let id = spelled.then(|| u32::from_str_radix(id, 16).ok()).flatten();
        let id = id.ok_or(ParseError::new(id_at, ParseErrorKind::KeyForm))?;
        let bytes = text::base64(key, key_at)?;
        let key = match bytes.split_first() {
            Some((&ED25519, key)) => key.try_into().ok().ok_or(ParseErrorKind::KeyBytes),
            Some((&other, _)) => Err(ParseErrorKind::Algorithm(other)),
            None => Err(ParseErrorKind::KeyForm),
        };
        let key = key.map_err(|kind| ParseError::new(key_at, kind))?;
        Ok(Self { name, id, id_at, key, key_at })
    }

    /// A mistyped key or name shows in the id.
    fn check_id(&self, id: u32) -> Result<(), ParseError> {
        if self.id == id { Ok(()) } else { Err(ParseError::new(self.id_at, ParseErrorKind::KeyId)) }
    }
}
