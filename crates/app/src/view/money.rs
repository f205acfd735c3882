//! Money of a case in words: what is to be paid, what was, what is owed.

use super::{LawView, law, money};
use crate::case_record::Loaded;
use crate::door::Moment;
use crate::ledger::number;
use crate::running::Running;
use domain::{CaseDoc, TransferKind};
use i18n::Locale;
use schemars::JsonSchema;
use serde::Serialize;

/// What is to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeView {
    /// The amount, major units.
    pub amount: String,
    /// In words.
    pub amount_text: String,
    /// The article that sets it.
    pub law: Option<LawView>,
}

/// Money that moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentView {
    /// Its number, unique for life.
    pub number: String,
    /// The end of the number, by which the case knows it.
    pub id: String,
    /// `fee`, `refund`, `refund-paid`, `benefit`, `benefit-paid` or `order`.
    pub kind: String,
    /// What it is for, in words.
    pub text: String,
    /// The amount, major units.
    pub amount: String,
    /// In words.
    pub amount_text: String,
    /// The day, ISO 8601.
    pub date: String,
    /// In words.
    pub date_text: String,
    /// True if cash was taken or handed out: there is a receipt.
    pub cash: bool,
}

/// Money of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyView {
    /// The fee; none if nothing is to be paid.
    pub fee: Option<FeeView>,
    /// What is still to be paid of it; none if nothing is.
    pub left: Option<FeeView>,
    /// What the desk is to hand out now, in words.
    pub cash_text: Option<String>,
    /// What is to be paid to an account now, in words.
    pub account_text: Option<String>,
    /// The day on which the next month of a benefit falls due, in words.
    pub next_text: Option<String>,
    /// What moved, oldest first.
    pub payments: Vec<PaymentView>,
}

/// An amount of minor units, in major units.
pub(crate) fn major(running: &Running, minor: i64) -> String {
    let currency = running.model().info.currency.clone();
    base::money::Money { minor, currency }.major()
}

fn in_words(running: &Running, words: &Locale<'_>, minor: i64) -> String {
    money(running, words, &major(running, minor))
}

/// What is to be paid, in words.
pub(crate) fn fee(running: &Running, words: &Locale<'_>, minor: i64, cite: &str) -> FeeView {
    FeeView {
        amount: major(running, minor),
        amount_text: in_words(running, words, minor),
        law: law(running, cite, words.lang()),
    }
}

/// Money of a case, in words.
pub(crate) fn money_of(moment: &Moment, words: &Locale<'_>, loaded: &Loaded, works: bool) -> MoneyView {
    let running = &*moment.running;
    let case: &CaseDoc = &loaded.doc;
    let more = |minor: i64| (minor > 0).then(|| in_words(running, words, minor));
    let fee_of =
        |minor: i64| case.fee.as_ref().filter(|_| minor > 0).map(|doc| fee(running, words, minor, &doc.law));
    MoneyView {
        fee: fee_of(case.fee.as_ref().map_or(0, |fee| fee.amount)),
        left: fee_of(if works { case.outstanding() } else { 0 }),
        cash_text: more(case.owed_in_cash()),
        account_text: more(case.owed_by_order()),
        next_text: case.pay.as_ref().and_then(|pay| pay.next).map(|next| words.date(next)),
        payments: case
            .transfers
            .iter()
            .map(|transfer| PaymentView {
                number: number(loaded.id.as_str(), &transfer.tail),
                id: transfer.tail.clone(),
                kind: transfer.kind.name().to_owned(),
                text: words.text(&format!("transfer-{}", transfer.kind.name())),
                amount: major(running, transfer.amount),
                amount_text: in_words(running, words, transfer.amount),
                date: transfer.day.to_string(),
                date_text: words.date(transfer.day),
                cash: matches!(
                    transfer.kind,
                    TransferKind::Fee | TransferKind::RefundPaid | TransferKind::BenefitPaid
                ),
            })
            .collect(),
    }
}
