//! Lines go out: page by page, each page an act with one leaf that names everyone on it.

use crate::bulk::{BATCH_RECORDS, Entry, Grounds, bulk_reading, found};
use crate::door::{App, Plan};
use crate::error::AppError;
use crate::session::Who;
use base::{Date, RecordId, RegisterId};
use serde_json::{Map, Value};

/// A version with the record it belongs to.
type Numbered = (RecordId, Entry);

impl App {
    /// Gives every version of a register to `each`, versions of one record together; with `at`, only what holds on that
    /// day, as first versions. A page is given only after its leaf is durable. `each` ends it by an error of its own.
    pub fn export<E: From<AppError>>(
        &self,
        register: &RegisterId,
        at: Option<Date>,
        grounds: &Grounds,
        each: &mut dyn FnMut(&Entry, u32) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut after = (RecordId::new(""), 0);
        // The latest version of a record that holds on the day; a later one that ends it takes it away.
        let mut holds: Option<Numbered> = None;
        loop {
            let page = self.page(register, &after, grounds)?;
            let Some(((id, _), version)) = page.last() else { break };
            after = (id.clone(), *version);
            for ((id, entry), version) in page {
                let Some(day) = at else {
                    each(&entry, version)?;
                    continue;
                };
                if let Some((known, before)) = &holds
                    && *known != id
                {
                    each(before, 1)?;
                    holds = None;
                }
                if entry.valid.holds(day) {
                    holds = (!entry.ended).then_some((id, entry));
                }
            }
        }
        match &holds {
            Some((_, entry)) => each(entry, 1),
            None => Ok(()),
        }
    }

    fn page(
        &self,
        register: &RegisterId,
        (id, version): &(RecordId, u32),
        grounds: &Grounds,
    ) -> Result<Vec<(Numbered, u32)>, AppError> {
        let reading = bulk_reading(&self.moment(), register, grounds)?;
        let done = self.act(&Who::Engine, &reading, |attempt, moment| {
            found(moment, register)?;
            attempt.in_bulk();
            let sealed = attempt.snapshot().versions_after(register, (id, *version), BATCH_RECORDS)?;
            let mut page = Vec::with_capacity(sealed.len());
            for sealed in &sealed {
                let open = attempt.open(sealed)?;
                let (valid, ended) = (open.meta.valid, open.meta.ended);
                let entry = Entry { register: register.clone(), doc: open.doc, valid, ended };
                page.push(((open.meta.id, entry), open.meta.version));
            }
            Ok(Plan::only_read(page))
        })?;
        Ok(done.value)
    }
}

/// A version as a line: its fields, then when it is so, and its number if it is not the first.
pub fn line(entry: &Entry, version: u32) -> Map<String, Value> {
    let mut line = entry.doc.clone();
    line.insert("valid_from".to_owned(), Value::String(entry.valid.from.to_string()));
    if let Some(until) = entry.valid.until {
        line.insert("valid_until".to_owned(), Value::String(until.to_string()));
    }
    if version > 1 {
        line.insert("version".to_owned(), Value::String(version.to_string()));
    }
    if entry.ended {
        line.insert("ended".to_owned(), Value::Bool(true));
    }
    line
}
