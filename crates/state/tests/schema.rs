//! The JSON Schemas accept the files of the invented state as an editor reads them, and find what is wrong in them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use serde_json::Value;
use state::as_json;
use support::folder;

/// The kind of schema for a path.
fn kind(path: &str) -> Option<&'static str> {
    Some(match path {
        "state.yaml" => "state",
        "simulate/people.yaml" => "people",
        "simulate/personas.yaml" => "personas",
        _ if path.starts_with("agencies/") => "agency",
        _ if path.starts_with("law/") => "law",
        _ if path.starts_with("registers/") => "register",
        _ if path.ends_with("/service.yaml") => "service",
        _ if path.ends_with("/cases.yaml") => "cases",
        _ => return None,
    })
}

fn validator(kind: &str) -> jsonschema::Validator {
    let schema = state::schema(kind).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn documents(path: &str, text: &str) -> Vec<Value> {
    as_json(path, text).unwrap_or_else(|findings| panic!("{path}: {findings:?}"))
}

#[test]
fn every_file_is_valid() {
    let mut seen = std::collections::BTreeSet::new();
    for (path, text) in folder("mini") {
        let Some(kind) = kind(&path) else { continue };
        seen.insert(kind);
        let validator = validator(kind);
        for document in documents(&path, &text) {
            let errors: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| format!("{}: {error}", error.instance_path))
                .collect();
            assert!(errors.is_empty(), "{path}: {errors:#?}");
        }
    }
    assert_eq!(
        seen.len(),
        state::SCHEMA_KINDS.len(),
        "a kind of file is not in the invented state: {seen:?}"
    );
    assert!(state::schema("passport").is_none());
}

#[test]
fn slips_are_found() {
    let files = folder("mini");
    let table = [
        ("state.yaml", "majority: 20", "majority: twenty"),
        ("state.yaml", "languages:", "langages:"),
        ("agencies/harbour-office.yaml", "id: pier", "id: Pier"),
        ("law/harbour.yaml", "from: 2020-01-01", "from: 1.1.2020"),
        ("registers/births.yaml", "optional: true", "optional: yes"),
        ("services/mooring/service.yaml", "favour: for", "favour: good"),
        ("services/mooring/service.yaml", "version: 1\n", ""),
        ("services/mooring/cases.yaml", "today: 2026-11-22", "tody: 2026-11-22"),
        ("simulate/people.yaml", "share: 60", "share: many"),
        ("simulate/personas.yaml", "roles: [citizen]", "roles: [king]"),
    ];
    for (path, from, to) in table {
        assert!(files[path].contains(from), "{path}: {from}");
        let text = files[path].replacen(from, to, 1);
        let validator = validator(kind(path).unwrap());
        let valid = documents(path, &text).iter().all(|document| validator.is_valid(document));
        assert!(!valid, "{path}: the schema accepts `{to}`");
    }
}
