//! The pages, a file for each kind.
#![expect(
    clippy::unnecessary_wraps,
    reason = "every handler has the one shape that the table of routes holds"
)]

pub(crate) mod apply;
pub(crate) mod assets;
pub(crate) mod case;
pub(crate) mod clock;
pub(crate) mod content;
pub(crate) mod correct;
pub(crate) mod counter;
pub(crate) mod decision;
pub(crate) mod desk;
pub(crate) mod figures;
pub(crate) mod interview;
pub(crate) mod law;
pub(crate) mod log;
pub(crate) mod me;
pub(crate) mod money;
pub(crate) mod parts;
pub(crate) mod policies;
pub(crate) mod programme;
pub(crate) mod question;
pub(crate) mod records;
pub(crate) mod services;
pub(crate) mod sign_in;
pub(crate) mod start;
pub(crate) mod verify;
pub(crate) mod work;
