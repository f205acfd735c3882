//! Lines come in once, whatever happens meanwhile, and go out as they came in.

use crate::common::{Demo, running};
use app::AppError;
use app::bulk::Grounds;
use app::exchange::{Import, Summary, check_columns, entry, grounds, line};
use base::{Hash, RegisterId};
use model::Register;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use store::{AsOf, Key, Log, Match, Query};

fn register(demo: &Demo, name: &str) -> Register {
    demo.app.running().model().registers[&RegisterId::new(name)].clone()
}

fn object(value: Value) -> Map<String, Value> {
    let Value::Object(map) = value else { panic!("an object") };
    map
}

fn person(number: usize) -> Map<String, Value> {
    object(json!({"resident": format!("QA{number:06}"), "given": "Ada", "family": "Monto", "sex": "female",
        "born_on": "1990-01-02", "valid_from": "1990-01-02"}))
}

/// Offers lines, and stops after some without ending, as a killed program does.
fn import(demo: &Demo, name: &str, lines: &[Map<String, Value>], stop: Option<usize>) -> Summary {
    let register = register(demo, name);
    let digest = Hash::of(format!("{lines:?}").as_bytes());
    let grounds = Grounds::keeping(&register);
    let mut import =
        Import::begin(&demo.app, &register, &digest, grounds, None, false).unwrap().in_windows_of(2_000);
    for (line, number) in lines.iter().zip(1..) {
        if stop.is_some_and(|stop| number > u64::try_from(stop).unwrap()) {
            return Summary::default();
        }
        let _bad = import.line(number, line).unwrap();
    }
    import.end().unwrap()
}

fn export(demo: &Demo, name: &str, at: Option<&str>) -> BTreeSet<String> {
    let register = register(demo, name);
    let mut lines = BTreeSet::new();
    let at = at.map(|day| day.parse().unwrap());
    let all =
        demo.app.export::<AppError>(&register.id, at, &Grounds::keeping(&register), &mut |entry, version| {
            lines.insert(base::json::canonical_object(&line(entry, version)).unwrap());
            Ok(())
        });
    all.unwrap();
    lines
}

#[test]
fn a_line_is_told_what_to_write_and_never_what_it_holds() {
    let mini = running("mini");
    let model = mini.model();
    let people = &model.registers[&RegisterId::new("people")];
    let homes = &model.registers[&RegisterId::new("homes")];
    let ok = person(1);
    for (field, value, wanted) in [
        ("resident", json!("12"), Some("resident: write resident like ZZ000000")),
        ("resident", json!(""), Some("resident: write resident like ZZ000000; the field is required")),
        ("sex", json!("woman"), Some("sex: write one of female, male")),
        ("born_on", json!("02.01.1990"), Some("born_on: write a date, YYYY-MM-DD")),
        ("born_on", json!("1990-02-30"), Some("born_on: write a date, YYYY-MM-DD")),
        ("given", json!(7), Some("given: write a text of at most 4000 characters")),
        (
            "valid_until",
            json!("1990-01-02"),
            Some("valid_until: write a day after valid_from: the first day it no longer holds"),
        ),
        (
            "valid_from",
            Value::Null,
            Some("valid_from: write the first day, YYYY-MM-DD, or name one for all lines with --valid-from"),
        ),
        ("ended", json!("perhaps"), Some("ended: write true or false")),
        ("valid_until", json!("2020-01-01"), None),
        ("ended", json!("true"), None),
    ] {
        let mut line = ok.clone();
        line.insert(field.to_owned(), value);
        let said = entry(model, people, &line, None);
        let said =
            said.err().map(|wrong| wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
        assert_eq!(said.as_deref(), wanted, "{field}");
    }
    let mut more = ok.clone();
    more.insert("shoe".to_owned(), json!(42));
    assert!(entry(model, people, &more, None).unwrap_err()[0].to_string().contains("shoe: leave this out"));
    let home = object(
        json!({"person": "nobody", "household": "h", "district": "P1", "address": "x", "valid_from": "2020-01-01"}),
    );
    assert_eq!(
        entry(model, homes, &home, None).unwrap_err()[0].to_string(),
        "person: write a person's resident like ZZ000000"
    );
    let head = ["resident", "given", "family", "sex", "born_on", "given"];
    assert_eq!(check_columns(people, head.into_iter()).len(), 1);
    assert_eq!(check_columns(people, ["resident", "famly", "given", "sex", "born_on"].into_iter()).len(), 2);
}

#[test]
fn a_stopped_import_goes_on_and_enters_nothing_twice() {
    let demo = Demo::new("mini", 0);
    let mut lines: Vec<_> = (0..4_100).map(person).collect();
    lines[10].insert("sex".to_owned(), json!("?"));
    lines[4_050].remove("given");
    import(&demo, "people", &lines, Some(2_500));
    let done = import(&demo, "people", &lines, None);
    assert_eq!(done, Summary { lines: 4_100, entered: 2_098, already: 2_000, bad: 2 });
    let again = import(&demo, "people", &lines, None);
    assert_eq!(again, Summary { lines: 4_100, entered: 0, already: 4_098, bad: 2 });
    let count = |key: &str| {
        let query = Query {
            register: RegisterId::new("people"),
            conditions: vec![("resident".into(), Match::In(vec![Key::from(key)]))],
            at: AsOf { valid: demo.app.moment().today, recorded: None },
            limit: 5,
        };
        let store =
            store::Store::new(std::sync::Arc::new(store::Sqlite::open_read_only(demo.dir.path()).unwrap()));
        store.snapshot().unwrap().find(&query).unwrap().len()
    };
    assert_eq!([count("QA000000"), count("QA001999"), count("QA002001"), count("QA004099")], [1; 4]);
    let report = demo.verify();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn lines_with_one_key_are_versions_of_one_record_wherever_they_stand() {
    let demo = Demo::new("mini", 0);
    let home = |number: usize, from: &str, until: Option<&str>, place: &str| {
        object(
            json!({"person": format!("QA{number:06}"), "household": "h", "district": place, "address": "x",
            "valid_from": from, "valid_until": until}),
        )
    };
    let mut lines = vec![home(1, "2000-01-01", Some("2010-01-01"), "P1"), home(1, "2010-01-01", None, "H1")];
    // The second line of someone comes a batch later, and after the program was stopped.
    lines.push(home(2, "2001-01-01", Some("2011-01-01"), "P1"));
    lines.extend((10..2_200).map(|number| home(number, "2005-05-05", None, "P1")));
    lines.push(home(2, "2011-01-01", None, "H1"));
    lines.push(home(2, "2011-01-01", None, "P9"));
    import(&demo, "homes", &lines, Some(2_100));
    let done = import(&demo, "homes", &lines, None);
    assert_eq!((done.bad, done.already), (1, 2_000), "the last line says the same day twice");
    let all = export(&demo, "homes", None);
    let mine: Vec<_> =
        all.iter().filter(|line| line.contains("QA000001") || line.contains("QA000002")).collect();
    assert_eq!(mine.len(), 4);
    assert_eq!(mine.iter().filter(|line| line.contains("\"version\":\"2\"")).count(), 2);
    let old = export(&demo, "homes", Some("2008-01-01"));
    assert!(old.iter().any(|line| line.contains("QA000001") && line.contains("P1")));
    let today = export(&demo, "homes", Some("2026-11-22"));
    assert!(today.iter().any(|line| line.contains("QA000001") && line.contains("H1")));
    assert_eq!(today.iter().filter(|line| line.contains("QA000002")).count(), 1);
    // A later file goes on with the records that are there.
    let later = vec![home(1, "2020-01-01", None, "P9")];
    assert_eq!(import(&demo, "homes", &later, None).entered, 1);
    assert!(
        export(&demo, "homes", None)
            .iter()
            .any(|line| line.contains("P9") && line.contains("\"version\":\"3\""))
    );
    let report = demo.verify();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn what_goes_out_comes_in_again_the_same() {
    let from = Demo::new("mini", 400);
    let to = Demo::new("mini", 0);
    for name in ["homes", "births", "grants"] {
        let out = export(&from, name, None);
        // People with a story are in both.
        let there: BTreeSet<String> = export(&to, name, None);
        let lines = out.difference(&there).map(|line| serde_json::from_str(line).unwrap());
        // In the order of an export: versions of a record together.
        let mut lines: Vec<Map<String, Value>> = lines.collect();
        lines.sort_by_key(|line| {
            (line.get("person").map(ToString::to_string), line.get("version").map(ToString::to_string))
        });
        let done = import(&to, name, &lines, None);
        assert_eq!(done.bad, 0, "{name}");
        let expected: BTreeSet<String> = out.union(&there).cloned().collect();
        assert!(export(&to, name, None) == expected, "{name}");
        assert!(out.len() > 20 || name == "grants", "{name}: {}", out.len());
    }
}

#[test]
fn an_export_is_a_look_that_everyone_sees() {
    let demo = Demo::new("mini", 50);
    let model = demo.app.running();
    let people = register(&demo, "people");
    assert!(grounds(model.model(), &people, Some("curiosity"), None).unwrap_err().contains("no purpose"));
    assert!(grounds(model.model(), &people, None, Some("family/99")).unwrap_err().contains("no article"));
    let why = grounds(model.model(), &people, Some("registration"), None).unwrap();
    demo.app.export::<AppError>(&people.id, None, &why, &mut |_, _| Ok(())).unwrap();
    let store =
        store::Store::new(std::sync::Arc::new(store::Sqlite::open_read_only(demo.dir.path()).unwrap()));
    let leaves = store.snapshot().unwrap().leaves(Log::Reads, 0, u64::MAX).unwrap();
    let bulk: Vec<_> = leaves.iter().filter(|leaf| leaf.leaf.contains("read.bulk")).collect();
    assert_eq!(bulk.len(), 1);
    let said: Value = serde_json::from_str(&bulk[0].leaf).unwrap();
    assert_eq!(
        (&said["purpose"], &said["law"], &said["by"]),
        (&json!("registration"), &json!("procedure/3"), &json!("operator"))
    );
    assert_eq!(said.get("tags"), None);
    let seen = demo.app.access_log(&demo.who("mother"), None, &demo.lang()).unwrap();
    assert!(seen.iter().any(|look| look.act == "read.bulk"));
}

#[test]
fn a_line_that_names_nobody_or_nowhere_is_bad_if_that_is_looked_at() {
    let demo = Demo::new("mini", 20);
    let mother = demo.pin("mother");
    let birth = |child: &str, mother: &str| {
        object(
            json!({"child": child, "name": "Mia", "born_on": "2020-05-01", "mother": mother, "valid_from": "2020-05-01"}),
        )
    };
    let home = |person: &str, district: &str| {
        object(
            json!({"person": person, "household": "H", "district": district, "address": "A", "valid_from": "2026-01-01"}),
        )
    };
    let offer = |name: &str, lines: &[Map<String, Value>], look: bool| {
        let register = register(&demo, name);
        let digest = Hash::of(format!("{look} {lines:?}").as_bytes());
        let grounds = Grounds::keeping(&register);
        let import = Import::begin(&demo.app, &register, &digest, grounds, None, false).unwrap();
        let mut import = if look { import.checking_references() } else { import };
        let mut wrong = Vec::new();
        for (line, number) in lines.iter().zip(1..) {
            if let Err(found) = import.line(number, line).unwrap() {
                wrong.extend(found.iter().map(|one| format!("{number} {}", one.field)));
            }
        }
        (wrong, import.end().unwrap())
    };
    let births = [birth("QB000001", &mother), birth("QB000002", "QQ999999")];
    let (wrong, summary) = offer("births", &births, true);
    assert_eq!((wrong, summary.entered, summary.bad), (vec!["2 mother".to_owned()], 1, 1));
    let homes = [home(&mother, "P1"), home(&mother, "X7"), home("QQ999999", "P1")];
    let (wrong, _) = offer("homes", &homes, true);
    assert_eq!(wrong, ["2 district", "3 person"]);
    let (wrong, summary) = offer("births", &births[1..], false);
    assert_eq!((wrong, summary.entered), (Vec::<String>::new(), 1), "nobody looks unless asked");
}
