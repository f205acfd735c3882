//! Registers in files: lines come in as bulk acts, and go out as bulk reads. Files themselves are read and written by
//! whoever calls; here are lines as JSON objects.

mod check;
mod export;
mod import;
mod references;

pub use check::{Wrong, check_columns, entry};
pub use export::line;
pub use import::{Import, Summary};

use crate::bulk::Grounds;
use model::{Cite, Model, Register};

/// Columns beside a register's fields: when a version is so, its number within the record (of one later than the first,
/// it may take days from those before it), and that it says the record has ended.
pub const TIMES: [&str; 4] = ["valid_from", "valid_until", "version", "ended"];

/// The grounds an operator names, checked against the state: without any, what a register's keeper enters by itself.
/// `Err` is a sentence.
pub fn grounds(
    model: &Model,
    register: &Register,
    purpose: Option<&str>,
    article: Option<&str>,
) -> Result<Grounds, String> {
    let mut grounds = Grounds::keeping(register);
    if let Some(purpose) = purpose.filter(|purpose| *purpose != grounds.purpose) {
        let known = model.info.purposes.get(purpose).ok_or_else(|| {
            let all: Vec<&str> = model.info.purposes.keys().map(base::PurposeId::as_str).collect();
            format!("the state has no purpose {purpose}; it has {}", all.join(", "))
        })?;
        grounds.purpose = purpose.to_owned();
        grounds.law = known.law.to_string();
    }
    if let Some(article) = article {
        let cite = article.parse::<Cite>().ok().filter(|cite| model.article(cite).is_some());
        let cite = cite.ok_or_else(|| {
            format!("the state's law has no article {article}; write LAW/ARTICLE, as {}", grounds.law)
        })?;
        grounds.law = cite.to_string();
    }
    Ok(grounds)
}
