//! A new version of a service while cases of the one before are open.

use crate::common::{Demo, files};
use app::FolderError;
use app::casetest::{self, Published};
use app::view::CaseView;
use base::{CaseId, Instant};
use domain::ActInput;
use serde_json::json;
use std::collections::BTreeMap;

const SERVICE: &str = "services/mooring/service.yaml";

/// The invented state, with an official at the harbour.
fn folder() -> BTreeMap<String, String> {
    let mut files = files("mini");
    let post = "posts: [{officer: \"= personas.harbour.pin\", role: clerk, agency: harbour-office, office: pier, name: Ana Ondo}]";
    let person = "people: [{resident: \"= personas.harbour.pin\", given: Ana, family: Ondo, sex: female, born_on: 1980-01-20}]";
    let story = "{eo: \"Rigardas boatojn.\", he: \"בודקת סירות.\"}";
    let persona = format!(
        "- id: harbour\n  roles: [officer]\n  story: {story}\n  records:\n    {person}\n    {post}\n"
    );
    files.get_mut("simulate/personas.yaml").unwrap().push_str(&persona);
    files
}

/// The invented state with changes of the mooring's rules and words.
fn changed(edits: &[(&str, &str)], more: &str) -> BTreeMap<String, String> {
    let mut files = folder();
    for (path, text) in files.iter_mut().filter(|(path, _)| path.starts_with("services/mooring/")) {
        for (from, to) in edits {
            *text = text.replace(from, to);
        }
        if path == SERVICE {
            text.push_str(more);
        }
    }
    files.remove("services/mooring/cases.yaml");
    files
}

/// The rules with `inspection` called `visit` and `length` called `metres`.
fn renamed(more: &str) -> BTreeMap<String, String> {
    let edits = [
        ("version: 1", "version: 2"),
        ("inspection", "visit"),
        ("id: length", "id: metres"),
        ("answers.length", "answers.metres"),
        ("ask-length", "ask-metres"),
    ];
    changed(&edits, more)
}

/// The demonstration state with the change of the law of 1 January 2027 laid over it.
fn law_2027() -> BTreeMap<String, String> {
    let mut folder = files("kg");
    folder.extend(files("../tests/law_2027"));
    folder.remove("README.md");
    folder
}

fn codes(demo: &Demo, files: &BTreeMap<String, String>) -> Vec<u16> {
    match demo.app.publish_state(files) {
        Ok(()) => Vec::new(),
        Err(FolderError::Diagnostics(found)) => found
            .iter()
            .inspect(|one| println!("{} {}", one.code, one.message))
            .map(|one| one.code.0)
            .collect(),
        Err(FolderError::Fault(fault)) => panic!("{fault:?}"),
    }
}

fn open_case() -> (Demo, CaseView) {
    let demo = Demo::of(&folder(), 20, Instant(1_795_312_800_000_000));
    let case = demo.file("mother", "mooring", json!({"boat": "Albatroso", "length": "7.5"})).unwrap();
    demo.app.take_next(&demo.who("harbour"), &demo.lang()).unwrap().unwrap();
    let case = demo.act("harbour", &see(&demo, "harbour", &case), "inspect", ActInput::default()).unwrap();
    assert_eq!((case.state.as_str(), case.service_version), ("inspection", 1));
    (demo, case)
}

fn see(demo: &Demo, who: &str, case: &CaseView) -> CaseView {
    demo.app.case(&demo.who(who), &CaseId::new(&case.case), &demo.lang()).unwrap()
}

#[test]
fn what_would_leave_open_cases_without_rules_is_refused() {
    let (demo, _) = open_case();
    let keep = "migrate:\n  - {from: 1, open_cases: keep}\n";
    let forward = "migrate:\n  - {from: 1, open_cases: fast_forward}\n";
    let mut gone = folder();
    gone.retain(|path, _| !path.starts_with("services/mooring/"));
    let people = gone.get_mut("registers/people.yaml").unwrap();
    *people = people.lines().filter(|line| !line.contains("service: mooring")).collect::<Vec<_>>().join("\n");
    let mut other = folder();
    let state = other.get_mut("state.yaml").unwrap();
    *state = state.replacen("state: verdabordo", "state: blankabordo", 1);
    let mut unfit = changed(&[("version: 1", "version: 2"), ("harbour/3", "harbour/1")], keep);
    let harbour = unfit.get_mut("law/harbour.yaml").unwrap();
    *harbour = harbour.lines().filter(|line| !line.starts_with("  \"3\":")).collect::<Vec<_>>().join("\n");
    for (folder, code) in [
        (&other, 901),
        (&gone, 902),
        (&renamed(""), 903),
        (&renamed(forward), 904),
        (&unfit, 905),
        (&changed(&[("too_long: harbour/3", "too_long: harbour/2")], ""), 906),
    ] {
        assert_eq!(codes(&demo, folder), [code]);
    }
    assert_eq!(demo.app.running().edition, 1, "nothing was changed");
    // Other words and another amount need no new version.
    assert_eq!(codes(&demo, &changed(&[("Nomo de la boato", "Nomo de via boato")], "")), Vec::<u16>::new());
}

#[test]
fn a_case_keeps_its_version_to_the_end() {
    let (demo, case) = open_case();
    let kept = renamed("migrate:\n  - {from: 1, open_cases: keep}\n");
    assert_eq!(codes(&demo, &kept), Vec::<u16>::new());
    while demo.app.work().unwrap() > 0 {}
    let own = see(&demo, "mother", &case);
    assert_eq!((own.state.as_str(), own.service_version), ("inspection", 1));
    assert_eq!(own.state_text, "Oficisto venas al la boato", "in the words of its version");
    let list = demo.app.work_list(&demo.who("harbour"), &demo.lang()).unwrap();
    assert_eq!(list.waiting + list.mine.len(), 1);
    let taken = demo.app.take_next(&demo.who("harbour"), &demo.lang()).unwrap().unwrap();
    let article = ActInput { article: Some("harbour/1".into()), ..ActInput::default() };
    let done = demo.act("harbour", &taken, "grant", article).unwrap();
    assert_eq!((done.state.as_str(), done.service_version), ("granted", 1));
    let new = demo.file("mother", "mooring", json!({"boat": "Mevo", "metres": "5"})).unwrap();
    assert_eq!((new.state.as_str(), new.service_version), ("review", 2));
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn a_case_goes_on_under_a_new_version() {
    let (demo, case) = open_case();
    let rule = "migrate:\n  - {from: 1, open_cases: fast_forward, states: {inspection: visit}, answers: {length: metres}}\n";
    assert_eq!(codes(&demo, &renamed(rule)), Vec::<u16>::new());
    while demo.app.work().unwrap() > 0 {}
    let own = see(&demo, "mother", &case);
    assert_eq!((own.state.as_str(), own.service_version), ("visit", 2));
    let answers: Vec<&str> = own.answers.iter().map(|answer| answer.id.as_str()).collect();
    assert_eq!(answers, ["boat", "metres"], "nothing that was answered is lost");
    assert_eq!(own.history.len(), 3);
    let taken = demo.app.take_next(&demo.who("harbour"), &demo.lang()).unwrap().unwrap();
    let article = ActInput { article: Some("harbour/1".into()), ..ActInput::default() };
    assert_eq!(demo.act("harbour", &taken, "grant", article).unwrap().state, "granted");
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn a_change_of_the_law_reaches_open_cases_as_it_says() {
    let demo = Demo::new("kg", 50);
    let answers = demo.examples("mother", "bala-bereke").into();
    let case = demo.file("mother", "bala-bereke", answers).unwrap();
    assert!(case.clock.is_some() && case.service_version == 1, "a person looks: {}", case.state);
    let mut unsaid = law_2027();
    let rules = unsaid.get_mut("services/bala-bereke/service.yaml").unwrap();
    rules.truncate(rules.find("migrate:").unwrap());
    assert_eq!(codes(&demo, &unsaid), [903]);
    assert_eq!(codes(&demo, &law_2027()), Vec::<u16>::new());
    while demo.app.work().unwrap() > 0 {}
    let own = see(&demo, "mother", &case);
    assert_eq!((own.service_version, &own.state), (2, &case.state));
    let running = demo.app.running();
    let published = Published::of(running.model());
    for (service, cases) in casetest::cases_of(&running.rules, &law_2027()) {
        let played = casetest::run(&running.rules, service, &cases, &published);
        let failed: Vec<_> = played.iter().filter(|case| !case.passed()).map(|case| &case.name).collect();
        assert!(failed.is_empty(), "{}: {failed:?}", service.id);
    }
    let monthly = &running.model().law["highland_benefit"].parameters["monthly_amount"];
    let on = |day: &str| format!("{:?}", monthly.on(day.parse().unwrap()).unwrap().value);
    assert_ne!(on("2026-12-31"), on("2027-01-01"));
    assert_eq!(demo.verify().findings, []);
}
