//! Findings as text for a terminal and as JSON for programs.

use crate::load::Files;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use model::{Diagnostic, Severity, Source};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Findings as text, each with the lines it is about. `color` adds the terminal's colours.
pub fn render_text(findings: &[Diagnostic], files: &Files, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in findings {
        out.push_str(&renderer.render(&report(finding, files)));
        out.push_str("\n\n");
    }
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        // writing to a string does not fail
        let _ = write!(out, "{}", summary(errors, warnings));
    }
    out
}

fn summary(errors: usize, warnings: usize) -> String {
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, warnings) => format!("{}\n", plural(warnings, "warning")),
        (errors, 0) => format!("{}\n", plural(errors, "error")),
        (errors, warnings) => format!("{}, {}\n", plural(errors, "error"), plural(warnings, "warning")),
    }
}

fn report<'a>(finding: &'a Diagnostic, files: &'a Files) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code.to_string());
    let (same, other): (Vec<_>, Vec<_>) =
        finding.related.iter().partition(|(at, _)| at.path == finding.at.path);
    let mut group = match files.get(&*finding.at.path) {
        Some(text) => {
            let mut snippet = snippet(&finding.at, text, AnnotationKind::Primary, "");
            for (at, note) in same {
                snippet =
                    snippet.annotation(AnnotationKind::Context.span(range(at, text)).label(note.as_str()));
            }
            title.element(snippet)
        }
        // a file that is missing has no lines to show
        None => title.element(Origin::path(&*finding.at.path)),
    };
    for (at, note) in other {
        if let Some(text) = files.get(&*at.path) {
            group = group.element(snippet(at, text, AnnotationKind::Context, note));
        }
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
}

/// The lines a place is in.
fn snippet<'a>(
    at: &'a Source,
    text: &'a str,
    kind: AnnotationKind,
    label: &'a str,
) -> Snippet<'a, Annotation<'a>> {
    let mut annotation = kind.span(range(at, text));
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    Snippet::source(text).path(&*at.path).annotation(annotation)
}

/// The bytes of a place, within the text and at borders of characters; at most to the end of the first line, so
/// that a whole block is not drawn.
fn range(at: &Source, text: &str) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(at.span.start), floor(at.span.end));
    let line_end =
        text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| start + length);
    start..end.clamp(start, line_end.max(start))
}

/// Line and column (both from 1, columns in characters) of a byte.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte.min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Findings as JSON: a list of `{code, severity, message, help?, at: {path, line, column, start, end}, related?}`.
/// Lines and columns count from 1, `start` and `end` are bytes.
pub fn render_json(findings: &[Diagnostic], files: &Files) -> Value {
    let place = |at: &Source| {
        let text = files.get(&*at.path).map_or("", String::as_str);
        let (line, column) = line_and_column(text, at.span.start);
        json!({"path": &*at.path, "line": line, "column": column, "start": at.span.start, "end": at.span.end})
    };
    let list = findings.iter().map(|finding| {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut out = json!({
            "code": finding.code.to_string(),
            "severity": severity,
            "message": finding.message,
            "at": place(&finding.at),
        });
        if let Value::Object(object) = &mut out {
            if let Some(help) = &finding.help {
                object.insert("help".to_owned(), json!(help));
            }
            if let Some((at, note)) = &finding.related {
                object.insert("related".to_owned(), json!({"at": place(at), "note": note}));
            }
        }
        out
    });
    Value::Array(list.collect())
}
