//! Lines come in: batch by batch, each with a note of how far the file is entered, in the same act. So a file that was
//! begun goes on where it stopped, whatever stopped it, and a file that is in is not entered twice.

use super::check::{Wrong, entry};
use super::references::References;
use crate::attempt::{Attempt, equals};
use crate::bulk::{BATCH_RECORDS, Entry, Grounds, Place};
use crate::door::{App, Moment};
use crate::error::AppError;
use crate::records::{beginning, of_map, own_version, register as own};
use base::{Date, FieldId, Hash, RecordId};
use domain::system;
use model::Register;
use model::register::Search;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use store::{AsOf, Match, Query};

/// Lines that are put in order by their key before they are entered. What then comes together stands together in the
/// index, and a page of it is written once where it would be written many times; they are all that waits in memory.
const WINDOW: usize = 50_000;

/// How far a file is entered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Progress {
    register: String,
    /// Digest of the file's bytes.
    file: String,
    /// Lines up to this one are done.
    lines: u64,
    /// Batches of the lines after these that are done, in the order in which they are entered.
    parts: usize,
    /// How many lines are put into that order at a time.
    window: usize,
    /// Versions entered so far.
    entered: u64,
    /// No record held when the file was begun, so only the file itself can have said anything of a key before.
    fresh: bool,
}

/// What came of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines that were offered.
    pub lines: u64,
    /// Versions entered now.
    pub entered: u64,
    /// Versions that had been entered before.
    pub already: u64,
    /// Lines that can't be entered.
    pub bad: u64,
}

/// An entry and what the file said of its key before: the first day of the last version.
struct Waiting {
    entry: Entry,
    before: Option<Date>,
    line: u64,
}

/// A file of one register on its way in.
pub struct Import<'a> {
    app: &'a App,
    moment: Moment,
    register: Register,
    grounds: Grounds,
    from: Option<Date>,
    /// Only looks whether lines are right.
    only_check: bool,
    /// Looks up the people and places that lines name, if they are to be.
    references: Option<References<'a>>,
    progress: Progress,
    /// The progress that was found at the beginning.
    began: u64,
    /// The first day of the last version of each key, by a digest of the key: what a file of millions of lines leaves in
    /// memory.
    seen: HashMap<u64, Date>,
    waiting: Vec<Waiting>,
    summary: Summary,
}

impl<'a> Import<'a> {
    /// Begins, or goes on with, a file. `file` is the digest of its bytes, `from` the first day of lines that name none.
    pub fn begin(
        app: &'a App,
        register: &Register,
        file: &Hash,
        grounds: Grounds,
        from: Option<Date>,
        only_check: bool,
    ) -> Result<Self, AppError> {
        let moment = app.moment();
        let at = AsOf { valid: beginning(), recorded: None };
        let snapshot = app.store.snapshot()?;
        let known = snapshot.get(&own(system::IMPORTS), &progress_id(register, file), &at)?;
        let progress = match known.and_then(|sealed| sealed.open_public()) {
            Some(doc) => of_map::<Progress>(doc?)?,
            None => Progress {
                register: register.id.as_str().to_owned(),
                file: file.base64url(),
                lines: 0,
                parts: 0,
                window: WINDOW,
                entered: 0,
                fresh: match key_field(register) {
                    Some(key) => {
                        let anything = Query {
                            register: register.id.clone(),
                            conditions: vec![(key.clone(), Match::Range(None, None))],
                            at: AsOf { valid: moment.today, recorded: None },
                            limit: 1,
                        };
                        snapshot.find(&anything)?.is_empty()
                    }
                    None => true,
                },
            },
        };
        drop(snapshot);
        Ok(Self {
            app,
            moment,
            register: register.clone(),
            grounds,
            from,
            only_check,
            references: None,
            began: progress.lines,
            progress,
            seen: HashMap::new(),
            waiting: Vec::new(),
            summary: Summary::default(),
        })
    }

    /// Puts so many lines in order at a time; fewer take less memory and enter more slowly. A file that was begun goes on
    /// as it was begun.
    #[must_use]
    pub fn in_windows_of(mut self, lines: usize) -> Self {
        if self.progress.lines == 0 && self.progress.parts == 0 {
            self.progress.window = lines.max(1);
        }
        self
    }

    /// Also looks whether the people and places exist that lines name: those that are in when the line is offered. Lines
    /// are put in order a batch at a time then, so that a stopped file goes on by its line alone: what was bad may be good
    /// the next time.
    #[must_use]
    pub fn checking_references(mut self) -> Self {
        self.references = Some(References::new(self.app));
        if self.progress.parts == 0 {
            self.progress.window = BATCH_RECORDS;
        }
        self
    }

    /// Offers a line of the file, by its number from 1 on, in their order. The inner `Err` says what is wrong with it.
    pub fn line(
        &mut self,
        number: u64,
        line: &Map<String, Value>,
    ) -> Result<Result<(), Vec<Wrong>>, AppError> {
        self.summary.lines += 1;
        let entry = match entry(self.moment.running.model(), &self.register, line, self.from) {
            Ok(entry) => entry,
            Err(wrong) => return Ok(Err(self.bad(wrong))),
        };
        // A window that was begun without looking is ended as it was begun.
        let look = number > self.began && self.progress.parts == 0;
        if let Some(references) = self.references.as_mut().filter(|_| look) {
            let wrong = references.wrong(&self.moment, &self.register, &entry)?;
            if !wrong.is_empty() {
                return Ok(Err(self.bad(wrong)));
            }
        }
        let before = match self.key_of(&entry) {
            Some(key) => {
                let before = self.seen.insert(key, entry.valid.from);
                if before == Some(entry.valid.from) && !later_version(line) {
                    let key = self.register.key.as_ref().map_or("", FieldId::as_str).to_owned();
                    let wanted = "write another valid_from: the same record stands before it with this one";
                    return Ok(Err(self.bad(vec![Wrong { field: key, wanted: wanted.to_owned() }])));
                }
                before
            }
            None => None,
        };
        if number <= self.began {
            self.summary.already += 1;
            return Ok(Ok(()));
        }
        if self.only_check {
            return Ok(Ok(()));
        }
        if self.waiting.len() >= self.progress.window {
            self.flush()?;
        }
        self.waiting.push(Waiting { entry, before, line: number });
        Ok(Ok(()))
    }

    /// Counts a line that could not even be read as one.
    pub fn unreadable(&mut self) {
        self.summary.lines += 1;
        self.summary.bad += 1;
    }

    /// Enters what still waits.
    pub fn end(mut self) -> Result<Summary, AppError> {
        self.flush()?;
        Ok(self.summary)
    }

    fn bad(&mut self, wrong: Vec<Wrong>) -> Vec<Wrong> {
        self.summary.bad += 1;
        wrong
    }

    fn key_of(&self, entry: &Entry) -> Option<u64> {
        let value = entry.doc.get(self.register.key.as_ref()?.as_str())?.as_str()?;
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        Some(hasher.finish())
    }

    /// Enters the lines that wait, batch by batch, but for those of them that are in already.
    fn flush(&mut self) -> Result<(), AppError> {
        let Some(last) = self.waiting.last().map(|waiting| waiting.line) else { return Ok(()) };
        let mut window = std::mem::take(&mut self.waiting);
        let order = self.register.key.clone().or_else(|| self.register.subject.clone());
        let of =
            |waiting: &Waiting| Some(waiting.entry.doc.get(order.as_ref()?.as_str())?.as_str()?.to_owned());
        // Lines with one key keep their order: they are versions of one record.
        window.sort_by_cached_key(of);
        let (parts, done) = (window.len().div_ceil(BATCH_RECORDS), self.progress.parts);
        let mut rest = window.into_iter();
        for part in 0..parts {
            let batch: Vec<Waiting> = rest.by_ref().take(BATCH_RECORDS).collect();
            if part < done {
                self.summary.already += u64::try_from(batch.len()).unwrap_or(0);
                continue;
            }
            let mut progress = self.progress.clone();
            (progress.lines, progress.parts) =
                if part + 1 == parts { (last, 0) } else { (progress.lines, part + 1) };
            self.enter(batch, progress)?;
        }
        Ok(())
    }

    /// Enters a batch, and notes in the same act how far the file then is.
    fn enter(&mut self, batch: Vec<Waiting>, mut progress: Progress) -> Result<(), AppError> {
        let count = u64::try_from(batch.len()).unwrap_or(0);
        let (entries, before): (Vec<Entry>, Vec<Option<Date>>) =
            batch.into_iter().map(|waiting| (waiting.entry, waiting.before)).unzip();
        progress.entered += count;
        let id = progress_id_of(&progress);
        let place = |attempt: &Attempt<'_>, nth: usize, entry: &Entry| {
            self.place(attempt, before.get(nth).copied().flatten(), entry)
        };
        let note = |attempt: &Attempt<'_>, moment: &Moment| {
            let version = attempt.latest(&own(system::IMPORTS), &id)? + 1;
            let note = own_version(
                system::IMPORTS,
                id.as_str(),
                version,
                moment,
                &progress,
                Vec::new(),
                Vec::new(),
            )?;
            Ok(vec![note])
        };
        self.app.add_entries(&self.register.id, entries, &self.grounds, &place, &note)?;
        self.progress = progress;
        self.summary.entered += count;
        Ok(())
    }

    /// The record that a line goes on with: the one that has its key on the day of the file's version before, and in a
    /// register that held records already, on its own first day or today.
    fn place(
        &self,
        attempt: &Attempt<'_>,
        before: Option<Date>,
        entry: &Entry,
    ) -> Result<Option<Place>, AppError> {
        let Some(key) = key_field(&self.register) else { return Ok(None) };
        let Some(value) = entry.doc.get(key.as_str()).and_then(Value::as_str) else { return Ok(None) };
        let known = (!self.progress.fresh).then_some([entry.valid.from, self.moment.today]);
        for day in before.into_iter().chain(known.into_iter().flatten()) {
            let found = attempt.find(equals(&self.register.id, key, value, day, 1))?;
            if let Some(sealed) = found.first() {
                let id = sealed.meta().id.clone();
                let latest = attempt.latest(&self.register.id, &id)?;
                return Ok(Some((id, latest)));
            }
        }
        Ok(None)
    }
}

/// True if the line says of itself that it is a later version of a record that stands before it.
fn later_version(line: &Map<String, Value>) -> bool {
    let number =
        line.get("version").and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()));
    number.is_some_and(|number| number > 1)
}

/// The key of a register, if records are found by it.
fn key_field(register: &Register) -> Option<&FieldId> {
    let key = register.key.as_ref()?;
    register.field(key.as_str()).filter(|field| field.search == Search::Exact).map(|field| &field.id)
}

fn progress_id(register: &Register, file: &Hash) -> RecordId {
    id_of(register.id.as_str(), &file.base64url())
}

fn progress_id_of(progress: &Progress) -> RecordId {
    id_of(&progress.register, &progress.file)
}

fn id_of(register: &str, file: &str) -> RecordId {
    let parts = [b"koom/import/v1".as_slice(), register.as_bytes(), file.as_bytes()];
    RecordId::from(Hash::of_parts(parts).base64url())
}
