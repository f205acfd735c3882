//! Fields that are typed into, and the summary of what was wrong.
//!
//! The id of a field's first input is the field's id, so that an error in the summary always leads to `#id`.

use i18n::Locale;
use maud::{Markup, html};

/// What every field has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Field<'a> {
    /// Id and name, unique on the page.
    pub id: &'a str,
    /// The question.
    pub label: &'a str,
    /// How to answer.
    pub hint: Option<&'a str>,
    /// Why it is asked; unfolds below the field.
    pub why: Option<&'a str>,
    /// What is wrong with the answer and what to do.
    pub error: Option<&'a str>,
    /// May be left empty; said beside the question.
    pub optional: bool,
    /// The question is the page's `h1`.
    pub heading: bool,
}

/// Ids that describe a field, and its parts in the order in which they are read.
impl Field<'_> {
    /// The value of `aria-describedby`.
    pub(crate) fn described_by(&self) -> Option<String> {
        let hint = self.hint.map(|_| format!("{}-hint", self.id));
        let error = self.error.map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The value of `aria-invalid`.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    fn question(&self, words: Locale<'_>) -> String {
        if self.optional {
            words.text_with("optional", &[("label", self.label.into())])
        } else {
            self.label.to_owned()
        }
    }

    fn hint_and_error(&self, words: Locale<'_>) -> Markup {
        html! {
            @if let Some(hint) = self.hint { div.km-hint id={ (self.id) "-hint" } { (hint) } }
            @if let Some(error) = self.error {
                p.km-error id={ (self.id) "-error" } { span.km-hidden { (words.text("error-prefix")) " " } (error) }
            }
        }
    }

    fn why(&self, words: Locale<'_>) -> Markup {
        html! {
            @if let Some(why) = self.why {
                details.km-details.km-why { summary { (words.text("why-we-ask")) } div { p { (why) } } }
            }
        }
    }

    /// A field of one input, with its label.
    pub(crate) fn single(&self, words: Locale<'_>, input: &Markup) -> Markup {
        let question = self.question(words);
        html! {
            div.km-field.km-wrong[self.error.is_some()] {
                @if self.heading { h1.km-label-h1 { label.km-label for=(self.id) { (question) } } }
                @else { label.km-label for=(self.id) { (question) } }
                (self.hint_and_error(words)) (input) (self.why(words))
            }
        }
    }

    /// A field of several inputs, with its legend.
    pub(crate) fn group(&self, words: Locale<'_>, inputs: &Markup) -> Markup {
        let question = self.question(words);
        html! {
            div.km-field.km-wrong[self.error.is_some()] {
                fieldset aria-describedby=[self.described_by()] {
                    legend.km-label {
                        @if self.heading { h1.km-label-h1 { (question) } } @else { (question) }
                    }
                    (self.hint_and_error(words)) (inputs)
                }
                (self.why(words))
            }
        }
    }
}

/// What is typed in; decides the keyboard of a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// Digits that are no quantity: identifiers, accounts.
    Digits,
    /// A number with decimals.
    Decimal,
    /// A telephone number.
    Phone,
    /// An electronic address.
    Email,
    /// A code of letters and digits, copied from paper.
    Code,
}

/// How wide a field is: as wide as what belongs in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// All there is.
    #[default]
    Full,
    /// About twenty characters.
    Twenty,
    /// About ten characters.
    Ten,
    /// About four characters.
    Four,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Full => "km-input",
            Self::Twenty => "km-input km-w20",
            Self::Ten => "km-input km-w10",
            Self::Four => "km-input km-w4",
        }
    }
}

/// A line of text, digits or a number.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextInput<'a> {
    /// The field.
    pub field: Field<'a>,
    /// What was typed before.
    pub value: &'a str,
    /// What is typed in.
    pub kind: InputKind,
    /// How wide.
    pub width: Width,
    /// The HTML token that lets the browser fill it in (`tel`, `name`, …).
    pub autocomplete: Option<&'a str>,
    /// A unit shown after the field.
    pub unit: Option<&'a str>,
}

impl TextInput<'_> {
    /// The field.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let field = &self.field;
        let (ty, mode) = match self.kind {
            InputKind::Text | InputKind::Code => ("text", None),
            InputKind::Digits => ("text", Some("numeric")),
            InputKind::Decimal => ("text", Some("decimal")),
            InputKind::Phone => ("tel", None),
            InputKind::Email => ("email", None),
        };
        let exact = self.kind != InputKind::Text;
        // Identifiers are no words: no spelling, no capitals, and from left to right in every language.
        let unit_id = format!("{}-unit", field.id);
        let described = match (field.described_by(), self.unit) {
            (Some(ids), Some(_)) => Some(format!("{ids} {unit_id}")),
            (None, Some(_)) => Some(unit_id.clone()),
            (ids, None) => ids,
        };
        let input = html! {
            input class=(self.width.class()) id=(field.id) name=(field.id) type=(ty) inputmode=[mode] value=(self.value)
                spellcheck=[exact.then_some("false")] autocapitalize=[exact.then_some("none")]
                dir=[exact.then_some("ltr")] autocomplete=[self.autocomplete]
                aria-describedby=[described] aria-invalid=[field.invalid()];
        };
        let input = match self.unit {
            Some(unit) => html! { div.km-with-unit { (input) span id=(unit_id) { (unit) } } },
            None => input,
        };
        field.single(words, &input)
    }
}

/// Several lines of text.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextArea<'a> {
    /// The field.
    pub field: Field<'a>,
    /// What was typed before.
    pub value: &'a str,
    /// How many lines are shown; five if zero.
    pub rows: u8,
}

impl TextArea<'_> {
    /// The field.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let field = &self.field;
        let rows = if self.rows == 0 { 5 } else { self.rows };
        let area = html! {
            textarea.km-input id=(field.id) name=(field.id) rows=(rows) aria-describedby=[field.described_by()]
                aria-invalid=[field.invalid()] { (self.value) }
        };
        field.single(words, &area)
    }
}

/// Which parts of a date are wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// The day.
    pub day: bool,
    /// The month.
    pub month: bool,
    /// The year.
    pub year: bool,
}

/// A date in three inputs, named `ID-day`, `ID-month` and `ID-year`.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateInput<'a> {
    /// The field.
    pub field: Field<'a>,
    /// What was typed before.
    pub day: &'a str,
    /// What was typed before.
    pub month: &'a str,
    /// What was typed before.
    pub year: &'a str,
    /// Which parts are wrong; all of them if the field has an error and none is named.
    pub wrong: DateParts,
    /// It is the person's own birthday, which the browser may fill in.
    pub birthday: bool,
}

impl DateInput<'_> {
    /// The field.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let id = self.field.id;
        let failed = self.field.error.is_some();
        let all = failed && self.wrong == DateParts::default();
        let parts = [
            (id.to_owned(), "day", self.day, self.wrong.day, "km-input km-w2", "bday-day"),
            (format!("{id}-month"), "month", self.month, self.wrong.month, "km-input km-w2", "bday-month"),
            (format!("{id}-year"), "year", self.year, self.wrong.year, "km-input km-w4", "bday-year"),
        ];
        let inputs = html! {
            div.km-date {
                @for (input_id, part, value, wrong, class, token) in &parts {
                    div {
                        label for=(input_id) { (words.text(&format!("date-{part}"))) }
                        input class=(class) id=(input_id) name={ (id) "-" (part) } type="text" inputmode="numeric"
                            value=(value) autocomplete=[self.birthday.then_some(*token)] dir="ltr"
                            aria-invalid=[(all || failed && *wrong).then_some("true")];
                    }
                }
            }
        };
        self.field.group(words, &inputs)
    }
}

/// Something wrong, and at which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem<'a> {
    /// The field's id; `None` if it is about no field.
    pub field: Option<&'a str>,
    /// What is wrong and what to do: the same words as at the field.
    pub text: &'a str,
}

/// What was wrong, above everything else on the page.
#[derive(Clone, Copy, Debug)]
pub struct ErrorSummary<'a> {
    /// In the order of the fields. None: nothing is shown.
    pub problems: &'a [Problem<'a>],
}

impl ErrorSummary<'_> {
    /// The summary. It takes the focus when the page comes, so that it is read first.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        html! {
            @if !self.problems.is_empty() {
                div.km-errors role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title" {
                    h2.km-h3 #error-summary-title { (words.text("error-summary-title")) }
                    ul { @for problem in self.problems {
                        li { @if let Some(id) = problem.field { a href={ "#" (id) } { (problem.text) } }
                            @else { (problem.text) } }
                    } }
                }
            }
        }
    }
}
