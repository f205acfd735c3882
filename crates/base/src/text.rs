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

/// A text in the letters of another script, by a table of small letters; what is not in the table stays as it is.
///
/// A capital gives a capital: only the first of several letters (`Ж` as `Zh`), all of them where a neighbour in the
/// word is a capital too (`ZH`).
pub fn transliterate(text: &str, table: &BTreeMap<char, String>) -> String {
    let text: Vec<char> = text.nfc().collect();
    let capital =
        |place: Option<usize>| place.and_then(|place| text.get(place)).is_some_and(|c| c.is_uppercase());
    let mut out = String::new();
    for (place, letter) in text.iter().enumerate() {
        let small: String = letter.to_lowercase().collect();
        let mut chars = small.chars();
        let known = chars.next().filter(|_| chars.next().is_none()).and_then(|small| table.get(&small));
        match known {
            None => out.push(*letter),
            Some(written) if !letter.is_uppercase() => out.push_str(written),
            Some(written) if capital(place.checked_add(1)) || capital(place.checked_sub(1)) => {
                out.push_str(&written.to_uppercase());
            }
            Some(written) => {
                let mut written = written.chars();
                out.extend(written.next().into_iter().flat_map(char::to_uppercase));
                out.extend(written);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_written_by_the_table_and_capitals_stay_capitals() {
        let table: BTreeMap<char, String> =
            [('ж', "zh"), ('а', "a"), ('ь', ""), ('й', "i")].map(|(from, to)| (from, to.to_owned())).into();
        let written = |text| transliterate(text, &table);
        assert_eq!(written("Жажа ЖАЖ жа, 7"), "Zhazha ZHAZH zha, 7");
        assert_eq!(written("Жь x"), "Zh x", "a letter may fall away");
        assert_eq!(written("и\u{306}а"), "ia", "a letter and its mark are one letter");
        assert_eq!(written("Ж-А"), "Zh-A", "an initial stands alone");
    }

    #[test]
    fn folds_by_the_table_it_is_given() {
        let letters = BTreeMap::from([('é', 'e'), ('ø', 'o')]);
        assert_eq!(fold("Élø-Ra ", &letters), "elora");
        assert_eq!(fold("Élø", &BTreeMap::new()), "élø");
    }
}
