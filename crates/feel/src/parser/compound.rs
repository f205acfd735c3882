//! `if`, `for`, `some`, `every` and `function`.

use super::lexer::Token;
use super::scope::Layer;
use super::{Parsed, Parser};
use crate::ast::{Binding, Domain, Expr, ExprKind};
use crate::names::{Names, continues_name, is_space, normalize};
use crate::span::SyntaxError;
use crate::value::Parameter;
use std::sync::Arc;

fn height_of(bindings: &[Binding]) -> u16 {
    bindings
        .iter()
        .map(|binding| match &binding.domain {
            Domain::List(list) => list.height,
            Domain::Range(start, end) => start.height.max(end.height),
        })
        .max()
        .unwrap_or(0)
}

impl Parser<'_> {
    pub(super) fn conditional(&mut self, start: usize) -> Parsed {
        let help = "write: if condition then value else value";
        self.advance()?;
        let condition = self.expression()?;
        self.expect_word("then", help)?;
        let then = self.expression()?;
        self.expect_word("else", help)?;
        let otherwise = self.expression()?;
        let below = condition.height.max(then.height).max(otherwise.height);
        let kind = ExprKind::If {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        };
        self.node(start, kind, below)
    }

    pub(super) fn iteration(&mut self, start: usize) -> Parsed {
        self.advance()?;
        let count = self.layers.len();
        let outer = std::mem::replace(&mut self.partial_named, false);
        let parts = self.bindings("return").and_then(|bindings| {
            self.layers.push(Layer::Local(Arc::from("partial"), None));
            Ok((bindings, self.expression()?))
        });
        self.layers.truncate(count);
        let (bindings, body) = parts?;
        let below = height_of(&bindings).max(body.height);
        let names_partial = std::mem::replace(&mut self.partial_named, outer);
        self.node(start, ExprKind::For { bindings, body: Box::new(body), names_partial }, below)
    }

    pub(super) fn quantified(&mut self, start: usize) -> Parsed {
        let every = self.lexeme() == "every";
        self.advance()?;
        let count = self.layers.len();
        let parts = self.bindings("satisfies").and_then(|bindings| Ok((bindings, self.expression()?)));
        self.layers.truncate(count);
        let (bindings, condition) = parts?;
        let below = height_of(&bindings).max(condition.height);
        self.node(start, ExprKind::Quantified { every, bindings, condition: Box::new(condition) }, below)
    }

    /// `x in list, y in 1..10` up to and with the closing word.
    fn bindings(&mut self, closing: &str) -> Result<Vec<Binding>, SyntaxError> {
        let mut bindings = Vec::new();
        loop {
            let name = self.loop_variable()?;
            let domain = self.domain()?;
            let members = match &domain {
                Domain::List(list) => self.members_of(list),
                Domain::Range(..) => None,
            };
            self.layers.push(Layer::Local(Arc::clone(&name), members));
            bindings.push(Binding { name, domain });
            if !self.take(",")? {
                break;
            }
        }
        let help = if closing == "return" {
            "write: for x in list return value"
        } else {
            "write: some x in list satisfies condition"
        };
        self.expect_word(closing, help)?;
        Ok(bindings)
    }

    fn domain(&mut self) -> Result<Domain, SyntaxError> {
        let first = self.expression()?;
        if self.take("..")? {
            let last = self.expression()?;
            return Ok(Domain::Range(first, last));
        }
        Ok(Domain::List(first))
    }

    /// The name before `in`, which may have several words.
    fn loop_variable(&mut self) -> Result<Arc<str>, SyntaxError> {
        let help = "write: for x in list return value";
        if self.token != Token::Word {
            return Err(self.error(format!("expected a name but found {}", self.found()), help));
        }
        let start = self.start;
        loop {
            if self.token == Token::End {
                return Err(self.error("expected 'in' after the name of a loop".to_owned(), help));
            }
            self.advance()?;
            if self.is_word("in") {
                break;
            }
        }
        let written = self.text.get(start..self.previous_end).unwrap_or("");
        let plain =
            |c: char| continues_name(c) || is_space(c) || matches!(c, '.' | '/' | '-' | '\'' | '+' | '*');
        if !written.chars().all(plain) {
            return Err(self.error(format!("'{written}' is no name for a loop"), help));
        }
        self.advance()?;
        Ok(Arc::from(normalize(written)))
    }

    pub(super) fn function(&mut self, start: usize) -> Parsed {
        self.advance()?;
        self.expect("(", "write: function(a, b) expression")?;
        let parameters: Arc<[Parameter]> = Arc::from(self.parameters()?);
        let external = self.is_word("external") && !self.knows("external");
        if external {
            self.advance()?;
        }
        let count = self.layers.len();
        for parameter in &*parameters {
            let members: Option<Arc<Names>> = None;
            self.layers.push(Layer::Local(Arc::clone(&parameter.name), members));
        }
        self.uses.push(Vec::new());
        let body = self.outside_range(Self::expression);
        let uses = self.uses.pop().unwrap_or_default();
        self.layers.truncate(count);
        let body: Expr = body?;
        for name in &uses {
            // what an inner function takes from outside passes through the outer one
            self.note_use(name);
        }
        let captures: Vec<Arc<str>> =
            uses.into_iter().filter(|name| parameters.iter().all(|p| p.name != *name)).collect();
        let below = body.height;
        let kind =
            ExprKind::Function { parameters, body: Arc::new(body), external, captures: Arc::from(captures) };
        self.node(start, kind, below)
    }

    fn parameters(&mut self) -> Result<Vec<Parameter>, SyntaxError> {
        let help = "write parameters as names, perhaps with types: function(a: number, b) a + b";
        let mut parameters = Vec::new();
        if self.take(")")? {
            return Ok(parameters);
        }
        loop {
            if self.token != Token::Word {
                return Err(self.error(format!("expected a parameter but found {}", self.found()), help));
            }
            let start = self.start;
            while !self.is(":") && !self.is(",") && !self.is(")") && self.token != Token::End {
                self.advance()?;
            }
            let name = normalize(self.text.get(start..self.previous_end).unwrap_or(""));
            let kind = if self.take(":")? { Some(self.type_name()?) } else { None };
            parameters.push(Parameter { name: Arc::from(name), kind });
            if !self.take(",")? {
                break;
            }
        }
        self.expect(")", help)?;
        Ok(parameters)
    }
}
