//! JSON Schema of each kind of file, printed from the same tables that the loader checks by. An editor that knows YAML
//! and JSON Schema then completes keys and marks mistakes while one writes.

use crate::shape::{KeyForm, Need, Shape};
use crate::tables;
use serde_json::{Map, Value, json};

/// Kinds of files that have a schema, as `koom schema` names them.
pub const SCHEMA_KINDS: [&str; 10] =
    ["state", "ledger", "agency", "law", "register", "service", "cases", "programme", "people", "personas"];

/// The JSON Schema (2020-12) of a kind of file; for `cases`, of one document of the file.
pub fn schema(kind: &str) -> Option<Value> {
    let shape = match kind {
        "state" => &tables::STATE,
        "ledger" => &tables::LEDGER,
        "agency" => &tables::AGENCY,
        "law" => &tables::LAW,
        "register" => &tables::REGISTER,
        "service" => &tables::SERVICE,
        "cases" => &tables::CASE,
        "programme" => &tables::PROGRAMME,
        "people" => &tables::PEOPLE,
        "personas" => &tables::PERSONAS,
        _ => return None,
    };
    let mut root = of(shape);
    if let Value::Object(object) = &mut root {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("title".to_owned(), json!(format!("Taza Koom state folder: {kind}")));
    }
    Some(root)
}

/// What stands without quotes reads as a number or boolean in other YAML readers; where a text is meant, that is fine.
fn scalar() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::Formula => scalar(),
        Shape::Constant => {
            json!({"type": ["string", "number", "boolean"], "not": {"type": "string", "pattern": "^="}})
        }
        Shape::TextOrNull => json!({"type": ["string", "number", "boolean", "null"]}),
        Shape::Free => json!({}),
        Shape::Name => json!({"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}),
        Shape::Slug => json!({"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}),
        Shape::Words => json!({"type": "object", "minProperties": 1, "additionalProperties": scalar()}),
        Shape::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Shape::Moment => {
            json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?$"})
        }
        Shape::Int(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Shape::Number => json!({"type": ["number", "string"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::OneOf(words) => json!({"enum": words}),
        Shape::Cite => json!({"type": "string", "pattern": "^[^/]+/.+$"}),
        Shape::List(item) => json!({"type": "array", "items": of(item)}),
        Shape::Map(form, value) => map(*form, value),
        Shape::Record(_) => record(shape),
        Shape::Either { scalar, list, map } => {
            let choices: Vec<Value> =
                [scalar, list, map].into_iter().flatten().map(|shape| of(shape)).collect();
            json!({"anyOf": choices})
        }
    }
}

fn map(form: KeyForm, value: &Shape) -> Value {
    let pattern = match form {
        KeyForm::Name => "^[a-z][a-z0-9_]*$",
        KeyForm::Slug => "^[a-z][a-z0-9-]*$",
        KeyForm::Letter => "^.$",
        KeyForm::Int => "^[0-9]+$",
        KeyForm::Lang | KeyForm::Text => ".",
    };
    json!({"type": "object", "additionalProperties": of(value), "propertyNames": {"pattern": pattern}})
}

fn record(shape: &Shape) -> Value {
    let Shape::Record(keys) = shape else { return json!({}) };
    let mut properties = Map::new();
    for key in *keys {
        let mut value = of(key.shape);
        if let Value::Object(object) = &mut value {
            object.insert("description".to_owned(), json!(key.doc));
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = keys.iter().filter(|key| key.need != Need::May).map(|key| key.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}
