//! Decision tables: cells that fit their inputs, rows that take every input once, and the type of what comes out.

use crate::build::formula;
use crate::codes;
use crate::types::Place;
use crate::types::env::{Env, Facts};
use crate::types::facts::Guard;
use crate::types::ty::{Kind, Ty, Unknown};
use feel::ast::UnaryTests;
use feel::table::{Aggregation, Finding, HitPolicy};
use feel::{Limits, Names, Value};
use model::Formula;
use model::table::{Cell, Table, TableInput};
use std::rc::Rc;
use std::sync::Arc;

/// Checks a table and gives the type of its value.
pub fn check(table: &Table, env: &Env<'_>, place: &mut Place<'_, '_>) -> Ty {
    let inputs: Vec<Ty> = table.inputs.iter().map(|input| place.infer(&input.value, env)).collect();
    let logic = &table.logic;
    for ((input, column), ty) in table.inputs.iter().zip(&logic.inputs).zip(&inputs) {
        if let (Some(cell), Some(tests)) = (&input.values, &column.allowed) {
            self::tests((cell, input), tests, ty, env, place);
        }
    }
    let mut outputs: Vec<Option<Ty>> = logic.outputs.iter().map(|_| None).collect();
    for (row, rule) in table.rows.iter().zip(&logic.rules) {
        let cells = row.tests.iter().zip(&table.inputs);
        for ((cell, tests), ty) in cells.zip(&rule.tests).zip(&inputs) {
            self::tests(cell, tests, ty, env, place);
        }
        results(&row.outputs, table, env, place, &mut outputs);
    }
    results(&table.otherwise, table, env, place, &mut outputs);
    let complete = judge(table, &inputs, place);
    let mut ty = value(table, outputs);
    let unknown = inputs.iter().find_map(|input| input.unknown.clone());
    if ty.unknown.is_none() {
        ty.unknown = unknown.or_else(|| unproven(table, complete));
    }
    ty
}

/// Why a table over known inputs may still give nothing.
fn unproven(table: &Table, complete: bool) -> Option<Rc<Unknown>> {
    let total = matches!(table.logic.hit_policy, HitPolicy::First)
        && table
            .logic
            .rules
            .last()
            .is_some_and(|rule| rule.tests.iter().all(|tests| matches!(tests, UnaryTests::Any)));
    let why = if table.inputs.iter().any(|input| input.values.is_some()) {
        "an input may have other values than those its table allows"
    } else if let HitPolicy::Collect(Some(Aggregation::Sum | Aggregation::Min | Aggregation::Max)) =
        table.logic.hit_policy
    {
        "there may be no row to count"
    } else if complete || total {
        return None;
    } else {
        "its cells depend on more than their inputs, so perhaps no row or several rows match"
    };
    Some(Rc::new(Unknown { name: "this".to_owned(), why: why.to_owned() }))
}

fn tests(
    (cell, input): (&Cell, &TableInput),
    tests: &UnaryTests,
    ty: &Ty,
    env: &Env<'_>,
    place: &mut Place<'_, '_>,
) {
    // where an input is unknown no row is looked at
    let known = Ty { kind: ty.kind.clone(), unknown: None };
    // a formula gives findings their text and place; its expression is not looked at here
    let expr = Arc::clone(&input.value.expr);
    let formula = Formula { text: Arc::clone(&cell.text), expr, at: cell.at.clone() };
    place.with(&formula, |infer| infer.tests(&known, tests, env));
}

/// What holds where every input is known.
fn inputs_known(table: &Table, env: &Env<'_>, place: &mut Place<'_, '_>) -> Facts {
    let mut facts = Facts::new();
    for input in &table.inputs {
        facts.extend(place.with(&input.value, |infer| infer.known(&input.value.expr, env)));
    }
    facts
}

/// What a table's value tells: where it is known, its inputs are.
pub fn guard(table: &Table, env: &Env<'_>, place: &mut Place<'_, '_>) -> Guard {
    let facts = inputs_known(table, env, place);
    Guard { if_true: facts.clone(), if_false: facts.clone(), if_known: facts }
}

/// The results of a row, joined to those of the rows before. Every input is known where a row is taken.
fn results(
    formulas: &[Formula],
    table: &Table,
    env: &Env<'_>,
    place: &mut Place<'_, '_>,
    outputs: &mut [Option<Ty>],
) {
    let inner = env.assuming(inputs_known(table, env, place));
    for (formula, slot) in formulas.iter().zip(outputs) {
        let ty = place.infer(formula, &inner);
        *slot = Some(match slot.take() {
            None => ty,
            Some(before) => {
                if !before.kind.same(&ty.kind) {
                    let message = format!("the rows before give {}, this is {}", before.kind, ty.kind);
                    let help = "give results of one type; what is no number, true or false is a text";
                    place.with(formula, |infer| {
                        infer.report(&formula.expr, codes::WRONG_RESULT, message, help);
                    });
                }
                before.join(&ty)
            }
        });
    }
}

fn value(table: &Table, outputs: Vec<Option<Ty>>) -> Ty {
    let logic = &table.logic;
    let mut types: Vec<Ty> = outputs.into_iter().map(|ty| ty.unwrap_or_else(Ty::any)).collect();
    let row = if types.len() == 1 {
        types.pop().unwrap_or_else(Ty::any)
    } else {
        let names = logic.outputs.iter().map(|output| output.name.to_string());
        Ty::record("the results of the table", names.zip(types).collect())
    };
    match logic.hit_policy {
        HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(None) => Ty::list(row),
        HitPolicy::Collect(Some(Aggregation::Count)) => Ty::known(Kind::Number),
        _ => row,
    }
}

/// Reports gaps, overlaps and rows without use. True if there can be no others.
fn judge(table: &Table, inputs: &[Ty], place: &mut Place<'_, '_>) -> bool {
    let codes: Vec<Option<UnaryTests>> = inputs.iter().map(codes_of).collect();
    let allowed: Vec<Option<&UnaryTests>> = table
        .logic
        .inputs
        .iter()
        .zip(&codes)
        .map(|(input, codes)| input.allowed.as_ref().or(codes.as_ref()))
        .collect();
    let found = table.logic.findings_among(&Limits::default(), &allowed);
    for finding in &found.list {
        match finding {
            Finding::Gap { example } => {
                let message = format!("no row of the table takes {}", shown(table, example));
                place.sink().error(codes::TABLE_GAP, table.at.clone(), message).help(
                    "add a row for it, or `otherwise`; if there is no such input, say so with `values`",
                );
            }
            Finding::Overlap { rules: (a, b), example } => {
                let at =
                    |number: usize| table.rows.get(number.saturating_sub(1)).map_or(&table.at, |row| &row.at);
                let message = format!("the rows {a} and {b} both take {}", shown(table, example));
                place
                    .sink()
                    .error(codes::TABLE_OVERLAP, at(*b).clone(), message)
                    .help("let their cells exclude each other, or say with `hit` which row is taken")
                    .related(at(*a).clone(), "the other row");
            }
            Finding::Unused { rule } => {
                let at = table.rows.get(rule.saturating_sub(1)).map_or(&table.at, |row| &row.at);
                place
                    .sink()
                    .warning(codes::UNUSED_ROW, at.clone(), format!("the row {rule} is never the one taken"))
                    .help("remove it, or put it before the rows that take its inputs");
            }
        }
    }
    !found.incomplete
}

/// The codes that a choice may have, as unary tests.
fn codes_of(ty: &Ty) -> Option<UnaryTests> {
    let Kind::Text(Some(codes)) = &ty.kind else { return None };
    let texts: Vec<String> = codes.iter().map(|code| Value::string(code).to_string()).collect();
    feel::parse_unary_tests_with(&texts.join(", "), &Names::default(), &formula::options()).ok()
}

/// Inputs with their names, as in `order = 0, highland = true`.
fn shown(table: &Table, example: &[Value]) -> String {
    let one = |(input, value): (&TableInput, &Value)| {
        // a column that no row looks at
        if value.is_null() { format!("any `{}`", input.name) } else { format!("`{}` = {value}", input.name) }
    };
    table.inputs.iter().zip(example).map(one).collect::<Vec<_>>().join(", ")
}
