//! The ledger: money as records. A transfer is written in the act that decides or collects, once, under an id that is
//! never used again; accounts that may not fall below zero keep their balance in the same act. What needs no name (a
//! journal, balances, a day's proof) is read from search values alone and opens nobody's data.

mod balance;
mod check;
mod days;
mod drawer;
mod orders;
mod read;
mod slip;

pub use days::DayTotal;
pub use orders::{OrderFile, OrderLine};
pub use read::{Balance, Line, balances, each_line};

pub use slip::DeskSlip;

pub(crate) use check::Audit;

use crate::attempt::Attempt;
use crate::case_record::{Loaded, case_version, load};
use crate::case_view::case_view;
use crate::cases::Acting;
use crate::door::{App, Moment, Plan, subjects};
use crate::error::AppError;
use crate::leaf::{Kind, LeafBuilder};
use crate::permit::{Circumstance, permit};
use crate::records::{own_version, register};
use crate::session::Who;
use crate::view::CaseView;
use access::{Class, Right};
use base::{CaseId, Date, RecordId, Subject};
use domain::system::{self, transfer_field as field};
use domain::{Broken, CaseDoc, Decided, Transfer};
use serde::{Deserialize, Serialize};
use store::{Key, Version};

/// A transfer as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TransferDoc {
    pub(crate) case: String,
    pub(crate) transfer: Transfer,
}

/// The number of a transfer: unique for life.
pub(crate) fn number(case: &str, tail: &str) -> String {
    format!("{case}.{tail}")
}

/// The rows of an act that moves money: its transfers, and the balances they change.
pub(crate) fn rows(
    attempt: &Attempt<'_>,
    moment: &Moment,
    id: &CaseId,
    transfers: &[Transfer],
) -> Result<Vec<Version>, AppError> {
    let mut rows = Vec::with_capacity(transfers.len());
    for transfer in transfers {
        open_day(attempt, transfer.day)?;
        let number = number(id.as_str(), &transfer.tail);
        if attempt.latest(&register(system::TRANSFERS), &RecordId::new(&number))? != 0 {
            let reason = format!("{} was booked before", transfer.kind.name());
            return Err(Broken::Damaged { what: "transfer", reason }.into());
        }
        let doc = TransferDoc { case: id.as_str().to_owned(), transfer: transfer.clone() };
        let subjects = vec![Subject::new(&transfer.person)];
        rows.push(own_version(system::TRANSFERS, &number, 1, moment, &doc, subjects, keys(&doc))?);
    }
    rows.extend(balance::versions(attempt, moment, transfers)?);
    Ok(rows)
}

/// No money moves on a day that is proven; the day's proof asserts the same of what moved.
pub(crate) fn open_day(attempt: &Attempt<'_>, day: Date) -> Result<(), AppError> {
    match attempt.latest(&register(system::DAYS), &RecordId::new(day.to_string()))? {
        0 => Ok(()),
        _ => Err(Broken::Damaged { what: "transfer", reason: format!("{day} is closed") }.into()),
    }
}

/// Search values of a transfer.
pub(crate) fn keys(doc: &TransferDoc) -> Vec<(&'static str, Key)> {
    let transfer = &doc.transfer;
    let mut keys =
        vec![(field::DAY, Key::Text(transfer.day.to_string())), (field::ENTRY, Key::Text(read::entry(doc)))];
    keys.extend(transfer.order.as_ref().map(|order| (field::ORDER, Key::from(order.as_str()))));
    keys
}

/// What an act writes that moves money of a case and decides nothing.
pub(crate) fn plan_money(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    loaded: &Loaded,
    decided: Decided,
) -> Result<Plan<Loaded>, AppError> {
    let Decided { case, transfers, .. } = decided;
    let mut versions = rows(attempt, moment, &loaded.id, &transfers)?;
    let version = loaded.version + 1;
    versions.push(case_version(moment, &loaded.id, version, &case)?);
    let leaf = leaf(moment, who, &loaded.id, &case);
    let value = Loaded::new(loaded.id.clone(), version, case);
    Ok(Plan { versions, leaf: Some(leaf), ..Plan::only_read(value) })
}

/// An officer of the desk hands out what a case is owed in cash.
pub(crate) fn plan_pay_out(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    acting: &Acting,
    loaded: &Loaded,
    related: bool,
) -> Result<Plan<CaseView>, AppError> {
    let rules = &moment.running.rules;
    let ledger = moment.running.model().ledger.as_ref();
    let officer = who
        .session()?
        .posts
        .iter()
        .find(|post| ledger.is_some_and(|ledger| domain::ledger::serves(ledger, &loaded.doc, post)));
    let now = (moment.now, moment.today);
    let decided = domain::ledger::pay_out(rules, now, loaded.doc.clone(), officer, related)?;
    let plan = plan_money(attempt, moment, who, loaded, decided)?;
    let view = case_view(attempt, moment, who, &plan.value, &acting.lang)?;
    Ok(plan.with(view))
}

impl App {
    /// Months of benefits that have begun, each case in an act of its own. Gives how many cases there were.
    pub(crate) fn pay_months(&self) -> Result<usize, AppError> {
        let moment = self.moment();
        let due = self.store.snapshot()?.find(&read::due_months(&moment)?)?;
        for sealed in &due {
            self.pay_month(&CaseId::new(sealed.meta().id.as_str()))?;
        }
        Ok(due.len())
    }

    fn pay_month(&self, id: &CaseId) -> Result<(), AppError> {
        let reading = self.machine_reading(id)?;
        self.act(&Who::Engine, &reading, |attempt, moment| {
            let loaded = load(attempt, id)?;
            machine_may(moment, &loaded)?;
            let month = domain::ledger::month(&moment.running.rules, moment.today, loaded.doc.clone())?;
            match month {
                Some(decided) => Ok(plan_money(attempt, moment, &Who::Engine, &loaded, decided)?.with(())),
                None => Ok(Plan::only_read(())),
            }
        })?;
        Ok(())
    }
}

/// The engine moves the money of a case: only where its service's policies let it act.
pub(crate) fn machine_may(moment: &Moment, loaded: &Loaded) -> Result<(), AppError> {
    crate::permit::permit_machine(moment, &loaded.doc.service)
}

/// The verdict on an officer who takes or hands out money in office.
pub(crate) fn permit_desk(
    moment: &Moment,
    who: &Who,
    loaded: &Loaded,
    related: bool,
) -> Result<(), AppError> {
    let circumstance = Circumstance { own: false, related, assigned: true, in_office: true };
    permit(moment, who, Right::Act, Class::Case(&loaded.doc.service), None, circumstance)?;
    Ok(())
}

fn leaf(moment: &Moment, who: &Who, id: &CaseId, case: &CaseDoc) -> LeafBuilder {
    let by = if matches!(who, Who::Engine) { "machine" } else { "officer" };
    LeafBuilder::new(Kind::CasePay, moment.today)
        .public("org", case.agency.as_str())
        .public("svc", crate::case_plan::svc(case))
        .public("by", by)
        .hidden("at", moment.now.to_string())
        .hidden("actor", who.as_json())
        .hidden("case", id.as_str())
        .about(subjects(&case.subjects))
}
