//! `services/ID/service.yaml`: deciding, states of work, outcomes.

use crate::build::appeal::{again, appeal};
use crate::build::formula::{self, Expect, Scope};
use crate::build::forward::forward;
use crate::build::ledger;
use crate::build::migrate::migrate;
use crate::build::service::formula_of;
use crate::codes;
use crate::index::Resolver;
use crate::sink::did_you_mean;
use crate::view::View;
use base::{ActionId, FieldId, RegisterId, StateName};
use model::service::{Deadline, DeadlineUnit, Favour, WorkState};
use model::{
    Action, Branch, By, Formula, OnSilence, Outcome, PickUp, Queue, Register, Require, Service, TermUnit,
    Write,
};
use std::collections::BTreeMap;

/// Adds the workflow to a service.
pub fn fill(
    view: View<'_>,
    service: &mut Service,
    registers: &BTreeMap<RegisterId, Register>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) {
    let mut targets = Targets::of(view);
    targets.state(view.get("fee").and_then(|fee| fee.get("wait")), names);
    service.decide =
        view.list("decide").filter_map(|line| branch(line, &mut targets, scope, names)).collect();
    for pair in view.map("states") {
        let state = work_state(pair.key, pair.value, pair.at.clone(), &mut targets, scope, names);
        service.states.extend(state.map(|state| (StateName::new(pair.key), state)));
    }
    for pair in view.map("outcomes") {
        if let Some(first) = service.states.get(pair.key) {
            names
                .sink
                .error(
                    codes::DEFINED_TWICE,
                    pair.at.clone(),
                    format!("`{}` is both a state of work and an outcome", pair.key),
                )
                .help("give one of the two another name")
                .related(first.at.clone(), "first here");
        }
        let outcome = outcome(pair.value, registers, scope, names);
        service.outcomes.extend(outcome.map(|outcome| (StateName::new(pair.key), outcome)));
    }
    service.appeal = view.get("appeal").and_then(|view| appeal(view, scope, names));
    service.again = view.get("again").and_then(|view| again(view, registers, scope, names));
    service.migrate = migrate(view, service, names);
}

/// States, outcomes and reasons of a service, to resolve what points at them.
struct Targets<'a> {
    states: Vec<&'a str>,
    reasons: Vec<&'a str>,
    /// Where `decide` sends what no other line holds of.
    otherwise: Option<&'a str>,
}

impl<'a> Targets<'a> {
    fn of(view: View<'a>) -> Self {
        let states = view.map("states").chain(view.map("outcomes")).map(|pair| pair.key).collect();
        let reasons = view.map("reasons").map(|pair| pair.key).collect();
        let otherwise = view.list("decide").last().and_then(|line| line.text_of("otherwise"));
        Self { states, reasons, otherwise }
    }

    fn state(&mut self, view: Option<View<'_>>, names: &mut Resolver<'_>) -> Option<StateName> {
        let view = view?;
        let name = view.text()?;
        if !self.states.contains(&name) {
            let help = did_you_mean(name, self.states.iter().copied(), "states");
            names.sink.error(codes::UNKNOWN_STATE, view.at(), format!("unknown state `{name}`")).help(help);
        }
        Some(StateName::new(name))
    }

    fn reason(&mut self, view: Option<View<'_>>, names: &mut Resolver<'_>) -> Option<String> {
        let view = view?;
        let name = view.text()?;
        if !self.reasons.contains(&name) {
            let help = did_you_mean(name, self.reasons.iter().copied(), "reasons");
            names.sink.error(codes::UNKNOWN_REASON, view.at(), format!("unknown reason `{name}`")).help(help);
        }
        Some(name.to_owned())
    }
}

fn branch(
    view: View<'_>,
    targets: &mut Targets<'_>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Option<Branch> {
    let why = targets.reason(view.get("why"), names);
    let at = view.head();
    match (view.get("when"), view.get("then"), view.get("otherwise")) {
        (Some(_), Some(then), None) => {
            let then = targets.state(Some(then), names);
            // a line whose condition can't be read must not look like `otherwise`
            let when = formula_of(view, "when", Expect::Bool, scope, names);
            Some(Branch { when: Some(when?), then: then?, why, at })
        }
        (None, None, Some(otherwise)) => {
            Some(Branch { when: None, then: targets.state(Some(otherwise), names)?, why, at })
        }
        _ => {
            names
                .sink
                .error(codes::BAD_BRANCH, at, "a line of `decide` has `when` and `then`, or `otherwise`")
                .help("write `{when: \"= …\", then: STATE}`, and `{otherwise: STATE, why: REASON}` as the last line");
            None
        }
    }
}

fn work_state(
    name: &str,
    view: View<'_>,
    at: model::Source,
    targets: &mut Targets<'_>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Option<WorkState> {
    let queue = match view.get("queue")?.get("role") {
        Some(role) => Queue::Role(names.role(Some(role))),
        None => Queue::Applicant,
    };
    let mut actions = BTreeMap::new();
    for pair in view.map("actions") {
        if let Some(action) = action(pair.key, pair.value, targets, scope, names) {
            actions.insert(action.id.clone(), action);
        }
    }
    let deadline = view.get("deadline").and_then(|view| deadline(view, targets, scope, names));
    Some(WorkState { name: StateName::new(name), queue, deadline, actions, at })
}

/// The length of a deadline: in days, or in hours of the office.
fn length(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<(Formula, DeadlineUnit)> {
    match (view.get("office_hours"), view.get("working_days").or(view.get("calendar_days"))) {
        (Some(hours), None) => {
            Some((formula::read(hours, Expect::Number, scope, names.sink)?, DeadlineUnit::OfficeHours))
        }
        (None, Some(_)) => days(view, scope, names).map(|(days, unit)| (days, DeadlineUnit::Days(unit))),
        _ => {
            names
                .sink
                .error(
                    codes::BAD_TERM,
                    view.head(),
                    "a deadline has one of `working_days`, `calendar_days` and `office_hours`",
                )
                .help("write one of the three");
            None
        }
    }
}

pub(super) fn days(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<(Formula, TermUnit)> {
    match (view.get("working_days"), view.get("calendar_days")) {
        (Some(days), None) => {
            Some((formula::read(days, Expect::Number, scope, names.sink)?, TermUnit::WorkingDays))
        }
        (None, Some(days)) => {
            Some((formula::read(days, Expect::Number, scope, names.sink)?, TermUnit::CalendarDays))
        }
        _ => {
            names
                .sink
                .error(codes::BAD_TERM, view.head(), "a term has either `working_days` or `calendar_days`")
                .help("write one of the two");
            None
        }
    }
}

fn deadline(
    view: View<'_>,
    targets: &mut Targets<'_>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Option<Deadline> {
    let length = length(view, scope, names);
    let silence = view.get("on_silence")?;
    let on_silence = match (silence.get("escalate"), silence.get("to"), silence.get("grant")) {
        (Some(role), None, None) => OnSilence::Escalate(names.role(Some(role))),
        (None, Some(to), None) => OnSilence::To(targets.state(Some(to), names)?),
        (None, None, Some(grant)) => {
            let to = targets.state(Some(grant), names);
            if silence.get("law").is_none() {
                names
                    .sink
                    .error(codes::SILENCE_WITHOUT_LAW, silence.at(), "silence grants here, but no article says so")
                    .help("add `law: LAW/ARTICLE`; without such an article the case escalates: `{escalate: ROLE}`");
            }
            OnSilence::Grant { to: to?, law: names.cite(silence.get("law")) }
        }
        _ => {
            names
                .sink
                .error(
                    codes::BAD_TERM,
                    silence.at(),
                    "`on_silence` says one thing: `escalate`, `to` or `grant`",
                )
                .help("write `{escalate: ROLE}`, `{to: STATE}` or `{grant: STATE, law: CITE}`");
            return None;
        }
    };
    let (length, unit) = length?;
    Some(Deadline { length, unit, on_silence })
}

fn action(
    id: &str,
    view: View<'_>,
    targets: &mut Targets<'_>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Option<Action> {
    let require = view.list("require").filter_map(|item| {
        Some(match item.text()? {
            "reason" => Require::Reason,
            "article" => Require::Article,
            "fields" => Require::Fields,
            "note" => Require::Note,
            "answers" => Require::Answers,
            _ => return None,
        })
    });
    let require: Vec<Require> = require.collect();
    let collect = view.get("collect").is_some();
    let by_rules = view.get("to").is_none() && (collect || require.contains(&Require::Answers));
    let to = if by_rules {
        targets.otherwise.map(StateName::new)
    } else {
        if view.get("to").is_none() {
            names
                .sink
                .error(codes::MISSING_KEY, view.head(), "the key `to` is missing here")
                .help("add `to:`: the state that follows");
        }
        targets.state(view.get("to"), names)
    };
    if let (Some(at), None) = (view.get("when"), view.get("else")) {
        names
            .sink
            .error(
                codes::CHECK_WITHOUT_WORDS,
                at.at(),
                "an action with a condition needs a message that says why not",
            )
            .help("add `else: CODE` and the message `error-CODE` in each language");
    }
    Some(Action {
        id: ActionId::new(id),
        to: to?,
        by_rules,
        by: if view.text_of("by")? == "applicant" { By::Applicant } else { By::Officer },
        require,
        reasons: view.list("reasons").filter_map(|item| targets.reason(Some(item), names)).collect(),
        when: formula_of(view, "when", Expect::Bool, scope, names),
        else_message: view.text_of("else").map(str::to_owned),
        collect,
        refund: view.get("refund").is_some(),
        forward: view.get("forward").and_then(|view| forward(view, scope, names)),
    })
}

fn outcome(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Option<Outcome> {
    let favour = match view.text_of("favour")? {
        "for" => Favour::For,
        "against" => Favour::Against,
        "moot" => Favour::Moot,
        _ => Favour::Neutral,
    };
    let mut draw = Vec::new();
    for pair in view.map("draw") {
        let kind = pair.value.text().unwrap_or_default();
        if let Some(known) = &names.index.identifiers
            && !known.contains(kind)
        {
            let help = did_you_mean(kind, known.iter().map(String::as_str), "identifiers");
            names
                .sink
                .error(codes::UNKNOWN_TYPE, pair.value.at(), format!("unknown identifier `{kind}`"))
                .help(help);
        }
        draw.push((pair.key.to_owned(), kind.to_owned()));
    }
    let give = view
        .map("give")
        .filter_map(|pair| {
            Some((pair.key.to_owned(), formula::read(pair.value, Expect::Text, scope, names.sink)?))
        })
        .collect();
    Some(Outcome {
        favour,
        amount: formula_of(view, "amount", Expect::Number, scope, names),
        every: view.text_of("every").map(str::to_owned),
        pay: view.get("pay").map(|view| ledger::pay(view, scope, names)),
        refund: view.get("refund").is_some(),
        draw,
        write: view.list("write").filter_map(|item| write(item, registers, scope, names)).collect(),
        give,
        pick_up: view.get("pick_up").and_then(|view| pick_up(view, scope, names)),
        document: names.document(view.get("document")),
        // checked against the attacked services, not against this one
        attacked: view.text_of("attacked").map(StateName::new),
    })
}

fn pick_up(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<PickUp> {
    let when = formula_of(view, "when", Expect::Bool, scope, names);
    let (after, unit) = days(view, scope, names)?;
    Some(PickUp { when, after, unit })
}

/// Reads a record to be written.
pub fn write(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Option<Write> {
    let id = names.register(view.get("register"));
    let register = registers.get(&id);
    Some(Write {
        record: record(view.get("record")?, register, &id, scope, names),
        for_each: formula_of(view, "for_each", Expect::FormulaOnly, scope, names),
        valid_from: formula_of(view, "valid_from", Expect::Date, scope, names),
        valid_until: formula_of(view, "valid_until", Expect::Date, scope, names),
        register: id,
    })
}

/// Reads the fields of a record.
pub fn record(
    view: View<'_>,
    register: Option<&Register>,
    id: &RegisterId,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Vec<(FieldId, Formula)> {
    view.pairs()
        .filter_map(|pair| {
            names.field_named(id.as_str(), pair.key, pair.at.clone());
            let expect = register
                .and_then(|register| register.field(pair.key))
                .map_or(Expect::Text, |field| Expect::of_field(&field.ty));
            Some((FieldId::new(pair.key), formula::read(pair.value, expect, scope, names.sink)?))
        })
        .collect()
}
