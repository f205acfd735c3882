//! `koom import`: files of records into a data directory, as bulk acts.

use crate::cli::Import;
use crate::console::{Failure, Progress, app_failure, failure, line, note};
use crate::folder;
use crate::installation::Installation;
use crate::serve::{Opened, first_installation, open_with};
use crate::table::{Format, Line, Reader};
use app::App;
use app::bulk::Grounds;
use app::exchange::{self, Summary, check_columns, grounds};
use base::{Date, Hash};
use model::Register;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Exit code when some lines could not be entered.
const SOME_BAD: u8 = 3;
/// Bad lines that are told; all stand in `FILE.bad.why`.
const TOLD_MAX: u64 = 20;
/// Bytes digested at a time.
const PART_BYTES: usize = 64 * 1024;

/// A file that is to come in.
struct Source {
    path: PathBuf,
    format: Format,
    register: Register,
    grounds: Grounds,
    digest: Hash,
    from: Option<Date>,
    references: bool,
}

/// Imports files, or the files of folders.
pub(crate) fn run(options: &Import) -> Result<ExitCode, Failure> {
    let files = options.state.as_ref().map(|state| folder::read(state)).transpose()?;
    if files.is_none() && !Installation::is_at(&options.data) {
        let dir = options.data.display();
        return Err(failure(format!("{dir} holds no published state; name a state folder with --state")));
    }
    let installation =
        Installation::open(&options.data, || first_installation(&options.data, options.url.as_deref()))?;
    let opened = open_with(&options.data, &options.database, files.as_ref(), installation, false, None)?;
    let sources = sources(options, &opened.app)?;
    if options.strict {
        let bad = check_all(&opened.app, &sources)?;
        if bad > 0 {
            return Err(failure(format!("{bad} lines can't be entered; nothing was")));
        }
    }
    let mut all = Vec::new();
    for source in &sources {
        let summary = bring_in(&opened, source, options.strict)?;
        if !options.json {
            line(format!(
                "{}: {} entered into {}, {} entered before, {} bad",
                source.path.display(),
                summary.entered,
                source.register.id,
                summary.already,
                summary.bad
            ));
        }
        all.push((source, summary));
    }
    opened.publisher.publish(&opened.app).map_err(app_failure)?;
    if options.json {
        let told: Vec<Value> = all.iter().map(|(source, summary)| told(source, summary)).collect();
        line(Value::from(told).to_string());
    }
    let bad = all.iter().any(|(_, summary)| summary.bad > 0);
    Ok(if bad { ExitCode::from(SOME_BAD) } else { ExitCode::SUCCESS })
}

fn told(source: &Source, summary: &Summary) -> Value {
    let bad = (summary.bad > 0).then(|| beside(&source.path, "bad").display().to_string());
    json!({"file": source.path.display().to_string(), "register": source.register.id.as_str(), "lines": summary.lines,
        "entered": summary.entered, "already": summary.already, "bad": summary.bad, "bad_lines": bad})
}

/// The files named, and those of folders, in the order of their names.
fn sources(options: &Import, app: &App) -> Result<Vec<Source>, Failure> {
    let mut paths = Vec::new();
    for path in &options.paths {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> =
                std::fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
            inside.retain(|path| Format::of(path).is_some());
            inside.sort();
            if inside.is_empty() {
                return Err(failure(format!("{} holds no .jsonl or .csv files", path.display())));
            }
            paths.extend(inside);
        } else {
            paths.push(path.clone());
        }
    }
    if options.register.is_some() && paths.len() > 1 {
        return Err(failure(
            "--register goes with one file; files of a folder are named after their registers",
        ));
    }
    let from = match &options.valid_from {
        None => None,
        Some(text) => Some(
            text.parse::<Date>().map_err(|_error| failure(format!("--valid-from {text:?} is no date")))?,
        ),
    };
    paths.into_iter().map(|path| source(options, app, path, from)).collect()
}

fn source(options: &Import, app: &App, path: PathBuf, from: Option<Date>) -> Result<Source, Failure> {
    let running = app.running();
    let model = running.model();
    let format = Format::of(&path)
        .ok_or_else(|| failure(format!("{}: the name of a file ends in .jsonl or .csv", path.display())))?;
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let name = options.register.as_deref().unwrap_or(stem);
    let register = model.registers.get(&base::RegisterId::new(name)).ok_or_else(|| {
        let path = path.display();
        failure(format!(
            "{path}: there is no register {name:?}; name one with --register, or the file after it"
        ))
    })?;
    let grounds =
        grounds(model, register, options.purpose.as_deref(), options.article.as_deref()).map_err(failure)?;
    let reader = Reader::open(&path, format)?;
    if let Some(head) = reader.head() {
        let wrong = check_columns(register, head.iter());
        for wrong in &wrong {
            note(format!("{}:1: {wrong}", path.display()));
        }
        if !wrong.is_empty() {
            return Err(failure(format!(
                "the head of {} does not fit {name}; nothing was entered",
                path.display()
            )));
        }
    }
    let digest = digest(&path)?;
    let references = options.check_references;
    Ok(Source { format, register: register.clone(), grounds, digest, from, references, path })
}

fn digest(path: &Path) -> Result<Hash, Failure> {
    let mut input = BufReader::new(File::open(path)?);
    let mut digest = base::hash::Digest::default();
    let mut part = vec![0; PART_BYTES];
    loop {
        let read = input.read(&mut part)?;
        if read == 0 {
            return Ok(digest.end());
        }
        digest.add(part.get(..read).unwrap_or_default());
    }
}

/// A file beside another: its name with one more ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Says of every file what is wrong; enters nothing.
fn check_all(app: &App, sources: &[Source]) -> Result<u64, Failure> {
    let mut bad = 0;
    for source in sources {
        let summary = read(app, source, true, &mut |at, _raw, why| {
            bad_line(source, at, why);
            Ok(())
        });
        bad += summary?.bad;
    }
    Ok(bad)
}

fn bad_line(source: &Source, at: u64, why: &str) {
    note(format!("{}:{at}: {why}", source.path.display()));
}

/// Enters a file; what can't be entered goes into `FILE.bad`, and why into `FILE.bad.why`.
fn bring_in(opened: &Opened, source: &Source, strict: bool) -> Result<Summary, Failure> {
    for left in ["bad", "bad.why"] {
        match std::fs::remove_file(beside(&source.path, left)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    let mut left: Option<BadLines> = None;
    let summary = read(&opened.app, source, false, &mut |at, raw, why| {
        if strict {
            return Err(failure(format!("{} changed while it was read", source.path.display())));
        }
        if left.is_none() {
            left = Some(BadLines::beside(source)?);
        }
        left.as_mut().map_or(Ok(()), |left| left.add(source, at, raw, why))
    })?;
    if let Some(left) = left {
        left.end(source)?;
    }
    Ok(summary)
}

/// Lines that can't be entered, kept as they stood, and a sentence for each.
struct BadLines {
    lines: BufWriter<File>,
    why: BufWriter<File>,
    count: u64,
}

impl BadLines {
    /// Begins the files beside a file; a table's head goes with its lines.
    fn beside(source: &Source) -> Result<Self, Failure> {
        let mut lines = BufWriter::new(File::create(beside(&source.path, "bad"))?);
        if let Some(head) = Reader::open(&source.path, source.format)?.head() {
            let mut table = csv::Writer::from_writer(Vec::new());
            table.write_record(head)?;
            lines.write_all(&table.into_inner().map_err(|error| failure(error.to_string()))?)?;
        }
        let why = BufWriter::new(File::create(beside(&source.path, "bad.why"))?);
        Ok(Self { lines, why, count: 0 })
    }

    fn add(&mut self, source: &Source, at: u64, raw: &[u8], why: &str) -> Result<(), Failure> {
        self.count += 1;
        if self.count <= TOLD_MAX {
            bad_line(source, at, why);
        }
        self.lines.write_all(raw)?;
        self.lines.write_all(b"\n")?;
        writeln!(self.why, "{at}: {why}")?;
        Ok(())
    }

    fn end(mut self, source: &Source) -> Result<(), Failure> {
        self.lines.flush()?;
        self.why.flush()?;
        if self.count > TOLD_MAX {
            note(format!("and {} more", self.count - TOLD_MAX));
        }
        let (file, bad) = (source.path.display(), beside(&source.path, "bad"));
        note(format!("{file}: {} lines were not entered; mend and import {}", self.count, bad.display()));
        Ok(())
    }
}

/// Is told of a bad line: where it stands, its text, and what is wrong.
type Told<'f> = dyn FnMut(u64, &[u8], &str) -> Result<(), Failure> + 'f;

/// Offers every line of a file; bad ones go to `bad` with their place, text and a sentence.
fn read(app: &App, source: &Source, only_check: bool, bad: &mut Told<'_>) -> Result<Summary, Failure> {
    let grounds = source.grounds.clone();
    let mut import =
        exchange::Import::begin(app, &source.register, &source.digest, grounds, source.from, only_check)
            .map_err(app_failure)?;
    if source.references {
        import = import.checking_references();
    }
    let mut reader = Reader::open(&source.path, source.format)?;
    let size = usize::try_from(std::fs::metadata(&source.path)?.len()).unwrap_or(usize::MAX);
    let mut progress = Progress::new(source.register.id.as_str(), size);
    let mut bytes = 0;
    while let Some(Line { number, at, raw, values }) = reader.next()? {
        bytes += raw.len() + 1;
        progress.at(bytes);
        match values {
            Ok(values) => {
                if let Err(wrong) = import.line(number, &values).map_err(app_failure)? {
                    let sentences: Vec<String> = wrong.iter().map(ToString::to_string).collect();
                    bad(at, &raw, &sentences.join("; "))?;
                }
            }
            Err(sentence) => {
                import.unreadable();
                bad(at, &raw, &sentence)?;
            }
        }
    }
    progress.end();
    import.end().map_err(app_failure)
}
