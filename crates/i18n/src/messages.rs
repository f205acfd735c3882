//! Messages of one source (the interface, or one service) in all languages of a state.

use crate::check::Flaw;
use crate::locale::{Direction, Locale, Shape};
use base::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use unic_langid::LanguageIdentifier;

/// How many different misses are remembered; the count goes on.
const MISSES_MAX: usize = 200;

/// Marks around a number inside a formatted message, from the private use area. Fluent's formatter is a plain
/// function that cannot know the language's separators, so it marks numbers and the locale gives them their shape.
pub(crate) const NUMBER_BEGINS: char = '\u{E000}';
/// See [`NUMBER_BEGINS`].
pub(crate) const NUMBER_ENDS: char = '\u{E001}';

/// The attribute of a message that says it to an officer.
pub const OFFICER: &str = "officer";

/// A value put into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Text, put in as it is.
    Text(Cow<'a, str>),
    /// A whole number: chooses the plural form, and is printed in the language's shape.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Arg<'_> {
    /// A number beyond `i64` is shown as the largest there is.
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    /// A number beyond `i64` is shown as the largest there is.
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// A message that was asked for and could not be given whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Miss {
    /// In which language.
    pub lang: Lang,
    /// Which message.
    pub key: String,
    /// What was wrong.
    pub why: String,
}

/// Messages in several languages. Cheap to share behind an `Arc`; formatting takes no lock unless a key is missing.
pub struct Messages {
    speech: BTreeMap<Lang, Speech>,
    base: Option<Arc<Messages>>,
    missed: AtomicU64,
    misses: Mutex<BTreeSet<Miss>>,
}

/// One language's messages.
struct Speech {
    bundle: FluentBundle<FluentResource>,
    shape: Shape,
}

impl Messages {
    /// Builds messages from Fluent texts, several a language if need be (each key once).
    ///
    /// # Errors
    /// Every flaw found: a tag that is no language tag, lines that are no Fluent, a key given twice.
    pub fn build(texts: &BTreeMap<Lang, Vec<String>>) -> Result<Self, Vec<Flaw>> {
        Self::build_over(texts, None)
    }

    /// As [`Messages::build`], over other messages: what is not found here is looked up there. A service's messages
    /// stand over the interface's, and so share its shapes of dates and numbers.
    ///
    /// # Errors
    /// As [`Messages::build`].
    pub fn build_over(
        texts: &BTreeMap<Lang, Vec<String>>,
        base: Option<Arc<Messages>>,
    ) -> Result<Self, Vec<Flaw>> {
        let mut flaws = Vec::new();
        let mut speech = BTreeMap::new();
        for (lang, texts) in texts {
            let Ok(tag) = lang.as_str().parse::<LanguageIdentifier>() else {
                flaws.push(Flaw::tag(lang));
                continue;
            };
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // Otherwise invisible U+2068 and U+2069 get into names, letters and hashes.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(mark_number));
            for text in texts {
                match FluentResource::try_new(text.clone()) {
                    Ok(resource) => {
                        if let Err(errors) = bundle.add_resource(resource) {
                            flaws.extend(errors.iter().filter_map(|error| Flaw::twice(lang, text, error)));
                        }
                    }
                    Err((_, errors)) => {
                        flaws.extend(errors.iter().map(|error| Flaw::syntax(lang, text, error)));
                    }
                }
            }
            let inherited = base.as_ref().and_then(|base| base.speech.get(lang)).map(|speech| &speech.shape);
            let shape = Shape::of(|key| raw(&bundle, key), inherited);
            speech.insert(lang.clone(), Speech { bundle, shape });
        }
        if !flaws.is_empty() {
            return Err(flaws);
        }
        Ok(Self { speech, base, missed: AtomicU64::new(0), misses: Mutex::default() })
    }

    /// The languages there are texts in.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.speech.keys()
    }

    /// The messages of one language; `None` if there are none. The state says in which direction it is written.
    pub fn locale(&self, lang: &Lang, direction: Direction) -> Option<Locale<'_>> {
        let (lang, _) = self.speech.get_key_value(lang)?;
        Some(Locale::new(self, lang, direction))
    }

    /// How often a message was missing or lacked a value, since the start.
    pub fn missed(&self) -> u64 {
        self.missed.load(Ordering::Relaxed)
    }

    /// What was missing: each once, at most 200.
    pub fn misses(&self) -> Vec<Miss> {
        self.misses.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// True if this source itself has the message.
    pub(crate) fn has_own(&self, lang: &Lang, key: &str) -> bool {
        self.speech.get(lang).is_some_and(|speech| {
            speech.bundle.get_message(key).is_some_and(|message| message.value().is_some())
        })
    }

    /// True if this source or the one below has the message.
    pub(crate) fn has(&self, lang: &Lang, key: &str) -> bool {
        self.has_own(lang, key) || self.base.as_ref().is_some_and(|base| base.has(lang, key))
    }

    /// The shapes of a language.
    pub(crate) fn shape(&self, lang: &Lang) -> Option<&Shape> {
        self.speech.get(lang).map(|speech| &speech.shape)
    }

    /// The message with values, or `None` (uncounted) if neither this source nor the one below has it.
    pub(crate) fn find(
        &self,
        lang: &Lang,
        key: &str,
        args: &[(&str, Arg<'_>)],
        officer: bool,
    ) -> Option<String> {
        let speech = self.speech.get(lang)?;
        let message = speech.bundle.get_message(key);
        let plain = message.as_ref().and_then(FluentMessage::value);
        let own = message.as_ref().and_then(|message| message.get_attribute(OFFICER)).filter(|_| officer);
        let pattern = if let Some(own) = own { Some(own.value()) } else { plain };
        let Some(pattern) = pattern else {
            return self.base.as_ref()?.find(lang, key, args, officer);
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            let value = match value {
                Arg::Text(text) => FluentValue::String(text.clone()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = speech.bundle.format_pattern(pattern, Some(&values), &mut errors);
        if let Some(error) = errors.first() {
            self.miss(lang, key, &error.to_string());
        }
        Some(speech.shape.numbers_in(&text))
    }

    /// Counts and remembers a miss, and gives what is shown instead.
    pub(crate) fn miss(&self, lang: &Lang, key: &str, why: &str) -> String {
        self.missed.fetch_add(1, Ordering::Relaxed);
        let mut misses = self.misses.lock().unwrap_or_else(PoisonError::into_inner);
        if misses.len() < MISSES_MAX {
            misses.insert(Miss { lang: lang.clone(), key: key.to_owned(), why: why.to_owned() });
        }
        format!("[{key}]")
    }
}

/// A message without values, as written.
fn raw(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
}

/// Marks numbers so that [`Shape::numbers_in`] finds them; other values are printed as always.
fn mark_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format!("{NUMBER_BEGINS}{}{NUMBER_ENDS}", number.as_string())),
        _ => None,
    }
}
