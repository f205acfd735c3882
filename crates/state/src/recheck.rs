//! A state that was loaded, at hand for whoever changes one service and asks what the loader would say of it.

use crate::build::formula;
use crate::checks;
use crate::load::{Files, Parts};
use crate::sink::Sink;
use crate::types::{self, walk};
use crate::yaml::{self, Entry, Kind};
use feel::Names;
use model::{Formula, Model, Service, Source, Span};
use std::sync::Arc;

/// What the type checker knows of a derived value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// Its name.
    pub name: String,
    /// It is yes or no.
    pub yes_or_no: bool,
    /// It may be unknown.
    pub may_be_unknown: bool,
}

/// The parts of a loaded state, to check services against.
pub struct Recheck<'f> {
    parts: Parts,
    files: &'f Files,
}

impl<'f> Recheck<'f> {
    /// Over a model and the files it was loaded from.
    pub fn new(model: &Model, files: &'f Files) -> Self {
        let model = model.clone();
        let parts = Parts {
            info: Some(model.info),
            agencies: model.agencies,
            law: model.law,
            registers: model.registers,
            services: model.services,
            ledger: model.ledger,
            programmes: model.programmes,
            simulation: model.simulation,
        };
        Self { parts, files }
    }

    /// True if the loader would take the state with this service in the place of its own: no error, whatever the warnings.
    pub fn accepts(&self, service: &Service) -> bool {
        let mut sink = Sink::default();
        types::check_service(service, &self.parts, self.files, &mut sink);
        checks::check_service(service, &self.parts, &mut sink);
        !sink.has_errors()
    }

    /// The derived values of a service, in the order in which they are derived.
    pub fn derived(&self, service: &Service) -> Vec<Derived> {
        types::check_service(service, &self.parts, self.files, &mut Sink::default())
    }
}

/// The same formula with another text, which may use the names that stand in it. `None` if that can't be read.
pub fn reworded(before: &Formula, text: &str) -> Option<Formula> {
    let mut names = Names::new();
    walk::names(&before.expr, &mut |name| names.add(name));
    let expr = feel::parse_expression_with(text, &names, &formula::options()).ok()?;
    Some(Formula { text: Arc::from(text), expr: Arc::new(expr), at: before.at.clone() })
}

/// Where a part of a formula stands in its file.
pub fn place_in(files: &Files, formula: &Formula, span: feel::Span) -> Source {
    formula::part(files.get(&*formula.at.path).map_or("", String::as_str), formula, span)
}

/// Where a key of a YAML file stands, by the keys that lead to it; as near to it as the file has them.
pub fn place_of(files: &Files, path: &str, keys: &[&str]) -> Source {
    let path: Arc<str> = Arc::from(path);
    let text = files.get(&*path).map_or("", String::as_str);
    let mut span = Span::default();
    let root = yaml::read(&path, text, &mut Sink::default());
    let mut at = root.as_ref();
    for key in keys {
        let Some(Kind::Map(entries)) = at.map(|node| &node.kind) else { break };
        let Some(Entry { key_span, value, .. }) = entries.iter().find(|entry| entry.key == *key) else {
            break;
        };
        span = *key_span;
        at = Some(value);
    }
    Source { path, span }
}
