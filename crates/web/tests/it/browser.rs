//! A demonstration in a temporary directory, and a browser that keeps cookies, follows links and fills forms.

use app::demo::Persona;
use app::{App, AppClock, Chance, Config, Running, StillClock};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base::Instant;
use http_body_util::BodyExt as _;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use store::{Sqlite, Store};
use tower::ServiceExt as _;

/// A demonstration.
pub struct Demo {
    pub router: Router,
    pub server: Arc<web::Server>,
    pub app: Arc<App>,
    pub personas: Vec<Persona>,
    pub incidents: Arc<Mutex<Vec<String>>>,
    _dir: tempfile::TempDir,
}

fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states/kg");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
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

impl Demo {
    pub fn new() -> Self {
        Self::with(true)
    }

    /// With or without what only demonstrations have; the people are the same.
    pub fn with(demonstration: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Arc::new(Sqlite::open(dir.path()).unwrap()));
        let clock = Arc::new(AppClock::over(Arc::new(StillClock::at(Instant(1_795_312_800_000_000)))));
        let config = Config {
            origin: "test.invalid/log".into(),
            public_url: "http://test.invalid".into(),
            demonstration,
            acts_at_once: None,
        };
        let Ok(running) = Running::of_files(&files()) else { panic!("the state folder has errors") };
        let app = Arc::new(App::new(store, running, clock, Arc::new(Chance::of_seed(7)), config).unwrap());
        assert!(app.publish_state(&files()).is_ok());
        let cast = app.seed(30, 1, &|_| {}).unwrap();
        let personas = app.give_tokens(&cast, 1).unwrap();
        app.offer_personas(personas.clone());
        let incidents = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&incidents);
        let tell = move |id: &str, fault: &app::Fault| told.lock().unwrap().push(format!("{id}: {fault:?}"));
        let server = Arc::new(web::Server::new(Arc::clone(&app), Box::new(tell)));
        Self { router: web::router(Arc::clone(&server)), server, app, personas, incidents, _dir: dir }
    }

    pub fn langs(&self) -> Vec<String> {
        self.app.running().model().info.languages.iter().map(|lang| lang.as_str().to_owned()).collect()
    }

    pub fn persona(&self, id: &str) -> &Persona {
        self.personas.iter().find(|persona| persona.id == id).unwrap_or_else(|| panic!("no persona {id}"))
    }

    /// A browser that nobody is signed in with.
    pub fn nobody(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new() }
    }

    /// A browser in which a persona has signed in through the page.
    pub async fn signed_in(&self, id: &str) -> Browser {
        let mut browser = self.nobody();
        let page = browser.get("/ru/demo/sign-in").await;
        let mut fields = page.hidden("/ru/demo/sign-in");
        set(&mut fields, "persona", id);
        let done = browser.post("/ru/demo/sign-in", &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        browser
    }
}

/// Sets a field of a form.
pub fn set(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(own, _)| own != name);
    fields.push((name.to_owned(), value.to_owned()));
}

pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
    pub text: String,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.join("&")))
            .unwrap();
        self.send(request).await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() && !request.headers().contains_key(header::COOKIE) {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(
                cookie.contains("; Secure")
                    && cookie.contains("; HttpOnly")
                    && cookie.contains("; SameSite=Lax"),
                "{cookie}"
            );
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Page { status: parts.status, headers: parts.headers, bytes, text }
    }

    /// Follows where a page leads.
    pub async fn follow(&mut self, page: &Page) -> Page {
        let to = page.location().to_owned();
        self.get(&to).await
    }
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self.header("location")
    }

    /// The form that posts to an address.
    pub fn form(&self, action: &str) -> &str {
        let begin = format!("<form method=\"post\" action=\"{action}\"");
        let (_, rest) =
            self.text.split_once(&begin).unwrap_or_else(|| panic!("no form {action} in {}", self.text));
        rest.split_once("</form>").unwrap().0
    }

    /// Hidden fields of the form that posts to an address.
    pub fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let inputs = self.form(action).split("<input type=\"hidden\" name=\"").skip(1);
        inputs
            .map(|input| {
                let (name, rest) = input.split_once('"').unwrap();
                let value = rest.split_once("value=\"").unwrap().1.split_once('"').unwrap().0;
                (name.to_owned(), unescape(value))
            })
            .collect()
    }

    pub fn has_form(&self, action: &str) -> bool {
        self.text.contains(&format!("<form method=\"post\" action=\"{action}\""))
    }

    pub fn links(&self) -> Vec<String> {
        let hrefs = self.text.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        hrefs.map(|(href, _)| unescape(href)).collect()
    }
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

pub fn escape(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
