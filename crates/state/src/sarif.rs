//! Findings in SARIF 2.1.0 (OASIS, errata 01), as editors and code hosts read them.

use crate::explain::explain;
use crate::load::Files;
use crate::render::line_and_column;
use model::{Code, Diagnostic, Severity, Source};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The schema that the log follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Findings as a SARIF log with one run. `version` is the program's; `folder` is what stands before each path, as
/// `states/kg`, and empty for the folder one stands in: paths of a log are relative to where the program was called.
pub fn render_sarif(findings: &[Diagnostic], files: &Files, version: &str, folder: &str) -> Value {
    let codes: Vec<Code> =
        findings.iter().map(|finding| finding.code).collect::<BTreeSet<_>>().into_iter().collect();
    let rules = codes.iter().map(|code| {
        let id = code.to_string();
        let mut rule = json!({"id": id});
        if let (Some(page), Value::Object(rule)) = (explain(&id), &mut rule) {
            rule.insert("fullDescription".to_owned(), json!({"text": page}));
        }
        rule
    });
    let results = findings.iter().map(|finding| result(finding, &codes, files, folder));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "koom",
                "version": version,
                "rules": rules.collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn result(finding: &Diagnostic, codes: &[Code], files: &Files, folder: &str) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let text = match &finding.help {
        Some(help) => format!("{}; {help}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": finding.code.to_string(),
        "level": level,
        "message": {"text": text},
        "locations": [location(&finding.at, files, folder)],
    });
    if let Value::Object(members) = &mut result {
        let index = codes.iter().position(|code| *code == finding.code);
        members.extend(index.map(|index| ("ruleIndex".to_owned(), json!(index))));
        if let Some((at, note)) = &finding.related {
            let mut related = location(at, files, folder);
            if let Value::Object(members) = &mut related {
                members.insert("message".to_owned(), json!({"text": note}));
            }
            members.insert("relatedLocations".to_owned(), json!([related]));
        }
    }
    result
}

fn location(at: &Source, files: &Files, folder: &str) -> Value {
    let text = files.get(&*at.path).map_or("", String::as_str);
    let (line, column) = line_and_column(text, at.span.start);
    let mut region = json!({"startLine": line, "startColumn": column});
    if let (true, Value::Object(members)) = (at.span.end > at.span.start, &mut region) {
        let (line, column) = line_and_column(text, at.span.end);
        members.insert("endLine".to_owned(), json!(line));
        members.insert("endColumn".to_owned(), json!(column));
    }
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(folder, &at.path)}, "region": region}})
}

/// A path as a reference by RFC 3986: what is none of its plain characters goes in percents.
fn uri(folder: &str, path: &str) -> String {
    let folder = folder.trim_end_matches('/');
    let whole = match folder {
        "" | "." => path.to_owned(),
        _ => format!("{}/{path}", folder.strip_prefix("./").unwrap_or(folder)),
    };
    // an absolute path has an address of its own
    let mut out = String::from(if whole.starts_with('/') { "file://" } else { "" });
    for byte in whole.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => {
                // writing to a string does not fail
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references() {
        for (folder, path, expected) in [
            (".", "state.yaml", "state.yaml"),
            ("./states/kg/", "law/a.yaml", "states/kg/law/a.yaml"),
            ("../kg", "pages/a b.md", "../kg/pages/a%20b.md"),
            (
                "/srv/мамлекет",
                "x.yaml",
                "file:///srv/%D0%BC%D0%B0%D0%BC%D0%BB%D0%B5%D0%BA%D0%B5%D1%82/x.yaml",
            ),
        ] {
            assert_eq!(uri(folder, path), expected);
        }
    }
}
