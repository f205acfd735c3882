//! What is asked of the policies, and what they answer.

use base::{AgencyId, FieldId, OfficeId, PurposeId, RegisterId, RoleId, ServiceId};
use model::Cite;
use std::collections::BTreeSet;
use std::fmt;

/// The purpose of reading what a register holds about oneself. States can't define a purpose of this name.
pub const PURPOSE_OWN: &str = "own";

/// Who acts. Never a key of a person: what may be done depends on posts and circumstances, not on who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorRef<'a> {
    /// Nobody signed in.
    Nobody,
    /// A person, with the posts they hold now; none for most people.
    Person {
        /// Role, agency and office of each post.
        posts: &'a [(RoleId, AgencyId, OfficeId)],
    },
    /// The engine, working for a service.
    Machine,
}

/// What one wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Read records of a register.
    Read,
    /// Find records of a register by searchable fields.
    Search,
    /// Add versions to a register.
    Write,
    /// File a case.
    File,
    /// See a case.
    View,
    /// Take an action on a case.
    Act,
    /// Take the next case of a queue.
    Take,
    /// Move the clock of a demonstration.
    MoveClock,
    /// Publish a version of the state.
    Publish,
}

impl Right {
    /// Rights on registers.
    pub const ON_REGISTERS: [Self; 3] = [Self::Read, Self::Search, Self::Write];
    /// Rights on cases.
    pub const ON_CASES: [Self; 4] = [Self::File, Self::View, Self::Act, Self::Take];
    /// Rights on the installation.
    pub const ON_INSTALLATION: [Self; 2] = [Self::MoveClock, Self::Publish];

    /// The name of the Cedar action.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Search => "search",
            Self::Write => "write",
            Self::File => "file",
            Self::View => "view",
            Self::Act => "act",
            Self::Take => "take",
            Self::MoveClock => "move_clock",
            Self::Publish => "publish",
        }
    }
}

impl From<model::Right> for Right {
    fn from(right: model::Right) -> Self {
        match right {
            model::Right::Read => Self::Read,
            model::Right::Search => Self::Search,
            model::Right::Write => Self::Write,
        }
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// On what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class<'a> {
    /// Records of a register.
    Register(&'a RegisterId),
    /// Cases of a service.
    Case(&'a ServiceId),
    /// The installation itself.
    Installation,
}

impl Class<'_> {
    /// True if the right is one on things of this class.
    pub fn knows(self, right: Right) -> bool {
        match self {
            Self::Register(_) => Right::ON_REGISTERS.contains(&right),
            Self::Case(_) => Right::ON_CASES.contains(&right),
            Self::Installation => Right::ON_INSTALLATION.contains(&right),
        }
    }
}

/// One question: may this actor do this to this class of things, for this purpose, in these circumstances?
///
/// Two equal questions have equal answers, whoever asks about whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent circumstances, named where they are given"
)]
pub struct Request<'a> {
    /// Who.
    pub actor: ActorRef<'a>,
    /// What.
    pub right: Right,
    /// On what.
    pub class: Class<'a>,
    /// Why. A register is never touched without a purpose; cases have that of their service.
    pub purpose: Option<&'a PurposeId>,
    /// For which service, if for one; what the machine may do depends on it.
    pub service: Option<&'a ServiceId>,
    /// The record is about the actor; the case is the actor's as applicant.
    pub own: bool,
    /// The actor is related to someone the case is about, or otherwise must keep out of it.
    pub related: bool,
    /// No other officer has the case: it is the actor's, or still no one's.
    pub assigned: bool,
    /// One post of the actor has the role, the agency and the office whose turn it is (or was, with a closed case).
    pub in_office: bool,
}

impl<'a> Request<'a> {
    /// A question without purpose, service and circumstances.
    pub fn new(actor: ActorRef<'a>, right: Right, class: Class<'a>) -> Self {
        Self {
            actor,
            right,
            class,
            purpose: None,
            service: None,
            own: false,
            related: false,
            assigned: false,
            in_office: false,
        }
    }
}

/// Which fields of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Every field.
    All,
    /// These.
    Some(BTreeSet<FieldId>),
}

impl Fields {
    /// True if the field is among them.
    pub fn has(&self, field: &FieldId) -> bool {
        match self {
            Self::All => true,
            Self::Some(fields) => fields.contains(field),
        }
    }

    /// These and those.
    #[must_use]
    pub fn union(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Some(mut fields), Self::Some(more)) => {
                fields.extend(more.iter().cloned());
                Self::Some(fields)
            }
            _ => Self::All,
        }
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::Some(fields) => {
                let names: Vec<&str> = fields.iter().map(FieldId::as_str).collect();
                f.write_str(&names.join(", "))
            }
        }
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Yes or no.
    pub allowed: bool,
    /// The article that allows it; none for what the engine itself allows everyone.
    pub law: Option<Cite>,
    /// The purpose it is allowed for.
    pub purpose: Option<PurposeId>,
    /// The fields it is allowed for; all where the class has no fields, none if it isn't allowed.
    pub fields: Fields,
    /// The policies that decided, by id, in the order of the text; empty if none permitted and none forbade.
    pub policies: Vec<String>,
}

impl Verdict {
    /// A "no" by these policies, or because none permits.
    pub(crate) fn no(policies: Vec<String>) -> Self {
        Self { allowed: false, law: None, purpose: None, fields: Fields::Some(BTreeSet::new()), policies }
    }
}
