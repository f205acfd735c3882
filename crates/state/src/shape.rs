//! What a file may contain, as tables: one truth for the loader's checks and for the JSON Schema of editors.

use crate::codes;
use crate::sink::{Sink, did_you_mean};
use crate::yaml::{Kind, Node};
use base::time::DateTime;
use base::{Date, Lang};
use model::{Cite, Code, Source, Span};
use std::sync::Arc;

/// What a value may be.
#[derive(Debug)]
pub enum Shape {
    /// Any single value.
    Text,
    /// Any single value, or `null`.
    TextOrNull,
    /// `[a-z][a-z0-9_]*`: it stands in formulas.
    Name,
    /// `[a-z][a-z0-9-]*`: it stands in paths and addresses.
    Slug,
    /// A text in each language of the state.
    Words,
    /// A string that begins with `=`, or a constant.
    Formula,
    /// A constant, without formula.
    Constant,
    /// `YYYY-MM-DD`
    Date,
    /// `YYYY-MM-DD`, or with a time of day: `YYYY-MM-DD HH:MM`.
    Moment,
    /// A whole number in these bounds.
    Int(u32, u32),
    /// A decimal number.
    Number,
    /// `true` or `false`.
    Bool,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `law/article`
    Cite,
    /// A list.
    List(&'static Shape),
    /// A map with free keys.
    Map(KeyForm, &'static Shape),
    /// A map with these keys.
    Record(&'static [Key]),
    /// It depends on what stands there: a single value, a list or a map.
    Either {
        /// As a single value.
        scalar: Option<&'static Shape>,
        /// As a list.
        list: Option<&'static Shape>,
        /// As a map.
        map: Option<&'static Shape>,
    },
    /// Anything: values of a record, typed by the register they belong to.
    Free,
}

/// What free keys may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// As [`Shape::Name`].
    Name,
    /// As [`Shape::Slug`].
    Slug,
    /// A language of the state.
    Lang,
    /// One character.
    Letter,
    /// A whole number.
    Int,
    /// Any text.
    Text,
}

/// A key of a record.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub need: Need,
    /// What its value may be.
    pub shape: &'static Shape,
    /// What it means, for editors.
    pub doc: &'static str,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be absent.
    May,
    /// Without it the file is incomplete.
    Must,
    /// Without it a promise is broken, which has a code of its own.
    Promise(Code),
}

/// `name` is of the form `[a-z][a-z0-9_]*`.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// `name` is of the form `[a-z][a-z0-9-]*`.
pub fn is_slug(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Checks a file's tree against a shape.
pub struct Checker<'a> {
    /// The file.
    pub path: &'a Arc<str>,
    /// The languages a text must have; empty while they are not known.
    pub languages: &'a [Lang],
    /// Where findings go.
    pub sink: &'a mut Sink,
}

impl Checker<'_> {
    fn at(&self, span: Span) -> Source {
        Source { path: Arc::clone(self.path), span }
    }

    fn wrong(&mut self, code: Code, node: &Node, message: String, help: &str) {
        let at = self.at(node.span);
        self.sink.error(code, at, message).help(help);
    }

    /// Checks a node.
    pub fn check(&mut self, node: &Node, shape: &Shape) {
        match (shape, &node.kind) {
            (Shape::Free, _) => {}
            (_, Kind::Empty) => {
                let help = format!("write {} after the colon, or remove the key", describe(shape));
                self.wrong(codes::WRONG_KIND, node, "a value is missing here".to_owned(), &help);
            }
            (Shape::Either { scalar, list, map }, kind) => {
                let chosen = match kind {
                    Kind::Scalar(..) => scalar,
                    Kind::List(_) => list,
                    Kind::Map(_) | Kind::Empty => map,
                };
                match chosen {
                    Some(inner) => self.check(node, inner),
                    None => self.expected(node, shape),
                }
            }
            (Shape::List(item), Kind::List(items)) => items.iter().for_each(|node| self.check(node, item)),
            (Shape::Map(form, value), Kind::Map(entries)) => {
                for entry in entries {
                    self.free_key(&entry.key, entry.key_span, *form);
                    self.check(&entry.value, value);
                }
            }
            (Shape::Words, Kind::Map(_)) => self.words(node),
            (Shape::Record(keys), Kind::Map(_)) => self.record(node, keys),
            (Shape::List(_) | Shape::Map(..) | Shape::Record(_) | Shape::Words, _)
            | (_, Kind::List(_) | Kind::Map(_)) => {
                self.expected(node, shape);
            }
            (_, Kind::Scalar(text, _)) => self.scalar(node, text, shape),
        }
    }

    fn expected(&mut self, node: &Node, shape: &Shape) {
        let message = format!("expected {}, found {}", describe(shape), node.describe());
        let help = match shape {
            Shape::Words => "write a text for each language: `{xx: …, yy: …}`".to_owned(),
            Shape::List(_) => "write `[a, b]`, or one item a line after `- `".to_owned(),
            Shape::Record(keys) => {
                let names: Vec<_> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
                format!("its keys are {}", names.join(", "))
            }
            other => format!("write {}", describe(other)),
        };
        self.wrong(codes::WRONG_KIND, node, message, &help);
    }

    fn record(&mut self, node: &Node, keys: &'static [Key]) {
        let Kind::Map(entries) = &node.kind else { return };
        for entry in entries {
            if let Some(key) = keys.iter().find(|key| key.name == entry.key) {
                self.check(&entry.value, key.shape);
            } else {
                let at = self.at(entry.key_span);
                let help = did_you_mean(&entry.key, keys.iter().map(|key| key.name), "keys here");
                self.sink.error(codes::UNKNOWN_KEY, at, format!("unknown key `{}`", entry.key)).help(help);
            }
        }
        for key in keys {
            if key.need == Need::May || entries.iter().any(|entry| entry.key == key.name) {
                continue;
            }
            // a misspelt key was reported where it stands
            let misspelt = entries.iter().any(|entry| {
                !keys.iter().any(|known| known.name == entry.key)
                    && crate::sink::nearest(&entry.key, keys.iter().map(|key| key.name)) == Some(key.name)
            });
            if misspelt {
                continue;
            }
            let code = if let Need::Promise(code) = key.need { code } else { codes::MISSING_KEY };
            let first = entries.first().map_or(node.span, |entry| entry.key_span);
            let at = self.at(first);
            self.sink
                .error(code, at, format!("the key `{}` is missing here", key.name))
                .help(format!("add `{}:`: {}", key.name, key.doc));
        }
    }

    fn words(&mut self, node: &Node) {
        let Kind::Map(entries) = &node.kind else { return };
        for entry in entries {
            self.free_key(&entry.key, entry.key_span, KeyForm::Lang);
            self.check(&entry.value, &Shape::Text);
        }
        let known = |key: &str| self.languages.iter().any(|lang| lang.as_str() == key);
        if entries.iter().any(|entry| !known(&entry.key)) {
            // a language that does not exist was reported; it may be the one that is missing
            return;
        }
        let missing: Vec<&str> = self
            .languages
            .iter()
            .map(Lang::as_str)
            .filter(|lang| !entries.iter().any(|entry| entry.key == *lang))
            .collect();
        if !missing.is_empty() {
            let message = format!("this text is missing in {}", list_of(&missing));
            self.wrong(codes::MISSING_TRANSLATION, node, message, "write it in every language of state.yaml");
        }
    }

    fn free_key(&mut self, key: &str, span: Span, form: KeyForm) {
        let at = self.at(span);
        let (wrong, message, help) = match form {
            KeyForm::Name => (!is_name(key), "no name", NAME_HELP),
            KeyForm::Slug => (!is_slug(key), "no name", SLUG_HELP),
            KeyForm::Letter => (key.chars().count() != 1, "not one letter", "write one letter on each side"),
            KeyForm::Int => (key.parse::<u32>().is_err(), "no whole number", "write digits"),
            KeyForm::Text => (key.is_empty(), "empty", "write a key"),
            KeyForm::Lang => {
                let unknown =
                    !self.languages.is_empty() && !self.languages.iter().any(|lang| lang.as_str() == key);
                if unknown {
                    let help = did_you_mean(key, self.languages.iter().map(Lang::as_str), "languages");
                    self.sink
                        .error(codes::UNKNOWN_LANGUAGE, at, format!("`{key}` is no language of this state"))
                        .help(help);
                }
                return;
            }
        };
        if wrong {
            self.sink.error(codes::BAD_NAME, at, format!("`{key}` is {message}")).help(help);
        }
    }

    fn scalar(&mut self, node: &Node, text: &str, shape: &Shape) {
        match shape {
            Shape::Name if !is_name(text) => {
                self.wrong(
                    codes::BAD_NAME,
                    node,
                    format!("`{text}` is no name that can stand in a formula"),
                    NAME_HELP,
                );
            }
            Shape::Slug if !is_slug(text) => {
                self.wrong(codes::BAD_NAME, node, format!("`{text}` is no name"), SLUG_HELP);
            }
            Shape::Date if text.len() != 10 || text.parse::<Date>().is_err() => {
                let help = "write a day that exists as year-month-day, like 2026-05-09";
                self.wrong(codes::NOT_A_DATE, node, format!("`{text}` is no date"), help);
            }
            Shape::Moment if moment(text).is_none() => {
                let help = "write a day that exists, or a day and a time: 2026-05-09 or 2026-05-09 14:30";
                self.wrong(
                    codes::NOT_A_DATE,
                    node,
                    format!("`{text}` is no date and no date with a time"),
                    help,
                );
            }
            Shape::Int(low, high) => match text.parse::<u32>() {
                Ok(number) if (*low..=*high).contains(&number) => {}
                _ => {
                    let help = format!("write a whole number from {low} to {high}");
                    self.wrong(
                        codes::NOT_A_NUMBER,
                        node,
                        format!("`{text}` is no number that fits here"),
                        &help,
                    );
                }
            },
            Shape::Number if text.parse::<feel::Decimal>().is_err() => {
                let help = "write digits, with a point before decimals: 1.15";
                self.wrong(codes::NOT_A_NUMBER, node, format!("`{text}` is no number"), help);
            }
            Shape::Bool if text != "true" && text != "false" => {
                self.wrong(
                    codes::NOT_YES_OR_NO,
                    node,
                    format!("`{text}` is neither true nor false"),
                    "write `true` or `false`",
                );
            }
            Shape::OneOf(words) if !words.contains(&text) => {
                let help = did_you_mean(text, words.iter().copied(), "values");
                self.wrong(codes::NOT_ONE_OF, node, format!("`{text}` is not a value of this key"), &help);
            }
            Shape::Cite if text.parse::<Cite>().is_err() => {
                let help = "write the law's id, a slash and the article: civil_acts/1";
                self.wrong(codes::NOT_A_CITATION, node, format!("`{text}` is no citation"), help);
            }
            Shape::Constant if text.starts_with('=') => {
                let help = "write the value itself";
                self.wrong(codes::WRONG_KIND, node, "a formula can't stand here".to_owned(), help);
            }
            _ => {}
        }
    }
}

const NAME_HELP: &str = "use lower-case Latin letters, digits and `_`, beginning with a letter";
const SLUG_HELP: &str = "use lower-case Latin letters, digits and `-`, beginning with a letter";

/// A day as its midnight, or a day and a time of day to the minute.
pub fn moment(text: &str) -> Option<DateTime> {
    match text.split_once(' ') {
        None if text.len() == 10 => text.parse::<Date>().ok().map(|day| day.at(0, 0, 0, 0)),
        Some((day, time)) if day.len() == 10 && time.len() == 5 => format!("{day}T{time}:00").parse().ok(),
        _ => None,
    }
}

/// `a`, `b` and `c`.
pub fn list_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}

/// What a shape expects, in words.
pub fn describe(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::TextOrNull | Shape::Constant | Shape::Free => "a text",
        Shape::Name | Shape::Slug => "a name",
        Shape::Words => "a text in each language",
        Shape::Formula => "a formula or a value",
        Shape::Date => "a date",
        Shape::Moment => "a date, perhaps with a time",
        Shape::Int(..) | Shape::Number => "a number",
        Shape::Bool => "true or false",
        Shape::OneOf(_) => "one of its words",
        Shape::Cite => "a citation (law/article)",
        Shape::List(_) => "a list",
        Shape::Map(..) | Shape::Record(_) => "a map",
        Shape::Either { scalar: Some(inner), .. } => describe(inner),
        Shape::Either { list: Some(_), map: Some(_), .. } => "a list or a map",
        Shape::Either { list: Some(_), .. } => "a list",
        Shape::Either { .. } => "a map",
    }
}
