//! The keys of a decision table, of a derived value.

use super::{may, must};
use crate::shape::{Key, KeyForm, Shape};
use Shape::{Either, Formula, List, Map, Name, OneOf, Record, Text};

/// What is made of the rows that match, in DMN's words. `build::table` reads the same words.
pub const HITS: [&str; 11] = [
    "unique",
    "any",
    "priority",
    "first",
    "rule order",
    "output order",
    "collect",
    "collect sum",
    "collect min",
    "collect max",
    "collect count",
];

/// The keys of `table`.
pub const TABLE: Key = may(
    "table",
    &Record(&[
        may("hit", &OneOf(&HITS), "what is made of the rows that match; `unique` if absent"),
        must(
            "in",
            &Map(
                KeyForm::Name,
                &Either {
                    scalar: Some(&Formula),
                    list: None,
                    map: Some(&Record(&[
                        must("is", &Formula, "what is tested"),
                        may("values", &Text, "unary tests of the values it may have"),
                    ])),
                },
            ),
            "what the rows look at, by name",
        ),
        may("out", &List(&Name), "names of the results, if there are several"),
        must("rows", &List(&List(&Formula)), "rows: a test for each input, then the results"),
        may("order", &Text, "values of the first result, the most important first"),
        may("otherwise", &List(&Formula), "the results where no row matches"),
    ]),
    "a decision table instead of `is`",
);
