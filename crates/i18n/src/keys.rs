//! The messages that the interface needs of every state, in every language: one a line, with the values it is given.
//! `koom check` refuses a state that lacks one, and tests hold this list against the code that uses it.

use std::sync::LazyLock;

/// The lines, in the order of the pages.
const LINES: &str = include_str!("keys.txt");

/// A required message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Names of the values it is given, separated by spaces.
    values: &'static str,
}

impl Key {
    /// Reads `name value value`.
    pub const fn new(name: &'static str, values: &'static str) -> Self {
        Self { name, values }
    }

    /// Reads a line: a name, then the values it is given.
    pub fn parse(line: &'static str) -> Self {
        let (name, values) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        Self::new(name, values)
    }

    /// Names of the values it is given.
    pub fn values(&self) -> impl Iterator<Item = &'static str> {
        self.values.split_whitespace()
    }
}

/// The required messages with their values.
pub fn required() -> &'static [Key] {
    static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
        let lines = LINES.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        lines.map(Key::parse).collect()
    });
    &KEYS
}

/// The names of the required messages.
pub fn required_keys() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| required().iter().map(|key| key.name).collect());
    &NAMES
}
