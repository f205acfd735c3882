use super::*;
use crate::meta::Use;

fn sentences(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.sentence.as_str()).collect()
}

#[test]
fn a_link_into_nothing_is_found() {
    let tree = Tree::of(&[
        (
            "README.md",
            "[a](docs/a.md) [b](docs/b.md#part) [c](https://example.org/x) [d](#here) ![p](docs/p.png) [e](docs)\n",
        ),
        ("docs/a.md", "\n[up](../README.md) [gone](adr/0001.md)\n"),
    ]);
    let places: Vec<_> = links(&tree).into_iter().map(|finding| (finding.place, finding.sentence)).collect();
    assert_eq!(
        places,
        [
            ("README.md:1".to_owned(), "links to docs/b.md#part, which is not there".to_owned()),
            ("docs/a.md:2".to_owned(), "links to adr/0001.md, which is not there".to_owned()),
        ]
    );
}

#[test]
fn a_decision_that_nobody_links_is_found() {
    let tree = Tree::of(&[
        ("docs/adr/README.md", "- [one](0001-a.md)\n"),
        ("docs/adr/0001-a.md", ""),
        ("docs/adr/0002-b.md", ""),
    ]);
    let found = decisions(&tree);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, "docs/adr/0002-b.md");
}

const SOURCE: &str = r#"
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "case.file",
            Self::Act => "case.act",
            Self::End => "end",
        }
    }

    pub fn public_members(self) -> &'static [&'static str] {
        match self {
            Self::File | Self::Act => {
                &["org", "svc"]
            }
            Self::End => &[],
        }
    }
"#;

fn format_with(rows: &str) -> Tree {
    Tree::of(&[(LEAF, SOURCE), (FORMAT, rows)])
}

const GOOD: &str = "\
| `case.file` | 1 | /log | a case was filed | `org` agency, `svc` service | `at` |
| `case.act` | 1 | /log | an act | `svc`, `org` | `at` |
| `end` | 1 | /log | the end | | `at` |
    {\"d\":\"2026-11-22\",\"k\":\"case.file\",\"org\":\"x\",\"svc\":\"y\",\"v\":1}
    {\"d\":\"2026-11-22\",\"k\":\"case.act\",\"org\":\"x\",\"v\":1}
    {\"d\":\"2026-11-22\",\"k\":\"end\",\"v\":1}
";

#[test]
fn kinds_are_read_from_the_source() {
    let kinds = kinds(SOURCE);
    assert_eq!(kinds.len(), 3);
    assert_eq!(kinds["case.act"].iter().collect::<Vec<_>>(), ["org", "svc"]);
    assert_eq!(kinds["case.file"], kinds["case.act"]);
    assert!(kinds["end"].is_empty());
}

#[test]
fn leaves_that_the_format_does_not_describe_are_found() {
    assert_eq!(sentences(&leaves(&format_with(GOOD))), [""; 0]);
    let no_row = GOOD.replace("| `end` |", "| `ende` |");
    assert_eq!(sentences(&leaves(&format_with(&no_row))), ["end has no row"]);
    let other_members = GOOD.replace("`svc`, `org`", "`svc`");
    assert_eq!(leaves(&format_with(&other_members)).len(), 1);
    let no_example = GOOD.replace("\"k\":\"end\"", "\"k\":\"ende\"");
    assert_eq!(sentences(&leaves(&format_with(&no_example))), ["end has no example"]);
    let stray = GOOD.replace("\"k\":\"end\"", "\"k\":\"end\",\"name\":\"z\"");
    assert_eq!(sentences(&leaves(&format_with(&stray))), ["end has no public member name"]);
    assert_eq!(leaves(&Tree::of(&[(LEAF, "nothing"), (FORMAT, GOOD)])).len(), 1);
}

#[test]
fn a_diagnostic_without_a_page_is_found() {
    let source = "codes! {\n    /// A.\n    NOT_YAML = 101;\n    /// B.\n    ANCHOR = 102;\n}\n";
    let tree = |pages| Tree::of(&[(CODES, source), (EXPLAIN, pages)]);
    assert_eq!(sentences(&codes(&tree("# K0101 A\n\n# K0102 B\n"))), [""; 0]);
    assert_eq!(sentences(&codes(&tree("# K0101 A\n"))), ["K0102 has no page"]);
    assert_eq!(codes(&Tree::of(&[(CODES, "")])).len(), 1);
}

#[test]
fn a_dependency_without_a_reason_is_found() {
    let package = Package {
        name: "base".into(),
        ours: true,
        uses: vec![Use { name: "serde".into(), dev: false }, Use { name: "jiff".into(), dev: false }],
        ..Package::default()
    };
    let tree = Tree::of(&[(DEPENDENCIES, "| `serde` | 1 |\n| `left` | 2 |\n")]);
    let found = dependencies(&tree, &[package]);
    assert_eq!(sentences(&found), ["jiff has no row: why is it here?", "left has a row and nobody uses it"]);
}
