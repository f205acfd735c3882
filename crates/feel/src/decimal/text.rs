//! Decimals from and to text.

use super::{Decimal, Parts};
use std::fmt;
use std::str::FromStr;

/// A text that is no decimal number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a decimal number: expected digits with at most one point, such as 12.50 or 1.2e3")]
pub struct ParseDecimalError;

/// Longest text taken as a number: more digits than this cannot be meant.
const TEXT_BYTES_MAX: usize = 10_000;

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    /// Reads `-12.50`, `.5`, `1.2e-3`; digits past the 34th are rounded half to even.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (neg, body) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match body.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (body, 0),
        };
        if mantissa.len() > TEXT_BYTES_MAX {
            return Err(ParseDecimalError);
        }
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction_missing = mantissa.contains('.') && fraction.is_empty();
        if (whole.is_empty() && fraction.is_empty()) || fraction_missing {
            return Err(ParseDecimalError);
        }
        let (mut coef, mut exp, mut sticky) = (0_u128, exponent, false);
        for (in_fraction, byte) in
            whole.bytes().map(|b| (false, b)).chain(fraction.bytes().map(|b| (true, b)))
        {
            if !byte.is_ascii_digit() {
                return Err(ParseDecimalError);
            }
            // 36 digits are kept for the one rounding at the end; what is below only tips a half
            if coef < 10_u128.pow(36) {
                coef = coef * 10 + u128::from(byte - b'0');
                exp -= i32::from(in_fraction);
            } else {
                sticky |= byte != b'0';
                exp += i32::from(!in_fraction);
            }
        }
        Parts { neg, coef, exp }.finish(sticky).ok_or(ParseDecimalError)
    }
}

fn parse_exponent(text: &str) -> Result<i32, ParseDecimalError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || digits.len() > 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ParseDecimalError);
    }
    text.strip_prefix('+').unwrap_or(text).parse().ok().ok_or(ParseDecimalError)
}

impl fmt::Display for Decimal {
    /// Plain notation without trailing zeros: equal numbers print alike.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { neg, coef, exp } = self.stripped();
        if neg {
            f.write_str("-")?;
        }
        if exp >= 0 {
            write!(f, "{coef}")?;
            return zeros(f, exp.unsigned_abs());
        }
        let digits = coef.to_string();
        let point = exp.unsigned_abs();
        let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        if length > point {
            let (whole, fraction) = digits.split_at(usize::try_from(length - point).unwrap_or(0));
            write!(f, "{whole}.{fraction}")
        } else {
            f.write_str("0.")?;
            zeros(f, point - length)?;
            f.write_str(&digits)
        }
    }
}

fn zeros(f: &mut fmt::Formatter<'_>, count: u32) -> fmt::Result {
    for _ in 0..count {
        f.write_str("0")?;
    }
    Ok(())
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
