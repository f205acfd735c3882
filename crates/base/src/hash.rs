//! SHA-256 digests and their two printed forms.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::Digest as _;
use std::fmt;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// SHA-256 of the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// SHA-256 of several byte strings, each preceded by its length as eight big-endian bytes, so
    /// that no two different lists share a digest.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// base64url without padding, 43 characters.
    pub fn base64url(&self) -> String {
        base64url(&self.0)
    }

    /// Reads [`Hash::base64url`].
    pub fn from_base64url(text: &str) -> Option<Self> {
        from_base64url(text)?.try_into().ok().map(Self)
    }
}

/// SHA-256 of bytes that come in parts.
#[derive(Clone, Debug, Default)]
pub struct Digest(sha2::Sha256);

impl Digest {
    /// The next part.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    /// Of all parts, as of one.
    pub fn end(self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

impl fmt::Display for Hash {
    /// Lower-case hexadecimal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// base64url without padding.
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads [`base64url`]; `None` for anything that is not exactly that form.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_known_digests() {
        // FIPS 180-4 example "abc".
        let abc = Hash::of(b"abc");
        assert_eq!(abc.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Hash::from_base64url(&abc.base64url()), Some(abc));
        assert_eq!(Hash::from_base64url("abc"), None);
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(Hash::of_parts([b"ab".as_slice(), b"c"]), Hash::of_parts([b"a".as_slice(), b"bc"]));
    }
}
