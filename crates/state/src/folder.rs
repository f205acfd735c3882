//! Which file of a folder is what, by its path.

use crate::codes;
use crate::sink::{Sink, nearest};
use model::{Source, Span};
use std::sync::Arc;

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `state.yaml`
    State,
    /// `ledger.yaml`
    Ledger,
    /// `agencies/ID.yaml`
    Agency(String),
    /// `law/ID.yaml`
    Law(String),
    /// `registers/ID.yaml`
    Register(String),
    /// `services/ID/service.yaml`
    Service(String),
    /// `services/ID/cases.yaml`
    Cases(String),
    /// `services/ID/LANG.ftl`
    Messages(String, String),
    /// `words/LANG.ftl`
    Words(String),
    /// `documents/…`
    Document,
    /// `policies/….cedar`
    Policy,
    /// `pages/NAME.LANG.md`
    Page(String, String),
    /// `programme/ID.yaml`
    Programme(String),
    /// `records/REGISTER.csv`
    Records(String),
    /// `simulate/people.yaml`
    People,
    /// `simulate/personas.yaml`
    Personas,
}

const FOLDERS: [&str; 10] = [
    "agencies",
    "documents",
    "law",
    "pages",
    "policies",
    "programme",
    "records",
    "registers",
    "services",
    "words",
];

/// What a path is; files that are no part of the format (a README, a hidden file) are `None` and left alone, unless
/// they look as if they were meant to be part of it.
pub fn classify(path: &str, sink: &mut Sink) -> Option<FileKind> {
    let parts: Vec<&str> = path.split('/').collect();
    let stem = |name: &str, suffix: &str| {
        name.strip_suffix(suffix).filter(|stem| !stem.is_empty()).map(str::to_owned)
    };
    let known = match parts.as_slice() {
        ["state.yaml"] => Some(FileKind::State),
        ["ledger.yaml"] => Some(FileKind::Ledger),
        ["agencies", name] => stem(name, ".yaml").map(FileKind::Agency),
        ["law", name] => stem(name, ".yaml").map(FileKind::Law),
        ["registers", name] => stem(name, ".yaml").map(FileKind::Register),
        ["services", id, "service.yaml"] => Some(FileKind::Service((*id).to_owned())),
        ["services", id, "cases.yaml"] => Some(FileKind::Cases((*id).to_owned())),
        ["services", id, name] => stem(name, ".ftl").map(|lang| FileKind::Messages((*id).to_owned(), lang)),
        ["words", name] => stem(name, ".ftl").map(FileKind::Words),
        ["documents", .., _] => Some(FileKind::Document),
        ["policies", name] => stem(name, ".cedar").map(|_| FileKind::Policy),
        ["pages", name] => {
            let page = name.strip_suffix(".md").and_then(|name| name.rsplit_once('.'));
            page.map(|(name, lang)| FileKind::Page(name.to_owned(), lang.to_owned()))
        }
        ["programme", name] => stem(name, ".yaml").map(FileKind::Programme),
        ["records", name] => stem(name, ".csv").map(FileKind::Records),
        ["simulate", "people.yaml"] => Some(FileKind::People),
        ["simulate", "personas.yaml"] => Some(FileKind::Personas),
        _ => None,
    };
    let meant = [".yaml", ".yml", ".ftl", ".cedar", ".csv"].iter().any(|suffix| path.ends_with(suffix));
    if known.is_none() && meant && !path.starts_with('.') {
        let folder = parts.first().copied().unwrap_or_default();
        let help = match nearest(folder, FOLDERS) {
            Some(name) if name != folder => format!("did you mean the folder `{name}`?"),
            _ if path.strip_suffix(".yml").is_some() => "write `.yaml`".to_owned(),
            _ => "see docs/state-folder.md for the place of each kind of file".to_owned(),
        };
        let at = Source { path: Arc::from(path), span: Span::default() };
        sink.error(codes::UNKNOWN_FILE, at, format!("`{path}` is no file of a state folder")).help(help);
    }
    known
}
