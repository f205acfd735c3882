//! Operators by precedence, and what follows a value: points, filters, calls, `instance of`.

use super::lexer::Token;
use super::scope::Layer;
use super::{Parsed, Parser, fold};
use crate::ast::{Arguments, BinaryOp, Callee, Expr, ExprKind, UnaryTests};
use crate::builtins;
use crate::span::SyntaxError;
use std::sync::Arc;

/// Binding strengths of DMN's grammar rules 2 to 4, weakest first.
const OR: u8 = 1;
const AND: u8 = 2;
const COMPARISON: u8 = 3;
const SUM: u8 = 4;
const PRODUCT: u8 = 5;
const POWER: u8 = 6;

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed {
        self.nested(|parser| parser.binary(OR))
    }

    fn operator(&self) -> Option<(BinaryOp, u8)> {
        Some(match self.token {
            Token::Symbol("=") => (BinaryOp::Equal, COMPARISON),
            Token::Symbol("!=") => (BinaryOp::NotEqual, COMPARISON),
            Token::Symbol("<") => (BinaryOp::Less, COMPARISON),
            Token::Symbol("<=") => (BinaryOp::LessOrEqual, COMPARISON),
            Token::Symbol(">") => (BinaryOp::Greater, COMPARISON),
            Token::Symbol(">=") => (BinaryOp::GreaterOrEqual, COMPARISON),
            Token::Symbol("+") => (BinaryOp::Add, SUM),
            Token::Symbol("-") => (BinaryOp::Subtract, SUM),
            Token::Symbol("*") => (BinaryOp::Multiply, PRODUCT),
            Token::Symbol("/") => (BinaryOp::Divide, PRODUCT),
            Token::Symbol("**") => (BinaryOp::Power, POWER),
            Token::Word if self.lexeme() == "or" => (BinaryOp::Or, OR),
            Token::Word if self.lexeme() == "and" => (BinaryOp::And, AND),
            _ => return None,
        })
    }

    /// Operators at least as strong as `strength`; all associate to the left.
    pub(super) fn binary(&mut self, strength: u8) -> Parsed {
        let start = self.start;
        let mut left = self.negation()?;
        loop {
            if strength <= COMPARISON && self.is_word("between") {
                left = self.between(start, left)?;
            } else if strength <= COMPARISON && self.is_word("in") {
                left = self.in_tests(start, left)?;
            } else if let Some((op, own)) = self.operator()
                && own >= strength
            {
                self.advance()?;
                let right = self.nested(|parser| parser.binary(own + 1))?;
                let below = left.height.max(right.height);
                let kind = ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) };
                left = self.node(start, kind, below)?;
            } else {
                return Ok(left);
            }
        }
    }

    /// An operand of a sum: what the ends of `between` and of a range are.
    pub(super) fn sum(&mut self) -> Parsed {
        self.nested(|parser| parser.binary(SUM))
    }

    fn between(&mut self, start: usize, value: Expr) -> Parsed {
        self.advance()?;
        let low = self.sum()?;
        self.expect_word("and", "write: x between low and high")?;
        let high = self.sum()?;
        let below = value.height.max(low.height).max(high.height);
        let kind = ExprKind::Between { value: Box::new(value), low: Box::new(low), high: Box::new(high) };
        self.node(start, kind, below)
    }

    fn in_tests(&mut self, start: usize, value: Expr) -> Parsed {
        self.advance()?;
        let (tests, below) = self.tests_after_in()?;
        let below = below.max(value.height);
        let tests = Box::new(UnaryTests::Tests { negated: false, tests });
        self.node(start, ExprKind::In { value: Box::new(value), tests }, below)
    }

    fn negation(&mut self) -> Parsed {
        let start = self.start;
        if !self.take("-")? {
            return self.postfix();
        }
        let operand = self.nested(Self::negation)?;
        if let Some(value) = fold::negated(&operand) {
            return self.node(start, ExprKind::Literal(value), 0);
        }
        let below = operand.height;
        self.node(start, ExprKind::Negate(Box::new(operand)), below)
    }

    /// A value with all that follows it.
    fn postfix(&mut self) -> Parsed {
        let start = self.start;
        let mut expr = self.atom()?;
        loop {
            expr = match self.token {
                Token::Symbol(".") => {
                    self.advance()?;
                    let member = self.member_name(&expr)?;
                    let below = expr.height;
                    self.node(start, ExprKind::Path { object: Box::new(expr), member }, below)?
                }
                Token::Symbol("[") if !self.closes_range() => self.filter(start, expr)?,
                Token::Symbol("(") => self.call(start, expr)?,
                Token::Word if self.lexeme() == "instance" => {
                    self.advance()?;
                    self.expect_word("of", "write: x instance of number")?;
                    let kind = self.type_name()?;
                    let below = expr.height;
                    self.node(start, ExprKind::InstanceOf { value: Box::new(expr), kind }, below)?
                }
                _ => return Ok(expr),
            };
        }
    }

    fn filter(&mut self, start: usize, list: Expr) -> Parsed {
        self.advance()?;
        let count = self.layers.len();
        if let Some(members) = self.members_of(&list) {
            self.layers.push(Layer::Local(Arc::from("item"), Some(Arc::clone(&members))));
            self.layers.push(Layer::Members(members));
        } else {
            self.layers.push(Layer::Local(Arc::from("item"), None));
        }
        let condition = self.outside_range(Self::expression);
        self.layers.truncate(count);
        let condition = condition?;
        self.expect("]", "close the filter with ]")?;
        let below = list.height.max(condition.height);
        let kind = ExprKind::Filter { list: Box::new(list), condition: Box::new(condition) };
        self.node(start, kind, below)
    }

    fn call(&mut self, start: usize, callee: Expr) -> Parsed {
        self.advance()?;
        let arguments = self.outside_range(Self::arguments)?;
        let below = match &arguments {
            Arguments::Positional(list) => list.iter().map(|a| a.height).max(),
            Arguments::Named(list) => list.iter().map(|(_, a)| a.height).max(),
        };
        let below = below.unwrap_or(0).max(callee.height);
        let callee = match callee.kind {
            ExprKind::Builtin(builtin) => Callee::Builtin(builtin),
            _ => Callee::Expr(Box::new(callee)),
        };
        if let (Callee::Builtin(builtin), Arguments::Positional(list)) = (&callee, &arguments)
            && let Some(value) = fold::called(builtin, list)
        {
            return self.node(start, ExprKind::Literal(value), 0);
        }
        self.node(start, ExprKind::Call { callee, arguments }, below)
    }

    /// The arguments after `(`, with the closing bracket.
    fn arguments(&mut self) -> Result<Arguments, SyntaxError> {
        let help = "separate arguments with commas and close the call with )";
        if self.take(")")? {
            return Ok(Arguments::Positional(Vec::new()));
        }
        if self.key_end().is_some() {
            let mut named = Vec::new();
            loop {
                let (name, _) = self.key("write every argument as name: value, or none of them")?;
                named.push((name, self.expression()?));
                if !self.take(",")? {
                    break;
                }
            }
            self.expect(")", help)?;
            return Ok(Arguments::Named(named));
        }
        let mut list = Vec::new();
        loop {
            list.push(self.expression()?);
            if !self.take(",")? {
                break;
            }
        }
        self.expect(")", help)?;
        Ok(Arguments::Positional(list))
    }

    /// A variable or built-in function.
    pub(super) fn name(&mut self) -> Parsed {
        let start = self.start;
        let found = self.name_here();
        self.end = found.end;
        self.advance()?;
        match &*found.name {
            "?" => self.input_named = true,
            "partial" => self.partial_named = true,
            _ => {}
        }
        self.note_use(&found.name);
        let builtin = if found.variable { None } else { builtins::named(&found.name, self.options.dialect) };
        let kind = match builtin {
            Some(builtin) => ExprKind::Builtin(builtin),
            None => ExprKind::Name(found.name),
        };
        self.node(start, kind, 0)
    }
}
