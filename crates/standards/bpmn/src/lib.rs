//! BPMN 2.0.2: prints a process with its diagram (BPMN DI), so that modelling tools of others open it. Pure: a
//! [`Process`] goes in, XML comes out. Where things stand is computed by [`layout`], which knows nothing of BPMN.

pub mod layout;
mod print;

pub use print::print;

/// A process: steps and the ways between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Process {
    /// Its id, an XML name without colon.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The steps; the first one is where it begins.
    pub nodes: Vec<Node>,
    /// The ways.
    pub flows: Vec<Flow>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its id, an XML name without colon, unique in the process.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What it is called; may be empty.
    pub name: String,
    /// More about it; may be empty.
    pub note: String,
}

/// What a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A start event.
    Start,
    /// A business rule task: rules decide, no person.
    Rules,
    /// A user task: somebody works on it.
    Task,
    /// An exclusive gateway: one of several ways is taken.
    Choice,
    /// A timer on the border of a task, which ends the task; it names the task's position in [`Process::nodes`].
    Timer {
        /// The task.
        on: usize,
    },
    /// An end event.
    End,
}

/// A way from one step to another, both by position in [`Process::nodes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// From where.
    pub from: usize,
    /// To where.
    pub to: usize,
    /// What it is called; may be empty.
    pub name: String,
    /// The FEEL condition under which it is taken; may be empty.
    pub when: String,
    /// Of the ways out of a choice the one that needs no condition.
    pub otherwise: bool,
}

/// Why a process can't be printed: its own parts contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BpmnError {
    /// An id that XML does not take, or that stands twice.
    #[error("`{0}` is no id, or stands twice")]
    Id(String),
    /// A flow or a timer names a step that is not there.
    #[error("there is no step {0}")]
    NoStep(usize),
    /// A step that may not have such a way: nothing leads to a start or a timer, nothing leads out of an end.
    #[error("no way may lead between `{from}` and `{to}`")]
    Way {
        /// From.
        from: String,
        /// To.
        to: String,
    },
}

impl Process {
    /// Adds a step; where it stands.
    pub fn add(&mut self, kind: Kind, id: impl Into<String>, name: impl Into<String>) -> usize {
        self.nodes.push(Node { id: id.into(), kind, name: name.into(), note: String::new() });
        self.nodes.len() - 1
    }

    /// Adds a way without condition.
    pub fn link(&mut self, from: usize, to: usize, name: impl Into<String>) {
        self.flows.push(Flow { from, to, name: name.into(), ..Flow::default() });
    }
}
