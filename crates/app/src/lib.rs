//! The application: the one door. Nothing changes, and nothing about a person is read, except through
//! [`App::act`]: authorised, decided, stored and logged in one transaction.
//!
//! **Invariant:** only this crate makes leaves ([`leaf`]) and only [`App::act`] opens sealed documents. Pages and adapters
//! get finished views, after the leaves are durable.

pub mod attempt;
pub mod bench;
pub mod bulk;
mod case_actions;
mod case_history;
mod case_line;
mod case_plan;
mod case_record;
mod case_view;
pub mod cases;
pub mod casetest;
pub mod chance;
pub mod clock;
pub mod demo;
pub mod documents;
pub mod door;
pub mod error;
pub mod exchange;
pub mod figures;
pub mod form;
mod gate;
mod gather;
mod granted;
mod home;
pub mod jobs;
pub mod keeping;
pub mod leaf;
pub mod ledger;
mod letter;
pub mod log_lines;
pub mod me;
pub mod meter;
pub mod migration;
pub mod owed;
pub mod own;
pub mod paper_check;
pub mod people;
mod permit;
pub mod places_named;
pub mod publish;
mod published;
pub mod records;
pub mod rotation;
pub mod running;
pub mod search;
pub mod seed;
pub mod session;
pub mod short_code;
pub mod state_folder;
pub mod verify;
mod versions;
pub mod view;
pub mod worklist;
pub mod writer;

pub use case_view::post_text;
pub use chance::Chance;
pub use clock::{AppClock, MachineClock, StillClock};
pub use door::{App, Config, Done, Moment, Plan, Reading};
pub use error::{AppError, Fault};
pub use running::{FolderError, Running};
pub use session::{Session, Who};
pub use store::Log;
