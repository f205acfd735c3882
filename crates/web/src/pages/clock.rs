//! The demonstration's clock: a page, and an address for programs.

use super::question::typed_date;
use crate::answer::{Answer, Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use crate::words::{self, Named, Problems};
use app::AppError;
use base::Instant;
use domain::Refusal;
use serde_json::{Value, json};
use ui::{Button, DateInput, Field, Notice, Tone, html};

const FIELD: &str = "to";

/// The clock.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    Ok(page(ask, &Vec::new(), None).into())
}

fn page(ask: &Ask<'_>, problems: &Problems, moved: Option<Instant>) -> Sheet {
    let title = ask.text("demo-clock-title");
    let zone = &ask.running.zone;
    let now = ask.words.instant(ask.app().moment().now, zone);
    let label = ask.text("demo-clock-to");
    let [day, month, year] = ["day", "month", "year"].map(|part| {
        let typed = ask.form.get(&format!("{FIELD}-{part}")).unwrap_or_default();
        if moved.is_some() { String::new() } else { typed.to_owned() }
    });
    let field = Field { id: FIELD, label: &label, error: words::at(problems, FIELD), ..Default::default() };
    let body = html! {
        (DateInput { field, day: &day, month: &month, year: &year, ..Default::default() }.render(ask.words))
        (Button { text: &ask.text("demo-clock-move"), ..Default::default() }.render())
    };
    let main = html! {
        (words::summary(ask, problems))
        @if moved.is_some() {
            (Notice { id: "moved", tone: Tone::Good, title: &ask.words.text_with("demo-clock-moved", &[("time", (&now).into())]), body: html! {} }.render())
        }
        (ui::heading(&title, None))
        @if moved.is_none() { p { b { (ask.words.text_with("demo-clock-now", &[("time", (&now).into())])) } } }
        p { (ask.text("demo-clock-lead")) }
        (ask.form(&ask.to(To::Clock), &[], body))
    };
    Sheet::new(title, main)
}

/// Moves it to the beginning of a day.
pub(crate) fn go_on(ask: &Ask<'_>) -> Answered {
    let label = ask.text("demo-clock-to");
    let problem = |refusal: &Refusal| {
        let named = Named { label: label.clone(), example: String::new() };
        vec![(Some(FIELD.to_owned()), words::sentence(ask, refusal, &named))]
    };
    let typed = typed_date(&ask.form, FIELD);
    let refusal = match typed.as_deref() {
        None => Some(Refusal::MissingAnswer { field: FIELD.to_owned() }),
        Some(date) if date.parse::<base::Date>().is_err() => {
            Some(Refusal::BadDate { field: FIELD.to_owned() })
        }
        Some(_) => None,
    };
    if let Some(refusal) = refusal {
        return Ok(page(ask, &problem(&refusal), None).failed(422).into());
    }
    match move_to(ask, typed.as_deref().unwrap_or_default()) {
        Ok(now) => Ok(page(ask, &Vec::new(), Some(now)).into()),
        Err(Stop::App(AppError::Refused(refusals)))
            if refusals.iter().any(|one| matches!(one, Refusal::ClockBackwards { .. })) =>
        {
            let problems = refusals.iter().flat_map(problem).collect();
            Ok(page(ask, &problems, None).failed(409).into())
        }
        Err(stop) => Err(stop),
    }
}

fn move_to(ask: &Ask<'_>, text: &str) -> Result<Instant, Stop> {
    let bad = || Refusal::BadBody { reason: "`to` must be an RFC 3339 time or YYYY-MM-DD".to_owned() };
    let to = Instant::parse(text, &ask.running.zone).ok_or_else(bad)?;
    Ok(ask.app().move_clock(&ask.who, to)?)
}

/// `{"to": …}`, as JSON or as a form; answers `{"now": …}`.
pub(crate) fn for_programs(ask: &Ask<'_>) -> Answered {
    let bad = |reason: &str| Stop::from(Refusal::BadBody { reason: reason.to_owned() });
    let to = if ask.json {
        let body: Value = serde_json::from_slice(ask.body).map_err(|error| bad(&error.to_string()))?;
        let members = body.as_object().ok_or_else(|| bad("the body must be an object"))?;
        if members.keys().any(|name| name != "to") {
            return Err(bad("the only member is `to`"));
        }
        members.get("to").and_then(Value::as_str).map(str::to_owned)
    } else {
        ask.form.text("to").map(str::to_owned)
    };
    let now = move_to(ask, &to.ok_or_else(|| bad("`to` is missing"))?)?;
    Ok(Answer::Json(200, json!({"now": now.to_string()})))
}
