//! Pages for officers, and for whoever checks the state.

use super::{HASHES, Sample};
use base::Date;
use ui::{
    Button, ButtonKind, Checkboxes, Choice, Columns, Favour, Field, Figure, Figures, Form, InputKind,
    LegalClock, LinkButton, Markup, Notice, Panel, Radios, Row, Source, SummaryList, Table, TableColumn, Tag,
    TaskCard, TextArea, TextInput, Tone, Width, heading, html, paragraph,
};

impl Sample<'_> {
    pub(super) fn work(&self) -> Markup {
        let title = self.t("work-title");
        let card = |left, tone, key: &str| {
            TaskCard {
                href: "#",
                number: "2026-0000-7XQ4",
                service: "Cradle grant",
                state: Tag { text: &self.t(key), tone },
                filed_on: Date::constant(2026, 11, 2),
                deadline: Some(Date::constant(2026, 12, 4)),
                left: Some(left),
                why: Some(&self.t("confirm-review-text")),
            }
            .render(self.words)
        };
        let main = html! {
            (heading(&title, None))
            (Figures { items: &[
                Figure { number: &self.words.number("1204"), label: &self.t("work-waiting"), grave: false },
                Figure { number: "2", label: &self.t("work-taken"), grave: false },
                Figure { number: "1", label: &self.t("work-overdue"), grave: true },
                Figure { number: "86", label: &self.t("work-decided"), grave: false },
            ] }.render())
            (paragraph(&self.t("work-next-text")))
            (Form { action: "#", id: None, hidden: &[], body: Button { text: &self.t("work-next"), ..Default::default() }.render() }.render())
            h2.km-h2 { (self.t("work-mine")) }
            (card(-2, Tone::Bad, "work-overdue"))
            (card(0, Tone::Notice, "figures-waiting"))
            (card(12, Tone::Plain, "figures-waiting"))
        };
        self.page(&title, "nav-work", true, false, main)
    }

    pub(super) fn decide(&self) -> Markup {
        let title = self.with("case-title", &[("number", "2026-0000-7XQ4".into())]);
        let since = Date::constant(2026, 3, 1);
        let register = self.t("log-reads");
        let rows = |source| {
            [
                Row::text("Alpha", "Ñandú Øster-Łukasz", source),
                Row::text("Beta", "1234 5678 9012 3456", source),
            ]
        };
        let (claim, registers) = (rows(Source::Unsaid), rows(Source::Register { title: &register, since }));
        let main = html! {
            (heading(&title, Some("Cradle grant")))
            (Notice { id: "logged", tone: Tone::Plain, title: &self.t("work-logged"), body: html! {} }.render())
            (LegalClock { id: "clock", days: &Self::days(), deadline: Date::constant(2026, 12, 4), left: 7, working: true, hours: None, paused: false }.render(self.words))
            (self.trace(|trace| Columns { claim: &claim, registers: &registers, trace }.render(self.words)))
            h2.km-h2 { (self.t("action-heading")) }
            (Form { action: "#", id: None, hidden: &[], body: html! {
                (Radios { field: Field { id: "reason", label: &self.t("action-reason"), ..Default::default() },
                    choices: &[Choice { value: "a", label: &self.t("confirm-review-text"), hint: Some("§ 12, 3") }],
                    chosen: None }.render(self.words))
                (Checkboxes { field: Field { id: "fields", label: &self.t("action-fields"), ..Default::default() },
                    choices: &[Choice { value: "a", label: "Alpha", hint: None }, Choice { value: "b", label: "Beta", hint: None }],
                    chosen: &["b"] }.render(self.words))
                (TextArea { field: Field { id: "note", label: &self.t("action-note"), hint: Some(&self.t("action-note-hint")), ..Default::default() }, value: "", rows: 4 }.render(self.words))
                (Button { text: &self.t("case-correct-send"), ..Default::default() }.render())
            } }.render())
        };
        self.page(&title, "nav-work", true, false, main)
    }

    pub(super) fn log(&self) -> Markup {
        let title = self.t("log-title");
        let cell = |text: &str| html! { (text) };
        let main = html! {
            (heading(&title, None))
            (paragraph(&self.t("log-lead")))
            h2.km-h2 { (self.t("log-in")) } (paragraph(&self.t("log-in-text")))
            h2.km-h2 { (self.t("log-out")) } (paragraph(&self.t("log-out-text")))
            h2.km-h2 { (self.t("log-latest")) }
            (SummaryList { rows: &[
                Row::text(&self.t("log-size"), &self.words.number("8412"), Source::Unsaid),
                Row { key: &self.t("log-root"), value: html! { code { (HASHES[2]) } }, ..Default::default() },
            ] }.render(self.words))
            h2.km-h2 { (self.t("log-check")) }
            ol { li { (self.t("log-check-1")) } li { (self.t("log-check-2")) } li { (self.t("log-check-3")) } }
            (Table { id: "figures", caption: &self.t("figures-by-service"),
                columns: &[TableColumn { head: &self.t("figures-service"), number: false },
                    TableColumn { head: &self.t("figures-filed"), number: true },
                    TableColumn { head: &self.t("figures-at-once"), number: true },
                    TableColumn { head: &self.t("figures-overdue"), number: true }],
                rows: vec![vec![cell("Cradle grant"), cell(&self.words.number("12045")), cell("11,998"), cell("0")],
                    vec![cell("Hearth allowance"), cell("804"), cell("377"), cell("12")]],
                empty: &self.t("figures-empty") }.render())
        };
        self.page(&title, "footer-log", false, false, main)
    }

    pub(super) fn verify(&self) -> Markup {
        let title = self.t("verify-changed");
        let main = html! {
            (Panel { tone: Tone::Bad, title: &title, body: paragraph(&self.t("verify-changed-text")) }.render())
            (Form { action: "#", id: None, hidden: &[], body: html! {
                (TextInput { field: Field { id: "number", label: &self.t("verify-number"), hint: Some(&self.t("verify-number-hint")),
                    ..Default::default() }, kind: InputKind::Code, width: Width::Twenty, ..Default::default() }.render(self.words))
                (Button { text: &self.t("verify-button"), ..Default::default() }.render())
            } }.render())
            (self.decision(Favour::Open))
        };
        self.page(&title, "footer-log", false, false, main)
    }

    pub(super) fn error(&self) -> Markup {
        let title = self.t("error-500-title");
        let main = html! {
            (heading(&title, None))
            (paragraph(&self.with("error-500-text", &[("incident", "7XQ4-11".into())])))
            (LinkButton { href: "#", text: &self.t("error-home"), kind: ButtonKind::Secondary, ..Default::default() }.render())
        };
        self.page(&title, "nav-services", false, false, main)
    }
}
