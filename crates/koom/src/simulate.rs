//! `koom simulate people`: invented people as files, one for each register.

use crate::cli::SimulatePeople;
use crate::console::{Failure, Progress, failure, line};
use crate::serve::running;
use crate::table::Writer;
use crate::{embedded, folder};
use app::people::Inventor;
use app::{Running, exchange};
use base::{Date, RegisterId};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Invents people into a folder.
pub(crate) fn people(options: &SimulatePeople) -> Result<ExitCode, Failure> {
    let files = match &options.state {
        Some(state) => folder::read(state)?,
        None => embedded::files(),
    };
    let running = running(&files)?;
    let today: Date = options.now.parse().map_err(|_error| {
        failure(format!("--now {:?} is no date; write one like 2026-11-22", options.now))
    })?;
    if options.out.exists() && options.out.read_dir()?.next().is_some() {
        return Err(failure(format!(
            "{} is not empty; remove it or name another folder with --out",
            options.out.display()
        )));
    }
    std::fs::create_dir_all(&options.out)?;
    let inventor = Inventor::new(&running, today, options.seed)?;
    let mut out: BTreeMap<RegisterId, Writer> = BTreeMap::new();
    let mut progress = Progress::new("people", options.people);
    let (mut households, mut count) = (0_u64, 0);
    for home in inventor.homes(options.people) {
        let home = home?;
        households += 1;
        count += home.people;
        for entry in &home.records {
            if !out.contains_key(&entry.register) {
                let writer = file_of(options, &running, &entry.register)?;
                out.insert(entry.register.clone(), writer);
            }
            let Some(writer) = out.get_mut(&entry.register) else { continue };
            writer.write(&exchange::line(entry, 1))?;
        }
        progress.at(count);
    }
    progress.end();
    let mut lines = BTreeMap::new();
    for (register, writer) in out {
        lines.insert(register.as_str().to_owned(), writer.end()?);
    }
    if options.json {
        let told = serde_json::json!({"people": count, "households": households, "records": lines});
        line(told.to_string());
    } else {
        for (register, count) in &lines {
            line(format!("{count:>10} {register}"));
        }
        line(format!("{count} people in {households} households, in {}", options.out.display()));
    }
    Ok(ExitCode::SUCCESS)
}

/// The file of a register.
fn file_of(options: &SimulatePeople, running: &Running, id: &RegisterId) -> Result<Writer, Failure> {
    let register = running.model().registers.get(id);
    let register = register.ok_or_else(|| failure(format!("the folder has no register {id}")))?;
    let name = format!("{id}.{}", options.format.extension());
    Writer::create(&options.out.join(name), options.format, register)
}
