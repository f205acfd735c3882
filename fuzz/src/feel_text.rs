//! What is done with each text. It must end soon, without a panic, and what is printed must be read back.

use feel::{
    Context, Limits, Names, Options, Scope, Value, evaluate, parse_expression_with, parse_unary_tests_with,
};

/// Reads a text as an expression and as unary tests, evaluates what can be read, and reads back what is printed.
pub fn read_and_evaluate(text: &str) {
    let mut names = Names::new();
    for name in ["a", "b c", "a-b"] {
        names.add(name);
    }
    let limits = Limits { steps_max: 20_000, ..Limits::default() };
    let options = Options { limits: limits.clone(), ..Options::default() };
    let values = [("a", Value::from(1)), ("b c", Value::from("text")), ("a-b", Value::from(true))];
    let context = Context::from_iter(values);
    let scope = Scope::new(&context);
    let _ = parse_unary_tests_with(text, &names, &options);
    let Ok(expr) = parse_expression_with(text, &names, &options) else { return };
    let outcome = evaluate(&expr, &scope, &limits);
    // functions print as their heads alone, and what a limit stopped means nothing
    let printed = outcome.value.to_string();
    let twice = evaluate(&expr, &scope, &limits).value.to_string();
    assert_eq!(printed, twice, "twice the same text, and two values");
    if outcome.limit.is_some() || printed.contains("function") || printed.len() > 1_000 {
        return;
    }
    if let Ok(expr) = parse_expression_with(&printed, &Names::new(), &options) {
        let again = evaluate(&expr, &Scope::empty(), &limits);
        assert!(
            again.limit.is_some() || again.value.to_string() == printed,
            "{printed} is read back as {}",
            again.value
        );
    }
}
