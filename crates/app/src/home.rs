//! Which office of a body serves whoever asks, by where the registers say they live.

use crate::attempt::{Attempt, equals};
use crate::door::Moment;
use crate::error::AppError;
use crate::gather::place_on;
use crate::permit::{Circumstance, verdict};
use crate::session::Who;
use access::{Class, Fields, PURPOSE_OWN, Right};
use base::{Date, PurposeId};
use domain::places::served;
use serde_json::Value;
use std::cell::RefCell;

/// The code of the place where whoever asks lives today, or of the unit in its place. None if no register says so, or the
/// state keeps that register from the person. A look at one's own data, which the session has said.
pub(crate) fn place_of(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
) -> Result<Option<String>, AppError> {
    let person = &who.session()?.person;
    let Some(home) = &moment.running.model().info.people.home else { return Ok(None) };
    let own = Circumstance { own: true, ..Circumstance::default() };
    let purpose = PurposeId::new(PURPOSE_OWN);
    let verdict = verdict(moment, who, Right::Read, Class::Register(&home.register), Some(&purpose), own);
    let shown = match &verdict.fields {
        Fields::All => true,
        Fields::Some(some) => some.contains(&home.place),
    };
    if !verdict.allowed || !shown {
        return Ok(None);
    }
    let query = equals(&home.register, &home.person, person.as_str(), moment.today, 1);
    let Some(sealed) = attempt.find(query)?.into_iter().next() else { return Ok(None) };
    let record = attempt.open(&sealed)?;
    let Some(code) = record.doc.get(home.place.as_str()).and_then(Value::as_str) else { return Ok(None) };
    let failed = RefCell::new(None);
    let on = |code: &str, day: Date| match place_on(attempt, moment, code, day) {
        Ok(place) => place,
        Err(error) => {
            failed.replace(Some(error));
            None
        }
    };
    let code = served(&on, code, moment.today);
    failed.into_inner().map_or(Ok(Some(code)), Err)
}
