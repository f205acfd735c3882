//! A case that one body hands on to another: who sees it, and what the public log says of it.

use crate::common::Demo;
use app::AppError;
use base::{AgencyId, CaseId};
use domain::{ActInput, Refusal};
use serde_json::json;
use std::sync::Arc;
use store::{Log, Sqlite, Store};

#[test]
fn a_petition_goes_to_the_body_that_is_competent() {
    let demo = Demo::new("kg", 50);
    let answers = json!({"body": "not_known", "topic": "Taxes", "matter": "How much do I pay?"});
    let case = demo.file("mother", "citizen-appeal", answers).unwrap();
    let (id, lang) = (CaseId::new(&case.case), demo.lang());
    let see = |who: &str| demo.app.case(&demo.who(who), &id, &lang);
    let hidden = |who: &str| matches!(see(who), Err(AppError::Refused(no)) if no == [Refusal::UnknownCase]);
    assert!(hidden("tax-officer"), "nobody sees it before it is theirs");
    let action =
        see("reception-officer").unwrap().actions.into_iter().find(|one| one.id == "pass-on").unwrap();
    let bodies: Vec<&str> = action.agencies.iter().map(|body| body.value.as_str()).collect();
    let all = demo.app.running().model().agencies.len();
    assert_eq!(
        (bodies.len(), action.requires[0].as_str()),
        (all - 7, "agency"),
        "all but itself and six: {bodies:?}"
    );
    assert!(bodies.contains(&"tax-service") && bodies.contains(&"labour-ministry"));
    assert!(!["citizens-reception", "district-court", "ulgu-bank"].iter().any(|body| bodies.contains(body)));
    assert!(action.agencies.is_sorted_by(|one, next| one.label <= next.label));

    let to = |agency: &str| ActInput {
        agency: Some(AgencyId::new(agency)),
        reason: Some("other_body".into()),
        note: Some("They keep the patents.".into()),
        ..ActInput::default()
    };
    let passed = demo.act("reception-officer", &case, "pass-on", to("tax-service")).unwrap();
    assert_eq!((passed.state.as_str(), passed.passed.len()), ("review", 1));
    assert!(hidden("reception-officer"), "what is not one's own any more is not seen any more");
    let there = see("tax-officer").unwrap();
    assert!(there.actions.iter().any(|action| action.id == "answer"));
    let own = see("mother").unwrap();
    assert_eq!(
        (own.agency.as_str(), own.passed[0].to.as_str()),
        (there.agency.as_str(), there.agency.as_str())
    );
    assert!(own.history.last().unwrap().text.contains(&there.agency), "the applicant reads where it went");

    let store = Store::new(Arc::new(Sqlite::open_read_only(demo.dir.path()).unwrap()));
    let index = passed.receipt.unwrap().first;
    let leaf = store.snapshot().unwrap().leaves(Log::Acts, index, index + 1).unwrap().remove(0);
    let leaf: serde_json::Value = serde_json::from_str(&leaf.leaf).unwrap();
    assert_eq!((&leaf["org"], &leaf["passed"]), (&json!("citizens-reception"), &json!("tax-service")));
    let reason = ActInput {
        reason: Some("explained".into()),
        note: Some("The town sets the price.".into()),
        ..ActInput::default()
    };
    assert_eq!(demo.act("tax-officer", &there, "answer", reason).unwrap().state, "answered");
    assert_eq!(demo.verify().findings, []);
}
