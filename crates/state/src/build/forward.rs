//! `forward`, of an action: to which bodies a case may go.

use crate::build::formula::{Expect, Scope};
use crate::build::service::formula_of;
use crate::build::workflow::days;
use crate::index::Resolver;
use crate::view::View;
use model::service::Forward;

/// Reads `forward`.
pub fn forward(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<Forward> {
    let to = view.list("to").map(|agency| names.agency(Some(agency))).collect();
    let law = names.cite(view.get("law"));
    let term = formula_of(view, "term", Expect::Number, scope, names);
    let (within, unit) = days(view.get("within")?, scope, names)?;
    Some(Forward { to, law, within, unit, term, at: view.at() })
}
