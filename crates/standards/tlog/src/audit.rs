//! The whole log recomputed from its entries.

use crate::{
    bundle::parse_bundle,
    error::ParseError,
    hash::{Hash, leaf_hash},
    reader::TileReader,
    state::{TileData, TreeState},
    tile::{Bundle, SIZE_MAX, TILE_WIDTH, Tile},
};

/// A log that can be read whole.
pub trait LogReader: TileReader {
    /// The bytes of an entry bundle, of exactly this width; a missing one is an error.
    fn bundle(&self, bundle: Bundle) -> Result<Vec<u8>, Self::Error>;
}

/// What a clean audit looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audit {
    /// Leaves, each hashed from its entry.
    pub leaves: u64,
    /// Entry bundles read.
    pub bundles: u64,
    /// Tiles compared byte for byte, full and partial.
    pub tiles: u64,
}

/// Where a log is broken: the first place found, in the order of its leaves.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuditError<E> {
    /// A tile could not be read.
    #[error("{} could not be read", tile.path())]
    ReadTile {
        /// Which tile.
        tile: Tile,
        /// What the reader said.
        #[source]
        source: E,
    },
    /// An entry bundle could not be read.
    #[error("{} could not be read", bundle.path())]
    ReadBundle {
        /// Which bundle.
        bundle: Bundle,
        /// What the reader said.
        #[source]
        source: E,
    },
    /// An entry bundle is malformed.
    #[error("{} is malformed: {error}", bundle.path())]
    Malformed {
        /// Which bundle.
        bundle: Bundle,
        /// What is wrong and where.
        error: ParseError,
    },
    /// A stored tile is not the one that the entries make.
    #[error("{} does not fit the entries", tile.path())]
    Tile {
        /// Which tile.
        tile: Tile,
    },
    /// The entries make another root than the checkpoint has.
    #[error("the entries have root {found}, the checkpoint {expected}")]
    Root {
        /// Root of the checkpoint.
        expected: Hash,
        /// Root of the entries.
        found: Hash,
    },
    /// More leaves than [`SIZE_MAX`].
    #[error("a log has at most {SIZE_MAX} leaves")]
    TooLarge,
}

/// Reads every entry of a log of `size` leaves, recomputes every tile and compares each with the stored one, and
/// the root with `root`. Holds one bundle at a time.
pub fn audit<R: LogReader>(reader: &R, size: u64, root: Hash) -> Result<Audit, AuditError<R::Error>> {
    if size > SIZE_MAX {
        return Err(AuditError::TooLarge);
    }
    let mut state = TreeState::new();
    let mut done = Audit { leaves: 0, bundles: 0, tiles: 0 };
    for index in 0..size.div_ceil(u64::from(TILE_WIDTH)) {
        let bundle = Bundle::at(index, size).ok_or(AuditError::TooLarge)?;
        let bytes = reader.bundle(bundle).map_err(|source| AuditError::ReadBundle { bundle, source })?;
        let entries =
            parse_bundle(&bytes, bundle.width()).map_err(|error| AuditError::Malformed { bundle, error })?;
        let leaves: Vec<Hash> = entries.into_iter().map(leaf_hash).collect();
        let grown = state.extend(&leaves).ok().ok_or(AuditError::TooLarge)?;
        done.bundles += 1;
        done.leaves = grown.size;
        // partial tiles on the way were never promised; those of the final size are compared below
        for data in grown.tiles.iter().filter(|data| data.tile.is_full()) {
            compare(reader, data)?;
            done.tiles += 1;
        }
    }
    for data in state.edge_tiles() {
        compare(reader, &data)?;
        done.tiles += 1;
    }
    let found = state.root();
    if found == root { Ok(done) } else { Err(AuditError::Root { expected: root, found }) }
}

fn compare<R: LogReader>(reader: &R, data: &TileData) -> Result<(), AuditError<R::Error>> {
    let tile = data.tile;
    let stored = reader.tile(tile).map_err(|source| AuditError::ReadTile { tile, source })?;
    // a wider tile may stand in for a partial one
    let wider = !tile.is_full() && stored.len() <= usize::from(TILE_WIDTH) * 32;
    let good = stored == data.bytes || (wider && stored.len() % 32 == 0 && stored.starts_with(&data.bytes));
    if good { Ok(()) } else { Err(AuditError::Tile { tile }) }
}
