//! The names in scope while a text is read, and what is known of the members of an expression.

use super::Parser;
use super::lexer::Token;
use crate::ast::{Arguments, Callee, Expr, ExprKind};
use crate::builtins;
use crate::names::{Names, first_word, longest_of, match_length};
use crate::span::SyntaxError;
use crate::value::Value;
use std::sync::Arc;

/// Names that came into scope inside the text.
pub(super) enum Layer {
    /// A loop variable, parameter or context entry, with its members where known.
    Local(Arc<str>, Option<Arc<Names>>),
    /// The members of the items of a filtered list.
    Members(Arc<Names>),
}

/// What a name at some place means.
pub(super) struct Found {
    pub(super) name: Arc<str>,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether it is a known variable (a built-in function otherwise, or a word of unknown meaning).
    pub(super) variable: bool,
}

/// Names of several words that values of FEEL's own types have as members.
const SPACED_MEMBERS: [&str; 3] = ["time offset", "start included", "end included"];

impl Parser<'_> {
    /// The longest name in scope at the current word. Names of several words win over shorter ones; of equal ones,
    /// variables win over built-in functions.
    pub(super) fn name_here(&self) -> Found {
        let word = self.lexeme();
        let rest = self.rest();
        let mut best: Option<(Arc<str>, usize)> = None;
        let mut consider = |found: Option<(Arc<str>, usize)>| {
            if let Some((name, length)) = found
                && best.as_ref().is_none_or(|(_, known)| length > *known)
            {
                best = Some((name, length));
            }
        };
        for layer in self.layers.iter().rev() {
            match layer {
                Layer::Local(name, _) if first_word(name) == word => {
                    consider(match_length(name, rest).map(|length| (Arc::clone(name), length)));
                }
                Layer::Local(..) => {}
                Layer::Members(members) => consider(members.longest(word, rest)),
            }
        }
        consider(self.names.longest(word, rest));
        let builtin = builtins::longest(word, rest, self.options.dialect);
        if let Some((name, length)) = builtin
            && best.as_ref().is_none_or(|(_, known)| length > *known)
        {
            return Found { name: Arc::from(name), end: self.start + length, variable: false };
        }
        if let Some((name, length)) = best {
            return Found { name, end: self.start + length, variable: true };
        }
        Found { name: Arc::from(word), end: self.end, variable: self.knows(word) }
    }

    /// Whether a variable of this name is in scope.
    pub(super) fn knows(&self, name: &str) -> bool {
        let local = self.layers.iter().any(|layer| match layer {
            Layer::Local(known, _) => &**known == name,
            Layer::Members(members) => members.contains(name),
        });
        local || self.names.contains(name)
    }

    fn members_of_name(&self, name: &str) -> Option<Arc<Names>> {
        for layer in self.layers.iter().rev() {
            match layer {
                Layer::Local(known, members) if &**known == name => return members.clone(),
                Layer::Members(members) if members.contains(name) => return members.members(name).cloned(),
                _ => {}
            }
        }
        self.names.members(name).cloned()
    }

    /// The members of what an expression evaluates to (of its items, for a list), where the names in scope tell.
    pub(super) fn members_of(&self, expr: &Expr) -> Option<Arc<Names>> {
        let known = match &expr.kind {
            ExprKind::Name(name) => self.members_of_name(name)?,
            ExprKind::Path { object, member } => self.members_of(object)?.members(member).cloned()?,
            ExprKind::Filter { list, .. } => self.members_of(list)?,
            ExprKind::If { then, otherwise, .. } => {
                return self.members_of(then).or_else(|| self.members_of(otherwise));
            }
            ExprKind::Call { callee: Callee::Expr(callee), .. } => self.members_of(callee)?,
            ExprKind::Call { callee: Callee::Builtin(_), arguments: Arguments::Positional(arguments) } => {
                // most list functions return items of their first list
                return arguments.first().and_then(|first| self.members_of(first));
            }
            ExprKind::List(items) => return items.first().and_then(|first| self.members_of(first)),
            ExprKind::For { body, .. } => return self.members_of(body),
            ExprKind::Context(entries) => {
                let mut names = Names::new();
                for entry in entries {
                    names.add_shared(&entry.name, self.members_of(&entry.value).unwrap_or_default());
                }
                Arc::new(names)
            }
            ExprKind::Literal(value) => members_of_value(value)?,
            _ => return None,
        };
        (!known.is_empty()).then_some(known)
    }

    /// Reads the name after a point.
    pub(super) fn member_name(&mut self, object: &Expr) -> Result<Arc<str>, SyntaxError> {
        if self.token != Token::Word {
            let help = "write the name of a member after the point";
            return Err(self.error(format!("expected a name after '.' but found {}", self.found()), help));
        }
        let (word, rest) = (self.lexeme(), self.rest());
        let members = self.members_of(object);
        let spaced = members.as_ref().and_then(|members| members.longest(word, rest));
        let found = spaced.or_else(|| {
            SPACED_MEMBERS
                .iter()
                .find_map(|name| match_length(name, rest).map(|length| (Arc::from(*name), length)))
        });
        // where the members are not known, any member name of several words will do
        let found = found.or_else(|| match &members {
            Some(members) if members.contains(word) => None,
            _ => self.spaced_member_anywhere(word, rest),
        });
        let (name, end) = match found {
            Some((name, length)) => (name, self.start + length),
            None => (Arc::from(word), self.end),
        };
        self.end = end;
        self.advance()?;
        Ok(name)
    }

    fn spaced_member_anywhere(&self, word: &str, rest: &str) -> Option<(Arc<str>, usize)> {
        let local = self.layers.iter().filter_map(|layer| match layer {
            Layer::Local(_, Some(members)) | Layer::Members(members) => members.longest_anywhere(word, rest),
            Layer::Local(_, None) => None,
        });
        local.chain(self.names.longest_anywhere(word, rest)).max_by_key(|(_, length)| *length)
    }

    /// The longest known type name of several words here.
    pub(super) fn type_here(&self) -> Option<(Arc<str>, usize)> {
        longest_of(self.names.type_names(), self.rest())
    }

    /// Notes that a name was used, for the functions being read.
    pub(super) fn note_use(&mut self, name: &Arc<str>) {
        if let Some(uses) = self.uses.last_mut()
            && !uses.contains(name)
        {
            uses.push(Arc::clone(name));
        }
    }
}

fn members_of_value(value: &Value) -> Option<Arc<Names>> {
    match value {
        Value::Context(context) => {
            let mut names = Names::new();
            for (name, value) in context.entries() {
                names.add_shared(name, members_of_value(value).unwrap_or_default());
            }
            Some(Arc::new(names))
        }
        Value::List(list) => members_of_value(list.first()?),
        _ => None,
    }
}
