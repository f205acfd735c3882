//! A demonstration in a temporary directory, with a clock that stands where the test puts it.

use app::cases::{Acting, Filing};
use app::demo::Persona;
use app::publish::Publisher;
use app::{App, AppClock, Chance, Config, Running, StillClock, Who};
use base::{ActionId, CaseId, Instant, Lang, ServiceId};
use domain::ActInput;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Sqlite, Store};

pub struct Demo {
    pub dir: tempfile::TempDir,
    pub app: Arc<App>,
    pub still: Arc<StillClock>,
    pub personas: Vec<Persona>,
}

/// The files of a state of this repository.
pub fn files(state: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states").join(state);
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

pub fn running(state: &str) -> Running {
    running_of(&files(state))
}

fn running_of(files: &BTreeMap<String, String>) -> Running {
    match Running::of_files(files) {
        Ok(running) => running,
        Err(app::FolderError::Diagnostics(diagnostics)) => {
            panic!("{}", state::render_text(&diagnostics, files, false))
        }
        Err(app::FolderError::Fault(fault)) => panic!("{fault:?}"),
    }
}

impl Demo {
    pub fn new(state: &str, people: usize) -> Self {
        Self::at(state, people, Instant(1_795_312_800_000_000))
    }

    /// A demonstration that begins at some other time.
    pub fn at(state: &str, people: usize, now: Instant) -> Self {
        Self::of(&files(state), people, now)
    }

    /// A demonstration of a folder's files.
    pub fn of(files: &BTreeMap<String, String>, people: usize, now: Instant) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Arc::new(Sqlite::open(dir.path()).unwrap()));
        let still = Arc::new(StillClock::at(now));
        let clock = Arc::new(AppClock::over(still.clone()));
        let config = Config {
            origin: "test.invalid/log".into(),
            public_url: "http://test.invalid".into(),
            demonstration: true,
            acts_at_once: None,
        };
        let app = App::new(store, running_of(files), clock, Arc::new(Chance::of_seed(7)), config).unwrap();
        assert!(app.publish_state(files).is_ok());
        let cast = app.seed(people, 1, &|_| {}).unwrap();
        let personas = app.give_tokens(&cast, 1).unwrap();
        app.offer_personas(personas.clone());
        Self { dir, app: Arc::new(app), still, personas }
    }

    pub fn who(&self, id: &str) -> Who {
        let persona = self
            .personas
            .iter()
            .find(|persona| persona.id == id)
            .unwrap_or_else(|| panic!("no persona {id}"));
        self.app.who(&persona.token).unwrap()
    }

    pub fn pin(&self, id: &str) -> String {
        self.personas.iter().find(|persona| persona.id == id).unwrap().pin.clone()
    }

    pub fn file(
        &self,
        who: &str,
        service: &str,
        answers: Value,
    ) -> Result<app::view::CaseView, app::AppError> {
        let Value::Object(answers) = answers else { panic!("answers") };
        self.app.file(
            &self.who(who),
            &Filing { service: ServiceId::new(service), answers, lang: self.lang(), idempotency_key: None },
        )
    }

    pub fn act(
        &self,
        who: &str,
        case: &app::view::CaseView,
        action: &str,
        input: ActInput,
    ) -> Result<app::view::CaseView, app::AppError> {
        let acting = Acting {
            case: CaseId::new(&case.case),
            action: ActionId::new(action),
            version: case.version,
            input,
            lang: self.lang(),
        };
        self.app.act_on_case(&self.who(who), &acting)
    }

    pub fn lang(&self) -> Lang {
        self.app.running().model().info.default_language()
    }

    /// All examples of a form as answers.
    pub fn examples(&self, who: &str, service: &str) -> Map<String, Value> {
        let form = self.app.form(&self.who(who), &ServiceId::new(service), &self.lang()).unwrap();
        form.fields
            .iter()
            .map(|field| (field.id.clone(), serde_json::to_value(&field.example).unwrap()))
            .collect()
    }

    pub fn verify(&self) -> app::verify::Report {
        let seed = [9; 32];
        let publisher = Publisher::resume(&self.app, &[seed]).unwrap();
        publisher.publish(&self.app).unwrap();
        let store = Store::new(Arc::new(Sqlite::open_read_only(self.dir.path()).unwrap()));
        app::verify::verify(&store, &self.app.config, &BTreeMap::new()).unwrap()
    }
}
