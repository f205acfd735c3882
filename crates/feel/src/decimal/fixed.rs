//! Signed fixed-point numbers with 90 digits after the point: the wide intermediate on which exp, ln and power
//! are computed before their one rounding to 34 digits.

use std::cmp::Ordering;

/// Limb base: nine decimal digits.
const BASE: u64 = 1_000_000_000;
/// Limbs after the point: 90 digits, 34 of the result, 34 lost when a logarithm is taken near one, the rest guard.
const SCALE_LIMBS: usize = 10;
pub(super) const SCALE_DIGITS: u32 = 90;

/// A signed fixed-point number: `(-1)^neg * limbs * 10^-90`, least limb first, without leading zero limbs.
#[derive(Clone, Debug)]
pub(super) struct Fixed {
    pub(super) neg: bool,
    limbs: Vec<u64>,
}

fn trim(limbs: &mut Vec<u64>) {
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
}

fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

fn add(a: &[u64], b: &[u64]) -> Vec<u64> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut out = Vec::with_capacity(long.len() + 1);
    let mut carry = 0;
    for (i, limb) in long.iter().enumerate() {
        let sum = limb + short.get(i).copied().unwrap_or(0) + carry;
        out.push(sum % BASE);
        carry = sum / BASE;
    }
    out.push(carry);
    trim(&mut out);
    out
}

/// `a - b` for `a >= b`.
fn sub(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut out = Vec::with_capacity(a.len());
    let mut borrow = 0;
    for (i, limb) in a.iter().enumerate() {
        let take = b.get(i).copied().unwrap_or(0) + borrow;
        borrow = u64::from(*limb < take);
        out.push(limb + borrow * BASE - take);
    }
    trim(&mut out);
    out
}

fn product(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut out = vec![0_u64; a.len() + b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let mut carry = 0;
        for (slot, y) in out.iter_mut().skip(i).zip(b.iter().chain(std::iter::repeat(&0))) {
            let sum = *slot + x * y + carry;
            *slot = sum % BASE;
            carry = sum / BASE;
        }
    }
    trim(&mut out);
    out
}

impl Fixed {
    pub(super) fn zero() -> Self {
        Self { neg: false, limbs: Vec::new() }
    }

    pub(super) fn one() -> Self {
        Self::integer(1)
    }

    pub(super) fn integer(n: u64) -> Self {
        let mut limbs = vec![0; SCALE_LIMBS];
        limbs.extend([n % BASE, n / BASE % BASE, n / BASE / BASE]);
        trim(&mut limbs);
        Self { neg: false, limbs }
    }

    /// From decimal digits (most significant first) that count units of 10^-90.
    pub(super) fn from_digits(neg: bool, digits: &[u8]) -> Self {
        let mut limbs: Vec<u64> = digits
            .rchunks(9)
            .map(|chunk| chunk.iter().fold(0, |n, digit| n * 10 + u64::from(*digit)))
            .collect();
        trim(&mut limbs);
        Self { neg, limbs }
    }

    /// Decimal digits, most significant first, without leading zeros, counting units of 10^-90.
    pub(super) fn digits(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for limb in self.limbs.iter().rev() {
            let mut divisor = BASE / 10;
            while divisor > 0 {
                let digit = u8::try_from(limb / divisor % 10).unwrap_or(0);
                if digit != 0 || !out.is_empty() {
                    out.push(digit);
                }
                divisor /= 10;
            }
        }
        out
    }

    pub(super) fn is_zero(&self) -> bool {
        self.limbs.is_empty()
    }

    pub(super) fn negated(mut self) -> Self {
        self.neg = !self.neg;
        self
    }

    pub(super) fn add(&self, other: &Self) -> Self {
        if self.neg == other.neg {
            return Self { neg: self.neg, limbs: add(&self.limbs, &other.limbs) };
        }
        if compare(&self.limbs, &other.limbs) == Ordering::Less {
            Self { neg: other.neg, limbs: sub(&other.limbs, &self.limbs) }
        } else {
            Self { neg: self.neg, limbs: sub(&self.limbs, &other.limbs) }
        }
    }

    pub(super) fn sub(&self, other: &Self) -> Self {
        self.add(&other.clone().negated())
    }

    pub(super) fn mul(&self, other: &Self) -> Self {
        let limbs = product(&self.limbs, &other.limbs).into_iter().skip(SCALE_LIMBS).collect();
        Self { neg: self.neg != other.neg, limbs }
    }

    /// Division by a small number (below 10^9).
    pub(super) fn div_small(&self, divisor: u64) -> Self {
        let mut rem = 0;
        let mut limbs: Vec<u64> = self
            .limbs
            .iter()
            .rev()
            .map(|limb| {
                let current = rem * BASE + limb;
                rem = current % divisor;
                current / divisor
            })
            .collect();
        limbs.reverse();
        trim(&mut limbs);
        Self { neg: self.neg, limbs }
    }

    /// The integer part toward zero, when it fits.
    pub(super) fn truncated(&self) -> Option<i64> {
        let mut whole: i64 = 0;
        for limb in self.limbs.iter().skip(SCALE_LIMBS).rev() {
            whole = whole.checked_mul(1_000_000_000)?.checked_add(i64::try_from(*limb).ok()?)?;
        }
        Some(if self.neg { -whole } else { whole })
    }
}
