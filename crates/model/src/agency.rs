//! Bodies of state and the places where they work.

use crate::diagnostic::Source;
use crate::hours::Hours;
use base::{AgencyId, LangText, OfficeId};

/// `agencies/*.yaml`.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// Its name.
    pub name: LangText,
    /// The body above it, which hears appeals.
    pub superior: Option<AgencyId>,
    /// The court that hears what the superior body decided, named to people.
    pub court: Option<LangText>,
    /// Its opening hours, where they are not the state's.
    pub hours: Hours,
    /// Its places, in the order of the file; the first takes what no other serves.
    pub offices: Vec<Office>,
    /// Where it stands.
    pub at: Source,
}

/// A place of an agency.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its id, unique within the agency.
    pub id: OfficeId,
    /// Its name.
    pub name: LangText,
    /// Postal address, one text.
    pub address: LangText,
    /// Its opening hours, where they are not the agency's.
    pub hours: Hours,
    /// Codes of places it serves; a code serves everything that begins with it.
    pub serves: Vec<String>,
}

impl Agency {
    /// The office that serves a place: the longest code that begins it, otherwise the first office.
    pub fn office_for(&self, place: Option<&str>) -> Option<&Office> {
        let place = place.unwrap_or_default();
        self.offices
            .iter()
            .filter_map(|office| {
                let best = office
                    .serves
                    .iter()
                    .filter(|code| place.starts_with(code.as_str()))
                    .map(String::len)
                    .max()?;
                Some((best, office))
            })
            .max_by_key(|(best, _)| *best)
            .map(|(_, office)| office)
            .or_else(|| self.offices.first())
    }

    /// An office by id.
    pub fn office(&self, id: &OfficeId) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == *id)
    }
}
