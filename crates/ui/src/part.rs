//! Small parts: headings, links, buttons, tags, panels, notices, details, forms.

use crate::mark::Sign;
use maud::{Markup, html};

/// A link: where to, and its translated text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// Where to.
    pub href: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl Link<'_> {
    /// An ordinary link.
    pub fn render(&self) -> Markup {
        html! { a.km-link href=(self.href) { (self.text) } }
    }
}

/// The page's one `h1`, with an optional line above it that says what it belongs to.
pub fn heading(text: &str, above: Option<&str>) -> Markup {
    html! {
        @if let Some(above) = above { p.km-above { (above) } }
        h1.km-h1 { (text) }
    }
}

/// A paragraph.
pub fn paragraph(text: &str) -> Markup {
    html! { p { (text) } }
}

/// What a tone means. It never speaks alone: words and a sign go with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// Granted, valid, done.
    Good,
    /// Refused, wrong, overdue.
    Bad,
    /// To be noticed: waiting, near its term.
    Notice,
}

impl Tone {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Plain => "km-plain",
            Self::Good => "km-good",
            Self::Bad => "km-bad",
            Self::Notice => "km-notice",
        }
    }

    pub(crate) fn sign(self) -> Sign {
        match self {
            Self::Plain => Sign::Info,
            Self::Good => Sign::Tick,
            Self::Bad => Sign::Cross,
            Self::Notice => Sign::Warning,
        }
    }
}

/// A state in a word or two.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'a> {
    /// The words.
    pub text: &'a str,
    /// Their tone.
    pub tone: Tone,
}

impl Tag<'_> {
    /// The tag.
    pub fn render(&self) -> Markup {
        html! { strong class={ "km-tag " (self.tone.class()) } { (self.text) } }
    }
}

/// Which of the page's buttons it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on the page.
    #[default]
    Main,
    /// Another thing that can be done.
    Secondary,
    /// Something that takes away: withdraw, refuse.
    Grave,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "km-button",
            Self::Secondary => "km-button km-second",
            Self::Grave => "km-button km-grave",
        }
    }
}

/// A button that sends its form. Its text says the act.
#[derive(Clone, Copy, Debug, Default)]
pub struct Button<'a> {
    /// The act.
    pub text: &'a str,
    /// Which of the page's buttons.
    pub kind: ButtonKind,
    /// Name and value sent when a form has several buttons.
    pub value: Option<(&'a str, &'a str)>,
}

impl Button<'_> {
    /// The button.
    pub fn render(&self) -> Markup {
        let (name, value) = self.value.unzip();
        html! { button class=(self.kind.class()) type="submit" name=[name] value=[value] { (self.text) } }
    }
}

/// A link that begins something and looks like a button.
#[derive(Clone, Copy, Debug, Default)]
pub struct LinkButton<'a> {
    /// Where to.
    pub href: &'a str,
    /// The act.
    pub text: &'a str,
    /// Which of the page's buttons.
    pub kind: ButtonKind,
    /// Begins a service: an arrow follows the words.
    pub start: bool,
}

impl LinkButton<'_> {
    /// The link.
    pub fn render(&self) -> Markup {
        let class = self.kind.class();
        html! {
            a class=(class) href=(self.href) draggable="false" {
                (self.text) @if self.start { " " (Sign::Arrow.svg()) }
            }
        }
    }
}

/// A form that posts. What must not be forgotten (the token against forgery, the idempotency key, the version of a
/// case) goes into `hidden`.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    /// Where to.
    pub action: &'a str,
    /// Its id, if buttons outside of it send it.
    pub id: Option<&'a str>,
    /// Names and values that are sent along.
    pub hidden: &'a [(&'a str, &'a str)],
    /// Fields and buttons.
    pub body: Markup,
}

impl Form<'_> {
    /// The form.
    pub fn render(&self) -> Markup {
        html! {
            form method="post" action=(self.action) id=[self.id] novalidate {
                @for (name, value) in self.hidden { input type="hidden" name=(name) value=(value); }
                (self.body)
            }
        }
    }
}

/// Words that unfold.
#[derive(Clone, Debug)]
pub struct Details<'a> {
    /// What is inside, in a few words.
    pub summary: &'a str,
    /// Unfolded from the start.
    pub open: bool,
    /// The inside.
    pub body: Markup,
}

impl Details<'_> {
    /// The details.
    pub fn render(&self) -> Markup {
        html! { details.km-details open[self.open] { summary { (self.summary) } div { (self.body) } } }
    }
}

/// A remark set apart by a line.
#[derive(Clone, Debug)]
pub struct Inset {
    /// The remark.
    pub body: Markup,
}

impl Inset {
    /// The remark.
    pub fn render(&self) -> Markup {
        html! { div.km-inset { (self.body) } }
    }
}

/// How something ended, large: granted at once, a document is valid.
#[derive(Clone, Debug)]
pub struct Panel<'a> {
    /// In which tone.
    pub tone: Tone,
    /// The page's `h1`.
    pub title: &'a str,
    /// What belongs to it: a number, an amount.
    pub body: Markup,
}

impl Panel<'_> {
    /// The panel.
    pub fn render(&self) -> Markup {
        html! {
            div class={ "km-panel " (self.tone.class()) } {
                (self.tone.sign().svg())
                div { h1.km-h1 { (self.title) } div { (self.body) } }
            }
        }
    }
}

/// A notice above the page's content: something happened, something is to be known.
#[derive(Clone, Debug)]
pub struct Notice<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// In which tone.
    pub tone: Tone,
    /// One line.
    pub title: &'a str,
    /// More, if needed.
    pub body: Markup,
}

impl Notice<'_> {
    /// The notice. What happened just now (good or bad) is read aloud at once.
    pub fn render(&self) -> Markup {
        let role = if matches!(self.tone, Tone::Good | Tone::Bad) { "alert" } else { "region" };
        html! {
            div class={ "km-note " (self.tone.class()) } role=(role) aria-labelledby={ (self.id) "-title" } {
                (self.tone.sign().svg())
                div { h2.km-h3 id={ (self.id) "-title" } { (self.title) } (self.body) }
            }
        }
    }
}
