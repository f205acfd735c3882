//! A case as a line of a list.

use crate::door::Moment;
use crate::error::AppError;
use crate::view::{CaseLine, Runs};
use base::{Date, Instant, Lang};
use domain::system::case_field;

/// A case in a list: what is known without opening it.
pub(crate) fn line(
    moment: &Moment,
    snapshot: &dyn store::Snapshot,
    sealed: &store::Sealed,
    own: bool,
    lang: &Lang,
) -> Result<CaseLine, AppError> {
    let text = |field: &str| match sealed.search_values(field).next() {
        Some(store::Key::Text(text)) => text.as_str(),
        _ => "",
    };
    let id = base::ServiceId::new(text(case_field::SERVICE));
    let version = text(case_field::PINNED).rsplit_once('@').and_then(|(_, version)| version.parse().ok());
    let kept = version.map(|version| moment.of_version(snapshot, &id, version)).transpose()?;
    let running = &*kept.as_ref().unwrap_or(moment).running;
    let words = running.service_words(&id, lang)?;
    let day = |field: &str| text(field).parse::<Date>().ok().map(|date| words.date(date));
    let minute = match sealed.search_values(case_field::DUE_AT).next() {
        Some(store::Key::Number(micros)) => Some(Instant(*micros)),
        _ => None,
    };
    let due_text = minute.map(|at| words.instant(at, &running.zone)).or_else(|| day(case_field::DUE));
    let service = running.model().services.get(text(case_field::SERVICE));
    let runs = service.and_then(|service| Runs::of(service, text(case_field::STATE)));
    Ok(CaseLine {
        stands: runs.and_then(|runs| runs.stands(&words, own, due_text.as_deref())),
        case: sealed.meta().id.as_str().to_owned(),
        title: words.text("title"),
        state: text(case_field::STATE).to_owned(),
        state_text: words.text(&format!("state-{}", text(case_field::STATE))),
        filed_text: day(case_field::FILED).unwrap_or_default(),
        due_minute: minute.is_some(),
        due_text,
        overdue: text(case_field::OVERDUE) == "yes",
    })
}
