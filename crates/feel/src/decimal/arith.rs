//! Addition, multiplication, division, remainder and rounding to a scale.

use super::wide::{U256, digits, pow10};
use super::{DIGITS_MAX, Decimal, EXPONENT_MAX, EXPONENT_MIN, Parts, Rounding, Tail, finish_wide};
use std::cmp::Ordering;

/// The quotient of two coefficients, when it is whole. Small ones, which most are, take the machine's own division.
fn whole_quotient(a: u128, b: u128) -> Option<u128> {
    if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
        return a.is_multiple_of(b).then(|| u128::from(a / b));
    }
    a.is_multiple_of(b).then(|| a / b)
}

impl Decimal {
    /// The sum; `None` when it overflows.
    #[expect(
        clippy::should_implement_trait,
        reason = "the result is optional: FEEL shows an overflow as null"
    )]
    pub fn add(self, other: Self) -> Option<Self> {
        let (a, b) = (self.parts(), other.parts());
        if a.exp == b.exp {
            return Self::add_aligned(a, b, a.exp);
        }
        if a.coef == 0 {
            return Some(other);
        }
        if b.coef == 0 {
            return Some(self);
        }
        let (high, low) = if a.exp > b.exp { (a, b) } else { (b, a) };
        let shift = high.exp.abs_diff(low.exp);
        let length = digits(high.coef) + shift;
        if length <= 37 {
            let raised = Parts { coef: high.coef * pow10(shift), ..high };
            return Self::add_aligned(raised, low, low.exp);
        }
        if length <= 72 && shift <= 38 {
            return Self::add_wide(high, low, shift);
        }
        // the lower number lies wholly below the 37th digit of the higher: only its sign still matters
        let grow = 37 - digits(high.coef);
        let coef = high.coef * pow10(grow);
        let exp = high.exp - i32::try_from(grow).ok()?;
        if high.neg == low.neg {
            Parts { neg: high.neg, coef, exp }.finish(true)
        } else {
            Parts { neg: high.neg, coef: coef - 1, exp }.finish(true)
        }
    }

    fn add_aligned(a: Parts, b: Parts, exp: i32) -> Option<Self> {
        if a.neg == b.neg {
            return Parts { neg: a.neg, coef: a.coef + b.coef, exp }.finish(false);
        }
        if a.coef >= b.coef {
            Parts { neg: a.neg, coef: a.coef - b.coef, exp }.finish(false)
        } else {
            Parts { neg: b.neg, coef: b.coef - a.coef, exp }.finish(false)
        }
    }

    fn add_wide(high: Parts, low: Parts, shift: u32) -> Option<Self> {
        let raised = U256::product(high.coef, pow10(shift));
        let other = U256::from_u128(low.coef);
        if high.neg == low.neg {
            return finish_wide(high.neg, raised.add(other), low.exp, false);
        }
        if raised.cmp(other) == Ordering::Less {
            finish_wide(low.neg, other.sub(raised), low.exp, false)
        } else {
            finish_wide(high.neg, raised.sub(other), low.exp, false)
        }
    }

    /// The difference; `None` when it overflows.
    #[expect(
        clippy::should_implement_trait,
        reason = "the result is optional: FEEL shows an overflow as null"
    )]
    pub fn sub(self, other: Self) -> Option<Self> {
        self.add(other.negate())
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negate(self) -> Self {
        if self.is_zero() { self } else { Self { hi: self.hi ^ (1 << 63), ..self } }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        if self.is_negative() { self.negate() } else { self }
    }

    /// The product; `None` when it overflows.
    #[expect(
        clippy::should_implement_trait,
        reason = "the result is optional: FEEL shows an overflow as null"
    )]
    pub fn mul(self, other: Self) -> Option<Self> {
        let (a, b) = (self.parts(), other.parts());
        let neg = a.neg != b.neg;
        let exp = a.exp + b.exp;
        match a.coef.checked_mul(b.coef) {
            Some(coef) => Parts { neg, coef, exp }.finish(false),
            None => finish_wide(neg, U256::product(a.coef, b.coef), exp, false),
        }
    }

    /// The quotient; `None` for a zero divisor or when it overflows.
    #[expect(
        clippy::should_implement_trait,
        reason = "the result is optional: FEEL shows a division by zero as null"
    )]
    pub fn div(self, other: Self) -> Option<Self> {
        let (a, b) = (self.parts(), other.parts());
        if b.coef == 0 {
            return None;
        }
        let neg = a.neg != b.neg;
        let ideal = a.exp - b.exp;
        if let Some(coef) = whole_quotient(a.coef, b.coef) {
            return Parts { neg, coef, exp: ideal }.finish(false);
        }
        // scale the dividend so that the quotient has at least 36 digits
        let scale = (36 + digits(b.coef)).saturating_sub(digits(a.coef));
        let exp = ideal - i32::try_from(scale).ok()?;
        let scaled = if scale <= 38 {
            U256::product(a.coef, pow10(scale))
        } else {
            // 10^scale needs two factors; the dividend is then short enough for both
            U256::product(a.coef * pow10(scale - 38), pow10(38))
        };
        let (quotient, rem) = scaled.div_rem(b.coef);
        let result = finish_wide(neg, quotient, exp, rem != 0)?;
        if rem != 0 { Some(result) } else { Some(result.shortened(ideal)) }
    }

    /// Drops trailing zeros of an exact quotient, but not past the exponent `ideal`.
    fn shortened(self, ideal: i32) -> Self {
        let parts = self.stripped();
        if parts.exp <= ideal {
            return parts.finish(false).unwrap_or(self);
        }
        let grow = parts.exp.abs_diff(ideal);
        if digits(parts.coef) + grow > DIGITS_MAX {
            return self;
        }
        Parts { neg: parts.neg, coef: parts.coef * pow10(grow), exp: ideal }.finish(false).unwrap_or(self)
    }

    /// FEEL's `modulo`: `self - other * floor(self / other)`, exactly; `None` for a zero divisor.
    pub fn modulo(self, other: Self) -> Option<Self> {
        let (a, b) = (self.parts(), other.parts());
        if b.coef == 0 {
            return None;
        }
        let (rem, divisor, exp) = remainder(a, b);
        let coef = match (rem, divisor) {
            (0, _) => 0,
            (rem, _) if a.neg == b.neg => rem,
            (rem, Some(divisor)) => divisor - rem,
            // the divisor is far larger than the dividend and the signs differ
            (_, None) => return self.add(other),
        };
        Parts { neg: b.neg, coef, exp }.finish(false)
    }

    /// The number cut to `scale` digits after the point (before it, when negative). `None` when `scale` is outside
    /// DMN's limits (-6111 to 6176).
    pub fn round(self, scale: i32, mode: Rounding) -> Option<Self> {
        if !(-EXPONENT_MAX..=-EXPONENT_MIN).contains(&scale) {
            return None;
        }
        let parts = self.parts();
        let drop = -parts.exp - scale;
        if drop <= 0 {
            return Some(self);
        }
        let drop = drop.unsigned_abs();
        let (mut coef, tail) = if drop > 38 {
            (0, if parts.coef == 0 { Tail::Nothing } else { Tail::BelowHalf })
        } else {
            let divisor = pow10(drop);
            (parts.coef / divisor, Tail::of(parts.coef % divisor, divisor, false))
        };
        if tail.rounds_up(mode, parts.neg, coef & 1 == 1) {
            coef += 1;
        }
        Self::from_parts(parts.neg, coef, -scale)
    }

    /// The largest integer not above this.
    #[must_use]
    pub fn floor(self) -> Self {
        self.round(0, Rounding::Floor).unwrap_or(self)
    }
}

/// The remainder of the magnitudes, the divisor at the same exponent if it fits, and that exponent.
fn remainder(a: Parts, b: Parts) -> (u128, Option<u128>, i32) {
    if a.exp >= b.exp {
        let mut rem = a.coef % b.coef;
        let mut left = a.exp.abs_diff(b.exp);
        while left > 0 && rem != 0 {
            let step = left.min(38);
            rem = U256::product(rem, pow10(step)).div_rem(b.coef).1;
            left -= step;
        }
        return (rem, Some(b.coef), b.exp);
    }
    let shift = a.exp.abs_diff(b.exp);
    let divisor = if shift > 38 { None } else { b.coef.checked_mul(pow10(shift)) };
    match divisor {
        Some(divisor) => (a.coef % divisor, Some(divisor), a.exp),
        None => (a.coef, None, a.exp),
    }
}
