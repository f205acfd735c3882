//! Words in the languages of a state: messages, dates, numbers and amounts as people read them.
//!
//! The engine knows no language. A state folder gives its texts as Fluent messages (`words/<lang>.ftl` for the
//! interface, `services/<id>/<lang>.ftl` for a service); plural rules come from the language's tag; the shapes of
//! dates and numbers are messages too. [`required_keys`] lists what the interface needs, and [`check`] finds what a
//! state's texts lack.
//!
//! Invariant: no sentence of any language stands here, and no text gets invisible direction marks.

mod check;
mod keys;
mod locale;
mod messages;
mod read;

pub use check::{Flaw, FlawKind, check, plural_categories};
pub use keys::{Key, required, required_keys};
pub use locale::{Direction, Locale};
pub use messages::{Arg, Messages, Miss, OFFICER};
pub use read::{Written, read};
