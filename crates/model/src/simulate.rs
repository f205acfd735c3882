//! `simulate/people.yaml` and `simulate/personas.yaml`: invented people for demonstrations and tests.

use crate::formula::Formula;
use crate::service::Write;
use base::RegisterId;

/// How people are invented. The generator knows families; the folder says what they are called and which
/// registers they stand in.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// Places with their share of households, by place code.
    pub places: Vec<(String, u32)>,
    /// Groups of names with their share.
    pub names: Vec<NameGroup>,
    /// Children per household with their share.
    pub children: Vec<(u32, u32)>,
    /// What is written for each `person` of each `household`; see `docs/state-folder.md` for their members.
    pub write: Vec<SimulatedWrite>,
    /// People with a story.
    pub personas: Vec<Persona>,
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
}

/// A record for each person, child or household.
#[derive(Clone, Debug)]
pub struct SimulatedWrite {
    /// `person`, `child`, `adult` or `household`.
    pub each: String,
    /// Written only if true.
    pub when: Option<Formula>,
    /// The record.
    pub write: Write,
}

/// A person with a story, who can sign in to the demonstration.
#[derive(Clone, Debug)]
pub struct Persona {
    /// Its id; formulas of all personas' records can say `personas.ID.pin` (with `-` as `_`).
    pub id: String,
    /// `citizen`, `counter`, `officer`, `registrar`, `auditor`.
    pub roles: Vec<String>,
    /// Who this is and what to try, in English.
    pub story: String,
    /// Sign-in is offered; false for relatives without a story of their own.
    pub sign_in: bool,
    /// Their records.
    pub records: Vec<(RegisterId, Write)>,
}
