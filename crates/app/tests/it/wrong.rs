//! What only the compiled policies know: a service that is well written and yet can't be filed.

use crate::common::files;
use app::paper_check::check_documents;
use app::{FolderError, Running};

/// Places of the findings of a state with one more policy.
fn findings(policy: &str) -> Vec<String> {
    let mut files = files("mini");
    files.insert("policies/more.cedar".to_owned(), policy.to_owned());
    match Running::of_files(&files) {
        Ok(_) => Vec::new(),
        Err(FolderError::Diagnostics(found)) => {
            found.iter().map(|one| format!("{} {}", one.code, one.at.path)).collect()
        }
        Err(FolderError::Fault(fault)) => panic!("{fault:?}"),
    }
}

#[test]
fn a_policy_that_forbids_what_a_service_needs_is_found_before_anyone_files() {
    let forbid = |principal: &str, action: &str, on: &str| {
        format!(
            "@id(\"no\")\nforbid (principal{principal}, action == Action::\"{action}\", resource == {on});\n"
        )
    };
    let (homes, repair, school) =
        ("Register::\"homes\"", "services/home-repair/service.yaml", "services/school-start/service.yaml");
    let both = [format!("K0802 {repair}"), format!("K0802 {school}")];
    assert_eq!(findings(&forbid("", "read", homes)), both);
    assert_eq!(findings(&forbid(" is Person", "read", homes)), [""; 0], "officers are not what filing needs");
    assert_eq!(findings(&forbid("", "write", "Register::\"grants\"")), both);
    assert_eq!(findings(&forbid("", "file", "CaseOf::\"home-repair\"")), [both[0].clone()]);
    assert_eq!(findings(&forbid("", "act", "CaseOf::\"home-repair\"")), [both[0].clone()]);
    assert_eq!(findings(&forbid("", "read", "Register::\"people\"")).len(), 5, "each service needs it");
}

/// Findings about the documents of a state with this change of its template.
fn documents(state: &str, path: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = files(state);
    let template = files.get_mut(path).unwrap();
    assert!(template.contains(from), "{from}");
    *template = template.replacen(from, to, 1);
    let running = Running::of_files(&files).unwrap_or_else(|error| panic!("{error:?}"));
    let found = check_documents(&running).unwrap();
    let line = |at: usize| state::line_and_column(&files[path], at).0;
    found.iter().map(|one| format!("{} {}:{}", one.code, one.at.path, line(one.at.span.start))).collect()
}

#[test]
fn a_template_that_makes_no_document_is_found_before_a_letter_is_written() {
    for (state, path) in [("kg", "documents/decision.typ"), ("mini", "documents/letter.typ")] {
        assert_eq!(documents(state, path, "#let", "#let"), [""; 0], "{state}");
    }
    let path = "documents/letter.typ";
    let line = |text: &str| {
        let whole = &files("mini")[path];
        whole.lines().position(|line| line.contains(text)).unwrap() + 1
    };
    let at = |text: &str| vec![format!("K0803 {path}:{}", line(text))];
    assert_eq!(documents("mini", path, "#data.person", "#data.persn"), at("#data.person"));
    assert_eq!(documents("mini", path, "#strong(data.code)", "#strong(data.code"), at("#strong(data.code)"));
    assert_eq!(
        documents("mini", path, "#data.person", "\u{10348} #data.person"),
        at("#data.person"),
        "no font has it"
    );
    // what only some letters have must be looked for
    assert_eq!(documents("mini", path, "#if given(\"appeal\") {", "#if true {"), at("data.appeal.text"));
}
