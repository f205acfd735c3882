//! The one place that prints. Errors are a sentence: what, where, what now.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Why a command failed.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A line on standard output.
pub(crate) fn line(text: impl AsRef<str>) {
    let mut out = std::io::stdout().lock();
    // A closed pipe is the reader's wish to hear no more.
    let _closed = writeln!(out, "{}", text.as_ref()).and_then(|()| out.flush());
}

/// A line on standard error.
pub(crate) fn note(text: impl AsRef<str>) {
    let _closed = writeln!(std::io::stderr().lock(), "{}", text.as_ref());
}

/// An error with its causes, on standard error.
pub(crate) fn error(failure: &Failure) {
    let mut text = format!("error: {failure}");
    let mut cause = failure.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    note(text);
}

/// A failure from a sentence.
pub(crate) fn failure(sentence: impl Into<String>) -> Failure {
    sentence.into().into()
}

/// A failure of the application, in words for an operator.
pub(crate) fn app_failure(error: app::AppError) -> Failure {
    match error {
        app::AppError::Refused(refusals) => {
            let codes: Vec<&str> = refusals.iter().map(domain::Refusal::code).collect();
            failure(format!("refused: {}", codes.join(", ")))
        }
        app::AppError::Fault(fault) => Box::new(fault),
    }
}

/// How long something may take before its progress is shown.
const SHOWN_AFTER: Duration = Duration::from_secs(1);
/// How often it is shown.
const SHOWN_EVERY: Duration = Duration::from_millis(200);
/// Characters of the bar.
const BAR: usize = 30;

/// A bar on standard error after one second, if someone looks: never in a file or a pipe.
pub(crate) struct Progress {
    what: String,
    /// `None` where nobody knows how much it will be.
    whole: Option<usize>,
    began: Instant,
    shown: Option<Instant>,
    terminal: bool,
}

impl Progress {
    /// Of a known whole.
    pub(crate) fn new(what: &str, whole: usize) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self { what: what.to_owned(), whole: Some(whole), began: Instant::now(), shown: None, terminal }
    }

    /// Of an unknown whole.
    pub(crate) fn counting(what: &str) -> Self {
        Self { whole: None, ..Self::new(what, 0) }
    }

    /// So much is done.
    pub(crate) fn at(&mut self, done: usize) {
        if !self.terminal || self.began.elapsed() < SHOWN_AFTER {
            return;
        }
        if self.shown.is_some_and(|shown| shown.elapsed() < SHOWN_EVERY) {
            return;
        }
        self.shown = Some(Instant::now());
        let text = match self.whole {
            Some(whole) => {
                let whole = whole.max(1);
                let full = done.min(whole).saturating_mul(BAR) / whole;
                let percent = done.min(whole).saturating_mul(100) / whole;
                format!("[{}{}] {percent:>3} % {}", "#".repeat(full), " ".repeat(BAR - full), self.what)
            }
            None => format!("{done} {}", self.what),
        };
        let mut out = std::io::stderr().lock();
        let _closed = write!(out, "\r{text}").and_then(|()| out.flush());
    }

    /// Takes the bar away.
    pub(crate) fn end(&mut self) {
        if self.shown.take().is_some() {
            let _closed = write!(std::io::stderr().lock(), "\r{}\r", " ".repeat(BAR + 40));
        }
    }
}
