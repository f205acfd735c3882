//! The names of the whole folder, collected before anything is resolved, so that files may come in any order. What a
//! broken file would have defined is `None`: nothing is said against names that may well be in it.

use crate::codes;
use crate::sink::{Sink, did_you_mean};
use crate::view::View;
use base::{AgencyId, FieldId, Lang, PurposeId, RegisterId, RoleId, ServiceId};
use model::{Cite, Code};
use std::collections::{BTreeMap, BTreeSet};

/// Names of one kind.
pub type Set = BTreeSet<String>;

/// All names of a folder.
#[derive(Debug, Default)]
pub struct Index {
    /// Languages, in order.
    pub languages: Vec<Lang>,
    /// Roles, purposes, identifiers; `None` without a readable `state.yaml`.
    pub roles: Option<Set>,
    /// Purposes.
    pub purposes: Option<Set>,
    /// Forms of identifiers.
    pub identifiers: Option<Set>,
    /// Agencies with their offices.
    pub agencies: BTreeMap<String, Option<Set>>,
    /// Laws with their articles.
    pub laws: BTreeMap<String, Option<Set>>,
    /// Registers with their fields.
    pub registers: BTreeMap<String, Option<Set>>,
    /// Services, and whether they hear appeals (`None`: not readable).
    pub services: BTreeMap<String, Option<bool>>,
    /// Paths of templates.
    pub documents: Set,
}

/// Resolves names and reports those that are not there.
pub struct Resolver<'a> {
    /// The names.
    pub index: &'a Index,
    /// Where findings go.
    pub sink: &'a mut Sink,
}

impl Resolver<'_> {
    fn unknown<'n>(
        &mut self,
        code: Code,
        view: View<'_>,
        what: &str,
        many: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let name = view.text().unwrap_or_default();
        let help = did_you_mean(name, known, many);
        self.sink.error(code, view.at(), format!("unknown {what} `{name}`")).help(help);
    }

    fn in_set(&mut self, set: Option<&Set>, view: View<'_>, code: Code, what: &str, many: &str) {
        let (Some(set), Some(name)) = (set, view.text()) else { return };
        if !set.contains(name) {
            self.unknown(code, view, what, many, set.iter().map(String::as_str));
        }
    }

    /// A role.
    pub fn role(&mut self, view: Option<View<'_>>) -> RoleId {
        let Some(view) = view else { return RoleId::new("") };
        self.in_set(self.index.roles.as_ref(), view, codes::UNKNOWN_ROLE, "role", "roles");
        RoleId::new(view.text().unwrap_or_default())
    }

    /// A purpose.
    pub fn purpose(&mut self, view: Option<View<'_>>) -> PurposeId {
        let Some(view) = view else { return PurposeId::new("") };
        self.in_set(self.index.purposes.as_ref(), view, codes::UNKNOWN_PURPOSE, "purpose", "purposes");
        PurposeId::new(view.text().unwrap_or_default())
    }

    /// An agency.
    pub fn agency(&mut self, view: Option<View<'_>>) -> AgencyId {
        let Some(view) = view else { return AgencyId::new("") };
        let name = view.text().unwrap_or_default();
        if !name.is_empty() && !self.index.agencies.contains_key(name) {
            self.unknown(
                codes::UNKNOWN_AGENCY,
                view,
                "agency",
                "agencies",
                self.index.agencies.keys().map(String::as_str),
            );
        }
        AgencyId::new(name)
    }

    /// A register.
    pub fn register(&mut self, view: Option<View<'_>>) -> RegisterId {
        let Some(view) = view else { return RegisterId::new("") };
        let name = view.text().unwrap_or_default();
        if !name.is_empty() {
            self.register_named(name, view.at());
        }
        RegisterId::new(name)
    }

    /// A register named by a key.
    pub fn register_named(&mut self, name: &str, at: model::Source) {
        if !self.index.registers.contains_key(name) {
            let help = did_you_mean(name, self.index.registers.keys().map(String::as_str), "registers");
            self.sink.error(codes::UNKNOWN_REGISTER, at, format!("unknown register `{name}`")).help(help);
        }
    }

    /// A field of a register.
    pub fn field(&mut self, register: &str, view: Option<View<'_>>) -> FieldId {
        let Some(view) = view else { return FieldId::new("") };
        let name = view.text().unwrap_or_default();
        self.field_named(register, name, view.at());
        FieldId::new(name)
    }

    /// A field named by a key.
    pub fn field_named(&mut self, register: &str, name: &str, at: model::Source) {
        self.field_or(register, name, at, std::iter::empty());
    }

    /// A field named by a key, where these other names may stand too.
    pub fn field_or<'n>(
        &mut self,
        register: &str,
        name: &str,
        at: model::Source,
        others: impl Iterator<Item = &'n str>,
    ) {
        let Some(Some(fields)) = self.index.registers.get(register) else { return };
        if fields.contains(name) || name.is_empty() {
            return;
        }
        let mut known: Vec<&str> = fields.iter().map(String::as_str).collect();
        for other in others {
            known.push(other);
        }
        let help = did_you_mean(name, known, "fields");
        self.sink
            .error(codes::UNKNOWN_FIELD, at, format!("the register `{register}` has no field `{name}`"))
            .help(help);
    }

    /// A service.
    pub fn service(&mut self, view: Option<View<'_>>) -> ServiceId {
        let Some(view) = view else { return ServiceId::new("") };
        let name = view.text().unwrap_or_default();
        if !name.is_empty() && !self.index.services.contains_key(name) {
            self.unknown(
                codes::UNKNOWN_SERVICE,
                view,
                "service",
                "services",
                self.index.services.keys().map(String::as_str),
            );
        }
        ServiceId::new(name)
    }

    /// A citation.
    pub fn cite(&mut self, view: Option<View<'_>>) -> Cite {
        let Some((view, cite)) = view.and_then(|view| Some((view, view.text()?.parse::<Cite>().ok()?)))
        else {
            return Cite::default();
        };
        match self.index.laws.get(&cite.law) {
            None => {
                let help = did_you_mean(&cite.law, self.index.laws.keys().map(String::as_str), "laws");
                self.sink
                    .error(codes::UNKNOWN_LAW, view.at(), format!("unknown law `{}`", cite.law))
                    .help(help);
            }
            Some(Some(articles)) if !articles.contains(&cite.article) => {
                let help = did_you_mean(&cite.article, articles.iter().map(String::as_str), "articles");
                self.sink
                    .error(
                        codes::UNKNOWN_ARTICLE,
                        view.at(),
                        format!("the law `{}` has no article {}", cite.law, cite.article),
                    )
                    .help(help);
            }
            Some(_) => {}
        }
        cite
    }

    /// A template.
    pub fn document(&mut self, view: Option<View<'_>>) -> Option<String> {
        let view = view?;
        let path = view.text()?;
        if !self.index.documents.contains(path) {
            self.unknown(
                codes::UNKNOWN_DOCUMENT,
                view,
                "document",
                "templates",
                self.index.documents.iter().map(String::as_str),
            );
        }
        Some(path.to_owned())
    }
}
