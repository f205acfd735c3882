//! Correcting a case that an official sent back: the questions sent back are asked again, the other answers stay.

use super::interview::{Interview, Next, State};
use super::parts;
use super::question::Answers;
use crate::answer::{Answer, Answered, Stop};
use crate::ask::Ask;
use crate::route::To;
use app::cases::Acting;
use app::view::{CaseView, FieldView};
use base::{ActionId, CaseId};
use domain::ActInput;
use model::Service;
use serde_json::Value;
use ui::html;

/// The action that takes new answers, if the reader has one.
pub(crate) fn action(view: &CaseView) -> Option<&str> {
    view.actions
        .iter()
        .find(|action| action.requires.iter().any(|one| one == "answers"))
        .map(|action| action.id.as_str())
}

fn interview<'a>(
    ask: &'a Ask<'a>,
    service: &'a Service,
    case: &str,
    version: u32,
    note: Option<&str>,
) -> Interview<'a> {
    Interview {
        ask,
        service,
        action: ask.to(To::Correct(case)),
        back: ask.to(To::Case(case)),
        hidden: vec![("_version".to_owned(), version.to_string())],
        send: ask.text("case-correct-send"),
        note: note.map(|note| html! { div.km-inset { p { (note) } } }),
    }
}

fn load(ask: &Ask<'_>) -> Result<(CaseView, String, Service), Stop> {
    let view = ask.app().case(&ask.who, &CaseId::new(ask.param("id")), &ask.lang)?;
    let action = action(&view).ok_or(Stop::NotFound)?.to_owned();
    let service = parts::running(ask, &view).model().services.get(view.service.as_str()).cloned();
    let service = service.ok_or(Stop::NotFound)?;
    Ok((view, action, service))
}

/// The first question that was sent back.
pub(crate) fn begin(ask: &Ask<'_>) -> Answered {
    let (view, _, service) = load(ask)?;
    let fields = ask
        .app()
        .form_step(&ask.who, (&service.id, service.version), &ask.lang, &Answers::new())?
        .view
        .fields;
    let answers = known_answers(ask, &service, &view, &fields);
    let returned = view.returned.as_ref();
    let sent_back = |id: &String| returned.is_some_and(|returned| returned.fields.contains(id));
    let seen = answers.keys().filter(|id| !sent_back(id)).cloned().collect();
    let note = returned.and_then(|returned| returned.note.as_deref());
    interview(ask, &service, &view.case, view.version, note).begin(State { answers, seen })
}

/// The answers of a case as they were given. A case shows them in words, so those are read back; what can't be is
/// asked again.
fn known_answers(ask: &Ask<'_>, service: &Service, view: &CaseView, fields: &[FieldView]) -> Answers {
    let words = ask.running.service_words(&service.id, &ask.lang).ok();
    let mut answers = Answers::new();
    for answer in &view.answers {
        let field = fields.iter().find(|field| field.id == answer.id);
        let chosen = field.and_then(|field| {
            field.options.iter().find(|option| option.label == answer.value || option.value == answer.value)
        });
        let value = match (service.question(&answer.id).map(|question| &question.ty), chosen) {
            (_, Some(option)) => Value::String(option.value.clone()),
            (Some(model::QuestionType::Field(ty)), None) => {
                match read_back(ask, words, &answer.id, ty, &answer.value) {
                    Some(value) => value,
                    None => continue,
                }
            }
            _ => Value::String(answer.value.clone()),
        };
        answers.insert(answer.id.clone(), value);
    }
    answers
}

fn read_back(
    ask: &Ask<'_>,
    words: Option<i18n::Locale<'_>>,
    id: &str,
    ty: &model::FieldType,
    text: &str,
) -> Option<Value> {
    use model::FieldType;
    let same = || Some(Value::String(text.to_owned()));
    match ty {
        FieldType::Text | FieldType::Identifier(_) | FieldType::Person | FieldType::Place => same(),
        FieldType::Bool if text == ask.text("yes") => Some(Value::Bool(true)),
        FieldType::Bool if text == ask.text("no") => Some(Value::Bool(false)),
        FieldType::Choice(options) => {
            let label = |code: &str| words.map(|words| words.text(&format!("ask-{id}-{code}")));
            options
                .iter()
                .find(|(code, _)| label(code).as_deref() == Some(text))
                .map(|(code, _)| Value::String(code.clone()))
        }
        FieldType::Bool | FieldType::Date | FieldType::Number | FieldType::Money => None,
    }
}

/// The next question, or the corrected case.
pub(crate) fn go_on(ask: &Ask<'_>) -> Answered {
    let (view, action, service) = load(ask)?;
    let version = ask.form.get("_version").and_then(|text| text.parse().ok()).unwrap_or(view.version);
    let interview = interview(ask, &service, &view.case, version, None);
    let (state, key) = match interview.go_on()? {
        Next::Screen(answer) => return Ok(answer),
        Next::Send { state, key } => (state, key),
    };
    let acting = Acting {
        case: CaseId::new(&view.case),
        action: ActionId::new(&action),
        version,
        input: ActInput { answers: Some(state.answers.clone()), ..ActInput::default() },
        lang: ask.lang.clone(),
    };
    match ask.app().act_on_case(&ask.who, &acting) {
        Ok(view) => Ok(Answer::See(ask.to(To::Case(&view.case)))),
        Err(error) => interview.refused(state, &key, error),
    }
}
