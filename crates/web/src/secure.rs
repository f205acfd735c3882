//! What protects pages: random values, tokens against forged forms, whence a request comes, headers.

use crate::server::Server;
use axum::http::{HeaderMap, Uri, header};
use base::Hash;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Bytes of a token against forgery before it is masked.
const TAG_BYTES: usize = 32;

/// Random bytes of the machine.
pub(crate) fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).ok().map(|()| bytes)
}

/// Who a form was made for: a session or a browser without one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Holder<'a> {
    /// The session's cookie.
    Session(&'a str),
    /// The cookie of a browser that is not signed in.
    Browser(&'a str),
}

fn tag(key: &[u8; 32], holder: Holder<'_>) -> [u8; TAG_BYTES] {
    let (kind, cookie) = match holder {
        Holder::Session(cookie) => ("session", cookie),
        Holder::Browser(cookie) => ("browser", cookie),
    };
    let bound = Hash::of_parts([b"koom/form/v1".as_slice(), kind.as_bytes(), cookie.as_bytes()]);
    // A key of 32 bytes is always taken; if it were not, the tag would be one that no form has.
    Hmac::<Sha256>::new_from_slice(key)
        .map_or([0; TAG_BYTES], |mac| mac.chain_update(bound.0).finalize().into_bytes().into())
}

/// A token for the forms of one response. It is masked anew each time, so that compression tells nothing about it.
pub(crate) fn form_token(server: &Server, holder: Holder<'_>) -> Option<String> {
    let mask = random::<TAG_BYTES>()?;
    let tag = tag(server.key()?, holder);
    let masked = mask.iter().zip(tag).map(|(mask, tag)| mask ^ tag);
    let bytes: Vec<u8> = mask.iter().copied().chain(masked).collect();
    Some(base::hash::base64url(&bytes))
}

/// True if a token was made here for this holder.
pub(crate) fn token_holds(server: &Server, holder: Holder<'_>, token: &str) -> bool {
    let (Some(key), Some(bytes)) = (server.key(), base::hash::from_base64url(token)) else { return false };
    let Some((mask, masked)) = bytes.split_at_checked(TAG_BYTES) else { return false };
    let tag = tag(key, holder);
    // Every byte is looked at, whatever the others are.
    let differs = mask
        .iter()
        .zip(masked)
        .zip(tag)
        .fold(0, |differs, ((mask, masked), tag)| differs | (mask ^ masked ^ tag));
    masked.len() == TAG_BYTES && differs == 0
}

/// A cookie's value.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty() && value.len() <= 200)
}

/// True if a request that changes something comes from our own pages, as far as the browser says. Browsers send no
/// origin with forms under our referrer policy; the token in the form is what decides then.
pub(crate) fn from_our_pages(headers: &HeaderMap, uri: &Uri, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match text("origin") {
        None | Some("null") => true,
        Some(origin) => {
            let host = text("host").or_else(|| uri.host()).unwrap_or_default();
            origin == public_url || origin == format!("http://{host}") || origin == format!("https://{host}")
        }
    }
}

/// Headers of every answer.
pub(crate) const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// The content security policy of a page; `nonce` admits its inline stylesheet. No script is ever admitted.
pub(crate) fn policy(nonce: Option<&str>) -> String {
    let style = nonce.map_or_else(|| "'self'".to_owned(), |nonce| format!("'self' 'nonce-{nonce}'"));
    format!(
        "default-src 'none'; style-src {style}; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("xcss=1; css=abc; css2=no"));
        headers.append(header::COOKIE, HeaderValue::from_static("__Host-koom=t-o_k; empty="));
        assert_eq!(cookie(&headers, "css"), Some("abc"));
        assert_eq!(cookie(&headers, "__Host-koom"), Some("t-o_k"));
        assert_eq!((cookie(&headers, "empty"), cookie(&headers, "koom")), (None, None));
    }

    #[test]
    fn other_sites_may_not_post() {
        let uri = Uri::from_static("/xx/work/next");
        let check = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            headers.insert("host", HeaderValue::from_static("koom.example"));
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            from_our_pages(&headers, &uri, "https://state.example")
        };
        for good in [
            &[][..],
            &[("origin", "null")],
            &[("origin", "https://koom.example")],
            &[("origin", "https://state.example")],
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[("sec-fetch-site", "none")],
        ] {
            assert!(check(good), "{good:?}");
        }
        for bad in [
            &[("origin", "https://evil.example")][..],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site"), ("origin", "https://koom.example")],
        ] {
            assert!(!check(bad), "{bad:?}");
        }
    }
}
