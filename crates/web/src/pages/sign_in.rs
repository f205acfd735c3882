//! Signing in and out: by a token, or in a demonstration as one of its people.

use crate::answer::{Answer, Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::frame::works;
use crate::route::{To, way_back};
use crate::words::{self, Problems};
use app::demo::Persona;
use app::{AppError, Who};
use domain::Refusal;
use ui::{Button, ButtonKind, Field, InputKind, Markup, TextInput, html};

/// Where one goes after signing in: back to where one came from, or where one's own work begins.
fn destination(ask: &Ask<'_>, asked: Option<&str>, who: &Who) -> String {
    let languages = &ask.running.model().info.languages;
    asked.and_then(|to| way_back(to, languages)).map_or_else(|| home(ask, who), str::to_owned)
}

/// The cash desk of whoever keeps one, the work list of officers, the start page of everyone else.
fn home(ask: &Ask<'_>, who: &Who) -> String {
    let posts = who.session().map(|session| session.posts.as_slice()).unwrap_or_default();
    let desk = ask.running.model().ledger.as_ref().map(|ledger| &ledger.desk);
    if posts.iter().any(|post| Some(&post.role) == desk) {
        return ask.to(To::Counter);
    }
    let to = if posts.iter().any(|post| works(ask, &post.role)) { To::Work } else { To::Start };
    ask.to(to)
}

/// The form for a token.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    Ok(form(ask, ask.query.get("to").unwrap_or_default(), &Vec::new()).into())
}

fn form(ask: &Ask<'_>, to: &str, problems: &Problems) -> Sheet {
    let title = ask.text("sign-in");
    let (label, hint) = (ask.text("sign-in-token"), ask.text("sign-in-token-hint"));
    let field = Field {
        id: "code",
        label: &label,
        hint: Some(&hint),
        error: words::at(problems, "code"),
        ..Default::default()
    };
    let body = html! {
        (TextInput { field, kind: InputKind::Code, autocomplete: Some("off"), ..Default::default() }.render(ask.words))
        (Button { text: &ask.text("sign-in"), ..Default::default() }.render())
    };
    let main = html! {
        (words::summary(ask, problems))
        (ui::heading(&title, None))
        @if !to.is_empty() && problems.is_empty() { p { (ask.text("error-401-text")) } }
        (ask.form(&ask.to(To::SignIn), &[("to", to)], body))
    };
    Sheet::new(title, main)
}

/// Signs in by a token.
pub(crate) fn sign_in(ask: &Ask<'_>) -> Answered {
    let to = ask.form.get("to").unwrap_or_default();
    let token = ask.form.text("code").unwrap_or_default();
    // A cookie holds no more, and none of ours has another character.
    let possible = !token.is_empty()
        && token.len() <= 200
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let known = if possible { ask.app().who(token) } else { Err(Refusal::NotSignedIn.into()) };
    match known {
        Ok(who @ Who::Person(_)) => {
            Ok(Answer::SignedIn(destination(ask, Some(to), &who), Some(token.to_owned())))
        }
        Err(AppError::Fault(fault)) => Err(fault.into()),
        Err(AppError::Refused(refusals)) if refusals.first() != Some(&Refusal::NotSignedIn) => {
            Err(AppError::Refused(refusals).into())
        }
        _ => Ok(form(ask, to, &vec![(Some("code".to_owned()), ask.text("sign-in-token-wrong"))])
            .failed(422)
            .into()),
    }
}

/// Ends the session.
pub(crate) fn sign_out(ask: &Ask<'_>) -> Answered {
    // A demonstration's tokens are everybody's: there, signing out only forgets who this browser is.
    if let Some(token) = ask.credential.filter(|_| !ask.app().config.demonstration) {
        ask.app().end_token(&ask.who, token)?;
    }
    Ok(Answer::SignedIn(ask.to(To::Start), None))
}

/// The people of the demonstration.
pub(crate) fn personas(ask: &Ask<'_>) -> Answered {
    let title = ask.text("demo-sign-in-title");
    let to = ask.query.get("to").unwrap_or_default();
    let main = html! {
        (ui::heading(&title, None))
        @if !to.is_empty() { p { (ask.text("error-401-text")) } }
        p { (ask.text("demo-sign-in-lead")) }
        @for (heading, personas) in groups(ask) {
            section {
                h2.km-h2 { (heading) }
                ul.km-services { @for persona in personas { li { (one(ask, persona, to)) } } }
            }
        }
    };
    Ok(Sheet::new(title, main).into())
}

/// The people by what one can try as them: citizens first, then the officials of each agency.
fn groups<'a>(ask: &'a Ask<'_>) -> Vec<(String, Vec<&'a Persona>)> {
    let mut groups: Vec<(Option<&str>, Vec<&Persona>)> = vec![(None, Vec::new())];
    for persona in ask.app().personas() {
        let agency = persona.agency.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == agency) {
            Some((_, group)) => group.push(persona),
            None => groups.push((agency, vec![persona])),
        }
    }
    let agencies = &ask.running.model().agencies;
    let name = |id: &str| {
        agencies.get(id).map_or_else(|| id.to_owned(), |agency| agency.name.get(&ask.lang).to_owned())
    };
    let heading = |agency: Option<&str>| agency.map_or_else(|| ask.text("demo-citizens"), name);
    groups
        .into_iter()
        .filter(|(_, group)| !group.is_empty())
        .map(|(agency, group)| (heading(agency), group))
        .collect()
}

fn one(ask: &Ask<'_>, persona: &Persona, to: &str) -> Markup {
    let roles: Vec<String> = persona.roles.iter().map(|role| role_words(ask, role)).collect();
    let text = ask.words.text_with("demo-sign-in-button", &[("name", (&persona.name).into())]);
    let button = Button { text: &text, kind: ButtonKind::Secondary, value: None }.render();
    html! {
        h3.km-h3 { (persona.name) }
        p.km-source { (roles.join(&ask.text("list-separator"))) }
        p { (story(ask, persona)) }
        (ask.form(&ask.to(To::DemoSignIn), &[("persona", &persona.id), ("to", to)], button))
    }
}

/// Who this is, in the reader's language: the folder tells it, and of someone it no longer knows the list does.
fn story(ask: &Ask<'_>, persona: &Persona) -> String {
    let told = ask.running.model().simulation.as_ref();
    let known = told.and_then(|told| told.personas.iter().find(|one| one.id == persona.id));
    known.map_or_else(|| persona.story.clone(), |known| known.story.get(&ask.lang).to_owned())
}

fn role_words(ask: &Ask<'_>, role: &str) -> String {
    match ask.running.model().info.roles.get(role) {
        Some(title) => title.get(&ask.lang).to_owned(),
        None => ask.text("demo-citizen"),
    }
}

/// Signs in as one of them.
pub(crate) fn as_persona(ask: &Ask<'_>) -> Answered {
    let id = ask.form.get("persona").unwrap_or_default();
    let persona = ask.app().personas().iter().find(|persona| persona.id == id).ok_or(Stop::NotFound)?;
    let who = ask.app().who(&persona.token)?;
    Ok(Answer::SignedIn(destination(ask, ask.form.get("to"), &who), Some(persona.token.clone())))
}
