//! Evaluation: dynamic and total. An erroneous operation is null and leaves a warning; only a limit stops.

mod calls;
mod collections;
mod observe;
mod operators;
mod paths;
mod scope;
mod tests_of;
mod trace;

pub use observe::{Observer, evaluate_observed};
pub use scope::{Scope, Variables};
pub use trace::{Trace, TraceKind};

pub(crate) use operators::{LOGARITHM_STEPS, valid_range};
pub(crate) use tests_of::contains;

use crate::ast::{BinaryOp, Expr, ExprKind};
use crate::builtins::Matcher;
use crate::limits::{LimitReached, Limits};
use crate::span::Span;
use crate::temporal::DateTime;
use crate::value::{Function, Value};
use std::fmt::{self, Display, Write};
use std::ops::Deref;
use std::sync::Arc;
use trace::Recorder;

/// Deepest recursion of the evaluator itself: bounds the stack, whatever mixture of nesting and calls leads there.
const RECURSION_MAX: u16 = 400;

/// Longest message of a warning, in bytes: it may name a value, and a value may be large.
const MESSAGE_BYTES_MAX: usize = 500;

/// A text that takes no more than a message holds.
struct Capped(String);

impl Write for Capped {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let left = MESSAGE_BYTES_MAX.saturating_sub(self.0.len());
        let end = part.floor_char_boundary(left);
        self.0.push_str(part.get(..end).unwrap_or(""));
        if end < part.len() { Err(fmt::Error) } else { Ok(()) }
    }
}

/// What an evaluation gave.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The value; null when a limit was reached.
    pub value: Value,
    /// What went wrong on the way.
    pub warnings: Vec<Warning>,
    /// The limit that stopped the evaluation, if one did.
    pub limit: Option<LimitReached>,
}

/// Why some part of an expression is null.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// The place in the text.
    pub span: Span,
    /// The cause, as a sentence without a full stop.
    pub message: String,
}

/// Evaluates an expression.
pub fn evaluate(expr: &Expr, scope: &Scope<'_>, limits: &Limits) -> Evaluation {
    let mut interpreter = Interpreter::new(limits, scope);
    let value = interpreter.evaluate(expr, scope);
    interpreter.finish(value)
}

/// Evaluates an expression and tells how.
pub fn evaluate_traced(expr: &Expr, scope: &Scope<'_>, limits: &Limits) -> (Evaluation, Option<Trace>) {
    let mut interpreter = Interpreter::new(limits, scope).traced();
    let value = interpreter.evaluate(expr, scope);
    let trace = interpreter.take_traces().into_iter().next();
    (interpreter.finish(value), trace)
}

/// The state of one evaluation: its limits, its warnings and its trace. Functions of the program around get it to
/// evaluate further expressions under the same limits.
pub struct Interpreter<'l> {
    pub(crate) limits: &'l Limits,
    steps: u64,
    recursion: u16,
    call_depth: u16,
    warnings: Vec<Warning>,
    stopped: Option<LimitReached>,
    recorder: Option<Recorder>,
    observer: Option<&'l dyn Observer>,
    pub(crate) now: Option<&'l DateTime>,
    /// Patterns compiled so far, since a loop uses the same one many times.
    pub(crate) patterns: Vec<(String, Arc<Pattern>)>,
    /// Where the expression being evaluated stands.
    span: Span,
}

/// A compiled pattern.
pub(crate) struct Pattern {
    pub(crate) matcher: Matcher,
    /// What matching one byte of a text costs at most, in steps.
    pub(crate) steps_per_byte: usize,
    /// What each search costs beside that, in steps.
    pub(crate) search_steps: usize,
}

/// A value that is either borrowed from the scope or new.
pub(crate) enum Held<'s> {
    Ref(&'s Value),
    Own(Value),
}

impl Held<'_> {
    pub(crate) fn into_value(self) -> Value {
        match self {
            Self::Ref(value) => value.clone(),
            Self::Own(value) => value,
        }
    }
}

impl Deref for Held<'_> {
    type Target = Value;

    fn deref(&self) -> &Value {
        match self {
            Self::Ref(value) => value,
            Self::Own(value) => value,
        }
    }
}

impl<'l> Interpreter<'l> {
    /// A new evaluation; `now()` is taken from the scope.
    pub fn new(limits: &'l Limits, scope: &Scope<'l>) -> Self {
        Self {
            limits,
            steps: 0,
            recursion: 0,
            call_depth: 0,
            warnings: Vec::new(),
            stopped: None,
            recorder: None,
            observer: None,
            now: scope.now(),
            patterns: Vec::new(),
            span: Span::default(),
        }
    }

    /// The same, with a trace.
    #[must_use]
    pub fn traced(mut self) -> Self {
        self.recorder = Some(Recorder::new(self.limits.trace_nodes_max));
        self
    }

    /// The outcome with this value.
    pub fn finish(self, value: Value) -> Evaluation {
        let value = if self.stopped.is_some() { Value::Null } else { value };
        Evaluation { value, warnings: self.warnings, limit: self.stopped }
    }

    /// The traces recorded so far, one for each expression evaluated at the top.
    pub fn take_traces(&mut self) -> Vec<Trace> {
        self.recorder.take().map(Recorder::finish).unwrap_or_default()
    }

    pub(crate) fn recorder(&mut self) -> Option<&mut Recorder> {
        self.recorder.as_mut()
    }

    /// Adds a warning at the expression being evaluated.
    pub fn warn(&mut self, message: impl Display) {
        if self.warnings.len() < self.limits.warnings_max {
            let mut text = Capped(String::new());
            // an error only says that the rest was cut off
            let cut = write!(text, "{message}").is_err();
            let message = if cut { text.0 + " …" } else { text.0 };
            self.warnings.push(Warning { span: self.span, message });
        }
    }

    /// Null, with a warning at a place.
    fn fail(&mut self, span: Span, message: impl Display) -> Value {
        self.span = span;
        self.warn(message);
        Value::Null
    }

    /// Stops the evaluation at a limit.
    pub(crate) fn stop(&mut self, limit: LimitReached) -> Value {
        if self.stopped.is_none() {
            self.stopped = Some(limit);
            self.warn(limit);
        }
        Value::Null
    }

    /// Whether a limit was reached.
    pub fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    /// Counts steps; false when there are no more.
    pub(crate) fn charge(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_add(u64::try_from(steps).unwrap_or(u64::MAX));
        if self.steps > self.limits.steps_max {
            self.stop(LimitReached::Steps(self.limits.steps_max));
        }
        self.stopped.is_none()
    }

    /// A list, if it is within the limits.
    pub(crate) fn list(&mut self, items: Vec<Value>) -> Value {
        if items.len() > self.limits.list_length_max {
            return self.stop(LimitReached::ListLength(self.limits.list_length_max));
        }
        if !self.charge(items.len()) {
            return Value::Null;
        }
        let value = Value::list(items);
        self.within_bounds(value)
    }

    /// Counts the steps of going through the smaller of two values.
    pub(crate) fn charge_comparison(&mut self, a: &Value, b: &Value) -> bool {
        self.charge(a.size().min(b.size()) / 4)
    }

    /// A value, if it is neither nested too deep nor too large.
    pub(crate) fn within_bounds(&mut self, value: Value) -> Value {
        if value.depth() > self.limits.value_depth_max {
            return self.stop(LimitReached::ValueDepth(self.limits.value_depth_max));
        }
        if value.size() > self.limits.value_size_max {
            return self.stop(LimitReached::ValueSize(self.limits.value_size_max));
        }
        value
    }

    /// A string, if it is not too long.
    pub(crate) fn string(&mut self, text: &str) -> Value {
        if text.len() > self.limits.string_bytes_max {
            return self.stop(LimitReached::StringBytes(self.limits.string_bytes_max));
        }
        self.charge(text.len() / 64);
        Value::string(text)
    }

    /// Evaluates an expression within this evaluation.
    pub fn evaluate(&mut self, expr: &Expr, scope: &Scope<'_>) -> Value {
        self.value(expr, scope).into_value()
    }

    /// Evaluates without copying what the scope already holds.
    pub(crate) fn value<'s>(&mut self, expr: &'s Expr, scope: &'s Scope<'_>) -> Held<'s> {
        if self.recorder.is_some() {
            return Held::Own(self.recorded(expr, scope));
        }
        match &expr.kind {
            // the two cheapest kinds need no bookkeeping but the step
            ExprKind::Literal(value) => {
                self.steps += 1;
                Held::Ref(value)
            }
            ExprKind::Name(name) => {
                self.steps += 1;
                match scope.get(name) {
                    Some(value) => Held::Ref(value),
                    None => Held::Own(self.unknown_name(expr, name)),
                }
            }
            _ => self.guarded(expr, scope),
        }
    }

    fn recorded(&mut self, expr: &Expr, scope: &Scope<'_>) -> Value {
        if let Some(recorder) = &mut self.recorder {
            recorder.enter();
        }
        let value = match &expr.kind {
            ExprKind::Name(name) => match scope.get(name) {
                Some(value) => value.clone(),
                None => self.unknown_name(expr, name),
            },
            _ => self.guarded(expr, scope).into_value(),
        };
        if let Some(recorder) = &mut self.recorder {
            recorder.leave(expr.span, TraceKind::of(expr), &value);
        }
        value
    }

    #[cold]
    fn unknown_name(&mut self, expr: &Expr, name: &str) -> Value {
        self.fail(expr.span, format_args!("there is no variable named '{name}'"))
    }

    fn guarded<'s>(&mut self, expr: &'s Expr, scope: &'s Scope<'_>) -> Held<'s> {
        if !self.charge(1) {
            return Held::Own(Value::Null);
        }
        if self.recursion >= RECURSION_MAX {
            return Held::Own(self.stop(LimitReached::CallDepth(self.limits.call_depth_max)));
        }
        self.recursion += 1;
        self.span = expr.span;
        let value = self.dispatch(expr, scope);
        self.recursion -= 1;
        value
    }

    fn dispatch<'s>(&mut self, expr: &'s Expr, scope: &'s Scope<'_>) -> Held<'s> {
        Held::Own(match &expr.kind {
            ExprKind::Literal(value) => return Held::Ref(value),
            ExprKind::Path { object, member } => return self.path(expr, object, member, scope),
            ExprKind::If { condition, then, otherwise } => {
                let value = self.value(condition, scope);
                self.decided(condition, &value);
                let holds = value.as_bool() == Some(true);
                return if holds { self.value(then, scope) } else { self.value(otherwise, scope) };
            }
            ExprKind::Name(name) => match scope.get(name) {
                Some(value) => return Held::Ref(value),
                None => self.unknown_name(expr, name),
            },
            ExprKind::Builtin(builtin) => match scope.get(builtin.name) {
                Some(value) => return Held::Ref(value),
                None => Value::Function(Arc::new(Function::Builtin(builtin))),
            },
            ExprKind::Negate(operand) => self.negate(expr, operand, scope),
            ExprKind::Binary { op: BinaryOp::And, left, right } => {
                self.logic(expr, false, left, right, scope)
            }
            ExprKind::Binary { op: BinaryOp::Or, left, right } => self.logic(expr, true, left, right, scope),
            ExprKind::Binary { op, left, right } => self.binary(expr, *op, left, right, scope),
            ExprKind::Between { value, low, high } => self.between(expr, value, low, high, scope),
            ExprKind::In { value, tests } => self.in_tests(expr, value, tests, scope),
            ExprKind::InstanceOf { value, kind } => self.instance_of(expr, value, kind, scope),
            ExprKind::For { bindings, body, names_partial } => {
                self.iteration(expr, bindings, body, *names_partial, scope)
            }
            ExprKind::Quantified { every, bindings, condition } => {
                self.quantified(expr, *every, bindings, condition, scope)
            }
            ExprKind::Filter { list, condition } => self.filter(expr, list, condition, scope),
            ExprKind::Call { callee, arguments } => self.invocation(expr, callee, arguments, scope),
            ExprKind::Function { .. } => self.closure(expr, scope),
            ExprKind::List(items) => {
                let items = items.iter().map(|item| self.evaluate(item, scope)).collect();
                self.list(items)
            }
            ExprKind::Context(entries) => self.context(entries, scope),
            ExprKind::Range { .. } => self.range(expr, scope),
        })
    }
}
