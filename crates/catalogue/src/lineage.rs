//! Where data goes: from a field of a register through rules and lines of the decision to what an outcome gives.
//!
//! A field counts as used where a formula names a member of that name and stands, directly or through other values, on
//! the read that brings it. Two registers with a field of the same name may so both be named where one is meant: more
//! is said than is so, never less.

use crate::rules::brief;
use crate::site::{Site, state as state_text, table};
use base::RegisterId;
use feel::ast::{Expr, ExprKind};
use i18n::Locale;
use model::register::Right;
use model::service::{How, ReadAt};
use model::{Formula, Model, Service, Step};
use std::collections::{BTreeMap, BTreeSet};
use ui::{Link, Markup, html};

/// Under which name the record of whoever applies is read.
const APPLICANT: &str = "applicant";

/// What is read: the name in formulas, and the register. The applicant's own record comes first.
pub(crate) fn reads<'m>(model: &'m Model, service: &'m Service) -> Vec<(&'m str, &'m RegisterId)> {
    let steps = service.steps.iter().filter_map(|step| match step {
        Step::Read(read) => Some((read.name.as_str(), &read.from)),
        Step::Derive(_) => None,
    });
    std::iter::once((APPLICANT, &model.info.people.register)).chain(steps).collect()
}

/// What a formula names: variables, and members of records (which inside a filter look like variables).
#[derive(Default)]
struct Named<'m> {
    names: BTreeSet<&'m str>,
    members: BTreeSet<&'m str>,
}

impl<'m> Named<'m> {
    fn of(formulas: impl IntoIterator<Item = &'m Formula>) -> Self {
        let mut named = Self::default();
        for formula in formulas {
            named.look(&formula.expr);
        }
        named
    }

    fn look(&mut self, expr: &'m Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                self.names.insert(name);
                self.members.insert(name);
            }
            ExprKind::Path { member, .. } => {
                self.members.insert(member);
            }
            _ => {}
        }
        state::parts(expr, &mut |part| self.look(part));
    }
}

/// A service's formulas, as far as data flows through them.
struct Flow<'m> {
    /// Reads and derived values in order, with what they name.
    steps: Vec<(&'m Step, Named<'m>)>,
    /// Lines of the decision.
    lines: Vec<Named<'m>>,
    /// Final states, with what their amount, records and given values name.
    outcomes: Vec<(String, Named<'m>)>,
    /// What each step stands on, itself included.
    stands_on: BTreeMap<&'m str, BTreeSet<&'m str>>,
}

impl<'m> Flow<'m> {
    fn of(words: Locale<'_>, service: &'m Service) -> Self {
        let steps: Vec<(&Step, Named<'_>)> = service.steps.iter().map(|step| (step, of_step(step))).collect();
        let mut stands_on: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        stands_on.insert(APPLICANT, BTreeSet::from([APPLICANT]));
        for (step, named) in &steps {
            // Each step names only what stands before it.
            let mut below: BTreeSet<&str> =
                named.names.iter().filter_map(|name| stands_on.get(name)).flatten().copied().collect();
            below.insert(step.name());
            stands_on.insert(step.name(), below);
        }
        let lines = service.decide.iter().map(|branch| Named::of(&branch.when)).collect();
        let outcomes = service.outcomes.iter().map(|(name, outcome)| {
            let writes = outcome.write.iter().flat_map(|write| {
                let record = write.record.iter().map(|(_, formula)| formula);
                record.chain(&write.for_each).chain(&write.valid_from).chain(&write.valid_until)
            });
            let given = outcome.give.iter().map(|(_, formula)| formula);
            (state_text(words, name), Named::of(outcome.amount.iter().chain(writes).chain(given)))
        });
        Self { steps, lines, outcomes: outcomes.collect(), stands_on }
    }

    /// True if what is named uses the field of the read, directly or through `users`.
    fn uses(&self, named: &Named<'_>, read: &str, field: &str, users: &BTreeSet<&str>) -> bool {
        let on_read =
            named.names.iter().any(|name| self.stands_on.get(name).is_some_and(|below| below.contains(read)));
        (on_read && named.members.contains(field)) || named.names.iter().any(|name| users.contains(name))
    }

    /// The derived values that use a field, directly or through others.
    fn users(&self, read: &str, field: &str) -> BTreeSet<&'m str> {
        let mut users = BTreeSet::new();
        for (step, named) in &self.steps {
            if self.uses(named, read, field, &users) {
                users.insert(step.name());
            }
        }
        users
    }
}

fn of_step(step: &Step) -> Named<'_> {
    match step {
        Step::Derive(derive) => match &derive.how {
            How::Formula(formula) => Named::of([formula]),
            How::Table(table) => Named::of(table.formulas()),
        },
        Step::Read(read) => {
            let at = match &read.at {
                ReadAt::On(formula) => Some(formula),
                ReadAt::Filed | ReadAt::Today => None,
            };
            Named::of(read.filter.iter().map(|(_, formula)| formula).chain(at))
        }
    }
}

/// A row for each field that the service may read.
pub(crate) fn table_of(site: &Site<'_>, words: Locale<'_>, service: &Service) -> Markup {
    let flow = Flow::of(words, service);
    let mut rows = Vec::new();
    for (read, id) in reads(site.model(), service) {
        let Some(register) = site.model().registers.get(id) else { continue };
        for field in &register.fields {
            let allowed = register
                .access_of(&service.id, Right::Read)
                .any(|access| access.fields.as_ref().is_none_or(|fields| fields.contains(&field.id)));
            if allowed {
                let from = html! {
                    (Link { href: &format!("../registers/{id}.html#f-{}", field.id), text: field.label.get(site.lang) }.render())
                    " (" (register.title.get(site.lang)) ", " code { (read) } ")"
                };
                rows.push(row(&flow, words, service, from, (read, field.id.as_str())));
            }
        }
    }
    let heads = ["docs-field", "docs-rules", "docs-line", "docs-reaches"];
    table(words, "data-table", &words.text("docs-data"), &heads, rows)
}

fn row(
    flow: &Flow<'_>,
    words: Locale<'_>,
    service: &Service,
    from: Markup,
    (read, field): (&str, &str),
) -> Vec<Markup> {
    let users = flow.users(read, field);
    let ruled = service.steps.iter().filter_map(|step| match step {
        Step::Derive(derive) if derive.law.is_some() && users.contains(derive.name.as_str()) => {
            Some(&derive.name)
        }
        _ => None,
    });
    let lines = flow.lines.iter().enumerate().filter(|(_, named)| flow.uses(named, read, field, &users));
    let lines: Vec<usize> = lines.map(|(at, _)| at + 1).collect();
    let reached: Vec<&str> = flow
        .outcomes
        .iter()
        .filter(|(_, named)| flow.uses(named, read, field, &users))
        .map(|(state, _)| state.as_str())
        .collect();
    let rules: Vec<Markup> = ruled
        .map(|rule| Link { href: &format!("#rule-{rule}"), text: &brief(words, rule) }.render())
        .collect();
    let separator = words.text("list-separator");
    vec![
        from,
        html! { @if rules.is_empty() { "–" } @else { ul { @for rule in &rules { li { (rule) } } } } },
        html! {
            @if lines.is_empty() { "–" }
            @for (at, line) in lines.iter().enumerate() {
                @if at > 0 { (separator) }
                a.km-link href={ "#line-" (line) } { (line) }
            }
        },
        html! { @if reached.is_empty() { "–" } @else { (reached.join(&separator)) } },
    ]
}
