//! The keys of `migrate`, of a service.

use super::{may, must};
use crate::shape::{Key, KeyForm, Shape};
use Shape::{Int, List, Map, Name, OneOf, Record};

/// The keys of `migrate`.
pub const MIGRATE: Key = may(
    "migrate",
    &List(&Record(&[
        must("from", &Int(1, 1_000_000), "the earlier version"),
        must(
            "open_cases",
            &OneOf(&["keep", "fast_forward"]),
            "`keep`: they keep that version to the end; `fast_forward`: they go on under this one",
        ),
        may("states", &Map(KeyForm::Name, &Name), "states of work that are called otherwise now"),
        may("answers", &Map(KeyForm::Name, &Name), "questions that are called otherwise now"),
    ])),
    "what becomes of open cases of earlier versions",
);
