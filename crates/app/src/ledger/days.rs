//! The proof of a day: when it has ended, the sums of its debits and of its credits, which differ by nothing.

use super::read;
use crate::attempt::Attempt;
use crate::door::{App, Plan};
use crate::error::{AppError, Fault};
use crate::figures::FEW;
use crate::leaf::{Kind, LeafBuilder};
use crate::records::{beginning, of_map, own_plain, own_version, register, typed};
use crate::session::{Who, own_reading};
use base::{Date, FieldId, RecordId};
use domain::system;
use serde::{Deserialize, Serialize};
use store::{AsOf, Key, Match, Query};

/// The search field of days.
const DAY: &str = "day";
/// The record that says which day was proven last.
const LAST: &str = "last";
/// Days one look at public figures shows.
const SHOWN_MAX: usize = 31;

/// What moved on a day, in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayTotal {
    /// The civil day.
    pub day: Date,
    /// How many transfers.
    pub count: u64,
    /// The sum of debits.
    pub debits: i64,
    /// The sum of credits.
    pub credits: i64,
}

/// The day that was proven last.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LastDoc {
    day: Date,
}

impl DayTotal {
    /// The sums of a day, taking in one transfer after another: there may be as many as a country has. What moved must
    /// still be this when the proof is written, and whoever moves money asserts that its day is not proven.
    fn of(attempt: &Attempt<'_>, day: Date) -> Result<Self, AppError> {
        let mut total = Self { day, count: 0, debits: 0, credits: 0 };
        attempt.each(read::day(day), &mut |sealed| {
            let line = read::line(sealed)?;
            total.add(&line).ok_or_else(|| Fault::Missing("room in a day's sums".to_owned()).into())
        })?;
        Ok(total)
    }

    /// Each side is summed by itself; `None` if a sum has no room.
    fn add(&mut self, line: &read::Line) -> Option<()> {
        self.count = self.count.checked_add(1)?;
        let of = |account: &str| if account.is_empty() { 0 } else { line.amount };
        self.debits = self.debits.checked_add(of(&line.debit))?;
        self.credits = self.credits.checked_add(of(&line.credit))?;
        Some(())
    }

    /// True if so few transfers were made that the sums might tell of one person.
    pub fn few(&self) -> bool {
        self.count <= FEW
    }
}

impl App {
    /// Proves the first day that has ended and is not proven. Gives 1 if there was one.
    pub(crate) fn prove_day(&self) -> Result<usize, AppError> {
        if self.running().model().ledger.is_none() {
            return Ok(0);
        }
        let reading = own_reading(&self.moment());
        let done = self.act(&Who::Engine, &reading, |attempt, moment| {
            let days = register(system::DAYS);
            let last = attempt.get(&days, &RecordId::new(LAST))?;
            let version = last.as_ref().map_or(1, |record| record.meta.version + 1);
            let last = last.map(typed::<LastDoc>).transpose()?;
            let from = last.and_then(|last| last.day.tomorrow().ok());
            let Some(day) = read::first_day(attempt.snapshot(), from, Some(moment.today))? else {
                return Ok(Plan::only_read(0));
            };
            let total = DayTotal::of(attempt, day)?;
            if total.debits != total.credits {
                return Err(Fault::Missing(format!("the balance of {day}")).into());
            }
            let keys = vec![(DAY, Key::Text(day.to_string()))];
            let versions = vec![
                own_version(system::DAYS, &day.to_string(), 1, moment, &total, Vec::new(), keys)?,
                own_plain(system::DAYS, LAST, version, moment, &LastDoc { day })?,
            ];
            Ok(Plan { versions, leaf: Some(leaf(moment, &total)), ..Plan::only_read(1) })
        })?;
        Ok(done.value)
    }

    /// The last days that were proven, the latest first.
    pub fn proven_days(&self) -> Result<Vec<DayTotal>, AppError> {
        let moment = self.moment();
        let snapshot = self.store.snapshot()?;
        let from = moment.today.saturating_sub(jiff::Span::new().days(366));
        let query = Query {
            register: register(system::DAYS),
            conditions: vec![(
                FieldId::new(DAY),
                Match::Range(Some(Key::Text(from.to_string())), Some(Key::Text(moment.today.to_string()))),
            )],
            at: AsOf { valid: beginning(), recorded: None },
            limit: usize::MAX,
        };
        let found = snapshot.find(&query)?;
        let docs = found.iter().rev().take(SHOWN_MAX).map(|sealed| {
            let doc = sealed.open_public().ok_or_else(|| Fault::Missing("a day's sums".to_owned()))??;
            of_map(doc)
        });
        docs.collect()
    }
}

/// Of a day with few transfers the sums are hidden: they might tell what one person paid or got.
fn leaf(moment: &crate::door::Moment, total: &DayTotal) -> LeafBuilder {
    let leaf = LeafBuilder::new(Kind::LedgerDay, moment.today)
        .public("day", total.day.to_string())
        .public("difference", total.debits.saturating_sub(total.credits))
        .hidden("at", moment.now.to_string());
    if total.few() {
        leaf.hidden("count", total.count)
            .hidden("debits", total.debits.to_string())
            .hidden("credits", total.credits.to_string())
    } else {
        leaf.public("count", total.count)
            .public("debits", total.debits.to_string())
            .public("credits", total.credits.to_string())
    }
}
