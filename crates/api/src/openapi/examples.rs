//! Examples that name what the running state has: a service and answers to it, a register and a search in it.

use app::{App, Running};
use domain::facts::Facts;
use domain::scope::Vars;
use domain::{Form, answers};
use model::register::{Right, Search, Who};
use model::{Applicant, FieldType, Register, Service};
use serde_json::{Map, Value, json};

/// Rounds of "what is asked once this is answered".
const ROUNDS_MAX: usize = 12;

/// Examples.
pub struct Examples {
    /// A service that any person can ask for.
    pub service: String,
    /// Answers to it, each as its question says. What registers know of the one who asks may change the questions.
    pub answers: Value,
    /// A register that a role can search.
    pub register: String,
    /// A search in it.
    pub search: Value,
}

impl Examples {
    /// Of the state as it runs.
    pub fn of(app: &App) -> Self {
        let moment = app.moment();
        let running = &*moment.running;
        let today = moment.today.to_string();
        let mut services = running.model().services.values();
        let service = services.find(|service| service.applicant == Applicant::Person && !service.appeals);
        let searched = running.model().registers.values().find_map(|register| search(running, register));
        let (register, search) = searched
            .unwrap_or_else(|| ("register".to_owned(), json!({"purpose": "purpose", "where": {"id": "…"}})));
        Self {
            service: service.map_or_else(|| "service".to_owned(), |service| service.id.as_str().to_owned()),
            answers: Value::Object(
                service.map(|service| asked(running, service, &today)).unwrap_or_default(),
            ),
            register,
            search,
        }
    }
}

/// Answers to what is asked of someone of whom no register knows anything.
fn asked(running: &Running, service: &Service, today: &str) -> Map<String, Value> {
    let mut given = Map::new();
    for _ in 0..ROUNDS_MAX {
        let mut vars = Vars::default();
        vars.set("answers", answers::as_value(service, &given));
        let facts = Facts { vars, read: Vec::new(), born: None };
        let form = Form::of(&running.rules, service, &facts);
        let next: Vec<_> = form
            .fields
            .iter()
            .filter(|field| field.question.required && !given.contains_key(field.question.id.as_str()))
            .collect();
        if next.is_empty() {
            break;
        }
        for field in next {
            let example = match &field.example {
                Value::Null => Value::from(today),
                example => example.clone(),
            };
            given.insert(field.question.id.as_str().to_owned(), example);
        }
    }
    given
}

/// A search that some role may make, by a field it is granted.
fn search(running: &Running, register: &Register) -> Option<(String, Value)> {
    let line = register
        .access
        .iter()
        .find(|line| matches!(line.who, Who::Role(_)) && line.may.contains(&Right::Search))?;
    let granted = |field: &base::FieldId| line.fields.as_ref().is_none_or(|fields| fields.contains(field));
    let mut fields =
        register.fields.iter().filter(|field| field.search == Search::Exact && granted(&field.id));
    let (id, value) = fields.find_map(|field| Some((field.id.as_str(), value(running, &field.ty)?)))?;
    Some((register.id.as_str().to_owned(), json!({"purpose": line.purpose.as_str(), "where": {id: value}})))
}

fn value(running: &Running, ty: &FieldType) -> Option<String> {
    let form = match ty {
        FieldType::Identifier(form) => form.as_str(),
        FieldType::Person => answers::key_form(&running.rules)?,
        _ => return None,
    };
    running.model().info.identifiers.get(form).map(|identifier| identifier.example.clone())
}
