//! SHA-256 tree hashes (RFC 6962, 2.1).

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

use crate::error::{ParseError, ParseErrorKind};

/// Length of a hash in bytes.
pub const HASH_BYTES: usize = 32;

/// Prefix of what is hashed for a leaf: keeps a leaf from being taken for a node.
const LEAF_PREFIX: [u8; 1] = [0];
/// Prefix of what is hashed for an inner node.
const NODE_PREFIX: [u8; 1] = [1];

/// A SHA-256 hash: of a leaf, of a node or of a whole tree. Printed as standard base64.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; HASH_BYTES]);

impl Hash {
    /// SHA-256 of `bytes` as they are, without a prefix.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The root of a tree without leaves.
    pub fn empty_tree() -> Self {
        Self::of(b"")
    }

    /// The bytes of the hash.
    pub fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }

    /// Reads the 44 characters of standard base64 that printing a hash gives.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let bytes = STANDARD.decode(text).ok().ok_or(ParseError::new(0, ParseErrorKind::Base64))?;
        let bytes = bytes.try_into().ok().ok_or(ParseError::new(0, ParseErrorKind::HashLength))?;
        Ok(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Hash of a leaf with the bytes `entry`.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update(LEAF_PREFIX).chain_update(entry).finalize().into())
}

/// Hash of the node above `left` and `right`.
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    Hash(Sha256::new().chain_update(NODE_PREFIX).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The node above a run of hashes whose number is a power of two; `None` for any other number.
pub(crate) fn perfect_node(hashes: &[Hash]) -> Option<Hash> {
    if !hashes.len().is_power_of_two() {
        return None;
    }
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        let (pairs, _) = row.as_chunks::<2>();
        row = pairs.iter().map(|&[left, right]| node_hash(left, right)).collect();
    }
    row.first().copied()
}

/// Splits a stored tile into its hashes; `None` when the length is no multiple of 32 bytes.
pub(crate) fn split_hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
    rest.is_empty().then(|| hashes.iter().map(|&hash| Hash(hash)).collect())
}

/// Concatenates hashes to the bytes of a tile.
pub(crate) fn join_hashes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_round_trips_and_is_strict() {
        let hash = leaf_hash(b"");
        assert_eq!(format!("{hash:?}"), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(Hash::parse(&hash.to_string()), Ok(hash));
        let cases = [
            ("", ParseErrorKind::HashLength),
            ("AA", ParseErrorKind::Base64),
            ("AA==", ParseErrorKind::HashLength),
        ];
        for (text, kind) in cases {
            assert_eq!(Hash::parse(text), Err(ParseError::new(0, kind)), "{text}");
        }
        // the last character before the padding carries two bits that must be zero
        let loose = hash.to_string().replace("0=", "1=");
        assert_ne!(loose, hash.to_string());
        assert_eq!(Hash::parse(&loose), Err(ParseError::new(0, ParseErrorKind::Base64)));
    }

    #[test]
    fn a_leaf_is_not_a_node() {
        let (left, right) = (leaf_hash(b"a"), leaf_hash(b"b"));
        let mut joined = left.0.to_vec();
        joined.extend(right.0);
        assert_ne!(node_hash(left, right), leaf_hash(&joined));
        assert_eq!(perfect_node(&[left, right]), Some(node_hash(left, right)));
        assert_eq!(perfect_node(&[left, right, left]), None);
        assert_eq!(perfect_node(&[]), None);
    }
}
