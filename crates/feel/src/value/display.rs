//! Values as FEEL literals.

use super::{Range, RangeForm, Value};
use std::fmt;

/// Writes a string literal with its escapes.
pub(crate) fn write_quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.start, &self.end) {
            (start, _) if self.form == RangeForm::Equal => write!(f, "(= {start})"),
            (start, _) if self.form == RangeForm::NotEqual => write!(f, "(!= {start})"),
            (Value::Null, end) => write!(f, "({} {end})", if self.end_included { "<=" } else { "<" }),
            (start, Value::Null) => write!(f, "({} {start})", if self.start_included { ">=" } else { ">" }),
            (start, end) => {
                let open = if self.start_included { '[' } else { '(' };
                let close = if self.end_included { ']' } else { ')' };
                write!(f, "{open}{start}..{end}{close}")
            }
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::String(value) => write_quoted(f, value),
            Self::Date(value) => write!(f, "@\"{value}\""),
            Self::Time(value) => write!(f, "@\"{value}\""),
            Self::DateTime(value) => write!(f, "@\"{value}\""),
            Self::DayTimeDuration(value) => write!(f, "@\"{value}\""),
            Self::YearMonthDuration(value) => write!(f, "@\"{value}\""),
            Self::List(list) => {
                f.write_str("[")?;
                for (i, item) in list.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{item}")?;
                }
                f.write_str("]")
            }
            Self::Context(context) => {
                f.write_str("{")?;
                for (i, (name, value)) in context.entries().iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    let plain = crate::parser::is_plain_key(name);
                    if plain {
                        f.write_str(name)?;
                    } else {
                        write_quoted(f, name)?;
                    }
                    write!(f, ": {value}")?;
                }
                f.write_str("}")
            }
            Self::Range(range) => write!(f, "{range}"),
            Self::Function(function) => {
                let names: Vec<&str> = function.parameters().iter().map(|p| &*p.name).collect();
                match &**function {
                    super::Function::Builtin(builtin) => f.write_str(builtin.name),
                    _ => write!(f, "function({})", names.join(", ")),
                }
            }
        }
    }
}
