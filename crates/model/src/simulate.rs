//! `simulate/people.yaml` and `simulate/personas.yaml`: invented people for demonstrations and tests.

use crate::formula::Formula;
use crate::service::Write;
use base::{FieldId, LangText, RegisterId};

/// How people are invented. The generator knows families, ages and time; the folder says what they are called,
/// where they live, how often what happens, and which registers they stand in.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// Places with their share of households, by the beginning of their code. A place's share goes to what lies in it,
    /// but for places that have a share of their own.
    pub places: Vec<(String, u32)>,
    /// The units of a published register in which households really live; without it, the places themselves.
    pub spread: Option<Spread>,
    /// Groups of names with their share.
    pub names: Vec<NameGroup>,
    /// Children per household with their share, where the mother's age allows any.
    pub children: Vec<(u32, u32)>,
    /// Ages of parents: completed years at which a band begins, with its share. Ascending, never empty.
    pub ages: Vec<(u32, u32)>,
    /// How often things happen.
    pub life: Life,
    /// Letters that officials mistype: the right one and what is typed.
    pub mistype: Vec<(String, String)>,
    /// What is written for whom; see `docs/state-folder.md` for the members of `person` and `household`.
    pub write: Vec<SimulatedWrite>,
    /// People with a story.
    pub personas: Vec<Persona>,
}

/// How often things happen, in a thousand; 0 for never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Households that moved.
    pub moved: u32,
    /// Households of which someone died.
    pub died: u32,
    /// People who stand in the register of people a second time.
    pub doubled: u32,
    /// People whose names were mistyped.
    pub mistyped: u32,
    /// Over how many years back people moved and died, at least 1.
    pub years: u32,
}

/// Spreads places over the units of a published register.
#[derive(Clone, Debug)]
pub struct Spread {
    /// The register; its key is the code of a place.
    pub register: RegisterId,
    /// The field that says what kind of unit it is.
    pub field: FieldId,
    /// Kinds of units people live in, with the weight of one unit beside another in the same place.
    pub live_in: Vec<(String, u32)>,
}

/// Names that go together.
#[derive(Clone, Debug)]
pub struct NameGroup {
    /// Share among households.
    pub share: u32,
    /// Given names of women.
    pub female: Vec<String>,
    /// Given names of men.
    pub male: Vec<String>,
    /// Family names: pairs of the form for women and for men.
    pub family: Vec<(String, String)>,
    /// How a patronymic is formed from the father's given name, for a daughter and for a son; `{}` stands for it.
    /// Empty for groups without.
    pub patronymic: Option<(String, String)>,
    /// People in a thousand who have none all the same.
    pub no_patronymic: u32,
}

/// For whom a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// Every living person.
    Person,
    /// Every living person of age.
    Adult,
    /// Every living person under age.
    Child,
    /// Everyone who has died.
    Dead,
    /// Every second entry of a living person under another key.
    Double,
    /// Every household.
    Household,
}

/// Records for each of these.
#[derive(Clone, Debug)]
pub struct SimulatedWrite {
    /// For whom.
    pub each: Each,
    /// Written only if true.
    pub when: Option<Formula>,
    /// For so many in a thousand of them, by chance.
    pub share: u32,
    /// Fresh identifiers by name: `drawn.NAME`, for each record anew.
    pub draw: Vec<(String, String)>,
    /// The record.
    pub write: Write,
    /// Further records that go with it and share what was drawn.
    pub also: Vec<(Option<Formula>, Write)>,
}

/// A person with a story, who can sign in to the demonstration.
#[derive(Clone, Debug)]
pub struct Persona {
    /// Its id; formulas of all personas' records can say `personas.ID.pin` (with `-` as `_`).
    pub id: String,
    /// `citizen`, `counter`, `officer`, `registrar`, `auditor`.
    pub roles: Vec<String>,
    /// Who this is and what to try.
    pub story: LangText,
    /// Sign-in is offered; false for relatives without a story of their own.
    pub sign_in: bool,
    /// Their records.
    pub records: Vec<(RegisterId, Write)>,
}
