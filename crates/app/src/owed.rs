//! What I owe: records of registers that say so and that nobody has paid yet.

use crate::attempt::{Attempt, equals};
use crate::door::Moment;
use crate::error::AppError;
use crate::permit::{Circumstance, verdict};
use crate::session::Who;
use crate::view;
use access::{Class, PURPOSE_OWN, Right};
use base::{Date, Lang, PurposeId, limit};
use model::Register;
use model::register::Owed;
use serde_json::Value;

/// Something to pay.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwedView {
    /// What it is: the register's title.
    pub title: String,
    /// The amount, major units.
    pub amount: String,
    /// In words.
    pub amount_text: String,
    /// The last day for paying, in words.
    pub until_text: Option<String>,
    /// True if that day has passed.
    pub late: bool,
    /// The service in which it is paid.
    pub service: String,
    /// Its title.
    pub service_title: String,
}

/// What the person owes, what is to be paid first at the top. The session's one look at its own data covers it.
pub(crate) fn owed(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    lang: &Lang,
) -> Result<Vec<OwedView>, AppError> {
    let mut found = Vec::new();
    for register in moment.running.model().registers.values() {
        if let Some(owed) = &register.owed {
            found.extend(of_register(attempt, moment, who, (register, owed), lang)?);
        }
    }
    found.sort_by_key(|(until, _)| (until.is_none(), *until));
    Ok(found.into_iter().map(|(_, view)| view).collect())
}

fn of_register(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    (register, owed): (&Register, &Owed),
    lang: &Lang,
) -> Result<Vec<(Option<Date>, OwedView)>, AppError> {
    let (Some(subject), person) = (&register.subject, &who.session()?.person) else { return Ok(Vec::new()) };
    let own = Circumstance { own: true, ..Circumstance::default() };
    let purpose = PurposeId::new(PURPOSE_OWN);
    if !verdict(moment, who, Right::Read, Class::Register(&register.id), Some(&purpose), own).allowed {
        return Ok(Vec::new());
    }
    let words = moment.running.words(lang)?;
    let service = moment.running.service_words(&owed.service, lang)?.text("title");
    let query = equals(&register.id, subject, person.as_str(), moment.today, limit::FACT_RECORDS_MAX);
    let mut found = Vec::new();
    for sealed in attempt.find(query)? {
        let record = attempt.open(&sealed)?;
        let text = |field: &base::FieldId| record.doc.get(field.as_str()).and_then(Value::as_str);
        let Some(amount) = text(&owed.amount).filter(|_| !record.doc.contains_key(owed.paid.as_str())) else {
            continue;
        };
        let until: Option<Date> = owed.until.as_ref().and_then(text).and_then(|day| day.parse().ok());
        let view = OwedView {
            title: register.title.get(lang).to_owned(),
            amount: amount.to_owned(),
            amount_text: view::money(&moment.running, &words, amount),
            until_text: until.map(|day| words.date(day)),
            late: until.is_some_and(|day| day < moment.today),
            service: owed.service.as_str().to_owned(),
            service_title: service.clone(),
        };
        found.push((until, view));
    }
    Ok(found)
}
