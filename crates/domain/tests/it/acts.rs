//! Random acts: by the right people and the wrong ones, with and without what an act needs, in and out of turn.

use crate::family::{APPLICANT, key};
use crate::play::{Done, Play, elsewhere};
use base::{ActionId, FieldId, OfficeId, RoleId, Subject};
use domain::{ActInput, Refusal, Stop};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

/// Who tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// An officer whose turn it is.
    Officer,
    /// The officer who acted on the attacked case, appointed here too.
    SameOfficer,
    Related,
    OtherRole,
    OtherOffice,
    OtherAgency,
    /// An officer of the right office, while a colleague has the case.
    NotHolder,
    Applicant,
    Stranger,
}

/// One step of a play.
#[derive(Clone, Debug)]
pub enum Step {
    Act {
        action: &'static str,
        who: Who,
        input: Input,
        stale: bool,
    },
    /// One of the actions the state offers, by whoever may take it and with all that it needs.
    Next(u8),
    /// Days pass; silence comes of itself.
    Wait(u8),
}

/// What is given with an act: right, wrong or nothing.
#[derive(Clone, Debug)]
pub struct Input {
    pub reason: Option<&'static str>,
    pub article: Option<&'static str>,
    pub field: Option<&'static str>,
    pub note: Option<&'static str>,
    pub answers: Option<Answers>,
}

/// Answers to any service.
#[derive(Clone, Debug)]
pub struct Answers {
    pub payment: Option<&'static str>,
    pub wallet: Option<&'static str>,
    pub child: Option<u8>,
    pub text: Option<&'static str>,
    pub number: Option<&'static str>,
}

/// The actions of every service here and one of none.
const ACTIONS: [&str; 8] =
    ["grant", "refuse", "return", "correct", "withdraw", "overturn", "uphold", "destroy"];

impl Answers {
    pub fn to(&self, service: &str) -> Map<String, Json> {
        let child = self.child.map(|n| key(usize::from(n)));
        let all = match service {
            "school-start" => json!({"payment": self.payment, "wallet": self.wallet, "child": child}),
            "home-repair" => json!({"damage": self.text, "cost": self.number}),
            "mooring" => json!({"boat": self.text, "length": self.number}),
            _ => json!({"attacked": "1", "grounds": self.text}),
        };
        let Json::Object(all) = all else { return Map::new() };
        all.into_iter().filter(|(_, value)| !value.is_null()).collect()
    }
}

pub fn answers() -> impl Strategy<Value = Answers> {
    let pay = prop_oneof![
        4 => Just((Some("cash"), None)),
        4 => Just((Some("wallet"), Some("12345678"))),
        1 => Just((Some("wallet"), None)),
        1 => Just((Some("gold"), Some("1"))),
        1 => Just((None, None)),
    ];
    let child = prop_oneof![2 => Just(None), 1 => (0_u8..5).prop_map(Some)];
    let text = prop_oneof![1 => Just(None), 8 => Just(Some("La tegmento likas."))];
    let number = prop_oneof![1 => Just(None), 1 => Just(Some("0")), 1 => Just(Some("multe")), 8 => Just(Some("45.501"))];
    (pay, child, text, number).prop_map(|((payment, wallet), child, text, number)| Answers {
        payment,
        wallet,
        child,
        text,
        number,
    })
}

fn input() -> impl Strategy<Value = Input> {
    let reason = prop::option::weighted(
        0.8,
        prop::sample::select(vec![
            "no_pupil",
            "paid_already",
            "no_damage",
            "too_long",
            "lawful",
            "none_such",
        ]),
    );
    let article = prop::option::weighted(
        0.8,
        prop::sample::select(vec!["family/2", "family/5", "harbour/1", "procedure/1", "none/9"]),
    );
    let field = prop::option::weighted(
        0.8,
        prop::sample::select(vec!["payment", "damage", "boat", "grounds", "none_such"]),
    );
    let note = prop::option::weighted(0.8, prop::sample::select(vec!["Noto.", "  "]));
    let answers = prop::option::weighted(0.8, answers());
    (reason, article, field, note, answers).prop_map(|(reason, article, field, note, answers)| Input {
        reason,
        article,
        field,
        note,
        answers,
    })
}

pub fn step() -> impl Strategy<Value = Step> {
    use Who::{
        Applicant, NotHolder, Officer, OtherAgency, OtherOffice, OtherRole, Related, SameOfficer, Stranger,
    };
    let wrong = prop::sample::select(vec![
        SameOfficer,
        Related,
        OtherRole,
        OtherOffice,
        OtherAgency,
        NotHolder,
        Stranger,
    ]);
    let who = prop_oneof![4 => Just(Officer), 4 => Just(Applicant), 2 => wrong];
    let act = (prop::sample::select(ACTIONS.to_vec()), who, input(), prop::bool::weighted(0.1));
    prop_oneof![
        5 => act.prop_map(|(action, who, input, stale)| Step::Act { action, who, input, stale }),
        2 => any::<u8>().prop_map(Step::Next),
        1 => (0_u8..40).prop_map(Step::Wait),
    ]
}

/// Takes one step, and looks at what may come of it. `before` is an older document of the case, from a page that was
/// not loaded again.
pub fn take(play: &mut Play, step: &Step, before: &mut Vec<domain::CaseDoc>) {
    match step {
        Step::Wait(days) => wait(play, *days),
        Step::Next(n) => next(play, usize::from(*n)),
        Step::Act { action, who, input, stale } => {
            let seen = if *stale { before.first().cloned() } else { None };
            act(play, action, *who, input, seen.as_ref());
        }
    }
    before.insert(0, play.case().clone());
}

fn next(play: &mut Play, n: usize) {
    let Some(state) = play.service.states.get(&play.case().state) else { return };
    let Some(action) = state.actions.keys().nth(n % state.actions.len()) else { return };
    let officer = if play.attacked.is_some() { "reviewer-1" } else { "officer-1" };
    match play.decide(play.full(action, officer)) {
        Ok(decided) => play.keep(decided.expect("an act does something")),
        // an amount the rules do not give, or answers that facts which changed no longer fit
        Err(Stop::Refused(refusals)) => {
            let expected = |refusal: &Refusal| refusal.field().is_some();
            assert!(refusals.iter().all(expected), "{action} with all it needs: {refusals:?}");
        }
        Err(Stop::Broken(broken)) => panic!("{action}: {broken}"),
    }
}

fn wait(play: &mut Play, days: u8) {
    for _ in 0..days {
        play.today = play.today.tomorrow().unwrap();
        while play.case().due.is_some_and(|due| due < play.today) {
            let decided = play
                .decide(Done::Silence)
                .expect("silence is never refused")
                .expect("silence does something");
            play.keep(decided);
        }
    }
}

/// The state a page shows can be older than the case: the action of an old page is taken on the case as it is now.
fn act(play: &mut Play, action: &str, who: Who, input: &Input, seen: Option<&domain::CaseDoc>) {
    let action = ActionId::new(action);
    let case = play.case().clone();
    let state = play.service.states.get(&case.state);
    let known = state.and_then(|state| state.actions.get(&action));
    if let Some(seen) = seen {
        // an old page offers what its state offered; now only what the present state offers can be done
        let offered =
            play.service.states.get(&seen.state).is_some_and(|state| state.actions.contains_key(&action));
        if offered && known.is_none() {
            let done = play.decide(done(play, &case, &action, who, input));
            assert_eq!(
                done.err(),
                Some(Stop::Refused(vec![Refusal::UnknownAction])),
                "a stale `{action}` in {}",
                case.state
            );
            return;
        }
    }
    let result = play.decide(done(play, &case, &action, who, input));
    let may = known.map(|known| expected(play, known.by, who));
    match (result, may) {
        (Err(Stop::Broken(broken)), _) => panic!("{action} by {who:?}: {broken}"),
        (Ok(None), _) => panic!("{action} did nothing"),
        (result, None) => assert_eq!(
            result.err(),
            Some(Stop::Refused(vec![Refusal::UnknownAction])),
            "{action} in {}",
            case.state
        ),
        (result, Some(Some(refusal))) => {
            assert_eq!(result.err(), Some(Stop::Refused(vec![refusal])), "{action} by {who:?}");
        }
        (Ok(Some(decided)), Some(None)) => play.keep(decided),
        (Err(Stop::Refused(refusals)), Some(None)) => {
            let of_person = |refusal: &Refusal| {
                matches!(refusal, Refusal::NotAllowed | Refusal::ConflictOfInterest | Refusal::UnknownAction)
            };
            assert!(!refusals.iter().any(of_person), "{action} by {who:?} was refused: {refusals:?}");
        }
    }
}

/// Why this person may not, if they may not.
fn expected(play: &Play, by: model::service::By, who: Who) -> Option<Refusal> {
    match (by, who) {
        (model::service::By::Applicant, Who::Applicant) => None,
        (model::service::By::Applicant, _) => Some(Refusal::NotAllowed),
        (model::service::By::Officer, Who::Officer) => None,
        (model::service::By::Officer, Who::SameOfficer) => {
            play.attacked.as_ref().map(|_| Refusal::ConflictOfInterest)
        }
        (model::service::By::Officer, Who::Related) => Some(Refusal::ConflictOfInterest),
        (model::service::By::Officer, _) => Some(Refusal::NotAllowed),
    }
}

fn done(play: &Play, case: &domain::CaseDoc, action: &ActionId, who: Who, input: &Input) -> Done {
    let mut case = case.clone();
    let right = play.officer(if play.attacked.is_some() { "reviewer-1" } else { "officer-1" });
    let officer = match who {
        Who::Officer | Who::Related => Some(right),
        Who::SameOfficer => Some(play.officer("officer-1")),
        Who::OtherRole => Some(domain::Officer { role: RoleId::new("auditor"), ..right }),
        Who::OtherOffice => Some(domain::Officer { office: OfficeId::new("moon"), ..right }),
        Who::OtherAgency => Some(elsewhere(&right)),
        Who::NotHolder => {
            case.assigned = Some("colleague".to_owned());
            Some(right)
        }
        Who::Applicant | Who::Stranger => None,
    };
    let actor = match (&officer, who) {
        (Some(officer), _) => officer.key.clone(),
        (None, Who::Applicant) => Subject::new(APPLICANT),
        (None, _) => Subject::new("AA000099"),
    };
    let input = ActInput {
        reason: input.reason.map(str::to_owned),
        article: input.article.map(str::to_owned),
        fields: input.field.map(FieldId::new).into_iter().collect(),
        note: input.note.map(str::to_owned),
        answers: input.answers.as_ref().map(|answers| answers.to(play.service.id.as_str())),
        agency: None,
    };
    Done::Act {
        case: Box::new(case),
        action: action.clone(),
        input: Box::new(input),
        officer,
        related: who == Who::Related,
        actor,
    }
}
