//! Files of records: lines of JSON, or a table with a head (RFC 4180). One line is one version of a record.

use crate::console::{Failure, failure};
use app::exchange::TIMES;
use model::Register;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

/// Longest line: no document is longer, and its escapes fit.
const LINE_BYTES_MAX: usize = 256 * 1024;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A JSON object on each line
    Jsonl,
    /// A table with a head
    Csv,
}

impl Format {
    /// By the end of a file's name.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "jsonl" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The end of file names.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }
}

/// Writes lines to a new file.
pub(crate) struct Writer {
    kind: Kind,
    lines: u64,
}

enum Kind {
    Jsonl(BufWriter<File>),
    Csv(Box<csv::Writer<File>>, Vec<String>),
}

impl Writer {
    /// A file that must not be there.
    pub(crate) fn create(path: &Path, format: Format, register: &Register) -> Result<Self, Failure> {
        let file = File::create_new(path)
            .map_err(|error| failure(format!("{}: {error}; nothing was overwritten", path.display())))?;
        let kind = match format {
            Format::Jsonl => Kind::Jsonl(BufWriter::new(file)),
            Format::Csv => {
                let fields = register.fields.iter().map(|field| field.id.as_str());
                let columns: Vec<String> = fields.chain(TIMES).map(str::to_owned).collect();
                let mut writer = csv::Writer::from_writer(file);
                writer.write_record(&columns)?;
                Kind::Csv(Box::new(writer), columns)
            }
        };
        Ok(Self { kind, lines: 0 })
    }

    pub(crate) fn write(&mut self, line: &Map<String, Value>) -> Result<(), Failure> {
        self.lines += 1;
        match &mut self.kind {
            Kind::Jsonl(out) => {
                serde_json::to_writer(&mut *out, line)?;
                out.write_all(b"\n")?;
            }
            Kind::Csv(out, columns) => {
                let cell = |name: &String| match line.get(name) {
                    None | Some(Value::Null) => String::new(),
                    Some(Value::String(text)) => text.clone(),
                    Some(other) => other.to_string(),
                };
                out.write_record(columns.iter().map(cell))?;
            }
        }
        Ok(())
    }

    /// Closes the file durably; gives how many lines there are.
    pub(crate) fn end(self) -> Result<u64, Failure> {
        let file = match self.kind {
            Kind::Jsonl(out) => out.into_inner().map_err(std::io::IntoInnerError::into_error)?,
            Kind::Csv(out, _) => {
                out.into_inner().map_err(|error| failure(format!("a table can't be written: {error}")))?
            }
        };
        file.sync_all()?;
        Ok(self.lines)
    }
}

/// A line that was read: its number from 1 on (the head of a table is none), its text as it stood, and its values or
/// why it has none.
pub(crate) struct Line {
    pub(crate) number: u64,
    /// Where it begins in the file, as editors count.
    pub(crate) at: u64,
    pub(crate) raw: Vec<u8>,
    pub(crate) values: Result<Map<String, Value>, String>,
}

/// Reads lines of a file.
pub(crate) enum Reader {
    Jsonl { input: BufReader<File>, number: u64 },
    Csv { input: Box<csv::Reader<File>>, head: csv::StringRecord, number: u64 },
}

impl Reader {
    /// Opens a file.
    pub(crate) fn open(path: &Path, format: Format) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| failure(format!("{}: {error}", path.display())))?;
        Ok(match format {
            Format::Jsonl => Self::Jsonl { input: BufReader::new(file), number: 0 },
            Format::Csv => {
                let mut input = Box::new(csv::ReaderBuilder::new().flexible(true).from_reader(file));
                let head =
                    input.headers().map_err(|error| failure(format!("{}: {error}", path.display())))?;
                Self::Csv { head: head.clone(), input, number: 0 }
            }
        })
    }

    /// The head of a table.
    pub(crate) fn head(&self) -> Option<&csv::StringRecord> {
        match self {
            Self::Jsonl { .. } => None,
            Self::Csv { head, .. } => Some(head),
        }
    }

    /// The next line; empty ones are passed over.
    pub(crate) fn next(&mut self) -> Result<Option<Line>, Failure> {
        match self {
            Self::Jsonl { input, number } => loop {
                let Some(raw) = read_line(input)? else { return Ok(None) };
                *number += 1;
                if !raw.trim_ascii().is_empty() {
                    return Ok(Some(json_line(*number, raw)));
                }
            },
            Self::Csv { input, head, number } => {
                let mut row = csv::ByteRecord::new();
                if !input.read_byte_record(&mut row)? {
                    return Ok(None);
                }
                *number += 1;
                Ok(Some(csv_line(*number, head, &row)?))
            }
        }
    }
}

/// A line without its end; of one that is too long only the beginning.
fn read_line(input: &mut BufReader<File>) -> Result<Option<Vec<u8>>, Failure> {
    let mut raw = Vec::new();
    let mut any = false;
    loop {
        let part = input.fill_buf()?;
        if part.is_empty() {
            return Ok(any.then_some(raw));
        }
        any = true;
        let (taken, ended) = match part.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (part.len(), false),
        };
        let room = (LINE_BYTES_MAX + 1).saturating_sub(raw.len());
        raw.extend(part.iter().take(taken.min(room)));
        input.consume(taken);
        if ended {
            if raw.last() == Some(&b'\n') {
                raw.pop();
            }
            return Ok(Some(raw));
        }
    }
}

fn json_line(number: u64, raw: Vec<u8>) -> Line {
    let values = if raw.len() > LINE_BYTES_MAX {
        Err(format!("write at most {LINE_BYTES_MAX} bytes on a line"))
    } else {
        match serde_json::from_slice(&raw) {
            Ok(Value::Object(values)) => Ok(values),
            Ok(_) => Err("write a JSON object, {\"field\": \"value\"}".to_owned()),
            Err(error) => Err(format!("write a JSON object; column {}: not JSON", error.column())),
        }
    };
    Line { number, at: number, raw, values }
}

fn csv_line(number: u64, head: &csv::StringRecord, row: &csv::ByteRecord) -> Result<Line, Failure> {
    let mut again = csv::Writer::from_writer(Vec::new());
    again.write_byte_record(row)?;
    let mut raw = again.into_inner().map_err(|error| failure(error.to_string()))?;
    raw.pop();
    let at = row.position().map_or(number + 1, csv::Position::line);
    let values = if row.len() == head.len() {
        match csv::StringRecord::from_byte_record(row.clone()) {
            Ok(row) => {
                let cells = head.iter().zip(&row).map(|(name, cell)| (name.to_owned(), Value::from(cell)));
                Ok(cells.collect())
            }
            Err(_error) => Err("write the text in UTF-8".to_owned()),
        }
    } else {
        Err(format!(
            "write {} values as in the head; a value with a comma goes into double quotes",
            head.len()
        ))
    };
    Ok(Line { number, at, raw, values })
}
