//! The documents name what the code has: links lead somewhere, every decision record is linked, every kind of leaf has
//! its row and example, every diagnostic its page, every crate of others its reason.

use super::{Finding, line_of};
use crate::meta::Package;
use crate::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

const RULE: &str = "document";
const LEAF: &str = "crates/app/src/leaf.rs";
const FORMAT: &str = "docs/log-format.md";
const CODES: &str = "crates/state/src/codes.rs";
const EXPLAIN: &str = "crates/state/src/explain.md";
const DEPENDENCIES: &str = "docs/dependencies.md";
/// Members that every leaf may have.
const COMMON: [&str; 5] = ["v", "k", "d", "_sd", "tags"];

/// All documents.
pub(super) fn check(tree: &Tree, packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(links(tree));
    findings.extend(decisions(tree));
    findings.extend(leaves(tree));
    findings.extend(codes(tree));
    findings.extend(dependencies(tree, packages));
    findings
}

/// Links between files lead to files. Pictures are looked at by people.
fn links(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("", ".md").filter(|(path, _)| !path.starts_with("states/")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (position, target) in targets(text) {
            let file = target.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") || file.starts_with("mailto:") {
                continue;
            }
            let whole = resolve(folder, file);
            let there = tree.files.contains_key(&whole)
                || tree.files.keys().any(|known| known.starts_with(&format!("{whole}/")));
            if !there {
                findings.push(Finding::new(
                    RULE,
                    format!("{path}:{}", line_of(text, position)),
                    format!("links to {target}, which is not there"),
                ));
            }
        }
    }
    findings
}

/// `[text](target)`, but not `![picture](target)`.
fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (position, _) in text.match_indices("](") {
        let before = text.get(..position).unwrap_or_default();
        let picture =
            before.rfind('[').is_some_and(|open| before.get(..open).is_some_and(|rest| rest.ends_with('!')));
        let target =
            text.get(position + 2..).and_then(|rest| rest.split([')', '\n']).next()).unwrap_or_default();
        if !picture && !target.contains(' ') {
            found.push((position, target));
        }
    }
    found
}

fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every decision record is linked from the list beside it.
fn decisions(tree: &Tree) -> Vec<Finding> {
    let list = tree.get("docs/adr/README.md").unwrap_or_default();
    let names = tree
        .under("docs/adr/", ".md")
        .filter_map(|(path, _)| path.strip_prefix("docs/adr/"))
        .filter(|name| *name != "README.md");
    names
        .filter(|name| !list.contains(&format!("]({name})")))
        .map(|name| Finding::new(RULE, format!("docs/adr/{name}"), "is not linked from docs/adr/README.md"))
        .collect()
}

/// The arms of a `match self` in a function: each variant with the texts of its value.
fn arms(source: &str, function: &str) -> BTreeMap<String, Vec<String>> {
    let body = source.split(function).nth(1).unwrap_or_default();
    let body = body.split("\n    }\n").next().unwrap_or_default();
    let mut arms = BTreeMap::new();
    let mut variants = Vec::new();
    for piece in body.split("Self::").skip(1) {
        variants.push(piece.chars().take_while(|c| c.is_alphanumeric()).collect::<String>());
        if piece.contains("=>") {
            let texts: Vec<String> = piece.split('"').skip(1).step_by(2).map(str::to_owned).collect();
            arms.extend(variants.drain(..).map(|variant| (variant, texts.clone())));
        }
    }
    arms
}

/// Kinds of leaves in the code: the public members of each `k`.
fn kinds(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let members = arms(source, "fn public_members");
    arms(source, "fn name")
        .into_iter()
        .filter_map(|(variant, names)| {
            let members = members.get(&variant).cloned().unwrap_or_default();
            Some((names.into_iter().next()?, members.into_iter().collect()))
        })
        .collect()
}

/// Every kind has a row with its public members and an example that has no others.
fn leaves(tree: &Tree) -> Vec<Finding> {
    let (Some(source), Some(format)) = (tree.get(LEAF), tree.get(FORMAT)) else {
        return vec![Finding::new(RULE, FORMAT, format!("{LEAF} and {FORMAT} must both be there"))];
    };
    let kinds = kinds(source);
    if kinds.is_empty() {
        return vec![Finding::new(
            RULE,
            LEAF,
            "no kind of leaf can be read from it; mend xtask/src/tidy/documents.rs",
        )];
    }
    let mut findings = Vec::new();
    let mut examples = BTreeSet::new();
    for (position, line) in
        format.match_indices("{\"").filter_map(|(at, _)| Some((at, format.get(at..)?.lines().next()?)))
    {
        let Ok(serde_json::Value::Object(leaf)) = serde_json::from_str(line) else { continue };
        let kind = leaf.get("k").and_then(serde_json::Value::as_str).unwrap_or_default();
        if let Some(members) = kinds.get(kind) {
            examples.insert(kind.to_owned());
            for stray in
                leaf.keys().filter(|name| !members.contains(*name) && !COMMON.contains(&name.as_str()))
            {
                findings.push(Finding::new(
                    RULE,
                    format!("{FORMAT}:{}", line_of(format, position)),
                    format!("{kind} has no public member {stray}"),
                ));
            }
        }
    }
    for (name, members) in &kinds {
        let row = format.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        let Some(row) = row else {
            findings.push(Finding::new(RULE, FORMAT, format!("{name} has no row")));
            continue;
        };
        let stated: BTreeSet<String> = row
            .split('|')
            .nth(5)
            .unwrap_or_default()
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        if stated != *members {
            findings.push(Finding::new(
                RULE,
                FORMAT,
                format!("the row of {name} states {stated:?} as public, {LEAF} has {members:?}"),
            ));
        }
        if !examples.contains(name) {
            findings.push(Finding::new(RULE, FORMAT, format!("{name} has no example")));
        }
    }
    findings
}

/// Every diagnostic has a page.
fn codes(tree: &Tree) -> Vec<Finding> {
    let (source, pages) = (tree.get(CODES).unwrap_or_default(), tree.get(EXPLAIN).unwrap_or_default());
    let numbers: BTreeSet<u16> = source
        .lines()
        .filter_map(|line| line.trim().strip_suffix(';')?.split_once(" = "))
        .filter(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        .filter_map(|(_, number)| number.parse().ok())
        .collect();
    if numbers.is_empty() {
        return vec![Finding::new(
            RULE,
            CODES,
            "no code can be read from it; mend xtask/src/tidy/documents.rs",
        )];
    }
    let missing = numbers
        .iter()
        .filter(|number| !pages.lines().any(|line| line.starts_with(&format!("# K{number:04} "))));
    missing.map(|number| Finding::new(RULE, EXPLAIN, format!("K{number:04} has no page"))).collect()
}

/// Every crate of others that a manifest of ours names has a row, and no row is left over.
fn dependencies(tree: &Tree, packages: &[Package]) -> Vec<Finding> {
    let text = tree.get(DEPENDENCIES).unwrap_or_default();
    let ours: BTreeSet<&str> =
        packages.iter().filter(|package| package.ours).map(|package| package.name.as_str()).collect();
    let direct: BTreeSet<&str> = packages
        .iter()
        .filter(|package| package.ours)
        .flat_map(|package| package.uses.iter().map(|used| used.name.as_str()))
        .filter(|name| !ours.contains(name))
        .collect();
    let rows: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let missing = direct
        .difference(&rows)
        .map(|name| Finding::new(RULE, DEPENDENCIES, format!("{name} has no row: why is it here?")));
    let left = rows
        .difference(&direct)
        .map(|name| Finding::new(RULE, DEPENDENCIES, format!("{name} has a row and nobody uses it")));
    missing.chain(left).collect()
}

#[cfg(test)]
mod tests;
