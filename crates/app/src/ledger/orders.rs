//! Payment orders: what is owed to an account goes into a file for the bank, once. Each case is an act of its own; the
//! file can be written again from what is stored.

use super::{TransferDoc, machine_may, number, plan_money, read};
use crate::attempt::{Attempt, equals};
use crate::case_record::load;
use crate::door::{App, Moment, Plan};
use crate::error::AppError;
use crate::records::{register, typed};
use crate::session::{Who, name_of};
use base::{CaseId, FieldId, Subject, limit};
use domain::system::{self, case_field, transfer_field as field};
use store::{Key, Match};

/// A payment order. It holds personal data: a bank needs to know whom to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// The number of the transfer.
    pub number: String,
    /// The civil day.
    pub day: base::Date,
    /// Minor units.
    pub amount: i64,
    /// The currency's code.
    pub currency: String,
    /// The account to pay to.
    pub account: String,
    /// The name of whoever is paid.
    pub name: String,
}

/// A file of payment orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFile {
    /// Its number.
    pub order: String,
    /// Its lines, in the order of numbers.
    pub lines: Vec<OrderLine>,
}

impl App {
    /// Puts everything that is owed to accounts into a new file. What was ordered before is in no later one.
    pub fn order_payments(&self) -> Result<OrderFile, AppError> {
        let id = self.new_id();
        // Of its end, which is chance: it begins with the time.
        let order = format!("{}-{}", self.moment().today, id.get(14..).unwrap_or(&id));
        loop {
            let moment = self.moment();
            let owed = FieldId::new(case_field::ORDER);
            let query = equals(&register(system::CASES), &owed, "yes", moment.today, limit::JOBS_MAX);
            let cases = self.store.snapshot()?.find(&query)?;
            if cases.is_empty() {
                return self.ordered_payments(&order);
            }
            for sealed in &cases {
                self.order_payment(&CaseId::new(sealed.meta().id.as_str()), &order)?;
            }
        }
    }

    fn order_payment(&self, id: &CaseId, order: &str) -> Result<(), AppError> {
        let reading = self.machine_reading(id)?;
        self.act(&Who::Engine, &reading, |attempt, moment| {
            let loaded = load(attempt, id)?;
            machine_may(moment, &loaded)?;
            let (rules, doc) = (&moment.running.rules, loaded.doc.clone());
            match domain::ledger::order(rules, moment.today, doc, order)? {
                Some(decided) => Ok(plan_money(attempt, moment, &Who::Engine, &loaded, decided)?.with(())),
                None => Ok(Plan::only_read(())),
            }
        })?;
        Ok(())
    }

    /// The lines of a file that was ordered before. Each is a logged read of whoever is paid.
    pub fn ordered_payments(&self, order: &str) -> Result<OrderFile, AppError> {
        let query = read::by(field::ORDER, Match::In(vec![Key::from(order)]), usize::MAX);
        let found = self.store.snapshot()?.find(&query)?;
        let mut lines = Vec::with_capacity(found.len());
        for sealed in &found {
            let reading = self.machine_reading(&CaseId::new(read::line(sealed)?.case))?;
            let done = self.act(&Who::Engine, &reading, |attempt, moment| {
                Ok(Plan::only_read(line(attempt, moment, sealed)?))
            })?;
            lines.push(done.value);
        }
        Ok(OrderFile { order: order.to_owned(), lines })
    }
}

fn line(attempt: &Attempt<'_>, moment: &Moment, sealed: &store::Sealed) -> Result<OrderLine, AppError> {
    let TransferDoc { case, transfer } = typed(attempt.open(sealed)?)?;
    Ok(OrderLine {
        number: number(&case, &transfer.tail),
        day: transfer.day,
        amount: transfer.amount,
        currency: transfer.currency,
        account: transfer.account.unwrap_or_default(),
        name: name_of(attempt, moment, &Subject::new(&transfer.person))?,
    })
}
