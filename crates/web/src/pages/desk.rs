//! The cash desk at the counter: a case by its number, and the drawer.

use super::{counter, money, parts};
use crate::answer::{Answer, Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::route::To;
use crate::secure::random;
use crate::words::{self, Named, Problems};
use app::AppError;
use app::view::CaseView;
use base::{ActionId, CaseId, ServiceId};
use domain::Refusal;
use model::ledger::PAY_OUT;
use ui::{Button, ButtonKind, Field, InputKind, Markup, Notice, TextInput, Tone, Width, html};

/// The desk, for officials who keep one.
pub(crate) fn section(ask: &Ask<'_>, problems: &Problems) -> Result<Markup, Stop> {
    if !keeps(ask) {
        return Ok(html! {});
    }
    let (label, hint) = (ask.text("desk-number"), ask.text("desk-number-hint"));
    let (typed, error) = (ask.form.get("case").unwrap_or_default(), words::at(problems, "case"));
    let number = html! {
        (TextInput { field: Field { id: "case", label: &label, hint: Some(&hint), error, ..Default::default() }, value: typed, kind: InputKind::Code, width: Width::Twenty, ..Default::default() }.render(ask.words))
        (Button { text: &ask.text("desk-open"), ..Default::default() }.render())
    };
    Ok(html! {
        section {
            h2.km-h2 { (ask.text("desk-title")) }
            p { (ask.text("desk-lead")) }
            (ask.form(&ask.to(To::Desk), &[], number))
            (drawer(ask, problems)?)
        }
    })
}

/// True if the reader keeps a desk.
fn keeps(ask: &Ask<'_>) -> bool {
    ask.running.model().ledger.as_ref().is_some_and(|ledger| ask.who.post(&ledger.desk).is_some())
}

/// What is in the drawer, and how money comes to it and leaves it without a case.
fn drawer(ask: &Ask<'_>, problems: &Problems) -> Result<Markup, Stop> {
    let unit = ask.running.model().info.currency_name.get(&ask.lang);
    let held = ask.words.money(&ask.app().drawer(&ask.who)?, unit);
    let label = ask.text("desk-amount");
    let typed = ask.form.get("amount").unwrap_or_default();
    let error = words::at(problems, "amount");
    let key = ask.form.text("_key").map_or_else(new_key, str::to_owned);
    let carry = html! {
        (TextInput { field: Field { id: "amount", label: &label, error, ..Default::default() }, value: typed, kind: InputKind::Code, width: Width::Twenty, ..Default::default() }.render(ask.words))
        (Button { text: &ask.text("desk-bring"), kind: ButtonKind::Secondary, value: Some(("_go", "in")) }.render())
        (Button { text: &ask.text("desk-hand-in"), kind: ButtonKind::Secondary, value: Some(("_go", "out")) }.render())
    };
    Ok(html! {
        h3.km-h3.km-row { (ask.words.text_with("desk-drawer", &[("amount", (&held).into())])) }
        (ask.form(&ask.to(To::Cash), &[("_key", &key)], carry))
    })
}

fn new_key() -> String {
    random::<16>().map(|bytes| base::hash::base64url(&bytes)).unwrap_or_default()
}

/// Opens the case of that number, as it is said over the phone: in groups or not, in small letters or large.
pub(crate) fn open(ask: &Ask<'_>) -> Answered {
    if !keeps(ask) {
        return Err(Refusal::NotAllowed.into());
    }
    let typed = ask.form.text("case").unwrap_or_default().to_uppercase();
    let signs: Vec<char> = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
    let number = groups.join("-");
    if ask.app().waits_at_desk(&ask.who, &CaseId::new(&number))? {
        return Ok(Answer::See(ask.to(To::WorkCase(&number))));
    }
    counter::failed(ask, &vec![(Some("case".to_owned()), ask.text("desk-none"))])
}

/// Where an act of the desk leads: to its receipt, for the case may be out of its sight by now. None for other acts.
pub(crate) fn after(ask: &Ask<'_>, view: &CaseView, action: &ActionId) -> Option<String> {
    let running = parts::running(ask, view);
    let service = running.model().services.get(&ServiceId::new(&view.service))?;
    let mut actions = service.states.values().filter_map(|state| state.actions.get(action));
    if action.as_str() != PAY_OUT && !actions.any(|action| action.collect) {
        return None;
    }
    let moved = view.money.payments.iter().rev().find(|payment| payment.cash)?;
    Some(ask.to(To::Slip(&view.case, &moved.id)))
}

/// What was taken or handed out just now, for the person who came, and what the drawer holds after it.
pub(crate) fn slip(ask: &Ask<'_>) -> Answered {
    if !keeps(ask) {
        return Err(Refusal::NotAllowed.into());
    }
    let (case, transfer) = (CaseId::new(ask.param("id")), ask.param("transfer"));
    let slip = ask.app().desk_slip(&ask.who, &case, transfer, &ask.lang)?;
    let unit = ask.running.model().info.currency_name.get(&ask.lang);
    let held = ask.words.money(&ask.app().drawer(&ask.who)?, unit);
    let main = html! {
        (Notice { id: "done", tone: Tone::Good, title: &format!("{}: {}", slip.text, slip.amount_text), body: html! {
            p { (ask.words.text_with("desk-drawer", &[("amount", (&held).into())])) }
        } }.render())
        (ui::heading(&ask.text("money-receipt"), Some(&slip.number)))
        (money::receipt_rows(ask, &slip))
        p.km-hint { (ask.text("money-receipt-text")) " " (ask.text("desk-print")) }
        p { a.km-link href=(ask.to(To::Counter)) { (ask.text("desk-back")) } }
    };
    Ok(Answer::from(Sheet::new(ask.text("money-receipt"), main).back(ask.to(To::Counter))))
}

/// Money is brought to the drawer, or handed in from it. The form's key moves it once, however often it is sent.
pub(crate) fn cash(ask: &Ask<'_>) -> Answered {
    let amount = ask.form.text("amount").unwrap_or_default().replace(',', ".");
    let key = ask.form.text("_key").unwrap_or_default();
    match ask.app().move_cash(&ask.who, ask.form.get("_go") == Some("in"), &amount, key) {
        Ok(()) => Ok(Answer::See(ask.to(To::Counter))),
        Err(AppError::Refused(refusals)) if refusals.iter().all(|refusal| refusal.status() == 422) => {
            let named = Named { label: ask.text("desk-amount"), example: String::new() };
            let told = refusals
                .iter()
                .map(|refusal| (Some("amount".to_owned()), words::sentence(ask, refusal, &named)));
            counter::failed(ask, &told.collect())
        }
        Err(error) => Err(error.into()),
    }
}
