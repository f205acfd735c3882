//! Unary tests: the cells of decision tables, and what stands right of `in`.

use super::Parser;
use super::lexer::Token;
use crate::ast::{BinaryOp, UnaryTest, UnaryTestKind, UnaryTests};
use crate::span::SyntaxError;

impl Parser<'_> {
    /// A whole cell.
    pub(super) fn cell_tests(&mut self) -> Result<UnaryTests, SyntaxError> {
        if self.is("-") && self.text.get(self.end..).unwrap_or("").trim().is_empty() {
            self.advance()?;
            return Ok(UnaryTests::Any);
        }
        if self.is_word("not")
            && let Some(tests) = self.negated_cell()?
        {
            return Ok(tests);
        }
        let (tests, _) = self.test_list()?;
        Ok(UnaryTests::Tests { negated: false, tests })
    }

    /// `not(…)` around the whole cell; `None` when it is only the beginning of an expression.
    fn negated_cell(&mut self) -> Result<Option<UnaryTests>, SyntaxError> {
        let start = self.start;
        self.advance()?;
        if self.is("(") {
            self.advance()?;
            if let Ok((tests, _)) = self.test_list()
                && self.is(")")
            {
                self.advance()?;
                if self.token == Token::End {
                    return Ok(Some(UnaryTests::Tests { negated: true, tests }));
                }
            }
        }
        self.jump(start)?;
        self.input_named = false;
        Ok(None)
    }

    fn test_list(&mut self) -> Result<(Vec<UnaryTest>, u16), SyntaxError> {
        let mut tests = Vec::new();
        let mut below = 0;
        loop {
            let (test, height) = self.unary_test()?;
            below = below.max(height);
            tests.push(test);
            if !self.take(",")? {
                return Ok((tests, below));
            }
        }
    }

    /// The tests right of `in`, with the height of the tallest: one test, or several in brackets.
    pub(super) fn tests_after_in(&mut self) -> Result<(Vec<UnaryTest>, u16), SyntaxError> {
        if !self.is("(") {
            let (test, height) = self.unary_test_at(Parser::sum)?;
            return Ok((vec![test], height));
        }
        // a bracket holds a list of tests, or begins a range or any other expression: what follows it decides
        let start = self.start;
        self.advance()?;
        let listed = self.nested(|parser| parser.outside_range(Self::test_list));
        if let Ok(listed) = listed
            && self.is(")")
        {
            self.advance()?;
            let goes_on = self.is(".") || self.is("[") || self.is("(") || self.is_arithmetic();
            if !goes_on {
                return Ok(listed);
            }
        }
        self.retry(start)?;
        let (test, height) = self.unary_test_at(Parser::sum)?;
        Ok((vec![test], height))
    }

    fn is_arithmetic(&self) -> bool {
        matches!(self.token, Token::Symbol("+" | "-" | "*" | "/" | "**"))
    }

    /// Goes back to read the same text in another way; the number of times is bounded, since nested second
    /// readings would double the work at each level.
    fn retry(&mut self, start: usize) -> Result<(), SyntaxError> {
        if self.retries >= RETRIES_MAX {
            let help = "put the part after 'in' into a name of its own";
            return Err(self.error("this has too many brackets after 'in'".to_owned(), help));
        }
        self.retries += 1;
        self.jump(start)
    }

    fn unary_test(&mut self) -> Result<(UnaryTest, u16), SyntaxError> {
        self.unary_test_at(Self::expression)
    }

    fn unary_test_at(
        &mut self,
        read: impl FnOnce(&mut Self) -> super::Parsed,
    ) -> Result<(UnaryTest, u16), SyntaxError> {
        let start = self.start;
        let op = match self.token {
            Token::Symbol("<") => Some(BinaryOp::Less),
            Token::Symbol("<=") => Some(BinaryOp::LessOrEqual),
            Token::Symbol(">") => Some(BinaryOp::Greater),
            Token::Symbol(">=") => Some(BinaryOp::GreaterOrEqual),
            Token::Symbol("=") => Some(BinaryOp::Equal),
            Token::Symbol("!=") => Some(BinaryOp::NotEqual),
            _ => None,
        };
        if let Some(op) = op {
            self.advance()?;
            let operand = self.sum()?;
            let height = operand.height;
            return Ok((
                UnaryTest { span: self.span_from(start), kind: UnaryTestKind::Compare(op, operand) },
                height,
            ));
        }
        let outer = std::mem::replace(&mut self.input_named, false);
        let expr = read(self);
        let named = std::mem::replace(&mut self.input_named, outer);
        let expr = expr?;
        let height = expr.height;
        let kind = if named { UnaryTestKind::Condition(expr) } else { UnaryTestKind::Value(expr) };
        Ok((UnaryTest { span: self.span_from(start), kind }, height))
    }
}

/// Second readings of a text allowed in one expression.
const RETRIES_MAX: u16 = 64;
