//! From the text of a state folder to its model, with every mistake found on the way.
//!
//! Pure: the caller reads the files. [`load`] takes paths and texts and gives a [`model::Model`] if there is no error,
//! and every finding with code, place, sentence and help. One truth for keys: the tables in `tables` are what the
//! loader checks by and what [`schema`] prints.

mod build;
mod cases;
mod checks;
pub mod codes;
mod difference;
mod explain;
mod folder;
mod index;
mod load;
mod messages;
mod place;
mod recheck;
mod records;
mod render;
mod sarif;
mod schema;
mod shape;
mod sink;
mod tables;
mod texts;
mod types;
mod view;
mod yaml;

pub use build::ledger::never_below_zero;
pub use build::programme::promises;
pub use build::service::service_version;
pub use cases::{AttackedCase, CaseRecord, CaseStep, CaseValue, Expectation, TestCase, parse_cases};
pub use checks::check_words;
pub use codes::{BAD_DOCUMENT, BAD_POLICY, FORBIDDEN};
pub use codes::{NO_MIGRATION, OTHER_STATE, SAME_VERSION, SERVICE_GONE, STATE_GONE, VERSION_UNFIT};
pub use difference::{Changes, Difference, difference};
pub use explain::{all_codes, explain};
pub use load::{Files, load};
pub use recheck::{Derived, Recheck, place_in, place_of, reworded};
pub use render::{line_and_column, render_json, render_text};
pub use sarif::render_sarif;
pub use schema::{SCHEMA_KINDS, schema};
pub use types::walk;
pub use types::walk::{names, parts};
