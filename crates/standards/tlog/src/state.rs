//! The growing tree: what a publisher keeps between checkpoints.

use crate::{
    hash::{Hash, join_hashes, perfect_node},
    reader::{TileReadError, TileReader, read_tile},
    tile::{SIZE_MAX, TILE_HEIGHT, TILE_WIDTH, Tile, hashes_at},
    tree::join_subtrees,
};

/// A tile and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileData {
    /// Address.
    pub tile: Tile,
    /// 32 bytes for each hash.
    pub bytes: Vec<u8>,
}

/// What an extension of the tree brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Number of leaves now.
    pub size: u64,
    /// Root now.
    pub root: Hash,
    /// The tiles to write before a checkpoint of this size is published; exactly
    /// [`crate::changed_tiles`] of the old and the new size, in an order of their own.
    pub tiles: Vec<TileData>,
}

/// Why a tree was not taken up again or not extended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError<E> {
    /// A tile of the right edge could not be read.
    #[error(transparent)]
    Read(#[from] TileReadError<E>),
    /// The tiles have another root than the last checkpoint. A log that goes on from here would fork: stop.
    #[error("the tiles of size {size} have root {found}, the last checkpoint {expected}")]
    Root {
        /// Number of leaves.
        size: u64,
        /// Root of the checkpoint.
        expected: Hash,
        /// Root of the tiles.
        found: Hash,
    },
    /// More leaves than [`SIZE_MAX`].
    #[error("a log has at most {SIZE_MAX} leaves")]
    TooLarge,
}

/// The right edge of a tree: for each level the hashes that do not yet fill a tile. At most 255 for each of
/// eight levels, so it costs 64 kB at most whatever the size of the log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TreeState {
    size: u64,
    edge: Vec<Vec<Hash>>,
}

impl TreeState {
    /// A tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up a tree of `size` leaves from its tiles, and refuses when they do not lead to `root`, the root of
    /// the last signed checkpoint. Reads one tile a level.
    pub fn resume<R: TileReader>(reader: &R, size: u64, root: Hash) -> Result<Self, StateError<R::Error>> {
        if size > SIZE_MAX {
            return Err(StateError::TooLarge);
        }
        let mut edge = Vec::new();
        let mut level: u8 = 0;
        while hashes_at(level, size) > 0 {
            edge.push(Tile::edge(level, size).map_or(Ok(Vec::new()), |tile| read_tile(reader, tile))?);
            level += 1;
        }
        let state = Self { size, edge };
        let found = state.root();
        if found == root { Ok(state) } else { Err(StateError::Root { size, expected: root, found }) }
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree as it stands.
    pub fn root(&self) -> Hash {
        let mut subtrees = Vec::new();
        for row in self.edge.iter().rev() {
            let mut rest = row.as_slice();
            // a row of 5 is a subtree over 4 hashes and one over 1
            while let Some(height) = rest.len().checked_ilog2() {
                let (whole, after) = rest.split_at(1 << height);
                subtrees.extend(perfect_node(whole));
                rest = after;
            }
        }
        join_subtrees(&subtrees).unwrap_or_else(Hash::empty_tree)
    }

    /// The partial tiles at the right edge, lowest level first.
    pub fn edge_tiles(&self) -> Vec<TileData> {
        (0u8..).zip(&self.edge).filter_map(|(level, row)| self.edge_tile(level, row)).collect()
    }

    /// Adds leaves at the end, all or none.
    pub fn extend(&mut self, leaves: &[Hash]) -> Result<Extension, StateError<std::convert::Infallible>> {
        let added = u64::try_from(leaves.len()).ok().and_then(|added| self.size.checked_add(added));
        let new_size = added.filter(|&size| size <= SIZE_MAX).ok_or(StateError::TooLarge)?;
        let old_size = self.size;
        let mut tiles = Vec::new();
        for &leaf in leaves {
            self.size += 1;
            self.push(leaf, &mut tiles);
        }
        let grown = |level| hashes_at(level, old_size) != hashes_at(level, new_size);
        let partial = (0u8..).zip(&self.edge).filter(|(level, _)| grown(*level));
        tiles.extend(partial.filter_map(|(level, row)| self.edge_tile(level, row)));
        Ok(Extension { size: new_size, root: self.root(), tiles })
    }

    /// Adds one leaf, which `size` already counts, and gives out each tile that it fills.
    fn push(&mut self, leaf: Hash, full: &mut Vec<TileData>) {
        let mut hash = leaf;
        let mut level: u8 = 0;
        loop {
            if self.edge.len() == usize::from(level) {
                self.edge.push(Vec::new());
            }
            let Some(row) = self.edge.get_mut(usize::from(level)) else { return };
            row.push(hash);
            if row.len() < usize::from(TILE_WIDTH) {
                return;
            }
            let index = (hashes_at(level, self.size) >> TILE_HEIGHT).saturating_sub(1);
            let (Some(tile), Some(root)) = (Tile::new(level, index, TILE_WIDTH), perfect_node(row)) else {
                return;
            };
            full.push(TileData { tile, bytes: join_hashes(row) });
            row.clear();
            hash = root;
            level += 1;
        }
    }

    fn edge_tile(&self, level: u8, row: &[Hash]) -> Option<TileData> {
        let tile = Tile::edge(level, self.size)?;
        debug_assert_eq!(usize::from(tile.width()), row.len(), "the edge fits the size");
        Some(TileData { tile, bytes: join_hashes(row) })
    }
}
