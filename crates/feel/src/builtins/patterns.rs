//! Regular expressions as XPath has them (DMN refers to XQuery and XPath functions 5.6), matched in linear time.
//! Back-references, which linear matching cannot do, are refused.

use super::Problem;
use crate::eval::{Interpreter, Pattern};
use regex::{Regex, RegexBuilder};
use std::sync::Arc;

/// Largest compiled pattern, in bytes of the automaton.
const PATTERN_BYTES_MAX: usize = 512 * 1024;
/// Longest pattern text, in bytes.
const PATTERN_TEXT_MAX: usize = 4 * 1024;
/// Patterns kept compiled during one evaluation.
const PATTERNS_KEPT: usize = 16;
/// What compiling a pattern costs, in steps.
const COMPILE_STEPS: usize = 2_000;

/// What replacing one match costs, in steps.
const MATCH_STEPS: usize = 4;

/// The compiled pattern for these flags (`s m i x q`).
pub(super) fn compiled(
    interpreter: &mut Interpreter<'_>,
    pattern: &str,
    flags: &str,
) -> Result<Arc<Pattern>, Problem> {
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
    let text = if flags.contains('q') { regex::escape(pattern) } else { translated(pattern, flags)? };
    let regex = RegexBuilder::new(&text)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .size_limit(PATTERN_BYTES_MAX)
        .build()
        .map_err(|cause| Problem::from(format!("the pattern cannot be read: {cause}")))?;
    let compiled = Arc::new(Pattern { regex, steps_per_byte: weight(pattern) });
    if interpreter.patterns.len() < PATTERNS_KEPT {
        interpreter.patterns.push((key, Arc::clone(&compiled)));
    }
    Ok(compiled)
}

/// What matching one byte costs at most: each state that the pattern can be in is followed, and a counted repetition
/// multiplies the states of what it repeats.
fn weight(pattern: &str) -> usize {
    let counts = pattern.split('{').skip(1).map(|part| {
        let inside = part.split('}').next().unwrap_or("");
        inside.split(',').filter_map(|count| count.parse::<usize>().ok()).max().unwrap_or(1).max(1)
    });
    counts.fold(2 + pattern.len() / 8, usize::saturating_mul)
}

/// Unicode blocks that XPath patterns may name, with their ranges; the regex library knows scripts, not blocks.
const BLOCKS: [(&str, &str); 8] = [
    ("IsBasicLatin", r"\x{0}-\x{7F}"),
    ("IsLatin-1Supplement", r"\x{80}-\x{FF}"),
    ("IsLatinExtended-A", r"\x{100}-\x{17F}"),
    ("IsLatinExtended-B", r"\x{180}-\x{24F}"),
    ("IsGreek", r"\x{370}-\x{3FF}"),
    ("IsCyrillic", r"\x{400}-\x{4FF}"),
    ("IsHebrew", r"\x{590}-\x{5FF}"),
    ("IsArabic", r"\x{600}-\x{6FF}"),
];

/// Rewrites a pattern from XPath's syntax to that of the regex library.
struct Translator<'p> {
    chars: std::iter::Peekable<std::str::Chars<'p>>,
    out: String,
    /// How many character classes are open.
    classes: u32,
    flags: &'p str,
}

/// The pattern in the syntax of the regex library: class subtraction, the meaning of the escapes, white space under
/// the flag `x`. What XPath does not have (other escapes, inline flags) is refused.
fn translated(pattern: &str, flags: &str) -> Result<String, Problem> {
    let out = String::with_capacity(pattern.len() + 8);
    let mut translator = Translator { chars: pattern.chars().peekable(), out, classes: 0, flags };
    while let Some(c) = translator.chars.next() {
        translator.step(c)?;
    }
    Ok(translator.out)
}

impl Translator<'_> {
    fn step(&mut self, c: char) -> Result<(), Problem> {
        match c {
            '\\' => self.escape()?,
            '[' if self.classes == 0 => {
                self.classes = 1;
                self.out.push(c);
                if self.chars.next_if_eq(&'^').is_some() {
                    self.out.push('^');
                }
            }
            '-' if self.classes > 0 && self.chars.peek() == Some(&'[') => {
                self.chars.next();
                self.classes += 1;
                self.out.push_str("--[");
            }
            '[' => self.out.push_str(r"\["),
            ']' if self.classes > 0 => {
                self.classes -= 1;
                self.out.push(c);
            }
            '&' | '~' if self.classes > 0 => self.out.extend(['\\', c]),
            '(' if self.classes == 0 && self.chars.peek() == Some(&'?') => {
                self.chars.next();
                if self.chars.next() != Some(':') {
                    return Err(Problem::Borrowed("in a pattern, '(?' stands before ':' only"));
                }
                self.out.push_str("(?:");
            }
            c if self.classes == 0 && self.flags.contains('x') && c.is_ascii_whitespace() => {}
            other => self.out.push(other),
        }
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Problem> {
        let Some(c) = self.chars.next() else {
            return Err(Problem::Borrowed("the pattern ends with a single backslash"));
        };
        // a class inside a class adds to it, so the same text serves in both places
        let class = match c {
            'i' => r"[\p{L}_:]",
            'I' => r"[^\p{L}_:]",
            'c' => r"[\p{L}\p{M}\p{Nd}_:.\-]",
            'C' => r"[^\p{L}\p{M}\p{Nd}_:.\-]",
            'w' => r"[^\p{P}\p{Z}\p{C}]",
            'W' => r"[\p{P}\p{Z}\p{C}]",
            's' => r"[ \t\n\r]",
            'S' => r"[^ \t\n\r]",
            'd' => r"\d",
            'D' => r"\D",
            'p' | 'P' => return self.property(c),
            '0'..='9' => {
                return Err(Problem::from(format!("back-references such as \\{c} are not supported")));
            }
            'n' | 'r' | 't' | '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '['
            | ']' | '^' | '$' => {
                self.out.extend(['\\', c]);
                return Ok(());
            }
            other => return Err(Problem::from(format!("a pattern has no escape \\{other}"))),
        };
        self.out.push_str(class);
        Ok(())
    }

    /// `\p{…}` or `\P{…}`, which the flag `i` does not touch.
    fn property(&mut self, letter: char) -> Result<(), Problem> {
        if self.chars.next() != Some('{') {
            return Err(Problem::Borrowed("a property is written as \\p{L}"));
        }
        let name: String = self.chars.by_ref().take_while(|c| *c != '}').collect();
        let text = match BLOCKS.iter().find(|(block, _)| *block == name) {
            Some((_, range)) if letter == 'p' => format!("[{range}]"),
            Some((_, range)) => format!("[^{range}]"),
            None => format!("\\{letter}{{{name}}}"),
        };
        if self.classes == 0 && self.flags.contains('i') {
            self.out.push_str("(?-i:");
            self.out.push_str(&text);
            self.out.push(')');
        } else {
            self.out.push_str(&text);
        }
        Ok(())
    }
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

/// The text with every match replaced. Stops soon after the longest string allowed, which the caller then refuses.
pub(super) fn replaced(
    interpreter: &mut Interpreter<'_>,
    text: &str,
    pattern: &Regex,
    replacement: &str,
    literal: bool,
) -> Result<String, Problem> {
    if pattern.is_match("") {
        return Err(Problem::Borrowed("the pattern matches the empty string"));
    }
    let pieces = if literal {
        vec![Piece::Text(replacement.to_owned())]
    } else {
        pieces(replacement, pattern.captures_len())?
    };
    let mut out = String::new();
    let mut done = 0;
    for captures in pattern.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        if out.len() > interpreter.limits.string_bytes_max || !interpreter.charge(MATCH_STEPS) {
            return Ok(out);
        }
        out.push_str(text.get(done..whole.start()).unwrap_or(""));
        for piece in &pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Group(group) => out.push_str(captures.get(*group).map_or("", |m| m.as_str())),
            }
        }
        done = whole.end();
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Ok(out)
}
