//! Balances of accounts that may not fall below zero: a record each, changed in the act that moves the money. The
//! others keep none, so that no two payments wait for each other's row.

use crate::attempt::Attempt;
use crate::door::Moment;
use crate::error::{AppError, Fault};
use crate::records::{own_version, register, typed};
use base::RecordId;
use domain::{Refusal, Transfer, system};
use model::{AccountKind, Ledger};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Version;

/// What went through an account, in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccountDoc {
    pub(super) kind: String,
    pub(super) debits: i64,
    pub(super) credits: i64,
}

impl AccountDoc {
    /// The balance as the account's kind counts it.
    pub(super) fn balance(&self) -> i64 {
        let by_debit = AccountKind::named(&self.kind).is_some_and(AccountKind::grows_by_debit);
        let (plus, minus) = if by_debit { (self.debits, self.credits) } else { (self.credits, self.debits) };
        plus.saturating_sub(minus)
    }
}

/// The new balances of the accounts among these transfers' that keep one.
pub(super) fn versions(
    attempt: &Attempt<'_>,
    moment: &Moment,
    transfers: &[Transfer],
) -> Result<Vec<Version>, AppError> {
    let Some(ledger) = moment.running.model().ledger.as_ref() else { return Ok(Vec::new()) };
    changes(ledger, transfers)
        .into_iter()
        .map(|(name, (kind, debits, credits))| {
            let id = RecordId::new(name);
            let (version, mut doc) = match attempt.get(&register(system::ACCOUNTS), &id)? {
                Some(record) => (record.meta.version + 1, typed::<AccountDoc>(record)?),
                None => (1, AccountDoc { kind: kind.name().to_owned(), debits: 0, credits: 0 }),
            };
            let sum = |before: i64, more: i64| {
                before.checked_add(more).ok_or_else(|| Fault::Missing("room in an account".to_owned()))
            };
            doc = AccountDoc { debits: sum(doc.debits, debits)?, credits: sum(doc.credits, credits)?, ..doc };
            if doc.balance() < 0 {
                return Err(Refusal::NotEnough.into());
            }
            own_version(system::ACCOUNTS, name, version, moment, &doc, Vec::new(), Vec::new())
        })
        .collect()
}

/// What the transfers change of each account that keeps its balance: its kind, debits and credits.
fn changes<'t>(ledger: &Ledger, transfers: &'t [Transfer]) -> BTreeMap<&'t str, (AccountKind, i64, i64)> {
    let mut changes: BTreeMap<&str, (AccountKind, i64, i64)> = BTreeMap::new();
    for transfer in transfers {
        for (name, debit, credit) in
            [(&transfer.debit, transfer.amount, 0), (&transfer.credit, 0, transfer.amount)]
        {
            if let Some(account) = ledger.account(name).filter(|account| !account.overdraft) {
                let change = changes.entry(name.as_str()).or_insert((account.kind, 0, 0));
                change.1 = change.1.saturating_add(debit);
                change.2 = change.2.saturating_add(credit);
            }
        }
    }
    changes
}
