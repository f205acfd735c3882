//! Literals, brackets and keys.

use super::lexer::{Token, unquote};
use super::scope::Layer;
use super::{Parsed, Parser, fold};
use crate::ast::{BinaryOp, Entry, Expr, ExprKind};
use crate::decimal::Decimal;
use crate::names::{continues_name, is_space, normalize};
use crate::span::{Span, SyntaxError};
use crate::temporal::parse_temporal;
use crate::value::{RangeForm, Value};
use std::sync::Arc;

impl Parser<'_> {
    /// What an operator stands between.
    pub(super) fn atom(&mut self) -> Parsed {
        let start = self.start;
        match self.token {
            Token::Number => {
                let value = self.number()?;
                self.literal(start, value)
            }
            Token::String => {
                let value = Value::string(unquote(self.lexeme()));
                self.literal(start, value)
            }
            Token::At => {
                let text = unquote(self.lexeme().trim_start_matches('@'));
                // a text that is no date, time or duration is null, as DMN has it for an erroneous literal
                let value = parse_temporal(&text).unwrap_or(Value::Null);
                self.literal(start, value)
            }
            Token::Symbol("(") => self.parenthesis(start),
            Token::Symbol("[") => self.bracket(start),
            Token::Symbol("]") => {
                self.advance()?;
                let first = self.outside_range(Self::sum)?;
                self.range(start, false, first)
            }
            Token::Symbol("{") => self.context(start),
            Token::Word => self.word(start),
            _ => {
                let help = "write a number, a text in double quotes, a name, or an expression in brackets";
                Err(self.error(format!("expected a value but found {}", self.found()), help))
            }
        }
    }

    fn literal(&mut self, start: usize, value: Value) -> Parsed {
        self.advance()?;
        self.node(start, ExprKind::Literal(value), 0)
    }

    fn number(&self) -> Result<Value, SyntaxError> {
        let number = self.lexeme().parse::<Decimal>().ok().map(Value::Number);
        number.ok_or_else(|| {
            let help = "numbers go up to 10^6144, with 34 significant digits";
            self.error("this number is too large".to_owned(), help)
        })
    }

    fn word(&mut self, start: usize) -> Parsed {
        let found = self.name_here();
        let whole_word = found.end == self.end;
        if whole_word && !self.is_parameter_name(&found.name) {
            match self.lexeme() {
                "true" => return self.literal(start, Value::Bool(true)),
                "false" => return self.literal(start, Value::Bool(false)),
                "null" => return self.literal(start, Value::Null),
                "if" => return self.conditional(start),
                "for" => return self.iteration(start),
                "some" | "every" => return self.quantified(start),
                "function" => return self.function(start),
                "then" | "else" | "return" | "in" | "satisfies" | "and" | "or" | "between" => {
                    let help = "write the value that belongs before this word";
                    return Err(self.error(format!("expected a value but found {}", self.found()), help));
                }
                _ => {}
            }
        }
        self.name()
    }

    /// Whether a keyword is here the name of a variable in scope, which then wins.
    fn is_parameter_name(&self, name: &str) -> bool {
        self.knows(name)
    }

    /// `(expression)`, `(a..b]`, or a range with one end such as `(>= 5)`.
    fn parenthesis(&mut self, start: usize) -> Parsed {
        self.advance()?;
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
            return self.half_range(start, op);
        }
        let inner = self.outside_range(Self::expression)?;
        if self.is("..") {
            return self.range(start, false, inner);
        }
        self.expect(")", "close the bracket with )")?;
        Ok(Expr { span: self.span_from(start), ..inner })
    }

    fn half_range(&mut self, start: usize, op: BinaryOp) -> Parsed {
        self.advance()?;
        let value = self.outside_range(Self::sum)?;
        self.expect(")", "close the range with )")?;
        let below = value.height;
        let constant = match &value.kind {
            ExprKind::Literal(value) => Some(value.clone()),
            _ => None,
        };
        let (start_included, end_included, form) = match op {
            BinaryOp::Equal => (true, true, RangeForm::Equal),
            BinaryOp::NotEqual => (false, false, RangeForm::NotEqual),
            BinaryOp::GreaterOrEqual => (true, false, RangeForm::OneEnd),
            BinaryOp::LessOrEqual => (false, true, RangeForm::OneEnd),
            _ => (false, false, RangeForm::OneEnd),
        };
        let value = Box::new(value);
        let (low, high) = match op {
            BinaryOp::Less | BinaryOp::LessOrEqual => (None, Some(value)),
            BinaryOp::Equal | BinaryOp::NotEqual => {
                // both ends are the same text; a constant is simply there twice
                let Some(constant) = constant else {
                    let help = "write [x..x] for a range of one computed value";
                    return Err(self.error(format!("({} x) needs a constant", op.symbol()), help));
                };
                let again = Expr { span: value.span, kind: ExprKind::Literal(constant), height: 1 };
                (Some(value), Some(Box::new(again)))
            }
            _ => (Some(value), None),
        };
        let kind = ExprKind::Range { start: low, start_included, end: high, end_included, form };
        let kind = fold::range(kind);
        self.node(start, kind, below)
    }

    /// `[a, b]` or `[a..b]`.
    fn bracket(&mut self, start: usize) -> Parsed {
        self.advance()?;
        if self.take("]")? {
            return self.node(start, ExprKind::List(Vec::new()), 0);
        }
        let first = self.outside_range(Self::expression)?;
        if self.is("..") {
            return self.range(start, true, first);
        }
        let mut items = vec![first];
        while self.take(",")? {
            items.push(self.outside_range(Self::expression)?);
        }
        self.expect("]", "separate the items of a list with commas and close it with ]")?;
        let below = items.iter().map(|item| item.height).max().unwrap_or(0);
        let kind = fold::list(items);
        self.node(start, kind, below)
    }

    /// The rest of a range from its `..` on.
    fn range(&mut self, start: usize, start_included: bool, first: Expr) -> Parsed {
        self.expect("..", "write a range as [low..high]")?;
        self.range_ends.push(true);
        let last = self.sum();
        self.range_ends.pop();
        let last = last?;
        let end_included = match self.token {
            Token::Symbol("]") => true,
            Token::Symbol(")" | "[") => false,
            _ => {
                let help = "close a range with ] (end included) or ) (end excluded)";
                return Err(
                    self.error(format!("expected the end of a range but found {}", self.found()), help)
                );
            }
        };
        self.advance()?;
        let below = first.height.max(last.height);
        let kind = fold::range(ExprKind::Range {
            start: Some(Box::new(first)),
            start_included,
            end: Some(Box::new(last)),
            end_included,
            form: RangeForm::Interval,
        });
        self.node(start, kind, below)
    }

    /// Whether a `[` here ends a range, as in `]1..10[`, and begins no filter: what stands after it decides.
    pub(super) fn closes_range(&self) -> bool {
        if self.range_ends.last() != Some(&true) {
            return false;
        }
        let after = self.text.get(self.end..).unwrap_or("").trim_start_matches(is_space);
        // a filter starts with a value; a closed range is followed by the end, a bracket, a comma or an operator
        let next = after.chars().next();
        !next.is_some_and(|c| continues_name(c) && c != '-' || c == '"' || c == '@')
            || ["and", "or", "then", "else", "return", "satisfies", "instance", "in"]
                .iter()
                .any(|word| crate::names::match_length(word, after).is_some())
    }

    /// Reads something inside brackets of its own, where `[` is a filter again.
    pub(super) fn outside_range<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<T, SyntaxError> {
        self.range_ends.push(false);
        let result = read(self);
        self.range_ends.pop();
        result
    }

    /// `{name: value, …}`; each entry sees those before it.
    fn context(&mut self, start: usize) -> Parsed {
        self.advance()?;
        let count = self.layers.len();
        let entries = self.outside_range(Self::entries);
        self.layers.truncate(count);
        let entries = entries?;
        let below = entries.iter().map(|entry| entry.value.height).max().unwrap_or(0);
        self.node(start, ExprKind::Context(entries), below)
    }

    fn entries(&mut self) -> Result<Vec<Entry>, SyntaxError> {
        let mut entries: Vec<Entry> = Vec::new();
        if self.take("}")? {
            return Ok(entries);
        }
        loop {
            let (name, name_span) = self.key("write each entry as name: value")?;
            let value = self.expression()?;
            self.layers.push(Layer::Local(Arc::clone(&name), self.members_of(&value)));
            entries.push(Entry { name, name_span, value });
            if !self.take(",")? {
                break;
            }
        }
        self.expect("}", "separate entries with commas and close the context with }")?;
        Ok(entries)
    }

    /// Where the key that starts here ends (at its colon), when there is one.
    pub(super) fn key_end(&self) -> Option<usize> {
        match self.token {
            Token::String => {
                let after = self.text.get(self.end..)?;
                let trimmed = after.trim_start_matches(is_space);
                trimmed.starts_with(':').then(|| self.text.len() - trimmed.len())
            }
            Token::Word => {
                let rest = self.rest();
                let end = rest.find(|c| {
                    !continues_name(c)
                        && !is_space(c)
                        && !matches!(c, '.' | '/' | '-' | '\'' | '’' | '+' | '*')
                })?;
                rest.get(end..)?.starts_with(':').then_some(self.start + end)
            }
            _ => None,
        }
    }

    /// Reads `key:`.
    pub(super) fn key(&mut self, help: &str) -> Result<(Arc<str>, Span), SyntaxError> {
        let Some(end) = self.key_end() else {
            return Err(self.error(format!("expected a name and a colon but found {}", self.found()), help));
        };
        let span = Span::new(self.start, end);
        let name = if self.token == Token::String {
            unquote(self.lexeme())
        } else {
            normalize(self.text.get(self.start..end).unwrap_or(""))
        };
        self.jump(end)?;
        self.expect(":", help)?;
        Ok((Arc::from(name), span))
    }
}
