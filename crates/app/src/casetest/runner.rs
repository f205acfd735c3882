//! Plays a case: files it, then does what the case says happens, and whatever each of these brings with it.

use super::coverage::Notes;
use super::setting::{answers, corrected, missing, officer_of};
use super::world::{Published, World};
use base::time::{DateTime, TimeZone};
use base::{CaseId, Date, Lang, StateName, Subject};
use domain::facts::{Facts, Frame};
use domain::{ActInput, CaseDoc, Decided, Form, Move, RecordWrite, Refusal, Rules, Stop};
use feel::Decimal;
use model::ledger::PAY_OUT;
use model::service::By;
use model::{Applicant, Service};
use serde_json::{Map, Value as Json};
use state::{CaseStep, TestCase};
use std::collections::BTreeMap;

/// Acts that one step of a case may bring with it; more means that the rules never come to rest.
const ACTS_MAX: u32 = 1_000;
/// Years an applicant has lived beyond majority, if the case says nothing of them.
const YEARS_BEYOND_MAJORITY: i16 = 20;

/// A refusal, and of what.
pub(super) struct Refused {
    /// `filing`, or the act.
    pub(super) what: String,
    /// The refusals.
    pub(super) refusals: Vec<Refusal>,
}

/// One case being played.
pub(super) struct Runner<'r> {
    pub(super) rules: &'r Rules,
    /// Who writes down what was reached.
    pub(super) notes: Option<&'r Notes>,
    pub(super) world: World<'r>,
    pub(super) zone: TimeZone,
    /// The time on the clocks of the zone.
    pub(super) now: DateTime,
    /// Its day.
    pub(super) today: Date,
    pub(super) lang: Lang,
    /// Where the sequence of numbers stands from which identifiers are drawn.
    pub(super) numbers: u64,
    /// The number of the last case or document.
    pub(super) serial: u32,
    /// Acts of this step so far.
    acts: u32,
    /// Values that appeared and for which granted cases wait.
    watched: Vec<String>,
    /// Every case there is, by number.
    pub(super) cases: BTreeMap<CaseId, CaseDoc>,
    /// The facts gathered last for the case that is tested.
    pub(super) facts: Option<Facts>,
    /// Questions that were asked at filing.
    pub(super) asked: Vec<String>,
    /// Records that were written by decisions.
    pub(super) written: Vec<RecordWrite>,
    /// Decisions made.
    pub(super) decisions: u32,
    /// The sum of their amounts, if one has an amount.
    pub(super) amount: Option<Decimal>,
    /// What was refused; nothing happens after it.
    pub(super) refused: Option<Refused>,
}

impl<'r> Runner<'r> {
    pub(super) fn new(
        rules: &'r Rules,
        now: DateTime,
        published: &Published,
        notes: Option<&'r Notes>,
    ) -> Self {
        Self {
            rules,
            notes,
            world: World::new(&rules.model, published),
            zone: rules.model.info.time_zone.clone(),
            now,
            today: now.date(),
            lang: rules.model.info.default_language(),
            numbers: 1,
            serial: 0,
            acts: 0,
            watched: Vec::new(),
            cases: BTreeMap::new(),
            facts: None,
            asked: Vec::new(),
            written: Vec::new(),
            decisions: 0,
            amount: None,
            refused: None,
        }
    }

    /// Plays a case to its end; gives its number unless filing was refused. The error is a sentence: a case that
    /// can't be played, or rules that are broken.
    pub(super) fn play(&mut self, service: &'r Service, case: &TestCase) -> Result<Option<CaseId>, String> {
        for (register, records) in &case.registers {
            for record in records {
                let write = self.world.given(register, record)?;
                self.world.write(&write, self.today)?;
            }
        }
        self.suppose_adult(service, &case.applicant)?;
        let id = match self.file(service, case) {
            Ok(id) => id,
            Err(stop) => return self.stopped("filing", stop).map(|()| None),
        };
        self.work().or_else(|stop| self.stopped("what filing brings", stop))?;
        for step in &case.then {
            if self.refused.is_some() {
                break;
            }
            self.acts = 0;
            match step {
                CaseStep::Pass(to) => self.pass(*to)?,
                CaseStep::Records(registers) => {
                    for (register, record) in registers
                        .iter()
                        .flat_map(|(register, records)| records.iter().map(move |record| (register, record)))
                    {
                        let write = self.world.given(register, record)?;
                        self.watch(std::slice::from_ref(&write));
                        self.world.write(&write, self.today)?;
                        self.work().or_else(|stop| self.stopped("what a record brings", stop))?;
                    }
                }
                CaseStep::Act { action, .. } => {
                    let done = self.act(&id, step, case).and_then(|()| self.work());
                    done.or_else(|stop| self.stopped(&format!("the act `{action}`"), stop))?;
                }
            }
        }
        Ok(Some(id))
    }

    /// A refusal is kept for the expectations; a fault ends the case.
    pub(super) fn stopped(&mut self, what: &str, stop: Stop) -> Result<(), String> {
        match stop {
            Stop::Refused(refusals) => {
                self.refused = Some(Refused { what: what.to_owned(), refusals });
                Ok(())
            }
            Stop::Broken(broken) => Err(format!("{what} broke the rules: {broken}")),
        }
    }

    /// Of an applicant who stands in no record of the case nothing is known but that they are of age.
    fn suppose_adult(&mut self, service: &Service, applicant: &str) -> Result<(), String> {
        let people = &self.rules.model.info.people;
        if service.applicant != Applicant::Person
            || self.world.exists(&people.register, &people.key, applicant, self.today)
        {
            return Ok(());
        }
        let years = i16::from(self.rules.model.info.majority) + YEARS_BEYOND_MAJORITY;
        let born = Date::new(self.today.year() - years, 1, 1)
            .map_err(|error| format!("no date for the applicant's birth: {error}"))?;
        let mut doc = Map::new();
        doc.insert(people.key.as_str().to_owned(), Json::from(applicant));
        doc.insert(people.born.as_str().to_owned(), Json::from(born.to_string()));
        self.world.write(
            &RecordWrite { register: people.register.clone(), doc, valid_from: born, valid_until: None },
            self.today,
        )
    }

    // ---- acts ----

    fn file(&mut self, service: &'r Service, case: &TestCase) -> Result<CaseId, Stop> {
        let answers = answers(service, &case.answers);
        let applicant = Subject::new(&case.applicant);
        let officer = match &service.applicant {
            Applicant::Person => None,
            Applicant::Role(role) => match &case.role {
                Some(given) if given == role => {
                    Some(self.post(service, &applicant, role).ok_or(Refusal::NotAllowed)?)
                }
                _ => return Err(Refusal::NotAllowed.into()),
            },
        };
        let attacked = self.attacked(service, case, &answers)?;
        let id = CaseId::from(self.next("case"));
        let frame = self.frame(&id, &applicant, &applicant, attacked.as_ref())?;
        let facts = self.gather(service, &frame, &answers)?;
        self.asked = Form::of(self.rules, service, &facts)
            .fields
            .iter()
            .map(|field| field.question.id.as_str().to_owned())
            .collect();
        self.facts = Some(facts.clone());
        if let Some(officer) = &officer {
            let others = facts
                .read
                .iter()
                .skip(1)
                .flat_map(|(_, records)| records)
                .filter_map(|record| record.subject.clone());
            if self.world.related(officer.key.as_str(), &others.collect::<Vec<_>>(), self.today) {
                return Err(Refusal::ConflictOfInterest.into());
            }
        }
        let lang = self.lang.clone();
        let act = Move::File {
            applicant: &applicant,
            filed_by: &applicant,
            officer: officer.as_ref(),
            answers,
            lang: &lang,
        };
        let decided = self.decide(service, &facts, attacked.as_ref(), act)?.ok_or(Refusal::UnknownAction)?;
        self.apply(&id, decided)?;
        if let Some(doc) = attacked.as_ref().and_then(|(attacked, _)| self.cases.get_mut(attacked)) {
            doc.appeals.push(id.clone());
        }
        Ok(id)
    }

    fn act(&mut self, id: &CaseId, step: &CaseStep, test: &TestCase) -> Result<(), Stop> {
        let CaseStep::Act { action, by, reason, article, note, agency, fields, answers: changed } = step
        else {
            return Ok(());
        };
        let case = self.case(id)?;
        if action.as_str() == PAY_OUT {
            return self.pay_out(id, case);
        }
        let service = self.service(&case)?;
        let input = ActInput {
            reason: reason.clone(),
            article: article.as_ref().map(ToString::to_string),
            fields: fields.clone(),
            note: note.clone(),
            agency: agency.clone(),
            answers: (!changed.is_empty()).then(|| corrected(&case.answers, answers(service, changed))),
        };
        let attacked =
            case.attacked.as_ref().map(|id| Ok::<_, Stop>((id.clone(), self.case(id)?))).transpose()?;
        let taken = service.states.get(&case.state).and_then(|state| state.actions.get(action));
        let frame = Frame {
            paid: domain::ledger::paid_in(self.rules, &case, taken),
            ..self.frame_of(id, &case, attacked.as_ref())?
        };
        let facts = self.gather(service, &frame, input.answers.as_ref().unwrap_or(&case.answers))?;
        self.facts = Some(facts.clone());
        let officer = match by {
            By::Officer => officer_of(&case),
            By::Applicant => None,
        };
        let actor =
            officer.as_ref().map_or_else(|| Subject::new(&test.applicant), |officer| officer.key.clone());
        let related = officer
            .as_ref()
            .is_some_and(|officer| self.world.related(officer.key.as_str(), &case.subjects, self.today));
        let act = Move::Act { case, action, input, officer: officer.as_ref(), related, actor: &actor };
        let decided = self.decide(service, &facts, attacked.as_ref(), act)?.ok_or(Refusal::UnknownAction)?;
        self.apply(id, decided)
    }

    /// What is due now: terms that have passed, then granted cases that are decided again.
    pub(super) fn work(&mut self) -> Result<(), Stop> {
        loop {
            let now = self.instant()?;
            let late: Vec<CaseId> = self
                .cases
                .iter()
                .filter(|(_, case)| case.term_passed(now, self.today))
                .map(|(id, _)| id.clone())
                .collect();
            let watched = std::mem::take(&mut self.watched);
            self.months()?;
            if late.is_empty() && watched.is_empty() {
                return Ok(());
            }
            for id in late {
                self.silence(&id)?;
            }
            for watch in watched {
                let waiting: Vec<CaseId> = self
                    .cases
                    .iter()
                    .filter(|(_, case)| case.watch.as_ref() == Some(&watch))
                    .map(|(id, _)| id.clone())
                    .collect();
                for id in waiting {
                    self.again(&id)?;
                }
            }
        }
    }

    fn silence(&mut self, id: &CaseId) -> Result<(), Stop> {
        let case = self.case(id)?;
        let service = self.service(&case)?;
        let facts = self.gather(service, &self.frame_of(id, &case, None)?, &case.answers)?;
        match self.decide(service, &facts, None, Move::Silence { case })? {
            Some(decided) => self.apply(id, decided),
            None => Ok(()),
        }
    }

    fn again(&mut self, id: &CaseId) -> Result<(), Stop> {
        let case = self.case(id)?;
        if case.follows.is_some() {
            return Ok(());
        }
        let service = self.service(&case)?;
        let number = CaseId::from(self.next("case"));
        let mut frame = self.frame_of(id, &case, None)?;
        number.as_str().clone_into(&mut frame.number);
        let facts = self.gather(service, &frame, &case.answers)?;
        self.facts = Some(facts.clone());
        let granted = (id.clone(), case);
        match self.decide(service, &facts, None, Move::Again { granted: &granted })? {
            Some(decided) => self.apply(&number, decided),
            None => Ok(()),
        }
    }

    /// Everything a decided move does: records, the case, and what it gives the case it attacks.
    fn apply(&mut self, id: &CaseId, decided: Decided) -> Result<(), Stop> {
        self.acts += 1;
        if self.acts > ACTS_MAX {
            return Err(missing(&decided.case, "an end of what one step brings").into());
        }
        let Decided { case, writes, attacked, .. } = decided;
        let overturned = match (&attacked, &case.attacked) {
            (Some(to), Some(attacked)) => {
                self.overturned(attacked, to, &case)?.map(|decided| (attacked.clone(), decided))
            }
            _ => None,
        };
        self.watch(&writes);
        self.keep(id, case, writes)?;
        match overturned {
            Some((attacked, decided)) => self.keep(&attacked, decided.case, decided.writes),
            None => Ok(()),
        }
    }

    /// What an appeal that was decided gives the attacked case.
    fn overturned(&mut self, id: &CaseId, to: &StateName, appeal: &CaseDoc) -> Result<Option<Decided>, Stop> {
        let case = self.case(id)?;
        let service = self.service(&case)?;
        let decision = appeal.decision.as_ref().ok_or_else(|| missing(appeal, "the appeal's decision"))?;
        let facts = self.gather(service, &self.frame_of(id, &case, None)?, &case.answers)?;
        self.decide(
            service,
            &facts,
            None,
            Move::Overturn { case, to, by: decision.by.clone(), law: decision.law.clone() },
        )
    }

    fn keep(&mut self, id: &CaseId, case: CaseDoc, writes: Vec<RecordWrite>) -> Result<(), Stop> {
        for write in &writes {
            self.world.write(write, self.today).map_err(|reason| missing(&case, &reason))?;
        }
        self.written.extend(writes);
        if let Some(decision) = &case.decision {
            self.decisions += 1;
            let amount = decision.amount.as_ref().and_then(|text| text.parse::<Decimal>().ok());
            self.amount = match (self.amount, amount) {
                (Some(sum), Some(amount)) => sum.add(amount),
                (sum, amount) => sum.or(amount),
            };
        }
        self.cases.insert(id.clone(), case);
        Ok(())
    }

    /// Values for which a granted case waits, among records that appear.
    fn watch(&mut self, writes: &[RecordWrite]) {
        for write in writes {
            for again in self.rules.model.services.values().filter_map(|service| service.again.as_ref()) {
                let value = write.doc.get(again.field.as_str()).and_then(Json::as_str);
                if let (true, Some(value)) = (again.on == write.register, value) {
                    let watch = domain::rules::watch_key(again.on.as_str(), again.field.as_str(), value);
                    if self.cases.values().any(|case| case.watch.as_ref() == Some(&watch)) {
                        self.watched.push(watch);
                    }
                }
            }
        }
    }
}
