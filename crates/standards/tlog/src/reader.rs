//! Hashes of subtrees out of tiles.

use std::collections::BTreeMap;

use crate::{
    hash::{Hash, perfect_node, split_hashes},
    tile::{TILE_HEIGHT, TILE_WIDTH, Tile},
    tree::{HashReader, Node},
};

/// Where tiles come from: a folder, a table, a server.
pub trait TileReader {
    /// What can go wrong when reading; a missing tile is an error.
    type Error;

    /// The bytes of a tile. Where a partial tile is gone because a wider one took its place, the wider one will do.
    fn tile(&self, tile: Tile) -> Result<Vec<u8>, Self::Error>;
}

/// Why a hash could not be read from tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TileReadError<E> {
    /// The tile could not be read.
    #[error("{} could not be read", tile.path())]
    Tile {
        /// Which tile.
        tile: Tile,
        /// What the reader said.
        #[source]
        source: E,
    },
    /// The tile has fewer hashes than its address says, more than 256, or a part of one.
    #[error("{} has {bytes} bytes", tile.path())]
    Length {
        /// Which tile.
        tile: Tile,
        /// Length of what was read.
        bytes: usize,
    },
    /// A subtree that a tree of this size does not have.
    #[error("a tree of {size} leaves has no subtree {} of height {}", node.index(), node.height())]
    Outside {
        /// Which subtree.
        node: Node,
        /// Number of leaves.
        size: u64,
    },
}

/// Reads the hashes of subtrees from the tiles of a log with `size` leaves.
#[derive(Debug, Clone, Copy)]
pub struct TileHashes<'a, R> {
    reader: &'a R,
    size: u64,
}

impl<'a, R: TileReader> TileHashes<'a, R> {
    /// `size` must be one for which the tiles were written, such as that of a checkpoint.
    pub fn new(reader: &'a R, size: u64) -> Self {
        Self { reader, size }
    }
}

/// The hashes of one tile, after a check of its length.
pub(crate) fn read_tile<R: TileReader>(reader: &R, tile: Tile) -> Result<Vec<Hash>, TileReadError<R::Error>> {
    let bytes = reader.tile(tile).map_err(|source| TileReadError::Tile { tile, source })?;
    let wrong_length = TileReadError::Length { tile, bytes: bytes.len() };
    let widths = usize::from(tile.width())..=usize::from(TILE_WIDTH);
    let mut hashes = split_hashes(&bytes).filter(|h| widths.contains(&h.len())).ok_or(wrong_length)?;
    hashes.truncate(usize::from(tile.width()));
    Ok(hashes)
}

impl<R: TileReader> HashReader for TileHashes<'_, R> {
    type Error = TileReadError<R::Error>;

    fn read(&self, nodes: &[Node]) -> Result<Vec<Hash>, Self::Error> {
        // several nodes of a proof lie in one tile: read it once
        let mut tiles: BTreeMap<Tile, Vec<Hash>> = BTreeMap::new();
        let mut found = Vec::with_capacity(nodes.len());
        for &node in nodes {
            let outside = TileReadError::Outside { node, size: self.size };
            let (tile, from, count) = locate(node, self.size).ok_or(outside)?;
            let hashes = match tiles.entry(tile) {
                std::collections::btree_map::Entry::Occupied(seen) => seen.into_mut(),
                std::collections::btree_map::Entry::Vacant(new) => new.insert(read_tile(self.reader, tile)?),
            };
            let run = hashes.get(from..from + count);
            found.push(run.and_then(perfect_node).ok_or(TileReadError::Outside { node, size: self.size })?);
        }
        Ok(found)
    }
}

/// The tile that holds the hashes under `node`, the first of them and their number.
fn locate(node: Node, size: u64) -> Option<(Tile, usize, usize)> {
    let level = node.height() / 8;
    let inner = u32::from(node.height() % 8);
    let first = node.index().checked_mul(1 << inner)?;
    let tile = Tile::at(level, first >> TILE_HEIGHT, size)?;
    let from = usize::try_from(first % u64::from(TILE_WIDTH)).ok()?;
    Some((tile, from, 1 << inner))
}
