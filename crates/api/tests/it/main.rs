//! The API over a whole application: the invented state, a store in a temporary directory, a clock that stands.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod calls;
mod door;
mod faults;
mod files;
mod ground;
mod openapi;
mod words;
