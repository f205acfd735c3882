//! The variables in scope, and what is known of them at a place: facts that conditions before it established.

use crate::types::ty::Ty;
use std::collections::BTreeSet;

/// What holds at a place: `path` is known; `#path` is a list with items; `?text` is a condition that is true.
pub type Facts = BTreeSet<String>;

/// A layer of variables and facts above others.
#[derive(Debug, Default)]
pub struct Env<'e> {
    parent: Option<&'e Env<'e>>,
    vars: Vec<(String, Ty)>,
    facts: Facts,
}

impl<'e> Env<'e> {
    /// Variables without anything below.
    pub fn root(vars: Vec<(String, Ty)>) -> Env<'static> {
        Env { parent: None, vars, facts: Facts::new() }
    }

    /// More variables above these.
    pub fn layer(&'e self, vars: Vec<(String, Ty)>) -> Env<'e> {
        Env { parent: Some(self), vars, facts: Facts::new() }
    }

    /// More facts above these.
    pub fn assuming(&'e self, facts: Facts) -> Env<'e> {
        Env { parent: Some(self), vars: Vec::new(), facts }
    }

    /// Adds a variable to this layer.
    pub fn set(&mut self, name: &str, ty: Ty) {
        self.vars.retain(|(known, _)| known != name);
        self.vars.push((name.to_owned(), ty));
    }

    /// A variable's type.
    pub fn get(&self, name: &str) -> Option<&Ty> {
        let mut env = Some(self);
        while let Some(layer) = env {
            if let Some((_, ty)) = layer.vars.iter().rev().find(|(known, _)| known == name) {
                return Some(ty);
            }
            env = layer.parent;
        }
        None
    }

    /// True if the name means the outermost variable, not a loop's or function's own.
    pub fn is_outermost(&self, name: &str) -> bool {
        let mut env = Some(self);
        while let Some(layer) = env {
            if layer.vars.iter().any(|(known, _)| known == name) {
                return layer.parent.is_none();
            }
            env = layer.parent;
        }
        false
    }

    /// Whether a fact about a path holds; facts about an outer variable say nothing about an inner one of its name.
    pub fn holds(&self, mark: &str, path: &str) -> bool {
        let root = path.split('.').next().unwrap_or(path);
        let fact = format!("{mark}{path}");
        let mut env = Some(self);
        while let Some(layer) = env {
            if layer.facts.contains(&fact) {
                return true;
            }
            if layer.vars.iter().any(|(known, _)| known == root) {
                return false;
            }
            env = layer.parent;
        }
        false
    }

    /// Whether a condition is known to be true here.
    pub fn condition_holds(&self, text: &str) -> bool {
        let fact = format!("?{text}");
        let mut env = Some(self);
        while let Some(layer) = env {
            if layer.facts.contains(&fact) {
                return true;
            }
            env = layer.parent;
        }
        false
    }

    /// Names of all variables, for did-you-mean.
    pub fn names(&self) -> Vec<&str> {
        let mut out = Vec::new();
        let mut env = Some(self);
        while let Some(layer) = env {
            out.extend(layer.vars.iter().map(|(name, _)| name.as_str()));
            env = layer.parent;
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}
