//! The records of a household, by the folder's `write`.

use super::family::{Household, Person};
use super::numbers::mix;
use super::{Inventor, context};
use crate::bulk::Entry;
use crate::error::Fault;
use base::Date;
use domain::scope::Vars;
use domain::value;
use feel::{Context, Value};
use jiff::Span;
use model::service::Write;
use model::simulate::{Each, SimulatedWrite};
use model::{FieldType, Formula};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Valid;

/// Months of which incomes are known: the last ones that are over.
const MONTHS: i8 = 3;

/// A person of the household as formulas see them.
struct Seen {
    each: Each,
    adult: bool,
    value: Value,
}

/// The records of one household, in the order of `write`.
pub(super) fn of_household(of: &Inventor<'_>, home: &Household) -> Result<Vec<Entry>, Fault> {
    let people = seen(of, home);
    let mut vars = Vars::default();
    vars.set("today", value::date(of.today));
    vars.set("household", household_value(of, home));
    let mut writing = Writing { of, number: home.number, drawn: BTreeMap::new(), out: Vec::new() };
    for (write, nth) in of.simulation.write.iter().zip(0_u64..) {
        if write.each == Each::Household {
            writing.add(write, [nth, 0], &vars)?;
            continue;
        }
        let fits = |person: &&Seen| match write.each {
            Each::Adult => person.each == Each::Person && person.adult,
            Each::Child => person.each == Each::Person && !person.adult,
            each => person.each == each,
        };
        for (person, place) in people.iter().filter(fits).zip(1_u64..) {
            vars.set("person", person.value.clone());
            writing.add(write, [nth, place], &vars)?;
        }
    }
    Ok(writing.out)
}

struct Writing<'i, 'a> {
    of: &'i Inventor<'a>,
    number: u64,
    /// How many identifiers of each form the household has drawn.
    drawn: BTreeMap<String, u64>,
    out: Vec<Entry>,
}

impl Writing<'_, '_> {
    fn add(&mut self, write: &SimulatedWrite, [nth, place]: [u64; 2], vars: &Vars) -> Result<(), Fault> {
        // Its own chance, so that a further line of the folder changes nothing of the others.
        let chosen = mix(&[self.of.seed, self.number, nth, place]) % 1_000 < u64::from(write.share);
        if !chosen || !vars.holds(write.when.as_ref()) {
            return Ok(());
        }
        let items = match &write.write.for_each {
            None => vec![None],
            Some(formula) => match vars.eval(formula) {
                Value::List(items) => items.iter().cloned().map(Some).collect(),
                Value::Null => Vec::new(),
                single => vec![Some(single)],
            },
        };
        for item in items {
            if item.is_none() && write.draw.is_empty() {
                self.write(write, vars)?;
                continue;
            }
            let mut own = vars.clone();
            if let Some(item) = item {
                own.set("item", item);
            }
            own.set("drawn", self.draw(&write.draw)?);
            self.write(write, &own)?;
        }
        Ok(())
    }

    fn write(&mut self, write: &SimulatedWrite, vars: &Vars) -> Result<(), Fault> {
        self.out.push(entry(self.of, &write.write, vars)?);
        for (when, also) in &write.also {
            if vars.holds(when.as_ref()) {
                self.out.push(entry(self.of, also, vars)?);
            }
        }
        Ok(())
    }

    fn draw(&mut self, draw: &[(String, String)]) -> Result<Value, Fault> {
        let mut drawn = Vec::with_capacity(draw.len());
        for (name, form) in draw {
            // People's own keys are drawn first, from the same row of numbers.
            let first = if form == self.of.key_form { super::numbers::EACH_MAX / 2 } else { 0 };
            let next = self.drawn.entry(form.clone()).or_insert(first);
            let identifier = self.of.numbers.of_household(form, self.number, *next)?;
            *next += 1;
            drawn.push((Arc::from(name.as_str()), Value::string(identifier)));
        }
        Ok(Value::Context(Context::new(drawn)))
    }
}

fn seen(of: &Inventor<'_>, home: &Household) -> Vec<Seen> {
    let groups = [(Each::Person, &home.people), (Each::Dead, &home.dead), (Each::Double, &home.doubles)];
    let people = groups.into_iter().flat_map(|(each, people)| people.iter().map(move |one| (each, one)));
    people
        .map(|(each, person)| {
            let adult = of_age(of, person);
            Seen { each, adult, value: person_value(of, person, adult) }
        })
        .collect()
}

fn of_age(of: &Inventor<'_>, person: &Person) -> bool {
    base::time::completed_years(person.born, of.today) >= i16::from(of.majority)
}

fn text(key: Option<&String>) -> Value {
    key.map_or(Value::Null, Value::string)
}

fn day(date: Option<Date>) -> Value {
    date.map_or(Value::Null, value::date)
}

fn household_value(of: &Inventor<'_>, home: &Household) -> Value {
    let children = home.people.iter().filter(|person| !of_age(of, person));
    context(vec![
        ("number", Value::from(i64::try_from(home.number).unwrap_or(0))),
        ("head", text(home.people.first().map(|person| &person.key))),
        ("place", Value::string(&home.place)),
        ("from", text(home.moved.as_ref().map(|(from, _)| from))),
        ("moved_on", day(home.moved.as_ref().map(|(_, on)| *on))),
        ("mother", text(home.mother.as_ref())),
        ("father", text(home.father.as_ref())),
        ("married_on", day(home.married_on)),
        ("children", Value::list(children.map(|child| Value::string(&child.key)).collect())),
        ("size", Value::from(i64::try_from(home.people.len()).unwrap_or(0))),
        ("luck", Value::from(i64::try_from(home.luck).unwrap_or(0))),
    ])
}

fn person_value(of: &Inventor<'_>, person: &Person, adult: bool) -> Value {
    let first = of.today.first_of_month();
    let months = (1..=MONTHS)
        .rev()
        .filter_map(|back| first.checked_sub(Span::new().months(back)).ok())
        .map(value::date);
    context(vec![
        ("pin", Value::string(&person.key)),
        ("given", Value::string(&person.given)),
        ("family", Value::string(&person.family)),
        ("patronymic", text(person.patronymic.as_ref())),
        ("sex", Value::string(if person.female { "female" } else { "male" })),
        ("born_on", value::date(person.born)),
        ("adult", Value::Bool(adult)),
        ("luck", Value::from(i64::try_from(person.luck).unwrap_or(0))),
        ("fate", Value::from(i64::try_from(person.fate).unwrap_or(0))),
        ("months", Value::list(months.collect())),
        ("died_on", day(person.died_on)),
        ("spouse", text(person.married.as_ref().map(|(spouse, _)| spouse))),
        ("married_on", day(person.married.as_ref().map(|(_, on)| *on))),
    ])
}

/// The record of one `write` with these names.
pub(super) fn entry(of: &Inventor<'_>, write: &Write, vars: &Vars) -> Result<Entry, Fault> {
    let register = (of.model.registers.get(&write.register))
        .ok_or_else(|| Fault::Missing(format!("register {}", write.register)))?;
    let mut doc = Map::new();
    for (id, formula) in &write.record {
        let field = register
            .field(id.as_str())
            .ok_or_else(|| Fault::Missing(format!("field {id} of {}", write.register)))?;
        let value = vars.eval(formula);
        let json = value::to_json(&field.ty, &value).or_else(|| constant(&field.ty, &value));
        match json {
            Some(Json::Null) | None if !field.optional => {
                let what = format!("a value for {}.{id} in simulate/ ({})", write.register, formula.text);
                return Err(Fault::Missing(what));
            }
            Some(Json::Null) | None => {}
            Some(json) => {
                doc.insert(id.as_str().to_owned(), json);
            }
        }
    }
    let date = |formula: Option<&Formula>| {
        let value = vars.eval(formula?);
        value::civil(&value).or_else(|| constant_date(&value))
    };
    let from = date(write.valid_from.as_ref());
    if from.is_none() && write.valid_from.is_some() {
        return Err(Fault::Missing(format!("a date for valid_from of {} in simulate/", write.register)));
    }
    let valid = Valid { from: from.unwrap_or(of.today), until: date(write.valid_until.as_ref()) };
    Ok(Entry { register: write.register.clone(), doc, valid, ended: false })
}

/// A constant of a simulated record as its field's type: `born_on: 1999-05-04` is a date, `amount: 3000` a number.
fn constant(ty: &FieldType, value: &Value) -> Option<Json> {
    match (ty, value) {
        (FieldType::Date, value) => constant_date(value).map(|date| Json::String(date.to_string())),
        (FieldType::Number | FieldType::Money, Value::String(text)) => {
            text.parse::<feel::Decimal>().ok().map(|n| Json::String(n.to_string()))
        }
        (FieldType::Bool, Value::String(text)) => text.parse().ok().map(Json::Bool),
        _ => None,
    }
}

fn constant_date(value: &Value) -> Option<Date> {
    match value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}
