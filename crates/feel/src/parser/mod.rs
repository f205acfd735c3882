//! From text to tree. A recursive descent with an explicit bound on nesting, since the text may be hostile.

mod atoms;
mod compound;
mod fold;
mod lexer;
mod operators;
mod scope;
mod tests_of;
mod typename;

use crate::ast::{Expr, ExprKind, UnaryTests};
use crate::limits::Limits;
use crate::names::{Names, continues_name, starts_name};
use crate::span::{Span, SyntaxError};
use lexer::Token;
use scope::Layer;

/// Which functions there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// Exactly DMN 1.5.
    #[default]
    Dmn,
    /// DMN 1.5 with `is unknown`, `is known` and `age`, for state folders.
    State,
}

/// How a text is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which functions there are.
    pub dialect: Dialect,
    /// The bounds on size and depth.
    pub limits: Limits,
}

/// Reads an expression of plain DMN within the default limits. A name that is neither in `names` nor built in is
/// read as one word; its evaluation is null with a warning, and a type checker finds it.
///
/// # Errors
/// The first place where the text is no FEEL.
pub fn parse_expression(text: &str, names: &Names) -> Result<Expr, SyntaxError> {
    parse_expression_with(text, names, &Options::default())
}

/// Reads an expression.
///
/// # Errors
/// The first place where the text is no FEEL, or where it passes a limit.
pub fn parse_expression_with(text: &str, names: &Names, options: &Options) -> Result<Expr, SyntaxError> {
    let mut parser = Parser::new(text, names, options)?;
    let expr = parser.expression()?;
    parser.expect_end()?;
    Ok(expr)
}

/// Reads the unary tests of a decision table's cell: `-`, `< 5, > 10`, `not("a", "b")`, `? > 5`.
///
/// # Errors
/// The first place where the text is no FEEL.
pub fn parse_unary_tests(text: &str, names: &Names) -> Result<UnaryTests, SyntaxError> {
    parse_unary_tests_with(text, names, &Options::default())
}

/// Reads unary tests.
///
/// # Errors
/// The first place where the text is no FEEL, or where it passes a limit.
pub fn parse_unary_tests_with(
    text: &str,
    names: &Names,
    options: &Options,
) -> Result<UnaryTests, SyntaxError> {
    let mut parser = Parser::new(text, names, options)?;
    let tests = parser.cell_tests()?;
    parser.expect_end()?;
    Ok(tests)
}

/// Whether a context key can be written without quotes and read back.
pub(crate) fn is_plain_key(name: &str) -> bool {
    name.starts_with(starts_name) && name.chars().all(|c| continues_name(c) && c != '?')
}

struct Parser<'a> {
    text: &'a str,
    options: &'a Options,
    names: &'a Names,
    layers: Vec<Layer>,
    /// The current token and its place.
    token: Token,
    start: usize,
    end: usize,
    /// Where the token before ended.
    previous_end: usize,
    depth: u16,
    /// Second readings made so far.
    retries: u16,
    /// Whether `?` was named since this was last reset.
    input_named: bool,
    /// Whether `partial` was named since this was last reset.
    partial_named: bool,
    /// Whether the innermost bracket is the end of a range, where `[` may close it.
    range_ends: Vec<bool>,
    /// Names used, for the closures being read: one list per open function.
    uses: Vec<Vec<std::sync::Arc<str>>>,
}

type Parsed = Result<Expr, SyntaxError>;

impl<'a> Parser<'a> {
    fn new(text: &'a str, names: &'a Names, options: &'a Options) -> Result<Self, SyntaxError> {
        if text.len() > options.limits.text_bytes_max {
            return Err(SyntaxError {
                span: Span::new(0, 0),
                message: format!(
                    "the expression is {} bytes long, more than the {} allowed",
                    text.len(),
                    options.limits.text_bytes_max
                ),
                help: "split it into several rules".to_owned(),
            });
        }
        let mut parser = Self {
            text,
            options,
            names,
            layers: Vec::new(),
            token: Token::End,
            start: 0,
            end: 0,
            previous_end: 0,
            depth: 0,
            retries: 0,
            input_named: false,
            partial_named: false,
            range_ends: Vec::new(),
            uses: Vec::new(),
        };
        parser.jump(0)?;
        Ok(parser)
    }

    /// Makes the token at or after `pos` the current one.
    fn jump(&mut self, pos: usize) -> Result<(), SyntaxError> {
        let start = lexer::skip_blank(self.text, pos)?;
        let (token, end) = lexer::token_at(self.text, start)?;
        self.token = token;
        self.start = start;
        self.end = end;
        Ok(())
    }

    fn advance(&mut self) -> Result<(), SyntaxError> {
        self.previous_end = self.end;
        self.jump(self.end)
    }

    /// The text of the current token.
    fn lexeme(&self) -> &'a str {
        self.text.get(self.start..self.end).unwrap_or("")
    }

    /// The text from the current token on.
    fn rest(&self) -> &'a str {
        self.text.get(self.start..).unwrap_or("")
    }

    fn is(&self, symbol: &str) -> bool {
        matches!(self.token, Token::Symbol(s) if s == symbol)
    }

    fn is_word(&self, word: &str) -> bool {
        self.token == Token::Word && self.lexeme() == word
    }

    fn take(&mut self, symbol: &str) -> Result<bool, SyntaxError> {
        if self.is(symbol) {
            self.advance()?;
            return Ok(true);
        }
        Ok(false)
    }

    fn expect(&mut self, symbol: &str, help: &str) -> Result<(), SyntaxError> {
        if self.take(symbol)? {
            return Ok(());
        }
        Err(self.error(format!("expected '{symbol}' but found {}", self.found()), help))
    }

    fn expect_word(&mut self, word: &str, help: &str) -> Result<(), SyntaxError> {
        if self.is_word(word) {
            return self.advance();
        }
        Err(self.error(format!("expected '{word}' but found {}", self.found()), help))
    }

    fn expect_end(&self) -> Result<(), SyntaxError> {
        if self.token == Token::End {
            return Ok(());
        }
        let help = "put an operator between the two parts, remove the rest, or check the name: a name of several \
                    words must be known to be read as one";
        Err(self.error(format!("the expression ends before {}", self.found()), help))
    }

    fn found(&self) -> String {
        if self.token == Token::End {
            "the end".to_owned()
        } else {
            let shown: String = self.lexeme().chars().take(40).collect();
            format!("'{shown}'")
        }
    }

    fn error(&self, message: String, help: &str) -> SyntaxError {
        SyntaxError { span: Span::new(self.start, self.end), message, help: help.to_owned() }
    }

    fn span_from(&self, start: usize) -> Span {
        Span::new(start, self.previous_end)
    }

    fn too_deep(&self, span: Span) -> SyntaxError {
        SyntaxError {
            span,
            message: format!("this is nested more than {} levels deep", self.options.limits.nesting_max),
            help: "split it: give the inner parts names of their own".to_owned(),
        }
    }

    /// Counts one level of nesting while `read` runs.
    fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<T, SyntaxError> {
        if self.depth >= self.options.limits.nesting_max {
            return Err(self.too_deep(Span::new(self.start, self.end)));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// A node above others; `below` is the greatest height among them.
    fn node(&self, start: usize, kind: ExprKind, below: u16) -> Parsed {
        let span = self.span_from(start);
        if below >= self.options.limits.nesting_max {
            return Err(self.too_deep(span));
        }
        Ok(Expr { span, kind, height: below + 1 })
    }
}
