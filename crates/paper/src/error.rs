//! What went wrong, where, and what to do now.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, Lines};

use crate::world::DocumentWorld;

/// Who has to act on a [`PaperError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The template is wrong, or does not fit the data: its author corrects it.
    Template,
    /// The request is wrong: an unknown template, an impossible date, a language that is no language tag.
    Request,
    /// A character in the words or the data is in none of the fonts.
    Glyph,
    /// A named limit of this crate is exceeded.
    Limit,
}

/// An error in a template or a document. Its text names what, where and what now.
///
/// It quotes the template, and data only where the template itself puts data into a message (`panic`, `assert`) or a
/// single character has no glyph.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}{}", hint.as_deref().map(|h| format!(" ({h})")).unwrap_or_default())]
pub struct PaperError {
    /// Who has to act.
    pub kind: Kind,
    /// Path of the template, without a leading slash.
    pub file: String,
    /// Line from 1; 1 also for what concerns the whole file.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it, if anything is known.
    pub hint: Option<String>,
}

impl PaperError {
    /// An error about a file as a whole.
    pub(crate) fn whole(kind: Kind, file: &str, message: impl Into<String>, hint: &str) -> Self {
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        Self { kind, file: file.to_owned(), line: 1, column: 1, message: message.into(), hint }
    }

    /// The compiler stopped without a word. It never does; the type allows it.
    pub(crate) fn unexplained(file: &str) -> Self {
        Self::whole(Kind::Template, file, "the compiler stopped without giving a reason", "")
    }

    /// An error at a place that the compiler knows. Falls back to the head of `template` where it knows none.
    pub(crate) fn at(
        kind: Kind,
        world: &DocumentWorld<'_>,
        span: impl Into<DiagSpan>,
        message: impl Into<String>,
        hint: Option<String>,
    ) -> Self {
        let (file, line, column) = place(world, span.into());
        Self { kind, file, line, column, message: message.into(), hint }
    }

    /// Takes over a finding of the compiler. A place inside the wrapper or a virtual file helps nobody: then the
    /// nearest call in a template is named.
    pub(crate) fn from_diagnostic(world: &DocumentWorld<'_>, found: &SourceDiagnostic) -> Self {
        let span = std::iter::once(found.span)
            .chain(found.trace.iter().map(|point| DiagSpan::from(point.span)))
            .find(|span| span.id().is_some_and(|id| world.authored(id).is_some()))
            .unwrap_or(found.span);
        let mut hints: Vec<String> = found.hints.iter().map(|hint| hint.v.to_string()).collect();
        if found.message.starts_with("file not found") {
            hints = vec![world.readable_files()];
        }
        let hint = (!hints.is_empty()).then(|| hints.join("; "));
        Self::at(Kind::Template, world, span, readable(&found.message), hint)
    }
}

/// The compiler speaks of paths as on a disk; here there is none.
fn readable(message: &str) -> String {
    match message.strip_prefix("file not found (searched at ").and_then(|rest| rest.strip_suffix(')')) {
        Some(path) => format!("no file {path} among the documents of the state"),
        None => message.to_owned(),
    }
}

/// File, line and column of a span, both from 1; the head of the template where the compiler knows no place.
fn place(world: &DocumentWorld<'_>, span: DiagSpan) -> (String, u32, u32) {
    known_place(world, span).unwrap_or_else(|| (world.template.to_owned(), 1, 1))
}

fn known_place(world: &DocumentWorld<'_>, span: DiagSpan) -> Option<(String, u32, u32)> {
    let (path, bytes) = world.authored(span.id()?)?;
    let start = world.range(span)?.start;
    let (line, column) = Lines::new(bytes.as_str().ok()?).byte_to_line_column(start)?;
    let from_one = |index: usize| u32::try_from(index).ok()?.checked_add(1);
    Some((path.to_owned(), from_one(line)?, from_one(column)?))
}
