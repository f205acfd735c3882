//! The keys of `forward`, of an action.

use super::{may, must};
use crate::shape::{Key, Shape};
use Shape::{Cite, Formula, List, Record, Slug};

/// The keys of `forward`.
pub const FORWARD: Key = may(
    "forward",
    &Record(&[
        must("to", &List(&Slug), "the bodies that the case may go to"),
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
