//! Every formula of a service, with what it is for.

use crate::formula::Formula;
use crate::forward::Forward;
use crate::service::{How, Outcome, Page, QuestionType, ReadAt, Service, Step, WorkState, Write};

/// What a formula is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A `when`: something is so only if it is true.
    Condition,
    /// The `check` of an answer.
    Check,
    /// A derived value.
    Derived,
    /// How long something takes, a number.
    Term,
    /// An amount of money.
    Amount,
    /// By what records are read, where a case goes, what is written.
    Facts,
    /// What is only shown or handed over, or says whom a case is about: nothing that a case of `cases.yaml` looks at.
    Shown,
}

/// A formula's place in its service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What it is for.
    pub usage: Use,
    /// The place in words, like `the when of the question account`.
    pub words: String,
}

type Visit<'v> = &'v mut dyn FnMut(Slot, &mut Formula);

fn tell(visit: Visit<'_>, usage: Use, words: String, formula: &mut Formula) {
    visit(Slot { usage, words }, formula);
}

fn maybe(visit: Visit<'_>, usage: Use, words: impl FnOnce() -> String, formula: Option<&mut Formula>) {
    if let Some(formula) = formula {
        tell(visit, usage, words(), formula);
    }
}

impl Service {
    /// Visits every formula, always in the same order. Examples of answers are left out: they decide nothing.
    pub fn each_formula(&mut self, visit: Visit<'_>) {
        maybe(visit, Use::Facts, || "`applicant_age`".to_owned(), self.applicant_age.as_mut());
        self.steps.iter_mut().for_each(|step| of_step(step, visit));
        for formula in self.subjects.iter_mut().chain(&mut self.concerned) {
            tell(visit, Use::Shown, "whom the case is about".to_owned(), formula);
        }
        maybe(visit, Use::Facts, || "`addressed`".to_owned(), self.addressed.as_mut());
        maybe(visit, Use::Facts, || "`place`".to_owned(), self.place.as_mut());
        for known in &mut self.known {
            tell(visit, Use::Shown, format!("the known value `{}`", known.id), &mut known.value);
            tell(visit, Use::Shown, format!("the record of the known value `{}`", known.id), &mut known.of);
        }
        self.form.iter_mut().for_each(|page| of_page(page, visit));
        maybe(visit, Use::Amount, || "the fee".to_owned(), self.fee.as_mut().map(|fee| &mut fee.amount));
        for (number, branch) in (1..).zip(&mut self.decide) {
            let words = || format!("line {number} of `decide`");
            maybe(visit, Use::Condition, words, branch.when.as_mut());
        }
        self.states.values_mut().for_each(|state| of_state(state, visit));
        for (name, outcome) in &mut self.outcomes {
            of_outcome(name.as_str(), outcome, visit);
        }
        if let Some(appeal) = &mut self.appeal {
            tell(visit, Use::Term, "the term of an appeal".to_owned(), &mut appeal.days);
        }
        if let Some(again) = &mut self.again {
            tell(visit, Use::Facts, "`again`".to_owned(), &mut again.value);
        }
    }
}

fn of_step(step: &mut Step, visit: Visit<'_>) {
    match step {
        Step::Derive(derive) => {
            let name = &derive.name;
            match &mut derive.how {
                How::Formula(formula) => {
                    tell(visit, Use::Derived, format!("the derived value `{name}`"), formula);
                }
                // Its cells are one with its logic and are not visited.
                How::Table(table) => {
                    for input in &mut table.inputs {
                        tell(visit, Use::Facts, format!("an input of the table `{name}`"), &mut input.value);
                    }
                }
            }
        }
        Step::Read(read) => {
            for (field, formula) in &mut read.filter {
                tell(visit, Use::Facts, format!("`{field}` of the read `{}`", read.name), formula);
            }
            if let ReadAt::On(day) = &mut read.at {
                tell(visit, Use::Facts, format!("`at` of the read `{}`", read.name), day);
            }
        }
    }
}

fn of_page(page: &mut Page, visit: Visit<'_>) {
    let id = &page.id;
    maybe(visit, Use::Condition, || format!("the `when` of the page `{id}`"), page.when.as_mut());
    for question in &mut page.ask {
        let id = &question.id;
        maybe(visit, Use::Condition, || format!("the `when` of the question `{id}`"), question.when.as_mut());
        maybe(visit, Use::Check, || format!("the `check` of the question `{id}`"), question.check.as_mut());
        if let QuestionType::Options(options) = &mut question.ty {
            tell(visit, Use::Facts, format!("the options of the question `{id}`"), options);
        }
    }
}

fn of_state(state: &mut WorkState, visit: Visit<'_>) {
    let name = &state.name;
    if let Some(deadline) = &mut state.deadline {
        tell(visit, Use::Term, format!("the term of the state `{name}`"), &mut deadline.length);
    }
    for (id, action) in &mut state.actions {
        let words = || format!("the `when` of the action `{id}` in `{name}`");
        maybe(visit, Use::Condition, words, action.when.as_mut());
        if let Some(Forward { within, term, .. }) = &mut action.forward {
            tell(visit, Use::Term, format!("`within` of the action `{id}` in `{name}`"), within);
            maybe(visit, Use::Term, || format!("`term` of the action `{id}` in `{name}`"), term.as_mut());
        }
    }
}

fn of_outcome(name: &str, outcome: &mut Outcome, visit: Visit<'_>) {
    maybe(visit, Use::Amount, || format!("the amount of `{name}`"), outcome.amount.as_mut());
    if let Some(pay) = &mut outcome.pay {
        let parts = [("to", &mut pay.to), ("account", &mut pay.account)];
        for (key, formula) in parts {
            maybe(visit, Use::Shown, || format!("`pay`, `{key}` of `{name}`"), formula.as_mut());
        }
        for (key, formula) in [("from", &mut pay.from), ("until", &mut pay.until)] {
            maybe(visit, Use::Facts, || format!("`pay`, `{key}` of `{name}`"), formula.as_mut());
        }
    }
    for (id, formula) in &mut outcome.give {
        tell(visit, Use::Shown, format!("`{id}`, given by `{name}`"), formula);
    }
    if let Some(pick_up) = &mut outcome.pick_up {
        maybe(
            visit,
            Use::Condition,
            || format!("the `when` of what `{name}` leaves to be fetched"),
            pick_up.when.as_mut(),
        );
        tell(
            visit,
            Use::Term,
            format!("when what `{name}` leaves to be fetched is ready"),
            &mut pick_up.after,
        );
    }
    outcome.write.iter_mut().for_each(|write| of_write(name, write, visit));
}

fn of_write(name: &str, write: &mut Write, visit: Visit<'_>) {
    let register = write.register.clone();
    let words = |key: &str| format!("`{key}` of what `{name}` writes to `{register}`");
    maybe(visit, Use::Facts, || words("for_each"), write.for_each.as_mut());
    for (field, formula) in &mut write.record {
        tell(visit, Use::Facts, words(field.as_str()), formula);
    }
    maybe(visit, Use::Facts, || words("valid_from"), write.valid_from.as_mut());
    maybe(visit, Use::Facts, || words("valid_until"), write.valid_until.as_mut());
}
