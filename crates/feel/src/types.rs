//! FEEL's types, as `instance of`, typed parameters and item definitions use them (DMN chapter 10.3.2.9).

use crate::temporal::DateTime;
use crate::value::{Function, Value};
use std::fmt;
use std::sync::Arc;

/// A type of FEEL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Type {
    /// Every value.
    Any,
    /// Null alone.
    Null,
    /// A decimal number.
    Number,
    /// A text.
    String,
    /// True or false.
    Boolean,
    /// A civil date.
    Date,
    /// A time of day.
    Time,
    /// A date and time.
    DateTime,
    /// A days and time duration.
    DayTimeDuration,
    /// A years and months duration.
    YearMonthDuration,
    /// A list of one type.
    List(Arc<Type>),
    /// A range over one type.
    Range(Arc<Type>),
    /// A context with at least these entries.
    Context(Arc<[(Arc<str>, Type)]>),
    /// A function.
    Function {
        /// Types of the parameters; `None` for a function of any shape.
        parameters: Option<Arc<[Type]>>,
        /// Type of the result.
        result: Arc<Type>,
    },
    /// A name that means no known type.
    Unknown(Arc<str>),
}

impl Type {
    /// The built-in type of that name, as FEEL and the DMN file format spell it.
    pub fn simple(name: &str) -> Option<Self> {
        Some(match name {
            "Any" => Self::Any,
            "Null" => Self::Null,
            "number" => Self::Number,
            "string" => Self::String,
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "time" => Self::Time,
            "date and time" | "dateTime" => Self::DateTime,
            "days and time duration" | "day time duration" | "dayTimeDuration" => Self::DayTimeDuration,
            "years and months duration" | "year month duration" | "yearMonthDuration" => {
                Self::YearMonthDuration
            }
            "list" => Self::List(Arc::new(Self::Any)),
            "range" => Self::Range(Arc::new(Self::Any)),
            "context" => Self::Context(Arc::from([])),
            "function" => Self::Function { parameters: None, result: Arc::new(Self::Any) },
            _ => return None,
        })
    }

    /// Whether this names types that are not known.
    pub fn is_resolved(&self) -> bool {
        match self {
            Self::Unknown(_) => false,
            Self::List(item) | Self::Range(item) => item.is_resolved(),
            Self::Context(entries) => entries.iter().all(|(_, t)| t.is_resolved()),
            Self::Function { parameters, result } => {
                result.is_resolved() && parameters.as_ref().is_none_or(|p| p.iter().all(Self::is_resolved))
            }
            _ => true,
        }
    }

    /// Whether a value is of this type. Null is only of type Null (and of Any for conversions, see [`Type::convert`]).
    pub fn admits(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Any, value) => !value.is_null(),
            (Self::Null, Value::Null)
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_))
            | (Self::Boolean, Value::Bool(_))
            | (Self::Date, Value::Date(_))
            | (Self::Time, Value::Time(_))
            | (Self::DateTime, Value::DateTime(_))
            | (Self::DayTimeDuration, Value::DayTimeDuration(_))
            | (Self::YearMonthDuration, Value::YearMonthDuration(_)) => true,
            (Self::List(item), Value::List(list)) => list.iter().all(|v| item.admits_or_null(v)),
            (Self::Range(item), Value::Range(range)) => {
                item.admits_or_null(&range.start) && item.admits_or_null(&range.end)
            }
            (Self::Context(entries), Value::Context(context)) => {
                entries.iter().all(|(name, t)| context.get(name).is_some_and(|v| t.admits_or_null(v)))
            }
            (Self::Function { parameters, result }, Value::Function(function)) => {
                function_admitted(parameters.as_deref(), result, function)
            }
            _ => false,
        }
    }

    fn admits_or_null(&self, value: &Value) -> bool {
        value.is_null() || self.admits(value)
    }

    /// The value as this type, with DMN's implicit conversions (10.3.2.9.4): a value for a list of one and back, a
    /// date for its midnight UTC. `None` when it does not fit; null fits every type.
    pub fn convert(&self, value: &Value) -> Option<Value> {
        if self.admits_or_null(value) {
            return Some(value.clone());
        }
        match (self, value) {
            (Self::DateTime, Value::Date(date)) => {
                Some(Value::DateTime(Arc::new(DateTime::midnight_utc(*date))))
            }
            (Self::List(item), value) if !matches!(value, Value::List(_)) => {
                item.convert(value).map(|v| Value::list(vec![v]))
            }
            (target, Value::List(list)) => match list.as_slice() {
                [only] if !matches!(target, Self::List(_)) => target.convert(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether every value of this type is of the other.
    pub fn conforms_to(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Any) | (Self::Null, _) => true,
            (Self::List(a), Self::List(b)) | (Self::Range(a), Self::Range(b)) => a.conforms_to(b),
            (Self::Context(a), Self::Context(b)) => {
                b.iter().all(|(name, t)| a.iter().any(|(other, s)| other == name && s.conforms_to(t)))
            }
            (Self::Function { parameters: p, result: r }, Self::Function { parameters: q, result: s }) => {
                let parameters = match (p, q) {
                    (_, None) => true,
                    (None, Some(_)) => false,
                    (Some(p), Some(q)) => {
                        p.len() == q.len() && p.iter().zip(q.iter()).all(|(p, q)| q.conforms_to(p))
                    }
                };
                parameters && r.conforms_to(s)
            }
            (a, b) => a == b,
        }
    }
}

/// A function fits when it takes what is given and (where its result type is declared) gives what is expected.
fn function_admitted(parameters: Option<&[Type]>, result: &Type, function: &Function) -> bool {
    let Some(expected) = parameters else { return true };
    match function {
        Function::Builtin(builtin) => (builtin.arity_min..=builtin.arity_max).contains(&expected.len()),
        Function::Defined(_) | Function::Host(_) => {
            let own = function.parameters();
            let taken = own.len() == expected.len()
                && own
                    .iter()
                    .zip(expected)
                    .all(|(p, t)| p.kind.as_ref().is_none_or(|own| t.conforms_to(own)));
            taken
                && function.result_type().is_none_or(|own| own.conforms_to(result))
                && function.constant_result().is_none_or(|value| result.admits_or_null(value))
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |types: &[Type]| types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Self::Any => f.write_str("Any"),
            Self::Null => f.write_str("Null"),
            Self::Number => f.write_str("number"),
            Self::String => f.write_str("string"),
            Self::Boolean => f.write_str("boolean"),
            Self::Date => f.write_str("date"),
            Self::Time => f.write_str("time"),
            Self::DateTime => f.write_str("date and time"),
            Self::DayTimeDuration => f.write_str("days and time duration"),
            Self::YearMonthDuration => f.write_str("years and months duration"),
            Self::List(item) => write!(f, "list<{item}>"),
            Self::Range(item) => write!(f, "range<{item}>"),
            Self::Context(entries) => {
                let parts: Vec<_> = entries.iter().map(|(name, t)| format!("{name}: {t}")).collect();
                write!(f, "context<{}>", parts.join(", "))
            }
            Self::Function { parameters, result } => {
                write!(f, "function<{}> -> {result}", joined(parameters.as_deref().unwrap_or(&[])))
            }
            Self::Unknown(name) => f.write_str(name),
        }
    }
}
