//! Variables in scope: layers that borrow what they hold, the innermost first.

use crate::temporal::DateTime;
use crate::value::{Context, Value};
use std::sync::Arc;

/// A source of variables other than a context, such as a typed record.
pub trait Variables {
    /// The value of a variable; `None` when there is none of this name.
    fn variable(&self, name: &str) -> Option<&Value>;
}

/// Variables in scope. Building one copies no value.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    parent: Option<&'a Scope<'a>>,
    layer: Layer<'a>,
    now: Option<&'a DateTime>,
}

#[derive(Clone, Copy)]
enum Layer<'a> {
    Empty,
    Context(&'a Context),
    Entries(&'a [(Arc<str>, Value)]),
    One(&'a str, &'a Value),
    Source(&'a dyn Variables),
}

impl<'a> Scope<'a> {
    /// No variables.
    pub fn empty() -> Self {
        Self { parent: None, layer: Layer::Empty, now: None }
    }

    /// The entries of a context as variables.
    pub fn new(context: &'a Context) -> Self {
        Self { parent: None, layer: Layer::Context(context), now: None }
    }

    /// The variables of a source.
    pub fn from_source(source: &'a dyn Variables) -> Self {
        Self { parent: None, layer: Layer::Source(source), now: None }
    }

    /// Pairs of name and value as variables.
    pub fn from_entries(entries: &'a [(Arc<str>, Value)]) -> Self {
        Self { parent: None, layer: Layer::Entries(entries), now: None }
    }

    /// This scope with the time that `now()` and `today()` shall give; without it they are null.
    #[must_use]
    pub fn at(self, now: &'a DateTime) -> Self {
        Self { now: Some(now), ..self }
    }

    /// A layer over this one: the entries of a context.
    #[must_use]
    pub fn with_context(&'a self, context: &'a Context) -> Scope<'a> {
        self.over(Layer::Context(context))
    }

    /// A layer over this one: pairs of name and value.
    #[must_use]
    pub fn with_entries(&'a self, entries: &'a [(Arc<str>, Value)]) -> Scope<'a> {
        self.over(Layer::Entries(entries))
    }

    /// A layer over this one: one variable.
    #[must_use]
    pub fn with(&'a self, name: &'a str, value: &'a Value) -> Scope<'a> {
        self.over(Layer::One(name, value))
    }

    /// A layer over this one: the variables of a source.
    #[must_use]
    pub fn with_source(&'a self, source: &'a dyn Variables) -> Scope<'a> {
        self.over(Layer::Source(source))
    }

    fn over(&'a self, layer: Layer<'a>) -> Scope<'a> {
        Scope { parent: Some(self), layer, now: self.now }
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let mut scope = self;
        loop {
            let found = match scope.layer {
                Layer::Empty => None,
                Layer::Context(context) => context.get(name),
                Layer::Entries(entries) => {
                    entries.iter().find(|(known, _)| &**known == name).map(|(_, value)| value)
                }
                Layer::One(known, value) => (known == name).then_some(value),
                Layer::Source(source) => source.variable(name),
            };
            match (found, scope.parent) {
                (Some(value), _) => return Some(value),
                (None, Some(parent)) => scope = parent,
                (None, None) => return None,
            }
        }
    }

    pub(crate) fn now(&self) -> Option<&'a DateTime> {
        self.now
    }
}
