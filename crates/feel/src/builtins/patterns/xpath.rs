//! From XPath's regular expressions to the syntax of the regex library, strictly: what XPath does not have is refused,
//! whatever the library would make of it.

use super::blocks;
use crate::builtins::Problem;
use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;

/// Deepest nesting of groups, and of classes in classes.
const NESTING_MAX: usize = 64;

/// A pattern in the library's syntax.
pub(super) struct Translated {
    pub(super) text: String,
    /// Whether it refers back to a group, which no linear matching can do.
    pub(super) refers_back: bool,
}

/// What the text read last allows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing to repeat: the beginning of a branch, or a repetition.
    Closed,
    /// An atom, which may be repeated.
    Atom,
}

struct Translator<'p> {
    chars: Peekable<Chars<'p>>,
    out: String,
    flags: &'p str,
    last: Last,
    /// The open groups, with their numbers; those of `(?:` have none.
    open: Vec<Option<usize>>,
    /// The numbers of capturing groups that are closed, in any order.
    closed: Vec<usize>,
    groups: usize,
    refers_back: bool,
}

/// Translates a pattern under its flags.
pub(super) fn translated(pattern: &str, flags: &str) -> Result<Translated, Problem> {
    let mut translator = Translator {
        chars: pattern.chars().peekable(),
        out: String::with_capacity(pattern.len() + 8),
        flags,
        last: Last::Closed,
        open: Vec::new(),
        closed: Vec::new(),
        groups: 0,
        refers_back: false,
    };
    while let Some(c) = translator.next() {
        translator.step(c)?;
    }
    if !translator.open.is_empty() {
        return Err(Problem::Borrowed("a group of the pattern is not closed"));
    }
    Ok(Translated { text: translator.out, refers_back: translator.refers_back })
}

/// A character that means itself.
fn push_literal(out: &mut String, c: char) {
    if c.is_ascii() && !c.is_ascii_alphanumeric() && !c.is_ascii_whitespace() && !c.is_control() && c != '_' {
        out.push('\\');
    }
    out.push(c);
}

/// The general categories of Unicode that XPath may name.
fn is_category(name: &str) -> bool {
    let mut chars = name.chars();
    let seconds = match chars.next() {
        Some('L') => "ultmo",
        Some('M') => "nce",
        Some('N') => "dlo",
        Some('P') => "cdseifo",
        Some('Z') => "slp",
        Some('S') => "mcko",
        Some('C') => "cfon",
        _ => return false,
    };
    match (chars.next(), chars.next()) {
        (None, None) => true,
        (Some(second), None) => seconds.contains(second),
        _ => false,
    }
}

/// What XML lets a name begin with, and what else it lets a name hold.
const NAME_START: &str = r"_:A-Za-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}\x{200D}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}";
const NAME_MORE: &str = r"\-.0-9\x{B7}\x{300}-\x{36F}\x{203F}\x{2040}";

impl Translator<'_> {
    /// The next character; under the flag `x` white space does not count.
    fn next(&mut self) -> Option<char> {
        if self.flags.contains('x') {
            while self.chars.next_if(char::is_ascii_whitespace).is_some() {}
        }
        self.chars.next()
    }

    /// The next character, if it is this one.
    fn take(&mut self, wanted: char) -> bool {
        if self.flags.contains('x') {
            while self.chars.next_if(char::is_ascii_whitespace).is_some() {}
        }
        self.chars.next_if_eq(&wanted).is_some()
    }

    fn step(&mut self, c: char) -> Result<(), Problem> {
        match c {
            '(' => return self.open_group(),
            ')' => return self.close_group(),
            '|' => {
                self.out.push('|');
                self.last = Last::Closed;
                return Ok(());
            }
            '?' | '*' | '+' | '{' => return self.repetition(c),
            ']' | '}' => return Err(Problem::from(format!("in a pattern, '{c}' is written as \\{c}"))),
            '\\' => self.escape()?,
            '[' => {
                let class = self.class(0)?;
                self.out.push_str(&class);
            }
            // the library's point would match a carriage return
            '.' => self.out.push_str(if self.flags.contains('s') { "(?s:.)" } else { r"[^\n\r]" }),
            '^' | '$' => self.out.push(c),
            literal => push_literal(&mut self.out, literal),
        }
        self.last = Last::Atom;
        Ok(())
    }

    fn open_group(&mut self) -> Result<(), Problem> {
        if self.open.len() >= NESTING_MAX {
            return Err(Problem::Borrowed("the groups of the pattern are nested too deep"));
        }
        if self.take('?') {
            if !self.take(':') {
                return Err(Problem::Borrowed("in a pattern, '(?' stands before ':' only"));
            }
            self.out.push_str("(?:");
            self.open.push(None);
        } else {
            self.groups += 1;
            self.out.push('(');
            self.open.push(Some(self.groups));
        }
        self.last = Last::Closed;
        Ok(())
    }

    fn close_group(&mut self) -> Result<(), Problem> {
        let Some(group) = self.open.pop() else {
            return Err(Problem::Borrowed("the pattern closes a group that is not open"));
        };
        self.closed.extend(group);
        self.out.push(')');
        self.last = Last::Atom;
        Ok(())
    }

    /// `?`, `*`, `+` or `{n,m}`, perhaps with the `?` that makes it take as little as it can.
    fn repetition(&mut self, c: char) -> Result<(), Problem> {
        if self.last != Last::Atom {
            return Err(Problem::from(format!("in a pattern, there is nothing that '{c}' could repeat")));
        }
        if c == '{' {
            let least = self.count()?;
            let _ = write!(self.out, "{{{}", least.ok_or(COUNTS)?);
            if self.take(',') {
                self.out.push(',');
                if let Some(most) = self.count()? {
                    if Some(most) < least {
                        return Err(COUNTS);
                    }
                    let _ = write!(self.out, "{most}");
                }
            }
            if !self.take('}') {
                return Err(COUNTS);
            }
            self.out.push('}');
        } else {
            self.out.push(c);
        }
        if self.take('?') {
            self.out.push('?');
        }
        self.last = Last::Closed;
        Ok(())
    }

    /// The digits of a count; `None` when there are none.
    fn count(&mut self) -> Result<Option<u32>, Problem> {
        let mut number = None;
        while let Some(digit) = self.chars.peek().and_then(|c| c.to_digit(10)) {
            self.chars.next();
            let longer = number.unwrap_or(0_u32).checked_mul(10).and_then(|n| n.checked_add(digit));
            number = Some(longer.ok_or(COUNTS)?);
        }
        Ok(number)
    }

    /// An escape outside a class.
    fn escape(&mut self) -> Result<(), Problem> {
        let c = self.next().ok_or(BACKSLASH)?;
        if let Some(first) = c.to_digit(10) {
            return self.back_reference(first);
        }
        if let Some(literal) = single_escape(c) {
            push_literal(&mut self.out, literal);
            return Ok(());
        }
        let class = self.multi_escape(c)?;
        // the flag 'i' says nothing about properties
        let text = if self.flags.contains('i') { format!("(?-i:[{class}])") } else { format!("[{class}]") };
        self.out.push_str(&text);
        Ok(())
    }

    /// `\1`: what a group that is closed has matched, or nothing where it has not matched. Further digits belong to
    /// the number while there are so many groups.
    fn back_reference(&mut self, first: u32) -> Result<(), Problem> {
        let mut number = usize::try_from(first).unwrap_or(0);
        while let Some(digit) = self.chars.peek().and_then(|c| c.to_digit(10)) {
            let longer = number * 10 + usize::try_from(digit).unwrap_or(0);
            if longer > self.groups {
                break;
            }
            number = longer;
            self.chars.next();
        }
        if !self.closed.contains(&number) {
            return Err(Problem::from(format!(
                "the pattern refers back to group {number}, which does not end before"
            )));
        }
        self.refers_back = true;
        let _ = write!(self.out, "(?:(?({number})\\{number}|))");
        Ok(())
    }

    /// An escape that stands for many characters, as the inside of a class.
    fn multi_escape(&mut self, c: char) -> Result<String, Problem> {
        Ok(match c {
            'i' => NAME_START.to_owned(),
            'I' => format!("[^{NAME_START}]"),
            'c' => format!("{NAME_START}{NAME_MORE}"),
            'C' => format!("[^{NAME_START}{NAME_MORE}]"),
            'w' => r"[^\p{P}\p{Z}\p{C}]".to_owned(),
            'W' => r"\p{P}\p{Z}\p{C}".to_owned(),
            's' => r" \t\n\r".to_owned(),
            'S' => r"[^ \t\n\r]".to_owned(),
            'd' => r"\p{Nd}".to_owned(),
            'D' => r"\P{Nd}".to_owned(),
            'p' | 'P' => self.property(c == 'P')?,
            other => return Err(Problem::from(format!("a pattern has no escape \\{other}"))),
        })
    }

    fn property(&mut self, negated: bool) -> Result<String, Problem> {
        if !self.take('{') {
            return Err(Problem::Borrowed("a property is written as \\p{L}"));
        }
        let mut name = String::new();
        loop {
            match self.next() {
                Some('}') => break,
                Some(c) => name.push(c),
                None => return Err(Problem::Borrowed("a property is written as \\p{L}")),
            }
        }
        if is_category(&name) {
            return Ok(format!("\\{}{{{name}}}", if negated { 'P' } else { 'p' }));
        }
        let block = name.strip_prefix("Is").and_then(blocks::range_of);
        let range =
            block.ok_or_else(|| Problem::from(format!("there is no property {name} of characters")))?;
        Ok(if negated { format!("[^{range}]") } else { range })
    }

    /// A class after its `[`, in brackets.
    fn class(&mut self, depth: usize) -> Result<String, Problem> {
        if depth >= NESTING_MAX {
            return Err(Problem::Borrowed("the classes of the pattern are nested too deep"));
        }
        let mut out = String::from(if self.chars.next_if_eq(&'^').is_some() { "[^" } else { "[" });
        let mut empty = true;
        loop {
            let c = self.chars.next().ok_or(CLASS)?;
            match c {
                ']' if !empty => {
                    out.push(']');
                    return Ok(out);
                }
                '[' | ']' => return Err(CLASS),
                '-' if !empty && self.chars.next_if_eq(&'[').is_some() => {
                    // a negated class is negated before anything is taken from it
                    let less = self.class(depth + 1)?;
                    if self.chars.next() != Some(']') {
                        return Err(CLASS);
                    }
                    return Ok(format!("[{out}]--{less}]"));
                }
                // a hyphen stands for itself at either end only
                '-' if !empty && self.chars.peek() != Some(&']') => return Err(CLASS),
                '\\' => {
                    let c = self.chars.next().ok_or(BACKSLASH)?;
                    match single_escape(c) {
                        Some(literal) => self.range(literal, &mut out)?,
                        None => out.push_str(&self.multi_escape(c)?),
                    }
                }
                literal => self.range(literal, &mut out)?,
            }
            empty = false;
        }
    }

    /// A character of a class, or a range that begins with it.
    fn range(&mut self, first: char, out: &mut String) -> Result<(), Problem> {
        push_literal(out, first);
        let mut ahead = self.chars.clone();
        if ahead.next() != Some('-') || matches!(ahead.next(), None | Some(']' | '[')) {
            return Ok(());
        }
        self.chars.next();
        let last = match self.chars.next() {
            Some('\\') => self.chars.next().and_then(single_escape).ok_or(CLASS)?,
            Some(c) => c,
            None => return Err(CLASS),
        };
        if last < first {
            return Err(Problem::from(format!(
                "in a pattern, the range {first}-{last} has its ends the wrong way round"
            )));
        }
        out.push('-');
        push_literal(out, last);
        Ok(())
    }
}

/// The character that an escape stands for, if it is one.
fn single_escape(c: char) -> Option<char> {
    match c {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' | '$' => Some(c),
        _ => None,
    }
}

const COUNTS: Problem = Problem::Borrowed("a repetition is written as {2}, {2,} or {2,5}");
const BACKSLASH: Problem = Problem::Borrowed("the pattern ends with a single backslash");
const CLASS: Problem =
    Problem::Borrowed("a character class of the pattern is not written as [a-z_], [^a-z] or [a-z-[aeiou]]");
