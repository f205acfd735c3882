//! Salted digests in leaves and their openings (RFC 9901, 4.2: disclosures of object members).
//!
//! A leaf carries only the digest. The opening is kept with the record and given to whoever may see it; when it is
//! deleted, the digest says nothing to anyone.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::{
    error::{ParseError, ParseErrorKind},
    hash::Hash,
    text,
};

/// Length of a salt that this project makes, in bytes: 128 bits.
pub const SALT_BYTES: usize = 16;
/// Shortest salt text that is accepted: base64url of [`SALT_BYTES`].
const SALT_TEXT_MIN: usize = 22;
/// Largest opening that is read, in bytes.
const DISCLOSURE_BYTES_MAX: usize = 64 * 1024;

/// The opening of one digest: a salt, a name and a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Disclosure {
    salt: String,
    name: String,
    value: Value,
    encoded: String,
}

impl Disclosure {
    /// The disclosure of `name` and `value` under fresh random `salt`. Refuses the two names that RFC 9901 reserves.
    /// A salt must never be used twice and never be derived from the value.
    pub fn new(salt: &[u8; SALT_BYTES], name: &str, value: Value) -> Result<Self, ParseError> {
        check_name(name)?;
        let salt = URL_SAFE_NO_PAD.encode(salt);
        let array = serde_json::to_vec(&(&salt, name, &value)).ok().ok_or(form())?;
        let encoded = URL_SAFE_NO_PAD.encode(array);
        Ok(Self { salt, name: name.to_owned(), value, encoded })
    }

    /// Reads the encoded form. It is kept as it came: another spelling of the same JSON has another digest.
    pub fn parse(encoded: &str) -> Result<Self, ParseError> {
        let form = form();
        if encoded.len() > DISCLOSURE_BYTES_MAX {
            let kind = ParseErrorKind::TooLong { limit: DISCLOSURE_BYTES_MAX };
            return Err(ParseError::new(DISCLOSURE_BYTES_MAX, kind));
        }
        let json = text::base64url(encoded, 0)?;
        let array: Vec<Value> = serde_json::from_slice(&json).ok().ok_or(form)?;
        let array: [Value; 3] = array.try_into().ok().ok_or(form)?;
        let [Value::String(salt), Value::String(name), value] = array else { return Err(form) };
        check_name(&name)?;
        if salt.len() < SALT_TEXT_MIN {
            return Err(ParseError::new(0, ParseErrorKind::SaltLength));
        }
        Ok(Self { salt, name, value, encoded: encoded.to_owned() })
    }

    /// The salt as it stands in the array.
    pub fn salt(&self) -> &str {
        &self.salt
    }

    /// The name of the member.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value of the member.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Base64url of the JSON array `[salt, name, value]`: what is handed over.
    pub fn encoded(&self) -> &str {
        &self.encoded
    }

    /// Base64url of SHA-256 of [`Self::encoded`]: what stands in the `_sd` of a leaf.
    pub fn digest(&self) -> String {
        URL_SAFE_NO_PAD.encode(Hash::of(self.encoded.as_bytes()).0)
    }

    /// Whether this opens one of the digests of a leaf's `_sd`.
    pub fn opens<D: AsRef<str>>(&self, digests: &[D]) -> bool {
        let own = self.digest();
        digests.iter().any(|digest| digest.as_ref() == own)
    }
}

fn form() -> ParseError {
    ParseError::new(0, ParseErrorKind::DisclosureForm)
}

fn check_name(name: &str) -> Result<(), ParseError> {
    let reserved = matches!(name, "_sd" | "...");
    if reserved { Err(ParseError::new(0, ParseErrorKind::ReservedName)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(json: &str) -> String {
        URL_SAFE_NO_PAD.encode(json)
    }

    #[test]
    fn the_example_of_rfc_9901_section_4_2_has_its_digest() {
        let family_name =
            Disclosure::parse(&encode(r#"["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"]"#)).unwrap();
        assert_eq!(family_name.digest(), "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
        assert_eq!(family_name.salt(), "_26bc4LT-ac6q2KI6cBW5es");
        assert_eq!(family_name.name(), "family_name");
        assert_eq!(family_name.value(), "Möbius");
    }

    #[test]
    fn made_and_read_are_the_same() {
        for value in [Value::Null, 7.into(), "ы \" \\ \n".into(), serde_json::json!({"b": [1, 2], "a": true})]
        {
            let made = Disclosure::new(&[0xfb; SALT_BYTES], "subject", value).unwrap();
            assert_eq!(Disclosure::parse(made.encoded()).as_ref(), Ok(&made));
            assert!(made.opens(&["x".to_owned(), made.digest()]));
            assert!(!made.opens(&["x".to_owned()]));
            let other_salt = Disclosure::new(&[0xfa; SALT_BYTES], "subject", made.value().clone()).unwrap();
            assert!(!other_salt.opens(&[made.digest()]));
        }
    }

    #[test]
    fn other_forms_are_refused() {
        use ParseErrorKind as K;
        let salt = "AAAAAAAAAAAAAAAAAAAAAA";
        let cases = [
            ("*".to_owned(), K::Base64),
            (encode("{}"), K::DisclosureForm),
            (encode("[]"), K::DisclosureForm),
            (encode(&format!(r#"["{salt}","value"]"#)), K::DisclosureForm),
            (encode(&format!(r#"["{salt}",1,"value"]"#)), K::DisclosureForm),
            (encode(&format!(r#"["{salt}","_sd",1]"#)), K::ReservedName),
            (encode(&format!(r#"["{salt}","...",1]"#)), K::ReservedName),
            (encode(r#"["short","name",1]"#), K::SaltLength),
            (encode(&"[".repeat(40_000)), K::DisclosureForm),
        ];
        for (encoded, kind) in cases {
            assert_eq!(Disclosure::parse(&encoded), Err(ParseError::new(0, kind)), "{encoded}");
        }
        assert!(Disclosure::new(&[0; SALT_BYTES], "_sd", Value::Null).is_err());
    }
}
