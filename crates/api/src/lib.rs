//! The JSON API: one table of routes, from which the router, the OpenAPI document and the tests of the door are made.
//!
//! Every call takes the same way: limits, language, token, body, then one call of the application on a thread that may
//! block. What the application refuses becomes RFC 9457 problem details in the reader's language.
//!
//! **Invariant:** nothing here knows a rule, a register or a country; no cookie means anything here; no body, token or
//! identifier is ever logged.

mod answer;
mod body;
mod call;
mod language;
mod log_files;
mod members;
mod openapi;
mod operations;
mod problem;
mod request;
mod response;
mod routes;
mod server;
mod strict;

pub use openapi::document;
pub use problem::{Problem, ProblemItem};
pub use request::{ActRequest, Answers, CaseRequest, Conditions, SearchRequest};
pub use response::{AccessLog, Hits, Services};
pub use routes::{Access, RouteInfo, routes};
pub use server::{Server, router, turned_away};
