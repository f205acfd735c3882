//! The markup of components whose structure people with screen readers depend on, held by snapshots.

#![expect(clippy::unwrap_used, reason = "what tests share; a failure here is the test's failure")]

use base::{Date, Lang};
use i18n::{Direction, Messages};
use std::collections::BTreeMap;
use std::path::Path;
use ui::{
    AppealWay, Choice, ClockDay, DateInput, DateParts, DayKind, DecidedBy, DecisionCard, ErrorSummary,
    Favour, Field, InputKind, LegalClock, Link, Locale, Look, Looker, Markup, PathStep, Problem, Published,
    Radios, Reason, Receipt, Row, Source, TextInput, TraceLine, Verdict, WhoLooked, Width,
};

/// Renders with the words of the invented state's first language, one element a line.
fn shown(render: impl FnOnce(Locale<'_>) -> Markup) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states/mini/words/eo.ftl");
    let texts = BTreeMap::from([(Lang::new("eo"), vec![std::fs::read_to_string(path).unwrap()])]);
    let messages = Messages::build(&texts).unwrap();
    let html = render(messages.locale(&Lang::new("eo"), Direction::Ltr).unwrap()).into_string();
    assert_eq!(messages.misses(), []);
    html.replace("><", ">\n<")
}

#[test]
fn a_text_field_links_label_hint_unit_and_error() {
    insta::assert_snapshot!(shown(|words| TextInput {
        field: Field {
            id: "sum",
            label: "Sum",
            hint: Some("As on the bill"),
            why: Some("To pay it"),
            error: Some("Write a sum"),
            ..Default::default()
        },
        value: "1<2",
        kind: InputKind::Decimal,
        width: Width::Ten,
        unit: Some("seeds"),
        autocomplete: None,
    }
    .render(words)));
}

#[test]
fn a_date_field_marks_the_wrong_part() {
    insta::assert_snapshot!(shown(|words| DateInput {
        field: Field {
            id: "born",
            label: "Born",
            error: Some("No such month"),
            heading: true,
            ..Default::default()
        },
        day: "2",
        month: "13",
        year: "2031",
        wrong: DateParts { month: true, ..Default::default() },
        birthday: true,
    }
    .render(words)));
}

#[test]
fn an_error_summary_leads_to_the_first_input_of_each_field() {
    insta::assert_snapshot!(shown(|words| ErrorSummary {
        problems: &[
            Problem { field: Some("born"), text: "No such month" },
            Problem { field: None, text: "Nothing was entered" },
        ],
    }
    .render(words)));
    let none = shown(|words| ErrorSummary { problems: &[] }.render(words));
    assert_eq!(none, "");
}

#[test]
fn radios_give_the_first_the_field_s_id() {
    insta::assert_snapshot!(shown(|words| Radios {
        field: Field { id: "way", label: "Way", hint: Some("One"), ..Default::default() },
        choices: &[
            Choice { value: "a", label: "Account", hint: None },
            Choice { value: "p", label: "Post", hint: Some("Slower") },
        ],
        chosen: Some("p"),
    }
    .render(words)));
}

#[test]
fn a_clock_says_in_words_what_it_draws() {
    let day = |d, kind| ClockDay { date: Date::constant(2031, 5, d), kind };
    insta::assert_snapshot!(shown(|words| LegalClock {
        id: "clock",
        days: &[
            day(1, DayKind::Start(true)),
            day(2, DayKind::Off(Some("Seed day"))),
            day(3, DayKind::Paused("waiting")),
            day(4, DayKind::Today),
            day(5, DayKind::Ahead),
        ],
        deadline: Date::constant(2031, 5, 5),
        left: 1,
        working: true,
        hours: None,
        paused: false,
    }
    .render(words)));
}

#[test]
fn a_clock_in_office_hours_says_how_long_and_until_when() {
    let html = shown(|words| {
        let hours = Some(ui::HoursLeft { until: "la kvina, 14:30", minutes: 95 });
        let deadline = Date::constant(2031, 5, 5);
        LegalClock { id: "clock", days: &[], deadline, left: 0, working: true, hours, paused: false }
            .render(words)
    });
    assert!(html.contains("Restas oficeja tempo: 1 h 35 min"), "{html}");
    assert!(html.contains("La limtempo finiĝas: la kvina, 14:30"), "{html}");
}

#[test]
fn a_clock_counts_down_and_over() {
    let clock = |left, working, paused| LegalClock {
        id: "clock",
        days: &[],
        deadline: Date::constant(2031, 5, 5),
        left,
        working,
        hours: None,
        paused,
    };
    for (clock, says) in [
        (clock(2, true, false), "Restas 2 labortagoj"),
        (clock(1, false, false), "Restas 1 tago"),
        (clock(0, true, false), "Hodiaŭ estas la lasta tago"),
        (clock(-1, true, false), "Malfruas je 1 labortago"),
        (clock(-3, false, false), "Malfruas je 3 tagoj"),
        (clock(-3, true, true), "La horloĝo staras"),
    ] {
        let late = clock.left < 0 && !clock.paused;
        let html = shown(|words| clock.render(words));
        assert!(html.contains(says), "{says}: {html}");
        assert_eq!(html.contains("km-late"), late, "{says}");
        assert!(!html.contains("<table"), "no days, no table");
    }
}

#[test]
fn a_refusal_says_why_before_anything_else_and_how_to_appeal_last() {
    let html = shown(|words| {
        DecisionCard {
            id: "d",
            favour: Favour::Against,
            outcome: "OUTCOME",
            service: "Cradle grant",
            amount: None,
            decided_on: Date::constant(2031, 5, 5),
            decided_by: DecidedBy::Official { who: "WHO" },
            reasons: &[Reason { text: "REASON", article: Some(Link { href: "/law", text: "ARTICLE" }) }],
            change: Some("CHANGE"),
            facts: &[Row::text("KEY", "VALUE", Source::Unsaid)],
            trace: &[TraceLine { text: "RULE", verdict: Verdict::Unknown, article: None }],
            note: Some("NOTE"),
            document: Some("/document"),
            court: None,
            appeal: Some(AppealWay {
                body: "BODY",
                court: Some("COURT"),
                last_day: Some(Date::constant(2031, 6, 5)),
                article: None,
                href: Some("/appeal"),
            }),
        }
        .render(words)
    });
    let order = [
        "OUTCOME",
        "WHO",
        "REASON",
        "ARTICLE",
        "NOTE",
        "CHANGE",
        "KEY",
        "VALUE",
        "RULE",
        "/document",
        "BODY",
        "de junio 2031",
        "COURT",
        "/appeal",
    ];
    let places: Vec<usize> =
        order.iter().map(|part| html.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(html.contains("class=\"km-decision km-bad\""));
}

#[test]
fn a_receipt_draws_a_sibling_for_each_step_and_lists_its_hash() {
    let path = [PathStep { before: true, hash: "aaaa" }, PathStep { before: false, hash: "bbbb" }];
    let receipt = |published| Receipt { first: 5, count: 2, leaf_hash: "ffff", stored: "now", published };
    let published = Published { size: 7, root: "cccc", path: &path, proof: "/proof" };
    let html = shown(|words| receipt(Some(published)).render(words));
    assert_eq!(html.matches("class=\"km-sibling\"").count(), 2);
    assert_eq!(html.matches("class=\"km-node\"").count(), 2);
    for part in ["ffff", "aaaa", "bbbb", "cccc", "5–6", "/proof", "2 paŝoj"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let waiting = shown(|words| receipt(None).render(words));
    assert!(!waiting.contains("<svg") && waiting.contains("La sigelo super"));
}

#[test]
fn looks_are_grouped_by_day() {
    let look = |d| Look {
        day: Date::constant(2031, 5, d),
        time: (7, 4),
        who: Looker::Official { name: "WHO", office: "OFFICE" },
        register: "REGISTER",
        fields: "FIELDS",
        purpose: "PURPOSE",
        article: Some(Link { href: "/law", text: "ARTICLE" }),
        case: None,
        ask: None,
    };
    let html = shown(|words| WhoLooked { looks: &[look(5), look(5), look(4)] }.render(words));
    assert_eq!((html.matches("<h3").count(), html.matches("<li>").count()), (2, 3));
    for part in ["WHO", "OFFICE", "REGISTER: FIELDS", "PURPOSE", "/law", "7:04", "datetime=\"2031-05-05\""] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let empty = shown(|words| WhoLooked { looks: &[] }.render(words));
    assert!(empty.contains("Neniu rigardis"));
}
