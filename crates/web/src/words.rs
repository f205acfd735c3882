//! Refusals in words: what happened and what to do.

use crate::ask::Ask;
use app::view::FieldView;
use domain::Refusal;
use i18n::{Arg, Locale};
use ui::Problem;

/// What a refused field is called, and how an answer to it looks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    /// Its label.
    pub(crate) label: String,
    /// An answer that is accepted.
    pub(crate) example: String,
}

impl Named {
    /// A field of a form.
    pub(crate) fn of(field: &FieldView) -> Self {
        let example = match &field.example {
            app::view::Example::Text(text) => text.clone(),
            app::view::Example::Bool(_) => String::new(),
        };
        Self { label: field.label.clone(), example }
    }
}

/// A refusal that is about no field on the page.
pub(crate) fn plain(ask: &Ask<'_>, refusal: &Refusal) -> String {
    let label = refusal.field().unwrap_or_default().to_owned();
    sentence(ask, refusal, &Named { label, example: String::new() })
}

/// A refusal's sentence.
pub(crate) fn sentence(ask: &Ask<'_>, refusal: &Refusal, named: &Named) -> String {
    let (key, args) = message(ask.words, refusal, named);
    match refusal {
        Refusal::Check { service, code, .. } => {
            let words = ask.running.service_words(service, &ask.lang).ok();
            let own = words.and_then(|words| words.maybe(&format!("error-{code}"), &[]));
            own.unwrap_or_else(|| {
                ask.words.text_with("refusal-wrong-type", &[("field", Arg::from(&named.label))])
            })
        }
        _ => ask.words.text_with(&key, &args),
    }
}

fn message<'r>(
    words: Locale<'_>,
    refusal: &'r Refusal,
    named: &'r Named,
) -> (String, Vec<(&'static str, Arg<'r>)>) {
    let key = format!("refusal-{}", refusal.code());
    let field = || ("field", Arg::from(&named.label));
    let args = match refusal {
        Refusal::UnknownField { .. }
        | Refusal::NotAsked { .. }
        | Refusal::MissingAnswer { .. }
        | Refusal::WrongType { .. }
        | Refusal::BadDate { .. }
        | Refusal::NoSuchPerson { .. }
        | Refusal::Check { .. }
        | Refusal::BadChoice { .. } => vec![field()],
        Refusal::BadIdentifier { .. } => vec![field(), ("form", Arg::from(&named.example))],
        Refusal::TooLong { max, .. } => vec![field(), ("max", Arg::from(*max))],
        Refusal::TooManyHits { max } => vec![("max", Arg::from(*max))],
        Refusal::NotOfAge { age } => vec![("age", Arg::from(*age))],
        Refusal::BadBody { reason } => vec![("reason", Arg::from(reason))],
        Refusal::ClockBackwards { now } => vec![("date", Arg::from(words.date(*now)))],
        Refusal::NotSignedIn
        | Refusal::NotAllowed
        | Refusal::NotYours
        | Refusal::UnknownService
        | Refusal::UnknownCase
        | Refusal::UnknownRegister
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
        | Refusal::NotYetPublished
        | Refusal::Busy
        | Refusal::DiskFull
        | Refusal::StoreAway => Vec::new(),
    };
    (key, args)
}

/// Problems of a page: the field they are at, and their sentence.
pub(crate) type Problems = Vec<(Option<String>, String)>;

/// The summary of problems above a form; nothing if there are none.
pub(crate) fn summary(ask: &Ask<'_>, problems: &Problems) -> ui::Markup {
    let problems: Vec<Problem<'_>> =
        problems.iter().map(|(field, text)| Problem { field: field.as_deref(), text }).collect();
    ui::ErrorSummary { problems: &problems }.render(ask.words)
}

/// The sentence at a field, if it has a problem.
pub(crate) fn at<'p>(problems: &'p Problems, field: &str) -> Option<&'p str> {
    problems.iter().find(|(own, _)| own.as_deref() == Some(field)).map(|(_, text)| text.as_str())
}
