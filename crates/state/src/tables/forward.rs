//! The keys of `forward`, of an action.

use super::{may, must};
use crate::shape::{Key, Shape};
use Shape::{Cite, Either, Formula, List, OneOf, Record, Slug};

/// The keys of `forward`.
pub const FORWARD: Key = may(
    "forward",
    &Record(&[
        must(
            "to",
            &Either { scalar: Some(&OneOf(&["all"])), list: Some(&List(&Slug)), map: None },
            "the bodies that the case may go to; `all`: every agency of the state",
        ),
        may("but", &List(&Slug), "with `all`: agencies that it may not go to"),
        must("law", &Cite, "the article that says so"),
        must(
            "within",
            &Record(&[
                may("working_days", &Formula, "how many working days"),
                may("calendar_days", &Formula, "how many calendar days"),
            ]),
            "how long a body has for it, from the day on which it got the case",
        ),
        may(
            "term",
            &Formula,
            "the term that begins anew at the other body, if the case was handed on in time; absent or null: the running one goes on",
        ),
    ]),
    "the case goes to another body",
);
