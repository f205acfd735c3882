use super::*;
use base::{FieldId, RegisterId, StateName};
use state::{CaseValue, Expectation};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a state of this repository.
pub(super) fn files(state: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states").join(state);
    let mut files = Files::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.insert(inside, std::fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

pub(super) fn rules(files: &Files) -> Rules {
    let (model, diagnostics) = state::load(files);
    Rules::new(Arc::new(
        model.unwrap_or_else(|| panic!("{}", state::render_text(&diagnostics, files, false))),
    ))
}

/// Cases of a service over what the state publishes.
fn run(rules: &Rules, service: &Service, cases: &[TestCase]) -> Vec<CaseResult> {
    super::run(rules, service, cases, &Published::of(&rules.model))
}

/// One case of a service, from its text.
fn play(rules: &Rules, service: &str, text: &str) -> CaseResult {
    let service = &rules.model.services[service];
    let (cases, findings) = state::parse_cases("services/x/cases.yaml", text, Some(service));
    assert!(findings.is_empty(), "{findings:?}");
    run(rules, service, &cases).remove(0)
}

fn first_case(rules: &Rules, files: &Files, service: &str) -> TestCase {
    let (_, cases) =
        cases_of(rules, files).into_iter().find(|(found, _)| found.id.as_str() == service).unwrap();
    cases.into_iter().next().unwrap()
}

#[test]
fn every_case_of_the_states_here_passes() {
    for state in ["mini", "kg"] {
        let files = files(state);
        let rules = rules(&files);
        let all = cases_of(&rules, &files);
        for (service, cases) in &all {
            assert!(!cases.is_empty(), "{state}: {} has no cases", service.id);
        }
        let results = all.iter().flat_map(|(service, cases)| run(&rules, service, cases));
        let failed: Vec<String> =
            results.filter(|result| !result.passed()).map(|result| result.sentence()).collect();
        assert!(failed.is_empty(), "{state}:\n{}", failed.join("\n"));
    }
}

/// Each thing that can be expected, expected wrongly: the case must fail and say what was expected and what came.
#[test]
fn a_wrong_expectation_fails_and_says_why() {
    let files = files("mini");
    let rules = rules(&files);
    let case = first_case(&rules, &files, "school-start");
    let service = &rules.model.services["school-start"];
    assert!(run(&rules, service, std::slice::from_ref(&case))[0].passed());
    let none = Expectation::default;
    let grant = |field: &str, value: &str| {
        vec![(
            RegisterId::new("grants"),
            vec![vec![(FieldId::new(field), CaseValue::Text(value.to_owned()))]],
        )]
    };
    let twice = vec![(RegisterId::new("grants"), vec![vec![], vec![]])];
    let table = [
        (
            Expectation { state: Some(StateName::new("review")), ..none() },
            "expected state `review`, but it is `granted`",
        ),
        (
            Expectation { why: Some(Some("no_pupil".into())), ..none() },
            "expected the reason `no_pupil`, but it is null",
        ),
        (
            Expectation { amount: Some(Some("125.51".into())), ..none() },
            "expected the amount 125.51, but it is 125.5",
        ),
        (Expectation { amount: Some(None), ..none() }, "expected the amount nothing, but it is 125.5"),
        (
            Expectation { asked: Some(vec![FieldId::new("payment")]), ..none() },
            "expected that [payment] is asked, but [payment, wallet] is",
        ),
        (
            Expectation { never_asked: vec![FieldId::new("wallet")], ..none() },
            "expected that `wallet` is not asked, but it is",
        ),
        (
            Expectation { overdue: Some(true), ..none() },
            "expected that the case is overdue, but it is not overdue",
        ),
        (
            Expectation { queue: Some("clerk".into()), ..none() },
            "expected that it is the turn of `clerk`, but it is nobody's",
        ),
        (
            Expectation { refused: Some("check".into()), ..none() },
            "expected a refusal `check`, but nothing was refused",
        ),
        (Expectation { decisions: Some(2), ..none() }, "expected 2 decisions, but there are 1"),
        (
            Expectation { written: Some(grant("amount", "126")), ..none() },
            "expected that {amount: 126} is written to grants, but only {",
        ),
        (Expectation { written: Some(grant("pay_to", "87654321")), ..none() }, "pay_to: 12345678"),
        (Expectation { written: Some(twice), ..none() }, "but no other record was"),
    ];
    each_fails(&rules, &case, table);
}

#[test]
fn what_is_not_written_and_whose_case_it_is_can_be_expected() {
    let files = files("mini");
    let rules = rules(&files);
    let case = first_case(&rules, &files, "school-start");
    let none = Expectation::default;
    let table = [
        (
            Expectation { written: Some(vec![(RegisterId::new("grants"), Vec::new())]), ..none() },
            "expected that nothing is written to grants, but {",
        ),
        (
            Expectation { written: Some(Vec::new()), ..none() },
            "expected that nothing is written to grants, but {",
        ),
        (
            Expectation { agency: Some("elsewhere".into()), ..none() },
            "expected that the agency is `elsewhere`, but it is `",
        ),
        (
            Expectation { office: Some("elsewhere".into()), ..none() },
            "expected that the office is `elsewhere`, but it is `",
        ),
    ];
    each_fails(&rules, &case, table);
}

/// Each expectation fails alone, with a sentence that says why.
fn each_fails<'t>(rules: &Rules, case: &TestCase, table: impl IntoIterator<Item = (Expectation, &'t str)>) {
    let service = &rules.model.services["school-start"];
    for (expect, sentence) in table {
        let result = run(rules, service, &[TestCase { expect, ..case.clone() }]).remove(0);
        assert_eq!(result.failures.len(), 1, "{:?}", result.failures);
        let whole = result.sentence();
        assert!(whole.contains(sentence), "{whole}\nhas no: {sentence}");
        assert!(whole.starts_with(&case.name) && whole.contains("unpaid = yes"), "{whole}");
    }
}

#[test]
fn the_right_expectation_passes_whatever_the_zeros() {
    let files = files("mini");
    let rules = rules(&files);
    let case = first_case(&rules, &files, "school-start");
    let text = |text: &str| CaseValue::Text(text.to_owned());
    let record = vec![
        (FieldId::new("amount"), text("125.500")),
        (FieldId::new("valid_from"), text("2026-11-22")),
        (FieldId::new("valid_until"), CaseValue::Null),
    ];
    let expect = Expectation {
        amount: Some(Some("125.50".into())),
        decisions: Some(1),
        overdue: Some(false),
        written: Some(vec![
            (RegisterId::new("grants"), vec![record]),
            (RegisterId::new("homes"), Vec::new()),
        ]),
        ..Expectation::default()
    };
    let result = run(&rules, &rules.model.services["school-start"], &[TestCase { expect, ..case }]).remove(0);
    assert!(result.passed(), "{}", result.sentence());
}

/// Terms end each on its own day: fifteen days to correct, then five working days to decide, then it is overdue.
#[test]
fn time_passes_day_by_day() {
    let rules = rules(&files("mini"));
    let case = |until: &str, expect: &str| {
        format!(
            "case: silence after silence\ntoday: 2026-11-22\ngiven:\n  applicant: \"AA000001\"\n  answers: {{damage: Io., cost: 100}}\n\
             then:\n  - {{act: return, by: officer, fields: [damage], note: \"Kio?\"}}\n  - {{pass: {until}}}\nexpect: {{{expect}}}\n"
        )
    };
    let table = [
        ("2026-12-07", "state: correcting, queue: applicant, overdue: false"),
        ("2026-12-08", "state: review, queue: clerk, overdue: false"),
        // 15 December is a day off, and Friday and Saturday are the weekend
        ("2026-12-16", "state: review, queue: clerk, overdue: false"),
        ("2026-12-17", "state: review, queue: chief, overdue: true, decisions: 0"),
    ];
    for (until, expect) in table {
        let result = play(&rules, "home-repair", &case(until, expect));
        assert!(result.passed(), "{until}: {}", result.sentence());
    }
    let back = play(&rules, "home-repair", &case("2026-11-21", "state: correcting"));
    assert_eq!(back.failures, ["time does not go back from 2026-11-22 to 2026-11-21"]);
}

#[test]
fn refusals_are_said_and_can_be_expected() {
    let rules = rules(&files("mini"));
    let case = |answers: &str, then: &str, expect: &str| {
        format!(
            "case: refused\ntoday: 2026-11-22\ngiven:\n  applicant: \"AA000001\"\n  answers: {answers}\n{then}expect: {{{expect}}}\n"
        )
    };
    let act = "then:\n  - {act: refuse, by: officer, note: \"Ne.\"}\n";
    let good = "{boat: Albatroso, length: 7.5}";
    let passes = [
        (case("{boat: Albatroso, length: 0}", "", "refused: check")),
        (case("{boat: Albatroso}", "", "refused: missing-answer, asked: [boat, length]")),
        (case(good, act, "refused: reason-needed, state: review, decisions: 0")),
    ];
    for text in passes {
        let result = play(&rules, "mooring", &text);
        assert!(result.passed(), "{}", result.sentence());
    }
    let fails = [
        (
            case("{boat: Albatroso, length: 0}", "", "state: review"),
            "filing was refused: check (length: length_zero)",
        ),
        (
            case("{boat: Albatroso}", "", "refused: check"),
            "expected a refusal `check`, but filing was refused: missing-answer (length)",
        ),
        (case(good, act, "state: refused"), "the act `refuse` was refused: reason-needed"),
    ];
    for (text, sentence) in fails {
        let result = play(&rules, "mooring", &text);
        assert!(
            result.failures.iter().any(|failure| failure == sentence),
            "{:?}\nhas no: {sentence}",
            result.failures
        );
    }
}

/// What the attacked case's rules can't give is no fault: the appeal officer is told, and can send the case back.
#[test]
fn an_overturn_without_an_amount_is_refused() {
    let rules = rules(&files("mini"));
    let case = |act: &str, expect: &str| {
        format!(
            "case: no child\ntoday: 2026-11-22\ngiven:\n  applicant: \"AA000001\"\n  answers: {{attacked: \"1\", grounds: Io.}}\n  \
             attacked: {{service: school-start, state: refused}}\nthen:\n  - {{act: {act}, by: officer, article: procedure/1}}\n\
             expect: {expect}\n"
        )
    };
    for text in
        [case("overturn", "{refused: nothing-to-grant}"), case("remit", "{state: remitted, decisions: 1}")]
    {
        let result = play(&rules, "appeal", &text);
        assert!(result.failures.is_empty(), "{:?}", result.failures);
    }
}

#[test]
fn the_same_case_gives_the_same_result() {
    let files = files("kg");
    let rules = rules(&files);
    for (service, mut cases) in cases_of(&rules, &files) {
        for case in &mut cases {
            case.expect.decisions = Some(99);
            case.expect.refused = None;
        }
        let twice = [run(&rules, service, &cases), run(&rules, service, &cases)];
        for (one, other) in twice[0].iter().zip(&twice[1]) {
            assert!(!one.passed(), "{}", one.name);
            assert_eq!(one.sentence(), other.sentence());
        }
    }
}
