//! Loops, filters and contexts.

use super::{Interpreter, Scope};
use crate::ast::{Binding, Domain, Entry, Expr};
use crate::decimal::Decimal;
use crate::limits::LimitReached;
use crate::temporal::Date;
use crate::value::{Context, List, Value, compare};
use std::cmp::Ordering;
use std::sync::Arc;

/// What a loop goes through, one value at a time.
enum Items {
    List(List),
    One(Value),
    Numbers { from: i128, to: i128 },
    Dates { from: i64, to: i64 },
}

impl Items {
    fn len(&self) -> u128 {
        match self {
            Self::List(list) => u128::try_from(list.len()).unwrap_or(u128::MAX),
            Self::One(_) => 1,
            Self::Numbers { from, to } => from.abs_diff(*to) + 1,
            Self::Dates { from, to } => u128::from(from.abs_diff(*to)) + 1,
        }
    }

    fn get(&self, index: usize) -> Value {
        let offset = i64::try_from(index).unwrap_or(i64::MAX);
        match self {
            Self::List(list) => list.get(index).cloned().unwrap_or_default(),
            Self::One(value) => value.clone(),
            Self::Numbers { from, to } => {
                let step = if from <= to { i128::from(offset) } else { -i128::from(offset) };
                Decimal::from_scaled(from + step, 0).map_or(Value::Null, Value::Number)
            }
            Self::Dates { from, to } => {
                let days = if from <= to { from + offset } else { from - offset };
                Date::from_days(days).map_or(Value::Null, Value::Date)
            }
        }
    }
}

impl Interpreter<'_> {
    /// From one end to the other: integers or dates.
    fn steps_between(&mut self, from: &Value, to: &Value) -> Option<Items> {
        match (from, to) {
            (Value::Number(from), Value::Number(to)) => {
                Some(Items::Numbers { from: from.to_i128()?, to: to.to_i128()? })
            }
            (Value::Date(from), Value::Date(to)) => Some(Items::Dates { from: from.days(), to: to.days() }),
            _ => {
                self.warn("a loop can go between two integers or two dates");
                None
            }
        }
    }

    /// What a loop over a value goes through; `None` with a warning where there is nothing to go through.
    pub fn items_of(&mut self, value: &Value) -> Option<Vec<Value>> {
        let items = self.items_from(value.clone())?;
        let count = self.within_length(&items)?;
        Some((0..count).map(|index| items.get(index)).collect())
    }

    fn items_from(&mut self, value: Value) -> Option<Items> {
        match value {
            Value::List(list) => Some(Items::List(list)),
            Value::Null => {
                self.warn("a loop cannot go through null");
                None
            }
            Value::Range(range) => {
                if compare(&range.start, &range.end) == Some(Ordering::Greater) {
                    self.warn("a loop cannot go through a range whose low end is above its high end");
                    return None;
                }
                let items = self.steps_between(&range.start, &range.end)?;
                Some(excluding_ends(items, range.start_included, range.end_included))
            }
            single => Some(Items::One(single)),
        }
    }

    fn within_length(&mut self, items: &Items) -> Option<usize> {
        let count = usize::try_from(items.len()).unwrap_or(usize::MAX);
        if count > self.limits.list_length_max {
            self.stop(LimitReached::ListLength(self.limits.list_length_max));
            return None;
        }
        Some(count)
    }

    fn items(&mut self, domain: &Domain, scope: &Scope<'_>) -> Option<Items> {
        let items = match domain {
            Domain::Range(from, to) => {
                let from = self.evaluate(from, scope);
                let to = self.evaluate(to, scope);
                self.steps_between(&from, &to)?
            }
            Domain::List(list) => {
                let value = self.evaluate(list, scope);
                self.span = list.span;
                self.items_from(value)?
            }
        };
        self.within_length(&items)?;
        Some(items)
    }

    /// Runs `visit` for every combination of the loop variables while it says to go on. `None` when a loop has
    /// nothing it can go through.
    fn each(
        &mut self,
        bindings: &[Binding],
        scope: &Scope<'_>,
        visit: &mut dyn FnMut(&mut Self, &Scope<'_>) -> bool,
    ) -> Option<bool> {
        let Some((binding, rest)) = bindings.split_first() else { return Some(visit(self, scope)) };
        let items = self.items(&binding.domain, scope)?;
        let count = usize::try_from(items.len()).unwrap_or(0);
        for index in 0..count {
            if !self.charge(1) {
                return Some(false);
            }
            let value = items.get(index);
            let inner = scope.with(&binding.name, &value);
            if !self.each(rest, &inner, visit)? {
                return Some(false);
            }
        }
        Some(true)
    }

    pub(super) fn iteration(
        &mut self,
        expr: &Expr,
        bindings: &[Binding],
        body: &Expr,
        names_partial: bool,
        scope: &Scope<'_>,
    ) -> Value {
        let mut results: Vec<Value> = Vec::new();
        let length_max = self.limits.list_length_max;
        let done = self.each(bindings, scope, &mut |interpreter, inner| {
            if results.len() >= length_max {
                interpreter.stop(LimitReached::ListLength(length_max));
                return false;
            }
            let value = if names_partial {
                let partial = interpreter.list(results.clone());
                interpreter.evaluate(body, &inner.with("partial", &partial))
            } else {
                interpreter.evaluate(body, inner)
            };
            results.push(value);
            !interpreter.is_stopped()
        });
        self.span = expr.span;
        if done.is_some() { self.list(results) } else { Value::Null }
    }

    pub(super) fn quantified(
        &mut self,
        expr: &Expr,
        every: bool,
        bindings: &[Binding],
        condition: &Expr,
        scope: &Scope<'_>,
    ) -> Value {
        // `every` is an `and` over all rounds, `some` an `or`: one round can decide
        let mut result = Some(every);
        let done = self.each(bindings, scope, &mut |interpreter, inner| {
            match interpreter.value(condition, inner).as_bool() {
                Some(holds) if holds != every => {
                    result = Some(holds);
                    return false;
                }
                Some(_) => {}
                None => result = None,
            }
            !interpreter.is_stopped()
        });
        self.span = expr.span;
        match (done, result) {
            (Some(_), Some(holds)) => Value::Bool(holds),
            (Some(_), None) => self.fail(expr.span, "the condition is neither true nor false for every item"),
            (None, _) => Value::Null,
        }
    }

    pub(super) fn filter(&mut self, expr: &Expr, list: &Expr, condition: &Expr, scope: &Scope<'_>) -> Value {
        let value = self.value(list, scope);
        let single;
        let items: &[Value] = match &*value {
            Value::List(list) => list,
            // a value stands for the list of it alone; null stands for no items
            Value::Null => &[],
            other => {
                single = [other.clone()];
                &single
            }
        };
        self.filtered(expr, items, condition, scope, value.is_null())
    }

    /// The items for which the condition is true, or the one at the index that it gives.
    pub(crate) fn filtered(
        &mut self,
        expr: &Expr,
        items: &[Value],
        condition: &Expr,
        scope: &Scope<'_>,
        null: bool,
    ) -> Value {
        if let crate::ast::ExprKind::Literal(Value::Number(index)) = condition.kind {
            return self.indexed(expr, items, index);
        }
        let mut kept = Vec::new();
        for (position, item) in items.iter().enumerate() {
            let verdict = self.with_item(item, condition, scope);
            match verdict {
                Value::Bool(true) => kept.push(item.clone()),
                // an index does not depend on the item: the first round tells
                Value::Number(index) if position == 0 => return self.indexed(expr, items, index),
                _ => {}
            }
            if !self.charge(1) {
                return Value::Null;
            }
        }
        if items.is_empty() {
            let verdict = self.evaluate(condition, scope);
            if matches!(verdict, Value::Number(_)) || null {
                return Value::Null;
            }
        }
        self.list(kept)
    }

    fn with_item(&mut self, item: &Value, condition: &Expr, scope: &Scope<'_>) -> Value {
        let with_item = scope.with("item", item);
        match item {
            Value::Context(context) => self.evaluate(condition, &with_item.with_context(context)),
            _ => self.evaluate(condition, &with_item),
        }
    }

    /// The item at a position counted from 1, or from -1 backward.
    fn indexed(&mut self, expr: &Expr, items: &[Value], index: Decimal) -> Value {
        let found = index.to_i64().and_then(|index| {
            let offset = usize::try_from(index.unsigned_abs()).ok()?.checked_sub(1)?;
            if index > 0 { items.get(offset) } else { items.iter().rev().nth(offset) }
        });
        if let Some(value) = found {
            value.clone()
        } else {
            let count = items.len();
            self.fail(expr.span, format_args!("there is no item {index} in a list of {count}"))
        }
    }

    pub(super) fn context(&mut self, entries: &[Entry], scope: &Scope<'_>) -> Value {
        let mut done: Vec<(Arc<str>, Value)> = Vec::with_capacity(entries.len());
        for entry in entries {
            if done.iter().any(|(name, _)| *name == entry.name) {
                return self.fail(entry.name_span, format_args!("the entry '{}' is there twice", entry.name));
            }
            let value = self.evaluate(&entry.value, &scope.with_entries(&done));
            done.push((Arc::clone(&entry.name), value));
            if !self.charge(done.len() / 16) {
                return Value::Null;
            }
        }
        self.within_bounds(Value::Context(Context::new(done)))
    }
}

fn excluding_ends(items: Items, start_included: bool, end_included: bool) -> Items {
    match items {
        Items::Numbers { mut from, mut to } if from <= to => {
            from += i128::from(!start_included);
            to -= i128::from(!end_included);
            if from <= to { Items::Numbers { from, to } } else { Items::List(List::new(Vec::new())) }
        }
        Items::Dates { mut from, mut to } if from <= to => {
            from += i64::from(!start_included);
            to -= i64::from(!end_included);
            if from <= to { Items::Dates { from, to } } else { Items::List(List::new(Vec::new())) }
        }
        other => other,
    }
}
