//! JSON Schema 2020-12 of every type that crosses the border.

use crate::problem::Problem;
use crate::request::{ActRequest, CaseRequest, SearchRequest};
use crate::response::{AccessLog, Hits, Services};
use app::me::MeView;
use app::view::{CaseView, FormView, ServiceView};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value};

/// `components/schemas`.
pub fn all() -> Map<String, Value> {
    let mut answers = generator(SchemaSettings::for_serialize);
    let _refs = [
        answers.subschema_for::<Services>(),
        answers.subschema_for::<ServiceView>(),
        answers.subschema_for::<FormView>(),
        answers.subschema_for::<CaseView>(),
        answers.subschema_for::<Hits>(),
        answers.subschema_for::<MeView>(),
        answers.subschema_for::<AccessLog>(),
        answers.subschema_for::<Problem>(),
    ];
    let mut requests = generator(SchemaSettings::for_deserialize);
    let _refs = [
        requests.subschema_for::<CaseRequest>(),
        requests.subschema_for::<ActRequest>(),
        requests.subschema_for::<SearchRequest>(),
    ];
    let mut schemas = answers.take_definitions(true);
    schemas.append(&mut requests.take_definitions(true));
    schemas
}

fn generator(contract: fn(SchemaSettings) -> SchemaSettings) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    contract(settings).into_generator()
}
