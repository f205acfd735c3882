//! A law as this state reads it: articles in its words, and dated values.

use crate::answer::{Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::route::article_id;
use model::Law;
use model::law::{Dated, Parameter, ParameterValue};
use ui::{Markup, Table, TableColumn, Tag, Tone, html};

/// The page.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let law = ask.running.model().law.get(ask.param("id")).ok_or(Stop::NotFound)?;
    let title = law.title.get(&ask.lang);
    let attested = [("by", (&law.attested_by).into()), ("date", ask.words.date(law.attested_on).into())];
    let invented = ask.text("services-demonstration");
    let main = html! {
        (ui::heading(title, None))
        p { (ask.running.model().info.reading.get(&ask.lang)) }
        p.km-source { (ask.words.text_with("service-attested", &attested)) " " (law.source) }
        @for (number, article) in sorted(law) {
            section id=(article_id(number)) {
                h2.km-h3 { (number) @if article.demonstration { " " (Tag { text: &invented, tone: Tone::Notice }.render()) } }
                p { (article.text.get(&ask.lang)) }
            }
        }
        @if !law.parameters.is_empty() {
            section {
                h2.km-h2 { (ask.text("law-values")) }
                @for (name, parameter) in &law.parameters { (values(ask, name, parameter)) }
            }
        }
    };
    Ok(Sheet::new(title, main).into())
}

/// Articles in the order of their numbers, as far as they are numbers.
fn sorted(law: &Law) -> Vec<(&String, &model::Article)> {
    let mut articles: Vec<_> = law.articles.iter().collect();
    articles.sort_by_key(|(number, _)| {
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        (digits.parse().unwrap_or(u32::MAX), number.as_str())
    });
    articles
}

fn values(ask: &Ask<'_>, name: &str, parameter: &Parameter) -> Markup {
    let heads =
        [ask.text("law-from"), ask.text("law-until"), ask.text("law-value"), ask.text("action-article")];
    let columns: Vec<TableColumn<'_>> =
        heads.iter().map(|head| TableColumn { head, number: false }).collect();
    let rows = parameter
        .values
        .iter()
        .map(|dated| {
            vec![
                html! { (ask.words.date(dated.from)) },
                html! { @if let Some(until) = dated.until { (ask.words.date(until)) } },
                value(ask, parameter, dated),
                html! { a.km-link href={ "#" (article_id(&dated.article)) } { (dated.article) } },
            ]
        })
        .collect();
    let id = format!("value-{name}");
    Table { id: &id, caption: name, columns: &columns, rows, empty: "" }.render()
}

fn value(ask: &Ask<'_>, parameter: &Parameter, dated: &Dated) -> Markup {
    let number = |decimal: &str| {
        if parameter.unit == "money" {
            ask.words.money(decimal, ask.running.model().info.currency_name.get(&ask.lang))
        } else {
            ask.words.number(decimal)
        }
    };
    html! {
        @match &dated.value {
            ParameterValue::Number(decimal) => { (number(&decimal.to_string())) }
            ParameterValue::Text(text) => { (text) }
            ParameterValue::Date(day) => { (ask.words.date(*day)) }
            ParameterValue::Table(entries) => {
                @for (code, decimal) in entries { code { (code) } ": " (number(&decimal.to_string())) br; }
            }
        }
    }
}
