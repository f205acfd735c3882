//! Fluent files: which messages each service needs in each language, and whether they can be read.

use crate::codes;
use crate::sink::{Sink, nearest};
use base::Lang;
use fluent_syntax::ast::{Entry, Resource};
use model::service::{How, WorkState};
use model::{FieldType, QuestionType, Service, Source, Span, Step};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The attribute of a message that says it to an officer.
const OFFICER: &str = "officer";

/// The messages of a file with the place of each.
pub type Messages = BTreeMap<String, Source>;

/// What can be read of a file.
fn parsed<'t>(text: &'t str, at: &dyn Fn(usize, usize) -> Source, sink: &mut Sink) -> Resource<&'t str> {
    let (resource, errors) = match fluent_syntax::parser::parse(text) {
        Ok(resource) => return resource,
        Err(partly) => partly,
    };
    for error in errors {
        let rest = text.get(error.pos.start..);
        let end = rest.and_then(|rest| rest.find('\n')).map_or(text.len(), |n| error.pos.start + n);
        let start = error.pos.start.min(text.len());
        let said = format!("this message can't be read: {}", error.kind);
        sink.error(codes::BAD_FLUENT, at(start, end.max(start)), said)
            .help("write `key = text`; lines that go on are indented; `{` and `}` stand around values");
    }
    resource
}

/// Reads a Fluent file; findings go to `sink`.
pub fn read(path: &Arc<str>, text: &str, sink: &mut Sink) -> Messages {
    let at = |start: usize, end: usize| Source { path: Arc::clone(path), span: Span { start, end } };
    let resource = parsed(text, &at, sink);
    let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once('=') {
            lines.entry(key.trim_end()).or_default().push(offset);
        }
        offset += line.len();
    }
    let mut found = Messages::new();
    for entry in &resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Junk { content } => {
                // it can't be read, but it is not missing
                let key =
                    content.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next();
                found.extend(key.filter(|key| !key.is_empty()).map(|key| (key.to_owned(), at(0, 0))));
                continue;
            }
            _ => continue,
        };
        let name = message.id.name;
        let places = lines.get(name).map(Vec::as_slice).unwrap_or_default();
        let place = |n: usize| places.get(n).map_or_else(|| at(0, 0), |start| at(*start, start + name.len()));
        if let Some(first) = found.get(name) {
            sink.error(
                codes::DUPLICATE_MESSAGE,
                place(1),
                format!("the message `{name}` stands twice in this file"),
            )
            .help("keep one of the two")
            .related(first.clone(), "first here");
            continue;
        }
        for attribute in message.attributes.iter().filter(|attribute| attribute.id.name != OFFICER) {
            let text = format!(
                "the message `{name}` has the attribute `.{}`, which nothing uses",
                attribute.id.name
            );
            sink.error(codes::BAD_FLUENT, place(0), text)
                .help("the wording for an officer is `.officer`; a message has no other attribute");
        }
        if message.value.is_none() {
            sink.error(codes::BAD_FLUENT, place(0), format!("the message `{name}` has no text"))
                .help("write a text after `=`");
        }
        found.insert(name.to_owned(), place(0));
    }
    found
}

/// The messages a service needs in each language, in a stable order.
pub fn required(service: &Service) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = ["title", "summary", "outcome-hint"].map(str::to_owned).into();
    if service.fee.is_some() {
        keys.insert("fee".to_owned());
    }
    for page in &service.form {
        keys.insert(format!("page-{}", page.id));
        for question in &page.ask {
            keys.insert(format!("ask-{}", question.id));
            keys.insert(format!("ask-{}-why", question.id));
            if let QuestionType::Field(FieldType::Choice(options)) = &question.ty {
                keys.extend(
                    options
                        .iter()
                        .filter(|(_, words)| words.is_empty())
                        .map(|(code, _)| format!("ask-{}-{code}", question.id)),
                );
            }
            keys.extend(question.else_message.iter().map(|code| format!("error-{code}")));
        }
    }
    for known in &service.known {
        keys.insert(format!("known-{}", known.id));
        for column in &known.columns {
            keys.insert(format!("known-{}-{}", known.id, column.id));
            keys.extend(column.codes.iter().map(|code| format!("known-{}-{}-{code}", known.id, column.id)));
        }
    }
    for step in &service.steps {
        if let Step::Derive(derive) = step
            && derive.law.is_some()
        {
            keys.insert(format!("rule-{}", derive.name));
            if let How::Table(table) = &derive.how {
                keys.extend(table.inputs.iter().map(|input| format!("rule-{}-{}", derive.name, input.name)));
            }
        }
    }
    keys.extend(service.reasons.keys().map(|code| format!("reason-{code}")));
    keys.extend(service.states.keys().chain(service.outcomes.keys()).map(|state| format!("state-{state}")));
    for action in service.states.values().flat_map(|WorkState { actions, .. }| actions.values()) {
        keys.insert(format!("action-{}", action.id));
        keys.extend(action.else_message.iter().map(|code| format!("error-{code}")));
    }
    let mut documents = false;
    for (name, outcome) in &service.outcomes {
        keys.extend(outcome.give.iter().map(|(id, _)| format!("give-{id}")));
        keys.extend(outcome.pick_up.iter().map(|_| format!("pick-up-{name}")));
        if outcome.document.is_some() {
            documents = true;
            keys.insert(format!("document-{name}"));
        }
    }
    if documents {
        keys.insert("document-title".to_owned());
    }
    keys
}

/// Messages a service may have besides the required ones.
fn optional(service: &Service, key: &str) -> bool {
    let hint = key.strip_prefix("ask-").and_then(|rest| rest.strip_suffix("-hint"));
    let next = key.strip_prefix("next-");
    let title = key.strip_prefix("document-title-");
    let action = key.strip_prefix("action-").and_then(|rest| rest.strip_suffix("-hint"));
    let mut actions = service.states.values().flat_map(|state| state.actions.keys());
    hint.is_some_and(|id| service.question(id).is_some())
        || action.is_some_and(|id| actions.any(|action| action.as_str() == id))
        || next.is_some_and(|state| service.states.contains_key(state))
        || key == "title-silence" && service.appeals
        || title.is_some_and(|name| service.outcomes.get(name).is_some_and(|it| it.document.is_some()))
}

/// Compares the messages of a service in one language with those it needs.
pub fn check(service: &Service, lang: &Lang, path: &Arc<str>, messages: &Messages, sink: &mut Sink) {
    let required = required(service);
    let mut spare: BTreeSet<&str> = messages
        .keys()
        .filter(|key| !required.contains(*key) && !optional(service, key))
        .map(String::as_str)
        .collect();
    for key in required.iter().filter(|key| !messages.contains_key(*key)) {
        // the nearest message that nothing else needs is probably a slip of the pen
        let meant = nearest(key, spare.iter().copied());
        let help = match meant {
            Some(name) => format!("rename `{name}`, or add `{key} = …`"),
            None => format!("add `{key} = …` to {path}"),
        };
        let at = match meant.and_then(|name| messages.get(name)) {
            Some(at) => at.clone(),
            None => Source { path: Arc::clone(path), span: Span::default() },
        };
        if let Some(name) = meant {
            spare.remove(name);
        }
        sink.error(
            codes::MISSING_MESSAGE,
            at,
            format!("the service `{}` has no message `{key}` in {lang}", service.id),
        )
        .help(help)
        .related(service.at.clone(), "needed by this service");
    }
    for key in spare {
        let Some(at) = messages.get(key) else { continue };
        sink.warning(codes::UNUSED_MESSAGE, at.clone(), format!("nothing uses the message `{key}`")).help(
            format!(
                "remove it; the messages of a service are listed by `koom explain {}`",
                codes::MISSING_MESSAGE
            ),
        );
    }
}
