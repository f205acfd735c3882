//! A case that went from body to body.

use crate::running::Running;
use domain::CaseDoc;
use i18n::Locale;
use schemars::JsonSchema;
use serde::Serialize;

/// A body handed a case on to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PassedView {
    /// Who had it.
    pub from: String,
    /// Who got it.
    pub to: String,
    /// The day, ISO 8601.
    pub date: String,
    /// In words.
    pub date_text: String,
}

/// Which bodies handed a case on.
pub(crate) fn passed(running: &Running, words: &Locale<'_>, case: &CaseDoc) -> Vec<PassedView> {
    let one = |passed: &domain::Passed| PassedView {
        from: super::agency(running, &passed.from, words.lang()),
        to: super::agency(running, &passed.to, words.lang()),
        date: passed.on.to_string(),
        date_text: words.date(passed.on),
    };
    case.passed.iter().map(one).collect()
}
