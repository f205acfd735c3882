//! The OpenAPI document: of one piece, closed, complete, and the table of routes.

use crate::ground::{Ask, Ground};
use api::{Access, routes};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

fn document() -> Value {
    let got = Ground::new().ask(Ask::get("/api/openapi.json"));
    assert_eq!((got.status.as_u16(), got.header("content-type")), (200, "application/json"));
    got.json()
}

/// Every object in a value, with its path.
fn walk(value: &Value, path: &str, visit: &mut dyn FnMut(&str, &Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            visit(path, members);
            for (name, member) in members {
                walk(member, &format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), visit);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{path}/{index}"), visit);
            }
        }
        _ => {}
    }
}

/// References that lead nowhere, and components that nothing leads to.
fn loose_ends(document: &Value) -> (Vec<String>, Vec<String>) {
    let (mut broken, mut reached) = (Vec::new(), BTreeSet::new());
    walk(document, "", &mut |path, object| {
        if let Some(target) = object.get("$ref").and_then(Value::as_str) {
            match target.strip_prefix('#').and_then(|pointer| document.pointer(pointer)) {
                Some(_) => drop(reached.insert(target.to_owned())),
                None => broken.push(format!("{path} -> {target}")),
            }
        }
    });
    let mut unused = Vec::new();
    for kind in ["schemas", "responses", "headers"] {
        let components = document["components"][kind].as_object().unwrap();
        let names = components.keys().map(|name| format!("#/components/{kind}/{name}"));
        unused.extend(names.filter(|name| !reached.contains(name)));
    }
    (broken, unused)
}

/// Object schemas that let unknown members in. A map says which names and values it takes, and how many.
fn open_schemas(document: &Value) -> Vec<String> {
    let mut open = Vec::new();
    walk(&document["components"]["schemas"], "", &mut |path, schema| {
        let is_object = match schema.get("type") {
            Some(Value::String(ty)) => ty == "object",
            Some(Value::Array(types)) => types.iter().any(|ty| ty == "object"),
            _ => schema.contains_key("properties") && !path.ends_with("/properties"),
        };
        if !is_object {
            return;
        }
        let closed = match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => true,
            Some(Value::Object(values)) => {
                (values.contains_key("anyOf") || values.contains_key("type"))
                    && ["propertyNames", "maxProperties"].iter().all(|limit| schema.contains_key(*limit))
            }
            _ => false,
        };
        if !closed {
            open.push(path.to_owned());
        }
    });
    open
}

#[test]
fn is_of_one_piece() {
    let document = document();
    assert_eq!(loose_ends(&document), (Vec::new(), Vec::new()));
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    assert_eq!(document["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
}

#[test]
fn every_object_is_closed() {
    let document = document();
    assert_eq!(open_schemas(&document), Vec::<String>::new());
    assert!(document["components"]["schemas"].as_object().unwrap().len() > 30);
}

#[test]
fn the_checks_find_what_they_look_for() {
    let mut broken = document();
    broken["components"]["schemas"]["CaseView"]["properties"]["clock"] =
        serde_json::json!({"$ref": "#/components/schemas/None"});
    assert_eq!(loose_ends(&broken).0.len(), 1);
    let mut open = document();
    let case = open["components"]["schemas"]["CaseView"].as_object_mut().unwrap();
    case.remove("additionalProperties");
    assert_eq!(open_schemas(&open), ["/CaseView"]);
    let answers = open["components"]["schemas"]["Answers"].as_object_mut().unwrap();
    answers.remove("maxProperties");
    assert_eq!(open_schemas(&open).len(), 2);
}

#[test]
fn is_the_table_of_routes() {
    let document = document();
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            described.insert((method.to_uppercase(), path.clone()));
        }
    }
    let table: BTreeSet<_> = routes()
        .iter()
        .filter(|route| route.described())
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    assert_eq!(described, table);
    let left_out: Vec<&str> =
        routes().iter().filter(|route| !route.described()).map(|route| route.path).collect();
    assert_eq!(left_out, ["/api/openapi.json", "/log/tile/{*path}", "/reads/tile/{*path}"]);
}

#[test]
fn each_operation_says_all_there_is_to_say() {
    let document = document();
    let mut ids = BTreeSet::new();
    for route in routes().iter().filter(|route| route.described()) {
        let operation = &document["paths"][route.path][route.method.as_str().to_ascii_lowercase()];
        let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{}", route.path));
        assert!(ids.insert(id.to_owned()), "{id} twice");
        let statuses: BTreeSet<&str> =
            operation["responses"].as_object().unwrap().keys().map(String::as_str).collect();
        for status in ["400", "422", "429", "500", "503"] {
            assert!(statuses.contains(status), "{id} lacks {status}");
        }
        assert!(statuses.iter().any(|status| status.starts_with('2')), "{id}");
        let public = route.access == Access::Public;
        assert_eq!(statuses.contains("401"), !public, "{id}");
        assert_eq!(operation["security"].as_array().unwrap().is_empty(), public, "{id}");
        let params: Vec<&str> = parameters(operation, "path");
        assert_eq!(params, route.params().collect::<Vec<_>>(), "{id}");
        assert_eq!(parameters(operation, "query"), route.query, "{id}");
        assert_eq!(operation["requestBody"].is_object(), route.method == "POST" && id != "takeNext", "{id}");
    }
    walk(&document["paths"], "", &mut |path, object| {
        if let Some(target) = object.get("operationId").filter(|_| path.contains("/links/")) {
            assert!(ids.contains(target.as_str().unwrap()), "{path}");
        }
    });
}

fn parameters<'a>(operation: &'a Value, place: &str) -> Vec<&'a str> {
    let parameters = operation["parameters"].as_array().unwrap().iter();
    parameters.filter(|one| one["in"] == place).map(|one| one["name"].as_str().unwrap()).collect()
}

#[test]
fn its_examples_work_in_the_running_state() {
    let ground = Ground::new();
    let document = ground.ask(Ask::get("/api/openapi.json")).json();
    let body = |path: &str| {
        document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["example"].clone()
    };
    let example = |path: &str, method: &str| {
        document["paths"][path][method]["parameters"][0]["example"].as_str().unwrap().to_owned()
    };
    let service = example("/api/v1/services/{id}/cases", "post");
    let filed = body("/api/v1/services/{id}/cases");
    let got = ground
        .ask_as("mother", Ask::post(&format!("/api/v1/services/{service}/cases")).key("k").json(&filed));
    assert_eq!(got.status.as_u16(), 201, "{filed} {}", got.text());
    let register = example("/api/v1/registers/{id}/search", "post");
    let search = body("/api/v1/registers/{id}/search");
    let path = format!("/api/v1/registers/{register}/search");
    let found = ["counter-port", "registrar"]
        .iter()
        .any(|persona| ground.ask_as(persona, Ask::post(&path).json(&search)).status == 200);
    assert!(found, "{register} {search}");
}
