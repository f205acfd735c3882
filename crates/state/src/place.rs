//! Places inside a scalar: from an offset in its value to a byte of the file.

use crate::yaml::Style;
use model::Span;

/// Where a byte of a scalar's value stands in the file: quotes, escapes and folded lines are looked through.
pub fn locate(file: &str, span: Span, value: &str, style: Style, offset: usize) -> usize {
    let raw = file.get(span.start..span.end).unwrap_or_default();
    let mut at = match style {
        Style::Plain => 0,
        Style::Single | Style::Double => 1,
        // the span may begin at the mark or at the text below it
        Style::Block if raw.starts_with(['|', '>']) => raw.find('\n').map_or(0, |line| line + 1),
        Style::Block => 0,
    };
    let mut done = 0;
    let mut wanted = value.chars().peekable();
    while let Some(c) = wanted.next() {
        // indentation of a block's or a folded line's continuation is no part of the value
        while let Some(r) = raw.get(at..).and_then(|rest| rest.chars().next()) {
            if r.is_whitespace() && !c.is_whitespace() {
                at += r.len_utf8();
            } else {
                break;
            }
        }
        if done >= offset {
            break;
        }
        let rest = raw.get(at..).unwrap_or_default();
        at += match (style, c) {
            (Style::Double, _) if rest.starts_with('\\') => escape_length(rest),
            (Style::Single, '\'') => 2,
            (_, c) if c.is_whitespace() && wanted.peek().is_some_and(|next| !next.is_whitespace()) => {
                rest.len() - rest.trim_start().len()
            }
            (_, c) => c.len_utf8(),
        };
        done += c.len_utf8();
    }
    (span.start + at).min(span.end)
}

/// Length of the escape a text begins with.
fn escape_length(rest: &str) -> usize {
    match rest.chars().nth(1) {
        Some('x') => 4,
        Some('u') => 6,
        Some('U') => 10,
        Some(c) => 1 + c.len_utf8(),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::Sink;
    use crate::yaml::Kind;
    use std::sync::Arc;

    #[test]
    fn finds_places_inside_scalars() {
        let table = [
            ("a: \"= b(\\\"x\\\") + c\"", "= b(\"x\") + c", "c"),
            ("a: '= d = ''y'' + c'", "= d = 'y' + c", "c"),
            ("a: = é + c", "= é + c", "c"),
            ("a: |\n  = é +\n    c\n", "= é +\n  c\n", "c"),
            ("a: \"= \\u00e9 + c\"", "= é + c", "c"),
        ];
        for (text, value, part) in table {
            let node = crate::yaml::read(&Arc::from("test.yaml"), text, &mut Sink::default());
            let Kind::Map(entries) = node.unwrap().kind else { panic!("no map") };
            let Kind::Scalar(found, style) = &entries[0].value.kind else { panic!("no scalar") };
            assert_eq!(found, value);
            let offset = value.rfind(part).unwrap();
            let at = locate(text, entries[0].value.span, found, *style, offset);
            assert_eq!(text.get(at..at + part.len()).unwrap(), part, "{text:?}");
            assert_eq!(at, text.rfind(part).unwrap(), "{text:?}");
        }
    }
}
