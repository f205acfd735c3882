//! Bodies: how many bytes, of which type, how long they may take.

use crate::problem::Trouble;
use crate::strict;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use base::limit;
use domain::Refusal;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde_json::Value;
use std::time::Duration;

/// How long a body may take to arrive; a form of the largest size over the slowest mobile link needs half of it.
const ARRIVAL_MAX: Duration = Duration::from_secs(30);

/// Reads a body whole.
pub async fn read(body: Body) -> Result<Vec<u8>, Trouble> {
    let bad = |reason: &str| Trouble::from(Refusal::BadBody { reason: reason.to_owned() });
    let collected =
        tokio::time::timeout(ARRIVAL_MAX, Limited::new(body, limit::BODY_BYTES_MAX).collect()).await;
    match collected {
        Ok(Ok(collected)) => Ok(collected.to_bytes().to_vec()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Trouble::TooLarge),
        Ok(Err(_)) => Err(bad("the body broke off")),
        Err(_) => Err(bad("the body took longer than 30 seconds")),
    }
}

/// The JSON of a body.
pub fn json(headers: &HeaderMap, bytes: &[u8]) -> Result<Value, Trouble> {
    if !is_json(headers) {
        return Err(Trouble::MediaType);
    }
    Ok(strict::parse(bytes)?)
}

/// An act that needs no content takes none, or an empty object.
pub fn nothing(headers: &HeaderMap, bytes: &[u8]) -> Result<(), Trouble> {
    if bytes.is_empty() {
        return Ok(());
    }
    match json(headers, bytes)? {
        Value::Object(members) if members.is_empty() => Ok(()),
        _ => Err(Refusal::BadBody { reason: "this takes no body, or {}".to_owned() }.into()),
    }
}

/// `application/json`, said once, in UTF-8 or without saying (RFC 8259 knows no other).
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let (Some(media), None) = (types.next().and_then(|media| media.to_str().ok()), types.next()) else {
        return false;
    };
    let mut parts = media.split(';').map(str::trim);
    parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
        && parts
            .all(|part| ["charset=utf-8", "charset=\"utf-8\""].contains(&part.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(media: &[&str]) -> HeaderMap {
        media.iter().map(|media| (CONTENT_TYPE, media.parse().unwrap())).collect()
    }

    #[test]
    fn json_is_said_once() {
        for media in
            ["application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""]
        {
            assert!(is_json(&headers(&[media])), "{media}");
        }
        for media in [
            &[][..],
            &["text/plain"],
            &["application/json; charset=latin-1"],
            &["application/json-patch+json"],
            &["application/json", "application/json"],
            &[""],
        ] {
            assert!(!is_json(&headers(media)), "{media:?}");
        }
    }

    #[test]
    fn nothing_is_nothing_or_an_empty_object() {
        let json = headers(&["application/json"]);
        assert!(nothing(&HeaderMap::new(), b"").is_ok());
        assert!(nothing(&json, b"{}").is_ok());
        assert!(nothing(&json, b"{\"a\":1}").is_err());
        assert!(matches!(nothing(&headers(&["text/plain"]), b"{}"), Err(Trouble::MediaType)));
    }
}
