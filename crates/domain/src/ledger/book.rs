//! What books money: fees taken and given back, benefits that fall due, cash that is handed out, payment orders.

use super::{FeeDoc, PayDoc, Transfer, TransferKind, fee, minor};
use crate::acts::{Decided, Officer, Setting};
use crate::case::{By, CaseDoc, Entry};
use crate::facts::Facts;
use crate::refusal::{Broken, Refusal, Stop};
use crate::scope::{Rules, Vars};
use crate::value;
use base::time::plus_months;
use base::{ActionId, Date, Instant};
use feel::{Decimal, Value};
use model::ledger::PAY_OUT;
use model::service::Outcome;
use model::{Action, Ledger, Part, Pay, Service, Whose};

/// Most periods of a benefit that one act books: fifty years of months.
const PERIODS_MAX: u32 = 600;

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

/// What an action takes or gives back.
pub(crate) fn by_action(
    setting: &Setting<'_>,
    action: &Action,
    officer: Option<&Officer>,
    case: &mut CaseDoc,
) -> Result<(), Stop> {
    if let Some(desk) = officer.filter(|_| action.collect) {
        collect(setting.rules, setting.today, case, desk)?;
    }
    if action.refund {
        refund(setting.rules, setting.today, case)?;
    }
    Ok(())
}

/// What an outcome gives back and begins to pay.
pub(crate) fn by_outcome(
    setting: &Setting<'_>,
    service: &Service,
    outcome: &Outcome,
    amount: Option<&Decimal>,
    vars: &Vars,
    case: &mut CaseDoc,
) -> Result<(), Broken> {
    if outcome.refund {
        refund(setting.rules, setting.today, case)?;
    }
    begin((setting.rules, setting.today), service, outcome, amount, vars, case)
}

/// Takes what is still to be paid, at the desk of an officer.
fn collect(rules: &Rules, today: Date, case: &mut CaseDoc, desk: &Officer) -> Result<(), Stop> {
    let amount = case.outstanding();
    if amount <= 0 {
        return Err(Refusal::NothingToPay.into());
    }
    let applicant = case.applicant.clone();
    let movement = Movement { desk: Some(desk), ..Movement::new(TransferKind::Fee, amount, &applicant) };
    Ok(book(rules, today, case, movement)?)
}

/// What was paid of the fee is to be given back, and nothing is to be paid any more.
fn refund(rules: &Rules, today: Date, case: &mut CaseDoc) -> Result<(), Broken> {
    let (amount, applicant) = (case.paid(), case.applicant.clone());
    case.fee = None;
    book(rules, today, case, Movement::new(TransferKind::Refund, amount, &applicant))
}

/// Begins to pay what an outcome gives, and books what is due on the day.
fn begin(
    (rules, today): (&Rules, Date),
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
fn months(rules: &Rules, today: Date, case: &mut CaseDoc) -> Result<(), Broken> {
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
        agency: None,
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
fn concern(case: &mut CaseDoc) {
    let people: Vec<String> = case.transfers.iter().map(|transfer| transfer.person.clone()).collect();
    for person in people {
        if !case.subjects.contains(&person) {
            case.subjects.push(person);
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
