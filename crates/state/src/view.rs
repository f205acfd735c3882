//! Reading a checked tree: what is missing or of another kind was reported by the shape check and reads as nothing.

use crate::yaml::{Kind, Node, Style};
use base::time::DateTime;
use base::{Date, Lang, LangText};
use model::{Source, Span};
use std::sync::Arc;

/// A file of the folder.
#[derive(Clone, Debug)]
pub struct File<'a> {
    /// Path within the folder.
    pub path: Arc<str>,
    /// Its text.
    pub text: &'a str,
}

/// A node with the file it stands in.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The file.
    pub file: &'a File<'a>,
    /// The node.
    pub node: &'a Node,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// The key.
    pub key: &'a str,
    /// Where the key stands.
    pub at: Source,
    /// The value.
    pub value: View<'a>,
}

impl<'a> View<'a> {
    fn with(self, node: &'a Node) -> Self {
        Self { file: self.file, node }
    }

    /// A place in this file.
    pub fn source(self, span: Span) -> Source {
        Source { path: Arc::clone(&self.file.path), span }
    }

    /// Where this stands.
    pub fn at(self) -> Source {
        self.source(self.node.span)
    }

    /// Where a map's first key stands: a short span for what concerns the whole.
    pub fn head(self) -> Source {
        match &self.node.kind {
            Kind::Map(entries) => self.source(entries.first().map_or(self.node.span, |entry| entry.key_span)),
            _ => self.at(),
        }
    }

    /// Where a key of this map stands; the head if it has none.
    pub fn key_at(self, key: &str) -> Source {
        match &self.node.kind {
            Kind::Map(entries) => entries
                .iter()
                .find(|entry| entry.key == key)
                .map_or_else(|| self.head(), |entry| self.source(entry.key_span)),
            _ => self.at(),
        }
    }

    /// The value of a key.
    pub fn get(self, key: &str) -> Option<View<'a>> {
        self.node.get(key).map(|node| self.with(node))
    }

    /// The single value that stands here.
    pub fn text(self) -> Option<&'a str> {
        match &self.node.kind {
            Kind::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// How the single value here was written.
    pub fn style(self) -> Option<Style> {
        match &self.node.kind {
            Kind::Scalar(_, style) => Some(*style),
            _ => None,
        }
    }

    /// The single value of a key.
    pub fn text_of(self, key: &str) -> Option<&'a str> {
        self.get(key)?.text()
    }

    /// A flag that is false if absent.
    pub fn flag(self, key: &str) -> bool {
        self.text_of(key) == Some("true")
    }

    /// A date.
    pub fn date(self, key: &str) -> Option<Date> {
        self.text_of(key)?.parse().ok()
    }

    /// A date, at its midnight, or a date and time of day.
    pub fn moment(self, key: &str) -> Option<DateTime> {
        crate::shape::moment(self.text_of(key)?)
    }

    /// A whole number.
    pub fn number(self, key: &str) -> Option<u32> {
        self.text_of(key)?.parse().ok()
    }

    /// The items of a list.
    pub fn items(self) -> impl Iterator<Item = View<'a>> {
        let items: &'a [Node] = match &self.node.kind {
            Kind::List(items) => items,
            _ => &[],
        };
        items.iter().map(move |node| self.with(node))
    }

    /// The items of a key's list.
    pub fn list(self, key: &str) -> impl Iterator<Item = View<'a>> {
        self.get(key).into_iter().flat_map(View::items)
    }

    /// The pairs of a map.
    pub fn pairs(self) -> impl Iterator<Item = Pair<'a>> {
        let entries: &'a [crate::yaml::Entry] = match &self.node.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        };
        entries.iter().map(move |entry| Pair {
            key: &entry.key,
            at: self.source(entry.key_span),
            value: self.with(&entry.value),
        })
    }

    /// The pairs of a key's map.
    pub fn map(self, key: &str) -> impl Iterator<Item = Pair<'a>> {
        self.get(key).into_iter().flat_map(View::pairs)
    }

    /// A text in languages.
    pub fn words(self, key: &str) -> LangText {
        self.get(key).map(View::as_words).unwrap_or_default()
    }

    /// This, as a text in languages.
    pub fn as_words(self) -> LangText {
        let pairs =
            self.pairs().filter_map(|pair| Some((Lang::new(pair.key), pair.value.text()?.to_owned())));
        LangText(pairs.collect())
    }

    /// True if this is a map.
    pub fn is_map(self) -> bool {
        matches!(self.node.kind, Kind::Map(_))
    }

    /// True if this is a list.
    pub fn is_list(self) -> bool {
        matches!(self.node.kind, Kind::List(_))
    }
}
