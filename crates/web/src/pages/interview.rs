//! A form asked one thing at a time. The answers so far travel in the form itself: nothing is kept here, nothing
//! stands in an address, and no script is needed.
//!
//! Each screen posts to one address: `_shown` are the questions on it, `_seen` those of earlier screens, `_go` what is
//! wanted (`send`, `field:ID` to change an answer, `stay` to read the same screen in another language), `_key` the idempotency key made with the last page.

mod places;

use super::question::{Answers, Shown, carried, carry, in_words, typed};
use crate::answer::{Answer, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use crate::secure::random;
use crate::words::{self, Problems};
use app::AppError;
use app::form::FormStep;
use app::view::{FieldView, KnownView};
use base::ServiceId;
use domain::Refusal;
use model::Service;
use ui::{Button, ButtonKind, Markup, Row, Source, SummaryList, html};

/// Times the questions are asked for anew because an answer that is no longer asked was dropped.
const ROUNDS_MAX: usize = 4;

/// The id of the form, for the languages in the page's head.
const FORM: &str = "km-form";

/// What is asked, and where it goes.
pub(crate) struct Interview<'a> {
    pub(crate) ask: &'a Ask<'a>,
    pub(crate) service: &'a Service,
    /// Where every screen is posted to.
    pub(crate) action: String,
    /// Where one came from.
    pub(crate) back: String,
    /// Carried along unseen.
    pub(crate) hidden: Vec<(String, String)>,
    /// What the last button says.
    pub(crate) send: String,
    /// Stands above the answers on the last page.
    pub(crate) note: Option<Markup>,
}

/// Answers as far as they are, and questions that were shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) answers: Answers,
    pub(crate) seen: Vec<String>,
}

/// What follows a screen.
pub(crate) enum Next {
    /// Another screen.
    Screen(Answer),
    /// Everything is answered and is to be sent.
    Send {
        /// The answers.
        state: State,
        /// The idempotency key.
        key: String,
    },
}

impl Interview<'_> {
    /// The first screen.
    pub(crate) fn begin(&self, state: State) -> Result<Answer, Stop> {
        let (step, state) = self.step(state)?;
        Ok(self.onward(&step, &state))
    }

    /// The screen that follows what was posted.
    pub(crate) fn go_on(&self) -> Result<Next, Stop> {
        let form = &self.ask.form;
        let list = |name: &str| -> Vec<String> {
            form.get(name)
                .unwrap_or_default()
                .split(',')
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let shown = list("_shown");
        let mut state = State { answers: carried(self.service, form), seen: list("_seen") };
        let go = form.get("_go").unwrap_or_default();
        if go == "send" {
            let key = form.text("_key").map_or_else(new_key, str::to_owned);
            return Ok(Next::Send { state, key });
        }
        for id in &shown {
            state.answers.remove(id);
            if let Some(value) = typed(self.service, id, form) {
                state.answers.insert(id.clone(), value);
            }
        }
        let named = if go.is_empty() { self.places(&shown, &mut state)? } else { Vec::new() };
        let (step, mut state) = self.step(state)?;
        if let Some(field) =
            go.strip_prefix("field:").and_then(|id| step.view.fields.iter().find(|field| field.id == id))
        {
            return Ok(Next::Screen(self.screen(&step, &state, &[field], &Vec::new(), None)));
        }
        if go == ui::STAY {
            return Ok(Next::Screen(self.again(&step, &state, &shown)));
        }
        if !named.is_empty() {
            let right = |id: &&String| {
                named.iter().all(|(at, _)| at != *id)
                    && step.wrong.iter().all(|wrong| wrong.field() != Some(id.as_str()))
            };
            state.seen.extend(shown.iter().filter(right).cloned());
            return Ok(Next::Screen(self.which(&step, &state, named)));
        }
        let problems: Problems = self.problems(&step, &step.wrong, |id| shown.iter().any(|one| one == id));
        if !problems.is_empty() {
            let fields: Vec<&FieldView> =
                step.view.fields.iter().filter(|field| shown.contains(&field.id)).collect();
            return Ok(Next::Screen(self.screen(&step, &state, &fields, &problems, Some(&self.ask.form))));
        }
        let asked = |id: &String| step.view.fields.iter().any(|field| field.id == *id);
        let new: Vec<String> = shown.into_iter().filter(|id| asked(id) && !state.seen.contains(id)).collect();
        state.seen.extend(new);
        Ok(Next::Screen(self.onward(&step, &state)))
    }

    /// The same screen with what was typed into it, judged by nobody: another language was chosen.
    fn again(&self, step: &FormStep, state: &State, shown: &[String]) -> Answer {
        let form = &self.ask.form;
        let fields: Vec<&FieldView> =
            step.view.fields.iter().filter(|field| shown.contains(&field.id)).collect();
        if fields.is_empty() {
            let key = form.text("_key").map_or_else(new_key, str::to_owned);
            return self.check(step, state, &Vec::new(), &key, 200);
        }
        self.screen(step, state, &fields, &Vec::new(), Some(form))
    }

    /// What the application said to what was sent: shown where it belongs, with every answer kept.
    pub(crate) fn refused(&self, state: State, key: &str, error: AppError) -> Result<Answer, Stop> {
        let refusals = match error {
            AppError::Refused(refusals)
                if refusals.iter().all(|refusal| !matches!(refusal.status(), 401 | 403 | 404)) =>
            {
                refusals
            }
            other => return Err(other.into()),
        };
        let status = refusals.first().map_or(422, Refusal::status);
        if status == 503 {
            // Nothing was entered; the same key sends the same thing again.
            let told = refusals.iter().map(|refusal| (None, words::plain(self.ask, refusal))).collect();
            let empty = FormStep {
                view: app::view::FormView {
                    service: String::new(),
                    title: String::new(),
                    fields: Vec::new(),
                    known: Vec::new(),
                    fee: None,
                },
                pages: Vec::new(),
                wrong: Vec::new(),
            };
            return Ok(self.check(&empty, &state, &told, key, status));
        }
        let (step, state) = self.step(state)?;
        let problems = self.problems(&step, &refusals, |_| true);
        let wrong: Vec<&FieldView> = step
            .view
            .fields
            .iter()
            .filter(|field| problems.iter().any(|(at, _)| at.as_deref() == Some(field.id.as_str())))
            .collect();
        if wrong.is_empty() {
            return Ok(self.check(&step, &state, &problems, &new_key(), status));
        }
        Ok(self.screen(&step, &state, &wrong, &problems, None))
    }

    /// The questions with these answers; what is no longer asked is dropped.
    fn step(&self, mut state: State) -> Result<(FormStep, State), Stop> {
        let id = ServiceId::new(self.service.id.as_str());
        let app = self.ask.app();
        let mut step =
            app.form_step(&self.ask.who, (&id, self.service.version), &self.ask.lang, &state.answers)?;
        for _ in 0..ROUNDS_MAX {
            let asked = |id: &String| step.view.fields.iter().any(|field| field.id == *id);
            let before = state.answers.len();
            state.answers = state.answers.into_iter().filter(|(id, _)| asked(id)).collect();
            state.seen.retain(asked);
            if state.answers.len() == before {
                break;
            }
            step =
                app.form_step(&self.ask.who, (&id, self.service.version), &self.ask.lang, &state.answers)?;
        }
        Ok((step, state))
    }

    /// The next page with something to ask, or the page on which everything is checked.
    fn onward(&self, step: &FormStep, state: &State) -> Answer {
        let open = |field: &&FieldView| {
            !state.seen.contains(&field.id)
                || step.wrong.iter().any(|wrong| wrong.field() == Some(field.id.as_str()))
        };
        for (page, _) in &step.pages {
            let fields: Vec<&FieldView> =
                step.view.fields.iter().filter(|field| field.page == *page).filter(open).collect();
            if !fields.is_empty() {
                return self.screen(step, state, &fields, &Vec::new(), None);
            }
        }
        self.check(step, state, &Vec::new(), &new_key(), 200)
    }

    fn problems(&self, step: &FormStep, refusals: &[Refusal], at: impl Fn(&str) -> bool) -> Problems {
        let named = |id: Option<&str>| {
            let field = step.view.fields.iter().find(|field| Some(field.id.as_str()) == id);
            field.map(words::Named::of)
        };
        refusals
            .iter()
            .filter(|refusal| refusal.field().is_none_or(&at))
            .map(|refusal| {
                let named = named(refusal.field());
                let field = named.as_ref().and(refusal.field()).map(str::to_owned);
                (field, words::sentence(self.ask, refusal, &named.unwrap_or_default()))
            })
            .collect()
    }

    fn hidden(&self, state: &State, except: &[&FieldView], more: &[(&str, String)]) -> Vec<(String, String)> {
        let carried = carry(&state.answers).into_iter();
        let shown = |name: &str| {
            except.iter().any(|field| name.strip_prefix(super::question::HAD) == Some(field.id.as_str()))
        };
        let mut hidden: Vec<(String, String)> = carried.filter(|(name, _)| !shown(name)).collect();
        hidden.push(("_seen".to_owned(), state.seen.join(",")));
        hidden.extend(self.hidden.iter().cloned());
        hidden.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        hidden
    }

    fn form(&self, hidden: &[(String, String)], body: Markup) -> Markup {
        let hidden: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.ask.form_of(Some(FORM), &self.action, &hidden, body)
    }

    /// A screen with questions of one page.
    fn screen(
        &self,
        step: &FormStep,
        state: &State,
        fields: &[&FieldView],
        problems: &Problems,
        again: Option<&crate::form::Values>,
    ) -> Answer {
        let ask = self.ask;
        let page = fields.first().map_or("", |field| field.page.as_str());
        let title = step.pages.iter().find(|(id, _)| id == page).map_or("", |(_, title)| title.as_str());
        let alone = fields.len() == 1;
        let heading = fields.first().filter(|_| alone).map_or(title, |field| field.label.as_str());
        let shown: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
        let before = state.seen.iter().rev().find(|id| !shown.contains(&id.as_str()));
        let place = step.pages.iter().position(|(id, _)| id == page).unwrap_or(0) + 1;
        let place = [("page", place.into()), ("pages", (step.pages.len() + 1).into())];
        let of_page = |field: &&FieldView| field.page == page && !shown.contains(&field.id.as_str());
        let more = step.view.fields.iter().filter(of_page).any(|field| state.seen.contains(&field.id));
        let place = ask.words.text_with(if more { "form-place-more" } else { "form-place" }, &place);
        let body = html! {
            @for field in fields {
                (Shown { field, given: state.answers.get(&field.id), again, error: words::at(problems, &field.id), alone }.render(ask))
            }
            (Button { text: &ask.text("continue"), ..Default::default() }.render())
            @if let Some(before) = before {
                (Button { text: &ask.text("back"), kind: ButtonKind::Secondary, value: Some(("_go", &format!("field:{before}"))) }.render())
            }
        };
        let main = html! {
            (words::summary(ask, problems))
            p.km-above { (step.view.title) " · " (place) }
            @if !alone { h1.km-h1 { (title) } }
            (self.form(&self.hidden(state, fields, &[("_shown", shown.join(","))]), body))
            @if state.seen.is_empty() { (known(ask, &step.view.known)) }
        };
        let sheet = Sheet::new(heading, main).keeps(FORM);
        let sheet = if before.is_none() { sheet.back(self.back.clone()) } else { sheet };
        if problems.is_empty() { sheet.into() } else { sheet.failed(422).into() }
    }

    /// Everything that was answered and is known, before it is sent.
    fn check(&self, step: &FormStep, state: &State, problems: &Problems, key: &str, status: u16) -> Answer {
        let ask = self.ask;
        let title = ask.text("check-title");
        let answered: Vec<(&FieldView, String)> = step
            .view
            .fields
            .iter()
            .filter_map(|field| Some((field, in_words(ask, field, state.answers.get(&field.id)?))))
            .collect();
        let none = step.view.fields.is_empty() && step.pages.is_empty() && problems.is_empty();
        let body = html! {
            @if none { p { (ask.text("check-no-answers")) } }
            @if !answered.is_empty() {
                h2.km-h2 { (ask.text("check-answers")) }
                dl.km-summary { @for (field, value) in &answered {
                    div {
                        dt { (field.label) }
                        dd { (value) }
                        dd.km-change { button.km-plain-button type="submit" name="_go" value={ "field:" (field.id) } {
                            (ask.text("change")) span.km-hidden { ": " (field.label) }
                        } }
                    }
                } }
            }
            @if !step.view.known.is_empty() {
                h2.km-h2 { (ask.text("check-known")) }
                (known_list(ask, &step.view.known))
                (known_wrong(ask))
            }
            @if self.service.fee.is_some() {
                h2.km-h2 { (ask.text("service-cost")) }
                p { @match &step.view.fee {
                    Some(fee) => { (ask.words.text_with("money-fee", &[("amount", (&fee.amount_text).into())])) " " (ask.text("money-fee-later")) }
                    None => { (ask.text("money-fee-none")) }
                } }
            }
            p.km-row { (ask.text("check-promise")) }
            (Button { text: &self.send, value: Some(("_go", "send")), ..Default::default() }.render())
        };
        let main = html! {
            (words::summary(ask, problems))
            (ui::heading(&title, Some(step.view.title.as_str()).filter(|title| !title.is_empty())))
            @if let Some(note) = &self.note { (note) }
            (self.form(&self.hidden(state, &[], &[("_key", key.to_owned())]), body))
        };
        let sheet = Sheet::new(title, main).keeps(FORM).back(self.back.clone());
        if problems.is_empty() { sheet.into() } else { sheet.failed(status).into() }
    }
}

/// A fresh idempotency key.
fn new_key() -> String {
    random::<16>().map(|bytes| base::hash::base64url(&bytes)).unwrap_or_default()
}

/// Where one asks for a correction of what a register says.
fn known_wrong(ask: &Ask<'_>) -> Markup {
    let (why, title) = (ask.text("form-known-wrong"), ask.text("records-title"));
    html! { p.km-hint { (why) " " a.km-link href=(ask.to(To::MyRecords)) { (title) } } }
}

/// What registers know, unfolded.
fn known(ask: &Ask<'_>, known: &[KnownView]) -> Markup {
    html! {
        @if !known.is_empty() {
            section {
                h2.km-h2 { (ask.text("form-known-heading")) }
                (known_list(ask, known))
                (known_wrong(ask))
            }
        }
    }
}

/// What registers know, each value with register and date.
pub(crate) fn known_list(ask: &Ask<'_>, known: &[KnownView]) -> Markup {
    let rows: Vec<Row<'_>> = known.iter().map(known_row).collect();
    SummaryList { rows: &rows }.render(ask.words)
}

/// One known value.
pub(crate) fn known_row(line: &KnownView) -> Row<'_> {
    let source = line
        .date
        .parse()
        .map_or(Source::Unsaid, |since| Source::Register { title: &line.register_title, since });
    Row::text(&line.label, &line.value, source)
}
