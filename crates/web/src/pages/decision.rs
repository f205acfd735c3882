//! A decision as its card, the same for who decided and for whom.

use super::interview::known_row;
use super::parts;
use crate::ask::Ask;
use crate::route::To;
use app::view::{CaseView, DecisionView, LawView, TraceView};
use base::Date;
use ui::{
    AppealWay, DecidedBy, DecisionCard, Favour, Link, Markup, Notice, Reason, Row, Source, SummaryList, Tone,
    TraceLine, Verdict, html,
};

/// Words and addresses of articles, kept while a card is drawn.
pub(crate) struct Articles(Vec<Option<(String, String)>>);

impl Articles {
    pub(crate) fn of<'l>(ask: &Ask<'_>, laws: impl Iterator<Item = Option<&'l LawView>>) -> Self {
        Self(laws.map(|law| law.map(|law| parts::article(ask, law))).collect())
    }

    pub(crate) fn link(&self, at: usize) -> Option<Link<'_>> {
        self.0.get(at)?.as_ref().map(|(href, text)| Link { href, text })
    }
}

/// The lines of a trace.
pub(crate) fn trace<'t>(lines: &'t [TraceView], articles: &'t Articles) -> Vec<TraceLine<'t>> {
    let line = |(at, line): (usize, &'t TraceView)| TraceLine {
        text: &line.text,
        verdict: match line.value.as_str() {
            "yes" => Verdict::Yes,
            "no" => Verdict::No,
            "unknown" => Verdict::Unknown,
            _ => Verdict::Value,
        },
        article: articles.link(at),
    };
    lines.iter().enumerate().map(line).collect()
}

/// The card of a case's decision; `own` adds what only the applicant can do.
pub(crate) fn card(ask: &Ask<'_>, view: &CaseView, decision: &DecisionView, own: bool) -> Markup {
    let facts: Vec<Row<'_>> = view.known.iter().map(known_row).collect();
    let traced = Articles::of(ask, view.trace.iter().map(|line| line.law.as_ref()));
    let trace = trace(&view.trace, &traced);
    let articles = Articles::of(ask, decision.law.iter().map(Some));
    let reasons = reasons(decision, &articles);
    let office = match &view.office {
        Some(office) => format!("{}, {office}", view.agency),
        None => view.agency.clone(),
    };
    let document = ask.to(To::Document(&view.case));
    let appeal = decision.appeal.as_ref();
    let appeal_href = appeal.map(|appeal| ask.to(To::Appeal(&appeal.service, &view.case)));
    let appeal_article = Articles::of(ask, appeal.map(|appeal| appeal.law.as_ref()).into_iter());
    let id = format!("decision-{}", view.case);
    let card = DecisionCard {
        id: &id,
        favour: match (decision.neutral, decision.favour) {
            (true, _) => Favour::Neutral,
            (false, true) => Favour::For,
            (false, false) => Favour::Against,
        },
        outcome: &decision.outcome_text,
        service: &view.title,
        amount: decision.amount_text.as_deref(),
        decided_on: decision.date.parse().unwrap_or(Date::ZERO),
        decided_by: decided_by(decision, &office),
        reasons: &reasons,
        change: None,
        facts: &facts,
        trace: &trace,
        note: decision.note.as_deref(),
        document: decision.document.as_ref().filter(|_| own).map(|_| document.as_str()),
        court: decision.court.as_deref(),
        appeal: appeal.map(|appeal| AppealWay {
            body: &appeal.agency,
            court: appeal.court.as_deref(),
            last_day: appeal.until.parse().ok(),
            article: appeal_article.link(0),
            href: appeal_href.as_deref().filter(|_| own),
        }),
    };
    let gives: Vec<Row<'_>> =
        decision.gives.iter().map(|given| Row::text(&given.label, &given.value, Source::Unsaid)).collect();
    html! {
        (card.render(ask.words))
        @if let Some(code) = &decision.document {
            p.km-row { a.km-link href=(ask.to(To::VerifyCode(code))) { (ask.text("footer-verify")) } }
        }
        @if let Some(text) = &decision.pick_up {
            (Notice { id: "pick-up", tone: Tone::Good, title: &ask.text("pick-up-title"), body: html! { p { (text) } } }.render())
        }
        @if !gives.is_empty() {
            section { h2.km-h2 { (ask.text("case-given")) } (SummaryList { rows: &gives }.render(ask.words)) }
        }
    }
}

fn decided_by<'d>(decision: &'d DecisionView, office: &'d str) -> DecidedBy<'d> {
    match decision.by.as_str() {
        "machine" | "silence" => DecidedBy::Rules { office },
        _ => DecidedBy::Official { who: &decision.by_text },
    }
}

/// The reason a person gave, with its article; otherwise what the articles say.
fn reasons<'d>(decision: &'d DecisionView, articles: &'d Articles) -> Vec<Reason<'d>> {
    match &decision.reason_text {
        Some(text) => vec![Reason { text, article: articles.link(0) }],
        None => decision
            .law
            .iter()
            .enumerate()
            .map(|(at, law)| Reason { text: &law.text, article: articles.link(at) })
            .collect(),
    }
}
