//! The frame around every page's content, and the pages that say why there is no other.

use crate::answer::{Answer, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use crate::words;
use app::{AppError, Fault, Session};
use base::{Lang, RoleId};
use domain::{Officer, Refusal};
use model::service::{OnSilence, Queue};
use model::{Right, Who};
use ui::{Markup, html};

/// The whole page.
pub(crate) fn page(ask: &Ask<'_>, sheet: &Sheet, style: ui::Style<'_>) -> Markup {
    let info = &ask.running.model().info;
    let elsewhere: Vec<(&Lang, String)> =
        info.languages.iter().map(|lang| (lang, same_page(ask, lang))).collect();
    let languages: Vec<ui::Language<'_>> = elsewhere
        .iter()
        .map(|(lang, href)| ui::Language {
            tag: lang.as_str(),
            name: info.language_names.get(*lang).map_or(lang.as_str(), String::as_str),
            href,
        })
        .collect();
    let session = ask.who.session().ok();
    let role = session.and_then(|session| session.posts.first()).map(|post| post_words(ask, post));
    let (home, sign_in, sign_out) = (ask.to(To::Start), ask.to(ask.sign_in()), ask.to(To::SignOut));
    let hidden = [("_token", ask.token.as_str())];
    let nav = nav(ask, session);
    let links: Vec<ui::NavLink<'_>> = nav
        .iter()
        .map(|(href, text)| ui::NavLink { href, text, current: ask.path.starts_with(href.as_str()) })
        .collect();
    let footer = footer(ask);
    let footer: Vec<ui::Link<'_>> = footer.iter().map(|(href, text)| ui::Link { href, text }).collect();
    ui::Page {
        words: ask.words,
        title: &sheet.title,
        style,
        state_name: info.name.get(&ask.lang),
        home: &home,
        demonstration: info.demonstration.as_ref().map(|text| text.get(&ask.lang)),
        reading: info.reading.get(&ask.lang),
        languages: &languages,
        form: sheet.form,
        session: match session {
            None => ui::Session::Nobody { sign_in: (ask.path != sign_in).then_some(&sign_in) },
            Some(session) => ui::Session::Someone {
                name: &session.name,
                role: role.as_deref(),
                sign_out: &sign_out,
                hidden: &hidden,
            },
        },
        nav: &links,
        back: sheet.back.as_deref(),
        footer: &footer,
        wide: sheet.wide,
        failed: sheet.failed,
        main: sheet.main.clone(),
    }
    .render()
}

/// This page's address in another language.
fn same_page(ask: &Ask<'_>, lang: &Lang) -> String {
    match ask.path.strip_prefix('/').and_then(|rest| rest.strip_prefix(ask.lang.as_str())) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("/{lang}{rest}"),
        _ => To::Start.href(lang),
    }
}

/// An official's role and office.
pub(crate) fn post_words(ask: &Ask<'_>, post: &Officer) -> String {
    app::post_text(ask.running, &ask.words, &post.role, &post.agency, &post.office)
}

fn nav(ask: &Ask<'_>, session: Option<&Session>) -> Vec<(String, String)> {
    let mut links = vec![(ask.to(To::Services), ask.text("nav-services"))];
    let Some(session) = session else { return links };
    if session.posts.iter().any(|post| works(ask, &post.role)) {
        links.push((ask.to(To::Work), ask.text("nav-work")));
    }
    if session.posts.iter().any(|post| serves(ask, &post.role)) {
        links.push((ask.to(To::Counter), ask.text("nav-counter")));
    }
    links.push((ask.to(To::Me), ask.text("nav-me")));
    links
}

/// True if cases can come to this role.
pub(crate) fn works(ask: &Ask<'_>, role: &RoleId) -> bool {
    let states = ask.running.model().services.values().flat_map(|service| service.states.values());
    let mut roles = states.flat_map(|state| {
        let queue = match &state.queue {
            Queue::Role(role) => Some(role),
            Queue::Applicant => None,
        };
        let escalated = match state.deadline.as_ref().map(|deadline| &deadline.on_silence) {
            Some(OnSilence::Escalate(role)) => Some(role),
            _ => None,
        };
        queue.into_iter().chain(escalated)
    });
    roles.any(|working| working == role)
}

/// True if this role receives people: it may look for them.
pub(crate) fn serves(ask: &Ask<'_>, role: &RoleId) -> bool {
    let model = ask.running.model();
    let people = model.registers.get(&model.info.people.register);
    people.is_some_and(|people| {
        people
            .access
            .iter()
            .any(|line| line.who == Who::Role(role.clone()) && line.may.contains(&Right::Search))
    })
}

fn footer(ask: &Ask<'_>) -> Vec<(String, String)> {
    let mut links = vec![
        (ask.to(To::Log), ask.text("footer-log")),
        (ask.to(To::Verify), ask.text("footer-verify")),
        (ask.to(To::Figures), ask.text("footer-figures")),
        (ask.to(To::Policies), ask.text("policies-title")),
        ("/api/openapi.json".to_owned(), ask.text("footer-api")),
    ];
    if !ask.running.model().programmes.is_empty() {
        links.push((ask.to(To::Programmes), ask.text("programme-title")));
    }
    for (name, texts) in ask.running.model().pages.iter().filter(|(name, _)| name.as_str() != "log") {
        let title = texts.get(&ask.lang).and_then(|text| crate::markdown::title(text)).unwrap_or(name);
        links.push((ask.to(To::Page(name)), title.to_owned()));
    }
    if ask.app().config.demonstration {
        links.push((ask.to(To::Clock), ask.text("footer-clock")));
    }
    links
}

/// The language that a browser likes best among those of the state; the first one if it likes none.
pub(crate) fn preferred(languages: &[Lang], accept: &str) -> Lang {
    let wish = |range: &str| -> Option<(u32, &Lang)> {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=")).unwrap_or("1");
        let digits: String =
            quality.chars().filter(char::is_ascii_digit).chain("000".chars()).take(4).collect();
        let primary = tag.split('-').next().unwrap_or_default();
        let lang = languages.iter().find(|lang| lang.as_str() == tag || lang.as_str() == primary)?;
        Some((digits.parse().unwrap_or(0), lang)).filter(|(quality, _)| *quality > 0)
    };
    let mut best: Option<(u32, &Lang)> = None;
    for (quality, lang) in accept.split(',').filter_map(wish) {
        if best.is_none_or(|(known, _)| quality > known) {
            best = Some((quality, lang));
        }
    }
    best.map(|(_, lang)| lang).or_else(|| languages.first()).cloned().unwrap_or_else(|| Lang::new("und"))
}

/// Why there is no other page, in words.
pub(crate) fn error_page(ask: &Ask<'_>, stop: Stop) -> Sheet {
    let Told { status, page, reasons, incident } = told(ask, stop);
    let title = ask.text(&format!("error-{page}-title"));
    let incident = [("incident", incident.as_deref().unwrap_or_default().into())];
    let text =
        ask.words.text_with(&format!("error-{page}-text"), if page == "500" { &incident } else { &[] });
    let (home, sign_in) = (ask.to(To::Start), ask.to(ask.sign_in()));
    let main = html! {
        (ui::heading(&title, None))
        @for reason in &reasons { p { (reason) } }
        p { (text) }
        p.km-row {
            @if status == 401 { (ui::LinkButton { href: &sign_in, text: &ask.text("sign-in"), ..Default::default() }.render()) }
            @else { (ui::Link { href: &home, text: &ask.text("error-home") }.render()) }
        }
    };
    Sheet::new(title, main).failed(status)
}

/// The same for programs: RFC 9457.
pub(crate) fn problem(ask: &Ask<'_>, stop: Stop) -> Answer {
    let Told { status, page, reasons, incident } = told(ask, stop);
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "title": ask.text(&format!("error-{page}-title")),
        "status": status,
        "detail": reasons.join(" "),
    });
    if let (Some(incident), Some(object)) = (incident, problem.as_object_mut()) {
        object.insert("incident".to_owned(), incident.into());
    }
    Answer::Json(status, problem)
}

/// What is told of a stop.
struct Told {
    status: u16,
    /// Which of the pages `error-PAGE-…`.
    page: String,
    /// What exactly, in sentences.
    reasons: Vec<String>,
    incident: Option<String>,
}

fn told(ask: &Ask<'_>, stop: Stop) -> Told {
    let simple = |status: u16| Told { status, page: status.to_string(), reasons: Vec::new(), incident: None };
    match stop {
        Stop::NotFound => simple(404),
        Stop::SignIn => simple(401),
        Stop::Forged => Told { page: "forged".to_owned(), ..simple(403) },
        Stop::NoCookie => Told { page: "cookie".to_owned(), ..simple(403) },
        Stop::TooLarge => simple(413),
        Stop::BadBody => Told { page: "422".to_owned(), ..simple(400) },
        Stop::Method => Told { page: "404".to_owned(), ..simple(405) },
        Stop::Turned(status) => simple(status),
        Stop::App(AppError::Refused(refusals)) => {
            let status = refusals.first().map_or(422, Refusal::status);
            let page = match (refusals.first(), status) {
                (Some(Refusal::DiskFull), _) => "507".to_owned(),
                (_, 401 | 403 | 404 | 409 | 413 | 429 | 503) => status.to_string(),
                _ => "422".to_owned(),
            };
            // What exactly is not there is nobody's business but the owner's; the page itself says enough.
            let hidden = status == 404 || status == 503;
            let reasons =
                refusals.iter().filter(|_| !hidden).map(|refusal| words::plain(ask, refusal)).collect();
            Told { status, page, reasons, incident: None }
        }
        Stop::App(AppError::Fault(fault)) => {
            let status = if matches!(fault, Fault::Stopping | Fault::Contended(_)) { 503 } else { 500 };
            let incident = ask.server.tell(&fault);
            let page = if status == 503 { "503" } else { "500" };
            Told { status, page: page.to_owned(), reasons: Vec::new(), incident: Some(incident) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_s_wishes_are_heard() {
        let languages = ["aa", "bb", "cc"].map(Lang::new);
        for (accept, expected) in [
            ("", "aa"),
            ("cc", "cc"),
            ("cc-XX,bb;q=0.8", "cc"),
            ("zz, bb;q=0.5, cc;q=0.75", "cc"),
            ("bb;q=0", "aa"),
            ("BB", "bb"),
            ("nonsense;;;,", "aa"),
            ("cc;q=0.1,bb;q=0.10", "cc"),
        ] {
            assert_eq!(preferred(&languages, accept).as_str(), expected, "{accept}");
        }
    }
}
