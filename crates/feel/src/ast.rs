//! The tree of an expression. It is public: a type checker walks it. Every node knows its place in the text.

use crate::builtins::Builtin;
use crate::span::Span;
use crate::types::Type;
use crate::value::{Parameter, RangeForm, Value};
use std::sync::Arc;

/// An expression.
#[derive(Debug)]
pub struct Expr {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
    /// Height of the tree below, bounded by `Limits::nesting_max`.
    pub(crate) height: u16,
}

/// The kinds of expression.
#[derive(Debug)]
pub enum ExprKind {
    /// A constant: written as a literal, or computed from literals when it was parsed.
    Literal(Value),
    /// A variable, including `?`, the input of a unary test.
    Name(Arc<str>),
    /// A built-in function as a value.
    Builtin(&'static Builtin),
    /// `-x`
    Negate(Box<Expr>),
    /// Two operands and an operator.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// The left operand.
        left: Box<Expr>,
        /// The right operand.
        right: Box<Expr>,
    },
    /// `x between low and high`
    Between {
        /// The value tested.
        value: Box<Expr>,
        /// The lower end, included.
        low: Box<Expr>,
        /// The upper end, included.
        high: Box<Expr>,
    },
    /// `x in tests`
    In {
        /// The value tested.
        value: Box<Expr>,
        /// The tests, one of which must hold.
        tests: Box<UnaryTests>,
    },
    /// `x instance of type`
    InstanceOf {
        /// The value.
        value: Box<Expr>,
        /// The type.
        kind: Type,
    },
    /// `if condition then … else …`
    If {
        /// The condition.
        condition: Box<Expr>,
        /// The value when the condition is true.
        then: Box<Expr>,
        /// The value otherwise (also when the condition is null).
        otherwise: Box<Expr>,
    },
    /// `for x in list return …`
    For {
        /// The loops, the last one the fastest.
        bindings: Vec<Binding>,
        /// The item of the result.
        body: Box<Expr>,
        /// Whether the body names `partial`, the list of the results so far.
        names_partial: bool,
    },
    /// `some x in list satisfies …` or `every …`
    Quantified {
        /// True for `every`, false for `some`.
        every: bool,
        /// The loops.
        bindings: Vec<Binding>,
        /// The condition.
        condition: Box<Expr>,
    },
    /// `object.member`
    Path {
        /// The object.
        object: Box<Expr>,
        /// The name after the point.
        member: Arc<str>,
    },
    /// `list[condition]` or `list[index]`
    Filter {
        /// The list.
        list: Box<Expr>,
        /// The condition or index.
        condition: Box<Expr>,
    },
    /// `f(…)`
    Call {
        /// What is called.
        callee: Callee,
        /// The arguments.
        arguments: Arguments,
    },
    /// `function(a, b) body`
    Function {
        /// The parameters.
        parameters: Arc<[Parameter]>,
        /// The body.
        body: Arc<Expr>,
        /// Whether the body describes a function outside FEEL (Java, PMML), which is never run here.
        external: bool,
        /// The names of the body that are not its own: those it takes from its surroundings.
        captures: Arc<[Arc<str>]>,
    },
    /// `[a, b, c]`
    List(Vec<Expr>),
    /// `{name: value}`
    Context(Vec<Entry>),
    /// `[a..b)` or `(>= a)`; a missing end is open to infinity.
    Range {
        /// The lower end.
        start: Option<Box<Expr>>,
        /// Whether the lower end belongs to the range.
        start_included: bool,
        /// The upper end.
        end: Option<Box<Expr>>,
        /// Whether the upper end belongs to the range.
        end_included: bool,
        /// How it is written.
        form: RangeForm,
    },
}

/// Operators with two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOp {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `**`
    Power,
}

impl BinaryOp {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Power => "**",
        }
    }

    /// Whether this compares its operands.
    pub fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::NotEqual
                | Self::Less
                | Self::LessOrEqual
                | Self::Greater
                | Self::GreaterOrEqual
        )
    }
}

/// A loop of `for`, `some` or `every`.
#[derive(Debug)]
pub struct Binding {
    /// The loop variable.
    pub name: Arc<str>,
    /// What it goes through.
    pub domain: Domain,
}

/// What a loop goes through.
#[derive(Debug)]
pub enum Domain {
    /// The items of a list.
    List(Expr),
    /// The integers (or dates) from one end to the other, in either direction.
    Range(Expr, Expr),
}

/// What a call calls.
#[derive(Debug)]
pub enum Callee {
    /// A built-in function, bound when the text was parsed.
    Builtin(&'static Builtin),
    /// Whatever the expression evaluates to.
    Expr(Box<Expr>),
}

/// The arguments of a call.
#[derive(Debug)]
pub enum Arguments {
    /// `f(1, 2)`
    Positional(Vec<Expr>),
    /// `f(a: 1, b: 2)`
    Named(Vec<(Arc<str>, Expr)>),
}

/// An entry of a context.
#[derive(Debug)]
pub struct Entry {
    /// The name.
    pub name: Arc<str>,
    /// Where the name stands.
    pub name_span: Span,
    /// The value.
    pub value: Expr,
}

/// The tests of a decision table's cell, or right of `in`.
#[derive(Debug)]
pub enum UnaryTests {
    /// `-`: anything at all.
    Any,
    /// One of the tests must hold; or none of them, when negated.
    Tests {
        /// Whether they stand in `not(…)`.
        negated: bool,
        /// The tests.
        tests: Vec<UnaryTest>,
    },
}

/// One test of the input.
#[derive(Debug)]
pub struct UnaryTest {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: UnaryTestKind,
}

/// The kinds of unary test.
#[derive(Debug)]
pub enum UnaryTestKind {
    /// `< 5`: the input stands left of the operator.
    Compare(BinaryOp, Expr),
    /// A value: the input equals it, lies in it (a range) or is among it (a list).
    Value(Expr),
    /// A condition that names `?`; it must be true.
    Condition(Expr),
}
