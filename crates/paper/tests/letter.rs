//! The test letter from end to end: what is in the file, what a reader gets out of it, and that it never varies.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "helpers of tests fail and speak like the tests that call them"
)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use paper::{Date, Paper, Request};
use serde_json::{Value, json};

const TEMPLATE: &str = "documents/decision.typ";

fn paper() -> Paper {
    let template = include_str!("templates/decision.typ");
    Paper::new(BTreeMap::from([(TEMPLATE.to_owned(), template.to_owned())]))
}

fn letter() -> Value {
    serde_json::from_str(include_str!("templates/letter.json")).unwrap()
}

fn render(data: &Value, lang: &str) -> Vec<u8> {
    let title = data["title"].as_str().unwrap();
    let qr = data["verify_url"].as_str().map(str::to_owned);
    let date = Date { year: 2031, month: 5, day: 9 };
    let request = Request { template: TEMPLATE, data, lang, title, date, qr };
    paper().render(&request).unwrap_or_else(|error| panic!("{error}"))
}

fn contains(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn the_sample_passes_the_check() {
    assert_eq!(paper().check(TEMPLATE, &letter()), Ok(()));
}

#[test]
fn the_file_claims_both_standards_with_title_language_and_date() {
    let pdf = render(&letter(), "en");
    assert!(pdf.starts_with(b"%PDF-1.7"));
    for claim in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Decision: Cradle grant",
        "<xmp:CreateDate>2031-05-09",
        "/Lang(en)",
        "/MarkInfo",
    ] {
        assert!(contains(&pdf, claim), "{claim}");
    }
}

#[test]
fn identical_input_gives_identical_bytes() {
    let data = letter();
    let first = render(&data, "en");
    let shared = paper();
    let request = Request {
        template: TEMPLATE,
        data: &data,
        lang: "en",
        title: "Decision: Cradle grant",
        date: Date { year: 2031, month: 5, day: 9 },
        qr: data["verify_url"].as_str().map(str::to_owned),
    };
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..3 {
                    assert!(shared.render(&request).unwrap() == first);
                }
            });
        }
    });
}

#[test]
fn each_part_of_the_input_shows_in_the_bytes() {
    let data = letter();
    let base = render(&data, "en");
    let mut other = data.clone();
    other["person"] = json!("Someone Else");
    assert_ne!(render(&other, "en"), base);
    let mut other = data.clone();
    other["verify_url"] = json!("https://ardania.example/en/verify/B");
    assert_ne!(render(&other, "en"), base);
    assert_ne!(render(&data, "de"), base);
}

#[test]
fn every_outcome_renders_with_the_least_data() {
    for kind in ["granted", "refused", "registered"] {
        let mut data = letter();
        data["outcome_kind"] = json!(kind);
        for key in ["office", "amount", "appeal", "demonstration", "reading"] {
            data[key] = Value::Null;
        }
        for key in ["address", "paragraphs", "reasons", "facts"] {
            data[key] = json!([]);
        }
        assert!(render(&data, "en").starts_with(b"%PDF"), "{kind}");
    }
}

#[test]
fn extended_cyrillic_and_right_to_left_letters_are_set() {
    let mut data = letter();
    data["person"] = json!("Ңөү ңөү Үңө ҒҚҰҺІ");
    data["outcome"] = json!("Өңү «үңө» № 7");
    assert!(contains(&render(&data, "mn"), "/Lang(mn)"));
    data["person"] = json!("שלום");
    let pdf = render(&data, "he");
    assert!(contains(&pdf, "/Lang(he)"));
    assert!(contains(&pdf, "/Direction/R2L"));
}

/// All words a person should find on the sheet.
fn words(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| words(item, found)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, _)| {
                !["lang", "title", "outcome_kind", "verify_alt", "page", "digest"].contains(&key.as_str())
            })
            .for_each(|(_, item)| words(item, found)),
        _ => {}
    }
}

/// Runs a reader of PDF over a document; `None` if this machine has none, which CI does not accept.
fn read_with(program: &str, args: &[&str], pdf: &[u8]) -> Option<String> {
    let started = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{program} is not installed");
        println!("skipped: {program} is not installed");
        return None;
    };
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{program}: {}", output.status);
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_reader_finds_every_word_in_order() {
    let data = letter();
    let pdf = render(&data, "en");
    let Some(text) = read_with("pdftotext", &["-", "-"], &pdf) else { return };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut expected = Vec::new();
    words(&data, &mut expected);
    assert!(expected.len() > 40);
    for word in expected {
        assert!(text.contains(&word), "“{word}” is missing in: {text}");
    }
    assert!(text.contains("60303ae2 2b998861"), "{text}");
    assert!(text.contains("Page 1 of 1"), "{text}");
    // A grant starts with what happens, then why.
    let order = [
        "Demonstration.",
        "Family Board",
        "12 Harbour Lane",
        "The grant is awarded",
        "The money",
        "Why",
        "What we knew",
        "If you do not agree",
        "Check this sheet",
    ];
    let places: Vec<usize> = order.iter().map(|part| text.find(part).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?} in {text}");
}

#[test]
fn a_refusal_starts_with_its_reasons() {
    let mut data = letter();
    data["outcome_kind"] = json!("refused");
    let Some(text) = read_with("pdftotext", &["-", "-"], &render(&data, "en")) else { return };
    assert!(text.find("A child was born") < text.find("The money reaches"), "{text}");
}
