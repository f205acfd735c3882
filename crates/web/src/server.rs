//! What all pages share: the application, where faults are told, the key of forms.

use crate::secure::{Holder, random};
use app::{App, Fault};
use std::sync::Arc;

/// Told of a fault once, with its incident number. What it gets has no personal data in it.
pub type Incident = Box<dyn Fn(&str, &Fault) + Send + Sync>;

/// The pages' server.
pub struct Server {
    pub(crate) app: Arc<App>,
    incident: Incident,
    /// The key of tokens in forms; new in each process, unless one is given. None if the machine gave no randomness: then no form works.
    key: Option<[u8; 32]>,
}

impl Server {
    /// Over an application; `incident` is told of each fault once.
    pub fn new(app: Arc<App>, incident: Incident) -> Self {
        Self { app, incident, key: random() }
    }

    /// With a key of forms that outlives the process, and that other processes of the installation have too.
    #[must_use]
    pub fn with_key(mut self, key: [u8; 32]) -> Self {
        self.key = Some(key);
        self
    }

    pub(crate) fn key(&self) -> Option<&[u8; 32]> {
        self.key.as_ref()
    }

    /// Tells of a fault and gives its incident number.
    pub(crate) fn tell(&self, fault: &Fault) -> String {
        let id = random::<6>().map_or_else(|| "0".to_owned(), |bytes| base::hash::base64url(&bytes));
        (self.incident)(&id, fault);
        id
    }

    /// A token for the forms of one response.
    pub(crate) fn form_token(&self, holder: Holder<'_>) -> String {
        crate::secure::form_token(self, holder).unwrap_or_default()
    }
}
