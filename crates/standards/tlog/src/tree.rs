//! Root, inclusion proof and consistency proof out of stored hashes (RFC 6962, 2.1).
//!
//! A proof is first planned as ranges of leaves, each range is cut into whole subtrees ([`Node`]), all of these
//! are read in one call, and only then is anything hashed. So a reader that goes to a disk or a database is asked
//! once for a proof.

use crate::{
    hash::{Hash, node_hash},
    tile::SIZE_MAX,
};

/// A whole subtree: the 2 to the power `height` leaves that begin at `index` times that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    height: u8,
    index: u64,
}

impl Node {
    /// Height above the leaves, 0 to 62.
    pub fn height(self) -> u8 {
        self.height
    }

    /// Position among the subtrees of this height.
    pub fn index(self) -> u64 {
        self.index
    }
}

/// Where the hashes of whole subtrees come from. [`crate::TileHashes`] reads them from tiles.
pub trait HashReader {
    /// What can go wrong when reading.
    type Error;

    /// The hashes of `nodes`, in their order. All of them lie within the tree that is asked about.
    fn read(&self, nodes: &[Node]) -> Result<Vec<Hash>, Self::Error>;
}

/// Why a root or proof could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreeError<E> {
    /// The reader failed.
    #[error("stored hashes could not be read")]
    Reader(#[source] E),
    /// The reader did not return one hash for each node.
    #[error("the reader was asked for {asked} hashes and returned {got}")]
    Count {
        /// Number of nodes asked for.
        asked: usize,
        /// Number of hashes returned.
        got: usize,
    },
    /// A leaf that the tree does not have.
    #[error("a tree of {size} leaves has no leaf {index}")]
    NoSuchLeaf {
        /// Position of the leaf, from 0.
        index: u64,
        /// Number of leaves.
        size: u64,
    },
    /// An old tree larger than the new one.
    #[error("a log of {old} leaves cannot have become one of {new}")]
    Shrunk {
        /// Number of leaves before.
        old: u64,
        /// Number of leaves after.
        new: u64,
    },
    /// More leaves than [`SIZE_MAX`].
    #[error("a tree has at most {SIZE_MAX} leaves")]
    TooLarge,
}

/// Root of the tree of the first `size` leaves.
pub fn tree_root<R: HashReader>(reader: &R, size: u64) -> Result<Hash, TreeError<R::Error>> {
    if size == 0 {
        return Ok(Hash::empty_tree());
    }
    let roots = read_ranges(reader, size, &[Leaves { from: 0, to: size }])?;
    roots.first().copied().ok_or(TreeError::Count { asked: 1, got: 0 })
}

/// Proof that leaf `index` is in the tree of `size` leaves, the leaf's sibling first.
pub fn inclusion_proof<R: HashReader>(
    reader: &R,
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, TreeError<R::Error>> {
    if index >= size {
        return Err(TreeError::NoSuchLeaf { index, size });
    }
    let mut siblings = Vec::new();
    let mut tree = Leaves { from: 0, to: size };
    while tree.count() > 1 {
        let (left, right) = tree.halves();
        let (inside, beside) = if index < left.to { (left, right) } else { (right, left) };
        siblings.push(beside);
        tree = inside;
    }
    siblings.reverse();
    read_ranges(reader, size, &siblings)
}

/// Proof that the tree of `old` leaves is the beginning of the tree of `new` leaves.
/// Empty for `old` 0 and for equal sizes.
pub fn consistency_proof<R: HashReader>(
    reader: &R,
    old: u64,
    new: u64,
) -> Result<Vec<Hash>, TreeError<R::Error>> {
    if old > new {
        return Err(TreeError::Shrunk { old, new });
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    let mut ranges = Vec::new();
    let mut tree = Leaves { from: 0, to: new };
    while tree.to != old {
        let (left, right) = tree.halves();
        let (inside, beside) = if old <= left.to { (left, right) } else { (right, left) };
        ranges.push(beside);
        tree = inside;
    }
    // a subtree that begins at 0 is the old tree itself, whose root the verifier has
    if tree.from != 0 {
        ranges.push(tree);
    }
    ranges.reverse();
    read_ranges(reader, new, &ranges)
}

/// Root of a tree given all its leaf hashes: for small trees that are not logs.
pub fn merkle_root(leaves: &[Hash]) -> Hash {
    // each entry is a whole subtree of 2^height leaves, higher ones first
    let mut subtrees: Vec<(u32, Hash)> = Vec::new();
    for &leaf in leaves {
        let mut top = (0, leaf);
        while let Some((height, left)) = subtrees.pop_if(|(height, _)| *height == top.0) {
            top = (height + 1, node_hash(left, top.1));
        }
        subtrees.push(top);
    }
    let hashes: Vec<Hash> = subtrees.into_iter().map(|(_, hash)| hash).collect();
    join_subtrees(&hashes).unwrap_or_else(Hash::empty_tree)
}

/// The root above whole subtrees of falling size; `None` if there are none.
pub(crate) fn join_subtrees(subtrees: &[Hash]) -> Option<Hash> {
    subtrees.iter().rev().copied().reduce(|right, left| node_hash(left, right))
}

/// Leaves `from` to before `to` that form a subtree of a log, whole or at its right edge.
#[derive(Clone, Copy)]
struct Leaves {
    from: u64,
    to: u64,
}

impl Leaves {
    fn count(self) -> u64 {
        self.to - self.from
    }

    /// The two subtrees below: the left has the largest power of two under the number of leaves, at least two.
    fn halves(self) -> (Self, Self) {
        let middle = self.from + (1 << (self.count() - 1).ilog2());
        (Self { from: self.from, to: middle }, Self { from: middle, to: self.to })
    }

    /// The whole subtrees, largest first, that together are this one.
    fn nodes(self) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut from = self.from;
        while from < self.to {
            let height = (self.to - from).ilog2();
            nodes.push(Node { height: u8::try_from(height).unwrap_or(u8::MAX), index: from >> height });
            from += 1 << height;
        }
        nodes
    }
}

/// The root of each range, with one call to the reader.
fn read_ranges<R: HashReader>(
    reader: &R,
    size: u64,
    ranges: &[Leaves],
) -> Result<Vec<Hash>, TreeError<R::Error>> {
    if size > SIZE_MAX {
        return Err(TreeError::TooLarge);
    }
    let nodes: Vec<Vec<Node>> = ranges.iter().map(|range| range.nodes()).collect();
    let asked = nodes.concat();
    let hashes = reader.read(&asked).map_err(TreeError::Reader)?;
    let wrong_count = TreeError::Count { asked: asked.len(), got: hashes.len() };
    if hashes.len() != asked.len() {
        return Err(wrong_count);
    }
    let mut hashes = hashes.into_iter();
    let roots = nodes.iter().map(|of_range| {
        let subtrees: Vec<Hash> = hashes.by_ref().take(of_range.len()).collect();
        join_subtrees(&subtrees)
    });
    roots.collect::<Option<Vec<Hash>>>().ok_or(wrong_count)
}
