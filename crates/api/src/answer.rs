//! An answer before it is a response.

use crate::problem::Trouble;
use app::Fault;
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use base::Lang;
use serde::Serialize;

/// Answers about persons, and whatever else may change at once.
const NO_STORE: &str = "no-store";

/// An answer.
#[derive(Debug)]
pub struct Answer {
    status: StatusCode,
    media: Option<&'static str>,
    body: Vec<u8>,
    cache: &'static str,
    headers: Vec<(HeaderName, String)>,
}

impl Answer {
    /// Bytes of a media type.
    pub fn of(media: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::OK,
            media: Some(media),
            body: body.into(),
            cache: NO_STORE,
            headers: Vec::new(),
        }
    }

    /// JSON.
    pub fn json(value: &impl Serialize) -> Result<Self, Trouble> {
        Self::json_as("application/json", value)
    }

    /// JSON under another name.
    pub fn json_as(media: &'static str, value: &impl Serialize) -> Result<Self, Trouble> {
        match serde_json::to_vec(value) {
            Ok(body) => Ok(Self::of(media, body)),
            Err(error) => Err(Trouble::Fault(Fault::Missing(format!("the JSON of an answer ({error})")))),
        }
    }

    /// Plain text.
    pub fn text(text: impl Into<Vec<u8>>) -> Self {
        Self::of("text/plain; charset=utf-8", text)
    }

    /// Nothing to tell.
    pub fn nothing() -> Self {
        Self { status: StatusCode::NO_CONTENT, media: None, ..Self::text("") }
    }

    /// With another status.
    #[must_use]
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Stored by whoever passes it on.
    #[must_use]
    pub fn cached(self, cache: &'static str) -> Self {
        Self { cache, ..self }
    }

    /// With a header. A value that can't stand in one is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// With the language of its words.
    #[must_use]
    pub fn speaking(self, lang: &Lang) -> Self {
        self.header(CONTENT_LANGUAGE, lang.as_str()).header(VARY, "Accept-Language")
    }

    /// The response.
    pub fn respond(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
        if let Some(media) = self.media {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
        }
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(self.cache));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            ),
        );
        response
    }
}
