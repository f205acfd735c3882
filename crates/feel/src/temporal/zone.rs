//! Offsets and named time zones. The zone table is the one built into the program: no file is read.

use super::{DAY_NANOS, Date, SECOND_NANOS};
use jiff::civil::DateTime as CivilDateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::{Arc, OnceLock};

/// An offset from UTC or a named zone.
#[derive(Clone, Debug)]
pub enum Zone {
    /// Seconds east of UTC.
    Offset(i32),
    /// A zone of the IANA table, under the name it was written with.
    Named(Arc<NamedZone>),
}

/// A zone of the IANA table.
#[derive(Debug)]
pub struct NamedZone {
    name: String,
    rules: TimeZone,
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Offset(a), Self::Offset(b)) => a == b,
            (Self::Named(a), Self::Named(b)) => a.name == b.name,
            _ => false,
        }
    }
}

impl Eq for Zone {}

fn table() -> &'static TimeZoneDatabase {
    static TABLE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    TABLE.get_or_init(TimeZoneDatabase::bundled)
}

impl Zone {
    /// The zone of that name, in the table's own spelling; `None` when the table has none.
    pub fn named(name: &str) -> Option<Self> {
        // the table itself disregards case
        let rules = table().get(name).ok().filter(|rules| rules.iana_name() == Some(name))?;
        Some(Self::Named(Arc::new(NamedZone { name: name.to_owned(), rules })))
    }

    /// The zone's name, when it is a named one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Offset(_) => None,
            Self::Named(zone) => Some(&zone.name),
        }
    }

    /// Seconds east of UTC at a civil time; a time that the clocks skip counts as after the gap, one that they
    /// repeat as the first.
    pub(crate) fn offset_at(&self, date: Date, nanos: u64) -> i32 {
        match self {
            Self::Offset(seconds) => *seconds,
            Self::Named(zone) => {
                let civil = civil(date, nanos);
                civil.map_or(0, |civil| {
                    zone.rules
                        .to_ambiguous_timestamp(civil)
                        .compatible()
                        .map_or(0, |instant| zone.rules.to_offset(instant).seconds())
                })
            }
        }
    }
}

impl Zone {
    /// Seconds east of UTC at an instant, given in nanoseconds since 1970-01-01T00:00 UTC.
    pub(crate) fn offset_since_epoch(&self, nanos: i128) -> i32 {
        match self {
            Self::Offset(seconds) => *seconds,
            Self::Named(zone) => {
                let date = i64::try_from(nanos.div_euclid(DAY_NANOS)).ok().and_then(Date::from_days);
                let time = u64::try_from(nanos.rem_euclid(DAY_NANOS)).unwrap_or(0);
                let utc =
                    date.and_then(|date| civil(date, time)).and_then(|utc| utc.to_zoned(TimeZone::UTC).ok());
                utc.map_or(0, |utc| zone.rules.to_offset(utc.timestamp()).seconds())
            }
        }
    }
}

/// The civil time for the table, which covers the years -9999 to 9999: a year outside is replaced by one of the
/// same place in the cycle of 400 years, since rules no longer (or do not yet) change there.
fn civil(date: Date, nanos: u64) -> Option<CivilDateTime> {
    let year = match date.year() {
        year if year > 9000 => 8800 + year.rem_euclid(400) - 400,
        year if year < -9000 => -8800 + year.rem_euclid(400),
        year => year,
    };
    let seconds = nanos / SECOND_NANOS;
    CivilDateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(date.month()).ok()?,
        i8::try_from(date.day()).ok()?,
        i8::try_from(seconds / 3600).ok()?,
        i8::try_from(seconds / 60 % 60).ok()?,
        i8::try_from(seconds % 60).ok()?,
        i32::try_from(nanos % SECOND_NANOS).ok()?,
    )
    .ok()
}
