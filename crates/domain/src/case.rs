//! The document of a case: everything an officer and the applicant see, as it was at each version.

use crate::facts::FactRecord;
use crate::ledger::{FeeDoc, PayDoc, Transfer};
use crate::value::Shown;
use base::{
    ActionId, AgencyId, CaseId, Date, FieldId, Instant, Lang, OfficeId, RegisterId, RoleId, ServiceId,
    StateName, Subject,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// A case as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseDoc {
    /// The service.
    pub service: ServiceId,
    /// Its version; the case keeps it.
    pub service_version: u32,
    /// The language it was filed in; letters are written in it.
    pub lang: Lang,
    /// For whom.
    pub applicant: String,
    /// By whom.
    pub filed_by: String,
    /// When.
    pub filed_at: Instant,
    /// The civil day: the law's date.
    pub filed_on: Date,
    /// Who decides.
    pub agency: AgencyId,
    /// Where.
    pub office: Option<OfficeId>,
    /// Its state.
    pub state: StateName,
    /// True while something is still to be done; absent once there is not, and in cases of before it was kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Since when it is in this state.
    pub since: Date,
    /// Why a person has to look, if one has to: a reason of the service.
    pub why: Option<String>,
    /// The role whose turn it is, if it is an officer's.
    pub queue: Option<RoleId>,
    /// The officer who has it.
    pub assigned: Option<String>,
    /// Officers who may not act on it, because they acted on what it reviews or their decision was set aside.
    pub barred: Vec<String>,
    /// The last day of the running term.
    pub due: Option<Date>,
    /// The moment on that day at which it ends, for a term in office hours; one in days ends with the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Instant>,
    /// True once a term has passed without an act.
    pub overdue: bool,
    /// The last day of the term that last passed so; absent in cases of before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Date>,
    /// The office's term, while it is the applicant's turn.
    pub paused: Option<Paused>,
    /// What was answered.
    pub answers: Map<String, Json>,
    /// What was chosen, in the words it was offered in, where the service's own words do not say it: labels that a
    /// formula gave, names of places.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<FieldId, Shown>,
    /// Whom it is about: the applicant and others, keys.
    pub subjects: Vec<String>,
    /// Who besides the applicant may read it and gets its letter: keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerned: Vec<String>,
    /// What the registers said when it was last decided.
    pub facts: Vec<(String, Vec<FactRecord>)>,
    /// What was shown as known.
    pub known: Vec<KnownLine>,
    /// The rules' way to the answer.
    pub trace: Vec<TraceLine>,
    /// The amount the rules give, major units.
    pub amount: Option<String>,
    /// The decision, once there is one.
    pub decision: Option<DecisionDoc>,
    /// What was sent back, while it is.
    pub returned: Option<Returned>,
    /// What happened, oldest first.
    pub history: Vec<Entry>,
    /// Bodies that handed it on, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<Passed>,
    /// For an appeal: the attacked case.
    pub attacked: Option<CaseId>,
    /// Appeals against this case's decision.
    pub appeals: Vec<CaseId>,
    /// For a second decision: the case it follows.
    pub follows: Option<CaseId>,
    /// `REGISTER/FIELD/VALUE`: a granted case is decided again when such a record appears.
    pub watch: Option<String>,
    /// What is to be paid for it; none for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<FeeDoc>,
    /// What it pays, once it is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<PayDoc>,
    /// What an appeal gave, while the fee for it is still to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaits: Option<Awaited>,
    /// The money it moved, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transfer>,
}

/// A body handed the case on to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passed {
    /// Who had it.
    pub from: AgencyId,
    /// In which office.
    pub office: Option<OfficeId>,
    /// Who got it.
    pub to: AgencyId,
    /// On which day.
    pub on: Date,
    /// True if the law's days for it had not passed.
    pub in_time: bool,
}

/// An outcome that was given and waits for its fee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Awaited {
    /// The outcome.
    pub state: StateName,
    /// Who gave it.
    pub by: By,
    /// On which articles.
    pub law: Vec<String>,
}

/// A term that stands still: the applicant corrects what the office sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paused {
    /// The state in which it ran.
    pub state: StateName,
    /// Whose turn it was.
    pub queue: RoleId,
    /// What was left of the term: days of its own kind, minutes of one in office hours; none if none ran.
    pub left: Option<u32>,
    /// True if a term had passed.
    pub overdue: bool,
}

/// A value that was not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownLine {
    /// Words: message `known-ID`.
    pub id: FieldId,
    /// The value.
    pub value: Shown,
    /// Where it stands.
    pub register: RegisterId,
    /// From when it is so.
    pub since: Date,
}

/// A line of the trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceLine {
    /// Words: message `rule-NAME`.
    pub rule: String,
    /// What came out.
    pub value: Shown,
    /// By which article.
    pub law: String,
    /// Of a decision table: what it looked at, and which rows it took. Absent otherwise, and where an input was unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenRows>,
}

/// The rows of a decision table that were taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenRows {
    /// Their numbers, from one; none if no row matched.
    pub rows: Vec<u32>,
    /// Its inputs by name, in the order of the columns.
    pub inputs: Vec<(String, Shown)>,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum By {
    /// The rules.
    Machine,
    /// The applicant.
    Applicant,
    /// An officer, by name to the applicant.
    Officer {
        /// Their key.
        key: String,
        /// The name under which they signed.
        name: String,
        /// Their role.
        role: RoleId,
        /// Their agency.
        agency: AgencyId,
        /// Their office.
        office: OfficeId,
    },
    /// A term that passed.
    Silence,
}

impl From<&crate::Officer> for By {
    fn from(officer: &crate::Officer) -> Self {
        Self::Officer {
            key: officer.key.as_str().to_owned(),
            name: officer.name.clone(),
            role: officer.role.clone(),
            agency: officer.agency.clone(),
            office: officer.office.clone(),
        }
    }
}

impl By {
    /// The agency that acted: an officer's own, otherwise the one whose case it is.
    pub fn agency<'a>(&'a self, case: &'a CaseDoc) -> &'a AgencyId {
        match self {
            Self::Officer { agency, .. } => agency,
            _ => &case.agency,
        }
    }
}

/// The decision: what the document says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionDoc {
    /// The document's id: random, the only secret of its code.
    pub document: String,
    /// The state it led to.
    pub state: StateName,
    /// True if it is for the applicant.
    pub favour: bool,
    /// The amount, major units.
    pub amount: Option<String>,
    /// `once` or `month`.
    pub every: Option<String>,
    /// Who decided.
    pub by: By,
    /// When.
    pub at: Instant,
    /// The civil day.
    pub on: Date,
    /// The reason code, if a person gave one.
    pub reason: Option<String>,
    /// Articles it stands on.
    pub law: Vec<String>,
    /// The officer's words.
    pub note: Option<String>,
    /// Values handed over; words: message `give-ID`.
    pub give: Vec<(String, Shown)>,
    /// What waits at the office that had the case; absent in decisions made before there was such a thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pick_up: Option<PickUpDoc>,
    /// The template of the document.
    pub template: Option<String>,
    /// How it can be attacked.
    pub appeal: Option<AppealNotice>,
}

/// Something is to be fetched at the office; words: message `pick-up-OUTCOME`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickUpDoc {
    /// The first day on which it is there, if it is known.
    pub from: Option<Date>,
}

/// How a decision can be attacked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealNotice {
    /// The service in which.
    pub service: ServiceId,
    /// Who hears it.
    pub agency: AgencyId,
    /// Last day.
    pub until: Date,
    /// The article that says so.
    pub law: String,
}

/// What an officer sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The questions to be answered again.
    pub fields: Vec<FieldId>,
    /// The officer's words.
    pub note: Option<String>,
}

/// One line of what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Instant,
    /// The action, or `file`, `silence`, `again`, `take`, `pay-out`.
    pub action: ActionId,
    /// Who.
    pub by: By,
    /// The state after it.
    pub state: StateName,
    /// A reason code, if one was given.
    pub reason: Option<String>,
    /// Words that were given.
    pub note: Option<String>,
    /// The body that it was handed on to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
}

impl CaseDoc {
    /// True if the running term has passed.
    pub fn term_passed(&self, now: Instant, today: Date) -> bool {
        match (self.due_at, self.due) {
            (Some(moment), _) => now > moment,
            (None, Some(day)) => day < today,
            (None, None) => false,
        }
    }

    /// Officers who acted on the case.
    pub fn officers(&self) -> impl Iterator<Item = &String> {
        self.history.iter().filter_map(|entry| match &entry.by {
            By::Officer { key, .. } => Some(key),
            _ => None,
        })
    }

    /// True if a person is applicant or representative.
    pub fn is_of(&self, subject: &Subject) -> bool {
        self.applicant == subject.as_str() || self.filed_by == subject.as_str()
    }
}
