//! What is shown instead of asked, and whom and where a case concerns.

use crate::build::formula::part;
use crate::codes;
use crate::types::env::Env;
use crate::types::ty::{Kind, Ty};
use crate::types::{Place, Want};
use model::{Known, Service};
use std::rc::Rc;

/// Subjects, place, and what is shown instead of asked.
pub fn check(service: &Service, env: &Env<'_>, place: &mut Place<'_, '_>) {
    for subject in service.subjects.iter().chain(&service.concerned) {
        place.expect(subject, env, &Want::of(Kind::Text(None), "the key of a person").or_list());
    }
    if let Some(formula) = &service.place {
        place.expect(formula, env, &Want::of(Kind::Text(None), "the code of a place"));
    }
    if let Some(formula) = &service.addressed {
        place.expect(formula, env, &Want::of(Kind::Text(None), "the id of an agency"));
    }
    for known in &service.known {
        let ty = place.infer(&known.value, env);
        columns(known, &ty, place);
        let record = Ty::record("a register", Vec::new()).kind;
        let ty = place.expect(&known.of, env, &Want::of(record, "what a value stands in"));
        if let Kind::Record(found) = &ty.kind
            && found.get("record").is_none()
        {
            let file = place.common().files.get(&*known.of.at.path).map_or("", String::as_str);
            let at = part(file, &known.of, known.of.expr.span);
            place
                .sink()
                .error(codes::WRONG_RESULT, at, "this is no record of a register")
                .help("give the record itself: what was read, or an item of it");
        }
    }
}

/// The rows of a value with columns are contexts that have them.
fn columns(known: &Known, ty: &Ty, place: &mut Place<'_, '_>) {
    if known.columns.is_empty() || matches!(ty.kind, Kind::Any) {
        return;
    }
    let rows = match &ty.kind {
        Kind::List { item, .. } => match &item.kind {
            Kind::Record(row) => Some(Rc::clone(row)),
            Kind::Any => return,
            _ => None,
        },
        _ => None,
    };
    let at = known.value.at.clone();
    let Some(row) = rows else {
        let message = format!("a value with columns is a list of contexts, this is {}", ty.kind);
        place
            .sink()
            .error(codes::WRONG_RESULT, at, message)
            .help("give one context for each row, or leave `columns` out");
        return;
    };
    for column in known.columns.iter().filter(|column| row.get(column.id.as_str()).is_none()) {
        place
            .sink()
            .error(
                codes::UNKNOWN_MEMBER,
                at.clone(),
                format!("the rows of this value have no `{}`", column.id),
            )
            .help("name the members of its contexts as columns");
    }
}
