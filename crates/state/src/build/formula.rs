//! Formulas: strings that begin with `=`, and the constants that may stand in their place.

use crate::codes;
use crate::place::locate;
use crate::sink::Sink;
use crate::view::View;
use feel::{Names, Value};
use model::{FieldType, Formula, Source, Span};
use std::sync::Arc;

/// What a constant in the place of a formula is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A date.
    Date,
    /// A number, `true`, `false` or `null` if it looks like one, otherwise a text: a result of a table's row.
    Cell,
    /// Nothing: only a formula makes sense.
    FormulaOnly,
}

impl Expect {
    /// What a field's constants are read as.
    pub fn of_field(ty: &FieldType) -> Self {
        match ty {
            FieldType::Number | FieldType::Money => Self::Number,
            FieldType::Bool => Self::Bool,
            FieldType::Date => Self::Date,
            _ => Self::Text,
        }
    }
}

/// The names formulas of one place may use.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// For the parser.
    pub names: Names,
}

impl Scope {
    /// A scope of these names.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut scope = Self::default();
        for name in names {
            scope.names.add(name);
        }
        scope
    }
}

/// The options formulas of state folders are read with.
pub fn options() -> feel::Options {
    feel::Options { dialect: feel::Dialect::State, ..feel::Options::default() }
}

/// Reads what stands in the place of a formula.
pub fn read(view: View<'_>, expect: Expect, scope: &Scope, sink: &mut Sink) -> Option<Formula> {
    let text = view.text()?;
    let Some(formula) = text.strip_prefix('=') else {
        return constant(view, text, expect, sink);
    };
    // the span covers what follows `=`
    let start = locate(view.file.text, view.node.span, text, view.style()?, 1);
    let quoted = matches!(view.style()?, crate::yaml::Style::Double | crate::yaml::Style::Single);
    let end = view.node.span.end.saturating_sub(usize::from(quoted)).max(start);
    let at = view.source(Span { start, end });
    match feel::parse_expression_with(formula, &scope.names, &options()) {
        Ok(expr) => Some(Formula { text: Arc::from(formula), expr: Arc::new(expr), at }),
        Err(error) => {
            let place = inner(view, formula, error.span);
            sink.error(codes::BAD_FORMULA, place, format!("this formula can't be read: {}", error.message))
                .help(error.help);
            None
        }
    }
}

/// Where a part of a formula stands in the file.
fn inner(view: View<'_>, formula: &str, span: feel::Span) -> Source {
    place(view.file.text, view.node.span, view.text().unwrap_or_default(), view, formula, span)
}

fn place(file: &str, whole: Span, value: &str, view: View<'_>, formula: &str, span: feel::Span) -> Source {
    let style = view.style().unwrap_or(crate::yaml::Style::Plain);
    let offset = value.len() - formula.len();
    let byte = |at: u32| locate(file, whole, value, style, offset + usize::try_from(at).unwrap_or(0));
    let start = byte(span.start);
    view.source(Span { start, end: byte(span.end).max(start) })
}

/// Where a part of a parsed formula stands in its file: quotes and escapes of YAML are looked through.
pub fn part(file: &str, formula: &Formula, span: feel::Span) -> Source {
    use crate::yaml::Style;
    let whole = formula.at.span;
    let quote = whole.start.checked_sub(1).and_then(|_| {
        let before = file.get(..whole.start)?.trim_end();
        // the cells of a table have no `=`
        before.strip_suffix('=').unwrap_or(before).chars().next_back()
    });
    let style = match quote {
        Some('"') => Style::Double,
        Some('\'') => Style::Single,
        _ => Style::Plain,
    };
    // `locate` skips an opening quote; the span here begins after `=`, so give it the quote's side by one byte less
    let lead = usize::from(style != Style::Plain);
    let base = Span { start: whole.start.saturating_sub(lead), end: whole.end };
    let byte = |at: u32| locate(file, base, &formula.text, style, usize::try_from(at).unwrap_or(0));
    let start = byte(span.start).max(whole.start);
    Source {
        path: Arc::clone(&formula.at.path),
        span: Span { start, end: byte(span.end).clamp(start, whole.end.max(start)) },
    }
}

fn constant(view: View<'_>, text: &str, expect: Expect, sink: &mut Sink) -> Option<Formula> {
    let source = match expect {
        Expect::Cell
            if text.parse::<feel::Decimal>().is_ok() || matches!(text, "true" | "false" | "null") =>
        {
            text.to_owned()
        }
        Expect::Text | Expect::Cell => Value::string(text).to_string(),
        Expect::Number if text.parse::<feel::Decimal>().is_ok() => text.to_owned(),
        Expect::Bool if text == "true" || text == "false" => text.to_owned(),
        Expect::Date if text.len() == 10 && text.parse::<base::Date>().is_ok() => format!("@\"{text}\""),
        Expect::Number => {
            sink.error(codes::NOT_A_NUMBER, view.at(), format!("`{text}` is no number"))
                .help("write a number, or a formula that begins with `=`");
            return None;
        }
        Expect::Bool => {
            sink.error(codes::NOT_YES_OR_NO, view.at(), format!("`{text}` is neither true nor false"))
                .help("write `true`, `false`, or a formula that begins with `=`");
            return None;
        }
        Expect::Date => {
            sink.error(codes::NOT_A_DATE, view.at(), format!("`{text}` is no date"))
                .help("write a day as year-month-day, or a formula that begins with `=`");
            return None;
        }
        Expect::FormulaOnly => {
            sink.error(codes::WRONG_KIND, view.at(), format!("`{text}` is no formula"))
                .help("begin with `=`: a record or a list is meant here");
            return None;
        }
    };
    let expr = feel::parse_expression_with(&source, &Names::default(), &options()).ok()?;
    Some(Formula { text: Arc::from(source), expr: Arc::new(expr), at: view.at() })
}
