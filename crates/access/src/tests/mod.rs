//! The policies of an invented country, asked from all sides.

mod cached;
mod cases;
mod files;
mod fixture;
mod lines;
mod overview;
