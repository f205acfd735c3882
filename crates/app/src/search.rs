//! Searching a register: for a purpose, by declared fields, at most ten hits, each a logged read.

use crate::attempt::key;
use crate::door::{App, Plan, Reading};
use crate::error::AppError;
use crate::gate::Line;
use crate::permit::Circumstance;
use crate::permit::permit;
use crate::session::Who;
use access::{Class, Fields, Right};
use base::{Date, FieldId, Lang, PurposeId, RegisterId, limit};
use domain::{Refusal, index};
use model::register::Search;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use store::{AsOf, Match, Query};

/// A search.
pub struct Searching {
    /// The register.
    pub register: RegisterId,
    /// Why.
    pub purpose: PurposeId,
    /// Values of searchable fields.
    pub r#where: Map<String, Value>,
    /// The date the records must hold on; today if absent.
    pub as_of: Option<Date>,
    /// The reader's language.
    pub lang: Lang,
}

/// A field of a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HitField {
    /// Its id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The value as stored; booleans are `true` or `false`.
    pub value: String,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hit {
    /// From when it is so, ISO 8601.
    pub since: String,
    /// Its fields, as far as the access line grants them.
    pub fields: Vec<HitField>,
}

impl App {
    /// Searches a register. More than ten hits are a refusal: the search must be narrower.
    pub fn search(&self, who: &Who, searching: &Searching) -> Result<Vec<Hit>, AppError> {
        who.session()?;
        let moment = self.moment();
        let register =
            moment.running.model().registers.get(&searching.register).ok_or(Refusal::UnknownRegister)?;
        if !moment.running.model().info.purposes.contains_key(&searching.purpose) {
            return Err(Refusal::PurposeNeeded.into());
        }
        let class = Class::Register(&searching.register);
        let verdict =
            permit(&moment, who, Right::Search, class, Some(&searching.purpose), Circumstance::default())?;
        let reading = Reading {
            purpose: searching.purpose.clone(),
            law: verdict.law.as_ref().map_or_else(String::new, ToString::to_string),
            org: who
                .session()?
                .posts
                .first()
                .map_or_else(|| register.owner.clone(), |post| post.agency.clone()),
            by: who
                .session()?
                .posts
                .first()
                .map_or_else(|| "person".to_owned(), |post| post.role.as_str().to_owned()),
            case: None,
            note: None,
        };
        let done = self.act_in(Line::Look, who, &reading, |attempt, moment| {
            let model = moment.running.model();
            let register = model.registers.get(&searching.register).ok_or(Refusal::UnknownRegister)?;
            let conditions = conditions(model, register, &searching.r#where)?;
            let query = Query {
                register: searching.register.clone(),
                conditions,
                at: AsOf { valid: searching.as_of.unwrap_or(moment.today), recorded: None },
                limit: limit::SEARCH_HITS_MAX + 1,
            };
            let found = attempt.find(query)?;
            if found.len() > limit::SEARCH_HITS_MAX {
                return Err(Refusal::TooManyHits { max: limit::SEARCH_HITS_MAX }.into());
            }
            let allowed = |field: &FieldId| match &verdict.fields {
                Fields::All => true,
                Fields::Some(fields) => fields.contains(field),
            };
            let mut hits = Vec::new();
            for sealed in &found {
                let record = attempt.open(sealed)?;
                let fields = register.fields.iter().filter(|field| allowed(&field.id)).filter_map(|field| {
                    let value = match record.doc.get(field.id.as_str())? {
                        Value::String(text) => text.clone(),
                        other => other.to_string(),
                    };
                    Some(HitField {
                        id: field.id.as_str().to_owned(),
                        label: field.label.get(&searching.lang).to_owned(),
                        value,
                    })
                });
                hits.push(Hit { since: record.meta.valid.from.to_string(), fields: fields.collect() });
            }
            Ok(Plan::only_read(hits))
        })?;
        Ok(done.value)
    }
}

/// Conditions from the request: declared searchable fields only, each of its type.
fn conditions(
    model: &model::Model,
    register: &model::Register,
    given: &Map<String, Value>,
) -> Result<Vec<(FieldId, Match)>, AppError> {
    let mut wrong = Vec::new();
    let mut conditions = Vec::new();
    for (name, json) in given {
        let field = register.field(name).filter(|field| field.search != Search::No);
        let through = || {
            let (_, fields) = register.search.iter().find(|(key, _)| key.as_str() == name)?;
            fields.first().and_then(|id| register.field(id.as_str()))
        };
        match field.or_else(through) {
            None => wrong.push(Refusal::UnknownField { field: name.clone(), did_you_mean: None }),
            Some(field) => match index::of_json(model, field, json) {
                Some(value) => conditions.push((field, (FieldId::new(name), Match::In(vec![key(value)])))),
                None => wrong.push(Refusal::WrongType { field: name.clone(), expected: "string" }),
            },
        }
    }
    if wrong.is_empty() && conditions.is_empty() {
        wrong.push(Refusal::SearchNeeded);
    }
    conditions.truncate(Query::CONDITIONS_MAX);
    // The first condition leads through the index, the others are looked up in what it finds: thousands share a name, few a
    // day of birth, nobody a key.
    conditions.sort_by_key(|(field, _)| match field.search {
        _ if register.key.as_ref() == Some(&field.id) => 0,
        Search::Exact | Search::No => 1,
        Search::Folded => 2,
    });
    let conditions = conditions.into_iter().map(|(_, condition)| condition).collect();
    if wrong.is_empty() { Ok(conditions) } else { Err(AppError::Refused(wrong)) }
}
