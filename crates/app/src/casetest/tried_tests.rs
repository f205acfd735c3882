//! What cases reach, and what they notice.

use super::tests::{files, rules};
use super::*;

/// The service `chimney-check` of the test state, and some of its cases.
const SERVICE: &str = "chimney-check";
const FEW: &str = "case: a few\ntoday: 2026-11-22\ngiven: {applicant: AA000001, answers: {chimneys: 0}}\nexpect: {state: granted}\n";
const MANY: &str = "case: many\ntoday: 2026-11-22\ngiven: {applicant: AA000001, answers: {chimneys: 9}}\nexpect: {state: review, why: large_house}\n";
const BORDER: &str = "case: three\ntoday: 2026-11-22\ngiven: {applicant: AA000001, answers: {chimneys: 3}}\nexpect: {state: payment, fee: 37.5}\n";
const SILENT: &str = "case: nobody answers\ntoday: 2026-11-22\ngiven: {applicant: AA000001, answers: {chimneys: 9}}\nthen:\n  - {pass: 2027-03-01}\nexpect: {overdue: true}\n";
const REFUSED: &str = "case: refused\ntoday: 2026-11-22\ngiven: {applicant: AA000001, answers: {chimneys: 9}}\nthen:\n  - {act: refuse, by: officer, reason: no_ladder, note: Ne.}\nexpect: {state: refused}\n";

fn parsed(service: &Service, texts: &[&str]) -> Vec<TestCase> {
    let (cases, findings) = state::parse_cases("services/x/cases.yaml", &texts.join("---\n"), Some(service));
    assert!(findings.is_empty(), "{findings:?}");
    cases
}

/// What these cases never reach.
fn never(texts: &[&str]) -> Vec<String> {
    let files = files("mini");
    let rules = rules(&files);
    let service = &rules.model.services[SERVICE];
    let mut seen = Seen::default();
    for (result, one) in run_noted(&rules, service, &parsed(service, texts), &Published::of(&rules.model)) {
        assert!(result.passed(), "{}", result.sentence());
        seen.add(&one);
    }
    let coverage = coverage(&files, &state::Recheck::new(&rules.model, &files), service, &seen);
    assert_eq!(coverage.reached() + never_of(&coverage).len(), coverage.items.len());
    never_of(&coverage)
}

fn never_of(coverage: &Coverage) -> Vec<String> {
    coverage.items.iter().filter(|item| !item.reached).map(|item| item.never.clone()).collect()
}

/// What these cases do not notice, of what could be wrong, and how many changes they do notice.
fn unnoticed(texts: &[&str]) -> (Vec<String>, usize) {
    let files = files("mini");
    let rules = rules(&files);
    let service = &rules.model.services[SERVICE];
    let published = Published::of(&rules.model);
    let cases = parsed(service, texts);
    let played = run_noted(&rules, service, &cases, &published);
    assert_eq!(played.iter().map(|(result, _)| result.sentence()).find(|s| !s.ends_with(": ")), None);
    let seen: Vec<Seen> = played.into_iter().map(|(_, seen)| seen).collect();
    let recheck = state::Recheck::new(&rules.model, &files);
    let all = mutants(&files, &recheck, service);
    let cases = cases.iter().zip(&seen).collect();
    let bench = Bench { rules: &rules, recheck: &recheck, service, cases, published: &published };
    let fates = judge(&bench, &all, &|_| true);
    assert!(!fates.contains(&Fate::Untried));
    let survived = all.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Survived);
    let killed = fates.iter().filter(|fate| **fate == Fate::Killed).count();
    (survived.map(|(mutant, _)| mutant.what.clone()).collect(), killed)
}

fn has(list: &[String], part: &str) -> bool {
    list.iter().any(|one| one.contains(part))
}

#[test]
fn each_way_is_missing_until_a_case_takes_it() {
    let one = never(&[FEW]);
    for (part, case) in [
        ("the condition of line 1 of `decide` is never false", MANY),
        ("`otherwise` is never taken", MANY),
        ("the state `review` is never entered", MANY),
        ("the reason `large_house` is never given", MANY),
        ("the state `payment` is never entered", BORDER),
        ("the term of `review` never passes", SILENT),
        ("the action `refuse` in `review` is never taken", REFUSED),
        ("the outcome `refused` is never reached", REFUSED),
        ("the reason `no_ladder` is never given", REFUSED),
    ] {
        assert!(has(&one, part), "{part} is not among {one:?}");
        assert!(!has(&never(&[FEW, case]), part), "{part} is reached");
    }
    // what the one case does is not among what it misses
    for part in ["line 1 of `decide` is never taken", "`granted` is never reached", "`price` is never known"]
    {
        assert!(!has(&one, part), "{part}: {one:?}");
    }
    assert!(has(&one, "the `check` of the question `chimneys` is never false"));
    assert!(!has(&one, "the `check` of the question `chimneys` is never true"));
}

#[test]
fn a_border_is_noticed_only_by_a_case_that_stands_on_it() {
    let moved = "`answers.chimneys <= 3` becomes `answers.chimneys < 3`";
    let turned = "`answers.chimneys <= 3` becomes `answers.chimneys > 3`";
    let (away, few) = unnoticed(&[FEW, MANY]);
    assert!(has(&away, moved) && !has(&away, turned), "{away:?}");
    assert!(has(&away, "the term of the state `review` is one longer"));
    let (there, more) = unnoticed(&[FEW, MANY, BORDER]);
    assert!(!has(&there, moved) && more > few, "{there:?}");
}

#[test]
fn the_end_of_a_term_is_noticed_where_it_is_expected() {
    let due = MANY.replace("why: large_house", "why: large_house, due: 2026-11-29");
    assert!(!has(&unnoticed(&[&due]).0, "the term of the state `review` is one longer"));
    let until = REFUSED.replace("state: refused", "state: refused, appeal_until: 2026-12-20");
    assert!(!has(&unnoticed(&[&until]).0, "the term of an appeal is one longer"));
}

#[test]
fn changes_are_the_same_every_time_and_stop_where_there_is_no_time() {
    for state in ["mini", "kg"] {
        let files = files(state);
        let rules = rules(&files);
        let recheck = state::Recheck::new(&rules.model, &files);
        let published = Published::of(&rules.model);
        for service in rules.model.services.values() {
            let list = |all: Vec<Mutant>| all.into_iter().map(|one| (one.at, one.what)).collect::<Vec<_>>();
            let all = mutants(&files, &recheck, service);
            let bench =
                Bench { rules: &rules, recheck: &recheck, service, cases: Vec::new(), published: &published };
            assert!(judge(&bench, &all, &|_| false).iter().all(|fate| *fate == Fate::Untried));
            assert_eq!(list(all), list(mutants(&files, &recheck, service)));
        }
    }
}
