//! A request, read as far as it can be without the application.

use crate::body;
use crate::members::nearest;
use crate::problem::Trouble;
use crate::routes::{Access, RouteInfo};
use crate::strict::named;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{Query, RawPathParams, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method, Uri};
use base::Lang;
use domain::Refusal;
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest bearer token that is looked at; ours have 43 characters.
const TOKEN_BYTES_MAX: usize = 512;
/// Longest idempotency key, in characters.
pub const KEY_CHARS_MAX: usize = 128;

/// A call of an operation.
pub struct Call {
    /// The route.
    pub route: &'static RouteInfo,
    /// The language of the answer.
    pub lang: Lang,
    /// The bearer token; present where the route is not public.
    pub token: Option<String>,
    headers: HeaderMap,
    params: BTreeMap<String, String>,
    query: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Call {
    /// Reads a request. The body is only collected here: it means something once the token is known.
    pub async fn read(
        route: &'static RouteInfo,
        lang: Lang,
        params: Result<RawPathParams, RawPathParamsRejection>,
        request: Request,
    ) -> Result<Self, Trouble> {
        let (parts, body) = request.into_parts();
        let token = match route.access {
            Access::Public => None,
            Access::Person | Access::Role => Some(bearer(&parts.headers)?),
        };
        // An address that is no UTF-8 names nothing.
        let params = params.map_err(|_error| Trouble::Address)?;
        let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let query = query(route, &parts.uri)?;
        let body = if route.method == Method::POST { body::read(body).await? } else { Vec::new() };
        Ok(Self { route, lang, token, headers: parts.headers, params, query, body })
    }

    /// A parameter of the path.
    pub fn param(&self, name: &str) -> &str {
        self.params.get(name).map_or("", String::as_str)
    }

    /// A whole number in the path; anything else names nothing.
    pub fn number(&self, name: &str) -> Result<u64, Trouble> {
        whole(self.param(name)).ok_or(Trouble::Address)
    }

    /// A whole number in the query.
    pub fn query_number(&self, name: &str) -> Result<Option<u64>, Trouble> {
        let Some(text) = self.query.get(name) else { return Ok(None) };
        let wrong = || Refusal::WrongType { field: name.to_owned(), expected: "integer" };
        Ok(Some(whole(text).ok_or_else(wrong)?))
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<Value, Trouble> {
        body::json(&self.headers, &self.body)
    }

    /// Takes no body.
    pub fn no_body(&self) -> Result<(), Trouble> {
        body::nothing(&self.headers, &self.body)
    }

    /// The key under which this request is the same when it is sent again.
    pub fn idempotency_key(&self) -> Result<String, Trouble> {
        let mut keys = self.headers.get_all("idempotency-key").iter();
        let (Some(key), None) = (keys.next(), keys.next()) else {
            return Err(Refusal::IdempotencyMissing.into());
        };
        let bad = || Refusal::BadBody {
            reason: format!("the header Idempotency-Key takes 1 to {KEY_CHARS_MAX} visible ASCII characters"),
        };
        let key = key.to_str().map_err(|_error| bad())?;
        let fits =
            (1..=KEY_CHARS_MAX).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(key.to_owned()) } else { Err(bad().into()) }
    }
}

/// A whole number within what JSON numbers carry exactly, written in its one way.
fn whole(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    let limit = u64::try_from(base::json::INTEGER_MAX).ok()?;
    (number <= limit && number.to_string() == text).then_some(number)
}

/// The token of the header `Authorization` (RFC 6750). Cookies and query parameters mean nothing here.
fn bearer(headers: &HeaderMap) -> Result<String, Trouble> {
    let mut given = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (given.next(), given.next()) else { return Err(Refusal::NotSignedIn.into()) };
    let token = value.to_str().ok().and_then(|value| value.split_once(' '));
    match token {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            let token = token.trim();
            let fits = !token.is_empty() && token.len() <= TOKEN_BYTES_MAX;
            if fits { Ok(token.to_owned()) } else { Err(Trouble::BadToken) }
        }
        _ => Err(Refusal::NotSignedIn.into()),
    }
}

/// The parameters of the query: those of the table, each at most once.
fn query(route: &RouteInfo, uri: &Uri) -> Result<BTreeMap<String, String>, Trouble> {
    if !route.described() {
        // Files are the same whatever follows their address.
        return Ok(BTreeMap::new());
    }
    let bad = |reason: String| Refusal::BadBody { reason };
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_error| bad("the query can't be read".to_owned()))?;
    let mut query = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, value) in pairs {
        if !route.query.contains(&name.as_str()) {
            wrong.push(Refusal::UnknownField {
                field: named(&name),
                did_you_mean: nearest(&name, route.query),
            });
        } else if query.insert(name.clone(), value).is_some() {
            wrong.push(bad(format!("the query names `{name}` twice")));
        }
    }
    if wrong.is_empty() { Ok(query) } else { Err(wrong.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (AUTHORIZATION, value.parse().unwrap())).collect()
    }

    #[test]
    fn a_token_is_shown_once_and_as_bearer() {
        assert_eq!(bearer(&headers(&["bearer  abc "])).unwrap(), "abc");
        for given in [&[][..], &["abc"], &["Basic abc"], &["Bearer a", "Bearer b"]] {
            assert!(matches!(bearer(&headers(given)), Err(Trouble::Refused(_))), "{given:?}");
        }
        let long = format!("Bearer {}", "x".repeat(TOKEN_BYTES_MAX + 1));
        for given in ["Bearer  ", long.as_str()] {
            assert!(matches!(bearer(&headers(&[given])), Err(Trouble::BadToken)), "{given}");
        }
    }

    #[test]
    fn numbers_have_one_spelling() {
        assert_eq!(whole("0"), Some(0));
        assert_eq!(whole("9007199254740991"), Some(9_007_199_254_740_991));
        for text in ["", "-1", "+1", "01", "1.0", "9007199254740992", "99999999999999999999", "one"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
