//! The formulas of the simulation.

use crate::types::env::Env;
use crate::types::ty::{Kind, Ty};
use crate::types::{Common, Place};
use model::simulate::Each;

/// Checks the formulas of `simulate/`.
pub fn check(common: &mut Common<'_>) {
    let parts = common.parts;
    let Some(simulation) = &parts.simulation else { return };
    let mut place = Place::new(common);
    for write in &simulation.write {
        let drawn = write.draw.iter().map(|(name, _)| (name.clone(), Ty::text())).collect();
        let env = Env::root(vec![
            ("person".to_owned(), person(write.each == Each::Dead)),
            ("household".to_owned(), household()),
            ("drawn".to_owned(), Ty::record("what is drawn", drawn)),
            ("today".to_owned(), Ty::known(Kind::Date)),
        ]);
        let facts = write.when.as_ref().map(|when| place.condition(when, &env).0).unwrap_or_default();
        let env = env.assuming(facts);
        place.write(&write.write, &env, false);
        let item = write.write.for_each.as_ref().map(|_| ("item".to_owned(), Ty::any()));
        let env = env.layer(item.into_iter().collect());
        for (when, also) in &write.also {
            let facts = when.as_ref().map(|when| place.condition(when, &env).0).unwrap_or_default();
            place.write(also, &env.assuming(facts), false);
        }
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

/// `dead`: what is only known of those who died.
fn person(dead: bool) -> Ty {
    let day = || Ty::known(Kind::Date);
    let died_on = if dead { day() } else { day().maybe("person.died_on", "only of those who died") };
    let members = [
        ("pin", Ty::text()),
        ("given", Ty::text()),
        ("family", Ty::text()),
        ("patronymic", Ty::text().maybe("person.patronymic", "not every group of names has patronymics")),
        ("sex", Ty::known(Kind::Text(Some(std::rc::Rc::new(vec!["female".to_owned(), "male".to_owned()]))))),
        ("born_on", Ty::known(Kind::Date)),
        ("adult", Ty::known(Kind::Bool)),
        ("luck", Ty::known(Kind::Number)),
        ("fate", Ty::known(Kind::Number)),
        ("died_on", died_on),
        ("spouse", Ty::text().maybe("person.spouse", "not everyone who died was married")),
        ("married_on", day().maybe("person.married_on", "not everyone who died was married")),
        ("months", Ty::known(Kind::List { item: std::rc::Rc::new(Ty::known(Kind::Date)), filled: true })),
    ];
    Ty::record("a person", members.map(|(name, ty)| (name.to_owned(), ty)).into())
}

fn household() -> Ty {
    let parent = |name: &str| Ty::text().maybe(name, "a household may be without");
    let members = [
        ("number", Ty::text()),
        ("head", Ty::text()),
        ("place", Ty::text()),
        ("mother", parent("household.mother")),
        ("father", parent("household.father")),
        ("children", Ty::list(Ty::text())),
        ("size", Ty::known(Kind::Number)),
        ("luck", Ty::known(Kind::Number)),
        ("from", Ty::text().maybe("household.from", "not every household moved")),
        ("moved_on", Ty::known(Kind::Date).maybe("household.moved_on", "not every household moved")),
        (
            "married_on",
            Ty::known(Kind::Date).maybe("household.married_on", "not every household is a couple"),
        ),
    ];
    Ty::record("a household", members.map(|(name, ty)| (name.to_owned(), ty)).into())
}
