//! What the rules say about gathered facts: the branch taken, the trace in words, what is known, the amount.

use crate::case::{KnownLine, TakenRows, TraceLine};
use crate::facts::Facts;
use crate::places::{PlaceOn, standing};
use crate::refusal::Broken;
use crate::scope::Rules;
use crate::value::{self, Shown};
use base::{Date, Subject};
use feel::{Context, Decimal, Value};
use model::Formula;
use model::service::{Branch, Favour, How, Outcome, Question, QuestionType, Step};
use model::{FieldType, Service};
use std::collections::BTreeSet;

/// The line of `decide` that is true first.
pub fn branch<'m>(service: &'m Service, facts: &Facts) -> Result<&'m Branch, Broken> {
    let taken = service.decide.iter().find(|branch| facts.vars.holds(branch.when.as_ref()));
    taken.map(|branch| facts.vars.take(branch)).ok_or_else(|| Broken::Missing {
        service: service.id.clone(),
        what: "an `otherwise` in decide".to_owned(),
    })
}

/// Fails if a machine would decide against the applicant (promise 2).
pub fn machine_may<'m>(service: &'m Service, branch: &Branch) -> Result<Option<&'m Outcome>, Broken> {
    match service.outcomes.get(&branch.then) {
        Some(outcome) if matches!(outcome.favour, Favour::For | Favour::Moot) => Ok(Some(outcome)),
        Some(_) => Err(Broken::MachineAgainst { service: service.id.clone(), state: branch.then.clone() }),
        None => Ok(None),
    }
}

/// The trace: every derived value that an article stands behind, in the order it was derived.
pub fn trace(service: &Service, facts: &Facts) -> Vec<TraceLine> {
    service
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Derive(derive) => derive.law.as_ref().map(|law| TraceLine {
                rule: derive.name.clone(),
                value: facts.vars.get(&derive.name).map_or(Shown::Unknown, value::shown),
                law: law.to_string(),
                taken: taken(&derive.how, facts),
            }),
            Step::Read(_) => None,
        })
        .collect()
}

/// Which rows of a table were taken, and for what inputs.
fn taken(how: &How, facts: &Facts) -> Option<TakenRows> {
    let How::Table(table) = how else { return None };
    let values: Vec<Value> = table.inputs.iter().map(|input| facts.vars.eval(&input.value)).collect();
    if values.iter().any(Value::is_null) {
        return None;
    }
    let matched = facts.vars.table(table).matched;
    let rows = matched.into_iter().filter_map(|row| u32::try_from(row).ok()).collect();
    let inputs = table.inputs.iter().zip(&values);
    Some(TakenRows {
        rows,
        inputs: inputs.map(|(input, value)| (input.name.clone(), value::shown(value))).collect(),
    })
}

/// How values are shown: the words of choices from the registers, the names of places as of a day.
pub struct Naming<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The register of places.
    pub places: &'a PlaceOn<'a>,
    /// The day of the act that shows them.
    pub on: Date,
}

/// What is not asked, with register and date.
pub fn known(naming: &Naming<'_>, service: &Service, facts: &Facts) -> Vec<KnownLine> {
    service
        .known
        .iter()
        .filter_map(|known| {
            let origin = facts.origin(&facts.vars.eval(&known.of))?;
            let value = facts.vars.eval(&known.value);
            let shown = match known.columns.as_slice() {
                [] => naming.worded(&known.value, &value, origin.register.as_str()),
                columns => value::table(columns, &value),
            };
            Some(KnownLine {
                id: known.id.clone(),
                value: shown,
                register: origin.register.clone(),
                since: origin.since,
            })
        })
        .collect()
}

impl Naming<'_> {
    /// A value with its type's words where the formula is a plain field of a record: a choice's label, an amount, the
    /// name of a place.
    fn worded(&self, formula: &Formula, value: &Value, register: &str) -> Shown {
        let shown = value::shown(value);
        let model = &self.rules.model;
        let field = formula.text.rsplit('.').next().map(str::trim).unwrap_or_default();
        let Some(field) = model.registers.get(register).and_then(|register| register.field(field)) else {
            return shown;
        };
        match (&field.ty, shown) {
            (FieldType::Choice(options), Shown::Text(code)) => {
                match options.iter().find(|(value, _)| *value == code) {
                    Some((_, label)) => Shown::Choice(label.clone()),
                    None => Shown::Text(code),
                }
            }
            (FieldType::Money, Shown::Number(amount)) => Shown::Money(amount),
            (FieldType::Place, Shown::Text(code)) => {
                // A unit that is spoken of keeps its name; where someone lives is read as what it belongs to now.
                let itself =
                    model.info.places.as_ref().is_some_and(|places| places.register.as_str() == register);
                let place = if itself {
                    (self.places)(&code, self.on)
                } else {
                    standing(self.places, &code, self.on)
                };
                place.map_or(Shown::Text(code), |place| Shown::Choice(place.name))
            }
            (_, shown) => shown,
        }
    }

    /// A value that is handed over: in words where the formula is a field of a record that was read.
    pub(crate) fn given(&self, service: &Service, formula: &Formula, value: &Value) -> Shown {
        let read = formula.text.split_once('.').and_then(|(name, _)| {
            service.steps.iter().find_map(|step| match step {
                Step::Read(read) if read.name == name.trim() && read.one => Some(read.from.as_str()),
                _ => None,
            })
        });
        match read {
            Some(register) => self.worded(formula, value, register),
            None => value::shown(value),
        }
    }
}

/// The options of a choice: value and label.
pub fn options(question: &Question, facts: &Facts) -> Vec<(String, Option<Shown>)> {
    match &question.ty {
        QuestionType::Field(FieldType::Choice(options)) => {
            options.iter().map(|(value, _)| (value.clone(), None)).collect()
        }
        QuestionType::Options(formula) => match facts.vars.eval(formula) {
            Value::List(items) => items.iter().filter_map(option).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn option(item: &Value) -> Option<(String, Option<Shown>)> {
    match item {
        Value::String(value) => Some((value.to_string(), None)),
        Value::Context(context) => match context.get("value") {
            Some(Value::String(value)) => Some((value.to_string(), option_label(context))),
            _ => None,
        },
        _ => None,
    }
}

/// The words of an option: a text or a date, and an amount of money if it has one.
fn option_label(context: &Context) -> Option<Shown> {
    let label = context.get("label").filter(|label| matches!(label, Value::String(_) | Value::Date(_)));
    let amount = match context.get("amount") {
        Some(Value::Number(amount)) => Some(Shown::Money(amount.to_string())),
        _ => None,
    };
    match (label.map(value::shown), amount) {
        (Some(label), Some(amount)) => {
            Some(Shown::Table { columns: Vec::new(), rows: vec![vec![label, amount]] })
        }
        (label, amount) => label.or(amount),
    }
}

/// The people a case holds data of: the applicant first, then whoever's records were read, then what `subjects`
/// gives, without repetition. Whoever opens the case reads all of them.
pub fn subjects(service: &Service, facts: &Facts, applicant: &Subject) -> Vec<String> {
    let mut seen = BTreeSet::from([applicant.as_str().to_owned()]);
    let mut out = vec![applicant.as_str().to_owned()];
    let mut add = |value: &Value| {
        if let Value::String(key) = value
            && seen.insert(key.to_string())
        {
            out.push(key.to_string());
        }
    };
    for record in facts.read.iter().flat_map(|(_, records)| records) {
        if let Some(key) = &record.subject {
            add(&Value::string(key));
        }
    }
    for formula in service.subjects.iter().chain(&service.concerned) {
        match facts.vars.eval(formula) {
            Value::List(items) => items.iter().for_each(&mut add),
            single => add(&single),
        }
    }
    out
}

/// Who besides the applicant may read the case and gets its letter, without repetition.
pub fn concerned(service: &Service, facts: &Facts) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut add = |value: &Value| {
        if let Value::String(key) = value
            && out.iter().all(|known| known != key.as_ref())
        {
            out.push(key.to_string());
        }
    };
    for formula in &service.concerned {
        match facts.vars.eval(formula) {
            Value::List(items) => items.iter().for_each(&mut add),
            single => add(&single),
        }
    }
    out
}

/// An amount of an outcome, in major units, at most the currency's decimals; null is no amount.
pub fn amount(
    rules: &Rules,
    service: &Service,
    outcome: &Outcome,
    facts: &Facts,
) -> Result<Option<Decimal>, Broken> {
    let Some(formula) = &outcome.amount else { return Ok(None) };
    match facts.vars.eval(formula) {
        Value::Null => Ok(None),
        Value::Number(number) => {
            let scale = i32::from(rules.model.info.currency.decimals);
            Ok(number.round(scale, feel::Rounding::HalfEven).or(Some(number)))
        }
        other => Err(Broken::Value {
            service: service.id.clone(),
            place: "amount".to_owned(),
            got: other.kind(),
            expected: "number",
        }),
    }
}

/// The value for which a granted case is decided again, as `REGISTER/FIELD/VALUE`.
pub fn watch(service: &Service, facts: &Facts) -> Option<String> {
    let again = service.again.as_ref()?;
    match facts.vars.eval(&again.value) {
        Value::String(value) => Some(watch_key(again.on.as_str(), again.field.as_str(), &value)),
        _ => None,
    }
}

/// The search key of a watched value.
pub fn watch_key(register: &str, field: &str, value: &str) -> String {
    format!("{register}/{field}/{value}")
}
