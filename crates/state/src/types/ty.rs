//! Static types: what a formula's value can be, and whether it may be unknown.

use feel::Value;
use model::{FieldType, Register};
use std::fmt;
use std::rc::Rc;

/// Why a value may be unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What may be unknown, as a formula says it.
    pub name: String,
    /// Why, as the end of a sentence: "it is asked only sometimes".
    pub why: String,
}

/// A type.
#[derive(Clone, Debug)]
pub struct Ty {
    /// What the value is, when it is known.
    pub kind: Kind,
    /// Why it may be unknown; `None` if it is known.
    pub unknown: Option<Rc<Unknown>>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Not known to the checker; nothing is said against it.
    Any,
    /// The literal `null`.
    Null,
    /// True or false.
    Bool,
    /// A number.
    Number,
    /// A text; one of these codes if they are known.
    Text(Option<Rc<Vec<String>>>),
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date and time.
    DateTime,
    /// A duration in days and time.
    Days,
    /// A duration in years and months.
    Months,
    /// A list.
    List {
        /// Of what.
        item: Rc<Ty>,
        /// True if it has at least one item.
        filled: bool,
    },
    /// A context with these members.
    Record(Rc<Record>),
    /// A context with unknown keys, all of one type.
    Table(Rc<Ty>),
    /// A range.
    Range(Rc<Ty>),
    /// A function, with the type of its result.
    Function(Rc<Ty>),
}

/// A context's members.
#[derive(Debug, Default)]
pub struct Record {
    /// What it is, for messages: "the register `births`".
    pub what: String,
    /// Its members.
    pub members: Vec<(String, Ty)>,
    /// Members that exist and may not be read here, with what to do.
    pub denied: Vec<(String, String)>,
}

impl Record {
    /// A member's type.
    pub fn get(&self, name: &str) -> Option<&Ty> {
        self.members.iter().find(|(member, _)| member == name).map(|(_, ty)| ty)
    }
}

impl Ty {
    /// A known value of a kind.
    pub fn known(kind: Kind) -> Self {
        Self { kind, unknown: None }
    }

    /// Whatever.
    pub fn any() -> Self {
        Self::known(Kind::Any)
    }

    /// A text.
    pub fn text() -> Self {
        Self::known(Kind::Text(None))
    }

    /// A list of such values.
    pub fn list(item: Self) -> Self {
        Self::known(Kind::List { item: Rc::new(item), filled: false })
    }

    /// A record.
    pub fn record(what: impl Into<String>, members: Vec<(String, Ty)>) -> Self {
        Self::known(Kind::Record(Rc::new(Record { what: what.into(), members, denied: Vec::new() })))
    }

    /// The same, but it may be unknown.
    #[must_use]
    pub fn maybe(mut self, name: impl Into<String>, why: impl Into<String>) -> Self {
        if self.unknown.is_none() {
            self.unknown = Some(Rc::new(Unknown { name: name.into(), why: why.into() }));
        }
        self
    }

    /// The same, unknown if the other may be.
    #[must_use]
    pub fn unknown_like(mut self, other: &Self) -> Self {
        if self.unknown.is_none() {
            self.unknown.clone_from(&other.unknown);
        }
        self
    }

    /// The type of an item, if this is a list.
    pub fn item(&self) -> Option<&Ty> {
        match &self.kind {
            Kind::List { item, .. } => Some(item),
            _ => None,
        }
    }

    /// Nothing is known about it.
    pub fn is_any(&self) -> bool {
        matches!(self.kind, Kind::Any)
    }

    /// The type of what is either of two.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let unknown = self.unknown.clone().or_else(|| other.unknown.clone());
        let null = |ty: &Ty| {
            let kind = ty.kind.clone();
            let own = ty.unknown.clone();
            Ty { kind, unknown: own }.maybe("this", "in one of its branches it is null")
        };
        let kind = match (&self.kind, &other.kind) {
            (Kind::Null, Kind::Null) => Kind::Null,
            (Kind::Null, _) => return null(other),
            (_, Kind::Null) => return null(self),
            (Kind::Text(Some(a)), Kind::Text(Some(b))) => {
                let mut all = (**a).clone();
                all.extend(b.iter().filter(|code| !a.contains(code)).cloned());
                Kind::Text(Some(Rc::new(all)))
            }
            (Kind::List { item: a, filled: f }, Kind::List { item: b, filled: g }) => {
                let item = match (&a.kind, &b.kind) {
                    // the empty list is a list of anything
                    (Kind::Any, _) if !f => b.clone(),
                    (_, Kind::Any) if !g => a.clone(),
                    _ => Rc::new(a.join(b)),
                };
                Kind::List { item, filled: *f && *g }
            }
            (Kind::Record(a), Kind::Record(b)) if Rc::ptr_eq(a, b) => Kind::Record(Rc::clone(a)),
            (Kind::Record(a), Kind::Record(b)) => Kind::Record(Rc::new(common(a, b))),
            (Kind::Table(a), Kind::Table(b)) => Kind::Table(Rc::new(a.join(b))),
            (Kind::Range(a), Kind::Range(b)) => Kind::Range(Rc::new(a.join(b))),
            (a, b) if a.same(b) => Kind::without_codes(a),
            _ => Kind::Any,
        };
        Ty { kind, unknown }
    }
}

/// The members two records have in common.
fn common(a: &Record, b: &Record) -> Record {
    let both = a.members.iter().filter_map(|(name, ty)| Some((name.clone(), ty.join(b.get(name)?))));
    let denied = a.denied.iter().chain(&b.denied).cloned();
    Record {
        what: if a.what == b.what { a.what.clone() } else { "this context".to_owned() },
        members: both.collect(),
        denied: denied.collect(),
    }
}

impl Kind {
    fn without_codes(&self) -> Self {
        match self {
            Self::Text(_) => Self::Text(None),
            other => other.clone(),
        }
    }

    /// Whether two kinds can be compared.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any | Self::Null, _) | (_, Self::Any | Self::Null) => true,
            (Self::List { item: a, .. }, Self::List { item: b, .. }) | (Self::Range(a), Self::Range(b)) => {
                a.kind.same(&b.kind)
            }
            (Self::Record(_) | Self::Table(_), Self::Record(_) | Self::Table(_)) => true,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }

    /// Whether it has an order.
    pub fn ordered(&self) -> bool {
        matches!(
            self,
            Self::Any
                | Self::Null
                | Self::Number
                | Self::Text(_)
                | Self::Date
                | Self::Time
                | Self::DateTime
                | Self::Days
                | Self::Months
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "anything",
            Self::Null => "null",
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::Text(_) => "a text",
            Self::Date => "a date",
            Self::Time => "a time",
            Self::DateTime => "a date and time",
            Self::Days => "a duration in days",
            Self::Months => "a duration in months",
            Self::List { item, .. } => {
                return match item.kind {
                    Kind::Any => f.write_str("a list"),
                    _ => write!(f, "a list ({} each)", item.kind),
                };
            }
            Self::Record(record) => {
                return if record.what.is_empty() {
                    f.write_str("a context")
                } else {
                    write!(f, "a record of {}", record.what)
                };
            }
            Self::Table(_) => "a table",
            Self::Range(_) => "a range",
            Self::Function(_) => "a function",
        })
    }
}

/// The kind of a field's values.
pub fn of_field(ty: &FieldType) -> Kind {
    match ty {
        FieldType::Number | FieldType::Money => Kind::Number,
        FieldType::Bool => Kind::Bool,
        FieldType::Date => Kind::Date,
        FieldType::Choice(options) => {
            Kind::Text(Some(Rc::new(options.iter().map(|(code, _)| code.clone()).collect())))
        }
        FieldType::Text | FieldType::Identifier(_) | FieldType::Person | FieldType::Place => Kind::Text(None),
    }
}

/// The type of a register's records. `readable` says of a field why it may not be read; `filled` of an optional field
/// that it is known nevertheless.
pub fn of_register(
    register: &Register,
    readable: impl Fn(&str) -> Option<String>,
    filled: impl Fn(&str) -> bool,
) -> Ty {
    let mut record = Record { what: format!("the register `{}`", register.id), ..Record::default() };
    for field in &register.fields {
        let id = field.id.as_str();
        if let Some(why) = readable(id) {
            record.denied.push((id.to_owned(), why));
            continue;
        }
        let mut ty = Ty::known(of_field(&field.ty));
        if field.optional && !filled(id) {
            ty = ty.maybe(id, format!("the field `{id}` of the register `{}` may be absent", register.id));
        }
        record.members.push((id.to_owned(), ty));
    }
    let about = [("register", Kind::Text(None)), ("since", Kind::Date), ("id", Kind::Text(None))];
    let about = about.into_iter().map(|(name, kind)| (name.to_owned(), Ty::known(kind))).collect();
    record.members.push(("record".to_owned(), Ty::record("what a record is", about)));
    Ty::known(Kind::Record(Rc::new(record)))
}

/// The type of a constant.
pub fn of_value(value: &Value) -> Ty {
    Ty::known(match value {
        Value::Null => return Ty::known(Kind::Null).maybe("null", "null is unknown"),
        Value::Bool(_) => Kind::Bool,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::Text(None),
        Value::Date(_) => Kind::Date,
        Value::Time(_) => Kind::Time,
        Value::DateTime(_) => Kind::DateTime,
        Value::DayTimeDuration(_) => Kind::Days,
        Value::YearMonthDuration(_) => Kind::Months,
        Value::List(list) => {
            let items: Vec<Ty> = list.iter().map(of_value).collect();
            let item = items
                .iter()
                .skip(1)
                .fold(items.first().cloned().unwrap_or_else(Ty::any), |all, ty| all.join(ty));
            Kind::List { item: Rc::new(item), filled: !items.is_empty() }
        }
        Value::Context(context) => {
            let members =
                context.entries().iter().map(|(name, value)| (name.to_string(), of_value(value))).collect();
            return Ty::record("", members);
        }
        Value::Range(range) => {
            let end = if range.start.is_null() { &range.end } else { &range.start };
            Kind::Range(Rc::new(of_value(end)))
        }
        Value::Function(_) => Kind::Function(Rc::new(Ty::any())),
    })
}
