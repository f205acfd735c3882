//! `koom verify`.

use crate::cli::Verify;
use crate::console::{Failure, app_failure, line};
use crate::database::Database;
use crate::installation::{Installation, keys};
use app::publish::origin;
use app::verify::Report;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use store::Log;

/// Findings shown before "and N more".
const SHOWN_MAX: usize = 50;

/// How many findings a directory has.
pub(crate) fn findings(data: &Path, database: &Database) -> Result<usize, Failure> {
    Ok(report(data, database)?.findings.len())
}

fn report(data: &Path, database: &Database) -> Result<Report, Failure> {
    let installation = Installation::of(data)?;
    let config = installation.config(false);
    let store = database.read(data)?;
    let mut verifiers = BTreeMap::new();
    for log in Log::ALL {
        for seed in keys(data)? {
            if let Ok(signer) = tlog::NoteSigner::from_seed(&origin(&config, log), &seed) {
                verifiers.entry(log).or_insert_with(Vec::new).push(signer.verifier());
            }
        }
    }
    app::verify::verify(&store, &config, &verifiers).map_err(app_failure)
}

/// Recomputes everything a data directory holds.
pub(crate) fn run(options: &Verify) -> Result<ExitCode, Failure> {
    let report = report(&options.data, &options.database)?;
    if options.json {
        let findings: Vec<_> = report
            .findings
            .iter()
            .map(|f| serde_json::json!({"place": f.place, "sentence": f.sentence}))
            .collect();
        line(serde_json::json!({"log": report.leaves[0], "reads": report.leaves[1], "versions": report.versions, "findings": findings}).to_string());
    } else {
        for finding in report.findings.iter().take(SHOWN_MAX) {
            line(format!("{}: {}", finding.place, finding.sentence));
        }
        if report.findings.len() > SHOWN_MAX {
            line(format!("and {} more", report.findings.len() - SHOWN_MAX));
        }
        let verdict = if report.findings.is_empty() { "all of it fits" } else { "NOT as it was written" };
        line(format!(
            "{} leaves in /log, {} in /reads, {} record versions: {verdict}",
            report.leaves[0], report.leaves[1], report.versions
        ));
    }
    Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
