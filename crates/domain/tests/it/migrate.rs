//! Answers when a service gets a new version.

use crate::family::rules;
use base::FieldId;
use domain::migrate::answers;
use model::{OpenCases, Service};
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A service that asks these questions.
fn asking(names: &BTreeSet<String>) -> Service {
    let mut service = rules().model.services["mooring"].clone();
    let page = service.form.first_mut().unwrap();
    let question = page.ask.first().unwrap().clone();
    let asked = names.iter().map(|name| model::Question { id: FieldId::new(name), ..question.clone() });
    page.ask = asked.collect();
    service
}

proptest! {
    /// Whatever the questions and the names: each answer is either kept, under one name, or said to be gone.
    #[test]
    fn no_answer_is_lost_unsaid(
        before in proptest::collection::btree_set("[a-f]", 0..6),
        now in proptest::collection::btree_set("[a-f]", 0..6),
        renames in proptest::collection::btree_map("[a-f]", "[a-f]", 0..4),
    ) {
        let service = asking(&now);
        let given: Map<String, Value> = before.iter().map(|name| (name.clone(), Value::from(format!("of {name}")))).collect();
        // As `koom check` has it: what it is called now exists, and no two are called the same.
        let mut taken = BTreeSet::new();
        let renames: BTreeMap<FieldId, FieldId> = renames
            .into_iter()
            .filter(|(_, name)| now.contains(name) && taken.insert(name.clone()))
            .map(|(from, to)| (FieldId::new(from), FieldId::new(to)))
            .collect();
        let rule = OpenCases::FastForward { states: BTreeMap::new(), answers: renames };
        let renamed = answers(&service, &rule, &given);
        prop_assert_eq!(renamed.answers.len() + renamed.gone.len(), before.len());
        for name in &before {
            let id = FieldId::new(name);
            let value = Value::from(format!("of {name}"));
            let kept = renamed.answers.get(rule.answer(&id).as_str()) == Some(&value);
            prop_assert!(kept != renamed.gone.contains(&id));
        }
    }
}
