//! Decimal numbers of 34 significant digits with exact rules for rounding: the arithmetic of IEEE 754
//! decimal128 (round half to even), which DMN chapter 10.3.2.3 prescribes for FEEL. No binary floating point
//! takes part anywhere.

mod arith;
mod fixed;
mod functions;
mod text;
pub(crate) mod wide;

pub use text::ParseDecimalError;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use wide::{U256, digits, pow10};

/// Significant digits of every result.
pub const DIGITS_MAX: u32 = 34;
/// Smallest exponent of the last digit.
pub(crate) const EXPONENT_MIN: i32 = -6176;
/// Largest exponent of the last digit.
pub(crate) const EXPONENT_MAX: i32 = 6111;
const COEFFICIENT_MAX: u128 = 10_u128.pow(DIGITS_MAX) - 1;

/// A decimal number: sign, coefficient below 10^34 and a power of ten, packed in 16 bytes.
///
/// Numbers that differ only in trailing zeros (1.0 and 1.00) are equal. There is no negative zero, infinity or NaN:
/// what overflows is `None`, which FEEL shows as null.
#[derive(Clone, Copy)]
pub struct Decimal {
    /// Sign (bit 63), exponent minus `EXPONENT_MIN` (bits 49 to 62), upper 49 bits of the coefficient.
    hi: u64,
    lo: u64,
}

/// How a number is cut to fewer digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    /// To the nearest; a half goes to the even digit.
    HalfEven,
    /// To the nearest; a half goes away from zero.
    HalfUp,
    /// To the nearest; a half goes toward zero.
    HalfDown,
    /// Away from zero.
    Up,
    /// Toward zero.
    Down,
    /// Toward negative infinity.
    Floor,
    /// Toward positive infinity.
    Ceiling,
}

/// A number taken apart: `(-1)^neg * coef * 10^exp`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub(crate) neg: bool,
    pub(crate) coef: u128,
    pub(crate) exp: i32,
}

/// What was cut off below the last kept digit, compared with half a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    Nothing,
    BelowHalf,
    Half,
    AboveHalf,
}

impl Tail {
    fn of(rem: u128, divisor: u128, sticky: bool) -> Self {
        match (rem, (rem.saturating_mul(2)).cmp(&divisor)) {
            (0, _) if !sticky => Self::Nothing,
            (_, Ordering::Less) => Self::BelowHalf,
            (_, Ordering::Equal) if !sticky => Self::Half,
            _ => Self::AboveHalf,
        }
    }

    /// Whether the kept coefficient grows by one.
    pub(crate) fn rounds_up(self, mode: Rounding, neg: bool, odd: bool) -> bool {
        match (mode, self) {
            (_, Self::Nothing) | (Rounding::Down, _) => false,
            (Rounding::Up, _) => true,
            (Rounding::Floor, _) => neg,
            (Rounding::Ceiling, _) => !neg,
            (_, Self::BelowHalf) => false,
            (_, Self::AboveHalf) => true,
            (Rounding::HalfEven, Self::Half) => odd,
            (Rounding::HalfUp, Self::Half) => true,
            (Rounding::HalfDown, Self::Half) => false,
        }
    }
}

impl Parts {
    /// Rounds to 34 digits and packs; `sticky` says that something more than zero lies below the last digit.
    pub(crate) fn finish(self, sticky: bool) -> Option<Decimal> {
        if self.coef <= COEFFICIENT_MAX && self.exp >= EXPONENT_MIN && !sticky {
            return self.pack();
        }
        let excess = digits(self.coef).saturating_sub(DIGITS_MAX);
        let too_small = u32::try_from(EXPONENT_MIN.saturating_sub(self.exp)).unwrap_or(0);
        let drop = excess.max(too_small);
        if drop == 0 && !sticky {
            return self.pack();
        }
        if drop > 38 {
            return Some(Decimal::ZERO);
        }
        let divisor = pow10(drop);
        let (mut coef, rem) = (self.coef / divisor, self.coef % divisor);
        if Tail::of(rem, divisor, sticky).rounds_up(Rounding::HalfEven, self.neg, coef & 1 == 1) {
            coef += 1;
        }
        let exp = self.exp.checked_add(i32::try_from(drop).ok()?)?;
        if coef > COEFFICIENT_MAX {
            return Parts { neg: self.neg, coef: coef / 10, exp: exp + 1 }.pack();
        }
        Parts { neg: self.neg, coef, exp }.pack()
    }

    /// Packs a coefficient that already fits; `None` when the exponent is too large.
    fn pack(self) -> Option<Decimal> {
        let Self { neg, mut coef, mut exp } = self;
        if coef == 0 {
            return Some(Decimal::ZERO);
        }
        if exp > EXPONENT_MAX {
            let shift = u32::try_from(exp - EXPONENT_MAX).ok()?;
            if digits(coef) + shift > DIGITS_MAX {
                return None;
            }
            coef *= pow10(shift);
            exp = EXPONENT_MAX;
        }
        let biased = u64::try_from(exp - EXPONENT_MIN).ok()?;
        let upper = u64::try_from(coef >> 64).ok()?;
        let lo = u64::try_from(coef & u128::from(u64::MAX)).ok()?;
        Some(Decimal { hi: (u64::from(neg) << 63) | (biased << 49) | upper, lo })
    }
}

/// Rounds a 256-bit coefficient to 34 digits and packs it.
pub(crate) fn finish_wide(neg: bool, coef: U256, exp: i32, sticky: bool) -> Option<Decimal> {
    if coef.hi == 0 {
        return Parts { neg, coef: coef.lo, exp }.finish(sticky);
    }
    // keep 37 digits and remember whether anything was below them: the one true rounding comes last
    let drop = coef.digits() - 37;
    let (mut kept, mut lost) = (coef, sticky);
    let mut left = drop;
    while left > 0 {
        let step = left.min(38);
        let (quotient, rem) = kept.div_rem(pow10(step));
        lost |= rem != 0;
        kept = quotient;
        left -= step;
    }
    Parts { neg, coef: kept.lo, exp: exp.checked_add(i32::try_from(drop).ok()?)? }.finish(lost)
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { hi: 6176 << 49, lo: 0 };
    /// One.
    pub const ONE: Self = Self { hi: 6176 << 49, lo: 1 };

    pub(crate) fn parts(self) -> Parts {
        let biased = i32::try_from((self.hi >> 49) & 0x3FFF).unwrap_or(0);
        let upper = u128::from(self.hi & ((1 << 49) - 1));
        Parts {
            neg: self.hi >> 63 == 1,
            coef: (upper << 64) | u128::from(self.lo),
            exp: biased + EXPONENT_MIN,
        }
    }

    /// `(-1)^neg * coef * 10^exp`, rounded to 34 digits; `None` when it overflows.
    pub(crate) fn from_parts(neg: bool, coef: u128, exp: i32) -> Option<Self> {
        Parts { neg, coef, exp }.finish(false)
    }

    /// `units * 10^-scale`: 12.34 is `from_scaled(1234, 2)`. `None` when the exponent is out of range.
    pub fn from_scaled(units: i128, scale: i32) -> Option<Self> {
        Self::from_parts(units < 0, units.unsigned_abs(), scale.checked_neg()?)
    }

    /// Whether this is zero.
    pub fn is_zero(self) -> bool {
        self.lo == 0 && self.hi & ((1 << 49) - 1) == 0
    }

    /// Whether this is below zero.
    pub fn is_negative(self) -> bool {
        self.hi >> 63 == 1
    }

    /// Whether this has no fractional part.
    pub fn is_integer(self) -> bool {
        let parts = self.stripped();
        parts.exp >= 0
    }

    /// The integer this is, when it is one and fits.
    pub fn to_i128(self) -> Option<i128> {
        let parts = self.parts();
        let magnitude = if parts.exp <= 0 {
            let drop = parts.exp.unsigned_abs();
            if parts.coef == 0 {
                return Some(0);
            }
            if drop > DIGITS_MAX || !parts.coef.is_multiple_of(pow10(drop)) {
                return None;
            }
            parts.coef / pow10(drop)
        } else {
            let shift = parts.exp.unsigned_abs();
            if digits(parts.coef) + shift > 38 {
                return None;
            }
            parts.coef * pow10(shift)
        };
        let magnitude = i128::try_from(magnitude).ok()?;
        Some(if parts.neg { -magnitude } else { magnitude })
    }

    /// The integer this is, when it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        self.to_i128().and_then(|n| i64::try_from(n).ok())
    }

    /// `units` such that this is exactly `units * 10^-scale`: 12.34 is 1234 hundredths. `None` when a digit would be lost.
    pub fn to_scaled(self, scale: u32) -> Option<i128> {
        let parts = self.parts();
        let exp = parts.exp.checked_add(i32::try_from(scale).ok()?)?;
        Parts { exp, ..parts }.pack()?.to_i128()
    }

    /// The same number without trailing zeros in its coefficient.
    pub(crate) fn stripped(self) -> Parts {
        let Parts { neg, mut coef, mut exp } = self.parts();
        if coef == 0 {
            return Parts { neg: false, coef: 0, exp: 0 };
        }
        for step in [16_u32, 8, 4, 2, 1] {
            let divisor = pow10(step);
            while coef % divisor == 0 {
                coef /= divisor;
                exp += i32::try_from(step).unwrap_or(0);
            }
        }
        Parts { neg, coef, exp }
    }

    fn cmp_magnitude(a: Parts, b: Parts) -> Ordering {
        if a.coef == 0 || b.coef == 0 || a.exp == b.exp {
            return a.coef.cmp(&b.coef);
        }
        let top = |p: &Parts| i64::from(p.exp) + i64::from(digits(p.coef));
        let by_size = top(&a).cmp(&top(&b));
        if by_size != Ordering::Equal {
            return by_size;
        }
        // the same number of digits before the point: the exponents differ by 33 at most
        let shift = a.exp.abs_diff(b.exp);
        if a.exp > b.exp {
            U256::product(a.coef, pow10(shift)).cmp(U256::from_u128(b.coef))
        } else {
            U256::from_u128(a.coef).cmp(U256::product(b.coef, pow10(shift)))
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        (self.hi == other.hi && self.lo == other.lo) || self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let parts = self.stripped();
        (parts.neg, parts.coef, parts.exp).hash(state);
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        // with the same sign and exponent, as most have, the coefficients decide
        if (self.hi ^ other.hi) >> 49 == 0 {
            let order = (self.hi, self.lo).cmp(&(other.hi, other.lo));
            return if self.is_negative() { order.reverse() } else { order };
        }
        self.cmp_apart(other)
    }
}

impl Decimal {
    fn cmp_apart(self, other: &Self) -> Ordering {
        let (a, b) = (self.parts(), other.parts());
        match (a.neg, b.neg) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => Self::cmp_magnitude(a, b),
            (true, true) => Self::cmp_magnitude(b, a),
        }
    }
}

macro_rules! from_integer {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Decimal {
            fn from(n: $kind) -> Self {
                // a 64-bit integer has at most 20 digits: it always fits
                Self::from_scaled(i128::from(n), 0).unwrap_or(Self::ZERO)
            }
        }
    )*};
}
from_integer!(i8, u8, i16, u16, i32, u32, i64, u64);
