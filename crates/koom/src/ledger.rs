//! `koom ledger`: the journal and balances of a data directory, and files of payment orders.
//!
//! The journal and balances read only, and may do so while a server runs, as `koom verify` does. Orders are acts: the
//! server must be stopped.

use crate::cli::{Ledger, LedgerOrders, LedgerRange};
use crate::console::{Failure, app_failure, failure, line, note};
use crate::serve::open_app;
use app::ledger::{Balance, OrderFile, balances, each_line};
use base::Date;
use base::money::{Currency, Money};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::ExitCode;
use store::{Snapshot, Store};

/// Runs one of the commands.
pub(crate) fn run(command: &Ledger) -> Result<ExitCode, Failure> {
    match command {
        Ledger::Journal(range) => journal(range),
        Ledger::Balances { range, json } => show_balances(range, *json),
        Ledger::Orders(orders) => self::orders(orders),
    }
}

/// The published state's ledger and currency.
fn published(store: &Store) -> Result<(model::Ledger, Currency), Failure> {
    let files = app::state_folder::published(store).map_err(app_failure)?;
    let (model, _) = state::load(&files);
    let model = model.ok_or_else(|| failure("the published state folder can't be read by this program"))?;
    let ledger =
        model.ledger.ok_or_else(|| failure("the published state has no ledger.yaml: no money moves"))?;
    Ok((ledger, model.info.currency))
}

/// The first day after a range.
fn end(range: &LedgerRange) -> Result<Option<Date>, Failure> {
    let after = |day: Date| day.tomorrow().map_err(|error| failure(format!("--until {day}: {error}")));
    range.until.map(after).transpose()
}

/// An account as hledger names it: its kind, then its own name.
fn account(ledger: &model::Ledger, name: &str) -> String {
    let kind = ledger.account(name).map(|account| account.kind);
    let root = match kind {
        Some(model::AccountKind::Asset) => "assets",
        Some(model::AccountKind::Liability) => "liabilities",
        Some(model::AccountKind::Income) => "income",
        Some(model::AccountKind::Expense) | None => "expenses",
    };
    format!("{root}:{name}")
}

fn amount(minor: i64, currency: &Currency) -> String {
    let money = Money { minor, currency: currency.clone() };
    let major = money.major();
    // hledger learns from each amount how many decimals there are
    let decimals = usize::from(currency.decimals);
    match (major.contains('.'), decimals) {
        (_, 0) | (true, _) => format!("{major} {}", currency.code),
        (false, _) => format!("{major}.{} {}", "0".repeat(decimals), currency.code),
    }
}

/// Prints a journal that hledger reads. It names no person: accounts, amounts, numbers and days.
fn journal(range: &LedgerRange) -> Result<ExitCode, Failure> {
    let store = range.database.read(&range.data)?;
    let (ledger, currency) = published(&store)?;
    let snapshot = store.snapshot()?;
    let until = end(range)?;
    let sums = balances(&*snapshot, range.from, until).map_err(app_failure)?;
    head(&ledger, &currency, &sums);
    let mut last = None;
    each_line(&*snapshot, range.from, until, &mut |transfer| {
        last = Some(transfer.day);
        line(format!(
            "{} * ({}) {}\n    {}    {}\n    {}    {}\n",
            transfer.day,
            transfer.number,
            transfer.kind,
            account(&ledger, &transfer.debit),
            amount(transfer.amount, &currency),
            account(&ledger, &transfer.credit),
            amount(transfer.amount.saturating_neg(), &currency),
        ));
    })
    .map_err(app_failure)?;
    if let Some(day) = last.filter(|_| range.from.is_none()) {
        assertions(&ledger, &currency, day, &sums);
    }
    Ok(ExitCode::SUCCESS)
}

/// What is declared: the commodity with its decimals, and every account.
fn head(ledger: &model::Ledger, currency: &Currency, sums: &BTreeMap<String, Balance>) {
    line("; A journal of Taza Koom, for hledger. Transfers name no person.");
    line(format!(
        "commodity {}",
        amount(100_000 * 10_i64.pow(u32::from(currency.decimals.min(4))), currency)
    ));
    let names: BTreeSet<String> = sums.keys().map(|name| account(ledger, name)).collect();
    for name in names {
        line(format!("account {name}"));
    }
    line("");
}

/// At the end of a journal from the beginning: what each account must come to.
fn assertions(ledger: &model::Ledger, currency: &Currency, day: Date, sums: &BTreeMap<String, Balance>) {
    let mut text = format!("{day} * balances at the end of the journal\n");
    for (name, sum) in sums {
        let balance = amount(sum.debits.saturating_sub(sum.credits), currency);
        // Writing to a string can't fail.
        let _ = writeln!(text, "    {}    {} = {balance}", account(ledger, name), amount(0, currency));
    }
    line(text);
}

/// Prints what went through each account.
fn show_balances(range: &LedgerRange, json: bool) -> Result<ExitCode, Failure> {
    let store = range.database.read(&range.data)?;
    let (ledger, currency) = published(&store)?;
    let snapshot: Box<dyn Snapshot + '_> = store.snapshot()?;
    let sums = balances(&*snapshot, range.from, end(range)?).map_err(app_failure)?;
    let rows = sums.iter().map(|(name, sum)| (name, account(&ledger, name), sum));
    if json {
        let rows: Vec<_> = rows
            .map(|(name, account, sum)| {
                let major = |minor: i64| Money { minor, currency: currency.clone() }.major();
                serde_json::json!({
                    "account": name,
                    "hledger": account,
                    "debits": major(sum.debits),
                    "credits": major(sum.credits),
                    "balance": major(sum.debits.saturating_sub(sum.credits)),
                    "currency": &*currency.code,
                })
            })
            .collect();
        line(serde_json::Value::from(rows).to_string());
    } else {
        for (_, account, sum) in rows {
            let balance = amount(sum.debits.saturating_sub(sum.credits), &currency);
            line(format!("{balance:>24}  {account}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a file of payment orders: a new one of all that is owed to accounts, or one that was ordered before.
fn orders(options: &LedgerOrders) -> Result<ExitCode, Failure> {
    if options.out.exists() {
        let path = options.out.display();
        return Err(failure(format!(
            "{path} exists already; orders are never written over a file, name another"
        )));
    }
    let opened = open_app(&options.data, &options.database, None, false)?;
    let file = match &options.order {
        Some(order) => opened.app.ordered_payments(order),
        None => opened.app.order_payments(),
    }
    .map_err(app_failure)?;
    opened.publisher.publish(&opened.app).map_err(app_failure)?;
    if file.lines.is_empty() {
        note(match &options.order {
            Some(order) => format!("no payment was ordered under {order}"),
            None => "nothing is owed to any account".to_owned(),
        });
        return Ok(ExitCode::SUCCESS);
    }
    let currency = opened.app.running().model().info.currency.clone();
    std::fs::write(&options.out, csv(&file, &currency)).map_err(|error| {
        failure(format!(
            "{} can't be written: {error}; nothing is lost, write the file with --order {}",
            options.out.display(),
            file.order
        ))
    })?;
    note(format!("{} payments ordered under {}", file.lines.len(), file.order));
    Ok(ExitCode::SUCCESS)
}

/// The columns of a file of payment orders.
const COLUMNS: &str = "order,transfer,day,currency,amount,account,name";

fn csv(file: &OrderFile, currency: &Currency) -> String {
    let mut text = format!("{COLUMNS}\r\n");
    for order in &file.lines {
        let amount = Money { minor: order.amount, currency: currency.clone() }.major();
        let day = order.day.to_string();
        let fields =
            [&file.order, &order.number, &day, &order.currency, &amount, &order.account, &order.name];
        text.push_str(&fields.map(|field| quoted(field)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field as RFC 4180 writes it.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_all_their_decimals() {
        let currency = |decimals| Currency { code: "TST".into(), decimals };
        assert_eq!(amount(50_000, &currency(2)), "500.00 TST");
        assert_eq!(amount(-5, &currency(2)), "-0.05 TST");
        assert_eq!(amount(7, &currency(0)), "7 TST");
    }

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        assert_eq!(quoted("Ada Monto"), "Ada Monto");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
