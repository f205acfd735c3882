//! What goes wrong, as RFC 9457 problem details in the reader's language.

use crate::answer::Answer;
use crate::server::Server;
use app::{AppError, Fault, Running};
use axum::http::StatusCode;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use base::{Date, Lang};
use domain::Refusal;
use i18n::{Arg, Locale};
use schemars::JsonSchema;
use serde::Serialize;

/// The media type of RFC 9457.
pub const MEDIA: &str = "application/problem+json";

/// Problem details. `title` and `detail` are in the language that `Accept-Language` asks for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Address of the page that explains the code: `/problems/CODE`.
    pub r#type: String,
    /// What kind of problem it is.
    pub title: String,
    /// The HTTP status.
    #[schemars(range(min = 400, max = 599))]
    pub status: u16,
    /// What happened here, and what to do now.
    pub detail: String,
    /// The code, for programs.
    pub code: String,
    /// Each thing that is wrong, where several may be or one field is meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemItem>,
    /// The number under which a fault was logged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProblemItem {
    /// The member, answer or parameter it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The code, for programs.
    pub code: String,
    /// What is wrong with it, in words.
    pub detail: String,
    /// The nearest name that exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Trouble {
    /// The application's no.
    Refused(Vec<Refusal>),
    /// The token stands for nobody.
    BadToken,
    /// Ours.
    Fault(Fault),
    /// There is nothing at this address.
    Address,
    /// The address does not take this method.
    Method,
    /// The body is too long.
    TooLarge,
    /// The body is of another type.
    MediaType,
    /// Too many requests of one client.
    TooMany,
}

impl From<AppError> for Trouble {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(refusals) => Self::Refused(refusals),
            AppError::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<Vec<Refusal>> for Trouble {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Refused(refusals)
    }
}

impl Trouble {
    /// Code, status and the messages of title and detail. The status of several refusals is the first one's.
    fn kind(&self) -> Kind {
        match self {
            Self::Refused(refusals) => refusals.first().map_or(Kind::new("bad-body", 400), Kind::of),
            Self::BadToken => Kind::of(&Refusal::NotSignedIn),
            Self::Fault(Fault::Stopping | Fault::Contended(_)) => Kind::of(&Refusal::Busy),
            Self::Fault(_) => Kind::new("fault", 500),
            Self::Address => Kind::new("unknown-address", 404),
            Self::Method => Kind::new("method-not-allowed", 405),
            Self::TooLarge => Kind::new("too-large", 413),
            Self::MediaType => Kind::new("wrong-media-type", 415),
            Self::TooMany => Kind::new("too-many-requests", 429),
        }
    }

    /// The response. A fault is logged here, once.
    pub fn respond(self, server: &Server, lang: &Lang) -> axum::response::Response {
        let incident = match &self {
            Self::Fault(fault) => Some(server.incident(fault)),
            _ => None,
        };
        let running = server.app.running();
        let kind = self.kind();
        let problem = running.words(lang).map(|words| self.problem(&running, &words, &kind, incident));
        let answer = problem.map_err(Self::Fault).and_then(|problem| Answer::json_as(MEDIA, &problem));
        // Without words there is still the status.
        let answer = answer.unwrap_or_else(|_| Answer::text(kind.code));
        let status = StatusCode::from_u16(kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.headers(answer.status(status).speaking(lang), &kind).respond()
    }

    fn problem(
        &self,
        running: &Running,
        words: &Locale<'_>,
        kind: &Kind,
        incident: Option<String>,
    ) -> Problem {
        let items = match self {
            Self::Refused(refusals) => refusals.iter().map(|refusal| item(running, words, refusal)).collect(),
            _ => Vec::new(),
        };
        let number = incident.clone().unwrap_or_default();
        let detail = match (self, items.first()) {
            (Self::Refused(_), Some(item)) => item.detail.clone(),
            _ => kind.detail(words, &number),
        };
        let several = items.len() > 1 || items.iter().any(|item: &ProblemItem| item.field.is_some());
        Problem {
            r#type: format!("/problems/{}", kind.code),
            title: kind.title(words),
            status: kind.status,
            detail,
            code: kind.code.to_owned(),
            errors: if several { items } else { Vec::new() },
            incident,
        }
    }

    fn headers(&self, answer: Answer, kind: &Kind) -> Answer {
        match (self, kind.code, kind.status) {
            (Self::BadToken, ..) => answer.header(WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""),
            (_, _, 401) => answer.header(WWW_AUTHENTICATE, "Bearer"),
            (_, "not-yet-published" | "busy", _) => answer.header(RETRY_AFTER, "1"),
            (_, "too-many-requests", _) => answer.header(RETRY_AFTER, "1"),
            (_, "store-away", _) => answer.header(RETRY_AFTER, "10"),
            (_, "disk-full", _) => answer.header(RETRY_AFTER, "60"),
            _ => answer,
        }
    }
}

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The last part of its type's address.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
}

impl Kind {
    const fn new(code: &'static str, status: u16) -> Self {
        Self { code, status }
    }

    fn of(refusal: &Refusal) -> Self {
        Self::new(refusal.code(), refusal.status())
    }

    /// Every kind.
    pub fn all() -> Vec<Self> {
        let own = [
            Trouble::Fault(Fault::State),
            Trouble::Address,
            Trouble::Method,
            Trouble::TooLarge,
            Trouble::MediaType,
            Trouble::TooMany,
        ];
        refusals().iter().map(Self::of).chain(own.iter().map(Trouble::kind)).collect()
    }

    /// The title in words.
    pub fn title(self, words: &Locale<'_>) -> String {
        let title = if self.code == "disk-full" { 507 } else { self.status };
        words.text(&format!("error-{title}-title"))
    }

    /// The explanation in words; of a refusal, without the values it has in a case.
    pub fn explanation(self, running: &Running, words: &Locale<'_>) -> String {
        match refusals().iter().find(|refusal| refusal.code() == self.code) {
            // What a service checks, it explains itself.
            Some(Refusal::Check { .. }) => words.text_with("refusal-check", &[("field", Arg::from("…"))]),
            Some(refusal) => detail(running, words, refusal),
            None => self.detail(words, "…"),
        }
    }

    fn detail(self, words: &Locale<'_>, incident: &str) -> String {
        words.text_with(&format!("error-{}-text", self.status), &[("incident", Arg::from(incident))])
    }
}

fn item(running: &Running, words: &Locale<'_>, refusal: &Refusal) -> ProblemItem {
    ProblemItem {
        field: refusal.field().map(str::to_owned),
        code: refusal.code().to_owned(),
        detail: detail(running, words, refusal),
        did_you_mean: match refusal {
            Refusal::UnknownField { did_you_mean, .. } => did_you_mean.clone(),
            _ => None,
        },
    }
}

/// A refusal in words: the one place where each says which values its message takes.
fn detail(running: &Running, words: &Locale<'_>, refusal: &Refusal) -> String {
    let key = format!("refusal-{}", refusal.code());
    let with = |args: &[(&str, Arg<'_>)]| words.text_with(&key, args);
    match refusal {
        Refusal::UnknownField { field, .. }
        | Refusal::NotAsked { field }
        | Refusal::MissingAnswer { field }
        | Refusal::WrongType { field, .. }
        | Refusal::BadDate { field }
        | Refusal::BadChoice { field } => with(&[("field", Arg::from(field))]),
        Refusal::BadIdentifier { field, length } => {
            let form = example_of(running, *length);
            with(&[("field", Arg::from(field)), ("form", Arg::from(form))])
        }
        Refusal::TooLong { field, max } => with(&[("field", Arg::from(field)), ("max", Arg::from(*max))]),
        Refusal::Check { field, service, code } => running
            .service_words(service, words.lang())
            .ok()
            .and_then(|words| words.maybe(&format!("error-{code}"), &[]))
            .unwrap_or_else(|| with(&[("field", Arg::from(field))])),
        Refusal::TooManyHits { max } => with(&[("max", Arg::from(*max))]),
        Refusal::NotOfAge { age } => with(&[("age", Arg::from(*age))]),
        Refusal::BadBody { reason } => with(&[("reason", Arg::from(reason))]),
        Refusal::NotSignedIn
        | Refusal::NotAllowed
        | Refusal::NotYours
        | Refusal::UnknownService
        | Refusal::UnknownCase
        | Refusal::UnknownRegister
        | Refusal::NoSuchPerson { .. }
        | Refusal::StaleVersion { .. }
        | Refusal::UnknownAction
        | Refusal::ReasonNeeded
        | Refusal::ArticleNeeded
        | Refusal::FieldsNeeded
        | Refusal::NoteNeeded
        | Refusal::UnknownReason
        | Refusal::UnknownArticle
        | Refusal::ConflictOfInterest
        | Refusal::IdempotencyMismatch
        | Refusal::IdempotencyMissing
        | Refusal::NotAnAppeal
        | Refusal::NothingToGrant
        | Refusal::FeeUnpaid
        | Refusal::NothingToPay
        | Refusal::NotEnough
        | Refusal::PurposeNeeded
        | Refusal::SearchNeeded
        | Refusal::ClockBackwards { .. }
        | Refusal::NotYetPublished
        | Refusal::Busy
        | Refusal::DiskFull
        | Refusal::StoreAway => with(&[]),
    }
}

/// An identifier of this length that is no one's, as the state gives it.
fn example_of(running: &Running, length: usize) -> String {
    let mut identifiers = running.model().info.identifiers.values();
    identifiers
        .find(|one| one.form.length() == length)
        .map_or_else(|| "…".to_owned(), |one| one.example.clone())
}

/// Every refusal, each once, with placeholders where it has values.
pub fn refusals() -> Vec<Refusal> {
    std::iter::successors(Some(Refusal::NotSignedIn), next).collect()
}

/// The refusal after this one in the list of all: a new one does not compile until it has its place here.
fn next(refusal: &Refusal) -> Option<Refusal> {
    let field = || "…".to_owned();
    Some(match refusal {
        Refusal::NotSignedIn => Refusal::NotAllowed,
        Refusal::NotAllowed => Refusal::NotYours,
        Refusal::NotYours => Refusal::UnknownService,
        Refusal::UnknownService => Refusal::UnknownCase,
        Refusal::UnknownCase => Refusal::UnknownRegister,
        Refusal::UnknownRegister => Refusal::UnknownField { field: field(), did_you_mean: None },
        Refusal::UnknownField { .. } => Refusal::NotAsked { field: field() },
        Refusal::NotAsked { .. } => Refusal::MissingAnswer { field: field() },
        Refusal::MissingAnswer { .. } => Refusal::WrongType { field: field(), expected: "string" },
        Refusal::WrongType { .. } => Refusal::BadDate { field: field() },
        Refusal::BadDate { .. } => Refusal::BadIdentifier { field: field(), length: 0 },
        Refusal::BadIdentifier { .. } => Refusal::NoSuchPerson { field: field() },
        Refusal::NoSuchPerson { .. } => Refusal::TooLong { field: field(), max: base::limit::TEXT_CHARS_MAX },
        Refusal::TooLong { .. } => Refusal::BadChoice { field: field() },
        Refusal::BadChoice { .. } => {
            Refusal::Check { field: field(), service: base::ServiceId::new(""), code: String::new() }
        }
        Refusal::Check { .. } => Refusal::StaleVersion { given: 1, now: 2 },
        Refusal::StaleVersion { .. } => Refusal::UnknownAction,
        Refusal::UnknownAction => Refusal::ReasonNeeded,
        Refusal::ReasonNeeded => Refusal::ArticleNeeded,
        Refusal::ArticleNeeded => Refusal::FieldsNeeded,
        Refusal::FieldsNeeded => Refusal::NoteNeeded,
        Refusal::NoteNeeded => Refusal::UnknownReason,
        Refusal::UnknownReason => Refusal::UnknownArticle,
        Refusal::UnknownArticle => Refusal::ConflictOfInterest,
        Refusal::ConflictOfInterest => Refusal::IdempotencyMismatch,
        Refusal::IdempotencyMismatch => Refusal::IdempotencyMissing,
        Refusal::IdempotencyMissing => Refusal::NotAnAppeal,
        Refusal::NotAnAppeal => Refusal::NothingToGrant,
        Refusal::NothingToGrant => Refusal::FeeUnpaid,
        Refusal::FeeUnpaid => Refusal::NothingToPay,
        Refusal::NothingToPay => Refusal::NotEnough,
        Refusal::NotEnough => Refusal::NotOfAge { age: 0 },
        Refusal::NotOfAge { .. } => Refusal::PurposeNeeded,
        Refusal::PurposeNeeded => Refusal::SearchNeeded,
        Refusal::SearchNeeded => Refusal::TooManyHits { max: base::limit::SEARCH_HITS_MAX },
        Refusal::TooManyHits { .. } => Refusal::ClockBackwards { now: Date::constant(2000, 1, 1) },
        Refusal::ClockBackwards { .. } => Refusal::NotYetPublished,
        Refusal::NotYetPublished => Refusal::BadBody { reason: field() },
        Refusal::BadBody { .. } => Refusal::Busy,
        Refusal::Busy => Refusal::DiskFull,
        Refusal::DiskFull => Refusal::StoreAway,
        Refusal::StoreAway => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn each_code_has_one_status() {
        let mut statuses = BTreeMap::new();
        for kind in Kind::all() {
            assert_eq!(statuses.insert(kind.code, kind.status), None, "{} stands there twice", kind.code);
            assert!((400..600).contains(&kind.status), "{kind:?}");
        }
        assert!(statuses.len() > 40, "{statuses:?}");
    }

    #[test]
    fn every_message_is_one_that_states_must_have() {
        let required = i18n::required_keys();
        for refusal in refusals() {
            let key = format!("refusal-{}", refusal.code());
            assert!(required.contains(&key.as_str()), "{key}");
        }
        for kind in Kind::all() {
            let key = format!("error-{}-title", kind.status);
            assert!(required.contains(&key.as_str()), "{key}");
        }
    }
}
