//! Single values in words: articles, amounts, answers, receipts.

use super::{AnswerView, KnownView, LawView, ReceiptView, ServiceSummary, TraceView};
use crate::error::Fault;
use crate::running::Running;
use base::{Date, Lang, ServiceId};
use domain::value::Shown;
use i18n::{Arg, Locale};
use model::Cite;
use serde_json::Value;

/// Articles in the order of their numbers: those of one law together, 2 before 10.
pub(crate) fn article_order(cite: &str) -> (String, u32, String) {
    let (law, article) = cite.split_once('/').unwrap_or((cite, ""));
    let digits: String = article.chars().take_while(char::is_ascii_digit).collect();
    (law.to_owned(), digits.parse().unwrap_or(u32::MAX), article.to_owned())
}

/// An article of a cite as text.
pub fn law(running: &Running, cite: &str, lang: &Lang) -> Option<LawView> {
    let cite: Cite = cite.parse().ok()?;
    let (law, article) = running.model().article(&cite)?;
    Some(LawView {
        cite: cite.to_string(),
        law: law.title.get(lang).to_owned(),
        article: cite.article.clone(),
        text: article.text.get(lang).to_owned(),
        demonstration: article.demonstration,
    })
}

/// A value in words.
pub(crate) fn shown(running: &Running, words: &Locale<'_>, value: &Shown) -> String {
    match value {
        Shown::Unknown => words.text("unknown"),
        Shown::YesNo(true) => words.text("yes"),
        Shown::YesNo(false) => words.text("no"),
        Shown::Number(number) => words.number(number),
        Shown::Money(amount) => money(running, words, amount),
        Shown::Date(date) => words.date(*date),
        Shown::Text(text) => text.clone(),
        Shown::Choice(texts) => texts.get(words.lang()).to_owned(),
        Shown::Count(count) => words.number(&count.to_string()),
        Shown::Code(code) => code.clone(),
        Shown::Table { rows, .. } => {
            lines(rows.iter().map(|row| row.iter().map(|cell| shown(running, words, cell)).collect()))
        }
    }
}

/// Rows in one text: what stands in a row between commas, the rows between semicolons.
fn lines(rows: impl Iterator<Item = Vec<String>>) -> String {
    rows.map(|row| row.join(", ")).collect::<Vec<_>>().join("; ")
}

/// A value as a program reads it.
pub(crate) fn plain(value: &Shown) -> String {
    match value {
        Shown::Unknown => "unknown".to_owned(),
        Shown::YesNo(true) => "yes".to_owned(),
        Shown::YesNo(false) => "no".to_owned(),
        Shown::Number(text) | Shown::Money(text) | Shown::Text(text) | Shown::Code(text) => text.clone(),
        Shown::Date(date) => date.to_string(),
        Shown::Choice(texts) => texts.0.values().next().cloned().unwrap_or_default(),
        Shown::Count(count) => count.to_string(),
        Shown::Table { rows, .. } => lines(rows.iter().map(|row| row.iter().map(plain).collect())),
    }
}

/// An amount of the state's currency.
pub(crate) fn money(running: &Running, words: &Locale<'_>, major: &str) -> String {
    let unit = running.model().info.currency_name.get(words.lang());
    words.money(major, unit)
}

/// A line of the trace in words: message `rule-NAME` with `$value` (`yes`, `no`, `unknown` or the value in words).
pub(crate) fn trace(running: &Running, words: &Locale<'_>, line: &domain::TraceLine) -> TraceView {
    let value = plain(&line.value);
    let spoken = match &line.value {
        Shown::Unknown | Shown::YesNo(_) => value.clone(),
        other => shown(running, words, other),
    };
    let mut text = words.text_with(&format!("rule-{}", line.rule), &[("value", Arg::from(&spoken))]);
    if let Some(taken) = &line.taken {
        text.push(' ');
        text.push_str(&rows_taken(running, words, &line.rule, taken));
    }
    TraceView { rule: line.rule.clone(), text, value, law: law(running, &line.law, words.lang()) }
}

/// Which rows of a decision table were taken, and for what inputs: each is the message `rule-NAME-INPUT`.
fn rows_taken(running: &Running, words: &Locale<'_>, rule: &str, taken: &domain::TakenRows) -> String {
    let input = |(name, value): &(String, Shown)| {
        let value = match value {
            Shown::Unknown | Shown::YesNo(_) => plain(value),
            other => shown(running, words, other),
        };
        words.text_with(&format!("rule-{rule}-{name}"), &[("value", Arg::from(&value))])
    };
    let inputs: Vec<String> = taken.inputs.iter().map(input).collect();
    let joined = inputs.join("; ");
    let inputs = Arg::from(&joined);
    let rows: Vec<String> = taken.rows.iter().map(u32::to_string).collect();
    match rows.as_slice() {
        [] => words.text_with("rows-none", &[("inputs", inputs)]),
        rows => words.text_with("rows-taken", &[("rows", Arg::from(&rows.join(", "))), ("inputs", inputs)]),
    }
}

/// The rows of a known value in words, if it has columns.
pub(crate) fn rows(
    running: &Running,
    words: &Locale<'_>,
    line: &domain::KnownLine,
) -> Option<Vec<Vec<String>>> {
    let Shown::Table { columns, rows } = &line.value else { return None };
    let cell = |(column, value): (&String, &Shown)| cell(running, words, line, column, value);
    Some(rows.iter().map(|row| columns.iter().zip(row).map(cell).collect()).collect())
}

/// A cell of a known value with columns: a code has its words in the service.
pub(crate) fn cell(
    running: &Running,
    words: &Locale<'_>,
    line: &domain::KnownLine,
    column: &str,
    value: &Shown,
) -> String {
    match value {
        Shown::Code(code) => words.text(&format!("known-{}-{column}-{code}", line.id)),
        other => shown(running, words, other),
    }
}

/// A known value in words.
pub(crate) fn known(running: &Running, words: &Locale<'_>, line: &domain::KnownLine) -> KnownView {
    let title =
        running.model().registers.get(&line.register).map_or("", |register| register.title.get(words.lang()));
    KnownView {
        id: line.id.as_str().to_owned(),
        label: words.text(&format!("known-{}", line.id)),
        value: match rows(running, words, line) {
            Some(rows) => lines(rows.into_iter()),
            None => shown(running, words, &line.value),
        },
        register: line.register.as_str().to_owned(),
        register_title: title.to_owned(),
        date: line.since.to_string(),
        date_text: words.date(line.since),
    }
}

/// A receipt for showing.
pub(crate) fn receipt(receipt: &store::Receipt) -> ReceiptView {
    let store::Receipt { first, count, leaf_hash } = receipt.clone();
    ReceiptView { first, count, leaf_hash, at_text: None }
}

/// An agency's name.
pub(crate) fn agency(running: &Running, id: &base::AgencyId, lang: &Lang) -> String {
    running
        .model()
        .agencies
        .get(id)
        .map_or_else(|| id.as_str().to_owned(), |agency| agency.name.get(lang).to_owned())
}

/// The answers of a case: in the words they were chosen in, if the case keeps them.
pub(crate) fn answers(
    running: &Running,
    words: &Locale<'_>,
    service: &model::Service,
    case: &domain::CaseDoc,
) -> Vec<AnswerView> {
    given(service, case)
        .map(|(id, json)| match case.labels.get(id) {
            Some(label) => chosen(running, words, id, label),
            None => answer(running, words, service, id, json),
        })
        .collect()
}

/// What was answered, in the order of the form; then those to questions that the service asked when the case was filed.
fn given<'a>(
    service: &'a model::Service,
    case: &'a domain::CaseDoc,
) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let asked = service.form.iter().flat_map(|page| &page.ask);
    let asked =
        asked.filter_map(|question| Some((question.id.as_str(), case.answers.get(question.id.as_str())?)));
    let earlier = case.answers.iter().map(|(id, json)| (id.as_str(), json));
    asked.chain(earlier.filter(|(id, _)| service.question(id).is_none()))
}

/// An answer in words.
fn answer(
    running: &Running,
    words: &Locale<'_>,
    service: &model::Service,
    id: &str,
    json: &Value,
) -> AnswerView {
    let label = words.text(&format!("ask-{id}"));
    let value = match json {
        Value::Bool(true) => words.text("yes"),
        Value::Bool(false) => words.text("no"),
        Value::String(text) => answer_text(running, words, service, id, text),
        other => other.to_string(),
    };
    AnswerView { id: id.to_owned(), label, value }
}

/// An answer in the words in which it was offered.
fn chosen(running: &Running, words: &Locale<'_>, id: &str, label: &Shown) -> AnswerView {
    let (label, value) = (words.text(&format!("ask-{id}")), shown(running, words, label));
    AnswerView { id: id.to_owned(), label, value }
}

fn answer_text(
    running: &Running,
    words: &Locale<'_>,
    service: &model::Service,
    id: &str,
    text: &str,
) -> String {
    use model::{FieldType, QuestionType};
    match service.question(id).map(|question| &question.ty) {
        Some(QuestionType::Field(FieldType::Choice(_))) => words.text(&format!("ask-{id}-{text}")),
        Some(QuestionType::Field(FieldType::Date)) => {
            text.parse::<Date>().map_or_else(|_error| text.to_owned(), |date| words.date(date))
        }
        Some(QuestionType::Field(FieldType::Money)) => money(running, words, text),
        Some(QuestionType::Field(FieldType::Number)) => words.number(text),
        _ => text.to_owned(),
    }
}

/// A service in a list.
pub(crate) fn service(running: &Running, id: &ServiceId, lang: &Lang) -> Result<ServiceSummary, Fault> {
    let service = running.model().services.get(id).ok_or_else(|| Fault::Missing(format!("service {id}")))?;
    let words = running.service_words(id, lang)?;
    Ok(ServiceSummary {
        id: id.as_str().to_owned(),
        title: words.text("title"),
        summary: words.text("summary"),
        agency: agency(running, &service.agency, lang),
        demonstration: service.demonstration,
        applicant: match &service.applicant {
            model::Applicant::Person => "person".to_owned(),
            model::Applicant::Role(role) => role.as_str().to_owned(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::article_order;

    #[test]
    fn articles_stand_in_the_order_of_their_numbers() {
        let mut cites = ["b/1", "a/10", "a/2-1", "a/2", "a/x", "a/1"];
        cites.sort_unstable_by_key(|cite| article_order(cite));
        assert_eq!(cites, ["a/1", "a/2", "a/2-1", "a/10", "a/x", "b/1"]);
    }
}
