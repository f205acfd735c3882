//! The OpenAPI 3.1 document, made from the table of routes, the Rust types of requests and answers, and the running
//! state (its languages, and examples that name what it has).

mod described;
mod examples;
mod schemas;

use crate::problem;
use crate::routes::{Access, RouteInfo, routes};
use app::App;
use described::{Content, Described, Ok};
use examples::Examples;
use serde_json::{Map, Value, json};

/// The document of a server as it runs.
pub fn document(app: &App) -> Value {
    let running = app.running();
    let info = &running.model().info;
    let languages: Vec<&str> = info.languages.iter().map(base::Lang::as_str).collect();
    let examples = Examples::of(app);
    let mut paths = Map::new();
    for route in routes().iter().filter(|route| route.described()) {
        let item = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(route.method.as_str().to_ascii_lowercase(), operation(route, &examples));
        }
    }
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": format!("Taza Koom: {}", info.name.get(&info.default_language())),
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Services, cases, registers and the public log of a state.",
            "description": description(&languages),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "services", "description": "What a person can ask for."},
            {"name": "cases", "description": "Requests, decisions and acts on them."},
            {"name": "registers", "description": "Searching, for a purpose; each hit is a logged read."},
            {"name": "me", "description": "What the state holds about the caller, and who read it."},
            {"name": "log", "description": "The public log: anyone can check it."},
            {"name": "service", "description": "About this server."}
        ],
        "paths": paths,
        "components": {
            "schemas": schemas::all(),
            "responses": responses(&languages),
            "headers": headers(&languages),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "description": "A token that stands for a person until it expires."}
            }
        }
    })
}

fn description(languages: &[&str]) -> String {
    format!(
        "Words are in the language that `Accept-Language` prefers among {}; `Content-Language` says which it became. \
         Objects are closed: an unknown, repeated or wrong-typed member is refused, and so is an unknown query parameter. \
         Errors are RFC 9457 problem details; `GET /problems/{{code}}` explains a code. \
         Identifiers of persons stand in bodies, never in addresses. \
         The files of the logs (`/log/tile/…`, `/reads/tile/…`) are described by c2sp.org/tlog-tiles.",
        languages.join(", ")
    )
}

fn operation(route: &RouteInfo, examples: &Examples) -> Value {
    let described = Described::of(route.operation, examples);
    let mut responses = Map::new();
    for ok in &described.ok {
        responses.insert(ok.status.to_string(), success(ok));
    }
    for status in described.statuses(route) {
        responses
            .insert(status.to_string(), json!({"$ref": format!("#/components/responses/Problem{status}")}));
    }
    let mut operation = json!({
        "operationId": described.id,
        "tags": [described.tag],
        "summary": described.summary,
        "parameters": described.params,
        "security": if route.access == Access::Public { json!([]) } else { json!([{"bearer": []}]) },
        "responses": responses
    });
    let Some(members) = operation.as_object_mut() else { return operation };
    if !described.description.is_empty() {
        members.insert("description".to_owned(), described.description.into());
    }
    if let Some((schema, example)) = described.body {
        let content = json!({"application/json": {"schema": reference(schema), "example": example}});
        members.insert("requestBody".to_owned(), json!({"required": true, "content": content}));
    }
    operation
}

fn success(ok: &Ok) -> Value {
    let mut headers = Map::new();
    if ok.spoken {
        headers
            .insert("Content-Language".to_owned(), json!({"$ref": "#/components/headers/ContentLanguage"}));
    }
    if let Some((name, description)) = ok.header {
        let header = json!({"description": description, "required": true, "schema": {"type": "string"}});
        headers.insert(name.to_owned(), header);
    }
    let mut response = json!({"description": ok.description, "headers": headers});
    let Some(members) = response.as_object_mut() else { return response };
    match ok.content {
        Content::None => {}
        Content::Json(schema) => {
            members.insert("content".to_owned(), json!({"application/json": {"schema": reference(schema)}}));
        }
        Content::Text => {
            members.insert("content".to_owned(), json!({"text/plain": {"schema": {"type": "string"}}}));
        }
        // OpenAPI 3.1: bytes have no schema, only a media type.
        Content::Bytes(media) => {
            members.insert("content".to_owned(), json!({media: {}}));
        }
    }
    if !ok.links.is_empty() {
        let links: Map<String, Value> =
            ok.links.iter().map(|(name, link)| ((*name).to_owned(), link.clone())).collect();
        members.insert("links".to_owned(), Value::Object(links));
    }
    response
}

fn reference(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}

fn headers(languages: &[&str]) -> Value {
    json!({
        "ContentLanguage": {
            "description": "The language of the words.",
            "required": true,
            "schema": {"type": "string", "enum": languages}
        },
        "RetryAfter": {
            "description": "Seconds after which it is worth asking again.",
            "required": true,
            "schema": {"type": "integer", "minimum": 1}
        },
        "Authenticate": {
            "description": "How to show who one is.",
            "required": true,
            "schema": {"type": "string", "examples": ["Bearer"]}
        },
        "RetryWhenPublished": {
            "description": "Seconds after which a leaf that is not published yet will be.",
            "schema": {"type": "integer", "minimum": 1}
        }
    })
}

/// One response for each error status.
fn responses(languages: &[&str]) -> Value {
    let language = languages.first().copied().unwrap_or("und");
    let mut responses = Map::new();
    for (status, description) in described::ERRORS {
        let mut headers = json!({"Content-Language": {"$ref": "#/components/headers/ContentLanguage"}});
        let more = match status {
            401 => Some(("WWW-Authenticate", "Authenticate")),
            404 => Some(("Retry-After", "RetryWhenPublished")),
            429 | 503 => Some(("Retry-After", "RetryAfter")),
            _ => None,
        };
        if let (Some((name, header)), Some(headers)) = (more, headers.as_object_mut()) {
            headers.insert(name.to_owned(), json!({"$ref": format!("#/components/headers/{header}")}));
        }
        let content = json!({problem::MEDIA: {"schema": reference("Problem")}});
        let response = json!({"description": format!("{description} (words in {language} or as asked)"), "headers": headers, "content": content});
        responses.insert(format!("Problem{status}"), response);
    }
    Value::Object(responses)
}
