//! Who may do what, as a table for people who read no policies. Every row is an answer of the policies themselves.

use crate::Access;
use crate::request::{ActorRef, Class, Fields, Request, Right, Verdict};
use base::{AgencyId, OfficeId, PurposeId, RegisterId, RoleId, ServiceId};
use model::Cite;
use std::collections::BTreeSet;
use std::fmt;

/// Someone who may do something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// Anyone, not even signed in.
    Nobody,
    /// Any person signed in.
    Person,
    /// Officers in a role, beyond what any person may.
    Role(RoleId),
    /// The engine, working for a service.
    Service(ServiceId),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => f.write_str("anyone"),
            Self::Person => f.write_str("a person"),
            Self::Role(id) => write!(f, "role {id}"),
            Self::Service(id) => write!(f, "service {id}"),
        }
    }
}

/// On what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// A register.
    Register(RegisterId),
    /// Cases of a service.
    Case(ServiceId),
    /// The installation.
    Installation,
}

impl On {
    pub(crate) fn of(class: Class<'_>) -> Self {
        match class {
            Class::Register(id) => Self::Register(id.clone()),
            Class::Case(id) => Self::Case(id.clone()),
            Class::Installation => Self::Installation,
        }
    }

    pub(crate) fn class(&self) -> Class<'_> {
        match self {
            Self::Register(id) => Class::Register(id),
            Self::Case(id) => Class::Case(id),
            Self::Installation => Class::Installation,
        }
    }
}

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Register(id) => write!(f, "register {id}"),
            Self::Case(id) => write!(f, "case {id}"),
            Self::Installation => f.write_str("installation"),
        }
    }
}

/// Without which it is not allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// It is (not) about the actor.
    Own(bool),
    /// The actor is (not) related to someone concerned.
    Related(bool),
    /// No other officer has it (another has).
    Assigned(bool),
    /// It is (not) the turn of the actor's role and office.
    InOffice(bool),
    /// The post is one of this agency.
    Agency(AgencyId),
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Own(true) => "own",
            Self::Own(false) => "not own",
            Self::Related(true) => "related",
            Self::Related(false) => "not related",
            Self::Assigned(true) => "with no other officer",
            Self::Assigned(false) => "with another officer",
            Self::InOffice(true) => "in their office",
            Self::InOffice(false) => "not in their office",
            Self::Agency(id) => return write!(f, "at {id}"),
        })
    }
}

/// One thing that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub who: Party,
    /// What.
    pub right: Right,
    /// On what.
    pub on: On,
    /// For which purpose.
    pub purpose: Option<PurposeId>,
    /// By which article.
    pub law: Option<Cite>,
    /// Which fields.
    pub fields: Fields,
    /// Only under these conditions.
    pub only: Vec<Condition>,
    /// The policies that say so.
    pub policies: Vec<String>,
}

impl fmt::Display for Row {
    /// One line: who | what | on what | fields | purpose | article | conditions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dash = || "-".to_owned();
        let fields = match (&self.on, &self.fields) {
            (On::Register(_), fields) => fields.to_string(),
            _ => dash(),
        };
        let purpose = self.purpose.as_ref().map_or_else(dash, ToString::to_string);
        let law = self.law.as_ref().map_or_else(dash, ToString::to_string);
        let only: Vec<String> = self.only.iter().map(ToString::to_string).collect();
        let only = if only.is_empty() { dash() } else { only.join(", ") };
        write!(f, "{} | {} | {} | {fields} | {purpose} | {law} | {only}", self.who, self.right, self.on)
    }
}

/// `own, related, assigned, in_office`, likeliest first.
type Flags = [bool; 4];

impl Access {
    /// Everything that is allowed, one row for each party, right, class and purpose; what stands in no row is not
    /// allowed. A role's row is left out where it says what holds for any person.
    pub fn table(&self) -> &[Row] {
        self.table.get_or_init(|| self.every_row())
    }

    fn every_row(&self) -> Vec<Row> {
        let parties = [Party::Nobody, Party::Person].into_iter();
        let parties = parties.chain(self.roles.iter().cloned().map(Party::Role));
        let parties = parties.chain(self.services.keys().cloned().map(Party::Service));
        let things: Vec<(On, Vec<Option<PurposeId>>)> = self.things();
        let mut rows = Vec::new();
        for who in parties {
            for (on, purposes) in &things {
                for right in rights(on) {
                    rows.extend(
                        purposes.iter().filter_map(|purpose| self.row(&who, *right, on, purpose.as_ref())),
                    );
                }
            }
        }
        rows
    }

    /// Each class of things, with the purposes for which a policy could open it.
    fn things(&self) -> Vec<(On, Vec<Option<PurposeId>>)> {
        let registers = self.registers.keys().map(|id| {
            let on = On::Register(id.clone());
            let policies = self.by_class.get(&on).into_iter().flat_map(cedar_policy::PolicySet::policies);
            let purposes: BTreeSet<&PurposeId> =
                policies.filter_map(|policy| self.notes.get(policy.id())?.purpose.as_ref()).collect();
            (on, purposes.into_iter().cloned().map(Some).collect())
        });
        let cases = self.services.keys().map(|id| (On::Case(id.clone()), vec![None]));
        registers.chain(cases).chain([(On::Installation, vec![None])]).collect()
    }

    fn row(&self, who: &Party, right: Right, on: &On, purpose: Option<&PurposeId>) -> Option<Row> {
        let home = self.home(on);
        let ask =
            |who: &Party, flags: Flags, agency: &AgencyId| self.ask(who, right, on, purpose, flags, agency);
        let (flags, verdict) = self.combinations().into_iter().find_map(|flags| {
            let verdict = ask(who, flags, &home);
            // What any person may is not said again of each role.
            let news = !matches!(who, Party::Role(_))
                || ask(&Party::Person, flags, &home).policies != verdict.policies;
            (verdict.allowed && news).then_some((flags, verdict))
        })?;
        let [own, related, assigned, in_office] = flags;
        let others: [(Flags, Condition); 4] = [
            ([!own, related, assigned, in_office], Condition::Own(own)),
            ([own, !related, assigned, in_office], Condition::Related(related)),
            ([own, related, !assigned, in_office], Condition::Assigned(assigned)),
            ([own, related, assigned, !in_office], Condition::InOffice(in_office)),
        ];
        let mut only: Vec<Condition> = others
            .into_iter()
            .filter(|(flags, _)| !ask(who, *flags, &home).allowed)
            .map(|(_, condition)| condition)
            .collect();
        let elsewhere = self.agencies.iter().find(|agency| **agency != home);
        if matches!(who, Party::Role(_)) && elsewhere.is_some_and(|agency| !ask(who, flags, agency).allowed) {
            only.push(Condition::Agency(home));
        }
        Some(Row {
            who: who.clone(),
            right,
            on: on.clone(),
            purpose: verdict.purpose,
            law: verdict.law,
            fields: verdict.fields,
            only,
            policies: verdict.policies,
        })
    }

    fn ask(
        &self,
        who: &Party,
        right: Right,
        on: &On,
        purpose: Option<&PurposeId>,
        flags: Flags,
        agency: &AgencyId,
    ) -> Verdict {
        let [own, related, assigned, in_office] = flags;
        let office = OfficeId::new("");
        let post;
        let actor = match who {
            Party::Nobody => ActorRef::Nobody,
            Party::Person => ActorRef::Person { posts: &[] },
            Party::Role(role) => {
                post = [(role.clone(), agency.clone(), office)];
                ActorRef::Person { posts: &post }
            }
            Party::Service(_) => ActorRef::Machine,
        };
        let service = match who {
            Party::Service(id) => Some(id),
            _ => None,
        };
        let request = Request {
            purpose,
            service,
            own,
            related,
            assigned,
            in_office,
            ..Request::new(actor, right, on.class())
        };
        self.decide(&request)
    }

    /// The agency whose officers would do it.
    fn home(&self, on: &On) -> AgencyId {
        let agency = match on {
            On::Register(id) => self.registers.get(id).map(|(owner, _)| owner),
            On::Case(id) => self.services.get(id),
            On::Installation => None,
        };
        agency.or_else(|| self.agencies.first()).cloned().unwrap_or_else(|| AgencyId::new(""))
    }

    /// Circumstances to try. What the engine makes asks for no more than the first two; a state's own files may ask
    /// for anything.
    fn combinations(&self) -> Vec<Flags> {
        let mut all = vec![[false, false, true, true], [true, false, true, true]];
        if self.notes.values().any(|note| note.verbatim) {
            for bits in 0..16_u8 {
                let flags = [1, 2, 4, 8].map(|bit| bits & bit != 0);
                if !all.contains(&flags) {
                    all.push(flags);
                }
            }
        }
        all
    }
}

fn rights(on: &On) -> &'static [Right] {
    match on {
        On::Register(_) => &Right::ON_REGISTERS,
        On::Case(_) => &Right::ON_CASES,
        On::Installation => &Right::ON_INSTALLATION,
    }
}
