//! An eligibility rule of thirty nodes, and a table of ten rows over typed inputs.

use crate::{Measured, measured};
use dsntk_feel::FeelScope;
use feel::table::{DecisionTable, HitPolicy, Input, Output, Rule};
use feel::{Interpreter, Limits, Names, Scope, Value, evaluate, parse_expression, parse_unary_tests};
use std::sync::Arc;

/// Thirty nodes: names, constants and operators.
const ELIGIBILITY: &str = "age >= 18 and age < 65 and resident and income / members <= 5000 * factor \
     and (children > 2 or income + benefits < 12000 or disabled) and born < date(\"2008-01-01\")";

const INPUTS: [(&str, &str); 9] = [
    ("age", "34"),
    ("resident", "true"),
    ("income", "16000"),
    ("members", "5"),
    ("factor", "1.15"),
    ("children", "3"),
    ("benefits", "1200"),
    ("disabled", "false"),
    ("born", "date(\"1990-05-17\")"),
];

/// Cells over age, income and kind, and an output; the inputs match the ninth row.
const ROWS: [(&str, &str, &str, &str); 10] = [
    ("< 3", "-", "\"child\"", "1"),
    ("[3..7)", "-", "\"child\"", "2"),
    ("[7..18)", "<= 5000", "\"child\", \"pupil\"", "3"),
    ("[7..18)", "> 5000", "\"child\", \"pupil\"", "4"),
    ("[18..23)", "<= 5000", "\"student\"", "5"),
    ("[18..23)", "> 5000", "\"student\"", "6"),
    ("[18..63)", "<= 3000", "\"worker\"", "7"),
    ("[18..63)", "(3000..9000]", "\"worker\"", "8"),
    ("[18..63)", "> 9000", "\"worker\"", "9"),
    (">= 63", "-", "-", "10"),
];

fn line(what: &str, ours: &Measured, theirs: &Measured) {
    println!(
        "{what}: feel {:.0} ns, {} allocations; dsntk {:.0} ns, {} allocations; {:.1} times",
        ours.nanos,
        ours.allocations,
        theirs.nanos,
        theirs.allocations,
        theirs.nanos / ours.nanos
    );
}

pub(crate) fn run() {
    eligibility();
    table();
}

fn value(text: &str) -> Value {
    let expr = parse_expression(text, &Names::new()).expect("a constant");
    evaluate(&expr, &Scope::empty(), &Limits::default()).value
}

fn their_scope(inputs: &[(&str, &str)]) -> FeelScope {
    let entries: Vec<String> = inputs.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let text = format!("{{{}}}", entries.join(", "));
    dsntk_feel_evaluator::evaluate_context(&FeelScope::default(), &text).expect("a context").into()
}

fn eligibility() {
    let mut names = Names::new();
    INPUTS.iter().for_each(|(name, _)| names.add(name));
    let expr = parse_expression(ELIGIBILITY, &names).expect("a rule");
    let entries: Vec<(Arc<str>, Value)> = INPUTS.iter().map(|(n, v)| (Arc::from(*n), value(v))).collect();
    let limits = Limits::default();
    let ours = || evaluate(&expr, &Scope::from_entries(&entries), &limits).value;
    assert_eq!(ours(), Value::from(true));
    let scope = their_scope(&INPUTS);
    let node = dsntk_feel_parser::parse_expression(&scope, ELIGIBILITY, false).expect("a rule");
    let evaluator = dsntk_feel_evaluator::prepare(&node);
    let theirs = || evaluator(&scope);
    assert_eq!(theirs().to_string(), "true");
    line("eligibility of 30 nodes", &measured(ours), &measured(theirs));
}

fn table() {
    let inputs = [("age", "34"), ("income", "16000"), ("kind", "\"worker\"")];
    let mut names = Names::new();
    inputs.iter().for_each(|(name, _)| names.add(name));
    let expression = |text: &str| parse_expression(text, &names).expect("an expression");
    let tests = |text: &str| parse_unary_tests(text, &names).expect("tests");
    let table = DecisionTable {
        inputs: inputs.map(|(name, _)| Input { expression: expression(name), allowed: None }).into(),
        outputs: vec![Output { name: Arc::from("grade"), allowed: None, default: None }],
        rules: ROWS
            .iter()
            .map(|(a, b, c, output)| Rule {
                tests: [a, b, c].map(|t| tests(t)).into(),
                outputs: vec![expression(output)],
            })
            .collect(),
        hit_policy: HitPolicy::Unique,
    };
    let entries: Vec<(Arc<str>, Value)> = inputs.iter().map(|(n, v)| (Arc::from(*n), value(v))).collect();
    let limits = Limits::default();
    let ours = || {
        let scope = Scope::from_entries(&entries);
        table.evaluate(&mut Interpreter::new(&limits, &scope), &scope).value
    };
    assert_eq!(ours(), Value::from(9));
    let scope = their_scope(&inputs);
    let prepare = |text: &str| {
        dsntk_feel_evaluator::prepare(
            &dsntk_feel_parser::parse_expression(&scope, text, false).expect("an expression"),
        )
    };
    let rows: Vec<_> = ROWS
        .iter()
        .map(|(a, b, c, output)| {
            let cells =
                [(a, "age"), (b, "income"), (c, "kind")].into_iter().filter(|(test, _)| **test != "-");
            let cells: Vec<_> = cells.map(|(test, name)| prepare(&format!("{name} in ({test})"))).collect();
            (cells, prepare(output))
        })
        .collect();
    let theirs = || {
        let mut matched = Vec::new();
        for (place, (cells, _)) in rows.iter().enumerate() {
            if cells.iter().all(|cell| matches!(cell(&scope), dsntk_feel::values::Value::Boolean(true))) {
                matched.push(place);
            }
        }
        match matched.as_slice() {
            [only] => (rows[*only].1)(&scope),
            _ => dsntk_feel::values::Value::Null(None),
        }
    };
    assert_eq!(theirs().to_string(), "9");
    line("table of 10 rows", &measured(ours), &measured(theirs));
}
