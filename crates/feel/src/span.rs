//! Places in the text of an expression.

/// A range of bytes in the text of an expression.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; offsets past 4 GiB (which no text limit admits) saturate.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text at this span; empty when it does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        let range = usize::try_from(self.start).unwrap_or(0)..usize::try_from(self.end).unwrap_or(0);
        text.get(range).unwrap_or("")
    }
}

/// Why a text is no FEEL expression: what is wrong, where, and what to write instead.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}; {help}")]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// What to do now.
    pub help: String,
}
