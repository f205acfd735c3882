//! The acceptance tests are programs beside this crate: `tests/README.md` tells what each judges and how to run it.
