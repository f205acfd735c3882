//! Forms of identifiers: a small, total part of regular expressions, enough to check one and to draw one.
//!
//! `[1-9][0-9]{13}` is a digit from 1 to 9 and thirteen digits. Classes, single characters and `{n}`; nothing else.

/// A form of identifier: what its characters may be, position by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    positions: Vec<Vec<char>>,
}

/// Why a text is not a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{reason} at character {at}; a form is made of characters, classes like [0-9A-F] and counts like {{13}}"
)]
pub struct FormError {
    /// Character position, from 1.
    pub at: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

impl Form {
    /// Longest identifier a form may describe.
    pub const LENGTH_MAX: usize = 64;

    /// Reads a form.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        let chars: Vec<char> = text.chars().collect();
        let mut positions: Vec<Vec<char>> = Vec::new();
        let mut rest = chars.iter().copied().enumerate().peekable();
        while let Some((at, c)) = rest.next() {
            let fail = |reason| FormError { at: at + 1, reason };
            match c {
                '[' => {
                    let mut inside = String::new();
                    loop {
                        match rest.next() {
                            Some((_, ']')) => break,
                            Some((_, c)) => inside.push(c),
                            None => return Err(fail("a class is not closed")),
                        }
                    }
                    positions.push(
                        class(&inside).ok_or_else(|| fail("a class is empty or a range runs backwards"))?,
                    );
                }
                '{' => {
                    let mut digits = String::new();
                    loop {
                        match rest.next() {
                            Some((_, '}')) => break,
                            Some((_, c)) => digits.push(c),
                            None => return Err(fail("a count is not closed")),
                        }
                    }
                    let count: usize = digits
                        .parse()
                        .ok()
                        .filter(|n| (1..=Self::LENGTH_MAX).contains(n))
                        .ok_or_else(|| fail("a count must be 1 to 64"))?;
                    let last = positions.last().cloned().ok_or_else(|| fail("a count follows nothing"))?;
                    positions.extend(std::iter::repeat_n(last, count - 1));
                }
                ']' | '}' | '*' | '+' | '?' | '(' | ')' | '|' | '.' | '\\' | '^' | '$' => {
                    return Err(fail("this character is not part of forms"));
                }
                c => positions.push(vec![c]),
            }
            if positions.len() > Self::LENGTH_MAX {
                return Err(fail("the form is longer than 64 characters"));
            }
        }
        if positions.is_empty() {
            return Err(FormError { at: 1, reason: "the form is empty" });
        }
        Ok(Self { positions })
    }

    /// True if the text has this form.
    pub fn matches(&self, text: &str) -> bool {
        text.chars().count() == self.positions.len()
            && text.chars().zip(&self.positions).all(|(c, allowed)| allowed.contains(&c))
    }

    /// How many characters.
    pub fn length(&self) -> usize {
        self.positions.len()
    }

    /// How many characters may stand at each position.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        self.positions.iter().map(Vec::len)
    }

    /// An identifier of this form from a source of numbers (each call gives a number below its argument).
    pub fn draw(&self, mut below: impl FnMut(usize) -> usize) -> String {
        self.positions.iter().filter_map(|allowed| allowed.get(below(allowed.len().max(1)))).collect()
    }

    /// A regular expression that says the same, for JSON Schema.
    pub fn regex(&self) -> String {
        let mut out = String::from("^");
        for allowed in &self.positions {
            out.push('[');
            for c in allowed {
                if !c.is_alphanumeric() {
                    out.push('\\');
                }
                out.push(*c);
            }
            out.push(']');
        }
        out.push('$');
        out
    }
}

fn class(inside: &str) -> Option<Vec<char>> {
    let chars: Vec<char> = inside.chars().collect();
    let mut out = Vec::new();
    let mut rest = chars.as_slice();
    while let [first, tail @ ..] = rest {
        if let ['-', last, after @ ..] = tail {
            if first > last {
                return None;
            }
            out.extend(*first..=*last);
            rest = after;
        } else {
            out.push(*first);
            rest = tail;
        }
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_and_draws() {
        let form = Form::parse("[1-9][0-9]{3}-[AB]").unwrap();
        assert!(form.matches("1234-A"));
        for bad in ["0234-A", "1234-C", "1234A", "1234-AA", ""] {
            assert!(!form.matches(bad), "{bad}");
        }
        let mut n = 0;
        for _ in 0..100 {
            let drawn = form.draw(|below| {
                n = (n * 7 + 3) % 101;
                n % below
            });
            assert!(form.matches(&drawn), "{drawn}");
        }
    }

    #[test]
    fn refuses_other_regular_expressions() {
        for bad in ["", "[0-9", "a{0}", "a{65}", "{3}", "a*", "(a|b)", ".", "[9-0]", "[]", r"\d{14}"] {
            assert!(Form::parse(bad).is_err(), "{bad}");
        }
    }
}
