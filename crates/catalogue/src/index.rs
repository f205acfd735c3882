//! The start pages: of all languages, and of one.

use crate::site::{Place, Site};
use app::Fault;
use model::Service;
use std::collections::BTreeMap;
use ui::{Link, Markup, ServiceItem, ServiceList, Tag, Tone, html};

/// The page from which one goes to one's language.
pub(crate) fn languages(site: &Site<'_>) -> Result<String, Fault> {
    let words = site.words()?;
    let info = &site.model().info;
    let title = words.text("docs-title");
    let main = html! {
        (ui::heading(&title, None))
        ul { @for lang in site.languages {
            @let name = info.language_names.get(lang).map_or(lang.as_str(), String::as_str);
            li { a.km-link href={ (lang) "/index.html" } lang=(lang) hreflang=(lang) { (name) } }
        } }
    };
    site.page(Place::Root, &title, main)
}

/// Services by agency, then registers and laws.
pub(crate) fn services(site: &Site<'_>) -> Result<String, Fault> {
    let words = site.words()?;
    let model = site.model();
    let mut by_agency: BTreeMap<&str, Vec<&Service>> = BTreeMap::new();
    for service in model.services.values() {
        by_agency.entry(site.agency(&service.agency)).or_default().push(service);
    }
    let title = words.text("docs-title");
    let mut sections = Vec::new();
    for (agency, services) in &by_agency {
        sections.push(html! { section { h2.km-h2 { (agency) } (list(site, services)?) } });
    }
    let date = words.date(site.on);
    let main = html! {
        (ui::heading(&title, None))
        p { (words.text_with("docs-lead", &[("date", date.into())])) }
        @for section in &sections { (section) }
        section id="registers" {
            h2.km-h2 { (words.text("docs-registers")) }
            ul { @for register in model.registers.values() {
                li { (Link { href: &format!("registers/{}.html", register.id), text: register.title.get(site.lang) }.render()) }
            } }
        }
        section id="laws" {
            h2.km-h2 { (words.text("docs-laws")) }
            ul { @for law in model.law.values() {
                li { (Link { href: &format!("law/{}.html", law.id), text: law.title.get(site.lang) }.render()) }
            } }
        }
    };
    site.page(Place::Index, &title, main)
}

fn list(site: &Site<'_>, services: &[&Service]) -> Result<Markup, Fault> {
    let tag = site.words()?.text("services-demonstration");
    let mut told = Vec::new();
    for service in services {
        let words = site.service_words(&service.id)?;
        let href = format!("services/{}.html", service.id);
        told.push((href, words.text("title"), words.text("summary"), service.demonstration));
    }
    told.sort_by(|one, other| one.1.cmp(&other.1));
    let items: Vec<ServiceItem<'_>> = told
        .iter()
        .map(|(href, text, summary, demonstration)| ServiceItem {
            link: Link { href, text },
            summary,
            tag: demonstration.then_some(Tag { text: &tag, tone: Tone::Notice }),
        })
        .collect();
    Ok(ServiceList { items: &items, nested: true }.render())
}
