//! Gathering the facts of a case from the registers, each read under the service's own access lines.

use crate::attempt::{Attempt, equals, key, subject_of};
use crate::door::{App, Moment};
use crate::error::{AppError, Fault};
use crate::permit::permit_service;
use access::Right;
use base::{Date, Subject, limit};
use domain::facts::{Facts, Frame};
use domain::places::{Place, enclosing};
use domain::{FactRecord, Gathering, SearchValue, Wanted};
use model::register::Search;
use model::{FieldType, Register, Service};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use store::{AsOf, Key, Match, Query, Sealed};

impl App {
    /// Fresh identifiers that nobody has, for the names a service's outcomes draw.
    pub(crate) fn draw(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        service: &Service,
    ) -> Result<BTreeMap<String, String>, AppError> {
        let mut drawn = BTreeMap::new();
        for (name, form) in service.outcomes.values().flat_map(|outcome| &outcome.draw) {
            if !drawn.contains_key(name) {
                drawn.insert(name.clone(), self.draw_one(attempt, moment, form)?);
            }
        }
        Ok(drawn)
    }

    fn draw_one(&self, attempt: &Attempt<'_>, moment: &Moment, form: &str) -> Result<String, AppError> {
        let model = moment.running.model();
        let missing = || Fault::Missing(format!("identifier {form}"));
        let identifier = model.info.identifiers.get(form).ok_or_else(missing)?;
        for _ in 0..limit::CONFLICT_RETRIES_MAX {
            let candidate = identifier.form.draw(|below| self.chance.below(below));
            let mut taken = candidate == identifier.example;
            for register in model.registers.values() {
                for field in register.fields.iter().filter(|field| field.search == Search::Exact) {
                    if matches!(&field.ty, FieldType::Identifier(name) if name == form) {
                        taken |= attempt.exists(&register.id, &field.id, &candidate)?;
                    }
                }
            }
            if !taken {
                return Ok(candidate);
            }
        }
        Err(Fault::Missing(format!("a free identifier of form {form}")).into())
    }
}

/// The field itself if it is searched, or the search key that covers it.
fn searchable(register: &Register, field: &str) -> Option<base::FieldId> {
    match register.field(field) {
        Some(found) if found.search == Search::Exact => Some(found.id.clone()),
        _ => register
            .search
            .iter()
            .find(|(_, fields)| fields.iter().any(|id| id.as_str() == field))
            .map(|(name, _)| name.clone()),
    }
}

/// A record with the person on one side and one of the others on the other.
fn joined(
    attempt: &Attempt<'_>,
    moment: &Moment,
    register: &Register,
    from: &base::FieldId,
    to: &base::FieldId,
    person: &Subject,
    others: &[Subject],
) -> Result<bool, AppError> {
    let mine = vec![Key::from(person.as_str())];
    let theirs: Vec<Key> = others.iter().map(|other| Key::from(other.as_str())).collect();
    for (left, right) in [(&mine, &theirs), (&theirs, &mine)] {
        let query = Query {
            register: register.id.clone(),
            conditions: vec![(from.clone(), Match::In(left.clone())), (to.clone(), Match::In(right.clone()))],
            at: AsOf { valid: moment.today, recorded: None },
            limit: 1,
        };
        if !attempt.find(query)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A record of one of the others that shares the value of the person's own record.
fn shared(
    attempt: &Attempt<'_>,
    moment: &Moment,
    register: &Register,
    field: &base::FieldId,
    person: &Subject,
    others: &[Subject],
) -> Result<bool, AppError> {
    let Some(subject_field) =
        register.subject.as_ref().and_then(|subject| searchable(register, subject.as_str()))
    else {
        return Ok(false);
    };
    let own = attempt.find(equals(
        &register.id,
        &subject_field,
        person.as_str(),
        moment.today,
        limit::FACT_RECORDS_MAX,
    ))?;
    let mut values = Vec::new();
    for sealed in own {
        if let Some(value) = attempt.open(&sealed)?.doc.get(field.as_str()).and_then(Value::as_str) {
            values.push(Key::from(value));
        }
    }
    let theirs = others.iter().map(|other| Key::from(other.as_str())).collect();
    let query = Query {
        register: register.id.clone(),
        conditions: vec![(subject_field, Match::In(theirs)), (field.clone(), Match::In(values))],
        at: AsOf { valid: moment.today, recorded: None },
        limit: 1,
    };
    Ok(!attempt.find(query)?.is_empty())
}

/// Records that are wanted, opened.
fn records(attempt: &Attempt<'_>, moment: &Moment, wanted: Wanted) -> Result<Vec<FactRecord>, AppError> {
    if wanted.conditions.iter().any(|(_, values)| values.is_empty()) {
        return Ok(Vec::new());
    }
    let register = moment
        .running
        .model()
        .registers
        .get(&wanted.register)
        .ok_or_else(|| Fault::Missing(format!("register {}", wanted.register)))?;
    let conditions = wanted
        .conditions
        .into_iter()
        .map(|(field, values): (_, Vec<SearchValue>)| {
            (field, Match::In(values.into_iter().map(key).collect()))
        })
        .collect();
    let query = Query {
        register: wanted.register,
        conditions,
        at: AsOf { valid: wanted.at, recorded: None },
        limit: limit::FACT_RECORDS_MAX,
    };
    attempt.find(query)?.iter().map(|sealed| fact(attempt, register, sealed)).collect()
}

fn fact(attempt: &Attempt<'_>, register: &Register, sealed: &Sealed) -> Result<FactRecord, AppError> {
    let record = attempt.open(sealed)?;
    let subject = subject_of(register, &record.doc).map(|subject| subject.as_str().to_owned());
    Ok(FactRecord {
        register: record.meta.register,
        id: record.meta.id,
        version: record.meta.version,
        since: record.meta.valid.from,
        subject,
        doc: record.doc,
    })
}

/// True if a person is related in one hop, by the registers' own `relations`, to one of these people.
pub(crate) fn related(
    attempt: &Attempt<'_>,
    moment: &Moment,
    person: &Subject,
    others: &[Subject],
) -> Result<bool, AppError> {
    if others.contains(person) {
        return Ok(true);
    }
    for register in moment.running.model().registers.values() {
        for relation in &register.relations {
            let from: BTreeSet<_> =
                relation.from.iter().filter_map(|field| searchable(register, field.as_str())).collect();
            for from in from {
                let found = match relation.to.as_ref().and_then(|field| searchable(register, field.as_str()))
                {
                    Some(to) => joined(attempt, moment, register, &from, &to, person, others)?,
                    None => shared(attempt, moment, register, &from, person, others)?,
                };
                if found {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// The unit for which a code stands on a day: the one with the least code that begins with it, or the one it is part of.
pub(crate) fn place_on(
    attempt: &Attempt<'_>,
    moment: &Moment,
    code: &str,
    day: Date,
) -> Result<Option<Place>, AppError> {
    let model = moment.running.model();
    let Some(places) = model.info.places.as_ref().filter(|_| !code.is_empty()) else { return Ok(None) };
    let until = Key::Text(format!("{code}{}", char::MAX));
    let find = |condition, limit| -> Result<Vec<Place>, AppError> {
        let query = Query {
            register: places.register.clone(),
            conditions: vec![(places.code.clone(), condition)],
            at: AsOf { valid: day, recorded: None },
            limit,
        };
        let mut found = Vec::new();
        for sealed in attempt.find(query)? {
            let missing = || Fault::Missing("a public record of a place".to_owned());
            let doc = sealed.open_public().ok_or_else(missing)??;
            found.extend(Place::of_record(model, &doc));
        }
        Ok(found)
    };
    let itself = find(Match::Range(Some(Key::from(code)), Some(until)), 1)?.pop();
    let Some(filler) = places.filler.filter(|_| itself.is_none()) else { return Ok(itself) };
    let around = enclosing(code, filler);
    let found = find(Match::In(around.iter().map(|code| Key::from(code.as_str())).collect()), around.len())?;
    Ok(around.iter().find_map(|code| found.iter().find(|place| place.code == *code)).cloned())
}

/// All facts of a case with these answers.
pub(crate) fn gather(
    attempt: &Attempt<'_>,
    moment: &Moment,
    service: &Service,
    frame: &Frame,
    answers: &Map<String, Value>,
) -> Result<Facts, AppError> {
    let rules = &moment.running.rules;
    let mut gathering = Gathering::new(rules, service, frame, domain::answers::as_value(service, answers));
    while let Some(wanted) = gathering.wanted() {
        permit_service(moment, Right::Read, &service.id, &wanted.register, &service.purpose)?;
        let records = records(attempt, moment, wanted)?;
        gathering.supply(records)?;
    }
    Ok(gathering.finish())
}
