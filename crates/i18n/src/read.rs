//! Messages as they are written: which values each uses and what it chooses between.

use crate::check::{Flaw, FlawKind};
use crate::messages::OFFICER;
use base::Lang;
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use std::collections::{BTreeMap, BTreeSet};

/// A message as written: which values it takes, and what it chooses between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Values it uses.
    pub variables: BTreeSet<String>,
    /// Each choice: the value it is made by, and the names of its forms (numbers left out).
    pub choices: Vec<(String, BTreeSet<String>)>,
    /// The same of the wording for an officer, if there is one.
    pub officer: Option<Box<Written>>,
}

/// Reads a Fluent text: its messages, and where it is no Fluent.
pub fn read(lang: &Lang, text: &str) -> (BTreeMap<String, Written>, Vec<Flaw>) {
    let (resource, mut flaws) = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => {
            let flaws = errors.iter().map(|error| Flaw::syntax(lang, text, error)).collect();
            (resource, flaws)
        }
    };
    let mut messages = BTreeMap::new();
    for entry in resource.entries() {
        if let Entry::Message(message) = entry
            && let Some(pattern) = &message.value
        {
            let mut written = Written::default();
            written.pattern(pattern);
            for attribute in message.attributes.iter().filter(|attribute| attribute.id.name == OFFICER) {
                let mut own = Written::default();
                own.pattern(&attribute.value);
                written.officer = Some(Box::new(own));
            }
            let key = message.id.name;
            if messages.insert(key.to_owned(), written).is_some() {
                flaws.push(Flaw::of(lang, text, key, FlawKind::Twice(key.to_owned())));
            }
        }
    }
    (messages, flaws)
}

impl Written {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                if let InlineExpression::VariableReference { id } = selector {
                    let named = variants.iter().filter_map(|variant| match variant.key {
                        VariantKey::Identifier { name } => Some(name.to_owned()),
                        VariantKey::NumberLiteral { .. } => None,
                    });
                    self.choices.push((id.name.to_owned(), named.collect()));
                }
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::FunctionReference { arguments, .. } => self.arguments(arguments),
            InlineExpression::TermReference { arguments: Some(arguments), .. } => self.arguments(arguments),
            InlineExpression::TermReference { .. }
            | InlineExpression::MessageReference { .. }
            | InlineExpression::StringLiteral { .. }
            | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        for inline in &arguments.positional {
            self.inline(inline);
        }
        for named in &arguments.named {
            self.inline(&named.value);
        }
    }
}
