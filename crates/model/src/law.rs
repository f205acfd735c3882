//! The law as a reading of it: acts, articles in our words, dated parameters. The official text prevails.

use crate::diagnostic::Source;
use base::{Date, LangText};
use std::collections::BTreeMap;

/// `law/*.yaml`.
#[derive(Clone, Debug)]
pub struct Law {
    /// Its id: letters, digits and `_`, so that formulas can say `law.ID.parameter`.
    pub id: String,
    /// What it is called.
    pub title: LangText,
    /// Where this reading was taken from.
    pub source: String,
    /// Who attests the reading, and when.
    pub attested_by: String,
    /// The day of the attestation.
    pub attested_on: Date,
    /// Articles by number, in our words.
    pub articles: BTreeMap<String, Article>,
    /// Dated values that rules use.
    pub parameters: BTreeMap<String, Parameter>,
    /// Where it stands.
    pub at: Source,
}

/// One article (or rule, point) of a law.
#[derive(Clone, Debug)]
pub struct Article {
    /// What it says, in our words.
    pub text: LangText,
    /// True if it was invented for the demonstration and is no reading of any law.
    pub demonstration: bool,
}

/// A value with dates.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// What it counts: `money`, `days`, `months`, `years`, `factor` …
    pub unit: String,
    /// Its values, oldest first, without overlap.
    pub values: Vec<Dated>,
    /// Where it stands.
    pub at: Source,
}

/// A value from a date on.
#[derive(Clone, Debug)]
pub struct Dated {
    /// First day.
    pub from: Date,
    /// First day it no longer holds.
    pub until: Option<Date>,
    /// The value.
    pub value: ParameterValue,
    /// Which article sets it.
    pub article: String,
}

/// What a parameter can be.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterValue {
    /// A number; money in major units.
    Number(feel::Decimal),
    /// A text.
    Text(String),
    /// A date.
    Date(Date),
    /// Numbers by code, for example by place.
    Table(BTreeMap<String, feel::Decimal>),
}

/// A citation: `law/article`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cite {
    /// The law's id.
    pub law: String,
    /// The article.
    pub article: String,
}

impl std::fmt::Display for Cite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.law, self.article)
    }
}

impl std::str::FromStr for Cite {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (law, article) = text.split_once('/').ok_or(())?;
        if law.is_empty() || article.is_empty() {
            return Err(());
        }
        Ok(Self { law: law.to_owned(), article: article.to_owned() })
    }
}

impl Parameter {
    /// The value in force on a date.
    pub fn on(&self, date: Date) -> Option<&Dated> {
        self.values.iter().find(|dated| dated.from <= date && dated.until.is_none_or(|until| date < until))
    }
}
