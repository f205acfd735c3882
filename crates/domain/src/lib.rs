//! What an act does: facts in, decision out. Pure: no clock, no chance, no storage.
//!
//! The way of a case: [`Gathering`] says which records the rules need, one read after another; [`decide`] takes
//! the facts and the act and gives a [`Decided`] or a [`Refusal`]. A machine may grant or ask; it never reaches
//! an outcome against the applicant: [`decide`] returns a fault if a rule tries.

mod acts;
pub mod answers;
pub mod case;
pub mod facts;
mod follow;
pub mod forward;
mod given;
pub mod index;
pub mod ledger;
pub mod migrate;
mod office;
mod outcome;
pub mod places;
pub mod refusal;
pub mod rules;
pub mod scope;
pub mod system;
mod term;
pub mod value;

pub use acts::{ActInput, Decided, Move, Office, Officer, RecordWrite, Setting, decide};
pub use answers::{AskedField, Form};
pub use case::{By, CaseDoc, DecisionDoc, Entry, KnownLine, Passed, PickUpDoc, TakenRows, TraceLine};
pub use facts::{FactRecord, Gathering, Wanted};
pub use given::{competent_actor, condition_holds, fee_allows};
pub use index::SearchValue;
pub use ledger::{FeeDoc, PayDoc, Transfer, TransferKind};
pub use refusal::{Broken, Refusal, Stop};
pub use scope::{Rules, Witness};
