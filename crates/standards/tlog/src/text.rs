//! Small readers shared by the parsers: lines with their offsets, numbers, base64.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};

use crate::error::{ParseError, ParseErrorKind};

/// The lines of a text, each with the offset at which it begins.
pub(crate) struct Lines<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text, at: 0 }
    }

    /// The next line without its newline, and where it begins. `what` names it if there is none.
    pub(crate) fn next_line(&mut self, what: &'static str) -> Result<(usize, &'a str), ParseError> {
        let at = self.at;
        if self.rest.is_empty() {
            return Err(ParseError::new(at, ParseErrorKind::MissingLine(what)));
        }
        let Some((line, rest)) = self.rest.split_once('\n') else {
            return Err(ParseError::new(at, ParseErrorKind::MissingNewline));
        };
        self.at = at + line.len() + 1;
        self.rest = rest;
        Ok((at, line))
    }

    /// What follows the lines already taken, and where it begins.
    pub(crate) fn rest(&self) -> (usize, &'a str) {
        (self.at, self.rest)
    }
}

/// A decimal number in its one spelling: digits only, no leading zero.
pub(crate) fn decimal(text: &str, at: usize, limit: u64) -> Result<u64, ParseError> {
    let spelled = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !spelled || (text.len() > 1 && text.starts_with('0')) {
        return Err(ParseError::new(at, ParseErrorKind::Number));
    }
    // only overflow can still go wrong
    match text.parse::<u64>() {
        Ok(number) if number <= limit => Ok(number),
        _ => Err(ParseError::new(at, ParseErrorKind::NumberTooLarge { limit })),
    }
}

/// Padded standard base64; refuses spare bits, so that one value has one spelling.
pub(crate) fn base64(text: &str, at: usize) -> Result<Vec<u8>, ParseError> {
    STANDARD.decode(text).ok().ok_or(ParseError::new(at, ParseErrorKind::Base64))
}

/// Base64url without padding, as strict.
pub(crate) fn base64url(text: &str, at: usize) -> Result<Vec<u8>, ParseError> {
    URL_SAFE_NO_PAD.decode(text).ok().ok_or(ParseError::new(at, ParseErrorKind::Base64))
}

/// UTF-8 of at most `limit` bytes whose only control character is the newline.
pub(crate) fn plain_text(bytes: &[u8], limit: usize) -> Result<&str, ParseError> {
    if bytes.len() > limit {
        return Err(ParseError::new(limit, ParseErrorKind::TooLong { limit }));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(ParseError::new(error.valid_up_to(), ParseErrorKind::NotUtf8)),
    };
    match text.bytes().position(|byte| byte < b' ' && byte != b'\n') {
        Some(at) => Err(ParseError::new(at, ParseErrorKind::ControlCharacter)),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_one_spelling() {
        for (text, value) in [("0", 0), ("7", 7), ("10", 10), ("100", 100)] {
            assert_eq!(decimal(text, 3, 100), Ok(value));
        }
        for text in ["", "00", "01", "+1", "-1", " 1", "1 ", "1.0", "١"] {
            assert_eq!(decimal(text, 3, 100), Err(ParseError::new(3, ParseErrorKind::Number)), "{text}");
        }
        for text in ["101", "18446744073709551616", "99999999999999999999999"] {
            let too_large = ParseErrorKind::NumberTooLarge { limit: 100 };
            assert_eq!(decimal(text, 3, 100), Err(ParseError::new(3, too_large)), "{text}");
        }
    }

    #[test]
    fn lines_know_their_offsets() {
        let mut lines = Lines::new("ab\n\nc");
        assert_eq!(lines.next_line("first"), Ok((0, "ab")));
        assert_eq!(lines.next_line("second"), Ok((3, "")));
        assert_eq!(lines.rest(), (4, "c"));
        assert_eq!(lines.next_line("third"), Err(ParseError::new(4, ParseErrorKind::MissingNewline)));
        let missing = ParseErrorKind::MissingLine("first");
        assert_eq!(Lines::new("").next_line("first"), Err(ParseError::new(0, missing)));
    }
}
