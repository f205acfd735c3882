//! Boxed expressions, ready to be evaluated.

use crate::functions::BoxedFunction;
use crate::types::ItemType;
use feel::ast::Expr;
use feel::table::DecisionTable;
use feel::{Context, Function, Interpreter, Parameter, Scope, Value};
use std::sync::Arc;

/// An expression with the type it is declared to have.
#[derive(Debug)]
pub(crate) struct Boxed {
    pub(crate) logic: Logic,
    pub(crate) kind: Arc<ItemType>,
}

/// The kinds of boxed expression.
#[derive(Debug)]
pub(crate) enum Logic {
    /// There is none.
    Missing,
    /// It is not valid; the message says why.
    Broken(String),
    /// FEEL.
    Literal(Expr),
    /// A decision table.
    Table(DecisionTable),
    /// Entries, of which one without a name is the result.
    Context(Vec<(Option<Arc<str>>, Boxed)>),
    /// A call with arguments by name.
    Invocation { callee: Box<Boxed>, bindings: Vec<(Arc<str>, Boxed)> },
    /// A function definition.
    Function(Arc<FunctionLogic>),
    /// A list.
    List(Vec<Boxed>),
    /// Rows of contexts.
    Relation { columns: Vec<Arc<str>>, rows: Vec<Vec<Boxed>> },
    /// If, then, else.
    Conditional { condition: Box<Boxed>, then: Box<Boxed>, otherwise: Box<Boxed> },
    /// A filter of a list.
    Filter { list: Box<Boxed>, condition: Box<Boxed> },
    /// A loop that builds a list.
    For { variable: Arc<str>, list: Box<Boxed>, body: Box<Boxed> },
    /// Some or every.
    Quantified { every: bool, variable: Arc<str>, list: Box<Boxed>, condition: Box<Boxed> },
}

/// A function definition.
#[derive(Debug)]
pub(crate) struct FunctionLogic {
    pub(crate) parameters: Vec<Parameter>,
    /// The types of the parameters, with their allowed values.
    pub(crate) kinds: Vec<Arc<ItemType>>,
    pub(crate) result: Arc<ItemType>,
    pub(crate) body: Boxed,
    /// The names in scope where it is defined.
    pub(crate) surroundings: Vec<Arc<str>>,
}

impl Boxed {
    /// The value, converted to the declared type; null with a warning when it does not conform.
    pub(crate) fn evaluate(&self, interpreter: &mut Interpreter<'_>, scope: &Scope<'_>) -> Value {
        let value = self.logic.evaluate(interpreter, scope);
        conforming(&self.kind, interpreter, value)
    }
}

/// The value as a type; null with a warning when it does not conform.
pub(crate) fn conforming(kind: &ItemType, interpreter: &mut Interpreter<'_>, value: Value) -> Value {
    if kind.is_any() {
        return value;
    }
    if let Some(value) = kind.convert(interpreter, &value) {
        return value;
    }
    interpreter.warn(format_args!("{value} does not conform to the declared type {}", kind.to_feel()));
    Value::Null
}

impl Logic {
    fn evaluate(&self, interpreter: &mut Interpreter<'_>, scope: &Scope<'_>) -> Value {
        match self {
            Self::Missing => Value::Null,
            Self::Broken(message) => {
                interpreter.warn(message);
                Value::Null
            }
            Self::Literal(expr) => interpreter.evaluate(expr, scope),
            Self::Table(table) => table.evaluate(interpreter, scope).value,
            Self::Context(entries) => context(entries, interpreter, scope),
            Self::Invocation { callee, bindings } => invocation(callee, bindings, interpreter, scope),
            Self::Function(logic) => {
                let captured: Context = logic
                    .surroundings
                    .iter()
                    .filter_map(|name| scope.get(name).map(|value| (Arc::clone(name), value.clone())))
                    .collect();
                let host = BoxedFunction { logic: Arc::clone(logic), captured };
                Value::Function(Arc::new(Function::Host(Arc::new(host))))
            }
            Self::List(items) => {
                Value::list(items.iter().map(|item| item.evaluate(interpreter, scope)).collect())
            }
            Self::Relation { columns, rows } => {
                let rows = rows.iter().map(|row| {
                    let values = row.iter().map(|cell| cell.evaluate(interpreter, scope));
                    Value::Context(columns.iter().cloned().zip(values).collect())
                });
                Value::list(rows.collect())
            }
            Self::Conditional { condition, then, otherwise } => {
                let holds = condition.evaluate(interpreter, scope).as_bool() == Some(true);
                if holds { then.evaluate(interpreter, scope) } else { otherwise.evaluate(interpreter, scope) }
            }
            Self::Filter { list, condition } => filter(list, condition, interpreter, scope),
            Self::For { variable, list, body } => iteration(variable, list, body, interpreter, scope),
            Self::Quantified { every, variable, list, condition } => {
                quantified(*every, variable, list, condition, interpreter, scope)
            }
        }
    }
}

fn context(
    entries: &[(Option<Arc<str>>, Boxed)],
    interpreter: &mut Interpreter<'_>,
    scope: &Scope<'_>,
) -> Value {
    let mut done: Vec<(Arc<str>, Value)> = Vec::with_capacity(entries.len());
    for (name, entry) in entries {
        let value = entry.evaluate(interpreter, &scope.with_entries(&done));
        match name {
            Some(name) => done.push((Arc::clone(name), value)),
            // the entry without a name is the result of the whole
            None => return value,
        }
    }
    Value::Context(Context::new(done))
}

fn invocation(
    callee: &Boxed,
    bindings: &[(Arc<str>, Boxed)],
    interpreter: &mut Interpreter<'_>,
    scope: &Scope<'_>,
) -> Value {
    let Value::Function(function) = callee.evaluate(interpreter, scope) else {
        interpreter.warn("what is invoked is no function");
        return Value::Null;
    };
    let given: Vec<(&str, Value)> =
        bindings.iter().map(|(name, value)| (&**name, value.evaluate(interpreter, scope))).collect();
    interpreter.call_named(&function, given)
}

fn filter(list: &Boxed, condition: &Boxed, interpreter: &mut Interpreter<'_>, scope: &Scope<'_>) -> Value {
    let value = list.evaluate(interpreter, scope);
    let Some(items) = interpreter.items_of(&value) else { return Value::Null };
    let mut kept = Vec::new();
    for item in &items {
        let with_item = scope.with("item", item);
        let verdict = match item {
            Value::Context(context) => condition.evaluate(interpreter, &with_item.with_context(context)),
            _ => condition.evaluate(interpreter, &with_item),
        };
        match verdict {
            Value::Bool(true) => kept.push(item.clone()),
            Value::Bool(false) | Value::Null => {}
            other => {
                interpreter.warn(format_args!("a filter must be true or false, not a {}", other.kind()));
                return Value::Null;
            }
        }
    }
    Value::list(kept)
}

fn iteration(
    variable: &str,
    list: &Boxed,
    body: &Boxed,
    interpreter: &mut Interpreter<'_>,
    scope: &Scope<'_>,
) -> Value {
    let value = list.evaluate(interpreter, scope);
    let Some(items) = interpreter.items_of(&value) else { return Value::Null };
    let mut results = Vec::with_capacity(items.len());
    for item in &items {
        let partial = Value::list(results.clone());
        let with_partial = scope.with("partial", &partial);
        results.push(body.evaluate(interpreter, &with_partial.with(variable, item)));
        if interpreter.is_stopped() {
            break;
        }
    }
    Value::list(results)
}

fn quantified(
    every: bool,
    variable: &str,
    list: &Boxed,
    condition: &Boxed,
    interpreter: &mut Interpreter<'_>,
    scope: &Scope<'_>,
) -> Value {
    let value = list.evaluate(interpreter, scope);
    let Some(items) = interpreter.items_of(&value) else { return Value::Null };
    let mut unknown = false;
    for item in &items {
        match condition.evaluate(interpreter, &scope.with(variable, item)) {
            Value::Bool(holds) if holds != every => return Value::Bool(holds),
            Value::Bool(_) => {}
            _ => unknown = true,
        }
    }
    if unknown { Value::Null } else { Value::Bool(every) }
}
