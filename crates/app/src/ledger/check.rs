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

/// The file of the state folder that says which accounts there are.
const LEDGER: &str = "ledger.yaml";

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
    /// Accounts that transfers name, with the last act that did.
    moved: BTreeMap<String, u64>,
    /// The ledger of the state as it was published last, and by which act.
    published: Option<(u64, String)>,
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
    pub(crate) fn version(&mut self, act: u64, version: &Version) {
        let id = version.id.as_str();
        let read = match version.register.as_str() {
            system::TRANSFERS => self.transfer(act, version),
            system::STATE if id == LEDGER => serde_json::from_str::<BTreeMap<String, String>>(&version.doc)
                .map(|mut doc| {
                    self.published = doc.remove("text").map(|text| (act, text));
                }),
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

    fn transfer(&mut self, act: u64, version: &Version) -> Result<(), serde_json::Error> {
        let doc: TransferDoc = serde_json::from_str(&version.doc)?;
        for account in [&doc.transfer.debit, &doc.transfer.credit] {
            let last = self.moved.entry(account.clone()).or_default();
            *last = act.max(*last);
        }
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
        self.without_balance();
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

    /// An account that may not fall below zero keeps its balance from the first transfer on that the ledger saw as it now
    /// stands: what has none could have been overdrawn unseen.
    fn without_balance(&mut self) {
        let Some((since, text)) = &self.published else { return };
        let bounded = state::never_below_zero(text);
        for (name, act) in &self.moved {
            let id = name.split(':').next().unwrap_or(name);
            if act > since && bounded.contains(id) && !self.accounts.contains_key(name) {
                self.wrong.push(format!("{name} may not fall below zero, and keeps no balance"));
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::drawer::DRAWER;
    use crate::records::beginning;
    use base::{FieldId, Instant, RecordId, RegisterId};
    use domain::TransferKind;
    use serde_json::json;
    use store::Valid;

    fn version(register: &str, id: &str, doc: &serde_json::Value) -> Version {
        Version {
            register: RegisterId::new(register),
            id: RecordId::new(id),
            version: 1,
            recorded: Instant(0),
            valid: Valid { from: beginning(), until: None },
            ended: false,
            subjects: Vec::new(),
            keys: Vec::new(),
            doc: doc.to_string(),
        }
    }

    /// Cash that was brought to a drawer, by the act 7.
    fn brought() -> Version {
        let transfer = Transfer {
            tail: "cash-in-1".into(),
            kind: TransferKind::CashIn,
            debit: "till:office.port".into(),
            credit: "chest".into(),
            amount: 500,
            currency: "VBS".into(),
            day: Date::constant(2026, 11, 22),
            person: "AA000001".into(),
            account: None,
            order: None,
        };
        let doc = TransferDoc { case: DRAWER.to_owned(), transfer };
        let id = number(DRAWER, &doc.transfer.tail);
        let keys = keys(&doc).into_iter().map(|(field, key)| (FieldId::new(field), key)).collect();
        Version { keys, ..version(system::TRANSFERS, &id, &serde_json::to_value(&doc).unwrap()) }
    }

    #[test]
    fn an_account_that_may_not_fall_below_zero_keeps_its_balance() {
        let text =
            "accounts:\n  till: {kind: asset, overdraft: false}\n  chest: {kind: asset, overdraft: true}\n";
        let ledger = version(system::STATE, LEDGER, &json!({"path": LEDGER, "text": text}));
        let kept = json!({"kind": "asset", "debits": 500, "credits": 0});
        let kept = version(system::ACCOUNTS, "till:office.port", &kept);
        let found = |published: u64, versions: &[&Version]| {
            let mut audit = Audit::default();
            audit.version(published, &ledger);
            for version in versions {
                audit.version(7, version);
            }
            audit.findings()
        };
        let transfer = brought();
        assert_eq!(found(0, &[&transfer, &kept]), [""; 0]);
        let twin = found(0, &[&transfer]);
        assert_eq!(twin, ["till:office.port may not fall below zero, and keeps no balance"]);
        assert_eq!(found(8, &[&transfer]), [""; 0], "the ledger came to say so later");
    }
}
