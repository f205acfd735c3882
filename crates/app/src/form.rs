//! Services and their forms as people see them: what is asked of me, and what is not because a register knows it.

use crate::attempt::Attempt;
use crate::case_record::reading_for;
use crate::door::{App, Moment, Plan};
use crate::error::AppError;
use crate::gate::Line;
use crate::gather::{gather, place_on};
use crate::me::own_cases;
use crate::permit::Circumstance;
use crate::permit::permit;
use crate::running::Running;
use crate::session::Who;
use crate::view::{self, Example, FieldView, FormView, OptionView, ServiceSummary, ServiceView};
use access::{Class, Right};
use base::{CaseId, Date, Lang, ServiceId, Subject};
use domain::facts::{Facts, Frame};
use domain::rules::Naming;
use domain::value::Shown;
use domain::{AskedField, Form, KnownLine};
use i18n::Locale;
use model::{FieldType, QuestionType, Service};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Rounds of "what is asked once this is answered": a form has at most so many dependent pages.
const ROUNDS_MAX: usize = 12;

/// A form with what its pages need to go on.
pub struct FormStep {
    /// What is asked and known.
    pub view: FormView,
    /// Pages in order, of those that ask something: id and title.
    pub pages: Vec<(String, String)>,
    /// What is wrong with the answers so far, by field.
    pub wrong: Vec<domain::Refusal>,
}

impl App {
    /// Services, by title.
    pub fn services(&self, lang: &Lang) -> Result<Vec<ServiceSummary>, AppError> {
        let running = self.running();
        let mut services = running
            .model()
            .services
            .keys()
            .map(|id| view::service(&running, id, lang))
            .collect::<Result<Vec<_>, _>>()?;
        services
            .sort_by(|a, b| (a.applicant != "person", &a.title).cmp(&(b.applicant != "person", &b.title)));
        Ok(services)
    }

    /// A service before sign-in.
    pub fn service_view(&self, id: &ServiceId, lang: &Lang) -> Result<ServiceView, AppError> {
        let moment = self.moment();
        let running = &*moment.running;
        let service = moment.service(id)?;
        Ok(ServiceView::of(running, service, moment.today, lang)?)
    }

    /// What a service asks of me and what it already knows. The fields are those that are asked when each is
    /// answered as its example says, so answering all examples is a valid request.
    pub fn form(&self, who: &Who, id: &ServiceId, lang: &Lang) -> Result<FormView, AppError> {
        let version = self.moment().service(id)?.version;
        self.form_with(who, (id, version), lang, &Map::new(), true).map(|step| step.view)
    }

    /// The form of a version of a service as it stands with the answers given so far, for pages that ask one thing at a time.
    pub fn form_step(
        &self,
        who: &Who,
        (id, version): (&ServiceId, u32),
        lang: &Lang,
        answers: &Map<String, Value>,
    ) -> Result<FormStep, AppError> {
        self.form_with(who, (id, version), lang, answers, false)
    }

    fn form_with(
        &self,
        who: &Who,
        (id, version): (&ServiceId, u32),
        lang: &Lang,
        answers: &Map<String, Value>,
        examples: bool,
    ) -> Result<FormStep, AppError> {
        who.session()?;
        let moment = self.moment();
        let reading = reading_for(&moment, moment.service(id)?, None);
        let done = self.act_in(Line::Look, who, &reading, |attempt, moment| {
            let moment = &moment.of_version(attempt.snapshot(), id, version)?;
            Ok(Plan::only_read(plan_form(attempt, moment, who, id, lang, answers, examples)?))
        })?;
        Ok(done.value)
    }
}

/// As if the case were filed now; it has no number yet.
fn frame(moment: &Moment, applicant: &Subject) -> Frame {
    crate::case_record::frame(moment, &CaseId::new(""), applicant, applicant, None)
}

fn field_view(
    running: &Running,
    words: &Locale<'_>,
    field: &AskedField<'_>,
    own_cases: &[(String, String)],
) -> FieldView {
    let id = field.question.id.as_str();
    let option = |(value, label): &(String, Option<Shown>)| OptionView {
        value: value.clone(),
        label: match label {
            Some(label) => view::shown(running, words, label),
            None => words.text(&format!("ask-{id}-{value}")),
        },
    };
    let options: Vec<OptionView> = match &field.question.ty {
        QuestionType::Case => own_cases
            .iter()
            .map(|(value, label)| OptionView { value: value.clone(), label: label.clone() })
            .collect(),
        _ => field.options.iter().map(option).collect(),
    };
    let example = match (&field.question.ty, &field.example) {
        (QuestionType::Case, _) => {
            Example::Text(own_cases.first().map(|(number, _)| number.clone()).unwrap_or_default())
        }
        (_, Value::Bool(yes)) => Example::Bool(*yes),
        (_, json) => Example::Text(json.as_str().unwrap_or_default().to_owned()),
    };
    FieldView {
        id: id.to_owned(),
        r#type: type_name(&field.question.ty).to_owned(),
        label: words.text(&format!("ask-{id}")),
        why: words.text(&format!("ask-{id}-why")),
        hint: words.maybe(&format!("ask-{id}-hint"), &[]),
        required: field.question.required,
        options,
        example,
        page: field.page.to_owned(),
        asked_if: field.question.when.as_ref().map(|formula| formula.text.trim().to_owned()),
    }
}

fn example_json(example: &Example) -> Value {
    match example {
        Example::Bool(yes) => Value::Bool(*yes),
        Example::Text(text) => Value::String(text.clone()),
    }
}

/// The name of an answer's type.
fn type_name(ty: &QuestionType) -> &'static str {
    match ty {
        QuestionType::Options(_) | QuestionType::Field(FieldType::Choice(_)) => "choice",
        QuestionType::Case => "case",
        QuestionType::Field(ty) => match ty {
            FieldType::Text | FieldType::Choice(_) => "text",
            FieldType::Number => "number",
            FieldType::Money => "money",
            FieldType::Bool => "bool",
            FieldType::Date => "date",
            FieldType::Identifier(_) => "identifier",
            FieldType::Person => "person",
            FieldType::Place => "place",
        },
    }
}

/// What is to be paid with these facts.
fn fee(
    moment: &Moment,
    service: &Service,
    words: &Locale<'_>,
    facts: &Facts,
) -> Result<Option<view::FeeView>, AppError> {
    let Some(fee) = &service.fee else { return Ok(None) };
    let amount = domain::ledger::fee(&moment.running.rules, service, &facts.vars)?;
    Ok(amount.map(|amount| view::fee(&moment.running, words, amount, &fee.law.to_string())))
}

/// The cases that an appeal service can attack.
#[derive(Default)]
struct Attackable {
    /// Number and words of each.
    cases: Vec<(String, String)>,
    /// Those of them in which nobody has decided in time.
    silent: Vec<String>,
}

/// The applicant's cases that an appeal can attack: number and title.
fn attackable(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    service: &Service,
    lang: &Lang,
) -> Result<Attackable, AppError> {
    let mut out = Attackable::default();
    if !service.appeals {
        return Ok(out);
    }
    for loaded in own_cases(attempt, moment, who)? {
        let decided = loaded.doc.decision.as_ref().and_then(|decision| decision.appeal.as_ref());
        let silent = crate::case_view::silence(moment, &loaded.doc);
        if decided.is_some_and(|appeal| appeal.service == service.id)
            || silent.is_some_and(|(appeal, _)| appeal.service == service.id)
        {
            let words = moment.running.service_words(&loaded.doc.service, lang)?;
            let mut label = format!("{} · {}", words.text("title"), loaded.id);
            if silent.is_some() {
                label = format!("{label} · {}", words.text("case-overdue"));
                out.silent.push(loaded.id.as_str().to_owned());
            }
            out.cases.push((loaded.id.as_str().to_owned(), label));
        }
    }
    Ok(out)
}

/// What a complaint that nobody has decided is called, where the service says so: it is no appeal against a decision.
fn silent_title(
    words: &Locale<'_>,
    service: &Service,
    answers: &Map<String, Value>,
    silent: &[String],
) -> Option<String> {
    let mut questions = service.form.iter().flat_map(|page| &page.ask);
    let question = questions.find(|question| matches!(question.ty, QuestionType::Case))?;
    let attacked = answers.get(question.id.as_str())?.as_str()?;
    silent.iter().any(|case| case == attacked).then(|| words.maybe("title-silence", &[])).flatten()
}

/// What is known, in words, as of today.
fn known(
    attempt: &Attempt<'_>,
    moment: &Moment,
    service: &Service,
    facts: &Facts,
) -> Result<Vec<KnownLine>, AppError> {
    let failed = std::cell::RefCell::new(None);
    let places = |code: &str, day: Date| match place_on(attempt, moment, code, day) {
        Ok(place) => place,
        Err(error) => {
            failed.replace(Some(error));
            None
        }
    };
    let naming = Naming { rules: &moment.running.rules, places: &places, on: moment.today };
    let known = domain::rules::known(&naming, service, facts);
    failed.into_inner().map_or(Ok(known), Err)
}

/// The place that was answered, for the answer in words.
fn chosen_place(
    attempt: &Attempt<'_>,
    moment: &Moment,
    field: &AskedField<'_>,
    answer: Option<&Value>,
    lang: &Lang,
) -> Result<Option<OptionView>, AppError> {
    let place = matches!(field.question.ty, QuestionType::Field(FieldType::Place));
    let Some(code) = answer.and_then(Value::as_str).filter(|_| place) else { return Ok(None) };
    let found = place_on(attempt, moment, code, moment.today)?;
    Ok(found.map(|place| OptionView {
        value: code.to_owned(),
        label: format!("{} ({code})", place.name.get(lang)),
    }))
}

fn plan_form(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    id: &ServiceId,
    lang: &Lang,
    answers: &Map<String, Value>,
    examples: bool,
) -> Result<FormStep, AppError> {
    let session = who.session()?;
    let service = moment.service(id)?;
    permit(
        moment,
        who,
        Right::File,
        Class::Case(id),
        None,
        Circumstance { own: true, ..Circumstance::default() },
    )?;
    let words = moment.running.service_words(id, lang)?;
    let frame = frame(moment, &session.person);
    let mut given = answers.clone();
    let mut views: Vec<FieldView> = Vec::new();
    let mut seen = BTreeSet::new();
    for _ in 0..ROUNDS_MAX {
        let facts = gather(attempt, moment, service, &frame, &given)?;
        if service.applicant == model::Applicant::Person {
            // Told before the first question and not after the last.
            facts.applicant_of_age(&moment.running.rules, service, moment.today)?;
        }
        let form = Form::of(&moment.running.rules, service, &facts);
        let Attackable { cases: own_cases, silent } = attackable(attempt, moment, who, service, lang)?;
        let mut added = false;
        for field in &form.fields {
            let key = field.question.id.as_str();
            if seen.insert(key.to_owned()) {
                let mut view = field_view(&moment.running, &words, field, &own_cases);
                view.options.extend(chosen_place(attempt, moment, field, answers.get(key), lang)?);
                if examples && !given.contains_key(key) {
                    given.insert(key.to_owned(), example_json(&view.example));
                    added = true;
                }
                views.push(view);
            }
        }
        if !added {
            let known = known(attempt, moment, service, &facts)?;
            let known = known.iter().map(|line| view::known(&moment.running, &words, line)).collect();
            let people = &moment.running.model().info.people;
            let exists = |key: &str| attempt.exists(&people.register, &people.key, key).unwrap_or(false);
            let wrong = form.check(&moment.running.rules, service, &facts, answers, &exists);
            let view = FormView {
                service: id.as_str().to_owned(),
                title: silent_title(&words, service, answers, &silent).unwrap_or_else(|| words.text("title")),
                fields: views,
                known,
                fee: fee(moment, service, &words, &facts)?,
            };
            let asked: BTreeSet<&str> = view.fields.iter().map(|field| field.page.as_str()).collect();
            let pages = service
                .form
                .iter()
                .filter(|page| asked.contains(page.id.as_str()))
                .map(|page| (page.id.clone(), words.text(&format!("page-{}", page.id))))
                .collect();
            return Ok(FormStep { view, pages, wrong });
        }
    }
    Err(crate::error::Fault::Missing(format!("an end of the form of {id}")).into())
}
