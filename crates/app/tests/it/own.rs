//! What I may see of myself: everything the registers hold about me and nobody else, and what was promised to me.

use crate::common::{Demo, files};
use app::bulk::Grounds;
use app::cases::Filing;
use app::exchange::Import;
use base::{Hash, Instant, RegisterId, ServiceId};
use serde_json::json;
use std::collections::BTreeMap;

/// The `count` of looks of a person at their own data.
fn own_looks(demo: &Demo, who: &str) -> usize {
    let looks = demo.app.access_log(&demo.who(who), None, &demo.lang()).unwrap();
    looks.iter().filter(|look| look.purpose == "own" && look.log == "reads").count()
}

#[test]
fn everything_about_me_as_it_is_and_as_it_was_and_nothing_about_others() {
    let demo = Demo::new("mini", 20);
    let mother = demo.who("mother");
    let lang = demo.lang();
    let before = own_looks(&demo, "mother");
    let held = demo.app.own_records(&mother, &lang).unwrap();
    let ids: Vec<&str> = held.iter().map(|register| register.id.as_str()).collect();
    assert!(ids.contains(&"people") && ids.contains(&"homes"), "{ids:?}");
    assert!(
        !ids.contains(&"births") && !ids.contains(&"posts"),
        "the births of her children are theirs: {ids:?}"
    );
    let people = held.iter().find(|register| register.id == "people").unwrap();
    assert_eq!(people.records.len(), 1);
    let values: Vec<&str> =
        people.records[0].now.as_ref().unwrap().fields.iter().map(|(_, value)| value.as_str()).collect();
    assert!(values.contains(&demo.pin("mother").as_str()) && values.contains(&"virina"), "{values:?}");
    assert!(people.law.is_some() && people.office.is_some());
    assert_eq!(own_looks(&demo, "mother"), before, "the session had said so already");

    let answers: serde_json::Map<_, _> = demo.examples("mother", "school-start");
    let filing = Filing {
        service: ServiceId::new("school-start"),
        answers,
        lang: lang.clone(),
        idempotency_key: None,
    };
    assert_eq!(demo.app.file(&mother, &filing).unwrap().state, "granted");
    let held = demo.app.own_records(&mother, &lang).unwrap();
    let grant = &held.iter().find(|register| register.id == "grants").unwrap().records[0];
    assert!(grant.now.is_some() && grant.other.is_empty());
    assert!(demo.app.own_records(&app::Who::Nobody, &lang).is_err());
}

#[test]
fn a_record_that_has_ended_is_still_shown() {
    let demo = Demo::new("mini", 0);
    let (who, lang) = (demo.who("mother"), demo.lang());
    let grants = || {
        let held = demo.app.own_records(&who, &lang).unwrap();
        held.into_iter().find(|register| register.id == "grants").map(|register| register.records)
    };
    assert_eq!(grants(), None);
    let register = demo.app.running().model().registers[&RegisterId::new("grants")].clone();
    let line = json!({"person": demo.pin("mother"), "kind": "home_repair", "amount": "7.5", "case_number": "1",
        "valid_from": "2010-01-01", "valid_until": "2011-01-01"});
    let keeping = Grounds::keeping(&register);
    let mut import = Import::begin(&demo.app, &register, &Hash::of(b"1"), keeping, None, false).unwrap();
    import.line(1, line.as_object().unwrap()).unwrap().unwrap();
    assert_eq!(import.end().unwrap().entered, 1);
    let records = grants().unwrap();
    assert_eq!((records.len(), records[0].now.is_none(), records[0].other.len()), (1, true, 1));
    assert!(records[0].other[0].until.is_some());
}

#[test]
fn a_promise_that_moves_names_the_act_that_moved_it() {
    let demo = Demo::new("mini", 0);
    let first = demo.app.promised("island").unwrap();
    assert!(first["task-1"].what.is_empty(), "as first published");
    let now = demo.app.moment().now;
    demo.still.set(Instant(now.0 + 60_000_000));
    let mut changed: BTreeMap<String, String> = files("mini");
    let text = changed.get_mut("programme/island.yaml").unwrap();
    *text = text.replace("due: 2025-05-01", "due: 2027-05-01");
    assert!(demo.app.publish_state(&changed).is_ok());
    let moved = demo.app.promised("island").unwrap();
    assert_eq!(moved["task-1"].what, ["due"]);
    assert!(moved["task-1"].leaf > first["task-1"].leaf && moved["task-1"].at > first["task-1"].at);
    assert_eq!(moved["subtask-1-1"], first["subtask-1-1"], "what did not change keeps its act");
    assert!(demo.app.publish_state(&files("mini")).is_ok());
    let back = demo.app.promised("island").unwrap();
    assert!(back["task-1"].leaf > moved["task-1"].leaf, "a date that is put back moved twice");
}

#[test]
fn a_correction_is_asked_of_the_office_that_serves_where_i_live() {
    let office_of = |district: &str| {
        let mut files = files("mini");
        let cast = files.get_mut("simulate/personas.yaml").unwrap();
        *cast = cast.replace("district: P1", &format!("district: {district}"));
        let registers = files.get_mut("registers/homes.yaml").unwrap();
        *registers = registers.replace("owner: island-council", "owner: welfare-office");
        let demo = Demo::of(&files, 0, Instant(1_795_312_800_000_000));
        let held = demo.app.own_records(&demo.who("mother"), &demo.lang()).unwrap();
        held.into_iter().find(|register| register.id == "homes").unwrap().office.unwrap().0
    };
    assert_eq!(office_of("P1"), "Oficejo de la haveno");
    assert_eq!(office_of("H1"), "Oficejo de la monteto");
}
