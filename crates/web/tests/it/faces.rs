//! Who is spoken to, and where each begins.

use crate::browser::{Demo, set};
use crate::journeys::file;
use axum::http::StatusCode;

#[tokio::test]
async fn each_begins_at_their_own_work() {
    let demo = Demo::new();
    for (who, home) in
        [("mother", "/ru"), ("interior-officer", "/ru/work"), ("interior-counter", "/ru/counter")]
    {
        for (to, lands) in [("", home), ("/ru/services", "/ru/services")] {
            let mut browser = demo.nobody();
            let mut fields = browser.get("/ru/demo/sign-in").await.hidden("/ru/demo/sign-in");
            set(&mut fields, "persona", who);
            set(&mut fields, "to", to);
            assert_eq!(browser.post("/ru/demo/sign-in", &fields).await.location(), lands, "{who} {to}");
        }
    }
}

#[tokio::test]
async fn one_slash_too_many_leads_to_the_page() {
    let demo = Demo::new();
    let mut nobody = demo.nobody();
    for (asked, page) in [("/ru/", "/ru"), ("/ru/services/?a=1", "/ru/services?a=1"), ("/ru/log/", "/ru/log")]
    {
        assert_eq!(nobody.get(asked).await.location(), page);
    }
    for lost in ["/zz/", "//evil.example/", "/ru//", "/ru/a/b/c/d/e/f/", "/ru/none"] {
        assert_eq!(nobody.get(lost).await.status, StatusCode::NOT_FOUND, "{lost}");
    }
}

#[tokio::test]
async fn the_clock_of_a_demonstration_is_read_without_signing_in() {
    let demo = Demo::new();
    let mut nobody = demo.nobody();
    let page = nobody.get("/ru/demo/clock").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    // Moving it is an act, which has an actor.
    let moved = nobody.post("/ru/demo/clock", &page.hidden("/ru/demo/clock")).await;
    assert!(moved.location().starts_with("/ru/demo/sign-in?to="));
}

#[tokio::test]
async fn officer_and_applicant_read_of_each_other_and_an_overdue_case_says_so() {
    let demo = Demo::new();
    let apply = "/ru/services/criminal-record-certificate/apply";
    let mut own = demo.signed_in("with-record").await;
    let case = file(&mut own, apply, &[("delivery", "electronic"), ("speed", "ordinary")]).await;
    let mine = own.get(&format!("/ru/cases/{case}")).await.text;
    assert!(mine.contains("запись о вас") && !mine.contains("запись о заявителе"), "{mine}");
    let mut officer = demo.signed_in("interior-officer").await;
    let theirs = officer.get(&format!("/ru/work/{case}")).await.text;
    assert!(theirs.contains("запись о заявителе") && !theirs.contains("запись о вас"), "{theirs}");
    assert!(!theirs.contains(&format!("/ru/work/{case}/acts/issue-clear")), "{theirs}");
    assert!(theirs.contains("При нынешнем состоянии дела нельзя"), "{theirs}");

    let page = own.get("/ru/demo/clock").await;
    let mut fields = page.hidden("/ru/demo/clock");
    for (part, value) in [("day", "1"), ("month", "3"), ("year", "2027")] {
        set(&mut fields, &format!("to-{part}"), value);
    }
    own.post("/ru/demo/clock", &fields).await;
    let late = own.get(&format!("/ru/cases/{case}")).await;
    let heading = late.text.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
    assert!(heading.contains("Срок решения нарушен"), "{heading}");
    assert!(late.text.contains("Последний день для решения: "), "{}", late.text);
    // What is sent then is a complaint about silence, and says so.
    let complain = late.links().into_iter().find(|href| href.contains("apply?case=")).unwrap();
    let form = own.get(&complain).await.text;
    assert!(form.contains("Жалоба на то, что решения нет"), "{form}");
}
