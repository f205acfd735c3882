//! Pages of the portal and the workbench: server-rendered, without JavaScript, in every language of the state.
//!
//! One table of routes makes the router ([`routes`]); every handler is a plain function from an [`Ask`](ask::Ask) to an
//! answer and runs on a blocking thread; what protects a page (who asks, tokens of forms, limits, headers) stands in
//! one place ([`serve`]).
//!
//! **Invariant:** pages read and change only through [`app::App`]; nothing personal stands in an address, a file name
//! or a server log; no page needs a script.

mod answer;
mod ask;
mod body;
mod compress;
mod form;
mod frame;
mod markdown;
mod pages;
mod route;
mod secure;
mod serve;
mod server;
mod words;

pub use route::{Access, Method, RouteInfo, routes};
pub use serve::{SESSION, router, turned_away};
pub use server::{Incident, Server};
