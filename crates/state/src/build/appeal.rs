//! `services/ID/service.yaml`: what may follow a decision, `appeal` and `again`.

use crate::build::formula::{self, Expect, Scope};
use crate::build::workflow::days;
use crate::codes;
use crate::index::Resolver;
use crate::view::View;
use base::{FieldId, RegisterId};
use model::{Again, Appeal, AppealTo, Register};
use std::collections::BTreeMap;

pub(super) fn appeal(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<Appeal> {
    let to = match view.get("to")?.get("agency") {
        Some(agency) => AppealTo::Agency(names.agency(Some(agency))),
        None => AppealTo::Superior,
    };
    let service = names.service(view.get("service"));
    if let Some(Some(false)) = names.index.services.get(service.as_str())
        && let Some(at) = view.get("service").map(View::at)
    {
        names
            .sink
            .error(codes::NOT_AN_APPEAL_SERVICE, at, format!("the service `{service}` hears no appeals"))
            .help("name a service with `appeals: true`, or add that to this one");
    }
    let law = names.cite(view.get("law"));
    let (days, unit) = days(view, scope, names)?;
    let silence = view.get("silence").map(|cite| names.cite(Some(cite)));
    Some(Appeal { days, unit, to, service, law, silence })
}

pub(super) fn again(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Option<Again> {
    let on = names.register(view.get("on"));
    let filter = view.get("where")?;
    let mut pairs = filter.pairs();
    let (Some(pair), None) = (pairs.next(), pairs.next()) else {
        names
            .sink
            .error(codes::BAD_AGAIN, filter.at(), "`again` names exactly one field")
            .help("write `where: {field: \"= …\"}`");
        return None;
    };
    names.field_named(on.as_str(), pair.key, pair.at.clone());
    let field = registers.get(&on).and_then(|register| register.field(pair.key));
    let expect = field.map_or(Expect::Text, |field| Expect::of_field(&field.ty));
    Some(Again {
        on,
        field: FieldId::new(pair.key),
        value: formula::read(pair.value, expect, scope, names.sink)?,
    })
}
