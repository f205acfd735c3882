//! Gathering the facts of a case: one read after another, each asking with what the ones before gave.

use crate::case::CaseDoc;
use crate::index::{self, SearchValue};
use crate::refusal::{Broken, Refusal, Stop};
use crate::scope::{Rules, Vars};
use crate::value;
use base::time::TimeZone;
use base::{CaseId, Date, FieldId, Instant, RecordId, RegisterId, Subject};
use feel::{Context, Value};
use model::register::Right;
use model::service::{Read, ReadAt, Step};
use model::{Formula, Register, Service};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Records that are wanted next. All conditions must hold; each is one of several values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The register.
    pub register: RegisterId,
    /// Conditions.
    pub conditions: Vec<(FieldId, Vec<SearchValue>)>,
    /// On which date they must hold.
    pub at: Date,
}

/// A record as it was read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FactRecord {
    /// The register.
    pub register: RegisterId,
    /// The record.
    pub id: RecordId,
    /// Its version.
    pub version: u32,
    /// From when it is so.
    pub since: Date,
    /// Whose data it is.
    pub subject: Option<String>,
    /// The fields the service may see.
    pub doc: Map<String, Json>,
}

/// The facts of a case while they are gathered. `next` and `supply` alternate until `next` gives `None`.
pub struct Gathering<'m> {
    rules: &'m Rules,
    service: &'m Service,
    vars: Vars,
    step: usize,
    filed_on: Date,
    today: Date,
    applicant: Subject,
    born: Option<Date>,
    read: Vec<(String, Vec<FactRecord>)>,
    waiting: Option<Waiting>,
}

enum Waiting {
    Applicant,
    Step,
}

/// Who and when a case is gathered for.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The applicant's key.
    pub applicant: Subject,
    /// Whoever filed it.
    pub filed_by: Subject,
    /// When it was filed.
    pub filed_at: Instant,
    /// The day of filing: the law's date.
    pub filed_on: Date,
    /// The day of the act.
    pub today: Date,
    /// The case's number, once it has one.
    pub number: String,
    /// For an appeal: the attacked case.
    pub attacked: Option<Attacked>,
    /// What was paid of the fee, in major units.
    pub paid: feel::Decimal,
}

/// What formulas of an appeal service see of the attacked case.
#[derive(Clone, Debug)]
pub struct Attacked {
    /// Its number.
    pub number: String,
    /// Its service.
    pub service: String,
    /// Its state.
    pub state: String,
    /// The last day for an appeal; none where no decision was made in time.
    pub until: Option<Date>,
}

impl Attacked {
    /// What formulas see of a case.
    pub fn of(id: &CaseId, case: &CaseDoc) -> Self {
        Self {
            number: id.as_str().to_owned(),
            service: case.service.as_str().to_owned(),
            state: case.state.as_str().to_owned(),
            until: case
                .decision
                .as_ref()
                .and_then(|decision| decision.appeal.as_ref())
                .map(|appeal| appeal.until),
        }
    }
}

impl<'m> Gathering<'m> {
    /// Begins with the answers given so far.
    pub fn new(rules: &'m Rules, service: &'m Service, frame: &Frame, answers: Value) -> Self {
        let mut vars = Vars::of(rules);
        vars.set("applicant", Value::Null);
        vars.set("answers", answers);
        vars.set("law", rules.law_on(frame.filed_on));
        vars.set("case", case_value(frame, &rules.model.info.time_zone));
        Self {
            rules,
            service,
            vars,
            step: 0,
            filed_on: frame.filed_on,
            today: frame.today,
            applicant: frame.applicant.clone(),
            born: None,
            read: Vec::new(),
            waiting: None,
        }
    }

    /// The next records wanted; `None` when all is gathered.
    pub fn wanted(&mut self) -> Option<Wanted> {
        if self.read.is_empty() && self.waiting.is_none() && self.step == 0 {
            self.waiting = Some(Waiting::Applicant);
            let people = &self.rules.model.info.people;
            return Some(Wanted {
                register: people.register.clone(),
                conditions: vec![(
                    people.key.clone(),
                    vec![SearchValue::Text(self.applicant.as_str().to_owned())],
                )],
                at: self.filed_on,
            });
        }
        while let Some(step) = self.service.steps.get(self.step) {
            match step {
                Step::Derive(derive) => {
                    let value = self.vars.derived(&derive.how);
                    self.vars.set(&derive.name, value);
                    self.step += 1;
                }
                Step::Read(read) => {
                    let at = match &read.at {
                        ReadAt::Filed => Some(self.filed_on),
                        ReadAt::Today => Some(self.today),
                        ReadAt::On(day) => value::civil(&self.vars.eval(day)),
                    };
                    if let (Some(at), Some(conditions)) = (at, self.conditions(read)) {
                        self.waiting = Some(Waiting::Step);
                        return Some(Wanted { register: read.from.clone(), conditions, at });
                    }
                    self.vars.set(&read.name, Value::Null);
                    self.step += 1;
                }
            }
        }
        None
    }

    /// What was found for the last [`Gathering::wanted`].
    pub fn supply(&mut self, records: Vec<FactRecord>) -> Result<(), Broken> {
        match self.waiting.take() {
            Some(Waiting::Applicant) => {
                let born = self.rules.model.info.people.born.as_str();
                self.born = records
                    .first()
                    .and_then(|record| record.doc.get(born))
                    .and_then(Json::as_str)
                    .and_then(|text| text.parse().ok());
                let records = self.allowed(&self.rules.model.info.people.register, records);
                let value = records.first().map_or(Value::Null, |record| self.value(record));
                let value = with_key(value, &self.rules.model.info.people.key, &self.applicant);
                self.vars.set("applicant", value);
                self.read.push(("applicant".to_owned(), records));
                Ok(())
            }
            Some(Waiting::Step) => {
                let Some(Step::Read(read)) = self.service.steps.get(self.step) else {
                    return Err(self.missing("a read step"));
                };
                let mut records = self.allowed(&read.from, records);
                if read.one {
                    records.sort_by(|a, b| b.since.cmp(&a.since).then_with(|| a.id.cmp(&b.id)));
                    records.truncate(1);
                }
                let values: Vec<Value> = records.iter().map(|record| self.value(record)).collect();
                let value = if read.one {
                    values.into_iter().next().unwrap_or(Value::Null)
                } else {
                    Value::list(values)
                };
                self.vars.set(&read.name, value);
                self.read.push((read.name.clone(), records));
                self.step += 1;
                Ok(())
            }
            None => Err(self.missing("an open read")),
        }
    }

    /// The names and their values, when all is gathered.
    pub fn finish(self) -> Facts {
        Facts { vars: self.vars, read: self.read, born: self.born }
    }

    fn missing(&self, what: &str) -> Broken {
        Broken::Missing { service: self.service.id.clone(), what: what.to_owned() }
    }

    /// Conditions of a read; `None` if one of them is unknown.
    fn conditions(&self, read: &Read) -> Option<Vec<(FieldId, Vec<SearchValue>)>> {
        read.filter
            .iter()
            .map(|(field, formula)| {
                let values = match self.vars.eval(formula) {
                    Value::Null => return None,
                    Value::List(items) => items.iter().filter_map(search_value).collect(),
                    single => vec![search_value(&single)?],
                };
                Some((field.clone(), values))
            })
            .collect()
    }

    /// Only the fields that the register's access lines grant to this service.
    fn allowed(&self, register: &RegisterId, records: Vec<FactRecord>) -> Vec<FactRecord> {
        let granted =
            self.rules.model.registers.get(register).map(|register| granted(register, self.service));
        records
            .into_iter()
            .map(|mut record| {
                if let Some(Some(fields)) = &granted {
                    record.doc.retain(|name, _| fields.contains(name.as_str()));
                }
                record
            })
            .collect()
    }

    fn value(&self, record: &FactRecord) -> Value {
        match self.rules.model.registers.get(&record.register) {
            Some(register) => value::record(register, None, &record.doc, record.since, record.id.as_str()),
            None => Value::Null,
        }
    }
}

/// The fields a service may read of a register; `None` is all.
fn granted<'m>(register: &'m Register, service: &'m Service) -> Option<BTreeSet<&'m str>> {
    let mut fields = BTreeSet::new();
    for access in register.access_of(&service.id, Right::Read) {
        fields.extend(access.fields.as_ref()?.iter().map(FieldId::as_str));
    }
    Some(fields)
}

fn search_value(value: &Value) -> Option<SearchValue> {
    match value {
        Value::String(text) => Some(SearchValue::Text(text.to_string())),
        Value::Date(_) => value::civil(value).map(index::of_date),
        Value::Bool(yes) => Some(SearchValue::Text(if *yes { "yes" } else { "no" }.to_owned())),
        Value::Number(number) => {
            number.to_scaled(4).and_then(|n| i64::try_from(n).ok()).map(SearchValue::Number)
        }
        _ => None,
    }
}

/// The applicant's key is always known, even where the register has no record.
fn with_key(value: Value, key: &FieldId, subject: &Subject) -> Value {
    let key_value = Value::string(subject.as_str());
    match value {
        Value::Context(context) => Value::Context(context.with(Arc::from(key.as_str()), key_value)),
        _ => Value::Context(Context::new([(Arc::from(key.as_str()), key_value)])),
    }
}

fn case_value(frame: &Frame, zone: &TimeZone) -> Value {
    let attacked = frame.attacked.as_ref().map_or(Value::Null, |attacked| {
        Value::Context(Context::new([
            (Arc::from("number"), Value::string(&attacked.number)),
            (Arc::from("service"), Value::string(&attacked.service)),
            (Arc::from("state"), Value::string(&attacked.state)),
            (Arc::from("until"), attacked.until.map_or(Value::Null, value::date)),
        ]))
    });
    Value::Context(Context::new([
        (Arc::from("filed_on"), value::date(frame.filed_on)),
        (Arc::from("filed_at"), value::moment(frame.filed_at, zone)),
        (Arc::from("decided_on"), value::date(frame.today)),
        (Arc::from("today"), value::date(frame.today)),
        (Arc::from("number"), Value::string(&frame.number)),
        (Arc::from("applicant"), Value::string(frame.applicant.as_str())),
        (Arc::from("filed_by"), Value::string(frame.filed_by.as_str())),
        (Arc::from("attacked"), attacked),
        (Arc::from("paid"), Value::Number(frame.paid)),
    ]))
}

/// Gathered facts.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Names and values.
    pub vars: Vars,
    /// Every read with its records, in order; the first is the applicant.
    pub read: Vec<(String, Vec<FactRecord>)>,
    /// The applicant's date of birth, whatever the service itself may see.
    pub born: Option<Date>,
}

impl Facts {
    /// The applicant must stand in the people register and have, on the day, the age from which the service is open to
    /// them alone: its own, or the state's majority.
    pub fn applicant_of_age(&self, rules: &Rules, service: &Service, on: Date) -> Result<(), Stop> {
        let age = match &service.applicant_age {
            Some(formula) => self.age(formula, service)?,
            None => i64::from(rules.model.info.majority),
        };
        let years = self.born.map(|born| i64::from(base::time::completed_years(born, on)));
        if years.is_some_and(|years| years >= age) { Ok(()) } else { Err(Refusal::NotOfAge { age }.into()) }
    }

    fn age(&self, formula: &Formula, service: &Service) -> Result<i64, Broken> {
        let value = self.vars.eval(formula);
        let years = match &value {
            Value::Number(years) => years.to_i64(),
            _ => None,
        };
        years.ok_or_else(|| Broken::Value {
            service: service.id.clone(),
            place: "applicant_age".to_owned(),
            got: value.kind(),
            expected: "an age in whole years",
        })
    }

    /// The record a value of formulas was made from, by its `record` member.
    pub fn origin(&self, value: &Value) -> Option<&FactRecord> {
        let Value::Context(context) = value else { return None };
        let Some(Value::Context(origin)) = context.get("record") else { return None };
        let (Some(Value::String(register)), Some(Value::String(id))) =
            (origin.get("register"), origin.get("id"))
        else {
            return None;
        };
        self.read
            .iter()
            .flat_map(|(_, records)| records)
            .find(|record| record.register.as_str() == &**register && record.id.as_str() == &**id)
    }
}
