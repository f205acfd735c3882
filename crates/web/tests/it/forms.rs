//! Forms one thing at a time: what is asked, what is wrong, what is kept.

use crate::browser::{Demo, set};
use axum::http::StatusCode;

const APPLY: &str = "/ru/services/balaga-suiunchu/apply";

#[tokio::test]
async fn each_screen_asks_one_thing_and_keeps_every_answer() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    let first = mother.get(APPLY).await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(
        first.text.contains("name=\"payment\"") && !first.text.contains("name=\"account\""),
        "only what is asked now"
    );
    assert!(first.text.contains("km-source"), "known values come with their register");

    // Nothing chosen: the same page again, with a summary that leads to the field.
    let wrong = mother.post(APPLY, &first.hidden(APPLY)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text.contains("href=\"#payment\"") && wrong.text.contains("id=\"payment-error\""),
        "{}",
        wrong.text
    );
    assert!(wrong.text.contains("<title>Ошибка: "), "the title says it first");

    // What follows from an answer is asked next; it is no mistake that it was not answered yet.
    let mut fields = wrong.hidden(APPLY);
    set(&mut fields, "payment", "account");
    let second = mother.post(APPLY, &fields).await;
    assert_eq!(second.status, StatusCode::OK);
    assert!(second.text.contains("id=\"account\"") && second.text.contains("name=\"had-payment\""));

    // A wrong number: kept as typed, marked, nothing lost.
    let mut fields = second.hidden(APPLY);
    set(&mut fields, "account", "12 34");
    let wrong = mother.post(APPLY, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"12 34\"") && wrong.text.contains("href=\"#account\""));

    let mut fields = wrong.hidden(APPLY);
    set(&mut fields, "account", "1234 5678 9012 3456");
    let check = mother.post(APPLY, &fields).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.text.contains("1234567890123456") && check.text.contains("value=\"field:payment\""));
    assert!(check.text.contains("name=\"_key\""));

    // Changing the first answer drops the second, which is no longer asked.
    let mut fields = check.hidden(APPLY);
    set(&mut fields, "_go", "field:payment");
    let change = mother.post(APPLY, &fields).await;
    assert!(change.text.contains("name=\"payment\"") && change.text.contains("checked"));
    let mut fields = change.hidden(APPLY);
    set(&mut fields, "payment", "cash");
    let check = mother.post(APPLY, &fields).await;
    assert!(
        !check.text.contains("1234567890123456") && check.text.contains("name=\"_key\""),
        "{}",
        check.text
    );
}

#[tokio::test]
async fn another_language_keeps_what_was_typed() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    let first = mother.get(APPLY).await;
    let mut fields = first.hidden(APPLY);
    set(&mut fields, "payment", "account");
    let second = mother.post(APPLY, &fields).await;
    // The languages are buttons of the form itself, and the Enter key presses none of them.
    let other = APPLY.replace("/ru/", "/ky/");
    let buttons: Vec<&str> =
        second.text.split("<button").filter(|one| one.contains("form=\"km-form\"")).collect();
    assert!(!buttons[0].contains("formaction"), "{}", buttons[0]);
    let leads = format!("formaction=\"{other}\"");
    assert!(buttons[1..].iter().any(|one| one.contains(&leads)), "{buttons:?}");
    // Half an account number stays half an account number, and nobody complains yet.
    let mut fields = second.hidden(APPLY);
    set(&mut fields, "account", "1234 56");
    set(&mut fields, "_go", "stay");
    let same = mother.post(&other, &fields).await;
    assert_eq!(same.status, StatusCode::OK);
    assert!(same.text.contains("lang=\"ky\"") && same.text.contains("value=\"1234 56\""), "{}", same.text);
    assert!(same.text.contains("name=\"had-payment\"") && !same.text.contains("km-errors"));
    // On the last page too, with the same key: sent from there it is filed once.
    let mut fields = same.hidden(&other);
    set(&mut fields, "account", "1234567890123456");
    let check = mother.post(&other, &fields).await;
    let key = |page: &crate::browser::Page, at: &str| {
        page.hidden(at).into_iter().find(|(name, _)| name == "_key").map(|(_, key)| key)
    };
    let given = key(&check, &other);
    let mut fields = check.hidden(&other);
    set(&mut fields, "_go", "stay");
    let back = mother.post(APPLY, &fields).await;
    assert!(back.text.contains("1234567890123456"), "{}", back.text);
    assert!(given.is_some() && key(&back, APPLY) == given);
}

#[tokio::test]
async fn sending_twice_files_once_and_nothing_personal_stands_in_an_address() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    let check = crate::journeys::to_check(
        &mut mother,
        APPLY,
        &[("payment", "account"), ("account", "1234567890123456")],
    )
    .await;
    let mut fields = check.hidden(APPLY);
    set(&mut fields, "_go", "send");
    let once = mother.post(APPLY, &fields).await;
    let twice = mother.post(APPLY, &fields).await;
    assert_eq!(once.location(), twice.location());
    let to = once.location();
    let mother = demo.persona("mother");
    assert!(
        to.starts_with("/ru/cases/") && !to.contains(&mother.pin) && !to.contains("1234567890123456"),
        "{to}"
    );
    // The same key with other answers is refused in words, and the answers stay.
    set(&mut fields, "had-account", "6543210987654321");
    let mut browser = demo.signed_in("mother").await;
    let page = browser.get(APPLY).await;
    set(&mut fields, "_token", &page.hidden(APPLY)[0].1);
    let other = browser.post(APPLY, &fields).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.text.contains("6543210987654321") && other.text.contains("km-errors"), "{}", other.text);
}

#[tokio::test]
async fn a_service_of_officials_is_not_begun_by_others() {
    let demo = Demo::new();
    let mut mother = demo.signed_in("mother").await;
    assert_eq!(mother.get("/ru/services/birth-registration/apply").await.status, StatusCode::FORBIDDEN);
    let page = mother.get("/ru/services/birth-registration").await;
    assert!(!page.text.contains("/ru/services/birth-registration/apply"), "no button for others");
    let mut registrar = demo.signed_in("registrar").await;
    assert_eq!(registrar.get("/ru/services/birth-registration/apply").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_place_is_found_by_the_beginning_of_its_name() {
    let apply = "/ru/services/territory-reform/apply";
    let demo = Demo::new();
    let mut clerk = demo.signed_in("territory-clerk").await;
    let mut fields = clerk.get(apply).await.hidden(apply);
    for (name, value) in
        [("decree", "№ 1"), ("decree_on-day", "1"), ("decree_on-month", "3"), ("decree_on-year", "2025")]
    {
        set(&mut fields, name, value);
    }
    let change = clerk.post(apply, &fields).await;
    assert!(change.text.contains("id=\"unit\""), "{}", change.text);
    let typed = |from: &crate::browser::Page, unit: &str| {
        let mut fields = from.hidden(apply);
        for (name, value) in [
            ("kind", "merge"),
            ("unit", unit),
            ("from_on-day", "1"),
            ("from_on-month", "4"),
            ("from_on-year", "2025"),
        ] {
            set(&mut fields, name, value);
        }
        fields
    };
    // More than can be shown: say so, and keep what was typed.
    let many = clerk.post(apply, &typed(&change, "а")).await;
    assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(many.text.contains("href=\"#unit\"") && many.text.contains("value=\"а\""), "{}", many.text);
    // Two of one name, typed with the letters of another language: each with its district.
    let two = clerk.post(apply, &typed(&change, "ак-БУЛУН")).await;
    assert_eq!(two.status, StatusCode::OK);
    for code in ["41702205805000", "41702225873000"] {
        assert!(two.text.contains(&format!("value=\"{code}\"")), "{}", two.text);
    }
    assert!(two.text.contains("Ак-Суйский район, Иссык-Кульская область"), "{}", two.text);
    assert!(two.text.contains("Ак-Булун, Тюпский район, Иссык-Кульская область"), "{}", two.text);
    let mut fields = two.hidden(apply);
    set(&mut fields, "unit", "41702225873000");
    let next = clerk.post(apply, &fields).await;
    assert!(next.text.contains("id=\"successor\"") && !next.text.contains("name=\"kind\""), "{}", next.text);
    // Only one: its code stands for it, and its name on the page where everything is checked.
    let mut fields = next.hidden(apply);
    set(&mut fields, "successor", "Семиз-Бел");
    let check = clerk.post(apply, &fields).await;
    assert!(
        check.text.contains("name=\"_key\"") && check.text.contains("value=\"41704235832000\""),
        "{}",
        check.text
    );
    assert!(check.text.contains("Семиз-Бел (41704235832000)"), "{}", check.text);
    // Nothing of that name.
    let wrong = clerk.post(apply, &typed(&change, "Нарния")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}
