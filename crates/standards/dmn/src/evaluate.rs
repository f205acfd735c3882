//! One evaluation of a model: each decision is computed once, when it is needed.

use crate::boxed::conforming;
use crate::functions::{Knowledge, Service};
use crate::model::{Body, Element, Input, Model, Requirement};
use feel::{Context, Function, Interpreter, Parameter, Scope, Value};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Deepest chain of decisions that require each other.
const CHAIN_MAX: usize = 200;

type Entries = Vec<(Arc<str>, Value)>;

/// The imports an element is reached through, outermost first. A model that is imported twice is evaluated twice:
/// each import has inputs of its own.
pub(crate) type Path = Arc<[Arc<str>]>;

/// The path of the main model's own elements.
pub(crate) fn main_path() -> Path {
    Arc::from([])
}

/// One evaluation: the inputs, and the values known so far.
pub(crate) struct Run<'m> {
    model: &'m Arc<Model>,
    inputs: &'m [Input],
    values: HashMap<(Path, usize), Value>,
    open: HashSet<(Path, usize)>,
}

impl<'m> Run<'m> {
    pub(crate) fn new(model: &'m Arc<Model>, inputs: &'m [Input]) -> Self {
        Self { model, inputs, values: HashMap::new(), open: HashSet::new() }
    }

    /// A run in which some elements have their values already. Inputs among them are still to be converted.
    pub(crate) fn with_values(model: &'m Arc<Model>, values: Vec<(usize, Value)>) -> Self {
        let values = values.into_iter().map(|(index, value)| ((main_path(), index), value)).collect();
        Self { model, inputs: &[], values, open: HashSet::new() }
    }

    /// The value of an element: an input, the result of a decision, or a function.
    pub(crate) fn value_of(&mut self, path: &Path, index: usize, interpreter: &mut Interpreter<'_>) -> Value {
        let key = (Arc::clone(path), index);
        if let Some(value) = self.values.get(&key) {
            return value.clone();
        }
        let model = Arc::clone(self.model);
        let Some(element) = model.elements.get(index) else { return Value::Null };
        if self.open.len() >= CHAIN_MAX || !self.open.insert(key.clone()) {
            interpreter
                .warn(format_args!("'{}' requires itself, or too long a chain of decisions", element.name));
            return Value::Null;
        }
        let value = match &element.body {
            Body::Input => {
                let value = self.input(path, element);
                conforming(&element.kind, interpreter, value)
            }
            Body::Decision(logic) => {
                let required = self.required(path, &element.requires, interpreter);
                let value = logic.evaluate(interpreter, &Scope::from_entries(&required));
                conforming(&element.kind, interpreter, value)
            }
            Body::Knowledge { .. } | Body::Service { .. } => self.function(index, element),
        };
        self.open.remove(&key);
        self.values.insert(key, value.clone());
        value
    }

    fn input(&self, path: &Path, element: &Element) -> Value {
        if let Some(value) = self.nested_input(path, element) {
            return value;
        }
        let fits = |input: &&Input| match &input.namespace {
            Some(namespace) => **namespace == *element.namespace && *input.name == *element.name,
            None => *input.name == *element.name,
        };
        // an input given with its namespace is the closer match
        let exact = self.inputs.iter().filter(|i| i.namespace.is_some()).find(fits);
        exact.or_else(|| self.inputs.iter().find(fits)).map(|i| i.value.clone()).unwrap_or_default()
    }

    /// An input given inside contexts that are named as the imports it is reached through.
    fn nested_input(&self, path: &Path, element: &Element) -> Option<Value> {
        let (first, rest) = path.split_first()?;
        let mut value = &self.inputs.iter().find(|input| *input.name == **first)?.value;
        for step in rest.iter().chain([&element.name]) {
            let Value::Context(context) = value else { return None };
            value = context.get(step)?;
        }
        Some(value.clone())
    }

    /// The variables of some requirements; those of an imported model are members of one under its name.
    pub(crate) fn required(
        &mut self,
        path: &Path,
        requirements: &[Requirement],
        interpreter: &mut Interpreter<'_>,
    ) -> Vec<(Arc<str>, Value)> {
        let mut own = Vec::with_capacity(requirements.len());
        let mut imported: Vec<(Arc<str>, Entries)> = Vec::new();
        for requirement in requirements {
            let Some(element) = self.model.elements.get(requirement.element) else { continue };
            let name = Arc::clone(&element.name);
            let inner = match &requirement.prefix {
                None => Arc::clone(path),
                Some(prefix) => path.iter().chain([prefix]).cloned().collect(),
            };
            let value = self.value_of(&inner, requirement.element, interpreter);
            match &requirement.prefix {
                None => own.push((name, value)),
                Some(prefix) => match imported.iter_mut().find(|(known, _)| known == prefix) {
                    Some((_, entries)) => entries.push((name, value)),
                    None => imported.push((Arc::clone(prefix), vec![(name, value)])),
                },
            }
        }
        own.extend(
            imported.into_iter().map(|(prefix, entries)| (prefix, Value::Context(Context::new(entries)))),
        );
        own
    }

    fn function(&self, index: usize, element: &Element) -> Value {
        let (model, name) = (Arc::clone(self.model), Arc::clone(&element.name));
        let host: Arc<dyn feel::HostFunction> = match &element.body {
            Body::Knowledge { parameters, logic, .. } => {
                let parameters = parameters.clone();
                let result = match element.kind.to_feel() {
                    feel::Type::Function { result, .. } => Some((*result).clone()),
                    feel::Type::Any if logic.kind.is_any() => None,
                    feel::Type::Any => Some(logic.kind.to_feel()),
                    other => Some(other),
                };
                Arc::new(Knowledge { model, index, name, parameters, result })
            }
            Body::Service { inputs, input_decisions, .. } => {
                let places = inputs.iter().chain(input_decisions);
                let parameters = places.filter_map(|i| self.model.elements.get(*i)).map(|element| {
                    let kind = Some(element.kind.to_feel()).filter(|kind| *kind != feel::Type::Any);
                    Parameter { name: Arc::clone(&element.name), kind }
                });
                Arc::new(Service { model, index, name, parameters: parameters.collect() })
            }
            Body::Input | Body::Decision(_) => return Value::Null,
        };
        Value::Function(Arc::new(Function::Host(host)))
    }

    /// The result of a decision service: the value of its one output decision, or a context of all of them. The
    /// decisions it takes as inputs are given, not computed.
    pub(crate) fn service(&mut self, index: usize, interpreter: &mut Interpreter<'_>) -> Value {
        let model = Arc::clone(self.model);
        let Some(element) = model.elements.get(index) else { return Value::Null };
        let Body::Service { outputs, input_decisions, inputs } = &element.body else { return Value::Null };
        for place in input_decisions.iter().chain(inputs) {
            let Some(given) = model.elements.get(*place) else { continue };
            let key = (main_path(), *place);
            let value = self.values.get(&key).cloned().unwrap_or_else(|| self.input(&main_path(), given));
            let value = conforming(&given.kind, interpreter, value);
            self.values.insert(key, value);
        }
        let mut results: Vec<(Arc<str>, Value)> = Vec::with_capacity(outputs.len());
        for output in outputs {
            let Some(decision) = model.elements.get(*output) else { continue };
            results.push((Arc::clone(&decision.name), self.value_of(&main_path(), *output, interpreter)));
        }
        let value = match results.as_slice() {
            [(_, only)] => only.clone(),
            _ => Value::Context(Context::new(results)),
        };
        let kind = &element.kind;
        if matches!(kind.to_feel(), feel::Type::Function { .. }) {
            return value;
        }
        conforming(kind, interpreter, value)
    }
}
