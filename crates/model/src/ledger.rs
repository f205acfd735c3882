//! `ledger.yaml` and what services say of money: the accounts between which it moves. Every transfer names two of them, so that each unit of money
//! has two sides.

use crate::diagnostic::Source;
use crate::formula::Formula;
use crate::law::Cite;
use base::{AgencyId, LangText, OfficeId, RoleId, ServiceId, StateName};
use std::collections::BTreeMap;
use std::fmt;

/// What an officer of the desk does with a case that is owed cash. It is no action of a service: it may come after the
/// decision.
pub const PAY_OUT: &str = "pay-out";

/// `ledger.yaml`.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The accounts, by id.
    pub accounts: BTreeMap<String, Account>,
    /// Officers of this role take and hand out cash, in their office.
    pub desk: RoleId,
    /// Which account stands on each side of what the engine books.
    pub parts: BTreeMap<Part, String>,
    /// Where it stands.
    pub at: Source,
}

/// An account, or one for each office or service.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id: `[a-z][a-z0-9_]*`.
    pub id: String,
    /// What it counts.
    pub kind: AccountKind,
    /// What people call it.
    pub name: LangText,
    /// For what there is one each.
    pub per: Per,
    /// True if it may fall below zero. Of an account that may not, the engine keeps the balance.
    pub overdraft: bool,
}

/// What an account counts. Assets and expenses grow by debits, the others by credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountKind {
    /// What the state has.
    Asset,
    /// What the state owes.
    Liability,
    /// What it takes in.
    Income,
    /// What it spends.
    Expense,
}

impl AccountKind {
    /// As written in `ledger.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Liability => "liability",
            Self::Income => "income",
            Self::Expense => "expense",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Asset, Self::Liability, Self::Income, Self::Expense]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// True if a debit makes the balance larger.
    pub fn grows_by_debit(self) -> bool {
        matches!(self, Self::Asset | Self::Expense)
    }
}

/// For what there is an account each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// One for each office: `ID:AGENCY.OFFICE`.
    Office,
    /// One for each service: `ID:SERVICE`.
    Service,
    /// One in all: `ID`.
    Nothing,
}

/// The part an account plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Cash in the drawer of a desk.
    Cash,
    /// What services cost those who ask for them.
    Fees,
    /// Fees that are to be given back.
    Refunds,
    /// What benefits cost the state.
    Benefits,
    /// Benefits that fell due and are not paid yet.
    Due,
    /// Benefits for which a payment order was written.
    Ordered,
    /// Where money for drawers comes from, and goes to.
    Treasury,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 7] =
        [Self::Cash, Self::Fees, Self::Refunds, Self::Benefits, Self::Due, Self::Ordered, Self::Treasury];

    /// As written in `ledger.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Fees => "fees",
            Self::Refunds => "refunds",
            Self::Benefits => "benefits",
            Self::Due => "due",
            Self::Ordered => "ordered",
            Self::Treasury => "treasury",
        }
    }

    /// The kind of account that can play it.
    pub fn kind(self) -> AccountKind {
        match self {
            Self::Cash | Self::Treasury => AccountKind::Asset,
            Self::Fees => AccountKind::Income,
            Self::Refunds | Self::Due | Self::Ordered => AccountKind::Liability,
            Self::Benefits => AccountKind::Expense,
        }
    }
}

/// Whose account is meant where there is one for each office or service.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// The service.
    pub service: &'a ServiceId,
    /// The agency of the office.
    pub agency: &'a AgencyId,
    /// The office.
    pub office: Option<&'a OfficeId>,
}

/// What a service costs. Its words are the message `fee`.
#[derive(Clone, Debug)]
pub struct Fee {
    /// The amount, in major units; null or zero for nothing.
    pub amount: Formula,
    /// The article that sets it.
    pub law: Cite,
    /// The state of work in which a case waits that would be granted and is not paid.
    pub wait: StateName,
    /// Where it stands.
    pub at: Source,
}

/// How the amount of an outcome is paid.
#[derive(Clone, Debug)]
pub struct Pay {
    /// The key of whoever gets it; the applicant if absent.
    pub to: Option<Formula>,
    /// The account it is paid to; null or absent: in cash at the desk of the office.
    pub account: Option<Formula>,
    /// The first day; the day of the decision if absent.
    pub from: Option<Formula>,
    /// The first day for which nothing is paid any more; null or absent: none is set.
    pub until: Option<Formula>,
}

/// The name of one account: `ID` or `ID:PART`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountName(String);

impl AccountName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<AccountName> for String {
    fn from(name: AccountName) -> Self {
        name.0
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Account {
    /// The name of the account of this office and service.
    pub fn name_for(&self, whose: Whose<'_>) -> AccountName {
        AccountName(match self.per {
            Per::Nothing => self.id.clone(),
            Per::Service => format!("{}:{}", self.id, whose.service),
            Per::Office => match whose.office {
                Some(office) => format!("{}:{}.{office}", self.id, whose.agency),
                None => format!("{}:{}", self.id, whose.agency),
            },
        })
    }
}

impl Ledger {
    /// The account that plays a part.
    pub fn part(&self, part: Part) -> Option<&Account> {
        self.accounts.get(self.parts.get(&part)?)
    }

    /// The account to which a name belongs.
    pub fn account(&self, name: &str) -> Option<&Account> {
        self.accounts.get(name.split_once(':').map_or(name, |(id, _)| id))
    }
}
