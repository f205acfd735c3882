//! The code of a document that a person can type: sixteen signs in four groups, the first 80 bits of its digest.
//!
//! The digits and letters are those of Crockford's base 32: no `I`, `L`, `O`, `U`. Whoever guesses has one chance in
//! 2^80 for each document, and whoever wants another content with the same code has to try as many.

use crate::chance::LETTERS;
use base::Hash;
use std::fmt;
use std::str::FromStr;

/// Signs of a code.
pub const SIGNS: usize = 16;
/// Signs of a group.
const GROUP: usize = 4;

/// A code, in the signs of the alphabet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortCode(String);

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCode {
    /// It has so many signs, not [`SIGNS`].
    Length(usize),
    /// It has a sign that no code has.
    Sign(char),
}

impl ShortCode {
    /// The code of a document with this digest.
    pub fn of(digest: &Hash) -> Self {
        let start =
            digest.0.iter().take(SIGNS * 5 / 8).fold(0_u128, |all, byte| all << 8 | u128::from(*byte));
        let sign = |place: usize| {
            let five = start >> (5 * (SIGNS - 1 - place)) & 31;
            let sign = usize::try_from(five).ok().and_then(|five| LETTERS.get(five));
            char::from(sign.copied().unwrap_or(b'0'))
        };
        Self((0..SIGNS).map(sign).collect())
    }

    /// The signs without hyphens.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, sign) in self.0.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

/// A sign as it is meant: small letters, letters that look like digits, and letters of other alphabets that look like
/// ours, as a phone's keyboard gives them.
fn meant(sign: char) -> Option<char> {
    Some(match sign.to_uppercase().next()? {
        'O' | '\u{41E}' => '0',
        'I' | 'L' | '\u{406}' => '1',
        '\u{410}' => 'A',
        '\u{412}' => 'B',
        '\u{415}' => 'E',
        '\u{41A}' => 'K',
        '\u{41C}' => 'M',
        '\u{41D}' => 'H',
        '\u{420}' => 'P',
        '\u{421}' => 'C',
        '\u{422}' => 'T',
        '\u{423}' | '\u{4AE}' => 'Y',
        '\u{425}' => 'X',
        other => LETTERS.iter().map(|sign| char::from(*sign)).find(|sign| *sign == other)?,
    })
}

impl FromStr for ShortCode {
    type Err = NoCode;

    /// Spaces, hyphens and dashes are not looked at, nor is the case of letters.
    fn from_str(text: &str) -> Result<Self, NoCode> {
        let between = |c: &char| {
            c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{AD}')
        };
        let signs: Vec<char> = text.chars().filter(|c| !between(c)).collect();
        let code: String = signs
            .iter()
            .map(|sign| meant(*sign).ok_or(NoCode::Sign(*sign)))
            .collect::<Result<_, NoCode>>()?;
        if signs.len() == SIGNS { Ok(Self(code)) } else { Err(NoCode::Length(signs.len())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(first: [u8; 10]) -> Hash {
        let mut all = [0xAA; 32];
        all[..10].copy_from_slice(&first);
        Hash(all)
    }

    #[test]
    fn a_code_is_the_beginning_of_the_digest_in_groups() {
        assert_eq!(ShortCode::of(&hash([0; 10])).to_string(), "0000-0000-0000-0000");
        assert_eq!(ShortCode::of(&hash([0xFF; 10])).to_string(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        // 00001 00010 00011 ... 10000, five bits each
        let counted = [0x08, 0x86, 0x42, 0x98, 0xE8, 0x4A, 0x96, 0xC6, 0xB9, 0xF0];
        assert_eq!(ShortCode::of(&hash(counted)).to_string(), "1234-5678-9ABC-DEFG");
    }

    #[test]
    fn what_a_person_types_is_read_as_it_is_meant() {
        let code = ShortCode::of(&hash([0x08, 0x86, 0x42, 0x98, 0xE8, 0x4A, 0x96, 0xC6, 0xB9, 0xF0]));
        for typed in [
            "1234-5678-9ABC-DEFG",
            "123456789abcdefg",
            " l234 5678\u{2013}9abc defg ",
            "I234-5678-9\u{410}\u{412}\u{421}-D\u{435}FG",
        ] {
            assert_eq!(typed.parse(), Ok(code.clone()), "{typed}");
        }
        assert_eq!("oooo-OOOO-0000-0000".parse(), Ok(ShortCode::of(&hash([0; 10]))));
        assert_eq!("1234-5678-9ABC-DEF".parse::<ShortCode>(), Err(NoCode::Length(15)));
        assert_eq!("1234-5678-9ABC-DEFU".parse::<ShortCode>(), Err(NoCode::Sign('U')));
        assert_eq!("".parse::<ShortCode>(), Err(NoCode::Length(0)));
    }
}
