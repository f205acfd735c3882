//! What every page has: its frame, its links, the words for what the model names.

use app::{Fault, Running};
use base::{AgencyId, Date, Lang, RegisterId, RoleId, ServiceId};
use i18n::Locale;
use model::{Cite, Model, Service};
use ui::{Language, Link, Markup, Page, Session, Style, html};

/// A state in a language, on a day.
#[derive(Clone, Copy)]
pub(crate) struct Site<'a> {
    /// The state.
    pub(crate) running: &'a Running,
    /// By whose law terms and amounts are told.
    pub(crate) on: Date,
    /// The language.
    pub(crate) lang: &'a Lang,
    /// All languages that are written.
    pub(crate) languages: &'a [Lang],
}

/// Where a page stands in the folder of its language; links are relative, so that the folder can lie anywhere.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    /// The start of all languages.
    Root,
    /// The start of a language.
    Index,
    /// A page in a folder: `services`, `registers` or `law`, and its name.
    In(&'a str, &'a str),
}

impl Place<'_> {
    /// The way up to the folder of all languages.
    fn up(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Index => "../",
            Self::In(..) => "../../",
        }
    }
}

impl<'a> Site<'a> {
    pub(crate) fn model(&self) -> &'a Model {
        self.running.model()
    }

    /// The interface's words.
    pub(crate) fn words(&self) -> Result<Locale<'a>, Fault> {
        self.running.words(self.lang)
    }

    /// A service's words over the interface's.
    pub(crate) fn service_words(&self, id: &ServiceId) -> Result<Locale<'a>, Fault> {
        self.running.service_words(id, self.lang)
    }

    /// A page as text.
    pub(crate) fn page(&self, place: Place<'_>, title: &str, main: Markup) -> Result<String, Fault> {
        let words = self.words()?;
        let info = &self.model().info;
        let up = place.up();
        let hrefs: Vec<String> = self
            .languages
            .iter()
            .map(|lang| match place {
                Place::Root | Place::Index => format!("{up}{lang}/index.html"),
                Place::In(folder, name) => format!("{up}{lang}/{folder}/{name}.html"),
            })
            .collect();
        let name = |lang: &'a Lang| info.language_names.get(lang).map_or(lang.as_str(), String::as_str);
        let languages: Vec<Language<'_>> = self
            .languages
            .iter()
            .zip(&hrefs)
            .map(|(lang, href)| Language { tag: lang.as_str(), name: name(lang), href })
            .collect();
        let home = format!("{up}{}/index.html", self.lang);
        let (services, registers, laws) =
            (words.text("nav-services"), words.text("docs-registers"), words.text("docs-laws"));
        let footer = [
            (home.clone(), services),
            (format!("{home}#registers"), registers),
            (format!("{home}#laws"), laws),
        ];
        let footer: Vec<Link<'_>> = footer.iter().map(|(href, text)| Link { href, text }).collect();
        let page = Page {
            words,
            title,
            style: Style::Files { sheet: &format!("{up}koom.css"), icon: &format!("{up}mark.svg") },
            state_name: info.name.get(self.lang),
            home: &home,
            demonstration: info.demonstration.as_ref().map(|text| text.get(self.lang)),
            reading: info.reading.get(self.lang),
            languages: &languages,
            form: None,
            session: Session::Nobody { sign_in: None },
            nav: &[],
            back: matches!(place, Place::In(..)).then_some(&home),
            footer: &footer,
            wide: true,
            failed: false,
            main,
        };
        Ok(page.render().into_string())
    }

    pub(crate) fn agency(&self, id: &AgencyId) -> &'a str {
        self.model().agencies.get(id).map_or("", |agency| agency.name.get(self.lang))
    }

    pub(crate) fn role(&self, id: &RoleId) -> &'a str {
        self.model().info.roles.get(id).map_or("", |role| role.get(self.lang))
    }

    /// An article as a link, from a page in a folder.
    pub(crate) fn article(&self, words: Locale<'_>, cite: &Cite) -> Markup {
        let title = self.model().law.get(&cite.law).map_or("", |law| law.title.get(self.lang));
        let text =
            words.text_with("law-article", &[("law", title.into()), ("article", (&cite.article).into())]);
        let href = format!("../law/{}.html#{}", cite.law, article_id(&cite.article));
        Link { href: &href, text: &text }.render()
    }

    /// A register as a link, from a page in a folder.
    pub(crate) fn register(&self, id: &RegisterId) -> Markup {
        let title = self.model().registers.get(id).map_or("", |register| register.title.get(self.lang));
        Link { href: &format!("../registers/{id}.html"), text: title }.render()
    }

    /// A field in words.
    pub(crate) fn field(&self, register: &RegisterId, field: &str) -> &'a str {
        let known = self.model().registers.get(register).and_then(|register| register.field(field));
        known.map_or("", |field| field.label.get(self.lang))
    }

    /// The service's title as a link, from a page in a folder.
    pub(crate) fn service(&self, service: &Service) -> Result<Markup, Fault> {
        let title = self.service_words(&service.id)?.text("title");
        Ok(Link { href: &format!("../services/{}.html", service.id), text: &title }.render())
    }
}

/// A state of a service in words.
pub(crate) fn state(words: Locale<'_>, name: &base::StateName) -> String {
    words.text(&format!("state-{name}"))
}

/// The id of an article on its law's page: articles may have any characters.
pub(crate) fn article_id(article: &str) -> String {
    let plain: String = article.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("a-{plain}")
}

/// A table whose heads are words of the interface.
pub(crate) fn table(
    words: Locale<'_>,
    id: &str,
    caption: &str,
    heads: &[&str],
    rows: Vec<Vec<Markup>>,
) -> Markup {
    let heads: Vec<String> = heads.iter().map(|head| words.text(head)).collect();
    let columns: Vec<ui::TableColumn<'_>> =
        heads.iter().map(|head| ui::TableColumn { head, number: false }).collect();
    ui::Table { id, caption, columns: &columns, rows, empty: &words.text("docs-nothing") }.render()
}

/// A formula as it is written.
pub(crate) fn formula(text: &str) -> Markup {
    html! { code dir="ltr" { (text.trim()) } }
}
