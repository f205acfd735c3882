//! The catalogue of a state as files: every service in words, its states as a picture and as BPMN, registers with
//! their fields, laws with their values, in each language. Pure: a running state and a day go in, paths and texts come out.
//!
//! It knows the text of the state and nobody's data. No page needs a server or JavaScript.

mod index;
mod law;
mod lineage;
mod picture;
mod process;
mod register;
mod rules;
mod service;
mod site;

use app::{Fault, Running};
use base::{Date, Lang};
use std::collections::BTreeMap;

use site::Site;

/// Why a catalogue can't be made.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The state's words or model are not whole.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// A process of ours that BPMN does not take.
    #[error("the states of `{service}` are no BPMN: {error}")]
    Bpmn {
        /// The service.
        service: String,
        /// Why.
        error: bpmn::BpmnError,
    },
    /// A language that the state does not speak.
    #[error("the state does not speak `{0}`; its languages are {1}")]
    NoLanguage(Lang, String),
}

/// The files by path, with `/`: in the languages that are named, or in all; terms and amounts by the law of a day.
pub fn files(
    running: &Running,
    on: Date,
    only: Option<&Lang>,
) -> Result<BTreeMap<String, String>, CatalogueError> {
    let info = &running.model().info;
    let languages: Vec<Lang> = match only {
        None => info.languages.clone(),
        Some(lang) if info.languages.contains(lang) => vec![lang.clone()],
        Some(lang) => {
            let spoken: Vec<&str> = info.languages.iter().map(Lang::as_str).collect();
            return Err(CatalogueError::NoLanguage(lang.clone(), spoken.join(", ")));
        }
    };
    let mut files = BTreeMap::from([
        ("koom.css".to_owned(), ui::stylesheet().text.clone()),
        ("mark.svg".to_owned(), ui::ICON.to_owned()),
    ]);
    for lang in &languages {
        language(&Site { running, on, lang, languages: &languages }, &mut files)?;
    }
    if let Some(first) = languages.first() {
        let site = Site { running, on, lang: first, languages: &languages };
        files.insert("index.html".to_owned(), index::languages(&site)?);
    }
    Ok(files)
}

/// The pages of one language.
fn language(site: &Site<'_>, files: &mut BTreeMap<String, String>) -> Result<(), CatalogueError> {
    let (lang, model) = (site.lang, site.running.model());
    files.insert(format!("{lang}/index.html"), index::services(site)?);
    for service in model.services.values() {
        let id = &service.id;
        files.insert(format!("{lang}/services/{id}.html"), service::page(site, service)?);
        let text = bpmn::print(&process::of(site, service)?)
            .map_err(|error| CatalogueError::Bpmn { service: id.to_string(), error })?;
        files.insert(format!("{lang}/services/{id}.bpmn"), text);
    }
    for register in model.registers.values() {
        files.insert(format!("{lang}/registers/{}.html", register.id), register::page(site, register)?);
    }
    for law in model.law.values() {
        files.insert(format!("{lang}/law/{}.html", law.id), law::page(site, law)?);
    }
    Ok(())
}
