//! What an evaluation did, as a tree that a program can put into words.

use crate::ast::{BinaryOp, Callee, Expr, ExprKind};
use crate::span::Span;
use crate::value::Value;
use std::sync::Arc;

/// One step of an evaluation with its value and the steps below it, in the order they were taken.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The place in the text.
    pub span: Span,
    /// What was evaluated.
    pub kind: TraceKind,
    /// What it gave.
    pub value: Value,
    /// The steps below: operands, the branch taken, the rounds of a loop.
    pub children: Vec<Trace>,
}

/// The kinds of step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TraceKind {
    /// A constant.
    Literal,
    /// A variable was read.
    Variable(Arc<str>),
    /// A member of a context, date or duration was read.
    Member(Arc<str>),
    /// Two values were compared; they are the children.
    Comparison(BinaryOp),
    /// `and` or `or`.
    Logic(BinaryOp),
    /// A calculation.
    Arithmetic(BinaryOp),
    /// A sign was changed.
    Negation,
    /// `between`
    Between,
    /// `in`, or the test of a decision table's cell.
    Test,
    /// `instance of`
    InstanceOf,
    /// `if`: the children are the condition and the branch that was taken.
    Condition,
    /// `for`
    Loop,
    /// `some`
    Some,
    /// `every`
    Every,
    /// A list was filtered or indexed.
    Filter,
    /// A function was called, by this name.
    Call(Arc<str>),
    /// A list, context, range or function was built.
    Construction,
    /// A rule of a decision table, by its number from one; its value says whether it matched.
    Rule(usize),
    /// A decision table.
    Table,
}

impl TraceKind {
    pub(crate) fn of(expr: &Expr) -> Self {
        match &expr.kind {
            ExprKind::Literal(_) => Self::Literal,
            ExprKind::Name(name) => Self::Variable(Arc::clone(name)),
            ExprKind::Negate(_) => Self::Negation,
            ExprKind::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), .. } => Self::Logic(*op),
            ExprKind::Binary { op, .. } if op.is_comparison() => Self::Comparison(*op),
            ExprKind::Binary { op, .. } => Self::Arithmetic(*op),
            ExprKind::Between { .. } => Self::Between,
            ExprKind::In { .. } => Self::Test,
            ExprKind::InstanceOf { .. } => Self::InstanceOf,
            ExprKind::If { .. } => Self::Condition,
            ExprKind::For { .. } => Self::Loop,
            ExprKind::Quantified { every: true, .. } => Self::Every,
            ExprKind::Quantified { every: false, .. } => Self::Some,
            ExprKind::Path { member, .. } => Self::Member(Arc::clone(member)),
            ExprKind::Filter { .. } => Self::Filter,
            ExprKind::Call { callee: Callee::Builtin(builtin), .. } => Self::Call(Arc::from(builtin.name)),
            ExprKind::Call { callee: Callee::Expr(callee), .. } => match &callee.kind {
                ExprKind::Name(name) => Self::Call(Arc::clone(name)),
                _ => Self::Call(Arc::from("function")),
            },
            ExprKind::Builtin(_)
            | ExprKind::Function { .. }
            | ExprKind::List(_)
            | ExprKind::Context(_)
            | ExprKind::Range { .. } => Self::Construction,
        }
    }
}

/// Collects a trace while it grows. Whether a step is kept is decided when it begins, so that a trace that reaches
/// its bound keeps the outer steps and loses inner ones.
#[derive(Debug)]
pub(crate) struct Recorder {
    /// The children of each open step; `None` for a step that is not kept.
    open: Vec<Option<Vec<Trace>>>,
    left: usize,
}

impl Recorder {
    pub(crate) fn new(nodes_max: usize) -> Self {
        Self { open: vec![Some(Vec::new())], left: nodes_max }
    }

    pub(crate) fn enter(&mut self) {
        let kept = self.left > 0;
        self.left = self.left.saturating_sub(1);
        self.open.push(kept.then(Vec::new));
    }

    pub(crate) fn leave(&mut self, span: Span, kind: TraceKind, value: &Value) {
        let Some(children) = self.open.pop().flatten() else { return };
        if let Some(Some(siblings)) = self.open.last_mut() {
            siblings.push(Trace { span, kind, value: value.clone(), children });
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Trace> {
        self.open.pop().flatten().unwrap_or_default()
    }
}
