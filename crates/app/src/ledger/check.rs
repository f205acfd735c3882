//! What `koom verify` computes again of the ledger: every transfer against its case, every kept balance against the
//! transfers, every proven day against its transfers.

use super::balance::AccountDoc;
use super::days::DayTotal;
use super::drawer::DRAWER;
use super::read::Balance;
use super::{TransferDoc, keys, number};
use base::Date;
use domain::{CaseDoc, Transfer, system};
use std::collections::BTreeMap;
use store::Version;

/// Collects versions in the order of a scan, then says what does not fit.
#[derive(Default)]
pub(crate) struct Audit {
    /// By number; what a case says of it is taken away again.
    transfers: BTreeMap<String, Transfer>,
    /// What was brought to drawers and handed in: it belongs to no case.
    carried: Vec<Transfer>,
    /// The latest version of each case's transfers, by the number of the case.
    cases: BTreeMap<String, Vec<Transfer>>,
    accounts: BTreeMap<String, AccountDoc>,
    days: BTreeMap<String, DayTotal>,
    last: Option<Date>,
    wrong: Vec<String>,
}

impl Audit {
    /// Takes a case's version.
    pub(crate) fn case(&mut self, version: &Version, case: &CaseDoc) {
        if !case.transfers.is_empty() {
            self.cases.insert(version.id.as_str().to_owned(), case.transfers.clone());
        }
    }

    /// Takes a version of a register of the ledger.
    pub(crate) fn version(&mut self, version: &Version) {
        let id = version.id.as_str();
        let read = match version.register.as_str() {
            system::TRANSFERS => self.transfer(version),
            system::ACCOUNTS => serde_json::from_str(&version.doc).map(|doc| {
                self.accounts.insert(id.to_owned(), doc);
            }),
            system::DAYS => match serde_json::from_str(&version.doc) {
                Ok(day) => {
                    self.days.insert(id.to_owned(), day);
                    Ok(())
                }
                Err(_) => serde_json::from_str::<BTreeMap<String, Date>>(&version.doc)
                    .map(|doc| self.last = doc.get("day").copied()),
            },
            _ => Ok(()),
        };
        if read.is_err() {
            self.wrong.push(format!("a record of {} can't be read", version.register));
        }
    }

    fn transfer(&mut self, version: &Version) -> Result<(), serde_json::Error> {
        let doc: TransferDoc = serde_json::from_str(&version.doc)?;
        let expected = keys(&doc);
        let fit = expected.len() == version.keys.len()
            && expected
                .iter()
                .zip(&version.keys)
                .all(|((field, key), (stored, value))| *field == stored.as_str() && key == value);
        let own = number(&doc.case, &doc.transfer.tail) == version.id.as_str();
        if version.version != 1 || !fit || !own || doc.transfer.amount <= 0 {
            self.wrong.push(format!("a transfer of {} is not as it was written", doc.transfer.day));
        }
        if doc.case == DRAWER {
            self.carried.push(doc.transfer);
        } else {
            self.transfers.insert(version.id.as_str().to_owned(), doc.transfer);
        }
        Ok(())
    }

    /// Everything that does not fit.
    pub(crate) fn findings(mut self) -> Vec<String> {
        let (sums, days) = self.sums();
        for (case, transfers) in std::mem::take(&mut self.cases) {
            for transfer in &transfers {
                if self.transfers.remove(&number(&case, &transfer.tail)).as_ref() != Some(transfer) {
                    self.wrong.push(format!("a case says of {} what no transfer says", transfer.day));
                }
            }
        }
        for transfer in self.transfers.values() {
            self.wrong.push(format!("a transfer of {} belongs to no case", transfer.day));
        }
        for (name, doc) in &self.accounts {
            let sum = sums.get(name).copied().unwrap_or_default();
            if (sum.debits, sum.credits) != (doc.debits, doc.credits) {
                self.wrong.push(format!("the balance of {name} is not the sum of its transfers"));
            }
            if doc.balance() < 0 {
                self.wrong.push(format!("{name} is below zero"));
            }
        }
        for (day, total) in &self.days {
            if days.get(day) != Some(total) || total.debits != total.credits {
                self.wrong.push(format!("the sums of {day} are not those of its transfers"));
            }
        }
        let last = self.last.map(|day| day.to_string());
        for day in days.keys().filter(|day| last.as_ref().is_some_and(|last| *day <= last)) {
            if !self.days.contains_key(day) {
                self.wrong.push(format!("{day} has ended and was not proven"));
            }
        }
        self.wrong
    }

    /// The sums of every account and of every day.
    fn sums(&self) -> (BTreeMap<String, Balance>, BTreeMap<String, DayTotal>) {
        let mut accounts: BTreeMap<String, Balance> = BTreeMap::new();
        let mut days: BTreeMap<String, DayTotal> = BTreeMap::new();
        for transfer in self.transfers.values().chain(&self.carried) {
            let debit = accounts.entry(transfer.debit.clone()).or_default();
            debit.debits = debit.debits.saturating_add(transfer.amount);
            let credit = accounts.entry(transfer.credit.clone()).or_default();
            credit.credits = credit.credits.saturating_add(transfer.amount);
            let empty = DayTotal { day: transfer.day, count: 0, debits: 0, credits: 0 };
            let day = days.entry(transfer.day.to_string()).or_insert(empty);
            day.count += 1;
            day.debits = day.debits.saturating_add(transfer.amount);
            day.credits = day.credits.saturating_add(transfer.amount);
        }
        (accounts, days)
    }
}
