//! The money of a case: what is to be paid, what was taken, what is owed. Every movement is a transfer between two
//! accounts; a case keeps its own, and what it still has to take or give is their sum and nothing else.
//!
//! **Invariant:** a transfer is made in the act that decides or collects, never by itself; the end of its id says what
//! it is for (`fee-1`, `benefit-2026-12`), so the same thing is never booked twice.

mod book;

pub(crate) use book::{by_action, by_outcome, charge};
pub use book::{carry, drawer, month, order, pay_out, serves};

use crate::case::CaseDoc;
use crate::refusal::Broken;
use crate::scope::{Rules, Vars};
use base::Date;
use feel::{Decimal, Value};
use model::{Action, Part, Service};
use serde::{Deserialize, Serialize};

/// What a transfer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TransferKind {
    /// A fee was taken at the desk.
    Fee,
    /// A fee is to be given back.
    Refund,
    /// A fee was given back at the desk.
    RefundPaid,
    /// A benefit fell due.
    Benefit,
    /// A benefit was handed out at the desk.
    BenefitPaid,
    /// A benefit was put into a file of payment orders.
    Order,
    /// Money was brought to a drawer. It belongs to no case, as does the next.
    CashIn,
    /// Money was handed in from a drawer.
    CashOut,
}

impl TransferKind {
    /// As stored, and as its id begins.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fee => "fee",
            Self::Refund => "refund",
            Self::RefundPaid => "refund-paid",
            Self::Benefit => "benefit",
            Self::BenefitPaid => "benefit-paid",
            Self::Order => "order",
            Self::CashIn => "cash-in",
            Self::CashOut => "cash-out",
        }
    }

    /// The accounts it is debited to and credited to.
    pub fn sides(self) -> (Part, Part) {
        match self {
            Self::Fee => (Part::Cash, Part::Fees),
            Self::Refund => (Part::Fees, Part::Refunds),
            Self::RefundPaid => (Part::Refunds, Part::Cash),
            Self::Benefit => (Part::Benefits, Part::Due),
            Self::BenefitPaid => (Part::Due, Part::Cash),
            Self::Order => (Part::Due, Part::Ordered),
            Self::CashIn => (Part::Cash, Part::Treasury),
            Self::CashOut => (Part::Treasury, Part::Cash),
        }
    }
}

/// Money that went from one account to another. Written once, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// The end of its id: the number of the case stands before it. Unique in the case for life.
    pub tail: String,
    /// What it is for.
    pub kind: TransferKind,
    /// The account that is debited.
    pub debit: String,
    /// The account that is credited.
    pub credit: String,
    /// Minor units of the currency; more than zero.
    pub amount: i64,
    /// The currency's code.
    pub currency: String,
    /// The civil day.
    pub day: Date,
    /// Who paid or is paid: a key.
    pub person: String,
    /// The account of that person that a payment order names.
    pub account: Option<String>,
    /// The file of payment orders it stands in.
    pub order: Option<String>,
}

/// What is to be paid for a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeDoc {
    /// Minor units; more than zero.
    pub amount: i64,
    /// The article that sets it.
    pub law: String,
}

/// What a granted case pays, and how far that has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayDoc {
    /// Who gets it: a key.
    pub person: String,
    /// The account it is paid to; none: in cash at the desk.
    pub account: Option<String>,
    /// Minor units, for each period.
    pub amount: i64,
    /// True if each month brings a payment.
    pub monthly: bool,
    /// The first day.
    pub from: Date,
    /// The first day for which nothing is paid any more.
    pub until: Option<Date>,
    /// The first day of the next period that is still to be booked.
    pub next: Option<Date>,
}

impl CaseDoc {
    fn sum(&self, kind: TransferKind) -> i64 {
        self.transfers.iter().filter(|transfer| transfer.kind == kind).map(|transfer| transfer.amount).sum()
    }

    /// What was taken of the fee and is not to be given back, in minor units.
    pub fn paid(&self) -> i64 {
        self.sum(TransferKind::Fee).saturating_sub(self.sum(TransferKind::Refund))
    }

    /// What is still to be paid of the fee, in minor units.
    pub fn outstanding(&self) -> i64 {
        self.fee.as_ref().map_or(0, |fee| fee.amount.saturating_sub(self.paid()).max(0))
    }

    /// What is to be handed out of a fee that is given back.
    pub fn refund_owed(&self) -> i64 {
        self.sum(TransferKind::Refund).saturating_sub(self.sum(TransferKind::RefundPaid))
    }

    /// What fell due of a benefit and was neither ordered nor handed out.
    pub fn benefit_owed(&self) -> i64 {
        let paid = self.sum(TransferKind::BenefitPaid).saturating_add(self.sum(TransferKind::Order));
        self.sum(TransferKind::Benefit).saturating_sub(paid)
    }

    /// What the desk of the office is to hand out now.
    pub fn owed_in_cash(&self) -> i64 {
        let benefit =
            if self.pay.as_ref().is_some_and(|pay| pay.account.is_none()) { self.benefit_owed() } else { 0 };
        self.refund_owed().saturating_add(benefit)
    }

    /// What is to be paid to an account now.
    pub fn owed_by_order(&self) -> i64 {
        if self.pay.as_ref().is_some_and(|pay| pay.account.is_some()) { self.benefit_owed() } else { 0 }
    }
}

/// Minor units as formulas see them.
pub fn major(rules: &Rules, minor: i64) -> Decimal {
    let scale = i32::from(rules.model.info.currency.decimals);
    Decimal::from_scaled(i128::from(minor), scale).unwrap_or(Decimal::ZERO)
}

/// An amount in minor units; `None` for an amount with more decimals than the currency, or beyond all bounds.
fn minor(rules: &Rules, amount: Decimal) -> Option<i64> {
    let decimals = rules.model.info.currency.decimals;
    let rounded = amount.round(i32::from(decimals), feel::Rounding::HalfEven)?;
    i64::try_from(rounded.to_scaled(u32::from(decimals))?).ok()
}

/// What a service costs with these facts, in minor units; `None` for nothing.
pub fn fee(rules: &Rules, service: &Service, vars: &Vars) -> Result<Option<i64>, Broken> {
    let Some(fee) = &service.fee else { return Ok(None) };
    let value = vars.eval(&fee.amount);
    let wrong = |got| Broken::Value {
        service: service.id.clone(),
        place: "fee".to_owned(),
        got,
        expected: "an amount of zero or more, or null",
    };
    match &value {
        Value::Null => Ok(None),
        Value::Number(number) if !number.is_negative() => {
            let amount = minor(rules, *number).ok_or_else(|| wrong("too large an amount"))?;
            Ok((amount > 0).then_some(amount))
        }
        other => Err(wrong(other.kind())),
    }
}

/// What formulas see as paid in an act: what is still to be paid counts where the action takes it.
pub fn paid_in(rules: &Rules, case: &CaseDoc, action: Option<&Action>) -> Decimal {
    let taken = if action.is_some_and(|action| action.collect) { case.outstanding() } else { 0 };
    major(rules, case.paid().saturating_add(taken))
}
