//! A law: its articles in the state's words, its values by date, and the services that stand on it.

use crate::site::{Place, Site, article_id, table};
use app::Fault;
use i18n::Locale;
use model::law::{Dated, Parameter};
use model::{Article, Law, ParameterValue};
use ui::{Markup, Tag, Tone, html};

/// The page.
pub(crate) fn page(site: &Site<'_>, law: &Law) -> Result<String, Fault> {
    let words = site.words()?;
    let title = law.title.get(site.lang);
    let attested = [("by", (&law.attested_by).into()), ("date", words.date(law.attested_on).into())];
    let invented = words.text("services-demonstration");
    let mut used = Vec::new();
    for service in site.model().services.values() {
        if service.law.iter().any(|cite| cite.law == law.id) {
            used.push(site.service(service)?);
        }
    }
    let main = html! {
        (ui::heading(title, None))
        p.km-source { (words.text_with("service-attested", &attested)) " " (law.source) }
        @for (number, article) in sorted(law) {
            section id=(article_id(number)) {
                h2.km-h3 { (number) @if article.demonstration { " " (Tag { text: &invented, tone: Tone::Notice }.render()) } }
                p { (article.text.get(site.lang)) }
            }
        }
        @if !law.parameters.is_empty() {
            section {
                h2.km-h2 { (words.text("law-values")) }
                @for (name, parameter) in &law.parameters { (values(site, words, name, parameter)) }
            }
        }
        section {
            h2.km-h2 { (words.text("docs-used-by")) }
            @if used.is_empty() { p.km-empty { (words.text("docs-nothing")) } }
            @else { ul { @for service in &used { li { (service) } } } }
        }
    };
    site.page(Place::In("law", &law.id), title, main)
}

/// Articles in the order of their numbers, as far as they are numbers.
fn sorted(law: &Law) -> Vec<(&String, &Article)> {
    let mut articles: Vec<_> = law.articles.iter().collect();
    articles.sort_by_key(|(number, _)| {
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        (digits.parse().unwrap_or(u32::MAX), number.as_str())
    });
    articles
}

fn values(site: &Site<'_>, words: Locale<'_>, name: &str, parameter: &Parameter) -> Markup {
    let rows = parameter.values.iter().map(|dated| {
        vec![
            html! { (words.date(dated.from)) },
            html! { @if let Some(until) = dated.until { (words.date(until)) } },
            value(site, words, parameter, dated),
            html! { a.km-link href={ "#" (article_id(&dated.article)) } { (dated.article) } },
        ]
    });
    let heads = ["law-from", "law-until", "law-value", "action-article"];
    table(words, &format!("value-{name}"), name, &heads, rows.collect())
}

fn value(site: &Site<'_>, words: Locale<'_>, parameter: &Parameter, dated: &Dated) -> Markup {
    let unit = site.model().info.currency_name.get(site.lang);
    let number = |decimal: &feel::Decimal| match parameter.unit.as_str() {
        "money" => words.money(&decimal.to_string(), unit),
        _ => words.number(&decimal.to_string()),
    };
    html! {
        @match &dated.value {
            ParameterValue::Number(decimal) => { (number(decimal)) }
            ParameterValue::Text(text) => { (text) }
            ParameterValue::Date(day) => { (words.date(*day)) }
            ParameterValue::Table(entries) => {
                @for (code, decimal) in entries { code { (code) } ": " (number(decimal)) br; }
            }
        }
    }
}
