//! `burden` of `state.yaml`.

use super::may;
use crate::shape::Shape;
use Shape::{Int, Record};

/// The most a service may ask of people.
pub const BURDEN: Shape = Record(&[
    may("fields", &Int(0, 1_000), "questions that must be answered"),
    may("documents", &Int(0, 1_000), "of these, numbers that stand on some paper"),
    may("desks", &Int(0, 1_000), "desks one must come to: to file, to pay, to fetch something"),
]);
