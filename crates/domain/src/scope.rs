//! What formulas see: named values, the law of a date, and how a formula is evaluated.

use crate::refusal::Broken;
use crate::value;
use base::{Date, Hash, ServiceId};
use feel::table::TableResult;
use feel::{Context, Value};
use model::service::{Branch, How};
use model::table::Table;
use model::{Formula, Model, ParameterValue};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Days whose law is remembered. Nearly all cases are of a few days; beyond that it is put together anew.
const DAYS_KEPT: usize = 16;

/// Is told which ways the rules took, of a tool that asks what was ever tried.
pub trait Witness: feel::Observer + std::fmt::Debug + Send + Sync {
    /// A line of `decide` was taken.
    fn took(&self, branch: &Branch);
}

/// A state's rules as they run: the model, and the law resolved by date.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The model.
    pub model: Arc<Model>,
    /// What [`Rules::law_on`] gave.
    laws: Arc<Mutex<BTreeMap<Date, Value>>>,
    /// Who watches; nobody where people are served.
    witness: Option<Arc<dyn Witness>>,
}

impl Rules {
    /// Over a checked model.
    pub fn new(model: Arc<Model>) -> Self {
        Self { model, laws: Arc::default(), witness: None }
    }

    /// The same rules under the eyes of a witness.
    #[must_use]
    pub fn watched(&self, witness: Arc<dyn Witness>) -> Self {
        Self { witness: Some(witness), ..self.clone() }
    }

    /// `law` in formulas: every parameter as it stands on a date; null outside its dates.
    pub fn law_on(&self, on: Date) -> Value {
        let mut laws = self.laws.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(law) = laws.get(&on) {
            return law.clone();
        }
        if laws.len() >= DAYS_KEPT {
            laws.clear();
        }
        let law = self.law_of(on);
        laws.insert(on, law.clone());
        law
    }

    fn law_of(&self, on: Date) -> Value {
        let laws = self.model.law.iter().map(|(id, law)| {
            let parameters = law.parameters.iter().map(|(name, parameter)| {
                let value = parameter.on(on).map_or(Value::Null, |dated| parameter_value(&dated.value));
                (Arc::from(name.as_str()), value)
            });
            (Arc::from(id.as_str()), Value::Context(Context::new(parameters)))
        });
        Value::Context(Context::new(laws))
    }

    /// The digest of the rules a decision was made by; part of every decision's leaf.
    pub fn hash(&self) -> Hash {
        self.model.hash
    }
}

fn parameter_value(value: &ParameterValue) -> Value {
    match value {
        ParameterValue::Number(number) => Value::Number(*number),
        ParameterValue::Text(text) => Value::string(text),
        ParameterValue::Date(day) => value::date(*day),
        ParameterValue::Table(table) => Value::Context(Context::new(
            table.iter().map(|(code, number)| (Arc::from(code.as_str()), Value::Number(*number))),
        )),
    }
}

/// Names and their values, later ones added as steps are done.
#[derive(Clone, Debug, Default)]
pub struct Vars {
    values: Vec<(Arc<str>, Value)>,
    witness: Option<Arc<dyn Witness>>,
}

impl Vars {
    /// No names yet, and the witness of these rules.
    pub(crate) fn of(rules: &Rules) -> Self {
        Self { values: Vec::new(), witness: rules.witness.clone() }
    }

    /// A line of `decide` is taken.
    pub(crate) fn take<'m>(&self, branch: &'m Branch) -> &'m Branch {
        if let Some(witness) = &self.witness {
            witness.took(branch);
        }
        branch
    }

    /// Sets a name.
    pub fn set(&mut self, name: &str, value: Value) {
        match self.values.iter_mut().find(|(known, _)| &**known == name) {
            Some(slot) => slot.1 = value,
            None => self.values.push((Arc::from(name), value)),
        }
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| &**known == name).map(|(_, value)| value)
    }

    /// Evaluates a formula. Total: what goes wrong is null.
    pub fn eval(&self, formula: &Formula) -> Value {
        let scope = feel::Scope::from_entries(&self.values);
        let limits = feel::Limits::default();
        match &self.witness {
            Some(witness) => feel::evaluate_observed(&formula.expr, &scope, &limits, &**witness).value,
            None => feel::evaluate(&formula.expr, &scope, &limits).value,
        }
    }

    /// Evaluates a derived value: its formula, or its table.
    pub fn derived(&self, how: &How) -> Value {
        match how {
            How::Formula(formula) => self.eval(formula),
            How::Table(table) => self.table(table).value,
        }
    }

    /// What a table gives, and by which rows. An input that is unknown makes it unknown: DMN would let null pass where
    /// a cell is `-`, but here unknown is never "no".
    pub fn table(&self, table: &Table) -> TableResult {
        if table.inputs.iter().any(|input| self.eval(&input.value).is_null()) {
            return TableResult { value: Value::Null, matched: Vec::new() };
        }
        let scope = feel::Scope::from_entries(&self.values);
        let limits = feel::Limits::default();
        let mut interpreter = feel::Interpreter::new(&limits, &scope);
        let result = table.logic.evaluate(&mut interpreter, &scope);
        TableResult { value: interpreter.finish(result.value).value, matched: result.matched }
    }

    /// True only if the formula is true; absent is true; null and anything else is not.
    pub fn holds(&self, formula: Option<&Formula>) -> bool {
        formula.is_none_or(|formula| self.eval(formula).as_bool() == Some(true))
    }

    /// A date, or `default` if the formula is absent; null is a fault in places that need one.
    pub fn date(
        &self,
        formula: Option<&Formula>,
        default: Date,
        service: &ServiceId,
        place: &str,
    ) -> Result<Date, Broken> {
        let Some(formula) = formula else { return Ok(default) };
        let value = self.eval(formula);
        value::civil(&value).ok_or_else(|| Broken::Value {
            service: service.clone(),
            place: place.to_owned(),
            got: value.kind(),
            expected: "date",
        })
    }
}
