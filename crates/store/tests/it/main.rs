//! The store from outside: the backends against each other, hand edits, locks and concurrent readers.

#[cfg(test)]
mod backups;
#[cfg(test)]
mod cluster;
#[cfg(test)]
mod door;
#[cfg(test)]
mod edits;
#[cfg(test)]
mod model;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod readers;
#[cfg(test)]
mod specs;
#[cfg(test)]
mod support;
