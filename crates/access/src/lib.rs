//! Who may do what, to which class of records, for which purpose.
//!
//! The access blocks of registers, what services say about who files and who works, and `policies/*.cedar` become
//! one set of Cedar policies, checked strictly against a schema that lists every name of the state. The text of the
//! set is public and its hash stands in every decision's leaf, so that anyone can put the same question to the same
//! policies with another build of the policy engine.
//!
//! Deny by default; `forbid` always wins; an error on the way is a "no". Questions name no person: what may be done
//! follows from posts, purpose and circumstances, and so an answer can be kept and given again.
//!
//! Pure: no clock, no files, no country. See ARCHITECTURE.md.

mod cache;
mod compile;
mod error;
mod files;
mod note;
mod print;
mod request;
mod schema;
mod table;
#[cfg(test)]
mod tests;
mod verdict;

pub use error::AccessError;
pub use request::{ActorRef, Class, Fields, PURPOSE_OWN, Request, Right, Verdict};
pub use table::{Condition, On, Party, Row};

use base::{AgencyId, Hash, PurposeId, RegisterId, RoleId, ServiceId};
use cedar_policy::{Authorizer, PolicyId, PolicySet, Schema};
use model::Model;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The policies of a state, compiled.
#[derive(Debug)]
pub struct Access {
    text: String,
    schema_text: String,
    hash: Hash,
    schema: Schema,
    /// For each class the policies that can apply to it: a question looks at no others, however large the state.
    by_class: BTreeMap<On, PolicySet>,
    notes: HashMap<PolicyId, note::Note>,
    names: verdict::Names,
    authorizer: Authorizer,
    demonstration: bool,
    purposes: BTreeSet<PurposeId>,
    roles: Vec<RoleId>,
    agencies: Vec<AgencyId>,
    /// Who keeps each register, and whether it is about people.
    registers: BTreeMap<RegisterId, (AgencyId, bool)>,
    services: BTreeMap<ServiceId, AgencyId>,
    cache: cache::Cache,
    /// Every answer at once: thousands of questions, so they are asked when someone first looks.
    table: std::sync::OnceLock<Vec<Row>>,
}

impl Access {
    /// Compiles what a model says about access. Every error is found, in the order of files and places.
    pub fn compile(model: &Model) -> Result<Self, Vec<AccessError>> {
        compile::compile(model)
    }

    /// All policies as Cedar text: the engine's, those made from the state, and the state's own files word for word.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The schema the policies were checked against, as Cedar text.
    pub fn schema(&self) -> &str {
        &self.schema_text
    }

    /// The digest of [`Access::text`].
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// May the actor do this? A name the state does not know, a right that does not fit the class and a register
    /// without a purpose are a "no".
    pub fn verdict(&self, request: &Request<'_>) -> Arc<Verdict> {
        if let Some(verdict) = self.cache.get(request) {
            return verdict;
        }
        let verdict = Arc::new(self.decide(request));
        if self.makes_sense(request) {
            self.cache.put(request, &verdict);
        }
        verdict
    }
}
