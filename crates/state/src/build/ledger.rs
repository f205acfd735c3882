//! Reads `ledger.yaml`, and what services say of money.

use crate::build::formula::Expect;
use crate::build::formula::Scope;
use crate::build::service::formula_of;
use crate::codes;
use crate::index::Resolver;
use crate::sink::{Sink, did_you_mean};
use crate::view::{File, View};
use crate::yaml;
use base::StateName;
use model::{Account, AccountKind, Fee, Ledger, Part, Pay, Per};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads the ledger.
pub fn ledger(view: View<'_>, names: &mut Resolver<'_>) -> Ledger {
    let accounts: BTreeMap<String, Account> = view
        .map("accounts")
        .filter_map(|pair| Some((pair.key.to_owned(), account(pair.key, pair.value)?)))
        .collect();
    let mut parts = BTreeMap::new();
    for part in Part::ALL {
        let Some(named) = view.get("use").and_then(|parts| parts.get(part.name())) else { continue };
        let id = named.text().unwrap_or_default();
        match accounts.get(id) {
            None => {
                let help = did_you_mean(id, accounts.keys().map(String::as_str), "accounts");
                names
                    .sink
                    .error(codes::UNKNOWN_ACCOUNT, named.at(), format!("unknown account `{id}`"))
                    .help(help);
            }
            Some(account) if account.kind != part.kind() => {
                let (is, needed) = (account.kind.name(), part.kind().name());
                names
                    .sink
                    .error(
                        codes::WRONG_ACCOUNT,
                        named.at(),
                        format!("`{id}` is of kind {is}, and `{}` is of kind {needed}", part.name()),
                    )
                    .help("name an account of that kind, or correct the kind where the account stands");
            }
            Some(_) => {
                parts.insert(part, id.to_owned());
            }
        }
    }
    Ledger { accounts, desk: names.role(view.get("desk")), parts, at: view.head() }
}

fn account(id: &str, view: View<'_>) -> Option<Account> {
    Some(Account {
        id: id.to_owned(),
        kind: AccountKind::named(view.text_of("kind")?)?,
        name: view.words("name"),
        per: match view.text_of("per")? {
            "office" => Per::Office,
            "service" => Per::Service,
            _ => Per::Nothing,
        },
        overdraft: view.flag("overdraft"),
    })
}

/// Reads what a service costs. The state it names is resolved with the others.
pub fn fee(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Option<Fee> {
    Some(Fee {
        amount: formula_of(view, "amount", Expect::Number, scope, names)?,
        law: names.cite(view.get("law")),
        wait: StateName::new(view.text_of("wait")?),
        at: view.head(),
    })
}

/// Reads how an amount is paid.
pub fn pay(view: View<'_>, scope: &Scope, names: &mut Resolver<'_>) -> Pay {
    Pay {
        to: formula_of(view, "to", Expect::Text, scope, names),
        account: formula_of(view, "account", Expect::Text, scope, names),
        from: formula_of(view, "from", Expect::Date, scope, names),
        until: formula_of(view, "until", Expect::Date, scope, names),
    }
}

/// The accounts that may not fall below zero, of a ledger's file; a file that can't be read has none.
pub fn never_below_zero(text: &str) -> BTreeSet<String> {
    let file = File { path: Arc::from("ledger.yaml"), text };
    let node = yaml::read(&file.path, text, &mut Sink::default());
    let Some(view) = node.as_ref().map(|node| View { file: &file, node }) else { return BTreeSet::new() };
    let bounded = view.map("accounts").filter(|account| account.value.text_of("overdraft") == Some("false"));
    bounded.map(|account| account.key.to_owned()).collect()
}
