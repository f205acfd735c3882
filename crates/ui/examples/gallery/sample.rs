//! Pages of every kind, filled with the interface's own sentences and invented names. Used by the gallery and by
//! tests, which hold that no word is missing in any language.

mod office;

use base::Date;
use i18n::{Arg, Locale};
use ui::{
    AppealWay, Button, ButtonKind, Choice, ClockDay, DateInput, DayKind, DecidedBy, DecisionCard, Details,
    ErrorSummary, Favour, Field, Form, History, HistoryItem, InputKind, Inset, Language, LegalClock, Link,
    LinkButton, Look, Looker, Markup, NavLink, Next, Notice, Page, Pagination, Panel, PathStep, Problem,
    Published, Radios, Reason, Receipt, Row, Select, ServiceItem, ServiceList, Session, Source, Style,
    SummaryList, Tag, TaskCard, TextArea, TextInput, Tone, TraceLine, Verdict, WhoLooked, Width, heading,
    html, paragraph,
};

/// Hashes for show.
const HASHES: [&str; 3] = [
    "7c9e6679f3a1b2d04c58e1aa90b7de21c3f4a5867d0e9b1f2a3c4d5e6f708192",
    "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0",
    "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
];

/// Every page: its name and the page.
pub fn pages(words: Locale<'_>, tags: &[String]) -> Vec<(&'static str, Markup)> {
    let sample = Sample { words, tags };
    vec![
        ("start", sample.start()),
        ("service", sample.service()),
        ("form", sample.form()),
        ("check", sample.check()),
        ("granted", sample.granted()),
        ("case", sample.case()),
        ("me", sample.me()),
        ("work", sample.work()),
        ("decide", sample.decide()),
        ("log", sample.log()),
        ("verify", sample.verify()),
        ("error", sample.error()),
    ]
}

struct Sample<'a> {
    words: Locale<'a>,
    tags: &'a [String],
}

impl Sample<'_> {
    fn t(&self, key: &str) -> String {
        self.words.text(key)
    }

    fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.text_with(key, args)
    }

    fn page(&self, title: &str, section: &str, wide: bool, failed: bool, main: Markup) -> Markup {
        let languages: Vec<Language<'_>> =
            self.tags.iter().map(|tag| Language { tag, name: tag, href: "#" }).collect();
        let keys = if wide {
            ["nav-work", "nav-counter", "nav-search"]
        } else {
            ["nav-services", "nav-me", "footer-log"]
        };
        let names = keys.map(|key| (key, self.t(key)));
        let nav: Vec<NavLink<'_>> =
            names.iter().map(|(key, text)| NavLink { href: "#", text, current: *key == section }).collect();
        let names = ["footer-log", "footer-verify", "footer-figures", "footer-api"].map(|key| self.t(key));
        let footer: Vec<Link<'_>> = names.iter().map(|text| Link { href: "#", text }).collect();
        let role =
            self.with("post", &[("role", "Case officer".into()), ("office", "Northern Office".into())]);
        let session = if section == "nav-services" {
            Session::Nobody { sign_in: Some("#") }
        } else {
            Session::Someone {
                name: "Ñandú Øster",
                role: wide.then_some(role.as_str()),
                sign_out: "#",
                hidden: &[],
            }
        };
        Page {
            words: self.words,
            title,
            style: Style::Inline { nonce: "gallery" },
            state_name: "Ardania",
            home: "#",
            demonstration: Some(&self.t("service-demonstration")),
            reading: &self.t("log-in-text"),
            languages: &languages,
            form: None,
            session,
            nav: &nav,
            back: failed.then_some("#"),
            footer: &footer,
            wide,
            failed,
            main,
        }
        .render()
    }

    fn start(&self) -> Markup {
        let title = self.t("start-title");
        let main = html! {
            (heading(&title, None))
            (paragraph(&self.t("start-lead")))
            (LinkButton { href: "#", text: &self.t("start-services"), start: true, ..Default::default() }.render())
            h2.km-h2 { (self.t("start-sign-in-heading")) }
            (paragraph(&self.t("start-sign-in")))
            h2.km-h2 { (self.t("start-open-heading")) }
            ul {
                li { (Link { href: "#", text: &self.t("start-open-log") }.render()) }
                li { (Link { href: "#", text: &self.t("start-open-verify") }.render()) }
                li { (Link { href: "#", text: &self.t("start-open-figures") }.render()) }
            }
            h2.km-h2 { (self.t("services-title")) }
            (ServiceList { items: &[
                ServiceItem { link: Link { href: "#", text: &self.t("search-title") }, summary: &self.t("search-lead"), tag: None },
                ServiceItem { link: Link { href: "#", text: &self.t("verify-title") }, summary: &self.t("verify-lead"),
                    tag: Some(Tag { text: &self.t("services-demonstration"), tone: Tone::Notice }) },
            ], nested: true }.render())
        };
        self.page(&title, "nav-services", false, false, main)
    }

    fn service(&self) -> Markup {
        let title = self.t("case-more");
        let main = html! {
            (heading(&title, Some(&self.t("services-title"))))
            (paragraph(&self.t("case-more-text")))
            (SummaryList { rows: &[
                Row::text(&self.t("service-who"), &self.t("service-who-person"), Source::Unsaid),
                Row::text(&self.t("service-cost"), &self.t("service-cost-free"), Source::Unsaid),
                Row { key: &self.t("service-time"), value: html! {
                    (self.t("service-time-at-once")) " " (self.with("service-time-term", &[("term", self.with("term-working", &[("days", 10.into())]).into())]))
                }, ..Default::default() },
                Row::text(&self.t("service-need"), &self.t("service-need-nothing"), Source::Unsaid),
                Row::text(&self.t("service-agency"), "Family Board of Ardania", Source::Unsaid),
            ] }.render(self.words))
            (Inset { body: paragraph(&self.t("service-demonstration")) }.render())
            (LinkButton { href: "#", text: &self.t("service-start-signed-out"), start: true, ..Default::default() }.render())
            (Details { summary: &self.t("service-law"), open: false, body: paragraph(&self.t("footer-check")) }.render())
        };
        self.page(&title, "nav-services", false, false, main)
    }

    fn form(&self) -> Markup {
        let title = self.t("action-heading");
        let missing = self.with("refusal-missing-answer", &[("field", (&self.t("search-day")).into())]);
        let form = [("field", self.t("counter-person").into()), ("form", "A-000-000".into())];
        let wrong = self.with("refusal-bad-identifier", &form);
        let (hint, why) = (self.t("verify-number-hint"), self.t("form-known-wrong"));
        let choice = self.with("refusal-bad-choice", &[("field", (&hint).into())]);
        let main = html! {
            (ErrorSummary { problems: &[
                Problem { field: Some("person"), text: &wrong }, Problem { field: Some("day"), text: &missing },
            ] }.render(self.words))
            (Form { action: "#", id: None, hidden: &[("csrf", "0")], body: html! {
                (heading(&title, Some(&self.with("form-place", &[("page", 1.into()), ("pages", 2.into())]))))
                (TextInput { field: Field { id: "person", label: &self.t("counter-person"), hint: Some(&hint),
                    why: Some(&why), error: Some(&wrong), ..Default::default() },
                    value: "20-11-99", kind: InputKind::Digits, width: Width::Twenty, ..Default::default() }.render(self.words))
                (DateInput { field: Field { id: "day", label: &self.t("search-day"), hint: Some(&self.t("search-day-hint")),
                    error: Some(&missing), ..Default::default() }, year: "2026", ..Default::default() }.render(self.words))
                (Radios { field: Field { id: "way", label: &self.t("search-field"), ..Default::default() },
                    choices: &[
                        Choice { value: "a", label: &self.t("counter-service"), hint: None },
                        Choice { value: "b", label: &self.t("case-withdraw-keep"), hint: Some(&hint) },
                    ], chosen: Some("a") }.render(self.words))
                (TextInput { field: Field { id: "sum", label: &self.t("search-value"), optional: true, ..Default::default() },
                    kind: InputKind::Decimal, width: Width::Ten, unit: Some("¤"), ..Default::default() }.render(self.words))
                (Select { field: Field { id: "register", label: &self.t("search-register"), ..Default::default() },
                    choices: &[Choice { value: "1", label: &self.t("log-reads"), hint: None }], chosen: None }.render(self.words))
                (TextArea { field: Field { id: "note", label: &self.t("action-note"), hint: Some(&self.t("action-note-hint")),
                    optional: true, ..Default::default() }, value: &choice, rows: 0 }.render(self.words))
                (Button { text: &self.t("continue"), ..Default::default() }.render())
                (Button { text: &self.t("cancel"), kind: ButtonKind::Secondary, value: Some(("act", "cancel")) }.render())
            } }.render())
        };
        self.page(&title, "nav-me", false, true, main)
    }

    fn check(&self) -> Markup {
        let title = self.t("check-title");
        let since = Date::constant(2026, 11, 3);
        let registers = self.t("log-reads");
        let main = html! {
            (heading(&title, None))
            h2.km-h2 { (self.t("check-answers")) }
            (SummaryList { rows: &[
                Row { change: Some("#"), ..Row::text(&self.t("search-field"), &self.t("counter-service"), Source::Answer) },
                Row { change: Some("#"), ..Row::text(&self.t("counter-person"), "1234 5678 9012 3456", Source::Answer) },
            ] }.render(self.words))
            h2.km-h2 { (self.t("check-known")) }
            (SummaryList { rows: &[
                Row::text(&self.t("work-applicant"), "Ñandú Øster-Łukasz", Source::Register { title: &registers, since }),
                Row::text(&self.t("paper-decided_on"), &self.words.date(since), Source::Register { title: &registers, since }),
            ] }.render(self.words))
            (paragraph(&self.t("form-known-wrong")))
            (Form { action: "#", id: None, hidden: &[], body: html! {
                (paragraph(&self.t("check-promise")))
                (Button { text: &self.t("check-send"), ..Default::default() }.render())
            } }.render())
        };
        self.page(&title, "nav-services", false, false, main)
    }

    fn receipt(&self, published: bool) -> Markup {
        let path: Vec<PathStep<'_>> =
            [false, true, true, false, true, false, false, true, true, false, true, false, true]
                .iter()
                .map(|before| PathStep { before: *before, hash: HASHES[1] })
                .collect();
        let published =
            published.then_some(Published { size: 8_412, root: HASHES[2], path: &path, proof: "#" });
        let stored = self.with(
            "date-time",
            &[
                ("date", self.words.date(Date::constant(2026, 11, 22)).into()),
                ("time", self.words.time(9, 5).into()),
            ],
        );
        Receipt { first: 4_711, count: 2, leaf_hash: HASHES[0], stored: &stored, published }
            .render(self.words)
    }

    fn granted(&self) -> Markup {
        let title = self.t("confirm-granted");
        let amount = self.words.money("4000", "¤");
        let main = html! {
            (Panel { tone: Tone::Good, title: &title, body: html! {
                p.km-amount { (amount) }
                p { (self.with("confirm-number", &[("number", "2026-0000-7XQ4".into())])) }
            } }.render())
            (paragraph(&self.t("confirm-granted-text")))
            (Next { steps: &[&self.t("next-document"), &self.t("next-news"), &self.t("next-silence")] }.render(self.words))
            (self.receipt(true))
            (LinkButton { href: "#", text: &self.t("confirm-case"), kind: ButtonKind::Secondary, ..Default::default() }.render())
        };
        self.page(&title, "nav-me", false, false, main)
    }

    fn days() -> Vec<ClockDay<'static>> {
        (17..=30)
            .chain(1..=4)
            .scan(11, |month, day| {
                *month = if day == 1 { 12 } else { *month };
                let date = Date::constant(2026, *month, day);
                let kind = match (*month, day) {
                    (11, 19 | 20) => DayKind::Paused("¤"),
                    _ if date.weekday().to_monday_one_offset() > 5 => DayKind::Off(None),
                    (11, 17) => DayKind::Start(true),
                    (11, 18..=24) => DayKind::Past,
                    (11, 25) => DayKind::Today,
                    _ => DayKind::Ahead,
                };
                Some(ClockDay { date, kind })
            })
            .collect()
    }

    fn trace(&self, show: impl Fn(&[TraceLine<'_>]) -> Markup) -> Markup {
        let texts = ["service-time-at-once", "confirm-granted-text", "appeal-no-petition", "work-taken"]
            .map(|key| self.t(key));
        let article = Some(Link { href: "#", text: "§ 12, 3" });
        show(&[
            TraceLine { text: &texts[0], verdict: Verdict::Yes, article },
            TraceLine { text: &texts[1], verdict: Verdict::No, article },
            TraceLine { text: &texts[2], verdict: Verdict::Unknown, article },
            TraceLine { text: &texts[3], verdict: Verdict::Value, article: None },
        ])
    }

    fn decision(&self, favour: Favour) -> Markup {
        let article = Some(Link { href: "#", text: "§ 12, 3" });
        let (reason, note) = (self.t("confirm-review-text"), self.t("action-note-hint"));
        let (change, log) = (self.t("case-correct-text"), self.t("log-reads"));
        let against = favour == Favour::Against;
        let source = Source::Register { title: &log, since: Date::constant(2026, 3, 1) };
        let outcome = self.t(if against { "figures-refused" } else { "confirm-granted" });
        let amount = (!against).then(|| self.words.money("4000", "¤"));
        self.trace(|trace| {
            DecisionCard {
                id: match favour {
                    Favour::Against => "refused",
                    Favour::For => "granted",
                    Favour::Neutral | Favour::Open => "open",
                },
                favour,
                outcome: &outcome,
                service: &self.t("case-more"),
                amount: amount.as_deref(),
                decided_on: Date::constant(2026, 11, 22),
                decided_by: if against {
                    DecidedBy::Official { who: "Ñandú Øster, Case officer, Northern Office" }
                } else {
                    DecidedBy::Rules { office: "Northern Office" }
                },
                reasons: &[Reason { text: &reason, article }],
                change: against.then_some(change.as_str()),
                facts: &[
                    Row::text(&self.t("work-applicant"), "Ñandú Øster-Łukasz", source),
                    Row::text(&self.t("search-value"), &self.words.money("12850.50", "¤"), source),
                ],
                trace,
                note: against.then_some(note.as_str()),
                document: Some("#"),
                court: None,
                appeal: against.then_some(AppealWay {
                    body: "Appeals Board",
                    court: Some("Osterby"),
                    last_day: Some(Date::constant(2027, 1, 12)),
                    article,
                    href: Some("#"),
                }),
            }
            .render(self.words)
        })
    }

    fn case(&self) -> Markup {
        let title = self.with("case-title", &[("number", "2026-0000-7XQ4".into())]);
        let items = ["history-filed", "history-reviewed", "history-returned", "history-decided"]
            .map(|key| self.t(key));
        let when = self.words.date(Date::constant(2026, 11, 22));
        let history: Vec<HistoryItem<'_>> = items
            .iter()
            .map(|what| HistoryItem { when: &when, what, who: Some("Ñandú Øster"), note: None })
            .collect();
        let main = html! {
            (heading(&title, Some(&self.t("case-more"))))
            (Notice { id: "late", tone: Tone::Notice, title: &self.t("case-waiting-you"),
                body: paragraph(&self.t("case-correct-text")) }.render())
            (self.decision(Favour::Against))
            (self.decision(Favour::For))
            h2.km-h2 { (self.t("case-clock")) }
            (LegalClock { id: "clock", days: &Self::days(), deadline: Date::constant(2026, 12, 4), left: 7, working: true, hours: None, paused: false }.render(self.words))
            (LegalClock { id: "clock-2", days: &[], deadline: Date::constant(2026, 11, 20), left: -2, working: true, hours: None, paused: false }.render(self.words))
            h2.km-h2 { (self.t("case-history")) }
            (History { items: &history }.render())
            (self.receipt(false))
            (Form { action: "#", id: None, hidden: &[], body: html! {
                (Button { text: &self.t("case-withdraw"), kind: ButtonKind::Grave, value: None }.render())
            } }.render())
        };
        self.page(&title, "nav-me", false, false, main)
    }

    fn me(&self) -> Markup {
        let title = self.t("me-title");
        let fields = [self.t("date-day"), self.t("work-applicant"), self.t("search-value")]
            .join(&self.t("list-separator"));
        let (register, purpose) = (self.t("log-reads"), self.t("service-agency"));
        let look = |day, who| Look {
            day: Date::constant(2026, 11, day),
            time: (9, 5),
            who,
            register: &register,
            fields: &fields,
            purpose: &purpose,
            article: Some(Link { href: "#", text: "§ 12, 3" }),
            case: Some(Link { href: "#", text: "2026-0000-7XQ4" }),
            ask: Some("#"),
        };
        let main = html! {
            (heading(&title, None))
            h2.km-h2 { (self.t("me-cases")) }
            (TaskCard { href: "#", number: "2026-0000-7XQ4", service: &self.t("case-more"),
                state: Tag { text: &self.t("figures-waiting"), tone: Tone::Notice }, filed_on: Date::constant(2026, 11, 2),
                deadline: Some(Date::constant(2026, 12, 4)), left: Some(7), why: None }.render(self.words))
            h2.km-h2 { (self.t("me-letters")) }
            p.km-empty { (self.t("me-letters-empty")) }
            h2.km-h2 { (self.t("me-looked")) }
            (paragraph(&self.t("me-looked-lead")))
            (paragraph(&self.with("me-looked-kept", &[("days", 3650.into())])))
            (WhoLooked { looks: &[
                look(22, Looker::Rules { service: &self.t("case-more") }),
                look(22, Looker::Official { name: "Ñandú Øster", office: "Case officer, Northern Office" }),
                look(20, Looker::Oneself),
            ] }.render(self.words))
            (Pagination { previous: Some("#"), next: Some("#"), page: 2, pages: 12 }.render(self.words))
        };
        self.page(&title, "nav-me", false, false, main)
    }
}
