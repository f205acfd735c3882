//! What a final state gives: records to write, values to hand over, the decision.

use crate::acts::{RecordWrite, Setting};
use crate::case::{AppealNotice, By, CaseDoc, DecisionDoc, Entry, PickUpDoc};
use crate::facts::Facts;
use crate::refusal::{Broken, Stop};
use crate::scope::Vars;
use crate::value;
use base::{ActionId, AgencyId, FieldId};
use feel::{Context, Decimal, Value};
use model::calendar::Term;
use model::service::{AppealTo, Favour, Outcome, Write};
use model::{FieldType, Formula, Service};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// The words and articles of whoever decides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grounds {
    pub(crate) action: Option<ActionId>,
    pub(crate) reason: Option<String>,
    pub(crate) law: Vec<String>,
    pub(crate) note: Option<String>,
}

/// Brings a case to a final state: the decision, unless the applicant ended it, and the records it writes.
pub(crate) fn conclude(
    setting: &Setting<'_>,
    service: &Service,
    outcome: &Outcome,
    case: &mut CaseDoc,
    facts: &Facts,
    by: By,
    grounds: Grounds,
) -> Result<Vec<RecordWrite>, Stop> {
    let mut vars = facts.vars.clone();
    vars.set("drawn", drawn(setting));
    let with_drawn = Facts { vars, read: Vec::new(), born: None };
    let amount = crate::rules::amount(setting.rules, service, outcome, &with_drawn)?;
    if matches!(by, By::Machine) && gives_nothing(outcome, amount.as_ref()) {
        return Err(Broken::Value {
            service: service.id.clone(),
            place: "amount of a grant by machine".to_owned(),
            got: "nothing or less",
            expected: "a positive number",
        }
        .into());
    }
    let mut writes = Vec::new();
    for write in &outcome.write {
        writes.extend(records(setting, service, write, &with_drawn.vars)?);
    }
    concern(setting, case, &writes);
    crate::ledger::by_outcome(setting, service, outcome, amount.as_ref(), &with_drawn.vars, case)?;
    let give = given(setting, service, outcome, &with_drawn.vars);
    let pick_up = pick_up(setting, service, outcome, &with_drawn.vars)?;
    case.amount = amount.map(|amount| amount.to_string());
    rest(case);
    case.watch = if outcome.favour == Favour::For { crate::rules::watch(service, facts) } else { None };
    case.since = setting.today;
    case.history.push(Entry {
        at: setting.now,
        action: grounds.action.clone().unwrap_or_else(|| ActionId::new("decide")),
        by: by.clone(),
        state: case.state.clone(),
        reason: grounds.reason.clone(),
        note: grounds.note.clone(),
        agency: None,
    });
    if matches!(by, By::Applicant) {
        // Whoever takes their claim back decides nothing: no reasons, nothing to attack.
        case.decision = None;
        return Ok(writes);
    }
    let appeal = appeal(setting, service, by.agency(case), facts)?;
    case.decision = Some(DecisionDoc {
        document: setting.document.to_owned(),
        state: case.state.clone(),
        favour: outcome.favour != Favour::Against,
        amount: case.amount.clone(),
        every: outcome.every.clone(),
        by,
        at: setting.now,
        on: setting.today,
        reason: grounds.reason,
        law: grounds.law,
        note: grounds.note,
        give,
        pick_up,
        template: outcome.document.clone(),
        appeal,
    });
    Ok(writes)
}

/// What is handed over, in words where the registers have them.
fn given(
    setting: &Setting<'_>,
    service: &Service,
    outcome: &Outcome,
    vars: &Vars,
) -> Vec<(String, value::Shown)> {
    let naming = setting.naming();
    let one = |formula| naming.given(service, formula, &vars.eval(formula));
    outcome.give.iter().map(|(id, formula)| (id.clone(), one(formula))).collect()
}

/// What waits at the office, and from which day.
fn pick_up(
    setting: &Setting<'_>,
    service: &Service,
    outcome: &Outcome,
    vars: &Vars,
) -> Result<Option<PickUpDoc>, Broken> {
    let waits = outcome.pick_up.as_ref().filter(|pick_up| vars.holds(pick_up.when.as_ref()));
    let Some(pick_up) = waits else { return Ok(None) };
    if matches!(vars.eval(&pick_up.after), Value::Null) {
        return Ok(Some(PickUpDoc { from: None }));
    }
    let term = Term { days: days(vars, &pick_up.after, service, "pick_up")?, unit: pick_up.unit };
    let day = setting.rules.model.info.calendar.last_day(setting.today, term).ok_or(Broken::Calendar)?;
    Ok(Some(PickUpDoc { from: Some(day) }))
}

/// Nobody has to do anything with the case any more.
fn rest(case: &mut CaseDoc) {
    case.open = false;
    case.queue = None;
    case.assigned = None;
    (case.due, case.due_at) = (None, None);
    case.returned = None;
}

/// Whoever gets a record by a case is one of those it holds data of.
fn concern(setting: &Setting<'_>, case: &mut CaseDoc, writes: &[RecordWrite]) {
    for write in writes {
        let register = setting.rules.model.registers.get(&write.register);
        let field = register.and_then(|register| register.subject.as_ref());
        let subject = field.and_then(|field| write.doc.get(field.as_str())).and_then(Json::as_str);
        if let Some(subject) = subject.filter(|subject| !case.subjects.iter().any(|key| key == subject)) {
            case.subjects.push(subject.to_owned());
        }
    }
}

/// True if an outcome has an amount, and it is none, zero or less.
pub(crate) fn gives_nothing(outcome: &Outcome, amount: Option<&Decimal>) -> bool {
    outcome.amount.is_some() && amount.is_none_or(|amount| amount.is_zero() || amount.is_negative())
}

fn drawn(setting: &Setting<'_>) -> Value {
    Value::Context(Context::new(
        setting.drawn.iter().map(|(name, text)| (Arc::from(name.as_str()), Value::string(text))),
    ))
}

/// How the decision can be attacked: by whom it is heard, until when.
fn appeal(
    setting: &Setting<'_>,
    service: &Service,
    decided_by: &AgencyId,
    facts: &Facts,
) -> Result<Option<AppealNotice>, Stop> {
    let Some(appeal) = &service.appeal else { return Ok(None) };
    let agency = match &appeal.to {
        AppealTo::Agency(agency) => agency.clone(),
        AppealTo::Superior => match setting.rules.model.superior(decided_by) {
            Some(superior) => superior.id.clone(),
            None => return Ok(None),
        },
    };
    let days = days(&facts.vars, &appeal.days, service, "appeal")?;
    let until = setting
        .rules
        .model
        .info
        .calendar
        .last_day(setting.today, Term { days, unit: appeal.unit })
        .ok_or(Broken::Calendar)?;
    Ok(Some(AppealNotice { service: appeal.service.clone(), agency, until, law: appeal.law.to_string() }))
}

/// A number of hours, in whole minutes.
pub(crate) fn minutes(vars: &Vars, formula: &Formula, service: &Service) -> Result<u32, Broken> {
    let value = vars.eval(formula);
    match &value {
        Value::Number(hours) => hours.mul(Decimal::from(60)),
        _ => None,
    }
    .and_then(|minutes| u32::try_from(minutes.to_i64()?).ok())
    .ok_or_else(|| Broken::Value {
        service: service.id.clone(),
        place: "deadline".to_owned(),
        got: value.kind(),
        expected: "a number of hours, in whole minutes",
    })
}

/// A number of days.
pub(crate) fn days(vars: &Vars, formula: &Formula, service: &Service, place: &str) -> Result<u32, Broken> {
    let value = vars.eval(formula);
    match &value {
        Value::Number(number) => number.to_i64().and_then(|n| u32::try_from(n).ok()),
        _ => None,
    }
    .ok_or_else(|| Broken::Value {
        service: service.id.clone(),
        place: place.to_owned(),
        got: value.kind(),
        expected: "a whole number of days",
    })
}

/// The records of one `write`.
fn records(
    setting: &Setting<'_>,
    service: &Service,
    write: &Write,
    vars: &Vars,
) -> Result<Vec<RecordWrite>, Broken> {
    let items = match &write.for_each {
        None => vec![None],
        Some(formula) => match vars.eval(formula) {
            Value::List(items) => items.iter().cloned().map(Some).collect(),
            Value::Null => Vec::new(),
            single => vec![Some(single)],
        },
    };
    items
        .into_iter()
        .map(|item| {
            let mut vars = vars.clone();
            if let Some(item) = item {
                vars.set("item", item);
            }
            record(setting, service, write, &vars)
        })
        .collect()
}

/// An amount has no more decimals than the state's currency.
fn in_currency(setting: &Setting<'_>, ty: &FieldType, value: Value) -> Value {
    let scale = i32::from(setting.rules.model.info.currency.decimals);
    match (ty, &value) {
        (FieldType::Money, Value::Number(number)) => {
            number.round(scale, feel::Rounding::HalfEven).map_or(value, Value::Number)
        }
        _ => value,
    }
}

fn record(
    setting: &Setting<'_>,
    service: &Service,
    write: &Write,
    vars: &Vars,
) -> Result<RecordWrite, Broken> {
    let place = |field: &FieldId| format!("write to {}.{field}", write.register);
    let register = setting.rules.model.registers.get(&write.register).ok_or_else(|| Broken::Missing {
        service: service.id.clone(),
        what: format!("register {}", write.register),
    })?;
    let mut doc = Map::new();
    for (id, formula) in &write.record {
        let field = register
            .field(id.as_str())
            .ok_or_else(|| Broken::Missing { service: service.id.clone(), what: place(id) })?;
        let value = in_currency(setting, &field.ty, vars.eval(formula));
        let json = value::to_json(&field.ty, &value)
            .filter(|json| field.optional || !json.is_null())
            .ok_or_else(|| Broken::Value {
                service: service.id.clone(),
                place: place(id),
                got: value.kind(),
                expected: "a value of the field's type",
            })?;
        if !json.is_null() {
            doc.insert(id.as_str().to_owned(), json);
        }
    }
    let valid_from = vars.date(write.valid_from.as_ref(), setting.today, &service.id, "valid_from")?;
    let valid_until = match &write.valid_until {
        Some(formula) => value::civil(&vars.eval(formula)),
        None => None,
    };
    Ok(RecordWrite { register: write.register.clone(), doc, valid_from, valid_until })
}
