//! The cases of the DMN Technology Compatibility Kit that are at hand. What they say stands in
//! `crates/feel/CONFORMANCE.md`, which this test writes when `KOOM_WRITE_CONFORMANCE=1` is set, and otherwise compares.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a skipped test says so; shared functions fail as tests do"
)]

#[path = "../examples/tck/runner.rs"]
mod runner;

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The folders of which some cases do not pass, each with the reason. A folder without one must pass wholly.
const GAPS: [(&str, &str); 1] = [(
    "0076-feel-external-java",
    "functions written in Java are not run: the program has no Java machine, and a rule must not reach outside itself",
)];

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
fn conformance_is_as_the_page_says() {
    let Some(kit) = kit() else { return };
    let page = page(&kit);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../feel/CONFORMANCE.md");
    if std::env::var_os("KOOM_WRITE_CONFORMANCE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, page, "run this test with KOOM_WRITE_CONFORMANCE=1 and look at the difference");
}

/// The page: what was run, what passed, and why the rest does not.
fn page(kit: &Path) -> String {
    let mut page = String::from(
        "# Conformance\n\n\
         Written by the test `conformance_is_as_the_page_says` of the package `dmn`, from a run of the cases of the DMN\n\
         Technology Compatibility Kit (github.com/dmn-tck/tck, commit 0dbcaf9b) that are at hand. Do not edit it by hand:\n\
         `KOOM_WRITE_CONFORMANCE=1 cargo test --release -p dmn --test tck`.\n\n",
    );
    let mut tables = String::new();
    for level in ["compliance-level-2", "compliance-level-3"] {
        let report = runner::run(&kit.join(level), None).unwrap();
        let total = report.passed + report.failures.len();
        writeln!(page, "- {level}: {} of {total} cases pass.", report.passed).unwrap();
        write!(tables, "\n## {level}\n\n| cases | pass | of |\n|---|---|---|\n").unwrap();
        for folder in &report.folders {
            let known = GAPS.iter().any(|(name, _)| *name == folder.name);
            assert!(known || folder.failed == 0, "a gap without a reason:\n{}", report.failures.join("\n"));
            assert!(!known || folder.failed > 0, "{} is no gap any more", folder.name);
            let total = folder.passed + folder.failed;
            writeln!(tables, "| {} | {} | {total} |", folder.name, folder.passed).unwrap();
        }
    }
    page.push_str("\n## Gaps\n\n");
    for (folder, reason) in GAPS {
        writeln!(page, "- `{folder}`: {reason}.").unwrap();
    }
    page.push_str(BOUNDS);
    page + &tables
}

/// What no case of the kit asks for, and differs from the standard all the same.
const BOUNDS: &str = "- Recursion works, to a depth of 64 calls (`Limits::call_depth_max`).\n\
    - A regular expression that refers back to a group is tried a bounded number of times; past that it is null.\n\
    - Under the flag `i`, a property inside a class (`[\\p{Lu}]`) disregards case, which XPath leaves out.\n";

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
