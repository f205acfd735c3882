//! From the files of a folder to a model, in one pass: trees, shapes, names, parts, formulas, promises.

use crate::build::{agency, ledger, programme, register, service, simulate, state};
use crate::cases;
use crate::checks;
use crate::codes;
use crate::folder::{FileKind, classify};
use crate::index::{Index, Resolver, Set};
use crate::records;
use crate::shape::{Checker, Shape};
use crate::sink::Sink;
use crate::tables;
use crate::texts::{Texts, texts};
use crate::types;
use crate::view::{File, View};
use crate::yaml::{self, Node};
use base::{AgencyId, Hash, Lang, RegisterId, ServiceId};
use model::{
    Agency, Diagnostic, Law, Ledger, Model, Programme, PublishedRecord, Register, Service, Simulation,
    Source, Span, StateInfo,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a state folder: path within the folder (with `/`) and text.
pub type Files = BTreeMap<String, String>;

/// A file of the folder that was classified, and its tree if it is YAML and could be read.
pub struct Parsed<'a> {
    /// What it is.
    pub kind: FileKind,
    /// Path and text.
    pub file: File<'a>,
    node: Option<Node>,
}

impl Parsed<'_> {
    fn view(&self) -> Option<View<'_>> {
        Some(View { file: &self.file, node: self.node.as_ref()? })
    }
}

/// The parts of a state while it is built.
#[derive(Default)]
pub struct Parts {
    /// `state.yaml`
    pub info: Option<StateInfo>,
    /// `agencies/`
    pub agencies: BTreeMap<AgencyId, Agency>,
    /// `law/`
    pub law: BTreeMap<String, Law>,
    /// `registers/`
    pub registers: BTreeMap<RegisterId, Register>,
    /// `services/`
    pub services: BTreeMap<ServiceId, Service>,
    /// `ledger.yaml`
    pub ledger: Option<Ledger>,
    /// `programme/`
    pub programmes: Vec<Programme>,
    /// `simulate/`
    pub simulation: Option<Simulation>,
}

/// Reads a state folder: a model if there is no error, and every finding.
pub fn load(files: &Files) -> (Option<Model>, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let parsed: Vec<Parsed<'_>> = files
        .iter()
        .filter_map(|(path, text)| {
            let kind = classify(path, &mut sink)?;
            let file = File { path: Arc::from(path.as_str()), text };
            let yaml = !matches!(
                kind,
                FileKind::Cases(_)
                    | FileKind::Document
                    | FileKind::Messages(..)
                    | FileKind::Words(_)
                    | FileKind::Policy
                    | FileKind::Page(..)
                    | FileKind::Records(_)
            );
            let node = if yaml { yaml::read(&file.path, text, &mut sink) } else { None };
            Some(Parsed { kind, file, node })
        })
        .collect();
    if !files.contains_key("state.yaml") {
        sink.error(codes::NO_STATE, whole("state.yaml"), "this folder has no state.yaml")
            .help("`koom init` writes one; or is this another folder than you meant?");
    }
    let index = index(&parsed);
    shapes(&parsed, &index.languages, &mut sink);
    let parts = build(&parsed, &mut Resolver { index: &index, sink: &mut sink });
    types::check(&parts, files, &mut sink);
    checks::check(&parts, files, &mut sink);
    let texts = texts(&parsed, files, &index, &parts, &mut sink);
    let published = published(&parsed, &parts, &mut sink);
    check_cases(&parsed, &parts, &index, &mut sink);
    let model = if sink.has_errors() { None } else { finish(parts, texts, published, files) };
    (model, sink.finish())
}

/// A place that is a whole file.
pub fn whole(path: &str) -> Source {
    Source { path: Arc::from(path), span: Span::default() }
}

fn keys(view: View<'_>, key: &str) -> Set {
    view.map(key).map(|pair| pair.key.to_owned()).collect()
}

/// Collects the names of all files.
fn index(parsed: &[Parsed<'_>]) -> Index {
    let mut index = Index::default();
    for part in parsed {
        let view = part.view();
        match &part.kind {
            FileKind::State => {
                let Some(view) = view else { continue };
                index.languages =
                    view.list("languages").filter_map(|item| item.text().map(Lang::new)).collect();
                index.roles = view.get("roles").map(|_| keys(view, "roles"));
                index.purposes = view.get("purposes").map(|_| keys(view, "purposes"));
                index.identifiers = view.get("identifiers").map(|_| keys(view, "identifiers"));
            }
            FileKind::Agency(id) => {
                let offices: Option<Set> = view.map(|view| {
                    view.list("offices").filter_map(|item| item.text_of("id").map(str::to_owned)).collect()
                });
                index.agencies.extend(named(view, "agency", id).map(|name| (name, offices.clone())));
            }
            FileKind::Law(id) => {
                let articles = view.map(|view| keys(view, "articles"));
                index.laws.extend(named(view, "law", id).map(|name| (name, articles.clone())));
            }
            FileKind::Register(id) => {
                let fields = view.map(|view| keys(view, "fields"));
                index.registers.extend(named(view, "register", id).map(|name| (name, fields.clone())));
            }
            FileKind::Service(id) => {
                let appeals = view.map(|view| view.flag("appeals"));
                index.services.extend(named(view, "service", id).map(|name| (name, appeals)));
            }
            // A folder without service.yaml is one finding, and not every mention of the service.
            FileKind::Messages(id, _) | FileKind::Cases(id) => {
                index.services.entry(id.clone()).or_insert(None);
            }
            FileKind::Document => {
                index.documents.insert(part.file.path.to_string());
            }
            _ => {}
        }
    }
    index
}

/// The id a file gives its thing, and the one it should give it by its own name: where they differ that is a finding,
/// and not every mention of either.
fn named(view: Option<View<'_>>, key: &str, stem: &str) -> [String; 2] {
    [view.and_then(|view| view.text_of(key)).unwrap_or(stem).to_owned(), stem.to_owned()]
}

fn shapes(parsed: &[Parsed<'_>], languages: &[Lang], sink: &mut Sink) {
    for part in parsed {
        let Some(node) = &part.node else { continue };
        let (shape, id): (&Shape, Option<(&str, &str)>) = match &part.kind {
            FileKind::State => (&tables::STATE, None),
            FileKind::Ledger => (&tables::LEDGER, None),
            FileKind::Agency(id) => (&tables::AGENCY, Some(("agency", id))),
            FileKind::Law(id) => (&tables::LAW, Some(("law", id))),
            FileKind::Register(id) => (&tables::REGISTER, Some(("register", id))),
            FileKind::Service(id) => (&tables::SERVICE, Some(("service", id))),
            FileKind::Programme(id) => (&tables::PROGRAMME, Some(("programme", id))),
            FileKind::People => (&tables::PEOPLE, None),
            FileKind::Personas => (&tables::PERSONAS, None),
            _ => continue,
        };
        Checker { path: &part.file.path, languages, sink }.check(node, shape);
        let view = View { file: &part.file, node };
        if let Some((key, stem)) = id
            && let Some(found) = view.get(key)
            && let Some(name) = found.text().filter(|name| *name != stem)
        {
            sink.error(
                codes::NAMED_OTHERWISE,
                found.at(),
                format!("this file is named after `{stem}`, but holds `{name}`"),
            )
            .help(format!("write `{key}: {stem}`, or rename the file or folder"));
        }
    }
}

fn build(parsed: &[Parsed<'_>], names: &mut Resolver<'_>) -> Parts {
    let mut parts = Parts::default();
    let mut services = Vec::new();
    let mut simulations = Vec::new();
    for part in parsed {
        let Some(view) = part.view() else { continue };
        match &part.kind {
            FileKind::State => parts.info = state::info(view, names),
            FileKind::Ledger => parts.ledger = Some(ledger::ledger(view, names)),
            FileKind::Agency(_) => {
                parts.agencies.extend(agency::agency(view, names).map(|agency| (agency.id.clone(), agency)));
            }
            FileKind::Law(_) => parts.law.extend(state::law(view, names).map(|law| (law.id.clone(), law))),
            FileKind::Register(_) => {
                let register = register::register(view, names);
                parts.registers.extend(register.map(|register| (register.id.clone(), register)));
            }
            FileKind::Programme(_) => parts.programmes.extend(programme::programme(view, names)),
            FileKind::Service(_) => services.push(view),
            FileKind::People | FileKind::Personas => simulations.push((part.kind.clone(), view)),
            _ => {}
        }
    }
    let people = parts.info.as_ref().map(|info| info.people.register.clone());
    for view in services {
        let service = service::service(view, &parts.registers, people.as_ref(), names);
        parts.services.extend(service.map(|service| (service.id.clone(), service)));
    }
    // `people.yaml` stands before `personas.yaml` in the order of paths
    for (kind, view) in simulations {
        if kind == FileKind::People {
            parts.simulation = Some(simulate::people(view, &parts.registers, names));
            continue;
        }
        let personas = simulate::personas(view, &parts.registers, names);
        if let Some(simulation) = parts.simulation.as_mut() {
            simulation.personas = personas;
        }
    }
    parts
}

fn published(
    parsed: &[Parsed<'_>],
    parts: &Parts,
    sink: &mut Sink,
) -> BTreeMap<RegisterId, Vec<PublishedRecord>> {
    let of = |part: &Parsed<'_>, sink: &mut Sink| match &part.kind {
        FileKind::Records(id) => Some((RegisterId::new(id), records::read(&part.file, id, parts, sink))),
        _ => None,
    };
    parsed.iter().filter_map(|part| of(part, sink)).collect()
}

fn check_cases(parsed: &[Parsed<'_>], parts: &Parts, index: &Index, sink: &mut Sink) {
    for part in parsed {
        if let FileKind::Cases(id) = &part.kind {
            let service = parts.services.get(id.as_str());
            cases::read(&part.file.path, part.file.text, service, Some(index), sink);
        }
    }
}

fn finish(
    parts: Parts,
    texts: Texts,
    published: BTreeMap<RegisterId, Vec<PublishedRecord>>,
    files: &Files,
) -> Option<Model> {
    let pairs = files.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]);
    Some(Model {
        info: parts.info?,
        agencies: parts.agencies,
        law: parts.law,
        registers: parts.registers,
        services: parts.services,
        ledger: parts.ledger,
        messages: texts.messages,
        words: texts.words,
        documents: texts.documents,
        policies: texts.policies,
        pages: texts.pages,
        programmes: parts.programmes,
        simulation: parts.simulation,
        published,
        files: files.iter().map(|(path, text)| (path.clone(), Hash::of(text.as_bytes()))).collect(),
        hash: Hash::of_parts(pairs),
    })
}
