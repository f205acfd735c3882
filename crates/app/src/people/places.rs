//! Where people live: the folder's shares, spread over the units it publishes.

use super::pick;
use crate::chance::Chance;
use base::Date;
use model::{Model, PublishedRecord, Simulation};

/// Places with their share, each with the units in it.
#[derive(Debug)]
pub(super) struct Places(Vec<Place>);

#[derive(Debug)]
struct Place {
    share: u32,
    /// Codes with their weight; the place itself if nothing lies in it.
    units: Vec<(String, u32)>,
}

impl Places {
    /// As of a day.
    pub(super) fn new(model: &Model, simulation: &Simulation, today: Date) -> Self {
        let lived_in = units(model, simulation, today);
        let places = simulation.places.iter().map(|(code, share)| {
            let own = |unit: &str| {
                let under = |other: &str| unit.starts_with(other) && other.len() > code.len();
                unit.starts_with(code.as_str()) && !simulation.places.iter().any(|(other, _)| under(other))
            };
            let mut units: Vec<(String, u32)> =
                lived_in.iter().filter(|(unit, _)| own(unit)).cloned().collect();
            if units.is_empty() {
                units.push((code.clone(), 1));
            }
            Place { share: *share, units }
        });
        Self(places.collect())
    }

    /// A code, by the shares.
    pub(super) fn draw(&self, chance: &Chance) -> String {
        pick(chance, &self.0, |place| place.share)
            .and_then(|place| pick(chance, &place.units, |(_, weight)| *weight))
            .map_or_else(String::new, |(code, _)| code.clone())
    }
}

/// Units people live in on a day, with their weights.
fn units(model: &Model, simulation: &Simulation, today: Date) -> Vec<(String, u32)> {
    let Some(spread) = &simulation.spread else { return Vec::new() };
    let holds = |record: &PublishedRecord| {
        record.from.is_none_or(|from| from <= today) && record.until.is_none_or(|until| today < until)
    };
    let weight = |record: &PublishedRecord| {
        let kind = record.fields.get(&spread.field)?;
        spread.live_in.iter().find(|(known, _)| known == kind).map(|(_, weight)| *weight)
    };
    let records = model.published.get(&spread.register).map(Vec::as_slice).unwrap_or_default();
    let units = records.iter().filter(|record| holds(record)).filter_map(|record| {
        let weight = weight(record).filter(|weight| *weight > 0)?;
        Some((record.key.clone(), weight))
    });
    units.collect()
}
