//! Places by their codes: what a unit of the territory is called on a day, and which unit has taken its place.
//!
//! A code stands for the unit with the least code that begins with it, so that the beginning of a code names a region or
//! a district; where there is none, and codes of larger units are filled up, for the unit of which it is a part: a village
//! for its municipality. Where a place is read (whose office decides, what a letter calls a home), a unit that was joined to another
//! is read as the other for as long as that holds; a unit that is itself spoken of keeps its own name.

use base::{Date, LangText};
use model::Model;
use serde_json::{Map, Value as Json};

/// A unit of the territory as it is on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its whole code.
    pub code: String,
    /// What it is called.
    pub name: LangText,
    /// The code of the unit that has taken its place.
    pub into: Option<String>,
    /// The code of the unit of which it is a part, if it says so.
    pub parent: Option<String>,
}

/// The register of places: the unit for which a code stands on a day.
pub type PlaceOn<'a> = dyn Fn(&str, Date) -> Option<Place> + 'a;

/// Units followed from one to the next at most: a circle of units ends somewhere, and always at the same one.
const HOPS_MAX: usize = 8;

impl Place {
    /// The unit that a record of the register of places describes; `None` if the state has no such register.
    pub fn of_record(model: &Model, doc: &Map<String, Json>) -> Option<Self> {
        let places = model.info.places.as_ref()?;
        let text = |field: &base::FieldId| doc.get(field.as_str()).and_then(Json::as_str).map(str::to_owned);
        let names = places.name.iter().filter_map(|(lang, field)| Some((lang.clone(), text(field)?)));
        Some(Self {
            code: text(&places.code)?,
            name: LangText(names.collect()),
            into: places.into.as_ref().and_then(text),
            parent: places.parent.as_ref().and_then(text),
        })
    }
}

/// Codes of the units of which a unit with this code is a part, the smallest first: its beginnings, filled up.
pub fn enclosing(code: &str, filler: char) -> Vec<String> {
    let chars: Vec<char> = code.chars().collect();
    let filled = |length: usize| -> String {
        chars.iter().take(length).copied().chain(std::iter::repeat(filler)).take(chars.len()).collect()
    };
    let mut codes: Vec<String> = (1..chars.len()).rev().map(filled).filter(|one| one != code).collect();
    codes.dedup();
    codes
}

/// The unit that stands for a code on a day: the one it names, or whichever has taken its place.
pub fn standing(on: &PlaceOn<'_>, code: &str, day: Date) -> Option<Place> {
    let mut place = on(code, day)?;
    for _ in 0..HOPS_MAX {
        match place.into.as_ref().and_then(|into| on(into, day)) {
            Some(next) => place = next,
            None => break,
        }
    }
    Some(place)
}

/// The code by which offices are looked up on a day: the one that was given, or that of the unit in its place.
pub fn served(on: &PlaceOn<'_>, code: &str, day: Date) -> String {
    match on(code, day) {
        Some(place) if place.into.is_some() => {
            standing(on, code, day).map_or_else(|| code.to_owned(), |place| place.code)
        }
        _ => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, into: Option<&str>) -> Place {
        Place {
            code: code.to_owned(),
            name: LangText::default(),
            into: into.map(str::to_owned),
            parent: None,
        }
    }

    #[test]
    fn a_part_lies_in_the_units_its_code_begins_with() {
        assert_eq!(enclosing("4123010", '0'), ["4123000", "4120000", "4100000", "4000000"]);
        assert_eq!(enclosing("41", '0'), ["40"]);
        assert_eq!(enclosing("4", '0'), [""; 0]);
    }

    #[test]
    fn a_unit_is_followed_while_another_has_its_place() {
        let merged = Date::constant(2025, 4, 1);
        let on = |code: &str, day: Date| match code {
            "A" => Some(place("A00", (day >= merged).then_some("B00"))),
            "B00" => Some(place("B00", None)),
            "C" => Some(place("C00", Some("D00"))),
            "D00" => Some(place("D00", Some("C"))),
            _ => None,
        };
        let before = Date::constant(2025, 3, 31);
        let code = |code, day| standing(&on, code, day).map(|place| place.code);
        assert_eq!(code("A", before).as_deref(), Some("A00"));
        assert_eq!(code("A", merged).as_deref(), Some("B00"));
        assert!(code("C", merged).is_some(), "a circle ends");
        assert_eq!(code("X", merged), None);
        // the given code stays where nothing was joined: it may be the beginning of one
        assert_eq!((served(&on, "A", before).as_str(), served(&on, "A", merged).as_str()), ("A", "B00"));
        assert_eq!(served(&on, "X", merged), "X");
    }
}
