//! The ground every other crate stands on: typed names, money, civil time, text in languages,
//! limits, canonical JSON and hashes. Pure: no clock, no randomness, no files, no country.

pub mod hash;
pub mod id;
pub mod json;
pub mod limit;
pub mod money;
pub mod text;
pub mod time;

pub use hash::Hash;
pub use id::{
    ActionId, AgencyId, CaseId, FieldId, OfficeId, PurposeId, RecordId, RegisterId, RoleId, ServiceId,
    StateName, Subject,
};
pub use money::Money;
pub use text::{Lang, LangText};
pub use time::{Clock, Date, Instant};
