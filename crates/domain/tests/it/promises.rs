//! The promises, each under random families and random acts.

use crate::acts::{Answers, Step, answers, step, take};
use crate::family::{Child, Family, Home, Records, family, rules};
use crate::play::{Done, Play};
use base::{CaseId, Date};
use domain::{Broken, By, CaseDoc, Refusal, Stop};
use feel::Decimal;
use model::service::{Favour, OnSilence};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value as Json};

const SERVICES: [&str; 3] = ["school-start", "home-repair", "mooring"];

/// A day of filing on either side of the day the law changes.
fn day() -> impl Strategy<Value = Date> {
    (0_u16..700).prop_map(|days| {
        let mut day = Date::constant(2025, 1, 1);
        for _ in 0..days {
            day = day.tomorrow().unwrap();
        }
        day
    })
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_122),
        ..ProptestConfig::with_cases(512)
    }
}

/// Files; what comes is what the law's words give. `None` if filing was refused.
fn filed(service: &str, family: &Family, today: Date, answers: &Map<String, Json>) -> Option<Play> {
    let mut play = Play::new(service, today, family.records(today));
    match play.decide(Done::File(answers.clone())) {
        Ok(decided) => {
            assert!(
                family.years.is_some_and(|years| years >= 20),
                "a person under age, or of unknown age, filed"
            );
            play.keep(decided.expect("a case"));
            as_owed(&play, family, &family.records(today), answers);
            Some(play)
        }
        Err(Stop::Refused(refusals)) => {
            let of_age = family.years.is_some_and(|years| years >= 20);
            assert_eq!(!of_age, refusals == [Refusal::NotOfAge { age: 20 }], "{refusals:?}");
            None
        }
        Err(Stop::Broken(broken)) => panic!("filing: {broken}"),
    }
}

/// After the rules decided: a grant by machine is what the law's words give, and whatever they give is granted.
fn as_owed(play: &Play, family: &Family, records: &Records, answers: &Map<String, Json>) {
    let case = play.case();
    let granted = case
        .decision
        .as_ref()
        .filter(|decision| decision.by == By::Machine)
        .map(|decision| decision.amount.clone().unwrap());
    let owed = match play.service.id.as_str() {
        "school-start" => family.owed(records, case.filed_on, answers),
        _ => None,
    };
    let number = |text: String| text.parse::<Decimal>().unwrap();
    assert_eq!(granted.map(number), owed.map(number), "the machine granted, and the law gives");
    // A corrected claim for a mooring goes back to whoever inspects the boat.
    assert!(
        case.decision.is_some() || ["review", "inspection", "withdrawn"].contains(&case.state.as_str()),
        "the rules sent the case to {}",
        case.state
    );
}

/// Plays a case to its end of steps; everything that must hold is looked at after each.
fn play_on(play: &mut Play, family: &Family, steps: &[Step]) {
    let mut before: Vec<CaseDoc> = Vec::new();
    for step in steps {
        let records = play.records.clone();
        let entries = play.case().history.len();
        take(play, step, &mut before);
        let corrected =
            play.case().history.iter().skip(entries).any(|entry| entry.action.as_str() == "correct");
        assert!(play.has_a_way_on(), "nobody can do anything with {}, and no term runs", play.case().state);
        if corrected {
            let answers = play.case().answers.clone();
            as_owed(play, family, &records, &answers);
        }
    }
}

/// The last decision on a case, if an officer made it: their key.
fn decider(case: &CaseDoc) -> Option<&str> {
    match &case.decision.as_ref()?.by {
        By::Officer { key, .. } => Some(key),
        _ => None,
    }
}

proptest! {
    #![proptest_config(config())]

    /// The machine never decides against anyone; it grants exactly what the law's words give and never on what it
    /// does not know; every state has a way on; stale and foreign acts are refused; terms end on working days.
    #[test]
    fn no_sequence_of_acts_breaks_a_promise(
        service in prop::sample::select(SERVICES.to_vec()),
        family in family(),
        today in day(),
        answers in answers(),
        steps in prop::collection::vec(step(), 0..14),
    ) {
        if let Some(mut play) = filed(service, &family, today, &answers.to(service)) {
            play_on(&mut play, &family, &steps);
        }
    }

    /// Whoever acted on a case does not decide the appeal against it, whatever else they are appointed to; and what
    /// the appeal gives is decided by whoever decided the appeal.
    #[test]
    fn no_one_hears_the_appeal_against_their_own_decision(
        service in prop::sample::select(SERVICES.to_vec()),
        mut family in family(),
        today in day(),
        steps in prop::collection::vec(step(), 0..10),
    ) {
        family.years = Some(30);
        let good = Answers { payment: Some("cash"), wallet: None, child: None, text: Some("Vidu."), number: Some("7.5") };
        let Some(mut play) = filed(service, &family, today, &good.to(service)) else { return Ok(()) };
        if play.case().decision.is_some() {
            return Ok(());
        }
        let refused = play.decide(play.full(&"refuse".into(), "officer-1")).expect("an officer may refuse").expect("a decision");
        play.keep(refused);
        let mut appeal = Play::new("appeal", play.today, play.records.clone());
        appeal.attacked = Some((CaseId::new("1"), play.case().clone()));
        let filed = appeal.decide(Done::File(good.to("appeal"))).expect("an appeal is heard").expect("a case");
        prop_assert_ne!(&filed.case.agency, &play.case().agency);
        appeal.keep(filed);
        play_on(&mut appeal, &family, &steps);
        if let Some(by) = decider(appeal.case()) {
            prop_assert_ne!(Some(by), decider(play.case()));
            if let Some(to) = appeal.service.outcomes[&appeal.case().state].attacked.clone() {
                play.today = appeal.today;
                let by = appeal.case().decision.as_ref().unwrap().by.clone();
                // what the attacked case's own rules can't give, an appeal can't give either
                if let Ok(Some(moved)) = play.decide(Done::Overturn { to, by: by.clone() }) {
                    match &moved.case.decision {
                        Some(decision) => prop_assert_eq!(&decision.by, &by),
                        // sent back: not to whoever decided it
                        None => prop_assert!(moved.case.barred.contains(&"officer-1".to_owned())),
                    }
                    play.keep(moved);
                }
            }
        }
    }

    /// A term of any length from any day ends on a working day, not before its days have passed.
    #[test]
    fn every_term_ends_on_a_working_day(from in day(), days in 0_u32..400, working in any::<bool>()) {
        let calendar = &rules().model.info.calendar;
        let unit = if working { model::TermUnit::WorkingDays } else { model::TermUnit::CalendarDays };
        let last = calendar.last_day(from, model::Term { days, unit }).unwrap();
        prop_assert!(calendar.is_working(last));
        let passed = match unit {
            model::TermUnit::WorkingDays => calendar.working_days_between(from, last),
            model::TermUnit::CalendarDays => {
                let days = (0_u32..).zip(std::iter::successors(Some(from), |day| day.tomorrow().ok()));
                days.take_while(|(_, day)| *day <= last).map(|(n, _)| n).last().unwrap()
            }
        };
        prop_assert!(passed >= days, "{passed} of {days} days from {from} to {last}");
    }
}

/// A family that is granted, less one fact: then a person looks, and nobody is refused.
#[test]
fn one_unknown_fact_and_a_person_looks() {
    let whole = Family {
        years: Some(30),
        children: vec![Child { age: (6, 20), born_known: true, parent: Some("mother"), paid: false }],
        home: Home::In("P1"),
    };
    let today = Date::constant(2026, 11, 22);
    let Json::Object(answers) = serde_json::json!({"payment": "cash"}) else { panic!("answers") };
    let outcome = |records: Records| {
        let mut play = Play::new("school-start", today, records);
        let decided = play.decide(Done::File(answers.clone())).unwrap().unwrap();
        play.keep(decided);
        (play.case().state.as_str().to_owned(), play.case().why.clone())
    };
    assert_eq!(outcome(whole.records(today)), ("granted".to_owned(), None));
    let less: [(&str, Option<&str>, &str); 5] = [
        ("homes", None, "data_missing"),
        ("homes", Some("district"), "data_missing"),
        ("births", None, "no_pupil"),
        ("births", Some("born_on"), "no_pupil"),
        ("births", Some("mother"), "no_pupil"),
    ];
    for (register, field, why) in less {
        let mut records = whole.records(today);
        match field {
            None => records.0.retain(|write| write.register.as_str() != register),
            Some(field) => {
                for write in records.0.iter_mut().filter(|write| write.register.as_str() == register) {
                    write.doc.remove(field).expect("the field was there");
                }
            }
        }
        assert_eq!(
            outcome(records),
            ("review".to_owned(), Some(why.to_owned())),
            "without {register} {field:?}"
        );
    }
}

/// Rules that would send a case to an outcome against the applicant are a fault, whatever line or term does it.
#[test]
fn rules_against_a_person_are_a_fault() {
    let family = Family { years: Some(30), children: Vec::new(), home: Home::In("P1") };
    let today = Date::constant(2026, 11, 22);
    let good = Answers {
        payment: Some("cash"),
        wallet: None,
        child: None,
        text: Some("Vidu."),
        number: Some("7.5"),
    };
    for name in SERVICES {
        let service = &rules().model.services[name];
        let against =
            service.outcomes.iter().find(|(_, outcome)| outcome.favour == Favour::Against).unwrap().0;
        let broken =
            Err(Stop::Broken(Broken::MachineAgainst { service: service.id.clone(), state: against.clone() }));
        let mut rules_say_no = service.clone();
        for branch in &mut rules_say_no.decide {
            branch.then = against.clone();
        }
        let mut play = Play::new(name, today, family.records(today));
        play.service = Box::leak(Box::new(rules_say_no));
        assert_eq!(play.decide(Done::File(good.to(name))), broken, "{name}");

        let mut silence_says_no = service.clone();
        let review = silence_says_no.states.get_mut("review").unwrap();
        let law = service.law[0].clone();
        review.deadline.as_mut().unwrap().on_silence = OnSilence::Grant { to: against.clone(), law };
        let mut play = Play::new(name, today, family.records(today));
        play.service = Box::leak(Box::new(silence_says_no));
        let decided = play.decide(Done::File(good.to(name))).unwrap().unwrap();
        play.keep(decided);
        assert_eq!(play.decide(Done::Silence), broken, "{name}");
    }
}

/// Silence grants only where no rule said no: not a case that a condition of the rules sent to a person.
#[test]
fn silence_does_not_grant_what_a_rule_denied() {
    let family = Family { years: Some(30), children: Vec::new(), home: Home::Nothing };
    let today = Date::constant(2026, 11, 22);
    let mut service = rules().model.services["school-start"].clone();
    let law = service.law[0].clone();
    let deadline = service.states.get_mut("review").unwrap().deadline.as_mut().unwrap();
    deadline.on_silence = OnSilence::Grant { to: "granted".into(), law };
    let mut play = Play::new("school-start", today, family.records(today));
    play.service = Box::leak(Box::new(service));
    let Json::Object(answers) = serde_json::json!({"payment": "cash"}) else { panic!("answers") };
    let decided = play.decide(Done::File(answers)).unwrap().unwrap();
    play.keep(decided);
    assert!(matches!(play.decide(Done::Silence), Err(Stop::Broken(Broken::MachineAgainst { .. }))));
}

/// A line of `decide` that forgets to ask whether it knows: unknown is not yes, and no amount is not an amount.
#[test]
fn unknown_is_not_yes() {
    let today = Date::constant(2026, 11, 22);
    let mut service = rules().model.services["school-start"].clone();
    // leaves `unpaid -> granted` and `otherwise -> review`
    service.decide.drain(..2);
    let service: &'static _ = Box::leak(Box::new(service));
    let Json::Object(answers) = serde_json::json!({"payment": "cash"}) else { panic!("answers") };
    let file = |children: Vec<Child>| {
        let family = Family { years: Some(30), children, home: Home::Nothing };
        let mut play = Play::new("school-start", today, family.records(today));
        play.service = service;
        play.decide(Done::File(answers.clone()))
    };
    let review = file(Vec::new()).unwrap().unwrap();
    assert_eq!(review.case.state.as_str(), "review");
    let child = Child { age: (6, 20), born_known: true, parent: Some("mother"), paid: false };
    assert!(
        matches!(file(vec![child]), Err(Stop::Broken(Broken::Value { .. }))),
        "a grant of an unknown amount"
    );
}
