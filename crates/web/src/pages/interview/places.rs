//! Places in a form: whoever types a name is asked which of several is meant, and the code stands for it from then on.

use super::{Interview, State};
use crate::answer::{Answer, Stop};
use crate::words::Problems;
use app::form::FormStep;
use app::places_named::PLACES_MAX;
use app::view::{FieldView, OptionView};
use model::FieldType;
use model::service::QuestionType;
use serde_json::Value;

/// Questions for a place, each with the places that have the name that was typed.
pub(super) type Named = Vec<(String, Vec<OptionView>)>;

impl Interview<'_> {
    /// Puts the code in place of a name that only one place has, for the places on this screen; gives those that several have.
    pub(super) fn places(&self, shown: &[String], state: &mut State) -> Result<Named, Stop> {
        let mut named = Vec::new();
        for id in shown {
            let place = |question: &model::service::Question| {
                matches!(question.ty, QuestionType::Field(FieldType::Place))
            };
            let Some(Value::String(text)) = state.answers.get(id) else { continue };
            if !self.service.question(id).is_some_and(place) {
                continue;
            }
            let mut found = self.ask.app().places_named(text, &self.ask.lang)?;
            match found.len() {
                0 => {}
                1 => {
                    let only = found.pop().map_or(Value::Null, |place| Value::String(place.value));
                    state.answers.insert(id.clone(), only);
                }
                _ => named.push((id.clone(), found)),
            }
        }
        Ok(named)
    }

    /// Which of several places of one name is meant.
    pub(super) fn which(&self, step: &FormStep, state: &State, named: Named) -> Answer {
        let ask = self.ask;
        let (mut fields, mut problems) = (Vec::new(), Problems::new());
        for (id, options) in named {
            let Some(field) = step.view.fields.iter().find(|field| field.id == id) else { continue };
            let many = options.len() > PLACES_MAX;
            if many {
                let most = [("count", PLACES_MAX.into())];
                problems.push((Some(id), ask.words.text_with("place-many", &most)));
            }
            let options = if many { Vec::new() } else { options };
            fields.push(FieldView { options, ..field.clone() });
        }
        let fields: Vec<&FieldView> = fields.iter().collect();
        self.screen(step, state, &fields, &problems, Some(&ask.form))
    }
}
