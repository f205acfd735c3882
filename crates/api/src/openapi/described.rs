//! What the document says of each operation.

use super::examples::Examples;
use crate::call::KEY_CHARS_MAX;
use crate::request::NAME_CHARS_MAX;
use crate::routes::{Access, Operation, RouteInfo};
use app::Log;
use axum::http::Method;
use base::json::INTEGER_MAX;
use serde_json::{Value, json};

/// Every error status, and when it is given.
pub const ERRORS: [(u16, &str); 11] = [
    (400, "The request can't be read: broken JSON, a member twice, a header missing"),
    (401, "No token, or one that stands for nobody"),
    (403, "The actor's role or purpose does not allow it"),
    (404, "There is nothing at this address for the actor"),
    (409, "It has changed meanwhile, or the same key came with other content"),
    (413, "The body is too long"),
    (415, "The body is not application/json"),
    (422, "It can be read, and something in it does not fit"),
    (429, "Too many requests"),
    (500, "Something broke here; it was logged under the incident's number"),
    (503, "Too many requests at once, or no space; nothing was entered"),
];

/// What a success carries.
pub enum Content {
    /// Nothing.
    None,
    /// JSON of a schema.
    Json(&'static str),
    /// Plain text.
    Text,
    /// Bytes of a media type.
    Bytes(&'static str),
}

/// A success.
pub struct Ok {
    pub status: u16,
    pub description: &'static str,
    pub content: Content,
    /// It has words, in a language that a header names.
    pub spoken: bool,
    /// A header it always has, and what it says.
    pub header: Option<(&'static str, &'static str)>,
    /// Where its values lead.
    pub links: Vec<(&'static str, Value)>,
}

/// An operation.
pub struct Described {
    pub id: &'static str,
    pub tag: &'static str,
    pub summary: &'static str,
    pub description: &'static str,
    pub params: Vec<Value>,
    /// Schema and example of the body.
    pub body: Option<(&'static str, Value)>,
    pub ok: Vec<Ok>,
    /// It may find that something changed meanwhile.
    conflicts: bool,
}

impl Ok {
    fn new(content: Content, description: &'static str) -> Self {
        let spoken = matches!(content, Content::Json(_));
        Self { status: 200, description, content, spoken, header: None, links: Vec::new() }
    }

    fn link(mut self, name: &'static str, operation: &str, parameters: Value) -> Self {
        self.links.push((name, json!({"operationId": operation, "parameters": parameters})));
        self
    }
}

impl Described {
    fn new(id: &'static str, tag: &'static str, summary: &'static str, ok: Ok) -> Self {
        Self {
            id,
            tag,
            summary,
            description: "",
            params: Vec::new(),
            body: None,
            ok: vec![ok],
            conflicts: false,
        }
    }

    fn says(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    fn takes(mut self, params: impl IntoIterator<Item = Value>) -> Self {
        self.params.extend(params);
        self
    }

    fn with(mut self, schema: &'static str, example: Value) -> Self {
        self.body = Some((schema, example));
        self
    }

    fn conflicting(mut self) -> Self {
        self.conflicts = true;
        self
    }

    /// The error statuses it can give.
    pub fn statuses(&self, route: &RouteInfo) -> Vec<u16> {
        let post = route.method == Method::POST;
        let known = |status: u16| match status {
            401 => route.access != Access::Public,
            403 => route.access != Access::Public,
            404 => !matches!(
                route.operation,
                Operation::Services | Operation::Me | Operation::AccessLog | Operation::Health
            ),
            409 => self.conflicts,
            413 | 415 => post,
            _ => true,
        };
        ERRORS.iter().map(|(status, _)| *status).filter(|status| known(*status)).collect()
    }

    /// What the document says of an operation. Two routes that the document leaves out have no description of theirs.
    pub fn of(operation: Operation, examples: &Examples) -> Self {
        match operation {
            Operation::Services | Operation::Service | Operation::Form | Operation::File => {
                of_service(operation, examples)
            }
            Operation::Case | Operation::Act | Operation::Document | Operation::Next => of_case(operation),
            Operation::Search => of_search(examples),
            Operation::Me | Operation::AccessLog => of_me(operation),
            Operation::Proof(log)
            | Operation::Checkpoint(log)
            | Operation::Vkey(log)
            | Operation::Tile(log) => of_log(operation, log),
            Operation::OpenApi | Operation::Health => Self::new(
                "getHealth",
                "service",
                "Whether the server can act: its database answers and takes what is written",
                Ok::new(Content::Text, "It can."),
            ),
            Operation::Problem => {
                let code = json!({"type": "string", "minLength": 1, "maxLength": NAME_CHARS_MAX});
                let mut ok = Ok::new(Content::Text, "Title and explanation.");
                ok.spoken = true;
                Self::new("getProblem", "service", "A problem code in words", ok).takes([path(
                    "code",
                    "The code, as `code` of problem details.",
                    code,
                    json!("stale-version"),
                )])
            }
        }
    }
}

fn of_service(operation: Operation, examples: &Examples) -> Described {
    let id = || path("id", "The service's id.", name(), json!(examples.service));
    match operation {
        Operation::Services => {
            let first = || json!({"id": "$response.body#/services/0/id"});
            let ok = Ok::new(Content::Json("Services"), "The services.")
                .link("service", "getService", first())
                .link("form", "getForm", first())
                .link("case", "fileCase", first());
            Described::new("listServices", "services", "The services", ok)
        }
        Operation::Service => {
            let ok = Ok::new(Content::Json("ServiceView"), "The service.");
            Described::new("getService", "services", "A service before sign-in", ok).takes([id()])
        }
        Operation::Form => {
            let ok = Ok::new(Content::Json("FormView"), "The form.");
            Described::new("getForm", "services", "What a service asks of me, and what it does not ask", ok)
                .says("Answering every field as its `example` says is a valid request. What registers know is listed with register and date.")
                .takes([id()])
        }
        _ => {
            let id_of = || json!({"id": "$response.body#/case"});
            let mut ok =
                Ok::new(Content::Json("CaseView"), "The case; the rules may have decided it at once.")
                    .link("case", "getCase", id_of())
                    .link("document", "getDocument", id_of())
                    .link(
                        "act",
                        "actOnCase",
                        json!({"id": "$response.body#/case", "action": "$response.body#/actions/0/id"}),
                    )
                    .link("proof", "getLogProof", json!({"n": "$response.body#/receipt/first"}));
            ok.status = 201;
            ok.header = Some(("Location", "Where the case stands."));
            let key = json!({"type": "string", "pattern": format!("^[!-~]{{1,{KEY_CHARS_MAX}}}$")});
            let key = json!({
                "name": "Idempotency-Key", "in": "header", "required": true,
                "description": "A key of the caller's: the same key with the same content gives the same case, with other content 409.",
                "schema": key, "example": "4f1c9a52-0d5e-4a0e-9f6b-1f7c2a30d7aa"
            });
            Described::new("fileCase", "cases", "Ask for a service", ok)
                .takes([id(), key])
                .with("CaseRequest", json!({"answers": examples.answers}))
                .conflicting()
        }
    }
}

fn of_case(operation: Operation) -> Described {
    let id = || {
        path(
            "id",
            "The case's number.",
            json!({"type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"}),
            json!("7QK2-94TX-M0HB"),
        )
    };
    let case = |description| {
        let id_of = || json!({"id": "$response.body#/case"});
        Ok::new(Content::Json("CaseView"), description).link("document", "getDocument", id_of()).link(
            "act",
            "actOnCase",
            json!({"id": "$response.body#/case", "action": "$response.body#/actions/0/id"}),
        )
    };
    match operation {
        Operation::Case => {
            Described::new("getCase", "cases", "A case, as its reader may see it", case("The case."))
                .takes([id()])
        }
        Operation::Act => {
            let ok = case("The case after the act.").link(
                "case",
                "getCase",
                json!({"id": "$response.body#/case"}),
            );
            let action = path(
                "action",
                "The action's id, as the case's `actions` name it.",
                name(),
                json!("withdraw"),
            );
            Described::new("actOnCase", "cases", "Act on a case", ok)
                .says("`actions` of a case say what its reader may do and what must be given with it. The version must be the one the reader saw.")
                .takes([id(), action])
                .with("ActRequest", json!({"version": 1}))
                .conflicting()
        }
        Operation::Document => {
            let mut ok =
                Ok::new(Content::Bytes("application/pdf"), "The document, the same bytes at every download.");
            ok.header = Some(("Content-Disposition", "A file name that tells nothing."));
            Described::new("getDocument", "cases", "The document of a decided case", ok).takes([id()])
        }
        _ => {
            let ok = case("The next case of the officer's queues, now theirs.").link(
                "case",
                "getCase",
                json!({"id": "$response.body#/case"}),
            );
            let mut nothing = Ok::new(Content::None, "Nothing waits.");
            nothing.status = 204;
            let mut described = Described::new("takeNext", "cases", "Take the next case", ok)
                .says("By the published rule: the case whose term ends first, then the one filed first. An officer who has a case gets that one.");
            described.ok.push(nothing);
            described.conflicting()
        }
    }
}

fn of_search(examples: &Examples) -> Described {
    let ok = Ok::new(Content::Json("Hits"), "What was found, at most ten records.");
    Described::new("searchRegister", "registers", "Search a register", ok)
        .says("A search that finds more than ten records is refused: it must be narrower. Each hit is a logged read that its subject sees.")
        .takes([path("id", "The register's id.", name(), json!(examples.register))])
        .with("SearchRequest", examples.search.clone())
}

fn of_me(operation: Operation) -> Described {
    if operation == Operation::Me {
        let ok = Ok::new(Content::Json("MeView"), "Name, appointments, cases.").link(
            "case",
            "getCase",
            json!({"id": "$response.body#/cases/0/case"}),
        );
        return Described::new("getMe", "me", "What the state holds about me here", ok);
    }
    let ok = Ok::new(Content::Json("AccessLog"), "Reads, newest first.").link(
        "next",
        "getAccessLog",
        json!({"before": "$response.body#/next"}),
    );
    let before = json!({
        "name": "before", "in": "query", "required": false,
        "description": "`next` of the page before.", "schema": whole(), "example": 1_000
    });
    Described::new("getAccessLog", "me", "Who read my data, why, and by which article", ok).takes([before])
}

fn of_log(operation: Operation, log: Log) -> Described {
    let acts = log == Log::Acts;
    let text = |description| Ok::new(Content::Text, description);
    match operation {
        Operation::Proof(_) => {
            let (id, summary) = if acts {
                ("getLogProof", "The proof that a leaf stands in the log of acts")
            } else {
                ("getReadsProof", "The proof that a leaf stands in the log of reads")
            };
            let n = path("n", "The leaf's index.", whole(), json!(0));
            Described::new(id, "log", summary, text("c2sp.org/tlog-proof@v1.")).takes([n])
        }
        Operation::Checkpoint(_) => {
            let id = if acts { "getLogCheckpoint" } else { "getReadsCheckpoint" };
            Described::new(id, "log", "The signed head of the log", text("c2sp.org/tlog-checkpoint."))
        }
        _ => {
            let id = if acts { "getLogKey" } else { "getReadsKey" };
            Described::new(
                id,
                "log",
                "The key that verifies the log's checkpoints",
                text("A verifier key of c2sp.org/signed-note."),
            )
        }
    }
}

fn path(name: &str, description: &str, schema: Value, example: Value) -> Value {
    json!({"name": name, "in": "path", "required": true, "description": description, "schema": schema, "example": example})
}

fn name() -> Value {
    json!({"type": "string", "minLength": 1, "maxLength": NAME_CHARS_MAX})
}

fn whole() -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": INTEGER_MAX})
}
