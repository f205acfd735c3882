//! The frame of every page: skip link, header with mark and languages, demonstration banner, main part, footer.

use crate::mark::mark;
use crate::part::Link;
use crate::style::Style;
use i18n::Locale;
use maud::{DOCTYPE, Markup, html};

/// A language the page can be read in.
#[derive(Clone, Copy, Debug)]
pub struct Language<'a> {
    /// Its tag.
    pub tag: &'a str,
    /// What it calls itself.
    pub name: &'a str,
    /// This page in that language.
    pub href: &'a str,
}

/// A main section.
#[derive(Clone, Copy, Debug)]
pub struct NavLink<'a> {
    /// Where to.
    pub href: &'a str,
    /// Its name.
    pub text: &'a str,
    /// The page is in this section.
    pub current: bool,
}

/// Who is signed in.
#[derive(Clone, Copy, Debug)]
pub enum Session<'a> {
    /// No one; where to sign in.
    Nobody {
        /// Where to; `None` on the sign-in page itself.
        sign_in: Option<&'a str>,
    },
    /// Someone.
    Someone {
        /// The name, shown.
        name: &'a str,
        /// The role and office, if the person acts for an agency.
        role: Option<&'a str>,
        /// Where signing out is posted to.
        sign_out: &'a str,
        /// What is sent along (the token against forgery).
        hidden: &'a [(&'a str, &'a str)],
    },
}

/// What `_go` says when a form is only to be shown again in another language.
pub const STAY: &str = "stay";

/// A page.
pub struct Page<'a> {
    /// Its language and words.
    pub words: Locale<'a>,
    /// Its title; the product's name is added.
    pub title: &'a str,
    /// How it carries the stylesheet.
    pub style: Style<'a>,
    /// Whose state it is.
    pub state_name: &'a str,
    /// The start page.
    pub home: &'a str,
    /// The sentence that this is a demonstration, if it is.
    pub demonstration: Option<&'a str>,
    /// The sentence that rules are a reading of the law.
    pub reading: &'a str,
    /// The languages; the one of `words` is shown as current.
    pub languages: &'a [Language<'a>],
    /// The id of the form the page asks in, if another language is to keep what was typed: the languages then post it
    /// to their own addresses, with `_go` set to [`STAY`].
    pub form: Option<&'a str>,
    /// Who is signed in.
    pub session: Session<'a>,
    /// Main sections.
    pub nav: &'a [NavLink<'a>],
    /// The page one came from, if the page is a step.
    pub back: Option<&'a str>,
    /// Links of the footer: the log, checking a document, figures, about.
    pub footer: &'a [Link<'a>],
    /// Uses the whole width (workbench) and the smaller type.
    pub wide: bool,
    /// The page shows errors: its title says so first.
    pub failed: bool,
    /// Its content, with one `h1`.
    pub main: Markup,
}

impl Page<'_> {
    /// The whole document.
    pub fn render(&self) -> Markup {
        let words = self.words;
        let product = words.text("product-name");
        let key = if self.failed { "page-title-failed" } else { "page-title" };
        let title = words.text_with(key, &[("title", self.title.into()), ("product", (&product).into())]);
        let dir = words.direction().as_str();
        html! {
            (DOCTYPE)
            html lang=(words.lang().as_str()) dir=(dir) {
                head {
                    meta charset="utf-8";
                    title { (title) }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    link rel="icon" href=(self.style.icon()) type="image/svg+xml";
                    (self.style.render())
                }
                body class=[self.wide.then_some("km-wide")] {
                    a.km-skip href="#main" { (words.text("skip-link")) }
                    (self.header(&product))
                    div.km-frame {
                        main #main tabindex="-1" {
                            @if let Some(back) = self.back { a.km-back href=(back) { (words.text("back")) } }
                            (self.main)
                        }
                    }
                    (self.footer())
                }
            }
        }
    }

    fn header(&self, product: &str) -> Markup {
        let words = self.words;
        html! {
            header.km-header {
                @if let Some(demonstration) = self.demonstration {
                    p.km-demo { (demonstration) }
                }
                div.km-bar {
                    a.km-brand href=(self.home) { (mark()) span { b { (product) } span { (self.state_name) } } }
                    (self.language_nav())
                    (self.session())
                }
                @if !self.nav.is_empty() {
                    nav.km-nav aria-label=(words.text("nav-main")) {
                        ul { @for link in self.nav {
                            li { a href=(link.href) aria-current=[link.current.then_some("page")] { (link.text) } }
                        } }
                    }
                }
            }
        }
    }

    fn language_nav(&self) -> Markup {
        let current = self.words.lang().as_str();
        html! {
            @if self.languages.len() > 1 {
                nav.km-langs aria-label=(self.words.text("nav-language")) {
                    // The first button of a form is what the Enter key presses: it must not be a language.
                    @if let Some(form) = self.form {
                        button.km-hidden type="submit" form=(form) tabindex="-1" aria-hidden="true" {}
                    }
                    ul { @for language in self.languages {
                        li {
                            @if language.tag == current {
                                span aria-current="true" { (language.name) }
                            } @else if let Some(form) = self.form {
                                button.km-plain-button type="submit" form=(form) formaction=(language.href) formnovalidate name="_go" value=(STAY) lang=(language.tag) {
                                    (language.name)
                                }
                            } @else {
                                a href=(language.href) lang=(language.tag) hreflang=(language.tag) rel="alternate" {
                                    (language.name)
                                }
                            }
                        }
                    } }
                }
            }
        }
    }

    fn session(&self) -> Markup {
        let words = self.words;
        html! {
            div.km-session {
                @match self.session {
                    Session::Nobody { sign_in: Some(href) } => { a href=(href) { (words.text("sign-in")) } }
                    Session::Nobody { sign_in: None } => {}
                    Session::Someone { name, role, sign_out, hidden } => {
                        p { span.km-hidden { (words.text("signed-in-as")) " " } b { (name) }
                            @if let Some(role) = role { span { (role) } } }
                        form method="post" action=(sign_out) {
                            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
                            button.km-plain-button type="submit" { (words.text("sign-out")) }
                        }
                    }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let words = self.words;
        html! {
            footer.km-footer {
                div {
                    h2.km-hidden { (words.text("footer-heading")) }
                    ul { @for link in self.footer { li { (link.render()) } } }
                    p { (self.reading) }
                    p { (words.text("footer-check")) }
                }
            }
        }
    }
}
