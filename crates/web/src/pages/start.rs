//! The start page.

use crate::answer::{Answer, Answered, Sheet};
use crate::ask::Ask;
use crate::frame::preferred;
use crate::route::To;
use ui::{LinkButton, ServiceItem, ServiceList, Tag, Tone, html};

/// Services shown on the start page.
const SHOWN: usize = 6;

/// To the language the browser likes best.
pub(crate) fn choose_language(ask: &Ask<'_>) -> Answered {
    let lang = preferred(&ask.running.model().info.languages, ask.accept_language);
    Ok(Answer::See(To::Start.href(&lang)))
}

/// Where am I, what can I do here.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let title = ask.text("start-title");
    let services = ask.app().services(&ask.lang)?;
    let for_people: Vec<_> =
        services.iter().filter(|service| service.applicant == "person").take(SHOWN).collect();
    let hrefs: Vec<String> = for_people.iter().map(|service| ask.to(To::Service(&service.id))).collect();
    let tag = ask.text("services-demonstration");
    let items: Vec<ServiceItem<'_>> = for_people
        .iter()
        .zip(&hrefs)
        .map(|(service, href)| ServiceItem {
            link: ui::Link { href, text: &service.title },
            summary: &service.summary,
            tag: service.demonstration.then_some(Tag { text: &tag, tone: Tone::Notice }),
        })
        .collect();
    let me = if ask.who.subject().is_some() { ask.to(To::Me) } else { ask.to(ask.sign_in()) };
    let main = html! {
        (ui::heading(&title, None))
        p { (ask.text("start-lead")) }
        p.km-row { (LinkButton { href: &ask.to(To::Services), text: &ask.text("start-services"), start: true, ..Default::default() }.render()) }
        section { h2.km-h2 { (ask.text("services-title")) } (ServiceList { items: &items, nested: true }.render()) }
        section {
            h2.km-h2 { (ask.text("start-sign-in-heading")) }
            p { a.km-link href=(me) { (ask.text("start-sign-in")) } }
        }
        section {
            h2.km-h2 { (ask.text("start-open-heading")) }
            ul {
                li { a.km-link href=(ask.to(To::Log)) { (ask.text("start-open-log")) } }
                li { a.km-link href=(ask.to(To::Verify)) { (ask.text("start-open-verify")) } }
                li { a.km-link href=(ask.to(To::Figures)) { (ask.text("start-open-figures")) } }
            }
        }
    };
    Ok(Sheet::new(title, main).into())
}
