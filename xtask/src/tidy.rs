//! The house rules, each a pure function from what is there to what is wrong, with a test that shows it failing.

mod country;
mod direction;
mod documents;
mod licences;
mod sizes;
mod source;

use crate::meta::{self, Package};
use crate::tree::Tree;
use std::fmt;

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// The rule.
    rule: &'static str,
    /// Where: a path, or a path and a line.
    place: String,
    /// What is wrong and what now.
    sentence: String,
}

impl Finding {
    fn new(rule: &'static str, place: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { rule, place: place.into(), sentence: sentence.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.rule, self.sentence)
    }
}

/// Looks at the whole repository.
pub(crate) fn run() -> Result<Vec<Finding>, String> {
    let (root, packages) = meta::ask()?;
    let tree = Tree::read(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    Ok(all(&tree, &packages))
}

fn all(tree: &Tree, packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(direction::check(packages));
    findings.extend(direction::check_sources(tree));
    findings.extend(licences::check(tree, packages));
    findings.extend(sizes::check(tree));
    findings.extend(country::check(tree));
    findings.extend(source::check(tree));
    findings.extend(documents::check(tree, packages));
    findings.sort();
    // A line that says the same thing twice is one finding.
    findings.dedup();
    findings
}

/// The line, from 1, of a byte position.
fn line_of(text: &str, position: usize) -> usize {
    1 + text.bytes().take(position).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_where_and_why() {
        let finding = Finding::new("size", "crates/a/src/b.rs", "has 401 lines");
        assert_eq!(finding.to_string(), "crates/a/src/b.rs: size: has 401 lines");
        assert_eq!(line_of("a\nb\nc", 4), 3);
    }
}
