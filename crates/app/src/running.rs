//! A state as it runs: the model made from its published text, and everything compiled from it.

use crate::error::Fault;
use crate::versions::Kept;
use access::{Access, AccessError};
use base::{Date, Hash, Instant, Lang, ServiceId};
use domain::Rules;
use i18n::{Direction, Locale, Messages};
use jiff::tz::TimeZone;
use model::{Diagnostic, Model, Severity};
use paper::Paper;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A state as it runs.
pub struct Running {
    /// Which edition of the published state this is; 0 before it is published.
    pub edition: u32,
    /// The rules.
    pub rules: Rules,
    /// Who may do what.
    pub access: Access,
    /// Documents.
    pub paper: Paper,
    /// The zone of civil dates.
    pub zone: TimeZone,
    words: Arc<Messages>,
    services: BTreeMap<ServiceId, Messages>,
    /// Versions of services that cases keep beside those that run.
    pub(crate) kept: Kept,
    /// True once no open case is left that is to go on under this edition.
    pub(crate) migrated: AtomicBool,
}

/// Why a folder does not run.
#[derive(Debug)]
pub enum FolderError {
    /// Mistakes of its author.
    Diagnostics(Vec<Diagnostic>),
    /// Something that checks and yet does not compile.
    Fault(Fault),
}

impl Running {
    /// From the files of a folder, by path.
    pub fn of_files(files: &BTreeMap<String, String>) -> Result<Self, FolderError> {
        let (model, diagnostics) = state::load(files);
        match model {
            Some(model) => Self::of_model(model),
            None => Err(FolderError::Diagnostics(diagnostics)),
        }
    }

    /// From a checked model.
    pub fn of_model(model: Model) -> Result<Self, FolderError> {
        let missing = |what: String| FolderError::Fault(Fault::Missing(what));
        let access = Access::compile(&model)
            .map_err(|errors| FolderError::Diagnostics(errors.into_iter().map(of_policy).collect()))?;
        let forbidden = crate::granted::forbidden(&model, &access);
        if !forbidden.is_empty() {
            return Err(FolderError::Diagnostics(forbidden));
        }
        let paper = Paper::new(model.documents.clone());
        let zone = model.info.time_zone.clone();
        let words = model.words.iter().map(|(lang, text)| (lang.clone(), vec![text.clone()])).collect();
        let words = Arc::new(Messages::build(&words).map_err(|flaws| missing(format!("{flaws:?}")))?);
        let mut services = BTreeMap::new();
        for (id, texts) in &model.messages {
            let texts = texts.iter().map(|(lang, text)| (lang.clone(), vec![text.clone()])).collect();
            let messages = Messages::build_over(&texts, Some(Arc::clone(&words)))
                .map_err(|flaws| missing(format!("{flaws:?}")))?;
            services.insert(id.clone(), messages);
        }
        let rules = Rules::new(Arc::new(model));
        Ok(Self {
            edition: 0,
            rules,
            access,
            paper,
            zone,
            words,
            services,
            kept: Kept::default(),
            migrated: AtomicBool::new(false),
        })
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.rules.model
    }

    /// The interface's words in a language; the state's first language if it does not speak this one.
    pub fn words(&self, lang: &Lang) -> Result<Locale<'_>, Fault> {
        self.locale_in(&self.words, lang)
    }

    /// A service's words, over the interface's.
    pub fn service_words(&self, service: &ServiceId, lang: &Lang) -> Result<Locale<'_>, Fault> {
        self.locale_in(self.services.get(service).unwrap_or(&self.words), lang)
    }

    fn locale_in<'a>(&'a self, messages: &'a Messages, lang: &Lang) -> Result<Locale<'a>, Fault> {
        let info = &self.model().info;
        let lang = info.language(lang.as_str()).cloned().unwrap_or_else(|| info.default_language());
        let direction = if info.right_to_left.contains(&lang) { Direction::Rtl } else { Direction::Ltr };
        messages.locale(&lang, direction).ok_or_else(|| Fault::Missing(format!("words of {lang}")))
    }

    /// The civil date of a point in time.
    pub fn date(&self, instant: Instant) -> Date {
        instant.date(&self.zone)
    }

    /// Digests of rules and policies, part of every decision's leaf.
    pub fn hashes(&self) -> (Hash, Hash) {
        (self.rules.hash(), self.access.hash())
    }
}

/// What is wrong with a policy, as a finding.
fn of_policy(error: AccessError) -> Diagnostic {
    let AccessError { at, message, help } = error;
    Diagnostic { code: state::BAD_POLICY, severity: Severity::Error, at, message, help, related: None }
}
