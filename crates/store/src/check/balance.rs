//! Comparing two streams of rows as sets, in bounded memory and any order.
//!
//! Each row is hashed into one of many parts; a part's sum grows with rows of one stream and shrinks with those
//! of the other. Parts that do not end at zero are read again, and only their rows are held.

use crate::backend::StoreError;
use base::Hash;
use std::collections::BTreeSet;

/// Parts of the sums: 4,096 sums of 32 bytes, and about a 4,096th of the rows to hold for one that differs.
const PARTS: u16 = 4_096;
/// Parts that differ and are spelled out; the others are counted.
const PARTS_SHOWN_MAX: usize = 16;

/// A stream that can be read again: gives every row to the function.
pub(super) type Source<'s, R> = &'s dyn Fn(&mut dyn FnMut(R)) -> Result<(), StoreError>;

/// What two sets of rows do not share.
pub(super) struct Difference<R> {
    /// Rows that should be there and are not.
    pub(super) missing: Vec<R>,
    /// Rows that are there and should not be.
    pub(super) extra: Vec<R>,
    /// Parts that also differ but were not read again.
    pub(super) unread_parts: usize,
}

/// A sum of digests modulo 2^256.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Sum([u64; 4]);

impl Sum {
    fn limbs(hash: &Hash) -> [u64; 4] {
        let mut limbs = [0; 4];
        for (limb, bytes) in limbs.iter_mut().zip(hash.0.chunks_exact(8)) {
            *limb = bytes.iter().fold(0, |value, byte| (value << 8) | u64::from(*byte));
        }
        limbs
    }

    fn add(&mut self, hash: &Hash) {
        let mut carry = false;
        for (own, other) in self.0.iter_mut().zip(Self::limbs(hash)) {
            let (sum, over) = own.overflowing_add(other);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            (*own, carry) = (sum, over || again);
        }
    }

    fn take(&mut self, hash: &Hash) {
        let mut borrow = false;
        for (own, other) in self.0.iter_mut().zip(Self::limbs(hash)) {
            let (rest, under) = own.overflowing_sub(other);
            let (rest, again) = rest.overflowing_sub(u64::from(borrow));
            (*own, borrow) = (rest, under || again);
        }
    }
}

fn part(hash: &Hash) -> usize {
    let [.., high, low] = hash.0;
    usize::from(u16::from_be_bytes([high, low]) % PARTS)
}

/// Compares what should be with what is. `digest` must tell any two rows apart.
pub(super) fn compare<R: Ord>(
    should: Source<'_, R>,
    is: Source<'_, R>,
    digest: &dyn Fn(&R) -> Hash,
) -> Result<Difference<R>, StoreError> {
    let mut sums = vec![Sum::default(); usize::from(PARTS)];
    should(&mut |row| {
        let hash = digest(&row);
        if let Some(sum) = sums.get_mut(part(&hash)) {
            sum.add(&hash);
        }
    })?;
    is(&mut |row| {
        let hash = digest(&row);
        if let Some(sum) = sums.get_mut(part(&hash)) {
            sum.take(&hash);
        }
    })?;
    let odd: Vec<usize> =
        sums.iter().enumerate().filter(|(_, sum)| **sum != Sum::default()).map(|(place, _)| place).collect();
    if odd.is_empty() {
        return Ok(Difference { missing: Vec::new(), extra: Vec::new(), unread_parts: 0 });
    }
    let shown: BTreeSet<usize> = odd.iter().copied().take(PARTS_SHOWN_MAX).collect();
    let hold = |source: Source<'_, R>| -> Result<BTreeSet<R>, StoreError> {
        let mut held = BTreeSet::new();
        source(&mut |row| {
            if shown.contains(&part(&digest(&row))) {
                held.insert(row);
            }
        })?;
        Ok(held)
    };
    let (mut missing, mut extra) = (hold(should)?, hold(is)?);
    missing.retain(|row| !extra.remove(row));
    Ok(Difference {
        missing: missing.into_iter().collect(),
        extra: extra.into_iter().collect(),
        unread_parts: odd.len() - shown.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(should: &[u32], is: &[u32]) -> (Vec<u32>, Vec<u32>, usize) {
        fn source(rows: &[u32]) -> impl Fn(&mut dyn FnMut(u32)) -> Result<(), StoreError> {
            |each| {
                rows.iter().copied().for_each(each);
                Ok(())
            }
        }
        let found = compare(&source(should), &source(is), &|row| Hash::of(&row.to_be_bytes())).unwrap();
        (found.missing, found.extra, found.unread_parts)
    }

    #[test]
    fn finds_what_two_streams_do_not_share_in_any_order() {
        let rows: Vec<u32> = (0..10_000).collect();
        let turned: Vec<u32> = rows.iter().rev().copied().collect();
        assert_eq!(difference(&rows, &turned), (vec![], vec![], 0));
        assert_eq!(difference(&rows, &turned[1..]), (vec![9_999], vec![], 0));
        assert_eq!(difference(&rows[1..9_000], &turned[1_000..]), (vec![], vec![0], 0));
        let (missing, extra, unread) = difference(&rows, &[]);
        assert!(missing.len() > 16 && missing.len() < 200 && extra.is_empty() && unread > 3_000);
    }
}
