//! Promises of the domain, kept under random acts on the services of the invented state.

#[cfg(test)]
mod acts;
#[cfg(test)]
mod family;
#[cfg(test)]
mod migrate;
#[cfg(test)]
mod play;
#[cfg(test)]
mod promises;
