//! What is wrong with who may do what.

use cedar_policy::ffi::{DetailedError, SourceLabel};
use model::Source;
use model::diagnostic::Span;

/// A line of an access block or a policy that can't be used. For a policy file the span is where in the file; for an
/// access line it is the line's own place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{}: {message}", at.path)]
pub struct AccessError {
    /// Where.
    pub at: Source,
    /// What, in one sentence.
    pub message: String,
    /// What to do now.
    pub help: Option<String>,
}

impl AccessError {
    pub(crate) fn new(at: &Source, message: impl Into<String>) -> Self {
        Self { at: at.clone(), message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// An error of the policy language in a text that stands in a file; `around` is the place if the error has none.
    pub(crate) fn in_file(around: &Source, error: DetailedError) -> Self {
        let label = error.source_locations.first();
        let span = label.map_or(around.span, |label| Span { start: label.loc.start, end: label.loc.end });
        let help = error.help.clone().or_else(|| label.and_then(|label: &SourceLabel| label.label.clone()));
        Self { at: Source { path: around.path.clone(), span }, message: error.message, help }
    }

    /// An error of the policy language in a text made from `at`.
    pub(crate) fn made_from(at: &Source, error: DetailedError) -> Self {
        Self { at: at.clone(), message: error.message, help: error.help }
    }
}

/// Likeness from which a name may have been meant, of 1.
const LIKE_MIN: f64 = 0.6;

/// Most names listed where none is like the one that was written.
const LISTED_MAX: usize = 12;

/// What may have been meant by a name that does not exist.
pub(crate) fn suggest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(written, name);
    let nearest = known.iter().map(|name| (likeness(name), name)).max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((likeness, name)) if likeness >= LIKE_MIN => format!("did you mean `{name}`?"),
        Some(_) if known.len() <= LISTED_MAX => format!("there are {}", known.join(", ")),
        Some(_) => {
            format!("there are {} …", known.iter().take(LISTED_MAX).copied().collect::<Vec<_>>().join(", "))
        }
        None => "there is none".to_owned(),
    }
}
