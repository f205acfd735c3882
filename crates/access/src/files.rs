//! `policies/*.cedar`: what a state adds to its access blocks, checked before it is used.

use crate::error::{AccessError, suggest};
use crate::note::ALL_FIELDS;
use crate::request::Right;
use crate::schema::Known;
use cedar_policy::ffi::DetailedError;
use cedar_policy::{Effect, Policy, PolicyId, PolicySet, Schema};
use model::diagnostic::Span;
use model::{Cite, Model, Source};
use std::str::FromStr as _;
use std::sync::Arc;

/// What may stand before a policy: a misspelt name would silently say nothing.
const ANNOTATIONS: [&str; 5] = ["id", "why", "law", "purpose", "fields"];

/// The policies of one file with their places. Ids are `PATH#NUMBER`, whatever the file calls them: nothing can pass
/// for a policy of another file or of the engine.
pub(crate) fn read(path: &str, text: &str, errors: &mut Vec<AccessError>) -> Vec<(Policy, Source)> {
    let whole = Source { path: Arc::from(path), span: Span { start: 0, end: text.len() } };
    let set = match PolicySet::from_str(text) {
        Ok(set) => set,
        Err(found) => {
            errors.extend(found.iter().map(|error| AccessError::in_file(&whole, DetailedError::from(error))));
            return Vec::new();
        }
    };
    for template in set.templates() {
        let place = place_of(&template.to_cedar(), text, &mut 0, &whole);
        errors.push(
            AccessError::new(
                &place,
                "a policy with a slot (`?principal` or `?resource`) never decides anything",
            )
            .help("name the role or the register"),
        );
    }
    let mut from = 0;
    let mut out = Vec::new();
    for number in 0..set.num_of_policies() {
        let Some(policy) = set.policy(&PolicyId::new(format!("policy{number}"))) else { continue };
        let place = place_of(&policy.to_cedar().unwrap_or_default(), text, &mut from, &whole);
        out.push((policy.new_id(PolicyId::new(format!("{path}#{}", number + 1))), place));
    }
    out
}

/// Where a policy stands: its own text, looked for behind the policy before it.
fn place_of(policy: &str, text: &str, from: &mut usize, whole: &Source) -> Source {
    let found = text.get(*from..).and_then(|rest| rest.find(policy));
    let span = found.map_or(whole.span, |at| {
        let start = *from + at;
        *from = start + policy.len();
        Span { start, end: *from }
    });
    Source { path: whole.path.clone(), span }
}

/// What the policy language itself does not ask of a policy, and we do.
pub(crate) fn check(
    model: &Model,
    (known, schema): (&Known, &Schema),
    policy: &Policy,
    at: &Source,
    errors: &mut Vec<AccessError>,
) {
    for (name, _) in policy.annotations() {
        if !ANNOTATIONS.contains(&name) {
            let help = suggest(name, ANNOTATIONS.into_iter());
            errors.push(AccessError::new(at, format!("unknown annotation `@{name}`")).help(help));
        }
    }
    if policy.entity_literals().iter().any(|entity| entity.type_name().basename() == "Person") {
        errors.push(
            AccessError::new(at, "a policy names a person")
                .help("policies are public; write the role: `principal in Role::\"…\"`"),
        );
    }
    let purposes = || known.names("Purpose").unwrap_or_default().iter().map(String::as_str);
    if let Some(purpose) = policy.annotation("purpose").filter(|purpose| !purposes().any(|id| id == *purpose))
    {
        errors.push(
            AccessError::new(at, format!("unknown purpose `{purpose}`")).help(suggest(purpose, purposes())),
        );
    }
    let exists = |law: &str| Cite::from_str(law).is_ok_and(|cite| model.article(&cite).is_some());
    if let Some(law) = policy.annotation("law").filter(|law| !exists(law)) {
        errors.push(
            AccessError::new(at, format!("unknown article `{law}`"))
                .help("an article is `law/article` of a file in law/"),
        );
    }
    check_fields(model, policy, at, errors);
    if policy.effect() == Effect::Permit && opens_registers(policy, schema) {
        for (name, example) in
            [("purpose", "a purpose of state.yaml"), ("law", "law/article"), ("fields", "a, b\" or \"*")]
        {
            if policy.annotation(name).is_none() {
                errors.push(
                    AccessError::new(at, format!("a policy that opens a register says `@{name}`"))
                        .help(format!("write `@{name}(\"{example}\")` before `permit`")),
                );
            }
        }
    }
}

fn check_fields(model: &Model, policy: &Policy, at: &Source, errors: &mut Vec<AccessError>) {
    let Some(fields) = policy.annotation("fields").filter(|fields| *fields != ALL_FIELDS) else { return };
    let named: Vec<String> = policy
        .entity_literals()
        .iter()
        .filter(|entity| entity.type_name().basename() == "Register")
        .map(|entity| entity.id().unescaped().to_owned())
        .collect();
    let registers = || {
        model
            .registers
            .values()
            .filter(|register| named.is_empty() || named.iter().any(|id| id == register.id.as_str()))
    };
    for field in fields.split(',').map(str::trim) {
        if !registers().any(|register| register.field(field).is_some()) {
            let known = registers().flat_map(|register| &register.fields).map(|field| field.id.as_str());
            errors.push(AccessError::new(at, format!("unknown field `{field}`")).help(suggest(field, known)));
        }
    }
}

/// Names in a policy that the state does not define; each at its own place if the policy's text is at hand.
pub(crate) fn check_names(known: &Known, policy: &Policy, at: &Source, verbatim: bool) -> Vec<AccessError> {
    let mut errors = Vec::new();
    for entity in policy.entity_literals() {
        let (ty, id) = (entity.type_name().basename().to_owned(), entity.id().unescaped().to_owned());
        let Some(names) = known.names(&ty).filter(|names| !names.contains(&id)) else { continue };
        let mut at = at.clone();
        let written = policy.to_cedar().unwrap_or_default().find(&entity.to_string());
        if let (true, Some(start)) = (verbatim, written) {
            let start = at.span.start + start;
            at.span = Span { start, end: start + entity.to_string().len() };
        }
        let kind = if ty == "CaseOf" { "service".to_owned() } else { ty.to_lowercase() };
        let help = suggest(&id, names.iter().map(String::as_str));
        errors.push(AccessError::new(&at, format!("unknown {kind} `{id}`")).help(help));
    }
    errors
}

/// True if the policy can permit something on a register.
fn opens_registers(policy: &Policy, schema: &Schema) -> bool {
    policy
        .get_valid_request_envs(schema)
        .any(|env| Right::ON_REGISTERS.iter().any(|right| env.action().id().unescaped() == right.as_str()))
}
