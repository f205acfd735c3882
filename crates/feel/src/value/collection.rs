//! Lists and contexts: shared, immutable, and aware of how deep they are nested.

use super::Value;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

/// Contexts with more entries than this are looked up through an index.
const SCANNED_ENTRIES_MAX: usize = 12;

/// An immutable list; cloning shares it.
#[derive(Clone, Debug)]
pub struct List(Arc<ListData>);

#[derive(Debug)]
struct ListData {
    items: Vec<Value>,
    depth: u32,
    size: usize,
}

impl List {
    /// A list of these items.
    pub fn new(items: Vec<Value>) -> Self {
        let depth = 1 + items.iter().map(Value::depth).max().unwrap_or(0);
        let size = items.iter().fold(1_usize, |sum, item| sum.saturating_add(item.size()));
        Self(Arc::new(ListData { items, depth, size }))
    }

    /// The items.
    pub fn as_slice(&self) -> &[Value] {
        &self.0.items
    }

    pub(crate) fn depth(&self) -> u32 {
        self.0.depth
    }

    pub(crate) fn size(&self) -> usize {
        self.0.size
    }
}

impl Deref for List {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.0.items
    }
}

/// An immutable context: entries in the order they were written, names unique; cloning shares it.
#[derive(Clone, Debug)]
pub struct Context(Arc<ContextData>);

#[derive(Debug)]
struct ContextData {
    entries: Vec<(Arc<str>, Value)>,
    index: Option<HashMap<Arc<str>, usize>>,
    depth: u32,
    size: usize,
}

impl Context {
    /// A context of these entries; a repeated name keeps its first place and takes its last value.
    pub fn new(entries: impl IntoIterator<Item = (Arc<str>, Value)>) -> Self {
        let mut unique: Vec<(Arc<str>, Value)> = Vec::new();
        let mut places: HashMap<Arc<str>, usize> = HashMap::new();
        let mut indexed = false;
        for (name, value) in entries {
            let place = if indexed {
                places.get(&name).copied()
            } else {
                unique.iter().position(|(known, _)| *known == name)
            };
            if let Some(slot) = place.and_then(|i| unique.get_mut(i)) {
                slot.1 = value;
            } else {
                if indexed {
                    places.insert(Arc::clone(&name), unique.len());
                }
                unique.push((name, value));
                if !indexed && unique.len() > SCANNED_ENTRIES_MAX {
                    indexed = true;
                    places = unique.iter().enumerate().map(|(i, (n, _))| (Arc::clone(n), i)).collect();
                }
            }
        }
        let depth = 1 + unique.iter().map(|(_, value)| value.depth()).max().unwrap_or(0);
        let size = unique.iter().fold(1_usize, |sum, (_, value)| sum.saturating_add(value.size()));
        Self(Arc::new(ContextData { entries: unique, index: indexed.then_some(places), depth, size }))
    }

    /// The value of an entry.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match &self.0.index {
            Some(index) => index.get(name).and_then(|i| self.0.entries.get(*i)).map(|(_, value)| value),
            None => self.0.entries.iter().find(|(known, _)| &**known == name).map(|(_, value)| value),
        }
    }

    /// The entries in order.
    pub fn entries(&self) -> &[(Arc<str>, Value)] {
        &self.0.entries
    }

    /// A context with one entry set.
    #[must_use]
    pub fn with(&self, name: Arc<str>, value: Value) -> Self {
        Self::new(self.0.entries.iter().cloned().chain([(name, value)]))
    }

    pub(crate) fn depth(&self) -> u32 {
        self.0.depth
    }

    pub(crate) fn size(&self) -> usize {
        self.0.size
    }
}

impl FromIterator<(Arc<str>, Value)> for Context {
    fn from_iter<T: IntoIterator<Item = (Arc<str>, Value)>>(entries: T) -> Self {
        Self::new(entries)
    }
}

impl<'a> FromIterator<(&'a str, Value)> for Context {
    fn from_iter<T: IntoIterator<Item = (&'a str, Value)>>(entries: T) -> Self {
        Self::new(entries.into_iter().map(|(name, value)| (Arc::from(name), value)))
    }
}
