//! The names an expression may use. FEEL's names can hold spaces and operators ("date of birth", "a-b"), so a text
//! can only be read with the names in scope at hand.

use crate::types::Type;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Names in scope, with the names of their members.
#[derive(Clone, Debug, Default)]
pub struct Names {
    members: BTreeMap<Arc<str>, Arc<Names>>,
    /// Names that are not one plain word, by their first word, longest first.
    spaced: HashMap<String, Vec<Arc<str>>>,
    types: BTreeMap<Arc<str>, Type>,
}

/// Whether a name can start with this character (DMN grammar rule 28).
pub(crate) fn starts_name(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '_' | '?'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{167F}' | '\u{1681}'..='\u{180D}' | '\u{180F}'..='\u{1FFF}'
        | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FEFE}'
        | '\u{FF00}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Whether a name can go on with this character (rule 29).
pub(crate) fn continues_name(c: char) -> bool {
    starts_name(c) || matches!(c, '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether this is white space of FEEL (rules 61 and 62).
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{180E}' | '\u{200B}' | '\u{FEFF}')
}

/// The name with each run of white space as one space.
pub(crate) fn normalize(name: &str) -> String {
    name.split(is_space).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The leading word of a name.
pub(crate) fn first_word(name: &str) -> &str {
    let end = name.find(|c| !continues_name(c)).unwrap_or(name.len());
    name.get(..end).unwrap_or("")
}

/// The length of `name` at the start of `text`, where a space of the name stands for any white space; `None` when
/// the text goes otherwise, or goes on with the same word.
pub(crate) fn match_length(name: &str, text: &str) -> Option<usize> {
    let mut rest = text;
    let mut last = ' ';
    for c in name.chars() {
        if c == ' ' {
            let trimmed = rest.trim_start_matches(is_space);
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        } else {
            rest = rest.strip_prefix(c)?;
        }
        last = c;
    }
    if continues_name(last) && rest.starts_with(continues_name) {
        return None;
    }
    Some(text.len() - rest.len())
}

impl Names {
    /// No names.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a name whose members are not known.
    pub fn add(&mut self, name: &str) {
        self.add_with_members(name, Names::default());
    }

    /// Adds a name with the names of its members: those of a context, or of the contexts in a list, or of what a
    /// function returns.
    pub fn add_with_members(&mut self, name: &str, members: Names) {
        self.add_shared(name, Arc::new(members));
    }

    /// Adds a name whose members are shared with other names.
    pub fn add_shared(&mut self, name: &str, members: Arc<Names>) {
        let name: Arc<str> = Arc::from(normalize(name));
        if self.members.insert(Arc::clone(&name), members).is_some() {
            return;
        }
        let word = first_word(&name);
        if word.len() != name.len() {
            let bucket = self.spaced.entry(word.to_owned()).or_default();
            bucket.push(Arc::clone(&name));
            bucket.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
    }

    /// Adds a named type, for `instance of` and typed parameters.
    pub fn add_type(&mut self, name: &str, kind: Type) {
        self.types.insert(Arc::from(normalize(name)), kind);
    }

    /// The members of a name, when it is known.
    pub fn members(&self, name: &str) -> Option<&Arc<Names>> {
        self.members.get(name)
    }

    /// Whether the name is known.
    pub fn contains(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// Whether there is no name at all: the members are not known.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The known names in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(AsRef::as_ref)
    }

    pub(crate) fn type_named(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    pub(crate) fn type_names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.types.keys()
    }

    /// The longest name of several words at the start of `text`, with its length there.
    pub(crate) fn longest(&self, word: &str, text: &str) -> Option<(Arc<str>, usize)> {
        longest_of(self.spaced.get(word)?.iter(), text)
    }

    /// Like `longest`, among the members of members as well.
    pub(crate) fn longest_anywhere(&self, word: &str, text: &str) -> Option<(Arc<str>, usize)> {
        let below = self.members.values().filter(|m| !m.is_empty()).map(|m| m.longest_anywhere(word, text));
        below.chain([self.longest(word, text)]).flatten().max_by_key(|(_, length)| *length)
    }
}

/// The longest of some names at the start of `text`.
pub(crate) fn longest_of<'a>(
    names: impl Iterator<Item = &'a Arc<str>>,
    text: &str,
) -> Option<(Arc<str>, usize)> {
    names
        .filter_map(|name| match_length(name, text).map(|length| (Arc::clone(name), length)))
        .max_by_key(|(_, length)| *length)
}
