//! DMN 1.1 to 1.5: reads decision models from their XML and evaluates their decisions with `feel`. Pure: texts go
//! in, imported models come through a resolver, values come out.

mod boxed;
mod compile;
mod evaluate;
mod functions;
mod model;
mod read;
mod tables;
mod types;
mod xml;

pub use model::{Import, Input, Model, ModelError, Problem};
