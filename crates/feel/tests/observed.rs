//! Who watches an evaluation hears what each condition gave, and changes nothing.

use feel::ast::Expr;
use feel::{Limits, Names, Observer, Scope, Value, evaluate, evaluate_observed, parse_expression};
use std::cell::RefCell;

/// What was heard, as `TEXT = VALUE`.
struct Heard<'t> {
    text: &'t str,
    all: RefCell<Vec<String>>,
}

impl Observer for Heard<'_> {
    fn saw(&self, expr: &Expr, value: &Value) {
        self.all.borrow_mut().push(format!("{} = {value}", expr.span.of(self.text)));
    }
}

#[test]
fn conditions_and_sides_that_were_looked_at_are_heard_and_no_others() {
    for (text, expected) in [
        ("1 + 2", vec!["1 + 2 = 3"]),
        ("if 1 > 2 then 3 else 4", vec!["1 > 2 = false", "if 1 > 2 then 3 else 4 = 4"]),
        // `true` decides `or` at once, `false` decides `and`
        ("2 > 1 or 4 > 3", vec!["2 > 1 = true", "2 > 1 or 4 > 3 = true"]),
        ("1 > 2 and 4 > 3", vec!["1 > 2 = false", "1 > 2 and 4 > 3 = false"]),
        ("2 > 1 and null", vec!["2 > 1 = true", "null = null", "2 > 1 and null = null"]),
    ] {
        let expr = parse_expression(text, &Names::new()).unwrap();
        let heard = Heard { text, all: RefCell::default() };
        let observed = evaluate_observed(&expr, &Scope::empty(), &Limits::default(), &heard);
        assert_eq!(heard.all.into_inner(), expected, "{text}");
        assert_eq!(observed.value, evaluate(&expr, &Scope::empty(), &Limits::default()).value, "{text}");
    }
}
