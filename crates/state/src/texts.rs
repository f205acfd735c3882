//! What of a folder is text: messages, words, templates, policies, pages; and whether each language has it.

use crate::codes;
use crate::folder::FileKind;
use crate::index::Index;
use crate::load::{Files, Parsed, Parts, whole};
use crate::messages;
use crate::sink::{Sink, did_you_mean};
use base::{Lang, ServiceId};
use std::collections::{BTreeMap, BTreeSet};

/// What of the folder is text by path or language.
#[derive(Default)]
pub struct Texts {
    /// Messages of services.
    pub messages: BTreeMap<ServiceId, BTreeMap<Lang, String>>,
    /// Words of the interface.
    pub words: BTreeMap<Lang, String>,
    /// Templates.
    pub documents: BTreeMap<String, String>,
    /// Cedar policies.
    pub policies: BTreeMap<String, String>,
    /// Pages of content.
    pub pages: BTreeMap<String, BTreeMap<Lang, String>>,
}

/// Collects and checks them.
pub fn texts(parsed: &[Parsed<'_>], files: &Files, index: &Index, parts: &Parts, sink: &mut Sink) -> Texts {
    let mut texts = Texts::default();
    let mut orphans: BTreeSet<&str> = BTreeSet::new();
    for part in parsed {
        let text = || part.file.text.to_owned();
        match &part.kind {
            FileKind::Document => {
                texts.documents.insert(part.file.path.to_string(), text());
            }
            FileKind::Policy => {
                texts.policies.insert(part.file.path.to_string(), text());
            }
            FileKind::Words(tag) => {
                messages::read(&part.file.path, part.file.text, sink);
                texts.words.extend(language(tag, part, index, sink).map(|lang| (lang, text())));
            }
            FileKind::Page(name, tag) => {
                let lang = language(tag, part, index, sink);
                texts.pages.entry(name.clone()).or_default().extend(lang.map(|lang| (lang, text())));
            }
            FileKind::Messages(id, tag) => {
                let found = messages::read(&part.file.path, part.file.text, sink);
                let Some(lang) = language(tag, part, index, sink) else { continue };
                if !files.contains_key(&format!("services/{id}/service.yaml")) {
                    if orphans.insert(id) {
                        let message = format!("the folder `services/{id}` has no service.yaml");
                        sink.error(codes::NO_SERVICE, whole(&part.file.path), message)
                            .help("write it, or remove the folder");
                    }
                    continue;
                }
                if let Some(service) = parts.services.get(id.as_str()) {
                    messages::check(service, &lang, &part.file.path, &found, sink);
                }
                texts.messages.entry(ServiceId::new(id)).or_default().insert(lang, text());
            }
            _ => {}
        }
    }
    let folders: Vec<&String> = parsed
        .iter()
        .filter_map(|part| match &part.kind {
            FileKind::Service(id) => Some(id),
            _ => None,
        })
        .collect();
    missing_files(&texts, &folders, index, sink);
    texts
}

fn language(tag: &str, part: &Parsed<'_>, index: &Index, sink: &mut Sink) -> Option<Lang> {
    if index.languages.is_empty() || index.languages.iter().any(|lang| lang.as_str() == tag) {
        return Some(Lang::new(tag));
    }
    let help = did_you_mean(tag, index.languages.iter().map(Lang::as_str), "languages");
    sink.error(
        codes::UNKNOWN_LANGUAGE,
        whole(&part.file.path),
        format!("`{tag}` is no language of this state"),
    )
    .help(help);
    None
}

fn missing_files(texts: &Texts, folders: &[&String], index: &Index, sink: &mut Sink) {
    let empty = BTreeMap::new();
    for id in folders {
        let present = texts.messages.get(id.as_str()).unwrap_or(&empty);
        for lang in index.languages.iter().filter(|lang| !present.contains_key(lang)) {
            let path = format!("services/{id}/{lang}.ftl");
            sink.error(
                codes::MISSING_MESSAGES,
                whole(&path),
                format!("the service `{id}` has no messages in {lang}"),
            )
            .help(format!("write {path}"));
        }
    }
    for (name, present) in &texts.pages {
        for lang in index.languages.iter().filter(|lang| !present.contains_key(lang)) {
            let path = format!("pages/{name}.{lang}.md");
            sink.error(codes::MISSING_PAGE, whole(&path), format!("the page `{name}` is missing in {lang}"))
                .help(format!("write {path}"));
        }
    }
}
