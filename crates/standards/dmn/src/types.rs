//! Item definitions: the types of a model, with allowed values and DMN's conversions (chapter 10.3.2.9.4).

use feel::ast::UnaryTests;
use feel::{Context, Interpreter, Names, Scope, Type, Value};
use std::sync::Arc;

/// A type of a model.
#[derive(Debug, Default)]
pub(crate) struct ItemType {
    pub(crate) kind: Kind,
    /// Whether it is a list of what `kind` says.
    pub(crate) collection: bool,
    /// The values allowed: for each item of a collection, or for the value.
    pub(crate) allowed: Option<UnaryTests>,
    /// A condition on the value as a whole.
    pub(crate) constraint: Option<UnaryTests>,
}

/// What a type is made of.
#[derive(Debug, Default)]
pub(crate) enum Kind {
    /// Anything.
    #[default]
    Any,
    /// One of FEEL's types.
    Simple(Type),
    /// Another type of the model.
    Other(Arc<ItemType>),
    /// A context with these entries.
    Context(Vec<(Arc<str>, Arc<ItemType>)>),
}

/// Deepest member names made known to the parser: item definitions may contain each other.
const MEMBER_DEPTH_MAX: u32 = 8;

impl ItemType {
    pub(crate) fn simple(kind: Type) -> Self {
        match kind {
            Type::Any => Self::default(),
            kind => Self { kind: Kind::Simple(kind), ..Self::default() },
        }
    }

    /// The type of what is called: the result of a function type, or the type itself, which models write as often.
    pub(crate) fn of_result(kind: &Arc<Self>) -> Arc<Self> {
        match kind.to_feel() {
            Type::Function { result, .. } => Arc::new(Self::simple((*result).clone())),
            _ => Arc::clone(kind),
        }
    }

    /// Whether every value is of this type.
    pub(crate) fn is_any(&self) -> bool {
        matches!(self.kind, Kind::Any)
            && !self.collection
            && self.allowed.is_none()
            && self.constraint.is_none()
    }

    /// The value as this type; `None` when it does not conform. Null conforms to every type.
    pub(crate) fn convert(&self, interpreter: &mut Interpreter<'_>, value: &Value) -> Option<Value> {
        if value.is_null() {
            return Some(Value::Null);
        }
        let converted = if self.collection {
            let items: Vec<Value> = match value {
                Value::List(list) => list.to_vec(),
                single => vec![single.clone()],
            };
            let items: Option<Vec<Value>> = items.iter().map(|item| self.item(interpreter, item)).collect();
            Value::list(items?)
        } else {
            self.item(interpreter, value)?
        };
        match &self.constraint {
            Some(tests) if interpreter.passes(tests, &converted, &Scope::empty()) != Some(true) => None,
            _ => Some(converted),
        }
    }

    fn item(&self, interpreter: &mut Interpreter<'_>, value: &Value) -> Option<Value> {
        if value.is_null() {
            return Some(Value::Null);
        }
        let converted = match &self.kind {
            Kind::Any => value.clone(),
            Kind::Simple(kind) => kind.convert(value)?,
            Kind::Other(other) => other.convert(interpreter, value)?,
            Kind::Context(entries) => context(interpreter, entries, value)?,
        };
        match &self.allowed {
            Some(tests) if interpreter.passes(tests, &converted, &Scope::empty()) != Some(true) => None,
            _ => Some(converted),
        }
    }

    /// The names of the members of a value of this type (of its items, for a list).
    pub(crate) fn members(&self) -> Names {
        self.members_to(MEMBER_DEPTH_MAX)
    }

    fn members_to(&self, depth: u32) -> Names {
        let mut names = Names::new();
        match &self.kind {
            Kind::Other(other) => return other.members_to(depth),
            Kind::Context(entries) if depth > 0 => {
                for (name, kind) in entries {
                    names.add_with_members(name, kind.members_to(depth - 1));
                }
            }
            Kind::Simple(Type::Function { result, .. }) => return members_of(result),
            _ => {}
        }
        names
    }

    /// The type as FEEL sees it, without allowed values.
    pub(crate) fn to_feel(&self) -> Type {
        let item = match &self.kind {
            Kind::Any => Type::Any,
            Kind::Simple(kind) => kind.clone(),
            Kind::Other(other) => other.to_feel(),
            Kind::Context(entries) => {
                Type::Context(entries.iter().map(|(name, kind)| (Arc::clone(name), kind.to_feel())).collect())
            }
        };
        if self.collection { Type::List(Arc::new(item)) } else { item }
    }
}

fn context(
    interpreter: &mut Interpreter<'_>,
    entries: &[(Arc<str>, Arc<ItemType>)],
    value: &Value,
) -> Option<Value> {
    let context = match value {
        Value::Context(context) => context,
        Value::List(list) => match list.as_slice() {
            [Value::Context(only)] => only,
            _ => return None,
        },
        _ => return None,
    };
    let mut converted: Vec<(Arc<str>, Value)> = Vec::with_capacity(context.entries().len());
    for (name, value) in context.entries() {
        let kind = entries.iter().find(|(known, _)| known == name).map(|(_, kind)| kind);
        let value = match kind {
            Some(kind) => kind.convert(interpreter, value)?,
            None => value.clone(),
        };
        converted.push((Arc::clone(name), value));
    }
    // an entry that is missing altogether makes the value another type
    let complete = entries.iter().all(|(name, _)| context.get(name).is_some());
    complete.then(|| Value::Context(Context::new(converted)))
}

fn members_of(kind: &Type) -> Names {
    let mut names = Names::new();
    match kind {
        Type::Context(entries) => {
            for (name, kind) in entries.iter() {
                names.add_with_members(name, members_of(kind));
            }
        }
        Type::List(item) => return members_of(item),
        _ => {}
    }
    names
}
