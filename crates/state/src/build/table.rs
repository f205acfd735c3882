//! Decision tables: a derived value by rows. The cells are read here; what they say together is judged in `types::table`.

use crate::build::formula::{self, Expect, Scope};
use crate::codes;
use crate::place::locate;
use crate::sink::Sink;
use crate::tables::HITS;
use crate::view::{Pair, View};
use crate::yaml::Style;
use feel::ast::UnaryTests;
use feel::table::{DecisionTable, HitPolicy, Input, Output, Rule};
use model::service::How;
use model::table::{Cell, Table, TableInput, TableRow};
use model::{Formula, Span};
use std::sync::Arc;

/// How a derived value is computed: by its formula, or by its table.
pub fn how(pair: &Pair<'_>, scope: &Scope, sink: &mut Sink) -> Option<How> {
    let value = pair.value;
    match (value.get("is"), value.get("table")) {
        (Some(_), Some(table)) => {
            sink.error(
                codes::BAD_TABLE,
                table.head(),
                "a value is computed by `is` or by `table`, not by both",
            )
            .help("remove one of the two");
            None
        }
        (None, Some(table)) => self::table(table, scope, sink).map(How::Table),
        (None, None) if value.is_map() => {
            sink.error(codes::MISSING_KEY, value.head(), "the key `is` is missing here")
                .help("add `is:`: how it is computed, or `table:`");
            None
        }
        (is, None) => formula::read(is.unwrap_or(value), Expect::Text, scope, sink).map(How::Formula),
    }
}

/// The policy of a word of [`HITS`].
fn policy(word: &str) -> HitPolicy {
    let letters = ["U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"];
    let found = HITS.iter().position(|known| *known == word).and_then(|at| letters.get(at));
    found.and_then(|letter| HitPolicy::from_letter(letter)).unwrap_or_default()
}

fn table(view: View<'_>, scope: &Scope, sink: &mut Sink) -> Option<Table> {
    let hit_policy = view.text_of("hit").map(policy).unwrap_or_default();
    let mut inputs = Vec::new();
    let mut columns = Vec::new();
    for pair in view.map("in") {
        let (input, column) = input(&pair, scope, sink)?;
        inputs.push(input);
        columns.push(column);
    }
    let names: Vec<Arc<str>> = match view.get("out") {
        Some(out) => out.items().filter_map(|item| item.text().map(Arc::from)).collect(),
        None => vec![Arc::from("")],
    };
    let (mut rows, mut rules) = (Vec::new(), Vec::new());
    for item in view.list("rows") {
        let (row, rule) = row(item, (inputs.len(), names.len()), scope, sink)?;
        rows.push(row);
        rules.push(rule);
    }
    let otherwise: Vec<Formula> = view
        .list("otherwise")
        .map(|item| formula::read(item, Expect::Cell, scope, sink))
        .collect::<Option<_>>()?;
    let whole = !inputs.is_empty() && !rows.is_empty() && !names.is_empty();
    if !whole || (view.get("otherwise").is_some() && otherwise.len() != names.len()) {
        sink.error(codes::BAD_TABLE, view.head(), "this decision table is not whole")
            .help("give it an input, a row, and in `otherwise` one value for each result");
        return None;
    }
    let outputs = outputs(view, hit_policy, &names, &otherwise, scope, sink)?;
    let logic = Arc::new(DecisionTable { inputs: columns, outputs, rules, hit_policy });
    Some(Table { logic, inputs, rows, otherwise, at: view.head() })
}

fn input(pair: &Pair<'_>, scope: &Scope, sink: &mut Sink) -> Option<(TableInput, Input)> {
    let value = formula::read(pair.value.get("is").unwrap_or(pair.value), Expect::FormulaOnly, scope, sink)?;
    let (values, allowed) = match pair.value.get("values") {
        Some(view) => {
            let (cell, tests) = cell(view, scope, sink)?;
            (Some(cell), Some(tests))
        }
        None => (None, None),
    };
    let expression = expression(&value, scope)?;
    Some((TableInput { name: pair.key.to_owned(), value, values }, Input { expression, allowed }))
}

fn outputs(
    view: View<'_>,
    policy: HitPolicy,
    names: &[Arc<str>],
    otherwise: &[Formula],
    scope: &Scope,
    sink: &mut Sink,
) -> Option<Vec<Output>> {
    let ordered = matches!(policy, HitPolicy::Priority | HitPolicy::OutputOrder);
    let mut order = match view.get("order") {
        Some(order) => Some(cell(order, scope, sink)?.1),
        None => None,
    };
    if ordered != order.is_some() {
        sink.error(
            codes::BAD_TABLE,
            view.key_at(if ordered { "hit" } else { "order" }),
            "`order` belongs to the hits `priority` and `output order`, and these need it",
        )
        .help("write the values of the first result, the most important first: `order: '\"high\", \"low\"'`");
    }
    let mut outputs = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let default = match otherwise.get(at) {
            Some(formula) => Some(expression(formula, scope)?),
            None => None,
        };
        outputs.push(Output { name: Arc::clone(name), allowed: order.take(), default });
    }
    Some(outputs)
}

fn row(view: View<'_>, wanted: (usize, usize), scope: &Scope, sink: &mut Sink) -> Option<(TableRow, Rule)> {
    let (tests, results) = wanted;
    let cells: Vec<View<'_>> = view.items().collect();
    if cells.len() != tests + results {
        let message = format!("this row has {} cells, the table has {}", cells.len(), tests + results);
        sink.error(codes::BAD_TABLE, view.at(), message)
            .help("write a test for each input, `-` for anything, and then the results");
        return None;
    }
    let mut row = TableRow { tests: Vec::new(), outputs: Vec::new(), at: view.at() };
    let mut rule = Rule { tests: Vec::new(), outputs: Vec::new() };
    for (at, view) in cells.into_iter().enumerate() {
        if at < tests {
            let (cell, tests) = cell(view, scope, sink)?;
            row.tests.push(cell);
            rule.tests.push(tests);
        } else {
            let output = formula::read(view, Expect::Cell, scope, sink)?;
            rule.outputs.push(expression(&output, scope)?);
            row.outputs.push(output);
        }
    }
    Some((row, rule))
}

/// The same expression once more: the evaluator's table owns its parts.
fn expression(formula: &Formula, scope: &Scope) -> Option<feel::ast::Expr> {
    feel::parse_expression_with(&formula.text, &scope.names, &formula::options()).ok()
}

/// Unary tests: what a cell says of its input.
fn cell(view: View<'_>, scope: &Scope, sink: &mut Sink) -> Option<(Cell, UnaryTests)> {
    let text = view.text()?;
    let style = view.style()?;
    let whole = view.node.span;
    let byte = |at: usize| locate(view.file.text, whole, text, style, at);
    let quoted = matches!(style, Style::Double | Style::Single);
    let start = byte(0);
    let end = whole.end.saturating_sub(usize::from(quoted)).max(start);
    let at = view.source(Span { start, end });
    match feel::parse_unary_tests_with(text, &scope.names, &formula::options()) {
        Ok(tests) => Some((Cell { text: Arc::from(text), at }, tests)),
        Err(error) => {
            let place = |at: u32| byte(usize::try_from(at).unwrap_or(0));
            let start = place(error.span.start);
            let span = Span { start, end: place(error.span.end).max(start) };
            sink.error(
                codes::BAD_FORMULA,
                view.source(span),
                format!("this cell can't be read: {}", error.message),
            )
            .help(error.help);
            None
        }
    }
}
