//! What authors and callers are told when something is wrong: what, where, what now.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like the tests that call them")]

use std::collections::BTreeMap;

use paper::{
    DATA_BYTES_MAX, Date, Kind, PAGES_MAX, Paper, PaperError, QR_BYTES_MAX, Request, TEMPLATE_BYTES_MAX,
    TITLE_BYTES_MAX,
};
use serde_json::{Value, json};

const DATE: Date = Date { year: 2031, month: 5, day: 9 };

fn request(data: &Value) -> Request<'_> {
    Request {
        template: "t.typ",
        data,
        lang: "en",
        title: "Title",
        date: DATE,
        qr: Some("https://a.example/1".into()),
    }
}

fn paper(template: &str) -> Paper {
    Paper::new(BTreeMap::from([("t.typ".to_owned(), template.to_owned())]))
}

/// Renders a template without data and expects one kind of error, shown as text.
fn refused(template: &str, kind: Kind) -> String {
    refused_with(template, &json!({}), kind)
}

fn refused_with(template: &str, data: &Value, kind: Kind) -> String {
    let error = paper(template).render(&request(data)).unwrap_err();
    assert_eq!(error.kind, kind, "{error}");
    error.to_string()
}

fn rejected(request: &Request<'_>, kind: Kind) -> String {
    let error = paper("Hello").render(request).unwrap_err();
    assert_eq!((error.kind, error.line, error.column), (kind, 1, 1), "{error}");
    error.to_string()
}

#[test]
fn a_syntax_error_has_its_line_and_column() {
    let text = refused("= Head\n\nöö #let x = (1, \n", Kind::Template);
    assert!(text.starts_with("t.typ:3:13: unclosed delimiter"), "{text}");
}

#[test]
fn a_missing_word_is_named_where_the_template_asks_for_it() {
    let text = refused("#let data = json(\"/data.json\")\n#data.agency", Kind::Template);
    assert!(text.starts_with("t.typ:2:"), "{text}");
    assert!(text.contains("agency"), "{text}");
}

#[test]
fn an_error_in_an_imported_file_names_that_file() {
    let files = BTreeMap::from([
        ("documents/t.typ".to_owned(), "#import \"parts/head.typ\": head\n#head()".to_owned()),
        ("documents/parts/head.typ".to_owned(), "\n#let head() = unknown-name".to_owned()),
    ]);
    let error = Paper::new(files)
        .render(&Request { template: "documents/t.typ", ..request(&json!({})) })
        .unwrap_err();
    assert_eq!(
        (error.file.as_str(), error.line, error.column),
        ("documents/parts/head.typ", 2, 15),
        "{error}"
    );
}

#[test]
fn nothing_outside_the_state_can_be_read() {
    for (template, what) in [
        ("#read(\"/etc/passwd\")", "no file /etc/passwd"),
        ("#read(\"data.txt\")", "no file /data.txt"),
        ("#include \"other.typ\"", "no file /other.typ"),
        ("#import \"@preview/cetz:0.3.0\": canvas", "no file"),
    ] {
        let text = refused(template, Kind::Template);
        assert!(text.starts_with("t.typ:1:"), "{text}");
        assert!(text.contains(what), "{text}");
        assert!(text.contains("a template can read /data.json"), "{text}");
    }
    let text = refused("#read(\"../../etc/passwd\")", Kind::Template);
    assert!(text.contains("escape"), "{text}");
}

#[test]
fn the_clock_is_the_date_of_the_document() {
    let template = "#assert(datetime.today() == datetime(year: 2031, month: 5, day: 9))\n\
                    #assert(datetime.today(offset: 6) == datetime.today())\nHello";
    assert!(paper(template).render(&request(&json!({}))).is_ok());
}

#[test]
fn the_template_sees_title_language_and_whether_there_is_a_code() {
    let template = "#let meta = json(\"/meta.json\")\n#assert(meta.title == \"Title\" and meta.lang == \"en\")\n\
                    #assert(not meta.qr)\n#context assert(text.lang == \"en\")\nHello";
    assert!(paper(template).render(&Request { qr: None, ..request(&json!({})) }).is_ok());
}

#[test]
fn a_letter_without_glyph_is_an_error_that_names_it() {
    let template = "Dear\n#json(\"/data.json\").name";
    let text = refused_with(template, &json!({"name": "Li 漢 and 漢 and 字"}), Kind::Glyph);
    assert!(text.contains("“漢” (U+6F22)"), "{text}");
    assert!(text.contains("Libertinus Serif"), "{text}");
    let text = refused_with(template, &json!({"name": "bell\u{7}"}), Kind::Glyph);
    assert!(text.contains("U+0007"), "{text}");

    let findings = paper(template).check("t.typ", &json!({"name": "漢漢字"})).unwrap_err();
    assert_eq!(findings.len(), 2, "each letter once: {findings:?}");
    let findings = paper("a\n\nb 漢").check("t.typ", &json!({})).unwrap_err();
    assert_eq!((findings[0].line, findings[0].kind), (3, Kind::Glyph));
}

#[test]
fn the_code_must_be_large_enough_for_a_phone() {
    let text = refused("\n#image(\"/qr.svg\", width: 24mm, alt: \"code\")", Kind::Template);
    assert!(text.starts_with("t.typ:2:2: the QR code is 24.0 mm wide"), "{text}");
    let scaled = "#scale(50%, image(\"/qr.svg\", width: 40mm, alt: \"code\"))";
    assert!(refused(scaled, Kind::Template).contains("20.0 mm"));
    for fits in ["#image(\"/qr.svg\", width: 25mm, alt: \"code\")", "#image(\"/qr.svg\", alt: \"code\")"] {
        assert!(paper(fits).render(&request(&json!({}))).is_ok(), "{fits}");
    }
}

#[test]
fn a_picture_needs_words_for_those_who_cannot_see_it() {
    let text = refused("#image(\"/qr.svg\")", Kind::Template);
    assert!(text.starts_with("t.typ:1:2:"), "{text}");
    assert!(text.contains("alt text"), "{text}");
}

#[test]
fn a_document_without_code_says_so_when_the_template_wants_one() {
    let error = paper("#image(\"/qr.svg\", alt: \"code\")")
        .render(&Request { qr: None, ..request(&json!({})) })
        .unwrap_err();
    assert!(error.to_string().contains("this document has no QR code"), "{error}");
}

#[test]
fn runaway_templates_are_stopped() {
    let page = |count: usize| format!("#for i in range({count}) [page #i #pagebreak(weak: true)]");
    assert!(paper(&page(PAGES_MAX)).render(&request(&json!({}))).is_ok());
    let text = refused(&page(PAGES_MAX + 1), Kind::Limit);
    assert!(text.contains("21 pages; at most 20"), "{text}");
    assert!(refused("#while true { }", Kind::Template).contains("always true"));
    assert!(refused("#let x = 0\n#while x >= 0 { x += 1 }", Kind::Template).contains("infinite"));
    assert!(refused("#let f(x) = f(x)\n#f(1)", Kind::Template).contains("depth"));
}

#[test]
fn limits_hold_at_their_edge() {
    // {"a":"…"} has eight bytes around the text.
    let data = |bytes: usize| json!({"a": "x".repeat(bytes - 8)});
    assert!(paper("Hello").render(&request(&data(DATA_BYTES_MAX))).is_ok());
    let text = rejected(&request(&data(DATA_BYTES_MAX + 1)), Kind::Limit);
    assert!(text.contains("131073 bytes; at most 131072"), "{text}");

    let comment = |bytes: usize| format!("//{}", "x".repeat(bytes - 2));
    assert!(paper(&comment(TEMPLATE_BYTES_MAX)).render(&request(&json!({}))).is_ok());
    assert!(refused(&comment(TEMPLATE_BYTES_MAX + 1), Kind::Limit).contains("at most 262144"));

    let data = json!({});
    let qr = Some("x".repeat(QR_BYTES_MAX + 1));
    assert!(rejected(&Request { qr, ..request(&data) }, Kind::Limit).contains("at most 200"));
    let title = "x".repeat(TITLE_BYTES_MAX + 1);
    assert!(rejected(&Request { title: &title, ..request(&data) }, Kind::Limit).contains("title"));
    assert!(rejected(&Request { title: "", ..request(&data) }, Kind::Limit).contains("title"));
}

#[test]
fn impossible_requests_are_named() {
    let data = json!({});
    let base = request(&data);
    let day = |year, month, day| Request { date: Date { year, month, day }, ..base.clone() };
    assert!(rejected(&day(2031, 2, 29), Kind::Request).contains("2031-02-29 is not a day"));
    assert!(rejected(&day(2031, 13, 1), Kind::Request).contains("2031-13-01"));
    assert!(rejected(&day(-1, 1, 1), Kind::Request).contains("not a day"));
    assert!(paper("Hello").render(&day(2032, 2, 29)).is_ok());
    assert!(rejected(&Request { lang: "english", ..base.clone() }, Kind::Request).contains("“english”"));
    let text = paper("Hello").render(&Request { template: "u.typ", ..base }).unwrap_err().to_string();
    assert_eq!(text, "u.typ:1:1: no template “u.typ” (there are: t.typ)");
}

#[test]
fn files_that_cannot_be_used_are_refused_by_name() {
    for path in ["data.json", "main.typ", "../t.typ", "a//t.typ", "/t.typ", "a\\t.typ"] {
        let paper = Paper::new(BTreeMap::from([(path.to_owned(), "Hello".to_owned())]));
        let findings: Vec<PaperError> = paper.check(path, &json!({})).unwrap_err();
        assert_eq!((findings.len(), findings[0].file.as_str(), findings[0].kind), (1, path, Kind::Template));
    }
    let paper = Paper::new(BTreeMap::from([("mark.svg".to_owned(), "<svg/>".to_owned())]));
    let findings = paper.check("mark.svg", &json!({})).unwrap_err();
    assert_eq!(findings[0].kind, Kind::Request, "material is not a template");
}

#[test]
fn a_drawing_beside_the_template_can_be_used_and_is_named_when_broken() {
    let files = |svg: &str| {
        BTreeMap::from([
            ("t.typ".to_owned(), "#image(\"brand/mark.svg\", alt: \"mark\")".to_owned()),
            ("brand/mark.svg".to_owned(), svg.to_owned()),
        ])
    };
    let good =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='4'/></svg>";
    assert!(Paper::new(files(good)).render(&request(&json!({}))).is_ok());
    let error = Paper::new(files("<svg>\n<g>")).render(&request(&json!({}))).unwrap_err();
    assert_eq!(error.file, "brand/mark.svg", "{error}");
}

#[test]
fn a_check_reports_warnings_and_a_document_does_not_fail_for_them() {
    let template = "#set text(font: \"No Such Font\")\nHello";
    let findings = paper(template).check("t.typ", &json!({})).unwrap_err();
    assert!(findings[0].to_string().contains("no such font"), "{findings:?}");
    assert!(paper(template).render(&request(&json!({}))).is_ok());
}

#[test]
fn a_check_takes_the_language_of_the_sample() {
    let template = "#context assert(text.lang == \"xx\")\nHello";
    assert_eq!(paper(template).check("t.typ", &json!({"lang": "xx"})), Ok(()));
    assert_eq!(paper(template).check("t.typ", &json!({})).unwrap_err().len(), 1);
}

#[test]
fn markup_in_data_stays_text() {
    let template = "#json(\"/data.json\").name";
    let name = "#panic() *a* $x$ <b> \\ @c";
    assert!(paper(template).render(&request(&json!({"name": name}))).is_ok());
}
