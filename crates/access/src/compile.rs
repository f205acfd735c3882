//! From a model to checked policies.

use crate::cache::Cache;
use crate::error::AccessError;
use crate::note::Note;
use crate::print::{self, Piece};
use crate::request::{Fields, PURPOSE_OWN};
use crate::schema::Known;
use crate::verdict::Names;
use crate::{Access, On, files};
use base::Hash;
use cedar_policy::ffi::DetailedError;
use cedar_policy::{
    Authorizer, Policy, PolicyId, PolicySet, ResourceConstraint, Schema, ValidationError, ValidationMode,
    ValidationWarning, Validator,
};
use model::{Model, Right, Source, Who};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::str::FromStr as _;
use std::sync::Arc;

const BASE: &str = include_str!("base.cedar");

/// Everything gathered so far, with what is wrong with it.
#[derive(Default)]
struct Draft {
    policies: PolicySet,
    notes: HashMap<PolicyId, Note>,
    text: String,
    errors: Vec<AccessError>,
}

pub(crate) fn compile(model: &Model) -> Result<Access, Vec<AccessError>> {
    let state = Source { path: Arc::from("state.yaml"), ..Source::default() };
    let known = Known::of(model);
    let schema_text = known.schema();
    let (schema, _) = Schema::from_cedarschema_str(&schema_text)
        .map_err(|error| vec![AccessError::made_from(&state, DetailedError::from(&error))])?;
    let mut draft = Draft::default();
    check_model(model, &state, &mut draft.errors);
    draft.engine();
    draft.section("Access blocks of the registers, one policy a line.", print::of_registers(model));
    draft.section("What the services say.", print::of_services(model));
    for (path, text) in &model.policies {
        draft.file(model, (&known, &schema), path, text);
    }
    draft.validate(&known, schema.clone());
    let mut errors = draft.errors;
    let names = Names::new().map_err(|error| errors.push(AccessError::new(&state, error)));
    let (true, Ok(names)) = (errors.is_empty(), names) else {
        errors.sort();
        errors.dedup();
        return Err(errors);
    };
    let by_class = by_class(model, &draft.policies).map_err(|error| vec![AccessError::new(&state, error)])?;
    Ok(Access {
        by_class,
        hash: Hash::of(draft.text.as_bytes()),
        text: draft.text,
        schema_text,
        schema,
        notes: draft.notes,
        names,
        authorizer: Authorizer::new(),
        demonstration: model.info.demonstration.is_some(),
        purposes: model.info.purposes.keys().cloned().chain([base::PurposeId::new(PURPOSE_OWN)]).collect(),
        roles: model.info.roles.keys().cloned().collect(),
        agencies: model.agencies.keys().cloned().collect(),
        registers: model
            .registers
            .values()
            .map(|register| (register.id.clone(), (register.owner.clone(), register.subject.is_some())))
            .collect(),
        services: model
            .services
            .values()
            .map(|service| (service.id.clone(), service.agency.clone()))
            .collect(),
        cache: Cache::default(),
        table: std::sync::OnceLock::new(),
    })
}

/// For each class the policies that do not name another thing in their head.
fn by_class(model: &Model, policies: &PolicySet) -> Result<BTreeMap<On, PolicySet>, String> {
    let registers = model.registers.keys().map(|id| (On::Register(id.clone()), "Register", id.as_str()));
    let cases = model.services.keys().map(|id| (On::Case(id.clone()), "CaseOf", id.as_str()));
    let mut sets: HashMap<(String, String), Vec<Policy>> = HashMap::new();
    let mut general = Vec::new();
    for policy in policies.policies() {
        match policy.resource_constraint() {
            ResourceConstraint::Eq(thing) => {
                let key = (thing.type_name().basename().to_owned(), thing.id().unescaped().to_owned());
                sets.entry(key).or_default().push(policy.clone());
            }
            _ => general.push(policy.clone()),
        }
    }
    registers
        .chain(cases)
        .chain([(On::Installation, "Installation", "this")])
        .map(|(on, ty, id)| {
            let own = sets.remove(&(ty.to_owned(), id.to_owned())).unwrap_or_default();
            let set = PolicySet::from_policies(general.iter().cloned().chain(own))
                .map_err(|error| error.to_string())?;
            Ok((on, set))
        })
        .collect()
}

/// What holds between access blocks and the rest of the state.
fn check_model(model: &Model, state: &Source, errors: &mut Vec<AccessError>) {
    if model.info.purposes.contains_key(PURPOSE_OWN) {
        errors.push(
            AccessError::new(state, "the purpose `own` is the engine's: reading what is held about oneself")
                .help("give the purpose another name"),
        );
    }
    for register in model.registers.values() {
        for line in &register.access {
            if line.may.is_empty() {
                errors.push(
                    AccessError::new(&line.at, "this line allows nothing")
                        .help("say `may: [read]`, or leave it out"),
                );
            }
            let Who::Service(id) = &line.who else { continue };
            let Some(service) = model.services.get(id) else { continue };
            if line.may.contains(&Right::Write) && service.agency != register.owner {
                errors.push(
                    AccessError::new(
                        &line.at,
                        format!(
                            "service `{id}` of agency `{}` can't write to register `{}`, which agency `{}` keeps",
                            service.agency, register.id, register.owner
                        ),
                    )
                    .help("only services of the agency that keeps a register write to it"),
                );
            }
        }
    }
}

impl Draft {
    /// The engine's own policies.
    fn engine(&mut self) {
        let at = Source { path: Arc::from("the engine's policies"), ..Source::default() };
        self.text.push_str(BASE);
        match PolicySet::from_str(BASE) {
            Ok(set) => {
                for number in 0..set.num_of_policies() {
                    let Some(policy) = set.policy(&PolicyId::new(format!("policy{number}"))) else {
                        continue;
                    };
                    let id = PolicyId::new(policy.annotation("id").unwrap_or_default());
                    self.add(policy.new_id(id), at.clone(), false);
                }
            }
            Err(errors) => {
                self.errors
                    .extend(errors.iter().map(|e| AccessError::made_from(&at, DetailedError::from(e))));
            }
        }
    }

    /// Policies made from the model. (Writing to a string can't fail.)
    fn section(&mut self, title: &str, pieces: Vec<Piece>) {
        let _ = writeln!(self.text, "\n// {title}");
        for piece in pieces {
            self.text.push('\n');
            self.text.push_str(&piece.text);
            match Policy::parse(Some(PolicyId::new(&piece.id)), &piece.text) {
                Ok(policy) => self.add(policy, piece.at, false),
                Err(errors) => {
                    let errors =
                        errors.iter().map(|e| AccessError::made_from(&piece.at, DetailedError::from(e)));
                    self.errors.extend(errors);
                }
            }
        }
    }

    /// A file of the state, word for word.
    fn file(&mut self, model: &Model, words: (&Known, &Schema), path: &str, text: &str) {
        let _ = write!(self.text, "\n// {path}\n\n{text}");
        if !text.ends_with('\n') {
            self.text.push('\n');
        }
        for (policy, at) in files::read(path, text, &mut self.errors) {
            files::check(model, words, &policy, &at, &mut self.errors);
            self.add(policy, at, true);
        }
    }

    fn add(&mut self, policy: Policy, at: Source, verbatim: bool) {
        let note = Note::of(&policy, self.notes.len(), at.clone(), verbatim);
        self.notes.insert(policy.id().clone(), note);
        if let Err(error) = self.policies.add(policy) {
            self.errors.push(AccessError::new(&at, error.to_string()));
        }
    }

    /// Every policy against the schema, strictly.
    fn validate(&mut self, known: &Known, schema: Schema) {
        let mut unknown = Vec::new();
        for policy in self.policies.policies() {
            let Some(note) = self.notes.get(policy.id()) else { continue };
            unknown.extend(files::check_names(known, policy, &note.at, note.verbatim));
        }
        let result = Validator::new(schema).validate(&self.policies, ValidationMode::Strict);
        for error in result.validation_errors() {
            // Names have been looked up above, with what may have been meant.
            if unknown.is_empty() || !matches!(error, ValidationError::InvalidEnumEntity(_)) {
                self.report(error.policy_id(), DetailedError::from(error));
            }
        }
        self.errors.extend(unknown);
        for warning in result.validation_warnings() {
            match warning {
                // Names of the state may well be written in several scripts.
                ValidationWarning::MixedScriptString(_)
                | ValidationWarning::MixedScriptIdentifier(_)
                | ValidationWarning::ConfusableIdentifier(_) => {}
                // A policy that can't ever apply, or that reads otherwise than it decides, was not meant so.
                _ => self.report(warning.policy_id(), DetailedError::from(warning)),
            }
        }
    }

    fn report(&mut self, id: &PolicyId, mut error: DetailedError) {
        let Some(note) = self.notes.get(id) else { return };
        // The validator begins with the policy's id, which the place already says.
        let prefix = format!("for policy `{id}`, ");
        if let Some(message) = error.message.strip_prefix(&prefix) {
            error = DetailedError { message: message.to_owned(), ..error };
        }
        self.errors.push(if note.verbatim {
            AccessError::in_file(&note.at, error)
        } else {
            AccessError::made_from(&note.at, error)
        });
    }
}

/// Fields of a policy that permits, added to those of the others.
pub(crate) fn joined<'n>(notes: impl Iterator<Item = &'n Note>) -> Option<Fields> {
    notes.map(|note| note.fields.clone()).reduce(|all, more| all.union(&more))
}
