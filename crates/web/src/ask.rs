//! A request as a page sees it: who asks, in which language, with what.

use crate::answer::Stop;
use crate::form::Values;
use crate::route::To;
use crate::server::Server;
use app::{App, Running, Who};
use base::Lang;
use i18n::Locale;

/// A request.
pub(crate) struct Ask<'a> {
    pub(crate) server: &'a Server,
    pub(crate) running: &'a Running,
    /// The interface's words in the language asked.
    pub(crate) words: Locale<'a>,
    pub(crate) lang: Lang,
    pub(crate) who: Who,
    /// The bearer token or cookie that was shown, if it means someone.
    pub(crate) credential: Option<&'a str>,
    /// True if the request has a body with the media type of JSON.
    pub(crate) json: bool,
    /// The address without what follows `?`.
    pub(crate) path: &'a str,
    pub(crate) params: &'a [(String, String)],
    pub(crate) query: Values,
    pub(crate) form: Values,
    pub(crate) body: &'a [u8],
    /// The token for the forms of this response.
    pub(crate) token: String,
    /// Languages the browser asks for.
    pub(crate) accept_language: &'a str,
}

impl<'a> Ask<'a> {
    /// The application.
    pub(crate) fn app(&self) -> &'a App {
        &self.server.app
    }

    /// A part of the address.
    pub(crate) fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    /// The address of a page in this language.
    pub(crate) fn to(&self, to: To<'_>) -> String {
        to.href(&self.lang)
    }

    /// A message without values.
    pub(crate) fn text(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// A service's words over the interface's.
    pub(crate) fn service_words(&self, service: &str) -> Result<Locale<'a>, Stop> {
        Ok(self.running.service_words(&base::ServiceId::new(service), &self.lang)?)
    }

    /// Where one signs in here.
    pub(crate) fn sign_in(&self) -> To<'static> {
        if self.app().config.demonstration { To::DemoSignIn } else { To::SignIn }
    }

    /// A form that posts, with its token.
    pub(crate) fn form(&self, action: &str, hidden: &[(&str, &str)], body: maud::Markup) -> maud::Markup {
        self.form_of(None, action, hidden, body)
    }

    /// The same with an id, for buttons outside of it.
    pub(crate) fn form_of(
        &self,
        id: Option<&str>,
        action: &str,
        hidden: &[(&str, &str)],
        body: maud::Markup,
    ) -> maud::Markup {
        let mut all = vec![("_token", self.token.as_str())];
        all.extend_from_slice(hidden);
        ui::Form { action, id, hidden: &all, body }.render()
    }
}
