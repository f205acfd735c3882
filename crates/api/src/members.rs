//! Reading the members of an object: every one known, each of its type, and everything that is wrong said at once.

use crate::strict::named;
use base::{Date, limit};
use domain::Refusal;
use serde_json::{Map, Value};

/// The members of a request's object, taken out one by one.
pub struct Members {
    left: Map<String, Value>,
    wrong: Vec<Refusal>,
}

impl Members {
    /// Takes an object whose members are among `known`; others are noted as wrong, with the nearest that exists.
    ///
    /// # Errors
    /// [`Refusal::BadBody`] if it is no object.
    pub fn of(value: Value, known: &[&'static str]) -> Result<Self, Refusal> {
        let Value::Object(left) = value else {
            return Err(Refusal::BadBody { reason: "the body must be a JSON object".to_owned() });
        };
        let strangers = left.keys().filter(|name| !known.contains(&name.as_str()));
        let wrong = strangers
            .map(|name| Refusal::UnknownField { field: named(name), did_you_mean: nearest(name, known) })
            .collect();
        Ok(Self { left, wrong })
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Everything that was wrong.
    pub fn finish(self) -> Result<(), Vec<Refusal>> {
        if self.wrong.is_empty() { Ok(()) } else { Err(self.wrong) }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|value| !value.is_null())
    }

    fn must(&mut self, name: &'static str) -> Option<Value> {
        let value = self.take(name);
        if value.is_none() {
            self.wrong.push(Refusal::MissingAnswer { field: name.to_owned() });
        }
        value
    }

    fn wrong_type<T>(&mut self, name: &str, expected: &'static str) -> Option<T> {
        self.wrong.push(Refusal::WrongType { field: named(name), expected });
        None
    }

    /// A text of at most `max` characters that need not be there.
    pub fn text(&mut self, name: &'static str, max: usize) -> Option<String> {
        let value = self.take(name)?;
        self.as_text(name, value, max)
    }

    /// A text of at most `max` characters.
    pub fn needed_text(&mut self, name: &'static str, max: usize) -> Option<String> {
        let value = self.must(name)?;
        self.as_text(name, value, max)
    }

    fn as_text(&mut self, name: &str, value: Value, max: usize) -> Option<String> {
        let Value::String(text) = value else { return self.wrong_type(name, "string") };
        if text.chars().count() > max {
            self.wrong.push(Refusal::TooLong { field: named(name), max });
            return None;
        }
        Some(text)
    }

    /// A whole number from 1 on.
    pub fn needed_count(&mut self, name: &'static str, max: u32) -> Option<u32> {
        let value = self.must(name)?;
        let count = value.as_u64().and_then(|count| u32::try_from(count).ok());
        match count.filter(|count| (1..=max).contains(count)) {
            Some(count) => Some(count),
            None => self.wrong_type(name, "integer"),
        }
    }

    /// A civil date, `YYYY-MM-DD`, that need not be there.
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        let value = self.take(name)?;
        let Value::String(text) = value else { return self.wrong_type(name, "string") };
        let date = civil(&text);
        if date.is_none() {
            self.wrong.push(Refusal::BadDate { field: name.to_owned() });
        }
        date
    }

    /// A list of at most `max` texts of at most `chars` characters; none if it is not there.
    pub fn texts(&mut self, name: &'static str, max: usize, chars: usize) -> Vec<String> {
        let Some(value) = self.take(name) else { return Vec::new() };
        let Value::Array(items) = value else {
            let _noted: Option<()> = self.wrong_type(name, "array of strings");
            return Vec::new();
        };
        if items.len() > max {
            self.wrong.push(Refusal::BadBody { reason: format!("`{name}` takes at most {max} items") });
            return Vec::new();
        }
        items.into_iter().filter_map(|item| self.as_text(name, item, chars)).collect()
    }

    /// A map whose values are texts or booleans: at most `max` members.
    pub fn map(&mut self, name: &'static str, max: usize) -> Option<Map<String, Value>> {
        let value = self.take(name)?;
        self.as_map(name, value, max)
    }

    /// As [`Members::map`], and it must be there.
    pub fn needed_map(&mut self, name: &'static str, max: usize) -> Option<Map<String, Value>> {
        let value = self.must(name)?;
        self.as_map(name, value, max)
    }

    fn as_map(&mut self, name: &'static str, value: Value, max: usize) -> Option<Map<String, Value>> {
        let Value::Object(map) = value else { return self.wrong_type(name, "object") };
        if map.len() > max {
            self.wrong.push(Refusal::BadBody { reason: format!("`{name}` takes at most {max} members") });
            return None;
        }
        for (member, value) in &map {
            if member.chars().count() > crate::request::NAME_CHARS_MAX {
                self.wrong.push(Refusal::UnknownField { field: named(member), did_you_mean: None });
                continue;
            }
            match value {
                Value::String(text) if text.chars().count() > limit::TEXT_CHARS_MAX => {
                    self.wrong.push(Refusal::TooLong { field: named(member), max: limit::TEXT_CHARS_MAX });
                }
                Value::String(_) | Value::Bool(_) => {}
                _ => self
                    .wrong
                    .push(Refusal::WrongType { field: named(member), expected: "string or boolean" }),
            }
        }
        Some(map)
    }
}

/// A date in its one form: other forms that a lenient reader takes (a time after it, no hyphens) are refused.
pub fn civil(text: &str) -> Option<Date> {
    let shape = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if text.len() == 10 && shape { text.parse().ok() } else { None }
}

/// The known name nearest to a mistyped one, if it is near enough to be meant.
pub fn nearest(name: &str, known: &[&'static str]) -> Option<String> {
    let name = named(name);
    known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn says_everything_that_is_wrong_at_once() {
        let body = json!({"verison": 1, "reason": 5, "note": "too long", "on": "2026-02-30", "x": {"a": 1, "b": true}});
        let mut members = Members::of(body, &["version", "reason", "note", "on", "x"]).unwrap();
        assert_eq!(members.needed_count("version", 9), None);
        assert_eq!(members.text("reason", 10), None);
        assert_eq!(members.text("note", 3), None);
        assert_eq!(members.date("on"), None);
        assert!(members.map("x", 5).is_some());
        assert_eq!(
            members.finish().unwrap_err(),
            [
                Refusal::UnknownField { field: "verison".into(), did_you_mean: Some("version".into()) },
                Refusal::MissingAnswer { field: "version".into() },
                Refusal::WrongType { field: "reason".into(), expected: "string" },
                Refusal::TooLong { field: "note".into(), max: 3 },
                Refusal::BadDate { field: "on".into() },
                Refusal::WrongType { field: "a".into(), expected: "string or boolean" },
            ]
        );
    }

    #[test]
    fn takes_dates_in_one_form_only() {
        assert_eq!(civil("2024-02-29"), Some(Date::constant(2024, 2, 29)));
        for text in
            ["2023-02-29", "2024-2-9", "20240229", "2024-02-29T00:00:00", "+2024-02-2", "2024-02-2é", ""]
        {
            assert_eq!(civil(text), None, "{text}");
        }
    }

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["answers", "version", "note"];
        assert_eq!(nearest("answer", &known).as_deref(), Some("answers"));
        assert_eq!(nearest("zzz", &known), None);
    }
}
