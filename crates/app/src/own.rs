//! Everything the registers hold about me: as it holds, and as it was.

use crate::attempt::{Attempt, OpenRecord};
use crate::door::{App, Moment, Plan};
use crate::error::AppError;
use crate::gate::Line;
use crate::gather::place_on;
use crate::permit::{Circumstance, verdict};
use crate::records::beginning;
use crate::session::{Who, own_reading};
use crate::view::{self, LawView};
use access::{Class, Fields, PURPOSE_OWN, Right, Verdict};
use base::{Date, Lang, PurposeId, limit};
use domain::value::Shown;
use i18n::Locale;
use model::{FieldType, Model, Register};
use serde_json::Value;
use store::Key;

/// What a register holds about me.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRegister {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The article it is kept by.
    pub law: Option<LawView>,
    /// The agency that keeps it.
    pub keeper: String,
    /// Where one asks for a correction: the keeper's office that serves where I live, otherwise its first, and the address.
    pub office: Option<(String, String)>,
    /// Its records about me; those that hold today first.
    pub records: Vec<OwnRecord>,
}

/// A record about me.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRecord {
    /// What holds today; none if it has ended or has not begun.
    pub now: Option<OwnVersion>,
    /// What was so or will be, and what was entered before it was corrected, the latest first.
    pub other: Vec<OwnVersion>,
}

/// One version of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnVersion {
    /// The first day on which it is so; none if it holds from the beginning of the register.
    pub from: Option<String>,
    /// The last day on which it is so; none for good.
    pub until: Option<String>,
    /// True if it says that the record ended on its first day.
    pub ended: bool,
    /// When it was entered.
    pub entered: String,
    /// Its fields: what they are, and what they say.
    pub fields: Vec<(String, String)>,
}

impl App {
    /// Everything that the registers hold about the person who asks, in the order of their titles. What a state's own
    /// policies keep even from the person itself is left out. The session's one look at its own data covers it.
    pub fn own_records(&self, who: &Who, lang: &Lang) -> Result<Vec<OwnRegister>, AppError> {
        who.session()?;
        let reading = own_reading(&self.moment());
        let done = self.act_in(Line::Look, who, &reading, |attempt, moment| {
            let mut found = Vec::new();
            let home = crate::home::place_of(attempt, moment, who)?;
            for register in moment.running.model().registers.values() {
                found.extend(of_register(attempt, moment, who, (register, home.as_deref()), lang)?);
            }
            found.sort_by(|a, b| a.title.cmp(&b.title));
            Ok(Plan::only_read(found))
        })?;
        Ok(done.value)
    }
}

fn of_register(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    (register, home): (&Register, Option<&str>),
    lang: &Lang,
) -> Result<Option<OwnRegister>, AppError> {
    let (Some(subject), person) = (&register.subject, &who.session()?.person) else { return Ok(None) };
    let own = Circumstance { own: true, ..Circumstance::default() };
    let purpose = PurposeId::new(PURPOSE_OWN);
    let verdict = verdict(moment, who, Right::Read, Class::Register(&register.id), Some(&purpose), own);
    if !verdict.allowed {
        return Ok(None);
    }
    let running = &*moment.running;
    let words = running.words(lang)?;
    let key = Key::from(person.as_str());
    let mut records = Vec::new();
    for id in attempt.snapshot().ever(&register.id, subject, &key, limit::FACT_RECORDS_MAX)? {
        let mut versions = Vec::new();
        for sealed in attempt.snapshot().history(&register.id, &id)? {
            // A record that was once about someone else is mine only from then on.
            if sealed.subjects() == std::slice::from_ref(person) {
                versions.push(attempt.open(&sealed)?);
            }
        }
        records.push(record(attempt, moment, &words, (register, &verdict), versions)?);
    }
    if records.is_empty() {
        return Ok(None);
    }
    records.sort_by_key(|record| record.now.is_none());
    let keeper = running.model().agencies.get(&register.owner);
    let office = keeper.and_then(|keeper| keeper.office_for(home));
    Ok(Some(OwnRegister {
        id: register.id.as_str().to_owned(),
        title: register.title.get(lang).to_owned(),
        law: view::law(running, &register.law.to_string(), lang),
        keeper: view::agency(running, &register.owner, lang),
        office: office.map(|office| (office.name.get(lang).to_owned(), office.address.get(lang).to_owned())),
        records,
    }))
}

/// The versions of one record, oldest first as they come: the latest whose days hold today is what is so.
fn record(
    attempt: &Attempt<'_>,
    moment: &Moment,
    words: &Locale<'_>,
    (register, verdict): (&Register, &Verdict),
    versions: Vec<OpenRecord>,
) -> Result<OwnRecord, AppError> {
    let mut now = None;
    let mut other = Vec::new();
    for version in versions.iter().rev() {
        let shown = shown(attempt, moment, words, (register, verdict), version)?;
        // The first of them that speaks of today decides, even if it says that the record has ended.
        if version.meta.valid.holds(moment.today) && now.is_none() {
            now = Some((!version.meta.ended).then(|| shown.clone()));
            if version.meta.ended {
                other.push(shown);
            }
        } else {
            other.push(shown);
        }
    }
    Ok(OwnRecord { now: now.flatten(), other })
}

fn shown(
    attempt: &Attempt<'_>,
    moment: &Moment,
    words: &Locale<'_>,
    (register, verdict): (&Register, &Verdict),
    version: &OpenRecord,
) -> Result<OwnVersion, AppError> {
    let running = &*moment.running;
    let subject = register.subject.as_ref().and_then(|field| version.doc.get(field.as_str()));
    let mine = |key: &str| subject.and_then(Value::as_str) == Some(key);
    let mut fields = Vec::new();
    for field in &register.fields {
        let granted = match &verdict.fields {
            Fields::All => true,
            Fields::Some(some) => some.contains(&field.id),
        };
        let value = version.doc.get(field.id.as_str()).filter(|value| granted && !value.is_null());
        let Some(value) = value else { continue };
        let text = match (&field.ty, value) {
            (FieldType::Place, Value::String(code)) => {
                let place = place_on(attempt, moment, code, version.meta.valid.from.max(moment.today))?;
                place.map_or_else(|| code.clone(), |place| place.name.get(words.lang()).to_owned())
            }
            // Somebody else's key is somebody else's data: its end is enough to know who is meant.
            (ty, Value::String(key)) if is_person(running.model(), ty) && !mine(key) => ending(key),
            (ty, value) => view::shown(running, words, &of_type(ty, value)),
        };
        fields.push((field.label.get(words.lang()).to_owned(), text));
    }
    let last = version.meta.valid.until.and_then(|until| until.yesterday().ok());
    Ok(OwnVersion {
        from: (version.meta.valid.from > beginning()).then(|| words.date(version.meta.valid.from)),
        until: last.map(|last| words.date(last)),
        ended: version.meta.ended,
        entered: words.instant(version.meta.recorded, &running.zone),
        fields,
    })
}

/// True if values of this type are keys of people.
fn is_person(model: &Model, ty: &FieldType) -> bool {
    let people = &model.info.people;
    let key = model.registers.get(&people.register).and_then(|register| register.field(people.key.as_str()));
    match (ty, key.map(|field| &field.ty)) {
        (FieldType::Person, _) => true,
        (FieldType::Identifier(form), Some(FieldType::Identifier(key))) => form == key,
        _ => false,
    }
}

/// The last four signs of a key.
fn ending(key: &str) -> String {
    let end = key.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    format!("…{}", key.get(end..).unwrap_or_default())
}

/// A stored value as it is shown.
fn of_type(ty: &FieldType, value: &Value) -> Shown {
    match (ty, value) {
        (_, Value::Bool(yes)) => Shown::YesNo(*yes),
        (FieldType::Number, Value::String(text)) => Shown::Number(text.clone()),
        (FieldType::Money, Value::String(text)) => Shown::Money(text.clone()),
        (FieldType::Date, Value::String(text)) => {
            text.parse::<Date>().map_or_else(|_error| Shown::Text(text.clone()), Shown::Date)
        }
        (FieldType::Choice(options), Value::String(text)) => {
            let words = options.iter().find(|(code, _)| code == text).map(|(_, words)| words.clone());
            words.map_or_else(|| Shown::Text(text.clone()), Shown::Choice)
        }
        (_, Value::String(text)) => Shown::Text(text.clone()),
        (_, other) => Shown::Text(other.to_string()),
    }
}
