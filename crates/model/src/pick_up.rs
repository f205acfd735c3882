//! What an outcome leaves to be fetched at the office.

use crate::calendar::TermUnit;
use crate::formula::Formula;

/// Something waits at the office that had the case; words are the message `pick-up-OUTCOME`.
#[derive(Clone, Debug)]
pub struct PickUp {
    /// Only if this is true; absent: always.
    pub when: Option<Formula>,
    /// How many days after the decision it is ready; null: nobody knows.
    pub after: Formula,
    /// Days of what kind.
    pub unit: TermUnit,
}
