//! The functions of a model as FEEL sees them: business knowledge models, decision services, boxed functions.

use crate::boxed::{FunctionLogic, conforming};
use crate::evaluate::{Run, main_path};
use crate::model::{Body, Model};
use crate::types::ItemType;
use feel::{Context, HostFunction, Interpreter, Parameter, Scope, Type, Value};
use std::sync::Arc;

/// A boxed function definition with the variables it saw.
#[derive(Debug)]
pub(crate) struct BoxedFunction {
    pub(crate) logic: Arc<FunctionLogic>,
    pub(crate) captured: Context,
}

fn entries(parameters: &[Parameter], arguments: Vec<Value>) -> Vec<(Arc<str>, Value)> {
    parameters.iter().map(|p| Arc::clone(&p.name)).zip(arguments).collect()
}

/// The arguments as the types of their parameters; `None` with a warning when one does not conform.
fn conforming_all(
    kinds: &[Arc<ItemType>],
    arguments: &[Value],
    interpreter: &mut Interpreter<'_>,
) -> Option<Vec<Value>> {
    let mut converted = Vec::with_capacity(arguments.len());
    for (kind, argument) in kinds.iter().zip(arguments) {
        let value = conforming(kind, interpreter, argument.clone());
        if value.is_null() && !argument.is_null() {
            return None;
        }
        converted.push(value);
    }
    Some(converted)
}

impl HostFunction for BoxedFunction {
    fn name(&self) -> &'static str {
        "function"
    }

    fn parameters(&self) -> &[Parameter] {
        &self.logic.parameters
    }

    fn call(&self, interpreter: &mut Interpreter<'_>, arguments: &[Value]) -> Value {
        let logic = &self.logic;
        let Some(given) = conforming_all(&logic.kinds, arguments, interpreter) else { return Value::Null };
        let entries = entries(&logic.parameters, given);
        let captured = Scope::new(&self.captured);
        let value = logic.body.evaluate(interpreter, &captured.with_entries(&entries));
        conforming(&logic.result, interpreter, value)
    }
}

/// A business knowledge model.
#[derive(Debug)]
pub(crate) struct Knowledge {
    pub(crate) model: Arc<Model>,
    pub(crate) index: usize,
    pub(crate) name: Arc<str>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) result: Option<Type>,
}

impl HostFunction for Knowledge {
    fn name(&self) -> &str {
        &self.name
    }

    fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    fn result_type(&self) -> Option<&Type> {
        self.result.as_ref()
    }

    fn call(&self, interpreter: &mut Interpreter<'_>, arguments: &[Value]) -> Value {
        let Some(element) = self.model.elements.get(self.index) else { return Value::Null };
        let Body::Knowledge { kinds, logic, .. } = &element.body else { return Value::Null };
        let Some(given) = conforming_all(kinds, arguments, interpreter) else { return Value::Null };
        let converted = entries(&self.parameters, given);
        let required = Run::new(&self.model, &[]).required(&main_path(), &element.requires, interpreter);
        let outer = Scope::from_entries(&required);
        let value = logic.evaluate(interpreter, &outer.with_entries(&converted));
        conforming(&ItemType::of_result(&element.kind), interpreter, value)
    }
}

/// A decision service.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) model: Arc<Model>,
    pub(crate) index: usize,
    pub(crate) name: Arc<str>,
    pub(crate) parameters: Vec<Parameter>,
}

impl HostFunction for Service {
    fn name(&self) -> &str {
        &self.name
    }

    fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    fn call(&self, interpreter: &mut Interpreter<'_>, arguments: &[Value]) -> Value {
        let Some(element) = self.model.elements.get(self.index) else { return Value::Null };
        let Body::Service { inputs, input_decisions, .. } = &element.body else { return Value::Null };
        let places = inputs.iter().chain(input_decisions).copied();
        let given = places.zip(arguments.iter().cloned()).collect();
        Run::with_values(&self.model, given).service(self.index, interpreter)
    }
}
