//! FEEL, the expression language of DMN 1.5: parser, evaluator, decision tables. Pure: no clock, no files, no
//! chance; the same inputs give the same value everywhere.
//!
#![doc = include_str!("../README.md")]

pub mod ast;
pub mod builtins;
mod decimal;
mod eval;
mod limits;
mod names;
mod parser;
mod span;
pub mod table;
mod temporal;
mod types;
mod value;

pub use decimal::{DIGITS_MAX, Decimal, ParseDecimalError, Rounding};
pub use eval::{
    Evaluation, Interpreter, Observer, Scope, Trace, TraceKind, Variables, Warning, evaluate,
    evaluate_observed, evaluate_traced,
};
pub use limits::{LimitReached, Limits};
pub use names::Names;
pub use parser::{
    Dialect, Options, parse_expression, parse_expression_with, parse_unary_tests, parse_unary_tests_with,
};
pub use span::{Span, SyntaxError};
pub use temporal::{
    Date, DateTime, DayTimeDuration, ParseTemporalError, Time, YEAR_MAX, YearMonthDuration, Zone,
};
pub use types::Type;
pub use value::{Closure, Context, Function, HostFunction, List, Parameter, Range, RangeForm, Value};
