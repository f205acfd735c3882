//! A register: its fields, and which service reads what of it under which article.

use crate::site::{Place, Site, table};
use app::Fault;
use i18n::Locale;
use model::register::Right;
use model::{Field, FieldType, Register, Who};
use ui::{Markup, html};

/// The page.
pub(crate) fn page(site: &Site<'_>, register: &Register) -> Result<String, Fault> {
    let words = site.words()?;
    let title = register.title.get(site.lang);
    let fields = register.fields.iter().map(|field| {
        vec![
            html! { span id={ "f-" (field.id) } { (field.label.get(site.lang)) } },
            html! { code { (field.id) } },
            html! { (kind(site, words, field)) },
            html! { (words.text(if field.optional { "yes" } else { "no" })) },
        ]
    });
    let heads = ["docs-field", "docs-name-in-rules", "docs-type", "docs-may-be-absent"];
    let main = html! {
        (ui::heading(title, None))
        p { (words.text_with("docs-owner", &[("agency", site.agency(&register.owner).into())])) " " (site.article(words, &register.law)) }
        section { h2.km-h2 { (words.text("docs-fields")) } (table(words, "fields", &words.text("docs-fields"), &heads, fields.collect())) }
        section { h2.km-h2 { (words.text("docs-used-by")) } (readers(site, words, register)?) }
    };
    site.page(Place::In("registers", register.id.as_str()), title, main)
}

/// The type of a field in words.
pub(crate) fn kind(site: &Site<'_>, words: Locale<'_>, field: &Field) -> String {
    let key = match &field.ty {
        FieldType::Text => "docs-type-text",
        FieldType::Number => "docs-type-number",
        FieldType::Money => "docs-type-money",
        FieldType::Bool => "docs-type-bool",
        FieldType::Date => "docs-type-date",
        FieldType::Person => "docs-type-person",
        FieldType::Place => "docs-type-place",
        FieldType::Identifier(name) => {
            let known = site.model().info.identifiers.get(name);
            return known.map_or("", |identifier| identifier.name.get(site.lang)).to_owned();
        }
        FieldType::Choice(options) => {
            let texts: Vec<&str> = options.iter().map(|(_, text)| text.get(site.lang)).collect();
            return texts.join(&words.text("list-separator"));
        }
    };
    words.text(key)
}

/// Who may read it: each line of its access.
fn readers(site: &Site<'_>, words: Locale<'_>, register: &Register) -> Result<Markup, Fault> {
    let mut rows = Vec::new();
    for access in register.access.iter().filter(|access| access.may.contains(&Right::Read)) {
        let who = match &access.who {
            Who::Role(role) => html! { (site.role(role)) },
            Who::Service(id) => {
                let service = site.model().services.get(id);
                service.map(|service| site.service(service)).transpose()?.unwrap_or_default()
            }
        };
        let fields: Vec<&str> = match &access.fields {
            None => vec![],
            Some(fields) => fields.iter().map(|field| site.field(&register.id, field.as_str())).collect(),
        };
        let purpose = site.model().info.purposes.get(&access.purpose);
        rows.push(vec![
            who,
            html! { @if access.fields.is_none() { (words.text("policies-all")) } @else { (fields.join(&words.text("list-separator"))) } },
            html! { @if let Some(purpose) = purpose { (purpose.title.get(site.lang)) } },
            html! { @if let Some(cite) = access.law.as_ref().or(purpose.map(|purpose| &purpose.law)) { (site.article(words, cite)) } },
        ]);
    }
    let heads = ["docs-who", "policies-fields", "policies-purpose", "action-article"];
    Ok(table(words, "readers", &words.text("docs-used-by"), &heads, rows))
}
