//! What the tests stand on.

use api::Server;
use app::demo::Persona;
use app::publish::Publisher;
use app::{App, AppClock, Chance, Config, Running, StillClock};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use base::Instant;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use store::{Sqlite, Store};
use tower::ServiceExt as _;

/// 2026-11-22T06:00:00Z.
const NOW: Instant = Instant(1_795_327_200_000_000);

pub struct Ground {
    pub app: Arc<App>,
    pub personas: Vec<Persona>,
    pub incidents: Arc<Mutex<Vec<String>>>,
    pub router: Router,
    pub publisher: Publisher,
    _dir: tempfile::TempDir,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Status and problem code; checks that it is a problem.
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], json!(self.status.as_u16()));
        let code = problem["code"].as_str().unwrap().to_owned();
        assert_eq!(problem["type"], json!(format!("/problems/{code}")));
        for words in ["title", "detail"] {
            let words = problem[words].as_str().unwrap();
            assert!(!words.is_empty() && !words.starts_with('['), "{problem}");
        }
        (self.status.as_u16(), code)
    }
}

/// A request, built up.
pub struct Ask {
    request: axum::http::request::Builder,
    body: Body,
}

impl Ask {
    pub fn new(method: Method, path: &str) -> Self {
        Self { request: Request::builder().method(method).uri(path), body: Body::empty() }
    }

    pub fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    pub fn post(path: &str) -> Self {
        Self::new(Method::POST, path)
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    pub fn token(self, token: &str) -> Self {
        self.header(header::AUTHORIZATION.as_str(), &format!("Bearer {token}"))
    }

    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub fn json(self, body: &Value) -> Self {
        self.raw(body.to_string().into_bytes())
    }

    /// Any bytes, said to be JSON.
    pub fn raw(self, body: Vec<u8>) -> Self {
        let mut typed = self.header(header::CONTENT_TYPE.as_str(), "application/json");
        typed.body = Body::from(body);
        typed
    }

    /// Any bytes of any type.
    pub fn bytes(mut self, body: &[u8]) -> Self {
        self.body = Body::from(body.to_vec());
        self
    }
}

fn state_files(state: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states").join(state);
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.insert(inside, std::fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

impl Ground {
    pub fn new() -> Self {
        let files = state_files("mini");
        let running = match Running::of_files(&files) {
            Ok(running) => running,
            Err(app::FolderError::Diagnostics(found)) => {
                panic!("{}", state::render_text(&found, &files, false))
            }
            Err(app::FolderError::Fault(fault)) => panic!("{fault:?}"),
        };
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Arc::new(Sqlite::open(dir.path()).unwrap()));
        let clock = Arc::new(AppClock::over(Arc::new(StillClock::at(NOW))));
        let config = Config {
            origin: "test.invalid/log".into(),
            public_url: "http://test.invalid".into(),
            demonstration: true,
            acts_at_once: None,
        };
        let app = Arc::new(App::new(store, running, clock, Arc::new(Chance::of_seed(7)), config).unwrap());
        assert!(app.publish_state(&files).is_ok());
        let cast = app.seed(40, 1, &|_| {}).unwrap();
        let personas = app.give_tokens(&cast, 1).unwrap();
        let publisher = Publisher::resume(&app, &[[9; 32]]).unwrap();
        let incidents = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&incidents);
        let log =
            Box::new(move |id: &str, fault: &app::Fault| noted.lock().unwrap().push(format!("{id} {fault}")));
        let router = api::router(Arc::new(Server::new(Arc::clone(&app), log)));
        Self { app, personas, incidents, router, publisher, _dir: dir }
    }

    pub fn token(&self, id: &str) -> &str {
        &self.persona(id).token
    }

    pub fn persona(&self, id: &str) -> &Persona {
        self.personas.iter().find(|persona| persona.id == id).unwrap_or_else(|| panic!("no persona {id}"))
    }

    pub fn ask(&self, ask: Ask) -> Got {
        let request = ask.request.body(ask.body).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = body.collect().await.unwrap().to_bytes().to_vec();
            Got { status: parts.status, headers: parts.headers, body }
        })
    }

    /// Asks as a persona.
    pub fn ask_as(&self, id: &str, ask: Ask) -> Got {
        self.ask(ask.token(self.token(id)))
    }

    /// The examples of a form as answers.
    pub fn examples(&self, id: &str, service: &str) -> Value {
        let form = self.ask_as(id, Ask::get(&format!("/api/v1/services/{service}/form"))).json();
        let fields = form["fields"].as_array().unwrap();
        fields
            .iter()
            .map(|field| (field["id"].as_str().unwrap().to_owned(), field["example"].clone()))
            .collect()
    }

    /// Files a case with the form's examples; the case.
    pub fn file(&self, id: &str, service: &str, key: &str) -> Value {
        let body = json!({"answers": self.examples(id, service)});
        let got =
            self.ask_as(id, Ask::post(&format!("/api/v1/services/{service}/cases")).key(key).json(&body));
        assert_eq!(got.status, StatusCode::CREATED, "{}", got.text());
        got.json()
    }

    /// Leaves in the log of acts.
    pub fn leaves(&self) -> u64 {
        self.publisher.publish(&self.app).unwrap();
        self.app.checkpoint(app::Log::Acts).unwrap().size
    }
}
