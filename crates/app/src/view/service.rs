//! A service before one applies.

use super::LawView;
use crate::error::Fault;
use crate::running::Running;
use base::{Date, Lang};
use model::Service;
use schemars::JsonSchema;
use serde::Serialize;

/// A service in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceSummary {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// The agency that decides.
    pub agency: String,
    /// True if it was invented for the demonstration.
    pub demonstration: bool,
    /// `person`, or the role that applies.
    pub applicant: String,
}

/// A service before sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceView {
    /// The summary.
    pub service: ServiceSummary,
    /// Its version.
    pub version: u32,
    /// What one gets.
    pub outcome: String,
    /// Articles it stands on.
    pub law: Vec<LawView>,
    /// What it costs, in words; absent if it never costs anything.
    pub fee: Option<String>,
    /// What is asked: labels.
    pub asks: Vec<String>,
    /// What is not asked: labels.
    pub knows: Vec<String>,
    /// How long an official may take, in words: one sentence, or a line for each state whose term differs; none where the
    /// law sets no term.
    pub terms: Vec<String>,
    /// Sentence that the rules are a reading of the law.
    pub reading: String,
}

impl ServiceView {
    /// A service in words by the law of a day.
    pub fn of(running: &Running, service: &Service, on: Date, lang: &Lang) -> Result<Self, Fault> {
        let words = running.service_words(&service.id, lang)?;
        let questions = service.form.iter().flat_map(|page| &page.ask);
        Ok(Self {
            service: super::service(running, &service.id, lang)?,
            version: service.version,
            outcome: words.text("outcome-hint"),
            law: service.law.iter().filter_map(|cite| super::law(running, &cite.to_string(), lang)).collect(),
            fee: service.fee.as_ref().map(|_| words.text("fee")),
            asks: questions.map(|question| words.text(&format!("ask-{}", question.id))).collect(),
            knows: service.known.iter().map(|known| words.text(&format!("known-{}", known.id))).collect(),
            terms: super::terms(running, on, service, &words),
            reading: running.model().info.reading.get(lang).to_owned(),
        })
    }
}
