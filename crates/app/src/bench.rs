//! Benchmarks of acts; see docs/benchmarks.md.
