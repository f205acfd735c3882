//! The acts on cases, decided purely.

use crate::answers::Form;
use crate::case::{By, CaseDoc, Entry, Returned};
use crate::facts::Facts;
use crate::follow;
use crate::forward;
use crate::given::{competent_actor, condition_holds, fee_allows, required};
use crate::ledger::{self, Transfer};
use crate::office::{competent, readdress};
use crate::outcome::{self, Grounds};
use crate::places::PlaceOn;
use crate::refusal::{Broken, Refusal, Stop};
use crate::rules::{self, Naming};
use crate::scope::Rules;
use crate::term::enter_state;
use base::{
    ActionId, AgencyId, CaseId, Date, FieldId, Instant, Lang, OfficeId, RegisterId, RoleId, StateName,
    Subject,
};
use model::Service;
use model::service::{Applicant, Outcome, Require, WorkState};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// An officer acting in an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Their key.
    pub key: Subject,
    /// The name under which they sign.
    pub name: String,
    /// The role.
    pub role: RoleId,
    /// The agency.
    pub agency: AgencyId,
    /// The office.
    pub office: OfficeId,
}

/// An agency's office, for showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The agency.
    pub agency: AgencyId,
    /// The office.
    pub office: Option<OfficeId>,
}

/// The setting of an act: everything that is not a fact of a register.
pub struct Setting<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// Now.
    pub now: Instant,
    /// The civil day.
    pub today: Date,
    /// A random id for a document, should one be made.
    pub document: &'a str,
    /// Fresh identifiers, by the names outcomes draw.
    pub drawn: &'a BTreeMap<String, String>,
    /// Whether a key is some person's.
    pub exists: &'a dyn Fn(&str) -> bool,
    /// The register of places.
    pub places: &'a PlaceOn<'a>,
    /// For an appeal service: the attacked case.
    pub attacked: Option<&'a (CaseId, CaseDoc)>,
}

impl Setting<'_> {
    /// How values are shown in this act.
    pub(crate) fn naming(&self) -> Naming<'_> {
        Naming { rules: self.rules, places: self.places, on: self.today }
    }
}

/// What is given with an action.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActInput {
    /// A reason code.
    pub reason: Option<String>,
    /// An article, `law/article`.
    pub article: Option<String>,
    /// Questions to be answered again.
    pub fields: Vec<FieldId>,
    /// Words.
    pub note: Option<String>,
    /// New answers.
    pub answers: Option<Map<String, Json>>,
    /// The body that the case is to be handed on to.
    pub agency: Option<AgencyId>,
}

/// A move in a case.
pub enum Move<'a> {
    /// A new case.
    File {
        /// The applicant.
        applicant: &'a Subject,
        /// Whoever files.
        filed_by: &'a Subject,
        /// The officer's appointment, where an officer files in office.
        officer: Option<&'a Officer>,
        /// Answers.
        answers: Map<String, Json>,
        /// The applicant's language.
        lang: &'a Lang,
    },
    /// An action on a case.
    Act {
        /// The case.
        case: CaseDoc,
        /// Which.
        action: &'a ActionId,
        /// With what.
        input: ActInput,
        /// The officer, if an officer acts.
        officer: Option<&'a Officer>,
        /// True if the officer is related to someone the case is about.
        related: bool,
        /// Who acts.
        actor: &'a Subject,
    },
    /// The term has passed.
    Silence {
        /// The case.
        case: CaseDoc,
    },
    /// A register it depends on has grown: a granted case is decided again.
    Again {
        /// The granted case.
        granted: &'a (CaseId, CaseDoc),
    },
    /// An appeal decided what the attacked case gets.
    Overturn {
        /// The attacked case.
        case: CaseDoc,
        /// The state it gets: an outcome, or a state of work in which it is decided anew.
        to: &'a StateName,
        /// Who decided the appeal.
        by: By,
        /// On which articles.
        law: Vec<String>,
    },
}

/// A record to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordWrite {
    /// The register.
    pub register: RegisterId,
    /// The fields.
    pub doc: Map<String, Json>,
    /// From when it is so.
    pub valid_from: Date,
    /// Until when, not including.
    pub valid_until: Option<Date>,
}

/// What an act does.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The case as it is now.
    pub case: CaseDoc,
    /// Records of registers.
    pub writes: Vec<RecordWrite>,
    /// For an appeal: the state into which the attacked case goes, by a move of its own in the same act.
    pub attacked: Option<StateName>,
    /// Money that moves in the act: the last transfers of the case.
    pub transfers: Vec<Transfer>,
}

impl Decided {
    /// A case that moved on, and nothing else.
    pub(crate) fn of(case: CaseDoc) -> Self {
        Self { case, writes: Vec::new(), attacked: None, transfers: Vec::new() }
    }

    /// With the transfers that the case did not have before.
    pub(crate) fn since(mut self, before: usize) -> Self {
        self.transfers = self.case.transfers.iter().skip(before).cloned().collect();
        self
    }
}

/// Decides a move. `facts` were gathered for the case's service with the answers the move carries.
/// `Ok(None)` means that nothing is to be done (a case decided again gives nothing more).
pub fn decide(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    act: Move<'_>,
) -> Result<Option<Decided>, Stop> {
    let before = match &act {
        Move::Act { case, .. } | Move::Silence { case } | Move::Overturn { case, .. } => case.transfers.len(),
        Move::File { .. } | Move::Again { .. } => 0,
    };
    let decided = moved(setting, service, facts, act)?;
    Ok(decided.map(|decided| decided.since(before)))
}

fn moved(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    act: Move<'_>,
) -> Result<Option<Decided>, Stop> {
    match act {
        Move::File { applicant, filed_by, officer, answers, lang } => {
            may_apply(setting, service, facts, officer)?;
            let form = Form::of(setting.rules, service, facts);
            let wrong = form.check(setting.rules, service, facts, &answers, setting.exists);
            if !wrong.is_empty() {
                return Err(Stop::Refused(wrong));
            }
            let labels = form.labels(&answers, &|code| (setting.places)(code, setting.today));
            let mut case = new_case(setting, service, facts, applicant, filed_by, officer, answers, lang)?;
            case.labels = labels;
            ledger::charge(setting.rules, setting.today, service, facts, &mut case)?;
            by_rules(setting, service, facts, case, (By::Applicant, "file"), None).map(Some)
        }
        Move::Act { case, action, input, officer, related, actor } => {
            act_on(setting, service, facts, case, action, input, officer, related, actor).map(Some)
        }
        Move::Silence { case } => follow::silence(setting, service, facts, case).map(Some),
        Move::Again { granted } => follow::again(setting, service, facts, granted),
        Move::Overturn { case, to, by, law } => {
            follow::overturn(setting, service, facts, case, to, by, law).map(Some)
        }
    }
}

fn may_apply(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    officer: Option<&Officer>,
) -> Result<(), Stop> {
    match &service.applicant {
        Applicant::Person => facts.applicant_of_age(setting.rules, service, setting.today)?,
        Applicant::Role(role) if officer.is_none_or(|officer| officer.role != *role) => {
            return Err(Refusal::NotAllowed.into());
        }
        Applicant::Role(_) => {}
    }
    if service.appeals && setting.attacked.is_none() {
        return Err(Refusal::NotAnAppeal.into());
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "the parts of a new case; each is named at its one call")]
pub(crate) fn new_case(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    applicant: &Subject,
    filed_by: &Subject,
    officer: Option<&Officer>,
    answers: Map<String, Json>,
    lang: &Lang,
) -> Result<CaseDoc, Stop> {
    let office = competent(setting, service, facts, officer)?;
    Ok(CaseDoc {
        service: service.id.clone(),
        service_version: service.version,
        lang: lang.clone(),
        applicant: applicant.as_str().to_owned(),
        filed_by: filed_by.as_str().to_owned(),
        filed_at: setting.now,
        filed_on: setting.today,
        agency: office.agency,
        office: office.office,
        state: StateName::new("filed"),
        open: false,
        since: setting.today,
        why: None,
        queue: None,
        assigned: None,
        barred: setting.attacked.into_iter().flat_map(|(_, attacked)| attacked.officers().cloned()).collect(),
        due: None,
        due_at: None,
        overdue: false,
        missed: None,
        paused: None,
        answers,
        labels: BTreeMap::new(),
        subjects: rules::subjects(service, facts, applicant),
        concerned: rules::concerned(service, facts),
        facts: facts.read.clone(),
        known: rules::known(&setting.naming(), service, facts),
        trace: rules::trace(service, facts),
        amount: None,
        decision: None,
        returned: None,
        history: Vec::new(),
        passed: Vec::new(),
        attacked: setting.attacked.map(|(id, _)| id.clone()),
        appeals: Vec::new(),
        follows: None,
        watch: None,
        fee: None,
        pay: None,
        awaits: None,
        transfers: Vec::new(),
    })
}

/// The rules decide: a machine grants, or a person has to look, where the rules say or in the state `otherwise`.
fn by_rules(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    mut case: CaseDoc,
    (by, did): (By, &str),
    otherwise: Option<&StateName>,
) -> Result<Decided, Stop> {
    let branch = rules::branch(service, facts)?;
    let outcome = rules::machine_may(service, branch)?;
    let unpaid = service.fee.as_ref().filter(|_| case.outstanding() > 0);
    let to = match (&outcome, unpaid) {
        (Some(_), Some(fee)) => &fee.wait,
        (Some(_), None) => &branch.then,
        (None, _) => otherwise.unwrap_or(&branch.then),
    };
    case.history.push(Entry {
        at: setting.now,
        action: ActionId::new(did),
        by,
        state: to.clone(),
        reason: branch.why.clone(),
        note: None,
        agency: None,
    });
    let Some(outcome) = outcome.filter(|_| unpaid.is_none()) else {
        case.why.clone_from(&branch.why);
        enter_state(setting, service, facts, &mut case, to)?;
        return Ok(Decided::of(case));
    };
    case.state = branch.then.clone();
    case.why = None;
    let grounds =
        Grounds { law: service.law.iter().map(ToString::to_string).collect(), ..Grounds::default() };
    let writes = outcome::conclude(setting, service, outcome, &mut case, facts, By::Machine, grounds)?;
    Ok(Decided { writes, ..Decided::of(case) })
}

pub(crate) fn work_state<'m>(service: &'m Service, name: &StateName) -> Result<&'m WorkState, Broken> {
    service
        .states
        .get(name)
        .ok_or_else(|| Broken::Missing { service: service.id.clone(), what: format!("state {name}") })
}

pub(crate) fn outcome_of<'m>(service: &'m Service, name: &StateName) -> Result<&'m Outcome, Broken> {
    service
        .outcomes
        .get(name)
        .ok_or_else(|| Broken::Missing { service: service.id.clone(), what: format!("outcome {name}") })
}

/// What the registers say now, for whoever decides.
pub(crate) fn refresh(setting: &Setting<'_>, service: &Service, facts: &Facts, case: &mut CaseDoc) {
    case.facts.clone_from(&facts.read);
    case.known = rules::known(&setting.naming(), service, facts);
    case.trace = rules::trace(service, facts);
    let mut subjects = rules::subjects(service, facts, &Subject::new(&case.applicant));
    subjects.extend(case.subjects.iter().filter(|key| !subjects.contains(*key)).cloned().collect::<Vec<_>>());
    case.subjects = subjects;
    // Who could read it goes on reading it, even if a corrected answer names another.
    let more = rules::concerned(service, facts);
    case.concerned.extend(more.into_iter().filter(|key| !case.concerned.contains(key)).collect::<Vec<_>>());
}

/// The answers are others now: the body it goes to and what it costs follow from them.
fn corrected(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    case: &mut CaseDoc,
    answers: Map<String, Json>,
) -> Result<(), Stop> {
    let form = Form::of(setting.rules, service, facts);
    let wrong = form.check(setting.rules, service, facts, &answers, setting.exists);
    if !wrong.is_empty() {
        return Err(Stop::Refused(wrong));
    }
    case.labels = form.labels(&answers, &|code| (setting.places)(code, setting.today));
    case.answers = answers;
    case.returned = None;
    // An appeal gave what was asked for then.
    case.awaits = None;
    readdress(setting, service, facts, case);
    ledger::charge(setting.rules, setting.today, service, facts, case)?;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "the parts of Move::Act; each is named there")]
fn act_on(
    setting: &Setting<'_>,
    service: &Service,
    facts: &Facts,
    mut case: CaseDoc,
    action: &ActionId,
    input: ActInput,
    officer: Option<&Officer>,
    related: bool,
    actor: &Subject,
) -> Result<Decided, Stop> {
    let state = service.states.get(&case.state).ok_or(Refusal::UnknownAction)?;
    let action = state.actions.get(action).ok_or(Refusal::UnknownAction)?;
    let by = competent_actor(&case, action, officer, related, actor)?;
    let law = required(service, &case, action, &input)?;
    condition_holds(service, action, facts)?;
    fee_allows(service, &case, action)?;
    refresh(setting, service, facts, &mut case);
    ledger::by_action(setting, action, officer, &mut case)?;
    let otherwise = (!action.by_rules).then_some(&action.to);
    if action.require.contains(&Require::Answers) {
        let answers = input.answers.ok_or(Refusal::BadBody { reason: "`answers` is missing".to_owned() })?;
        corrected(setting, service, facts, &mut case, answers)?;
        return by_rules(setting, service, facts, case, (by, "correct"), otherwise);
    }
    if action.forward.is_some() || input.agency.is_some() {
        return forward::forward(setting, service, facts, case, action, by, input);
    }
    if action.collect && case.outstanding() <= 0 && case.awaits.is_some() {
        return follow::paid_at_last(setting, service, facts, case, action, by);
    }
    if action.by_rules {
        return by_rules(setting, service, facts, case, (by, action.id.as_str()), None);
    }
    if let Some(outcome) = service.outcomes.get(&action.to) {
        case.state = action.to.clone();
        let attacked = outcome.attacked.clone();
        let grounds =
            Grounds { action: Some(action.id.clone()), reason: input.reason, law, note: input.note };
        let writes = outcome::conclude(setting, service, outcome, &mut case, facts, by, grounds)?;
        return Ok(Decided { writes, attacked, ..Decided::of(case) });
    }
    case.history.push(Entry {
        at: setting.now,
        action: action.id.clone(),
        by,
        state: action.to.clone(),
        reason: input.reason,
        note: input.note.clone(),
        agency: None,
    });
    if action.collect && case.state == action.to {
        // Whoever pays while something else is done in this state keeps its term.
        return Ok(Decided::of(case));
    }
    let returned = (!input.fields.is_empty()).then_some(Returned { fields: input.fields, note: input.note });
    enter_state(setting, service, facts, &mut case, &action.to)?;
    case.returned = returned;
    Ok(Decided::of(case))
}
