//! Functions of lists.

use super::arguments::{at, integer, items, list, place};
use super::{Outcome, Problem};
use crate::eval::Interpreter;
use crate::value::{Function, Value, compare, equal};
use std::cmp::Ordering;

fn same(a: &Value, b: &Value) -> bool {
    equal(a, b) == Some(true)
}

pub(super) fn contains(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    interpreter.charge(items.len());
    Ok(Value::Bool(items.iter().any(|item| same(item, at(values, 1)))))
}

/// `list replace`: at a position, or wherever a function of item and new item holds.
pub(super) fn replace(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let new = at(values, 2);
    if let Value::Function(function) = at(values, 1) {
        let mut out = Vec::with_capacity(items.len());
        for item in items.iter() {
            let verdict = interpreter.call(function, &[item.clone(), new.clone()]);
            match verdict {
                Value::Bool(true) => out.push(new.clone()),
                Value::Bool(false) => out.push(item.clone()),
                _ => return Err(Problem::Borrowed("the match function must return true or false")),
            }
        }
        Ok(interpreter.list(out))
    } else {
        let place = place(integer(values, 1)?, items.len())?;
        let replaced = items.iter().enumerate();
        let out = replaced.map(|(i, item)| if i == place { new.clone() } else { item.clone() }).collect();
        Ok(interpreter.list(out))
    }
}

pub(super) fn count(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let length = items(values)?.len();
    Ok(Value::from(i64::try_from(length).unwrap_or(i64::MAX)))
}

/// `all` (dominated by false) and `any` (by true).
fn fold(values: &[Value], dominant: bool) -> Outcome {
    let mut result = Some(!dominant);
    for item in items(values)?.iter() {
        match item {
            Value::Bool(value) if *value == dominant => return Ok(Value::Bool(dominant)),
            Value::Bool(_) => {}
            _ => result = None,
        }
    }
    result.map(Value::Bool).ok_or(Problem::Borrowed("an item is neither true nor false"))
}

pub(super) fn all(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    fold(values, false)
}

pub(super) fn any(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    fold(values, true)
}

pub(super) fn sublist(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let start = place(integer(values, 1)?, items.len())?;
    let length = if at(values, 2).is_null() {
        items.len() - start
    } else {
        let length = usize::try_from(integer(values, 2)?).ok();
        length.ok_or(Problem::Borrowed("the length must not be negative"))?
    };
    let end = start.checked_add(length).filter(|end| *end <= items.len());
    let part = end.and_then(|end| items.get(start..end));
    let part = part.ok_or(Problem::Borrowed("the list is shorter than that"))?;
    Ok(interpreter.list(part.to_vec()))
}

pub(super) fn append(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    Ok(interpreter.list(items.iter().chain(values.iter().skip(1)).cloned().collect()))
}

fn joined(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Result<Vec<Value>, Problem> {
    let mut out = Vec::new();
    for index in 0..values.len() {
        let items = list(values, index)?;
        if !interpreter.charge(items.len()) {
            break;
        }
        out.extend(items.iter().cloned());
    }
    Ok(out)
}

pub(super) fn concatenate(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let out = joined(interpreter, values)?;
    Ok(interpreter.list(out))
}

fn unique(interpreter: &mut Interpreter<'_>, items: &[Value]) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    for item in items {
        if !interpreter.charge(out.len().saturating_mul(1 + item.size() / 8)) {
            break;
        }
        if !out.iter().any(|known| same(known, item)) {
            out.push(item.clone());
        }
    }
    out
}

pub(super) fn union(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let all = joined(interpreter, values)?;
    let out = unique(interpreter, &all);
    Ok(interpreter.list(out))
}

pub(super) fn distinct(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let out = unique(interpreter, &items);
    Ok(interpreter.list(out))
}

pub(super) fn insert_before(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let place = place(integer(values, 1)?, items.len())?;
    let mut out = items.to_vec();
    out.insert(place, at(values, 2).clone());
    Ok(interpreter.list(out))
}

pub(super) fn remove(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let place = place(integer(values, 1)?, items.len())?;
    let kept = items.iter().enumerate().filter(|(i, _)| *i != place);
    Ok(interpreter.list(kept.map(|(_, item)| item.clone()).collect()))
}

pub(super) fn reverse(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    Ok(interpreter.list(items.iter().rev().cloned().collect()))
}

pub(super) fn index_of(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let found = (1_i64..).zip(items.iter()).filter(|(_, item)| same(item, at(values, 1)));
    let found = found.map(|(position, _)| Value::from(position)).collect();
    Ok(interpreter.list(found))
}

fn flatten_into(interpreter: &mut Interpreter<'_>, items: &[Value], out: &mut Vec<Value>) {
    for item in items {
        if out.len() > interpreter.limits.list_length_max || !interpreter.charge(1) {
            return;
        }
        match item {
            Value::List(inner) => flatten_into(interpreter, inner, out),
            other => out.push(other.clone()),
        }
    }
}

pub(super) fn flatten(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let mut out = Vec::new();
    flatten_into(interpreter, &items, &mut out);
    Ok(interpreter.list(out))
}

/// `sort(list, precedes)`; without a function, by FEEL's order. Stable.
pub(super) fn sort(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let precedes = match (values.len(), at(values, 1)) {
        (1, _) => None,
        (_, Value::Function(function)) => Some(function),
        _ => return Err(Problem::Borrowed("argument 2 must be a function of two items")),
    };
    let sorted = merge_sorted(interpreter, &items, precedes.map(|f| &**f))?;
    Ok(interpreter.list(sorted))
}

fn comes_first(
    interpreter: &mut Interpreter<'_>,
    a: &Value,
    b: &Value,
    precedes: Option<&Function>,
) -> Result<bool, Problem> {
    interpreter.charge(2);
    interpreter.charge_comparison(a, b);
    match precedes {
        None => compare(a, b)
            .map(|order| order == Ordering::Less)
            .ok_or(Problem::Borrowed("the items cannot be compared")),
        Some(function) => interpreter
            .call(function, &[a.clone(), b.clone()])
            .as_bool()
            .ok_or(Problem::Borrowed("the function must return true or false")),
    }
}

fn merge_sorted(
    interpreter: &mut Interpreter<'_>,
    items: &[Value],
    precedes: Option<&Function>,
) -> Result<Vec<Value>, Problem> {
    if items.len() < 2 {
        return Ok(items.to_vec());
    }
    if interpreter.is_stopped() {
        return Err(Problem::Borrowed("stopped"));
    }
    let (left, right) = items.split_at(items.len() / 2);
    let left = merge_sorted(interpreter, left, precedes)?;
    let right = merge_sorted(interpreter, right, precedes)?;
    let mut out = Vec::with_capacity(items.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    loop {
        let take_right = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => comes_first(interpreter, b, a, precedes)?,
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (None, None) => return Ok(out),
        };
        out.extend(if take_right { right.next() } else { left.next() });
    }
}
