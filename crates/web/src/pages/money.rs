//! Money on the pages of a case: what is to be paid, what is owed, what moved, and a receipt for cash.

use super::case;
use crate::answer::{Answer, Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use app::ledger::DeskSlip;
use app::view::CaseView;
use ui::{Markup, Notice, Row, Source, SummaryList, Tone, html};

/// What the applicant has to do, or may come for.
pub(crate) fn notices(ask: &Ask<'_>, view: &CaseView) -> Markup {
    let place = [("office", (&view.office_text).into()), ("number", (&view.case).into())];
    html! {
        @if let Some(left) = &view.money.left {
            @let title = ask.words.text_with("money-to-pay", &[("amount", (&left.amount_text).into())]);
            (Notice { id: "to-pay", tone: Tone::Notice, title: &title, body: html! {
                p { (ask.words.text_with("money-to-pay-text", &place)) }
            } }.render())
        }
        @if let Some(cash) = &view.money.cash_text {
            @let title = ask.words.text_with("money-owed", &[("amount", cash.into())]);
            (Notice { id: "owed", tone: Tone::Good, title: &title, body: html! {
                p { (ask.words.text_with("money-owed-cash", &place)) }
            } }.render())
        }
        @if let Some(amount) = &view.money.account_text {
            @let title = ask.words.text_with("money-owed", &[("amount", amount.into())]);
            (Notice { id: "owed", tone: Tone::Good, title: &title, body: html! {
                p { (ask.text("money-owed-account")) }
            } }.render())
        }
    }
}

/// Everything that moved, and what comes next.
pub(crate) fn section(ask: &Ask<'_>, view: &CaseView) -> Markup {
    let money = &view.money;
    html! {
        @if money.fee.is_some() || !money.payments.is_empty() {
            section {
                h2.km-h2 { (ask.text("money-title")) }
                @if let Some(fee) = &money.fee {
                    p { (ask.words.text_with("money-fee", &[("amount", (&fee.amount_text).into())]))
                        @if let Some(law) = &fee.law { " " (super::parts::article_link(ask, law)) } }
                }
                @if let Some(next) = &money.next_text { p { (ask.words.text_with("money-next", &[("date", next.into())])) } }
                @if !money.payments.is_empty() {
                    ul { @for payment in &money.payments {
                        li {
                            (payment.text) ": " b { (payment.amount_text) } " · " (payment.date_text) " "
                            @if payment.cash {
                                a.km-link href=(ask.to(To::Receipt(&view.case, &payment.id))) { (ask.text("money-receipt")) " " (payment.number) }
                            } @else { span.km-source { (payment.number) } }
                        }
                    } }
                }
            }
        }
    }
}

/// A receipt for cash that was taken or handed out.
pub(crate) fn receipt(ask: &Ask<'_>) -> Answered {
    let view = case::load(ask)?;
    let payment = view
        .money
        .payments
        .iter()
        .find(|payment| payment.id == ask.param("transfer") && payment.cash)
        .ok_or(Stop::NotFound)?;
    let slip = DeskSlip {
        number: payment.number.clone(),
        case: view.case.clone(),
        title: view.title.clone(),
        text: payment.text.clone(),
        amount_text: payment.amount_text.clone(),
        date_text: payment.date_text.clone(),
        person: view.applicant.clone(),
        place: view.office_text.clone(),
    };
    let title = ask.text("money-receipt");
    let main = html! {
        (ui::heading(&title, Some(&payment.number)))
        (receipt_rows(ask, &slip))
        p.km-hint { (ask.text("money-receipt-text")) }
    };
    let back = if case::in_office(&view) { To::WorkCase(&view.case) } else { To::Case(&view.case) };
    Ok(Answer::from(Sheet::new(title, main).back(ask.to(back))))
}

/// What a receipt for cash says, to whoever paid and at the desk alike.
pub(crate) fn receipt_rows(ask: &Ask<'_>, slip: &DeskSlip) -> Markup {
    let keys = [
        "money-number",
        "money-what",
        "money-case",
        "money-amount",
        "money-day",
        "money-person",
        "money-desk",
    ];
    let [number, what, case, amount, day, person, place] = &keys.map(|key| ask.text(key));
    let of = format!("{} · {}", slip.text, slip.title);
    let rows = [
        (what, &of),
        (case, &slip.case),
        (amount, &slip.amount_text),
        (day, &slip.date_text),
        (person, &slip.person),
        (place, &slip.place),
    ];
    let mut rows: Vec<Row<'_>> =
        rows.iter().map(|(label, value)| Row::text(label, value, Source::Unsaid)).collect();
    let whole = html! { span.km-nowrap { (slip.number) } };
    rows.insert(0, Row { key: number, value: whole, ..Row::default() });
    SummaryList { rows: &rows }.render(ask.words)
}
