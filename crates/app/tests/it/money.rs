//! Money in process: a fee taken at the desk, given back, benefits by the month, payment orders, proofs of days.

use crate::common::Demo;
use app::AppError;
use app::ledger::balances;
use base::CaseId;
use domain::{ActInput, Refusal};
use serde_json::json;
use std::sync::Arc;
use store::{Sqlite, Store};

/// The balance of an account, debits less credits, in minor units.
pub fn balance(demo: &Demo, account: &str) -> i64 {
    let store = Store::new(Arc::new(Sqlite::open_read_only(demo.dir.path()).unwrap()));
    let sums = balances(&*store.snapshot().unwrap(), None, None).unwrap();
    sums.get(account).map_or(0, |sum| sum.debits - sum.credits)
}

fn refused<T: std::fmt::Debug>(done: Result<T, AppError>) -> Vec<Refusal> {
    match done {
        Err(AppError::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_fee_is_taken_once_and_given_back_once() {
    let demo = Demo::new("mini", 20);
    let free = demo.file("mother", "chimney-check", json!({"chimneys": "0"})).unwrap();
    assert_eq!((free.state.as_str(), free.money.payments.len()), ("granted", 0));

    let case = demo.file("mother", "chimney-check", json!({"chimneys": "4"})).unwrap();
    assert_eq!(case.state, "review");
    let line = case.trace.first().map(|line| line.text.as_str()).unwrap_or_default();
    assert!(line.contains("Linio 2 de la tabelo: kamentuboj: 4"), "the trace names the row taken: {line}");
    let charged = demo.act("clerk-port", &case, "charge", ActInput::default()).unwrap();
    assert_eq!(charged.state, "payment");
    assert!(
        refused(demo.act("clerk-port", &charged, "pay", ActInput::default())).contains(&Refusal::UnknownCase)
    );
    let paid = demo.act("counter-port", &charged, "pay", ActInput::default()).unwrap();
    assert_eq!(paid.state, "review", "the rules go on from where they stopped");
    assert_eq!(balance(&demo, "till:welfare-office.port"), 50_000);
    assert_eq!(balance(&demo, "charges"), -50_000);
    let again = refused(demo.act("counter-port", &charged, "pay", ActInput::default()));
    assert!(!again.is_empty(), "the same page sent twice takes the money once");
    assert_eq!(balance(&demo, "till:welfare-office.port"), 50_000);

    let lang = demo.lang();
    let id = CaseId::new(&case.case);
    let seen = demo.app.case(&demo.who("clerk-port"), &id, &lang).unwrap();
    let input =
        ActInput { reason: Some("no_ladder".into()), note: Some("Tro alta.".into()), ..ActInput::default() };
    let no = demo.act("clerk-port", &seen, "refuse", input).unwrap();
    assert_eq!((no.state.as_str(), no.money.cash_text.is_some()), ("refused", true));
    assert_eq!(balance(&demo, "owed"), -50_000);

    // The desk sees the case as long as cash is owed, and nobody else of the office does.
    assert!(demo.app.case(&demo.who("clerk-hill"), &id, &lang).is_err());
    let at_desk = demo.app.case(&demo.who("counter-port"), &id, &lang).unwrap();
    let actions: Vec<&str> = at_desk.actions.iter().map(|action| action.id.as_str()).collect();
    assert_eq!(actions, ["pay-out"]);
    let out = demo.act("counter-port", &at_desk, "pay-out", ActInput::default()).unwrap();
    assert_eq!(out.money.cash_text, None);
    let kinds: Vec<&str> = out.money.payments.iter().map(|payment| payment.kind.as_str()).collect();
    assert_eq!(kinds, ["fee", "refund", "refund-paid"]);
    assert_eq!(balance(&demo, "till:welfare-office.port"), 0);
    assert_eq!(balance(&demo, "owed"), 0);
    assert!(demo.app.case(&demo.who("counter-port"), &id, &lang).is_err(), "nothing is owed any more");
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn a_drawer_never_gives_what_is_not_in_it() {
    let demo = Demo::new("mini", 20);
    let case = demo.file("mother", "school-start", json!({"payment": "cash"})).unwrap();
    assert_eq!((case.state.as_str(), case.money.cash_text.is_some()), ("granted", true));
    let seen = demo.app.case(&demo.who("counter-port"), &CaseId::new(&case.case), &demo.lang()).unwrap();
    let none = refused(demo.act("counter-port", &seen, "pay-out", ActInput::default()));
    assert_eq!(none, [Refusal::NotEnough]);
    // Fees bring what the benefit needs.
    let fees = demo.file("mother", "chimney-check", json!({"chimneys": "3"})).unwrap();
    demo.act("counter-port", &fees, "pay", ActInput::default()).unwrap();
    assert_eq!(balance(&demo, "till:welfare-office.port"), 37_500);
    assert_eq!(
        refused(demo.act("counter-port", &seen, "pay-out", ActInput::default())),
        [Refusal::NotEnough]
    );
    assert_eq!(balance(&demo, "help_due:school-start"), -125_500, "nothing moved");
    // Money is brought, the same form twice, and then there is enough.
    let desk = demo.who("counter-port");
    for _ in 0..2 {
        demo.app.move_cash(&desk, true, "100.25", "k1").unwrap();
    }
    assert_eq!(demo.app.drawer(&desk).unwrap(), "137.750");
    assert!(
        refused(demo.app.move_cash(&demo.who("clerk-port"), true, "1", "k2")).contains(&Refusal::NotAllowed)
    );
    demo.act("counter-port", &seen, "pay-out", ActInput::default()).unwrap();
    assert_eq!(refused(demo.app.move_cash(&desk, false, "12.251", "k3")), [Refusal::NotEnough]);
    demo.app.move_cash(&desk, false, "12.25", "k4").unwrap();
    assert_eq!((demo.app.drawer(&desk).unwrap().as_str(), balance(&demo, "chest")), ("0", -88_000));
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn orders_are_written_once_and_can_be_written_again() {
    let demo = Demo::new("mini", 20);
    demo.file("mother", "school-start", json!({"payment": "wallet", "wallet": "12345678"})).unwrap();
    let file = demo.app.order_payments().unwrap();
    let line = file.lines.first().unwrap();
    assert_eq!((file.lines.len(), line.amount, line.account.as_str()), (1, 125_500, "12345678"));
    assert!(line.name.contains("Ada"), "{}", line.name);
    assert_eq!(demo.app.order_payments().unwrap().lines, [], "nobody is ordered twice");
    assert_eq!(demo.app.ordered_payments(&file.order).unwrap(), file);
    assert_eq!((balance(&demo, "help_due:school-start"), balance(&demo, "sent")), (0, -125_500));
    let reads = demo.app.access_log(&demo.who("mother"), None, &demo.lang()).unwrap();
    assert!(reads.iter().any(|entry| entry.case.is_some()), "whoever is paid sees that their data was read");
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn what_an_appeal_gives_waits_for_its_fee() {
    let demo = Demo::new("mini", 20);
    let case = demo.file("mother", "chimney-check", json!({"chimneys": "4"})).unwrap();
    let charged = demo.act("clerk-port", &case, "charge", ActInput::default()).unwrap();
    demo.act("counter-port", &charged, "pay", ActInput::default()).unwrap();
    let (id, lang) = (CaseId::new(&case.case), demo.lang());
    let seen = |who: &str| demo.app.case(&demo.who(who), &id, &lang).unwrap();
    let input =
        ActInput { reason: Some("no_ladder".into()), note: Some("Tro alta.".into()), ..ActInput::default() };
    let no = demo.act("clerk-port", &seen("clerk-port"), "refuse", input).unwrap();
    assert_eq!(no.state, "refused");
    let answers = json!({"attacked": case.case, "grounds": "La ŝtupetaro estas longa."});
    let appeal = demo.file("mother", "appeal", answers).unwrap();
    let article = || ActInput { article: Some("procedure/1".into()), ..ActInput::default() };
    assert_eq!(demo.act("reviewer", &appeal, "overturn", article()).unwrap().state, "granted");

    // The refusal gave the fee back, so it is to be paid again; nothing is granted before.
    let waiting = seen("mother");
    assert_eq!((waiting.state.as_str(), waiting.decision.is_none()), ("payment", true));
    let paid = demo.act("counter-port", &seen("counter-port"), "pay", ActInput::default()).unwrap();
    assert_eq!(paid.state, "granted");
    assert_eq!(balance(&demo, "till:welfare-office.port"), 100_000);
    assert_eq!(seen("mother").decision.unwrap().by, "officer", "what the appeal officer decided");
    assert_eq!(demo.verify().findings, []);
}
