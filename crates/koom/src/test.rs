//! `koom test`: the cases of every service, run over the rules.

mod share;

use crate::cli::Test;
use crate::console::{Failure, failure, line, note};
use crate::folder;
use app::casetest::{self, CaseResult, Published, Seen};
use app::{FolderError, Running};
use domain::Rules;
use model::{Diagnostic, Model, Service};
use serde_json::{Value, json};
use share::Share;
use state::{Files, TestCase};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// A service with its cases, what came of them, and what each reached.
pub(super) struct Played<'m> {
    /// The service.
    service: &'m Service,
    /// Its cases.
    cases: Vec<TestCase>,
    /// What came of each.
    results: Vec<CaseResult>,
    /// What each reached; empty unless someone asks.
    seen: Vec<Seen>,
}

/// Runs the cases of a folder.
pub(crate) fn run(options: &Test) -> Result<ExitCode, Failure> {
    let path = folder::given(options.state.as_ref());
    if options.threshold.is_some() && !options.coverage && !options.mutate {
        return Err(failure("--threshold is a share of --coverage or --mutate; name one of them"));
    }
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
    let rules = Rules::new(Arc::new(model));
    let services = play(&rules, &files, options);
    if let (Some(text), true) = (&options.run, services.is_empty()) {
        return Err(failure(format!("no service and no case of {} is named like {text:?}", path.display())));
    }
    let passed = services.iter().flat_map(|played| &played.results).all(CaseResult::passed);
    let share = share(&rules, &files, options, &services, passed);
    if options.json {
        let mut report = as_json(&services, &files);
        if let Some(report) = report.as_object_mut() {
            report.insert("documents".to_owned(), state::render_json(&documents, &files));
            report.extend(share.iter().map(|share| (share.name.to_owned(), share.as_json(&files))));
        }
        line(report.to_string());
    } else {
        in_words(&services, &path, &files);
        if let Some(share) = &share {
            share.in_words(&path, &files);
        }
    }
    let enough = match (&share, options.threshold) {
        (Some(share), Some(threshold)) => share.reaches(threshold),
        _ => true,
    };
    Ok(if passed && documents.is_empty() && enough { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Plays the cases that are asked for.
fn play<'m>(rules: &'m Rules, files: &Files, options: &Test) -> Vec<Played<'m>> {
    let published = Published::of(&rules.model);
    let mut services = Vec::new();
    for (service, mut cases) in casetest::cases_of(rules, files) {
        if let Some(text) = options.run.as_deref().filter(|text| !service.id.as_str().contains(text)) {
            cases.retain(|case| case.name.contains(text));
            if cases.is_empty() {
                continue;
            }
        }
        let (results, seen) = if options.coverage || options.mutate {
            casetest::run_noted(rules, service, &cases, &published).into_iter().unzip()
        } else {
            (casetest::run(rules, service, &cases, &published), Vec::new())
        };
        services.push(Played { service, cases, results, seen });
    }
    services
}

/// What cases reached or noticed, if that is asked for.
fn share(
    rules: &Rules,
    files: &Files,
    options: &Test,
    services: &[Played<'_>],
    passed: bool,
) -> Option<Share> {
    if options.coverage {
        return Some(share::coverage(rules, files, services));
    }
    if !options.mutate {
        return None;
    }
    if !passed {
        // what a wrong rule changes can't be told where the right one fails already
        note("the cases fail over the rules as they are; --mutate waits until they pass");
        return None;
    }
    Some(share::mutation(rules, files, services, Duration::from_secs(options.time)))
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
fn first_line(result: &CaseResult, files: &Files) -> usize {
    let text = files.get(&*result.at.path).map_or("", String::as_str);
    state::line_and_column(text, result.at.span.start).0
}

/// One line a service, the failures in full, and the sum.
fn in_words(services: &[Played<'_>], folder: &Path, files: &Files) {
    for Played { service, results, .. } in services {
        let (service, (passed, failed)) = (&service.id, counts(results));
        line(match (passed, failed) {
            (0, 0) => format!("{service}: no cases"),
            (passed, 0) => format!("{service}: {passed} passed"),
            (passed, failed) => format!("{service}: {passed} passed, {failed} FAILED"),
        });
    }
    for result in services.iter().flat_map(|played| &played.results).filter(|result| !result.passed()) {
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
    let (passed, failed) = counts(services.iter().flat_map(|played| &played.results));
    line(format!("{passed} passed, {failed} failed"));
}

/// The same for programs.
fn as_json(services: &[Played<'_>], files: &Files) -> Value {
    let (passed, failed) = counts(services.iter().flat_map(|played| &played.results));
    let sums = services.iter().map(|Played { service, results, .. }| {
        let (passed, failed) = counts(results);
        json!({"service": service.id, "passed": passed, "failed": failed})
    });
    let failures =
        services.iter().flat_map(|played| &played.results).filter(|result| !result.passed()).map(|result| {
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
