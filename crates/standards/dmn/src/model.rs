//! A decision model: its elements, ready to be evaluated.

use crate::boxed::{Boxed, Logic};
use crate::evaluate::{Run, main_path};
use crate::types::ItemType;
use feel::{Context, DateTime, Evaluation, Interpreter, Limits, Scope, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// Why a model cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ModelError {
    /// The text is not well-formed XML.
    #[error("the model is no well-formed XML: {0}; export it again from the modeller")]
    Xml(String),
    /// The root is no DMN model.
    #[error("the root element is '{0}', not 'definitions'; is this a DMN model?")]
    NoDefinitions(String),
    /// An imported model was not found.
    #[error("the imported model with the namespace '{0}' was not found; put it beside this one")]
    ImportMissing(String),
    /// Models import each other too deeply.
    #[error("more than {0} models are imported; join some of them")]
    TooManyImports(usize),
    /// There is no element of that name.
    #[error("the model has no {kind} named '{name}'; it has: {known}")]
    NoSuchElement {
        /// What was looked for: decision, decision service, business knowledge model.
        kind: &'static str,
        /// The name.
        name: String,
        /// The names there are.
        known: String,
    },
}

/// A model that another imports.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Import {
    /// The namespace of the imported model.
    pub namespace: String,
    /// Where the importing model says that it is.
    pub location: Option<String>,
}

/// A part of a model that is not valid. The rest of the model can be used; this part evaluates to null.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The name of the element.
    pub element: String,
    /// What is wrong with it.
    pub message: String,
}

/// A value for an input of the model.
#[derive(Clone, Debug)]
pub struct Input {
    /// The namespace of the imported model that the input belongs to; none for the model itself.
    pub namespace: Option<String>,
    /// The name of the input data.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// An element of a model.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: Arc<str>,
    /// Which of the models read it stands in; the main one is 0.
    pub(crate) part: usize,
    pub(crate) namespace: Arc<str>,
    pub(crate) kind: Arc<ItemType>,
    pub(crate) requires: Vec<Requirement>,
    pub(crate) body: Body,
}

/// Something an element uses.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    /// The name of the import it comes through.
    pub(crate) prefix: Option<Arc<str>>,
    /// The element.
    pub(crate) element: usize,
}

/// What an element is.
#[derive(Debug)]
pub(crate) enum Body {
    Input,
    Decision(Boxed),
    Knowledge { parameters: Vec<feel::Parameter>, kinds: Vec<Arc<ItemType>>, logic: Boxed },
    Service { outputs: Vec<usize>, input_decisions: Vec<usize>, inputs: Vec<usize> },
}

/// A decision model with all it imports.
#[derive(Debug)]
pub struct Model {
    pub(crate) elements: Vec<Element>,
    pub(crate) by_name: HashMap<(usize, Arc<str>), Vec<usize>>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) name: String,
}

impl Model {
    /// Reads a model. `resolve` gives the text of an imported model.
    ///
    /// # Errors
    /// When the text is no DMN model or an imported model is missing. An invalid expression is no error of the
    /// model: it is listed by [`Model::problems`] and evaluates to null.
    pub fn read(
        text: &str,
        resolve: &mut dyn FnMut(&Import) -> Option<String>,
    ) -> Result<Arc<Self>, ModelError> {
        crate::read::read(text, resolve).map(Arc::new)
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The parts that are not valid.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The gaps and overlaps of the model's decision tables, each with inputs that show it. They are no errors: what a
    /// gap gives is null, and a table that says nothing of its inputs' types has gaps beyond what was meant.
    pub fn findings(&self, limits: &Limits) -> Vec<Problem> {
        let mut found = Vec::new();
        for element in &self.elements {
            let (Body::Decision(logic) | Body::Knowledge { logic, .. }) = &element.body else { continue };
            let Logic::Table(table) = &logic.logic else { continue };
            let list = table.findings(limits).list.into_iter();
            found.extend(
                list.map(|finding| Problem {
                    element: element.name.to_string(),
                    message: finding.to_string(),
                }),
            );
        }
        found
    }

    /// The names of the model's own decisions.
    pub fn decisions(&self) -> impl Iterator<Item = &str> {
        let own = self.elements.iter().filter(|e| e.part == 0 && matches!(e.body, Body::Decision(_)));
        own.map(|e| &*e.name)
    }

    /// The names of the model's own inputs.
    pub fn inputs(&self) -> impl Iterator<Item = &str> {
        let own = self.elements.iter().filter(|e| e.part == 0 && matches!(e.body, Body::Input));
        own.map(|e| &*e.name)
    }

    fn find(
        &self,
        kind: &'static str,
        name: &str,
        fits: impl Fn(&Body) -> bool,
    ) -> Result<usize, ModelError> {
        let candidates = self.by_name.get(&(0, Arc::from(name))).map_or(&[][..], Vec::as_slice);
        let found = candidates.iter().find(|i| self.elements.get(**i).is_some_and(|e| fits(&e.body)));
        found.copied().ok_or_else(|| {
            let known = self.elements.iter().filter(|e| e.part == 0 && fits(&e.body)).map(|e| &*e.name);
            ModelError::NoSuchElement {
                kind,
                name: name.to_owned(),
                known: known.collect::<Vec<_>>().join(", "),
            }
        })
    }

    /// Evaluates a decision for these inputs; one that is not given is null. `now` is what `now()` and `today()`
    /// give.
    ///
    /// # Errors
    /// When there is no decision of that name.
    pub fn evaluate(
        self: &Arc<Self>,
        decision: &str,
        inputs: &[Input],
        limits: &Limits,
        now: Option<&DateTime>,
    ) -> Result<Evaluation, ModelError> {
        let index = self.find("decision", decision, |body| matches!(body, Body::Decision(_)))?;
        Ok(with_interpreter(limits, now, |interpreter| {
            Run::new(self, inputs).value_of(&main_path(), index, interpreter)
        }))
    }

    /// Evaluates a decision service: its input data and input decisions are taken from `inputs` by name.
    ///
    /// # Errors
    /// When there is no decision service of that name.
    pub fn evaluate_service(
        self: &Arc<Self>,
        service: &str,
        inputs: &[Input],
        limits: &Limits,
        now: Option<&DateTime>,
    ) -> Result<Evaluation, ModelError> {
        let index = self.find("decision service", service, |body| matches!(body, Body::Service { .. }))?;
        Ok(with_interpreter(limits, now, |interpreter| Run::new(self, inputs).service(index, interpreter)))
    }

    /// Invokes a business knowledge model with arguments by name.
    ///
    /// # Errors
    /// When there is no business knowledge model of that name.
    pub fn invoke(
        self: &Arc<Self>,
        knowledge: &str,
        arguments: &Context,
        limits: &Limits,
        now: Option<&DateTime>,
    ) -> Result<Evaluation, ModelError> {
        let fits = |body: &Body| matches!(body, Body::Knowledge { .. });
        let index = self.find("business knowledge model", knowledge, fits)?;
        Ok(with_interpreter(limits, now, |interpreter| {
            let Value::Function(function) = Run::new(self, &[]).value_of(&main_path(), index, interpreter)
            else {
                return Value::Null;
            };
            let values: Vec<Value> = function
                .parameters()
                .iter()
                .map(|p| arguments.get(&p.name).cloned().unwrap_or_default())
                .collect();
            interpreter.call(&function, &values)
        }))
    }
}

fn with_interpreter(
    limits: &Limits,
    now: Option<&DateTime>,
    run: impl FnOnce(&mut Interpreter<'_>) -> Value,
) -> Evaluation {
    let empty = Scope::empty();
    let scope = match now {
        Some(now) => empty.at(now),
        None => empty,
    };
    let mut interpreter = Interpreter::new(limits, &scope);
    let value = run(&mut interpreter);
    interpreter.finish(value)
}
