//! Finds, runs and judges the cases of the DMN Technology Compatibility Kit.

use dmn::{Import, Input, Model};
use feel::{Context, DateTime, Decimal, Evaluation, Limits, Value};
use roxmltree::{Document, Node};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The outcome of all cases.
#[derive(Debug, Default)]
pub struct Report {
    /// How many cases gave what they should.
    pub passed: usize,
    /// The others, each with what was expected and what came.
    pub failures: Vec<String>,
    /// What was run, in order: one entry for each folder of cases.
    pub folders: Vec<Folder>,
}

/// The outcome of the cases of one folder.
#[derive(Debug)]
pub struct Folder {
    /// Its name.
    pub name: String,
    /// How many of its cases gave what they should.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
}

/// Runs every case below a folder; `only` keeps the cases whose file and id hold that text.
pub fn run(folder: &Path, only: Option<&str>) -> io::Result<Report> {
    let mut report = Report::default();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
        // the same order everywhere; the stack of folders is taken from its end
        folders.sort_by(|a, b| b.cmp(a));
        files.sort();
        let is = |path: &Path, end: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(end));
        let models: Vec<PathBuf> = files.iter().filter(|f| is(f, "dmn")).cloned().collect();
        let tests = files.iter().filter(|f| is(f, "xml") && file_name(f).contains("-test-"));
        if models.is_empty() {
            continue;
        }
        let (passed, failed) = (report.passed, report.failures.len());
        for test in tests {
            run_file(test, &folder, &models, only, &mut report)?;
        }
        let done = Folder {
            name: file_name(&folder),
            passed: report.passed - passed,
            failed: report.failures.len() - failed,
        };
        report.folders.push(done);
    }
    Ok(report)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn run_file(
    test: &Path,
    folder: &Path,
    models: &[PathBuf],
    only: Option<&str>,
    report: &mut Report,
) -> io::Result<()> {
    let text = fs::read_to_string(test)?;
    let label = file_name(test);
    let document = match Document::parse(&text) {
        Ok(document) => document,
        Err(cause) => {
            report.failures.push(format!("{label}: the test file is no XML: {cause}"));
            return Ok(());
        }
    };
    let root = document.root_element();
    let named = elements(root, "modelName").next().and_then(|node| node.text()).unwrap_or("").trim();
    let path = folder.join(named);
    let path =
        if named.is_empty() || !path.is_file() { models.first().cloned().unwrap_or(path) } else { path };
    let texts: Vec<String> = models.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let model = Model::read(&fs::read_to_string(path)?, &mut |import| resolve(import, &texts));
    run_cases(root, &label, &model, only, report);
    Ok(())
}

/// The sibling model of the namespace that is imported.
fn resolve(import: &Import, texts: &[String]) -> Option<String> {
    let fits = |text: &&String| {
        Document::parse(text)
            .is_ok_and(|d| d.root_element().attribute("namespace") == Some(import.namespace.as_str()))
    };
    texts.iter().find(fits).cloned()
}

/// Runs the cases of one test file against a model.
pub fn run_cases(
    root: Node<'_, '_>,
    label: &str,
    model: &Result<Arc<Model>, dmn::ModelError>,
    only: Option<&str>,
    report: &mut Report,
) {
    for case in elements(root, "testCase") {
        let id = case.attribute("id").unwrap_or("");
        let title = format!("{label} {id}");
        if only.is_some_and(|only| !title.contains(only)) {
            continue;
        }
        let problems = match model {
            Ok(model) => run_case(case, model),
            Err(cause) => vec![format!("the model cannot be read: {cause}")],
        };
        if problems.is_empty() {
            report.passed += 1;
        } else {
            report.failures.push(format!("{title}: {}", problems.join("; ")));
        }
    }
}

fn elements<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// What is wrong with a case; nothing when it passes.
fn run_case(case: Node<'_, '_>, model: &Arc<Model>) -> Vec<String> {
    let inputs: Vec<Input> = elements(case, "inputNode")
        .map(|node| Input {
            namespace: node.attribute("namespace").map(str::to_owned),
            name: node.attribute("name").unwrap_or("").to_owned(),
            value: value_of(node),
        })
        .collect();
    let mut problems = Vec::new();
    for result in elements(case, "resultNode") {
        let name = result.attribute("name").unwrap_or("");
        let expected = elements(result, "expected").next().map(value_of).unwrap_or_default();
        let outcome = match case.attribute("type") {
            Some("decisionService") => {
                let service = case.attribute("invocableName").unwrap_or(name);
                evaluate(|limits, now| model.evaluate_service(service, &inputs, limits, now)).map(|e| {
                    let only = match &e.value {
                        // a service with several outputs gives all of them; the case names one
                        Value::Context(context) => context.get(name).cloned(),
                        _ => None,
                    };
                    if let Some(value) = only { Evaluation { value, ..e } } else { e }
                })
            }
            Some("bkm") => {
                let knowledge = case.attribute("invocableName").unwrap_or(name);
                let arguments: Context = inputs.iter().map(|i| (&*i.name, i.value.clone())).collect();
                evaluate(|limits, now| model.invoke(knowledge, &arguments, limits, now))
            }
            _ => evaluate(|limits, now| model.evaluate(name, &inputs, limits, now)),
        };
        match outcome {
            Ok(outcome) if same(&expected, &outcome.value) => {}
            Ok(outcome) => {
                let causes: Vec<&str> = outcome.warnings.iter().map(|w| w.message.as_str()).collect();
                let causes = causes.join(", ");
                problems.push(format!("{name}: expected {expected}, got {} [{causes}]", outcome.value));
            }
            Err(cause) => problems.push(format!("{name}: {cause}")),
        }
    }
    problems
}

/// The same moment for every run: the library reads no clock, and the cases ask for its form only.
fn evaluate(
    run: impl FnOnce(&Limits, Option<&DateTime>) -> Result<Evaluation, dmn::ModelError>,
) -> Result<Evaluation, dmn::ModelError> {
    let now: Option<DateTime> = "2026-07-01T12:00:00Z".parse().ok();
    run(&Limits::default(), now.as_ref())
}

/// Whether a value is what a case expects. Numbers may differ by 10^-8 (of the expected one, where that is larger
/// than one): cases write irrational results with eight to ten digits, and the kit's own runners allow the same.
/// All else must be exactly equal, with every entry of a context.
fn same(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Number(expected), Value::Number(actual)) => {
            let tolerance = Decimal::from_scaled(1, 8);
            let size = expected.abs().max(Decimal::ONE);
            let allowed = tolerance.and_then(|t| t.mul(size));
            let distance = expected.sub(*actual).map(Decimal::abs);
            expected == actual || matches!((distance, allowed), (Some(d), Some(a)) if d <= a)
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
        }
        (Value::Context(a), Value::Context(b)) => {
            a.entries().len() == b.entries().len()
                && a.entries().iter().all(|(name, value)| b.get(name).is_some_and(|other| same(value, other)))
        }
        (expected, actual) => expected == actual,
    }
}

const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

fn is_nil(node: Node<'_, '_>) -> bool {
    matches!(node.attribute((SCHEMA_INSTANCE, "nil")), Some("true" | "1"))
}

/// The value that an input or an expectation writes.
fn value_of(node: Node<'_, '_>) -> Value {
    if is_nil(node) {
        return Value::Null;
    }
    if let Some(value) = elements(node, "value").next() {
        return plain_value(value);
    }
    if let Some(list) = elements(node, "list").next() {
        return if is_nil(list) {
            Value::Null
        } else {
            Value::list(elements(list, "item").map(value_of).collect())
        };
    }
    let components: Vec<Node<'_, '_>> = elements(node, "component").collect();
    if components.is_empty() {
        return Value::Null;
    }
    let entries = components.into_iter().map(|c| (c.attribute("name").unwrap_or(""), value_of(c)));
    Value::Context(entries.collect())
}

fn plain_value(node: Node<'_, '_>) -> Value {
    if is_nil(node) {
        return Value::Null;
    }
    let text: String = node.children().filter_map(|part| part.text()).collect();
    let kind = node.attribute((SCHEMA_INSTANCE, "type")).unwrap_or("");
    let kind = kind.rsplit_once(':').map_or(kind, |(_, local)| local);
    let trimmed = text.trim();
    let known = match kind {
        "decimal" | "double" | "integer" | "int" | "long" | "float" => {
            trimmed.parse::<Decimal>().ok().map(Value::Number)
        }
        "boolean" => Some(Value::Bool(trimmed == "true" || trimmed == "1")),
        "date" | "time" | "dateTime" | "duration" | "dayTimeDuration" | "yearMonthDuration" => {
            Value::temporal(trimmed)
        }
        _ => Some(Value::string(&text)),
    };
    // a text that its type does not admit stays a text, and the case fails where it matters
    known.unwrap_or_else(|| Value::string(&text))
}
