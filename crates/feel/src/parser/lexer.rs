//! Tokens. What a word means is left to the parser, which knows the names in scope.

use crate::names::{continues_name, is_space, starts_name};
use crate::span::{Span, SyntaxError};

/// The kinds of token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    /// A run of name characters.
    Word,
    /// Digits, perhaps with a point and an exponent.
    Number,
    /// A string literal with its quotes.
    String,
    /// `@` and a string literal.
    At,
    /// An operator or bracket.
    Symbol(&'static str),
    /// The end of the text.
    End,
}

/// Longest first.
const SYMBOLS: [&str; 25] = [
    "**", "..", "<=", ">=", "!=", "->", "(", ")", "[", "]", "{", "}", ",", ":", ".", "+", "-", "*", "/", "=",
    "<", ">", "|", ";", "%",
];

/// The byte offset after white space and comments.
pub(super) fn skip_blank(text: &str, mut pos: usize) -> Result<usize, SyntaxError> {
    loop {
        let rest = text.get(pos..).unwrap_or("");
        let trimmed = rest.trim_start_matches(is_space);
        pos += rest.len() - trimmed.len();
        if trimmed.starts_with("//") {
            pos += trimmed.find('\n').unwrap_or(trimmed.len());
        } else if trimmed.starts_with("/*") {
            let Some(end) = trimmed.find("*/") else {
                return Err(SyntaxError {
                    span: Span::new(pos, text.len()),
                    message: "this comment is not closed".to_owned(),
                    help: "end it with */".to_owned(),
                });
            };
            pos += end + 2;
        } else {
            return Ok(pos);
        }
    }
}

/// The token at `pos` (no blank there) and the offset after it.
pub(super) fn token_at(text: &str, pos: usize) -> Result<(Token, usize), SyntaxError> {
    let rest = text.get(pos..).unwrap_or("");
    let Some(first) = rest.chars().next() else { return Ok((Token::End, pos)) };
    if first == '?' {
        return Ok((Token::Word, pos + 1));
    }
    if starts_name(first) {
        let length = rest.find(|c| !continues_name(c)).unwrap_or(rest.len());
        return Ok((Token::Word, pos + length));
    }
    let second = rest.chars().nth(1);
    if first.is_ascii_digit() || (first == '.' && second.is_some_and(|c| c.is_ascii_digit())) {
        return Ok((Token::Number, pos + number_length(rest)));
    }
    if first == '"' {
        return Ok((Token::String, string_end(text, pos)?));
    }
    if first == '@' && second == Some('"') {
        return Ok((Token::At, string_end(text, pos + 1)?));
    }
    if let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
        return Ok((Token::Symbol(symbol), pos + symbol.len()));
    }
    Err(SyntaxError {
        span: Span::new(pos, pos + first.len_utf8()),
        message: format!("the character '{first}' has no meaning here"),
        help: "remove it, or put it inside a string in double quotes".to_owned(),
    })
}

fn number_length(rest: &str) -> usize {
    let digits = |from: usize| {
        let tail = rest.get(from..).unwrap_or("");
        from + tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len())
    };
    let mut end = digits(0);
    let bytes = rest.as_bytes();
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if bytes.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
            end = digits(end + 1 + sign);
        }
    }
    end
}

/// The offset after the closing quote of the string that opens at `pos`.
fn string_end(text: &str, pos: usize) -> Result<usize, SyntaxError> {
    let rest = text.get(pos + 1..).unwrap_or("");
    let mut escaped = false;
    for (i, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Ok(pos + 1 + i + 1),
            _ => {}
        }
    }
    Err(SyntaxError {
        span: Span::new(pos, text.len()),
        message: "this string is not closed".to_owned(),
        help: "end it with a double quote".to_owned(),
    })
}

/// The content of a string literal, given with its quotes. An escape that FEEL does not know stays as it is written,
/// so that `"\d"` can be used as a pattern.
pub(super) fn unquote(literal: &str) -> String {
    let body = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(literal);
    if !body.contains('\\') {
        return body.to_owned();
    }
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (c, tail) = escape(from);
        out.push_str(&c);
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Decodes the escape at the start of `from`; also gives what follows it.
fn escape(from: &str) -> (String, &str) {
    let body = from.strip_prefix('\\').unwrap_or(from);
    let mut chars = body.chars();
    let simple = match chars.next() {
        Some('n') => Some('\n'),
        Some('r') => Some('\r'),
        Some('t') => Some('\t'),
        Some(c @ ('"' | '\\' | '\'')) => Some(c),
        Some('u') => {
            if let Some((c, tail)) = unicode_escape(body) {
                return (c.to_string(), tail);
            }
            None
        }
        Some('U') => {
            let code = body.get(1..7).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            if let Some(c) = code.and_then(char::from_u32) {
                return (c.to_string(), body.get(7..).unwrap_or(""));
            }
            None
        }
        _ => None,
    };
    match simple {
        Some(c) => (c.to_string(), chars.as_str()),
        None => ("\\".to_owned(), body),
    }
}

/// `uXXXX`, or two of them that make a surrogate pair.
fn unicode_escape(body: &str) -> Option<(char, &str)> {
    let unit = |text: &str| u32::from_str_radix(text.get(1..5)?, 16).ok();
    let first = unit(body)?;
    if let Some(c) = char::from_u32(first) {
        return Some((c, body.get(5..)?));
    }
    let tail = body.get(5..)?.strip_prefix('\\')?;
    if !tail.starts_with('u') {
        return None;
    }
    let second = unit(tail)?;
    let pair = 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF);
    Some((char::from_u32(pair)?, tail.get(5..)?))
}
