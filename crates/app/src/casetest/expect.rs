//! What a case expects, beside what came.

use super::runner::Runner;
use base::{CaseId, RegisterId};
use domain::{CaseDoc, RecordWrite, Refusal};
use feel::Decimal;
use serde_json::Value as Json;
use state::{CaseRecord, CaseValue, Expectation};

/// Everything that did not come as expected, a sentence each. `id` is the case's number unless filing was refused.
pub(super) fn check(runner: &Runner<'_>, expect: &Expectation, id: Option<&CaseId>) -> Vec<String> {
    let mut wrong = Vec::new();
    questions(runner, expect, &mut wrong);
    refusal(runner, expect, &mut wrong);
    match id.and_then(|id| runner.cases.get(id)) {
        Some(case) => case_itself(runner, expect, case, &mut wrong),
        None => nothing_filed(expect, &mut wrong),
    }
    if let Some(case) = id.and_then(|id| runner.cases.get(id)) {
        money(runner, expect, case, &mut wrong);
        pick_up(expect, case, &mut wrong);
        days(runner, expect, case, &mut wrong);
    }
    decisions(runner, expect, &mut wrong);
    written(runner, expect, &mut wrong);
    wrong
}

fn questions(runner: &Runner<'_>, expect: &Expectation, wrong: &mut Vec<String>) {
    let asked: Vec<&str> = runner.asked.iter().map(String::as_str).collect();
    if let Some(expected) = &expect.asked {
        let mut expected: Vec<&str> = expected.iter().map(base::FieldId::as_str).collect();
        let mut came = asked.clone();
        expected.sort_unstable();
        came.sort_unstable();
        if expected != came {
            wrong.push(format!(
                "expected that [{}] is asked, but [{}] is",
                expected.join(", "),
                came.join(", ")
            ));
        }
    }
    for question in expect.never_asked.iter().filter(|question| asked.contains(&question.as_str())) {
        wrong.push(format!("expected that `{question}` is not asked, but it is"));
    }
}

fn refusal(runner: &Runner<'_>, expect: &Expectation, wrong: &mut Vec<String>) {
    match (&expect.refused, &runner.refused) {
        (Some(expected), Some(refused))
            if refused.refusals.iter().any(|refusal| refusal.code() == expected) => {}
        (Some(expected), Some(refused)) => {
            wrong.push(format!(
                "expected a refusal `{expected}`, but {} was refused: {}",
                refused.what,
                listed(&refused.refusals)
            ));
        }
        (Some(expected), None) => {
            wrong.push(format!("expected a refusal `{expected}`, but nothing was refused"));
        }
        (None, Some(refused)) => {
            wrong.push(format!("{} was refused: {}", refused.what, listed(&refused.refusals)));
        }
        (None, None) => {}
    }
}

fn listed(refusals: &[Refusal]) -> String {
    let one = |refusal: &Refusal| match (refusal, refusal.field()) {
        (Refusal::Check { field, code, .. }, _) => format!("check ({field}: {code})"),
        (_, Some(field)) => format!("{} ({field})", refusal.code()),
        (_, None) => refusal.code().to_owned(),
    };
    refusals.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn case_itself(runner: &Runner<'_>, expect: &Expectation, case: &CaseDoc, wrong: &mut Vec<String>) {
    let works = runner
        .rules
        .model
        .services
        .get(&case.service)
        .is_some_and(|service| service.states.contains_key(&case.state));
    // a case that is decided waits for nothing any more
    let why = case.why.as_ref().filter(|_| works);
    if let Some(expected) = expect.state.as_ref().filter(|expected| **expected != case.state) {
        let because = why.map(|why| format!(" because of `{why}`")).unwrap_or_default();
        wrong.push(format!("expected state `{expected}`, but it is `{}`{because}", case.state));
    }
    let attacked = case.attacked.as_ref().and_then(|id| runner.cases.get(id)).map(|case| &case.state);
    if let Some(expected) = expect.attacked.as_ref().filter(|expected| Some(*expected) != attacked) {
        let came = attacked.map(base::StateName::as_str);
        wrong.push(format!("expected the attacked case in `{expected}`, but it is in {}", quoted(came)));
    }
    if let Some(expected) = expect.why.as_ref().filter(|expected| expected.as_ref() != why) {
        wrong.push(format!(
            "expected the reason {}, but it is {}",
            quoted(expected.as_deref()),
            quoted(why.map(String::as_str))
        ));
    }
    if let Some(expected) = expect.overdue.filter(|expected| *expected != case.overdue) {
        let words = |overdue| if overdue { "overdue" } else { "not overdue" };
        wrong.push(format!(
            "expected that the case is {}, but it is {}",
            words(expected),
            words(case.overdue)
        ));
    }
    if let Some(expected) = expect.office.as_ref().filter(|expected| case.office.as_ref() != Some(*expected))
    {
        let came = case.office.as_ref().map(base::OfficeId::as_str);
        wrong.push(format!("expected that the office is `{expected}`, but it is {}", quoted(came)));
    }
    if let Some(expected) = expect.agency.as_ref().filter(|expected| **expected != case.agency) {
        wrong.push(format!("expected that the agency is `{expected}`, but it is `{}`", case.agency));
    }
    let queue = match &case.queue {
        Some(role) => Some(role.as_str()),
        None => works.then_some("applicant"),
    };
    if let Some(expected) = expect.queue.as_deref().filter(|expected| Some(*expected) != queue) {
        wrong.push(format!(
            "expected that it is the turn of `{expected}`, but it is {}",
            queue.map_or_else(|| "nobody's".to_owned(), |role| format!("that of `{role}`"))
        ));
    }
}

/// What waits at the office, and from when.
fn pick_up(expect: &Expectation, case: &CaseDoc, wrong: &mut Vec<String>) {
    let waits = case.decision.as_ref().and_then(|decision| decision.pick_up.as_ref());
    let came = waits.map(|waits| waits.from.map_or_else(|| "unknown".to_owned(), |day| day.to_string()));
    if let Some(expected) = expect.pick_up.as_ref().filter(|expected| **expected != came) {
        let [expected, came] = [expected, &came].map(|day| day.as_deref().unwrap_or("never"));
        wrong.push(format!("expected that something waits at the office from {expected}, but it is {came}"));
    }
}

/// When the running term ends, and until when the decision can be attacked.
fn days(runner: &Runner<'_>, expect: &Expectation, case: &CaseDoc, wrong: &mut Vec<String>) {
    let minute = case.due_at.map(|at| super::time::said(at.civil(&runner.zone)));
    let due = minute.or_else(|| case.due.map(|day| day.to_string()));
    let appeal = case.decision.as_ref().and_then(|decision| decision.appeal.as_ref());
    let until = appeal.map(|appeal| appeal.until.to_string());
    for (what, expected, came) in [
        ("the running term ends", &expect.due, due),
        ("the time for an appeal ends", &expect.appeal_until, until),
    ] {
        if let Some(expected) = expected.as_ref().filter(|expected| **expected != came) {
            let [expected, came] = [expected, &came].map(|day| day.as_deref().unwrap_or("no day"));
            wrong.push(format!("expected that {what} on {expected}, but it is {came}"));
        }
    }
}

/// What is to be paid, was paid and is owed.
fn money(runner: &Runner<'_>, expect: &Expectation, case: &CaseDoc, wrong: &mut Vec<String>) {
    let major = |minor: i64| domain::ledger::major(runner.rules, minor);
    let fee = case.fee.as_ref().map(|fee| major(fee.amount));
    let owed = major(case.refund_owed().saturating_add(case.benefit_owed()));
    let sums = [
        ("fee", expect.fee.clone(), fee),
        ("sum that was paid", expect.paid.clone().map(Some), Some(major(case.paid()))),
        ("sum that is owed", expect.owed.clone().map(Some), Some(owed)),
    ];
    for (what, expected, came) in sums {
        let Some(expected) = expected else { continue };
        let number = expected.as_ref().and_then(|text| text.parse::<Decimal>().ok());
        if number != came || expected.is_some() != came.is_some() {
            let came = came.map(|amount| amount.to_string());
            let [expected, came] =
                [expected.as_deref(), came.as_deref()].map(|text| text.unwrap_or("nothing"));
            wrong.push(format!("expected the {what} {expected}, but it is {came}"));
        }
    }
    let tails: Vec<&str> = case.transfers.iter().map(|transfer| transfer.tail.as_str()).collect();
    if let Some(expected) = expect.transfers.as_ref().filter(|expected| **expected != tails) {
        wrong.push(format!(
            "expected the transfers [{}], but there are [{}]",
            expected.join(", "),
            tails.join(", ")
        ));
    }
}

/// What is said of a case that there is not.
fn nothing_filed(expect: &Expectation, wrong: &mut Vec<String>) {
    let mut say = |what: String| wrong.push(format!("expected {what}, but there is no case"));
    if let Some(state) = &expect.state {
        say(format!("state `{state}`"));
    }
    if let Some(Some(why)) = &expect.why {
        say(format!("the reason `{why}`"));
    }
    if expect.overdue == Some(true) {
        say("that the case is overdue".to_owned());
    }
    if let Some(queue) = &expect.queue {
        say(format!("that it is the turn of `{queue}`"));
    }
    if let Some(agency) = &expect.agency {
        say(format!("that the agency is `{agency}`"));
    }
    if let Some(office) = &expect.office {
        say(format!("that the office is `{office}`"));
    }
}

fn decisions(runner: &Runner<'_>, expect: &Expectation, wrong: &mut Vec<String>) {
    if let Some(expected) = expect.decisions.filter(|expected| *expected != runner.decisions) {
        wrong.push(format!("expected {expected} decisions, but there are {}", runner.decisions));
    }
    if let Some(expected) = &expect.amount {
        let number = expected.as_ref().map(|text| text.parse::<Decimal>());
        let came = runner.amount;
        let same = match (&number, &came) {
            (None, None) => true,
            (Some(Ok(expected)), Some(came)) => expected == came,
            _ => false,
        };
        if !same {
            let came = came.map(|amount| amount.to_string());
            wrong.push(format!(
                "expected the amount {}, but it is {}",
                expected.as_deref().unwrap_or("nothing"),
                came.as_deref().unwrap_or("nothing")
            ));
        }
    }
}

/// Each expected record is one that was written, with at least these fields; no written record counts twice. A register
/// without records says that nothing is written to it, and no register that nothing is written at all.
fn written(runner: &Runner<'_>, expect: &Expectation, wrong: &mut Vec<String>) {
    let Some(expected) = &expect.written else { return };
    let all = expected.is_empty();
    let nothing =
        |register: &RegisterId| expected.iter().any(|(id, records)| id == register && records.is_empty());
    for write in runner.written.iter().filter(|write| all || nothing(&write.register)) {
        wrong.push(format!(
            "expected that nothing is written to {}, but {} is",
            write.register,
            described(write)
        ));
    }
    for (register, records) in expected {
        let mut left: Vec<&RecordWrite> =
            runner.written.iter().filter(|write| write.register == *register).collect();
        // the most particular first, so that a general one does not take its record
        let mut records: Vec<&CaseRecord> = records.iter().collect();
        records.sort_by_key(|record| std::cmp::Reverse(record.len()));
        for record in records {
            match left.iter().position(|write| has(write, record)) {
                Some(found) => {
                    left.remove(found);
                }
                None => wrong.push(not_written(register, record, &left)),
            }
        }
    }
}

fn has(write: &RecordWrite, record: &CaseRecord) -> bool {
    record.iter().all(|(field, expected)| {
        let time = |day: Option<base::Date>| day.map(|day| Json::String(day.to_string()));
        let came = match (write.doc.get(field.as_str()), field.as_str()) {
            (Some(value), _) => Some(value.clone()),
            (None, "valid_from") => time(Some(write.valid_from)),
            (None, "valid_until") => time(write.valid_until),
            (None, _) => None,
        };
        same(came.as_ref(), expected)
    })
}

/// True if a stored value is the one that was written in the case: amounts are the same whatever their zeros.
fn same(came: Option<&Json>, expected: &CaseValue) -> bool {
    match (came, expected) {
        (None | Some(Json::Null), CaseValue::Null) => true,
        (Some(Json::Bool(came)), CaseValue::Text(expected)) => *expected == came.to_string(),
        (Some(Json::String(came)), CaseValue::Text(expected)) => {
            came == expected
                || matches!((came.parse::<Decimal>(), expected.parse::<Decimal>()), (Ok(a), Ok(b)) if a == b)
        }
        _ => false,
    }
}

fn not_written(register: &RegisterId, record: &CaseRecord, left: &[&RecordWrite]) -> String {
    let record = record
        .iter()
        .map(|(field, value)| format!("{field}: {}", in_words(value)))
        .collect::<Vec<_>>()
        .join(", ");
    let came = left.iter().map(|write| described(write)).collect::<Vec<_>>();
    let came = if came.is_empty() {
        "no other record was".to_owned()
    } else {
        format!("only {} was", came.join(", "))
    };
    format!("expected that {{{record}}} is written to {register}, but {came}")
}

fn described(write: &RecordWrite) -> String {
    let fields = write.doc.iter().map(|(field, value)| {
        format!("{field}: {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    });
    format!("{{{}}} from {}", fields.collect::<Vec<_>>().join(", "), write.valid_from)
}

fn in_words(value: &CaseValue) -> String {
    match value {
        CaseValue::Null => "null".to_owned(),
        CaseValue::Text(text) => text.clone(),
        CaseValue::List(items) => format!("[{}]", items.iter().map(in_words).collect::<Vec<_>>().join(", ")),
    }
}

fn quoted(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), |text| format!("`{text}`"))
}
