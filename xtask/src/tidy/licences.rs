//! Other people's crates: licences, crates we do without, and no crate twice without a reason.

use super::Finding;
use crate::exceptions::{DUPLICATES, LICENCES};
use crate::meta::Package;
use crate::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

const RULE: &str = "dependency";

/// Licences that ask for no more than naming. `deny.toml` has the same list.
const ALLOWED: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
];

/// Crates that may not be in the tree at all.
const BANNED: &[(&str, &str)] = &[
    ("openssl", "a C library with its own releases; where TLS is needed it is rustls"),
    ("openssl-sys", "a C library with its own releases; where TLS is needed it is rustls"),
    ("native-tls", "where TLS is needed it is rustls"),
    ("async-std", "there is one asynchronous runtime, tokio"),
];

/// Crates that ours may not name, though others bring them along.
const BANNED_FOR_US: &[(&str, &str)] = &[
    ("chrono", "dates are jiff's"),
    ("time", "dates are jiff's"),
    ("lazy_static", "std::sync::LazyLock does it"),
    ("once_cell", "std::sync::OnceLock does it"),
    ("serde_yaml", "the state folder is read by our strict reader over saphyr-parser"),
    ("anyhow", "errors are types"),
    ("reqwest", "nothing here calls out over HTTP yet"),
];

/// Everything about other people's crates.
pub(super) fn check(tree: &Tree, packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(licences(packages));
    findings.extend(bans(packages));
    findings.extend(duplicates(packages));
    findings.extend(deny_agrees(tree.get("deny.toml").unwrap_or_default()));
    findings
}

fn licences(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut used = BTreeSet::new();
    for package in packages {
        let stated = package.licence.as_deref().unwrap_or("no licence");
        let exception =
            LICENCES.iter().find(|(name, licence, _)| *name == package.name && *licence == stated);
        if let Some((name, ..)) = exception {
            used.insert(*name);
        } else if !permitted(stated) {
            let place = format!("{} {}", package.name, package.version);
            findings.push(Finding::new(RULE, place, format!("licence {stated:?} is not one we allow")));
        }
    }
    let stale = LICENCES.iter().filter(|(name, ..)| !used.contains(name));
    findings.extend(stale.map(|(name, ..)| {
        Finding::new(RULE, *name, "its exception for a licence is no longer needed; remove it")
    }));
    findings
}

/// True if the SPDX expression can be met with allowed licences alone. `/` is an old way to write `OR`.
fn permitted(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    any(&words, &mut at) == Some(true) && at == words.len()
}

/// One of several; `None` if this is no expression.
fn any(words: &[&str], at: &mut usize) -> Option<bool> {
    let mut permitted = every(words, at)?;
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        // Not `||`: what follows must be read in any case.
        permitted |= every(words, at)?;
    }
    Some(permitted)
}

fn every(words: &[&str], at: &mut usize) -> Option<bool> {
    let mut permitted = one(words, at)?;
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        permitted &= one(words, at)?;
    }
    Some(permitted)
}

fn one(words: &[&str], at: &mut usize) -> Option<bool> {
    let word = words.get(*at)?;
    *at += 1;
    if *word == "(" {
        let inside = any(words, at)?;
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return closed.then_some(inside);
    }
    if let (Some(&"WITH"), Some(exception)) = (words.get(*at), words.get(*at + 1)) {
        *at += 2;
        return Some(ALLOWED.contains(&format!("{word} WITH {exception}").as_str()));
    }
    Some(ALLOWED.contains(word))
}

fn bans(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        if let Some((_, why)) = BANNED.iter().find(|(name, _)| *name == package.name) {
            findings.push(Finding::new(RULE, &package.name, format!("may not be in the tree: {why}")));
        }
        for used in package.uses.iter().filter(|_| package.ours) {
            if let Some((name, why)) = BANNED_FOR_US.iter().find(|(name, _)| *name == used.name) {
                findings.push(Finding::new(RULE, &package.manifest, format!("does without {name}: {why}")));
            }
        }
    }
    findings
}

fn duplicates(packages: &[Package]) -> Vec<Finding> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let known = |name: &str| DUPLICATES.iter().any(|(_, names)| names.contains(&name));
    let new = versions.iter().filter(|(name, _)| !known(name)).map(|(name, versions)| {
        let list = versions.iter().copied().collect::<Vec<_>>().join(" and ");
        Finding::new(
            RULE,
            *name,
            format!("is there as {list}; agree on one, or give the reason in xtask/src/exceptions.rs"),
        )
    });
    let names = DUPLICATES.iter().flat_map(|(_, names)| names.iter());
    let stale = names.filter(|name| !versions.contains_key(**name)).map(|name| {
        Finding::new(RULE, *name, "is no longer there twice; remove it from xtask/src/exceptions.rs")
    });
    new.chain(stale).collect()
}

/// `deny.toml` allows the same licences.
fn deny_agrees(deny: &str) -> Vec<Finding> {
    let list = deny.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
    let theirs: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    let ours: BTreeSet<&str> = ALLOWED.iter().copied().collect();
    let differ = ours.symmetric_difference(&theirs);
    differ
        .map(|licence| {
            Finding::new(
                RULE,
                "deny.toml",
                format!("licence {licence} is allowed in one of deny.toml and xtask, not in both"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meta::Use;

    #[test]
    fn expressions_are_read_as_spdx_means_them() {
        for good in [
            "MIT",
            "MIT OR GPL-2.0-only",
            "MIT/Apache-2.0",
            "(MIT OR GPL-2.0-only) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
        ] {
            assert!(permitted(good), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "AGPL-3.0-only OR SSPL-1.0",
            "no licence",
            "",
            "MIT OR",
            "GPL-2.0 WITH LLVM-exception",
        ] {
            assert!(!permitted(bad), "{bad}");
        }
    }

    fn package(name: &str, version: &str, licence: &str) -> Package {
        Package {
            name: name.into(),
            version: version.into(),
            licence: Some(licence.into()),
            ..Package::default()
        }
    }

    fn about(findings: &[Finding], place: &str) -> usize {
        findings.iter().filter(|finding| finding.place.starts_with(place)).count()
    }

    #[test]
    fn a_licence_that_binds_is_found_and_so_is_a_stale_exception() {
        let findings = licences(&[package("a", "1", "MIT"), package("b", "2", "GPL-3.0")]);
        assert_eq!((about(&findings, "a "), about(&findings, "b ")), (0, 1));
        assert_eq!(findings.len(), 1 + LICENCES.len());
    }

    #[test]
    fn crates_we_do_without_are_found() {
        let mut ours =
            Package { ours: true, manifest: "crates/a/Cargo.toml".into(), ..package("a", "1", "MIT") };
        ours.uses.push(Use { name: "chrono".into(), dev: false });
        let findings = bans(&[ours, package("openssl", "1", "MIT"), package("chrono", "1", "MIT")]);
        assert_eq!(findings.len(), 2);
        assert_eq!((about(&findings, "crates/a"), about(&findings, "openssl")), (1, 1));
    }

    #[test]
    fn a_crate_that_came_twice_is_found() {
        let findings =
            duplicates(&[package("zz", "1", "MIT"), package("zz", "2", "MIT"), package("yy", "1", "MIT")]);
        assert_eq!((about(&findings, "zz"), about(&findings, "yy")), (1, 0));
    }

    #[test]
    fn deny_toml_may_not_drift() {
        let list = ALLOWED.join("\",\n  \"");
        let same = format!("allow = [\n  \"{list}\",\n]\n[bans]\ndeny = [\"x\"]");
        assert_eq!(deny_agrees(&same), []);
        assert_eq!(deny_agrees(&same.replace("\"ISC\"", "\"GPL-3.0\"")).len(), 2);
    }
}
