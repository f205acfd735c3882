//! Finding a unit of the territory by its name, in whatever language of the state it is typed and whatever letters are at hand.
//! The register of places is open data: nobody's data is read.

use crate::door::{App, Moment};
use crate::error::{AppError, Fault};
use crate::view::OptionView;
use base::text::fold;
use base::{FieldId, Lang};
use domain::places::Place;
use model::register::Search;
use std::collections::BTreeMap;
use store::{AsOf, Key, Match, Query, Snapshot};

/// Units offered at most.
pub const PLACES_MAX: usize = 20;

impl App {
    /// The units of today whose code this is or whose name begins so, each with those of which it is a part: code and words. One
    /// more than [`PLACES_MAX`] says that there are more.
    pub fn places_named(&self, text: &str, lang: &Lang) -> Result<Vec<OptionView>, AppError> {
        let moment = self.moment();
        let model = moment.running.model();
        let Some(places) = &model.info.places else { return Ok(Vec::new()) };
        let snapshot = self.store.snapshot()?;
        let code = [Key::from(text.trim())].to_vec();
        let mut found = units(&*snapshot, &moment, &places.code, Match::In(code))?;
        let folded = fold(text, &model.info.letters);
        let register = model.registers.get(&places.register);
        let searched = |field: &&FieldId| {
            let field = register.and_then(|register| register.field(field.as_str()));
            field.is_some_and(|field| field.search == Search::Folded)
        };
        if found.is_empty() && !folded.is_empty() {
            for field in places.name.values().filter(searched) {
                let until = Key::Text(format!("{folded}{}", char::MAX));
                let named = Match::Range(Some(Key::Text(folded.clone())), Some(until));
                found.extend(units(&*snapshot, &moment, field, named)?);
            }
        }
        let by_code: BTreeMap<String, Place> =
            found.into_iter().map(|place| (place.code.clone(), place)).collect();
        by_code.into_values().map(|place| option(&*snapshot, &moment, place, lang)).collect()
    }
}

/// Units of today by a search value, at most one more than are offered.
fn units(
    snapshot: &dyn Snapshot,
    moment: &Moment,
    field: &FieldId,
    condition: Match,
) -> Result<Vec<Place>, AppError> {
    let model = moment.running.model();
    let Some(places) = &model.info.places else { return Ok(Vec::new()) };
    let query = Query {
        register: places.register.clone(),
        conditions: vec![(field.clone(), condition)],
        at: AsOf { valid: moment.today, recorded: None },
        limit: PLACES_MAX + 1,
    };
    let mut found = Vec::new();
    for sealed in snapshot.find(&query)? {
        let missing = || Fault::Missing("a public record of a place".to_owned());
        found.extend(Place::of_record(model, &sealed.open_public().ok_or_else(missing)??));
    }
    Ok(found)
}

/// Units around a unit that are named at most: a circle of units ends somewhere.
const AROUND_MAX: usize = 4;

/// A unit in words: several have one name, so what it is a part of stands behind it.
fn option(
    snapshot: &dyn Snapshot,
    moment: &Moment,
    place: Place,
    lang: &Lang,
) -> Result<OptionView, AppError> {
    let mut label = place.name.get(lang).to_owned();
    let mut parent = place.parent;
    if let Some(places) = &moment.running.model().info.places {
        for _ in 0..AROUND_MAX {
            let Some(code) = parent.take() else { break };
            let key = [Key::from(code.as_str())].to_vec();
            let Some(larger) = units(snapshot, moment, &places.code, Match::In(key))?.pop() else { break };
            label = format!("{label}, {}", larger.name.get(lang));
            parent = larger.parent;
        }
    }
    Ok(OptionView { label: format!("{label} ({})", place.code), value: place.code })
}
