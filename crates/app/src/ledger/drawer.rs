//! The drawer of a desk: what is in it, and money that is brought to it or handed in. Cases move the rest.

use super::balance::AccountDoc;
use super::{TransferDoc, balance, keys, number};
use crate::door::{App, Plan};
use crate::error::AppError;
use crate::leaf::{Kind, LeafBuilder};
use crate::records::{of_map, own_version, register};
use crate::session::{Who, own_reading};
use base::money::Money;
use base::{RecordId, Subject};
use domain::{Officer, Refusal, TransferKind, system};
use model::Ledger;
use store::AsOf;

/// Stands in the place of a case's number where money belongs to no case.
pub(crate) const DRAWER: &str = "drawer";

/// The officer who keeps a desk.
fn keeper<'a>(who: &'a Who, ledger: Option<&Ledger>) -> Result<&'a Officer, Refusal> {
    let desk = &ledger.ok_or(Refusal::NotAllowed)?.desk;
    who.session()?.posts.iter().find(|post| post.role == *desk).ok_or(Refusal::NotAllowed)
}

impl App {
    /// What is in the drawer of the officer's desk, in major units.
    pub fn drawer(&self, who: &Who) -> Result<String, AppError> {
        let moment = self.moment();
        let model = moment.running.model();
        let officer = keeper(who, model.ledger.as_ref())?;
        let name = domain::ledger::drawer(&moment.running.rules, officer)?;
        let at = AsOf { valid: moment.today, recorded: None };
        let snapshot = self.store.snapshot()?;
        let found = snapshot.get(&register(system::ACCOUNTS), &RecordId::new(&name), &at)?;
        let doc = found.and_then(|sealed| sealed.open_public()).transpose()?;
        let minor = doc.map(of_map::<AccountDoc>).transpose()?.map_or(0, |doc| doc.balance());
        Ok(Money { minor, currency: model.info.currency.clone() }.major())
    }

    /// Money is brought to the drawer of the officer's desk, or handed in from it: `amount` in major units. The same
    /// key moves it once.
    pub fn move_cash(&self, who: &Who, into: bool, amount: &str, key: &str) -> Result<(), AppError> {
        let reading = own_reading(&self.moment());
        self.act(who, &reading, |attempt, moment| {
            let model = moment.running.model();
            let officer = keeper(who, model.ledger.as_ref())?;
            let field = || "amount".to_owned();
            let money = Money::parse(amount.trim(), &model.info.currency)
                .map_err(|_error| Refusal::WrongType { field: field(), expected: "number" })?;
            if money.minor <= 0 || key.is_empty() {
                return Err(Refusal::MissingAnswer { field: field() }.into());
            }
            let kind = if into { TransferKind::CashIn } else { TransferKind::CashOut };
            let rules = &moment.running.rules;
            let transfer = domain::ledger::carry(rules, moment.today, officer, kind, money.minor, key)?;
            let number = number(DRAWER, &transfer.tail);
            if attempt.latest(&register(system::TRANSFERS), &RecordId::new(&number))? != 0 {
                return Ok(Plan::only_read(()));
            }
            super::open_day(attempt, transfer.day)?;
            let mut versions = balance::versions(attempt, moment, std::slice::from_ref(&transfer))?;
            let subjects = vec![Subject::new(&transfer.person)];
            let doc = TransferDoc { case: DRAWER.to_owned(), transfer };
            versions.push(own_version(system::TRANSFERS, &number, 1, moment, &doc, subjects, keys(&doc))?);
            let leaf = LeafBuilder::new(Kind::CashMove, moment.today)
                .public("org", officer.agency.as_str())
                .hidden("at", moment.now.to_string())
                .hidden("actor", who.as_json())
                .about([officer.key.clone()]);
            Ok(Plan { versions, leaf: Some(leaf), ..Plan::only_read(()) })
        })?;
        Ok(())
    }
}
