//! `migrate`, of a service: what becomes of open cases of earlier versions.

use crate::codes;
use crate::index::Resolver;
use crate::sink::did_you_mean;
use crate::view::{Pair, View};
use base::{FieldId, StateName};
use model::migrate::{Migration, OpenCases};
use model::{Service, Source};
use std::collections::BTreeMap;

/// Reads `migrate`, once the rest of the service is there.
pub(super) fn migrate(view: View<'_>, service: &Service, names: &mut Resolver<'_>) -> Vec<Migration> {
    let mut all: Vec<Migration> = Vec::new();
    for line in view.list("migrate") {
        let Some(migration) = migration(line, service, names) else { continue };
        if migration.from >= service.version {
            let message = format!("version {} is not before version {}", migration.from, service.version);
            names
                .sink
                .error(codes::BAD_MIGRATION, migration.at.clone(), message)
                .help("`migrate` is about earlier versions; a new text of the rules has a higher `version`");
        } else if let Some(first) = all.iter().find(|first| first.from == migration.from) {
            names
                .sink
                .error(
                    codes::BAD_MIGRATION,
                    migration.at.clone(),
                    format!("version {} stands twice", migration.from),
                )
                .help("keep one of the two lines")
                .related(first.at.clone(), "first here");
        } else {
            all.push(migration);
        }
    }
    all
}

fn migration(line: View<'_>, service: &Service, names: &mut Resolver<'_>) -> Option<Migration> {
    let from = line.number("from")?;
    let keep = line.text_of("open_cases")? == "keep";
    if keep && let Some(pair) = line.map("states").chain(line.map("answers")).next() {
        names
            .sink
            .error(codes::BAD_MIGRATION, pair.at, "cases that keep their version keep its names too")
            .help("leave `states` and `answers` out, or write `open_cases: fast_forward`");
    }
    let states: Vec<&str> = service.states.keys().map(StateName::as_str).collect();
    let asked: Vec<&str> =
        service.form.iter().flat_map(|page| &page.ask).map(|question| question.id.as_str()).collect();
    let states = named(line.map("states"), &states, ("state of work", codes::UNKNOWN_STATE), names);
    let answers = named(line.map("answers"), &asked, ("question", codes::UNKNOWN_FIELD), names);
    let open_cases = if keep {
        OpenCases::Keep
    } else {
        OpenCases::FastForward {
            states: states.iter().map(|(from, to)| (StateName::new(from), StateName::new(to))).collect(),
            answers: answers.iter().map(|(from, to)| (FieldId::new(from), FieldId::new(to))).collect(),
        }
    };
    Some(Migration { from, open_cases, at: line.at() })
}

/// Names of before with those of now, which must exist.
fn named<'v>(
    pairs: impl Iterator<Item = Pair<'v>>,
    known: &[&str],
    (what, code): (&str, model::Code),
    names: &mut Resolver<'_>,
) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for pair in pairs {
        let Some(to) = pair.value.text() else { continue };
        if !known.contains(&to) {
            let help = did_you_mean(to, known.iter().copied(), "names");
            let at: Source = pair.value.at();
            names.sink.error(code, at, format!("this version has no {what} `{to}`")).help(help);
        }
        if all.values().any(|other| other == to) {
            let message = format!("two of before are called `{to}` now");
            names
                .sink
                .error(codes::BAD_MIGRATION, pair.at, message)
                .help("one would replace the other: only one can go on under this name");
        }
        all.insert(pair.key.to_owned(), to.to_owned());
    }
    all
}
