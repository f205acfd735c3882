//! The form: which questions are asked with these facts, and whether answers fit them.

use crate::facts::Facts;
use crate::places::Place;
use crate::refusal::Refusal;
use crate::rules::options;
use crate::scope::Rules;
use crate::value::{self, Shown};
use base::{Date, FieldId, limit};
use feel::{Context, Decimal, Value};
use model::service::{Question, QuestionType};
use model::{FieldType, Service};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A question that is asked.
#[derive(Clone, Debug)]
pub struct AskedField<'m> {
    /// The question.
    pub question: &'m Question,
    /// The page it stands on.
    pub page: &'m str,
    /// Options of a choice: value and, where a formula gives it, label.
    pub options: Vec<(String, Option<Shown>)>,
    /// An answer that fits.
    pub example: Json,
}

/// The questions asked with these facts.
#[derive(Clone, Debug)]
pub struct Form<'m> {
    /// In the order of pages.
    pub fields: Vec<AskedField<'m>>,
}

/// Answers as formulas see them: every question of the service, null where there is no answer of its type.
pub fn as_value(service: &Service, answers: &Map<String, Json>) -> Value {
    let entries = service.form.iter().flat_map(|page| &page.ask).map(|question| {
        let json = answers.get(question.id.as_str());
        let value = match &question.ty {
            QuestionType::Field(ty) => value::from_json(ty, json),
            QuestionType::Options(_) | QuestionType::Case => {
                json.and_then(Json::as_str).map_or(Value::Null, Value::string)
            }
        };
        (Arc::from(question.id.as_str()), value)
    });
    Value::Context(Context::new(entries))
}

impl<'m> Form<'m> {
    /// What is asked with these facts (which were gathered with the answers so far).
    pub fn of(rules: &Rules, service: &'m Service, facts: &Facts) -> Self {
        let mut fields = Vec::new();
        for page in service.form.iter().filter(|page| facts.vars.holds(page.when.as_ref())) {
            for question in page.ask.iter().filter(|question| facts.vars.holds(question.when.as_ref())) {
                let options = options(question, facts);
                let example = example(rules, question, &options, facts);
                fields.push(AskedField { question, page: &page.id, options, example });
            }
        }
        Self { fields }
    }

    /// The words of what was chosen: labels that a formula gave, and names of places.
    pub(crate) fn labels(
        &self,
        answers: &Map<String, Json>,
        place: &dyn Fn(&str) -> Option<Place>,
    ) -> BTreeMap<FieldId, Shown> {
        let label = |field: &AskedField<'_>| {
            let answer = answers.get(field.question.id.as_str())?.as_str()?;
            match &field.question.ty {
                QuestionType::Options(_) => {
                    let (_, label) = field.options.iter().find(|(value, _)| value == answer)?;
                    label.clone()
                }
                QuestionType::Field(FieldType::Place) => place(answer).map(|place| Shown::Choice(place.name)),
                QuestionType::Field(_) | QuestionType::Case => None,
            }
        };
        self.fields.iter().filter_map(|field| Some((field.question.id.clone(), label(field)?))).collect()
    }

    /// Everything that is wrong with the answers. `exists` says whether a key is some person's; `own_cases`
    /// are the cases the applicant can attack.
    pub fn check(
        &self,
        rules: &Rules,
        service: &Service,
        facts: &Facts,
        answers: &Map<String, Json>,
        exists: &dyn Fn(&str) -> bool,
    ) -> Vec<Refusal> {
        let mut wrong = Vec::new();
        for name in answers.keys() {
            if self.fields.iter().any(|field| field.question.id.as_str() == name) {
                continue;
            }
            wrong.push(if service.question(name).is_some() {
                Refusal::NotAsked { field: name.clone() }
            } else {
                Refusal::UnknownField { field: name.clone(), did_you_mean: nearest(name, service) }
            });
        }
        for field in &self.fields {
            let id = field.question.id.as_str();
            match answers.get(id).filter(|json| !json.is_null() && json.as_str() != Some("")) {
                None if field.question.required => {
                    wrong.push(Refusal::MissingAnswer { field: id.to_owned() });
                }
                None => {}
                Some(json) => match fits(rules, field, json, exists) {
                    Err(refusal) => wrong.push(refusal),
                    Ok(()) => wrong.extend(failed_check(service, field.question, facts)),
                },
            }
        }
        wrong
    }
}

fn failed_check(service: &Service, question: &Question, facts: &Facts) -> Option<Refusal> {
    if facts.vars.holds(question.check.as_ref()) {
        return None;
    }
    Some(Refusal::Check {
        field: question.id.as_str().to_owned(),
        service: service.id.clone(),
        code: question.else_message.clone().unwrap_or_default(),
    })
}

fn fits(
    rules: &Rules,
    field: &AskedField<'_>,
    json: &Json,
    exists: &dyn Fn(&str) -> bool,
) -> Result<(), Refusal> {
    let id = || field.question.id.as_str().to_owned();
    let text = || json.as_str().ok_or(Refusal::WrongType { field: id(), expected: "string" });
    let QuestionType::Field(ty) = &field.question.ty else {
        let chosen = text()?;
        return match field.question.ty {
            QuestionType::Case => Ok(()),
            _ if field.options.iter().any(|(value, _)| value == chosen) => Ok(()),
            _ => Err(Refusal::BadChoice { field: id() }),
        };
    };
    match ty {
        FieldType::Bool => {
            json.as_bool().map(|_| ()).ok_or(Refusal::WrongType { field: id(), expected: "boolean" })
        }
        FieldType::Date => {
            text()?.parse::<Date>().map(|_| ()).map_err(|_error| Refusal::BadDate { field: id() })
        }
        FieldType::Number | FieldType::Money => text()?
            .parse::<Decimal>()
            .map(|_| ())
            .map_err(|_error| Refusal::WrongType { field: id(), expected: "number" }),
        FieldType::Choice(_) => {
            let chosen = text()?;
            let known = field.options.iter().any(|(value, _)| value == chosen);
            if known { Ok(()) } else { Err(Refusal::BadChoice { field: id() }) }
        }
        FieldType::Identifier(form) => identifier(rules, form, text()?, id()),
        FieldType::Person => {
            let key = text()?;
            if let Some(form) = key_form(rules) {
                identifier(rules, form, key, id())?;
            }
            if exists(key) { Ok(()) } else { Err(Refusal::NoSuchPerson { field: id() }) }
        }
        FieldType::Text | FieldType::Place => {
            if text()?.chars().count() > limit::TEXT_CHARS_MAX {
                return Err(Refusal::TooLong { field: id(), max: limit::TEXT_CHARS_MAX });
            }
            Ok(())
        }
    }
}

fn identifier(rules: &Rules, form: &str, text: &str, field: String) -> Result<(), Refusal> {
    match rules.model.info.identifiers.get(form) {
        Some(identifier) if !identifier.form.matches(text) => {
            Err(Refusal::BadIdentifier { field, length: identifier.form.length() })
        }
        _ => Ok(()),
    }
}

/// The identifier form of people's keys.
pub fn key_form(rules: &Rules) -> Option<&str> {
    let people = &rules.model.info.people;
    match &rules.model.registers.get(&people.register)?.field(people.key.as_str())?.ty {
        FieldType::Identifier(form) => Some(form),
        _ => None,
    }
}

/// An answer that fits the question: the author's example, or one made from its type.
fn example(rules: &Rules, question: &Question, options: &[(String, Option<Shown>)], facts: &Facts) -> Json {
    let today = || {
        facts.vars.get("case").map_or(Json::Null, |case| match case {
            Value::Context(case) => case
                .get("today")
                .and_then(value::civil)
                .map_or(Json::Null, |day| Json::String(day.to_string())),
            _ => Json::Null,
        })
    };
    let identifier = |form: &str| {
        rules.model.info.identifiers.get(form).map_or(Json::Null, |i| Json::String(i.example.clone()))
    };
    let given = question.example.as_ref().map(|formula| facts.vars.eval(formula));
    match (&question.ty, given) {
        (QuestionType::Field(_), Some(Value::String(text))) => Json::String(text.to_string()),
        (QuestionType::Field(ty), Some(value)) if !value.is_null() => {
            value::to_json(ty, &value).unwrap_or(Json::Null)
        }
        (QuestionType::Options(_) | QuestionType::Field(FieldType::Choice(_)), _) => {
            options.first().map_or(Json::Null, |(value, _)| Json::String(value.clone()))
        }
        (QuestionType::Case, _) => Json::Null,
        (QuestionType::Field(ty), _) => match ty {
            FieldType::Bool => Json::Bool(true),
            FieldType::Date => today(),
            FieldType::Number | FieldType::Money => Json::String("1".to_owned()),
            FieldType::Identifier(form) => identifier(form),
            FieldType::Person => key_form(rules).map_or(Json::Null, identifier),
            FieldType::Text | FieldType::Place | FieldType::Choice(_) => Json::String("—".to_owned()),
        },
    }
}

/// The question's id nearest to a mistyped one, if it is near enough to be meant.
fn nearest(name: &str, service: &Service) -> Option<String> {
    service
        .form
        .iter()
        .flat_map(|page| &page.ask)
        .map(|question| (distance(name, question.id.as_str()), question.id.as_str()))
        .filter(|(distance, id)| *distance <= 1 + id.len() / 4)
        .min()
        .map(|(_, id)| id.to_owned())
}

/// Levenshtein distance; names are short.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(limit::TEXT_CHARS_MAX).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (cell, cb) in row.iter().skip(1).zip(&b) {
            let cost = (diagonal + usize::from(ca != *cb)).min(left + 1).min(cell + 1);
            diagonal = *cell;
            left = cost;
            next.push(cost);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn counts_edits() {
        for (a, b, n) in
            [("acount", "account", 1), ("", "abc", 3), ("abc", "abc", 0), ("kitten", "sitting", 3)]
        {
            assert_eq!(distance(a, b), n, "{a} {b}");
        }
    }
}
