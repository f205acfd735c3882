//! 256-bit unsigned integers: just enough to hold an exact product, or a scaled dividend, of two 34-digit
//! coefficients before it is rounded.

#![expect(clippy::as_conversions, reason = "an index into the table of powers, in a hot path")]

use std::cmp::Ordering;

/// Powers of ten that fit a `u128`: 10^0 to 10^38.
const POW10: [u128; 39] = {
    let mut table = [1_u128; 39];
    let mut i = 1;
    while i < 39 {
        #[expect(clippy::indexing_slicing, reason = "constant evaluation: a wrong index would not compile")]
        {
            table[i] = table[i - 1] * 10;
        }
        i += 1;
    }
    table
};

/// 10^n; saturates above 10^38, which callers exclude.
pub(crate) fn pow10(n: u32) -> u128 {
    POW10.get(n as usize).copied().unwrap_or(u128::MAX)
}

/// How many decimal digits `n` has; 0 has none.
pub(crate) fn digits(n: u128) -> u32 {
    if n == 0 {
        return 0;
    }
    // 1233/4096 is just over log10(2): the estimate is exact or one too small
    let estimate = ((128 - n.leading_zeros()) * 1233) >> 12;
    if n >= pow10(estimate) { estimate + 1 } else { estimate }
}

/// An unsigned integer below 2^256.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct U256 {
    pub(crate) hi: u128,
    pub(crate) lo: u128,
}

impl U256 {
    pub(crate) fn from_u128(lo: u128) -> Self {
        Self { hi: 0, lo }
    }

    /// The exact product.
    pub(crate) fn product(a: u128, b: u128) -> Self {
        let low = u128::from(u64::MAX);
        let (a1, a0, b1, b0) = (a >> 64, a & low, b >> 64, b & low);
        let p00 = a0 * b0;
        let p01 = a0 * b1;
        let p10 = a1 * b0;
        let p11 = a1 * b1;
        let middle = (p00 >> 64) + (p01 & low) + (p10 & low);
        Self { hi: p11 + (p01 >> 64) + (p10 >> 64) + (middle >> 64), lo: (middle << 64) | (p00 & low) }
    }

    pub(crate) fn add(self, other: Self) -> Self {
        let (lo, carry) = self.lo.overflowing_add(other.lo);
        Self { hi: self.hi + other.hi + u128::from(carry), lo }
    }

    /// `self - other`; the caller makes sure that `self >= other`.
    pub(crate) fn sub(self, other: Self) -> Self {
        let (lo, borrow) = self.lo.overflowing_sub(other.lo);
        Self { hi: self.hi - other.hi - u128::from(borrow), lo }
    }

    pub(crate) fn cmp(self, other: Self) -> Ordering {
        (self.hi, self.lo).cmp(&(other.hi, other.lo))
    }

    /// Quotient and remainder; `d` is at most 10^38, so a doubled remainder still fits.
    pub(crate) fn div_rem(self, d: u128) -> (Self, u128) {
        if self.hi == 0 {
            return (Self::from_u128(self.lo / d), self.lo % d);
        }
        let mut quotient = Self { hi: self.hi / d, lo: 0 };
        let mut rem = self.hi % d;
        for bit in (0..128).rev() {
            rem = (rem << 1) | ((self.lo >> bit) & 1);
            if rem >= d {
                rem -= d;
                quotient.lo |= 1 << bit;
            }
        }
        (quotient, rem)
    }

    /// How many decimal digits; 0 has none.
    pub(crate) fn digits(self) -> u32 {
        if self.hi == 0 {
            return digits(self.lo);
        }
        let (quotient, _) = self.div_rem(pow10(38));
        38 + digits(quotient.lo)
    }
}

/// The integer square root of `n` (below 10^76) and whether it is exact.
pub(crate) fn square_root(n: U256) -> (u128, bool) {
    let mut root: u128 = 0;
    for bit in (0..127).rev() {
        let candidate = root | (1 << bit);
        if U256::product(candidate, candidate).cmp(n) != Ordering::Greater {
            root = candidate;
        }
    }
    (root, U256::product(root, root) == n)
}
