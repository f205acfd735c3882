//! Regular expressions as XPath has them (DMN refers to XQuery and XPath functions 5.6), matched in linear time.
//! Back-references, which linear matching cannot do, are refused.

use super::Problem;
use crate::eval::Interpreter;
use regex::{Captures, Regex, RegexBuilder};
use std::sync::Arc;

/// Largest compiled pattern, in bytes of the automaton.
const PATTERN_BYTES_MAX: usize = 1024 * 1024;
/// Longest pattern text, in bytes.
const PATTERN_TEXT_MAX: usize = 4 * 1024;
/// Patterns kept compiled during one evaluation.
const PATTERNS_KEPT: usize = 16;
/// What compiling a pattern costs, in steps.
const COMPILE_STEPS: usize = 2_000;

/// The compiled pattern for these flags (`s m i x q`).
pub(super) fn compiled(
    interpreter: &mut Interpreter<'_>,
    pattern: &str,
    flags: &str,
) -> Result<Arc<Regex>, Problem> {
    let key = format!("{flags}/{pattern}");
    if let Some((_, known)) = interpreter.patterns.iter().find(|(known, _)| *known == key) {
        return Ok(Arc::clone(known));
    }
    if !interpreter.charge(COMPILE_STEPS) || pattern.len() > PATTERN_TEXT_MAX {
        return Err(Problem::Borrowed("the pattern is too long"));
    }
    if !flags.chars().all(|flag| "smixq".contains(flag)) {
        return Err(Problem::Borrowed("the flags may be s, m, i, x and q"));
    }
    let text = if flags.contains('q') { regex::escape(pattern) } else { translated(pattern)? };
    let regex = RegexBuilder::new(&text)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .ignore_whitespace(flags.contains('x') && !flags.contains('q'))
        .size_limit(PATTERN_BYTES_MAX)
        .build()
        .map_err(|cause| Problem::from(format!("the pattern cannot be read: {cause}")))?;
    let regex = Arc::new(regex);
    if interpreter.patterns.len() < PATTERNS_KEPT {
        interpreter.patterns.push((key, Arc::clone(&regex)));
    }
    Ok(regex)
}

/// The pattern in the syntax of the regex library: class subtraction, name characters, and characters that only
/// the library takes for special.
fn translated(pattern: &str) -> Result<String, Problem> {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut chars = pattern.chars().peekable();
    let mut in_class = 0_u32;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('i') => out.push_str(if in_class > 0 { r"\p{L}_:" } else { r"[\p{L}_:]" }),
                Some('c') => out.push_str(if in_class > 0 { r"\w:.\-" } else { r"[\w:.\-]" }),
                Some('I') => out.push_str(r"[^\p{L}_:]"),
                Some('C') => out.push_str(r"[^\w:.\-]"),
                Some(digit @ '1'..='9') => {
                    return Err(Problem::from(format!("back-references such as \\{digit} are not supported")));
                }
                Some(other) => out.extend(['\\', other]),
                None => return Err(Problem::Borrowed("the pattern ends with a single backslash")),
            },
            '[' if in_class == 0 => {
                in_class = 1;
                out.push(c);
            }
            '-' if in_class > 0 && chars.peek() == Some(&'[') => {
                chars.next();
                in_class += 1;
                out.push_str("--[");
            }
            '[' => out.push_str(r"\["),
            ']' if in_class > 0 => {
                in_class -= 1;
                out.push(c);
            }
            '&' | '~' if in_class > 0 => out.extend(['\\', c]),
            '#' => out.push_str(r"\#"),
            other => out.push(other),
        }
    }
    Ok(out)
}

enum Piece {
    Text(String),
    Group(usize),
}

/// The pieces of a replacement: `$1` for a group, `\$` and `\\` for themselves.
fn pieces(replacement: &str, groups: usize) -> Result<Vec<Piece>, Problem> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut chars = replacement.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(literal @ ('\\' | '$')) => text.push(literal),
                _ => return Err(Problem::Borrowed("in a replacement, '\\' stands before '\\' or '$' only")),
            },
            '$' => {
                let Some(first) = chars.next().and_then(|d| d.to_digit(10)) else {
                    return Err(Problem::Borrowed("in a replacement, '$' stands before a group number"));
                };
                let mut group = usize::try_from(first).unwrap_or(0);
                // a further digit belongs to the number only while there is such a group
                while let Some(digit) = chars.peek().and_then(|d| d.to_digit(10)) {
                    let longer = group * 10 + usize::try_from(digit).unwrap_or(0);
                    if longer >= groups {
                        break;
                    }
                    group = longer;
                    chars.next();
                }
                out.push(Piece::Text(std::mem::take(&mut text)));
                out.push(Piece::Group(group));
            }
            other => text.push(other),
        }
    }
    out.push(Piece::Text(text));
    Ok(out)
}

/// The text with every match replaced. Stops growing a little after `bytes_max`, which the caller then refuses.
pub(super) fn replaced(
    text: &str,
    pattern: &Regex,
    replacement: &str,
    literal: bool,
    bytes_max: usize,
) -> Result<String, Problem> {
    if pattern.is_match("") {
        return Err(Problem::Borrowed("the pattern matches the empty string"));
    }
    let pieces = if literal {
        vec![Piece::Text(replacement.to_owned())]
    } else {
        pieces(replacement, pattern.captures_len())?
    };
    let mut grown = 0_usize;
    let expand = |captures: &Captures<'_>| {
        let mut out = String::new();
        if grown > bytes_max {
            return out;
        }
        for piece in &pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Group(group) => out.push_str(captures.get(*group).map_or("", |m| m.as_str())),
            }
        }
        grown += out.len();
        out
    };
    Ok(pattern.replace_all(text, expand).into_owned())
}
