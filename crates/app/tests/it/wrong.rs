//! What only the compiled policies know: a service that is well written and yet can't be filed.

use crate::common::files;
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
