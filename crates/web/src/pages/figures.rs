//! Public figures: what the head of the office sees, everyone sees.

use crate::answer::{Answered, Sheet};
use crate::ask::Ask;
use app::figures::{FEW, Figure as Counted};
use base::{AgencyId, Lang, OfficeId};
use model::Model;
use ui::{Figure, Figures, Markup, Table, TableColumn, html};

/// A column: its head and what it counts.
type Column = (&'static str, fn(&Counted) -> u64);

const COLUMNS: [Column; 3] = [
    ("figures-filed", |figure| figure.filed),
    ("figures-waiting", |figure| figure.waiting),
    ("figures-overdue", |figure| figure.overdue),
];

/// The page.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let figures = ask.app().figures()?;
    let title = ask.text("figures-title");
    let day = ask.words.date(ask.app().moment().today);
    let main = html! {
        (ui::heading(&title, Some(&ask.words.text_with("figures-day", &[("date", day.into())]))))
        p { (ask.text("figures-lead")) }
        (sums(ask, &figures))
        (table(ask, &figures))
        (money(ask)?)
        p.km-source { (ask.words.text_with("figures-few", &[("count", (FEW + 1).into())])) }
    };
    Ok(Sheet::new(title, main).wide().into())
}

/// What moved on each day that has ended. Of a day with few transfers the sums are not told.
fn money(ask: &Ask<'_>) -> Result<Markup, crate::answer::Stop> {
    let days = ask.app().proven_days()?;
    let heads = ["figures-money-day", "figures-money-count", "figures-money-sum", "figures-money-difference"]
        .map(|key| ask.text(key));
    let columns: Vec<TableColumn<'_>> =
        heads.iter().enumerate().map(|(at, head)| TableColumn { head, number: at >= 1 }).collect();
    let few = ask.text("figures-small");
    let unit = ask.running.model().info.currency_name.get(&ask.lang).to_owned();
    let amount = |minor: i64| {
        let currency = ask.running.model().info.currency.clone();
        ask.words.money(&base::money::Money { minor, currency }.major(), &unit)
    };
    let rows = days.iter().map(|day| {
        let (count, sum) = if day.few() {
            (few.clone(), few.clone())
        } else {
            (ask.words.number(&day.count.to_string()), amount(day.debits))
        };
        let difference = amount(day.debits.saturating_sub(day.credits));
        [ask.words.date(day.day), count, sum, difference].map(|text| html! { (text) }).to_vec()
    });
    let table = Table {
        id: "money",
        caption: &ask.text("figures-money"),
        columns: &columns,
        rows: rows.collect(),
        empty: &ask.text("figures-money-none"),
    };
    Ok(
        html! { @if ask.running.model().ledger.is_some() { p { (ask.text("figures-money-lead")) } (table.render()) } },
    )
}

/// Totals. One that would tell a number that the table hides is not shown.
fn sums(ask: &Ask<'_>, figures: &[Counted]) -> Markup {
    let shown: Vec<(String, String, bool)> = COLUMNS
        .iter()
        .filter_map(|(head, of)| {
            let total = total(figures.iter().map(of))?;
            Some((
                ask.words.number(&total.to_string()),
                ask.text(head),
                *head == "figures-overdue" && total > 0,
            ))
        })
        .collect();
    let items: Vec<Figure<'_>> =
        shown.iter().map(|(number, label, grave)| Figure { number, label, grave: *grave }).collect();
    html! { @if !items.is_empty() && !figures.is_empty() { (Figures { items: &items }.render()) } }
}

/// The sum, unless it is small itself or only one of its parts is.
fn total(counts: impl Iterator<Item = u64>) -> Option<u64> {
    let (mut sum, mut hidden) = (0_u64, 0_usize);
    for count in counts {
        sum = sum.saturating_add(count);
        hidden += usize::from(is_few(count));
    }
    (hidden != 1 && !is_few(sum)).then_some(sum)
}

fn is_few(count: u64) -> bool {
    (1..=FEW).contains(&count)
}

fn table(ask: &Ask<'_>, figures: &[Counted]) -> Markup {
    let heads: Vec<String> = ["figures-office", "figures-service"]
        .into_iter()
        .chain(COLUMNS.iter().map(|(head, _)| *head))
        .map(|key| ask.text(key))
        .collect();
    let columns: Vec<TableColumn<'_>> =
        heads.iter().enumerate().map(|(at, head)| TableColumn { head, number: at >= 2 }).collect();
    let model = ask.running.model();
    let few = ask.text("figures-small");
    let rows = figures
        .iter()
        .map(|figure| {
            let service = ask
                .service_words(&figure.service)
                .map_or_else(|_stop| figure.service.clone(), |words| words.text("title"));
            let counts = COLUMNS.iter().map(|(_, of)| {
                let count = of(figure);
                html! { @if is_few(count) { (few) } @else { (ask.words.number(&count.to_string())) } }
            });
            let mut row = vec![html! { (office(model, figure, &ask.lang)) }, html! { (service) }];
            row.extend(counts);
            row
        })
        .collect();
    Table {
        id: "figures",
        caption: &ask.text("figures-by-office"),
        columns: &columns,
        rows,
        empty: &ask.text("figures-empty"),
    }
    .render()
}

/// The body and its office: the name of an office alone is that of a town.
fn office(model: &Model, figure: &Counted, lang: &Lang) -> String {
    let Some(agency) = model.agencies.get(&AgencyId::new(&figure.agency)) else {
        return figure.agency.clone();
    };
    match agency.office(&OfficeId::new(&figure.office)) {
        Some(office) => format!("{}, {}", agency.name.get(lang), office.name.get(lang)),
        None => agency.name.get(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_never_gives_a_hidden_number_away() {
        assert_eq!(total([10, 20, 0].into_iter()), Some(30));
        assert_eq!(total([10, 3].into_iter()), None, "30 less 10 would be the hidden 3");
        assert_eq!(total([10, 3, 2].into_iter()), Some(15));
        assert_eq!(total([1, 1].into_iter()), None, "small itself");
        assert_eq!(total([].into_iter()), Some(0));
    }
}
