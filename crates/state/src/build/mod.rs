//! From checked trees to the types of `model`. Every name is resolved on the way.

pub mod agency;
mod appeal;
mod burden;
pub mod formula;
pub mod forward;
mod home;
pub mod hours;
pub mod ledger;
mod migrate;
pub mod order;
pub mod programme;
pub mod register;
pub mod service;
pub mod simulate;
pub mod state;
pub mod table;
pub mod workflow;
