//! A service's page: who may, what it costs, what is read and asked, how it is decided, what it gives.

use crate::site::{Place, Site, formula, state as state_text, table};
use crate::{lineage, picture, rules};
use app::Fault;
use app::view::{ServiceView, term_by_law};
use i18n::Locale;
use model::register::Right;
use model::service::{Favour, Outcome};
use model::{AppealTo, Applicant, DeadlineUnit, Service};
use ui::{Link, Markup, Notice, Tone, html};

/// The page.
pub(crate) fn page(site: &Site<'_>, service: &Service) -> Result<String, Fault> {
    let words = site.service_words(&service.id)?;
    let view = ServiceView::of(site.running, service, site.on, site.lang)?;
    let title = words.text("title");
    let main = html! {
        (ui::heading(&title, Some(site.agency(&service.agency))))
        p { (view.service.summary) }
        p.km-source { (words.text_with("docs-version", &[("version", service.version.into())])) }
        @if service.demonstration {
            (Notice { id: "invented", tone: Tone::Notice, title: &words.text("services-demonstration"), body: html! { p { (words.text("service-demonstration")) } } }.render())
        }
        (facts(site, words, service, &view))
        section id="reads" { h2.km-h2 { (words.text("docs-reads")) } p { (words.text("docs-reads-lead")) } (reads(site, words, service)) }
        section id="asks" { h2.km-h2 { (words.text("docs-asks")) } (asks(words, service)) }
        section id="decides" { h2.km-h2 { (words.text("docs-decides")) } (rules::decide(site, words, service)) }
        section id="rules" { h2.km-h2 { (words.text("docs-rules")) } p { (words.text("docs-rules-lead")) } (rules::derived(site, words, service)) }
        section id="way" {
            h2.km-h2 { (words.text("docs-way")) }
            p { (words.text("docs-way-lead")) }
            (picture::picture(site, words, service, &title))
            (picture::table_of(site, words, service))
            p { (Link { href: &format!("{}.bpmn", service.id), text: &words.text("docs-bpmn") }.render()) }
        }
        section id="outcomes" { h2.km-h2 { (words.text("docs-outcomes")) } (outcomes(site, words, service)) (appeal(site, words, service)?) }
        section id="data" { h2.km-h2 { (words.text("docs-data")) } p { (words.text("docs-data-lead")) } (lineage::table_of(site, words, service)) }
    };
    site.page(Place::In("services", service.id.as_str()), &title, main)
}

/// Who may, cost, term, law.
fn facts(site: &Site<'_>, words: Locale<'_>, service: &Service, view: &ServiceView) -> Markup {
    let who = match &service.applicant {
        Applicant::Person => words.text("service-who-person"),
        Applicant::Role(role) => words.text_with("service-who-role", &[("role", site.role(role).into())]),
    };
    html! {
        section { h2.km-h2 { (words.text("service-what")) } p { (view.outcome) } }
        section { h2.km-h2 { (words.text("service-who")) } p { (who) } }
        section {
            h2.km-h2 { (words.text("service-cost")) }
            p { @match &view.fee { Some(fee) => { (fee) } None => { (words.text("service-cost-free")) } }
                @if let Some(fee) = &service.fee { " " (site.article(words, &fee.law)) } }
        }
        section {
            h2.km-h2 { (words.text("service-time")) }
            p { (words.text("service-time-at-once")) }
            @if let [term] = view.terms.as_slice() { p { (term) } }
            @else if !view.terms.is_empty() {
                p { (words.text("service-time-several")) }
                ul { @for term in &view.terms { li { (term) } } }
            }
        }
        section {
            h2.km-h2 { (words.text("service-law")) }
            ul { @for (cite, law) in service.law.iter().zip(&view.law) { li { (law.text) " " (site.article(words, cite)) } } }
        }
    }
}

/// What is read from which register, for what, under which article.
fn reads(site: &Site<'_>, words: Locale<'_>, service: &Service) -> Markup {
    let mut rows = Vec::new();
    for (_, id) in lineage::reads(site.model(), service) {
        let Some(register) = site.model().registers.get(id) else { continue };
        for access in register.access_of(&service.id, Right::Read) {
            let fields = match &access.fields {
                None => words.text("policies-all"),
                Some(fields) => {
                    let labels: Vec<&str> =
                        fields.iter().map(|field| site.field(id, field.as_str())).collect();
                    labels.join(&words.text("list-separator"))
                }
            };
            let purpose = site.model().info.purposes.get(&access.purpose);
            let row = (
                register.id.as_str(),
                vec![
                    site.register(id),
                    html! { (fields) },
                    html! { @if let Some(purpose) = purpose { (purpose.title.get(site.lang)) } },
                    html! { @if let Some(cite) = access.law.as_ref().or(purpose.map(|purpose| &purpose.law)) { (site.article(words, cite)) } },
                ],
            );
            rows.push(row);
        }
    }
    rows.sort_by(|one, other| one.0.cmp(other.0));
    rows.dedup_by(|one, other| one.1.iter().map(|cell| &cell.0).eq(other.1.iter().map(|cell| &cell.0)));
    let heads = ["docs-register", "policies-fields", "policies-purpose", "action-article"];
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    table(words, "reads-table", &words.text("docs-reads"), &heads, rows)
}

/// What is asked and why, and under which condition.
fn asks(words: Locale<'_>, service: &Service) -> Markup {
    let questions = service.form.iter().flat_map(|page| page.ask.iter().map(move |ask| (page, ask)));
    let rows = questions.map(|(page, ask)| {
        let conditions = page.when.iter().chain(&ask.when);
        vec![
            html! { (words.text(&format!("ask-{}", ask.id))) },
            html! { (words.text(&format!("ask-{}-why", ask.id))) },
            html! { @for when in conditions { p { (formula(&when.text)) } } },
        ]
    });
    let heads = ["docs-question", "docs-why", "docs-only-if"];
    table(words, "asks-table", &words.text("docs-asks"), &heads, rows.collect())
}

/// Every final state, who may reach it and what it gives.
fn outcomes(site: &Site<'_>, words: Locale<'_>, service: &Service) -> Markup {
    let rows = service.outcomes.iter().map(|(name, outcome)| {
        let by = match outcome.favour {
            Favour::For => "docs-favour-for",
            Favour::Against => "docs-favour-against",
            Favour::Neutral => "docs-favour-neutral",
            Favour::Moot => "docs-favour-moot",
        };
        let gives = gives(site, words, outcome);
        vec![
            html! { (state_text(words, name)) },
            html! { (words.text(by)) },
            html! {
                @if gives.is_empty() { (words.text("docs-nothing")) }
                @else { ul { @for line in &gives { li { (line) } } } }
            },
        ]
    });
    let heads = ["docs-outcome", "docs-who", "docs-gives"];
    table(words, "outcomes-table", &words.text("docs-outcomes"), &heads, rows.collect())
}

/// What an outcome gives, a line each.
pub(crate) fn gives(site: &Site<'_>, words: Locale<'_>, outcome: &Outcome) -> Vec<Markup> {
    let mut lines = Vec::new();
    if let Some(amount) = &outcome.amount {
        lines.push(html! { (words.text("docs-gives-amount")) " " (formula(&amount.text)) });
    }
    for write in &outcome.write {
        lines.push(html! { (words.text("docs-gives-record")) " " (site.register(&write.register)) });
    }
    for (name, _) in &outcome.give {
        lines.push(html! { (words.text(&format!("give-{name}"))) });
    }
    if outcome.document.is_some() {
        lines.push(html! { (words.text("docs-gives-letter")) });
    }
    if outcome.refund {
        lines.push(html! { (words.text("docs-gives-refund")) });
    }
    lines
}

/// How a decision is attacked.
fn appeal(site: &Site<'_>, words: Locale<'_>, service: &Service) -> Result<Markup, Fault> {
    let Some(appeal) = &service.appeal else {
        return Ok(html! { h3.km-h3 { (words.text("docs-appeal")) } p { (words.text("docs-appeal-none")) } });
    };
    let term = term_by_law(site.running, site.on, &appeal.days, DeadlineUnit::Days(appeal.unit), &words);
    let body = match &appeal.to {
        AppealTo::Agency(agency) => site.agency(agency),
        AppealTo::Superior => {
            site.model().superior(&service.agency).map_or("", |agency| agency.name.get(site.lang))
        }
    };
    let heard = site.model().services.get(&appeal.service);
    let form = heard.map(|service| site.service(service)).transpose()?.unwrap_or_default();
    Ok(html! {
        h3.km-h3 { (words.text("docs-appeal")) }
        p {
            @if !body.is_empty() { (words.text_with("docs-appeal-to", &[("agency", body.into())])) " " }
            @if let Some(term) = &term { (words.text_with("docs-appeal-within", &[("term", term.into())])) " " }
            (form) " " (site.article(words, &appeal.law))
        }
    })
}
