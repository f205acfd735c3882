//! Tests of the crate from outside, as one program.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a helper of a test that cannot go on fails the test"
)]

mod common;
mod document;
mod growth;
mod notes;
mod properties;
mod vectors;
