//! Functions of contexts.

use super::arguments::{at, context as context_at, list, wrong};
use super::{Outcome, Problem};
use crate::eval::Interpreter;
use crate::value::{Context, Value};
use std::sync::Arc;

/// `get value(context, key)`; with a list of keys, the value they lead to.
pub(super) fn get_value(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let mut current = Value::Context(context_at(values, 0)?.clone());
    let keys: Vec<&Value> = match at(values, 1) {
        Value::List(keys) => keys.iter().collect(),
        key => vec![key],
    };
    if keys.is_empty() {
        return Err(Problem::Borrowed("there is no key"));
    }
    for key in keys {
        let Value::String(key) = key else { return Err(wrong(1, "string", key)) };
        let next = match &current {
            Value::Context(context) => context.get(key).cloned(),
            _ => None,
        };
        current = next.ok_or_else(|| Problem::from(format!("there is no entry '{key}'")))?;
    }
    Ok(current)
}

pub(super) fn get_entries(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let entries = context_at(values, 0)?.entries().iter().map(|(name, value)| {
        let entry = [("key", Value::String(Arc::clone(name))), ("value", value.clone())];
        Value::Context(entry.into_iter().collect())
    });
    let entries = entries.collect();
    Ok(interpreter.list(entries))
}

/// `context(entries)`: a list of `{key, value}` contexts, each key once.
pub(super) fn context(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    interpreter.charge(items.len());
    let mut entries: Vec<(Arc<str>, Value)> = Vec::with_capacity(items.len());
    for item in items.iter() {
        let Value::Context(entry) = item else { return Err(wrong(0, "list of contexts", item)) };
        match (entry.get("key"), entry.get("value")) {
            (Some(Value::String(key)), Some(value)) => entries.push((Arc::clone(key), value.clone())),
            _ => return Err(Problem::Borrowed("every entry needs a key, which is a string, and a value")),
        }
    }
    let count = entries.len();
    let context = Context::new(entries);
    if context.entries().len() != count {
        return Err(Problem::Borrowed("a key is there twice"));
    }
    Ok(interpreter.within_bounds(Value::Context(context)))
}

fn put_at(context: &Context, keys: &[Value], value: &Value) -> Result<Context, Problem> {
    let Some((Value::String(key), rest)) = keys.split_first() else {
        return Err(Problem::Borrowed("the keys must be strings, at least one"));
    };
    if rest.is_empty() {
        return Ok(context.with(Arc::clone(key), value.clone()));
    }
    let Some(Value::Context(inner)) = context.get(key) else {
        return Err(Problem::from(format!("the entry '{key}' is no context")));
    };
    Ok(context.with(Arc::clone(key), Value::Context(put_at(inner, rest, value)?)))
}

/// `context put(context, key, value)`; with a list of keys, inside inner contexts.
pub(super) fn put(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let context = context_at(values, 0)?;
    interpreter.charge(context.entries().len());
    let result = match at(values, 1) {
        Value::String(key) => context.with(Arc::clone(key), at(values, 2).clone()),
        Value::List(keys) => put_at(context, keys, at(values, 2))?,
        other => return Err(wrong(1, "string", other)),
    };
    Ok(interpreter.within_bounds(Value::Context(result)))
}

/// `context merge(contexts)`; of entries with the same name the last counts.
pub(super) fn merge(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let items = list(values, 0)?;
    let mut entries = Vec::new();
    for item in items.iter() {
        let Value::Context(context) = item else { return Err(wrong(0, "list of contexts", item)) };
        if !interpreter.charge(context.entries().len()) {
            break;
        }
        entries.extend(context.entries().iter().cloned());
    }
    Ok(interpreter.within_bounds(Value::Context(Context::new(entries))))
}
