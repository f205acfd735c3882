//! Entry bundles (c2sp.org/tlog-tiles): entries one after another, each after its length.

use crate::{
    error::{ParseError, ParseErrorKind},
    tile::TILE_WIDTH,
};

/// Largest entry that the format can carry, in bytes: its length is a `u16`.
pub const ENTRY_BYTES_MAX: usize = 65_535;
/// Largest leaf of this project's own logs, in bytes: under 1 KB, so that what is big is referred to by hash.
pub const LEAF_BYTES_MAX: usize = 1_023;

/// Why entries do not fit into a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// An entry longer than [`ENTRY_BYTES_MAX`].
    #[error("entry {place} has {bytes} bytes; the limit is {ENTRY_BYTES_MAX}")]
    EntryTooLong {
        /// Position in the bundle, from 0.
        place: usize,
        /// Length of the entry in bytes.
        bytes: usize,
    },
    /// No entry, or more than 256.
    #[error("{entries} entries; a bundle has 1 to {TILE_WIDTH}")]
    Count {
        /// Number of entries given.
        entries: usize,
    },
}

/// The bytes of a bundle of 1 to 256 entries.
pub fn print_bundle<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, BundleError> {
    if entries.is_empty() || entries.len() > usize::from(TILE_WIDTH) {
        return Err(BundleError::Count { entries: entries.len() });
    }
    let mut bytes = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let entry = entry.as_ref();
        let too_long = BundleError::EntryTooLong { place, bytes: entry.len() };
        let length = u16::try_from(entry.len()).ok().ok_or(too_long)?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(entry);
    }
    Ok(bytes)
}

/// The entries of a bundle that has `width` of them, no more and no fewer.
pub fn parse_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, ParseError> {
    let wrong_count = |at| ParseError::new(at, ParseErrorKind::EntryCount { expected: width });
    let mut entries = Vec::new();
    let mut rest = bytes;
    while entries.len() < usize::from(width) {
        let at = bytes.len() - rest.len();
        if rest.is_empty() {
            return Err(wrong_count(at));
        }
        let truncated = ParseError::new(at, ParseErrorKind::EntryTruncated);
        let (length, after) = rest.split_first_chunk::<2>().ok_or(truncated)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(truncated)?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() { Ok(entries) } else { Err(wrong_count(bytes.len() - rest.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_round_trip() {
        let longest = vec![7; ENTRY_BYTES_MAX];
        let entries: [&[u8]; 3] = [b"", b"ab", &longest];
        let bytes = print_bundle(&entries).unwrap();
        assert!(bytes.starts_with(b"\0\0\0\x02ab\xff\xff\x07"));
        assert_eq!(parse_bundle(&bytes, 3).unwrap(), entries);
    }

    #[test]
    fn limits_are_kept() {
        let none: [&[u8]; 0] = [];
        assert_eq!(print_bundle(&none), Err(BundleError::Count { entries: 0 }));
        assert_eq!(print_bundle(&[b"x"; 257]), Err(BundleError::Count { entries: 257 }));
        let too_long = BundleError::EntryTooLong { place: 1, bytes: 65_536 };
        assert_eq!(print_bundle(&[vec![], vec![0; 65_536]]), Err(too_long));
    }

    #[test]
    fn a_wrong_count_is_refused() {
        let bytes = print_bundle(&["ab", "c"]).unwrap();
        let cases = [
            (&bytes[..], 1, 4, ParseErrorKind::EntryCount { expected: 1 }),
            (&bytes[..], 3, 7, ParseErrorKind::EntryCount { expected: 3 }),
            (&bytes[..6], 2, 4, ParseErrorKind::EntryTruncated),
            (&bytes[..5], 2, 4, ParseErrorKind::EntryTruncated),
            (&bytes[..4], 2, 4, ParseErrorKind::EntryCount { expected: 2 }),
        ];
        for (bytes, width, at, kind) in cases {
            assert_eq!(parse_bundle(bytes, width), Err(ParseError::new(at, kind)), "{bytes:?} {width}");
        }
    }
}
