//! Checks of proofs (RFC 9162, 2.1.3.2 and 2.1.4.2). Nothing here is shared with the code that makes them.

use crate::hash::{Hash, node_hash};

/// Why a proof does not prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
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
    /// More or fewer hashes than these sizes need.
    #[error("the proof has a wrong number of hashes")]
    Length,
    /// The proof leads to another root: of the tree, or of the newer of two trees.
    #[error("the proof leads to another root")]
    Root,
    /// The proof leads to another root of the older of two trees.
    #[error("the proof leads to another old root")]
    OldRoot,
}

/// Checks that the leaf with hash `leaf` is at `index` in the tree of `size` leaves with root `root`.
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    path: &[Hash],
    root: Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::NoSuchLeaf { index, size });
    }
    let (mut node, mut last) = (index, size - 1);
    let mut hash = leaf;
    for &sibling in path {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, hash);
            // a node without a right neighbour stands for itself on the levels above
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    match (last == 0, hash == root) {
        (false, _) => Err(ProofError::Length),
        (true, false) => Err(ProofError::Root),
        (true, true) => Ok(()),
    }
}

/// Checks that the tree of `old` leaves with root `old_root` is the beginning of the tree of `new` leaves with
/// root `new_root`.
pub fn verify_consistency(
    old: u64,
    old_root: Hash,
    new: u64,
    new_root: Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Shrunk { old, new });
    }
    if old == 0 || old == new {
        return verify_trivial(old, old_root, new, new_root, proof);
    }
    let (mut node, mut last) = (old - 1, new - 1);
    while node & 1 == 1 {
        (node, last) = (node >> 1, last >> 1);
    }
    // the old tree is whole exactly when nothing is left of its index; then its root is the first hash
    let (start, rest) = match proof.split_first() {
        _ if node == 0 => (old_root, proof),
        Some((&first, rest)) => (first, rest),
        None => return Err(ProofError::Length),
    };
    let (mut old_hash, mut new_hash) = (start, start);
    for &beside in rest {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if node & 1 == 1 || node == last {
            old_hash = node_hash(beside, old_hash);
            new_hash = node_hash(beside, new_hash);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            new_hash = node_hash(new_hash, beside);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    match (last == 0, old_hash == old_root, new_hash == new_root) {
        (false, ..) => Err(ProofError::Length),
        (_, false, _) => Err(ProofError::OldRoot),
        (.., false) => Err(ProofError::Root),
        (true, true, true) => Ok(()),
    }
}

/// From nothing, or from a tree to itself: no hash is needed, but the roots must fit.
fn verify_trivial(
    old: u64,
    old_root: Hash,
    new: u64,
    new_root: Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if !proof.is_empty() {
        return Err(ProofError::Length);
    }
    if old == 0 && old_root != Hash::empty_tree() {
        return Err(ProofError::OldRoot);
    }
    if old == new && old_root != new_root {
        return Err(ProofError::Root);
    }
    Ok(())
}
