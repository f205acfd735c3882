//! `burden` of `state.yaml`.

use crate::view::View;
use model::burden::BurdenLimits;

/// The limits that are said.
pub fn burden(view: View<'_>) -> BurdenLimits {
    let [fields, documents, desks] = ["fields", "documents", "desks"].map(|key| view.number(key));
    BurdenLimits { fields, documents, desks }
}
