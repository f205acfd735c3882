//! How a service is decided: each line of `decide` and each derived rule with an article, in words.

use crate::site::{Site, formula, state as state_text, table};
use i18n::{Arg, Locale};
use model::service::How;
use model::{Service, Step};
use std::collections::BTreeSet;
use ui::{Details, Link, Markup, html};

/// What stands for a value in the words of a rule.
const ANY: &str = "…";

/// The lines of `decide`: the first that fits decides.
pub(crate) fn decide(site: &Site<'_>, words: Locale<'_>, service: &Service) -> Markup {
    let rows = service.decide.iter().enumerate().map(|(at, branch)| {
        let mut named: BTreeSet<&str> = BTreeSet::new();
        if let Some(when) = &branch.when {
            let laws = service.steps.iter().filter(|step| matches!(step, Step::Derive(derive) if derive.law.is_some()));
            let known: Vec<&str> = laws.map(Step::name).collect();
            state::names(&when.expr, &mut |name| named.extend(known.iter().find(|known| **known == name)));
        }
        vec![
            html! { span id={ "line-" (at + 1) } { (at + 1) } },
            html! {
                @match &branch.when {
                    Some(when) => {
                        (formula(&when.text))
                        @for rule in &named { p { (Link { href: &format!("#rule-{rule}"), text: &brief(words, rule) }.render()) } }
                    }
                    None => { (words.text("docs-otherwise")) }
                }
            },
            html! { (state_text(words, &branch.then)) },
            html! {
                @if let Some(why) = &branch.why {
                    (words.text(&format!("reason-{why}")))
                    @if let Some(cite) = service.reasons.get(why) { " " (site.article(words, cite)) }
                }
            },
        ]
    });
    let heads = ["docs-line", "docs-if", "docs-then", "docs-because"];
    html! {
        p { (words.text("docs-decides-lead")) }
        (table(words, "decide-table", &words.text("docs-decides"), &heads, rows.collect()))
    }
}

/// What a rule says if it holds, or with any value.
pub(crate) fn brief(words: Locale<'_>, rule: &str) -> String {
    let said = spoken(words, rule, ANY);
    if said.contains(ANY) { said } else { spoken(words, rule, "yes") }
}

fn spoken(words: Locale<'_>, rule: &str, value: &str) -> String {
    words.text_with(&format!("rule-{rule}"), &[("value", Arg::from(value))])
}

/// Derived rules that have an article: what a letter says of each, its article and its formula.
pub(crate) fn derived(site: &Site<'_>, words: Locale<'_>, service: &Service) -> Markup {
    let rules = service.steps.iter().filter_map(|step| match step {
        Step::Derive(derive) => derive.law.as_ref().map(|cite| (derive, cite)),
        Step::Read(_) => None,
    });
    let rows = rules.map(|(derive, cite)| {
        let any = spoken(words, &derive.name, ANY);
        // A rule whose words take a value says it; one that answers a question says yes, no or unknown.
        let values: &[&str] = if any.contains(ANY) { &[ANY, "unknown"] } else { &["yes", "no", "unknown"] };
        let told = values.iter().map(|value| (*value, spoken(words, &derive.name, value)));
        vec![
            html! { span id={ "rule-" (derive.name) } { code { (derive.name) } } },
            html! { ul { @for (value, said) in told {
                li { @if value != ANY { b { (words.text(value)) } ": " } (said) }
            } } },
            site.article(words, cite),
            Details { summary: &words.text("docs-as-written"), open: false, body: written(&derive.how) }
                .render(),
        ]
    });
    let heads = ["docs-name-in-rules", "docs-rule", "action-article", "docs-formula"];
    table(words, "rules-table", &words.text("docs-rules"), &heads, rows.collect())
}

/// A derived value as it is written: its formula, or the rows of its table.
fn written(how: &How) -> Markup {
    let table = match how {
        How::Formula(own) => return formula(&own.text),
        How::Table(table) => table,
    };
    let result = |outputs: &[model::Formula]| {
        let texts: Vec<&str> = outputs.iter().map(|output| output.text.trim()).collect();
        texts.join(" | ")
    };
    html! {
        @for input in &table.inputs { p { code { (input.name) " = " (input.value.text.trim()) } } }
        ul {
            @for row in &table.rows {
                @let tests: Vec<&str> = row.tests.iter().map(|cell| cell.text.trim()).collect();
                li { code { (tests.join(" | ")) " → " (result(&row.outputs)) } }
            }
            @if !table.otherwise.is_empty() { li { code { "→ " (result(&table.otherwise)) } } }
        }
    }
}
