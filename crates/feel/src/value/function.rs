//! Functions as values: built in, defined by an expression, or provided by the program around.

use super::{Context, Value};
use crate::ast::{Expr, ExprKind};
use crate::builtins::Builtin;
use crate::eval::Interpreter;
use crate::types::Type;
use std::fmt;
use std::sync::Arc;

/// A function.
#[derive(Debug)]
pub enum Function {
    /// One of FEEL's own.
    Builtin(&'static Builtin),
    /// Written as an expression, with the variables it saw.
    Defined(Closure),
    /// Provided by the program around, such as a business knowledge model.
    Host(Arc<dyn HostFunction>),
}

/// A parameter: name and, when declared, type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// The name.
    pub name: Arc<str>,
    /// The declared type.
    pub kind: Option<Type>,
}

/// A function written as an expression.
#[derive(Debug)]
pub struct Closure {
    /// Its parameters.
    pub parameters: Arc<[Parameter]>,
    /// Its body.
    pub body: Arc<Expr>,
    /// The variables of its surroundings that it names.
    pub captured: Context,
}

/// A function provided by the program around.
pub trait HostFunction: Send + Sync + fmt::Debug {
    /// The name, for messages.
    fn name(&self) -> &str;
    /// The parameters; arguments arrive in this order, converted to the declared types.
    fn parameters(&self) -> &[Parameter];
    /// The declared type of the result.
    fn result_type(&self) -> Option<&Type> {
        None
    }
    /// The result for these arguments. Evaluations inside go through `interpreter`, so that its limits hold.
    fn call(&self, interpreter: &mut Interpreter<'_>, arguments: &[Value]) -> Value;
}

impl Function {
    /// The parameters of a defined or host function; none are listed for a built-in one, which has several forms.
    pub fn parameters(&self) -> &[Parameter] {
        match self {
            Self::Builtin(_) => &[],
            Self::Defined(closure) => &closure.parameters,
            Self::Host(host) => host.parameters(),
        }
    }

    /// The declared type of the result.
    pub fn result_type(&self) -> Option<&Type> {
        match self {
            Self::Host(host) => host.result_type(),
            Self::Builtin(_) | Self::Defined(_) => None,
        }
    }

    /// The value of a body that is a constant: the one case in which an undeclared result type is known.
    pub(crate) fn constant_result(&self) -> Option<&Value> {
        match self {
            Self::Defined(closure) => match &closure.body.kind {
                ExprKind::Literal(value) => Some(value),
                _ => None,
            },
            Self::Builtin(_) | Self::Host(_) => None,
        }
    }

    /// The name, for messages.
    pub fn name(&self) -> &str {
        match self {
            Self::Builtin(builtin) => builtin.name,
            Self::Defined(_) => "function",
            Self::Host(host) => host.name(),
        }
    }

    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Defined(closure) => closure.captured.size(),
            Self::Builtin(_) | Self::Host(_) => 1,
        }
    }

    pub(crate) fn depth(&self) -> u32 {
        match self {
            Self::Defined(closure) => 1 + closure.captured.depth(),
            Self::Builtin(_) | Self::Host(_) => 0,
        }
    }
}
