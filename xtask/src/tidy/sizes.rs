//! Files of at most 400 lines, functions of at most 70: what a reader can hold in mind. The exceptions have ceilings
//! and reasons, and go when they are no longer needed.

use super::Finding;
use crate::exceptions::{FILES, FUNCTIONS};
use crate::rust::functions;
use crate::tree::Tree;
use std::collections::BTreeSet;

const RULE: &str = "size";
const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;
/// Where our Rust is.
const FOLDERS: [&str; 3] = ["crates/", "xtask/", "tests/"];

/// Sizes of everything in Rust.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut long = BTreeSet::new();
    for (path, text) in FOLDERS.iter().flat_map(|folder| tree.under(folder, ".rs")) {
        let lines = text.lines().count();
        let ceiling =
            FILES.iter().find(|(file, ..)| *file == path).map_or(FILE_LINES_MAX, |(_, ceiling, _)| *ceiling);
        if lines > FILE_LINES_MAX {
            long.insert(path.to_owned());
        }
        if lines > ceiling {
            findings.push(Finding::new(
                RULE,
                path,
                format!("has {lines} lines, at most {ceiling} are allowed; split it where a reader would"),
            ));
        }
        for function in functions(text) {
            let name = format!("{path}#{}", function.name);
            let ceiling = FUNCTIONS
                .iter()
                .find(|(known, ..)| *known == name)
                .map_or(FUNCTION_LINES_MAX, |(_, ceiling, _)| *ceiling);
            if function.lines > FUNCTION_LINES_MAX {
                long.insert(name);
            }
            if function.lines > ceiling {
                let sentence =
                    format!("{} has {} lines, at most {ceiling} are allowed", function.name, function.lines);
                findings.push(Finding::new(RULE, format!("{path}:{}", function.line), sentence));
            }
        }
    }
    let known = FILES.iter().map(|(name, ..)| name).chain(FUNCTIONS.iter().map(|(name, ..)| name));
    let stale = known.filter(|name| !long.contains(**name));
    findings.extend(stale.map(|name| {
        Finding::new(RULE, *name, "its exception is no longer needed; remove it from xtask/src/exceptions.rs")
    }));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(tree: &Tree) -> Vec<Finding> {
        check(tree).into_iter().filter(|finding| !finding.sentence.contains("no longer needed")).collect()
    }

    #[test]
    fn long_files_and_functions_are_found() {
        let fits = format!("fn f() {{\n{}}}\n", "    x();\n".repeat(FUNCTION_LINES_MAX - 2));
        let long = format!("fn f() {{\n{}}}\n", "    x();\n".repeat(FUNCTION_LINES_MAX - 1));
        assert_eq!(new(&Tree::of(&[("crates/a/src/b.rs", &fits)])), []);
        let found = new(&Tree::of(&[("crates/a/src/b.rs", &format!("\n{long}"))]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, "crates/a/src/b.rs:2");
        let file = "\n".repeat(FILE_LINES_MAX);
        assert_eq!(new(&Tree::of(&[("xtask/src/b.rs", &file)])), []);
        assert_eq!(new(&Tree::of(&[("xtask/src/b.rs", &format!("{file}\n"))])).len(), 1);
    }

    #[test]
    fn exceptions_have_ceilings_and_go_when_they_can() {
        let Some((path, ceiling, _)) = FILES.first() else { return };
        let at = "\n".repeat(*ceiling);
        assert_eq!(new(&Tree::of(&[(path, &at)])), []);
        assert_eq!(new(&Tree::of(&[(path, &format!("{at}\n"))])).len(), 1);
        let stale = check(&Tree::of(&[(path, "")]));
        assert!(
            stale
                .iter()
                .any(|finding| finding.place == *path && finding.sentence.contains("no longer needed"))
        );
    }

    #[test]
    fn every_exception_says_why() {
        for (name, ceiling, why) in FILES.iter().chain(FUNCTIONS) {
            assert!(why.len() > 20 && *ceiling > FUNCTION_LINES_MAX, "{name}");
        }
    }
}
