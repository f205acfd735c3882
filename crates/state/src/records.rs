//! `records/REGISTER.csv`: records that the state publishes with its folder: territory, classifications, tariffs.

use crate::codes;
use crate::load::Parts;
use crate::sink::{Sink, nearest};
use crate::view::File;
use base::{Date, FieldId, RegisterId};
use feel::Decimal;
use model::{Field, FieldType, PublishedRecord, Register, Source, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Columns that are no fields: since when and until when a record is so, and a remark for whoever edits the file.
const OTHER_COLUMNS: [&str; 3] = ["valid_from", "valid_until", "note"];

/// Reads the file of a register's records.
pub fn read(file: &File<'_>, stem: &str, parts: &Parts, sink: &mut Sink) -> Vec<PublishedRecord> {
    let start = Source { path: Arc::clone(&file.path), span: Span::default() };
    let Some(register) = parts.registers.get(&RegisterId::new(stem)) else {
        let help = match nearest(stem, parts.registers.keys().map(RegisterId::as_str)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "the file is named after its register".to_owned(),
        };
        sink.error(codes::RECORDS_OF, start, format!("there is no register `{stem}`")).help(help);
        return Vec::new();
    };
    let Some(key) = register.key.as_ref().filter(|_| register.subject.is_none()) else {
        let message = format!("`{stem}` is about people, or its records have no key");
        sink.error(codes::RECORDS_OF, start, message)
            .help("only registers with `key` and without `subject` are published with the folder");
        return Vec::new();
    };
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(file.text.as_bytes());
    let Some(columns) = columns(&mut reader, file, register, sink) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut records = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => {
                let at = at(file, row.position());
                let read = Row { register, key, columns: &columns, at: &at }.read(&row, &mut seen, sink);
                records.extend(read);
            }
            Err(error) => {
                let at = at(file, error.position());
                sink.error(codes::RECORDS_VALUE, at, "this line has more or fewer values than the head")
                    .help("put a value that contains a comma into double quotes");
            }
        }
    }
    records
}

/// The line at a position of the reader.
fn at(file: &File<'_>, position: Option<&csv::Position>) -> Source {
    let start = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
    let rest = file.text.get(start..).unwrap_or_default();
    // The reader's place is where the line before ended.
    let mut start = start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    while let Some(comment) = file.text.get(start..).filter(|rest| rest.starts_with('#')) {
        start += comment.find('\n').map_or(comment.len(), |end| end + 1);
    }
    let line = file.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    Source { path: Arc::clone(&file.path), span: Span { start, end: start + line.len() } }
}

/// The names of the columns, if each is known and no required field lacks one.
fn columns(
    reader: &mut csv::Reader<&[u8]>,
    file: &File<'_>,
    register: &Register,
    sink: &mut Sink,
) -> Option<Vec<String>> {
    let head = reader.headers().ok()?.clone();
    let at = at(file, head.position());
    let mut fine = true;
    let mut wrong = |message: String, help: String| {
        sink.error(codes::RECORDS_COLUMN, at.clone(), message).help(help);
        fine = false;
    };
    let names: Vec<String> = head.iter().map(str::to_owned).collect();
    for (place, name) in names.iter().enumerate() {
        if register.field(name).is_none() && !OTHER_COLUMNS.contains(&name.as_str()) {
            let fields = register.fields.iter().map(|field| field.id.as_str());
            let help = match nearest(name, fields) {
                Some(field) => format!("did you mean `{field}`?"),
                None => {
                    "columns are fields of the register, `valid_from`, `valid_until` and `note`".to_owned()
                }
            };
            wrong(format!("`{name}` is no field of `{}`", register.id), help);
        }
        if names.iter().take(place).any(|other| other == name) {
            wrong(format!("the column `{name}` stands twice"), "leave one of them".to_owned());
        }
    }
    for field in register.fields.iter().filter(|field| !field.optional) {
        if !names.iter().any(|name| name == field.id.as_str()) {
            wrong(
                format!("there is no column `{}`", field.id),
                "the register requires this field".to_owned(),
            );
        }
    }
    fine.then_some(names)
}

struct Row<'r> {
    register: &'r Register,
    key: &'r FieldId,
    columns: &'r [String],
    at: &'r Source,
}

impl Row<'_> {
    fn read(
        &self,
        row: &csv::StringRecord,
        seen: &mut BTreeSet<(String, Option<Date>)>,
        sink: &mut Sink,
    ) -> Option<PublishedRecord> {
        let mut fine = true;
        let mut wrong = |message: String, help: &str| {
            sink.error(codes::RECORDS_VALUE, self.at.clone(), message).help(help);
            fine = false;
        };
        let mut fields = BTreeMap::new();
        let (mut from, mut until) = (None, None);
        for (name, text) in self.columns.iter().zip(row) {
            let end = match name.as_str() {
                "valid_from" => &mut from,
                "valid_until" => &mut until,
                _ => {
                    let Some(field) = self.register.field(name) else { continue };
                    match value(field, text) {
                        Ok(value) => fields.extend(value.map(|value| (field.id.clone(), value))),
                        Err(wanted) => {
                            wrong(format!("`{name}` is {wanted}, and not `{text}`"), "mend the value");
                        }
                    }
                    continue;
                }
            };
            *end = text.parse::<Date>().ok();
            if end.is_none() && !text.is_empty() {
                wrong(format!("`{name}` is a date, and not `{text}`"), "write YYYY-MM-DD, or nothing");
            }
        }
        let key = fields.get(self.key).cloned().unwrap_or_default();
        if from.zip(until).is_some_and(|(from, until)| until <= from) {
            wrong(
                "the record ends before it begins".to_owned(),
                "`valid_until` is the first day it no longer holds",
            );
        }
        if !seen.insert((key.clone(), from)) {
            wrong(format!("`{key}` stands twice"), "several lines of one record need different `valid_from`");
        }
        fine.then_some(PublishedRecord { key, fields, from, until })
    }
}

/// A value as the register stores it; nothing for an absent one. `Err` says what it should have been.
fn value(field: &Field, text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return if field.optional { Ok(None) } else { Err("required".to_owned()) };
    }
    let fits = match &field.ty {
        FieldType::Number | FieldType::Money => text.parse::<Decimal>().is_ok(),
        FieldType::Bool => matches!(text, "true" | "false"),
        FieldType::Date => text.parse::<Date>().is_ok(),
        FieldType::Choice(options) => {
            if !options.iter().any(|(code, _)| code == text) {
                let codes: Vec<&str> = options.iter().map(|(code, _)| code.as_str()).collect();
                return Err(format!("one of {}", codes.join(", ")));
            }
            true
        }
        FieldType::Text | FieldType::Identifier(_) | FieldType::Person | FieldType::Place => true,
    };
    let wanted = match &field.ty {
        FieldType::Bool => "`true` or `false`",
        FieldType::Date => "a date, YYYY-MM-DD",
        _ => "a number",
    };
    if fits { Ok(Some(text.to_owned())) } else { Err(wanted.to_owned()) }
}
