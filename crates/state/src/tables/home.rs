//! The keys of `home`, of `people` in `state.yaml`.

use super::{may, must};
use crate::shape::{Key, Shape};
use Shape::{Name, Record};

/// The keys of `home`.
pub const HOME: Key = may(
    "home",
    &Record(&[
        must("register", &Name, "the register of where people live"),
        must("person", &Name, "the field with the person"),
        must("place", &Name, "the field with the code of the place"),
    ]),
    "where it stands where a person lives, so that pages name the office that serves them",
);
