//! Services: the list, and each before sign-in.

use super::parts;
use crate::answer::{Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use app::AppError;
use app::view::{ServiceSummary, ServiceView};
use base::{RoleId, ServiceId};
use domain::Refusal;
use ui::{LinkButton, Markup, ServiceItem, ServiceList, Tag, Tone, html};

/// What one can ask for.
pub(crate) fn list(ask: &Ask<'_>) -> Answered {
    let title = ask.text("services-title");
    let services = ask.app().services(&ask.lang)?;
    let (for_people, for_officials): (Vec<_>, Vec<_>) =
        services.iter().partition(|service| service.applicant == "person");
    let main = html! {
        (ui::heading(&title, None))
        p { (ask.text("services-lead")) }
        @if services.is_empty() { p.km-empty { (ask.text("services-empty")) } }
        (items(ask, &for_people))
        @if !for_officials.is_empty() {
            section { h2.km-h2 { (ask.text("services-officials")) } (items(ask, &for_officials)) }
        }
    };
    Ok(Sheet::new(title, main).into())
}

/// Services as a list of links.
pub(crate) fn items(ask: &Ask<'_>, services: &[&ServiceSummary]) -> Markup {
    let tag = ask.text("services-demonstration");
    let hrefs: Vec<String> = services.iter().map(|service| ask.to(To::Service(&service.id))).collect();
    let items: Vec<ServiceItem<'_>> = services
        .iter()
        .zip(&hrefs)
        .map(|(service, href)| ServiceItem {
            link: ui::Link { href, text: &service.title },
            summary: &service.summary,
            tag: service.demonstration.then_some(Tag { text: &tag, tone: Tone::Notice }),
        })
        .collect();
    html! { @if !items.is_empty() { (ServiceList { items: &items, nested: false }.render()) } }
}

/// Everything about a service before one begins.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let view = match ask.app().service_view(&ServiceId::new(ask.param("id")), &ask.lang) {
        Err(AppError::Refused(refusals)) if refusals.contains(&Refusal::UnknownService) => {
            return Err(Stop::NotFound);
        }
        other => other?,
    };
    let service = &view.service;
    let main = html! {
        (ui::heading(&service.title, None))
        p { (service.summary) }
        @if service.demonstration {
            (ui::Notice { id: "invented", tone: Tone::Notice, title: &ask.text("services-demonstration"), body: html! { p { (ask.text("service-demonstration")) } } }.render())
        }
        (begin(ask, &view))
        section { h2.km-h2 { (ask.text("service-what")) } p { (view.outcome) } }
        section { h2.km-h2 { (ask.text("service-who")) } p { (who(ask, &view)) } }
        section { h2.km-h2 { (ask.text("service-cost")) } p { @match &view.fee { Some(fee) => { (fee) } None => { (ask.text("service-cost-free")) } } } }
        section {
            h2.km-h2 { (ask.text("service-time")) }
            p { (ask.text("service-time-at-once")) }
            @if let [term] = view.terms.as_slice() { p { (term) } }
            @else if !view.terms.is_empty() {
                p { (ask.text("service-time-several")) }
                ul { @for term in &view.terms { li { (term) } } }
            }
        }
        section {
            h2.km-h2 { (ask.text("service-need")) }
            @if view.asks.is_empty() { p { (ask.text("service-need-nothing")) } }
            @else { ul { @for label in &view.asks { li { (label) } } } }
        }
        @if !view.knows.is_empty() {
            section {
                h2.km-h2 { (ask.text("service-known")) }
                ul { @for label in &view.knows { li { (label) } } }
                p { (ask.text("service-known-text")) }
            }
        }
        section { h2.km-h2 { (ask.text("service-agency")) } p { (service.agency) } }
        (law(ask, &view))
    };
    Ok(Sheet::new(service.title.clone(), main).back(ask.to(To::Services)).into())
}

fn who(ask: &Ask<'_>, view: &ServiceView) -> String {
    if view.service.applicant == "person" {
        return ask.text("service-who-person");
    }
    let role = ask.running.model().info.roles.get(view.service.applicant.as_str());
    let role = role.map_or(view.service.applicant.as_str(), |role| role.get(&ask.lang));
    ask.words.text_with("service-who-role", &[("role", role.into())])
}

/// The button with which one begins; not for people whose role it is not.
fn begin(ask: &Ask<'_>, view: &ServiceView) -> Markup {
    let signed_in = ask.who.subject().is_some();
    let may = view.service.applicant == "person"
        || !signed_in
        || ask.who.post(&RoleId::new(&view.service.applicant)).is_some();
    let text = ask.text(if signed_in { "service-start" } else { "service-start-signed-out" });
    html! {
        @if may {
            p.km-row { (LinkButton { href: &ask.to(To::Apply(&view.service.id)), text: &text, start: true, ..Default::default() }.render()) }
        }
    }
}

fn law(ask: &Ask<'_>, view: &ServiceView) -> Markup {
    let laws = &ask.running.model().law;
    let mut ids: Vec<&str> = view.law.iter().filter_map(|law| law.cite.split('/').next()).collect();
    ids.dedup();
    let attested = ids.iter().filter_map(|id| laws.get(*id)).map(|law| {
        let args = [("by", (&law.attested_by).into()), ("date", ask.words.date(law.attested_on).into())];
        ask.words.text_with("service-attested", &args)
    });
    let mut attested: Vec<String> = attested.collect();
    attested.dedup();
    html! {
        section {
            h2.km-h2 { (ask.text("service-law")) }
            ul { @for law in &view.law {
                li { (law.text) " " (parts::article_link(ask, law)) @if law.demonstration { " " (Tag { text: &ask.text("services-demonstration"), tone: Tone::Notice }.render()) } }
            } }
            @for line in &attested { p.km-source { (line) } }
            p.km-source { (view.reading) }
        }
    }
}
