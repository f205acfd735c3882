//! Tests of the crate from outside, as one program.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "where a test cannot go on, it fails"
)]

mod common;
mod document;
mod growth;
mod notes;
mod properties;
mod vectors;
