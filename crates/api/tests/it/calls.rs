//! The good way through each operation.

use crate::ground::{Ask, Ground};
use serde_json::{Value, json};

#[test]
fn services_are_read_by_anyone_in_their_language() {
    let ground = Ground::new();
    let got = ground.ask(Ask::get("/api/v1/services").header("accept-language", "he;q=0.5, en, fr"));
    assert_eq!((got.status.as_u16(), got.header("content-type")), (200, "application/json"));
    assert_eq!((got.header("content-language"), got.header("vary")), ("he", "Accept-Language"));
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    let services = got.json();
    let ids: Vec<&str> =
        services["services"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"school-start") && ids.contains(&"home-repair"), "{ids:?}");
    let one = ground.ask(Ask::get("/api/v1/services/school-start"));
    assert_eq!((one.status.as_u16(), one.header("content-language")), (200, "eo"));
    assert_eq!(one.json()["service"]["id"], "school-start");
}

#[test]
fn a_person_asks_is_granted_and_gets_the_document_and_the_proof() {
    let ground = Ground::new();
    let form = ground.ask_as("mother", Ask::get("/api/v1/services/school-start/form")).json();
    let asked: Vec<&str> =
        form["fields"].as_array().unwrap().iter().map(|field| field["id"].as_str().unwrap()).collect();
    assert_eq!(asked, ["payment", "wallet"], "only what no register knows");
    assert!(form["known"].as_array().unwrap().iter().any(|known| known["id"] == "home_address"));

    let before = ground.leaves();
    let body = json!({"answers": ground.examples("mother", "school-start")});
    let ask = || Ask::post("/api/v1/services/school-start/cases").key("k-1").json(&body);
    let got = ground.ask_as("mother", ask());
    assert_eq!(got.status.as_u16(), 201, "{}", got.text());
    let case = got.json();
    assert_eq!((&case["state"], &case["decision"]["by"]), (&json!("granted"), &json!("machine")));
    let number = case["case"].as_str().unwrap().to_owned();
    assert_eq!(got.header("location"), format!("/api/v1/cases/{number}"));
    assert_eq!(case["receipt"]["first"], json!(before));
    let proof = format!("/api/v1/log/{before}/proof");
    let early = ground.ask(Ask::get(&proof));
    assert_eq!(early.problem(), (404, "not-yet-published".to_owned()));
    assert_eq!(early.header("retry-after"), "1");

    let again = ground.ask_as("mother", ask());
    assert_eq!((again.status.as_u16(), again.json()), (201, case.clone()), "a replay is the same again");
    assert_eq!(ground.leaves(), before + 1, "and adds no act");

    let read = ground.ask_as("mother", Ask::get(got.header("location")));
    assert_eq!((read.status.as_u16(), &read.json()["case"]), (200, &json!(number)));
    let document = ground.ask_as("mother", Ask::get(&format!("/api/v1/cases/{number}/document")));
    assert_eq!((document.status.as_u16(), document.header("content-type")), (200, "application/pdf"));
    assert!(document.body.starts_with(b"%PDF-"));
    assert!(!document.header("content-disposition").contains(&number));
    let twice = ground.ask_as("mother", Ask::get(&format!("/api/v1/cases/{number}/document")));
    assert_eq!(twice.body, document.body);

    ground.leaves();
    let proof = ground.ask(Ask::get(&proof));
    assert_eq!((proof.status.as_u16(), proof.header("content-type")), (200, "text/plain; charset=utf-8"));
    assert!(proof.text().starts_with("c2sp.org/tlog-proof@v1\n"), "{}", proof.text());

    let me = ground.ask_as("mother", Ask::get("/api/v1/me")).json();
    assert_eq!(me["cases"][0]["case"], json!(number));
    let seen = ground.ask_as("mother", Ask::get("/api/v1/me/access-log")).json();
    let purposes: Vec<&str> =
        seen["entries"].as_array().unwrap().iter().map(|one| one["purpose"].as_str().unwrap()).collect();
    assert!(purposes.contains(&"own"), "{purposes:?}");
    assert!(seen.get("next").is_none(), "one page");
}

#[test]
fn an_officer_takes_the_next_case_and_decides_on_the_version_they_saw() {
    let ground = Ground::new();
    let none = ground.ask_as("clerk-port", Ask::post("/api/v1/work/next"));
    assert_eq!((none.status.as_u16(), none.body.len()), (204, 0));
    let filed = ground.file("mother", "home-repair", "k-2");
    assert_eq!(filed["state"], "review");
    let taken = ground.ask_as("clerk-port", Ask::post("/api/v1/work/next").json(&json!({})));
    assert_eq!(taken.status.as_u16(), 200, "{}", taken.text());
    let taken = taken.json();
    assert_eq!(taken["case"], filed["case"]);
    let act = |body: &Value| {
        let path = format!("/api/v1/cases/{}/acts/grant", taken["case"].as_str().unwrap());
        ground.ask_as("clerk-port", Ask::post(&path).json(body))
    };
    let article = taken["articles"][0]["cite"].clone();
    let stale = act(&json!({"version": filed["version"], "article": article, "note": "Jes."}));
    assert_eq!(stale.problem(), (409, "stale-version".to_owned()));
    let bare = act(&json!({"version": taken["version"]}));
    assert_eq!(bare.status.as_u16(), 422, "{}", bare.text());
    let before = ground.leaves();
    let done = act(&json!({"version": taken["version"], "article": article, "note": "Jes."}));
    assert_eq!(done.status.as_u16(), 200, "{}", done.text());
    assert_eq!(
        (&done.json()["state"], &done.json()["decision"]["by"]),
        (&json!("granted"), &json!("officer"))
    );
    assert_eq!(ground.leaves(), before + 1);
}

#[test]
fn a_case_is_returned_and_corrected_by_the_applicant() {
    let ground = Ground::new();
    ground.file("mother", "home-repair", "k-3");
    let taken = ground.ask_as("clerk-port", Ask::post("/api/v1/work/next")).json();
    let number = taken["case"].as_str().unwrap();
    let body = json!({"version": taken["version"], "fields": ["cost"], "note": "Kiom?"});
    let returned =
        ground.ask_as("clerk-port", Ask::post(&format!("/api/v1/cases/{number}/acts/return")).json(&body));
    assert_eq!(returned.status.as_u16(), 200, "{}", returned.text());
    let mine = ground.ask_as("mother", Ask::get(&format!("/api/v1/cases/{number}"))).json();
    assert_eq!(mine["returned"]["fields"], json!(["cost"]));
    let mut answers = ground.examples("mother", "home-repair");
    answers["cost"] = json!("99.5");
    let body = json!({"version": mine["version"], "answers": answers});
    let corrected =
        ground.ask_as("mother", Ask::post(&format!("/api/v1/cases/{number}/acts/correct")).json(&body));
    assert_eq!(
        (corrected.status.as_u16(), &corrected.json()["state"]),
        (200, &json!("review")),
        "{}",
        corrected.text()
    );
}

#[test]
fn a_search_is_a_logged_read_that_the_person_sees() {
    let ground = Ground::new();
    let pin = ground.persona("mother").pin.clone();
    let body = json!({"purpose": "counter_service", "where": {"resident": pin}, "as_of": "2026-11-22"});
    let found = ground.ask_as("counter-port", Ask::post("/api/v1/registers/people/search").json(&body));
    assert_eq!(found.status.as_u16(), 200, "{}", found.text());
    let hits = found.json();
    let fields = hits["hits"][0]["fields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["id"] == "resident" && field["value"] == json!(pin)));
    let seen = ground.ask_as("mother", Ask::get("/api/v1/me/access-log")).json();
    let entry =
        seen["entries"].as_array().unwrap().iter().find(|one| one["purpose"] == "counter_service").unwrap();
    assert!(entry["agency"].as_str().is_some_and(|agency| !agency.is_empty()), "{entry}");
}

#[test]
fn the_access_log_is_paged() {
    let ground = Ground::new();
    let body = json!({"purpose": "counter_service", "where": {"resident": ground.persona("mother").pin}});
    for _ in 0..60 {
        let got = ground.ask_as("counter-port", Ask::post("/api/v1/registers/people/search").json(&body));
        assert_eq!(got.status.as_u16(), 200);
    }
    let mut leaves = Vec::new();
    let mut path = "/api/v1/me/access-log".to_owned();
    let mut pages = 0;
    loop {
        let page = ground.ask_as("mother", Ask::get(&path)).json();
        let entries = page["entries"].as_array().unwrap().clone();
        leaves.extend(
            entries.iter().filter(|one| one["log"] == "reads").map(|one| one["leaf"].as_u64().unwrap()),
        );
        pages += 1;
        match page["next"].as_u64() {
            Some(next) => path = format!("/api/v1/me/access-log?before={next}"),
            None => break,
        }
    }
    let count = leaves.len();
    leaves.sort_unstable();
    leaves.dedup();
    assert!(
        pages >= 2 && count >= 60 && leaves.len() == count,
        "{pages} pages, {count} entries, {} leaves",
        leaves.len()
    );
}
