//! What a line names: people who are in the register of people, places that exist. Asked of the index alone, so nobody's
//! data is opened, and each person and place once for many lines.

use super::check::Wrong;
use crate::bulk::Entry;
use crate::door::{App, Moment};
use crate::error::AppError;
use base::Date;
use model::{FieldType, Model, Places, Register};
use serde_json::Value;
use std::collections::HashSet;
use store::{AsOf, Key, Match, Query, Snapshot};

/// Lines for which one view of the store is kept: what comes in meanwhile is seen after so many, and no view stands long in
/// the way of the database.
const LINES_PER_VIEW: u32 = 1_000;
/// Most people and places remembered at a time.
const KNOWN_MAX: usize = 200_000;

/// Looks up what lines name.
pub(super) struct References<'a> {
    app: &'a App,
    view: Option<Box<dyn Snapshot + 'a>>,
    left: u32,
    /// People and places that are there, by what they were asked for. Those that are not are asked again: they may come.
    known: HashSet<String>,
}

impl<'a> References<'a> {
    pub(super) fn new(app: &'a App) -> Self {
        Self { app, view: None, left: 0, known: HashSet::new() }
    }

    /// Fields of an entry that name nobody, or nowhere.
    pub(super) fn wrong(
        &mut self,
        moment: &Moment,
        register: &Register,
        entry: &Entry,
    ) -> Result<Vec<Wrong>, AppError> {
        let model = moment.running.model();
        let mut wrong = Vec::new();
        for field in &register.fields {
            let Some(value) = entry.doc.get(field.id.as_str()).and_then(Value::as_str) else { continue };
            let (there, wanted) = match (&field.ty, &model.info.places) {
                (FieldType::Person, _) if !is_people(model, register) => {
                    (self.person(model, value)?, "name someone who is in the register of people")
                }
                (FieldType::Place, Some(places)) if places.register != register.id => {
                    (self.place(places, value, [entry.valid.from, moment.today])?, "name a place that exists")
                }
                _ => continue,
            };
            if !there {
                wrong.push(Wrong { field: field.id.as_str().to_owned(), wanted: wanted.to_owned() });
            }
        }
        self.left = self.left.saturating_sub(1);
        Ok(wrong)
    }

    /// True if someone has, or ever had, this key.
    fn person(&mut self, model: &Model, value: &str) -> Result<bool, AppError> {
        let people = &model.info.people;
        self.once(format!("person {value}"), |view| {
            Ok(!view.ever(&people.register, &people.key, &Key::from(value), 1)?.is_empty())
        })
    }

    /// True if a unit's code begins with this one on one of the days.
    fn place(&mut self, places: &Places, code: &str, days: [Date; 2]) -> Result<bool, AppError> {
        let until = Key::Text(format!("{code}{}", char::MAX));
        for day in days {
            let query = Query {
                register: places.register.clone(),
                conditions: vec![(
                    places.code.clone(),
                    Match::Range(Some(Key::from(code)), Some(until.clone())),
                )],
                at: AsOf { valid: day, recorded: None },
                limit: 1,
            };
            if !code.is_empty()
                && self.once(format!("place {day} {code}"), |view| Ok(!view.find(&query)?.is_empty()))?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Asks, unless it is known to be there.
    fn once(
        &mut self,
        name: String,
        ask: impl FnOnce(&dyn Snapshot) -> Result<bool, AppError>,
    ) -> Result<bool, AppError> {
        if self.known.contains(&name) {
            return Ok(true);
        }
        if self.left == 0 || self.view.is_none() {
            self.view = Some(self.app.store.snapshot()?);
            self.left = LINES_PER_VIEW;
        }
        let Some(view) = self.view.as_deref() else { return Ok(false) };
        let there = ask(view)?;
        if there {
            if self.known.len() >= KNOWN_MAX {
                self.known.clear();
            }
            self.known.insert(name);
        }
        Ok(there)
    }
}

/// Lines of the register of people say who there is, and name nobody else by it.
fn is_people(model: &Model, register: &Register) -> bool {
    model.info.people.register == register.id
}
