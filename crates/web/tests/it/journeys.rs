//! What people do, from beginning to end.

use crate::browser::{Browser, Demo, Page, set};
use app::short_code::ShortCode;
use axum::body::Body;
use axum::http::{Request, StatusCode};

/// Answers screen after screen until everything is to be checked.
pub async fn to_check(browser: &mut Browser, apply: &str, answers: &[(&str, &str)]) -> Page {
    let mut page = browser.get(apply).await;
    for _ in 0..20 {
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let mut fields = page.hidden(apply);
        if fields.iter().any(|(name, _)| name == "_key") {
            return page;
        }
        let shown = fields.iter().find(|(name, _)| name == "_shown").unwrap().1.clone();
        for id in shown.split(',') {
            let given = answers.iter().filter(|(name, _)| {
                *name == id || name.strip_prefix(id).is_some_and(|rest| rest.starts_with('-'))
            });
            for (name, value) in given {
                set(&mut fields, name, value);
            }
        }
        page = browser.post(apply, &fields).await;
    }
    panic!("the questions never end");
}

/// Files and gives the case's number.
pub async fn file(browser: &mut Browser, apply: &str, answers: &[(&str, &str)]) -> String {
    let check = to_check(browser, apply, answers).await;
    let mut fields = check.hidden(apply);
    set(&mut fields, "_go", "send");
    let done = browser.post(apply, &fields).await;
    done.location().rsplit('/').next().unwrap().to_owned()
}

/// A birth payment, granted at once.
pub async fn granted(_demo: &Demo, browser: &mut Browser) -> String {
    file(browser, "/ru/services/balaga-suiunchu/apply", &[("payment", "cash")]).await
}

#[tokio::test]
async fn a_mother_is_granted_at_once_and_sees_why() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    let case = granted(&demo, &mut mother).await;
    let page = mother.get(&format!("/ru/cases/{case}")).await;
    assert_eq!(page.status, StatusCode::OK);
    for needed in [
        "km-decision",
        "km-good",
        "4\u{a0}000",
        "km-appeal",
        "km-receipt",
        "km-trace",
        "km-history",
        "/document",
    ] {
        assert!(page.text.contains(needed), "{needed} is missing in {}", page.text);
    }
    let paper = mother.get(&format!("/ru/cases/{case}/document")).await;
    assert_eq!(paper.header("content-type"), "application/pdf");
    assert!(paper.bytes.starts_with(b"%PDF-"));
    assert!(!paper.header("content-disposition").contains(&case));
    // Her page lists the case and who looked.
    let me = mother.get("/ru/me").await;
    assert!(me.text.contains(&case) && me.text.contains("km-looks"));
    // Anyone can check the document's code.
    let app = demo
        .app
        .case(&demo.app.who(&demo.persona("mother").token).unwrap(), &base::CaseId::new(&case), &"ru".into())
        .unwrap();
    let code = app.decision.unwrap().document.unwrap();
    let mut anyone = demo.nobody();
    let (number, digest) = code.split_once('.').unwrap();
    let form = anyone.get("/ru/verify").await;
    let mut fields = form.hidden("/ru/verify");
    set(&mut fields, "number", number);
    assert_eq!(anyone.post("/ru/verify", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    set(&mut fields, "digest", digest);
    let done = anyone.post("/ru/verify", &fields).await;
    let valid = anyone.follow(&done).await;
    assert!(valid.text.contains("km-panel km-good") && !valid.text.contains(&demo.persona("mother").name));
    let changed = anyone.get(&format!("/ru/verify/{number}.AAAA")).await;
    assert!(changed.text.contains("km-panel km-bad"));
    // A person types the short code, as they please; what can be no code is said at once.
    let short = ShortCode::of(&base::Hash::from_base64url(digest).unwrap()).to_string();
    set(&mut fields, "digest", "");
    for typed in [short.clone(), short.replace('-', " ").to_lowercase()] {
        set(&mut fields, "number", &typed);
        let done = anyone.post("/ru/verify", &fields).await;
        assert!(anyone.follow(&done).await.text.contains("km-panel km-good"), "{typed}");
    }
    let rest: String = short.chars().skip(1).collect();
    for wrong in [rest.clone(), short.replace('-', "U")] {
        set(&mut fields, "number", &wrong);
        assert_eq!(
            anyone.post("/ru/verify", &fields).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{wrong}"
        );
    }
    let other = if short.starts_with('0') { "1" } else { "0" };
    let unknown = anyone.get(&format!("/ru/verify/{other}{rest}")).await;
    assert!(unknown.text.contains("km-panel km-bad"));
}

#[tokio::test]
async fn a_granted_case_can_be_appealed_with_the_case_chosen() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    let case = granted(&demo, &mut mother).await;
    let page = mother.get(&format!("/ru/cases/{case}")).await;
    let appeal = page.links().into_iter().find(|href| href.contains("apply?case=")).unwrap();
    let form = mother.get(&appeal).await;
    assert_eq!(form.status, StatusCode::OK);
    let chosen = form
        .text
        .split("<input")
        .find(|input| input.contains(&format!("value=\"{case}\"")) && input.contains("type=\"radio\""))
        .unwrap();
    assert!(chosen.contains(" checked"), "{chosen}");
}

#[tokio::test]
async fn a_withdrawal_asks_first() {
    let demo = Demo::new();
    let mut claimant = demo.signed_in("unknown-income").await;
    let case = file(&mut claimant, "/ru/services/ui-bulogo-komok/apply", &[("payment", "cash")]).await;
    crate::official::send_back(&demo, &case, "payment").await;
    let page = claimant.get(&format!("/ru/cases/{case}")).await;
    assert!(page.text.contains(&format!("/ru/cases/{case}/correct")), "{}", page.text);
    let act = format!("/ru/cases/{case}/acts/withdraw");
    let sure = claimant.get(&act).await;
    assert_eq!(sure.status, StatusCode::OK);
    let done = claimant.post(&act, &sure.hidden(&act)).await;
    let page = claimant.follow(&done).await;
    // Nobody decided anything, so there is nothing to attack.
    assert!(page.text.contains("id=\"closed"), "{}", page.text);
    assert!(!page.text.contains("km-decision") && !page.text.contains("km-appeal"), "{}", page.text);
    // A second time the case has moved on.
    assert_eq!(claimant.post(&act, &sure.hidden(&act)).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_case_sent_back_is_corrected_with_its_other_answers_kept() {
    let demo = Demo::new();
    let mut claimant = demo.signed_in("unknown-income").await;
    let answers = [("payment", "account"), ("account", "1234567890123456")];
    let case = file(&mut claimant, "/ru/services/ui-bulogo-komok/apply", &answers).await;
    crate::official::send_back(&demo, &case, "account").await;
    let correct = format!("/ru/cases/{case}/correct");
    let check = to_check(&mut claimant, &correct, &[("account", "6543210987654321")]).await;
    assert!(check.text.contains("6543210987654321"), "{}", check.text);
    let mut fields = check.hidden(&correct);
    set(&mut fields, "_go", "send");
    let done = claimant.post(&correct, &fields).await;
    let page = claimant.follow(&done).await;
    assert!(page.text.contains("6543210987654321") && !page.text.contains(&correct), "{}", page.text);
}

#[tokio::test]
async fn the_clock_moves_by_page_and_by_program() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    let page = mother.get("/ru/demo/clock").await;
    let mut fields = page.hidden("/ru/demo/clock");
    assert_eq!(mother.post("/ru/demo/clock", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (day, status) in [("31", StatusCode::UNPROCESSABLE_ENTITY), ("1", StatusCode::CONFLICT)] {
        set(&mut fields, "to-day", day);
        set(&mut fields, "to-month", "2");
        set(&mut fields, "to-year", "2026");
        assert_eq!(mother.post("/ru/demo/clock", &fields).await.status, status, "{day}");
    }
    set(&mut fields, "to-month", "3");
    set(&mut fields, "to-year", "2027");
    let moved = mother.post("/ru/demo/clock", &fields).await;
    assert!(
        moved.status == StatusCode::OK && moved.text.contains("1\u{a0}марта\u{a0}2027"),
        "{}",
        moved.text
    );
    // Programs show a bearer token and send JSON.
    let program = |token: &str, body: &str| {
        Request::post("/demo/clock")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .body(Body::from(body.to_owned()))
            .unwrap()
    };
    let token = &demo.persona("auditor").token;
    let mut nobody = demo.nobody();
    let done = nobody.send(program(token, r#"{"to": "2027-04-02"}"#)).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert!(done.text.contains("\"now\":\"2027-04-0"), "{}", done.text);
    for (token, body, status) in [
        (token.as_str(), r#"{"to": "2026-01-01"}"#, StatusCode::CONFLICT),
        (token.as_str(), r#"{"to": "soon"}"#, StatusCode::BAD_REQUEST),
        (token.as_str(), r#"{"when": "2028-01-01"}"#, StatusCode::BAD_REQUEST),
        (token.as_str(), "{", StatusCode::BAD_REQUEST),
        ("nobody", r#"{"to": "2028-01-01"}"#, StatusCode::UNAUTHORIZED),
    ] {
        let page = demo.nobody().send(program(token, body)).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (status, "application/problem+json"),
            "{body}"
        );
    }
}
