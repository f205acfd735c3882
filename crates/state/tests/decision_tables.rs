//! Decision tables of a service: what is found in them, and what may be unknown afterwards.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use support::folder;

/// The findings when a service of the invented state derives this table as well, and a condition over it. What names the
/// service knows stands in `types.rs`.
fn findings(table: &str, condition: &str) -> Vec<String> {
    let mut files = folder("mini");
    let file = files.get_mut("services/school-start/service.yaml").unwrap();
    let indent = |line: &str| if line.starts_with("- ") { "        " } else { "      " };
    let lines: Vec<String> = table.split(" | ").map(|line| format!("{}{line}", indent(line))).collect();
    let lines = lines.join("\n");
    let probe = format!("derive:\n  probe:\n    table:\n{lines}\n  used: '= if {condition} then 1 else 2'\n");
    *file = file.replace("derive:\n", &probe);
    // the branch makes both names used
    *file = file.replace("decide:\n", "decide:\n  - {when: \"= used > 1\", then: review, why: no_pupil}\n");
    let (_, findings) = state::load(&files);
    findings.iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect()
}

#[test]
fn what_a_table_may_be() {
    let sums = "in: {n: \"= count(children)\"} | rows: | - [\"< 3\", 1] | - [\"< 5\", 10]";
    let known = [
        // every number is taken by one row
        (
            "in: {n: \"= count(children)\"} | rows: | - [\"< 2\", 1] | - [\">= 2\", \"= law.family.start_amount\"]",
            "probe > 1",
        ),
        // a choice has its codes and no others
        ("in: {p: \"= answers.payment\"} | rows: | - ['\"wallet\"', true] | - ['\"cash\"', false]", "probe"),
        // what no row takes
        ("in: {n: \"= count(children)\"} | rows: | - [\"1\", 1] | otherwise: [0]", "probe > 0"),
        // cells that depend on the law can't be tried, but the last row takes everything
        (
            "hit: first | in: {n: \"= count(children)\"} | rows: | - [\"< law.family.first_age\", 1] | - [\"-\", 2]",
            "probe > 1",
        ),
        // several results, lists and counts
        (
            "in: {f: \"= of_age\"} | out: [fee, words] | rows: | - [\"true\", 1, some] | - [\"false\", 0, none]",
            "probe.fee > 0 and probe.words = \"some\"",
        ),
        (&format!("hit: collect | {sums}"), "count(probe) > 1"),
        (&format!("hit: rule order | {sums}"), "count(probe) > 1"),
        (&format!("hit: collect count | {sums}"), "probe > 1"),
        // where it is known, its inputs are
        (
            "in: {d: \"= pupil.name\"} | rows: | - ['\"Mia\"', 1] | otherwise: [2]",
            "is known(probe) and pupil.name = \"x\"",
        ),
        // a result may use an input, which is known there
        (
            "in: {d: \"= pupil.name\"} | rows: | - ['\"Mia\"', \"= string length(pupil.name) + 1\"] | otherwise: [2]",
            "is known(probe) and probe > 1",
        ),
        // only whole numbers come
        (
            "in: {n: {is: \"= count(children)\", values: \"? >= 0 and floor(?) = ?\"}} | rows: | - [\"0\", 1] | - [\">= 1\", 2]",
            "is known(probe) and probe > 1",
        ),
        (
            "hit: priority | order: '2, 1' | in: {n: \"= count(children)\"} | rows: | - [\"> 0\", 1] | - [\"-\", 2]",
            "probe > 1",
        ),
    ];
    for (table, condition) in known {
        assert_eq!(findings(table, condition), Vec::<String>::new(), "{table}");
    }
}

#[test]
fn what_is_found_in_a_table() {
    let count = "in: {n: \"= count(children)\", f: \"= of_age\"} | rows:";
    let wrong = [
        (format!("{count} | - [\"< 2\", \"-\", 1] | - [\"> 2\", \"true\", 2] | - [\"> 2\", \"false\", 3]"), "probe > 1", "K0538: no row of the table takes `n` = 2"),
        (format!("{count} | - [\"<= 2\", \"-\", 1] | - [\"> 2\", \"true\", 2]"), "probe > 1", "K0538: no row of the table takes `n` = 3, `f` = false"),
        (format!("{count} | - [\"<= 2\", \"-\", 1] | - [\">= 2\", \"-\", 2]"), "probe > 1", "K0539: the rows 1 and 2 both take `n` = 2"),
        ("hit: any | in: {n: \"= count(children)\"} | rows: | - [\"<= 2\", 1] | - [\">= 2\", 2]".to_owned(), "probe > 1", "K0539: the rows 1 and 2 both take `n` = 2"),
        ("hit: first | in: {n: \"= count(children)\"} | rows: | - [\"-\", 1] | - [\"> 2\", 2]".to_owned(), "probe > 1", "K0540: the row 2 is never the one taken"),
        ("in: {p: \"= answers.payment\"} | rows: | - ['\"walet\"', 1] | otherwise: [0]".to_owned(), "probe > 1", "K0611"),
        ("in: {n: \"= count(children)\"} | rows: | - [\"> 2\", 1, 2] | otherwise: [0]".to_owned(), "true", "K0537: this row has 3 cells, the table has 2"),
        ("in: {n: \"= count(children)\"} | rows: | - [\"> > 2\", 1] | otherwise: [0]".to_owned(), "true", "K0601: this cell can't be read"),
        // an unknown input makes the value unknown, whatever the cells say
        ("hit: first | in: {d: \"= home.district\"} | rows: | - [\"-\", 1]".to_owned(), "probe > 1", "K0607"),
        // so do values that are not among those allowed, and cells that can't be tried
        ("in: {n: {is: \"= count(children)\", values: \"> 0\"}} | rows: | - [\"> 0\", 1]".to_owned(), "probe > 0", "K0607"),
        ("in: {n: \"= count(children)\"} | rows: | - [\"< law.family.first_age\", 1] | - [\">= law.family.first_age\", 2]".to_owned(), "probe > 1", "K0607"),
        ("hit: collect sum | in: {n: \"= count(children)\"} | rows: | - [\"> 2\", 1]".to_owned(), "probe > 1", "K0607"),
    ];
    for (table, condition, expected) in wrong {
        let found = findings(&table, condition);
        assert!(found.first().is_some_and(|first| first.starts_with(expected)), "{table}: {found:?}");
    }
}
