//! The real router over the demonstration state, in process, as browsers without scripts use it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod browser;
mod door;
mod faces;
mod forms;
mod journeys;
mod looks;
mod official;
mod source;
