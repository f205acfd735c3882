//! The decision card: outcome, reason, article, data used, date, appeal. The same card for who decided and for whom.

use crate::mark::Sign;
use crate::part::{ButtonKind, Link, LinkButton, Tone};
use crate::summary::{Row, SummaryList};
use base::Date;
use i18n::Locale;
use maud::{Markup, html};

/// Whether a decision is for the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Favour {
    /// For.
    For,
    /// Against.
    Against,
    /// Neither (withdrawn).
    Neutral,
    /// Not decided yet.
    Open,
}

impl Favour {
    fn tone(self) -> Tone {
        match self {
            Self::For => Tone::Good,
            Self::Against => Tone::Bad,
            Self::Neutral => Tone::Plain,
            Self::Open => Tone::Notice,
        }
    }

    fn sign(self) -> Sign {
        match self {
            Self::For => Sign::Tick,
            Self::Against => Sign::Cross,
            Self::Neutral => Sign::Dash,
            Self::Open => Sign::Clock,
        }
    }
}

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy<'a> {
    /// The rules, by machine, for an office.
    Rules {
        /// The office.
        office: &'a str,
    },
    /// A named official.
    Official {
        /// Name, role and office.
        who: &'a str,
    },
}

/// Why it was so decided.
#[derive(Clone, Copy, Debug)]
pub struct Reason<'a> {
    /// In words.
    pub text: &'a str,
    /// The article, in words, leading to its text.
    pub article: Option<Link<'a>>,
}

/// What a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It cannot be known.
    Unknown,
    /// A value it gave.
    Value,
}

/// A line of the trace: a rule, what it found, and its article.
#[derive(Clone, Copy, Debug)]
pub struct TraceLine<'a> {
    /// The rule in words, with what it found.
    pub text: &'a str,
    /// What it found.
    pub verdict: Verdict,
    /// Its article.
    pub article: Option<Link<'a>>,
}

/// The rules that were applied, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Trace<'a> {
    /// The lines.
    pub lines: &'a [TraceLine<'a>],
}

impl Trace<'_> {
    /// The trace.
    pub fn render(&self) -> Markup {
        html! {
            ol.km-trace { @for line in self.lines {
                // The rule's words say what it found; the sign repeats it for the eye.
                @let (sign, class) = match line.verdict {
                    Verdict::Yes => (Sign::Tick, "km-good"),
                    Verdict::No => (Sign::Cross, "km-bad"),
                    Verdict::Unknown => (Sign::Question, "km-notice"),
                    Verdict::Value => (Sign::Equal, "km-plain"),
                };
                li class=(class) {
                    (sign.svg())
                    div {
                        p { (line.text) }
                        @if let Some(article) = line.article { p.km-source { (article.render()) } }
                    }
                }
            } }
        }
    }
}

/// How the decision can be attacked.
#[derive(Clone, Copy, Debug)]
pub struct AppealWay<'a> {
    /// The body that hears it.
    pub body: &'a str,
    /// The court after it.
    pub court: Option<&'a str>,
    /// The last day to appeal.
    pub last_day: Option<Date>,
    /// The article that says so.
    pub article: Option<Link<'a>>,
    /// Where the appeal is made; `None` if it no longer can be, or not by the reader.
    pub href: Option<&'a str>,
}

/// The card.
#[derive(Clone, Debug)]
pub struct DecisionCard<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// For or against.
    pub favour: Favour,
    /// What was decided.
    pub outcome: &'a str,
    /// The service.
    pub service: &'a str,
    /// How much, with its unit.
    pub amount: Option<&'a str>,
    /// When.
    pub decided_on: Date,
    /// By whom.
    pub decided_by: DecidedBy<'a>,
    /// Why.
    pub reasons: &'a [Reason<'a>],
    /// What would change a refusal.
    pub change: Option<&'a str>,
    /// The data used.
    pub facts: &'a [Row<'a>],
    /// The rules applied.
    pub trace: &'a [TraceLine<'a>],
    /// The official's own words to the applicant.
    pub note: Option<&'a str>,
    /// The document to be downloaded.
    pub document: Option<&'a str>,
    /// The way to appeal.
    pub appeal: Option<AppealWay<'a>>,
    /// The court to go to, where no body above hears an appeal.
    pub court: Option<&'a str>,
}

impl DecisionCard<'_> {
    /// The card.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        html! {
            article class={ "km-decision " (self.favour.tone().class()) } aria-labelledby={ (self.id) "-outcome" } {
                header {
                    (self.favour.sign().svg())
                    div {
                        p.km-above { (self.service) }
                        h2.km-h2 id={ (self.id) "-outcome" } { (self.outcome) }
                        p.km-source { (self.by(words)) }
                    }
                    @if let Some(amount) = self.amount { p.km-amount { (amount) } }
                }
                (self.reasons(words))
                @if let Some(change) = self.change {
                    section { h3.km-h3 { (words.text("decision-change")) } p { (change) } }
                }
                @if !self.facts.is_empty() {
                    section {
                        h3.km-h3 { (words.text("decision-facts")) }
                        (SummaryList { rows: self.facts }.render(words))
                    }
                }
                @if !self.trace.is_empty() {
                    details.km-details { summary { (words.text("decision-trace")) }
                        div { (Trace { lines: self.trace }.render()) } }
                }
                @if let Some(href) = self.document {
                    p.km-row { (LinkButton { href, text: &words.text("decision-document"), kind: ButtonKind::Secondary, start: false }.render()) }
                }
                @if let Some(appeal) = &self.appeal { (appeal.render(words)) }
                @if let Some(court) = self.court {
                    section.km-appeal {
                        h3.km-h3 { (words.text("appeal-heading")) }
                        p { (words.text_with("appeal-court-only", &[("court", court.into())])) }
                    }
                }
            }
        }
    }

    /// On which day and by whom.
    fn by(&self, words: Locale<'_>) -> String {
        let date = words.date(self.decided_on);
        match self.decided_by {
            DecidedBy::Rules { office } => {
                words.text_with("decision-by-rules", &[("date", date.into()), ("office", office.into())])
            }
            DecidedBy::Official { who } => {
                words.text_with("decision-by-official", &[("date", date.into()), ("who", who.into())])
            }
        }
    }

    fn reasons(&self, words: Locale<'_>) -> Markup {
        html! {
            @if !self.reasons.is_empty() || self.note.is_some() {
                section {
                    h3.km-h3 { (words.text("decision-reasons")) }
                    @for reason in self.reasons {
                        p.km-reason {
                            (reason.text)
                            @if let Some(article) = reason.article { span.km-source { (article.render()) } }
                        }
                    }
                    @if let Some(note) = self.note { blockquote.km-inset { p { (note) } } }
                }
            }
        }
    }
}

impl AppealWay<'_> {
    /// The way to appeal, on a warm ground.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        html! {
            section.km-appeal {
                h3.km-h3 { (words.text("appeal-heading")) }
                p { (words.text_with("appeal-body", &[("body", self.body.into())])) }
                @if let Some(day) = self.last_day {
                    p { (words.text_with("appeal-until", &[("date", words.date(day).into())])) }
                }
                @if let Some(court) = self.court {
                    p { (words.text_with("appeal-court", &[("court", court.into())])) }
                }
                @if let Some(article) = self.article { p.km-source { (article.render()) } }
                @if let Some(href) = self.href {
                    p.km-row { (LinkButton { href, text: &words.text("appeal-button"), kind: ButtonKind::Secondary, start: false }.render()) }
                }
            }
        }
    }
}
