//! The formulas of the simulation.

use crate::types::env::Env;
use crate::types::ty::{Kind, Ty};
use crate::types::{Common, Place};

/// Checks the formulas of `simulate/`.
pub fn check(common: &mut Common<'_>) {
    let parts = common.parts;
    let Some(simulation) = &parts.simulation else { return };
    let env = Env::root(vec![
        ("person".to_owned(), person()),
        ("household".to_owned(), household()),
        ("today".to_owned(), Ty::known(Kind::Date)),
    ]);
    let mut place = Place::new(common);
    for write in &simulation.write {
        let facts = write.when.as_ref().map(|when| place.condition(when, &env).0).unwrap_or_default();
        place.write(&write.write, &env.assuming(facts), false);
    }
    let pin = || Ty::record("a persona", vec![("pin".to_owned(), Ty::text())]);
    let personas = simulation.personas.iter().map(|persona| (persona.id.replace('-', "_"), pin())).collect();
    let env = Env::root(vec![
        ("personas".to_owned(), Ty::record("the personas", personas)),
        ("today".to_owned(), Ty::known(Kind::Date)),
    ]);
    for (_, write) in simulation.personas.iter().flat_map(|persona| &persona.records) {
        place.write(write, &env, false);
    }
}

fn person() -> Ty {
    let members = [
        ("pin", Ty::text()),
        ("given", Ty::text()),
        ("family", Ty::text()),
        ("patronymic", Ty::text().maybe("person.patronymic", "not every group of names has patronymics")),
        ("sex", Ty::known(Kind::Text(Some(std::rc::Rc::new(vec!["female".to_owned(), "male".to_owned()]))))),
        ("born_on", Ty::known(Kind::Date)),
        ("adult", Ty::known(Kind::Bool)),
        ("luck", Ty::known(Kind::Number)),
        ("months", Ty::known(Kind::List { item: std::rc::Rc::new(Ty::known(Kind::Date)), filled: true })),
    ];
    Ty::record("a person", members.map(|(name, ty)| (name.to_owned(), ty)).into())
}

fn household() -> Ty {
    let parent = |name: &str| Ty::text().maybe(name, "a household may be without");
    let members = [
        ("number", Ty::text()),
        ("place", Ty::text()),
        ("mother", parent("household.mother")),
        ("father", parent("household.father")),
        ("children", Ty::list(Ty::text())),
        ("size", Ty::known(Kind::Number)),
    ];
    Ty::record("a household", members.map(|(name, ty)| (name.to_owned(), ty)).into())
}
