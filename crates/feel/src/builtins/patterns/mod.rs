//! Regular expressions as XPath has them (DMN refers to XQuery and XPath functions 5.6). A pattern is matched in linear
//! time; one that refers back to a group, which linear matching cannot do, within a bounded number of attempts.

mod blocks;
mod xpath;

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
/// Attempts of one search with a pattern that refers back.
const ATTEMPTS_MAX: usize = 5_000;
/// What such a search costs at most, in steps.
const SEARCH_STEPS: usize = 15_000;

/// A place in a text: first byte, and the one after the last.
type Place = (usize, usize);

/// A compiled pattern.
#[derive(Debug)]
pub(crate) enum Matcher {
    /// Matched in linear time.
    Linear(Regex),
    /// Refers back to groups: matched by trying.
    Trying(Box<fancy_regex::Regex>),
}

impl Matcher {
    /// Where the groups of the first match at or after a place are; the whole match comes first.
    fn groups_from(&self, text: &str, start: usize) -> Result<Option<Vec<Option<Place>>>, Problem> {
        match self {
            Self::Linear(regex) => {
                let found = regex.captures_at(text, start);
                Ok(found.map(|found| found.iter().map(|g| g.map(|g| (g.start(), g.end()))).collect()))
            }
            Self::Trying(regex) => {
                let found = regex.captures_from_pos(text, start).map_err(|_cause| ATTEMPTS)?;
                Ok(found.map(|found| found.iter().map(|g| g.map(|g| (g.start(), g.end()))).collect()))
            }
        }
    }

    /// Whether a match is somewhere in the text.
    pub(super) fn is_match(&self, text: &str) -> Result<bool, Problem> {
        match self {
            Self::Linear(regex) => Ok(regex.is_match(text)),
            Self::Trying(regex) => regex.is_match(text).map_err(|_cause| ATTEMPTS),
        }
    }

    /// How many groups there are, the whole match among them.
    fn groups(&self) -> usize {
        match self {
            Self::Linear(regex) => regex.captures_len(),
            Self::Trying(regex) => regex.captures_len(),
        }
    }
}

const ATTEMPTS: Problem =
    Problem::Borrowed("the pattern refers back and needs too many attempts on this text");

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
    let compiled = Arc::new(compile(pattern, flags)?);
    if interpreter.patterns.len() < PATTERNS_KEPT {
        interpreter.patterns.push((key, Arc::clone(&compiled)));
    }
    Ok(compiled)
}

fn compile(pattern: &str, flags: &str) -> Result<Pattern, Problem> {
    let (text, refers_back) = if flags.contains('q') {
        (regex::escape(pattern), false)
    } else {
        let translated = xpath::translated(pattern, flags)?;
        (translated.text, translated.refers_back)
    };
    if refers_back {
        let on = |flag| flags.contains(flag);
        let modes = [('i', on('i')), ('m', on('m'))].into_iter().filter(|(_, on)| *on).map(|(mode, _)| mode);
        let modes: String = modes.collect();
        let text = if modes.is_empty() { text } else { format!("(?{modes}:{text})") };
        let built = fancy_regex::RegexBuilder::new(&text)
            .backtrack_limit(ATTEMPTS_MAX)
            .delegate_size_limit(PATTERN_BYTES_MAX)
            .build();
        let regex = built.map_err(|_cause| Problem::Borrowed("the pattern cannot be read"))?;
        return Ok(Pattern {
            matcher: Matcher::Trying(Box::new(regex)),
            steps_per_byte: weight(pattern),
            search_steps: SEARCH_STEPS,
        });
    }
    let regex = RegexBuilder::new(&text)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .size_limit(PATTERN_BYTES_MAX)
        .build()
        .map_err(|_cause| Problem::Borrowed("the pattern is too large"))?;
    Ok(Pattern { matcher: Matcher::Linear(regex), steps_per_byte: weight(pattern), search_steps: 0 })
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
    pattern: &Pattern,
    replacement: &str,
    literal: bool,
) -> Result<String, Problem> {
    if pattern.matcher.is_match("")? {
        return Err(Problem::Borrowed("the pattern matches the empty string"));
    }
    let pieces = if literal {
        vec![Piece::Text(replacement.to_owned())]
    } else {
        pieces(replacement, pattern.matcher.groups())?
    };
    let mut out = String::new();
    let mut done = 0;
    while let Some(groups) = pattern.matcher.groups_from(text, done)? {
        let Some((start, end)) = groups.first().copied().flatten() else { break };
        if out.len() > interpreter.limits.string_bytes_max
            || !interpreter.charge(MATCH_STEPS.saturating_add(pattern.search_steps))
        {
            return Ok(out);
        }
        out.push_str(text.get(done..start).unwrap_or(""));
        for piece in &pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Group(group) => {
                    let place = groups.get(*group).copied().flatten();
                    out.push_str(place.and_then(|(start, end)| text.get(start..end)).unwrap_or(""));
                }
            }
        }
        if end <= done {
            break;
        }
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Ok(out)
}

/// The parts of a text between the matches, `most` at most.
pub(super) fn split(
    interpreter: &mut Interpreter<'_>,
    text: &str,
    pattern: &Pattern,
    most: usize,
) -> Result<Vec<String>, Problem> {
    if pattern.matcher.is_match("")? {
        return Err(Problem::Borrowed("the delimiter matches the empty string"));
    }
    let mut parts = Vec::new();
    let mut done = 0;
    while parts.len() < most
        && let Some(groups) = pattern.matcher.groups_from(text, done)?
    {
        let Some((start, end)) = groups.first().copied().flatten() else { break };
        if end <= done || !interpreter.charge(MATCH_STEPS.saturating_add(pattern.search_steps)) {
            break;
        }
        parts.push(text.get(done..start).unwrap_or("").to_owned());
        done = end;
    }
    parts.push(text.get(done..).unwrap_or("").to_owned());
    Ok(parts)
}
