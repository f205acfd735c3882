//! FEEL expressions of a state folder, parsed, with the place they stand at.

use crate::diagnostic::Source;
use std::sync::Arc;

/// A string that begins with `=`, parsed; or a literal, taken as the constant it is.
#[derive(Clone, Debug)]
pub struct Formula {
    /// The text after `=`.
    pub text: Arc<str>,
    /// The parsed expression.
    pub expr: Arc<feel::ast::Expr>,
    /// Where it stands; the span covers the text after `=`, so that an expression's own spans add to its start.
    pub at: Source,
}

impl PartialEq for Formula {
    /// Formulas are equal if their text is: the names they see are the same wherever they are compared.
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// A value with the place it was read from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub at: Source,
}
