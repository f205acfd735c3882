//! `forward`, of an action: to which bodies a case may go.

use crate::build::formula::{Expect, Scope};
use crate::build::service::formula_of;
use crate::build::workflow::days;
use crate::codes;
use crate::index::Resolver;
use crate::view::View;
use base::AgencyId;
use model::service::Forward;

/// Reads `forward`.
pub fn forward(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<Forward> {
    let to = bodies(view, names);
    let law = names.cite(view.get("law"));
    let term = formula_of(view, "term", Expect::Number, scope, names);
    let (within, unit) = days(view.get("within")?, scope, names)?;
    Some(Forward { to, law, within, unit, term, at: view.at() })
}

/// The bodies named, or every agency of the state but those named.
fn bodies(view: View<'_>, names: &mut Resolver<'_>) -> Vec<AgencyId> {
    let listed = |key: &str, names: &mut Resolver<'_>| -> Vec<AgencyId> {
        view.list(key).map(|agency| names.agency(Some(agency))).collect()
    };
    let but = listed("but", names);
    if view.text_of("to") == Some("all") {
        let all = names.index.agencies.keys().map(AgencyId::new);
        return all.filter(|agency| !but.contains(agency)).collect();
    }
    if let Some(at) = view.get("but") {
        names
            .sink
            .error(codes::BAD_FORWARD, at.at(), "`but` takes bodies out of a list that is written out")
            .help("leave them out of `to`, or write `to: all`");
    }
    listed("to", names)
}
