//! Money as an integer of the currency's smallest unit. Never a float, never without its currency.

use std::fmt;
use std::sync::Arc;

/// A currency of a state: its code and how many decimals its smallest unit has.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Currency {
    /// ISO 4217 code, or the state's own.
    pub code: Arc<str>,
    /// Digits after the point, 0 to 4.
    pub decimals: u8,
}

/// An amount in minor units of a currency.
#[derive(Clone, PartialEq, Eq)]
pub struct Money {
    /// Minor units; negative for what is owed.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not `[-]digits[.digits]`.
    #[error(
        "an amount is written as digits with an optional point and decimals, like 4000 or 4000.50; got {0:?}"
    )]
    Form(String),
    /// More decimals than the currency has.
    #[error("{text:?} has more than {decimals} decimals")]
    Decimals {
        /// What was written.
        text: String,
        /// What the currency allows.
        decimals: u8,
    },
    /// Does not fit.
    #[error("the amount {0:?} is too large")]
    Large(String),
}

impl Money {
    /// Reads major units: `"4000"` of a currency with two decimals is 400,000 minor units.
    pub fn parse(text: &str, currency: &Currency) -> Result<Self, MoneyError> {
        let form = || MoneyError::Form(text.to_owned());
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
            return Err(form());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > usize::from(currency.decimals) {
            return Err(MoneyError::Decimals { text: text.to_owned(), decimals: currency.decimals });
        }
        let padded = format!("{whole}{fraction:0<width$}", width = usize::from(currency.decimals));
        let Ok(minor) = padded.parse::<i64>() else { return Err(MoneyError::Large(text.to_owned())) };
        Ok(Self { minor: if negative { -minor } else { minor }, currency: currency.clone() })
    }

    /// Major units as text without grouping: `4000` or `4000.50`.
    pub fn major(&self) -> String {
        let scale = 10_u64.pow(u32::from(self.currency.decimals.min(4)));
        let (sign, magnitude) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        match magnitude % scale {
            0 => format!("{sign}{}", magnitude / scale),
            rest => format!(
                "{sign}{}.{rest:0width$}",
                magnitude / scale,
                width = usize::from(self.currency.decimals)
            ),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.major(), self.currency.code)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Money({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(decimals: u8) -> Currency {
        Currency { code: "TST".into(), decimals }
    }

    #[test]
    fn reads_and_prints_major_units() {
        let table = [
            ("4000", 2, 400_000, "4000"),
            ("0.15", 2, 15, "0.15"),
            ("-1.5", 2, -150, "-1.50"),
            ("7", 0, 7, "7"),
            ("1.500", 1, 15, "1.5"),
        ];
        for (text, decimals, minor, printed) in table {
            let money = Money::parse(text, &currency(decimals)).unwrap();
            assert_eq!((money.minor, money.major().as_str()), (minor, printed), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for text in ["", "1,5", "4 000", ".5", "1.", "1e3", "+1", "99999999999999999999", "0.005"] {
            assert!(Money::parse(text, &currency(2)).is_err(), "{text}");
        }
    }
}
