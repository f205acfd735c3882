//! What FEEL's functions take and give, as a table.

use crate::types::ty::{Kind, Ty};

/// What an argument may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Anything,
    Number,
    Text,
    Bool,
    Date,
    DateOrText,
    List,
    Numbers,
    Bools,
    Texts,
    Context,
}

/// What a call gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    Anything,
    Number,
    Text,
    Bool,
    Date,
    Texts,
    Numbers,
    /// What the first argument is.
    First,
    /// An item of the first argument.
    Item,
    /// The first argument's items as a list that may be empty.
    Sublist,
}

/// When a call's value is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// If an argument is.
    Strict,
    /// Always possible, with the reason.
    Maybe(&'static str),
    /// If the list of the first argument may be empty, or an argument is unknown.
    IfEmpty,
}

/// What a function takes, what it gives, and when that is unknown.
pub type Signature = (&'static [Takes], Gives, Unknown);

/// Why a sum may be unknown.
pub const EMPTY: &str = "of an empty list it is unknown";
const NOT_FOUND: &str = "there may be no such entry";
const UNREADABLE: &str = "a text may not be readable as this";

/// The signature of a function whose value depends on nothing but the types of its arguments.
pub fn signature(name: &str) -> Option<Signature> {
    use Takes as T;
    use Unknown::{IfEmpty, Maybe, Strict};
    Some(match name {
        "substring" => (&[T::Text, T::Number, T::Number], Gives::Text, Strict),
        "string length" => (&[T::Text], Gives::Number, Strict),
        "upper case" | "lower case" => (&[T::Text], Gives::Text, Strict),
        "substring before" | "substring after" => (&[T::Text, T::Text], Gives::Text, Strict),
        "replace" => (&[T::Text, T::Text, T::Text, T::Text], Gives::Text, Strict),
        "contains" | "starts with" | "ends with" => (&[T::Text, T::Text], Gives::Bool, Strict),
        "matches" => (&[T::Text, T::Text, T::Text], Gives::Bool, Strict),
        "split" => (&[T::Text, T::Text], Gives::Texts, Strict),
        "string" => (&[T::Anything], Gives::Text, Strict),
        "number" => (&[T::Text, T::Text, T::Text], Gives::Number, Maybe(UNREADABLE)),
        "list replace" => (&[T::List, T::Anything, T::Anything], Gives::First, Strict),
        "sublist" => (&[T::List, T::Number, T::Number], Gives::Sublist, Strict),
        "reverse" | "distinct values" => (&[T::List], Gives::First, Strict),
        "insert before" => (&[T::List, T::Number, T::Anything], Gives::First, Strict),
        "remove" => (&[T::List, T::Number], Gives::Sublist, Strict),
        "flatten" => (&[T::List], Gives::Anything, Strict),
        "mode" => (&[T::Numbers], Gives::Numbers, Strict),
        "sum" | "product" | "mean" | "median" => (&[T::Numbers], Gives::Number, IfEmpty),
        "stddev" => (&[T::Numbers], Gives::Number, Maybe("of fewer than two numbers it is unknown")),
        "min" | "max" => (&[T::List], Gives::Item, IfEmpty),
        "all" | "any" => (&[T::Bools], Gives::Bool, Strict),
        "decimal" | "round up" | "round down" | "round half up" | "round half down" => {
            (&[T::Number, T::Number], Gives::Number, Strict)
        }
        "floor" | "ceiling" => (&[T::Number, T::Number], Gives::Number, Strict),
        "abs" => (&[T::Anything], Gives::First, Strict),
        "modulo" => (&[T::Number, T::Number], Gives::Number, Maybe("of a division by zero it is unknown")),
        "sqrt" | "log" => (&[T::Number], Gives::Number, Maybe("of some numbers it is unknown")),
        "exp" => (&[T::Number], Gives::Number, Strict),
        "odd" | "even" => (&[T::Number], Gives::Bool, Strict),
        "day of year" | "month of year" | "day of week" | "week of year" => {
            let gives = if name.starts_with("day of w") || name.starts_with("month") {
                Gives::Text
            } else {
                Gives::Number
            };
            (&[T::Date], gives, Strict)
        }
        "years and months duration" => (&[T::Date, T::Date], Gives::Anything, Strict),
        "age" => (&[T::Date, T::Date], Gives::Number, Strict),
        "date" => (&[T::DateOrText, T::Number, T::Number], Gives::Date, Maybe(UNREADABLE)),
        "get value" => (&[T::Context, T::Anything], Gives::Anything, Maybe(NOT_FOUND)),
        "get entries" => (&[T::Context], Gives::Anything, Strict),
        "string join" => (&[T::Texts, T::Text], Gives::Text, Strict),
        _ => return None,
    })
}

/// Whether an argument of this type will do.
pub fn takes(what: Takes, ty: &Ty) -> bool {
    let each = |fits: fn(&Kind) -> bool| match &ty.kind {
        Kind::List { item, .. } => fits(&item.kind) || matches!(item.kind, Kind::Any | Kind::Null),
        kind => fits(kind),
    };
    if matches!(ty.kind, Kind::Any | Kind::Null) {
        return true;
    }
    match what {
        Takes::Anything => true,
        Takes::Number => matches!(ty.kind, Kind::Number),
        Takes::Text => matches!(ty.kind, Kind::Text(_)),
        Takes::Bool => matches!(ty.kind, Kind::Bool),
        Takes::Date => matches!(ty.kind, Kind::Date | Kind::DateTime),
        Takes::DateOrText => matches!(ty.kind, Kind::Date | Kind::DateTime | Kind::Text(_) | Kind::Number),
        Takes::List => matches!(ty.kind, Kind::List { .. }),
        Takes::Numbers => each(|kind| matches!(kind, Kind::Number)),
        Takes::Bools => each(|kind| matches!(kind, Kind::Bool)),
        Takes::Texts => each(|kind| matches!(kind, Kind::Text(_))),
        Takes::Context => matches!(ty.kind, Kind::Record(_) | Kind::Table(_)),
    }
}

/// What is taken, in words.
pub fn in_words(what: Takes) -> &'static str {
    match what {
        Takes::Anything => "anything",
        Takes::Number => "a number",
        Takes::Text => "a text",
        Takes::Bool => "true or false",
        Takes::Date => "a date",
        Takes::DateOrText => "a date or a text",
        Takes::List => "a list",
        Takes::Numbers => "a list of numbers",
        Takes::Bools => "a list of conditions",
        Takes::Texts => "a list of texts",
        Takes::Context => "a context",
    }
}
