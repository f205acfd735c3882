//! Small things in the text of the sources: nothing unfinished, nothing skipped, no blanks at the end of a line.

use super::{Finding, line_of};
use crate::rust::code_only;
use crate::tree::Tree;

const RULE: &str = "source";

/// What finished code does not hold.
const UNFINISHED: &[(&str, &str)] = &[
    ("todo!", "is not finished; finish it or leave it out"),
    ("unimplemented!", "is not finished; finish it or leave it out"),
    ("dbg!", "is for a moment at the desk"),
    ("#[ignore", "a test that is not run proves nothing; run it or remove it"),
    ("#[allow(", "use #[expect(…, reason = \"…\")]: it goes when it is no longer needed"),
    ("#![allow(", "use #![expect(…, reason = \"…\")]: it goes when it is no longer needed"),
];
/// Kinds of files that people write here.
const WRITTEN: [&str; 13] =
    [".rs", ".toml", ".md", ".yaml", ".ftl", ".typ", ".cedar", ".css", ".py", ".sh", ".js", ".mjs", ".c"];

/// Rust for unfinished things, everything written for blanks.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("", ".rs") {
        let code = code_only(text);
        for (sign, why) in UNFINISHED {
            for (position, _) in code.match_indices(sign) {
                findings.push(Finding::new(
                    RULE,
                    format!("{path}:{}", line_of(&code, position)),
                    format!("{sign} {why}"),
                ));
            }
        }
    }
    for (path, text) in WRITTEN.iter().flat_map(|kind| tree.under("", kind)) {
        for (index, line) in text.lines().enumerate() {
            if line.ends_with([' ', '\t', '\r']) {
                findings.push(Finding::new(
                    RULE,
                    format!("{path}:{}", index + 1),
                    "blanks at the end of the line",
                ));
            }
        }
        if !text.is_empty() && !text.ends_with('\n') {
            findings.push(Finding::new(RULE, path, "the last line has no end"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn unfinished_code_is_found_but_not_talk_of_it() {
        assert_eq!(places("crates/a.rs", "fn f() {\n    todo!()\n}\n"), ["crates/a.rs:2"]);
        assert_eq!(places("tests/a.rs", "#[test]\n#[ignore]\nfn f() {}\n"), ["tests/a.rs:2"]);
        assert_eq!(
            places("a.rs", "#[ignore = \"slow\"]\n#[allow(dead_code)]\nfn f() { dbg!(1); }\n").len(),
            3
        );
        assert_eq!(places("a.rs", "// todo!\nconst X: &str = \"dbg!\";\n"), [""; 0]);
    }

    #[test]
    fn blanks_at_the_end_are_found() {
        assert_eq!(places("a.md", "a\nb \n"), ["a.md:2"]);
        assert_eq!(places("a.yaml", "a: b\t\n"), ["a.yaml:1"]);
        assert_eq!(places("a.md", "a"), ["a.md"]);
        assert_eq!(places("a.md", "a\n"), [""; 0]);
    }
}
