//! The workbench: an official's cases, the next one, and one case with claim, registers and rules side by side.

use super::interview::known_row;
use super::{case, decision, desk, money, parts};
use crate::answer::{Answer, Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::form::Values;
use crate::frame::works;
use crate::route::To;
use crate::words::{self, Problems};
use app::AppError;
use app::cases::Acting;
use app::view::{ActionView, CaseView, ReaderKind};
use base::{ActionId, CaseId, FieldId};
use domain::{ActInput, Refusal};
use ui::{
    Button, ButtonKind, Checkboxes, Choice, Columns, Details, Field, Figure, Figures, Inset, Markup, Notice,
    Row, Select, Source, SummaryList, Tag, TextArea, Tone, html,
};

fn working(ask: &Ask<'_>) -> Result<(), Stop> {
    let session = ask.who.session().map_err(AppError::from)?;
    let any = session.posts.iter().any(|post| works(ask, &post.role));
    if any { Ok(()) } else { Err(Refusal::NotAllowed.into()) }
}

/// What an official has to do.
pub(crate) fn list(ask: &Ask<'_>) -> Answered {
    working(ask)?;
    page(ask, false)
}

fn page(ask: &Ask<'_>, none: bool) -> Answered {
    let list = ask.app().work_list(&ask.who, &ask.lang)?;
    let title = ask.text("work-title");
    let number = |count: usize| ask.words.number(&count.to_string());
    let (mine, waiting, overdue) = (number(list.mine.len()), number(list.waiting), number(list.overdue));
    let labels = [ask.text("work-waiting"), ask.text("work-taken"), ask.text("work-overdue")];
    let [waits, taken, late] = &labels;
    let figures = [
        Figure { number: &waiting, label: waits, grave: false },
        Figure { number: &mine, label: taken, grave: false },
        Figure { number: &overdue, label: late, grave: list.overdue > 0 },
    ];
    let next = Button { text: &ask.text("work-next"), ..Default::default() }.render();
    let main = html! {
        (ui::heading(&title, None))
        @if none { (Notice { id: "none", tone: Tone::Good, title: &ask.text("work-next-none"), body: html! {} }.render()) }
        (Figures { items: &figures }.render())
        (ask.form(&ask.to(To::WorkNext), &[], next))
        p.km-hint { (ask.text("work-next-text")) }
        section {
            h2.km-h2 { (ask.text("work-mine")) }
            @if list.mine.is_empty() { p.km-empty { (ask.text("work-mine-empty")) } }
            (parts::case_lines(ask, &list.mine, |case| ask.to(To::WorkCase(case))))
        }
    };
    Ok(Sheet::new(title, main).wide().into())
}

/// Takes the next case.
pub(crate) fn next(ask: &Ask<'_>) -> Answered {
    working(ask)?;
    match ask.app().take_next(&ask.who, &ask.lang)? {
        Some(view) => Ok(Answer::See(ask.to(To::WorkCase(&view.case)))),
        None => page(ask, true),
    }
}

/// What was typed into the form of an action, and what was wrong with it.
struct Tried<'t> {
    action: &'t str,
    form: &'t Values,
    problems: Problems,
    status: u16,
    /// The version that the official saw, if another came in between.
    stale: Option<u32>,
}

/// One case.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let view = case::load(ask)?;
    if !case::in_office(&view) {
        return Ok(Answer::See(ask.to(To::Case(&view.case))));
    }
    Ok(bench(ask, &view, None).into())
}

/// Decides, or says what is still missing; nothing that was typed is lost.
pub(crate) fn act(ask: &Ask<'_>) -> Answered {
    let (id, action) = (ask.param("id"), ask.param("action"));
    let text = |name: &str| ask.form.text(&format!("{action}-{name}")).map(str::to_owned);
    let acting = Acting {
        case: CaseId::new(id),
        action: ActionId::new(action),
        version: ask.form.get("_version").and_then(|text| text.parse().ok()).unwrap_or(0),
        input: ActInput {
            reason: text("reason"),
            article: text("article"),
            fields: ask.form.all(&format!("{action}-fields")).map(FieldId::new).collect(),
            note: text("note"),
            answers: None,
            agency: text("agency").map(base::AgencyId::new),
        },
        lang: ask.lang.clone(),
    };
    let refusals = match ask.app().act_on_case(&ask.who, &acting) {
        Ok(view) => {
            let receipt = desk::after(ask, &view, &acting.action);
            return Ok(Answer::See(receipt.unwrap_or_else(|| ask.to(To::WorkCase(&view.case)))));
        }
        Err(AppError::Refused(refusals))
            if refusals.first().is_some_and(|first| matches!(first.status(), 409 | 422 | 503))
                || refusals.contains(&Refusal::UnknownAction) =>
        {
            refusals
        }
        Err(error) => return Err(error.into()),
    };
    let stale = refusals.iter().find_map(|refusal| match refusal {
        Refusal::StaleVersion { given, .. } => Some(*given),
        _ => None,
    });
    let status = refusals.first().map_or(422, Refusal::status);
    let problems =
        refusals.iter().map(|refusal| (place(action, refusal), words::plain(ask, refusal))).collect();
    let view = case::load(ask)?;
    if !case::in_office(&view) {
        return Err(Refusal::UnknownCase.into());
    }
    Ok(bench(ask, &view, Some(&Tried { action, form: &ask.form, problems, status, stale })).into())
}

/// The field that a refusal is about.
fn place(action: &str, refusal: &Refusal) -> Option<String> {
    let field = match refusal {
        Refusal::ReasonNeeded | Refusal::UnknownReason => "reason",
        Refusal::ArticleNeeded | Refusal::UnknownArticle => "article",
        Refusal::FieldsNeeded | Refusal::UnknownField { .. } => "fields",
        Refusal::NoteNeeded | Refusal::TooLong { .. } => "note",
        Refusal::MissingAnswer { field } | Refusal::BadChoice { field } if field == "agency" => "agency",
        _ => return None,
    };
    Some(format!("{action}-{field}"))
}

fn bench(ask: &Ask<'_>, view: &CaseView, tried: Option<&Tried<'_>>) -> Sheet {
    let title = ask.words.text_with("case-title", &[("number", (&view.case).into())]);
    let claim: Vec<Row<'_>> =
        view.answers.iter().map(|answer| Row::text(&answer.label, &answer.value, Source::Unsaid)).collect();
    let registers: Vec<Row<'_>> = view.known.iter().map(known_row).collect();
    let articles = decision::Articles::of(ask, view.trace.iter().map(|line| line.law.as_ref()));
    let trace = decision::trace(&view.trace, &articles);
    let main = html! {
        @if let Some(tried) = tried { (failed(ask, view, tried)) }
        p.km-above { (view.title) }
        h1.km-h1 { (title) " " (parts::state_tag(ask, view)) }
        p {
            (ask.text("work-applicant")) ": " b { (view.applicant) } " · "
            (ask.words.text_with("case-filed", &[("date", (&view.filed_text).into())]))
            @if let Some(office) = &view.office { " · " (office) }
        }
        @if view.overdue {
            (Notice { id: "overdue", tone: Tone::Bad, title: &ask.text("case-overdue"), body: parts::overdue(ask, view) }.render())
        }
        p.km-source { (ask.text("work-logged")) }
        @if let Some(why) = &view.why_text {
            (Inset { body: html! { p { b { (ask.text("work-why")) } ": " (why) } } }.render())
        }
        (parts::clock(ask, view))
        @match &view.attacked_case {
            _ if view.reader == ReaderKind::Desk => {}
            Some(attacked) => { (appealed(ask, &claim, attacked)) }
            None => { (Columns { claim: &claim, registers: &registers, trace: &trace }.render(ask.words)) }
        }
        @match &view.decision {
            Some(made) => { (decision::card(ask, view, made, false)) }
            None => {}
        }
        (to_take(ask, view))
        (actions(ask, view, tried))
        (money::section(ask, view))
        @if !view.history.is_empty() { (case::history(ask, view)) }
    };
    let sheet = Sheet::new(title, main).wide().back(ask.to(To::Work));
    match tried {
        Some(tried) => sheet.failed(tried.status),
        None => sheet,
    }
}

/// An appeal beside the case it attacks: what is said against the decision, then the decision with all it stood on.
fn appealed(ask: &Ask<'_>, claim: &[Row<'_>], attacked: &CaseView) -> Markup {
    let registers: Vec<Row<'_>> = attacked.known.iter().map(known_row).collect();
    let articles = decision::Articles::of(ask, attacked.trace.iter().map(|line| line.law.as_ref()));
    let trace = decision::trace(&attacked.trace, &articles);
    html! {
        (Columns { claim, registers: &registers, trace: &trace }.render(ask.words))
        section {
            h2.km-h2 { (ask.text("work-attacked")) }
            @match &attacked.decision {
                Some(made) => { (decision::card(ask, attacked, made, false)) }
                None => { p { (attacked.title) " " (Tag { text: &attacked.state_text, tone: parts::tone(ask, Some(&attacked.service), &attacked.state, attacked.overdue) }.render()) } }
            }
            @let answers: Vec<Row<'_>> = attacked.answers.iter().map(|answer| Row::text(&answer.label, &answer.value, Source::Unsaid)).collect();
            (SummaryList { rows: &answers }.render(ask.words))
        }
        (case::history(ask, attacked))
    }
}

/// Why nothing was decided. If the case moved on meanwhile: what the official saw, what it is now, and their own words.
fn failed(ask: &Ask<'_>, view: &CaseView, tried: &Tried<'_>) -> Markup {
    let Some(given) = tried.stale else { return words::summary(ask, &tried.problems) };
    let versions =
        [("given", given.into()), ("now", view.version.into()), ("state", (&view.state_text).into())];
    let gone = view.actions.iter().all(|action| action.id != tried.action);
    let note = tried.form.text(&format!("{}-note", tried.action)).filter(|_| gone);
    (Notice {
        id: "stale",
        tone: Tone::Bad,
        title: &ask.text("error-409-title"),
        body: html! {
            p { (ask.text("error-409-text")) }
            p { (ask.words.text_with("case-versions", &versions)) }
            @if let Some(entry) = view.history.last() { p { b { (entry.text) } " " (entry.by) " · " (entry.at_text) } }
            @if let Some(note) = note { p { (ask.text("work-unsent")) } blockquote.km-inset { p { (note) } } }
        },
    })
    .render()
}

/// What is still to be paid, beside the actions.
fn to_take(ask: &Ask<'_>, view: &CaseView) -> Markup {
    html! {
        @if let Some(left) = &view.money.left {
            (Inset { body: html! { p { b { (ask.words.text_with("money-to-pay", &[("amount", (&left.amount_text).into())])) } } } }.render())
        }
    }
}

fn actions(ask: &Ask<'_>, view: &CaseView, tried: Option<&Tried<'_>>) -> Markup {
    html! {
        @if !view.actions.is_empty() || !view.closed.is_empty() {
            section {
                h2.km-h2 { (ask.text("action-heading")) }
                @for action in &view.actions {
                    @let tried = tried.filter(|tried| tried.action == action.id);
                    (Details { summary: &action.label, open: tried.is_some() || view.actions.len() == 1, body: form(ask, view, action, tried) }.render())
                }
                @if !view.closed.is_empty() {
                    h3.km-h3 { (ask.text("action-closed")) }
                    ul { @for closed in &view.closed { li { b { (closed.label) } ". " (closed.why) } } }
                }
            }
        }
    }
}

/// The form of one action: what it requires, and the button that does it.
fn form(ask: &Ask<'_>, view: &CaseView, action: &ActionView, tried: Option<&Tried<'_>>) -> Markup {
    let none = Problems::new();
    let problems = tried.map_or(&none, |tried| &tried.problems);
    let typed = |name: &str| tried.and_then(|tried| tried.form.get(name)).unwrap_or_default();
    let fields = action.requires.iter().map(|required| {
        let id = format!("{}-{required}", action.id);
        let error = words::at(problems, &id);
        match required.as_str() {
            "reason" => reason(ask, (view, action), &id, typed(&id), error),
            "article" => article(ask, view, &id, typed(&id), error),
            "agency" => agency(ask, action, &id, typed(&id), error),
            "fields" => returned(ask, view, &id, tried, error),
            "note" => {
                let (label, hint) = (ask.text("action-note"), ask.text("action-note-hint"));
                TextArea {
                    field: Field { id: &id, label: &label, hint: Some(&hint), error, ..Default::default() },
                    value: typed(&id),
                    rows: 4,
                }
                .render(ask.words)
            }
            _ => html! {},
        }
    });
    let kind = if action.against { ButtonKind::Grave } else { ButtonKind::Main };
    let body = html! {
        @if let Some(hint) = &action.hint { p.km-hint { (hint) } }
        @for field in fields { (field) }
        (Button { text: &action.label, kind, value: None }.render())
    };
    ask.form(&ask.to(To::WorkAct(&view.case, &action.id)), &[("_version", &view.version.to_string())], body)
}

fn reason(
    ask: &Ask<'_>,
    (view, action): (&CaseView, &ActionView),
    id: &str,
    chosen: &str,
    error: Option<&str>,
) -> Markup {
    let label = ask.text("action-reason");
    let reasons: Vec<_> =
        view.reasons.iter().filter(|reason| action.reasons.contains(&reason.code)).collect();
    let hints: Vec<Option<String>> =
        reasons.iter().map(|reason| reason.law.as_ref().map(|law| parts::article(ask, law).1)).collect();
    let choices: Vec<Choice<'_>> = reasons
        .iter()
        .zip(&hints)
        .map(|(reason, hint)| Choice { value: &reason.code, label: &reason.label, hint: hint.as_deref() })
        .collect();
    let field = Field { id, label: &label, error, ..Default::default() };
    ui::Radios { field, choices: &choices, chosen: Some(chosen).filter(|chosen| !chosen.is_empty()) }
        .render(ask.words)
}

fn article(ask: &Ask<'_>, view: &CaseView, id: &str, chosen: &str, error: Option<&str>) -> Markup {
    let label = ask.text("action-article");
    let names: Vec<String> = view
        .articles
        .iter()
        .map(|law| format!("{} · {}", parts::article(ask, law).1, shortened(&law.text)))
        .collect();
    let choices: Vec<Choice<'_>> = view
        .articles
        .iter()
        .zip(&names)
        .map(|(law, name)| Choice { value: &law.cite, label: name, hint: None })
        .collect();
    let field = Field { id, label: &label, error, ..Default::default() };
    Select { field, choices: &choices, chosen: Some(chosen).filter(|chosen| !chosen.is_empty()) }
        .render(ask.words)
}

/// The bodies to which the case may be handed on.
fn agency(ask: &Ask<'_>, action: &ActionView, id: &str, chosen: &str, error: Option<&str>) -> Markup {
    let label = ask.text("action-agency");
    let choices: Vec<Choice<'_>> = (action.agencies.iter())
        .map(|body| Choice { value: &body.value, label: &body.label, hint: None })
        .collect();
    let field = Field { id, label: &label, error, ..Default::default() };
    Select { field, choices: &choices, chosen: Some(chosen).filter(|chosen| !chosen.is_empty()) }
        .render(ask.words)
}

/// The beginning of an article, as much as a line holds.
fn shortened(text: &str) -> String {
    const CHARS: usize = 90;
    if text.chars().count() <= CHARS {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(CHARS).collect();
    if let Some(end) = short.rfind(' ') {
        short.truncate(end);
    }
    short.push('…');
    short
}

fn returned(
    ask: &Ask<'_>,
    view: &CaseView,
    id: &str,
    tried: Option<&Tried<'_>>,
    error: Option<&str>,
) -> Markup {
    let label = ask.text("action-fields");
    let choices: Vec<Choice<'_>> = view
        .answers
        .iter()
        .map(|answer| Choice { value: &answer.id, label: &answer.label, hint: Some(answer.value.as_str()) })
        .collect();
    let chosen: Vec<&str> = tried.map(|tried| tried.form.all(id).collect()).unwrap_or_default();
    let field = Field { id, label: &label, error, ..Default::default() };
    Checkboxes { field, choices: &choices, chosen: &chosen }.render(ask.words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_articles_are_cut_between_words() {
        assert_eq!(shortened("short"), "short");
        let long = "word ".repeat(40);
        let cut = shortened(&long);
        assert!(cut.ends_with("word…") && cut.chars().count() <= 91, "{cut}");
        assert_eq!(shortened(&"ө".repeat(100)), format!("{}…", "ө".repeat(90)));
    }
}
