//! Templates of documents, set from samples before a real person's letter is.
//!
//! A template gets every word that the services which use it may put into it, in each language: a sample for each kind
//! of outcome, and one with nothing but what is always there.

use crate::error::Fault;
use crate::letter::labels;
use crate::running::Running;
use crate::view;
use i18n::{Arg, Locale};
use model::service::Favour;
use model::{Diagnostic, Outcome, Service, Severity, Source, Span, Step};
use serde_json::{Value, json};
use std::sync::Arc;

/// An outcome with its service and the name of its state.
type Given<'m> = (&'m Service, &'m str, &'m Outcome);

/// Kinds of outcomes as templates know them.
const KINDS: [&str; 3] = ["granted", "refused", "registered"];

/// Everything that is wrong with the templates that services use.
///
/// # Errors
/// The state has no words for one of its languages, which a checked state has.
pub fn check_documents(running: &Running) -> Result<Vec<Diagnostic>, Fault> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for template in running.model().documents.keys() {
        for lang in &running.model().info.languages {
            for kind in KINDS {
                let given = outcomes(running, template, kind);
                let Some((service, ..)) = given.first() else { continue };
                let words = running.service_words(&service.id, lang)?;
                let mut full = common(running, &words, kind);
                for one in &given {
                    fill(running, &mut full, *one, lang)?;
                }
                let bare = bare(full.clone());
                for sample in [full, bare] {
                    let wrong = running.paper.check(template, &sample).err().unwrap_or_default();
                    for error in wrong.into_iter().map(|error| finding(running, &error, lang.as_str())) {
                        // The same mistake in another language or sample is the same mistake.
                        if found.iter().all(|known| known.at != error.at || known.code != error.code) {
                            found.push(error);
                        }
                    }
                }
            }
        }
    }
    Ok(found)
}

/// The outcomes of a kind that use a template.
fn outcomes<'m>(running: &'m Running, template: &str, kind: &str) -> Vec<Given<'m>> {
    let all = running.model().services.values().flat_map(|service| {
        service.outcomes.iter().map(move |(name, outcome)| (service, name.as_str(), outcome))
    });
    all.filter(|(_, _, outcome)| outcome.document.as_deref() == Some(template) && kind_of(outcome) == kind)
        .collect()
}

fn kind_of(outcome: &Outcome) -> &'static str {
    match outcome.favour {
        Favour::For => "granted",
        Favour::Against => "refused",
        Favour::Neutral | Favour::Moot => "registered",
    }
}

/// What every letter has.
fn common(running: &Running, words: &Locale<'_>, kind: &str) -> Value {
    let model = running.model();
    let (info, lang) = (&model.info, words.lang());
    let date = words.date(base::Date::constant(2000, 12, 31));
    let agency = model.agencies.values().next();
    let office = agency.and_then(|agency| agency.offices.first());
    json!({
        "lang": lang.as_str(),
        "labels": labels(words),
        "agency": agency.map(|agency| agency.name.get(lang)),
        "office": office.map(|office| format!("{}, {}", office.name.get(lang), office.address.get(lang))),
        "person": info.name.get(lang),
        "address": "",
        "service": words.text("title"),
        "title": words.text("title"),
        "outcome": words.text("title"),
        "outcome_kind": kind,
        "amount": view::money(running, words, "1234567.5"),
        "paragraphs": [],
        "reasons": [],
        "facts": [],
        "tables": [],
        "decided_by": words.text("history-rules"),
        "decided_on": date,
        "appeal": {"text": words.text_with("paper-appeal-text", &[("body", Arg::from(info.name.get(lang))), ("date", Arg::from(&date))])},
        "demonstration": info.demonstration.as_ref().map_or(info.name.get(lang), |text| text.get(lang)),
        "reading": info.reading.get(lang),
        "document_id": "AAAAAAAAAAAAAAAAAAAAAA",
        "code": "0123-4567-89AB-CDEF",
        "digest": base::Hash::of(b"sample").base64url(),
        "verify_page": "https://example.org/verify",
        "verify_url": "https://example.org/verify/0123-4567-89AB-CDEF",
        "case": "AAAA-AAAA-AAAA",
    })
}

/// Adds what an outcome of a service may put into a letter.
fn fill(
    running: &Running,
    data: &mut Value,
    (service, state, outcome): Given<'_>,
    lang: &base::Lang,
) -> Result<(), Fault> {
    let words = running.service_words(&service.id, lang)?;
    let date = words.date(base::Date::constant(2000, 1, 1));
    let amount = view::money(running, &words, "1234.5");
    let values: Vec<(String, String)> =
        outcome.give.iter().map(|(id, _)| (id.clone(), words.text(&format!("give-{id}")))).collect();
    let mut args = vec![("applicant", Arg::from(service.id.as_str())), ("amount", Arg::from(&amount))];
    args.extend(values.iter().map(|(id, value)| (id.as_str(), Arg::from(value))));
    let mut add = |list: &str, item: Value| {
        if let Some(Value::Array(items)) = data.get_mut(list) {
            items.push(item);
        }
    };
    add("paragraphs", words.text(&format!("state-{state}")).into());
    add("paragraphs", words.text_with(&format!("document-{state}"), &args).into());
    if outcome.pick_up.is_some() {
        let waits = [("office", Arg::from(service.id.as_str())), ("date", Arg::from(&date))];
        add("paragraphs", words.text_with(&format!("pick-up-{state}"), &waits).into());
    }
    for step in &service.steps {
        if let Step::Derive(derive) = step
            && let Some(law) =
                derive.law.as_ref().and_then(|cite| view::law(running, &cite.to_string(), lang))
        {
            let text = words.text_with(&format!("rule-{}", derive.name), &[("value", Arg::from("yes"))]);
            add("reasons", json!({"text": text, "article": law.law}));
        }
    }
    for code in service.reasons.keys() {
        add("reasons", json!({"text": words.text(&format!("reason-{code}")), "article": null}));
    }
    for (_, value) in &values {
        add("facts", json!({"label": value, "value": value, "source": value, "date": date}));
    }
    for known in &service.known {
        let label = words.text(&format!("known-{}", known.id));
        let source = running.model().info.name.get(lang);
        if known.columns.is_empty() {
            add("facts", json!({"label": label, "value": label, "source": source, "date": date}));
            continue;
        }
        let head = |id: &str| words.text(&format!("known-{}-{id}", known.id));
        let columns: Vec<String> = known.columns.iter().map(|column| head(column.id.as_str())).collect();
        let cell = |column: &model::Column| match column.codes.first() {
            Some(code) => head(&format!("{}-{code}", column.id)),
            None => date.clone(),
        };
        let row: Vec<String> = known.columns.iter().map(cell).collect();
        add(
            "tables",
            json!({"title": label, "head": columns, "rows": [row, row], "source": source, "date": date}),
        );
    }
    Ok(())
}

/// The same letter with nothing that may be absent.
fn bare(mut data: Value) -> Value {
    for key in ["office", "amount", "appeal", "demonstration", "reading"] {
        if let Some(value) = data.get_mut(key) {
            *value = Value::Null;
        }
    }
    for key in ["reasons", "facts", "tables"] {
        if let Some(value) = data.get_mut(key) {
            *value = json!([]);
        }
    }
    data
}

/// A finding of the compiler, with its place in the folder.
fn finding(running: &Running, error: &paper::PaperError, lang: &str) -> Diagnostic {
    let text = running.model().documents.get(&error.file).map_or("", String::as_str);
    let start = offset(text, error.line, error.column);
    let end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| start + length);
    Diagnostic {
        code: state::BAD_DOCUMENT,
        severity: Severity::Error,
        at: Source { path: Arc::from(error.file.as_str()), span: Span { start, end } },
        message: format!("this template does not make a document in `{lang}`: {}", error.message),
        help: error.hint.clone().or_else(|| Some("mend the template, or the words it is given".to_owned())),
        related: None,
    }
}

/// The byte at which a line and column stand, both from 1.
fn offset(text: &str, line: u32, column: u32) -> usize {
    let before = |number: u32| usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
    let lines = text.split_inclusive('\n').take(before(line)).map(str::len).sum::<usize>();
    let rest = text.get(lines..).unwrap_or_default();
    lines + rest.chars().take(before(column)).map(char::len_utf8).sum::<usize>()
}
