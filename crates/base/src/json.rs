//! Canonical JSON (RFC 8785) of the values we store, hash and log.
//!
//! Our documents hold no floating point: decimals and money are strings, counts are integers within
//! ±(2^53 − 1), which is where RFC 8785's number form is simply the decimal digits.

use serde_json::{Map, Value};
use std::fmt::Write as _;

/// Largest integer that RFC 8785 writes without loss: 2^53 − 1.
pub const INTEGER_MAX: i64 = 9_007_199_254_740_991;

/// Why a value has no canonical form here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number with a fraction or exponent, or beyond ±(2^53 − 1).
    #[error("{0} is not an integer within ±(2^53 − 1); write decimals as strings")]
    Number(String),
}

/// The canonical text of a value: members sorted by UTF-16 code units, no white space, shortest escapes.
pub fn canonical(value: &Value) -> Result<String, CanonicalError> {
    let mut out = String::with_capacity(256);
    write_value(value, &mut out)?;
    Ok(out)
}

/// As [`canonical`], of an object.
pub fn canonical_object(members: &Map<String, Value>) -> Result<String, CanonicalError> {
    let mut out = String::with_capacity(256);
    write_object(members, &mut out)?;
    Ok(out)
}

fn write_value(value: &Value, out: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => match number.as_i64().filter(|n| (-INTEGER_MAX..=INTEGER_MAX).contains(n)) {
            Some(integer) => {
                let _ = write!(out, "{integer}");
            }
            None => return Err(CanonicalError::Number(number.to_string())),
        },
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => write_object(members, out)?,
    }
    Ok(())
}

fn write_object(members: &Map<String, Value>, out: &mut String) -> Result<(), CanonicalError> {
    let mut sorted: Vec<_> = members.iter().collect();
    if !members.keys().all(|key| key.is_ascii()) || !sorted.is_sorted_by_key(|(key, _)| *key) {
        sorted.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
    }
    out.push('{');
    for (index, (key, member)) in sorted.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_string(key, out);
        out.push(':');
        write_value(member, out)?;
    }
    out.push('}');
    Ok(())
}

fn write_string(text: &str, out: &mut String) {
    // By far most need no escape.
    if !text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn follows_rfc_8785() {
        // RFC 8785 3.2.3: members sort by UTF-16 code units, so U+1F600 (D83D…) precedes U+FB33.
        let value = json!({"\u{20ac}":"Euro Sign","\r":"CR","\u{fb33}":"Dalet","1":"One","\u{1f600}":"Grin","\u{80}":"Control","\u{f6}":"o"});
        let text = canonical(&value).unwrap();
        let order: Vec<usize> = ["CR", "One", "Control", "\"o\"", "Euro", "Grin", "Dalet"]
            .iter()
            .map(|word| text.find(word).unwrap())
            .collect();
        assert!(order.is_sorted(), "{text}");
        assert_eq!(
            canonical(&json!({"b":[1,true,null],"a":"\u{1f}\n\"/"})).unwrap(),
            r#"{"a":"\u001f\n\"/","b":[1,true,null]}"#
        );
    }

    #[test]
    fn refuses_what_has_no_exact_form() {
        for bad in [json!(1.5), json!(9_007_199_254_740_992_i64), json!(u64::MAX)] {
            assert!(canonical(&json!({ "n": bad })).is_err());
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-INTEGER_MAX..=INTEGER_MAX).prop_map(Value::from),
            any::<String>().prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect()))
            ]
        })
    }

    proptest! {
        #[test]
        fn reading_back_gives_the_same_value_and_text(value in value()) {
            let text = canonical(&value).unwrap();
            let back: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&back, &value);
            prop_assert_eq!(canonical(&back).unwrap(), text);
        }
    }
}
