//! Walking over expressions.

use feel::ast::{Arguments, Callee, Domain, Expr, ExprKind, UnaryTestKind, UnaryTests};
use model::service::How;

/// Calls `visit` with each direct part of an expression.
pub fn parts<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Name(_) | ExprKind::Builtin(_) => {}
        ExprKind::Negate(inner)
        | ExprKind::InstanceOf { value: inner, .. }
        | ExprKind::Path { object: inner, .. } => {
            visit(inner);
        }
        ExprKind::Binary { left, right, .. } => {
            visit(left);
            visit(right);
        }
        ExprKind::Between { value, low, high } => [value, low, high].into_iter().for_each(|part| visit(part)),
        ExprKind::In { value, tests } => {
            visit(value);
            of_tests(tests, visit);
        }
        ExprKind::If { condition, then, otherwise } => {
            visit(condition);
            visit(then);
            visit(otherwise);
        }
        ExprKind::For { bindings, body, .. } => {
            for binding in bindings {
                of_domain(&binding.domain, visit);
            }
            visit(body);
        }
        ExprKind::Quantified { bindings, condition, .. } => {
            for binding in bindings {
                of_domain(&binding.domain, visit);
            }
            visit(condition);
        }
        ExprKind::Filter { list, condition } => {
            visit(list);
            visit(condition);
        }
        ExprKind::Call { callee, arguments } => {
            if let Callee::Expr(callee) = callee {
                visit(callee);
            }
            match arguments {
                Arguments::Positional(list) => list.iter().for_each(visit),
                Arguments::Named(list) => list.iter().for_each(|(_, argument)| visit(argument)),
            }
        }
        ExprKind::Function { body, .. } => visit(body),
        ExprKind::List(items) => items.iter().for_each(visit),
        ExprKind::Context(entries) => entries.iter().for_each(|entry| visit(&entry.value)),
        ExprKind::Range { start, end, .. } => start.iter().chain(end).for_each(|part| visit(part)),
    }
}

fn of_domain<'a>(domain: &'a Domain, visit: &mut dyn FnMut(&'a Expr)) {
    match domain {
        Domain::List(list) => visit(list),
        Domain::Range(start, end) => {
            visit(start);
            visit(end);
        }
    }
}

fn of_tests<'a>(tests: &'a UnaryTests, visit: &mut dyn FnMut(&'a Expr)) {
    let UnaryTests::Tests { tests, .. } = tests else { return };
    for test in tests {
        match &test.kind {
            UnaryTestKind::Compare(_, expr) | UnaryTestKind::Value(expr) | UnaryTestKind::Condition(expr) => {
                visit(expr);
            }
        }
    }
}

/// Calls `found` with every name an expression says, its own loop variables included.
pub fn names(expr: &Expr, found: &mut dyn FnMut(&str)) {
    if let ExprKind::Name(name) = &expr.kind {
        found(name);
    }
    parts(expr, &mut |part| names(part, found));
}

/// Calls `found` with every name that a derived value's formula says, or any cell of its table.
pub fn names_of(how: &How, found: &mut dyn FnMut(&str)) {
    let table = match how {
        How::Formula(formula) => return names(&formula.expr, found),
        How::Table(table) => table,
    };
    table.inputs.iter().for_each(|input| names(&input.value.expr, found));
    let allowed = table.logic.inputs.iter().filter_map(|input| input.allowed.as_ref());
    let cells = table.logic.rules.iter().flat_map(|rule| &rule.tests);
    for tests in allowed.chain(cells) {
        of_tests(tests, &mut |expr| names(expr, found));
    }
    let outputs = table.rows.iter().flat_map(|row| &row.outputs);
    outputs.chain(&table.otherwise).for_each(|output| names(&output.expr, found));
}
