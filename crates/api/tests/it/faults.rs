//! Bad input: each gets its status and code, and nothing is entered.

use crate::ground::{Ask, Ground};
use serde_json::{Value, json};

const FILE: &str = "/api/v1/services/school-start/cases";
const REPAIR: &str = "/api/v1/services/home-repair/cases";
const SEARCH: &str = "/api/v1/registers/people/search";

#[test]
fn bodies_that_cannot_be_read() {
    let ground = Ground::new();
    let before = ground.leaves();
    let long = format!(r#"{{"answers":{{"damage":"{}"}}}}"#, "x".repeat(base::limit::BODY_BYTES_MAX));
    let deep = format!("{}{}", "{\"answers\":".repeat(2_000), "1".to_owned() + &"}".repeat(2_000));
    let table: [(&str, Vec<u8>, u16, &str, &str); 11] = [
        ("empty", Vec::new(), 400, "bad-body", "EOF"),
        ("half", b"{\"answers\":{".to_vec(), 400, "bad-body", "EOF"),
        (
            "member twice",
            br#"{"answers":{},"answers":{}}"#.to_vec(),
            400,
            "bad-body",
            "\"answers\" stands there twice",
        ),
        (
            "answer twice",
            br#"{"answers":{"cost":"1","cost":"2"}}"#.to_vec(),
            400,
            "bad-body",
            "\"cost\" stands there twice",
        ),
        ("no UTF-8", b"{\"answers\":{\"cost\":\"\xc3\x28\"}}".to_vec(), 400, "bad-body", "no UTF-8"),
        ("UTF-16", b"\xff\xfe{\0}\0".to_vec(), 400, "bad-body", "no UTF-8"),
        ("two values", b"{} {}".to_vec(), 400, "bad-body", "trailing"),
        ("a list", b"[]".to_vec(), 400, "bad-body", "must be a JSON object"),
        ("deep", deep.into_bytes(), 400, "bad-body", "deep"),
        ("too long", long.into_bytes(), 413, "too-large", ""),
        ("a lone surrogate", br#"{"answers":{"cost":"\ud800"}}"#.to_vec(), 400, "bad-body", ""),
    ];
    for (what, body, status, code, says) in table {
        let got = ground.ask_as("mother", Ask::post(REPAIR).key("k").raw(body));
        assert_eq!(got.problem(), (status, code.to_owned()), "{what}: {}", got.text());
        assert!(got.json()["detail"].as_str().unwrap().contains(says), "{what}: {}", got.text());
    }
    assert_eq!(ground.leaves(), before);
}

#[test]
fn content_that_is_not_json() {
    let ground = Ground::new();
    for media in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/json; charset=utf-16",
    ] {
        let ask = Ask::post(REPAIR).key("k").header("content-type", media).bytes(br#"{"answers":{}}"#);
        assert_eq!(ground.ask_as("mother", ask).problem(), (415, "wrong-media-type".to_owned()), "{media}");
    }
    let none = ground.ask_as("mother", Ask::post(REPAIR).key("k").bytes(b"{}"));
    assert_eq!(none.problem().0, 415);
    let next = ground.ask_as("clerk-port", Ask::post("/api/v1/work/next").json(&json!({"a": 1})));
    assert_eq!(next.problem(), (400, "bad-body".to_owned()));
}

/// Asks, and gives status, code and the errors as (field, code).
fn wrong(ground: &Ground, persona: &str, path: &str, body: &Value) -> (u16, String, Vec<(String, String)>) {
    let got = ground.ask_as(persona, Ask::post(path).key("k").json(body));
    let (status, code) = got.problem();
    let problem = got.json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    (status, code, errors.iter().map(|one| (text(&one["field"]), text(&one["code"]))).collect())
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(field, code)| ((*field).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn members_and_answers_that_do_not_fit() {
    let ground = Ground::new();
    let before = ground.leaves();
    let good = json!({"damage": "Tegmento", "cost": "10"});
    let with = |name: &str, value: Value| {
        let mut answers = good.clone();
        answers[name] = value;
        json!({"answers": answers})
    };
    let many: Value = (0..65).map(|n| (format!("a{n}"), json!("x"))).collect();
    // Body, status, code, and of each problem the field and code.
    type Row<'a> = (Value, u16, &'a str, &'a [(&'a str, &'a str)]);
    let table: [Row<'_>; 14] = [
        (json!({}), 422, "missing-answer", &[("answers", "missing-answer")]),
        (json!({"answers": null}), 422, "missing-answer", &[("answers", "missing-answer")]),
        (json!({"answers": []}), 422, "wrong-type", &[("answers", "wrong-type")]),
        (
            json!({"answer": {}}),
            422,
            "unknown-field",
            &[("answer", "unknown-field"), ("answers", "missing-answer")],
        ),
        (json!({"answers": good, "extra": 1}), 422, "unknown-field", &[("extra", "unknown-field")]),
        (with("colour", json!("red")), 422, "unknown-field", &[("colour", "unknown-field")]),
        (with("cost", json!(10)), 422, "wrong-type", &[("cost", "wrong-type")]),
        (with("cost", json!({"a": "b"})), 422, "wrong-type", &[("cost", "wrong-type")]),
        (with("cost", json!("ten")), 422, "wrong-type", &[("cost", "wrong-type")]),
        (with("cost", json!("0")), 422, "check", &[("cost", "check")]),
        (with("damage", json!("x".repeat(501))), 422, "check", &[("damage", "check")]),
        (with("damage", json!("x".repeat(4_001))), 422, "too-long", &[("damage", "too-long")]),
        (
            json!({"answers": {"damage": true}}),
            422,
            "wrong-type",
            &[("damage", "wrong-type"), ("cost", "missing-answer")],
        ),
        (json!({"answers": many}), 400, "bad-body", &[]),
    ];
    for (body, status, code, errors) in table {
        let got = wrong(&ground, "mother", REPAIR, &body);
        assert_eq!(
            got,
            (status, code.to_owned(), pairs(errors)),
            "{}",
            body.to_string().chars().take(200).collect::<String>()
        );
    }
    assert_eq!(ground.leaves(), before, "nothing was entered");
}

#[test]
fn answers_of_the_types_that_only_some_forms_ask() {
    let ground = Ground::new();
    let table: [(Value, &[(&str, &str)]); 4] = [
        (json!({"payment": "gold"}), &[("payment", "bad-choice")]),
        (json!({"payment": "wallet", "wallet": "1"}), &[("wallet", "bad-identifier")]),
        (json!({"payment": "cash", "wallet": "12345678"}), &[("wallet", "not-asked")]),
        (json!({"payment": "wallet"}), &[("wallet", "missing-answer")]),
    ];
    for (answers, errors) in table {
        let got = wrong(&ground, "mother", FILE, &json!({"answers": answers}));
        assert_eq!((got.0, got.2), (422, pairs(errors)), "{answers}");
    }
}

#[test]
fn a_misspelt_name_gets_the_nearest() {
    let ground = Ground::new();
    let got = ground.ask_as("mother", Ask::post(REPAIR).key("k").json(&json!({"answrs": {}})));
    assert_eq!(got.json()["errors"][0]["did_you_mean"], "answers");
    let got = ground
        .ask_as("mother", Ask::post(REPAIR).key("k").json(&json!({"answers": {"damage": "x", "cots": "1"}})));
    assert_eq!(got.json()["errors"][0]["did_you_mean"], "cost");
    let got = ground.ask_as("mother", Ask::get("/api/v1/me/access-log?befor=1"));
    assert_eq!(
        (got.problem(), &got.json()["errors"][0]["did_you_mean"]),
        ((422, "unknown-field".to_owned()), &json!("before"))
    );
}

#[test]
fn the_key_of_a_request() {
    let ground = Ground::new();
    let body = json!({"answers": {"damage": "Tegmento", "cost": "10"}});
    let file = |key: Option<&str>, body: &Value| {
        let ask = Ask::post(REPAIR).json(body);
        ground.ask_as(
            "mother",
            match key {
                Some(key) => ask.key(key),
                None => ask,
            },
        )
    };
    assert_eq!(file(None, &body).problem(), (400, "idempotency-missing".to_owned()));
    for key in ["", "two words", &"k".repeat(129)] {
        assert_eq!(file(Some(key), &body).problem(), (400, "bad-body".to_owned()), "{key:?}");
    }
    let first = file(Some("one"), &body);
    assert_eq!(first.status.as_u16(), 201);
    let before = ground.leaves();
    let other = json!({"answers": {"damage": "Muro", "cost": "10"}});
    assert_eq!(file(Some("one"), &other).problem(), (409, "idempotency-mismatch".to_owned()));
    assert_eq!(file(Some("one"), &body).json()["case"], first.json()["case"]);
    assert_eq!(ground.leaves(), before);
    let theirs = ground.ask_as("auditor", Ask::post(REPAIR).key("one").json(&body));
    assert_ne!(theirs.json()["case"], first.json()["case"], "a key is its owner's");
}

#[test]
fn searches_that_may_not_be() {
    let ground = Ground::new();
    let search = |persona: &str, path: &str, body: Value| wrong(&ground, persona, path, &body);
    let by_key = || json!({"resident": "ZZ000000"});
    let purpose = "counter_service";
    let table: [(&str, &str, Value, u16, &str); 11] = [
        (
            "counter-port",
            "/api/v1/registers/nothing/search",
            json!({"purpose": purpose, "where": by_key()}),
            404,
            "unknown-register",
        ),
        ("counter-port", SEARCH, json!({"purpose": "curiosity", "where": by_key()}), 403, "purpose-needed"),
        ("counter-port", SEARCH, json!({"purpose": "family_support", "where": by_key()}), 403, "not-allowed"),
        ("mother", SEARCH, json!({"purpose": purpose, "where": by_key()}), 403, "not-allowed"),
        ("auditor", SEARCH, json!({"purpose": purpose, "where": by_key()}), 403, "not-allowed"),
        ("counter-port", SEARCH, json!({"purpose": purpose, "where": {}}), 422, "search-needed"),
        ("counter-port", SEARCH, json!({"purpose": purpose}), 422, "missing-answer"),
        (
            "counter-port",
            SEARCH,
            json!({"purpose": purpose, "where": {"sex": "female"}}),
            422,
            "unknown-field",
        ),
        ("counter-port", SEARCH, json!({"purpose": purpose, "where": {"resident": true}}), 422, "wrong-type"),
        (
            "counter-port",
            SEARCH,
            json!({"purpose": purpose, "where": by_key(), "as_of": "2026-02-30"}),
            422,
            "bad-date",
        ),
        (
            "counter-port",
            SEARCH,
            json!({"purpose": purpose, "where": {"a": "", "b": "", "c": "", "d": "", "e": ""}}),
            400,
            "bad-body",
        ),
    ];
    for (persona, path, body, status, code) in table {
        let got = search(persona, path, body.clone());
        assert_eq!((got.0, got.1.as_str()), (status, code), "{persona} {path} {body}");
    }
    let nobody = ground
        .ask_as("counter-port", Ask::post(SEARCH).json(&json!({"purpose": purpose, "where": by_key()})));
    assert_eq!(
        (nobody.status.as_u16(), nobody.json()),
        (200, json!({"hits": []})),
        "a key that is no one's finds no one"
    );
}

#[test]
fn acts_that_do_not_fit_the_case() {
    let ground = Ground::new();
    let filed = ground.file("mother", "home-repair", "k");
    let taken = ground.ask_as("clerk-port", Ask::post("/api/v1/work/next")).json();
    assert_eq!(taken["case"], filed["case"]);
    let case = taken["case"].as_str().unwrap();
    let version = taken["version"].clone();
    let before = ground.leaves();
    let table: [(&str, &str, Value, u16, &str); 12] = [
        ("clerk-port", "dance", json!({"version": version}), 404, "unknown-action"),
        (
            "mother",
            "grant",
            json!({"version": version, "article": "family/5", "note": "x"}),
            403,
            "not-allowed",
        ),
        ("clerk-port", "grant", json!({}), 422, "missing-answer"),
        ("clerk-port", "grant", json!({"version": "1"}), 422, "wrong-type"),
        ("clerk-port", "grant", json!({"version": 0}), 422, "wrong-type"),
        ("clerk-port", "grant", json!({"version": -1}), 422, "wrong-type"),
        ("clerk-port", "grant", json!({"version": 1.5}), 422, "wrong-type"),
        (
            "clerk-port",
            "grant",
            json!({"version": 999, "article": "family/5", "note": "x"}),
            409,
            "stale-version",
        ),
        ("clerk-port", "grant", json!({"version": version, "note": "x"}), 422, "article-needed"),
        (
            "clerk-port",
            "grant",
            json!({"version": version, "article": "family/999", "note": "x"}),
            422,
            "unknown-article",
        ),
        (
            "clerk-port",
            "refuse",
            json!({"version": version, "reason": "mood", "note": "x"}),
            422,
            "unknown-reason",
        ),
        ("clerk-port", "return", json!({"version": version, "fields": [1], "note": "x"}), 422, "wrong-type"),
    ];
    for (persona, action, body, status, code) in table {
        let got = wrong(&ground, persona, &format!("/api/v1/cases/{case}/acts/{action}"), &body);
        assert_eq!((got.0, got.1.as_str()), (status, code), "{persona} {action} {body}");
    }
    assert_eq!(ground.leaves(), before, "no refused act changed anything");
}

#[test]
fn addresses_that_name_nothing() {
    let ground = Ground::new();
    ground.leaves();
    let table = [
        ("/api/v1/services/nothing", 404, "unknown-service"),
        ("/api/v1/services/%00", 404, "unknown-service"),
        ("/api/v1/services/%ff", 404, "unknown-address"),
        ("/api/v1/services/nothing/form", 404, "unknown-service"),
        ("/api/v1/cases/nothing", 404, "unknown-case"),
        ("/api/v1/cases/nothing/document", 404, "unknown-case"),
        ("/api/v1/log/999999/proof", 404, "unknown-address"),
        ("/api/v1/log/-1/proof", 404, "unknown-address"),
        ("/api/v1/log/01/proof", 404, "unknown-address"),
        ("/api/v1/log/99999999999999999999/proof", 404, "unknown-address"),
        ("/api/v1/me/access-log?before=x", 422, "wrong-type"),
        ("/api/v1/me/access-log?before=1&before=2", 400, "bad-body"),
        ("/api/v1/services?page=2", 422, "unknown-field"),
        ("/problems/nothing", 404, "unknown-address"),
    ];
    for (path, status, code) in table {
        let got = ground.ask_as("mother", Ask::get(path));
        assert_eq!(got.problem(), (status, code.to_owned()), "{path}");
    }
}

#[test]
fn no_fault_was_logged_by_any_of_it() {
    let ground = Ground::new();
    for path in ["/api/v1/services/nothing/form", "/api/v1/cases/x", "/api/v1/log/9/proof"] {
        ground.ask_as("mother", Ask::get(path));
    }
    assert_eq!(*ground.incidents.lock().unwrap(), Vec::<String>::new());
}
