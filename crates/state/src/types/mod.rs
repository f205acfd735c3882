//! Static types over formulas.

pub mod walk;

use crate::load::{Files, Parts};
use crate::sink::Sink;

/// Checks the formulas of all parts and sorts the steps of each service.
pub fn check(parts: &mut Parts, files: &Files, sink: &mut Sink) {
    let _ = (parts, files, sink);
}
