//! `koom views`: what the registers say is open data, as views for analysts.

use crate::cli::Views;
use crate::console::{Failure, app_failure, failure, line};
use crate::database::cannot;
use crate::folder;
use crate::installation::Installation;
use crate::serve::running;
use model::{FieldType, Model};
use std::process::ExitCode;
use store::views::{ColumnKind, OpenColumn, OpenView, views};
use store::{Address, Postgres};

/// Prints the statements, or makes the views in an installation's database.
pub(crate) fn run(options: &Views) -> Result<ExitCode, Failure> {
    let reader = options.reader.as_deref();
    let Some(data) = &options.data else {
        if options.make {
            return Err(failure("views are made in the database of an installation: name it with --data"));
        }
        let files = folder::read(&folder::given(options.state.as_ref()))?;
        return print(running(&files)?.model(), reader);
    };
    if options.state.is_some() {
        return Err(failure("an installation carries its state: name a state folder or --data, not both"));
    }
    let address = options.database.of(data, &Installation::of(data)?)?;
    let store = crate::database::open_read_only(&address)?;
    let files = app::state_folder::published(&store).map_err(app_failure)?;
    let running = running(&files)?;
    if !options.make {
        return print(running.model(), reader);
    }
    let Address::Postgres(url) = &address else {
        return Err(failure(format!(
            "{} keeps its records in a file, which knows no readers; `koom copy` takes them into a PostgreSQL database",
            data.display()
        )));
    };
    let list = open_views(running.model());
    Postgres::make_views(url, &list, zone(running.model())?, reader)
        .map_err(|error| cannot(&address, error))?;
    let names: Vec<&str> = list.iter().map(|view| view.register.as_str()).collect();
    line(format!("{} views in the schema `open`, each with its history: {}", list.len(), names.join(", ")));
    Ok(ExitCode::SUCCESS)
}

fn print(model: &Model, reader: Option<&str>) -> Result<ExitCode, Failure> {
    line(views(&open_views(model), zone(model)?, reader).trim_end());
    Ok(ExitCode::SUCCESS)
}

/// The name of the state's time zone: a day begins there.
fn zone(model: &Model) -> Result<&str, Failure> {
    model
        .info
        .time_zone
        .iana_name()
        .ok_or_else(|| failure("the state's time zone has no name in the tz database"))
}

/// The registers that have open fields, in the words of the state's first language.
fn open_views(model: &Model) -> Vec<OpenView> {
    let lang = model.info.default_language();
    let registers = model.registers.values().filter(|register| !register.open.is_empty());
    registers
        .map(|register| OpenView {
            register: register.id.to_string(),
            words: register.title.get(&lang).to_owned(),
            columns: register
                .open
                .iter()
                .filter_map(|id| register.field(id.as_str()))
                .map(|field| OpenColumn {
                    name: field.id.to_string(),
                    kind: kind(&field.ty),
                    words: field.label.get(&lang).to_owned(),
                })
                .collect(),
        })
        .collect()
}

fn kind(ty: &FieldType) -> ColumnKind {
    match ty {
        FieldType::Number | FieldType::Money => ColumnKind::Number,
        FieldType::Bool => ColumnKind::Bool,
        FieldType::Date => ColumnKind::Date,
        FieldType::Text
        | FieldType::Identifier(_)
        | FieldType::Person
        | FieldType::Place
        | FieldType::Choice(_) => ColumnKind::Text,
    }
}
