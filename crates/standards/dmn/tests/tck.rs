//! The cases of the DMN Technology Compatibility Kit that are at hand: all of level 2, and level 3 above a floor
//! that may only rise.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a skipped test says so; shared functions fail as tests do"
)]

#[path = "../examples/tck/runner.rs"]
mod runner;

use std::path::PathBuf;

/// Cases of level 3 that pass. When more do, raise it.
const LEVEL_3_FLOOR: usize = 2525;

/// The folder with the kit; `None` (said aloud) where it is not at hand, which only a run outside CI forgives.
fn kit() -> Option<PathBuf> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared"));
    let shared = std::env::var_os("KOOM_SHARED").map_or(beside, PathBuf::from);
    let kit = shared.join("dmn-tck");
    if kit.is_dir() {
        return Some(kit);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the test data is missing: {}", kit.display());
    println!("skipped: the test data is missing: {}", kit.display());
    None
}

#[test]
fn level_2_passes_wholly() {
    let Some(kit) = kit() else { return };
    let report = runner::run(&kit.join("compliance-level-2"), None).unwrap();
    assert!(report.failures.is_empty(), "{}", report.failures.join("\n"));
    assert_eq!(report.passed, 116);
}

#[test]
fn level_3_stays_above_its_floor() {
    let Some(kit) = kit() else { return };
    let report = runner::run(&kit.join("compliance-level-3"), None).unwrap();
    assert!(
        report.passed >= LEVEL_3_FLOOR,
        "{} passed, fewer than {LEVEL_3_FLOOR}\n{}",
        report.passed,
        report.failures.join("\n")
    );
    assert_eq!(report.passed, LEVEL_3_FLOOR, "more cases pass: raise LEVEL_3_FLOOR");
}

const MODEL: &str = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="m">
  <inputData name="a" id="i"><variable name="a" typeRef="number"/></inputData>
  <decision name="double" id="d">
    <variable name="double" typeRef="number"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <literalExpression><text>a * 2</text></literalExpression>
  </decision>
</definitions>"##;

fn judge(expected: &str) -> runner::Report {
    let cases = format!(
        r#"<testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><testCase id="1">
             <inputNode name="a"><value xsi:type="xsd:decimal">21</value></inputNode>
             <resultNode name="double"><expected>{expected}</expected></resultNode>
           </testCase></testCases>"#
    );
    let document = roxmltree::Document::parse(&cases).unwrap();
    let model = dmn::Model::read(MODEL, &mut |_| None);
    let mut report = runner::Report::default();
    runner::run_cases(document.root_element(), "inline", &model, None, &mut report);
    report
}

#[test]
fn the_runner_tells_right_from_wrong() {
    let right = judge(r#"<value xsi:type="xsd:decimal">42</value>"#);
    assert_eq!((right.passed, right.failures.len()), (1, 0));
    for wrong in [
        r#"<value xsi:type="xsd:decimal">42.00001</value>"#,
        r#"<value xsi:type="xsd:string">42</value>"#,
        r#"<value xsi:nil="true"/>"#,
        r#"<list><item><value xsi:type="xsd:decimal">42</value></item></list>"#,
    ] {
        let report = judge(wrong);
        assert_eq!((report.passed, report.failures.len()), (0, 1), "{wrong}");
        assert!(report.failures[0].contains("got 42"), "{}", report.failures[0]);
    }
}
