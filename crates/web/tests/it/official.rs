//! What officials do.

use crate::browser::{Demo, set};
use crate::journeys::file;
use axum::http::StatusCode;

const APPLY: &str = "/ru/services/ui-bulogo-komok/apply";

/// Takes the case and sends one answer back.
pub async fn send_back(demo: &Demo, case: &str, field: &str) {
    let mut officer = demo.signed_in("officer-naryn-1").await;
    let list = officer.get("/ru/work").await;
    let next = officer.post("/ru/work/next", &list.hidden("/ru/work/next")).await;
    assert_eq!(next.location(), format!("/ru/work/{case}"));
    let page = officer.follow(&next).await;
    let act = format!("/ru/work/{case}/acts/return");
    let mut fields = page.hidden(&act);
    set(&mut fields, "return-fields", field);
    set(&mut fields, "return-note", "Проверьте номер.");
    assert_eq!(officer.post(&act, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_official_takes_the_next_case_and_decides_with_reason_and_article() {
    let demo = Demo::new();
    let mut claimant = demo.signed_in("unknown-income").await;
    let case = file(&mut claimant, APPLY, &[("payment", "cash")]).await;
    let waiting = claimant.get(&format!("/ru/cases/{case}")).await;
    assert!(waiting.text.contains("km-clock") && waiting.text.contains("km-next"), "{}", waiting.text);

    let mut officer = demo.signed_in("officer-naryn-1").await;
    let list = officer.get("/ru/work").await;
    assert!(!list.text.contains(&demo.persona("unknown-income").name), "lists show nobody's name");
    let next = officer.post("/ru/work/next", &list.hidden("/ru/work/next")).await;
    let page = officer.follow(&next).await;
    assert!(
        page.text.contains("km-columns") && page.text.contains(&demo.persona("unknown-income").name),
        "{}",
        page.text
    );

    // A refusal without its reason is none; the words stay.
    let act = format!("/ru/work/{case}/acts/refuse");
    let mut fields = page.hidden(&act);
    set(&mut fields, "refuse-note", "Доход не подтверждён.");
    let wrong = officer.post(&act, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text.contains("href=\"#refuse-reason\"") && wrong.text.contains("Доход не подтверждён."),
        "{}",
        wrong.text
    );
    assert!(wrong.form(&act).contains("income_unknown"));
    set(&mut fields, "refuse-reason", "income_unknown");
    let done = officer.post(&act, &fields).await;
    let decided = officer.follow(&done).await;
    assert!(decided.text.contains("km-decision km-bad") && !decided.has_form(&act), "{}", decided.text);

    // The applicant sees the reason, the words, the way to appeal and the court.
    let seen = claimant.get(&format!("/ru/cases/{case}")).await;
    for needed in ["km-decision km-bad", "Доход не подтверждён.", "km-appeal", "apply?case="]
    {
        assert!(seen.text.contains(needed), "{needed} is missing in {}", seen.text);
    }
}

#[tokio::test]
async fn who_was_slower_sees_what_changed_and_keeps_their_words() {
    let demo = Demo::new();
    let mut claimant = demo.signed_in("unknown-income").await;
    let case = file(&mut claimant, APPLY, &[("payment", "cash")]).await;
    let mut officer = demo.signed_in("officer-naryn-1").await;
    let work = format!("/ru/work/{case}");
    let before = officer.get(&work).await;
    assert_eq!(before.status, StatusCode::OK);
    let list = officer.get("/ru/work").await;
    officer.post("/ru/work/next", &list.hidden("/ru/work/next")).await;
    // The page from before names the version before the case was taken.
    let act = format!("{work}/acts/refuse");
    let mut fields = before.hidden(&act);
    set(&mut fields, "refuse-reason", "income_unknown");
    set(&mut fields, "refuse-note", "Долго писал эти слова.");
    let stale = officer.post(&act, &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.form(&act).contains("Долго писал эти слова."), "{}", stale.text);
    let given = fields.iter().find(|(name, _)| name == "_version").unwrap().1.clone();
    assert_ne!(stale.hidden(&act).iter().find(|(name, _)| name == "_version").unwrap().1, given);
}

#[tokio::test]
async fn a_counter_officer_finds_a_person_for_a_purpose() {
    let demo = Demo::new();
    let mut counter = demo.signed_in("counter").await;
    let page = counter.get("/ru/counter").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let mut fields = page.hidden("/ru/counter");
    let purpose = page
        .text
        .split("name=\"_purpose\"")
        .nth(1)
        .unwrap()
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mother = demo.persona("mother");
    set(&mut fields, "pin", &mother.pin);
    assert_eq!(
        counter.post("/ru/counter", &fields).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no purpose, no look"
    );
    set(&mut fields, "_purpose", purpose);
    let found = counter.post("/ru/counter", &fields).await;
    let family = mother.name.split(' ').find(|part| found.text.contains(part));
    assert!(found.status == StatusCode::OK && family.is_some(), "{}", found.text);
    set(&mut fields, "pin", "");
    assert_eq!(
        counter.post("/ru/counter", &fields).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nothing to look for"
    );
    // She sees who looked.
    let me = demo.signed_in("mother").await.get("/ru/me").await;
    assert!(me.text.matches("<li><div>").count() + me.text.matches("km-looks").count() > 1, "{}", me.text);
}

#[tokio::test]
async fn a_registrar_registers_a_birth() {
    let demo = Demo::new();
    let mut registrar = demo.signed_in("registrar").await;
    let form = demo
        .app
        .form(
            &demo.app.who(&demo.persona("registrar").token).unwrap(),
            &"birth-registration".into(),
            &"ru".into(),
        )
        .unwrap();
    let mut answers: Vec<(String, String)> = Vec::new();
    for field in &form.fields {
        let text = match &field.example {
            app::view::Example::Text(text) => text.clone(),
            app::view::Example::Bool(yes) => yes.to_string(),
        };
        if field.r#type == "date" {
            let parts: Vec<&str> = text.split('-').collect();
            for (part, value) in ["year", "month", "day"].iter().zip(parts) {
                answers.push((format!("{}-{part}", field.id), value.to_owned()));
            }
        } else {
            answers.push((field.id.clone(), text));
        }
    }
    let answers: Vec<(&str, &str)> =
        answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let case = file(&mut registrar, "/ru/services/birth-registration/apply", &answers).await;
    let page = registrar.get(&format!("/ru/cases/{case}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("km-decision km-good"), "{}", page.text);
}

#[tokio::test]
async fn the_desk_takes_a_fee_by_the_number_of_the_case_and_gives_a_receipt() {
    let demo = Demo::new();
    let mut payer = demo.signed_in("with-record").await;
    let service = payer.get("/ru/services/criminal-record-certificate").await;
    assert!(service.text.contains("500"), "what it costs is said before one applies");
    let apply = "/ru/services/criminal-record-certificate/apply";
    let answers = [("delivery", "electronic"), ("speed", "urgent")];
    let check = crate::journeys::to_check(&mut payer, apply, &answers).await;
    assert!(check.text.contains("Плата: 500"), "and before one sends: {}", check.text);
    let case = file(&mut payer, apply, &answers).await;
    let waiting = payer.get(&format!("/ru/cases/{case}")).await;
    assert!(waiting.text.contains("К оплате: 500") && waiting.text.contains(&case), "{}", waiting.text);
    assert!(
        waiting.text.contains("заплатить можно по") && !waiting.text.contains("Остал"),
        "{}",
        waiting.text
    );

    let mut desk = demo.signed_in("interior-counter").await;
    let counter = desk.get("/ru/counter").await;
    let mut number = counter.hidden("/ru/counter/desk");
    set(&mut number, "case", "aaaa bbbb");
    let wrong = desk.post("/ru/counter/desk", &number).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
    assert!(wrong.text.contains("aaaa bbbb") && wrong.text.contains("href=\"#case\""), "{}", wrong.text);
    set(&mut number, "case", &case.to_lowercase().replace('-', " "));
    let found = desk.post("/ru/counter/desk", &number).await;
    assert_eq!(found.location(), format!("/ru/work/{case}"));
    let page = desk.follow(&found).await;
    let act = format!("/ru/work/{case}/acts/collect");
    let done = desk.post(&act, &page.hidden(&act)).await;
    assert_eq!(done.location(), format!("/ru/counter/receipts/{case}/fee-1"), "{}", done.text);
    let slip = desk.follow(&done).await;
    assert_eq!(slip.status, StatusCode::OK, "{}", slip.text);
    assert!(
        slip.text.contains(&format!("{case}.fee-1")) && slip.text.contains("В кассе: 500"),
        "{}",
        slip.text
    );
    assert_eq!(desk.get(&format!("/ru/work/{case}")).await.status, StatusCode::NOT_FOUND, "but not the case");
    let mut other = demo.signed_in("card-counter-naryn").await;
    let hidden = other.get(&format!("/ru/counter/receipts/{case}/fee-1")).await;
    assert_ne!(hidden.status, StatusCode::OK, "another desk has no part in it");
    let twice = desk.post(&act, &page.hidden(&act)).await;
    assert_ne!(twice.status, StatusCode::SEE_OTHER, "the same form sent twice takes it once");
    let counter = desk.get("/ru/counter").await;
    assert!(counter.text.contains("В кассе: 500"), "{}", counter.text);

    let paid = payer.get(&format!("/ru/cases/{case}")).await;
    assert!(!paid.text.contains("К оплате"), "{}", paid.text);
    assert!(
        paid.text.contains("Плата принята в кассу") && paid.text.contains("По правилам, машиной"),
        "{}",
        paid.text
    );
    let me = payer.get("/ru/me").await;
    assert!(me.text.contains("Токтосунова Бермет"), "who looked is named to whom it concerns: {}", me.text);
    let receipt = payer.get(&format!("/ru/cases/{case}/receipts/fee-1")).await;
    assert!(receipt.text.contains(&format!("{case}.fee-1")), "{}", receipt.text);
    let mut stranger = demo.signed_in("father").await;
    let hidden = stranger.get(&format!("/ru/cases/{case}/receipts/fee-1")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    drawer(&mut desk, &counter).await;
}

/// Money is brought to the drawer, and no more is handed in than is in it.
async fn drawer(desk: &mut crate::browser::Browser, counter: &crate::browser::Page) {
    let mut bring = counter.hidden("/ru/counter/cash");
    set(&mut bring, "amount", "1000");
    set(&mut bring, "_go", "in");
    desk.post("/ru/counter/cash", &bring).await;
    let counter = desk.get("/ru/counter").await;
    assert!(counter.text.contains("1\u{a0}500") || counter.text.contains("1 500"), "{}", counter.text);
    let mut out = counter.hidden("/ru/counter/cash");
    set(&mut out, "amount", "1500,01");
    set(&mut out, "_go", "out");
    let refused = desk.post("/ru/counter/cash", &out).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
}
