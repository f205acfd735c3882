//! Invented people, as the state folder describes them: the same seed and date give the same people. They enter
//! the registers as bulk acts, one leaf for a batch, which each of them sees under "me".

use crate::attempt::{key, subject_of};
use crate::chance::Chance;
use crate::door::{App, Moment, Plan};
use crate::error::{AppError, Fault};
use crate::leaf::KEEPING;
use crate::leaf::{Kind, LeafBuilder};
use crate::session::{Who, own_reading};
use base::{Date, RecordId, RegisterId, Subject};
use domain::scope::Vars;
use domain::{index, value};
use feel::{Context, Value};
use model::service::Write;
use model::simulate::{NameGroup, SimulatedWrite};
use model::{FieldType, Simulation};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Valid, Version};

/// Records in one bulk act.
const BATCH_RECORDS: usize = 2_000;

/// A person with a story and their key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// The persona's id.
    pub id: String,
    /// Roles, as personas name them.
    pub roles: Vec<String>,
    /// Who this is and what to try.
    pub story: String,
    /// Their key.
    pub key: Subject,
    /// Sign-in is offered.
    pub sign_in: bool,
}

/// One record to be added.
struct Added {
    register: RegisterId,
    doc: Map<String, Json>,
    valid: Valid,
}

/// A household while it is invented.
struct Household {
    number: usize,
    place: String,
    people: Vec<Invented>,
    mother: Option<String>,
    father: Option<String>,
}

/// A person while they are invented.
struct Invented {
    key: String,
    given: String,
    family: String,
    patronymic: Option<String>,
    female: bool,
    born: Date,
    luck: usize,
}

/// Invents people.
pub struct Inventor<'a> {
    moment: &'a Moment,
    simulation: &'a Simulation,
    chance: Chance,
    taken: BTreeSet<String>,
}

impl<'a> Inventor<'a> {
    /// From a seed.
    pub fn new(moment: &'a Moment, seed: u64) -> Result<Self, Fault> {
        let simulation = moment
            .running
            .model()
            .simulation
            .as_ref()
            .ok_or_else(|| Fault::Missing("simulate/ in the state folder".to_owned()))?;
        Ok(Self { moment, simulation, chance: Chance::of_seed(seed), taken: BTreeSet::new() })
    }

    /// A key of the people register's form that nobody has.
    fn key(&mut self) -> Result<String, Fault> {
        let info = &self.moment.running.model().info;
        let form = domain::answers::key_form(&self.moment.running.rules)
            .ok_or_else(|| Fault::Missing("the form of people's keys".to_owned()))?;
        let identifier =
            info.identifiers.get(form).ok_or_else(|| Fault::Missing(format!("identifier {form}")))?;
        loop {
            let key = identifier.form.draw(|below| self.chance.below(below));
            if key != identifier.example && self.taken.insert(key.clone()) {
                return Ok(key);
            }
        }
    }

    fn one_of<'t>(&self, list: &'t [String]) -> &'t str {
        list.get(self.chance.below(list.len())).map_or("", String::as_str)
    }

    /// An index by shares.
    fn by_share(&self, shares: impl Iterator<Item = u32> + Clone) -> usize {
        let total: usize = shares.clone().map(|share| usize::try_from(share).unwrap_or(0)).sum();
        let mut left = self.chance.below(total.max(1));
        for (index, share) in shares.enumerate() {
            let share = usize::try_from(share).unwrap_or(0);
            if left < share {
                return index;
            }
            left -= share;
        }
        0
    }

    fn born(&self, age_from: i16, age_below: i16) -> Date {
        let today = self.moment.today;
        let span = usize::try_from(age_below - age_from).unwrap_or(1).max(1);
        let years = age_from + i16::try_from(self.chance.below(span)).unwrap_or(0);
        let year = (today.year() - years).clamp(1, 9_998);
        let start = Date::new(year, 1, 1).unwrap_or(today);
        let days = i32::try_from(self.chance.below(365)).unwrap_or(0);
        let day = start.saturating_add(jiff::Span::new().days(days));
        if day > today { today } else { day }
    }

    fn household(&mut self, number: usize) -> Result<Household, Fault> {
        let place = self
            .simulation
            .places
            .get(self.by_share(self.simulation.places.iter().map(|(_, share)| *share)))
            .map_or_else(String::new, |(code, _)| code.clone());
        let group = self
            .simulation
            .names
            .get(self.by_share(self.simulation.names.iter().map(|group| group.share)))
            .ok_or_else(|| Fault::Missing("names in simulate/".to_owned()))?;
        let children = self
            .simulation
            .children
            .get(self.by_share(self.simulation.children.iter().map(|(_, share)| *share)))
            .map_or(0, |(count, _)| *count);
        let family = group.family.get(self.chance.below(group.family.len())).cloned().unwrap_or_default();
        let alone = self.chance.below(100);
        let (with_mother, with_father) = (alone >= 6, !(6..20).contains(&alone));
        let oldest: i16 = if children > 0 { 50 } else { 85 };
        let mut home = Household { number, place, people: Vec::new(), mother: None, father: None };
        let mut father_given = self.one_of(&group.male).to_owned();
        if with_mother {
            let born = self.born(20, oldest);
            let mother = self.person(group, &family, true, born, None)?;
            home.mother = Some(mother.key.clone());
            home.people.push(mother);
        }
        if with_father {
            let born = self.born(21, oldest);
            let father = self.person(group, &family, false, born, None)?;
            father_given.clone_from(&father.given);
            home.father = Some(father.key.clone());
            home.people.push(father);
        }
        for _ in 0..children {
            let female = self.chance.below(2) == 0;
            let born = self.born(0, 18);
            let child = self.person(group, &family, female, born, Some(&father_given))?;
            home.people.push(child);
        }
        Ok(home)
    }

    fn person(
        &mut self,
        group: &NameGroup,
        family: &(String, String),
        female: bool,
        born: Date,
        father: Option<&str>,
    ) -> Result<Invented, Fault> {
        let father = father.map_or_else(|| self.one_of(&group.male).to_owned(), str::to_owned);
        let given = self.one_of(if female { &group.female } else { &group.male }).to_owned();
        let patronymic = group
            .patronymic
            .as_ref()
            .map(|(daughter, son)| if female { daughter } else { son }.replace("{}", &father));
        let luck = self.chance.below(100);
        let family = if female { &family.0 } else { &family.1 }.clone();
        Ok(Invented { key: self.key()?, given, family, patronymic, female, born, luck })
    }

    /// A household with a mother and a child born within the last weeks: the mother's key.
    fn newborn_household(&mut self, number: usize) -> Result<(String, Household), Fault> {
        let mut home = loop {
            let home = self.household(number)?;
            if home.mother.is_some() {
                break home;
            }
        };
        home.people.truncate(if home.father.is_some() { 2 } else { 1 });
        let group =
            self.simulation.names.first().ok_or_else(|| Fault::Missing("names in simulate/".to_owned()))?;
        let family = group.family.first().cloned().unwrap_or_default();
        let days = i32::try_from(7 + self.chance.below(60)).unwrap_or(7);
        let born = self.moment.today.saturating_sub(jiff::Span::new().days(days));
        let mut child = self.person(group, &family, true, born, None)?;
        // The lowest luck means a child without known parents in some states; this one has them.
        child.luck = child.luck.max(50);
        home.people.push(child);
        Ok((home.mother.clone().unwrap_or_default(), home))
    }

    /// The records of one household.
    fn records(&self, home: &Household) -> Result<Vec<Added>, Fault> {
        let majority = i16::from(self.moment.running.model().info.majority);
        let mut vars = Vars::default();
        vars.set("today", value::date(self.moment.today));
        vars.set("household", self.household_value(home));
        let mut out = Vec::new();
        for write in &self.simulation.write {
            if write.each == "household" {
                self.add(write, &vars, &mut out)?;
                continue;
            }
            for person in &home.people {
                let adult = base::time::completed_years(person.born, self.moment.today) >= majority;
                if write.each == "person" || (write.each == "adult") == adult {
                    vars.set("person", self.person_value(person, adult));
                    self.add(write, &vars, &mut out)?;
                }
            }
        }
        Ok(out)
    }

    fn add(&self, write: &SimulatedWrite, vars: &Vars, out: &mut Vec<Added>) -> Result<(), Fault> {
        if vars.holds(write.when.as_ref()) {
            added(self.moment, &write.write, vars, out)?;
        }
        Ok(())
    }

    fn household_value(&self, home: &Household) -> Value {
        let text = |key: &Option<String>| key.as_ref().map_or(Value::Null, Value::string);
        let majority = i16::from(self.moment.running.model().info.majority);
        let children = home
            .people
            .iter()
            .filter(|person| base::time::completed_years(person.born, self.moment.today) < majority);
        context(vec![
            ("number", Value::from(i64::try_from(home.number).unwrap_or(0))),
            ("place", Value::string(&home.place)),
            ("mother", text(&home.mother)),
            ("father", text(&home.father)),
            ("children", Value::list(children.map(|child| Value::string(&child.key)).collect())),
            ("size", Value::from(i64::try_from(home.people.len()).unwrap_or(0))),
        ])
    }

    fn person_value(&self, person: &Invented, adult: bool) -> Value {
        let months = (1..=3).rev().filter_map(|back| {
            let first = self.moment.today.first_of_month();
            first.checked_sub(jiff::Span::new().months(back)).ok().map(value::date)
        });
        context(vec![
            ("pin", Value::string(&person.key)),
            ("given", Value::string(&person.given)),
            ("family", Value::string(&person.family)),
            ("patronymic", person.patronymic.as_ref().map_or(Value::Null, Value::string)),
            ("sex", Value::string(if person.female { "female" } else { "male" })),
            ("born_on", value::date(person.born)),
            ("adult", Value::Bool(adult)),
            ("luck", Value::from(i64::try_from(person.luck).unwrap_or(0))),
            ("months", Value::list(months.collect())),
        ])
    }
}

fn context(entries: Vec<(&str, Value)>) -> Value {
    Value::Context(Context::new(entries.into_iter().map(|(name, value)| (Arc::from(name), value))))
}

/// The records of one `write` with these names.
fn added(moment: &Moment, write: &Write, vars: &Vars, out: &mut Vec<Added>) -> Result<(), Fault> {
    let items = match &write.for_each {
        None => vec![None],
        Some(formula) => match vars.eval(formula) {
            Value::List(items) => items.iter().cloned().map(Some).collect(),
            Value::Null => Vec::new(),
            single => vec![Some(single)],
        },
    };
    for item in items {
        let mut own = None;
        if let Some(item) = item {
            let mut with_item = vars.clone();
            with_item.set("item", item);
            own = Some(with_item);
        }
        out.push(added_one(moment, write, own.as_ref().unwrap_or(vars))?);
    }
    Ok(())
}

fn added_one(moment: &Moment, write: &Write, vars: &Vars) -> Result<Added, Fault> {
    let model = moment.running.model();
    let register = model
        .registers
        .get(&write.register)
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
                return Err(Fault::Missing(format!(
                    "a value for {}.{id} in simulate/ ({})",
                    write.register, formula.text
                )));
            }
            Some(Json::Null) | None => {}
            Some(json) => {
                doc.insert(id.as_str().to_owned(), json);
            }
        }
    }
    let valid_from = match &write.valid_from {
        Some(formula) => {
            let value = vars.eval(formula);
            value::civil(&value).or_else(|| constant_date(&value)).ok_or_else(|| {
                Fault::Missing(format!("a date for valid_from of {} in simulate/", write.register))
            })?
        }
        None => moment.today,
    };
    let until = write.valid_until.as_ref().and_then(|formula| value::civil(&vars.eval(formula)));
    Ok(Added { register: write.register.clone(), doc, valid: Valid { from: valid_from, until } })
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

impl App {
    /// Invents `people` and the folder's personas and adds them to the registers. Gives the personas.
    pub fn seed(&self, people: usize, seed: u64, progress: &dyn Fn(usize)) -> Result<Vec<Cast>, AppError> {
        let moment = self.moment();
        let mut inventor = Inventor::new(&moment, seed)?;
        let mut batches = Batches { app: self, waiting: BTreeMap::new() };
        let cast = add_personas(&moment, &mut inventor, &mut batches)?;
        let mut count = 0;
        let mut number = 1;
        while count < people {
            let home = inventor.household(number)?;
            count += home.people.len();
            number += 1;
            for record in inventor.records(&home)? {
                batches.add(record)?;
            }
            progress(count.min(people));
        }
        batches.flush()?;
        Ok(cast)
    }

    /// Invents mothers of newborns, for benchmarks. Gives their keys.
    pub fn seed_newborns(&self, mothers: usize, seed: u64) -> Result<Vec<Subject>, AppError> {
        let moment = self.moment();
        let mut inventor = Inventor::new(&moment, seed)?;
        let mut batches = Batches { app: self, waiting: BTreeMap::new() };
        let mut keys = Vec::with_capacity(mothers);
        for number in 0..mothers {
            let (mother, home) = inventor.newborn_household(10_000_000 + number)?;
            keys.push(Subject::new(mother));
            for record in inventor.records(&home)? {
                batches.add(record)?;
            }
        }
        batches.flush()?;
        Ok(keys)
    }

    /// Adds records of one register in one bulk act: one leaf, no tags; everyone concerned sees it.
    fn add_records(&self, register: &RegisterId, records: Vec<Added>) -> Result<(), AppError> {
        let moment = self.moment();
        let found = moment
            .running
            .model()
            .registers
            .get(register)
            .ok_or_else(|| Fault::Missing(format!("register {register}")))?;
        let mut versions = Vec::with_capacity(records.len());
        for record in records {
            versions.push(Version {
                register: register.clone(),
                id: RecordId::from(self.new_id()),
                version: 1,
                recorded: moment.now,
                valid: record.valid,
                ended: false,
                subjects: subject_of(found, &record.doc).into_iter().collect(),
                keys: index::keys(moment.running.model(), found, &record.doc)
                    .into_iter()
                    .map(|(field, value)| (field, key(value)))
                    .collect(),
                doc: base::json::canonical(&Json::Object(record.doc))?,
            });
        }
        let subjects: BTreeSet<Subject> =
            versions.iter().flat_map(|version| version.subjects.iter().cloned()).collect();
        let (org, law, count) = (found.owner.as_str().to_owned(), found.law.to_string(), versions.len());
        let versions = std::cell::RefCell::new(Some(versions));
        self.act(&Who::Engine, &own_reading(&moment), |_attempt, moment| {
            let leaf = LeafBuilder::new(Kind::RecordsAdd, moment.today)
                .public("org", org.as_str())
                .public("reg", register.as_str())
                .public("count", count)
                .public("purpose", KEEPING)
                .public("law", law.as_str())
                .hidden("at", moment.now.to_string())
                .about(subjects.iter().cloned())
                .untagged();
            // A bulk act sees nothing that could change, so it is never decided a second time.
            let versions = versions.borrow_mut().take().unwrap_or_default();
            Ok(Plan { versions, leaf: Some(leaf), ..Plan::only_read(()) })
        })?;
        Ok(())
    }
}

/// Records waiting until a batch is full, by register.
struct Batches<'a> {
    app: &'a App,
    waiting: BTreeMap<RegisterId, Vec<Added>>,
}

impl Batches<'_> {
    fn add(&mut self, record: Added) -> Result<(), AppError> {
        let register = record.register.clone();
        let waiting = self.waiting.entry(register.clone()).or_default();
        waiting.push(record);
        if waiting.len() >= BATCH_RECORDS {
            let full = std::mem::take(waiting);
            self.app.add_records(&register, full)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), AppError> {
        for (register, records) in std::mem::take(&mut self.waiting) {
            if !records.is_empty() {
                self.app.add_records(&register, records)?;
            }
        }
        Ok(())
    }
}

fn add_personas(
    moment: &Moment,
    inventor: &mut Inventor<'_>,
    batches: &mut Batches<'_>,
) -> Result<Vec<Cast>, AppError> {
    let simulation = inventor.simulation;
    let mut cast = Vec::new();
    for persona in &simulation.personas {
        cast.push(Cast {
            id: persona.id.clone(),
            roles: persona.roles.clone(),
            story: persona.story.clone(),
            key: Subject::new(inventor.key()?),
            sign_in: persona.sign_in,
        });
    }
    let mut vars = Vars::default();
    let people = cast
        .iter()
        .map(|one| (one.id.replace('-', "_"), context(vec![("pin", Value::string(one.key.as_str()))])));
    vars.set(
        "personas",
        Value::Context(Context::new(people.map(|(id, value)| (Arc::from(id.as_str()), value)))),
    );
    vars.set("today", value::date(moment.today));
    for (_, write) in simulation.personas.iter().flat_map(|persona| &persona.records) {
        let mut records = Vec::new();
        added(moment, write, &vars, &mut records)?;
        for record in records {
            batches.add(record)?;
        }
    }
    Ok(cast)
}
