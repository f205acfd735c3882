//! Sums, means and extremes of lists.

use super::arguments::items;
use super::{Outcome, Problem};
use crate::decimal::Decimal;
use crate::eval::Interpreter;
use crate::value::{Value, compare};
use std::cmp::Ordering;

const OVERFLOW: Problem = Problem::Borrowed("the result is out of range");
const EMPTY: Problem = Problem::Borrowed("the list is empty");

fn numbers(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Result<Vec<Decimal>, Problem> {
    let items = items(values)?;
    interpreter.charge(items.len());
    let number = |item: &Value| match item {
        Value::Number(number) => Ok(*number),
        other => Err(Problem::from(format!("every item must be a number, but one is {}", other.kind()))),
    };
    items.iter().map(number).collect()
}

fn extreme(values: &[Value], wanted: Ordering) -> Outcome {
    let items = items(values)?;
    let mut best = items.first().ok_or(EMPTY)?;
    for item in items.iter() {
        match compare(item, best) {
            Some(order) if order == wanted => best = item,
            Some(_) => {}
            None => return Err(Problem::Borrowed("the items cannot be compared")),
        }
    }
    Ok(best.clone())
}

pub(super) fn min(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    extreme(values, Ordering::Less)
}

pub(super) fn max(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    extreme(values, Ordering::Greater)
}

fn total(numbers: &[Decimal]) -> Result<Decimal, Problem> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, n| sum.add(*n)).ok_or(OVERFLOW)
}

fn length(numbers: &[Decimal]) -> Decimal {
    Decimal::from(u64::try_from(numbers.len()).unwrap_or(u64::MAX))
}

pub(super) fn sum(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let numbers = numbers(interpreter, values)?;
    if numbers.is_empty() {
        return Err(EMPTY);
    }
    total(&numbers).map(Value::Number)
}

fn average(numbers: &[Decimal]) -> Result<Decimal, Problem> {
    if numbers.is_empty() {
        return Err(EMPTY);
    }
    total(numbers)?.div(length(numbers)).ok_or(OVERFLOW)
}

pub(super) fn mean(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    average(&numbers(interpreter, values)?).map(Value::Number)
}

pub(super) fn product(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let numbers = numbers(interpreter, values)?;
    if numbers.is_empty() {
        return Err(EMPTY);
    }
    let product = numbers.iter().try_fold(Decimal::ONE, |product, n| product.mul(*n));
    product.map(Value::Number).ok_or(OVERFLOW)
}

pub(super) fn median(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let mut numbers = numbers(interpreter, values)?;
    numbers.sort();
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle).ok_or(EMPTY)?;
    if numbers.len() % 2 == 1 {
        return Ok(Value::Number(upper));
    }
    let lower = *numbers.get(middle - 1).ok_or(EMPTY)?;
    let median = lower.add(upper).and_then(|sum| sum.div(Decimal::from(2)));
    median.map(Value::Number).ok_or(OVERFLOW)
}

/// The standard deviation of a sample.
pub(super) fn stddev(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let numbers = numbers(interpreter, values)?;
    if numbers.len() < 2 {
        return Err(Problem::Borrowed("it takes at least two numbers"));
    }
    let mean = average(&numbers)?;
    let squares = numbers.iter().try_fold(Decimal::ZERO, |sum, n| {
        let distance = n.sub(mean)?;
        sum.add(distance.mul(distance)?)
    });
    let one_less = length(&numbers).sub(Decimal::ONE);
    let variance = squares.zip(one_less).and_then(|(squares, count)| squares.div(count));
    variance.and_then(Decimal::sqrt).map(Value::Number).ok_or(OVERFLOW)
}

/// The most frequent numbers, in ascending order.
pub(super) fn mode(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let mut numbers = numbers(interpreter, values)?;
    numbers.sort();
    let runs: Vec<&[Decimal]> = numbers.chunk_by(|a, b| a == b).collect();
    let longest = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    let modes = runs.iter().filter(|run| run.len() == longest).filter_map(|run| run.first());
    let modes = modes.map(|n| Value::Number(*n)).collect();
    Ok(interpreter.list(modes))
}
