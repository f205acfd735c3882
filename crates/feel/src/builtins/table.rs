//! The table of built-in functions.

use super::{Builtin, contexts, conversion, lists, listsmath, numbers, ranges, state, strings, temporal};

/// Arguments of a function whose last parameter may be repeated.
const MANY: usize = usize::MAX;

const fn marked(parameter: &str, mark: u8) -> bool {
    match parameter.as_bytes().last() {
        Some(last) => *last == mark,
        None => false,
    }
}

/// The fewest and most arguments of some forms.
#[expect(clippy::indexing_slicing, reason = "constant evaluation: a wrong index would not compile")]
const fn arity(forms: &[&[&str]]) -> (usize, usize) {
    let (mut low, mut high) = (MANY, 0);
    let mut i = 0;
    while i < forms.len() {
        let form = forms[i];
        let (mut required, mut most) = (0, form.len());
        let mut j = 0;
        while j < form.len() {
            if !marked(form[j], b'?') && !marked(form[j], b'*') {
                required += 1;
            }
            if marked(form[j], b'*') {
                most = MANY;
            }
            j += 1;
        }
        if required < low {
            low = required;
        }
        if most > high {
            high = most;
        }
        i += 1;
    }
    (low, high)
}

macro_rules! builtin {
    ($name:literal, $run:path, $([$($parameter:literal),*]),+) => {
        builtin!(@ $name, $run, false, $([$($parameter),*]),+)
    };
    (state $name:literal, $run:path, $([$($parameter:literal),*]),+) => {
        builtin!(@ $name, $run, true, $([$($parameter),*]),+)
    };
    (@ $name:literal, $run:path, $state:literal, $([$($parameter:literal),*]),+) => {
        Builtin {
            name: $name,
            signatures: &[$(&[$($parameter),*]),+],
            arity_min: const { arity(&[$(&[$($parameter),*]),+]).0 },
            arity_max: const { arity(&[$(&[$($parameter),*]),+]).1 },
            state_only: $state,
            run: $run,
        }
    };
}

/// Every built-in function.
pub(super) static BUILTINS: &[Builtin] = &[
    // conversion (10.3.4.1)
    builtin!("date", temporal::date, ["from"], ["year", "month", "day"]),
    builtin!(
        "date and time",
        temporal::date_and_time,
        ["from"],
        ["date", "time"],
        ["year", "month", "day", "hour", "minute", "second", "offset?"],
        ["year", "month", "day", "hour", "minute", "second", "timezone"]
    ),
    builtin!("time", temporal::time, ["from"], ["hour", "minute", "second", "offset?"]),
    builtin!("number", conversion::number, ["from"], ["from", "grouping separator", "decimal separator"]),
    builtin!("string", conversion::string, ["from"]),
    builtin!("duration", temporal::duration, ["from"]),
    builtin!("years and months duration", temporal::years_and_months, ["from", "to"]),
    builtin!("range", conversion::range, ["from"]),
    // boolean and miscellaneous
    builtin!("not", conversion::not, ["negand"]),
    builtin!("is", conversion::is, ["value1", "value2"]),
    builtin!("now", temporal::now, []),
    builtin!("today", temporal::today, []),
    // strings (10.3.4.3)
    builtin!("substring", strings::substring, ["string", "start position", "length?"]),
    builtin!("string length", strings::length, ["string"]),
    builtin!("upper case", strings::upper, ["string"]),
    builtin!("lower case", strings::lower, ["string"]),
    builtin!("substring before", strings::before, ["string", "match"]),
    builtin!("substring after", strings::after, ["string", "match"]),
    builtin!("replace", strings::replace, ["input", "pattern", "replacement", "flags?"]),
    builtin!("contains", strings::contains, ["string", "match"]),
    builtin!("starts with", strings::starts_with, ["string", "match"]),
    builtin!("ends with", strings::ends_with, ["string", "match"]),
    builtin!("matches", strings::matches, ["input", "pattern", "flags?"]),
    builtin!("split", strings::split, ["string", "delimiter"]),
    builtin!("string join", strings::join, ["list", "delimiter?"]),
    // lists (10.3.4.4)
    builtin!("list contains", lists::contains, ["list", "element"]),
    builtin!("list replace", lists::replace, ["list", "position", "newItem"], ["list", "match", "newItem"]),
    builtin!("count", lists::count, ["list"], ["c*"]),
    builtin!("min", listsmath::min, ["list"], ["c", "c*"]),
    builtin!("max", listsmath::max, ["list"], ["c", "c*"]),
    builtin!("sum", listsmath::sum, ["list"], ["n", "n*"]),
    builtin!("mean", listsmath::mean, ["list"], ["n", "n*"]),
    builtin!("product", listsmath::product, ["list"], ["n", "n*"]),
    builtin!("median", listsmath::median, ["list"], ["n", "n*"]),
    builtin!("stddev", listsmath::stddev, ["list"], ["n", "n*"]),
    builtin!("mode", listsmath::mode, ["list"], ["n", "n*"]),
    builtin!("all", lists::all, ["list"], ["b", "b*"]),
    builtin!("any", lists::any, ["list"], ["b", "b*"]),
    builtin!("sublist", lists::sublist, ["list", "start position", "length?"]),
    builtin!("append", lists::append, ["list", "item*"]),
    builtin!("concatenate", lists::concatenate, ["list", "list*"]),
    builtin!("insert before", lists::insert_before, ["list", "position", "newItem"]),
    builtin!("remove", lists::remove, ["list", "position"]),
    builtin!("reverse", lists::reverse, ["list"]),
    builtin!("index of", lists::index_of, ["list", "match"]),
    builtin!("union", lists::union, ["list", "list*"]),
    builtin!("distinct values", lists::distinct, ["list"]),
    builtin!("flatten", lists::flatten, ["list"]),
    builtin!("sort", lists::sort, ["list", "precedes?"]),
    // numbers (10.3.4.5)
    builtin!("decimal", numbers::decimal, ["n", "scale"]),
    builtin!("floor", numbers::floor, ["n", "scale?"]),
    builtin!("ceiling", numbers::ceiling, ["n", "scale?"]),
    builtin!("round up", numbers::round_up, ["n", "scale"]),
    builtin!("round down", numbers::round_down, ["n", "scale"]),
    builtin!("round half up", numbers::round_half_up, ["n", "scale"]),
    builtin!("round half down", numbers::round_half_down, ["n", "scale"]),
    builtin!("abs", numbers::abs, ["n"]),
    builtin!("modulo", numbers::modulo, ["dividend", "divisor"]),
    builtin!("sqrt", numbers::sqrt, ["number"]),
    builtin!("log", numbers::log, ["number"]),
    builtin!("exp", numbers::exp, ["number"]),
    builtin!("odd", numbers::odd, ["number"]),
    builtin!("even", numbers::even, ["number"]),
    // dates (10.3.4.6 and 10.3.4.10)
    builtin!("day of year", temporal::day_of_year, ["date"]),
    builtin!("day of week", temporal::day_of_week, ["date"]),
    builtin!("month of year", temporal::month_of_year, ["date"]),
    builtin!("week of year", temporal::week_of_year, ["date"]),
    // ranges (10.3.4.9)
    builtin!(
        "before",
        ranges::before,
        ["point1", "point2"],
        ["point", "range"],
        ["range", "point"],
        ["range1", "range2"]
    ),
    builtin!(
        "after",
        ranges::after,
        ["point1", "point2"],
        ["point", "range"],
        ["range", "point"],
        ["range1", "range2"]
    ),
    builtin!("meets", ranges::meets, ["range1", "range2"]),
    builtin!("met by", ranges::met_by, ["range1", "range2"]),
    builtin!("overlaps", ranges::overlaps, ["range1", "range2"]),
    builtin!("overlaps before", ranges::overlaps_before, ["range1", "range2"]),
    builtin!("overlaps after", ranges::overlaps_after, ["range1", "range2"]),
    builtin!("finishes", ranges::finishes, ["point", "range"], ["range1", "range2"]),
    builtin!("finished by", ranges::finished_by, ["range", "point"], ["range1", "range2"]),
    builtin!("includes", ranges::includes, ["range", "point"], ["range1", "range2"]),
    builtin!("during", ranges::during, ["point", "range"], ["range1", "range2"]),
    builtin!("starts", ranges::starts, ["point", "range"], ["range1", "range2"]),
    builtin!("started by", ranges::started_by, ["range", "point"], ["range1", "range2"]),
    builtin!("coincides", ranges::coincides, ["point1", "point2"], ["range1", "range2"]),
    // contexts (10.3.4.11)
    builtin!("get value", contexts::get_value, ["m", "key"], ["context", "key"], ["context", "keys"]),
    builtin!("get entries", contexts::get_entries, ["m"], ["context"]),
    builtin!("context", contexts::context, ["entries"]),
    builtin!("context put", contexts::put, ["context", "key", "value"], ["context", "keys", "value"]),
    builtin!("context merge", contexts::merge, ["contexts"]),
    // the state dialect
    builtin!(state "is unknown", state::is_unknown, ["value"]),
    builtin!(state "is known", state::is_known, ["value"]),
    builtin!(state "age", state::age, ["born", "on"]),
];
