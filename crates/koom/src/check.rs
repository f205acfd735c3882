//! `koom check`, `koom explain`, `koom schema`.

use crate::cli::{Check, Explain, Format, Schema};
use crate::console::{Failure, failure, line};
use crate::folder;
use app::FolderError;
use model::Model;
use model::burden::Burden;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Reads a folder and reports every mistake.
pub(crate) fn check(options: &Check) -> Result<ExitCode, Failure> {
    let path = folder::given(options.state.as_ref());
    let files = folder::read(&path)?;
    let (model, mut diagnostics) = state::load(&files);
    if let Some(model) = &model {
        diagnostics.extend(state::check_words(model, i18n::required_keys()));
    }
    let clean = |diagnostics: &[model::Diagnostic]| {
        diagnostics.iter().all(|diagnostic| diagnostic.severity != model::Severity::Error)
    };
    // What is compiled from a model can be wrong only where the model is right.
    if let Some(model) = model.as_ref().filter(|_| clean(&diagnostics)) {
        match app::Running::of_model(model.clone()) {
            Ok(running) if options.documents => {
                diagnostics.extend(app::paper_check::check_documents(&running)?);
            }
            Ok(_) => {}
            Err(FolderError::Diagnostics(more)) => diagnostics.extend(more),
            Err(FolderError::Fault(fault)) => return Err(Box::new(fault)),
        }
    }
    let format = if options.json { Format::Json } else { options.format };
    match format {
        Format::Text => folder::print(&diagnostics, &files),
        Format::Json => {
            let findings = state::render_json(&diagnostics, &files);
            let burden = model.as_ref().filter(|_| options.burden).map(burden_json);
            line(match burden {
                Some(burden) => json!({"findings": findings, "burden": burden}).to_string(),
                None => findings.to_string(),
            });
        }
        Format::Sarif => {
            let (version, folder) = (env!("CARGO_PKG_VERSION"), path.to_string_lossy());
            line(state::render_sarif(&diagnostics, &files, version, &folder).to_string());
        }
    }
    let Some(model) = model.filter(|_| clean(&diagnostics)) else { return Ok(ExitCode::from(1)) };
    if format == Format::Text {
        if options.burden {
            burden(&model);
        }
        line(format!(
            "{}: {} services, {} registers, {} laws, {} agencies; no errors",
            path.display(),
            model.services.len(),
            model.registers.len(),
            model.law.len(),
            model.agencies.len()
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// What each service asks of people, a line each.
fn burden(model: &Model) {
    let width = model.services.keys().map(|id| id.as_str().len()).max().unwrap_or_default();
    line(format!("{:width$}  {:>7}  {:>6}  {:>5}", "", "answers", "papers", "desks"));
    for service in model.services.values() {
        let Burden { fields, documents, desks } = model.burden_of(service);
        line(format!("{:width$}  {fields:>7}  {documents:>6}  {desks:>5}", service.id.as_str()));
    }
}

/// The same for programs.
fn burden_json(model: &Model) -> Value {
    let services = model.services.values().map(|service| {
        let Burden { fields, documents, desks } = model.burden_of(service);
        json!({"service": service.id, "fields": fields, "documents": documents, "desks": desks})
    });
    services.collect()
}

/// Explains a diagnostic.
pub(crate) fn explain(options: &Explain) -> Result<ExitCode, Failure> {
    match options.code.as_deref() {
        None => {
            for code in state::all_codes() {
                line(code.to_string());
            }
            Ok(ExitCode::SUCCESS)
        }
        Some("words") => {
            for key in i18n::required_keys() {
                line(*key);
            }
            Ok(ExitCode::SUCCESS)
        }
        Some(code) => match state::explain(code) {
            Some(page) => {
                line(page);
                Ok(ExitCode::SUCCESS)
            }
            None => Err(failure(format!("there is no diagnostic {code}; `koom explain` lists all"))),
        },
    }
}

/// Prints a JSON Schema.
pub(crate) fn schema(options: &Schema) -> Result<ExitCode, Failure> {
    match state::schema(&options.kind) {
        Some(schema) => {
            line(serde_json::to_string_pretty(&schema)?);
            Ok(ExitCode::SUCCESS)
        }
        None => Err(failure(format!(
            "there is no kind of file {:?}; kinds are {}",
            options.kind,
            state::SCHEMA_KINDS.join(", ")
        ))),
    }
}
