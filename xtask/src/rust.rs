//! Just enough of Rust's syntax to tell code from comments and texts, and to find functions.

/// A function.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// Line of its `fn`, from 1.
    pub(crate) line: usize,
    /// Lines from its `fn` to its last brace.
    pub(crate) lines: usize,
}

/// The source with every character of comments, texts and character literals replaced by a space. Lines stay.
pub(crate) fn code_only(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(&here) = chars.get(at) {
        let word_before = at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|c| is_word(*c));
        let end = match here {
            '/' if chars.get(at + 1) == Some(&'/') => line_end(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => comment_end(&chars, at),
            '"' => text_end(&chars, at + 1),
            'r' | 'b' | 'c' if !word_before => prefixed_end(&chars, at),
            '\'' => character_end(&chars, at),
            _ => at,
        };
        if end == at {
            out.push(here);
            at += 1;
        } else {
            let hidden = chars.get(at..end.min(chars.len())).unwrap_or_default();
            out.extend(hidden.iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_end(chars: &[char], from: usize) -> usize {
    chars.iter().skip(from).position(|c| *c == '\n').map_or(chars.len(), |length| from + length)
}

/// Block comments hold block comments.
fn comment_end(chars: &[char], from: usize) -> usize {
    let (mut depth, mut at) = (0_usize, from);
    while at < chars.len() {
        match (chars.get(at), chars.get(at + 1)) {
            (Some('/'), Some('*')) => (depth, at) = (depth + 1, at + 2),
            (Some('*'), Some('/')) => (depth, at) = (depth.saturating_sub(1), at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// After the closing quote of a text whose inside begins at `from`.
fn text_end(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while let Some(c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// `b"…"`, `c"…"`, `r"…"`, `r#"…"#`, `br#"…"#`, `b'x'`; `at` itself if none of them begins here.
fn prefixed_end(chars: &[char], at: usize) -> usize {
    let mut next = at;
    let mut raw = false;
    while let Some('r' | 'b' | 'c') = chars.get(next) {
        raw |= chars.get(next) == Some(&'r');
        next += 1;
    }
    let hashes = chars.iter().skip(next).take_while(|c| **c == '#').count();
    match chars.get(next + hashes) {
        Some('"') if raw => raw_end(chars, next + hashes + 1, hashes),
        Some('"') if hashes == 0 => text_end(chars, next + 1),
        Some('\'') if hashes == 0 && next == at + 1 && chars.get(at) == Some(&'b') => {
            character_end(chars, next)
        }
        _ => at,
    }
}

fn raw_end(chars: &[char], from: usize, hashes: usize) -> usize {
    let mut at = from;
    while at < chars.len() {
        if chars.get(at) == Some(&'"')
            && chars.iter().skip(at + 1).take_while(|c| **c == '#').count() >= hashes
        {
            return at + 1 + hashes;
        }
        at += 1;
    }
    chars.len()
}

/// After a character literal; `at` itself if a lifetime begins here.
fn character_end(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        // The character after the backslash may itself be a quote.
        (Some('\\'), _) => chars
            .iter()
            .skip(at + 3)
            .position(|c| *c == '\'')
            .map_or(chars.len(), |length| at + 3 + length + 1),
        (Some(_), Some('\'')) => at + 3,
        _ => at,
    }
}

/// Every function that has a body.
pub(crate) fn functions(source: &str) -> Vec<Function> {
    let code: Vec<char> = code_only(source).chars().collect();
    let mut found = Vec::new();
    let mut line = 1;
    for at in 0..code.len() {
        if code.get(at) == Some(&'\n') {
            line += 1;
        }
        if let Some(name) = name_of_function(&code, at)
            && let Some(lines) = body_lines(&code, at)
        {
            found.push(Function { name, line, lines });
        }
    }
    found
}

fn name_of_function(code: &[char], at: usize) -> Option<String> {
    let word_before = at.checked_sub(1).and_then(|before| code.get(before)).is_some_and(|c| is_word(*c));
    if word_before || code.get(at..at + 3)? != ['f', 'n', ' '] {
        return None;
    }
    let name: String = code.iter().skip(at + 3).take_while(|c| is_word(**c)).collect();
    (!name.is_empty()).then_some(name)
}

/// Lines from here to the brace that closes the body; `None` if a `;` comes before a body.
fn body_lines(code: &[char], from: usize) -> Option<usize> {
    let (mut brackets, mut braces, mut lines) = (0_usize, 0_usize, 1);
    for c in code.iter().skip(from) {
        match c {
            '\n' => lines += 1,
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            ';' if brackets == 0 && braces == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces = braces.saturating_sub(1);
                if braces == 0 {
                    return Some(lines);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_comments_texts_and_characters() {
        for (source, code) in [
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            (r#"f("x\"{", 1)"#, "f(      , 1)"),
            (r##"f(r#"}"{"#)"##, "f(        )"),
            (r#"b"{" c"{" br"{""#, "               "),
            (r"'{' b'{' '\'' '\u{1}'", "                     "),
            ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
            ("for r in b", "for r in b"),
        ] {
            assert_eq!(code_only(source), code, "{source}");
        }
    }

    #[test]
    fn finds_functions_and_their_length() {
        let source = "trait T { fn none(&self) -> [u8; 2]; }\n\nimpl T for X {\n    fn a() {\n        // }\n        let f = \"}\";\n    }\n}\nfn b() {}\n";
        let found = functions(source);
        assert_eq!(
            found,
            [
                Function { name: "a".into(), line: 4, lines: 4 },
                Function { name: "b".into(), line: 9, lines: 1 }
            ]
        );
    }
}
