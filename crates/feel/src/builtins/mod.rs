//! The built-in functions of DMN 1.5, chapter 10.3.4, and three of the state dialect.

mod arguments;
mod contexts;
mod conversion;
mod lists;
mod listsmath;
mod numbers;
mod patterns;
mod ranges;
mod state;
mod strings;
mod table;
mod temporal;

pub(crate) use patterns::Matcher;

use crate::eval::{Interpreter, Scope};
use crate::limits::Limits;
use crate::names::{first_word, match_length};
use crate::parser::Dialect;
use crate::value::Value;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// Why a call is null, as the end of a sentence that begins with the function's name.
pub(crate) type Problem = Cow<'static, str>;
/// What a built-in function gives.
pub(crate) type Outcome = Result<Value, Problem>;

/// A built-in function.
pub struct Builtin {
    /// Its name, perhaps of several words.
    pub name: &'static str,
    /// The parameters of each form; `?` marks one that may be missing, `*` one that may be repeated.
    pub signatures: &'static [&'static [&'static str]],
    /// The fewest arguments it takes.
    pub arity_min: usize,
    /// The most arguments it takes.
    pub arity_max: usize,
    /// Whether only the state dialect has it.
    pub state_only: bool,
    run: fn(&mut Interpreter<'_>, &[Value]) -> Outcome,
}

impl fmt::Debug for Builtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Builtin({})", self.name)
    }
}

/// The name of a parameter without its mark.
fn plain(parameter: &str) -> &str {
    parameter.trim_end_matches(['?', '*'])
}

impl Builtin {
    /// Calls it with arguments in order.
    pub(crate) fn call(&self, interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
        if !(self.arity_min..=self.arity_max).contains(&values.len()) {
            let forms = self.forms();
            return Err(Problem::from(format!("{} arguments do not fit its form: {forms}", values.len())));
        }
        // what goes through its arguments is charged before it starts
        let size = values.iter().fold(0_usize, |sum, value| sum.saturating_add(value.size()));
        if !interpreter.charge(size / 8) {
            return Ok(Value::Null);
        }
        (self.run)(interpreter, values)
    }

    /// Named arguments in the order of the form they fit; `None` when a name is strange to every form. An argument
    /// that is missing from the middle is null.
    pub(crate) fn positional(&self, mut named: Vec<(&str, Value)>) -> Option<Vec<Value>> {
        // of the forms with one key and with several, the value decides
        let fits = |name: &str, value: &Value| name != "key" || !matches!(value, Value::List(_));
        let known = |form: &&&[&str]| {
            named.iter().all(|(name, value)| form.iter().any(|p| plain(p) == *name) && fits(name, value))
        };
        let complete = |form: &&&[&str]| {
            form.iter().all(|p| p.ends_with(['?', '*']) || named.iter().any(|(name, _)| *name == *p))
        };
        let form = self
            .signatures
            .iter()
            .find(|form| known(form) && complete(form))
            .or_else(|| self.signatures.iter().find(known))?;
        let mut values = Vec::with_capacity(form.len());
        let mut needed = 0;
        for parameter in *form {
            let given = named.iter_mut().find(|(name, _)| *name == plain(parameter));
            if given.is_some() || !parameter.ends_with(['?', '*']) {
                needed = values.len() + 1;
            }
            values.push(given.map(|(_, value)| std::mem::take(value)).unwrap_or_default());
        }
        values.truncate(needed);
        Some(values)
    }

    /// The forms of the function in words: "substring(string, start position, length?)".
    pub fn forms(&self) -> String {
        let forms: Vec<String> =
            self.signatures.iter().map(|form| format!("{}({})", self.name, form.join(", "))).collect();
        forms.join(" or ")
    }
}

struct Index {
    by_name: HashMap<&'static str, &'static Builtin>,
    /// Names of several words by their first.
    spaced: HashMap<&'static str, Vec<&'static Builtin>>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut spaced: HashMap<_, Vec<_>> = HashMap::new();
        for builtin in table::BUILTINS {
            if builtin.name.contains(' ') {
                spaced.entry(first_word(builtin.name)).or_default().push(builtin);
            }
        }
        Index { by_name: table::BUILTINS.iter().map(|b| (b.name, b)).collect(), spaced }
    })
}

/// The function of that name in a dialect.
pub fn named(name: &str, dialect: Dialect) -> Option<&'static Builtin> {
    index().by_name.get(name).copied().filter(|b| !b.state_only || dialect == Dialect::State)
}

/// All functions of a dialect.
pub fn all(dialect: Dialect) -> impl Iterator<Item = &'static Builtin> {
    table::BUILTINS.iter().filter(move |b| !b.state_only || dialect == Dialect::State)
}

/// The longest function name of several words at the start of `text`.
pub(crate) fn longest(word: &str, text: &str, dialect: Dialect) -> Option<(&'static str, usize)> {
    index()
        .spaced
        .get(word)?
        .iter()
        .filter(|b| !b.state_only || dialect == Dialect::State)
        .filter_map(|b| match_length(b.name, text).map(|length| (b.name, length)))
        .max_by_key(|(_, length)| *length)
}

/// The value of a call on constants; `None` when it is in error.
pub(crate) fn constant_call(builtin: &'static Builtin, values: &[Value]) -> Option<Value> {
    let limits = Limits::default();
    let scope = Scope::empty();
    builtin.call(&mut Interpreter::new(&limits, &scope), values).ok().filter(|value| !value.is_null())
}
