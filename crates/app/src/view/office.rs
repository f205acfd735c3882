//! The office that has a case, and what is to be fetched there.

use crate::running::Running;
use domain::{CaseDoc, DecisionDoc};
use i18n::{Arg, Locale};

/// The office that has a case.
pub(crate) fn office<'r>(running: &'r Running, case: &CaseDoc) -> Option<&'r model::Office> {
    running.model().agencies.get(&case.agency)?.office(case.office.as_ref()?)
}

/// The office that has a case with its address; where no office is known, the body.
pub(crate) fn office_text(running: &Running, words: &Locale<'_>, case: &CaseDoc) -> String {
    let lang = words.lang();
    let body = super::agency(running, &case.agency, lang);
    match office(running, case) {
        Some(office) => format!("{body}, {}, {}", office.name.get(lang), office.address.get(lang)),
        None => body,
    }
}

/// What is to be fetched at the office, and from when: message `pick-up-OUTCOME` of the service, with `$office` (body, office
/// and address) and `$date` (`unknown` if the state does not know it).
pub(crate) fn pick_up(
    running: &Running,
    words: &Locale<'_>,
    case: &CaseDoc,
    decision: &DecisionDoc,
) -> Option<String> {
    let pick_up = decision.pick_up.as_ref()?;
    let date = pick_up.from.map_or_else(|| "unknown".to_owned(), |day| words.date(day));
    let office = office_text(running, words, case);
    let args = [("office", Arg::from(&office)), ("date", Arg::from(&date))];
    Some(words.text_with(&format!("pick-up-{}", decision.state), &args))
}

/// Where a granted amount is handed out in cash; none if it is paid to an account, or not by the state.
pub(crate) fn cash(running: &Running, words: &Locale<'_>, case: &CaseDoc) -> Option<String> {
    let cash = case.pay.as_ref().is_some_and(|pay| pay.account.is_none());
    let office = cash.then(|| office_text(running, words, case))?;
    Some(words.text_with("paper-cash", &[("office", Arg::from(&office))]))
}
