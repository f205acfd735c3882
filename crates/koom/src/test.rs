//! `koom test`: the cases of every service, run over the rules.

use crate::cli::Test;
use crate::console::{Failure, failure, line};
use crate::folder;
use app::casetest::{self, CaseResult};
use app::{FolderError, Running};
use model::{Diagnostic, Model};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs the cases of a folder.
pub(crate) fn run(options: &Test) -> Result<ExitCode, Failure> {
    let path = folder::given(options.state.as_ref());
    let files = folder::read(&path)?;
    let (model, diagnostics) = state::load(&files);
    let Some(model) = model else {
        if options.json {
            line(state::render_json(&diagnostics, &files).to_string());
        } else {
            folder::print(&diagnostics, &files);
        }
        return Ok(ExitCode::from(1));
    };
    folder::print(&diagnostics, &files);
    let documents = if options.run.is_some() { Vec::new() } else { documents(&model)? };
    folder::print(&documents, &files);
    let rules = domain::Rules::new(Arc::new(model));
    let mut services: Vec<(&str, Vec<CaseResult>)> = Vec::new();
    for (service, mut cases) in casetest::cases_of(&rules, &files) {
        if let Some(text) = options.run.as_deref().filter(|text| !service.id.as_str().contains(text)) {
            cases.retain(|case| case.name.contains(text));
            if cases.is_empty() {
                continue;
            }
        }
        services.push((service.id.as_str(), casetest::run(&rules, service, &cases)));
    }
    if let (Some(text), true) = (&options.run, services.is_empty()) {
        return Err(failure(format!("no service and no case of {} is named like {text:?}", path.display())));
    }
    if options.json {
        let mut report = as_json(&services, &files);
        if let Some(report) = report.as_object_mut() {
            report.insert("documents".to_owned(), state::render_json(&documents, &files));
        }
        line(report.to_string());
    } else {
        in_words(&services, &path, &files);
    }
    let passed =
        documents.is_empty() && services.iter().flat_map(|(_, results)| results).all(CaseResult::passed);
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What is wrong with the templates of documents.
fn documents(model: &Model) -> Result<Vec<Diagnostic>, Failure> {
    match Running::of_model(model.clone()) {
        Ok(running) => Ok(app::paper_check::check_documents(&running)?),
        Err(FolderError::Diagnostics(found)) => Ok(found),
        Err(FolderError::Fault(fault)) => Err(Box::new(fault)),
    }
}

/// How many passed and how many failed.
fn counts<'r>(results: impl IntoIterator<Item = &'r CaseResult>) -> (usize, usize) {
    results.into_iter().fold((0, 0), |(passed, failed), result| {
        if result.passed() { (passed + 1, failed) } else { (passed, failed + 1) }
    })
}

/// The line a case begins on, from 1.
fn first_line(result: &CaseResult, files: &BTreeMap<String, String>) -> usize {
    let text = files.get(&*result.at.path).map_or("", String::as_str);
    state::line_and_column(text, result.at.span.start).0
}

/// One line a service, the failures in full, and the sum.
fn in_words(services: &[(&str, Vec<CaseResult>)], folder: &Path, files: &BTreeMap<String, String>) {
    for (service, results) in services {
        let (passed, failed) = counts(results);
        line(match (passed, failed) {
            (0, 0) => format!("{service}: no cases"),
            (passed, 0) => format!("{service}: {passed} passed"),
            (passed, failed) => format!("{service}: {passed} passed, {failed} FAILED"),
        });
    }
    for result in services.iter().flat_map(|(_, results)| results).filter(|result| !result.passed()) {
        line(format!(
            "\n{}:{}: {}",
            folder.join(&*result.at.path).display(),
            first_line(result, files),
            result.name
        ));
        for sentence in &result.failures {
            line(format!("  {sentence}"));
        }
        for (rule, value) in &result.rules {
            line(format!("    {rule} = {value}"));
        }
    }
    let (passed, failed) = counts(services.iter().flat_map(|(_, results)| results));
    line(format!("{passed} passed, {failed} failed"));
}

/// The same for programs.
fn as_json(services: &[(&str, Vec<CaseResult>)], files: &BTreeMap<String, String>) -> Value {
    let (passed, failed) = counts(services.iter().flat_map(|(_, results)| results));
    let sums = services.iter().map(|(service, results)| {
        let (passed, failed) = counts(results);
        json!({"service": service, "passed": passed, "failed": failed})
    });
    let failures =
        services.iter().flat_map(|(_, results)| results).filter(|result| !result.passed()).map(|result| {
            let rules: Vec<Value> =
                result.rules.iter().map(|(rule, value)| json!({"rule": rule, "value": value})).collect();
            json!({
                "service": result.service,
                "case": result.name,
                "path": &*result.at.path,
                "line": first_line(result, files),
                "sentence": result.sentence(),
                "failures": result.failures,
                "rules": rules,
            })
        });
    json!({
        "passed": passed,
        "failed": failed,
        "services": sums.collect::<Vec<_>>(),
        "failures": failures.collect::<Vec<_>>(),
    })
}
