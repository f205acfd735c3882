//! The invented state loads, and says what it should.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use model::service::{Derive, How};
use model::{QuestionType, Step};
use std::fmt::Write as _;
use support::folder;

#[test]
fn loads_without_any_finding() {
    let files = folder("mini");
    let (model, findings) = state::load(&files);
    assert!(findings.is_empty(), "{}", state::render_text(&findings, &files, false));
    let model = model.unwrap();
    assert_eq!(model.info.currency.decimals, 3);
    assert_eq!(model.info.right_to_left.len(), 1);
    assert_eq!((model.agencies.len(), model.registers.len(), model.services.len()), (3, 6, 5));
    let service = &model.services["school-start"];
    let names: Vec<&str> = service.steps.iter().map(Step::name).collect();
    let place = |name: &str| names.iter().position(|known| *known == name).unwrap();
    for (before, after) in [
        ("children", "starters"),
        ("starters", "pupil"),
        ("pupil", "unpaid"),
        ("paid", "unpaid"),
        ("factor", "amount"),
    ] {
        assert!(place(before) < place(after), "{before} stands after {after}: {names:?}");
    }
    assert!(matches!(service.question("child").unwrap().ty, QuestionType::Options(_)));
    assert_eq!(model.simulation.unwrap().personas.len(), 9);
    assert_eq!(model.files.len(), files.len());
}

#[test]
fn a_formula_stands_where_the_model_says() {
    let files = folder("mini");
    let (model, _) = state::load(&files);
    for service in model.unwrap().services.values() {
        let formulas = service.steps.iter().filter_map(|step| match step {
            Step::Derive(Derive { how: How::Formula(formula), .. }) => Some(formula),
            Step::Derive(_) | Step::Read(_) => None,
        });
        for formula in formulas.chain(&service.place).chain(&service.subjects) {
            let file = &files[&*formula.at.path];
            let text = file.get(formula.at.span.start..formula.at.span.end).unwrap();
            assert_eq!(text.replace("\\\"", "\""), *formula.text);
        }
    }
}

#[test]
fn the_hash_is_of_every_path_and_text() {
    let files = folder("mini");
    let hash = |files: &state::Files| state::load(files).0.unwrap().hash;
    let before = hash(&files);
    assert_eq!(before, hash(&files));
    let mut other = files.clone();
    other.get_mut("pages/about.eo.md").unwrap().push(' ');
    assert_ne!(before, hash(&other));
}

#[test]
fn the_difference_of_two_states_names_what_changed() {
    let files = folder("mini");
    let old = state::load(&files).0.unwrap();
    assert!(state::difference(&old, &old).is_empty());
    let mut other = files.clone();
    let edit = |files: &mut state::Files, path: &str, from: &str, to: &str| {
        let text = files.get_mut(path).unwrap();
        assert!(text.contains(from));
        *text = text.replace(from, to);
    };
    edit(&mut other, "law/family.yaml", "value: 900", "value: 950");
    edit(&mut other, "services/mooring/he.ftl", "הסירה ארוכה", "הסירה שלך ארוכה");
    edit(&mut other, "services/home-repair/service.yaml", "<= 500", "<= 400");
    edit(&mut other, "registers/homes.yaml", "search: exact, immutable: true", "search: exact");
    let new = state::load(&other).0.unwrap();
    let difference = state::difference(&old, &new);
    assert_eq!(difference.law.changed, ["family"]);
    assert_eq!(difference.registers.changed, ["homes"]);
    assert_eq!(difference.services.changed, ["home-repair", "mooring"]);
    assert_eq!(difference.same_version, ["home-repair"]);
    assert!(!difference.state && difference.agencies.is_empty() && difference.other.is_empty());
}

#[test]
fn cases_are_read_as_they_are_written() {
    use state::{CaseStep, CaseValue};
    let files = folder("mini");
    let (model, _) = state::load(&files);
    let model = model.unwrap();
    let read = |id: &str| {
        let path = format!("services/{id}/cases.yaml");
        let (cases, findings) = state::parse_cases(&path, &files[&path], model.services.get(id));
        assert!(findings.is_empty(), "{}", state::render_text(&findings, &files, false));
        cases
    };
    let cases = read("school-start");
    assert_eq!(cases.len(), 10);
    let first = &cases[0];
    assert_eq!(first.applicant, "AA000001");
    assert_eq!(first.expect.why, Some(None), "`why: null` must be null");
    assert_eq!(first.expect.amount, Some(Some("125.5".to_owned())));
    assert_eq!(first.expect.asked.as_ref().unwrap().len(), 2);
    let (register, records) = &first.registers[0];
    assert_eq!(register.as_str(), "births");
    assert_eq!(records[0][1].1, CaseValue::Text("Mia".to_owned()));
    let steps = &read("home-repair")[2].then;
    assert!(
        matches!(&steps[0], CaseStep::Act { action, fields, .. } if action.as_str() == "return" && fields.len() == 1)
    );
    assert!(
        matches!(&read("mooring")[1].then[0], CaseStep::Pass(to) if to.to_string() == "2026-11-29T00:00:00")
    );
}

/// Three hundred services are one state; how long that takes stands in docs/benchmarks.md.
#[test]
fn many_services_are_one_state() {
    let mut files = folder("mini");
    let own: Vec<(String, String)> = files
        .iter()
        .filter(|(path, _)| path.starts_with("services/home-repair/"))
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    let mut lines = String::new();
    let mut grants = String::new();
    for n in 0..300 {
        let id = format!("repair-{n}");
        for (path, text) in &own {
            files.insert(path.replace("home-repair", &id), text.replace("home-repair", &id));
        }
        writeln!(lines, "  - {{service: {id}, may: [read], fields: [person, district, address], purpose: home_support, law: family/5}}")
            .unwrap();
        writeln!(grants, "  - {{service: {id}, may: [write], fields: all, purpose: home_support}}").unwrap();
    }
    let people = lines.replace("person, district, address", "resident, born_on");
    files.get_mut("registers/people.yaml").unwrap().push_str(&people);
    files.get_mut("registers/homes.yaml").unwrap().push_str(&lines);
    files.get_mut("registers/grants.yaml").unwrap().push_str(&grants);
    let (model, findings) = state::load(&files);
    assert!(findings.is_empty(), "{}", state::render_text(&findings, &files, false));
    assert_eq!(model.unwrap().services.len(), 305);
}
