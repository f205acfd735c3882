//! The application from outside: whole states, in process.

#[cfg(test)]
mod common;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod forward;
#[cfg(test)]
mod main_job;
#[cfg(test)]
mod money;
#[cfg(test)]
mod own;
#[cfg(test)]
mod people;
#[cfg(test)]
mod published;
#[cfg(test)]
mod readers;
#[cfg(test)]
mod territory;
#[cfg(test)]
mod versions;
#[cfg(test)]
mod wrong;
