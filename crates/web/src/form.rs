//! Names and values as forms and addresses carry them (`application/x-www-form-urlencoded`). Strict: what is not
//! UTF-8 after decoding is refused, and the number of members is bounded.

use std::fmt::Write as _;

/// Members of one form: a long form has some dozens of questions.
const MEMBERS_MAX: usize = 1_000;

/// Names and values in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Values(Vec<(String, String)>);

impl Values {
    /// Reads a body or the part of an address after `?`. `None` if it is not what it should be.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut values = Vec::new();
        for member in bytes.split(|byte| *byte == b'&').filter(|member| !member.is_empty()) {
            if values.len() == MEMBERS_MAX {
                return None;
            }
            let mut parts = member.splitn(2, |byte| *byte == b'=');
            let name = decoded(parts.next().unwrap_or_default())?;
            let value = decoded(parts.next().unwrap_or_default())?;
            values.push((name, value));
        }
        Some(Self(values))
    }

    /// The first value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The first value of a name without the space around it; `None` if nothing is left.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|text| !text.is_empty())
    }

    /// All values of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Names and values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn decoded(bytes: &[u8]) -> Option<String> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        out.push(match byte {
            b'+' => b' ',
            b'%' => 16 * hex(*rest.next()?)? + hex(*rest.next()?)?,
            other => *other,
        });
    }
    String::from_utf8(out).ok()
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// A text as it stands in a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_browsers_send() {
        let values = Values::parse("a=1&b=%D3%A9+%C3%BC&a=2&c&=x&&d=1%3D1".as_bytes()).unwrap();
        assert_eq!(values.get("a"), Some("1"));
        assert_eq!(values.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((values.get("b"), values.get("c"), values.text("c")), (Some("ө ü"), Some(""), None));
        assert_eq!((values.get("d"), values.get("e")), (Some("1=1"), None));
    }

    #[test]
    fn refuses_what_is_no_form() {
        for bad in [&b"a=%"[..], b"a=%4", b"a=%zz", b"a=%FF", b"\xFF=1"] {
            assert_eq!(Values::parse(bad), None, "{bad:?}");
        }
        assert_eq!(Values::parse("a&".repeat(MEMBERS_MAX + 1).as_bytes()), None);
        assert!(Values::parse("a&".repeat(MEMBERS_MAX).as_bytes()).is_some());
    }

    #[test]
    fn what_is_encoded_reads_back() {
        let text = "/ky/services/a b?ө=&%/";
        let member = format!("to={}", encoded(text));
        assert_eq!(Values::parse(member.as_bytes()).unwrap().get("to"), Some(text));
    }
}
