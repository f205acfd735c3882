//! Strict YAML as a tree: maps keep their order, every node knows its bytes, nothing has an implicit type.
//!
//! The events come from `saphyr-parser`; what is strict is here. Anchors, aliases, tags, merge keys, duplicate keys,
//! flow collections over several lines and second documents are findings, each with its own code. The tree is built
//! with an explicit stack, so hostile nesting costs no stack.

use crate::codes;
use crate::sink::Sink;
use base::limit::STATE_FILE_BYTES_MAX;
use model::{Code, Source, Span};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::HashSet;
use std::sync::Arc;

/// Deepest nesting of lists and maps; the deepest real file has eight levels.
pub const DEPTH_MAX: usize = 32;

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single quotes.
    Single,
    /// In double quotes.
    Double,
    /// A block after `|` or `>`.
    Block,
}

/// A node of the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its bytes, quotes included.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Nothing was written.
    Empty,
    /// A text; what it means is decided by who reads it.
    Scalar(String, Style),
    /// A list.
    List(Vec<Node>),
    /// A map in the order of the file.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Its bytes.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// What this is, for messages.
    pub fn describe(&self) -> &'static str {
        match self.kind {
            Kind::Empty => "nothing",
            Kind::Scalar(..) => "a single value",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }

    /// The value of a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value),
            _ => None,
        }
    }
}

/// A collection whose end has not been read yet.
enum Open {
    List {
        start: Span,
        items: Vec<Node>,
    },
    Map {
        start: Span,
        entries: Vec<Entry>,
        seen: HashSet<String>,
        key: Option<(String, Span)>,
    },
    /// A collection where a key should stand: read and dropped.
    Ignored,
}

/// Byte offsets of characters: the parser counts characters.
struct Offsets(Option<Vec<usize>>);

impl Offsets {
    fn of(text: &str) -> Self {
        Self((!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()))
    }

    fn byte(&self, character: usize, text: &str) -> usize {
        match &self.0 {
            None => character.min(text.len()),
            Some(table) => table.get(character).copied().unwrap_or(text.len()),
        }
    }
}

struct Builder<'a> {
    path: &'a Arc<str>,
    text: &'a str,
    sink: &'a mut Sink,
    stack: Vec<Open>,
    documents: Vec<Node>,
    failed: bool,
    /// Where the last reported collection over several lines begins: those around it are not reported too.
    broken_at: Option<usize>,
}

/// Reads one document. `None` if the text is no YAML or more than one document; findings go to `sink`.
pub fn read(path: &Arc<str>, text: &str, sink: &mut Sink) -> Option<Node> {
    let mut documents = read_all(path, text, sink)?;
    if let Some(second) = documents.get(1) {
        let at = Source {
            path: Arc::clone(path),
            span: Span { start: second.span.start, end: second.span.start },
        };
        sink.error(codes::SECOND_DOCUMENT, at, "this file has a second document")
            .help("remove the line `---`; only cases.yaml holds several documents");
        return None;
    }
    if documents.is_empty() {
        let at = Source { path: Arc::clone(path), span: Span::default() };
        sink.error(codes::NOT_YAML, at, "the file is empty").help("write its keys, or delete the file");
    }
    documents.pop()
}

/// Reads all documents of a file.
pub fn read_all(path: &Arc<str>, text: &str, sink: &mut Sink) -> Option<Vec<Node>> {
    if text.len() > STATE_FILE_BYTES_MAX {
        let at = Source { path: Arc::clone(path), span: Span::default() };
        sink.error(
            codes::FILE_TOO_LARGE,
            at,
            format!("the file has {} bytes, more than {STATE_FILE_BYTES_MAX}", text.len()),
        )
        .help("divide it into several files");
        return None;
    }
    let offsets = Offsets::of(text);
    let mut builder = Builder {
        path,
        text,
        sink,
        stack: Vec::new(),
        documents: Vec::new(),
        failed: false,
        broken_at: None,
    };
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event() {
            None => break,
            Some(Err(error)) => {
                let at = offsets.byte(error.marker().index(), text);
                builder.not_yaml(at, error.info());
                return None;
            }
            Some(Ok((event, span))) => {
                let start = offsets.byte(span.start.index(), text);
                let end = offsets.byte(span.end.index(), text).max(start);
                if !builder.event(event, Span { start, end }) {
                    break;
                }
            }
        }
    }
    (!builder.failed).then_some(builder.documents)
}

impl Builder<'_> {
    fn source(&self, span: Span) -> Source {
        Source { path: Arc::clone(self.path), span }
    }

    fn not_yaml(&mut self, at: usize, info: &str) {
        let at = at.min(self.text.len().saturating_sub(1));
        let source = self.source(Span { start: at, end: at + usize::from(!self.text.is_empty()) });
        self.sink.error(codes::NOT_YAML, source, format!("this is no YAML: {info}")).help(
            "check the indentation and put texts that contain `: `, ` #`, `{`, `[` or quotes into double quotes",
        );
    }

    fn strict(&mut self, code: Code, span: Span, message: &str, help: &str) {
        let source = self.source(span);
        self.sink.error(code, source, message).help(help);
        self.failed = true;
    }

    /// Takes an event; false ends the reading.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.decorations(anchor, tag.is_some(), span);
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::Single,
                    ScalarStyle::DoubleQuoted => Style::Double,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                let empty = text.is_empty() && style == Style::Plain;
                let span = if empty { Span { start: span.start, end: span.start } } else { span };
                let kind = if empty { Kind::Empty } else { Kind::Scalar(text.into_owned(), style) };
                self.value(Node { span, kind });
            }
            Event::SequenceStart(anchor, tag) => {
                self.decorations(anchor, tag.is_some(), span);
                return self.open(Open::List { start: span, items: Vec::new() }, span);
            }
            Event::MappingStart(anchor, tag) => {
                self.decorations(anchor, tag.is_some(), span);
                return self.open(
                    Open::Map { start: span, entries: Vec::new(), seen: HashSet::new(), key: None },
                    span,
                );
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) => {
                self.strict(
                    codes::ANCHOR,
                    span,
                    "an alias (`*name`) is not part of the state folder's YAML",
                    "write the value where it is needed",
                );
                self.value(Node { span, kind: Kind::Empty });
            }
            _ => {}
        }
        true
    }

    fn decorations(&mut self, anchor: usize, tag: bool, span: Span) {
        if anchor > 0 {
            self.strict(
                codes::ANCHOR,
                span,
                "an anchor (`&name`) is not part of the state folder's YAML",
                "remove it and write the value where it is needed",
            );
        }
        if tag {
            self.strict(
                codes::TAG,
                span,
                "a tag (`!name`) is not part of the state folder's YAML",
                "remove it: the key says what type its value has",
            );
        }
    }

    fn open(&mut self, open: Open, span: Span) -> bool {
        if self.stack.len() >= DEPTH_MAX {
            self.strict(
                codes::NOT_YAML,
                span,
                "lists and maps are nested more than 32 levels deep",
                "no file of a state folder needs that; look for a stray bracket",
            );
            return false;
        }
        let at_key = matches!(self.stack.last(), Some(Open::Map { key: None, .. }));
        if at_key {
            self.strict(
                codes::NOT_YAML,
                span,
                "a list or map can't be a key",
                "write a plain word before the colon",
            );
        }
        self.stack.push(if at_key { Open::Ignored } else { open });
        true
    }

    fn close(&mut self, end: Span) {
        let node = match self.stack.pop() {
            Some(Open::List { start, items }) => {
                let inner = items.last().map(|node| node.span.end);
                Node { span: self.extent(start, inner, end), kind: Kind::List(items) }
            }
            Some(Open::Map { start, entries, .. }) => {
                let inner = entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end));
                let first = entries.first().map_or(start, |entry| entry.key_span);
                Node {
                    span: self.extent(if self.flow(start) { start } else { first }, inner, end),
                    kind: Kind::Map(entries),
                }
            }
            Some(Open::Ignored) => {
                self.value(Node { span: end, kind: Kind::Scalar(String::new(), Style::Plain) });
                return;
            }
            None => return,
        };
        let lines = self.text.get(node.span.start..node.span.end).is_some_and(|text| text.contains('\n'));
        let around = self.broken_at.is_some_and(|at| node.span.start <= at);
        if self.flow(node.span) && lines && !around {
            self.broken_at = Some(node.span.start);
            let span = Span { start: node.span.start, end: node.span.start + 1 };
            self.strict(
                codes::FLOW_LINES,
                span,
                "a list or map in brackets runs over several lines",
                "write it on one line, or as a block: one item or key a line, without brackets",
            );
        }
        self.value(node);
    }

    fn flow(&self, span: Span) -> bool {
        self.text.get(span.start..).is_some_and(|rest| rest.starts_with(['[', '{']))
    }

    fn extent(&self, start: Span, inner: Option<usize>, end: Span) -> Span {
        if self.flow(start) {
            return Span { start: start.start, end: end.end.max(start.end) };
        }
        Span { start: start.start, end: inner.unwrap_or(start.end).max(start.start) }
    }

    fn value(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => self.documents.push(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Ignored) => {}
            Some(Open::Map { entries, seen, key, .. }) => {
                if let Some((key, key_span)) = key.take() {
                    entries.push(Entry { key, key_span, value: node });
                    return;
                }
                let Kind::Scalar(text, style) = node.kind else {
                    *key = Some((String::new(), node.span));
                    self.strict(
                        codes::NOT_YAML,
                        node.span,
                        "a key is missing",
                        "write a word before the colon",
                    );
                    return;
                };
                let merge = text == "<<" && style == Style::Plain;
                let fresh = seen.insert(text.clone());
                let first = (!fresh)
                    .then(|| entries.iter().find(|entry| entry.key == text).map(|entry| entry.key_span))
                    .flatten();
                *key = Some((text.clone(), node.span));
                if merge {
                    self.strict(
                        codes::MERGE_KEY,
                        node.span,
                        "a merge key (`<<`) is not part of the state folder's YAML",
                        "write the keys where they are needed",
                    );
                } else if let Some(first) = first {
                    let (at, first) = (self.source(node.span), self.source(first));
                    self.sink
                        .error(codes::DUPLICATE_KEY, at, format!("the key `{text}` stands twice in this map"))
                        .help("keep one of the two")
                        .related(first, "first here");
                    self.failed = true;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
