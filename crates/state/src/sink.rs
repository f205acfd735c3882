//! Where findings are collected.

use model::{Code, Diagnostic, Severity, Source};

/// Most findings kept: beyond this a folder is broken as a whole, and more lines help nobody.
pub const FINDINGS_MAX: usize = 1_000;

/// The findings so far.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
    /// Takes what is beyond the limit, so that callers need not know.
    overflow: Option<Diagnostic>,
}

/// A finding being written.
pub struct Entry<'a>(Option<&'a mut Diagnostic>);

impl Sink {
    /// Notes an error.
    pub fn error(&mut self, code: Code, at: Source, message: impl Into<String>) -> Entry<'_> {
        self.push(code, Severity::Error, at, message.into())
    }

    /// Notes a warning.
    pub fn warning(&mut self, code: Code, at: Source, message: impl Into<String>) -> Entry<'_> {
        self.push(code, Severity::Warning, at, message.into())
    }

    fn push(&mut self, code: Code, severity: Severity, at: Source, message: String) -> Entry<'_> {
        let finding = Diagnostic { code, severity, at, message, help: None, related: None };
        if self.found.len() < FINDINGS_MAX {
            self.found.push(finding);
            return Entry(self.found.last_mut());
        }
        self.overflow = Some(finding);
        Entry(self.overflow.as_mut())
    }

    /// True if there is an error among the findings.
    pub fn has_errors(&self) -> bool {
        self.overflow.is_some() || self.found.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings, by place; what is said twice in the same words at the same place is said once. Warnings wait
    /// until there is no error: what an error leaves half read would look unused.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        if self.has_errors() {
            self.found.retain(|finding| finding.severity == Severity::Error);
        }
        self.found.sort_by(|a, b| (&a.at, a.code).cmp(&(&b.at, b.code)));
        self.found.dedup();
        self.found
    }
}

impl Entry<'_> {
    /// What to do now.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(finding) = self.0.as_mut() {
            finding.help = Some(help.into());
        }
        self
    }

    /// A second place that explains the first.
    pub fn related(mut self, at: Source, note: impl Into<String>) -> Self {
        if let Some(finding) = self.0.as_mut() {
            finding.related = Some((at, note.into()));
        }
        self
    }
}

/// The known name nearest to an unknown one, if near enough to be meant.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let near = strsim::damerau_levenshtein(unknown, name);
        let likeness = strsim::jaro_winkler(unknown, name);
        let allowed = (unknown.chars().count().max(name.chars().count()) / 3).max(1);
        // one word of a name of several: `length` for `string length`
        let part = name.contains(' ') && name.split(' ').any(|word| word == unknown);
        if (near <= allowed || likeness > 0.92 || part) && best.is_none_or(|(b, _)| likeness > b) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Help for an unknown name: the nearest known one, otherwise what there is.
pub fn did_you_mean<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>, of: &str) -> String {
    /// More names than this help nobody on one line.
    const LISTED_MAX: usize = 12;
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(name) = nearest(unknown, known.iter().copied()) {
        return format!("did you mean `{name}`?");
    }
    if known.is_empty() {
        return format!("there is no {of} yet");
    }
    let mut listed =
        known.iter().take(LISTED_MAX).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if known.len() > LISTED_MAX {
        listed.push_str(", …");
    }
    format!("known {of}: {listed}")
}
