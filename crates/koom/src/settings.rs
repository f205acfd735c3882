//! The keys of `koom.toml`: one list, which reads the file and the environment, and which `docs/operating.md` repeats with
//! the reasons (a test compares the two).
//!
//! A key may also be given as `KOOM_` and its name in capitals; that wins over the file, and an option of the command line
//! over both.

use crate::console::{Failure, failure};
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use toml::de::{DeTable, DeValue};

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any text.
    Text,
    /// `http://…` or `https://…`; empty in a demonstration, which is reached where it listens.
    Url,
    /// A whole number, from and to.
    Whole(u32, u32),
    /// One of these words.
    Word(&'static [&'static str]),
    /// An IP address and a port.
    Socket,
    /// IP addresses.
    Addresses,
    /// The path of a file.
    File,
}

/// A key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// The unit of a number.
    pub(crate) unit: &'static str,
    /// What holds where the key is left out, as it would be written; empty: nothing.
    pub(crate) default: &'static str,
    /// True where only the file may say it: it belongs to the data directory, not to one start.
    pub(crate) only_file: bool,
}

const fn key(name: &'static str, kind: Kind, unit: &'static str, default: &'static str) -> Key {
    Key { name, kind, unit, default, only_file: false }
}

const fn lasting(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, unit: "", default: "", only_file: true }
}

/// Every key, in the order of the documentation.
pub(crate) const KEYS: &[Key] = &[
    lasting("origin", Kind::Text),
    lasting("public_url", Kind::Url),
    lasting("database", Kind::Word(&["postgresql"])),
    key("database_url_file", Kind::File, "", ""),
    key("database_connections", Kind::Whole(4, 1_000), "connections", "32"),
    key("database_wait", Kind::Whole(1, 60), "seconds", "5"),
    key("listen", Kind::Socket, "", "127.0.0.1:8080"),
    key("trusted_proxies", Kind::Addresses, "", ""),
    key("connections", Kind::Whole(10, 60_000), "connections", "2000"),
    key("requests_under_way", Kind::Whole(4, 4_000), "requests", "400"),
    key("requests_per_second", Kind::Whole(1, 100_000), "requests a second", "200"),
    key("head_timeout", Kind::Whole(1, 600), "seconds", "15"),
    key("stop_timeout", Kind::Whole(1, 600), "seconds", "10"),
    key("acts_at_once", Kind::Whole(1, 256), "acts", ""),
    key("publish_every", Kind::Whole(1, 60), "seconds", "1"),
    key("log_level", Kind::Word(&["error", "warn", "info", "debug"]), "", "info"),
    key("log_format", Kind::Word(&["auto", "json", "text"]), "", "auto"),
    key("slow_request", Kind::Whole(1, 60_000), "milliseconds", "1000"),
    key("metrics_listen", Kind::Socket, "", ""),
    key("metrics_token_file", Kind::File, "", ""),
];

/// A value of a key, of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Text(String),
    Whole(u32),
    Socket(SocketAddr),
    Addresses(Vec<IpAddr>),
}

/// What was given, by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings(BTreeMap<&'static str, Value>);

impl Settings {
    /// Reads a file and what the environment says on top of it. `place` names the file in sentences.
    pub(crate) fn read(
        text: &str,
        place: &str,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Failure> {
        let mut given = BTreeMap::new();
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            failure(format!("{place} line {}: {}", line_of(text, at), error.message()))
        })?;
        for (name, value) in table.get_ref() {
            let place = format!("{place} line {}", line_of(text, name.span().start));
            let key = known(name.get_ref(), &place)?;
            given.insert(key.name, key.of_file(value.get_ref(), &place)?);
        }
        for key in KEYS.iter().filter(|key| !key.only_file) {
            let variable = key.variable();
            if let Some(text) = environment(&variable) {
                given.insert(key.name, key.of_text(&text, &format!("the environment's {variable}"))?);
            }
        }
        Ok(Self(given))
    }

    fn get(&self, name: &str) -> Option<Value> {
        let key = KEYS.iter().find(|key| key.name == name)?;
        let default = || (!key.default.is_empty()).then(|| key.of_text(key.default, "the default").ok())?;
        self.0.get(name).cloned().or_else(default)
    }

    /// A text, a word, a path or an address of a page, as it was written.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number, if it is given or has a default.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        match self.get(name)? {
            Value::Whole(number) => Some(number),
            _ => None,
        }
    }

    /// A number that has a default.
    pub(crate) fn whole(&self, name: &str) -> Result<u32, Failure> {
        self.number(name).ok_or_else(|| failure(format!("the key {name} has no default")))
    }

    /// An address to listen on.
    pub(crate) fn socket(&self, name: &str) -> Option<SocketAddr> {
        match self.get(name)? {
            Value::Socket(address) => Some(address),
            _ => None,
        }
    }

    /// Addresses; none if nothing is given.
    pub(crate) fn addresses(&self, name: &str) -> Vec<IpAddr> {
        match self.get(name) {
            Some(Value::Addresses(list)) => list,
            _ => Vec::new(),
        }
    }
}

impl Key {
    /// The variable of the environment that says it too.
    fn variable(&self) -> String {
        format!("KOOM_{}", self.name.to_uppercase())
    }

    /// What it takes, in words.
    pub(crate) fn takes(&self) -> String {
        match self.kind {
            Kind::Text => "text".to_owned(),
            Kind::Url => "http://… or https://…".to_owned(),
            Kind::Whole(least, most) => format!("{least} to {most}"),
            Kind::Word(words) => words.join(", "),
            Kind::Socket => "an IP address and a port".to_owned(),
            Kind::Addresses => "IP addresses".to_owned(),
            Kind::File => "a path".to_owned(),
        }
    }

    fn bad(&self, place: &str, seen: &str) -> Failure {
        let unit = if self.unit.is_empty() { String::new() } else { format!(" ({})", self.unit) };
        let default = match self.default {
            "" => "leave the key out".to_owned(),
            default => format!("leave the key out for {default}"),
        };
        failure(format!("{place}: {} takes {}{unit}, not {seen}; or {default}", self.name, self.takes()))
    }

    fn of_file(&self, value: &DeValue<'_>, place: &str) -> Result<Value, Failure> {
        match (self.kind, value) {
            (Kind::Whole(..), DeValue::Integer(number)) if number.radix() == 10 => {
                self.of_text(number.as_str(), place)
            }
            (Kind::Addresses, DeValue::Array(items)) => {
                let items: Vec<&str> = items.iter().filter_map(|item| item.get_ref().as_str()).collect();
                self.of_text(&items.join(","), place)
            }
            (Kind::Whole(..) | Kind::Addresses, _) => Err(self.bad(place, kind_of(value))),
            (_, DeValue::String(text)) => self.of_text(text, place),
            _ => Err(self.bad(place, kind_of(value))),
        }
    }

    fn of_text(&self, text: &str, place: &str) -> Result<Value, Failure> {
        let bad = || self.bad(place, &format!("{text:?}"));
        match self.kind {
            Kind::Text | Kind::File if text.is_empty() => Err(bad()),
            Kind::Text | Kind::File => Ok(Value::Text(text.to_owned())),
            Kind::Url => {
                let fits = text.is_empty() || text.starts_with("http://") || text.starts_with("https://");
                if fits { Ok(Value::Text(text.trim_end_matches('/').to_owned())) } else { Err(bad()) }
            }
            Kind::Word(words) if words.contains(&text) => Ok(Value::Text(text.to_owned())),
            Kind::Word(_) => Err(bad()),
            Kind::Whole(least, most) => {
                let number = text.replace('_', "").parse().ok();
                let number = number.filter(|number| (least..=most).contains(number));
                number.map(Value::Whole).ok_or_else(bad)
            }
            Kind::Socket => text.parse().map(Value::Socket).map_err(|_form| bad()),
            Kind::Addresses => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                let list: Result<Vec<IpAddr>, _> = parts.map(str::parse).collect();
                list.map(Value::Addresses).map_err(|_form| bad())
            }
        }
    }
}

/// A value of the wrong kind, in words.
fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text in quotes",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn known(name: &str, place: &str) -> Result<&'static Key, Failure> {
    if let Some(key) = KEYS.iter().find(|key| key.name == name) {
        return Ok(key);
    }
    let near = KEYS
        .iter()
        .map(|key| (strsim::normalized_damerau_levenshtein(key.name, name), key.name))
        .filter(|(close, _)| *close > 0.5)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    let hint = match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => "docs/operating.md lists every key".to_owned(),
    };
    Err(failure(format!("{place}: there is no key `{name}`; {hint}")))
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, String> {
        Settings::read(text, "koom.toml", |_| None).map_err(|error| error.to_string())
    }

    #[test]
    fn mistakes_are_told_with_line_and_way_out() {
        for (text, said) in [
            (
                "origin = \"a/log\"\nrequest_per_second = 5",
                "line 2: there is no key `request_per_second`; did you mean `requests_per_second`?",
            ),
            ("colour = 1", "line 1: there is no key `colour`; docs/operating.md lists every key"),
            (
                "requests_per_second = 0",
                "requests_per_second takes 1 to 100000 (requests a second), not \"0\"; or leave the key out for 200",
            ),
            ("stop_timeout = \"10\"", "stop_timeout takes 1 to 600 (seconds), not a text in quotes"),
            ("\nlog_level = \"loud\"", "line 2: log_level takes error, warn, info, debug, not \"loud\""),
            ("listen = \"8080\"", "listen takes an IP address and a port, not \"8080\""),
            ("trusted_proxies = [\"10.0.0.1\", \"proxy\"]", "trusted_proxies takes IP addresses"),
            ("public_url = \"example.org\"", "public_url takes http://… or https://…"),
            ("listen = ", "koom.toml line 1: "),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
    }

    #[test]
    fn the_environment_stands_over_the_file_and_the_file_over_the_default() {
        let file = "stop_timeout = 20\npublish_every = 3\norigin = \"a/log\"";
        let given = Settings::read(file, "koom.toml", |name| match name {
            "KOOM_STOP_TIMEOUT" => Some("30".to_owned()),
            "KOOM_ORIGIN" => Some("b/log".to_owned()),
            "KOOM_TRUSTED_PROXIES" => Some("10.0.0.1, ::1".to_owned()),
            _ => None,
        })
        .unwrap();
        assert_eq!(given.number("stop_timeout"), Some(30));
        assert_eq!(given.number("publish_every"), Some(3));
        assert_eq!(given.number("head_timeout"), Some(15));
        assert_eq!(
            given.text("origin").as_deref(),
            Some("a/log"),
            "the log's name is not a matter of one start"
        );
        assert_eq!(given.addresses("trusted_proxies").len(), 2);
        assert_eq!(given.number("acts_at_once"), None);
    }

    #[test]
    fn every_default_is_a_value_of_its_key() {
        for key in KEYS.iter().filter(|key| !key.default.is_empty()) {
            assert!(key.of_text(key.default, "").is_ok(), "{}", key.name);
        }
    }

    /// The table of the documentation: key, takes, unit, default, reason.
    #[test]
    fn the_documentation_lists_the_same_keys() {
        let text = include_str!("../../../docs/operating.md");
        let section = text.split("\n## koom.toml").nth(1).unwrap().split("\n## ").next().unwrap();
        let told: Vec<Vec<String>> = section
            .lines()
            .filter(|line| line.starts_with("| `"))
            .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect())
            .collect();
        let known: Vec<Vec<String>> = KEYS
            .iter()
            .map(|key| vec![key.name.to_owned(), key.takes(), key.unit.to_owned(), key.default.to_owned()])
            .collect();
        let rows: Vec<Vec<String>> = told.iter().map(|row| row.iter().take(4).cloned().collect()).collect();
        assert_eq!(rows, known);
        assert!(told.iter().all(|row| row.len() == 5 && row[4].len() > 10), "each has its reason");
        assert!(KEYS.len() < 40);
    }
}
