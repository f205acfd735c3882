//! The registers of one case: records with their versions, found as the store finds them.

use base::{Date, FieldId, RecordId, RegisterId, limit};
use domain::places::{Place, enclosing};
use domain::{FactRecord, RecordWrite, SearchValue, Wanted, index};
use model::{FieldType, Model, Register, Relation};
use serde_json::{Map, Value as Json};
use state::{CaseRecord, CaseValue};
use std::collections::BTreeMap;
use std::sync::Arc;

/// From when a record is so if the case does not say: longer than anyone asks back.
const ALWAYS: Date = Date::constant(1900, 1, 1);

/// One version of a record.
#[derive(Clone)]
struct Version {
    doc: Map<String, Json>,
    keys: Vec<(FieldId, SearchValue)>,
    from: Date,
    until: Option<Date>,
}

/// A record: its versions in the order in which they were written.
#[derive(Clone)]
struct Record {
    id: RecordId,
    versions: Vec<Version>,
}

impl Record {
    /// The version written last whose time holds the day, with its number.
    fn on(&self, day: Date) -> Option<(u32, &Version)> {
        let numbered = (1..).zip(&self.versions);
        numbered
            .filter(|(_, version)| version.from <= day && version.until.is_none_or(|until| day < until))
            .last()
    }
}

/// What the registers hold, each shared until a case writes to it.
type Records = BTreeMap<RegisterId, Arc<Vec<Record>>>;

/// The records that a state publishes with its folder: every case begins with them.
#[derive(Clone, Default)]
pub struct Published(Records);

impl Published {
    /// Those of a model.
    pub fn of(model: &Model) -> Self {
        let registers = model.published.keys().filter_map(|id| model.registers.get(id));
        Self(registers.map(|register| (register.id.clone(), Arc::new(published(model, register)))).collect())
    }
}

fn published(model: &Model, register: &Register) -> Vec<Record> {
    let mut records: BTreeMap<&str, Record> = BTreeMap::new();
    for published in model.published.get(&register.id).into_iter().flatten() {
        let fields = published.fields.iter().map(|(id, text)| {
            let yes_no = register.field(id.as_str()).is_some_and(|field| field.ty == FieldType::Bool);
            (id.as_str().to_owned(), json(yes_no, &CaseValue::Text(text.clone())))
        });
        let doc: Map<String, Json> = fields.collect();
        let id = || RecordId::from(format!("published-{}", published.key));
        let record = records.entry(published.key.as_str());
        record.or_insert_with(|| Record { id: id(), versions: Vec::new() }).versions.push(Version {
            keys: index::keys(model, register, &doc),
            doc,
            from: published.from.unwrap_or(ALWAYS),
            until: published.until,
        });
    }
    records.into_values().collect()
}

/// Everything the registers hold.
pub(super) struct World<'m> {
    model: &'m Model,
    records: Records,
    written: u32,
}

impl<'m> World<'m> {
    /// Registers with the records that the folder publishes, and no other.
    pub(super) fn new(model: &'m Model, published: &Published) -> Self {
        Self { model, records: published.0.clone(), written: 0 }
    }

    /// The unit for which a code stands on a day: the one with the least code that begins with it, or the one it is part of.
    pub(super) fn place(&self, code: &str, day: Date) -> Option<Place> {
        let places = self.model.info.places.as_ref().filter(|_| !code.is_empty())?;
        let all = || self.docs(&places.register, day).filter_map(|doc| Place::of_record(self.model, doc));
        let itself = all().filter(|place| place.code.starts_with(code)).min_by(|a, b| a.code.cmp(&b.code));
        let around = || {
            let around = enclosing(code, places.filler?);
            all().filter(|place| around.contains(&place.code)).max_by(|a, b| a.code.cmp(&b.code))
        };
        itself.or_else(around)
    }

    /// Writes a record. In a register with a key it is a new version of the record that has the key on the day from which
    /// it holds, or has it today.
    pub(super) fn write(&mut self, write: &RecordWrite, today: Date) -> Result<(), String> {
        let register = self.register(&write.register)?;
        let key =
            register.key.as_ref().and_then(|field| Some((field, write.doc.get(field.as_str())?.as_str()?)));
        let version = Version {
            doc: write.doc.clone(),
            keys: index::keys(self.model, register, &write.doc),
            from: write.valid_from,
            until: write.valid_until,
        };
        self.written += 1;
        let records = Arc::make_mut(self.records.entry(write.register.clone()).or_default());
        let same = |record: &&mut Record| {
            key.is_some_and(|(field, value)| {
                let text =
                    |version: &Version| version.doc.get(field.as_str()).and_then(Json::as_str) == Some(value);
                [write.valid_from, today]
                    .into_iter()
                    .any(|day| record.on(day).is_some_and(|(_, version)| text(version)))
            })
        };
        if let Some(record) = records.iter_mut().find(same) {
            record.versions.push(version);
        } else {
            // padded: records are found in the order of their ids
            let id = RecordId::from(format!("record-{:06}", self.written));
            records.push(Record { id, versions: vec![version] });
        }
        Ok(())
    }

    /// A record as a case writes it, by the types of the register's fields.
    pub(super) fn given(&self, register: &RegisterId, record: &CaseRecord) -> Result<RecordWrite, String> {
        let fields = self.register(register)?;
        let mut write = RecordWrite {
            register: register.clone(),
            doc: Map::new(),
            valid_from: ALWAYS,
            valid_until: None,
        };
        for (name, value) in record {
            let date = || match value {
                CaseValue::Text(text) => {
                    text.parse().map_err(|_error| format!("`{name}` of a record of {register} is no date"))
                }
                _ => Err(format!("`{name}` of a record of {register} is no date")),
            };
            match (name.as_str(), fields.field(name.as_str())) {
                (_, Some(field)) => {
                    write
                        .doc
                        .insert(name.as_str().to_owned(), json(matches!(field.ty, FieldType::Bool), value));
                }
                ("valid_from", None) => write.valid_from = date()?,
                ("valid_until", None) => {
                    write.valid_until = if *value == CaseValue::Null { None } else { Some(date()?) }
                }
                _ => return Err(format!("the register {register} has no field `{name}`")),
            }
        }
        Ok(write)
    }

    /// The records that are wanted, in the order of the first condition's value and of their ids.
    pub(super) fn find(&self, wanted: &Wanted) -> Result<Vec<FactRecord>, String> {
        let register = self.register(&wanted.register)?;
        let mut found: Vec<(&SearchValue, FactRecord)> = Vec::new();
        for record in self.of(&wanted.register) {
            let Some((number, version)) = record.on(wanted.at) else { continue };
            let matched = |(field, values): &(FieldId, Vec<SearchValue>)| {
                version
                    .keys
                    .iter()
                    .filter(|(name, value)| name == field && values.contains(value))
                    .map(|(_, value)| value)
                    .min()
            };
            let Some(first) = wanted.conditions.first().and_then(matched) else { continue };
            if wanted.conditions.iter().all(|condition| matched(condition).is_some()) {
                found.push((first, fact(register, record, number, version)));
            }
        }
        found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
        Ok(found.into_iter().map(|(_, fact)| fact).take(limit::FACT_RECORDS_MAX).collect())
    }

    /// True if a record has this search value on the day.
    pub(super) fn exists(&self, register: &RegisterId, field: &FieldId, text: &str, day: Date) -> bool {
        let searched = |(name, value): &(FieldId, SearchValue)| {
            name == field && matches!(value, SearchValue::Text(found) if found == text)
        };
        self.of(register)
            .any(|record| record.on(day).is_some_and(|(_, version)| version.keys.iter().any(searched)))
    }

    /// The documents of a register that hold on the day.
    pub(super) fn docs<'w>(
        &'w self,
        register: &RegisterId,
        day: Date,
    ) -> impl Iterator<Item = &'w Map<String, Json>> {
        self.of(register).filter_map(move |record| record.on(day)).map(|(_, version)| &version.doc)
    }

    /// True if a person is one of the others or related to one in one hop, by the registers' own `relations`.
    pub(super) fn related(&self, person: &str, others: &[String], day: Date) -> bool {
        let relations = || {
            self.model
                .registers
                .values()
                .flat_map(|register| register.relations.iter().map(move |relation| (register, relation)))
        };
        others.iter().any(|other| {
            other == person
                || relations()
                    .any(|(register, relation)| self.in_relation(register, relation, person, other, day))
        })
    }

    fn in_relation(
        &self,
        register: &Register,
        relation: &Relation,
        one: &str,
        other: &str,
        day: Date,
    ) -> bool {
        let docs = || self.docs(&register.id, day);
        let text = |doc: &'_ Map<String, Json>, field: &FieldId| {
            doc.get(field.as_str()).and_then(Json::as_str).map(str::to_owned)
        };
        let has = |doc: &Map<String, Json>, field: &FieldId, value: &str| {
            text(doc, field).as_deref() == Some(value)
        };
        match (&relation.to, &register.subject) {
            (Some(to), _) => docs().any(|doc| {
                let from = |value: &str| relation.from.iter().any(|field| has(doc, field, value));
                (from(one) && has(doc, to, other)) || (from(other) && has(doc, to, one))
            }),
            (None, Some(subject)) => {
                let shared = |person: &str| -> Vec<String> {
                    docs()
                        .filter(|doc| has(doc, subject, person))
                        .flat_map(|doc| relation.from.iter().filter_map(|field| text(doc, field)))
                        .collect()
                };
                let mine = shared(one);
                shared(other).iter().any(|value| mine.contains(value))
            }
            (None, None) => false,
        }
    }

    fn of(&self, register: &RegisterId) -> impl Iterator<Item = &Record> {
        self.records.get(register).into_iter().flat_map(|records| records.iter())
    }

    fn register(&self, id: &RegisterId) -> Result<&'m Register, String> {
        self.model.registers.get(id).ok_or_else(|| format!("there is no register {id}"))
    }
}

fn fact(register: &Register, record: &Record, number: u32, version: &Version) -> FactRecord {
    let subject = register.subject.as_ref().and_then(|field| version.doc.get(field.as_str())?.as_str());
    FactRecord {
        register: register.id.clone(),
        id: record.id.clone(),
        version: number,
        since: version.from,
        subject: subject.map(str::to_owned),
        doc: version.doc.clone(),
    }
}

/// A written value as JSON, as a form or register holds it: texts but for `yes or no`.
pub(super) fn json(yes_no: bool, value: &CaseValue) -> Json {
    match value {
        CaseValue::Null => Json::Null,
        CaseValue::Text(text) if yes_no && text == "true" => Json::Bool(true),
        CaseValue::Text(text) if yes_no && text == "false" => Json::Bool(false),
        CaseValue::Text(text) => Json::String(text.clone()),
        CaseValue::List(items) => Json::Array(items.iter().map(|item| json(yes_no, item)).collect()),
    }
}
