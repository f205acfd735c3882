//! Pages as gzip for who takes it: a page fits the first window of a connection then. Tokens of forms are masked
//! anew in every response, so that lengths tell nothing about them.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// Below this, compression saves nothing.
const LEAST_BYTES: usize = 600;

/// True if the browser takes gzip.
pub(crate) fn wanted(accept_encoding: &str) -> bool {
    accept_encoding.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let refused = parts
            .any(|part| matches!(part.replace(' ', "").as_str(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        (name.eq_ignore_ascii_case("gzip") || name == "*") && !refused
    })
}

/// The text as gzip; `None` if that is not worth it.
pub(crate) fn gzip(text: &[u8]) -> Option<Vec<u8>> {
    if text.len() < LEAST_BYTES {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(text.len() / 3), Compression::new(6));
    encoder.write_all(text).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_given_to_who_takes_it() {
        for yes in ["gzip", "deflate, gzip;q=0.5, br", "*", "GZIP"] {
            assert!(wanted(yes), "{yes}");
        }
        for no in ["", "br", "gzip;q=0", "gzip; q=0.0", "xgzip"] {
            assert!(!wanted(no), "{no}");
        }
    }

    #[test]
    fn short_texts_stay_as_they_are() {
        assert_eq!(gzip(b"short"), None);
        let long = vec![b'a'; 10_000];
        assert!(gzip(&long).unwrap().len() < 200);
    }
}
