//! What an act of a played case has around it: facts, fresh identifiers, officers, the case that is attacked.

use super::coverage::Way;
use super::runner::Runner;
use super::world::json;
use base::{CaseId, FieldId, Instant, RoleId, StateName, Subject, limit};
use domain::facts::{Attacked, Facts, Frame};
use domain::{Broken, By, CaseDoc, Decided, Gathering, Move, Officer, Refusal, Setting, Stop};
use model::register::Search;
use model::service::{OnSilence, Queue};
use model::{FieldType, QuestionType, Service};
use serde_json::{Map, Value as Json};
use state::{CaseValue, TestCase};
use std::collections::BTreeMap;

/// A case as it was made out: its number and document.
pub(super) type Numbered = (CaseId, CaseDoc);

impl<'r> Runner<'r> {
    /// All facts of a case with these answers.
    pub(super) fn gather(
        &self,
        service: &'r Service,
        frame: &Frame,
        answers: &Map<String, Json>,
    ) -> Result<Facts, Stop> {
        let mut gathering =
            Gathering::new(self.rules, service, frame, domain::answers::as_value(service, answers));
        while let Some(wanted) = gathering.wanted() {
            let records = self
                .world
                .find(&wanted)
                .map_err(|what| Broken::Missing { service: service.id.clone(), what })?;
            gathering.supply(records)?;
        }
        Ok(gathering.finish())
    }

    /// Decides a move with what belongs to it.
    pub(super) fn decide(
        &mut self,
        service: &'r Service,
        facts: &Facts,
        attacked: Option<&Numbered>,
        act: Move<'_>,
    ) -> Result<Option<Decided>, Stop> {
        let drawn = self.draw(service)?;
        let document = self.next("document");
        let people = &self.rules.model.info.people;
        let exists = |key: &str| self.world.exists(&people.register, &people.key, key, self.today);
        let setting = Setting {
            rules: self.rules,
            now: self.instant()?,
            today: self.today,
            document: &document,
            drawn: &drawn,
            exists: &exists,
            places: &|code, day| self.world.place(code, day),
            attacked,
        };
        let way = self.notes.map(|notes| (notes, Way::of(service, &act)));
        let decided = domain::decide(&setting, service, facts, act)?;
        if let (Some((notes, ways)), Some(decided)) = (way, &decided) {
            notes.moved(service, ways, &decided.case);
        }
        Ok(decided)
    }

    /// Fresh identifiers for the names a service's outcomes draw.
    fn draw(&mut self, service: &Service) -> Result<BTreeMap<String, String>, Broken> {
        let mut drawn = BTreeMap::new();
        for (name, form) in service.outcomes.values().flat_map(|outcome| &outcome.draw) {
            if !drawn.contains_key(name) {
                let none = || Broken::Missing {
                    service: service.id.clone(),
                    what: format!("a free identifier of form {form}"),
                };
                drawn.insert(name.clone(), self.draw_one(form).ok_or_else(none)?);
            }
        }
        Ok(drawn)
    }

    fn draw_one(&mut self, form: &str) -> Option<String> {
        let model = &self.rules.model;
        let identifier = model.info.identifiers.get(form)?;
        for _ in 0..limit::CONFLICT_RETRIES_MAX {
            let numbers = &mut self.numbers;
            let candidate = identifier.form.draw(|below| below_of(numbers, below));
            let taken = model.registers.values().any(|register| {
                let of_form = |ty: &FieldType| matches!(ty, FieldType::Identifier(name) if name == form);
                let mut fields = register
                    .fields
                    .iter()
                    .filter(|field| field.search == Search::Exact && of_form(&field.ty));
                fields.any(|field| self.world.exists(&register.id, &field.id, &candidate, self.today))
            });
            if !taken && candidate != identifier.example {
                return Some(candidate);
            }
        }
        None
    }

    /// A name that nothing of the case has yet.
    pub(super) fn next(&mut self, kind: &str) -> String {
        self.serial += 1;
        format!("{kind}-{}", self.serial)
    }

    /// The frame of a case that is filed now.
    pub(super) fn frame(
        &self,
        id: &CaseId,
        applicant: &Subject,
        filed_by: &Subject,
        attacked: Option<&Numbered>,
    ) -> Result<Frame, Broken> {
        Ok(Frame {
            applicant: applicant.clone(),
            filed_by: filed_by.clone(),
            filed_at: self.instant()?,
            filed_on: self.today,
            today: self.today,
            number: id.as_str().to_owned(),
            attacked: attacked.map(|(id, case)| Attacked::of(id, case)),
            paid: feel::Decimal::ZERO,
        })
    }

    /// The present.
    pub(super) fn instant(&self) -> Result<Instant, Broken> {
        Instant::of_civil(self.now, &self.zone).ok_or(Broken::Calendar)
    }

    /// The frame of a case that exists.
    pub(super) fn frame_of(
        &self,
        id: &CaseId,
        case: &CaseDoc,
        attacked: Option<&Numbered>,
    ) -> Result<Frame, Broken> {
        let (applicant, filed_by) = (Subject::new(&case.applicant), Subject::new(&case.filed_by));
        let paid = domain::ledger::paid_in(self.rules, case, None);
        let frame = self.frame(id, &applicant, &filed_by, attacked)?;
        Ok(Frame { filed_at: case.filed_at, filed_on: case.filed_on, paid, ..frame })
    }

    pub(super) fn case(&self, id: &CaseId) -> Result<CaseDoc, Stop> {
        self.cases.get(id).cloned().ok_or_else(|| Refusal::UnknownCase.into())
    }

    pub(super) fn service(&self, case: &CaseDoc) -> Result<&'r Service, Stop> {
        self.rules.model.services.get(&case.service).ok_or_else(|| Refusal::UnknownService.into())
    }

    // ---- officers ----

    /// The post of someone who applies in office: as the case's record of appointments says, otherwise in the first
    /// office of the service's agency.
    pub(super) fn post(&self, service: &Service, person: &Subject, role: &RoleId) -> Option<Officer> {
        let posts = &self.rules.model.info.appointments;
        let text = |doc: &Map<String, Json>, field: &FieldId| {
            doc.get(field.as_str()).and_then(Json::as_str).map(str::to_owned)
        };
        let named = self.world.docs(&posts.register, self.today).find_map(|doc| {
            let held =
                text(doc, &posts.person)? == person.as_str() && text(doc, &posts.role)? == role.as_str();
            let place = (text(doc, &posts.agency)?.into(), text(doc, &posts.office)?.into());
            held.then_some((place, text(doc, &posts.name)?))
        });
        let ((agency, office), name) = if let Some(named) = named {
            named
        } else {
            let agency = self.rules.model.agencies.get(&service.agency)?;
            ((agency.id.clone(), agency.offices.first()?.id.clone()), person.as_str().to_owned())
        };
        Some(Officer { key: person.clone(), name, role: role.clone(), agency, office })
    }

    // ---- the attacked case ----

    /// The case an appeal attacks, made so that it stands in the state the test names.
    pub(super) fn attacked(
        &mut self,
        service: &Service,
        test: &TestCase,
        answers: &Map<String, Json>,
    ) -> Result<Option<Numbered>, Stop> {
        let mut questions = service.form.iter().flat_map(|page| &page.ask);
        let Some(question) =
            questions.find(|question| matches!(question.ty, QuestionType::Case)).filter(|_| service.appeals)
        else {
            return Ok(None);
        };
        let field = question.id.as_str().to_owned();
        let Some(number) = answers.get(&field).and_then(Json::as_str) else {
            return Err(Refusal::MissingAnswer { field }.into());
        };
        let Some(given) = &test.attacked else { return Err(Refusal::BadChoice { field }.into()) };
        let missing = || Broken::Missing {
            service: service.id.clone(),
            what: format!("the attacked case's service {}", given.service),
        };
        let attacked = self.rules.model.services.get(&given.service).ok_or_else(missing)?;
        let mut case = self.blank(attacked, &Subject::new(&test.applicant))?;
        case.answers = self::answers(attacked, &given.answers);
        self.sketch(attacked, case, &given.state, CaseId::new(number)).map(Some)
    }

    /// A case of which only the state is known: decided by an officer, or in a state whose term has passed.
    fn sketch(
        &mut self,
        service: &'r Service,
        mut case: CaseDoc,
        state: &StateName,
        id: CaseId,
    ) -> Result<Numbered, Stop> {
        let applicant = Subject::new(&case.applicant);
        let facts = self.gather(service, &self.frame_of(&id, &case, None)?, &case.answers)?;
        let place = service.place.as_ref().map(|formula| facts.vars.eval(formula));
        let place = match &place {
            Some(feel::Value::String(code)) => Some(&**code),
            _ => None,
        };
        let office =
            self.rules.model.agencies.get(&service.agency).and_then(|agency| agency.office_for(place));
        case.office = office.map(|office| office.id.clone());
        case.subjects = domain::rules::subjects(service, &facts, &applicant);
        if let Some(work) = service.states.get(state) {
            case.state = state.clone();
            case.overdue = true;
            case.queue = match (work.deadline.as_ref().map(|deadline| &deadline.on_silence), &work.queue) {
                (Some(OnSilence::Escalate(role)), _) | (_, Queue::Role(role)) => Some(role.clone()),
                (_, Queue::Applicant) => None,
            };
        } else {
            let roles = service.states.values().filter_map(|work| match &work.queue {
                Queue::Role(role) => Some(role.clone()),
                Queue::Applicant => None,
            });
            case.queue = roles.take(1).next();
            let by = officer_of(&case).map_or(By::Machine, |officer| By::from(&officer));
            let law = service.law.iter().map(ToString::to_string).collect();
            let decided = self.decide(service, &facts, None, Move::Overturn { case, to: state, by, law })?;
            let decided = decided.ok_or_else(|| Broken::Missing {
                service: service.id.clone(),
                what: format!("state {state}"),
            })?;
            for write in &decided.writes {
                self.world
                    .write(write, self.today)
                    .map_err(|what| Broken::Missing { service: service.id.clone(), what })?;
            }
            case = decided.case;
        }
        self.cases.insert(id.clone(), case.clone());
        Ok((id, case))
    }

    fn blank(&self, service: &Service, applicant: &Subject) -> Result<CaseDoc, Broken> {
        Ok(CaseDoc {
            service: service.id.clone(),
            service_version: service.version,
            lang: self.lang.clone(),
            applicant: applicant.as_str().to_owned(),
            filed_by: applicant.as_str().to_owned(),
            filed_at: self.instant()?,
            filed_on: self.today,
            agency: service.agency.clone(),
            office: None,
            state: StateName::new("filed"),
            open: false,
            since: self.today,
            why: None,
            queue: None,
            assigned: None,
            barred: Vec::new(),
            due: None,
            due_at: None,
            overdue: false,
            missed: None,
            paused: None,
            answers: Map::new(),
            labels: BTreeMap::new(),
            subjects: Vec::new(),
            concerned: Vec::new(),
            facts: Vec::new(),
            known: Vec::new(),
            trace: Vec::new(),
            amount: None,
            decision: None,
            returned: None,
            history: Vec::new(),
            attacked: None,
            appeals: Vec::new(),
            follows: None,
            watch: None,
            fee: None,
            pay: None,
            awaits: None,
            passed: Vec::new(),
            transfers: Vec::new(),
        })
    }
}

/// An officer of the role and office whose turn it is.
pub(super) fn officer_of(case: &CaseDoc) -> Option<Officer> {
    let office = case.office.clone()?;
    let role = case.queue.clone()?;
    let name = format!("officer {}/{office}/{role}", case.agency);
    Some(Officer { key: Subject::new(&name), name, role, agency: case.agency.clone(), office })
}

/// An officer of the desk of the office that has the case.
pub(super) fn desk_of(rules: &domain::Rules, case: &CaseDoc) -> Option<Officer> {
    let role = rules.model.ledger.as_ref()?.desk.clone();
    officer_of(&CaseDoc { queue: Some(role), ..case.clone() })
}

/// The next number of a fixed sequence (a linear congruential generator with Knuth's constants), below a bound.
fn below_of(numbers: &mut u64, below: usize) -> usize {
    *numbers = numbers.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let bound = u64::try_from(below.max(1)).unwrap_or(1);
    usize::try_from((*numbers >> 33) % bound).unwrap_or_default()
}

/// Answers as the form would send them.
pub(super) fn answers(service: &Service, given: &[(FieldId, CaseValue)]) -> Map<String, Json> {
    let yes_no = |id: &FieldId| {
        let question = service.question(id.as_str());
        question.is_some_and(|question| matches!(question.ty, QuestionType::Field(FieldType::Bool)))
    };
    given.iter().map(|(id, value)| (id.as_str().to_owned(), json(yes_no(id), value))).collect()
}

/// What a corrected form sends: the answers there were with those that change; null takes one back.
pub(super) fn corrected(before: &Map<String, Json>, changed: Map<String, Json>) -> Map<String, Json> {
    let mut answers = before.clone();
    for (id, value) in changed {
        if value.is_null() {
            answers.remove(&id);
        } else {
            answers.insert(id, value);
        }
    }
    answers
}

/// A fault that names what a case lacks.
pub(super) fn missing(case: &CaseDoc, what: &str) -> Broken {
    Broken::Missing { service: case.service.clone(), what: what.to_owned() }
}
