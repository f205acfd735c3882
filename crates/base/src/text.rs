//! Text in the languages of a state. The engine knows no language; a state folder names its own.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization as _;

/// A language tag as the state folder writes it (BCP 47, lower case), for example `en`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Lang(Arc<str>);

impl Lang {
    /// Wraps a tag; whether the state speaks it is checked by whoever has the model.
    pub fn new(tag: impl AsRef<str>) -> Self {
        Self(Arc::from(tag.as_ref()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Lang {
    fn from(tag: String) -> Self {
        Self::new(tag)
    }
}

impl From<&str> for Lang {
    fn from(tag: &str) -> Self {
        Self::new(tag)
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> Self {
        lang.0.to_string()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lang({})", &self.0)
    }
}

/// One text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LangText(pub BTreeMap<Lang, String>);

impl LangText {
    /// The text in this language. A checked state has every language it requires; where one is
    /// optional and missing, the first there is is given.
    pub fn get(&self, lang: &Lang) -> &str {
        self.0.get(lang).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// True if no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A search key: NFKC, lower case, letters folded by the state's own table, without spaces and hyphens.
/// The stored text is never changed.
pub fn fold(text: &str, letters: &BTreeMap<char, char>) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .map(|c| letters.get(&c).copied().unwrap_or(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_by_the_table_it_is_given() {
        let letters = BTreeMap::from([('é', 'e'), ('ø', 'o')]);
        assert_eq!(fold("Élø-Ra ", &letters), "elora");
        assert_eq!(fold("Élø", &BTreeMap::new()), "élø");
    }
}
