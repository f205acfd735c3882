//! Invented people, as the state folder describes them: the same seed and date give the same people, on any machine.
//!
//! No household depends on another, so nothing is remembered while they are made, however many there are: a household
//! is a function of the seed and its number, and so are its identifiers (see [`numbers`]).

mod family;
mod numbers;
mod places;
mod records;

use crate::bulk::Entry;
use crate::chance::Chance;
use crate::error::Fault;
use crate::running::Running;
use base::{Date, Subject};
use domain::scope::Vars;
use domain::value;
use family::Wanted;
use feel::{Context, Value};
use model::{Model, Simulation};
use numbers::Numbers;
use places::Places;
use std::sync::Arc;

/// A person with a story and their key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// The persona's id.
    pub id: String,
    /// The name as printed.
    pub name: String,
    /// Roles, as personas name them.
    pub roles: Vec<String>,
    /// The agency of their appointment, if they have one.
    pub agency: Option<String>,
    /// Who this is and what to try.
    pub story: String,
    /// Their key.
    pub key: Subject,
    /// Sign-in is offered.
    pub sign_in: bool,
}

/// The records of a household.
pub struct Home {
    /// Living people of it.
    pub people: usize,
    /// Its mother, if there is one.
    pub mother: Option<Subject>,
    /// In the order of the folder's `write`.
    pub records: Vec<Entry>,
}

/// Invents people.
pub struct Inventor<'a> {
    model: &'a Model,
    simulation: &'a Simulation,
    today: Date,
    majority: u8,
    seed: u64,
    key_form: &'a str,
    numbers: Numbers<'a>,
    places: Places,
    /// Letters and what is typed for them, small and capital.
    mistype: Vec<(String, String)>,
}

impl<'a> Inventor<'a> {
    /// Of a seed, as of a day.
    pub fn new(running: &'a Running, today: Date, seed: u64) -> Result<Self, Fault> {
        let model = running.model();
        let simulation = model
            .simulation
            .as_ref()
            .ok_or_else(|| Fault::Missing("simulate/people.yaml in the state folder".to_owned()))?;
        let key_form = domain::answers::key_form(&running.rules)
            .ok_or_else(|| Fault::Missing("the form of people's keys".to_owned()))?;
        let capital = |(right, wrong): &(String, String)| (right.to_uppercase(), wrong.to_uppercase());
        let mistype = simulation.mistype.iter().flat_map(|pair| [pair.clone(), capital(pair)]).collect();
        Ok(Self {
            model,
            simulation,
            today,
            majority: model.info.majority,
            seed,
            key_form,
            numbers: Numbers::new(&model.info.identifiers, seed),
            places: Places::new(model, simulation, today),
            mistype,
        })
    }

    /// The records of a household, by its number from 1 on.
    pub fn home(&self, number: u64) -> Result<Home, Fault> {
        self.home_of(number, Wanted::Any)
    }

    /// The records of a couple whose only child was born within the last weeks.
    pub fn newborn_home(&self, number: u64) -> Result<Home, Fault> {
        self.home_of(number, Wanted::Newborn)
    }

    fn home_of(&self, number: u64, wanted: Wanted) -> Result<Home, Fault> {
        let home = family::household(self, number, wanted)?;
        Ok(Home {
            people: home.people.len(),
            mother: home.mother.as_ref().map(Subject::new),
            records: records::of_household(self, &home)?,
        })
    }

    /// Households from the first until so many people are invented.
    pub fn homes(&self, people: usize) -> impl Iterator<Item = Result<Home, Fault>> + '_ {
        let mut count = 0;
        (1..).map_while(move |number| {
            (count < people).then(|| {
                let home = self.home(number)?;
                count += home.people;
                Ok(home)
            })
        })
    }

    /// The people with a story and their records.
    pub fn personas(&self) -> Result<(Vec<Cast>, Vec<Entry>), Fault> {
        let mut cast = Vec::new();
        for (persona, place) in self.simulation.personas.iter().zip(0..) {
            cast.push(Cast {
                id: persona.id.clone(),
                name: String::new(),
                roles: persona.roles.clone(),
                agency: None,
                story: persona.story.get(&self.model.info.default_language()).to_owned(),
                key: Subject::new(self.numbers.of_persona(self.key_form, place)?),
                sign_in: persona.sign_in,
            });
        }
        let people = cast.iter().map(|one| {
            let person = context(vec![("pin", Value::string(one.key.as_str()))]);
            (Arc::from(one.id.replace('-', "_").as_str()), person)
        });
        let mut vars = Vars::default();
        vars.set("personas", Value::Context(Context::new(people)));
        vars.set("today", value::date(self.today));
        let mut records = Vec::new();
        for (_, write) in self.simulation.personas.iter().flat_map(|persona| &persona.records) {
            records.push(records::entry(self, write, &vars)?);
        }
        for one in &mut cast {
            one.name = self.printed_name_of(&one.key, &records);
            one.agency = self.agency_of(&one.key, &records);
        }
        Ok((cast, records))
    }
}

impl Inventor<'_> {
    /// The agency of a person's first appointment.
    fn agency_of(&self, key: &Subject, records: &[Entry]) -> Option<String> {
        let posts = &self.model.info.appointments;
        let text = |entry: &Entry, field: &base::FieldId| {
            entry.doc.get(field.as_str()).and_then(serde_json::Value::as_str).map(str::to_owned)
        };
        let theirs = |entry: &&Entry| {
            entry.register == posts.register && text(entry, &posts.person).as_deref() == Some(key.as_str())
        };
        records.iter().find(theirs).and_then(|entry| text(entry, &posts.agency))
    }

    /// A person's name, from what the register of people is to hold.
    fn printed_name_of(&self, key: &Subject, records: &[Entry]) -> String {
        let people = &self.model.info.people;
        let theirs = |entry: &&Entry| {
            let written = entry.doc.get(people.key.as_str()).and_then(serde_json::Value::as_str);
            entry.register == people.register && written == Some(key.as_str())
        };
        let found = records.iter().rfind(theirs);
        found.map_or_else(String::new, |entry| crate::session::printed_name(self.model, &entry.doc))
    }
}

fn context(entries: Vec<(&str, Value)>) -> Value {
    Value::Context(Context::new(entries.into_iter().map(|(name, value)| (Arc::from(name), value))))
}

fn one_of<'t>(chance: &Chance, list: &'t [String]) -> &'t str {
    list.get(chance.below(list.len())).map_or("", String::as_str)
}

/// One of these, by their shares.
fn pick<'t, T>(chance: &Chance, list: &'t [T], share: impl Fn(&T) -> u32) -> Option<&'t T> {
    let share = |item: &T| usize::try_from(share(item)).unwrap_or(0);
    let total: usize = list.iter().map(&share).sum();
    let mut left = chance.below(total.max(1));
    for item in list {
        let share = share(item);
        if left < share {
            return Some(item);
        }
        left -= share;
    }
    list.first()
}
