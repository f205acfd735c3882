//! The keys of `pick_up`, of an outcome.

use super::may;
use crate::shape::{Key, Shape};
use Shape::{Formula, Record};

/// The keys of `pick_up`.
pub const PICK_UP: Key = may(
    "pick_up",
    &Record(&[
        may("when", &Formula, "only if true"),
        may(
            "working_days",
            &Formula,
            "how many working days after the decision it is ready; null: not known",
        ),
        may("calendar_days", &Formula, "the same in calendar days"),
    ]),
    "something is to be fetched at the office that had the case",
);
