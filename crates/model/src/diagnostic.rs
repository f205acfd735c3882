//! What is wrong with a state folder: code, place, sentence, help. Collected, never only the first.

use std::sync::Arc;

/// A diagnostic's code, like `K0203`. `koom explain K0203` tells more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "K{:04}", self.0)
    }
}

/// Whether the folder can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The folder can't be used.
    Error,
    /// It can, and someone should look.
    Warning,
}

/// Bytes `start..end` of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A place in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Path within the folder, with `/`.
    pub path: Arc<str>,
    /// Where in it.
    pub span: Span,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub at: Source,
    /// What, in one sentence.
    pub message: String,
    /// What to do now; a did-you-mean where there is one.
    pub help: Option<String>,
    /// A second place that explains the first, with a note.
    pub related: Option<(Source, String)>,
}
