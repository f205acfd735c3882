//! Whatever is written into a folder: no panic, and never a model together with an error.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests stop at the first surprise"
)]

#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use model::Severity;
use proptest::prelude::*;
use state::Files;
use std::sync::OnceLock;
use support::folder;

fn good() -> &'static Files {
    static GOOD: OnceLock<Files> = OnceLock::new();
    GOOD.get_or_init(|| folder("mini"))
}

fn holds(files: &Files) {
    let (model, findings) = state::load(files);
    let error = findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(model.is_some(), !error);
    for finding in &findings {
        assert!(!finding.message.is_empty());
        if let Some(text) = files.get(&*finding.at.path) {
            let span = finding.at.span;
            assert!(span.start <= span.end && span.end <= text.len(), "{finding:?}");
        }
    }
    // drawing must not panic either
    state::render_text(&findings, files, false);
    state::render_json(&findings, files);
}

fn line(text: &str, at: usize, change: &Change) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let at = at % lines.len();
    match change {
        Change::Delete => {
            lines.remove(at);
        }
        Change::Duplicate => lines.insert(at, lines[at].clone()),
        Change::Swap => {
            let other = (at + 1) % lines.len();
            lines.swap(at, other);
        }
        Change::Replace(new) => lines[at].clone_from(new),
        Change::Cut(part) => {
            let chars: Vec<char> = lines[at].chars().collect();
            lines[at] = chars.iter().take(part % (chars.len() + 1)).collect();
        }
    }
    lines.join("\n")
}

#[derive(Clone, Debug)]
enum Change {
    Delete,
    Duplicate,
    Swap,
    Replace(String),
    Cut(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Delete),
        Just(Change::Duplicate),
        Just(Change::Swap),
        "[ -~а-яא-ת]{0,40}".prop_map(Change::Replace),
        "( ){0,6}(- )?[a-z_]{1,10}: (\"= [a-z.()0-9 <>=+*/\\[\\]]{0,30}\"|\\{[a-z]{1,5}: [a-z]{1,5}\\}|[a-z0-9]{0,9})".prop_map(Change::Replace),
        any::<usize>().prop_map(Change::Cut),
    ]
}

/// Deep nesting costs no more than its length.
#[test]
fn nested_formulas_are_checked_quickly() {
    let nest =
        |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(30), close.repeat(30));
    let table = [
        nest("paid[", "1", "]"),
        nest("(if ", "true", " then true else false)"),
        nest("not(is known(home) and ", "true", ")"),
        nest("(for c in children return ", "1", ")"),
        nest("sort([", "1", "], function(a, b) a < b)"),
    ];
    let start = std::time::Instant::now();
    for formula in table {
        let mut files = good().clone();
        let file = files.get_mut("services/school-start/service.yaml").unwrap();
        *file = file.replace("derive:\n", &format!("derive:\n  probe: '= {formula}'\n"));
        holds(&files);
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "took {:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_edit_of_lines_is_survived(file in any::<prop::sample::Index>(), edits in prop::collection::vec((any::<usize>(), change()), 1..4)) {
        let mut files = good().clone();
        let paths: Vec<String> = files.keys().cloned().collect();
        let path = file.get(&paths);
        let mut text = files[path].clone();
        for (at, change) in &edits {
            text = line(&text, *at, change);
        }
        files.insert(path.clone(), text);
        holds(&files);
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}|[-:{}\\[\\]&*!|>'\"%@,#? \na-zж=.]{0,200}") {
        for path in ["state.yaml", "services/mooring/service.yaml", "services/mooring/cases.yaml", "services/mooring/eo.ftl"] {
            let mut files = good().clone();
            files.insert(path.to_owned(), text.clone());
            holds(&files);
        }
    }

    #[test]
    fn any_formula_is_survived(text in "[a-z.()0-9 <>=+*/\\[\\]{},:\"]{0,60}") {
        let mut files = good().clone();
        let file = files.get_mut("services/home-repair/service.yaml").unwrap();
        *file = file.replace("\"= home.district\"", &format!("'= {text}'"));
        holds(&files);
    }
}
