//! Which crate may use which: part 5 of the design and `docs/adr/0008-directions-between-crates.md`.

use super::{Finding, line_of};
use crate::meta::Package;
use crate::rust::code_only;
use crate::tree::Tree;

const RULE: &str = "direction";

/// What stands in a row: a crate of ours, which of ours it may use, and whether it is pure.
struct Row {
    name: &'static str,
    uses: &'static [&'static str],
    /// No tokio, axum, SQL, file system, clock or randomness.
    pure: bool,
}

const fn pure(name: &'static str, uses: &'static [&'static str]) -> Row {
    Row { name, uses, pure: true }
}

const fn row(name: &'static str, uses: &'static [&'static str]) -> Row {
    Row { name, uses, pure: false }
}

/// Innermost first: no row names one below it.
const TABLE: &[Row] = &[
    pure("base", &[]),
    pure("feel", &["base"]),
    pure("tlog", &["base"]),
    pure("dmn", &["base", "feel"]),
    pure("bpmn", &[]),
    pure("model", &["base", "feel"]),
    pure("state", &["base", "feel", "model"]),
    pure("access", &["base", "feel", "model"]),
    pure("domain", &["base", "feel", "model"]),
    pure("i18n", &["base"]),
    pure("ui", &["base", "i18n"]),
    pure("paper", &["base", "i18n"]),
    row("store", &["base"]),
    row("app", &["base", "feel", "tlog", "model", "state", "access", "domain", "i18n", "paper", "store"]),
    pure("catalogue", &["base", "feel", "bpmn", "model", "state", "i18n", "ui", "app"]),
    row("web", &["base", "tlog", "dmn", "model", "access", "domain", "i18n", "ui", "store", "app"]),
    row("api", &["base", "tlog", "dmn", "model", "domain", "i18n", "app"]),
    row(
        "koom",
        &[
            "base",
            "feel",
            "tlog",
            "dmn",
            "model",
            "state",
            "access",
            "domain",
            "i18n",
            "ui",
            "paper",
            "store",
            "app",
            "catalogue",
            "web",
            "api",
        ],
    ),
    row("e2e", &["base", "tlog"]),
    row("xtask", &[]),
];

/// What tests and examples of a crate may use besides: the loader, to stand on a real state.
const FOR_TESTS: &[(&str, &[&str])] = &[
    ("web", &["state"]),
    ("api", &["state", "store"]),
    ("ui", &["model", "state"]),
    ("i18n", &["state", "model"]),
    ("domain", &["state"]),
    ("access", &["state"]),
];

/// Crates that may name only a part of another: crate, the other, what.
const PARTS: &[(&str, &str, &[&str])] = &[("web", "store", &["Log"])];
/// Other people's crates that a pure crate may not use.
const IMPURE: &[&str] = &[
    "tokio",
    "axum",
    "hyper",
    "hyper-util",
    "tower",
    "rusqlite",
    "tokio-postgres",
    "getrandom",
    "rand",
    "rand_chacha",
    "tempfile",
    "reqwest",
];
/// Crates that hold SQL: only `store` speaks it, and `koom bench` measures it bare.
const SQL: (&[&str], &[&str]) = (&["rusqlite", "tokio-postgres"], &["store", "koom"]);
/// Names of the machine that a pure crate may not speak.
const MACHINE: &[&str] =
    &["std::fs", "std::net", "std::env", "std::process", "std::thread", "SystemTime", "std::time::Instant"];

/// Manifests against the table.
pub(super) fn check(packages: &[Package]) -> Vec<Finding> {
    let ours: Vec<&str> =
        packages.iter().filter(|package| package.ours).map(|package| package.name.as_str()).collect();
    let mut findings = Vec::new();
    for package in packages.iter().filter(|package| package.ours) {
        let Some(row) = TABLE.iter().find(|row| row.name == package.name) else {
            findings.push(Finding::new(
                RULE,
                &package.manifest,
                "a crate without a row in xtask/src/tidy/direction.rs",
            ));
            continue;
        };
        for used in &package.uses {
            let name = used.name.as_str();
            let for_tests =
                used.dev && FOR_TESTS.iter().any(|(of, more)| *of == row.name && more.contains(&name));
            if ours.contains(&name) && !row.uses.contains(&name) && !for_tests {
                findings.push(Finding::new(
                    RULE,
                    &package.manifest,
                    format!("{} may not use {name}", row.name),
                ));
            }
            if row.pure && !used.dev && IMPURE.contains(&name) {
                findings.push(Finding::new(
                    RULE,
                    &package.manifest,
                    format!("{} is pure and may not use {name}", row.name),
                ));
            }
            if SQL.0.contains(&name) && !SQL.1.contains(&row.name) {
                findings.push(Finding::new(
                    RULE,
                    &package.manifest,
                    format!("{} speaks SQL with {name}; only store may", row.name),
                ));
            }
        }
    }
    findings
}

/// Sources of pure crates against the machine's names.
pub(super) fn check_sources(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in TABLE.iter().filter(|row| row.pure) {
        for folder in [format!("crates/{}/src/", row.name), format!("crates/standards/{}/src/", row.name)] {
            // Tests may measure and read; they are never part of the program.
            for (path, text) in tree.under(&folder, ".rs").filter(|(path, _)| !path.contains("/tests")) {
                let code = code_only(text);
                for name in MACHINE {
                    if let Some(position) = code.find(name) {
                        let place = format!("{path}:{}", line_of(&code, position));
                        findings.push(Finding::new(
                            RULE,
                            place,
                            format!("{} is pure and may not name {name}", row.name),
                        ));
                    }
                }
            }
        }
    }
    findings.extend(PARTS.iter().flat_map(|(of, other, allowed)| beyond(tree, of, other, allowed)));
    findings
}

/// Places where a crate names more of another than its part.
fn beyond(tree: &Tree, of: &str, other: &str, allowed: &[&str]) -> Vec<Finding> {
    let (folder, sign) = (format!("crates/{of}/src/"), format!("{other}::"));
    let mut findings = Vec::new();
    for (path, text) in tree.under(&folder, ".rs").filter(|(path, _)| !path.contains("/tests")) {
        let code = code_only(text);
        for (position, _) in code.match_indices(&sign) {
            let before = code.get(..position).and_then(|before| before.chars().next_back());
            let rest = code.get(position + sign.len()..).unwrap_or_default();
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let whole_word = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
            if whole_word && !allowed.contains(&name.as_str()) {
                let place = format!("{path}:{}", line_of(&code, position));
                findings.push(Finding::new(
                    RULE,
                    place,
                    format!("{of} may name {} of {other} and nothing else", allowed.join(", ")),
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meta::Use;

    fn package(name: &str, uses: &[(&str, bool)]) -> Package {
        let uses = uses.iter().map(|(name, dev)| Use { name: (*name).to_owned(), dev: *dev }).collect();
        Package {
            name: name.to_owned(),
            ours: true,
            manifest: format!("crates/{name}/Cargo.toml"),
            uses,
            ..Package::default()
        }
    }

    fn sentences(packages: &[Package]) -> Vec<String> {
        check(packages).into_iter().map(|finding| finding.sentence).collect()
    }

    #[test]
    fn every_crate_uses_only_crates_above_it_in_the_table() {
        for (place, row) in TABLE.iter().enumerate() {
            for used in row.uses {
                let found = TABLE.iter().position(|row| row.name == *used);
                assert!(found.is_some_and(|found| found < place), "{} uses {used}", row.name);
            }
        }
    }

    #[test]
    fn a_page_that_reaches_the_store_is_found() {
        let mut packages = vec![package("state", &[]), package("web", &[("state", false), ("serde", false)])];
        assert_eq!(sentences(&packages), ["web may not use state"]);
        packages[1].uses[0].dev = true;
        assert!(sentences(&packages).is_empty(), "tests read a state folder");
        packages[1].uses[0] = Use { name: "rusqlite".into(), dev: false };
        assert_eq!(sentences(&packages), ["web speaks SQL with rusqlite; only store may"]);
    }

    #[test]
    fn a_page_that_names_more_of_the_store_than_a_log_is_found() {
        let tree = Tree::of(&[
            ("crates/web/src/a.rs", "use store::Log;\nfn f() { crate::store::x(); my_store::y(); }\n"),
            ("crates/web/src/b.rs", "\nuse store::{Log, Sqlite};\n"),
            ("crates/web/src/c.rs", "fn f(s: &store::Sealed) {}"),
            ("crates/web/tests/d.rs", "use store::Sqlite;"),
        ]);
        let places: Vec<_> = check_sources(&tree).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["crates/web/src/b.rs:2", "crates/web/src/c.rs:1"]);
    }

    #[test]
    fn a_pure_crate_that_is_not_is_found() {
        assert_eq!(
            sentences(&[package("domain", &[("tokio", false)])]),
            ["domain is pure and may not use tokio"]
        );
        assert_eq!(
            sentences(&[package("base", &[("feel", true)]), package("feel", &[])]),
            ["base may not use feel"]
        );
        let tree = Tree::of(&[
            ("crates/feel/src/a.rs", "// std::fs\nfn f() { std::fs::read(\"std::net\"); }"),
            ("crates/standards/tlog/src/a.rs", "use std::time::SystemTime;"),
            ("crates/store/src/a.rs", "use std::fs::File;"),
            ("crates/access/src/tests/speed.rs", "use std::time::Instant;"),
        ]);
        let places: Vec<_> = check_sources(&tree).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["crates/feel/src/a.rs:2", "crates/standards/tlog/src/a.rs:1"]);
    }

    #[test]
    fn a_crate_nobody_placed_is_found() {
        assert_eq!(sentences(&[package("search", &[])]).len(), 1);
    }
}
