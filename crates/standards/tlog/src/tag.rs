//! Tags by which a person, and nobody else, finds the leaves about him.
//!
//! `K_day = HMAC-SHA256(K, "koom/day/v1" || YYYY-MM-DD)` and the n-th leaf of a person on that day carries
//! `HMAC-SHA256(K_day, u32be(n))`. Without the key, tags are unrelated random bytes.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{
    error::{ParseError, ParseErrorKind},
    text,
};

/// What the day key is derived under.
const DAY_LABEL: &[u8] = b"koom/day/v1";
/// Length of keys and tags in bytes.
const KEY_BYTES: usize = 32;

/// A day of the Gregorian calendar in its one spelling, YYYY-MM-DD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day([u8; 10]);

impl Day {
    /// Reads YYYY-MM-DD; refuses a day that no calendar has.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let refused = ParseError::new(0, ParseErrorKind::Day);
        let bytes: [u8; 10] = text.as_bytes().try_into().ok().ok_or(refused)?;
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return Err(refused) };
        let number = |digits: &[u8]| {
            let spelled = digits.iter().all(u8::is_ascii_digit);
            spelled.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
        };
        let year = number(&[y1, y2, y3, y4]).ok_or(refused)?;
        let month = number(&[m1, m2]).ok_or(refused)?;
        let day = number(&[d1, d2]).ok_or(refused)?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        if (1..=days).contains(&day) { Ok(Self(bytes)) } else { Err(refused) }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&byte| write!(f, "{}", char::from(byte)))
    }
}

/// A person's log key `K`: 32 secret random bytes. `Debug` does not show it.
#[derive(Clone)]
pub struct PersonKey([u8; KEY_BYTES]);

impl PersonKey {
    /// The key of 32 random bytes.
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// The key of one day: shows that day's leaves and nothing of any other day.
    pub fn day_key(&self, day: Day) -> DayKey {
        DayKey(mac(&self.0, &[DAY_LABEL, &day.0]).finalize().into_bytes().into())
    }

    /// The tag of the person's leaf number `n` of `day`, from 0.
    pub fn tag(&self, day: Day, n: u32) -> Tag {
        self.day_key(day).tag(n)
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(secret)")
    }
}

/// A person's key `K_day` for one day, which may be disclosed alone.
#[derive(Clone)]
pub struct DayKey([u8; KEY_BYTES]);

impl DayKey {
    /// The bytes, to hand over.
    pub fn as_bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// The tag of leaf number `n` of this day, from 0.
    pub fn tag(&self, n: u32) -> Tag {
        Tag(mac(&self.0, &[&n.to_be_bytes()]).finalize().into_bytes().into())
    }

    /// Whether `tag` is the one of leaf number `n`; takes the same time whatever the answer.
    pub fn has_tag(&self, tag: Tag, n: u32) -> bool {
        mac(&self.0, &[&n.to_be_bytes()]).verify_slice(&tag.0).is_ok()
    }
}

impl fmt::Debug for DayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DayKey(secret)")
    }
}

/// A tag as it stands in a leaf. Printed as base64url without padding.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(pub [u8; KEY_BYTES]);

impl Tag {
    /// Reads what printing a tag gives.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let bytes = text::base64url(text, 0)?;
        Ok(Self(bytes.try_into().ok().ok_or(ParseError::new(0, ParseErrorKind::HashLength))?))
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tag({self})")
    }
}

fn mac(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> Hmac<Sha256> {
    // HMAC follows a key shorter than its block with zeros: done here, no error is left to handle
    let mut padded = hmac::digest::Key::<Hmac<Sha256>>::default();
    padded.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    let mut mac = Hmac::<Sha256>::new(&padded);
    for part in parts {
        mac.update(part);
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_one_spelling() {
        for good in ["2026-11-20", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(Day::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "",
            "2026-11-2",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "2023-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026/11/20",
            "+026-11-20",
            "2026-11-20 ",
            "20261-1-20",
        ] {
            assert_eq!(Day::parse(bad), Err(ParseError::new(0, ParseErrorKind::Day)), "{bad}");
        }
    }

    #[test]
    fn tags_differ_by_person_day_and_number_and_are_recognised() {
        let day = Day::parse("2026-11-20").unwrap();
        let key = PersonKey::from_bytes([1; 32]);
        let tag = key.tag(day, 0);
        assert_ne!(tag, key.tag(day, 1));
        assert_ne!(tag, key.tag(Day::parse("2026-11-21").unwrap(), 0));
        assert_ne!(tag, PersonKey::from_bytes([2; 32]).tag(day, 0));
        assert!(key.day_key(day).has_tag(tag, 0));
        assert!(!key.day_key(day).has_tag(tag, 1));
        assert_eq!(Tag::parse(&tag.to_string()), Ok(tag));
        assert_eq!(format!("{key:?} {:?}", key.day_key(day)), "PersonKey(secret) DayKey(secret)");
    }
}
