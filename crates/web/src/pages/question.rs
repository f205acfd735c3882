//! One question as a field, and what was typed into it as an answer.

use crate::ask::Ask;
use crate::form::Values;
use app::view::{Example, FieldView};
use model::service::QuestionType;
use model::{FieldType, Service};
use serde_json::{Map, Value};
use ui::{Choice, DateInput, Field, InputKind, Markup, Radios, Select, TextArea, TextInput, Width};

/// Answers by the question's id.
pub(crate) type Answers = Map<String, Value>;

/// More choices than these unfold from one line.
const RADIOS_MAX: usize = 8;
/// Prefix of answers given on earlier screens.
pub(crate) const HAD: &str = "had-";

/// What was typed for a question: `None` if nothing. Only the form of writing is tidied; whether it fits is judged
/// with the rules.
pub(crate) fn typed(service: &Service, id: &str, form: &Values) -> Option<Value> {
    let question = service.question(id)?;
    match &question.ty {
        QuestionType::Field(FieldType::Date) => typed_date(form, id).map(Value::String),
        ty => form.text(id).map(|text| answer(ty, text)),
    }
}

/// A text as an answer of a type.
fn answer(ty: &QuestionType, text: &str) -> Value {
    let bare = || text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    match ty {
        QuestionType::Field(FieldType::Bool) => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            other => Value::String(other.to_owned()),
        },
        QuestionType::Field(FieldType::Number | FieldType::Money) => Value::String(bare().replace(',', ".")),
        QuestionType::Field(FieldType::Identifier(_) | FieldType::Person) => Value::String(bare()),
        _ => Value::String(text.to_owned()),
    }
}

/// Day, month and year as an ISO 8601 date, if they are numbers; otherwise as typed, to be refused in words.
pub(crate) fn typed_date(form: &Values, id: &str) -> Option<String> {
    let parts = ["year", "month", "day"].map(|part| form.text(&format!("{id}-{part}")).unwrap_or_default());
    if parts.iter().all(|part| part.is_empty()) {
        return None;
    }
    let [year, month, day] = parts;
    let two = |part: &str| if part.len() == 1 { format!("0{part}") } else { part.to_owned() };
    Some(format!("{year}-{}-{}", two(month), two(day)))
}

/// Answers of earlier screens.
pub(crate) fn carried(service: &Service, form: &Values) -> Answers {
    let given = form.iter().filter_map(|(name, value)| {
        let id = name.strip_prefix(HAD)?;
        let question = service.question(id)?;
        Some((id.to_owned(), answer(&question.ty, value)))
    });
    given.collect()
}

/// Answers as they are carried to the next screen.
pub(crate) fn carry(answers: &Answers) -> Vec<(String, String)> {
    answers.iter().map(|(id, value)| (format!("{HAD}{id}"), plain(value))).collect()
}

/// An answer as forms carry it.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// An answer in words.
pub(crate) fn in_words(ask: &Ask<'_>, field: &FieldView, value: &Value) -> String {
    let words = ask.words;
    let text = plain(value);
    if let Some(option) = field.options.iter().find(|option| option.value == text) {
        return option.label.clone();
    }
    match field.r#type.as_str() {
        "bool" => words.text(if text == "true" { "yes" } else { "no" }),
        "date" => text.parse().map_or_else(|_error| text.clone(), |date| words.date(date)),
        "number" => words.number(&text),
        "money" => words.money(&text, ask.running.model().info.currency_name.get(&ask.lang)),
        _ => text,
    }
}

/// A question as it is shown.
pub(crate) struct Shown<'s> {
    /// The question.
    pub(crate) field: &'s FieldView,
    /// The answer so far.
    pub(crate) given: Option<&'s Value>,
    /// What was typed, if the page is shown again because something was wrong.
    pub(crate) again: Option<&'s Values>,
    /// What is wrong.
    pub(crate) error: Option<&'s str>,
    /// It is the only question: it stands as the page's heading.
    pub(crate) alone: bool,
}

impl Shown<'_> {
    /// The field.
    pub(crate) fn render(&self, ask: &Ask<'_>) -> Markup {
        let field = self.field;
        let example = self.example(ask);
        let common = Field {
            id: &field.id,
            label: &field.label,
            hint: field.hint.as_deref().or(example.as_deref()),
            why: Some(&field.why),
            error: self.error,
            optional: !field.required,
            heading: self.alone,
        };
        let value = self.value();
        match field.r#type.as_str() {
            "bool" => Self::yes_or_no(ask, common, &value),
            "choice" | "case" => self.choices(ask, common, &value),
            "date" => self.date(ask, common),
            "money" => {
                let unit = ask.running.model().info.currency_name.get(&ask.lang);
                TextInput {
                    field: common,
                    value: &value,
                    kind: InputKind::Decimal,
                    width: Width::Ten,
                    unit: Some(unit),
                    ..Default::default()
                }
                .render(ask.words)
            }
            "number" => TextInput {
                field: common,
                value: &value,
                kind: InputKind::Decimal,
                width: Width::Ten,
                ..Default::default()
            }
            .render(ask.words),
            "place" if field.options.len() > 1 => {
                let hint = ask.text("place-choose");
                self.choices(ask, Field { hint: Some(&hint), why: None, ..common }, &value)
            }
            "place" => {
                let hint = field.hint.clone().unwrap_or_else(|| ask.text("place-hint"));
                TextInput {
                    field: Field { hint: Some(&hint), ..common },
                    value: &value,
                    ..Default::default()
                }
                .render(ask.words)
            }
            "identifier" | "person" => {
                let digits = matches!(&field.example, Example::Text(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
                let kind = if digits { InputKind::Digits } else { InputKind::Code };
                TextInput { field: common, value: &value, kind, width: Width::Twenty, ..Default::default() }
                    .render(ask.words)
            }
            _ if self.long() => TextArea { field: common, value: &value, rows: 5 }.render(ask.words),
            _ => TextInput { field: common, value: &value, ..Default::default() }.render(ask.words),
        }
    }

    /// A free text whose example has a space is a statement, not a name or code.
    fn long(&self) -> bool {
        matches!(&self.field.example, Example::Text(text) if text.split_whitespace().count() > 2)
    }

    /// How an answer looks, where its form matters and nothing else says it.
    fn example(&self, ask: &Ask<'_>) -> Option<String> {
        let form_matters = matches!(self.field.r#type.as_str(), "identifier" | "person" | "number");
        match &self.field.example {
            Example::Text(text) if form_matters && !text.is_empty() => {
                Some(ask.words.text_with("field-example", &[("value", text.into())]))
            }
            _ => None,
        }
    }

    fn value(&self) -> String {
        match self.again {
            Some(form) => form.get(&self.field.id).unwrap_or_default().to_owned(),
            None => self.given.map(plain).unwrap_or_default(),
        }
    }

    fn yes_or_no(ask: &Ask<'_>, field: Field<'_>, value: &str) -> Markup {
        let (yes, no) = (ask.text("yes"), ask.text("no"));
        let choices = [
            Choice { value: "true", label: &yes, hint: None },
            Choice { value: "false", label: &no, hint: None },
        ];
        Radios { field, choices: &choices, chosen: Some(value).filter(|value| !value.is_empty()) }
            .render(ask.words)
    }

    fn choices(&self, ask: &Ask<'_>, field: Field<'_>, value: &str) -> Markup {
        let options = self.field.options.iter();
        let choices: Vec<Choice<'_>> =
            options.map(|option| Choice { value: &option.value, label: &option.label, hint: None }).collect();
        let chosen = Some(value).filter(|value| !value.is_empty());
        if choices.len() <= RADIOS_MAX {
            Radios { field, choices: &choices, chosen }.render(ask.words)
        } else {
            Select { field, choices: &choices, chosen }.render(ask.words)
        }
    }

    fn date_parts(&self) -> [String; 3] {
        let text = self.given.map(plain).unwrap_or_default();
        let mut parts = text.splitn(3, '-').map(str::to_owned);
        [(); 3].map(|()| parts.next().unwrap_or_default())
    }

    fn date(&self, ask: &Ask<'_>, field: Field<'_>) -> Markup {
        let typed = |form: &Values| {
            ["year", "month", "day"]
                .map(|part| form.get(&format!("{}-{part}", self.field.id)).unwrap_or_default().to_owned())
        };
        let [year, month, day] = self.again.map_or_else(|| self.date_parts(), typed);
        DateInput { field, day: &day, month: &month, year: &year, ..Default::default() }.render(ask.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_put_together_from_their_parts() {
        let date = |text: &str| typed_date(&Values::parse(text.as_bytes()).unwrap(), "d");
        assert_eq!(date("d-day=7&d-month=3&d-year=2026").as_deref(), Some("2026-03-07"));
        assert_eq!(date("d-day=31&d-month=02&d-year=2026").as_deref(), Some("2026-02-31"));
        assert_eq!(date("d-day=x&d-month=&d-year=").as_deref(), Some("--0x"));
        assert_eq!(date("d-day=&d-month=+&d-year="), None);
    }

    #[test]
    fn answers_are_tidied_but_not_judged() {
        let number = QuestionType::Field(FieldType::Money);
        assert_eq!(answer(&number, "1 234,50"), Value::String("1234.50".to_owned()));
        assert_eq!(
            answer(&QuestionType::Field(FieldType::Person), "12 34\u{a0}5"),
            Value::String("12345".to_owned())
        );
        assert_eq!(answer(&QuestionType::Field(FieldType::Bool), "true"), Value::Bool(true));
        assert_eq!(answer(&QuestionType::Field(FieldType::Bool), "maybe"), Value::String("maybe".to_owned()));
        assert_eq!(answer(&QuestionType::Field(FieldType::Text), "a b"), Value::String("a b".to_owned()));
    }
}
