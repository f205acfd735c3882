//! Checking a document: anyone, with what is printed on it.

use crate::answer::{Answer, Answered, Sheet};
use crate::ask::Ask;
use crate::route::To;
use crate::words::{self, Named, Problems};
use app::documents::Verified;
use app::short_code::{NoCode, ShortCode};
use domain::Refusal;
use i18n::Arg;
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

/// To the page of what was typed: a code as papers bear it, or the number and fingerprint of an older one, together or
/// apart. What cannot be a code is said at once, with what to look at.
pub(crate) fn look_up(ask: &Ask<'_>) -> Answered {
    let tidy = |name: &str| {
        let text: String =
            ask.form.get(name).unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
        text.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let (number, digest) = (tidy("number"), tidy("digest"));
    let code = match (number.contains('.'), digest.is_empty()) {
        (true, _) => Ok(number),
        (false, false) if !number.is_empty() => Ok(format!("{number}.{digest}")),
        _ => number.parse::<ShortCode>().map(|code| code.to_string()),
    };
    match code {
        Ok(code) => {
            let code: String = code.chars().take(CODE_CHARS_MAX).collect();
            Ok(Answer::See(ask.to(To::VerifyCode(&code))))
        }
        Err(why) => {
            let problems = vec![(Some("number".to_owned()), no_code(ask, why))];
            Ok(page(ask, &problems).failed(422).into())
        }
    }
}

/// Why what was typed is no code.
fn no_code(ask: &Ask<'_>, why: NoCode) -> String {
    match why {
        NoCode::Length(0) => {
            let named = Named { label: ask.text("verify-number"), example: String::new() };
            words::sentence(ask, &Refusal::MissingAnswer { field: "number".to_owned() }, &named)
        }
        NoCode::Length(count) => ask.words.text_with("verify-code-length", &[("count", Arg::from(count))]),
        NoCode::Sign(sign) => {
            ask.words.text_with("verify-code-sign", &[("sign", Arg::from(&sign.to_string()))])
        }
    }
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
