//! Square root, exponential, natural logarithm and power.

use super::fixed::{Fixed, SCALE_DIGITS};
use super::wide::{U256, digits, pow10, square_root};
use super::{Decimal, EXPONENT_MAX, EXPONENT_MIN, Parts};
use std::sync::OnceLock;

/// Halvings of the argument before the Taylor series of exp; each is undone by a squaring.
const HALVINGS: u32 = 10;
/// Terms of the Taylor series: (1/1024)^28 / 28! is far below 10^-90.
const TERMS: u64 = 30;
/// Newton steps of ln: the error squares at each, from about 1 to below 10^-90.
const NEWTON_STEPS: u32 = 12;
/// Exact powers are computed while the multiplication stays under this many steps.
const EXACT_POWER_MAX: i64 = 34;

impl Decimal {
    /// The square root; `None` below zero.
    pub fn sqrt(self) -> Option<Self> {
        let parts = self.parts();
        if parts.coef == 0 {
            return Some(Self::ZERO);
        }
        if parts.neg {
            return None;
        }
        // 72 to 75 digits give a root of 36 or more; the exponent must stay even
        let mut grow = 73 - digits(parts.coef);
        if (parts.exp - i32::try_from(grow).ok()?) % 2 != 0 {
            grow += 1;
        }
        let first = 38 - digits(parts.coef);
        let wide = U256::product(parts.coef * pow10(first), pow10(grow - first));
        let (root, exact) = square_root(wide);
        let exp = (parts.exp - i32::try_from(grow).ok()?) / 2;
        let result = Parts { neg: false, coef: root, exp }.finish(!exact)?;
        if exact { result.stripped().finish(false) } else { Some(result) }
    }

    /// e to the power of this; `None` when it overflows.
    pub fn exp(self) -> Option<Self> {
        exp_fixed(&self.to_fixed()?)
    }

    /// The natural logarithm; `None` for zero and below.
    pub fn ln(self) -> Option<Self> {
        if self == Self::ONE {
            return Some(Self::ZERO);
        }
        fixed_to_decimal(&self.ln_fixed()?, 0)
    }

    /// This to the power of `exponent`. `None` for an overflow, zero to a negative power, or a negative base with a
    /// fractional exponent. Zero to the power of zero is one.
    pub fn pow(self, exponent: Self) -> Option<Self> {
        if exponent.is_zero() {
            return Some(Self::ONE);
        }
        if self.is_zero() {
            return if exponent.is_negative() { None } else { Some(Self::ZERO) };
        }
        let whole = exponent.is_integer();
        if self.is_negative() && !whole {
            return None;
        }
        if let Some(n) = exponent.to_i64()
            && let Some(result) = self.pow_exact(n)
        {
            return Some(result);
        }
        let odd = whole && exponent.modulo(Self::from(2))? == Self::ONE;
        let magnitude = pow_by_logarithm(self.abs(), exponent)?;
        Some(if self.is_negative() && odd { magnitude.negate() } else { magnitude })
    }

    /// A power with a small integer exponent while every product is exact; then a division rounds once.
    fn pow_exact(self, n: i64) -> Option<Self> {
        let steps = n.checked_abs()?;
        if steps > EXACT_POWER_MAX {
            return None;
        }
        let parts = self.stripped();
        let mut coef: u128 = 1;
        for _ in 0..steps {
            coef = coef.checked_mul(parts.coef)?;
        }
        let exp = parts.exp.checked_mul(i32::try_from(steps).ok()?)?;
        let power = Parts { neg: parts.neg && steps % 2 == 1, coef, exp };
        if n > 0 {
            return power.finish(false);
        }
        if digits(coef) > 34 {
            return None;
        }
        Self::ONE.div(power.finish(false)?)
    }

    /// `None` when the magnitude is 10^60 or more: beyond every use of exp and ln.
    fn to_fixed(self) -> Option<Fixed> {
        let parts = self.parts();
        if parts.coef == 0 {
            return Some(Fixed::zero());
        }
        if i64::from(parts.exp) + i64::from(digits(parts.coef)) > 60 {
            return None;
        }
        Some(parts_to_fixed(parts))
    }

    fn ln_fixed(self) -> Option<Fixed> {
        let parts = self.parts();
        if parts.coef == 0 || parts.neg {
            return None;
        }
        // self = m * 10^k with m in [0.3, 3.2): near one, where the logarithm is small, k is 0
        let length = i32::try_from(digits(parts.coef)).ok()?;
        let mut k = parts.exp + length - 1;
        let leading = parts.coef / pow10(digits(parts.coef).saturating_sub(2));
        let leading = if length == 1 { leading * 10 } else { leading };
        if leading >= 32 {
            k += 1;
        }
        let m = parts_to_fixed(Parts { exp: parts.exp - k, ..parts });
        let mut scaled = ln_ten().clone();
        scaled = scaled.mul(&Fixed::integer(u64::from(k.unsigned_abs())));
        scaled.neg = k < 0;
        Some(newton_ln(&m, Fixed::zero()).add(&scaled))
    }
}

fn parts_to_fixed(parts: Parts) -> Fixed {
    let mut text: Vec<u8> = parts.coef.to_string().bytes().map(|byte| byte - b'0').collect();
    let shift = parts.exp.saturating_add_unsigned(SCALE_DIGITS);
    if shift >= 0 {
        text.resize(text.len() + usize::try_from(shift).unwrap_or(0), 0);
    } else {
        text.truncate(text.len().saturating_sub(usize::try_from(shift.unsigned_abs()).unwrap_or(usize::MAX)));
    }
    Fixed::from_digits(parts.neg, &text)
}

/// `value * 10^k`, rounded.
fn fixed_to_decimal(value: &Fixed, k: i32) -> Option<Decimal> {
    let text = value.digits();
    let kept = text.len().min(37);
    let coef = text.iter().take(kept).fold(0_u128, |n, digit| n * 10 + u128::from(*digit));
    let sticky = text.iter().skip(kept).any(|digit| *digit != 0);
    let dropped = i32::try_from(text.len() - kept).ok()?;
    let exp = dropped.checked_sub(i32::try_from(SCALE_DIGITS).ok()?)?.checked_add(k)?;
    Parts { neg: value.neg, coef, exp }.finish(sticky)
}

/// exp of a small argument by Taylor's series.
fn exp_series(x: &Fixed) -> Fixed {
    let reduced = x.div_small(1 << HALVINGS);
    let mut sum = Fixed::one();
    let mut term = Fixed::one();
    for n in 1..=TERMS {
        term = term.mul(&reduced).div_small(n);
        if term.is_zero() {
            break;
        }
        sum = sum.add(&term);
    }
    for _ in 0..HALVINGS {
        sum = sum.mul(&sum);
    }
    sum
}

/// Newton's iteration for ln m: y + m * exp(-y) - 1.
fn newton_ln(m: &Fixed, start: Fixed) -> Fixed {
    let mut y = start;
    for _ in 0..NEWTON_STEPS {
        let correction = m.mul(&exp_series(&y.clone().negated())).sub(&Fixed::one());
        if correction.is_zero() {
            break;
        }
        y = y.add(&correction);
    }
    y
}

fn ln_ten() -> &'static Fixed {
    static LN_TEN: OnceLock<Fixed> = OnceLock::new();
    LN_TEN.get_or_init(|| newton_ln(&Fixed::integer(10), Fixed::integer(2)))
}

/// exp of a wide argument: e^x = 10^k * e^(x - k ln 10). `None` when it overflows.
fn exp_fixed(x: &Fixed) -> Option<Decimal> {
    // ln 10 is above 2.3: k = 10x/23 is near enough, since the series takes any small remainder
    let whole = x.truncated()?;
    let k = whole.checked_mul(10)? / 23;
    if k > i64::from(EXPONENT_MAX) + 200 {
        return None;
    }
    if k < i64::from(EXPONENT_MIN) - 200 {
        return Some(Decimal::ZERO);
    }
    let mut shift = ln_ten().mul(&Fixed::integer(k.unsigned_abs()));
    shift.neg = k < 0;
    let mut rest = x.sub(&shift);
    // 10/23 is a little above 1/ln 10: bring the remainder back near zero
    let extra = rest.truncated()?.checked_mul(10)? / 23;
    let mut correction = ln_ten().mul(&Fixed::integer(extra.unsigned_abs()));
    correction.neg = extra < 0;
    rest = rest.sub(&correction);
    fixed_to_decimal(&exp_series(&rest), i32::try_from(k + extra).ok()?)
}

fn pow_by_logarithm(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    if base == Decimal::ONE {
        return Some(Decimal::ONE);
    }
    let ln = base.ln_fixed()?;
    let parts = exponent.parts();
    let size = i64::from(parts.exp) + i64::from(digits(parts.coef));
    if size > 45 {
        // |ln base| is at least 10^-34: the result overflows, or vanishes
        return if ln.neg == exponent.is_negative() { None } else { Some(Decimal::ZERO) };
    }
    exp_fixed(&ln.mul(&exponent.to_fixed()?)).or(None)
}
