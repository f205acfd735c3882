//! Transfers as a journal shows them: days, accounts and amounts, without opening anyone's data.

use super::TransferDoc;
use crate::door::Moment;
use crate::error::{AppError, Fault};
use crate::records::{beginning, register};
use base::{Date, FieldId, limit};
use domain::system::{self, case_field, transfer_field as field};
use std::collections::BTreeMap;
use store::{AsOf, Key, Match, Query, Sealed, Snapshot};

/// A transfer in a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub number: String,
    /// The number of the case.
    pub case: String,
    /// The civil day.
    pub day: Date,
    /// What it is for.
    pub kind: String,
    /// The account that is debited.
    pub debit: String,
    /// The account that is credited.
    pub credit: String,
    /// Minor units.
    pub amount: i64,
    /// The currency's code.
    pub currency: String,
}

/// What went through an account, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// The sum of debits.
    pub debits: i64,
    /// The sum of credits.
    pub credits: i64,
}

/// Cases of which a month has begun that is not booked.
pub(super) fn due_months(moment: &Moment) -> Result<Query, AppError> {
    let tomorrow =
        moment.today.tomorrow().map_err(|_error| Fault::Missing("a day after today".to_owned()))?;
    Ok(Query {
        register: register(system::CASES),
        conditions: vec![(
            FieldId::new(case_field::PAYS),
            Match::Range(None, Some(Key::Text(tomorrow.to_string()))),
        )],
        at: AsOf { valid: moment.today, recorded: None },
        limit: limit::JOBS_MAX,
    })
}

/// Transfers by a condition, in the order of its key and then of their numbers.
pub(super) fn by(field: &str, condition: Match, limit: usize) -> Query {
    Query {
        register: register(system::TRANSFERS),
        conditions: vec![(FieldId::new(field), condition)],
        at: AsOf { valid: beginning(), recorded: None },
        limit,
    }
}

/// The first day from `from` to before `until` on which money moved.
pub(super) fn first_day(
    snapshot: &dyn Snapshot,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<Option<Date>, AppError> {
    let key = |day: Option<Date>| day.map(|day| Key::Text(day.to_string()));
    let first = snapshot.find(&by(field::DAY, Match::Range(key(from), key(until)), 1))?;
    first.first().map(|sealed| line(sealed).map(|line| line.day)).transpose()
}

/// What moved on a day.
pub(super) fn day(day: Date) -> Query {
    by(field::DAY, Match::In(vec![Key::Text(day.to_string())]), usize::MAX)
}

/// Every transfer from one day to before another, day after day and in the order of numbers.
pub fn each_line(
    snapshot: &dyn Snapshot,
    from: Option<Date>,
    until: Option<Date>,
    each: &mut dyn FnMut(&Line),
) -> Result<(), AppError> {
    let mut next = first_day(snapshot, from, until)?;
    while let Some(day) = next {
        let mut wrong = None;
        snapshot.each(&self::day(day), &mut |sealed| {
            match line(&sealed) {
                Ok(line) => each(&line),
                Err(error) => wrong = Some(error),
            }
            Ok(wrong.is_none())
        })?;
        wrong.map_or(Ok(()), Err)?;
        let Ok(after) = day.tomorrow() else { break };
        next = first_day(snapshot, Some(after), until)?;
    }
    Ok(())
}

/// The sums of every account.
pub fn balances(
    snapshot: &dyn Snapshot,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<BTreeMap<String, Balance>, AppError> {
    let mut balances: BTreeMap<String, Balance> = BTreeMap::new();
    let mut large = false;
    each_line(snapshot, from, until, &mut |line| {
        let mut add = |name: &str, debit: i64, credit: i64| {
            let balance = balances.entry(name.to_owned()).or_default();
            let sums = (balance.debits.checked_add(debit), balance.credits.checked_add(credit));
            if let (Some(debits), Some(credits)) = sums {
                *balance = Balance { debits, credits };
            } else {
                large = true;
            }
        };
        add(&line.debit, line.amount, 0);
        add(&line.credit, 0, line.amount);
    })?;
    if large { Err(Fault::Missing("room in an account".to_owned()).into()) } else { Ok(balances) }
}

/// Between the parts of an entry: in the name of no account.
const BETWEEN: char = '\t';

/// What a journal shows of a transfer besides its day, in one value.
pub(super) fn entry(doc: &TransferDoc) -> String {
    let TransferDoc { case, transfer } = doc;
    let amount = transfer.amount.to_string();
    let parts = [case, transfer.kind.name(), &transfer.debit, &transfer.credit, &amount, &transfer.currency];
    parts.join(&String::from(BETWEEN))
}

/// What a transfer's search values say.
pub(super) fn line(sealed: &Sealed) -> Result<Line, AppError> {
    let missing = |name: &str| Fault::Missing(format!("`{name}` of a transfer"));
    let text = |name: &str| match sealed.search_values(name).next() {
        Some(Key::Text(text)) => Ok(text.as_str()),
        _ => Err(missing(name)),
    };
    let parts: Vec<&str> = text(field::ENTRY)?.split(BETWEEN).collect();
    let [case, kind, debit, credit, amount, currency] = parts.as_slice() else {
        return Err(missing(field::ENTRY).into());
    };
    Ok(Line {
        number: sealed.meta().id.as_str().to_owned(),
        case: (*case).to_owned(),
        day: text(field::DAY)?.parse().map_err(|_error| missing(field::DAY))?,
        kind: (*kind).to_owned(),
        debit: (*debit).to_owned(),
        credit: (*credit).to_owned(),
        amount: amount.parse().map_err(|_error| missing(field::ENTRY))?,
        currency: (*currency).to_owned(),
    })
}
