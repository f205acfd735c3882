//! Checking a document: anyone, with what is printed on it.

use crate::answer::{Answer, Answered, Sheet};
use crate::ask::Ask;
use crate::route::To;
use crate::words::{self, Named, Problems};
use app::documents::Verified;
use domain::Refusal;
use ui::{
    Button, ButtonKind, Field, InputKind, LinkButton, Panel, Row, Source, SummaryList, TextInput, Tone, html,
};

/// Longest number of a document, and longest fingerprint, that are looked up.
const CODE_CHARS_MAX: usize = 100;

/// The form.
pub(crate) fn form(ask: &Ask<'_>) -> Answered {
    Ok(page(ask, &Vec::new()).into())
}

fn page(ask: &Ask<'_>, problems: &Problems) -> Sheet {
    let title = ask.text("verify-title");
    let labels = [ask.text("verify-number"), ask.text("verify-number-hint"), ask.text("verify-digest")];
    let [number, hint, digest] = &labels;
    let typed = |name: &str| ask.form.get(name).unwrap_or_default();
    let field = |id: &'static str, label, hint| Field {
        id,
        label,
        hint,
        error: words::at(problems, id),
        ..Default::default()
    };
    let body = html! {
        (TextInput { field: field("number", number, Some(hint)), value: typed("number"), kind: InputKind::Code, ..Default::default() }.render(ask.words))
        (TextInput { field: field("digest", digest, None), value: typed("digest"), kind: InputKind::Code, ..Default::default() }.render(ask.words))
        (Button { text: &ask.text("verify-button"), ..Default::default() }.render())
    };
    let main = html! {
        (words::summary(ask, problems))
        (ui::heading(&title, None))
        p { (ask.text("verify-lead")) }
        (ask.form(&ask.to(To::Verify), &[], body))
    };
    Sheet::new(title, main)
}

/// To the page of what was typed: number and fingerprint, or both at once as the code has them.
pub(crate) fn look_up(ask: &Ask<'_>) -> Answered {
    let tidy = |name: &str| {
        let text: String =
            ask.form.get(name).unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
        text.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let (number, digest) = (tidy("number"), tidy("digest"));
    let whole = number.contains('.');
    let missing = |id: &str, key: &str| {
        let named = Named { label: ask.text(key), example: String::new() };
        (Some(id.to_owned()), words::sentence(ask, &Refusal::MissingAnswer { field: id.to_owned() }, &named))
    };
    let mut problems = Problems::new();
    if number.is_empty() {
        problems.push(missing("number", "verify-number"));
    }
    if digest.is_empty() && !whole {
        problems.push(missing("digest", "verify-digest"));
    }
    if !problems.is_empty() {
        return Ok(page(ask, &problems).failed(422).into());
    }
    let code: String = if whole { number } else { format!("{number}.{digest}") };
    let code: String = code.chars().take(CODE_CHARS_MAX).collect();
    Ok(Answer::See(ask.to(To::VerifyCode(&code))))
}

/// What a code stands for.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let found = ask.app().verify_document(ask.param("code"), &ask.lang)?;
    let (tone, key) = match &found {
        Verified::Valid { .. } => (Tone::Good, "valid"),
        Verified::Changed => (Tone::Bad, "changed"),
        Verified::Unknown => (Tone::Bad, "unknown"),
    };
    let title = ask.text(&format!("verify-{key}"));
    let text = ask.text(&format!("verify-{key}-text"));
    let main = html! {
        (Panel { tone, title: &title, body: html! { p { (text) } } }.render())
        @if let Verified::Valid { service, agency, on } = &found {
            @let labels = [ask.text("verify-kind"), ask.text("verify-office"), ask.text("verify-issued")];
            @let date = ask.words.date(*on);
            @let [kind, office, issued] = &labels;
            @let rows = [Row::text(kind, service, Source::Unsaid), Row::text(office, agency, Source::Unsaid), Row::text(issued, &date, Source::Unsaid)];
            (SummaryList { rows: &rows }.render(ask.words))
        }
        p.km-row { (LinkButton { href: &ask.to(To::Verify), text: &ask.text("verify-again"), kind: ButtonKind::Secondary, start: false }.render()) }
    };
    Ok(Sheet::new(title, main).into())
}
