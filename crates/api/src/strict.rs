//! JSON as the API takes it: one value, no member twice, no deep nesting. A body that two programs could read in two
//! ways is refused.

use domain::Refusal;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Deepest nesting: a request has an object in an object; a little more is left for reading what is wrong.
pub const DEPTH_MAX: usize = 8;
/// Longest name of a member that is repeated in a message, in characters.
const NAME_CHARS_MAX: usize = 64;

/// Reads a whole body.
///
/// # Errors
/// [`Refusal::BadBody`] with what is wrong and where, never with a value of the body.
pub fn parse(bytes: &[u8]) -> Result<Value, Refusal> {
    let bad = |reason: String| Refusal::BadBody { reason };
    let text = std::str::from_utf8(bytes)
        .map_err(|error| bad(format!("byte {} is no UTF-8", error.valid_up_to())))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict { depth: 0 }.deserialize(&mut reader).map_err(|error| bad(error.to_string()))?;
    reader.end().map_err(|error| bad(error.to_string()))?;
    Ok(value)
}

/// A member's name as messages repeat it.
pub fn named(name: &str) -> String {
    name.chars().take(NAME_CHARS_MAX).collect()
}

/// Builds a value, remembering how deep it is.
#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn inside<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth + 1;
        if depth > DEPTH_MAX {
            return Err(E::custom(format!("values are nested more than {DEPTH_MAX} deep")));
        }
        Ok(Self { depth })
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut out = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            out.push(item);
        }
        Ok(Value::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut out = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if out.contains_key(&name) {
                return Err(A::Error::custom(format!("the member {:?} stands there twice", named(&name))));
            }
            let value = members.next_value_seed(inside)?;
            out.insert(name, value);
        }
        Ok(Value::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reason(body: &[u8]) -> String {
        match parse(body) {
            Err(Refusal::BadBody { reason }) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn reads_what_is_json() {
        let body = r#"{"a":[1,-2,1.5,true,null,"é"],"b":{"c":{}}}"#;
        assert_eq!(parse(body.as_bytes()), Ok(json!({"a": [1, -2, 1.5, true, null, "é"], "b": {"c": {}}})));
    }

    #[test]
    fn refuses_what_could_be_read_in_two_ways() {
        assert!(
            reason(br#"{"answers":{"a":1,"b":2,"a":3}}"#).contains(r#"the member "a" stands there twice"#)
        );
        assert!(reason(br#"{"a":1,"\u0061":2}"#).contains(r#"the member "a" stands there twice"#));
        assert!(reason(b"{} {}").contains("trailing characters"));
        assert!(reason(b"{\"a\":\"\xff\"}").contains("byte 6 is no UTF-8"));
        for body in ["", "{", "{\"a\":01}", "[1,]", "{'a':1}", "NaN", "1e999", "\"\\ud800\"", "\u{feff}{}"] {
            assert!(!reason(body.as_bytes()).is_empty(), "{body}");
        }
    }

    #[test]
    fn counts_how_deep_values_are() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(nested(DEPTH_MAX).as_bytes()).is_ok());
        assert!(reason(nested(DEPTH_MAX + 1).as_bytes()).contains("nested more than 8 deep"));
        assert!(reason(nested(30_000).as_bytes()).contains("nested more than 8 deep"));
    }

    #[test]
    fn a_message_never_repeats_a_value_or_a_long_name() {
        let long = "n".repeat(500);
        let body = format!(r#"{{"{long}":"secret","{long}":"secret"}}"#);
        let reason = reason(body.as_bytes());
        assert!(reason.len() < 150 && !reason.contains("secret"), "{reason}");
    }
}
