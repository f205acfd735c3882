//! Names of types, after `instance of` and in parameters.

use super::Parser;
use super::lexer::Token;
use crate::names::match_length;
use crate::span::SyntaxError;
use crate::types::Type;
use std::sync::Arc;

/// Built-in types of several words.
const SPACED: [&str; 5] = [
    "date and time",
    "days and time duration",
    "day time duration",
    "years and months duration",
    "year month duration",
];

impl Parser<'_> {
    /// A type: `number`, `list<date and time>`, `context<a: string>`, `function<number> -> number`, or a named one.
    pub(super) fn type_name(&mut self) -> Result<Type, SyntaxError> {
        self.nested(Self::type_name_inner)
    }

    fn type_name_inner(&mut self) -> Result<Type, SyntaxError> {
        let help = "write a type such as number, string, date, list<number> or context<a: string>";
        if self.token != Token::Word {
            return Err(self.error(format!("expected a type but found {}", self.found()), help));
        }
        let rest = self.rest();
        let spaced = SPACED.iter().find_map(|name| Some((*name, match_length(name, rest)?)));
        if let Some((name, length)) = self.type_here()
            && spaced.is_none_or(|(_, other)| length >= other)
            && let Some(known) = self.names.type_named(&name)
        {
            self.end = self.start + length;
            self.advance()?;
            return Ok(known.clone());
        }
        if let Some((name, length)) = spaced {
            self.end = self.start + length;
            self.advance()?;
            return Ok(Type::simple(name).unwrap_or(Type::Any));
        }
        let name = self.lexeme();
        self.advance()?;
        match name {
            "list" if self.is("<") => Ok(Type::List(Arc::new(self.type_argument(help)?))),
            "range" if self.is("<") => Ok(Type::Range(Arc::new(self.type_argument(help)?))),
            "context" if self.is("<") => self.context_type(help),
            "function" if self.is("<") => self.function_type(help),
            _ => self.simple_or_unknown(name),
        }
    }

    fn simple_or_unknown(&mut self, name: &str) -> Result<Type, SyntaxError> {
        if let Some(simple) = Type::simple(name) {
            return Ok(simple);
        }
        // a qualified name of an imported type
        let mut full = name.to_owned();
        while self.is(".") {
            self.advance()?;
            full.push('.');
            full.push_str(self.lexeme());
            self.advance()?;
        }
        Ok(self.names.type_named(&full).cloned().unwrap_or_else(|| Type::Unknown(Arc::from(full))))
    }

    fn type_argument(&mut self, help: &str) -> Result<Type, SyntaxError> {
        self.expect("<", help)?;
        let item = self.type_name()?;
        self.expect(">", help)?;
        Ok(item)
    }

    fn context_type(&mut self, help: &str) -> Result<Type, SyntaxError> {
        self.expect("<", help)?;
        let mut entries = Vec::new();
        while !self.is(">") {
            let (name, _) = self.key(help)?;
            entries.push((name, self.type_name()?));
            if !self.take(",")? {
                break;
            }
        }
        self.expect(">", help)?;
        Ok(Type::Context(Arc::from(entries)))
    }

    fn function_type(&mut self, help: &str) -> Result<Type, SyntaxError> {
        self.expect("<", help)?;
        let mut parameters = Vec::new();
        while !self.is(">") {
            parameters.push(self.type_name()?);
            if !self.take(",")? {
                break;
            }
        }
        self.expect(">", help)?;
        self.expect("->", "write a function type as function<number> -> number")?;
        let result = self.type_name()?;
        Ok(Type::Function { parameters: Some(Arc::from(parameters)), result: Arc::new(result) })
    }
}
