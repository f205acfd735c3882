//! Fields that are chosen from.

use crate::field::Field;
use i18n::Locale;
use maud::{Markup, html};

/// One of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: &'a str,
    /// Its words.
    pub label: &'a str,
    /// More about it.
    pub hint: Option<&'a str>,
}

/// One of a few, all to be seen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Radios<'a> {
    /// The field.
    pub field: Field<'a>,
    /// The choices.
    pub choices: &'a [Choice<'a>],
    /// The value chosen before.
    pub chosen: Option<&'a str>,
}

impl Radios<'_> {
    /// The field.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let inputs = html! {
            div.km-choices { @for (at, choice) in self.choices.iter().enumerate() {
                (one(self.field.id, at, choice, "radio", self.chosen == Some(choice.value)))
            } }
        };
        self.field.group(words, &inputs)
    }
}

/// Any of several.
#[derive(Clone, Copy, Debug, Default)]
pub struct Checkboxes<'a> {
    /// The field.
    pub field: Field<'a>,
    /// The choices.
    pub choices: &'a [Choice<'a>],
    /// The values chosen before.
    pub chosen: &'a [&'a str],
}

impl Checkboxes<'_> {
    /// The field.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let inputs = html! {
            div.km-choices { @for (at, choice) in self.choices.iter().enumerate() {
                (one(self.field.id, at, choice, "checkbox", self.chosen.contains(&choice.value)))
            } }
        };
        self.field.group(words, &inputs)
    }
}

/// An input with its label. The first has the field's own id.
fn one(field: &str, at: usize, choice: &Choice<'_>, kind: &str, chosen: bool) -> Markup {
    let id = if at == 0 { field.to_owned() } else { format!("{field}-{}", at + 1) };
    let hint_id = choice.hint.map(|_| format!("{id}-hint-own"));
    html! {
        div.km-choice {
            input id=(id) name=(field) type=(kind) value=(choice.value) checked[chosen] aria-describedby=[hint_id.as_deref()];
            label for=(id) { (choice.label) }
            @if let (Some(hint), Some(hint_id)) = (choice.hint, &hint_id) { div.km-hint id=(hint_id) { (hint) } }
        }
    }
}

/// One of many, in a list that unfolds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Select<'a> {
    /// The field.
    pub field: Field<'a>,
    /// The choices; a first line that asks to choose is added.
    pub choices: &'a [Choice<'a>],
    /// The value chosen before.
    pub chosen: Option<&'a str>,
}

impl Select<'_> {
    /// The field.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let field = &self.field;
        let select = html! {
            select.km-input id=(field.id) name=(field.id) aria-describedby=[field.described_by()] aria-invalid=[field.invalid()] {
                option value="" selected[self.chosen.is_none()] { (words.text("choose")) }
                @for choice in self.choices {
                    option value=(choice.value) selected[self.chosen == Some(choice.value)] { (choice.label) }
                }
            }
        };
        field.single(words, &select)
    }
}
