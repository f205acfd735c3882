//! The keys of `ledger.yaml`, and those of services that move money.

use super::{may, must};
use crate::shape::{KeyForm, Shape};
use Shape::{Bool, Cite, Formula, Map, Name, OneOf, Record, Slug, Words};

/// `ledger.yaml`
pub const LEDGER: Shape = Record(&[
    must("desk", &Name, "the role whose officers take and hand out cash, in their office"),
    must(
        "accounts",
        &Map(
            KeyForm::Name,
            &Record(&[
                must("kind", &OneOf(&["asset", "liability", "income", "expense"]), "what it counts"),
                must("name", &Words, "what people call it"),
                must("per", &OneOf(&["office", "service", "nothing"]), "for what there is one each"),
                must("overdraft", &Bool, "it may fall below zero"),
            ]),
        ),
        "the accounts",
    ),
    must(
        "use",
        &Record(&[
            must("cash", &Name, "the asset that cash at a desk is"),
            must("fees", &Name, "the income that fees are"),
            must("refunds", &Name, "the liability that fees to be given back are"),
            must("benefits", &Name, "the expense that benefits are"),
            must("due", &Name, "the liability that benefits are from the day they fall due"),
            must("treasury", &Name, "the asset from which drawers are filled and to which they are emptied"),
            must("ordered", &Name, "the liability that they are once a payment order is written"),
        ]),
        "which account stands for what the engine books",
    ),
]);

/// `fee` of a service.
pub const FEE: Shape = Record(&[
    must("amount", &Formula, "how much, in major units; null or 0 for nothing"),
    must("law", &Cite, "the article that sets it"),
    must("wait", &Slug, "the state of work in which a case waits that would be granted and is not paid"),
]);

/// `collect` and `refund`: only a fee is taken or given back.
pub const FEE_ONLY: Shape = OneOf(&["fee"]);

/// `pay` of an outcome.
pub const PAY: Shape = Record(&[
    may("to", &Formula, "the key of whoever gets it; the applicant if absent"),
    may("account", &Formula, "the account it is paid to; null or absent: in cash at the desk of the office"),
    may("from", &Formula, "the first day; the day of the decision if absent"),
    may("until", &Formula, "the first day for which nothing is paid any more"),
]);
