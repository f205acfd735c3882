//! Decision tables (DMN chapter 8): rules over inputs with a hit policy.

mod coverage;
mod finding;

pub use finding::{Finding, Findings};

use crate::ast::{Expr, UnaryTests};
use crate::decimal::Decimal;
use crate::eval::{Interpreter, Scope, TraceKind};
use crate::span::Span;
use crate::value::{Context, Value, compare, equal};
use std::cmp::Ordering;
use std::sync::Arc;

/// What a table makes of the rules that match.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum HitPolicy {
    /// U: one rule may match.
    #[default]
    Unique,
    /// A: several may match if they agree.
    Any,
    /// P: the one whose outputs come first among the allowed values.
    Priority,
    /// F: the first in the table.
    First,
    /// R: all, in the order of the table.
    RuleOrder,
    /// O: all, in the order of the allowed values.
    OutputOrder,
    /// C: all, or their sum, least, greatest or number.
    Collect(Option<Aggregation>),
}

/// What `Collect` makes of the outputs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aggregation {
    /// C+
    Sum,
    /// C<
    Min,
    /// C>
    Max,
    /// C#
    Count,
}

impl HitPolicy {
    /// The policy of a letter: `U`, `A`, `P`, `F`, `R`, `O`, `C`, `C+`, `C<`, `C>`, `C#`.
    pub fn from_letter(letter: &str) -> Option<Self> {
        Some(match letter {
            "U" => Self::Unique,
            "A" => Self::Any,
            "P" => Self::Priority,
            "F" => Self::First,
            "R" => Self::RuleOrder,
            "O" => Self::OutputOrder,
            "C" => Self::Collect(None),
            "C+" => Self::Collect(Some(Aggregation::Sum)),
            "C<" => Self::Collect(Some(Aggregation::Min)),
            "C>" => Self::Collect(Some(Aggregation::Max)),
            "C#" => Self::Collect(Some(Aggregation::Count)),
            _ => return None,
        })
    }

    fn gives_list(self) -> bool {
        matches!(self, Self::RuleOrder | Self::OutputOrder | Self::Collect(None))
    }
}

/// A column of conditions.
#[derive(Debug)]
pub struct Input {
    /// What is tested.
    pub expression: Expr,
    /// The values it may have; another makes the table null.
    pub allowed: Option<UnaryTests>,
}

/// A column of results.
#[derive(Debug)]
pub struct Output {
    /// The entry of the result, when there are several outputs.
    pub name: Arc<str>,
    /// The values it may have, the one with the highest priority first.
    pub allowed: Option<UnaryTests>,
    /// The value when no rule matches.
    pub default: Option<Expr>,
}

/// A row.
#[derive(Debug)]
pub struct Rule {
    /// One cell for each input.
    pub tests: Vec<UnaryTests>,
    /// One expression for each output.
    pub outputs: Vec<Expr>,
}

/// A decision table.
#[derive(Debug)]
pub struct DecisionTable {
    /// The columns of conditions.
    pub inputs: Vec<Input>,
    /// The columns of results, at least one.
    pub outputs: Vec<Output>,
    /// The rows.
    pub rules: Vec<Rule>,
    /// What is made of the rules that match.
    pub hit_policy: HitPolicy,
}

/// What a table gave.
#[derive(Clone, Debug)]
pub struct TableResult {
    /// The value.
    pub value: Value,
    /// The numbers of the rules that matched, from one, in the order of the table.
    pub matched: Vec<usize>,
}

impl DecisionTable {
    /// Evaluates the table. With a trace, each rule leaves a step whose value says whether it matched.
    pub fn evaluate(&self, interpreter: &mut Interpreter<'_>, scope: &Scope<'_>) -> TableResult {
        if let Some(recorder) = interpreter.recorder() {
            recorder.enter();
        }
        let mut matched = Vec::new();
        let value = self.run(interpreter, scope, &mut matched);
        if let Some(recorder) = interpreter.recorder() {
            recorder.leave(Span::default(), TraceKind::Table, &value);
        }
        TableResult { value, matched: matched.into_iter().map(|index| index + 1).collect() }
    }

    fn run(&self, interpreter: &mut Interpreter<'_>, scope: &Scope<'_>, matched: &mut Vec<usize>) -> Value {
        let mut values = Vec::with_capacity(self.inputs.len());
        for input in &self.inputs {
            let value = interpreter.evaluate(&input.expression, scope);
            if let Some(allowed) = &input.allowed
                && interpreter.passes(allowed, &value, scope) != Some(true)
            {
                interpreter.warn(format_args!("{value} is none of the values allowed for an input"));
                return Value::Null;
            }
            values.push(value);
        }
        for (index, rule) in self.rules.iter().enumerate() {
            if rule_matches(interpreter, index, rule, &values, scope) {
                matched.push(index);
                if self.hit_policy == HitPolicy::First {
                    break;
                }
            }
        }
        if matched.is_empty() {
            return self.default(interpreter, scope);
        }
        self.result(interpreter, matched, scope)
    }

    fn default(&self, interpreter: &mut Interpreter<'_>, scope: &Scope<'_>) -> Value {
        if self.outputs.iter().all(|output| output.default.is_none()) {
            if self.hit_policy.gives_list() {
                return interpreter.list(Vec::new());
            }
            if self.hit_policy == HitPolicy::Collect(Some(Aggregation::Count)) {
                return Value::Number(Decimal::ZERO);
            }
            interpreter.warn("no rule of the table matches");
            return Value::Null;
        }
        let values: Vec<Value> = self
            .outputs
            .iter()
            .map(|output| match &output.default {
                Some(default) => interpreter.evaluate(default, scope),
                None => Value::Null,
            })
            .collect();
        let value = self.composed(values);
        if self.hit_policy.gives_list() && !matches!(value, Value::List(_)) {
            return interpreter.list(vec![value]);
        }
        value
    }

    /// The outputs of a rule as one value.
    fn composed(&self, mut values: Vec<Value>) -> Value {
        if self.outputs.len() == 1 {
            return values.pop().unwrap_or_default();
        }
        let names = self.outputs.iter().map(|output| Arc::clone(&output.name));
        Value::Context(Context::new(names.zip(values)))
    }

    fn outputs_of(&self, interpreter: &mut Interpreter<'_>, index: usize, scope: &Scope<'_>) -> Vec<Value> {
        let Some(rule) = self.rules.get(index) else { return Vec::new() };
        let mut values = Vec::with_capacity(rule.outputs.len());
        for (expression, output) in rule.outputs.iter().zip(&self.outputs) {
            let mut value = interpreter.evaluate(expression, scope);
            if let Some(allowed) = &output.allowed
                && !value.is_null()
                && interpreter.passes(allowed, &value, scope) != Some(true)
            {
                interpreter.warn(format_args!("{value} is none of the values allowed for an output"));
                value = Value::Null;
            }
            values.push(value);
        }
        values
    }

    fn result(&self, interpreter: &mut Interpreter<'_>, matched: &[usize], scope: &Scope<'_>) -> Value {
        if self.hit_policy == HitPolicy::Unique && matched.len() > 1 {
            interpreter.warn(format_args!(
                "{} rules of a table match where one may: numbers {:?}",
                matched.len(),
                matched.iter().map(|index| index + 1).collect::<Vec<_>>()
            ));
            return Value::Null;
        }
        let mut rows: Vec<Vec<Value>> =
            matched.iter().map(|index| self.outputs_of(interpreter, *index, scope)).collect();
        match self.hit_policy {
            HitPolicy::Priority | HitPolicy::OutputOrder => self.prioritize(interpreter, &mut rows, scope),
            HitPolicy::Any => {
                let agree = rows.windows(2).all(|pair| match pair {
                    [a, b] => a.iter().zip(b).all(|(a, b)| equal(a, b) == Some(true)),
                    _ => true,
                });
                if !agree {
                    interpreter.warn("rules of a table match that do not agree");
                    return Value::Null;
                }
            }
            _ => {}
        }
        let mut values: Vec<Value> = rows.into_iter().map(|row| self.composed(row)).collect();
        match self.hit_policy {
            HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(None) => {
                interpreter.list(values)
            }
            HitPolicy::Collect(Some(aggregation)) => self.aggregated(interpreter, aggregation, &values),
            _ => values.drain(..).next().unwrap_or_default(),
        }
    }

    /// Orders rows by the places of their values among the allowed ones, the first output before the second.
    fn prioritize(&self, interpreter: &mut Interpreter<'_>, rows: &mut [Vec<Value>], scope: &Scope<'_>) {
        let mut place = |output: &Output, value: &Value| match &output.allowed {
            Some(UnaryTests::Tests { tests, .. }) => tests
                .iter()
                .position(|test| interpreter.passes_one(test, value, scope) == Some(true))
                .unwrap_or(usize::MAX),
            _ => 0,
        };
        rows.sort_by_cached_key(|row| {
            self.outputs.iter().zip(row).map(|(output, value)| place(output, value)).collect::<Vec<_>>()
        });
    }

    /// One number out of many. With several outputs, each of them is aggregated by itself.
    fn aggregated(
        &self,
        interpreter: &mut Interpreter<'_>,
        aggregation: Aggregation,
        values: &[Value],
    ) -> Value {
        if aggregation == Aggregation::Count {
            return Value::from(i64::try_from(values.len()).unwrap_or(i64::MAX));
        }
        if self.outputs.len() == 1 {
            return aggregate(interpreter, aggregation, values);
        }
        let columns = self.outputs.iter().map(|output| {
            let column: Vec<Value> = values
                .iter()
                .map(|row| match row {
                    Value::Context(row) => row.get(&output.name).cloned().unwrap_or_default(),
                    _ => Value::Null,
                })
                .collect();
            (Arc::clone(&output.name), aggregate(interpreter, aggregation, &column))
        });
        Value::Context(Context::new(columns))
    }
}

fn rule_matches(
    interpreter: &mut Interpreter<'_>,
    index: usize,
    rule: &Rule,
    values: &[Value],
    scope: &Scope<'_>,
) -> bool {
    if !interpreter.charge(1) {
        return false;
    }
    if let Some(recorder) = interpreter.recorder() {
        recorder.enter();
    }
    let mut cells = rule.tests.iter().zip(values);
    let holds = cells.all(|(tests, value)| interpreter.passes(tests, value, scope) == Some(true));
    if let Some(recorder) = interpreter.recorder() {
        recorder.leave(Span::default(), TraceKind::Rule(index + 1), &Value::Bool(holds));
    }
    holds
}

fn aggregate(interpreter: &mut Interpreter<'_>, aggregation: Aggregation, values: &[Value]) -> Value {
    let result = match aggregation {
        Aggregation::Count => None,
        Aggregation::Sum => values
            .iter()
            .try_fold(Decimal::ZERO, |sum, value| match value {
                Value::Number(n) => sum.add(*n),
                _ => None,
            })
            .map(Value::Number),
        Aggregation::Min => extreme(values, Ordering::Less),
        Aggregation::Max => extreme(values, Ordering::Greater),
    };
    result.unwrap_or_else(|| {
        interpreter.warn("the outputs of a table cannot be added or compared");
        Value::Null
    })
}

fn extreme(values: &[Value], wanted: Ordering) -> Option<Value> {
    let mut best = values.first()?;
    for value in values {
        if compare(value, best)? == wanted {
            best = value;
        }
    }
    Some(best.clone())
}
