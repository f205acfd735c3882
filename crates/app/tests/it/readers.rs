//! Who sees how much of a case: whom it concerns, the desk that only takes money, and what is said when nobody decides.

use crate::common::Demo;
use app::AppError;
use app::view::{CaseView, ReaderKind, Runs};
use base::{CaseId, Instant, Lang, ServiceId};
use domain::{ActInput, Refusal};
use serde_json::json;

fn seen(demo: &Demo, who: &str, case: &CaseView) -> Result<CaseView, AppError> {
    demo.app.case(&demo.who(who), &CaseId::new(&case.case), &demo.lang())
}

fn birth(demo: &Demo) -> CaseView {
    let answers = json!({
        "mother_pin": demo.pin("late-claimant"), "father_pin": demo.pin("father"), "child_born_on": "2026-11-20",
        "delivery_number": "N-1", "child_family": "Асанова", "child_given": "Айпери", "child_sex": "female"
    });
    demo.file("registrar", "birth-registration", answers).unwrap()
}

#[test]
fn whom_a_case_concerns_reads_it_with_its_letter_and_does_nothing_else() {
    let demo = Demo::new("kg", 0);
    let case = birth(&demo);
    let lang = demo.lang();
    for parent in ["late-claimant", "father"] {
        let me = demo.app.me(&demo.who(parent), &lang).unwrap();
        assert!(me.cases.iter().any(|line| line.case == case.case), "{parent}: {:?}", me.cases);
        let view = seen(&demo, parent, &case).unwrap();
        assert_eq!((view.reader, view.actions.len(), view.articles.len()), (ReaderKind::Concerned, 0, 0));
        assert_eq!(view.state, case.state);
    }
    if case.decision.is_some() {
        let id = CaseId::new(&case.case);
        assert!(demo.app.document(&demo.who("father"), &id).unwrap().starts_with(b"%PDF-"));
    }
    assert!(
        matches!(seen(&demo, "trader", &case), Err(AppError::Refused(why)) if why == [Refusal::UnknownCase])
    );
    let acted = demo.act("father", &seen(&demo, "father", &case).unwrap(), "withdraw", ActInput::default());
    assert!(acted.is_err(), "{acted:?}");
    // Each look has its leaf: the father reads that the mother looked.
    let looks = demo.app.access_log(&demo.who("father"), None, &lang).unwrap();
    assert!(looks.iter().any(|look| look.case.as_deref() == Some(case.case.as_str()) && look.log == "reads"));
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn a_desk_sees_number_name_and_sum_and_is_handed_no_case() {
    let demo = Demo::new("mini", 20);
    let case = demo.file("mother", "chimney-check", json!({"chimneys": "3"})).unwrap();
    assert_eq!((case.state.as_str(), case.answers.len()), ("payment", 1));
    let at_desk = seen(&demo, "counter-port", &case).unwrap();
    assert_eq!(at_desk.reader, ReaderKind::Desk);
    assert_eq!((&at_desk.applicant, &at_desk.title), (&case.applicant, &case.title));
    assert!(at_desk.money.left.is_some() && at_desk.actions.iter().any(|action| action.id == "pay"));
    assert!(at_desk.answers.is_empty() && at_desk.known.is_empty() && at_desk.trace.is_empty());
    assert!(at_desk.history.is_empty() && at_desk.articles.is_empty());
    let desk = demo.who("counter-port");
    assert!(demo.app.take_next(&desk, &demo.lang()).unwrap().is_none());
    assert_eq!(demo.app.work_list(&desk, &demo.lang()).unwrap().waiting, 0);
    let paid = demo.act("counter-port", &at_desk, "pay", ActInput::default()).unwrap();
    assert!(paid.state == "granted" && paid.decision.is_none() && !paid.money.payments.is_empty());
    // The applicant's list says why no term of the office runs while the fee is awaited.
    let open = demo.file("mother", "chimney-check", json!({"chimneys": "2"})).unwrap();
    let me = demo.app.me(&demo.who("mother"), &demo.lang()).unwrap();
    let line = me.cases.iter().find(|line| line.case == open.case).unwrap();
    assert!(line.stands.is_some(), "{line:?}");
}

#[test]
fn silence_is_complained_of_by_its_own_article_and_only_until_someone_decides() {
    let demo = Demo::new("mini", 20);
    let case = demo.file("mother", "chimney-check", json!({"chimneys": "4"})).unwrap();
    assert_eq!((case.state.as_str(), case.silence.is_some()), ("review", false));
    demo.still.set(Instant(demo.app.moment().now.0 + 90 * 86_400_000_000));
    demo.app.work().unwrap();
    let late = seen(&demo, "mother", &case).unwrap();
    let silence = late.silence.clone().unwrap();
    assert!(late.overdue && late.decision.is_none());
    assert_eq!(silence.law.unwrap().cite, "procedure/4");
    assert!(
        seen(&demo, "chief-port", &case).unwrap().silence.is_none(),
        "an officer has nothing to complain of"
    );
    let answers = json!({"attacked": case.case, "grounds": "Neniu decidis."});
    let complaint = demo.file("mother", "appeal", answers);
    assert!(complaint.is_ok(), "{complaint:?}");
}

#[test]
fn a_service_and_its_cases_name_the_same_term() {
    let demo = Demo::new("kg", 0);
    let running = demo.app.running();
    let langs: Vec<Lang> = running.model().info.languages.clone();
    let service = ServiceId::new("criminal-record-certificate");
    let case = demo
        .file("with-record", service.as_str(), json!({"delivery": "electronic", "speed": "ordinary"}))
        .unwrap();
    for lang in &langs {
        let view = demo.app.case(&demo.who("with-record"), &CaseId::new(&case.case), lang).unwrap();
        let clock = view.clock.unwrap();
        let page = demo.app.service_view(&service, lang).unwrap();
        let term = clock.term.unwrap();
        assert_eq!(clock.runs, Runs::Office);
        assert!(page.terms.iter().any(|text| text.contains(&term)), "{term}: {:?}", page.terms);
    }
    // The days a payer has are not those an official has: a certificate takes 7, though its fee may be paid in 30.
    let page = demo.app.service_view(&service, &langs[0]).unwrap();
    assert!(page.terms.len() == 2 && page.terms.iter().all(|term| !term.contains("30")), "{:?}", page.terms);
}

#[test]
fn a_bill_stands_at_the_top_of_the_debtor_s_page_until_it_is_paid() {
    let demo = Demo::new("kg", 0);
    let lang = demo.lang();
    let owed = || demo.app.me(&demo.who("metered-farmer"), &lang).unwrap().owed;
    // What was billed before is owed without a last day, and is paid at the desk.
    let [old] = owed().try_into().unwrap();
    assert_eq!((old.service.as_str(), old.until_text, old.late), ("water-bill", None, false));
    let case = demo.file("metered-farmer", "water-bill", json!({})).unwrap();
    demo.act("water-counter", &case, "collect", ActInput::default()).unwrap();
    assert_eq!(owed(), []);
    let day = demo.app.moment().today.to_string();
    let answers = json!({"contract": "W99999999", "reading": "2500", "read_on": day});
    let read = demo.file("water-officer", "water-reading", answers).unwrap();
    assert_eq!(read.state, "granted", "{read:?}");
    let [bill] = owed().try_into().unwrap();
    assert!(bill.until_text.is_some() && !bill.late);
    assert!(read.decision.unwrap().gives.iter().any(|given| bill.amount_text.starts_with(&given.value)));
    let me = demo.app.me(&demo.who("metered-farmer"), &lang).unwrap();
    assert!(me.cases.iter().any(|line| line.case == read.case), "she sees the reading too");
    assert_eq!(demo.app.me(&demo.who("farmer"), &lang).unwrap().owed, [], "a bill is nobody else's");
    demo.still.set(Instant(demo.app.moment().now.0 + 45 * 86_400_000_000));
    assert!(owed()[0].late);
}

#[test]
fn an_officer_reads_what_to_look_at_and_the_applicant_does_not() {
    let demo = Demo::new("kg", 0);
    let day = demo.app.moment().today.to_string();
    // More than the contract has: a second officer has to look.
    let answers = json!({"contract": "W99999999", "reading": "900000", "read_on": day});
    let case = demo.file("water-officer", "water-reading", answers).unwrap();
    assert_eq!(case.state, "review", "{case:?}");
    let officer = seen(&demo, "water-officer-2", &case).unwrap();
    let hints: Vec<&str> = officer
        .actions
        .iter()
        .filter(|action| action.hint.is_some())
        .map(|action| action.id.as_str())
        .collect();
    assert_eq!(hints, ["grant"]);
    assert!(seen(&demo, "water-officer", &case).unwrap().actions.iter().all(|action| action.hint.is_none()));
}

#[test]
fn an_officer_is_offered_only_what_the_facts_allow_and_is_told_why_not_the_rest() {
    let demo = Demo::new("kg", 0);
    let answers = json!({"delivery": "electronic", "speed": "ordinary"});
    let case = demo.file("with-record", "criminal-record-certificate", answers).unwrap();
    assert_eq!(case.state, "review");
    let officer = seen(&demo, "interior-officer", &case).unwrap();
    let offered: Vec<&str> = officer.actions.iter().map(|action| action.id.as_str()).collect();
    assert!(offered.contains(&"issue-with-record") && !offered.contains(&"issue-clear"), "{offered:?}");
    let closed = officer.closed.iter().find(|closed| closed.id == "issue-clear").unwrap();
    assert!(!closed.why.is_empty() && !closed.why.starts_with('['), "{closed:?}");
    // Whatever is posted all the same meets the same condition.
    let input = ActInput { article: Some(officer.articles[0].cite.clone()), ..ActInput::default() };
    assert!(demo.act("interior-officer", &officer, "issue-clear", input).is_err());
    // The applicant reads no list of what an officer could do, and both read their own wording.
    let own = seen(&demo, "with-record", &case).unwrap();
    assert!(own.closed.is_empty() && own.actions.iter().all(|action| action.id != "issue-with-record"));
    assert_ne!(own.why_text, officer.why_text);
}
