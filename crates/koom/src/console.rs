//! The one place that prints. Errors are a sentence: what, where, what now.

use std::io::Write as _;

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
