//! Decision tables under every hit policy, and what a trace tells.

#![expect(clippy::unwrap_used, reason = "functions that tests share fail as tests do")]

use feel::table::{DecisionTable, HitPolicy, Input, Output, Rule};
use feel::{
    Context, Interpreter, Limits, Names, Scope, Trace, TraceKind, Value, evaluate_traced, parse_expression,
    parse_unary_tests,
};
use std::sync::Arc;

fn names() -> Names {
    let mut names = Names::new();
    names.add("age");
    names.add("income");
    names
}

/// A table over age and income with the outputs `grade` and `amount`.
fn table(policy: &str, rules: &[(&str, &str, &str, &str)]) -> DecisionTable {
    let names = names();
    let expression = |text: &str| parse_expression(text, &names).unwrap();
    let tests = |text: &str| parse_unary_tests(text, &names).unwrap();
    let output = |name: &str, allowed: Option<&str>| Output {
        name: Arc::from(name),
        allowed: allowed.map(tests),
        default: None,
    };
    DecisionTable {
        inputs: ["age", "income"].map(|text| Input { expression: expression(text), allowed: None }).into(),
        outputs: vec![output("grade", Some("\"high\", \"middle\", \"low\"")), output("amount", None)],
        rules: rules
            .iter()
            .map(|(age, income, grade, amount)| Rule {
                tests: vec![tests(age), tests(income)],
                outputs: vec![expression(grade), expression(amount)],
            })
            .collect(),
        hit_policy: HitPolicy::from_letter(policy).unwrap(),
    }
}

const RULES: &[(&str, &str, &str, &str)] = &[
    ("< 18", "-", "\"low\"", "100"),
    ("[16..65]", "<= 1000", "\"high\"", "age * 10"),
    ("not(16, 17)", "> 1000", "\"middle\"", "300"),
];

fn run(table: &DecisionTable, age: i64, income: i64) -> (String, Vec<usize>) {
    let context = Context::from_iter([("age", Value::from(age)), ("income", Value::from(income))]);
    let limits = Limits::default();
    let scope = Scope::new(&context);
    let result = table.evaluate(&mut Interpreter::new(&limits, &scope), &scope);
    (result.value.to_string(), result.matched)
}

#[test]
fn every_hit_policy_decides() {
    let low = "{grade: \"low\", amount: 100}";
    let high = "{grade: \"high\", amount: 170}";
    for (policy, expected) in [
        ("U", "null".to_owned()),
        ("A", "null".to_owned()),
        ("F", low.to_owned()),
        ("P", high.to_owned()),
        ("R", format!("[{low}, {high}]")),
        ("O", format!("[{high}, {low}]")),
        ("C", format!("[{low}, {high}]")),
        ("C#", "2".to_owned()),
    ] {
        let (value, matched) = run(&table(policy, RULES), 17, 500);
        assert_eq!(value, expected, "{policy}");
        assert_eq!(matched, if policy == "F" { vec![1] } else { vec![1, 2] }, "{policy}");
    }
    assert_eq!(run(&table("U", RULES), 30, 2000), ("{grade: \"middle\", amount: 300}".to_owned(), vec![3]));
    assert_eq!(run(&table("U", RULES), 17, 2000).1, [1]);
    assert_eq!(run(&table("U", RULES), 70, 500), ("null".to_owned(), vec![]));
    assert_eq!(run(&table("C", RULES), 70, 500), ("[]".to_owned(), vec![]));
}

#[test]
fn rules_that_agree_are_fine_for_any() {
    let rules = [("< 18", "-", "\"low\"", "100"), ("< 20", "-", "\"low\"", "50 + 50")];
    assert_eq!(run(&table("A", &rules), 17, 0).0, "{grade: \"low\", amount: 100}");
    let rules = [("< 18", "-", "\"low\"", "100"), ("< 20", "-", "\"low\"", "101")];
    assert_eq!(run(&table("A", &rules), 17, 0).0, "null");
}

#[test]
fn collected_outputs_are_aggregated() {
    for (policy, expected) in [("C+", "270"), ("C<", "100"), ("C>", "170")] {
        let mut table = table(policy, RULES);
        table.outputs.remove(0);
        for rule in &mut table.rules {
            rule.outputs.remove(0);
        }
        assert_eq!(run(&table, 17, 500).0, expected, "{policy}");
    }
}

#[test]
fn values_outside_the_allowed_ones_are_null() {
    let mut limited = table("U", RULES);
    limited.inputs[0].allowed = Some(parse_unary_tests("[0..150]", &names()).unwrap());
    assert_eq!(run(&limited, 151, 5000).0, "null");
    assert_eq!(run(&limited, 150, 5000).0, "{grade: \"middle\", amount: 300}");
    let rules = [("-", "-", "\"best\"", "1")];
    assert_eq!(run(&table("U", &rules), 1, 1).0, "{grade: null, amount: 1}");
}

#[test]
fn a_default_stands_in_when_no_rule_matches() {
    let mut table = table("U", RULES);
    table.outputs[0].default = Some(parse_expression("\"low\"", &names()).unwrap());
    assert_eq!(run(&table, 70, 500).0, "{grade: \"low\", amount: null}");
}

#[test]
fn a_table_leaves_a_trace_of_its_rules() {
    let context = Context::from_iter([("age", Value::from(17)), ("income", Value::from(500))]);
    let limits = Limits::default();
    let scope = Scope::new(&context);
    let mut interpreter = Interpreter::new(&limits, &scope).traced();
    table("F", RULES[1..].iter().chain(&RULES[..1]).copied().collect::<Vec<_>>().as_slice())
        .evaluate(&mut interpreter, &scope);
    let traces = interpreter.take_traces();
    assert_eq!(traces[0].kind, TraceKind::Table);
    let rules: Vec<_> = traces[0]
        .children
        .iter()
        .filter_map(|step| match step.kind {
            TraceKind::Rule(number) => Some((number, step.value.to_string())),
            _ => None,
        })
        .collect();
    assert_eq!(rules, [(1, "true".to_owned())]);
}

fn outline(trace: &Trace, depth: usize, out: &mut String) {
    let line = format!("{}{:?} = {}\n", "  ".repeat(depth), trace.kind, trace.value);
    out.push_str(&line);
    for child in &trace.children {
        outline(child, depth + 1, out);
    }
}

#[test]
fn a_trace_tells_comparisons_branches_and_variables() {
    let text = "if age < 18 and income <= 1000 then \"child\" else \"adult\"";
    let expr = parse_expression(text, &names()).unwrap();
    let context = Context::from_iter([("age", Value::from(30)), ("income", Value::from(500))]);
    let (outcome, trace) = evaluate_traced(&expr, &Scope::new(&context), &Limits::default());
    assert_eq!(outcome.value, Value::from("adult"));
    let trace = trace.unwrap();
    let mut shown = String::new();
    outline(&trace, 0, &mut shown);
    // `and` stops at the first false; the branch not taken leaves nothing
    let expected = "Condition = \"adult\"\n  Logic(And) = false\n    Comparison(Less) = false\n      \
                    Variable(\"age\") = 30\n      Literal = 18\n  Literal = \"adult\"\n";
    assert_eq!(shown, expected);
    assert_eq!(trace.children[0].span.of(text), "age < 18 and income <= 1000");
}

#[test]
fn a_trace_is_bounded() {
    let expr = parse_expression("count(for i in 1..90000 return i + 1)", &Names::new()).unwrap();
    let limits = Limits::default();
    let (outcome, trace) = evaluate_traced(&expr, &Scope::empty(), &limits);
    assert_eq!(outcome.value, Value::from(90_000));
    fn size(trace: &Trace) -> usize {
        1 + trace.children.iter().map(size).sum::<usize>()
    }
    let trace = trace.unwrap();
    assert_eq!(size(&trace), limits.trace_nodes_max);
    assert_eq!(trace.kind, TraceKind::Call(Arc::from("count")));
}

/// Policy, allowed incomes, rules, what is found, and whether there may be more.
type Case<'a> = (&'a str, Option<&'a str>, &'a [(&'a str, &'a str, &'a str, &'a str)], &'a [&'a str], bool);

/// What is found in a table with these allowed incomes.
fn found(policy: &str, allowed: Option<&str>, rules: &[(&str, &str, &str, &str)]) -> (Vec<String>, bool) {
    let mut table = table(policy, rules);
    table.inputs.last_mut().unwrap().allowed = allowed.map(|text| parse_unary_tests(text, &names()).unwrap());
    let found = table.findings(&Limits::default());
    (found.list.iter().map(ToString::to_string).collect(), found.incomplete)
}

#[test]
fn gaps_and_overlaps_are_shown_by_inputs() {
    let texts = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let overlap = "the rules 1 and 2 both match the inputs 16, 999";
    let crossing = "the rules 1 and 3 both match the inputs 15, 1001";
    let gap = "no rule matches the inputs 66, 999";
    let cases: &[Case] = &[
        ("U", None, RULES, &[crossing, overlap, gap], false),
        // what a policy allows is no finding
        ("F", None, RULES, &[gap], false),
        ("C", None, RULES, &[], false),
        // rules that must agree, and do not; an output that is computed may agree
        ("A", None, RULES, &[crossing, overlap, gap], false),
        ("A", None, &[("-", "-", "\"low\"", "1"), ("> 1", "-", "\"low\"", "1")], &[], false),
        ("A", None, &[("-", "-", "\"low\"", "1"), ("> 1", "-", "\"low\"", "age")], &[], false),
        // between 17 and 18 there is a number, unless whole ones alone are allowed
        (
            "U",
            None,
            &[("-", "<= 17", "\"low\"", "1"), ("-", ">= 18", "\"low\"", "1")],
            &["no rule matches the inputs anything, 17.5"],
            false,
        ),
        (
            "U",
            Some("? = floor(?)"),
            &[("-", "<= 17", "\"low\"", "1"), ("-", ">= 18", "\"low\"", "1")],
            &[],
            false,
        ),
        (
            "U",
            Some("\"a\", \"b\""),
            &[("-", "\"a\"", "\"low\"", "1"), ("-", "\"b\"", "\"low\"", "1")],
            &[],
            false,
        ),
        (
            "U",
            None,
            &[("-", "\"a\"", "\"low\"", "1")],
            &["no rule matches the inputs anything, \"another\""],
            false,
        ),
        ("U", None, &[("-", "true", "\"low\"", "1")], &["no rule matches the inputs anything, false"], false),
        (
            "U",
            None,
            &[
                ("-", "[@\"2024-01-01\"..@\"2024-01-03\"]", "\"low\"", "1"),
                ("-", "< @\"2024-01-01\"", "\"low\"", "1"),
            ],
            &["no rule matches the inputs anything, @\"2024-01-04\""],
            false,
        ),
        // a cell that looks beyond its input may match: nothing is claimed of it
        ("U", None, &[("< income", "-", "\"low\"", "1"), ("-", "> 5", "\"low\"", "1")], &[], true),
        ("U", None, &[], &["no rule matches the inputs anything, anything"], false),
    ];
    for (policy, allowed, rules, expected, incomplete) in cases {
        let (mut list, partly) = found(policy, *allowed, rules);
        list.sort();
        let mut expected = texts(expected);
        expected.sort();
        assert_eq!((list, partly), (expected, *incomplete), "{policy} {allowed:?} {rules:?}");
    }
}

#[test]
fn a_table_of_many_rules_and_columns_is_searched_within_bounds() {
    let rules: Vec<(String, String)> =
        (0..300).map(|n| (format!("[{n}..{}]", n + 2), format!("[{n}..{}]", n + 9))).collect();
    let rules: Vec<(&str, &str, &str, &str)> =
        rules.iter().map(|(a, b)| (&**a, &**b, "\"low\"", "1")).collect();
    let found = table("U", &rules).findings(&Limits::default());
    assert!(found.incomplete);
    assert_eq!(found.list.len(), 20);
}
