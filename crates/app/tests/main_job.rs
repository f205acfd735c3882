//! The main job on the demonstration state, in process: from registered birth to granted, and what the log says.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use common::Demo;
use serde_json::json;

#[test]
fn a_mother_is_granted_at_once_and_the_father_goes_to_a_person() {
    let demo = Demo::new("kg", 50);
    let answers = demo.examples("mother", "balaga-suiunchu");
    let mut asked: Vec<&String> = answers.keys().collect();
    asked.sort();
    assert_eq!(asked, ["account", "payment"], "only what no register knows is asked");
    let case = demo.file("mother", "balaga-suiunchu", json!(answers)).unwrap();
    assert_eq!(case.state, "granted", "{case:?}");
    let decision = case.decision.unwrap();
    assert_eq!((decision.amount.as_deref(), decision.by.as_str()), (Some("4000"), "machine"));
    let second = demo.file("father", "balaga-suiunchu", json!(demo.examples("father", "balaga-suiunchu"))).unwrap();
    assert_eq!((second.state.as_str(), second.why.as_deref()), ("review", Some("second_parent")));
    let report = demo.verify();
    assert_eq!(report.findings, []);
}
