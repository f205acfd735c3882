//! The two durations of FEEL: days and time, years and months.

use crate::decimal::{Decimal, Rounding};

/// A span of days, hours, minutes, seconds and nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DayTimeDuration {
    seconds: i64,
    /// 0 to 999,999,999, counted forward from `seconds`.
    nanos: u32,
}

/// A span of years and months, counted in months.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct YearMonthDuration {
    months: i64,
}

const NANOS: i128 = 1_000_000_000;
/// Twice the calendar, so that the difference of any two dates fits.
const MONTHS_MAX: i64 = 24_000_000_000;

impl DayTimeDuration {
    /// A duration of some nanoseconds; `None` beyond what 64-bit seconds hold.
    pub fn from_nanos(nanos: i128) -> Option<Self> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS)).ok()?;
        Some(Self { seconds, nanos: u32::try_from(nanos.rem_euclid(NANOS)).ok()? })
    }

    /// A duration of whole seconds.
    pub fn from_seconds(seconds: i64) -> Self {
        Self { seconds, nanos: 0 }
    }

    /// A duration of whole days; `None` beyond what 64-bit seconds hold.
    pub fn from_days(days: i64) -> Option<Self> {
        Some(Self { seconds: days.checked_mul(86_400)?, nanos: 0 })
    }

    /// The length in nanoseconds.
    pub fn nanos(self) -> i128 {
        i128::from(self.seconds) * NANOS + i128::from(self.nanos)
    }

    /// Days, hours, minutes, seconds and nanoseconds of the magnitude, and whether it is negative.
    pub(crate) fn split(self) -> (bool, u64, u64, u64, u64, u32) {
        let nanos = self.nanos();
        let magnitude = nanos.unsigned_abs();
        let billion = NANOS.unsigned_abs();
        let seconds = u64::try_from(magnitude / billion).unwrap_or(u64::MAX);
        let fraction = u32::try_from(magnitude % billion).unwrap_or(0);
        (nanos < 0, seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60, fraction)
    }

    /// The sum; `None` when it overflows.
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::from_nanos(self.nanos() + other.nanos())
    }

    /// The opposite; `None` when it overflows.
    pub(crate) fn negate(self) -> Option<Self> {
        Self::from_nanos(-self.nanos())
    }

    /// The length in seconds, as a number.
    pub(crate) fn to_decimal(self) -> Option<Decimal> {
        Decimal::from_scaled(self.nanos(), 9)
    }

    /// A length in seconds; what is below a nanosecond is cut off.
    pub(crate) fn from_decimal(seconds: Decimal) -> Option<Self> {
        let nanos = seconds.mul(Decimal::from(1_000_000_000))?.round(0, Rounding::Down)?;
        Self::from_nanos(nanos.to_i128()?)
    }
}

impl YearMonthDuration {
    /// A duration of some months; `None` when longer than twice the calendar.
    pub fn from_months(months: i64) -> Option<Self> {
        (-MONTHS_MAX..=MONTHS_MAX).contains(&months).then_some(Self { months })
    }

    /// The length in months.
    pub fn months(self) -> i64 {
        self.months
    }

    /// A number of months, cut toward zero.
    pub(crate) fn from_decimal(months: Decimal) -> Option<Self> {
        Self::from_months(months.round(0, Rounding::Down)?.to_i64()?)
    }
}
