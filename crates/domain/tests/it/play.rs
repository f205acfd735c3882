//! One case being played: facts gathered, moves decided, and what must hold after each.

use crate::family::{APPLICANT, Records, rules};
use base::{ActionId, AgencyId, CaseId, Date, Instant, Lang, OfficeId, RoleId, StateName, Subject};
use domain::facts::{Attacked, Facts, Frame};
use domain::{ActInput, By, CaseDoc, Decided, Gathering, Move, Officer, Setting, Stop};
use model::service::Favour;
use model::{Minute, Service};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// A case and the world around it.
pub struct Play {
    pub service: &'static Service,
    pub today: Date,
    pub records: Records,
    pub id: CaseId,
    pub case: Option<CaseDoc>,
    pub attacked: Option<(CaseId, CaseDoc)>,
}

/// What is done with a case.
pub enum Done {
    File(Map<String, Json>),
    Act {
        case: Box<CaseDoc>,
        action: ActionId,
        input: Box<ActInput>,
        officer: Option<Officer>,
        related: bool,
        actor: Subject,
    },
    Silence,
    Overturn {
        to: StateName,
        by: By,
    },
}

impl Play {
    pub fn new(service: &str, today: Date, records: Records) -> Self {
        let service = &rules().model.services[service];
        Self { service, today, records, id: CaseId::new(service.id.as_str()), case: None, attacked: None }
    }

    pub fn case(&self) -> &CaseDoc {
        self.case.as_ref().unwrap()
    }

    /// Some minute of the day that is played.
    fn now(&self) -> Instant {
        Instant::of_civil(self.today.at(10, 30, 0, 0), &rules().model.info.time_zone).unwrap()
    }

    fn facts(&self, answers: &Map<String, Json>) -> Facts {
        let frame = Frame {
            applicant: Subject::new(APPLICANT),
            filed_by: Subject::new(APPLICANT),
            filed_at: self.case.as_ref().map_or_else(|| self.now(), |case| case.filed_at),
            filed_on: self.case.as_ref().map_or(self.today, |case| case.filed_on),
            today: self.today,
            number: self.id.as_str().to_owned(),
            attacked: self.attacked.as_ref().map(|(id, case)| Attacked::of(id, case)),
            paid: feel::Decimal::ZERO,
        };
        let mut gathering =
            Gathering::new(rules(), self.service, &frame, domain::answers::as_value(self.service, answers));
        while let Some(wanted) = gathering.wanted() {
            let found = self.records.find(&wanted);
            gathering.supply(found).unwrap();
        }
        gathering.finish()
    }

    /// Decides without keeping what comes of it.
    pub fn decide(&self, done: Done) -> Result<Option<Decided>, Stop> {
        let setting = Setting {
            rules: rules(),
            now: self.now(),
            today: self.today,
            document: "document",
            drawn: &BTreeMap::new(),
            places: &|_, _| None,
            exists: &|key| key == APPLICANT,
            attacked: self.attacked.as_ref(),
        };
        let subject = Subject::new(APPLICANT);
        let lang = Lang::new("eo");
        match done {
            Done::File(answers) => {
                let facts = self.facts(&answers);
                let act = Move::File {
                    applicant: &subject,
                    filed_by: &subject,
                    officer: None,
                    answers,
                    lang: &lang,
                };
                domain::decide(&setting, self.service, &facts, act)
            }
            Done::Act { case, action, input, officer, related, actor } => {
                let facts = self.facts(input.answers.as_ref().unwrap_or(&case.answers));
                let act = Move::Act {
                    case: *case,
                    action: &action,
                    input: *input,
                    officer: officer.as_ref(),
                    related,
                    actor: &actor,
                };
                domain::decide(&setting, self.service, &facts, act)
            }
            Done::Silence => {
                let facts = self.facts(&self.case().answers);
                domain::decide(&setting, self.service, &facts, Move::Silence { case: self.case().clone() })
            }
            Done::Overturn { to, by } => {
                let facts = self.facts(&self.case().answers);
                let act = Move::Overturn {
                    case: self.case().clone(),
                    to: &to,
                    by,
                    law: vec!["procedure/1".to_owned()],
                };
                domain::decide(&setting, self.service, &facts, act)
            }
        }
    }

    /// Keeps what was decided, after looking at what must hold of everything that is decided.
    pub fn keep(&mut self, decided: Decided) {
        holds_always(self.service, self.today, &decided);
        self.records.0.extend(decided.writes);
        self.case = Some(decided.case);
    }

    /// The officer whose turn it is, under a name.
    pub fn officer(&self, key: &str) -> Officer {
        let case = self.case();
        let role = case.queue.clone().unwrap_or_else(|| RoleId::new("clerk"));
        let office = case.office.clone().unwrap_or_else(|| OfficeId::new("none"));
        Officer {
            key: Subject::new(key),
            name: format!("Officer {key}"),
            role,
            agency: case.agency.clone(),
            office,
        }
    }

    /// An action by whoever may take it, with everything that can be given.
    pub fn full(&self, action: &ActionId, officer: &str) -> Done {
        let case = self.case();
        let known = &self.service.states[&case.state].actions[action];
        let by_officer = known.by == model::service::By::Officer;
        let forward = known.forward.as_ref();
        let body = forward.and_then(|forward| domain::forward::open_to(case, forward).next().cloned());
        let officer = by_officer.then(|| self.officer(officer));
        let actor = officer.as_ref().map_or_else(|| Subject::new(APPLICANT), |officer| officer.key.clone());
        let input = ActInput {
            reason: self.service.reasons.keys().next().cloned(),
            article: self.service.law.first().map(ToString::to_string),
            fields: self
                .service
                .form
                .iter()
                .flat_map(|page| &page.ask)
                .map(|question| question.id.clone())
                .take(1)
                .collect(),
            note: Some("Noto.".to_owned()),
            answers: Some(case.answers.clone()),
            agency: body,
        };
        Done::Act {
            case: Box::new(case.clone()),
            action: action.clone(),
            input: Box::new(input),
            officer,
            related: false,
            actor,
        }
    }

    /// True if a term runs, or someone whose turn it is can do something.
    pub fn has_a_way_on(&self) -> bool {
        let Some(state) = self.service.states.get(&self.case().state) else { return true };
        self.case().due.is_some()
            || state.actions.keys().any(|action| matches!(self.decide(self.full(action, "any")), Ok(Some(_))))
    }
}

/// Promises that hold of every decision, whoever made it.
fn holds_always(service: &Service, today: Date, decided: &Decided) {
    let case = &decided.case;
    let calendar = &rules().model.info.calendar;
    if let Some(due) = case.due {
        assert!(calendar.is_working(due), "a term of {} ends on {due}, not a working day", case.state);
        assert!(due >= today, "a term ends on {due}, before today, {today}");
        let zone = &rules().model.info.time_zone;
        if let Some(end) = case.due_at.and_then(|at| Minute::not_before(at, zone)) {
            let opening = rules().model.opening(&case.agency, case.office.as_ref());
            let open = opening.on(end.day).iter().any(|(from, to)| (*from..=*to).contains(&end.of_day));
            assert!(
                open && end.day == due,
                "a term of {} ends at {end:?}, outside opening hours",
                case.state
            );
        }
    }
    if let Some(outcome) = service.outcomes.get(&case.state) {
        let Some(decision) = &case.decision else {
            let last = case.history.last().expect("an end without an entry");
            assert_eq!(
                (outcome.favour, &last.by),
                (Favour::Neutral, &By::Applicant),
                "an outcome nobody decided"
            );
            return;
        };
        let person = matches!(&decision.by, By::Officer { name, .. } if !name.is_empty());
        assert!(
            outcome.favour != Favour::Against || person,
            "{:?} decided {} against the applicant",
            decision.by,
            case.state
        );
        let not_person = matches!(decision.by, By::Machine | By::Silence);
        assert!(
            !not_person || matches!(outcome.favour, Favour::For | Favour::Moot),
            "{:?} decided {}",
            decision.by,
            case.state
        );
        assert!(!decision.law.is_empty(), "a decision stands on no article");
        assert!(
            case.queue.is_none() && case.due.is_none() && case.due_at.is_none() && case.assigned.is_none(),
            "a decided case still waits for someone"
        );
        if let Some(notice) = &decision.appeal {
            assert!(
                calendar.is_working(notice.until),
                "the term of appeal ends on {}, not a working day",
                notice.until
            );
            assert_ne!(notice.agency, case.agency, "the body that decided hears the appeal");
        }
    } else {
        assert!(service.states.contains_key(&case.state), "no state {}", case.state);
        assert!(decided.writes.is_empty() && decided.attacked.is_none(), "a case that is not decided writes");
    }
    let last = case.history.last().expect("a case without a history");
    assert_eq!(last.state, case.state, "the history ends elsewhere");
}

/// An officer somewhere else.
pub fn elsewhere(officer: &Officer) -> Officer {
    Officer { agency: AgencyId::new("harbour-master"), ..officer.clone() }
}
