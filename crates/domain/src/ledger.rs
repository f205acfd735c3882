//! The money of a case: what is to be paid, what was taken, what is owed. Every movement is a transfer between two
//! accounts; a case keeps its own, and what it still has to take or give is their sum and nothing else.
//!
//! **Invariant:** a transfer is made in the act that decides or collects, never by itself; the end of its id says what
//! it is for (`fee-1`, `benefit-2026-12`), so the same thing is never booked twice.

use crate::acts::{Decided, Officer};
use crate::case::{By, CaseDoc, Entry};
use crate::facts::Facts;
use crate::refusal::{Broken, Refusal, Stop};
use crate::scope::{Rules, Vars};
use crate::value;
use base::time::plus_months;
use base::{ActionId, Date, Instant, Subject};
use feel::{Decimal, Value};
use model::ledger::PAY_OUT;
use model::service::{Outcome, Pay};
use model::{Action, Ledger, Part, Service, Whose};
use serde::{Deserialize, Serialize};

/// Most periods of a benefit that one act books: fifty years of months.
const PERIODS_MAX: u32 = 600;

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

/// What a movement needs besides its kind and amount.
struct Movement<'a> {
    kind: TransferKind,
    tail: Option<String>,
    amount: i64,
    person: &'a str,
    account: Option<&'a str>,
    order: Option<&'a str>,
    desk: Option<&'a Officer>,
}

impl<'a> Movement<'a> {
    fn new(kind: TransferKind, amount: i64, person: &'a str) -> Self {
        Self { kind, tail: None, amount, person, account: None, order: None, desk: None }
    }
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

/// Sets what is to be paid, when a case is filed and when its answers change. What was paid beyond it is given back.
pub(crate) fn charge(
    rules: &Rules,
    today: Date,
    service: &Service,
    facts: &Facts,
    case: &mut CaseDoc,
) -> Result<(), Broken> {
    let amount = fee(rules, service, &facts.vars)?;
    case.fee =
        amount.zip(service.fee.as_ref()).map(|(amount, fee)| FeeDoc { amount, law: fee.law.to_string() });
    let beyond = case.paid().saturating_sub(amount.unwrap_or(0));
    let applicant = case.applicant.clone();
    book(rules, today, case, Movement::new(TransferKind::Refund, beyond, &applicant))
}

/// Takes what is still to be paid, at the desk of an officer.
pub(crate) fn collect(rules: &Rules, today: Date, case: &mut CaseDoc, desk: &Officer) -> Result<(), Stop> {
    let amount = case.outstanding();
    if amount <= 0 {
        return Err(Refusal::NothingToPay.into());
    }
    let applicant = case.applicant.clone();
    let movement = Movement { desk: Some(desk), ..Movement::new(TransferKind::Fee, amount, &applicant) };
    Ok(book(rules, today, case, movement)?)
}

/// What was paid of the fee is to be given back, and nothing is to be paid any more.
pub(crate) fn refund(rules: &Rules, today: Date, case: &mut CaseDoc) -> Result<(), Broken> {
    let (amount, applicant) = (case.paid(), case.applicant.clone());
    case.fee = None;
    book(rules, today, case, Movement::new(TransferKind::Refund, amount, &applicant))
}

/// Begins to pay what an outcome gives, and books what is due on the day.
pub(crate) fn begin(
    rules: &Rules,
    today: Date,
    service: &Service,
    outcome: &Outcome,
    amount: Option<&Decimal>,
    vars: &Vars,
    case: &mut CaseDoc,
) -> Result<(), Broken> {
    let (Some(pay), Some(amount)) = (&outcome.pay, amount) else { return Ok(()) };
    let wrong = |place: &str, got, expected| Broken::Value {
        service: service.id.clone(),
        place: place.to_owned(),
        got,
        expected,
    };
    let amount = minor(rules, *amount).ok_or_else(|| wrong("amount", "too large an amount", "an amount"))?;
    let (person, account) = payee(pay, vars, case);
    let until = match pay.until.as_ref().map(|formula| vars.eval(formula)) {
        None | Some(Value::Null) => None,
        Some(value) => Some(value::civil(&value).ok_or_else(|| wrong("pay until", value.kind(), "date"))?),
    };
    let from = vars.date(pay.from.as_ref(), today, &service.id, "pay from")?;
    let monthly = outcome.every.as_deref() == Some("month");
    case.pay = Some(PayDoc { person, account, amount, monthly, from, until, next: Some(from) });
    if monthly { months(rules, today, case) } else { once(rules, today, case) }
}

fn payee(pay: &Pay, vars: &Vars, case: &CaseDoc) -> (String, Option<String>) {
    let text = |formula: Option<&model::Formula>| match formula.map(|formula| vars.eval(formula)) {
        Some(Value::String(text)) => Some(text.to_string()),
        _ => None,
    };
    (text(pay.to.as_ref()).unwrap_or_else(|| case.applicant.clone()), text(pay.account.as_ref()))
}

fn once(rules: &Rules, today: Date, case: &mut CaseDoc) -> Result<(), Broken> {
    let Some(pay) = case.pay.as_mut() else { return Ok(()) };
    pay.next = None;
    let (amount, person) = (pay.amount, pay.person.clone());
    book(rules, today, case, Movement::new(TransferKind::Benefit, amount, &person))
}

/// Books every month that has begun and was not booked. One transfer a month, whatever happens in between.
pub(crate) fn months(rules: &Rules, today: Date, case: &mut CaseDoc) -> Result<(), Broken> {
    let Some(pay) = case.pay.clone() else { return Ok(()) };
    let mut next = None;
    for period in 0..PERIODS_MAX {
        let first = plus_months(pay.from, period).ok_or(Broken::Calendar)?;
        if pay.until.is_some_and(|until| first >= until) {
            break;
        }
        if first > today {
            next = Some(first);
            break;
        }
        let tail = format!("{}-{:04}-{:02}", TransferKind::Benefit.name(), first.year(), first.month());
        if case.transfers.iter().all(|transfer| transfer.tail != tail) {
            let movement = Movement {
                tail: Some(tail),
                ..Movement::new(TransferKind::Benefit, pay.amount, &pay.person)
            };
            book(rules, today, case, movement)?;
        }
    }
    case.pay = Some(PayDoc { next, ..pay });
    Ok(())
}

/// A month of a granted benefit begins. `None` if nothing is to be booked.
pub fn month(rules: &Rules, today: Date, mut case: CaseDoc) -> Result<Option<Decided>, Stop> {
    let due = case.pay.as_ref().is_some_and(|pay| pay.monthly && pay.next.is_some_and(|next| next <= today));
    if !due {
        return Ok(None);
    }
    let before = case.transfers.len();
    months(rules, today, &mut case)?;
    Ok(Some(Decided::of(case).since(before)))
}

/// What is owed is put into a file of payment orders. `None` if nothing is.
pub fn order(rules: &Rules, today: Date, mut case: CaseDoc, file: &str) -> Result<Option<Decided>, Stop> {
    let amount = case.owed_by_order();
    let Some(pay) = case.pay.clone().filter(|_| amount > 0) else { return Ok(None) };
    let before = case.transfers.len();
    let movement = Movement {
        account: pay.account.as_deref(),
        order: Some(file),
        ..Movement::new(TransferKind::Order, amount, &pay.person)
    };
    book(rules, today, &mut case, movement)?;
    Ok(Some(Decided::of(case).since(before)))
}

/// Hands out in cash what is owed: fees that are given back, and benefits of whoever named no account.
pub fn pay_out(
    rules: &Rules,
    (now, today): (Instant, Date),
    mut case: CaseDoc,
    officer: Option<&Officer>,
    related: bool,
) -> Result<Decided, Stop> {
    let ledger = ledger(rules)?;
    let officer = officer.filter(|officer| serves(ledger, &case, officer)).ok_or(Refusal::NotAllowed)?;
    if related || case.is_of(&officer.key) || paid_person(&case) == officer.key.as_str() {
        return Err(Refusal::ConflictOfInterest.into());
    }
    if case.owed_in_cash() <= 0 {
        return Err(Refusal::NothingToPay.into());
    }
    let before = case.transfers.len();
    let (refund, applicant) = (case.refund_owed(), case.applicant.clone());
    let benefit = case.owed_in_cash().saturating_sub(refund);
    let person = paid_person(&case).to_owned();
    let parts = [
        Movement::new(TransferKind::RefundPaid, refund, &applicant),
        Movement::new(TransferKind::BenefitPaid, benefit, &person),
    ];
    for movement in parts {
        book(rules, today, &mut case, Movement { desk: Some(officer), ..movement })?;
    }
    case.history.push(Entry {
        at: now,
        action: ActionId::new(PAY_OUT),
        by: By::from(officer),
        state: case.state.clone(),
        reason: None,
        note: None,
    });
    Ok(Decided::of(case).since(before))
}

/// The name of the account that a desk's drawer is.
pub fn drawer(rules: &Rules, officer: &Officer) -> Result<String, Broken> {
    account_at(rules, Part::Cash, officer)
}

/// Money that an officer of the desk brings to the drawer or hands in: it belongs to no case.
pub fn carry(
    rules: &Rules,
    today: Date,
    officer: &Officer,
    kind: TransferKind,
    amount: i64,
    key: &str,
) -> Result<Transfer, Broken> {
    let (debit, credit) = kind.sides();
    Ok(Transfer {
        tail: format!("{}-{key}", kind.name()),
        kind,
        debit: account_at(rules, debit, officer)?,
        credit: account_at(rules, credit, officer)?,
        amount,
        currency: rules.model.info.currency.code.to_string(),
        day: today,
        person: officer.key.as_str().to_owned(),
        account: None,
        order: None,
    })
}

/// An account of an officer's office.
fn account_at(rules: &Rules, part: Part, officer: &Officer) -> Result<String, Broken> {
    let none = base::ServiceId::new("none");
    let whose = Whose { service: &none, agency: &officer.agency, office: Some(&officer.office) };
    let account = ledger(rules)?.part(part).ok_or_else(|| Broken::Damaged {
        what: "state folder",
        reason: format!("no account for {}", part.name()),
    })?;
    Ok(account.name_for(whose).into())
}

/// True if an officer keeps the desk of the office that has the case.
pub fn serves(ledger: &Ledger, case: &CaseDoc, officer: &Officer) -> bool {
    officer.role == ledger.desk
        && officer.agency == case.agency
        && case.office.as_ref().is_none_or(|office| *office == officer.office)
}

fn paid_person(case: &CaseDoc) -> &str {
    case.pay.as_ref().map_or(&case.applicant, |pay| &pay.person)
}

/// Everyone whose money a case moves, besides those it is about.
pub(crate) fn concern(case: &mut CaseDoc) {
    let people: Vec<String> = case.transfers.iter().map(|transfer| transfer.person.clone()).collect();
    for person in people.into_iter().map(|key| Subject::new(&key)) {
        if !case.subjects.iter().any(|key| key == person.as_str()) {
            case.subjects.push(person.as_str().to_owned());
        }
    }
}

fn ledger(rules: &Rules) -> Result<&Ledger, Broken> {
    rules.model.ledger.as_ref().ok_or_else(|| Broken::Damaged {
        what: "state folder",
        reason: "money moves, and there is no ledger".to_owned(),
    })
}

/// Notes a transfer in the case. Nothing is booked of an amount that is not more than zero.
fn book(rules: &Rules, today: Date, case: &mut CaseDoc, movement: Movement<'_>) -> Result<(), Broken> {
    if movement.amount <= 0 {
        return Ok(());
    }
    let ledger = ledger(rules)?;
    let whose = Whose {
        service: &case.service,
        agency: movement.desk.map_or(&case.agency, |desk| &desk.agency),
        office: movement.desk.map_or(case.office.as_ref(), |desk| Some(&desk.office)),
    };
    let name = |part: Part| {
        ledger.part(part).map(|account| String::from(account.name_for(whose))).ok_or_else(|| {
            Broken::Missing { service: case.service.clone(), what: format!("an account for {}", part.name()) }
        })
    };
    let (debit, credit) = movement.kind.sides();
    let (debit, credit) = (name(debit)?, name(credit)?);
    let of_kind = case.transfers.iter().filter(|transfer| transfer.kind == movement.kind).count();
    let tail = movement.tail.unwrap_or_else(|| format!("{}-{}", movement.kind.name(), of_kind + 1));
    case.transfers.push(Transfer {
        tail,
        kind: movement.kind,
        debit,
        credit,
        amount: movement.amount,
        currency: rules.model.info.currency.code.to_string(),
        day: today,
        person: movement.person.to_owned(),
        account: movement.account.map(str::to_owned),
        order: movement.order.map(str::to_owned),
    });
    concern(case);
    Ok(())
}
