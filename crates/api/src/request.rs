//! What requests carry. The types give the OpenAPI document its schemas; the reading is by hand, so that everything
//! that is wrong is said at once, each with its code.

use crate::members::Members;
use base::{Date, FieldId, limit};
use domain::{ActInput, Refusal};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Answers in one request: more than the longest form asks.
pub const ANSWERS_MAX: usize = 64;
/// Conditions of one search; the store checks each further one on every record that meets the first.
pub const CONDITIONS_MAX: usize = 4;
/// Longest id in a request, in characters.
pub const NAME_CHARS_MAX: usize = 64;
/// Longest citation of an article, in characters.
const CITE_CHARS_MAX: usize = 128;
/// Greatest version of a case that a request may name.
const VERSION_MAX: u32 = 1_000_000_000;

/// Answers by the question's id, as `GET /api/v1/services/{id}/form` names them.
#[derive(Clone, Debug, Default)]
pub struct Answers(pub Map<String, Value>);

/// Values by the id of a searchable field.
#[derive(Clone, Debug, Default)]
pub struct Conditions(pub Map<String, Value>);

fn map_schema(description: &str, min: usize, max: usize) -> Schema {
    json_schema!({
        "description": description,
        "type": "object",
        "propertyNames": {"minLength": 1, "maxLength": NAME_CHARS_MAX},
        "additionalProperties": {
            "anyOf": [{"type": "string", "maxLength": limit::TEXT_CHARS_MAX}, {"type": "boolean"}]
        },
        "minProperties": min,
        "maxProperties": max
    })
}

impl JsonSchema for Answers {
    fn schema_name() -> Cow<'static, str> {
        "Answers".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        map_schema(
            "Answers by the question's id, as the form names them: strings (dates as YYYY-MM-DD, numbers and amounts in \
             decimal notation), booleans for questions of type `bool`.",
            0,
            ANSWERS_MAX,
        )
    }
}

impl JsonSchema for Conditions {
    fn schema_name() -> Cow<'static, str> {
        "Conditions".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        map_schema(
            "Values by the id of a searchable field of the register. All must hold.",
            1,
            CONDITIONS_MAX,
        )
    }
}

/// A request for a service.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CaseRequest {
    /// What the form asks.
    pub answers: Answers,
}

impl CaseRequest {
    pub(crate) const MEMBERS: [&str; 1] = ["answers"];

    /// Reads a body.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(body: Value) -> Result<Self, Vec<Refusal>> {
        let mut members = Members::of(body, &Self::MEMBERS).map_err(|refusal| vec![refusal])?;
        let answers = members.needed_map("answers", ANSWERS_MAX);
        members.finish()?;
        Ok(Self { answers: Answers(answers.unwrap_or_default()) })
    }
}

/// An act on a case. What it requires, the case's `actions` say.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ActRequest {
    /// The version of the case that the actor saw.
    #[schemars(range(min = 1, max = VERSION_MAX))]
    pub version: u32,
    /// A reason code of the service.
    #[schemars(length(max = NAME_CHARS_MAX))]
    pub reason: Option<String>,
    /// An article of the service, `law/article`.
    #[schemars(length(max = CITE_CHARS_MAX))]
    pub article: Option<String>,
    /// Ids of the questions to be answered again.
    #[schemars(length(max = ANSWERS_MAX), inner(length(max = NAME_CHARS_MAX)))]
    #[schemars(extend("default" = []))]
    pub fields: Option<Vec<String>>,
    /// Words to the applicant.
    #[schemars(length(max = limit::TEXT_CHARS_MAX))]
    pub note: Option<String>,
    /// New answers.
    pub answers: Option<Answers>,
    /// The body that the case is handed on to, one of the action's `agencies`.
    #[schemars(length(min = 1, max = NAME_CHARS_MAX))]
    pub agency: Option<String>,
}

impl ActRequest {
    pub(crate) const MEMBERS: [&str; 7] =
        ["version", "reason", "article", "fields", "note", "answers", "agency"];

    /// Reads a body.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(body: Value) -> Result<Self, Vec<Refusal>> {
        let mut members = Members::of(body, &Self::MEMBERS).map_err(|refusal| vec![refusal])?;
        let version = members.needed_count("version", VERSION_MAX);
        let reason = members.text("reason", NAME_CHARS_MAX);
        let article = members.text("article", CITE_CHARS_MAX);
        let fields = members.texts("fields", ANSWERS_MAX, NAME_CHARS_MAX);
        let note = members.text("note", limit::TEXT_CHARS_MAX);
        let answers = members.map("answers", ANSWERS_MAX).map(Answers);
        let agency = members.text("agency", NAME_CHARS_MAX);
        members.finish()?;
        Ok(Self {
            version: version.unwrap_or_default(),
            agency,
            reason,
            article,
            fields: Some(fields),
            note,
            answers,
        })
    }

    pub(crate) fn input(self) -> ActInput {
        ActInput {
            reason: self.reason,
            article: self.article,
            fields: self.fields.unwrap_or_default().into_iter().map(FieldId::from).collect(),
            note: self.note,
            answers: self.answers.map(|answers| answers.0),
            agency: self.agency.map(base::AgencyId::from),
        }
    }
}

/// A search in a register. Identifiers stand here and never in an address.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SearchRequest {
    /// Why: a purpose that the register grants to the actor's role.
    #[schemars(length(min = 1, max = NAME_CHARS_MAX))]
    pub purpose: String,
    /// What is known of the record.
    pub r#where: Conditions,
    /// The date on which the records must hold; today if absent.
    #[schemars(with = "Option<CivilDate>")]
    pub as_of: Option<Date>,
}

/// A civil date as JSON has it.
struct CivilDate;

impl JsonSchema for CivilDate {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "CivilDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date"})
    }
}

impl SearchRequest {
    pub(crate) const MEMBERS: [&str; 3] = ["purpose", "where", "as_of"];

    /// Reads a body.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(body: Value) -> Result<Self, Vec<Refusal>> {
        let mut members = Members::of(body, &Self::MEMBERS).map_err(|refusal| vec![refusal])?;
        let purpose = members.needed_text("purpose", NAME_CHARS_MAX);
        let r#where = members.needed_map("where", CONDITIONS_MAX);
        let as_of = members.date("as_of");
        members.finish()?;
        let r#where = Conditions(r#where.unwrap_or_default());
        Ok(Self { purpose: purpose.unwrap_or_default(), r#where, as_of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn properties<T: JsonSchema>(required: &[&str]) -> Vec<String> {
        let schema = schemars::schema_for!(T).to_value();
        assert_eq!(schema["additionalProperties"], Value::Bool(false));
        assert_eq!(schema["required"], serde_json::json!(required));
        let mut names: Vec<String> = schema["properties"].as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    }

    fn sorted<const N: usize>(names: [&str; N]) -> Vec<String> {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_read_is_what_the_schema_says() {
        assert_eq!(properties::<CaseRequest>(&["answers"]), sorted(CaseRequest::MEMBERS));
        assert_eq!(properties::<ActRequest>(&["version"]), sorted(ActRequest::MEMBERS));
        assert_eq!(properties::<SearchRequest>(&["purpose", "where"]), sorted(SearchRequest::MEMBERS));
    }
}
