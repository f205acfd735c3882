//! The store from outside: two backends against each other, hand edits, locks and concurrent readers.

mod door;
mod model;
mod support;
