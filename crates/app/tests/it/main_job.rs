//! The main job on the demonstration state, in process: from registered birth to granted, and what the log says.

use crate::common::{Demo, files};
use app::AppError;
use app::documents::Verified;
use app::short_code::ShortCode;
use base::{CaseId, Instant};
use domain::{ActInput, Refusal};
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
    let second =
        demo.file("father", "balaga-suiunchu", json!(demo.examples("father", "balaga-suiunchu"))).unwrap();
    assert_eq!((second.state.as_str(), second.why.as_deref()), ("review", Some("second_parent")));
    let report = demo.verify();
    assert_eq!(report.findings, []);
}

#[test]
fn a_poor_family_is_granted_and_unknown_income_is_not_zero() {
    let demo = Demo::new("kg", 50);
    let answers = demo.examples("poor-mother", "ui-bulogo-komok");
    let case = demo.file("poor-mother", "ui-bulogo-komok", json!(answers)).unwrap();
    assert_eq!(case.state, "granted", "{:?}", case.trace);
    let decision = case.decision.unwrap();
    assert_eq!((decision.amount.as_deref(), decision.by.as_str()), (Some("4140"), "machine"));
    let unknown = demo
        .file("unknown-income", "ui-bulogo-komok", json!(demo.examples("unknown-income", "ui-bulogo-komok")))
        .unwrap();
    assert_eq!((unknown.state.as_str(), unknown.why.as_deref()), ("review", Some("income_unknown")));

    // The officer takes it, sees it, refuses with a reason; the applicant appeals to the body above, which grants.
    let lang = demo.lang();
    let taken = demo.app.take_next(&demo.who("officer-naryn-1"), &lang).unwrap().unwrap();
    assert_eq!(taken.case, unknown.case);
    assert!(
        demo.app.take_next(&demo.who("officer-osh"), &lang).unwrap().is_none(),
        "another office has no such case"
    );
    let input = ActInput { reason: Some("income_unknown".into()), ..ActInput::default() };
    assert!(demo.act("officer-naryn-1", &taken, "refuse", input.clone()).is_err(), "a refusal needs words");
    let input = ActInput { note: Some("No income line was brought.".into()), ..input };
    let refused = demo.act("officer-naryn-1", &taken, "refuse", input).unwrap();
    let decision = refused.decision.unwrap();
    assert_eq!(
        (refused.state.as_str(), decision.by.as_str(), decision.favour),
        ("refused", "officer", false)
    );
    let appeal = decision.appeal.unwrap();
    assert!(appeal.court.is_some(), "the page names the court");
    let appealed = demo
        .file(
            "unknown-income",
            &appeal.service,
            json!({"attacked": unknown.case, "grounds": "I have no income."}),
        )
        .unwrap_or_else(|error| panic!("{error:?} {:?}", demo.examples("unknown-income", &appeal.service)));
    assert_eq!(appealed.state, "review");
    assert!(
        demo.app.take_next(&demo.who("officer-naryn-1"), &lang).unwrap().is_none(),
        "never to who decided"
    );
    let heard = demo.app.take_next(&demo.who("appeal-officer"), &lang).unwrap().unwrap();
    let article = heard.articles.first().unwrap().cite.clone();
    let over = demo
        .act("appeal-officer", &heard, "overturn", ActInput { article: Some(article), ..ActInput::default() })
        .unwrap();
    assert_eq!(over.state, "granted");
    let after = demo.app.case(&demo.who("unknown-income"), &CaseId::new(&unknown.case), &lang).unwrap();
    assert_eq!(after.state, "granted");
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn silence_goes_to_the_head_or_grants_where_a_rule_says_so() {
    let demo = Demo::new("kg", 50);
    let late = demo
        .file("late-claimant", "balaga-suiunchu", json!(demo.examples("late-claimant", "balaga-suiunchu")))
        .unwrap();
    assert_eq!((late.state.as_str(), late.why.as_deref()), ("review", Some("late_claim")));
    let sign = demo
        .file("shop-owner", "shop-sign-consent", json!(demo.examples("shop-owner", "shop-sign-consent")))
        .unwrap();
    assert_eq!(sign.state, "review");
    demo.still.set(Instant(demo.app.moment().now.0 + 45 * 86_400_000_000));
    while demo.app.work().unwrap() > 0 {}
    let lang = demo.lang();
    let late = demo.app.case(&demo.who("late-claimant"), &CaseId::new(&late.case), &lang).unwrap();
    assert!(late.overdue);
    assert!(demo.app.figures().unwrap().iter().any(|figure| figure.overdue == 1));
    let head = demo.app.take_next(&demo.who("head-naryn"), &lang).unwrap().unwrap();
    assert_eq!(head.case, late.case);
    let sign = demo.app.case(&demo.who("shop-owner"), &CaseId::new(&sign.case), &lang).unwrap();
    let decision = sign.decision.unwrap();
    assert_eq!(
        (sign.state.as_str(), decision.by.as_str(), decision.document.is_some()),
        ("granted", "silence", true)
    );
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn the_third_of_triplets_brings_second_decisions_and_the_first_stay() {
    let demo = Demo::new("kg", 50);
    let mut first = Vec::new();
    for _ in 0..2 {
        let case = demo
            .file(
                "triplets-mother",
                "balaga-suiunchu",
                json!(demo.examples("triplets-mother", "balaga-suiunchu")),
            )
            .unwrap();
        assert_eq!(
            case.decision.as_ref().and_then(|d| d.amount.clone()).as_deref(),
            Some("4000"),
            "{case:?}"
        );
        first.push(case);
    }
    let mut answers = demo.examples("registrar", "birth-registration");
    let mother = demo.pin("triplets-mother");
    for (field, value) in [
        ("mother_pin", mother.as_str()),
        ("delivery_number", "P-9/2"),
        ("child_given", "Ырыс"),
        ("child_sex", "female"),
    ] {
        answers.insert(field.into(), json!(value));
    }
    answers.remove("father_pin");
    let born = demo.app.moment().today.saturating_sub(jiff::Span::new().days(14));
    answers.insert("child_born_on".into(), json!(born.to_string()));
    let birth = demo.file("registrar", "birth-registration", json!(answers)).unwrap();
    assert_eq!(birth.state, "granted", "{:?} {:?}", birth.why, birth.trace);
    assert_eq!(birth.decision.unwrap().gives.len(), 1, "the child's PIN");
    while demo.app.work().unwrap() > 0 {}
    let me = demo.app.me(&demo.who("triplets-mother"), &demo.lang()).unwrap();
    assert_eq!(
        me.cases.len(),
        5,
        "two first decisions, two for the rest, and the birth that the registrar filed"
    );
    let mut amounts: Vec<String> = Vec::new();
    for line in &me.cases {
        let case =
            demo.app.case(&demo.who("triplets-mother"), &CaseId::new(&line.case), &demo.lang()).unwrap();
        amounts.extend(case.decision.and_then(|decision| decision.amount));
    }
    amounts.sort();
    assert_eq!(amounts, ["4000", "4000", "46000", "46000"]);
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn documents_are_kept_and_codes_verify() {
    let demo = Demo::new("kg", 50);
    let case =
        demo.file("mother", "balaga-suiunchu", json!(demo.examples("mother", "balaga-suiunchu"))).unwrap();
    let id = CaseId::new(&case.case);
    let pdf = demo.app.document(&demo.who("mother"), &id).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    assert_eq!(demo.app.document(&demo.who("mother"), &id).unwrap(), pdf, "the same bytes ever after");
    let code = case.decision.unwrap().document.unwrap();
    assert!(matches!(demo.app.verify_document(&code, &demo.lang()), Ok(Verified::Valid { .. })));
    let changed = format!("{}.{}", code.split('.').next().unwrap(), "A".repeat(43));
    assert!(matches!(demo.app.verify_document(&changed, &demo.lang()), Ok(Verified::Changed)));
    assert!(matches!(demo.app.verify_document("no-such.code", &demo.lang()), Ok(Verified::Unknown)));
    // the short code that the paper bears is the beginning of the digest
    let digest = base::Hash::from_base64url(code.split('.').nth(1).unwrap()).unwrap();
    let short = ShortCode::of(&digest).to_string();
    for typed in [short.clone(), short.to_lowercase().replace('-', " ")] {
        assert!(
            matches!(demo.app.verify_document(&typed, &demo.lang()), Ok(Verified::Valid { .. })),
            "{typed}"
        );
    }
    let other = ShortCode::of(&base::Hash::of(b"other")).to_string();
    for wrong in [other.as_str(), "no-such-code", ""] {
        assert!(matches!(demo.app.verify_document(wrong, &demo.lang()), Ok(Verified::Unknown)), "{wrong}");
    }
    assert_eq!(demo.verify().findings, []);
}

#[test]
fn a_certificate_says_who_is_what_to_the_applicant() {
    let demo = Demo::new("kg", 0);
    let answers = json!({"asked_by": "abroad", "used_where": "x"});
    let case = demo.file("poor-mother", "family-certificate", answers).unwrap();
    let people = |lang: &str| {
        let who = demo.who("poor-mother");
        let case = demo.app.case(&who, &CaseId::new(&case.case), &lang.into()).unwrap();
        let family = case.known.iter().find(|line| line.id == "family").unwrap().value.clone();
        family.split("; ").map(|row| row.split(", ").nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(people("en"), ["husband", "applicant", "son", "daughter", "daughter"]);
    assert_eq!(people("ru"), ["муж", "заявитель", "сын", "дочь", "дочь"]);
    // a village whose own code is not published is shown by the name of its aimak
    let answers = json!({"asked_by": "abroad", "used_where": "x"});
    let village = demo.file("village-mother", "family-certificate", answers).unwrap();
    let home = village.known.iter().find(|line| line.id == "home_place").unwrap();
    assert!(!home.value.contains("41704299899"), "{}", home.value);
}

#[test]
fn an_officer_keeps_out_of_a_relative_s_case() {
    let demo = Demo::new("kg", 50);
    let mut answers = demo.examples("poor-mother", "ui-bulogo-komok");
    let first = demo.file("poor-mother", "ui-bulogo-komok", json!(answers)).unwrap();
    assert_eq!(first.state, "granted");
    answers.retain(|_, _| true);
    let second = demo.file("poor-mother", "ui-bulogo-komok", json!(answers)).unwrap();
    assert_eq!(second.state, "review", "granted already: a person looks");
    let lang = demo.lang();
    assert!(
        demo.app.take_next(&demo.who("officer-naryn-2"), &lang).unwrap().is_none(),
        "her daughter's case is not hers"
    );
    let refused = demo.app.case(&demo.who("officer-naryn-2"), &CaseId::new(&second.case), &lang);
    assert!(matches!(refused, Err(AppError::Refused(r)) if r == [Refusal::ConflictOfInterest]));
    assert!(demo.app.take_next(&demo.who("officer-naryn-1"), &lang).unwrap().is_some());
}

#[test]
fn two_officers_of_an_office_get_two_cases_and_keep_them() {
    let demo = Demo::new("kg", 50);
    let filed: Vec<String> = (0..2)
        .map(|_| {
            let answers = json!(demo.examples("unknown-income", "ui-bulogo-komok"));
            let case = demo.file("unknown-income", "ui-bulogo-komok", answers).unwrap();
            assert_eq!(case.state, "review");
            case.case
        })
        .collect();
    let next =
        |officer: &str| demo.app.take_next(&demo.who(officer), &demo.lang()).unwrap().map(|case| case.case);
    for _ in 0..2 {
        assert_eq!(next("officer-naryn-1").as_ref(), filed.first(), "the one filed first");
        assert_eq!(next("officer-naryn-2").as_ref(), filed.last(), "a colleague's case is passed over");
    }
}

#[test]
fn every_read_names_purpose_article_case_and_actor() {
    let demo = Demo::new("kg", 50);
    let filed = demo
        .file("unknown-income", "ui-bulogo-komok", json!(demo.examples("unknown-income", "ui-bulogo-komok")))
        .unwrap();
    demo.app.take_next(&demo.who("officer-naryn-1"), &demo.lang()).unwrap().unwrap();
    let log = demo.app.access_log(&demo.who("unknown-income"), None, &demo.lang()).unwrap();
    let officer = log.iter().find(|entry| entry.case.as_deref() == Some(&filed.case)).unwrap();
    assert!(!officer.purpose_text.is_empty() && !officer.article.is_empty() && !officer.actor.is_empty());
}

#[test]
fn a_policy_that_does_not_hold_is_a_finding_with_its_place() {
    let mut files = files("mini");
    files.insert(
        "policies/extra.cedar".into(),
        "permit(principal, action == Action::\"fly\", resource);".into(),
    );
    let Err(app::FolderError::Diagnostics(found)) = app::Running::of_files(&files) else {
        panic!("it was taken")
    };
    assert!(found.iter().all(|finding| finding.code == state::BAD_POLICY), "{found:?}");
    assert!(found.iter().all(|finding| &*finding.at.path == "policies/extra.cedar"), "{found:?}");
}

fn pass_days(demo: &Demo, days: i64) {
    demo.still.set(Instant(demo.app.moment().now.0 + days * 86_400_000_000));
    while demo.app.work().unwrap() > 0 {}
}

#[test]
fn each_month_is_paid_once_and_each_day_is_proven_once() {
    let demo = Demo::new("kg", 50);
    let answers = demo.examples("poor-mother", "ui-bulogo-komok");
    let case = demo.file("poor-mother", "ui-bulogo-komok", json!(answers)).unwrap();
    assert_eq!((case.state.as_str(), case.money.payments.len()), ("granted", 1));
    let id = CaseId::new(&case.case);
    pass_days(&demo, 70);
    let lang = demo.lang();
    let seen = demo.app.case(&demo.who("poor-mother"), &id, &lang).unwrap();
    let months: Vec<&str> = seen.money.payments.iter().map(|payment| payment.id.as_str()).collect();
    assert_eq!(months, ["benefit-2026-11", "benefit-2026-12", "benefit-2027-01"]);
    assert_eq!(crate::money::balance(&demo, "benefits:ui-bulogo-komok"), 3 * 414_000);
    let days = demo.app.proven_days().unwrap();
    assert!(days.iter().all(|day| day.debits == day.credits && day.few()), "{days:?}");
    assert_eq!(days.first().map(|day| day.debits), Some(414_000), "the first day; the others have not ended");
    pass_days(&demo, 1);
    let days = demo.app.proven_days().unwrap();
    assert_eq!(days.iter().map(|day| day.debits).sum::<i64>(), 3 * 414_000);
    assert_eq!(demo.verify().findings, []);
}
