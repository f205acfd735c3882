//! Item definitions.

use super::{Compiler, DEPTH_MAX, Place};
use crate::types::{ItemType, Kind};
use crate::xml::{child, children, text_of, type_reference};
use feel::ast::UnaryTests;
use feel::{Names, Type};
use roxmltree::Node;
use std::collections::BTreeMap;
use std::sync::Arc;

impl<'a, 'i> Compiler<'a, 'i> {
    pub(super) fn read_types(&mut self, part: usize) {
        let Some(root) = self.sources.get(part).map(|s| s.root) else { return };
        let definitions: BTreeMap<String, Node<'a, 'i>> = children(root, "itemDefinition")
            .filter_map(|node| Some((node.attribute("name")?.to_owned(), node)))
            .collect();
        for name in definitions.keys() {
            self.define(part, name, &definitions, 0);
        }
    }

    fn define(
        &mut self,
        part: usize,
        name: &str,
        definitions: &BTreeMap<String, Node<'a, 'i>>,
        depth: u32,
    ) -> Option<Arc<ItemType>> {
        if let Some(known) = self.types.get(part).and_then(|types| types.get(name)) {
            return Some(Arc::clone(known));
        }
        let node = *definitions.get(name)?;
        if depth > DEPTH_MAX {
            // a type that contains itself: what lies deeper is not checked
            return Some(Arc::default());
        }
        name.clone_into(&mut self.current);
        let kind = Arc::new(self.item_type(part, node, definitions, depth));
        if let Some(types) = self.types.get_mut(part) {
            types.insert(name.to_owned(), Arc::clone(&kind));
        }
        Some(kind)
    }

    fn item_type(
        &mut self,
        part: usize,
        node: Node<'a, 'i>,
        definitions: &BTreeMap<String, Node<'a, 'i>>,
        depth: u32,
    ) -> ItemType {
        if depth > DEPTH_MAX {
            return ItemType::default();
        }
        let components: Vec<_> = children(node, "itemComponent").collect();
        let kind = if let Some(function) = child(node, "functionItem") {
            Kind::Simple(self.function_type(part, function, definitions, depth))
        } else if !components.is_empty() {
            let entries = components.into_iter().map(|component| {
                let name = component.attribute("name").unwrap_or("").trim();
                (Arc::from(name), Arc::new(self.item_type(part, component, definitions, depth + 1)))
            });
            Kind::Context(entries.collect())
        } else if let Some(reference) = type_reference(node) {
            let other = self.defined_or_named(part, &reference, definitions, depth + 1);
            Kind::Other(other)
        } else {
            Kind::Any
        };
        let collection = node.attribute("isCollection") == Some("true");
        let allowed = self.constraint(part, node, "allowedValues");
        let constraint = self.constraint(part, node, "typeConstraint");
        ItemType { kind, collection, allowed, constraint }
    }

    fn defined_or_named(
        &mut self,
        part: usize,
        reference: &str,
        definitions: &BTreeMap<String, Node<'a, 'i>>,
        depth: u32,
    ) -> Arc<ItemType> {
        let local = reference.rsplit_once(':').map_or(reference, |(_, local)| local);
        self.define(part, reference, definitions, depth)
            .or_else(|| self.define(part, local, definitions, depth))
            .unwrap_or_else(|| self.type_named(part, reference))
    }

    fn function_type(
        &mut self,
        part: usize,
        node: Node<'a, 'i>,
        definitions: &BTreeMap<String, Node<'a, 'i>>,
        depth: u32,
    ) -> Type {
        let mut kind = |reference: Option<String>| match reference {
            Some(reference) => self.defined_or_named(part, &reference, definitions, depth + 1).to_feel(),
            None => Type::Any,
        };
        let parameters = children(node, "parameters").map(|p| kind(type_reference(p))).collect();
        let output = node.attribute("outputTypeRef").map(str::to_owned);
        Type::Function { parameters: Some(parameters), result: Arc::new(kind(output)) }
    }

    fn constraint(&mut self, part: usize, node: Node<'a, 'i>, name: &'static str) -> Option<UnaryTests> {
        let text = text_of(child(node, name)?)?;
        let place = Place { names: self.type_names(part), part, depth: 0 };
        self.tests(&text, &place).ok()
    }

    /// The type of that name: FEEL's, one of the model, or one of an imported model.
    pub(crate) fn type_named(&self, part: usize, reference: &str) -> Arc<ItemType> {
        let own = |name: &str| self.types.get(part).and_then(|types| types.get(name)).cloned();
        let local = reference.rsplit_once(':').map_or(reference, |(_, local)| local).trim();
        let imported = || {
            let source = self.sources.get(part)?;
            source.imports.iter().find_map(|(prefix, place)| {
                let rest = if prefix.is_empty() {
                    local
                } else {
                    local.strip_prefix(&**prefix)?.strip_prefix('.')?
                };
                self.types.get(*place)?.get(rest).cloned()
            })
        };
        own(reference)
            .or_else(|| own(local))
            .or_else(imported)
            .or_else(|| Type::simple(local).map(|kind| Arc::new(ItemType::simple(kind))))
            .unwrap_or_default()
    }

    /// The allowed values of a type of the model, read again for a decision table's output.
    pub(crate) fn allowed_by_type(&mut self, reference: &str, place: &Place) -> Option<UnaryTests> {
        let root = self.sources.get(place.part)?.root;
        let local = reference.rsplit_once(':').map_or(reference, |(_, local)| local);
        let node = children(root, "itemDefinition").find(|n| n.attribute("name") == Some(local))?;
        self.constraint(place.part, node, "allowedValues")
    }

    pub(super) fn kind_of(&self, part: usize, node: Node<'a, 'i>) -> Arc<ItemType> {
        type_reference(node).map_or_else(Arc::default, |reference| self.type_named(part, &reference))
    }

    /// No variables, but the named types of a model.
    pub(super) fn type_names(&self, part: usize) -> Names {
        let mut names = Names::new();
        for (name, kind) in self.types.get(part).into_iter().flatten() {
            names.add_type(name, kind.to_feel());
        }
        for (prefix, place) in self.sources.get(part).map(|s| s.imports.clone()).unwrap_or_default() {
            for (name, kind) in self.types.get(place).into_iter().flatten() {
                let full = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                names.add_type(&full, kind.to_feel());
            }
        }
        names
    }
}
