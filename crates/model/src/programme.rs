//! `programme/*.yaml`: what the state has promised, and what of it carries each part.

use base::{AgencyId, Date, LangText, RegisterId, ServiceId};

/// A programme.
#[derive(Clone, Debug)]
pub struct Programme {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: LangText,
    /// Where it can be read.
    pub source: String,
    /// When it was announced.
    pub announced: Option<Date>,
    /// What to know before one reads it.
    pub note: LangText,
    /// Who attests this reading of it.
    pub attested_by: String,
    /// When.
    pub attested_on: Date,
    /// Its items, in the order of the file.
    pub items: Vec<Item>,
}

/// One thing that a programme says.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id: begins with its kind.
    pub id: String,
    /// What it is.
    pub kind: ItemKind,
    /// The task it is a part of.
    pub parent: Option<String>,
    /// In our words.
    pub text: LangText,
    /// Sustainable Development Goals it serves, 1 to 17.
    pub sdg: Vec<u32>,
    /// Registers that carry a part of it.
    pub registers: Vec<RegisterId>,
    /// Services that carry a part of it.
    pub services: Vec<ServiceId>,
    /// Public figures by which it can be watched.
    pub indicators: Vec<String>,
    /// Who answers for it, if anyone does.
    pub owner: Option<AgencyId>,
    /// By when, if a date was named.
    pub due: Option<Date>,
    /// What shows that it was done.
    pub evidence: Vec<Evidence>,
}

/// What shows that something was done.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// In words.
    pub text: LangText,
    /// Where it can be seen: a path of this installation, or an address that begins with `https://`.
    pub address: String,
}

/// Kinds of items, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// What is aimed at.
    Goal,
    /// What is to be done.
    Task,
    /// A part of a task.
    Subtask,
    /// What is held to on the way.
    Principle,
    /// What is expected of it.
    Outcome,
    /// A part of a speech.
    Block,
}

impl ItemKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Goal, Self::Task, Self::Subtask, Self::Principle, Self::Outcome, Self::Block];

    /// As files write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Task => "task",
            Self::Subtask => "subtask",
            Self::Principle => "principle",
            Self::Outcome => "outcome",
            Self::Block => "block",
        }
    }
}
